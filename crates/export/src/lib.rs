//! The last step: an internal briefing for its readers, buyer files made from a [`gate::Release`] and nothing else, and
//! previews that say on every part that nobody signed them off.
//! To add a format: one file in `formats/`, one line in `formats/mod.rs`, one arm here. Pure: bytes out, no file written.

mod card;
mod decision;
mod error;
mod formats;
mod layout;
mod letter;
mod marks;
mod names;
mod packet;
mod words;
mod workbook;

use domain::{Briefing, DraftKind, ObjectionCard};
use gate::{Outgoing, Release};
use letter::Letter;

pub use decision::{decision, read_decision};
pub use error::ExportError;
pub use marks::{INTERNAL, NOT_SIGNED_OFF};
pub use names::{change_file_name, file_name, preview_name};
pub use packet::{packet, read_packet};
pub use workbook::{Filled, PartChange, PartReport, questionnaire};

/// What an internal briefing can be written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Wrapped text with sources as `[4]`, coloured if asked for.
    Terminal {
        width: usize,
        color: bool,
    },
    Markdown,
    /// One self-contained file that prints as a page and an annex.
    Html,
    Json,
}

/// Writes an internal briefing. The same briefing gives the same bytes.
#[must_use]
pub fn internal(briefing: &Briefing, format: Format) -> String {
    match format {
        Format::Terminal { width, color } => formats::terminal::briefing(briefing, width, color),
        Format::Markdown => formats::markdown::briefing(briefing),
        Format::Html => formats::html::briefing(briefing),
        Format::Json => formats::json::briefing(briefing),
    }
}

/// Writes an objection card. The same card gives the same bytes.
#[must_use]
pub fn card(card: &ObjectionCard, format: Format) -> String {
    match format {
        Format::Terminal { width, color } => formats::terminal::objection(card, width, color),
        Format::Markdown => formats::markdown::objection(card),
        Format::Html => formats::html_card::objection(card),
        Format::Json => formats::json::objection(card),
    }
}

/// What a released text can be written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BuyerFormat {
    /// A mail that opens as an unsent draft.
    Eml,
    Docx,
    Pdf,
    Html,
    Markdown,
    Text,
}

impl BuyerFormat {
    pub const ALL: [Self; 6] = [Self::Eml, Self::Docx, Self::Pdf, Self::Html, Self::Markdown, Self::Text];

    /// Of its files.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Eml => "eml",
            Self::Docx => "docx",
            Self::Pdf => "pdf",
            Self::Html => "html",
            Self::Markdown => "md",
            Self::Text => "txt",
        }
    }
}

/// Writes a released text, with the line that says who signed it, when, and under which number.
///
/// # Errors
/// When the released text is empty, or a PDF has no sign for a letter in it.
pub fn buyer(release: &Release, format: BuyerFormat) -> Result<Vec<u8>, ExportError> {
    write(&Letter::released(release), format)
}

/// Writes a text that nobody has signed off, marked as such at its top, at its foot and in its title.
///
/// # Errors
/// When the text is empty, or a PDF has no sign for a letter in it.
pub fn preview(
    outgoing: &Outgoing,
    kind: DraftKind,
    account: &str,
    format: BuyerFormat,
) -> Result<Vec<u8>, ExportError> {
    write(&Letter::unsigned(outgoing, &format!("{} to {account}", kind.words())), format)
}

fn write(letter: &Letter<'_>, format: BuyerFormat) -> Result<Vec<u8>, ExportError> {
    if letter.text.trim().is_empty() {
        return Err(ExportError::Empty);
    }
    let file = match format {
        BuyerFormat::Docx => return formats::buyer::docx::write(letter),
        BuyerFormat::Pdf => return formats::buyer::pdf::write(letter),
        BuyerFormat::Eml => formats::buyer::eml::write(letter),
        BuyerFormat::Html => formats::buyer::html::write(letter),
        BuyerFormat::Markdown => formats::buyer::markdown::write(letter),
        BuyerFormat::Text => formats::buyer::text::write(letter),
    };
    Ok(file.into_bytes())
}

/// A released text for the clipboard, in both forms that programs paste.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clipboard {
    pub plain: String,
    pub html: String,
}

/// Puts a released text into the forms that programs paste.
///
/// # Errors
/// When the released text is empty.
pub fn clipboard(release: &Release) -> Result<Clipboard, ExportError> {
    let letter = Letter::released(release);
    if letter.text.trim().is_empty() {
        return Err(ExportError::Empty);
    }
    Ok(Clipboard { plain: formats::buyer::text::body(&letter), html: formats::buyer::html::body(&letter) })
}

/// Writes a released deal change as a CSV file that CRMs import.
///
/// # Errors
/// When the release is of another kind.
pub fn change_file(release: &Release) -> Result<Vec<u8>, ExportError> {
    match release.change() {
        Some(change) if release.kind() == DraftKind::StageChange => {
            Ok(formats::buyer::change::write(change, release.line())?)
        }
        _ => Err(ExportError::NoChange),
    }
}

#[cfg(test)]
mod tests;
