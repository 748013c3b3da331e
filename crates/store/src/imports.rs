//! Which files were read, and how each run of import went.

use std::collections::{BTreeMap, BTreeSet};

use domain::{Act, TextHash};
use serde_json::json;

use crate::{
    FileRow, ImportRun, StoreError, Writer,
    body::{from_bodies, from_body, micros, small, time, to_body},
    tx::{insert, reads, run, run_in},
};

reads! {
    /// Those of these hashes that an imported file has.
    fn files_seen(conn, hashes: &[TextHash]) -> BTreeSet<TextHash> {
        const SQL: &str = "SELECT hash FROM seen WHERE hash IN";
        let keys: Vec<&String> = hashes.iter().map(|hash| &hash.0).collect();
        Ok(run_in!((String,), conn, SQL, keys).into_iter().map(|(hash,)| TextHash(hash)).collect())
    }

    /// The files imported from these paths, by path.
    fn files_at(conn, paths: &[String]) -> BTreeMap<String, FileRow> {
        const SQL: &str = "SELECT path, hash, door, format, imported, items FROM seen WHERE path IN";
        run_in!((String, String, String, String, i64, i64), conn, SQL, paths)
            .into_iter()
            .map(|(path, hash, door, format, imported, items)| {
                let (imported, items) = (time(imported)?, small(items)?);
                Ok((path.clone(), FileRow { path, hash: TextHash(hash), door, format, imported, items }))
            })
            .collect()
    }

    /// Runs of import, newest first.
    fn import_runs(conn, limit: i64) -> Vec<ImportRun> {
        const SQL: &str = "SELECT body FROM import_runs ORDER BY started DESC, id DESC LIMIT $1";
        from_bodies(&run!(all (String,), conn, SQL, limit)?)
    }
}

impl Writer {
    /// Remembers files as imported. No path stands twice among them.
    pub async fn keep_files(&mut self, files: &[FileRow]) -> Result<(), StoreError> {
        const HEAD: &str = "INSERT INTO seen (path, hash, door, format, imported, items) ";
        const REPLACE: &str = " ON CONFLICT (path) DO UPDATE SET hash = excluded.hash, door = excluded.door, \
            format = excluded.format, imported = excluded.imported, items = excluded.items";
        insert!(
            &mut self.conn(),
            HEAD,
            files,
            |bind, file| bind
                .push_bind(&file.path)
                .push_bind(&file.hash.0)
                .push_bind(&file.door)
                .push_bind(&file.format)
                .push_bind(micros(file.imported))
                .push_bind(i64::from(file.items)),
            REPLACE
        );
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
