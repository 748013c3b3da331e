//! Which files were read, and how each run of import went.

use domain::{Act, TextHash};
use serde_json::json;

use crate::{
    FileRow, ImportRun, StoreError, Writer,
    body::{from_bodies, from_body, micros, small, time, to_body},
    tx::{reads, run},
};

reads! {
    /// Whether a file with exactly these bytes was imported.
    fn file_seen(conn, hash: &TextHash) -> bool {
        const SQL: &str = "SELECT COUNT(*) FROM seen WHERE hash = $1";
        Ok(run!(one (i64,), conn, SQL, &hash.0)?.is_some_and(|(count,)| count > 0))
    }

    /// The file imported from this path.
    fn file(conn, path: &str) -> Option<FileRow> {
        const SQL: &str = "SELECT path, hash, door, format, imported, items FROM seen WHERE path = $1";
        run!(one (String, String, String, String, i64, i64), conn, SQL, path)?
            .map(|(path, hash, door, format, imported, items)| {
                let (imported, items) = (time(imported)?, small(items)?);
                Ok(FileRow { path, hash: TextHash(hash), door, format, imported, items })
            })
            .transpose()
    }

    /// Runs of import, newest first.
    fn import_runs(conn, limit: i64) -> Vec<ImportRun> {
        const SQL: &str = "SELECT body FROM import_runs ORDER BY started DESC, id DESC LIMIT $1";
        from_bodies(&run!(all (String,), conn, SQL, limit)?)
    }
}

impl Writer {
    /// Remembers a file as imported.
    pub async fn keep_file(&mut self, file: &FileRow) -> Result<(), StoreError> {
        const SQL: &str = "INSERT INTO seen (path, hash, door, format, imported, items) \
            VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (path) DO UPDATE SET hash = excluded.hash, \
            door = excluded.door, format = excluded.format, imported = excluded.imported, items = excluded.items";
        let (path, hash, items) = (&file.path, &file.hash.0, i64::from(file.items));
        run!(none, &mut self.conn(), SQL, path, hash, &file.door, &file.format, micros(file.imported), items)?;
        Ok(())
    }

    /// Remembers many files as imported.
    pub async fn keep_files(&mut self, files: &[FileRow]) -> Result<(), StoreError> {
        for file in files {
            self.keep_file(file).await?;
        }
        Ok(())
    }

    /// Keeps a run of import, begun or finished. Logged when it finishes.
    pub async fn keep_import_run(&mut self, import: &ImportRun) -> Result<(), StoreError> {
        const BEFORE: &str = "SELECT body FROM import_runs WHERE id = $1";
        const SQL: &str = "INSERT INTO import_runs (id, started, body) VALUES ($1, $2, $3) \
            ON CONFLICT (id) DO UPDATE SET started = excluded.started, body = excluded.body";
        let (id, body) = (import.id.to_string(), to_body(import)?);
        let before = run!(one(String,), &mut self.conn(), BEFORE, &id)?;
        let before = before.map(|(body,)| from_body::<ImportRun>(&body)).transpose()?;
        run!(none, &mut self.conn(), SQL, &id, micros(import.started), &body)?;
        if import.finished.is_none() || before.is_some_and(|before| before.finished.is_some()) {
            return Ok(());
        }
        let figures = json!({
            "door": import.door, "files": import.files, "imported": import.imported, "unchanged": import.unchanged,
            "failed": import.failed.len(), "entries": import.entries, "documents": import.documents,
        });
        self.audit(Act::Imported, &id, figures).await
    }
}
