//! Reads the small part of Markdown in which the typeset documents are written: headings, paragraphs, lists, tables.
//! Marks inside a line are not read; the sources use none.

/// One block of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Block {
    Heading {
        level: usize,
        text: String,
    },
    Paragraph(String),
    /// One point of a list, with the mark that stands before it.
    Point {
        mark: String,
        text: String,
    },
    /// Rows of cells; the first row is the head.
    Table(Vec<Vec<String>>),
    /// Text that the file holds and does not show; written after `~ `.
    Unshown(String),
}

/// Cuts a source into its blocks.
pub(crate) fn blocks(source: &str) -> Vec<Block> {
    let mut found: Vec<Block> = Vec::new();
    let mut open = false;
    for line in source.lines().map(str::trim_end) {
        if line.is_empty() {
            open = false;
            continue;
        }
        let block = block(line);
        match (found.last_mut(), block) {
            (Some(Block::Table(rows)), Block::Table(more)) if open => rows.extend(more),
            (
                Some(Block::Paragraph(text) | Block::Point { text, .. } | Block::Unshown(text)),
                Block::Paragraph(more),
            ) if open => {
                text.push(' ');
                text.push_str(more.trim_start());
            }
            (_, block) => found.push(block),
        }
        open = true;
    }
    found
}

/// Text of the first heading, or nothing.
pub(crate) fn title(blocks: &[Block]) -> &str {
    blocks
        .iter()
        .find_map(|block| match block {
            Block::Heading { text, .. } => Some(text.as_str()),
            _ => None,
        })
        .unwrap_or_default()
}

fn block(line: &str) -> Block {
    let level = line.len() - line.trim_start_matches('#').len();
    if let Some(text) = line.get(level..).and_then(|rest| rest.strip_prefix(' ')).filter(|_| level > 0) {
        return Block::Heading { level, text: text.to_owned() };
    }
    if let Some(row) = line.strip_prefix('|') {
        let cells: Vec<String> = row.trim_end_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect();
        let ruled = cells.iter().all(|cell| cell.chars().all(|mark| matches!(mark, '-' | ':')));
        return Block::Table(if ruled { Vec::new() } else { vec![cells] });
    }
    if let Some(text) = line.strip_prefix("~ ") {
        return Block::Unshown(text.to_owned());
    }
    if let Some(text) = line.strip_prefix("- ") {
        return Block::Point { mark: "-".to_owned(), text: text.to_owned() };
    }
    match line.split_once(". ") {
        Some((mark, text)) if !mark.is_empty() && mark.chars().all(|digit| digit.is_ascii_digit()) => {
            Block::Point { mark: format!("{mark}."), text: text.to_owned() }
        }
        _ => Block::Paragraph(line.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_lists_tables_and_wrapped_paragraphs_are_told_apart() {
        let found = blocks("# A\n\none\ntwo\n\n~ un\nseen\n\n- x\n1. y\n\n| H | I |\n| --- | --- |\n| 1 | 2 |\n");
        let row = |a: &str, b: &str| vec![a.to_owned(), b.to_owned()];
        assert_eq!(
            found,
            [
                Block::Heading { level: 1, text: "A".into() },
                Block::Paragraph("one two".into()),
                Block::Unshown("un seen".into()),
                Block::Point { mark: "-".into(), text: "x".into() },
                Block::Point { mark: "1.".into(), text: "y".into() },
                Block::Table(vec![row("H", "I"), row("1", "2")]),
            ]
        );
        assert_eq!(title(&found), "A");
    }

    #[test]
    fn a_clause_number_is_no_list() {
        assert_eq!(blocks("11.2 In all other cases"), [Block::Paragraph("11.2 In all other cases".into())]);
    }
}
