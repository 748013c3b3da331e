//! The check of a log, line by line, that needs nothing but the lines. It stops at the first line that does not hold.

use chrono::{DateTime, Utc};
use domain::{Act, AuditEntry, Certificate, Checkpoint, Meaning, MoveAct, SignOff, TextHash};
use sha2::{Digest, Sha256};

use super::{
    checkpoint::{Anchor, is_genuine},
    file::{End, FORM, Head, Line, read},
    tree::{Frontier, node_of},
};
use crate::{
    roster::Roster,
    seal::{is_signed_by, seal},
};

/// The first line that does not hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.sentence())]
pub struct Bad {
    /// From 1; 0 when it is about the file as a whole.
    pub line: u64,
    /// Number of the first bad entry. Where a signed root does not fit, the first entry that no root vouches for.
    pub entry: Option<u64>,
    pub says: String,
}

impl Bad {
    fn sentence(&self) -> String {
        match (self.entry, self.line) {
            (Some(entry), _) => format!("Entry {entry} does not hold: {}", self.says),
            (None, 0) => format!("The log does not hold: {}", self.says),
            (None, line) => format!("Line {line} does not hold: {}", self.says),
        }
    }
}

/// A log in which everything holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Verified {
    pub workspace: String,
    pub name: String,
    pub entries: u64,
    pub checkpoints: u64,
    /// Of sign-offs, certificates and checkpoints.
    pub signatures: u64,
    /// Of the tree over all entries, in hex.
    pub root: String,
    /// Entries under a checkpoint. Those after it could have been rewritten by whoever has the database.
    pub vouched: u64,
    /// Entries that are older than the one before them. A clock may be put back, so this is no fault.
    pub clock_went_back: Vec<u64>,
}

/// What the check was told to go on from, besides the lines.
#[derive(Debug, Clone, Default)]
struct Known {
    /// The workspace's first key, where a desk knows it.
    root_key: Option<[u8; 32]>,
    /// How the log stood once, smallest first.
    anchors: Vec<Anchor>,
}

/// A check under way. Lines are handed over with their line ends.
#[derive(Debug, Clone, Default)]
pub struct LogCheck {
    known: Known,
    seen: Sha256,
    lines: u64,
    head: Option<Head>,
    log: Frontier,
    previous: Option<TextHash>,
    last_at: Option<DateTime<Utc>>,
    /// As they were logged.
    certificates: Vec<Certificate>,
    /// Of those certificates, once somebody asked.
    roster: Option<Roster>,
    /// How many of them the file listed again at its end.
    listed: usize,
    vouched_by_anchor: u64,
    found: Verified,
    ended: bool,
}

impl LogCheck {
    /// Goes on from the workspace's first key, where a desk knows it, and from how the log stood once.
    #[must_use]
    pub fn new(root_key: Option<[u8; 32]>, mut anchors: Vec<Anchor>) -> Self {
        anchors.sort_by_key(|anchor| anchor.size);
        Self { known: Known { root_key, anchors }, ..Self::default() }
    }

    /// Checks the next line, with its line end.
    ///
    /// # Errors
    /// [`Bad`]; the check is over then.
    pub fn line(&mut self, bytes: &[u8]) -> Result<(), Bad> {
        self.lines += 1;
        let next = self.log.size() + 1;
        let is_entry = self.head.is_some() && !self.is_complete() && !bytes.starts_with(b"{\"checkpoint");
        let line = read(bytes).map_err(|says| self.bad(is_entry.then_some(next), says))?;
        match (&self.head, line) {
            _ if self.ended => return Err(self.bad(None, "something follows the end")),
            (None, Line::Head(head)) => self.head(head)?,
            (None, _) => return Err(self.bad(None, "the file does not begin as a log does")),
            (Some(_), Line::Head(_)) => return Err(self.bad(None, "the file begins a second time")),
            (Some(_), Line::Entry(entry)) => {
                self.entry(&entry).map_err(|says| self.bad(Some(next), says))?;
                self.anchored()?;
            }
            (Some(_), Line::Checkpoint(given)) => self.checkpoint(&given)?,
            (Some(_), Line::Certificate(given)) => self.certificate(&given)?,
            (Some(_), Line::End(end)) => self.end(&end)?,
        }
        self.seen.update(bytes);
        Ok(())
    }

    /// What was found, once every line was checked.
    ///
    /// # Errors
    /// [`Bad`], when the end is missing.
    pub fn finish(self) -> Result<Verified, Bad> {
        if !self.ended {
            let missing = (self.head.is_some() && !self.is_complete()).then(|| self.log.size() + 1);
            return Err(Bad { line: self.lines + 1, entry: missing, says: "the file breaks off before it".to_owned() });
        }
        Ok(self.found)
    }

    fn bad(&self, entry: Option<u64>, says: impl Into<String>) -> Bad {
        Bad { line: self.lines, entry, says: says.into() }
    }

    fn is_complete(&self) -> bool {
        self.head.as_ref().is_some_and(|head| head.entries == self.log.size())
    }

    fn workspace(&self) -> &str {
        self.head.as_ref().map(|head| head.workspace.as_str()).unwrap_or_default()
    }

    fn head(&mut self, head: Head) -> Result<(), Bad> {
        if head.form != FORM {
            return Err(self.bad(None, format!("it has the form '{}', which this version does not know", head.form)));
        }
        if let Some(other) = self.known.anchors.iter().find(|anchor| anchor.workspace != head.workspace) {
            return Err(self.bad(None, format!("{} is of another workspace", other.says)));
        }
        self.found.workspace.clone_from(&head.workspace);
        self.found.name.clone_from(&head.name);
        self.head = Some(head);
        Ok(())
    }

    fn entry(&mut self, entry: &AuditEntry) -> Result<(), String> {
        if self.is_complete() || self.listed > 0 {
            return Err("it is more than the file says it holds".to_owned());
        }
        let next = self.log.size() + 1;
        if u64::try_from(entry.number) != Ok(next) {
            return Err(format!("entry {} stands in its place", entry.number));
        }
        if entry.previous != *self.previous.get_or_insert_with(AuditEntry::before_the_first) {
            return Err("it does not follow the entry before it".to_owned());
        }
        let whole_micros = entry.at.timestamp_subsec_nanos().is_multiple_of(1_000);
        let hash = node_of(&entry.hash.0).filter(|_| whole_micros && entry.expected_hash() == entry.hash);
        let hash = hash.ok_or("what it says is not what was hashed")?;
        match entry.act {
            Act::SignedOff | Act::SentBack | Act::SignOffWithdrawn => self.sign_off(entry)?,
            Act::KeyConfirmed | Act::KeyRevoked => self.key(entry)?,
            _ => {}
        }
        if self.last_at.is_some_and(|last| entry.at < last) {
            self.found.clock_went_back.push(next);
        }
        self.last_at = Some(entry.at);
        self.previous = Some(entry.hash.clone());
        self.log.push(&hash);
        Ok(())
    }

    /// The people as the certificates logged so far make them.
    fn roster(&mut self) -> &Roster {
        let workspace = self.head.as_ref().map(|head| head.workspace.as_str()).unwrap_or_default();
        self.roster.get_or_insert_with(|| Roster::of(workspace, self.known.root_key, &self.certificates))
    }

    fn sign_off(&mut self, entry: &AuditEntry) -> Result<(), String> {
        let given: Option<Box<SignOff>> = match serde_json::from_value(entry.body.clone()) {
            Ok(MoveAct::SignedOff(given)) => Some(given),
            _ => None,
        };
        let given = given.ok_or("it holds no sign-off")?;
        let act = match given.meaning {
            Meaning::SentBack => Act::SentBack,
            Meaning::Withdrawn => Act::SignOffWithdrawn,
            Meaning::Approved | Meaning::ApprovedWithEdits | Meaning::Overridden => Act::SignedOff,
        };
        if act != entry.act || given.draft.to_string() != entry.subject || given.workspace != self.workspace() {
            return Err("its sign-off is for something else".to_owned());
        }
        let known = self.roster().person(given.approver);
        let key = known.ok_or_else(|| format!("{} had no confirmed key", given.name))?.key;
        if !is_signed_by(&seal(&given), &given.signature, &key) {
            return Err(format!("the signature is not {}'s", given.name));
        }
        self.found.signatures += 1;
        Ok(())
    }

    fn key(&mut self, entry: &AuditEntry) -> Result<(), String> {
        let given: Certificate =
            serde_json::from_value(entry.body.clone()).map_err(|_| "it holds no certificate".to_owned())?;
        let act = if given.revoked { Act::KeyRevoked } else { Act::KeyConfirmed };
        if act != entry.act || given.person.id.to_string() != entry.subject {
            return Err("its certificate is for something else".to_owned());
        }
        let refused = self.roster().refused().len();
        self.certificates.push(given);
        self.roster = None;
        if let Some((person, why)) = self.roster().refused().get(refused) {
            return Err(format!("the certificate for {} does not hold: {why}", person.name));
        }
        self.found.signatures += 1;
        Ok(())
    }

    fn checkpoint(&mut self, given: &Checkpoint) -> Result<(), Bad> {
        if given.size != self.log.size() || self.listed > 0 {
            let next = (given.size > self.log.size()).then(|| self.log.size() + 1);
            return Err(self.bad(next, format!("a checkpoint over {} entries stands in its place", given.size)));
        }
        let known = self.roster().person(given.by).map(|known| hex::encode(known.key));
        if given.workspace != self.workspace() || known.as_ref() != Some(&given.key) || !is_genuine(given) {
            return Err(self.bad(None, "the checkpoint is not signed by a person whose key was confirmed"));
        }
        if node_of(&given.root) != Some(self.log.root()) {
            return Err(self.rewritten("a checkpoint in the file"));
        }
        self.found.vouched = self.log.size();
        self.found.checkpoints += 1;
        self.found.signatures += 1;
        Ok(())
    }

    /// How the log stood once must be how it stands up to there.
    fn anchored(&mut self) -> Result<(), Bad> {
        let size = self.log.size();
        let first = self.known.anchors.partition_point(|anchor| anchor.size < size);
        let here = self.known.anchors[first..].iter().take_while(|anchor| anchor.size == size);
        let Some(other) = here.clone().find(|anchor| anchor.root != self.log.root()) else {
            if here.count() > 0 {
                self.vouched_by_anchor = size;
            }
            return Ok(());
        };
        Err(self.rewritten(&other.says))
    }

    fn rewritten(&self, by: &str) -> Bad {
        let (from, to) = (self.found.vouched.max(self.vouched_by_anchor) + 1, self.log.size());
        let says = format!("entries {from} to {to} are not those that {by} was made over: the log was rewritten");
        self.bad(Some(from), says)
    }

    fn certificate(&mut self, given: &Certificate) -> Result<(), Bad> {
        self.whole()?;
        if self.certificates.get(self.listed) != Some(given) {
            return Err(
                self.bad(None, format!("the certificate for {} is not the one that was logged", given.person.name))
            );
        }
        self.listed += 1;
        Ok(())
    }

    fn whole(&self) -> Result<(), Bad> {
        if self.is_complete() { Ok(()) } else { Err(self.bad(Some(self.log.size() + 1), "it is missing")) }
    }

    fn end(&mut self, end: &End) -> Result<(), Bad> {
        self.whole()?;
        if let Some(missing) = self.certificates.get(self.listed) {
            return Err(self.bad(None, format!("the certificate for {} is missing", missing.person.name)));
        }
        let root = hex::encode(self.log.root());
        let counted = (end.entries, end.checkpoints, end.certificates);
        if counted != (self.log.size(), self.found.checkpoints, self.listed as u64) || end.root != root {
            return Err(self.bad(None, "the end does not say what the file holds"));
        }
        if end.hash != hex::encode(self.seen.clone().finalize()) {
            return Err(self.bad(None, "the file was changed after it was written, though each entry holds"));
        }
        if let Some(longer) = self.known.anchors.iter().find(|anchor| anchor.size > self.log.size()) {
            let says = format!("{} was over {} entries: the newest were taken away", longer.says, longer.size);
            return Err(self.bad(Some(self.log.size() + 1), says));
        }
        self.found.entries = self.log.size();
        self.found.root = root;
        self.ended = true;
        Ok(())
    }
}

/// Checks a whole file at once.
///
/// # Errors
/// [`Bad`], the first line that does not hold.
pub fn verify_log(file: &[u8], root_key: Option<[u8; 32]>, anchors: Vec<Anchor>) -> Result<Verified, Bad> {
    let mut check = LogCheck::new(root_key, anchors);
    for line in file.split_inclusive(|byte| *byte == b'\n') {
        check.line(line)?;
    }
    check.finish()
}
