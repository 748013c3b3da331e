//! Word: title, paragraphs, bullets, sources, and the release line in the foot of each page and in the properties.

use std::io::Cursor;

use chrono::SecondsFormat;
use docx_rs::{
    AbstractNumbering, BreakType, Docx, Footer, Header, IndentLevel, Level, LevelJc, LevelText, NumberFormat,
    Numbering, NumberingId, Paragraph, Run, SpecialIndentType, Start, Style, StyleType,
};

use crate::{
    ExportError,
    formats::html::escape,
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
        .custom_property("Sign-off", &letter.foot)
        .footer(Footer::new().add_paragraph(Paragraph::new().add_run(small(&letter.foot))));
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
    let mut parts = docx.build();
    parts.doc_props.core = properties(letter).into_bytes();
    parts.pack(&mut bytes).map_err(|error| ExportError::Docx { what: error.to_string() })?;
    Ok(bytes.into_inner())
}

/// `docProps/core.xml` of ECMA-376 part 2, clause 11: docx-rs sets no title and calls every author unknown.
pub(crate) fn properties(letter: &Letter<'_>) -> String {
    let dates = letter.at.map(|at| {
        let at = at.to_rfc3339_opts(SecondsFormat::Secs, true);
        ["created", "modified"]
            .map(|what| format!("<dcterms:{what} xsi:type=\"dcterms:W3CDTF\">{at}</dcterms:{what}>"))
            .concat()
    });
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{}</dc:title><dc:creator>{}</dc:creator><cp:keywords>{}</cp:keywords><dc:description>{}</dc:description>{}</cp:coreProperties>",
        escape(&letter.subject),
        escape(&letter.authors.join("; ")),
        escape(&letter.keywords.join("; ")),
        escape(&letter.foot),
        dates.unwrap_or_default()
    )
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
