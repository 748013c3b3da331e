//! Making, reading and taking out internal briefings.

use std::{collections::BTreeSet, path::Path, sync::Arc};

use chrono::{DateTime, Utc};
use domain::{Act, Briefing, BriefingId, EntryId, Permission, StatementCheck, Verdict};
use export::Format;
use store::CheckRow;

use crate::{
    caller::Caller,
    commands::accounts::find_account,
    convert::{self, Numbers},
    error::{AppError, Result},
    gather,
    open::{App, folder_error},
    view::{
        BriefingView, CheckStatement, CreateBriefing, ExportBriefing, ExportFormat, ExportView, GetBriefing,
        MeetingHeadView, MissView, Nothing, StatementCheckView, VerdictView,
    },
};

/// The kind made for a meeting with executives.
const EXECUTIVE: &str = "executive";

/// Makes the executive briefing and keeps it. The same account, meeting and time give the same briefing, kept once.
///
/// # Errors
/// `NotFound` for an account or meeting that is not there.
pub async fn create_briefing(app: &Arc<App>, caller: &Caller, order: CreateBriefing) -> Result<BriefingView> {
    let meeting = order.meeting.map(|id| id.parse::<EntryId>()).transpose()?;
    let as_of = app.now();
    let briefing = make(app, caller, &order.account, meeting, as_of).await?;
    let id = keep(app, caller, &briefing).await?;
    get_briefing(app, caller, GetBriefing { briefing: id.to_string() }).await
}

/// Composes without keeping: what the command line prints. Byte for byte the same for the same workspace and time.
///
/// # Errors
/// As [`create_briefing`].
pub async fn make(
    app: &Arc<App>,
    caller: &Caller,
    account: &str,
    meeting: Option<EntryId>,
    as_of: DateTime<Utc>,
) -> Result<Briefing> {
    caller.may(Permission::Brief)?;
    let account = find_account(app, account).await?;
    let (evidence, sentences) = gather::evidence(app, EXECUTIVE, account.id, meeting, as_of).await?;
    let read = app.store.read();
    let earlier =
        read.briefings(account.id).await?.into_iter().filter(|row| row.as_of < as_of).max_by_key(|row| row.as_of);
    let previous = match earlier {
        Some(row) => read.briefing(row.id).await?,
        None => None,
    };
    let (briefing, read) = tokio::task::spawn_blocking(move || {
        let briefing = assemble::compose(EXECUTIVE, &evidence, &sentences, previous.as_ref());
        (briefing, (evidence, sentences))
    })
    .await?;
    // Giving the memory of a long history back takes a while, and nobody need wait for it.
    drop(tokio::task::spawn_blocking(move || drop(read)));
    Ok(briefing?)
}

/// Keeps a briefing under an id that its content gives: the same briefing is kept once.
///
/// # Errors
/// When the store cannot be written.
pub async fn keep(app: &Arc<App>, caller: &Caller, briefing: &Briefing) -> Result<BriefingId> {
    let meeting = briefing.head.meeting.as_ref().map(|meeting| meeting.entry.to_string()).unwrap_or_default();
    let text = export::internal(briefing, Format::Json);
    let name = format!("{} {meeting} {} {text}", briefing.head.account, briefing.head.as_of.timestamp_micros());
    let bytes: [u8; 16] = blake3::hash(name.as_bytes()).as_bytes()[..16].try_into().unwrap_or_default();
    let id = BriefingId(uuid::Builder::from_custom_bytes(bytes).into_uuid());
    if app.store.read().briefing(id).await?.is_some() {
        return Ok(id);
    }
    let mut tx = app.write(caller).await?;
    tx.keep_briefing(id, briefing, &caller.person().name).await?;
    tx.commit().await?;
    Ok(id)
}

/// One kept briefing.
///
/// # Errors
/// `NotFound`.
pub async fn get_briefing(app: &Arc<App>, caller: &Caller, order: GetBriefing) -> Result<BriefingView> {
    caller.may(Permission::Read)?;
    let (id, briefing) = load(app, &order.briefing).await?;
    let rows = app.store.read().briefings(briefing.head.account).await?;
    let by = rows.iter().find(|row| row.id == id).map(|row| row.by.clone()).unwrap_or_default();
    let said = app.store.read().statement_checks(Some(id)).await?;
    let number = rows.iter().filter(|row| row.as_of <= briefing.head.as_of).count();
    let head = &briefing.head;
    Ok(BriefingView {
        id: id.to_string(),
        account: head.account.to_string(),
        account_name: head.account_name.clone(),
        title: head.title.clone(),
        meeting: head.meeting.as_ref().map(|meeting| MeetingHeadView {
            entry: meeting.entry.to_string(),
            title: meeting.title.clone(),
            at: convert::time(meeting.at),
            end: meeting.end.map(convert::time),
            location: meeting.location.clone(),
            host: meeting.host.clone(),
            attendees: meeting.attendees.clone(),
        }),
        as_of: convert::time(head.as_of),
        zone_minutes: head.zone_minutes,
        oldest: head.oldest.map(convert::time),
        newest: head.newest.map(convert::time),
        entries_read: head.entries_read,
        documents_searched: head.documents_searched,
        number: convert::count(number),
        by,
        sections: Numbers::of(&briefing).sections(&briefing),
        checks: holding(said).iter().map(check_view).collect(),
    })
}

/// The newest word on each statement of each briefing, without what was taken back; newest first.
fn holding(said: Vec<CheckRow>) -> Vec<CheckRow> {
    let mut seen = BTreeSet::new();
    let newest = said.into_iter().rev().filter(|row| seen.insert((row.briefing, row.check.words.clone())));
    newest.filter(|row| row.check.verdict != Verdict::TakenBack).collect()
}

fn check_view(row: &CheckRow) -> StatementCheckView {
    StatementCheckView {
        words: row.check.words.clone(),
        verdict: match row.check.verdict {
            Verdict::Checked => VerdictView::Checked,
            Verdict::Wrong => VerdictView::Wrong,
            Verdict::TakenBack => VerdictView::TakenBack,
        },
        note: row.check.note.clone(),
        by: row.by.clone(),
        at: convert::time(row.at),
    }
}

/// Keeps a person's word on one statement of a kept briefing; logged.
///
/// # Errors
/// `NotFound` for a briefing or statement that is not there; `Invalid` for a wrong one without a reason.
pub async fn check_statement(app: &Arc<App>, caller: &Caller, order: CheckStatement) -> Result<BriefingView> {
    caller.may(Permission::Brief)?;
    let note = order.note.trim();
    if order.verdict == VerdictView::Wrong && note.is_empty() {
        return Err(AppError::invalid("Say what is wrong with it"));
    }
    let view = get_briefing(app, caller, GetBriefing { briefing: order.briefing.clone() }).await?;
    let statement = view.statements().into_iter().find(|one| one.key == order.statement);
    let statement = statement.ok_or_else(|| AppError::not_found("This statement is not in the briefing"))?;
    let check = StatementCheck {
        words: statement.words(),
        verdict: match order.verdict {
            VerdictView::Checked => Verdict::Checked,
            VerdictView::Wrong => Verdict::Wrong,
            VerdictView::TakenBack => Verdict::TakenBack,
        },
        note: note.to_owned(),
        passages: statement.citations.iter().map(|citation| citation.passage.clone()).collect(),
    };
    let mut tx = app.write(caller).await?;
    tx.check_statement(order.briefing.parse()?, &check).await?;
    tx.commit().await?;
    get_briefing(app, caller, GetBriefing { briefing: order.briefing }).await
}

/// Every statement that somebody marked as wrong and nobody took back, newest first.
///
/// # Errors
/// When the store cannot be read.
pub async fn list_misses(app: &Arc<App>, caller: &Caller, _: Nothing) -> Result<Vec<MissView>> {
    caller.may(Permission::Read)?;
    let said = holding(app.store.read().statement_checks(None).await?);
    let mut misses = Vec::new();
    for row in said.into_iter().filter(|row| row.check.verdict == Verdict::Wrong) {
        let (_, briefing) = load(app, &row.briefing.to_string()).await?;
        misses.push(MissView {
            briefing: row.briefing.to_string(),
            account_name: briefing.head.account_name,
            title: briefing.head.title,
            check: check_view(&row),
            passages: row.check.passages,
        });
    }
    Ok(misses)
}

async fn load(app: &App, id: &str) -> Result<(BriefingId, Briefing)> {
    let id: BriefingId = id.parse()?;
    let found = app.store.read().briefing(id).await?;
    found
        .map(|briefing| (id, briefing))
        .ok_or_else(|| AppError::not_found("This briefing is no longer kept; make a new one"))
}

/// Takes an internal briefing out as a file, marked INTERNAL; logged.
///
/// # Errors
/// `NotFound`; `Invalid` or `DiskFull` when the file cannot be written.
pub async fn export_briefing(app: &Arc<App>, caller: &Caller, order: ExportBriefing) -> Result<ExportView> {
    caller.may(Permission::Brief)?;
    let (id, briefing) = load(app, &order.briefing).await?;
    let (format, ending) = form(order.format);
    let text = export::internal(&briefing, format);
    let name = format!("INTERNAL {} {}.{ending}", briefing.head.account_name, briefing.head.as_of.format("%Y-%m-%d"));
    if let Some(path) = &order.path {
        write_file(Path::new(path), &text)?;
        let mut tx = app.write(caller).await?;
        tx.audit(Act::BriefingExported, &id.to_string(), serde_json::json!({ "format": ending })).await?;
        tx.commit().await?;
    }
    Ok(ExportView { path: order.path, text, name })
}

/// The form of an export, and how the name of its file ends.
pub(crate) fn form(asked: ExportFormat) -> (Format, &'static str) {
    match asked {
        ExportFormat::Markdown => (Format::Markdown, "md"),
        ExportFormat::Html => (Format::Html, "html"),
        ExportFormat::Json => (Format::Json, "json"),
    }
}

/// Writes beside and renames, so that a full disk leaves no half file.
///
/// # Errors
/// `Invalid` or `DiskFull` with the path.
pub fn write_file(path: &Path, text: &str) -> Result<()> {
    let beside = path.with_extension("partly-written");
    let written = std::fs::write(&beside, text).and_then(|()| std::fs::rename(&beside, path));
    written.map_err(|error| {
        drop(std::fs::remove_file(&beside));
        folder_error(path, &error)
    })
}

/// The briefing as text, marked INTERNAL; the JSON form is for programs and says so in its documentation only.
#[must_use]
pub fn written(briefing: &Briefing, format: Format) -> String {
    export::internal(briefing, format)
}
