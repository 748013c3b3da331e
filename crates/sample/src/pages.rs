//! Breaks a document's blocks into pages: where each line of text stands, in which face and size.

use crate::letters::{Face, lines};
use crate::markdown::Block;

pub(crate) const PAGE_WIDTH: f32 = 595.0;
pub(crate) const PAGE_HEIGHT: f32 = 842.0;
pub(crate) const LEFT: f32 = 72.0;
const ROOM: f32 = PAGE_WIDTH - 2.0 * LEFT;
const TOP: f32 = PAGE_HEIGHT - 80.0;
const BOTTOM: f32 = 84.0;
const BODY: f32 = 11.0;
const SMALL: f32 = 10.0;
/// Height of a line as a multiple of its size.
const LEADING: f32 = 1.45;
const INDENT: f32 = 16.0;

/// One line of text at its place, measured from the lower left corner.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Line {
    pub(crate) x: f32,
    pub(crate) y: f32,
    pub(crate) face: Face,
    pub(crate) size: f32,
    pub(crate) text: String,
}

/// The lines of each page.
pub(crate) fn pages(blocks: &[Block]) -> Vec<Vec<Line>> {
    let mut sheet = Sheet { done: Vec::new(), page: Vec::new(), y: TOP };
    for block in blocks {
        match block {
            Block::Heading { level: 1, text } => sheet.heading(text, 20.0),
            Block::Heading { level: 2, text } => sheet.heading(text, 13.0),
            Block::Heading { text, .. } => sheet.heading(text, BODY),
            Block::Paragraph(text) => {
                sheet.text(Face::Regular, BODY, text, 0.0);
                sheet.y -= BODY * 0.6;
            }
            Block::Point { mark, text } => sheet.point(mark, text),
            Block::Table(rows) => sheet.table(rows),
            // A page has no place for what nobody sees.
            Block::Unshown(_) => {}
        }
    }
    if !sheet.page.is_empty() {
        sheet.done.push(sheet.page);
    }
    sheet.done
}

/// The page that is being filled, and the pages before it.
struct Sheet {
    done: Vec<Vec<Line>>,
    page: Vec<Line>,
    y: f32,
}

impl Sheet {
    /// Turns the page unless this much height is left.
    fn need(&mut self, height: f32) {
        if self.y - height < BOTTOM && !self.page.is_empty() {
            self.done.push(std::mem::take(&mut self.page));
            self.y = TOP;
        }
    }

    fn line(&mut self, face: Face, size: f32, x: f32, text: String) {
        self.page.push(Line { x, y: self.y, face, size, text });
    }

    fn heading(&mut self, text: &str, size: f32) {
        // A heading stays with the two lines below it.
        self.need(size * LEADING + 3.0 * BODY * LEADING);
        if !self.page.is_empty() {
            self.y -= size * 0.8;
        }
        self.text(Face::Bold, size, text, 0.0);
        self.y -= size * 0.3;
    }

    fn text(&mut self, face: Face, size: f32, text: &str, indent: f32) {
        let broken = lines(face, size, text, ROOM - indent);
        let count = broken.len();
        for (index, line) in broken.into_iter().enumerate() {
            // Neither the first nor the last line of a paragraph stands alone on a page.
            let together = if index == 0 || index + 2 == count { 2.0 } else { 1.0 };
            self.need(if count > 1 { together } else { 1.0 } * size * LEADING);
            self.line(face, size, LEFT + indent, line);
            self.y -= size * LEADING;
        }
    }

    fn point(&mut self, mark: &str, text: &str) {
        self.need(BODY * LEADING);
        self.line(Face::Regular, BODY, LEFT, mark.to_owned());
        self.text(Face::Regular, BODY, text, INDENT);
        self.y -= BODY * 0.3;
    }

    fn table(&mut self, rows: &[Vec<String>]) {
        let columns = rows.iter().map(Vec::len).max().unwrap_or(1).max(1);
        let step = ROOM / f32::from(u16::try_from(columns).unwrap_or(u16::MAX));
        for (number, row) in rows.iter().enumerate() {
            let face = if number == 0 { Face::Bold } else { Face::Regular };
            let cells: Vec<Vec<String>> = row.iter().map(|cell| lines(face, SMALL, cell, step - 8.0)).collect();
            let height = cells.iter().map(Vec::len).max().unwrap_or(0);
            self.need(f32::from(u16::try_from(height).unwrap_or(u16::MAX)) * SMALL * LEADING);
            for index in 0..height {
                let mut x = LEFT;
                for cell in &cells {
                    if let Some(text) = cell.get(index) {
                        self.line(face, SMALL, x, text.clone());
                    }
                    x += step;
                }
                self.y -= SMALL * LEADING;
            }
            self.y -= SMALL * 0.3;
        }
        self.y -= BODY * 0.6;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_document_takes_several_pages_and_no_line_leaves_the_page() {
        let many = vec![Block::Paragraph("words ".repeat(60)); 30];
        let pages = pages(&many);
        assert!(pages.len() > 2);
        assert!(pages.iter().flatten().all(|line| line.y >= BOTTOM - BODY && line.y <= TOP));
    }

    #[test]
    fn no_line_of_a_paragraph_stands_alone_on_a_page() {
        for count in 20..50 {
            let mut blocks = vec![Block::Paragraph("word".into()); count];
            blocks.push(Block::Paragraph("longer ".repeat(40)));
            let pages = pages(&blocks);
            let long = |page: &Vec<Line>| page.iter().filter(|line| line.text.starts_with("longer")).count();
            assert!(pages.iter().all(|page| long(page) != 1));
        }
    }

    #[test]
    fn a_heading_is_never_the_last_line_of_a_page() {
        for count in 1..60 {
            let mut blocks = vec![Block::Paragraph("word".into()); count];
            blocks.push(Block::Heading { level: 2, text: "Heading".into() });
            blocks.push(Block::Paragraph("below".into()));
            let pages = pages(&blocks);
            let last = pages.last().and_then(|page| page.last()).unwrap();
            let before = pages.last().and_then(|page| page.iter().rev().nth(1)).unwrap();
            assert_eq!((before.text.as_str(), last.text.as_str()), ("Heading", "below"));
        }
    }
}
