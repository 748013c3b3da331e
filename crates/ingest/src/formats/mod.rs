//! The table of formats: one line a format, and nothing else needs to change to add one.

mod csv;
mod cues;
mod docx;
mod head;
mod html;
mod ics;
mod layout;
mod mail;
mod markdown;
mod mbox;
mod page;
mod pdf;
mod pptx;
mod quoted;
mod speakers;
mod srt;
mod text;
mod turns;
mod vtt;
mod xlsx;

pub(crate) use csv::{Row, Table, sniff as sniff_delimiter};
pub(crate) use head::person;
pub(crate) use mail::short_hash;

use crate::passages::{Block, cut};
use crate::{IngestError, Limits, Parsed, ParsedItem, Warning};

/// What a reader is given.
pub(crate) struct Input<'a> {
    pub(crate) name: &'a str,
    pub(crate) bytes: &'a [u8],
    pub(crate) limits: &'a Limits,
}

/// How a format is recognised and read.
pub(crate) struct Format {
    pub(crate) name: &'static str,
    pub(crate) extensions: &'static [&'static str],
    /// True when the bytes alone say that it is this format.
    pub(crate) sniff: fn(&[u8]) -> bool,
    pub(crate) read: fn(&Input<'_>) -> Result<Parsed, IngestError>,
    /// False for formats whose bytes are plain text to the eye.
    pub(crate) binary: bool,
}

/// All formats. Sniffs are asked in this order.
pub(crate) static FORMATS: [&Format; 13] = [
    &pdf::FORMAT,
    &docx::FORMAT,
    &pptx::FORMAT,
    &xlsx::FORMAT,
    &ics::FORMAT,
    &vtt::FORMAT,
    &mbox::FORMAT,
    &mail::FORMAT,
    &html::FORMAT,
    &srt::FORMAT,
    &csv::FORMAT,
    &markdown::FORMAT,
    &text::FORMAT,
];

/// File extensions that can be read, in lower case, without the dot.
#[must_use]
pub fn known_extensions() -> Vec<&'static str> {
    FORMATS.iter().flat_map(|format| format.extensions).copied().collect()
}

/// A file that is one item.
pub(crate) fn one_item(mut item: ParsedItem, blocks: &[Block], warnings: Vec<Warning>) -> Parsed {
    item.passages = cut(blocks);
    Parsed { title: item.title.clone(), items: vec![item], warnings, ..Parsed::default() }
}

/// The text of a text file, without invisible characters, within the limit.
pub(crate) fn text_of(input: &Input<'_>, warnings: &mut Vec<Warning>) -> Result<String, IngestError> {
    let text = crate::charset::decode(input.bytes, warnings);
    if text.len() as u64 > input.limits.text_bytes {
        return Err(IngestError::TooMuchText { limit: input.limits.text_bytes });
    }
    Ok(match crate::hidden::strip(&text, "", warnings) {
        std::borrow::Cow::Borrowed(_) => text,
        std::borrow::Cow::Owned(clean) => clean,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_extension_belongs_to_two_formats() {
        let mut all = known_extensions();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
    }
}
