//! The log as the lines of an exported file, from the database or from such a file, and the check of either.

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    path::Path,
};

use domain::{Certificate, Checkpoint};
use gate::{Anchor, Bad, LogCheck, LogWriter, Verified};
use store::{Reader, StoreError};

use crate::{
    error::{AppError, ErrorCode, Result},
    open::{App, folder_error},
};

/// Entries that are read and checked at a time.
const STEP: i64 = 500;
/// Bytes of the longest line that is read from a file. A draft with every sentence's sources has some 100 KB.
const LONGEST: u64 = 64 * 1024 * 1024;

/// The lines, some at a time, of the log as it stood when this was begun.
pub(crate) struct LogLines {
    read: Reader,
    first: Option<String>,
    writer: Option<LogWriter>,
    entries: u64,
    /// Number of the last entry that was read, and of the last there is.
    at: i64,
    last: i64,
    checkpoints: std::iter::Peekable<std::vec::IntoIter<Checkpoint>>,
    certificates: Vec<Certificate>,
    /// Of the tree over all entries, once the last line was given out.
    pub(crate) root: String,
}

impl LogLines {
    /// Reads how far the log goes; lines that are added meanwhile are not given out.
    pub(crate) async fn begin(app: &App) -> Result<Self> {
        const TRIES: u32 = 20;
        let read = app.store.read();
        for _ in 0..TRIES {
            let last = read.audit_last().await?.map_or(0, |last| last.number);
            let certificates = read.certificates().await?;
            let checkpoints = read.checkpoints().await?;
            if read.audit_last().await?.map_or(0, |last| last.number) != last {
                continue;
            }
            let entries = u64::try_from(last).unwrap_or_default();
            let (id, name) = (app.workspace.id.to_string(), &app.workspace.name);
            let (writer, first) = LogWriter::begin(&id, name, app.real_now(), entries);
            let checkpoints = checkpoints.into_iter().peekable();
            let (first, writer) = (Some(first), Some(writer));
            let root = String::new();
            return Ok(Self { read, first, writer, entries, at: 0, last, checkpoints, certificates, root });
        }
        Err(AppError::new(ErrorCode::Busy, "The log is being written to without a pause; try again in a moment"))
    }

    /// The next lines; none after the last.
    ///
    /// # Errors
    /// [`Fault::Bad`] for an entry that cannot even be read.
    pub(crate) async fn next(&mut self) -> Result<Vec<String>, Fault> {
        if let Some(first) = self.first.take() {
            return Ok(vec![first]);
        }
        let Some(writer) = &mut self.writer else { return Ok(Vec::new()) };
        let mut lines = Vec::new();
        if self.at < self.last {
            for entry in &entries(&self.read, self.at, STEP.min(self.last - self.at)).await? {
                self.at = entry.number;
                lines.push(writer.entry(entry));
                while let Some(given) = self.checkpoints.next_if(|given| given.size <= writer.size()) {
                    lines.push(writer.checkpoint(&given));
                }
            }
        }
        if lines.is_empty() {
            // A checkpoint over more entries than there are is a fault that the check must see.
            lines.extend(self.checkpoints.by_ref().map(|given| writer.checkpoint(&given)));
            lines.extend(self.certificates.iter().map(|given| writer.certificate(given)));
            if let Some(writer) = self.writer.take() {
                let (line, root) = writer.end();
                lines.push(line);
                self.root = root;
            }
        }
        Ok(lines)
    }
}

/// Why there are no more lines.
pub(crate) enum Fault {
    Bad(Bad),
    Other(AppError),
}

impl From<StoreError> for Fault {
    fn from(error: StoreError) -> Self {
        Self::Other(error.into())
    }
}

impl From<Fault> for AppError {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Bad(bad) => Self::new(ErrorCode::Conflict, bad.to_string()),
            Fault::Other(error) => error,
        }
    }
}

async fn entries(read: &Reader, after: i64, limit: i64) -> Result<Vec<domain::AuditEntry>, Fault> {
    let what = match read.audit_after(after, limit).await {
        Ok(entries) => return Ok(entries),
        Err(StoreError::BadBody { what }) => what,
        Err(error) => return Err(error.into()),
    };
    // One of them was altered so that it cannot be read; those before it can.
    let mut good = Vec::new();
    for number in after..after.saturating_add(limit) {
        match read.audit_after(number, 1).await {
            Ok(entry) => good.extend(entry),
            Err(_) if good.is_empty() => {
                let entry = u64::try_from(number + 1).ok();
                return Err(Fault::Bad(Bad { line: 0, entry, says: format!("it cannot be read: {what}") }));
            }
            Err(_) => break,
        }
    }
    Ok(good)
}

/// Checks the log of the database, by the same code as an exported file.
pub(crate) async fn verify(app: &App, root: Option<[u8; 32]>, anchors: Vec<Anchor>) -> Result<Result<Verified, Bad>> {
    let mut lines = LogLines::begin(app).await?;
    let mut check = LogCheck::new(root, anchors);
    loop {
        let some = match lines.next().await {
            Ok(some) => some,
            Err(Fault::Bad(bad)) => return Ok(Err(bad)),
            Err(Fault::Other(error)) => return Err(error),
        };
        if some.is_empty() {
            return Ok(check.finish());
        }
        let checked = tokio::task::spawn_blocking(move || {
            some.iter().try_for_each(|line| check.line(line.as_bytes())).map(|()| check)
        });
        check = match checked.await? {
            Ok(check) => check,
            Err(bad) => return Ok(Err(bad)),
        };
    }
}

/// Checks an exported file.
pub(crate) fn verify_file(path: &Path, anchors: Vec<Anchor>) -> Result<Result<Verified, Bad>> {
    let failed = |error: std::io::Error| AppError::invalid(format!("{} cannot be read: {error}", path.display()));
    let mut file = BufReader::new(std::fs::File::open(path).map_err(failed)?);
    let (mut check, mut line) = (LogCheck::new(None, anchors), Vec::new());
    loop {
        line.clear();
        if file.by_ref().take(LONGEST).read_until(b'\n', &mut line).map_err(failed)? == 0 {
            return Ok(check.finish());
        }
        if let Err(bad) = check.line(&line) {
            return Ok(Err(bad));
        }
    }
}

/// Writes the log to a file; whole, or not at all. Its entries and their root come back.
pub(crate) async fn export(app: &App, path: &Path) -> Result<(u64, String)> {
    let mut lines = LogLines::begin(app).await?;
    let beside = path.with_extension("partly-written");
    let failed = |error: std::io::Error| {
        drop(std::fs::remove_file(&beside));
        folder_error(path, &error)
    };
    let mut file = std::fs::File::create(&beside).map_err(failed)?;
    loop {
        let some = lines.next().await?.concat();
        if some.is_empty() {
            break;
        }
        file.write_all(some.as_bytes()).map_err(failed)?;
    }
    file.sync_all().and_then(|()| std::fs::rename(&beside, path)).map_err(failed)?;
    Ok((lines.entries, lines.root))
}
