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

/// Bytes of a page of a new file: most rows of passages then fit on one.
const PAGE: u32 = 8192;
/// Rows read ahead of the one who asks: fewer turns between the two threads.
const ROWS_AHEAD: usize = 512;
/// Memory for pages of each reading connection, in KiB as SQLite wants it: negative.
const READ_CACHE: &str = "-16384";

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
            _ => Err(StoreError::BadAddress { address: address.to_owned() }),
        }
    }

    /// Questions, each answered from what is committed.
    #[must_use]
    pub fn read(&self) -> Reader {
        Reader { pool: self.read.clone() }
    }

    /// One transaction by this person at this time. Writers take turns.
    pub async fn write(&self, who: &str, at: DateTime<Utc>) -> Result<Writer, StoreError> {
        Writer::begin(self.write.clone(), who, at, Arc::clone(&self.stopped)).await
    }

    /// Waits for all connections to end. The file's lock goes with the last clone.
    pub async fn close(&self) {
        for pool in [&self.read, &self.write] {
            match pool {
                Pool::Sqlite(pool) => pool.close().await,
                Pool::Postgres(pool) => pool.close().await,
            }
        }
    }

    /// True for a file of one's own, false for a team's PostgreSQL.
    #[must_use]
    pub fn is_embedded(&self) -> bool {
        matches!(self.write, Pool::Sqlite(_))
    }
}

/// `sqlite:///C:/folder/x.db` names `C:/folder/x.db`.
fn file_path(path: &str) -> PathBuf {
    let drive = path.strip_prefix('/').filter(|rest| rest.as_bytes().get(1) == Some(&b':'));
    PathBuf::from(drive.unwrap_or(path))
}

fn lock(database: &Path) -> Result<File, StoreError> {
    let path = database.with_file_name("countersign.lock");
    let unreachable = |error: std::io::Error| StoreError::Unreachable { what: format!("{}: {error}", path.display()) };
    let file = File::options().create(true).truncate(false).write(true).open(&path).map_err(unreachable)?;
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
        .page_size(PAGE)
        .row_buffer_size(ROWS_AHEAD)
        .synchronous(SqliteSynchronous::Full)
        .busy_timeout(Duration::from_secs(10));
    refuse_newer_file(path, &options).await?;
    let options = options.journal_mode(SqliteJournalMode::Wal);
    // A file does not hang up: asking before each use would double every question's way to the other thread and back.
    let pool = || SqlitePoolOptions::new().test_before_acquire(false);
    let write = pool().max_connections(1).connect_with(options.clone()).await?;
    {
        let mut held = write.acquire().await?;
        assert_settings(&mut Conn::Sqlite(&mut held)).await?;
    }
    SQLITE.run(&write).await.map_err(migration_error)?;
    let read = pool()
        .max_connections(4)
        .connect_with(options.pragma("query_only", "ON").pragma("cache_size", READ_CACHE))
        .await?;
    let (read, write) = (Pool::Sqlite(read), Pool::Sqlite(write));
    Ok(Store { read, write, stopped: Arc::default(), _lock: Some(Arc::new(lock)) })
}

/// Looks before anything is written, the journal mode included.
async fn refuse_newer_file(path: &Path, options: &SqliteConnectOptions) -> Result<(), StoreError> {
    if !path.exists() {
        return Ok(());
    }
    let options = options.clone().create_if_missing(false).pragma("query_only", "ON");
    let pool = SqlitePoolOptions::new().max_connections(1).connect_with(options).await?;
    let mut held = pool.acquire().await?;
    let found = refuse_newer(&mut Conn::Sqlite(&mut held), &SQLITE).await;
    drop(held);
    pool.close().await;
    found
}

async fn open_postgres(address: &str) -> Result<Store, StoreError> {
    let pool = PgPoolOptions::new().max_connections(8).connect(address).await?;
    {
        let mut held = pool.acquire().await?;
        refuse_newer(&mut Conn::Postgres(&mut held), &POSTGRES).await?;
    }
    POSTGRES.run(&pool).await.map_err(migration_error)?;
    let pool = Pool::Postgres(pool);
    Ok(Store { read: pool.clone(), write: pool, stopped: Arc::default(), _lock: None })
}

/// Reads the epoch and the list of migrations, where there are any, and changes nothing.
async fn refuse_newer(conn: &mut Conn<'_>, known: &Migrator) -> Result<(), StoreError> {
    const TABLES_SQLITE: &str = "SELECT name FROM sqlite_master WHERE type = 'table'";
    const TABLES_POSTGRES: &str =
        "SELECT CAST(table_name AS TEXT) FROM information_schema.tables WHERE table_schema = current_schema()";
    const EPOCHS: &str = "SELECT number FROM epoch";
    const MIGRATIONS: &str = "SELECT version FROM _sqlx_migrations ORDER BY version";
    let sql = if matches!(conn, Conn::Sqlite(_)) { TABLES_SQLITE } else { TABLES_POSTGRES };
    let tables = run!(all(String,), conn, sql)?;
    let has = |name: &str| tables.iter().any(|(table,)| table == name);
    if has("epoch") {
        for (epoch,) in run!(all(i64,), conn, EPOCHS)? {
            if epoch > EPOCH {
                return Err(StoreError::Newer { found: format!("epoch {epoch}") });
            }
        }
    }
    if has("_sqlx_migrations") {
        for (version,) in run!(all(i64,), conn, MIGRATIONS)? {
            if !known.version_exists(version) {
                return Err(StoreError::Newer { found: format!("migration {version}") });
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
    let journal = run!(one(String,), conn, JOURNAL)?.map(|(mode,)| mode).unwrap_or_default();
    if journal != "wal" {
        return Err(StoreError::Unsafe { name: "journal_mode", found: journal });
    }
    let row = run!(one(i64, i64, i64, String), conn, SETTINGS)?;
    let (synchronous, foreign_keys, timeout, version) = row.unwrap_or_default();
    for (name, found, wanted) in [
        ("synchronous", synchronous, synchronous == 2),
        ("foreign_keys", foreign_keys, foreign_keys == 1),
        ("busy_timeout", timeout, timeout > 0),
    ] {
        if !wanted {
            return Err(StoreError::Unsafe { name, found: found.to_string() });
        }
    }
    if parts(&version) < parts(NEEDED_SQLITE) {
        return Err(StoreError::OldSqlite { found: version, needed: NEEDED_SQLITE });
    }
    Ok(())
}

fn parts(version: &str) -> Vec<u32> {
    version.split('.').map(|part| part.parse().unwrap_or(0)).collect()
}

fn migration_error(error: sqlx::migrate::MigrateError) -> StoreError {
    match error {
        sqlx::migrate::MigrateError::Execute(error) => error.into(),
        sqlx::migrate::MigrateError::VersionMissing(version)
        | sqlx::migrate::MigrateError::VersionTooNew(version, _) => {
            StoreError::Newer { found: format!("migration {version}") }
        }
        other => StoreError::Refused { what: other.to_string() },
    }
}

#[cfg(test)]
mod tests {
    use domain::{Act, EntryId, SourceId};
    use serde_json::json;
    use sqlx::{Executor, SqlitePool};
    use tempfile::TempDir;
    use uuid::Uuid;

    use super::*;

    fn address(folder: &TempDir) -> String {
        format!("sqlite://{}", folder.path().join("countersign.db").display())
    }

    fn now() -> DateTime<Utc> {
        DateTime::from_timestamp(1_790_000_000, 0).unwrap()
    }

    fn pool(store: &Store) -> SqlitePool {
        match &store.write {
            Pool::Sqlite(pool) => pool.clone(),
            Pool::Postgres(_) => panic!("this test is about SQLite"),
        }
    }

    #[tokio::test]
    async fn a_workspace_opened_twice_is_refused_with_a_sentence_until_the_first_is_closed() {
        let folder = TempDir::new().unwrap();
        let first = Store::open(&address(&folder)).await.unwrap();
        assert!(first.is_embedded());
        let second = Store::open(&address(&folder)).await.err().unwrap();
        assert!(matches!(second, StoreError::AlreadyOpen { .. }), "{second}");
        assert!(second.to_string().contains("already open"), "{second}");
        drop(first);
        assert!(Store::open(&address(&folder)).await.is_ok());
    }

    #[tokio::test]
    async fn a_database_of_a_newer_version_is_left_byte_for_byte_alone() {
        for sql in [
            "UPDATE epoch SET number = 2",
            "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) \
             VALUES (29990101000000, 'later', 1, x'00', 0)",
        ] {
            let folder = TempDir::new().unwrap();
            let store = Store::open(&address(&folder)).await.unwrap();
            pool(&store).execute(sql).await.unwrap();
            store.close().await;
            drop(store);
            let before = std::fs::read(folder.path().join("countersign.db")).unwrap();
            let refused = Store::open(&address(&folder)).await.err().unwrap();
            assert!(matches!(refused, StoreError::Newer { .. }), "{refused}");
            assert_eq!(std::fs::read(folder.path().join("countersign.db")).unwrap(), before);
        }
    }

    #[tokio::test]
    async fn a_full_disk_is_named_and_what_was_saved_before_stays() {
        let folder = TempDir::new().unwrap();
        let store = Store::open(&address(&folder)).await.unwrap();
        let mut writer = store.write("N", now()).await.unwrap();
        writer.keep_setting("kept", &json!(1)).await.unwrap();
        writer.commit().await.unwrap();
        pool(&store).execute("PRAGMA max_page_count = 1").await.unwrap();
        let mut writer = store.write("N", now()).await.unwrap();
        let full = writer.keep_setting("large", &json!("x".repeat(1 << 20))).await;
        assert!(matches!(full, Err(StoreError::DiskFull)), "{full:?}");
        drop(writer);
        assert_eq!(store.read().setting("kept").await.unwrap(), Some(json!(1)));
        assert_eq!(store.read().setting("large").await.unwrap(), None);
        pool(&store).execute("PRAGMA max_page_count = 1000000").await.unwrap();
        let mut writer = store.write("N", now()).await.unwrap();
        writer.keep_setting("large", &json!("x".repeat(1 << 20))).await.unwrap();
        writer.commit().await.unwrap();
    }

    #[tokio::test]
    async fn a_damaged_file_is_named_and_never_touched() {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("countersign.db");
        std::fs::write(&path, "this is no database, but it may be all that is left ".repeat(200)).unwrap();
        let before = std::fs::read(&path).unwrap();
        let damaged = Store::open(&address(&folder)).await.err().unwrap();
        assert!(matches!(damaged, StoreError::Damaged { .. }), "{damaged}");
        assert!(damaged.to_string().contains("Do not delete it"), "{damaged}");
        assert_eq!(std::fs::read(&path).unwrap(), before);
    }

    #[tokio::test]
    async fn after_a_failed_sync_nothing_more_is_written() {
        let folder = TempDir::new().unwrap();
        let store = Store::open(&address(&folder)).await.unwrap();
        let failed = crate::tx::stop_on(StoreError::Stopped { what: "disk I/O error".to_owned() }, &store.stopped);
        assert!(matches!(failed, StoreError::Stopped { .. }));
        let refused = store.clone().write("N", now()).await.err().unwrap();
        assert!(matches!(refused, StoreError::Stopped { .. }), "{refused}");
        let full = crate::tx::stop_on(StoreError::DiskFull, &Arc::default());
        assert!(matches!(full, StoreError::DiskFull), "a full disk stops one step, not all");
    }

    #[tokio::test]
    async fn the_log_and_the_feed_refuse_to_be_rewritten() {
        let folder = TempDir::new().unwrap();
        let store = Store::open(&address(&folder)).await.unwrap();
        let mut writer = store.write("N", now()).await.unwrap();
        writer.audit(Act::Refused, "a", json!({})).await.unwrap();
        writer.changed(&[(SourceId::Entry(EntryId(Uuid::nil())), false)]).await.unwrap();
        writer.commit().await.unwrap();
        for sql in ["UPDATE audit SET person = 'x'", "DELETE FROM audit", "UPDATE changes SET gone = 1"] {
            assert!(pool(&store).execute(sql).await.is_err(), "{sql}");
        }
        assert_eq!(store.read().audit_last().await.unwrap().unwrap().person, "N");
    }

    #[tokio::test]
    async fn what_was_decided_refuses_to_be_rewritten() {
        let folder = TempDir::new().unwrap();
        let store = Store::open(&address(&folder)).await.unwrap();
        let mut held = pool(&store).acquire().await.unwrap();
        held.execute("PRAGMA foreign_keys = OFF").await.unwrap();
        for row in [
            "INSERT INTO drafts VALUES ('d', 'a', 'k', 1, '{}')",
            "INSERT INTO revisions VALUES ('r', 'd', 1, 'p', 1, 'c', '{}')",
            "INSERT INTO moves VALUES ('d', 1, 1, 'p', '{}')",
            "INSERT INTO releases VALUES (1, 'd', 'a', 1, 'file.docx', '{}')",
            "INSERT INTO policies VALUES (1, 'h', 't', 1, 'p')",
            "INSERT INTO certificates VALUES (1, 'p', '{}')",
            "INSERT INTO terms VALUES ('a', 1, 1, 'p', '{}')",
            "INSERT INTO checkpoints VALUES (1, 1, 1, 'p', '{}')",
        ] {
            held.execute(row).await.unwrap();
            let table = row.split(' ').nth(2).unwrap();
            for sql in [format!("UPDATE {table} SET rowid = rowid"), format!("DELETE FROM {table}")] {
                let refused = held.execute(sqlx::AssertSqlSafe(sql.clone())).await.unwrap_err().to_string();
                assert!(refused.contains("append-only"), "{sql}: {refused}");
            }
        }
    }

    #[tokio::test]
    async fn weaker_settings_are_refused() {
        let folder = TempDir::new().unwrap();
        let store = Store::open(&address(&folder)).await.unwrap();
        for (weaker, name) in
            [("PRAGMA synchronous = NORMAL", "synchronous"), ("PRAGMA foreign_keys = OFF", "foreign_keys")]
        {
            let mut held = pool(&store).acquire().await.unwrap();
            held.execute(weaker).await.unwrap();
            let refused = assert_settings(&mut Conn::Sqlite(&mut held)).await.err().unwrap();
            assert!(matches!(refused, StoreError::Unsafe { name: found, .. } if found == name), "{refused}");
            held.execute("PRAGMA synchronous = FULL").await.unwrap();
        }
        assert!(parts("3.51.2") < parts(NEEDED_SQLITE) && parts("3.100.0") > parts(NEEDED_SQLITE));
    }

    #[tokio::test]
    async fn a_reader_cannot_write_and_other_addresses_are_refused() {
        let folder = TempDir::new().unwrap();
        let store = Store::open(&address(&folder)).await.unwrap();
        let mut held = store.read().connection().await.unwrap();
        let wrote = run!(none, &mut held.conn(), "DELETE FROM settings");
        assert!(wrote.is_err());
        let refused = Store::open("mysql://x").await.err().unwrap();
        assert!(matches!(refused, StoreError::BadAddress { .. }), "{refused}");
    }

    #[tokio::test]
    async fn a_caller_who_stops_waiting_leaves_no_open_transaction() {
        let folder = TempDir::new().unwrap();
        let store = Store::open(&address(&folder)).await.unwrap();
        for _ in 0..50 {
            let begun = store.clone();
            let task = tokio::spawn(async move {
                let mut writer = begun.write("N", now()).await.unwrap();
                writer.keep_setting("x", &json!(1)).await.unwrap();
                writer.commit().await.unwrap();
            });
            tokio::task::yield_now().await;
            task.abort();
        }
        let mut writer = store.write("N", now()).await.unwrap();
        writer.keep_setting("last", &json!(1)).await.unwrap();
        writer.commit().await.unwrap();
        assert_eq!(store.read().setting("last").await.unwrap(), Some(json!(1)));
    }
}
