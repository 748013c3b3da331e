//! Library documents, their versions with the original bytes, and who released them for use.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::{Act, Document, DocumentId, Passage, Sanction, SourceId, Version, VersionId};
use serde_json::json;

use crate::{
    StoreError, Writer,
    body::{from_bodies, from_body, micros, plain, to_body},
    passages::Texts,
    tx::{insert, reads, run, run_in},
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

    /// The documents at these paths, by path, each with its versions by number.
    fn documents_at(conn, paths: &[String]) -> BTreeMap<String, (Document, Vec<Version>)> {
        const SQL: &str = "SELECT d.body, v.body FROM documents d LEFT JOIN versions v ON v.document = d.id \
            WHERE d.path IN";
        let mut found: BTreeMap<String, (Document, Vec<Version>)> = BTreeMap::new();
        for (document, version) in run_in!((String, Option<String>), conn, SQL, paths) {
            let document: Document = from_body(&document)?;
            let (_, versions) = found.entry(document.path.clone()).or_insert((document, Vec::new()));
            versions.extend(version.map(|version| from_body(&version)).transpose()?);
            versions.sort_by_key(|version: &Version| version.number);
        }
        Ok(found)
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
        let before = self.document(document.id).await?;
        self.put_documents(&[document]).await?;
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

    /// Keeps documents that were not there before. No id and no path stands twice among them.
    pub async fn add_documents(&mut self, documents: &[Document]) -> Result<(), StoreError> {
        self.put_documents(&documents.iter().collect::<Vec<_>>()).await
    }

    async fn put_documents(&mut self, documents: &[&Document]) -> Result<(), StoreError> {
        const HEAD: &str = "INSERT INTO documents (id, path, title, superseded_by, body) ";
        const REPLACE: &str = " ON CONFLICT (id) DO UPDATE SET path = excluded.path, title = excluded.title, \
            superseded_by = excluded.superseded_by, body = excluded.body";
        let bodies: Vec<(&Document, String)> =
            documents.iter().map(|document| Ok((*document, to_body(document)?))).collect::<Result<_, StoreError>>()?;
        insert!(
            &mut self.conn(),
            HEAD,
            bodies,
            |bind, (document, body)| bind
                .push_bind(document.id.to_string())
                .push_bind(&document.path)
                .push_bind(plain(&document.title))
                .push_bind(document.superseded_by.map(|by| by.to_string()))
                .push_bind(body),
            REPLACE
        );
        Ok(())
    }

    /// Keeps versions with their original bytes and their passages; no id stands twice among them. The sanction of a
    /// version kept before stays as it is: only [`Writer::keep_sanction`] and [`Writer::withdraw`] change it.
    pub async fn keep_versions(&mut self, versions: &[(Version, Vec<u8>, Vec<Passage>)]) -> Result<(), StoreError> {
        const THERE: &str = "SELECT body FROM versions WHERE id IN";
        const FILES: &str = "INSERT INTO files (version, bytes) ";
        const REPLACE: &str = " ON CONFLICT (version) DO UPDATE SET bytes = excluded.bytes";
        let ids: Vec<String> = versions.iter().map(|(version, ..)| version.id.to_string()).collect();
        let before: Vec<Version> = from_bodies(&run_in!((String,), &mut self.conn(), THERE, ids))?;
        let kept = |id: VersionId| before.iter().find(|kept| kept.id == id);
        let heads: Vec<Version> = versions
            .iter()
            .map(|(version, ..)| match kept(version.id) {
                Some(kept) => {
                    Version { sanction: kept.sanction.clone(), superseded: kept.superseded, ..version.clone() }
                }
                None => Version { superseded: false, ..version.clone() },
            })
            .collect();
        self.put_versions(&heads).await?;
        insert!(
            &mut self.conn(),
            FILES,
            versions,
            |bind, (version, bytes, _)| bind.push_bind(version.id.to_string()).push_bind(bytes.as_slice()),
            REPLACE
        );
        let texts: Vec<Texts<'_>> = versions
            .iter()
            .map(|(version, _, passages)| (SourceId::Version(version.id), None, passages.as_slice()))
            .collect();
        self.replace_passages(&texts).await?;
        for (version, ..) in versions {
            if version.number > 1 || version.sanction.is_some() {
                self.mark_superseded(version.document).await?;
            }
            if let (Some(sanction), None) = (&version.sanction, kept(version.id)) {
                self.audit(Act::Sanctioned, &version.id.to_string(), serde_json::to_value(sanction)?).await?;
            }
        }
        let changes: Vec<_> = versions.iter().map(|(version, ..)| (SourceId::Version(version.id), false)).collect();
        self.changed(&changes).await
    }

    async fn put_versions(&mut self, versions: &[Version]) -> Result<(), StoreError> {
        const HEAD: &str = "INSERT INTO versions (id, document, number, imported, body) ";
        const REPLACE: &str = " ON CONFLICT (id) DO UPDATE SET document = excluded.document, \
            number = excluded.number, imported = excluded.imported, body = excluded.body";
        let bodies: Vec<(&Version, String)> =
            versions.iter().map(|version| Ok((version, to_body(version)?))).collect::<Result<_, StoreError>>()?;
        insert!(
            &mut self.conn(),
            HEAD,
            bodies,
            |bind, (version, body)| bind
                .push_bind(version.id.to_string())
                .push_bind(version.document.to_string())
                .push_bind(i64::from(version.number))
                .push_bind(micros(version.imported))
                .push_bind(body),
            REPLACE
        );
        Ok(())
    }

    /// Releases a version for use. Logged.
    pub async fn keep_sanction(&mut self, id: VersionId, sanction: &Sanction) -> Result<(), StoreError> {
        let (_, version) = self.kept_version(id).await?;
        let document = version.document;
        self.put_versions(&[Version { sanction: Some(sanction.clone()), ..version }]).await?;
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
        self.put_versions(&[Version { sanction: Some(Sanction { withdrawn: Some(at), ..sanction }), ..version }])
            .await?;
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
                    self.put_versions(&[Version { superseded, ..version }]).await?;
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
