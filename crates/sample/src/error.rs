//! What can go wrong while the sample workspace is made.

/// A sample file could not be made.
#[derive(Debug, thiserror::Error)]
pub enum SampleError {
    /// The Word document of this path could not be packed.
    #[error("the sample document {path} could not be written: {reason}")]
    Docx { path: String, reason: String },
    /// A workbook could not be written.
    #[error("a workbook of the sample could not be written: {reason}")]
    Xlsx { reason: String },
    /// The presentation of this path could not be packed.
    #[error("the sample presentation {path} could not be written: {reason}")]
    Pptx { path: String, reason: String },
    /// A character has no place in the encoding of the built-in PDF fonts.
    #[error("the sample document {path} holds a character that its PDF fonts cannot show: {character:?}")]
    Character { path: String, character: char },
    /// A line of a file of threads is no header of a message.
    #[error("line {line} of the threads of {path} names no known sender, receiver or time")]
    Thread { path: String, line: usize },
}
