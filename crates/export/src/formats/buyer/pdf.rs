//! PDF: the letter as pages, with its signers and its release line among the properties.

use typeset::{Part, TypesetError};

use crate::{
    ExportError,
    letter::{Block, Letter, blocks},
};

pub(crate) fn write(letter: &Letter<'_>) -> Result<Vec<u8>, ExportError> {
    let parts = blocks(&letter.text).into_iter().map(|block| match block {
        Block::Paragraph(lines) => Part::Paragraph(lines),
        Block::Bullets(items) => Part::Bullets(items),
    });
    let page = typeset::Letter {
        subject: &letter.subject,
        authors: letter.authors.clone(),
        keywords: letter.keywords.iter().map(String::as_str).collect(),
        mark: letter.mark.unwrap_or_default(),
        parts: parts.collect(),
        sources: letter.sources.iter().map(String::as_str).collect(),
        foot: &letter.foot,
        date: letter.at,
    };
    typeset::pdf(&page).map_err(|error| match error {
        TypesetError::NoSign(letters) => ExportError::NoSign { letters },
        TypesetError::Failed(what) => ExportError::Pdf { what },
    })
}
