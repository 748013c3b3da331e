//! What can go wrong in the store, each as one sentence that says what to do.

use std::path::PathBuf;

/// Why the store did not do what was asked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    #[error(
        "This workspace is already open in another window or program ({}). Close it there, then try again.",
        .lock.display()
    )]
    AlreadyOpen { lock: PathBuf },
    #[error(
        "This workspace was last used by a newer version of Countersign ({found}). Nothing was changed. \
         Update Countersign to open it."
    )]
    Newer { found: String },
    #[error("The disk is full. Nothing of this step was saved. Free some space, then try again.")]
    DiskFull,
    #[error(
        "The database is damaged: {what}. Do not delete it. Make a copy of the whole workspace folder, \
         then restore the latest backup or ask for help with the copy."
    )]
    Damaged { what: String },
    #[error(
        "The disk reported an error while saving, so nothing more is written. Close Countersign, check the disk, \
         then start again: everything acknowledged before is kept. ({what})"
    )]
    Stopped { what: String },
    #[error("The database address '{address}' is not understood. It starts with sqlite:// or postgres://.")]
    BadAddress { address: String },
    #[error("The database file cannot be reached: {what}. Check the path and its permissions.")]
    Unreachable { what: String },
    #[error("SQLite {found} is older than {needed}, the first version without a known fault that loses data.")]
    OldSqlite { found: String, needed: &'static str },
    #[error("The database did not take the setting {name}: it says {found}. Nothing is written without it.")]
    Unsafe { name: &'static str, found: String },
    #[error("Somebody else saved meanwhile: {newest} is the newest now. Look at it, then save again.")]
    Conflict { newest: i64 },
    #[error("{what} is not in this workspace.")]
    Missing { what: String },
    #[error("A kept value cannot be read: {what}.")]
    BadBody { what: String },
    #[error("The database refused: {what}.")]
    Refused { what: String },
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        let what = error.to_string();
        match &error {
            sqlx::Error::Database(database) => match kind_of(database.code().as_deref().unwrap_or_default()) {
                Kind::Full => Self::DiskFull,
                Kind::Corrupt => Self::Damaged { what: database.message().to_owned() },
                Kind::Io => Self::Stopped { what },
                Kind::CannotOpen => Self::Unreachable { what },
                Kind::Other => Self::Refused { what: database.message().to_owned() },
            },
            sqlx::Error::Io(_) | sqlx::Error::Tls(_) | sqlx::Error::PoolTimedOut => Self::Unreachable { what },
            sqlx::Error::WorkerCrashed => Self::Stopped { what },
            _ => Self::Refused { what },
        }
    }
}

impl From<serde_json::Error> for StoreError {
    fn from(error: serde_json::Error) -> Self {
        Self::BadBody { what: error.to_string() }
    }
}

impl From<domain::BadId> for StoreError {
    fn from(error: domain::BadId) -> Self {
        Self::BadBody { what: error.to_string() }
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Kind {
    Full,
    Corrupt,
    Io,
    CannotOpen,
    Other,
}

/// SQLite gives a number whose low byte is the kind, PostgreSQL five characters.
fn kind_of(code: &str) -> Kind {
    match code {
        "53100" => return Kind::Full,
        "XX001" | "XX002" => return Kind::Corrupt,
        "58030" | "58000" => return Kind::Io,
        _ => {}
    }
    if code.len() == 5 {
        return Kind::Other;
    }
    match code.parse::<u32>().map(|number| number & 0xff) {
        Ok(13) => Kind::Full,
        Ok(11 | 26) => Kind::Corrupt,
        Ok(10) => Kind::Io,
        Ok(14) => Kind::CannotOpen,
        _ => Kind::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_both_databases_are_told_apart() {
        assert_eq!(kind_of("13"), Kind::Full);
        assert_eq!(kind_of("53100"), Kind::Full);
        assert_eq!(kind_of("26"), Kind::Corrupt);
        assert_eq!(kind_of("1034"), Kind::Io, "SQLITE_IOERR_FSYNC");
        assert_eq!(kind_of("42601"), Kind::Other, "a PostgreSQL code is not read as a number");
        assert_eq!(kind_of("2067"), Kind::Other);
    }
}
