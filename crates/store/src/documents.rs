//! Library documents, their versions with the original bytes, and who released them for use.

use chrono::{DateTime, Utc};
use domain::{Act, Document, DocumentId, Passage, Sanction, SourceId, Version, VersionId};
use serde_json::json;

use crate::{
    StoreError, Writer,
    body::{from_body, micros, plain, to_body},
    tx::{reads, run},
};

/// Rows of a document and one of its versions each, in order.
fn grouped(rows: Vec<(String, Option<String>)>) -> Result<Vec<(Document, Vec<Version>)>, StoreError> {
    let mut all: Vec<(Document, Vec<Version>)> = Vec::new();
    for (document, version) in rows {
        let document: Document = from_body(&document)?;
        if all.last().is_none_or(|(last, _)| last.id != document.id) {
            all.push((document, Vec::new()));
        }
        if let (Some((_, versions)), Some(version)) = (all.last_mut(), version) {
            versions.push(from_body(&version)?);
        }
    }
    Ok(all)
}

reads! {
    /// All documents by path, each with its versions by number.
    fn documents(conn) -> Vec<(Document, Vec<Version>)> {
        const SQL: &str = "SELECT d.body, v.body FROM documents d LEFT JOIN versions v ON v.document = d.id \
            ORDER BY d.path, v.number";
        grouped(run!(all (String, Option<String>), conn, SQL)?)
    }

    /// One document with its versions by number.
    fn document(conn, id: DocumentId) -> Option<(Document, Vec<Version>)> {
        const SQL: &str = "SELECT d.body, v.body FROM documents d LEFT JOIN versions v ON v.document = d.id \
            WHERE d.id = $1 ORDER BY v.number";
        let rows = run!(all (String, Option<String>), conn, SQL, id.to_string())?;
        Ok(grouped(rows)?.pop())
    }

    /// The document at this path with its versions by number.
    fn document_at(conn, path: &str) -> Option<(Document, Vec<Version>)> {
        const SQL: &str = "SELECT d.body, v.body FROM documents d LEFT JOIN versions v ON v.document = d.id \
            WHERE d.path = $1 ORDER BY v.number";
        let rows = run!(all (String, Option<String>), conn, SQL, path)?;
        Ok(grouped(rows)?.pop())
    }

    /// One version and its document.
    fn version(conn, id: VersionId) -> Option<(Document, Version)> {
        const SQL: &str = "SELECT d.body, v.body FROM versions v JOIN documents d ON d.id = v.document WHERE v.id = $1";
        run!(one (String, String), conn, SQL, id.to_string())?
            .map(|(document, version)| Ok((from_body(&document)?, from_body(&version)?)))
            .transpose()
    }

    /// The original file of a version.
    fn version_bytes(conn, id: VersionId) -> Option<Vec<u8>> {
        const SQL: &str = "SELECT bytes FROM files WHERE version = $1";
        Ok(run!(one (Vec<u8>,), conn, SQL, id.to_string())?.map(|(bytes,)| bytes))
    }
}

impl Writer {
    /// Keeps a document, new or changed. A new title reaches the index through its versions.
    pub async fn keep_document(&mut self, document: &Document) -> Result<(), StoreError> {
        const SQL: &str = "INSERT INTO documents (id, path, title, superseded_by, body) VALUES ($1, $2, $3, $4, $5) \
            ON CONFLICT (id) DO UPDATE SET path = excluded.path, title = excluded.title, \
            superseded_by = excluded.superseded_by, body = excluded.body";
        let before = self.document(document.id).await?;
        let (id, body) = (document.id.to_string(), to_body(document)?);
        let by = document.superseded_by.map(|by| by.to_string());
        run!(none, &mut self.conn(), SQL, &id, &document.path, plain(&document.title), &by, &body)?;
        if let Some((before, versions)) = before {
            if before.title != document.title {
                let changes: Vec<_> = versions.iter().map(|version| (SourceId::Version(version.id), false)).collect();
                self.changed(&changes).await?;
            }
            if before.superseded_by != document.superseded_by {
                self.mark_superseded(document.id).await?;
            }
        }
        Ok(())
    }

    /// Keeps a version with its original bytes and its passages. The sanction of a version kept before stays as it is:
    /// only [`Writer::keep_sanction`] and [`Writer::withdraw`] change it.
    pub async fn keep_version(
        &mut self,
        version: &Version,
        bytes: &[u8],
        passages: &[Passage],
    ) -> Result<(), StoreError> {
        self.put_whole(version, bytes, passages).await?;
        self.changed(&[(SourceId::Version(version.id), false)]).await
    }

    /// Keeps many versions at once.
    pub async fn keep_versions(&mut self, versions: &[(Version, Vec<u8>, Vec<Passage>)]) -> Result<(), StoreError> {
        for (version, bytes, passages) in versions {
            self.put_whole(version, bytes, passages).await?;
        }
        let changes: Vec<_> = versions.iter().map(|(version, ..)| (SourceId::Version(version.id), false)).collect();
        self.changed(&changes).await
    }

    async fn put_whole(&mut self, version: &Version, bytes: &[u8], passages: &[Passage]) -> Result<(), StoreError> {
        const FILE: &str = "INSERT INTO files (version, bytes) VALUES ($1, $2) \
            ON CONFLICT (version) DO UPDATE SET bytes = excluded.bytes";
        let before = self.version(version.id).await?;
        let sanction = before.as_ref().map_or_else(|| version.sanction.clone(), |(_, kept)| kept.sanction.clone());
        let superseded = before.as_ref().is_some_and(|(_, kept)| kept.superseded);
        self.put_version(&Version { sanction, superseded, ..version.clone() }).await?;
        run!(none, &mut self.conn(), FILE, version.id.to_string(), bytes)?;
        self.replace_passages(SourceId::Version(version.id), None, passages, before.is_some()).await?;
        if version.number > 1 || version.sanction.is_some() {
            self.mark_superseded(version.document).await?;
        }
        match &version.sanction {
            Some(sanction) if before.is_none() => {
                self.audit(Act::Sanctioned, &version.id.to_string(), serde_json::to_value(sanction)?).await
            }
            _ => Ok(()),
        }
    }

    async fn put_version(&mut self, version: &Version) -> Result<(), StoreError> {
        const SQL: &str = "INSERT INTO versions (id, document, number, imported, body) VALUES ($1, $2, $3, $4, $5) \
            ON CONFLICT (id) DO UPDATE SET document = excluded.document, number = excluded.number, \
            imported = excluded.imported, body = excluded.body";
        let (id, document, body) = (version.id.to_string(), version.document.to_string(), to_body(version)?);
        let (number, imported) = (i64::from(version.number), micros(version.imported));
        run!(none, &mut self.conn(), SQL, &id, &document, number, imported, &body)?;
        Ok(())
    }

    /// Releases a version for use. Logged.
    pub async fn keep_sanction(&mut self, id: VersionId, sanction: &Sanction) -> Result<(), StoreError> {
        let (_, version) = self.kept_version(id).await?;
        let document = version.document;
        self.put_version(&Version { sanction: Some(sanction.clone()), ..version }).await?;
        self.mark_superseded(document).await?;
        self.audit(Act::Sanctioned, &id.to_string(), serde_json::to_value(sanction)?).await
    }

    /// Takes a version out of use. Logged.
    pub async fn withdraw(&mut self, id: VersionId, at: DateTime<Utc>) -> Result<(), StoreError> {
        let (_, version) = self.kept_version(id).await?;
        let document = version.document;
        let Some(sanction) = version.sanction.clone() else {
            return Err(StoreError::Refused { what: format!("{id} was never released for use") });
        };
        self.put_version(&Version { sanction: Some(Sanction { withdrawn: Some(at), ..sanction }), ..version }).await?;
        self.mark_superseded(document).await?;
        self.audit(Act::Withdrawn, &id.to_string(), json!({ "withdrawn": at })).await
    }

    /// Says that a document is replaced as a whole by another. Logged.
    pub async fn supersede(&mut self, id: DocumentId, by: DocumentId) -> Result<(), StoreError> {
        if id == by {
            return Err(StoreError::Refused { what: "a document cannot replace itself".to_owned() });
        }
        let missing = |id: DocumentId| StoreError::Missing { what: id.to_string() };
        let (document, _) = self.document(id).await?.ok_or_else(|| missing(id))?;
        self.document(by).await?.ok_or_else(|| missing(by))?;
        self.keep_document(&Document { superseded_by: Some(by), ..document }).await?;
        self.audit(Act::Sanctioned, &id.to_string(), json!({ "superseded_by": by })).await
    }

    async fn kept_version(&mut self, id: VersionId) -> Result<(Document, Version), StoreError> {
        self.version(id).await?.ok_or_else(|| StoreError::Missing { what: id.to_string() })
    }

    /// Brings the `superseded` flags of a document, and of the documents it replaces, in line with the sanctions.
    async fn mark_superseded(&mut self, id: DocumentId) -> Result<(), StoreError> {
        const REPLACED: &str = "SELECT d.body, v.body FROM documents d LEFT JOIN versions v ON v.document = d.id \
            WHERE d.superseded_by = $1 OR d.id = $1 ORDER BY d.id, v.number";
        let rows = run!(all(String, Option<String>), &mut self.conn(), REPLACED, id.to_string())?;
        for (document, versions) in grouped(rows)? {
            let replaced = match document.superseded_by {
                Some(by) => self.document(by).await?.is_some_and(|(_, versions)| versions.iter().any(released)),
                None => false,
            };
            let last = versions.iter().filter(|version| released(version)).map(|version| version.number).max();
            for version in versions {
                let superseded = replaced || last.is_some_and(|last| version.number < last);
                if version.superseded != superseded {
                    self.put_version(&Version { superseded, ..version }).await?;
                }
            }
        }
        Ok(())
    }
}

/// A withdrawn version replaces nothing.
fn released(version: &Version) -> bool {
    version.sanction.as_ref().is_some_and(|sanction| sanction.withdrawn.is_none())
}
