//! Bytes in, passages out: recognises a file, reads it within fixed limits and cuts it into passages.
//! Never opens a file or a socket; never guesses without saying so. To add a format: one file in `formats/`.

mod charset;
mod crm;
#[cfg(test)]
mod documents;
mod error;
mod formats;
mod hidden;
mod limits;
mod money;
mod package;
mod paragraphs;
mod parsed;
mod passages;
mod questionnaire;
mod register;
mod sentences;
mod sniff;
mod when;
#[cfg(test)]
mod wild;
mod workbook;

use std::panic::{AssertUnwindSafe, catch_unwind};

pub use error::IngestError;
pub use formats::known_extensions;
pub use limits::Limits;
pub use parsed::{
    AccountRecord, ColumnGuess, ContactRecord, Cut, OpportunityRecord, Parsed, ParsedItem, Record, Warning,
};
pub use passages::cut_text;
pub use questionnaire::{
    ColumnRole, ColumnUse, Mapping, Questionnaire, SheetGuess, SheetMapping, TableGuess, read_questionnaire,
};
pub use register::read_table;

use formats::Input;

/// Reads a file. The name gives the extension and perhaps a date; what the bytes are beats what the name says.
///
/// # Errors
/// [`IngestError`] when no text can be given at all. It never panics.
pub fn parse(name: &str, bytes: &[u8], limits: &Limits) -> Result<Parsed, IngestError> {
    if bytes.is_empty() {
        return Err(IngestError::Empty);
    }
    if bytes.len() as u64 > limits.file_bytes {
        return Err(IngestError::TooLarge { bytes: bytes.len() as u64, limit: limits.file_bytes });
    }
    let (format, warning) = sniff::recognise(name, bytes)?;
    let input = Input { name, bytes, limits };
    // A belt only: the readers are written not to panic, the crates under them are not ours.
    let mut parsed = catch_unwind(AssertUnwindSafe(|| (format.read)(&input))).unwrap_or_else(|_| {
        Err(IngestError::Corrupt { what: format!("its {} parts contradict each other", format.name) })
    })?;
    parsed.format = format.name;
    parsed.warnings.splice(0..0, warning);
    finish(parsed, &input)
}

fn finish(mut parsed: Parsed, input: &Input<'_>) -> Result<Parsed, IngestError> {
    let limits = input.limits;
    Limits::at_most(parsed.items.len(), limits.items, "items")?;
    let passages: usize = parsed.items.iter().map(|item| item.passages.len()).sum();
    Limits::at_most(passages, limits.passages, "passages")?;
    let bytes: usize = parsed.items.iter().flat_map(|item| &item.passages).map(|cut| cut.text.len()).sum();
    if bytes as u64 > limits.text_bytes {
        return Err(IngestError::TooMuchText { limit: limits.text_bytes });
    }
    if let [item] = parsed.items.as_mut_slice()
        && item.at.is_none()
        && item.key.is_empty()
        && let Some(day) = when::in_file_name(input.name)
    {
        item.at = Some(when::When::day(day).at);
        item.all_day = true;
    }
    if passages == 0 {
        let message = match parsed.format {
            "pdf" => "no text was found; a scan must be run through text recognition first",
            _ => "no text was found in it",
        };
        parsed.warnings.push(Warning::new("", message));
    }
    let most = limits.warnings as usize;
    if parsed.warnings.len() > most {
        let more = parsed.warnings.len() - most;
        parsed.warnings.truncate(most);
        parsed.warnings.push(Warning::new("", format!("and {more} more warnings")));
    }
    Ok(parsed)
}
