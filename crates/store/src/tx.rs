//! `Reader` and `Writer`, and the macros that run one statement on whichever database is open.

use std::sync::{Arc, OnceLock};

use chrono::{DateTime, Utc};
use domain::TextHash;
use sqlx::{PgConnection, PgPool, Postgres, Sqlite, SqliteConnection, SqlitePool, Transaction, pool::PoolConnection};

use crate::StoreError;

/// One database connection, borrowed for a statement.
pub(crate) enum Conn<'c> {
    Sqlite(&'c mut SqliteConnection),
    Postgres(&'c mut PgConnection),
}

/// Runs one const on either database: `all` rows, the `one` row there may be, or `none` wanted (rows touched come back).
macro_rules! run {
    (all $row:ty, $conn:expr, $sql:expr $(, $bind:expr)* $(,)?) => {
        match $conn {
            $crate::tx::Conn::Sqlite(c) => {
                sqlx::query_as::<sqlx::Sqlite, $row>($sql)$(.bind($bind))*.fetch_all(&mut **c).await
            }
            $crate::tx::Conn::Postgres(c) => {
                sqlx::query_as::<sqlx::Postgres, $row>($sql)$(.bind($bind))*.fetch_all(&mut **c).await
            }
        }
    };
    (one $row:ty, $conn:expr, $sql:expr $(, $bind:expr)* $(,)?) => {
        match $conn {
            $crate::tx::Conn::Sqlite(c) => {
                sqlx::query_as::<sqlx::Sqlite, $row>($sql)$(.bind($bind))*.fetch_optional(&mut **c).await
            }
            $crate::tx::Conn::Postgres(c) => {
                sqlx::query_as::<sqlx::Postgres, $row>($sql)$(.bind($bind))*.fetch_optional(&mut **c).await
            }
        }
    };
    (none, $conn:expr, $sql:expr $(, $bind:expr)* $(,)?) => {
        match $conn {
            $crate::tx::Conn::Sqlite(c) => {
                sqlx::query::<sqlx::Sqlite>($sql)$(.bind($bind))*.execute(&mut **c).await.map(|done| done.rows_affected())
            }
            $crate::tx::Conn::Postgres(c) => {
                sqlx::query::<sqlx::Postgres>($sql)$(.bind($bind))*.execute(&mut **c).await.map(|done| done.rows_affected())
            }
        }
    };
}
pub(crate) use run;

/// Rows in one statement: enough to make its way to the database cheap, few enough for every limit on places.
pub(crate) const AT_ONCE: usize = 64;

/// Inserts many rows by few statements: the columns, each row's values, what happens to a row that is there.
macro_rules! insert {
    ($conn:expr, $head:expr, $rows:expr, |$bind:ident, $row:pat_param| $push:expr, $tail:expr) => {
        for some in $rows.chunks($crate::tx::AT_ONCE) {
            match $conn {
                $crate::tx::Conn::Sqlite(c) => {
                    let mut query = sqlx::QueryBuilder::<sqlx::Sqlite>::new($head);
                    query.push_values(some, |mut $bind, $row| {
                        $push;
                    });
                    query.push($tail).build().execute(&mut **c).await?;
                }
                $crate::tx::Conn::Postgres(c) => {
                    let mut query = sqlx::QueryBuilder::<sqlx::Postgres>::new($head);
                    query.push_values(some, |mut $bind, $row| {
                        $push;
                    });
                    query.push($tail).build().execute(&mut **c).await?;
                }
            }
        }
    };
}
pub(crate) use insert;

/// Runs `… column IN (these keys)` in as few statements as there is room for, and gathers the rows.
macro_rules! run_in {
    ($row:ty, $conn:expr, $sql:expr, $keys:expr) => {{
        let mut rows: Vec<$row> = Vec::new();
        for some in $keys.chunks($crate::tx::AT_ONCE) {
            match $conn {
                $crate::tx::Conn::Sqlite(c) => {
                    let mut query = sqlx::QueryBuilder::<sqlx::Sqlite>::new($sql);
                    query.push_tuples(some, |mut bind, key| {
                        bind.push_bind(key);
                    });
                    rows.extend(query.build_query_as::<$row>().fetch_all(&mut **c).await?);
                }
                $crate::tx::Conn::Postgres(c) => {
                    let mut query = sqlx::QueryBuilder::<sqlx::Postgres>::new($sql);
                    query.push_tuples(some, |mut bind, key| {
                        bind.push_bind(key);
                    });
                    rows.extend(query.build_query_as::<$row>().fetch_all(&mut **c).await?);
                }
            }
        }
        rows
    }};
}
pub(crate) use run_in;

/// Writes a question once and offers it on `Reader` (its own connection) and on `Writer` (inside its transaction).
macro_rules! reads {
    ($($(#[$meta:meta])* fn $name:ident($conn:ident $(, $arg:ident: $kind:ty)*) -> $ret:ty $body:block)*) => {
        mod asks {
            use super::*;
            $(
                pub(crate) async fn $name($conn: &mut $crate::tx::Conn<'_> $(, $arg: $kind)*)
                    -> Result<$ret, $crate::StoreError> $body
            )*
        }
        impl $crate::Reader {
            $(
                $(#[$meta])*
                pub async fn $name(&self $(, $arg: $kind)*) -> Result<$ret, $crate::StoreError> {
                    let mut held = self.connection().await?;
                    asks::$name(&mut held.conn() $(, $arg)*).await
                }
            )*
        }
        impl $crate::Writer {
            $(
                $(#[$meta])*
                pub async fn $name(&mut self $(, $arg: $kind)*) -> Result<$ret, $crate::StoreError> {
                    asks::$name(&mut self.conn() $(, $arg)*).await
                }
            )*
        }
    };
}
pub(crate) use reads;

#[derive(Clone)]
pub(crate) enum Pool {
    Sqlite(SqlitePool),
    Postgres(PgPool),
}

pub(crate) enum Held {
    Sqlite(PoolConnection<Sqlite>),
    Postgres(PoolConnection<Postgres>),
}

impl Held {
    pub(crate) fn conn(&mut self) -> Conn<'_> {
        match self {
            Self::Sqlite(held) => Conn::Sqlite(&mut *held),
            Self::Postgres(held) => Conn::Postgres(&mut *held),
        }
    }
}

/// Asks questions. Cheap to clone; each question is one statement and sees one state of the workspace.
#[derive(Clone)]
pub struct Reader {
    pub(crate) pool: Pool,
}

impl Reader {
    pub(crate) async fn connection(&self) -> Result<Held, StoreError> {
        Ok(match &self.pool {
            Pool::Sqlite(pool) => Held::Sqlite(pool.acquire().await?),
            Pool::Postgres(pool) => Held::Postgres(pool.acquire().await?),
        })
    }
}

enum Tx {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

/// One transaction by one person at one time. Nothing counts before [`Writer::commit`] returns; dropped, it is undone.
pub struct Writer {
    tx: Tx,
    pub(crate) who: String,
    pub(crate) at: DateTime<Utc>,
    /// Number and hash of the log's last entry, once this writer knows it.
    pub(crate) last_logged: Option<(i64, TextHash)>,
    stopped: Arc<OnceLock<String>>,
}

const LOCK: &str = "SELECT value FROM counters WHERE name = 'changes' FOR UPDATE";

impl Writer {
    /// Begins in a task of its own, so that a caller who stops waiting leaves no half-begun transaction behind.
    pub(crate) async fn begin(
        pool: Pool,
        who: &str,
        at: DateTime<Utc>,
        stopped: Arc<OnceLock<String>>,
    ) -> Result<Self, StoreError> {
        if let Some(what) = stopped.get() {
            return Err(StoreError::Stopped { what: what.clone() });
        }
        let begun = tokio::spawn(async move {
            Ok::<_, sqlx::Error>(match pool {
                Pool::Sqlite(pool) => Tx::Sqlite(begin_sqlite(&pool).await?),
                Pool::Postgres(pool) => {
                    let mut tx = pool.begin().await?;
                    sqlx::query::<Postgres>(LOCK).execute(&mut *tx).await?;
                    Tx::Postgres(tx)
                }
            })
        });
        let tx = begun.await.map_err(|error| StoreError::Refused { what: error.to_string() })??;
        Ok(Self { tx, who: who.to_owned(), at, last_logged: None, stopped })
    }

    pub(crate) fn conn(&mut self) -> Conn<'_> {
        match &mut self.tx {
            Tx::Sqlite(tx) => Conn::Sqlite(&mut *tx),
            Tx::Postgres(tx) => Conn::Postgres(&mut *tx),
        }
    }

    /// Makes everything of this writer last. A disk that fails here stops all further writing: a sync is never retried.
    pub async fn commit(self) -> Result<(), StoreError> {
        let Self { tx, stopped, .. } = self;
        let done = tokio::spawn(async move {
            let done = match tx {
                Tx::Sqlite(tx) => tx.commit().await,
                Tx::Postgres(tx) => tx.commit().await,
            };
            done.map_err(|error| stop_on(error.into(), &stopped))
        });
        done.await.map_err(|error| StoreError::Refused { what: error.to_string() })?
    }
}

/// After a full disk SQLite has ended the transaction by itself, which sqlx does not notice: such a connection is closed.
async fn begin_sqlite(pool: &SqlitePool) -> Result<Transaction<'static, Sqlite>, sqlx::Error> {
    const BEGIN: &str = "BEGIN IMMEDIATE";
    match pool.begin_with(BEGIN).await {
        Err(sqlx::Error::InvalidSavePointStatement) => {
            pool.acquire().await?.close().await?;
            pool.begin_with(BEGIN).await
        }
        begun => begun,
    }
}

pub(crate) fn stop_on(error: StoreError, stopped: &OnceLock<String>) -> StoreError {
    if let StoreError::Stopped { what } | StoreError::Unreachable { what } = error {
        let what = stopped.get_or_init(|| what).clone();
        return StoreError::Stopped { what };
    }
    error
}
