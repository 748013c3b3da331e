//! What can go wrong when a briefing is asked for.

/// A briefing could not be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AssembleError {
    #[error("There is no kind of briefing called {0}.")]
    UnknownKind(String),
}
