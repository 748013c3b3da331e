//! Writes a document as PDF with the built-in fonts. Nothing in the file depends on a clock.

use pdf_writer::{Content, Name, Pdf, Rect, Ref, Str, TextStr};

use crate::SampleError;
use crate::letters::{Face, encode};
use crate::markdown::{Block, title};
use crate::pages::{LEFT, Line, PAGE_HEIGHT, PAGE_WIDTH, pages};

const REGULAR: Name<'static> = Name(b"F1");
const BOLD: Name<'static> = Name(b"F2");

/// The document's bytes.
pub(crate) fn write(path: &str, blocks: &[Block]) -> Result<Vec<u8>, SampleError> {
    let mut next = 1;
    let mut new = || {
        let reference = Ref::new(next);
        next += 1;
        reference
    };
    let (catalog, tree, about, regular, bold) = (new(), new(), new(), new(), new());
    let mut sheets = pages(blocks);
    let places: Vec<(Ref, Ref)> = sheets.iter().map(|_| (new(), new())).collect();

    let mut pdf = Pdf::new();
    pdf.catalog(catalog).pages(tree);
    let count = places.len();
    pdf.pages(tree).kids(places.iter().map(|(page, _)| *page)).count(i32::try_from(count).unwrap_or(i32::MAX));
    pdf.document_info(about).title(TextStr(title(blocks))).author(TextStr("Northmoor"));
    for (reference, name) in [(regular, Name(b"Helvetica")), (bold, Name(b"Helvetica-Bold"))] {
        pdf.type1_font(reference).base_font(name).encoding_predefined(Name(b"WinAnsiEncoding"));
    }
    for (number, (sheet, (page, text))) in sheets.iter_mut().zip(&places).enumerate() {
        sheet.push(foot(title(blocks), number + 1, count));
        let mut leaf = pdf.page(*page);
        leaf.media_box(Rect::new(0.0, 0.0, PAGE_WIDTH, PAGE_HEIGHT)).parent(tree).contents(*text);
        let mut resources = leaf.resources();
        resources.fonts().pair(REGULAR, regular).pair(BOLD, bold);
        drop(resources);
        drop(leaf);
        pdf.stream(*text, &content(path, sheet)?);
    }
    Ok(pdf.finish())
}

fn foot(title: &str, number: usize, count: usize) -> Line {
    Line { x: LEFT, y: 48.0, face: Face::Regular, size: 8.5, text: format!("{title} – page {number} of {count}") }
}

fn content(path: &str, lines: &[Line]) -> Result<Vec<u8>, SampleError> {
    let mut content = Content::new();
    for line in lines {
        let name = if line.face == Face::Bold { BOLD } else { REGULAR };
        let text = encode(path, &line.text)?;
        content.begin_text().set_font(name, line.size).next_line(line.x, line.y).show(Str(&text)).end_text();
    }
    Ok(content.finish().to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::blocks;

    #[test]
    fn a_written_page_holds_its_words_and_its_number() {
        let bytes = write("x.pdf", &blocks("# Title\n\nFour hours\n\n€5\n")).unwrap();
        let held = |wanted: &[u8]| bytes.windows(wanted.len()).any(|window| window == wanted);
        assert!(bytes.starts_with(b"%PDF-"));
        assert!(held(b"(Four hours)") && held(b"<8035>"));
        assert!(held(b"/WinAnsiEncoding") && held(b"/Count 1"));
    }

    #[test]
    fn a_character_without_a_place_is_an_error_and_not_a_question_mark() {
        assert!(matches!(write("x.pdf", &blocks("a → b")), Err(SampleError::Character { .. })));
    }
}
