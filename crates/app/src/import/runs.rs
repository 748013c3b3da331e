//! The runs of this session: their reports, and the flag that cancels them.

use std::{
    collections::BTreeMap,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use chrono::{DateTime, Utc};
use domain::ImportId;

use super::ImportProgress;
use crate::{
    convert,
    error::AppError,
    events::CoreEvent,
    open::App,
    view::{DoorView, FileNote, ImportView},
};

/// Reports and cancel flags by import id.
#[derive(Debug, Default)]
pub(crate) struct Runs {
    views: BTreeMap<String, ImportView>,
    flags: BTreeMap<String, Arc<AtomicBool>>,
}

pub(super) fn new(app: &App) -> ImportProgress {
    ImportProgress { id: ImportId(app.ids.new_id()), cancel: Arc::new(AtomicBool::new(false)) }
}

pub(super) fn begin(app: &App, progress: &ImportProgress, door: DoorView, started: DateTime<Utc>) -> ImportView {
    let view = ImportView {
        id: progress.id.to_string(),
        door,
        running: true,
        cancelled: false,
        started: convert::time(started),
        finished: None,
        total: None,
        done: 0,
        imported: 0,
        unchanged: 0,
        entries: 0,
        documents: 0,
        failed: Vec::new(),
        warnings: Vec::new(),
        guesses: Vec::new(),
    };
    if let Ok(mut runs) = app.runs.lock() {
        runs.flags.insert(view.id.clone(), Arc::clone(&progress.cancel));
        runs.views.insert(view.id.clone(), view.clone());
    }
    view
}

pub(super) fn report(app: &App, view: &ImportView) {
    if let Ok(mut runs) = app.runs.lock() {
        runs.views.insert(view.id.clone(), view.clone());
    }
    app.tell(CoreEvent::ImportProgress { import: view.clone() });
}

pub(super) fn failed(app: &App, id: ImportId, error: &AppError) {
    let Some(mut view) = get(app, &id.to_string()) else {
        return;
    };
    view.running = false;
    view.finished = Some(convert::time(app.real_now()));
    view.failed.push(FileNote { path: String::new(), reason: error.message.clone() });
    report(app, &view);
}

pub(super) fn get(app: &App, id: &str) -> Option<ImportView> {
    app.runs.lock().ok()?.views.get(id).cloned()
}

pub(super) fn cancel(app: &App, id: &str) {
    if let Ok(runs) = app.runs.lock()
        && let Some(flag) = runs.flags.get(id)
    {
        flag.store(true, Ordering::Relaxed);
    }
}

pub(super) fn list(app: &App) -> Vec<ImportView> {
    let Ok(runs) = app.runs.lock() else {
        return Vec::new();
    };
    let mut views: Vec<ImportView> = runs.views.values().cloned().collect();
    views.sort_by(|a, b| b.started.cmp(&a.started).then_with(|| b.id.cmp(&a.id)));
    views
}
