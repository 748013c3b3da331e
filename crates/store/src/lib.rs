//! Everything that must survive, and the only SQL: one workspace in SQLite or PostgreSQL.
//! `Store::open`, then `read()` to ask and `write(who, at)` to change; it records and decides nothing.

mod accounts;
mod answers;
mod audit;
mod body;
mod briefings;
mod changes;
mod checkpoints;
mod documents;
mod drafts;
mod entries;
mod error;
mod found;
mod gate;
mod imports;
mod open;
mod passages;
mod questionnaires;
mod rows;
mod sources;
mod tx;
mod workspace;

pub use audit::LogFilter;
pub use drafts::DraftRow;
pub use error::StoreError;
pub use gate::PolicyRow;
pub use open::Store;
pub use rows::{
    AccountCounts, BriefingRow, Change, CheckRow, Counts, FailedFile, FileRow, ImportRun, Owner, PassageRow, SourceRow,
    WorkspaceRow,
};
pub use tx::{Reader, Writer};
