//! Writes a document as DOCX with fixed dates.

use std::io::Cursor;

use docx_rs::{Docx, Paragraph, Run, Style, StyleType, Table, TableCell, TableRow};

use crate::SampleError;
use crate::markdown::Block;

/// The date that the file states as its making and its last change.
const STATED: &str = "2026-01-05T08:00:00Z";

/// The document's bytes.
pub(crate) fn write(path: &str, blocks: &[Block]) -> Result<Vec<u8>, SampleError> {
    let mut docx = Docx::new().created_at(STATED).updated_at(STATED);
    for (level, size) in [(1, 36), (2, 26), (3, 22)] {
        docx = docx.add_style(heading(level, size));
    }
    for block in blocks {
        docx = match block {
            Block::Heading { level, text } => docx.add_paragraph(paragraph(text).style(&format!("Heading{level}"))),
            Block::Paragraph(text) => docx.add_paragraph(paragraph(text)),
            Block::Point { mark, text } => docx.add_paragraph(paragraph(&format!("{mark} {text}"))),
            Block::Table(rows) => docx.add_table(table(rows)),
            Block::Unshown(text) => docx.add_paragraph(Paragraph::new().add_run(Run::new().add_text(text).vanish())),
        };
    }
    let mut bytes = Cursor::new(Vec::new());
    docx.pack(&mut bytes).map_err(|error| SampleError::Docx { path: path.to_owned(), reason: error.to_string() })?;
    Ok(bytes.into_inner())
}

fn heading(level: usize, size: usize) -> Style {
    Style::new(format!("Heading{level}"), StyleType::Paragraph)
        .name(format!("heading {level}"))
        .outline_lvl(level - 1)
        .size(size)
        .bold()
}

fn paragraph(text: &str) -> Paragraph {
    Paragraph::new().add_run(Run::new().add_text(text))
}

fn table(rows: &[Vec<String>]) -> Table {
    let row = |(number, cells): (usize, &Vec<String>)| {
        let cell = |text: &String| {
            let run = Run::new().add_text(text);
            let run = if number == 0 { run.bold() } else { run };
            TableCell::new().add_paragraph(Paragraph::new().add_run(run))
        };
        TableRow::new(cells.iter().map(cell).collect())
    };
    Table::new(rows.iter().enumerate().map(row).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::blocks;

    #[test]
    fn unshown_text_is_marked_as_hidden() {
        let bytes = write("x.docx", &blocks("# Title\n\n~ never seen\n")).unwrap();
        assert!(bytes.windows(8).any(|window| window == b"w:vanish"));
    }

    #[test]
    fn a_written_document_is_a_package_that_holds_its_heading_and_its_cells() {
        let bytes = write("x.docx", &blocks("# Title\n\n| H | I |\n| --- | --- |\n| four hours | 2 |\n")).unwrap();
        let held = |wanted: &[u8]| bytes.windows(wanted.len()).any(|window| window == wanted);
        assert!(bytes.starts_with(b"PK"));
        assert!(held(b"word/document.xml") && held(b"four hours") && held(b"Heading1"));
    }
}
