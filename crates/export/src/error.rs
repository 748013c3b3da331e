//! Why a file could not be written or read.

/// What can go wrong on the last step.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    #[error("The text is empty, so there is nothing to write; use a revision that has text")]
    Empty,
    #[error("This is not a change of a deal, so there is nothing to import into a CRM")]
    NoChange,
    #[error("The change file could not be written: {0}")]
    Csv(#[from] csv::Error),
    #[error("The Word file could not be written: {what}")]
    Docx { what: String },
    #[error("The PDF could not be written: {what}")]
    Pdf { what: String },
    #[error(
        "A PDF cannot show {letters}: its fonts have no sign for it. Write it in other letters, or use another form"
    )]
    NoSign { letters: String },
    #[error("This is no review packet: {what}")]
    NotAPacket { what: String },
    #[error(transparent)]
    Packet(#[from] gate::PacketFault),
    #[error("The decision file has {bytes} bytes; a decision has at most {limit}")]
    TooLarge { bytes: usize, limit: usize },
    #[error("This is not a decision file: {0}. Ask the approver for the file that the program wrote")]
    NotADecision(#[source] serde_json::Error),
    #[error("The decision could not be written: {0}")]
    NotWritten(#[source] serde_json::Error),
    #[error("This decision file has form {found}; this program reads form {reads}. Get a newer program")]
    Form { found: u32, reads: u32 },
    #[error("The questionnaire could not be filled: {what}")]
    Workbook { what: String },
    #[error("Cell {cell} could not be filled: {why}")]
    Cell { cell: String, why: String },
    #[error("The filled file differs from the buyer's in more than its answers ({what}), so it was thrown away")]
    Unproved { what: String },
}
