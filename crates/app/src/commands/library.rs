//! The library: documents with their state, sanction and withdrawal, the source pane and the original file.

use std::{collections::BTreeMap, sync::Arc};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use chrono::NaiveDate;
use domain::{Audience, Document, DocumentId, Permission, Sanction, Sensitivity, SourceId, Version, VersionId};

use crate::{
    caller::Caller,
    convert,
    error::{AppError, Result},
    open::App,
    view::{
        AudienceView, DocumentRow, DocumentView, FileView, GetDocument, LibraryView, Nothing, OfVersion, OpenSource,
        SanctionDocument, SensitivityView, SourceView, VersionRow,
    },
};

/// All documents, by title.
///
/// # Errors
/// When the store cannot be read.
pub async fn list_documents(app: &Arc<App>, caller: &Caller, _: Nothing) -> Result<LibraryView> {
    caller.may(Permission::Read)?;
    let read = app.store.read();
    let (counts, uses) = (read.passage_counts().await?, read.all_uses().await?);
    let documents = read.documents().await?;
    let mut rows: Vec<DocumentRow> =
        documents.iter().filter_map(|(document, versions)| row(app, document, versions, &counts, &uses)).collect();
    rows.sort_by(|a, b| a.title.to_lowercase().cmp(&b.title.to_lowercase()).then_with(|| a.path.cmp(&b.path)));
    Ok(LibraryView { today: app.today().to_string(), rows })
}

/// The version a list shows: the newest sanctioned one that is in force, else the newest.
fn current(app: &App, versions: &[Version]) -> Option<Version> {
    let today = app.today();
    versions.iter().rev().find(|version| version.force(today).may_be_evidence()).or_else(|| versions.last()).cloned()
}

type ByVersion = BTreeMap<String, u32>;

fn row(
    app: &App,
    document: &Document,
    versions: &[Version],
    counts: &ByVersion,
    uses: &ByVersion,
) -> Option<DocumentRow> {
    let version = current(app, versions)?;
    let key = version.id.to_string();
    let sanction = version.sanction.as_ref();
    Some(DocumentRow {
        id: document.id.to_string(),
        title: document.title.clone(),
        path: document.path.clone(),
        format: version.format.clone(),
        version: version.number,
        versions: convert::count(versions.len()),
        force: convert::force(version.force(app.today())),
        audience: sanction.map(|sanction| convert::audience_word(sanction.audience).to_owned()),
        sensitivity: sanction.map(|sanction| convert::sensitivity_word(sanction.sensitivity).to_owned()),
        owner: sanction.and_then(|sanction| sanction.owner.clone()),
        sanctioned_by: sanction.map(|sanction| sanction.by.clone()),
        effective: sanction.and_then(|sanction| sanction.effective).map(|date| date.to_string()),
        expires: sanction.and_then(|sanction| sanction.expires).map(|date| date.to_string()),
        imported: convert::time(version.imported),
        bytes: version.bytes as f64,
        pages: version.pages,
        passages: counts.get(&key).copied().unwrap_or(0),
        used_in: uses.get(&key).copied().unwrap_or(0),
    })
}

/// One document with its versions, and whether this person may sanction it.
///
/// # Errors
/// `NotFound`.
pub async fn get_document(app: &Arc<App>, caller: &Caller, order: GetDocument) -> Result<DocumentView> {
    caller.may(Permission::Read)?;
    let id: DocumentId = order.document.parse()?;
    document_view(app, caller, id).await
}

async fn document_view(app: &App, caller: &Caller, id: DocumentId) -> Result<DocumentView> {
    let read = app.store.read();
    let missing = || AppError::not_found("This document is not in the library");
    let (document, versions) = read.document(id).await?.ok_or_else(missing)?;
    let (counts, uses) = (read.passage_counts().await?, read.all_uses().await?);
    let row = row(app, &document, &versions, &counts, &uses).ok_or_else(missing)?;
    let why_not = caller.may(Permission::Sanction).err().map(|error| error.message);
    Ok(DocumentView {
        row,
        versions: versions
            .iter()
            .map(|version| VersionRow {
                id: version.id.to_string(),
                number: version.number,
                imported: convert::time(version.imported),
                force: convert::force(version.force(app.today())),
                file: version.file.to_string(),
            })
            .collect(),
        may_sanction: why_not.is_none(),
        why_not,
    })
}

/// A document by its id, its path, or its exact title.
///
/// # Errors
/// `NotFound`.
pub async fn find_document(app: &App, text: &str) -> Result<(Document, Vec<Version>)> {
    let wanted = text.trim().to_lowercase();
    let all = app.store.read().documents().await?;
    let fits = |document: &Document| {
        document.id.to_string() == wanted
            || document.title.to_lowercase() == wanted
            || document.path == text
            || document.path.ends_with(&format!("/{text}"))
    };
    all.into_iter()
        .find(|(document, _)| fits(document))
        .ok_or_else(|| AppError::not_found(format!("No document is called '{text}'; `library list` shows them")))
}

/// Releases a version for use. Only security, legal, a sales manager or an admin may.
///
/// # Errors
/// `NotAllowed`; `NotFound`; `Invalid` for dates in the wrong order.
pub async fn sanction_document(app: &Arc<App>, caller: &Caller, order: SanctionDocument) -> Result<DocumentView> {
    let id: VersionId = order.version.parse()?;
    app.permit(caller, Permission::Sanction, (&id.to_string(), "sanction")).await?;
    let (document, _) = find_version(app, id).await?;
    let (effective, expires) = (date(order.effective.as_deref())?, date(order.expires.as_deref())?);
    if let (Some(from), Some(until)) = (effective, expires)
        && until < from
    {
        return Err(AppError::invalid(format!(
            "It would end on {until}, before it begins on {from}; correct one of the dates"
        )));
    }
    let sanction = Sanction {
        by: caller.person().name.clone(),
        at: app.now(),
        audience: match order.audience {
            AudienceView::Internal => Audience::Internal,
            AudienceView::Nda => Audience::Nda,
            AudienceView::Public => Audience::Public,
        },
        sensitivity: match order.sensitivity {
            SensitivityView::Public => Sensitivity::Public,
            SensitivityView::Internal => Sensitivity::Internal,
            SensitivityView::Confidential => Sensitivity::Confidential,
            SensitivityView::Restricted => Sensitivity::Restricted,
        },
        owner: order.owner,
        effective,
        expires,
        withdrawn: None,
    };
    let mut tx = app.write(caller).await?;
    tx.keep_sanction(id, &sanction).await?;
    tx.commit().await?;
    crate::jobs::index_changes::after_commit(app).await;
    document_view(app, caller, document.id).await
}

/// Takes a version out of force; it stays readable.
///
/// # Errors
/// `NotAllowed`; `NotFound`.
pub async fn withdraw_document(app: &Arc<App>, caller: &Caller, order: OfVersion) -> Result<DocumentView> {
    let id: VersionId = order.version.parse()?;
    app.permit(caller, Permission::Sanction, (&id.to_string(), "withdraw")).await?;
    let (document, version) = find_version(app, id).await?;
    if version.sanction.is_none() {
        return Err(AppError::invalid("This version was never sanctioned, so there is nothing to withdraw"));
    }
    let mut tx = app.write(caller).await?;
    tx.withdraw(id, app.now()).await?;
    tx.commit().await?;
    crate::jobs::index_changes::after_commit(app).await;
    document_view(app, caller, document.id).await
}

async fn find_version(app: &App, id: VersionId) -> Result<(Document, Version)> {
    app.store.read().version(id).await?.ok_or_else(|| AppError::not_found("This version is not in the library"))
}

fn date(text: Option<&str>) -> Result<Option<NaiveDate>> {
    let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) else {
        return Ok(None);
    };
    text.parse().map(Some).map_err(|_| AppError::invalid(format!("'{text}' is no date; write it as 2026-12-31")))
}

/// A source, opened at a passage with the exact words marked.
///
/// # Errors
/// `NotFound` when the passage is no longer there.
pub async fn open_source(app: &Arc<App>, caller: &Caller, order: OpenSource) -> Result<SourceView> {
    super::sources::open(app, caller, order).await
}

/// The original file of a version, for the page view.
///
/// # Errors
/// `NotFound`.
pub async fn get_file(app: &Arc<App>, caller: &Caller, order: OfVersion) -> Result<FileView> {
    caller.may(Permission::Read)?;
    let id = match order.version.parse::<SourceId>()? {
        SourceId::Version(id) => id,
        SourceId::Entry(_) => {
            return Err(AppError::invalid("Only library documents have an original file here"));
        }
    };
    let (document, version) = find_version(app, id).await?;
    let bytes = app
        .store
        .read()
        .version_bytes(id)
        .await?
        .ok_or_else(|| AppError::not_found("The original file is not kept any more"))?;
    let name = document.path.rsplit('/').next().unwrap_or(&document.path).to_owned();
    Ok(FileView { name, format: version.format, base64: STANDARD.encode(bytes) })
}
