//! The one translation of every crate's error into what a door can present.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub type Result<T, E = AppError> = std::result::Result<T, E>;

/// A code exists only if a door does something with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
pub enum ErrorCode {
    NotFound,
    Invalid,
    NotAllowed,
    Conflict,
    GateRefused,
    SourceChanged,
    Busy,
    Offline,
    AppTooOld,
    DiskFull,
    Internal,
}

impl ErrorCode {
    pub const ALL: [Self; 11] = [
        Self::NotFound,
        Self::Invalid,
        Self::NotAllowed,
        Self::Conflict,
        Self::GateRefused,
        Self::SourceChanged,
        Self::Busy,
        Self::Offline,
        Self::AppTooOld,
        Self::DiskFull,
        Self::Internal,
    ];
}

/// What went wrong and what to do, in one sentence, with a code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize, TS)]
#[error("{message}")]
pub struct AppError {
    pub code: ErrorCode,
    pub message: String,
    pub detail: Option<String>,
}

impl AppError {
    #[must_use]
    pub fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), detail: None }
    }

    #[must_use]
    pub fn invalid(message: impl Into<String>) -> Self {
        Self::new(ErrorCode::Invalid, message)
    }

    #[must_use]
    pub fn not_found(message: impl Into<String>) -> Self {
        Self::new(ErrorCode::NotFound, message)
    }

    /// What no code fits: the chain goes to the log under a number, the door gets the number.
    #[must_use]
    pub fn internal(error: &dyn std::error::Error) -> Self {
        let mut chain = error.to_string();
        let mut cause = error.source();
        while let Some(inner) = cause {
            chain.push_str(": ");
            chain.push_str(&inner.to_string());
            cause = inner.source();
        }
        let number = blake3::hash(chain.as_bytes()).to_hex().chars().take(8).collect::<String>();
        tracing::error!(incident = number, chain, "internal error");
        let message =
            format!("Something went wrong here (incident {number}); nothing was lost, try again and send us the log");
        Self { code: ErrorCode::Internal, message, detail: Some(number) }
    }
}

impl From<domain::BadId> for AppError {
    fn from(error: domain::BadId) -> Self {
        Self::invalid(error.to_string())
    }
}

impl From<store::StoreError> for AppError {
    fn from(error: store::StoreError) -> Self {
        use store::StoreError;
        let code = match &error {
            StoreError::AlreadyOpen { .. } => ErrorCode::Busy,
            StoreError::Newer { .. } => ErrorCode::AppTooOld,
            StoreError::DiskFull => ErrorCode::DiskFull,
            StoreError::Unreachable { .. } => ErrorCode::Offline,
            StoreError::Conflict { .. } => ErrorCode::Conflict,
            StoreError::Missing { .. } => ErrorCode::NotFound,
            StoreError::BadAddress { .. } | StoreError::Damaged { .. } | StoreError::Stopped { .. } => {
                ErrorCode::Invalid
            }
            _ => return Self::internal(&error),
        };
        Self::new(code, error.to_string())
    }
}

impl From<index::IndexError> for AppError {
    fn from(error: index::IndexError) -> Self {
        if matches!(error, index::IndexError::Synonyms { .. }) {
            return Self::invalid(error.to_string());
        }
        if error.is_disk_full() {
            let message = "The disk is full, so the search index cannot be written. Everything saved is kept. \
                           Free some space, then try again.";
            return Self::new(ErrorCode::DiskFull, message);
        }
        Self::internal(&error)
    }
}

impl From<assemble::AssembleError> for AppError {
    fn from(error: assemble::AssembleError) -> Self {
        Self::internal(&error)
    }
}

impl From<sample::SampleError> for AppError {
    fn from(error: sample::SampleError) -> Self {
        Self::internal(&error)
    }
}

impl From<export::ExportError> for AppError {
    fn from(error: export::ExportError) -> Self {
        use export::ExportError;
        match error {
            ExportError::Docx { .. } | ExportError::Pdf { .. } | ExportError::Csv(_) | ExportError::NotWritten(_) => {
                Self::internal(&error)
            }
            _ => Self::invalid(error.to_string()),
        }
    }
}

impl From<gate::Refusal> for AppError {
    fn from(refusal: gate::Refusal) -> Self {
        Self::new(ErrorCode::GateRefused, refusal.to_string())
    }
}

impl From<serde_json::Error> for AppError {
    fn from(error: serde_json::Error) -> Self {
        Self::invalid(format!("The request does not have the form this command takes: {error}"))
    }
}

impl From<tokio::task::JoinError> for AppError {
    fn from(error: tokio::task::JoinError) -> Self {
        Self::internal(&error)
    }
}
