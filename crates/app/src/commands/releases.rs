//! Ways out: a signed-off revision to one destination, once each time it is asked; and previews, marked as such.

use std::{path::Path, sync::Arc};

use domain::{Act, DraftId, Permission};
use export::BuyerFormat;
use gate::{Outgoing, Release};

use crate::{
    caller::Caller,
    commands::drafts::{refused, seen},
    error::{AppError, Result},
    facts::{Weighed, weigh},
    open::{App, folder_error},
    view::{FileNameView, NameDraftFile, PreviewDraft, ReleaseDraft, ReleasedView, WrittenView},
};

/// The file format of a destination; none for the clipboard and the CRM.
fn format_of(destination: &str) -> Option<BuyerFormat> {
    let extension = destination.strip_prefix("file.")?;
    BuyerFormat::ALL.into_iter().find(|format| format.extension() == extension)
}

fn wanted_format(destination: &str) -> Result<BuyerFormat> {
    format_of(destination).ok_or_else(|| {
        let known: Vec<String> = BuyerFormat::ALL.iter().map(|format| format!("file.{}", format.extension())).collect();
        AppError::invalid(format!("'{destination}' is no form of file; known are {}", known.join(", ")))
    })
}

/// What leaves: bytes for a file, or text for the clipboard.
enum Way {
    File(Vec<u8>),
    Copy(export::Clipboard),
}

/// Takes the signed-off revision out. The release is recorded and logged before anything leaves.
///
/// # Errors
/// `GateRefused` with the first thing in the way; `Invalid` or `DiskFull` when the file cannot be written.
pub async fn release_draft(app: &Arc<App>, caller: &Caller, order: ReleaseDraft) -> Result<ReleasedView> {
    caller.may(Permission::Draft)?;
    let id: DraftId = order.draft.parse()?;
    let copy = order.destination == "clipboard";
    if !copy && order.path.is_none() {
        return Err(AppError::invalid("Say where the file goes"));
    }
    // The facts are warm after the first look, so that nobody else waits for them.
    seen(&weigh(app, id).await?, order.revision)?;
    let mut tx = app.write(caller).await?;
    let weighed = weigh(app, id).await?;
    seen(&weighed, order.revision)?;
    let granted =
        gate::release(&weighed.case(), &weighed.facts, &order.destination, caller.person().id, app.real_now());
    let release = match granted {
        Ok(release) => release,
        Err(refusal) => {
            drop(tx);
            refused(app, caller, &id.to_string(), "release", &refusal).await?;
            return Err(refusal.into());
        }
    };
    let way = written(&release, &order.destination)?;
    let beside = match (&way, &order.path) {
        (Way::File(bytes), Some(path)) => Some(lay_beside(Path::new(path), bytes)?),
        _ => None,
    };
    tx.keep_release(release.record(), weighed.facts.account.id).await?;
    if let Err(error) = tx.commit().await {
        if let Some(beside) = beside {
            drop(std::fs::remove_file(beside));
        }
        return Err(error.into());
    }
    if let (Some(beside), Some(path)) = (beside, &order.path) {
        std::fs::rename(&beside, path).map_err(|error| folder_error(Path::new(path), &error))?;
    }
    let me = caller.person().id;
    if let Some(key) = app.keys.held(me, app.real_now()) {
        crate::witness::after(app, me, &key).await;
    }
    let (plain, html) = match way {
        Way::Copy(copied) => (Some(copied.plain), Some(copied.html)),
        Way::File(_) => (None, None),
    };
    Ok(ReleasedView {
        number: u32::try_from(release.number()).unwrap_or(u32::MAX),
        line: release.line().to_owned(),
        path: order.path.filter(|_| !copy),
        plain,
        html,
    })
}

fn written(release: &Release, destination: &str) -> Result<Way> {
    Ok(match destination {
        "clipboard" => Way::Copy(export::clipboard(release)?),
        "crm.csv" => Way::File(export::change_file(release)?),
        other => Way::File(export::buyer(release, wanted_format(other)?)?),
    })
}

/// Writes the bytes beside their place, to be renamed once the release is recorded.
pub(crate) fn lay_beside(path: &Path, bytes: &[u8]) -> Result<std::path::PathBuf> {
    let beside = path.with_extension("partly-written");
    std::fs::write(&beside, bytes).map_err(|error| {
        drop(std::fs::remove_file(&beside));
        folder_error(path, &error)
    })?;
    Ok(beside)
}

/// Writes an unsigned draft as a file, marked DRAFT – NOT SIGNED OFF. Logged.
///
/// # Errors
/// As [`release_draft`] for the file; `Invalid` for a draft without text.
pub async fn preview_draft(app: &Arc<App>, caller: &Caller, order: PreviewDraft) -> Result<WrittenView> {
    caller.may(Permission::Draft)?;
    let id: DraftId = order.draft.parse()?;
    let weighed = weigh(app, id).await?;
    let format = wanted_format(&order.format)?;
    allowed(app, caller, &weighed, &order.format).await?;
    let outgoing = Outgoing::of(weighed.latest()?, &weighed.facts);
    let bytes = export::preview(&outgoing, weighed.row.draft.kind, &weighed.facts.account.name, format)?;
    let name = Path::new(&order.path).file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    if !name.to_uppercase().contains("DRAFT") {
        return Err(AppError::invalid(
            "A preview carries DRAFT in its file name, so that nobody takes it for a signed text",
        ));
    }
    let beside = lay_beside(Path::new(&order.path), &bytes)?;
    let mut tx = app.write(caller).await?;
    let body = serde_json::json!({ "revision": weighed.latest()?.id, "format": format.extension() });
    tx.audit(Act::PreviewTaken, &id.to_string(), body).await?;
    tx.commit().await?;
    std::fs::rename(&beside, &order.path).map_err(|error| folder_error(Path::new(&order.path), &error))?;
    Ok(WrittenView { path: order.path })
}

/// Text that nobody signed still rests on sources: it goes only where policy lets them go. A refusal is logged.
pub(crate) async fn allowed(app: &App, caller: &Caller, weighed: &Weighed, destination: &str) -> Result<()> {
    if let Err(refusal) = gate::check_destination(&weighed.case(), &weighed.facts, destination) {
        refused(app, caller, &weighed.row.draft.id.to_string(), destination, &refusal).await?;
        return Err(refusal.into());
    }
    Ok(())
}

/// The name suggested for a file.
///
/// # Errors
/// `NotFound`; `Invalid` for a form that is not known.
pub async fn name_draft_file(app: &Arc<App>, caller: &Caller, order: NameDraftFile) -> Result<FileNameView> {
    caller.may(Permission::Read)?;
    let weighed = weigh(app, order.draft.parse()?).await?;
    let (kind, account) = (weighed.row.draft.kind, weighed.facts.account.name.as_str());
    let name = match (order.released, order.format.as_str()) {
        (_, "crm.csv") => export::change_file_name(account, weighed.facts.next_release),
        (true, other) => export::file_name(kind, weighed.facts.next_release, account, wanted_format(other)?),
        (false, other) => export::preview_name(kind, account, wanted_format(other)?),
    };
    Ok(FileNameView { name })
}
