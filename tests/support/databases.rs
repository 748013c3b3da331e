//! Gives a test both databases: SQLite always, PostgreSQL in a schema of the test's own when `TEST_POSTGRES_URL` is set.

use std::{
    process::Command,
    sync::atomic::{AtomicU32, Ordering},
};

use tempfile::TempDir;

/// One empty database. SQLite's folder goes with it; a PostgreSQL schema stays until the cluster is thrown away.
pub struct Database {
    pub name: &'static str,
    pub url: String,
    /// Where SQLite's files lie.
    pub folder: Option<TempDir>,
}

impl Database {
    /// Runs SQL past the program, as a database admin could: PostgreSQL only, by `psql`.
    pub fn by_admin(&self, sql: &str) -> Result<(), String> {
        psql(&self.url, sql)
    }
}

#[expect(clippy::disallowed_methods, reason = "where tests find PostgreSQL is for whoever runs them to say")]
fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// One database of each kind that is at hand, new and empty.
///
/// # Panics
/// When a database cannot be made, or when PostgreSQL is missing in CI.
#[must_use]
pub fn databases() -> Vec<Database> {
    let mut all = vec![sqlite()];
    match environment("TEST_POSTGRES_URL") {
        Some(url) => all.push(postgres(&url)),
        None => {
            assert!(
                environment("CI").is_none_or(|ci| ci != "true"),
                "TEST_POSTGRES_URL is not set: in CI both databases are tested"
            );
            eprintln!("skipped: PostgreSQL, because TEST_POSTGRES_URL is not set");
        }
    }
    all
}

/// A new SQLite database in a folder of its own.
///
/// # Panics
/// When no temporary folder can be made.
#[must_use]
pub fn sqlite() -> Database {
    let folder = match tempfile::tempdir() {
        Ok(folder) => folder,
        Err(error) => unreachable!("a temporary folder is needed: {error}"),
    };
    let url = format!("sqlite://{}", folder.path().join("countersign.db").display());
    Database { name: "sqlite", url, folder: Some(folder) }
}

fn postgres(url: &str) -> Database {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let schema = format!("story_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
    let made = psql(url, &format!("DROP SCHEMA IF EXISTS {schema} CASCADE; CREATE SCHEMA {schema}"));
    assert!(made.is_ok(), "no schema in {url}: {made:?}");
    let joint = if url.contains('?') { '&' } else { '?' };
    Database { name: "postgres", url: format!("{url}{joint}options=-csearch_path%3D{schema}"), folder: None }
}

fn psql(url: &str, sql: &str) -> Result<(), String> {
    let run = Command::new("psql").args([url, "-q", "-v", "ON_ERROR_STOP=1", "-c", sql]).output();
    match run {
        Ok(output) if output.status.success() => Ok(()),
        Ok(output) => Err(String::from_utf8_lossy(&output.stderr).into_owned()),
        Err(error) => Err(format!("psql does not start: {error}")),
    }
}
