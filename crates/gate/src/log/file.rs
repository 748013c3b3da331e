//! The exported log: a line for its head, each entry, each checkpoint after the last entry under it, each certificate,
//! and its end. There is one way to write each line; any other is a fault.

use chrono::{DateTime, Utc};
use domain::{AuditEntry, Certificate, Checkpoint};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::tree::{Frontier, node_of};

/// Of the files that this program writes.
pub(super) const FORM: &str = "countersign log 1";

/// What the file is of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Head {
    pub(super) form: String,
    pub(super) workspace: String,
    pub(super) name: String,
    pub(super) exported_at: DateTime<Utc>,
    pub(super) entries: u64,
}

/// How much there was, and hashes over it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct End {
    pub(super) entries: u64,
    pub(super) checkpoints: u64,
    pub(super) certificates: u64,
    /// Of the tree over all entries.
    pub(super) root: String,
    /// SHA-256 over every line before this one, in hex.
    pub(super) hash: String,
}

/// One line of the file.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Line {
    Head(Head),
    Entry(Box<AuditEntry>),
    Checkpoint(Checkpoint),
    Certificate(Box<Certificate>),
    End(End),
}

/// The same lines, borrowed, for writing.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Written<'a> {
    Head(&'a Head),
    Entry(&'a AuditEntry),
    Checkpoint(&'a Checkpoint),
    Certificate(&'a Certificate),
    End(&'a End),
}

/// Every key in these lines is text, so that JSON can always be written.
fn text(line: &impl Serialize) -> String {
    let mut text = serde_json::to_string(line).unwrap_or_default();
    text.push('\n');
    text
}

/// Reads a line that is written exactly as this program writes it.
pub(super) fn read(bytes: &[u8]) -> Result<Line, String> {
    let line: Line = serde_json::from_slice(bytes).map_err(|error| format!("it is no line of a log: {error}"))?;
    if text(&line).as_bytes() == bytes {
        return Ok(line);
    }
    Err("it says what a line says, but is not written as one".to_owned())
}

/// A checkpoint as a line of its own, to be kept elsewhere.
#[must_use]
pub fn checkpoint_line(given: &Checkpoint) -> String {
    text(&Written::Checkpoint(given))
}

/// Writes the file line by line. Checkpoints follow the last entry under them; certificates follow all of that.
#[derive(Debug, Clone)]
pub struct LogWriter {
    seen: Sha256,
    log: Frontier,
    checkpoints: u64,
    certificates: u64,
}

impl LogWriter {
    /// Begins a file of so many entries with its first line.
    #[must_use]
    pub fn begin(workspace: &str, name: &str, exported_at: DateTime<Utc>, entries: u64) -> (Self, String) {
        let mut writer = Self { seen: Sha256::new(), log: Frontier::default(), checkpoints: 0, certificates: 0 };
        let (form, workspace, name) = (FORM.to_owned(), workspace.to_owned(), name.to_owned());
        let line = writer.line(&Written::Head(&Head { form, workspace, name, exported_at, entries }));
        (writer, line)
    }

    fn line(&mut self, line: &Written<'_>) -> String {
        let text = text(line);
        self.seen.update(&text);
        text
    }

    /// Entries so far.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.log.size()
    }

    /// An entry. One whose hash is no hash is written all the same: whoever checks the file finds it.
    pub fn entry(&mut self, entry: &AuditEntry) -> String {
        self.log.push(&node_of(&entry.hash.0).unwrap_or_default());
        self.line(&Written::Entry(entry))
    }

    pub fn checkpoint(&mut self, checkpoint: &Checkpoint) -> String {
        self.checkpoints += 1;
        self.line(&Written::Checkpoint(checkpoint))
    }

    pub fn certificate(&mut self, certificate: &Certificate) -> String {
        self.certificates += 1;
        self.line(&Written::Certificate(certificate))
    }

    /// The last line, and the tree's root in it.
    #[must_use]
    pub fn end(mut self) -> (String, String) {
        let root = hex::encode(self.log.root());
        let end = End {
            entries: self.log.size(),
            checkpoints: self.checkpoints,
            certificates: self.certificates,
            root: root.clone(),
            hash: hex::encode(self.seen.clone().finalize()),
        };
        (self.line(&Written::End(&end)), root)
    }
}
