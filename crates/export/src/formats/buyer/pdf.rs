//! PDF, typeset by Typst from a template of our own. The text goes in as data, never as markup, and nothing is read from
//! the disk or the network: the fonts are the ones that Typst carries.

use std::sync::LazyLock;

use typst::{
    foundations::{Array, Dict, IntoValue, Value},
    layout::PagedDocument,
};
use typst_as_lib::{TypstEngine, TypstTemplateMainFile, typst_kit_options::TypstKitFontOptions};

use crate::{
    ExportError,
    letter::{Block, Letter, blocks},
};

const TEMPLATE: &str = include_str!("letter.typ");

/// Fonts are read once; they are most of the work of a short letter.
static ENGINE: LazyLock<TypstEngine<TypstTemplateMainFile>> = LazyLock::new(|| {
    let fonts = TypstKitFontOptions::new().include_system_fonts(false).include_embedded_fonts(true);
    TypstEngine::builder().main_file(TEMPLATE).search_fonts_with(fonts).build()
});

pub(crate) fn write(letter: &Letter<'_>) -> Result<Vec<u8>, ExportError> {
    let failed = |what: String| ExportError::Pdf { what };
    let document: PagedDocument =
        ENGINE.compile_with_input(inputs(letter)).output.map_err(|error| failed(error.to_string()))?;
    typst_pdf::pdf(&document, &typst_pdf::PdfOptions::default()).map_err(|errors| {
        failed(errors.iter().map(|error| error.message.to_string()).collect::<Vec<_>>().join("; "))
    })
}

fn inputs(letter: &Letter<'_>) -> Dict {
    let texts = |lines: Vec<&str>| -> Value { lines.into_iter().map(|line| line.to_owned().into_value()).collect::<Array>().into_value() };
    let parts = blocks(&letter.text).into_iter().map(|block| {
        let (kind, lines) = match block {
            Block::Paragraph(lines) => ("paragraph", lines),
            Block::Bullets(items) => ("bullets", items),
        };
        let mut part = Dict::new();
        part.insert("kind".into(), kind.into_value());
        part.insert("lines".into(), texts(lines));
        part.into_value()
    });
    let mut inputs = Dict::new();
    inputs.insert("subject".into(), letter.subject.clone().into_value());
    inputs.insert("mark".into(), letter.mark.unwrap_or_default().into_value());
    inputs.insert("foot".into(), letter.foot.clone().into_value());
    inputs.insert("parts".into(), parts.collect::<Array>().into_value());
    inputs.insert("sources".into(), texts(letter.sources.iter().map(String::as_str).collect()));
    inputs
}
