//! `import history|library PATH…`, with progress on standard error.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use app::{
    App, AppError, CoreEvent, ErrorCode, Order, Result, Source,
    commands::{accounts::find_account, imports},
    view::{DoorView, ImportView},
};
use indicatif::{ProgressBar, ProgressStyle};

use super::Door;
use crate::{
    args::{Door as Which, Import},
    output,
};

pub(super) async fn run(door: &Door, order: Import) -> Result<()> {
    let (app, caller) = door.open().await?;
    let account = match &order.account {
        Some(name) => Some(find_account(&app, name).await?.id),
        None => None,
    };
    let which = match order.door {
        Which::History => DoorView::History,
        Which::Library => DoorView::Library,
    };
    let cancel = Arc::new(AtomicBool::new(false));
    let watching = watch(&app, Arc::clone(&cancel), order.stop_after);
    let stop = Arc::clone(&cancel);
    tokio::spawn(async move {
        if tokio::signal::ctrl_c().await.is_ok() {
            output::remark("Stopping after the files in hand; what is imported stays");
            stop.store(true, Ordering::Relaxed);
        }
    });
    let sources = order.paths.into_iter().map(Source::Path).collect();
    let done = imports::import_now(&app, &caller, Order { door: which, sources, account }, cancel).await?;
    watching.abort();
    output::reply(door.json, &done, show)?;
    if done.imported + done.unchanged == 0 && !done.failed.is_empty() {
        return Err(AppError::new(ErrorCode::Invalid, "None of these files could be imported; the reasons are above"));
    }
    Ok(())
}

fn watch(app: &Arc<App>, cancel: Arc<AtomicBool>, stop_after: Option<u32>) -> tokio::task::JoinHandle<()> {
    let mut events = app.listen();
    tokio::spawn(async move {
        let bar = ProgressBar::new(0);
        if let Ok(style) = ProgressStyle::with_template("{pos}/{len} files {wide_bar} {msg}") {
            bar.set_style(style);
        }
        while let Ok(event) = events.recv().await {
            if let CoreEvent::ImportProgress { import } = event {
                bar.set_length(u64::from(import.total.unwrap_or(0)));
                bar.set_position(u64::from(import.done));
                bar.set_message(format!("{} failed", import.failed.len()));
                if stop_after.is_some_and(|files| import.done >= files) {
                    cancel.store(true, Ordering::Relaxed);
                }
                if !import.running {
                    bar.finish_and_clear();
                    return;
                }
            }
        }
    })
}

fn show(done: &ImportView) {
    const LISTED: usize = 20;
    for guess in &done.guesses {
        let columns: Vec<String> = guess
            .columns
            .iter()
            .map(|(title, field)| format!("{title} → {}", field.as_deref().unwrap_or("kept as it is")))
            .collect();
        output::line(&format!(
            "{}: read as {} of {}, {} rows\n  {}",
            guess.path,
            guess.table,
            guess.vendor,
            guess.rows,
            columns.join(", ")
        ));
    }
    for note in done.warnings.iter().take(LISTED) {
        output::line(&format!("note   {}: {}", note.path, note.reason));
    }
    if done.warnings.len() > LISTED {
        output::line(&format!("note   and {} more; --json lists them all", done.warnings.len() - LISTED));
    }
    for note in done.failed.iter().take(LISTED) {
        output::line(&format!("FAILED {}: {}", note.path, note.reason));
    }
    if done.failed.len() > LISTED {
        output::line(&format!("FAILED and {} more; --json lists them all", done.failed.len() - LISTED));
    }
    let stopped = if done.cancelled { "Stopped. " } else { "" };
    output::line(&format!(
        "{stopped}{} files: {} imported, {} unchanged, {} failed; {} new entries, {} new documents",
        done.done,
        done.imported,
        done.unchanged,
        done.failed.len(),
        done.entries,
        done.documents
    ));
}
