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

impl IndexError {
    /// Whether there was no room to write.
    #[must_use]
    pub fn is_disk_full(&self) -> bool {
        if let Self::Folder { reason, .. } = self {
            return reason.kind() == std::io::ErrorKind::StorageFull;
        }
        let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(self);
        while let Some(error) = cause {
            if error.downcast_ref::<std::io::Error>().is_some_and(|io| io.kind() == std::io::ErrorKind::StorageFull) {
                return true;
            }
            cause = error.source();
        }
        // tantivy wraps some of its errors in text.
        self.to_string().contains("No space left on device")
    }
}

/// A result of the index.
pub type Result<T> = std::result::Result<T, IndexError>;
