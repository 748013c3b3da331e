//! Import from the window, and placing what import could not attach.

use std::{collections::BTreeMap, path::PathBuf, sync::Arc};

use domain::{AccountId, EntryId, PassageId, Permission, Placement, SourceId};

use crate::{
    caller::Caller,
    commands::accounts::{find_account, snippet, who},
    convert,
    error::{AppError, Result},
    import::{self, Order, Source},
    open::App,
    view::{
        CandidateView, ImportView, ListUnattached, Nothing, OfImport, PlaceEntry, StartImport, UnattachedRow,
        UnattachedView,
    },
};

/// Starts an import in the background; progress comes as events and by [`get_import`].
///
/// # Errors
/// `Invalid` when nothing was named.
pub async fn start_import(app: &Arc<App>, caller: &Caller, order: StartImport) -> Result<ImportView> {
    caller.may(Permission::Import)?;
    if order.paths.is_empty() {
        return Err(AppError::invalid("Name at least one file or folder to import"));
    }
    let account = match &order.account {
        Some(account) => Some(find_account(app, account).await?.id),
        None => None,
    };
    let sources = order.paths.into_iter().map(|path| Source::Path(PathBuf::from(path))).collect();
    import::start(app, caller, Order { door: order.door, sources, account })
}

/// Imports and waits: the command line's way.
///
/// # Errors
/// What the store refuses; files that fail are in the reply.
pub async fn import_now(
    app: &Arc<App>,
    caller: &Caller,
    order: Order,
    cancel: Arc<std::sync::atomic::AtomicBool>,
) -> Result<ImportView> {
    caller.may(Permission::Import)?;
    import::run_here(app, caller, order, cancel).await
}

/// How a run is going.
///
/// # Errors
/// `NotFound` for a run of another session.
pub async fn get_import(app: &Arc<App>, caller: &Caller, order: OfImport) -> Result<ImportView> {
    caller.may(Permission::Read)?;
    import::get(app, &order.import)
}

/// Stops a run after the batch it is in; what was committed stays.
///
/// # Errors
/// `NotFound` for a run of another session.
pub async fn cancel_import(app: &Arc<App>, caller: &Caller, order: OfImport) -> Result<ImportView> {
    caller.may(Permission::Import)?;
    import::cancel(app, &order.import)
}

/// This session's runs, then earlier ones; newest first.
///
/// # Errors
/// When the store cannot be read.
pub async fn list_imports(app: &Arc<App>, caller: &Caller, _: Nothing) -> Result<Vec<ImportView>> {
    caller.may(Permission::Read)?;
    let mut runs = import::list(app);
    for run in app.store.read().import_runs(50).await? {
        if runs.iter().all(|known| known.id != run.id.to_string()) {
            runs.push(import::past(run));
        }
    }
    runs.sort_by(|a, b| b.started.cmp(&a.started));
    Ok(runs)
}

/// Entries that no account could be found for.
///
/// # Errors
/// When the store cannot be read.
pub async fn list_unattached(app: &Arc<App>, caller: &Caller, order: ListUnattached) -> Result<UnattachedView> {
    caller.may(Permission::Read)?;
    let read = app.store.read();
    let names: BTreeMap<AccountId, String> =
        read.accounts().await?.into_iter().map(|account| (account.id, account.name)).collect();
    let mut rows = Vec::new();
    for entry in read.unattached(i64::from(order.limit.min(500)), i64::from(order.offset)).await? {
        let first = read.passage(PassageId { source: SourceId::Entry(entry.id), ordinal: 0 }).await?;
        let candidates: Vec<CandidateView> = match &entry.placement {
            Placement::Open { candidates } => candidates
                .iter()
                .filter_map(|id| names.get(id).map(|name| CandidateView { id: id.to_string(), name: name.clone() }))
                .collect(),
            _ => Vec::new(),
        };
        let why = if candidates.is_empty() {
            "Nobody in it is known, and no domain fits an account"
        } else {
            "People of more than one account are in it"
        };
        rows.push(UnattachedRow {
            entry: entry.id.to_string(),
            kind: entry.kind.word().to_owned(),
            at: convert::time(entry.at),
            who: who(&entry),
            title: entry.title,
            snippet: snippet(&first.map(|passage| passage.text).unwrap_or_default()),
            candidates,
            why: why.to_owned(),
        });
    }
    Ok(UnattachedView { total: u32::try_from(read.unattached_count().await?).unwrap_or(u32::MAX), rows })
}

/// Puts an entry into an account by hand. A later import leaves it there.
///
/// # Errors
/// `NotFound` for an entry or account that is not there.
pub async fn place_entry(app: &Arc<App>, caller: &Caller, order: PlaceEntry) -> Result<UnattachedView> {
    caller.may(Permission::Place)?;
    let id: EntryId = order.entry.parse()?;
    let account = find_account(app, &order.account).await?;
    if app.store.read().entry(id).await?.is_none() {
        return Err(AppError::not_found("This entry is not in the workspace"));
    }
    let mut tx = app.write(caller).await?;
    tx.place_entry(id, Some(account.id), &Placement::Hand { person: caller.person().name.clone() }).await?;
    tx.commit().await?;
    crate::jobs::index_changes::after_commit(app).await;
    list_unattached(app, caller, ListUnattached { offset: 0, limit: 100 }).await
}
