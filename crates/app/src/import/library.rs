//! Library documents: each import of changed bytes is a new version, quarantined until somebody sanctions it.

use std::sync::Arc;

use domain::{Document, DocumentId, Passage, SourceId, Version, VersionId};

use super::{Read, file_row};
use crate::{
    caller::Caller,
    convert,
    error::Result,
    jobs::index_ahead::{Stored, of_version},
    open::App,
    view::{DoorView, FileNote, ImportView},
};

/// Keeps one batch in one transaction; tells what the index wants to know of it.
pub(super) async fn keep(app: &Arc<App>, caller: &Caller, reads: Vec<Read>, view: &mut ImportView) -> Result<Stored> {
    let mut tx = app.write(caller).await?;
    let paths: Vec<String> = reads.iter().map(|read| read.path.clone()).collect();
    let mut known = tx.documents_at(&paths).await?;
    let mut seen = tx.files_seen(&reads.iter().map(|read| read.hash.clone()).collect::<Vec<_>>()).await?;
    let (mut rows, mut versions, mut titles, mut fresh) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for read in reads {
        let known = known.remove(&read.path);
        if !seen.insert(read.hash.clone()) && known.is_none() {
            let reason = "The same bytes are already in the library under another name; nothing was added".to_owned();
            view.warnings.push(FileNote { path: read.path.clone(), reason });
            view.unchanged += 1;
            continue;
        }
        rows.push(file_row(app, &read, DoorView::Library, 1));
        view.imported += 1;
        let (document, number) = match known {
            Some((document, versions)) => {
                (document, versions.iter().map(|version| version.number).max().unwrap_or(0) + 1)
            }
            None => {
                view.documents += 1;
                let document = new_document(app, &read);
                fresh.push(document.clone());
                (document, 1)
            }
        };
        let version = Version {
            id: VersionId(app.ids.new_id()),
            document: document.id,
            number,
            file: read.hash.clone(),
            format: read.parsed.format.to_owned(),
            bytes: read.bytes.len() as u64,
            imported: app.now(),
            pages: read.parsed.pages,
            sanction: None,
            superseded: false,
        };
        let cuts = read.parsed.items.into_iter().flat_map(|item| item.passages).collect();
        let passages: Vec<Passage> = convert::passages(SourceId::Version(version.id), None, cuts);
        versions.push((version, read.bytes, passages));
        titles.push(document.title);
    }
    tx.add_documents(&fresh).await?;
    tx.keep_versions(&versions).await?;
    tx.keep_files(&rows).await?;
    let last = tx.last_change().await?;
    tx.commit().await?;
    let kept = versions.into_iter().zip(titles);
    let sources = kept.map(|((version, _, passages), title)| of_version(&version, title, passages)).collect();
    Ok(Stored { sources, last })
}

/// A file's name as a title: `support handbook` begins with a capital; a name that has one is left as it is.
fn as_title(stem: &str) -> String {
    let mut rest = stem.chars();
    match rest.next().filter(|_| !stem.contains(char::is_uppercase)) {
        Some(first) => first.to_uppercase().chain(rest).collect(),
        None => stem.to_owned(),
    }
}

fn new_document(app: &App, read: &Read) -> Document {
    let name = read.path.rsplit('/').next().unwrap_or(&read.path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem).replace(['-', '_'], " ");
    let title = read.parsed.title.clone().filter(|title| !title.trim().is_empty()).unwrap_or_else(|| as_title(&stem));
    Document { id: DocumentId(app.ids.new_id()), title, path: read.path.clone(), superseded_by: None }
}

#[cfg(test)]
mod tests {
    use super::as_title;

    #[test]
    fn a_file_name_becomes_a_title_with_a_capital_and_keeps_its_own() {
        assert_eq!(as_title("support handbook"), "Support handbook");
        assert_eq!(as_title("états financiers"), "États financiers");
        for kept in ["FAQ", "pricing EMEA", "Handbook", ""] {
            assert_eq!(as_title(kept), kept);
        }
    }
}
