//! What can go wrong with the index; each message says what happens next.

use std::path::PathBuf;

/// An error of the index.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    #[error("the search index in {} was deleted while the program was running; it will be rebuilt from the library", folder.display())]
    Gone { folder: PathBuf },
    #[error("the search index in {} cannot be used: {reason}", folder.display())]
    Folder { folder: PathBuf, reason: std::io::Error },
    #[error("the search index failed: {0}; deleting its folder rebuilds it")]
    Engine(#[from] tantivy::TantivyError),
    #[error("synonyms, line {line}: {reason}")]
    Synonyms { line: usize, reason: String },
    #[error("the search index was left locked by an earlier failure; restart the program")]
    Locked,
}

/// A result of the index.
pub type Result<T> = std::result::Result<T, IndexError>;
