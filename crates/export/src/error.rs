//! Why a buyer file could not be written.

/// What can go wrong on the last step.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ExportError {
    #[error("The released text is empty, so there is nothing to write; release a revision that has text")]
    Empty,
}
