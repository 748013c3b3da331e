//! Import: files in, entries and documents out, in batches that are each one commit. A file that fails is listed
//! with its reason and never stops the rest; identical bytes change nothing.

mod history;
mod library;
mod runs;
mod walk;

use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use domain::{AccountId, ImportId, TextHash};
use ingest::{Limits, Parsed};
use store::{FileRow, ImportRun};

pub(crate) use runs::Runs;

use crate::{
    caller::Caller,
    error::{AppError, ErrorCode, Result},
    events::{CoreEvent, Tag},
    extract::{self, Raw},
    jobs::{
        self,
        index_ahead::{Ahead, Stored},
    },
    open::App,
    view::{DoorView, FileNote, GuessView, ImportView},
};

/// Files in one commit.
const BATCH: usize = 256;
/// Bytes in one batch, past which it is closed early.
const BATCH_BYTES: u64 = 64 * 1024 * 1024;

/// Something to import: a path, or bytes that are already here (the sample).
#[derive(Debug, Clone)]
pub enum Source {
    Path(PathBuf),
    Bytes { path: String, bytes: Vec<u8> },
}

/// What a person asked to have imported.
#[derive(Debug, Clone)]
pub struct Order {
    pub door: DoorView,
    pub sources: Vec<Source>,
    /// Puts all entries into this account.
    pub account: Option<AccountId>,
}

/// Where a run reports to, and how it is stopped.
#[derive(Debug, Clone)]
pub struct ImportProgress {
    pub id: ImportId,
    pub(crate) cancel: Arc<AtomicBool>,
}

/// One file read from its source and not yet parsed.
struct Loaded {
    path: String,
    modified: Option<chrono::DateTime<chrono::Utc>>,
    hash: TextHash,
    raw: Raw,
}

/// Runs an import to its end, or to its cancellation; what was committed stays.
pub(crate) async fn run(app: &Arc<App>, caller: &Caller, order: Order, progress: ImportProgress) -> Result<ImportView> {
    let _one_at_a_time = app.importing.lock().await;
    let started = app.real_now();
    let mut view = runs::begin(app, &progress, order.door, started);
    let files = walk::files(&order.sources, &mut view);
    view.total = u32::try_from(files.len()).ok();
    runs::report(app, &view);
    let mut work = history::Work::begin(app, &order).await?;
    let mut ahead = Ahead::begin(app, files.len()).await?;
    let mut batches = batches(files).into_iter();
    // A batch is read while the one before it is stored.
    let read_next =
        |batch: Option<Vec<walk::File>>| batch.map(|batch| tokio::spawn(read(Arc::clone(app), order.door, batch)));
    let mut coming = read_next(batches.next());
    while let Some(batch) = coming
        && !progress.cancel.load(Ordering::Relaxed)
    {
        let batch = batch.await??;
        coming = read_next(batches.next());
        if let Some(stored) = one_batch(app, caller, &order, batch, &mut work, &mut view).await?
            && let Some(index) = ahead.take()
        {
            ahead = index.with(stored).await;
        }
        runs::report(app, &view);
    }
    view.cancelled = progress.cancel.load(Ordering::Relaxed);
    if order.door == DoorView::History {
        history::attach_the_rest(app, caller, &mut work).await?;
    }
    if let Some(index) = ahead
        && let Err(error) = index.finish(app).await
    {
        tracing::warn!(%error, "the index that grew with the import is given up; the store is read for another");
    }
    finish(app, caller, view, started, progress.id).await
}

async fn finish(
    app: &Arc<App>,
    caller: &Caller,
    mut view: ImportView,
    started: chrono::DateTime<chrono::Utc>,
    id: ImportId,
) -> Result<ImportView> {
    let finished = app.real_now();
    let mut tx = app.write(caller).await?;
    tx.keep_import_run(&ImportRun {
        id,
        door: door_word(view.door).to_owned(),
        started,
        finished: Some(finished),
        files: view.done,
        imported: view.imported,
        unchanged: view.unchanged,
        failed: view
            .failed
            .iter()
            .map(|note| store::FailedFile { path: note.path.clone(), reason: note.reason.clone() })
            .collect(),
        entries: view.entries,
        documents: view.documents,
    })
    .await?;
    tx.commit().await?;
    jobs::index_changes::after_commit(app).await;
    view.running = false;
    view.finished = Some(crate::convert::time(finished));
    runs::report(app, &view);
    app.changed(&[Tag::Imports, Tag::Accounts, Tag::History, Tag::Library, Tag::Workspace]);
    Ok(view)
}

/// The files in batches. CRM exports come first and together, so that accounts are known before mails are attached.
fn batches(files: Vec<walk::File>) -> Vec<Vec<walk::File>> {
    let mut batches: Vec<Vec<walk::File>> = Vec::new();
    let (mut bytes, mut tables) = (0, false);
    for file in files {
        match batches.last_mut() {
            Some(batch) if batch.len() < BATCH && bytes < BATCH_BYTES && file.is_table() == tables => {
                bytes += file.size;
                batch.push(file);
            }
            _ => {
                (bytes, tables) = (file.size, file.is_table());
                batches.push(vec![file]);
            }
        }
    }
    batches
}

/// A batch that was read and is not yet kept.
struct Batch {
    files: u32,
    unchanged: u32,
    failed: Vec<FileNote>,
    /// In the files' order, each parsed or with the reason why it cannot be.
    parsed: Vec<std::result::Result<Read, FileNote>>,
}

/// Reads and parses the files that changed. No path stands in two batches, so what is kept meanwhile changes nothing.
async fn read(app: Arc<App>, door: DoorView, files: Vec<walk::File>) -> Result<Batch> {
    let paths: Vec<String> = files.iter().map(|file| file.path.clone()).collect();
    let seen = app.store.read().files_at(&paths).await?;
    let reading = tokio::task::spawn_blocking(move || {
        let count = crate::convert::count(files.len());
        let mut batch = Batch { files: count, unchanged: 0, failed: Vec::new(), parsed: Vec::new() };
        let mut loaded = Vec::new();
        for file in files {
            match file.load() {
                Ok(file) => {
                    let seen = seen.get(&file.path);
                    if seen.is_some_and(|seen| seen.hash == file.hash && seen.door == door_word(door)) {
                        batch.unchanged += 1;
                    } else {
                        loaded.push(file);
                    }
                }
                Err(note) => batch.failed.push(note),
            }
        }
        let (rest, raws): (Vec<_>, Vec<_>) =
            loaded.into_iter().map(|file| ((file.path, file.modified, file.hash), file.raw)).unzip();
        let outcomes = extract::parse_all(&raws).into_iter();
        batch.parsed = rest
            .into_iter()
            .zip(raws)
            .zip(outcomes)
            .map(|(((path, modified, hash), raw), outcome)| match outcome {
                Ok(parsed) => Ok(Read { path, modified, hash, bytes: raw.bytes, parsed }),
                Err(error) => Err(FileNote { path, reason: error.to_string() }),
            })
            .collect();
        batch
    });
    Ok(reading.await?)
}

async fn one_batch(
    app: &Arc<App>,
    caller: &Caller,
    order: &Order,
    batch: Batch,
    work: &mut history::Work,
    view: &mut ImportView,
) -> Result<Option<Stored>> {
    view.done += batch.files;
    view.unchanged += batch.unchanged;
    view.failed.extend(batch.failed);
    if batch.parsed.is_empty() {
        return Ok(None);
    }
    let mut good = Vec::new();
    for outcome in batch.parsed {
        match outcome {
            Ok(read) => {
                note_parse(&read.path, &read.parsed, view);
                good.push(read);
            }
            Err(note) => view.failed.push(note),
        }
    }
    Ok(Some(match order.door {
        DoorView::History => history::keep(app, caller, good, work, view).await?,
        DoorView::Library => library::keep(app, caller, good, view).await?,
    }))
}

/// One file, parsed.
struct Read {
    path: String,
    modified: Option<chrono::DateTime<chrono::Utc>>,
    hash: TextHash,
    bytes: Vec<u8>,
    parsed: Parsed,
}

fn note_parse(path: &str, parsed: &Parsed, view: &mut ImportView) {
    for warning in &parsed.warnings {
        let at = if warning.place.is_empty() { String::new() } else { format!(" ({})", warning.place) };
        view.warnings.push(FileNote { path: path.to_owned(), reason: format!("{}{at}", warning.message) });
    }
    if let Some(guess) = &parsed.guess {
        view.guesses.push(GuessView {
            path: path.to_owned(),
            table: guess.table.clone(),
            vendor: guess.vendor.clone(),
            rows: guess.rows,
            columns: guess.columns.clone(),
        });
    }
}

fn file_row(app: &App, read: &Read, door: DoorView, items: usize) -> FileRow {
    FileRow {
        path: read.path.clone(),
        hash: read.hash.clone(),
        door: door_word(door).to_owned(),
        format: read.parsed.format.to_owned(),
        imported: app.real_now(),
        items: u32::try_from(items).unwrap_or(u32::MAX),
    }
}

pub(crate) fn door_word(door: DoorView) -> &'static str {
    match door {
        DoorView::History => "history",
        DoorView::Library => "library",
    }
}

/// Starts a run in the background and returns its first report.
pub(crate) fn start(app: &Arc<App>, caller: &Caller, order: Order) -> Result<ImportView> {
    let progress = runs::new(app);
    let view = runs::begin(app, &progress, order.door, app.real_now());
    let (app, caller) = (Arc::clone(app), caller.clone());
    tokio::spawn(async move {
        let id = progress.id;
        if let Err(error) = run(&app, &caller, order, progress).await {
            runs::failed(&app, id, &error);
            app.tell(CoreEvent::Changed { tags: vec![Tag::Imports] });
        }
    });
    Ok(view)
}

/// Runs an import in the foreground, for the command line. `watch` sees each report; cancel with the returned flag.
///
/// # Errors
/// What the store refuses; files that fail are in the reply.
pub(crate) async fn run_here(
    app: &Arc<App>,
    caller: &Caller,
    order: Order,
    cancel: Arc<AtomicBool>,
) -> Result<ImportView> {
    let progress = ImportProgress { id: runs::new(app).id, cancel };
    run(app, caller, order, progress).await
}

pub(crate) fn get(app: &App, id: &str) -> Result<ImportView> {
    runs::get(app, id).ok_or_else(|| AppError::new(ErrorCode::NotFound, "There is no such import in this session"))
}

pub(crate) fn cancel(app: &App, id: &str) -> Result<ImportView> {
    runs::cancel(app, id);
    get(app, id)
}

pub(crate) fn list(app: &App) -> Vec<ImportView> {
    runs::list(app)
}

pub(crate) fn limit_of_one_file() -> u64 {
    Limits::standard().file_bytes
}

/// A run of an earlier session, as it was kept.
pub(crate) fn past(run: ImportRun) -> ImportView {
    ImportView {
        id: run.id.to_string(),
        door: if run.door == "library" { DoorView::Library } else { DoorView::History },
        running: false,
        cancelled: false,
        started: crate::convert::time(run.started),
        finished: run.finished.map(crate::convert::time),
        total: Some(run.files),
        done: run.files,
        imported: run.imported,
        unchanged: run.unchanged,
        entries: run.entries,
        documents: run.documents,
        failed: run.failed.into_iter().map(|file| FileNote { path: file.path, reason: file.reason }).collect(),
        warnings: Vec::new(),
        guesses: Vec::new(),
    }
}
