//! The log: who did what, one entry, its check, and its export.

use std::{collections::BTreeMap, path::Path, sync::Arc};

use domain::{AccountId, Act, AuditEntry, BriefingId, DocumentId, DraftId, EntryId, Permission, VersionId};
use gate::{Bad, Verified};
use serde_json::json;
use store::LogFilter;

use crate::{
    caller::Caller,
    convert::{count, time},
    error::{AppError, Result},
    log_lines,
    log_words::{act_word, act_words, is_signed, says},
    open::{App, Place},
    view::{AuditEntryView, AuditRow, AuditView, ExportAudit, ListAudit, Nothing, OfEntry, VerifiedView, WrittenView},
    witness,
};

/// Entries shown at a time, at most.
const MOST: u32 = 500;

/// Entries of the log, newest first.
///
/// # Errors
/// `Invalid` for an act that there is none of.
pub async fn list_audit(app: &Arc<App>, caller: &Caller, order: ListAudit) -> Result<AuditView> {
    caller.may(Permission::Read)?;
    let read = app.store.read();
    let given = |text: Option<String>| text.filter(|text| !text.is_empty());
    let act = given(order.act).map(|word| act_of(&word)).transpose()?;
    let subjects = match given(order.subject) {
        Some(subject) => subjects_of(app, &subject).await?,
        None => Vec::new(),
    };
    let filter = LogFilter { before: order.before.map(i64::from), person: given(order.person), act, subjects };
    let limit = order.limit.clamp(1, MOST);
    let mut entries = read.audit_found(&filter, i64::from(limit) + 1).await?;
    let more = entries.len() > limit as usize;
    entries.truncate(limit as usize);
    let (people, acts) = read.audit_words().await?;
    let mut names = Subjects::default();
    let mut rows = Vec::with_capacity(entries.len());
    for entry in &entries {
        rows.push(names.row(app, entry).await?);
    }
    Ok(AuditView {
        rows,
        size: read.audit_last().await?.map_or(0, |last| small(last.number)),
        more,
        people,
        acts: acts.into_iter().map(act_word).collect(),
        self_attested: !matches!(app.place, Place::Team(_)),
    })
}

fn small(number: i64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn act_of(word: &str) -> Result<Act> {
    serde_json::from_value(json!(word.replace([' ', '-'], "_")))
        .map_err(|_| AppError::invalid(format!("'{word}' is no act of the log; leave it out to see all")))
}

/// A document is logged by its versions, an account also by its drafts.
async fn subjects_of(app: &App, subject: &str) -> Result<Vec<String>> {
    let read = app.store.read();
    let mut subjects = vec![subject.to_owned()];
    if let Ok(id) = subject.parse::<DocumentId>() {
        let versions = read.document(id).await?.map(|(_, versions)| versions).unwrap_or_default();
        subjects.extend(versions.iter().map(|version| version.id.to_string()));
    } else if let Ok(id) = subject.parse::<AccountId>() {
        subjects.extend(read.drafts(Some(id)).await?.iter().map(|draft| draft.id.to_string()));
    }
    Ok(subjects)
}

/// Names of what entries are about, each looked up once.
#[derive(Default)]
struct Subjects {
    names: BTreeMap<String, String>,
}

impl Subjects {
    async fn row(&mut self, app: &App, entry: &AuditEntry) -> Result<AuditRow> {
        let name = match self.names.get(&entry.subject) {
            Some(name) => name.clone(),
            None => {
                let name = name_of(app, &entry.subject).await?.unwrap_or_default();
                self.names.insert(entry.subject.clone(), name.clone());
                name
            }
        };
        Ok(AuditRow {
            number: small(entry.number),
            at: time(entry.at),
            person: entry.person.clone(),
            act: act_word(entry.act),
            act_words: act_words(entry.act),
            subject: entry.subject.clone(),
            subject_words: name,
            says: says(entry),
            signed: is_signed(entry.act),
            hash: entry.hash.to_string(),
        })
    }
}

async fn name_of(app: &App, subject: &str) -> Result<Option<String>> {
    let read = app.store.read();
    Ok(if let Ok(id) = subject.parse::<DraftId>() {
        read.draft(id).await?.map(|row| row.draft.purpose)
    } else if let Ok(id) = subject.parse::<AccountId>() {
        read.account(id).await?.map(|account| account.name)
    } else if let Ok(id) = subject.parse::<VersionId>() {
        read.version(id).await?.map(|(document, version)| format!("{}, version {}", document.title, version.number))
    } else if let Ok(id) = subject.parse::<EntryId>() {
        read.entry(id).await?.map(|entry| entry.title)
    } else if let Ok(id) = subject.parse::<BriefingId>() {
        read.briefing(id).await?.map(|briefing| briefing.head.title)
    } else if subject.starts_with("per_") {
        read.people().await?.into_iter().find(|person| person.id.to_string() == subject).map(|person| person.name)
    } else if subject == app.workspace.id.to_string() {
        Some(app.workspace.name.clone())
    } else {
        None
    })
}

/// One entry, whole.
///
/// # Errors
/// `NotFound`.
pub async fn get_audit_entry(app: &Arc<App>, caller: &Caller, order: OfEntry) -> Result<AuditEntryView> {
    caller.may(Permission::Read)?;
    let number = i64::from(order.number);
    let found = app.store.read().audit_after(number - 1, 1).await?.into_iter().find(|entry| entry.number == number);
    let entry = found.ok_or_else(|| AppError::not_found(format!("The log has no entry {number}")))?;
    Ok(AuditEntryView {
        row: Subjects::default().row(app, &entry).await?,
        body: serde_json::to_string_pretty(&entry.body)?,
        previous: entry.previous.to_string(),
    })
}

/// Checks the whole log of the database by the same code as an exported file. In a team, what this desk saw signed before
/// must still be there.
///
/// # Errors
/// When the store cannot be read. A log that does not hold is a reply, not an error.
pub async fn verify_audit(app: &Arc<App>, caller: &Caller, _: Nothing) -> Result<VerifiedView> {
    verify_against(app, caller, None).await
}

/// As [`verify_audit`], and against a checkpoint or an older export that somebody kept.
///
/// # Errors
/// `Invalid`, when that file holds no checkpoint.
pub async fn verify_against(app: &Arc<App>, caller: &Caller, against: Option<&Path>) -> Result<VerifiedView> {
    caller.may(Permission::Read)?;
    checked(app, against).await
}

pub(crate) async fn checked(app: &App, against: Option<&Path>) -> Result<VerifiedView> {
    let mut anchors = witness::remembered(app)?;
    anchors.extend(against.map(witness::anchors).transpose()?.unwrap_or_default());
    let found = log_lines::verify(app, app.keys.root(None)?, anchors).await?;
    if let (Ok(_), Some(newest)) = (&found, app.store.read().last_checkpoint().await?) {
        witness::remember(app, &newest)?;
    }
    let mut view = verified(&found);
    if found.is_ok() && !matches!(app.place, Place::Team(_)) {
        view.says.push_str(". This machine alone attests this log");
    }
    Ok(view)
}

/// Checks an exported file, without any workspace.
///
/// # Errors
/// `Invalid`, when a file cannot be read or `against` holds no checkpoint.
pub fn verify_file(file: &Path, against: Option<&Path>) -> Result<VerifiedView> {
    let anchors = against.map(witness::anchors).transpose()?.unwrap_or_default();
    Ok(verified(&log_lines::verify_file(file, anchors)?))
}

fn verified(found: &Result<Verified, Bad>) -> VerifiedView {
    let small = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
    match found {
        Ok(found) => VerifiedView {
            good: true,
            entries: small(found.entries),
            checkpoints: small(found.checkpoints),
            signatures: small(found.signatures),
            root: found.root.clone(),
            first_bad: None,
            says: good_words(found),
        },
        Err(bad) => VerifiedView {
            good: false,
            entries: 0,
            checkpoints: 0,
            signatures: 0,
            root: String::new(),
            first_bad: bad.entry.map(small),
            says: bad.to_string(),
        },
    }
}

fn good_words(found: &Verified) -> String {
    let mut says = format!(
        "{} entries, each fits the one before it; {} checkpoints and {} signatures hold",
        found.entries, found.checkpoints, found.signatures
    );
    match found.entries - found.vouched {
        0 => {}
        new => says.push_str(&format!(". No checkpoint is over the newest {new} yet")),
    }
    match count(found.clock_went_back.len()) {
        0 => {}
        back => says.push_str(&format!(". The clock was put back {back} times")),
    }
    says
}

/// Writes the log to a file that can be checked with nothing else; logged.
///
/// # Errors
/// `Invalid` or `DiskFull` when the file cannot be written.
pub async fn export_audit(app: &Arc<App>, caller: &Caller, order: ExportAudit) -> Result<WrittenView> {
    caller.may(Permission::Read)?;
    let (entries, root) = log_lines::export(app, Path::new(&order.path)).await?;
    let mut tx = app.write(caller).await?;
    let body = json!({ "entries": entries, "root": root });
    tx.audit(Act::LogExported, &app.workspace.id.to_string(), body).await?;
    tx.commit().await?;
    Ok(WrittenView { path: order.path })
}
