//! The last step: an internal briefing for its readers, and buyer files made from a [`gate::Release`] and nothing else.
//! To add a format: one file in `formats/`, one line in `formats/mod.rs`, one arm here. Pure: text out, no file written.

mod error;
mod formats;
mod layout;
mod marks;
mod pending;
pub use pending::{packet, read_decision};
mod words;

use domain::Briefing;
use gate::Release;

pub use error::ExportError;
pub use marks::{INTERNAL, NOT_SIGNED_OFF};

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

/// What a buyer file can be written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BuyerFormat {
    Markdown,
    Html,
    Text,
}

/// Writes a released text for the buyer, with the line that says who signed it, when, and under which number.
///
/// # Errors
/// When the released text is empty.
pub fn buyer(release: &Release, format: BuyerFormat) -> Result<String, ExportError> {
    if release.text().trim().is_empty() {
        return Err(ExportError::Empty);
    }
    Ok(match format {
        BuyerFormat::Markdown => formats::buyer::markdown(release),
        BuyerFormat::Html => formats::buyer::html(release),
        BuyerFormat::Text => formats::buyer::text(release),
    })
}

#[cfg(test)]
mod tests;
