//! Sets a letter as a tagged PDF, with Typst and a template of our own. The letter goes in as data, never as markup; the
//! fonts are compiled in and nothing is read from the disk, the network or the clock. A crate of its own so that Typst is
//! compiled once; only `export` uses it.

use std::{collections::BTreeSet, sync::LazyLock};

use chrono::{DateTime, Datelike, Timelike, Utc};
use serde::{Serialize, Serializer};
use typst::{
    foundations::{Bytes, Dict, IntoValue, Smart},
    layout::{Frame, FrameItem},
};
use typst_as_lib::{TypstEngine, TypstTemplateMainFile};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

/// What stands in the file and in its properties.
#[derive(Debug, Serialize)]
pub struct Letter<'a> {
    /// The heading, and the title among the properties.
    pub subject: &'a str,
    /// Among the properties only.
    pub authors: Vec<&'a str>,
    /// Among the properties only.
    pub keywords: Vec<&'a str>,
    /// On top of every page; empty for none.
    pub mark: &'a str,
    pub parts: Vec<Part<'a>>,
    /// Listed under the text; the first is `[1]`.
    pub sources: Vec<&'a str>,
    /// Once on every page, and as the description among the properties.
    pub foot: &'a str,
    /// Among the properties only.
    #[serde(serialize_with = "date")]
    pub date: Option<DateTime<Utc>>,
}

/// A part of the text.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", content = "lines", rename_all = "lowercase")]
pub enum Part<'a> {
    /// Its lines, as the writer broke them.
    Paragraph(Vec<&'a str>),
    Bullets(Vec<&'a str>),
}

/// Why there is no PDF.
#[derive(Debug, thiserror::Error)]
pub enum TypesetError {
    /// A reader would see empty boxes; carries the letters in question.
    #[error("no font has a sign for {0}")]
    NoSign(String),
    #[error("{0}")]
    Failed(String),
}

const TEMPLATE: &str = include_str!("letter.typ");

/// Fonts are read once; they are most of the work of a short letter.
static ENGINE: LazyLock<TypstEngine<TypstTemplateMainFile>> =
    LazyLock::new(|| TypstEngine::builder().main_file(TEMPLATE).fonts(typst_assets::fonts()).build());

/// Sets a letter as a PDF that holds to PDF/UA-1. The same letter gives the same bytes.
///
/// # Errors
/// No font has a sign for some letter, or Typst refuses the letter.
pub fn pdf(letter: &Letter<'_>) -> Result<Vec<u8>, TypesetError> {
    let failed = |what: String| TypesetError::Failed(what);
    let data = serde_json::to_vec(letter).map_err(|error| failed(error.to_string()))?;
    let mut inputs = Dict::new();
    inputs.insert("letter".into(), Bytes::new(data).into_value());
    let document: PagedDocument =
        ENGINE.compile_with_input(inputs).output.map_err(|error| failed(error.to_string()))?;
    let mut without = BTreeSet::new();
    for page in document.pages() {
        without_sign(&page.frame, &mut without);
    }
    if !without.is_empty() {
        return Err(TypesetError::NoSign(without.into_iter().collect::<Vec<_>>().join(" ")));
    }
    let standards = PdfStandards::new(&[PdfStandard::Ua_1]).map_err(|error| failed(error.message().to_string()))?;
    let options = PdfOptions { creator: Smart::Custom(Some("Countersign".into())), standards, ..PdfOptions::default() };
    typst_pdf::pdf(&document, &options)
        .map_err(|errors| failed(errors.iter().map(|error| error.message.to_string()).collect::<Vec<_>>().join("; ")))
}

/// Glyph 0 of every font is the empty box.
fn without_sign(frame: &Frame, found: &mut BTreeSet<String>) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => without_sign(&group.frame, found),
            FrameItem::Text(text) => {
                let boxes = text.glyphs.iter().filter(|glyph| glyph.id == 0);
                found.extend(boxes.filter_map(|glyph| text.text.get(glyph.range())).map(str::to_owned));
            }
            _ => {}
        }
    }
}

/// The arguments of Typst's `datetime`.
fn date<S: Serializer>(at: &Option<DateTime<Utc>>, to: S) -> Result<S::Ok, S::Error> {
    #[derive(Serialize)]
    struct Parts {
        year: i32,
        month: u32,
        day: u32,
        hour: u32,
        minute: u32,
        second: u32,
    }
    at.map(|at| Parts {
        year: at.year(),
        month: at.month(),
        day: at.day(),
        hour: at.hour(),
        minute: at.minute(),
        second: at.second(),
    })
    .serialize(to)
}

#[cfg(test)]
mod tests;
