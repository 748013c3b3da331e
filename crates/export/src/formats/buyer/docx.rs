//! Word: title, paragraphs, bullets, sources, and the release line in the foot of each page and in the properties.

use std::io::Cursor;

use docx_rs::{
    AbstractNumbering, BreakType, Docx, Footer, Header, IndentLevel, Level, LevelJc, LevelText, NumberFormat,
    Numbering, NumberingId, Paragraph, Run, SpecialIndentType, Start, Style, StyleType,
};

use crate::{
    ExportError,
    letter::{Block, Letter, blocks},
};

/// The numbering that bullets use; Word asks for one of its own.
const BULLETS: usize = 2;

pub(crate) fn write(letter: &Letter<'_>) -> Result<Vec<u8>, ExportError> {
    let title = Style::new("Heading1", StyleType::Paragraph).name("heading 1").outline_lvl(0).size(30).bold();
    let level = Level::new(0, Start::new(1), NumberFormat::new("bullet"), LevelText::new("•"), LevelJc::new("left"))
        .indent(Some(720), Some(SpecialIndentType::Hanging(360)), None, None);
    let mut docx = Docx::new()
        .add_style(title)
        .add_abstract_numbering(AbstractNumbering::new(BULLETS).add_level(level))
        .add_numbering(Numbering::new(BULLETS, BULLETS))
        .custom_property("Title", &letter.subject)
        .custom_property("Sign-off", &letter.foot)
        .footer(Footer::new().add_paragraph(Paragraph::new().add_run(small(&letter.foot))));
    if let Some(date) = &letter.stamp {
        docx = docx.created_at(date).updated_at(date);
    }
    if let Some(mark) = letter.mark {
        docx = docx.header(Header::new().add_paragraph(Paragraph::new().add_run(Run::new().add_text(mark).bold())));
        docx = docx.add_paragraph(Paragraph::new().add_run(Run::new().add_text(mark).bold()));
    }
    docx = docx.add_paragraph(Paragraph::new().add_run(Run::new().add_text(&letter.subject)).style("Heading1"));
    for block in blocks(&letter.text) {
        match block {
            Block::Paragraph(lines) => docx = docx.add_paragraph(paragraph(&lines)),
            Block::Bullets(items) => {
                for item in items {
                    let point = Paragraph::new().add_run(Run::new().add_text(item));
                    docx = docx.add_paragraph(point.numbering(NumberingId::new(BULLETS), IndentLevel::new(0)));
                }
            }
        }
    }
    for (number, source) in letter.sources.iter().enumerate() {
        docx = docx.add_paragraph(Paragraph::new().add_run(small(&format!("[{}] {source}", number + 1))));
    }
    let mut bytes = Cursor::new(Vec::new());
    docx.pack(&mut bytes).map_err(|error| ExportError::Docx { what: error.to_string() })?;
    Ok(bytes.into_inner())
}

/// A newline inside a run's text is lost by Word: each line ends in a break of its own.
fn paragraph(lines: &[&str]) -> Paragraph {
    let mut run = Run::new();
    for (number, line) in lines.iter().enumerate() {
        if number > 0 {
            run = run.add_break(BreakType::TextWrapping);
        }
        run = run.add_text(*line);
    }
    Paragraph::new().add_run(run)
}

fn small(text: &str) -> Run {
    Run::new().add_text(text).size(17).color("5a6761")
}
