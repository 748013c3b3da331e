//! Tracing set-up: ids and counts go to the log, document text never does.

use std::path::Path;

use tracing_subscriber::{EnvFilter, Layer, layer::SubscriberExt, util::SubscriberInitExt};

/// Keeps the log's writer alive; dropping it flushes.
pub struct LogGuard {
    _file: tracing_appender::non_blocking::WorkerGuard,
}

/// Starts a daily log file in `folder`, and warnings on stderr when `verbose`.
#[must_use]
pub fn start(folder: &Path, verbose: bool) -> Option<LogGuard> {
    std::fs::create_dir_all(folder).ok()?;
    let (writer, guard) = tracing_appender::non_blocking(tracing_appender::rolling::daily(folder, "countersign.log"));
    let file = tracing_subscriber::fmt::layer().json().with_writer(writer).with_filter(filter("info"));
    let stderr =
        verbose.then(|| tracing_subscriber::fmt::layer().with_writer(std::io::stderr).with_filter(filter("warn")));
    tracing_subscriber::registry().with(file).with(stderr).try_init().ok()?;
    Some(LogGuard { _file: guard })
}

/// Our own crates at `level`; libraries only when they warn, because their debug lines can hold text.
fn filter(level: &str) -> EnvFilter {
    EnvFilter::new(format!("warn,app={level},store={level},index={level},countersign={level},tantivy=error,sqlx=error"))
}
