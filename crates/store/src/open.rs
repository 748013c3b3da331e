//! Opens a workspace's database: one owner of the file, nothing older or newer than this program knows, safe settings.

use std::{
    fs::{File, TryLockError},
    path::{Path, PathBuf},
    sync::{Arc, OnceLock},
    time::Duration,
};

use chrono::{DateTime, Utc};
use sqlx::{
    migrate::Migrator,
    postgres::PgPoolOptions,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};

use crate::{
    Reader, StoreError, Writer,
    tx::{Conn, Pool, reads, run},
};

reads! {
    /// Tables and columns as the database knows them, `table.column type`, for a look from outside.
    fn schema(conn) -> Vec<String> {
        const SQLITE: &str = "SELECT t.name || '.' || c.name || ' ' || lower(c.type) \
            || CASE WHEN c.\"notnull\" = 1 OR c.pk > 0 THEN ' not null' ELSE '' END \
            FROM sqlite_master t, pragma_table_info(t.name) c \
            WHERE t.type = 'table' AND t.name NOT LIKE '!_%' ESCAPE '!' ORDER BY t.name, c.cid";
        const POSTGRES: &str = "SELECT CAST(table_name || '.' || column_name || ' ' || data_type \
            || CASE WHEN is_nullable = 'NO' THEN ' not null' ELSE '' END AS TEXT) FROM information_schema.columns \
            WHERE table_schema = current_schema() AND table_name NOT LIKE '!_%' ESCAPE '!' \
            ORDER BY table_name COLLATE \"C\", ordinal_position";
        let sql = if matches!(conn, Conn::Sqlite(_)) { SQLITE } else { POSTGRES };
        Ok(run!(all (String,), conn, sql)?.into_iter().map(|(line,)| line).collect())
    }
}

static SQLITE: Migrator = sqlx::migrate!("../../migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("../../migrations/postgres");

/// Raised when a table or column is dropped or gets another meaning: older programs then leave the database alone.
const EPOCH: i64 = 1;
/// Before it, SQLite could lose a write-ahead log in rare races.
const NEEDED_SQLITE: &str = "3.51.3";

/// The workspace's database. Cheap to clone; the last clone to go gives the file back.
#[derive(Clone)]
pub struct Store {
    read: Pool,
    write: Pool,
    stopped: Arc<OnceLock<String>>,
    _lock: Option<Arc<File>>,
}

impl Store {
    /// Opens `sqlite:///folder/countersign.db` or `postgres://…`, and brings its tables up to date.
    pub async fn open(address: &str) -> Result<Self, StoreError> {
        if address.starts_with("postgres://") || address.starts_with("postgresql://") {
            return open_postgres(address).await;
        }
        match address.strip_prefix("sqlite://") {
            Some(path) if !path.is_empty() => open_sqlite(&file_path(path)).await,
            _ => Err(StoreError::BadAddress {
                address: address.to_owned(),
            }),
        }
    }

    /// Questions, each answered from what is committed.
    #[must_use]
    pub fn read(&self) -> Reader {
        Reader {
            pool: self.read.clone(),
        }
    }

    /// One transaction by this person at this time. Writers take turns.
    pub async fn write(&self, who: &str, at: DateTime<Utc>) -> Result<Writer, StoreError> {
        Writer::begin(self.write.clone(), who, at, Arc::clone(&self.stopped)).await
    }

    /// True for a file of one's own, false for a team's PostgreSQL.
    #[must_use]
    pub fn is_embedded(&self) -> bool {
        matches!(self.write, Pool::Sqlite(_))
    }
}

/// `sqlite:///C:/folder/x.db` names `C:/folder/x.db`.
fn file_path(path: &str) -> PathBuf {
    let drive = path
        .strip_prefix('/')
        .filter(|rest| rest.as_bytes().get(1) == Some(&b':'));
    PathBuf::from(drive.unwrap_or(path))
}

fn lock(database: &Path) -> Result<File, StoreError> {
    let path = database.with_file_name("countersign.lock");
    let unreachable = |error: std::io::Error| StoreError::Unreachable {
        what: format!("{}: {error}", path.display()),
    };
    let file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&path)
        .map_err(unreachable)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(StoreError::AlreadyOpen { lock: path }),
        Err(TryLockError::Error(error)) => Err(unreachable(error)),
    }
}

async fn open_sqlite(path: &Path) -> Result<Store, StoreError> {
    let lock = lock(path)?;
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .foreign_keys(true)
        .synchronous(SqliteSynchronous::Full)
        .busy_timeout(Duration::from_secs(10));
    refuse_newer_file(path, &options).await?;
    let options = options.journal_mode(SqliteJournalMode::Wal);
    let write = SqlitePoolOptions::new()
        .max_connections(1)
        .connect_with(options.clone())
        .await?;
    {
        let mut held = write.acquire().await?;
        assert_settings(&mut Conn::Sqlite(&mut held)).await?;
    }
    SQLITE.run(&write).await.map_err(migration_error)?;
    let read = SqlitePoolOptions::new()
        .max_connections(4)
        .connect_with(options.pragma("query_only", "ON"))
        .await?;
    let (read, write) = (Pool::Sqlite(read), Pool::Sqlite(write));
    Ok(Store {
        read,
        write,
        stopped: Arc::default(),
        _lock: Some(Arc::new(lock)),
    })
}

/// Looks before anything is written, the journal mode included.
async fn refuse_newer_file(path: &Path, options: &SqliteConnectOptions) -> Result<(), StoreError> {
    if !path.exists() {
        return Ok(());
    }
    let options = options
        .clone()
        .create_if_missing(false)
        .pragma("query_only", "ON");
    let pool = SqlitePoolOptions::new()
        .max_connections(1)
        .connect_with(options)
        .await?;
    let mut held = pool.acquire().await?;
    let found = refuse_newer(&mut Conn::Sqlite(&mut held), &SQLITE).await;
    drop(held);
    pool.close().await;
    found
}

async fn open_postgres(address: &str) -> Result<Store, StoreError> {
    let pool = PgPoolOptions::new()
        .max_connections(8)
        .connect(address)
        .await?;
    {
        let mut held = pool.acquire().await?;
        refuse_newer(&mut Conn::Postgres(&mut held), &POSTGRES).await?;
    }
    POSTGRES.run(&pool).await.map_err(migration_error)?;
    let pool = Pool::Postgres(pool);
    Ok(Store {
        read: pool.clone(),
        write: pool,
        stopped: Arc::default(),
        _lock: None,
    })
}

/// Reads the epoch and the list of migrations, where there are any, and changes nothing.
async fn refuse_newer(conn: &mut Conn<'_>, known: &Migrator) -> Result<(), StoreError> {
    const TABLES_SQLITE: &str = "SELECT name FROM sqlite_master WHERE type = 'table'";
    const TABLES_POSTGRES: &str = "SELECT CAST(table_name AS TEXT) FROM information_schema.tables WHERE table_schema = current_schema()";
    const EPOCHS: &str = "SELECT number FROM epoch";
    const MIGRATIONS: &str = "SELECT version FROM _sqlx_migrations ORDER BY version";
    let sql = if matches!(conn, Conn::Sqlite(_)) {
        TABLES_SQLITE
    } else {
        TABLES_POSTGRES
    };
    let tables = run!(all(String,), conn, sql)?;
    let has = |name: &str| tables.iter().any(|(table,)| table == name);
    if has("epoch") {
        for (epoch,) in run!(all(i64,), conn, EPOCHS)? {
            if epoch > EPOCH {
                return Err(StoreError::Newer {
                    found: format!("epoch {epoch}"),
                });
            }
        }
    }
    if has("_sqlx_migrations") {
        for (version,) in run!(all(i64,), conn, MIGRATIONS)? {
            if !known.version_exists(version) {
                return Err(StoreError::Newer {
                    found: format!("migration {version}"),
                });
            }
        }
    }
    Ok(())
}

/// A database that silently keeps weaker settings must not take a single write.
async fn assert_settings(conn: &mut Conn<'_>) -> Result<(), StoreError> {
    const JOURNAL: &str = "SELECT journal_mode FROM pragma_journal_mode";
    const SETTINGS: &str = "SELECT (SELECT synchronous FROM pragma_synchronous), \
        (SELECT foreign_keys FROM pragma_foreign_keys), (SELECT timeout FROM pragma_busy_timeout), sqlite_version()";
    let journal = run!(one(String,), conn, JOURNAL)?
        .map(|(mode,)| mode)
        .unwrap_or_default();
    if journal != "wal" {
        return Err(StoreError::Unsafe {
            name: "journal_mode",
            found: journal,
        });
    }
    let row = run!(one(i64, i64, i64, String), conn, SETTINGS)?;
    let (synchronous, foreign_keys, timeout, version) = row.unwrap_or_default();
    for (name, found, wanted) in [
        ("synchronous", synchronous, synchronous == 2),
        ("foreign_keys", foreign_keys, foreign_keys == 1),
        ("busy_timeout", timeout, timeout > 0),
    ] {
        if !wanted {
            return Err(StoreError::Unsafe {
                name,
                found: found.to_string(),
            });
        }
    }
    if parts(&version) < parts(NEEDED_SQLITE) {
        return Err(StoreError::OldSqlite {
            found: version,
            needed: NEEDED_SQLITE,
        });
    }
    Ok(())
}

fn parts(version: &str) -> Vec<u32> {
    version
        .split('.')
        .map(|part| part.parse().unwrap_or(0))
        .collect()
}

fn migration_error(error: sqlx::migrate::MigrateError) -> StoreError {
    match error {
        sqlx::migrate::MigrateError::Execute(error) => error.into(),
        sqlx::migrate::MigrateError::VersionMissing(version)
        | sqlx::migrate::MigrateError::VersionTooNew(version, _) => StoreError::Newer {
            found: format!("migration {version}"),
        },
        other => StoreError::Refused {
            what: other.to_string(),
        },
    }
}
