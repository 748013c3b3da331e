//! Why a file could not be read, in one sentence that says what to do.

/// What `parse` answers when it can give no text at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IngestError {
    #[error("The file is empty. Check the download or the export and import it again.")]
    Empty,
    #[error("The file has {bytes} bytes and the limit is {limit}. Split it and import the parts.")]
    TooLarge { bytes: u64, limit: u64 },
    #[error("The text inside has more than {limit} bytes. Split the file and import the parts.")]
    TooMuchText { limit: u64 },
    #[error("{name} is a kind of file that is not read. Save it as one of: {known}.")]
    UnknownFormat { name: String, known: String },
    #[error("The file is damaged ({what}). Open it in its own program, save it again and import that copy.")]
    Corrupt { what: String },
    #[error("The file is locked with a password. Save a copy without the password and import that.")]
    Encrypted,
    #[error("The file nests its parts deeper than {limit} levels. Save it in a simpler form, for example as text.")]
    TooDeep { limit: u32 },
    #[error(
        "A questionnaire is a workbook or a CSV file, and this is {format}. Save it as XLSX or CSV and import that."
    )]
    NotATable { format: &'static str },
    #[error("The file holds more than {limit} {what}. Split it and import the parts.")]
    TooMany { what: &'static str, limit: u64 },
}
