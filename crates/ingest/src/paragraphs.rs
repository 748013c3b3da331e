//! Plain text to paragraphs, and the outline that gives every block its heading path.

use crate::passages::Block;

/// A line at least this long was probably broken by its writer's program, not by its writer.
const WRAPPED: usize = 50;

/// The paragraphs of plain text. Lines are counted from `first_line`.
pub(crate) fn paragraphs(text: &str, first_line: usize) -> Vec<Block> {
    let lines = text.split('\n').enumerate().map(|(number, line)| (number + first_line, line));
    from_lines(lines)
}

/// The paragraphs of numbered lines.
pub(crate) fn from_lines<'a>(lines: impl Iterator<Item = (usize, &'a str)>) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut text = String::new();
    let (mut first, mut last, mut width) = (0, 0, 0);
    let mut flush = |text: &mut String, first: usize, last: usize| {
        if !text.is_empty() {
            blocks.push(Block::new(std::mem::take(text)).at_lines(first, last));
        }
    };
    for (number, line) in lines {
        let trimmed = line.trim();
        if trimmed.is_empty() {
            flush(&mut text, first, last);
            continue;
        }
        if text.is_empty() {
            first = number;
        } else {
            text.push(if width >= WRAPPED && !starts_item(trimmed) { ' ' } else { '\n' });
        }
        push_spaced(&mut text, trimmed);
        last = number;
        width = trimmed.len();
    }
    flush(&mut text, first, last);
    blocks
}

/// Appends text with every run of white space as one space.
pub(crate) fn push_spaced(target: &mut String, text: &str) {
    for (number, word) in text.split_whitespace().enumerate() {
        if number > 0 {
            target.push(' ');
        }
        target.push_str(word);
    }
}

/// The text with every run of white space as one space.
pub(crate) fn spaced(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    push_spaced(&mut result, text);
    result
}

fn starts_item(line: &str) -> bool {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let after = line.get(digits..).unwrap_or_default();
    (digits > 0 && digits <= 3 && (after.starts_with(". ") || after.starts_with(") ")))
        || (digits == 0 && ["- ", "* ", "• ", "– ", "+ "].iter().any(|mark| line.starts_with(mark)))
}

struct Open {
    level: u8,
    /// The heading, with the headings before it that had no text of their own.
    titles: Vec<String>,
    used: bool,
}

/// Collects blocks under their headings. A heading with no text under it goes with the next one.
#[derive(Default)]
pub(crate) struct Outline {
    open: Vec<Open>,
    first: Option<String>,
    blocks: Vec<Block>,
}

impl Outline {
    /// Opens a heading; level 0 is the document's own title.
    pub(crate) fn heading(&mut self, level: u8, text: &str) {
        let text = spaced(text);
        if text.is_empty() || self.open.last().is_some_and(|open| !open.used && open.titles.last() == Some(&text)) {
            return;
        }
        if self.first.is_none() {
            self.first = Some(text.clone());
        }
        let keep = self.open.iter().take_while(|open| open.level < level).count();
        let mut titles: Vec<String> =
            self.open.drain(keep..).filter(|open| !open.used).flat_map(|open| open.titles).collect();
        titles.push(text);
        self.open.push(Open { level, titles, used: false });
    }

    /// Adds a block under the open headings.
    pub(crate) fn block(&mut self, mut block: Block) {
        if block.text.trim().is_empty() {
            return;
        }
        for open in &mut self.open {
            open.used = true;
        }
        block.heading = self.path();
        self.blocks.push(block);
    }

    /// The first heading there was.
    pub(crate) fn first_heading(&self) -> Option<&str> {
        self.first.as_deref()
    }

    /// All blocks. Headings at the end with nothing under them become text, so that they are found.
    pub(crate) fn finish(mut self) -> Vec<Block> {
        if self.open.iter().any(|open| !open.used) {
            let path = self.path();
            if let Some((last, above)) = path.split_last() {
                let mut block = Block::new(last.clone());
                block.heading = above.to_vec();
                self.blocks.push(block);
            }
        }
        self.blocks
    }

    fn path(&self) -> Vec<String> {
        self.open.iter().flat_map(|open| open.titles.iter().cloned()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_lines_are_joined_and_lists_are_not() {
        let text = "This line was broken by a program after seventy or so letters\nand goes on.\n\n- one\n- two\n";
        let blocks = paragraphs(text, 1);
        assert_eq!(blocks[0].text, "This line was broken by a program after seventy or so letters and goes on.");
        assert_eq!(blocks[0].place.lines, Some((1, 2)));
        assert_eq!(blocks[1].text, "- one\n- two");
        assert_eq!(blocks[1].place.lines, Some((4, 5)));
    }

    #[test]
    fn a_heading_without_text_goes_with_the_next_one() {
        let mut outline = Outline::default();
        outline.heading(1, "Policy");
        outline.heading(2, "Empty");
        outline.heading(2, "Full");
        outline.block(Block::new("text"));
        outline.heading(2, "Last");
        let blocks = outline.finish();
        assert_eq!(blocks[0].heading, ["Policy", "Empty", "Full"]);
        assert_eq!((blocks[1].heading.as_slice(), blocks[1].text.as_str()), (&["Policy".to_owned()][..], "Last"));
    }
}
