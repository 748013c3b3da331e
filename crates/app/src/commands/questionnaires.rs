//! Buyers' questionnaires: taken in, listed, their columns corrected, and given back with the signed answers filled in.

use std::{path::Path, sync::Arc};

use chrono::NaiveDate;
use domain::{AnswerForm, CellRef, KeptQuestionnaire, KeptRow, Permission, QuestionRow, QuestionnaireId, TextHash};
use export::PartChange;
use ingest::{ColumnRole, Limits, Mapping, Questionnaire, SheetMapping};

use crate::{
    caller::Caller,
    commands::{accounts::find_account, releases::lay_beside, rows},
    convert,
    draft_view::Names,
    error::{AppError, ErrorCode, Result},
    extract::{Raw, parse_questionnaire},
    open::{App, folder_error},
    questionnaire_rows::{Rows, Taken},
    view::{
        ColumnView, ColumnsView, CorrectColumns, FilePartView, ListQuestionnaires, OfQuestionnaire, OnRows,
        QuestionnaireHead, QuestionnaireView, QuestionnairesView, RefusedRow, ReturnQuestionnaire, ReturnedView,
        SheetCorrection, SheetView, TableView, TakeQuestionnaire,
    },
};

/// Where a filled questionnaire goes, as the policy names it.
const DESTINATION: &str = "questionnaire";

/// Takes a questionnaire in and prepares its rows. The same file again is the same questionnaire.
///
/// # Errors
/// `NotFound` for the account; `Invalid` with the reason for a file that cannot be read as a questionnaire.
pub async fn take_questionnaire(
    app: &Arc<App>,
    caller: &Caller,
    order: TakeQuestionnaire,
) -> Result<QuestionnaireView> {
    caller.may(Permission::Draft)?;
    let due = order.due.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(day).transpose()?;
    let path = Path::new(&order.path);
    let failed = |error: std::io::Error| AppError::invalid(format!("{} cannot be read: {error}", path.display()));
    let limits = Limits::standard();
    let size = std::fs::metadata(path).map_err(failed)?.len();
    if size > limits.workbook_bytes {
        let fault = ingest::IngestError::TooLarge { bytes: size, limit: limits.workbook_bytes };
        return Err(unreadable(&order.path, &fault));
    }
    let bytes = std::fs::read(path).map_err(failed)?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    take(app, caller, (&order.account, due, &order.columns), Raw { name, bytes }).await
}

/// The same for a file that was read already.
///
/// # Errors
/// As [`take_questionnaire`].
pub(crate) async fn take(
    app: &Arc<App>,
    caller: &Caller,
    (account, due, columns): (&str, Option<NaiveDate>, &[SheetCorrection]),
    Raw { name, bytes }: Raw,
) -> Result<QuestionnaireView> {
    let account = find_account(app, account).await?;
    let hash = TextHash::of(&bytes);
    if let Some(known) = app.store.read().same_questionnaire(account.id, &hash).await? {
        // Rows that were not looked up when the program ended are looked up now.
        let open = OnRows { questionnaire: known.id.to_string(), rows: Vec::new() };
        let mut view = rows::answer_rows(app, caller, open).await?;
        let note =
            format!("This file was taken in before, on {}; nothing was added", known.taken_at.format("%-d %B %Y"));
        view.notes.insert(0, note);
        return Ok(view);
    }
    let (mut bytes, mut read) = read(app, &name, bytes).await?;
    let mut named = None;
    if !columns.is_empty() {
        let mapping = mapping(&read.fingerprint, columns)?;
        (bytes, read) = parse(Raw { name: name.clone(), bytes }, Some(mapping.clone())).await?;
        named = Some(serde_json::to_value(&mapping).map_err(|error| AppError::internal(&error))?);
    }
    if read.rows.is_empty() {
        let reasons: Vec<String> = read.sheets.iter().map(|sheet| said(&sheet.sheet, &sheet.reason)).collect();
        return Err(AppError::invalid(format!(
            "No question was found in {name}: {}. Name the columns of questions and answers to take it in",
            reasons.join("; ")
        )));
    }
    let kept = KeptQuestionnaire {
        id: QuestionnaireId(app.ids.new_id()),
        account: account.id,
        name,
        hash,
        format: read.format.clone(),
        fingerprint: read.fingerprint.clone(),
        macros: read.macros,
        due,
        taken_by: caller.person().id,
        taken_at: app.real_now(),
    };
    let asked = kept_rows(read.rows.clone(), &[]);
    let mut tx = app.write(caller).await?;
    tx.keep_questionnaire(&kept, &bytes, &asked).await?;
    if let Some(named) = named {
        tx.correct_columns(&kept, &named, &asked).await?;
    }
    tx.commit().await?;
    let mut view =
        rows::answer_rows(app, caller, OnRows { questionnaire: kept.id.to_string(), rows: Vec::new() }).await?;
    view.notes.extend(warnings(&read));
    Ok(view)
}

/// All questionnaires, newest first, with how far they are.
///
/// # Errors
/// `NotFound` for an account that is not there.
pub async fn list_questionnaires(
    app: &Arc<App>,
    caller: &Caller,
    order: ListQuestionnaires,
) -> Result<QuestionnairesView> {
    caller.may(Permission::Read)?;
    let account = match &order.account {
        Some(account) => Some(find_account(app, account).await?.id),
        None => None,
    };
    let mut found = Vec::new();
    for kept in app.store.read().questionnaires(account).await? {
        found.push(head(app, caller, &Rows::read(app, kept).await?).await?);
    }
    Ok(QuestionnairesView { rows: found })
}

/// One questionnaire with its rows, in the order of the file.
///
/// # Errors
/// `NotFound`.
pub async fn get_questionnaire(app: &Arc<App>, caller: &Caller, order: OfQuestionnaire) -> Result<QuestionnaireView> {
    caller.may(Permission::Read)?;
    show(app, caller, order.questionnaire.parse()?).await
}

pub(crate) async fn show(app: &Arc<App>, caller: &Caller, id: QuestionnaireId) -> Result<QuestionnaireView> {
    let rows = Rows::read(app, find(app, id).await?).await?;
    Ok(QuestionnaireView { head: head(app, caller, &rows).await?, rows: rows.views(caller), notes: Vec::new() })
}

pub(crate) async fn find(app: &App, id: QuestionnaireId) -> Result<KeptQuestionnaire> {
    let found = app.store.read().questionnaire(id).await?;
    found.ok_or_else(|| AppError::not_found("This questionnaire is not in the workspace"))
}

async fn head(app: &App, caller: &Caller, rows: &Rows) -> Result<QuestionnaireHead> {
    let read = app.store.read();
    let names = Names::of(&read.people().await?);
    let kept = &rows.kept;
    let account = read.account(kept.account).await?;
    Ok(QuestionnaireHead {
        id: kept.id.to_string(),
        account: kept.account.to_string(),
        account_name: account.map(|account| account.name).unwrap_or_default(),
        name: kept.name.clone(),
        format: kept.format.clone(),
        macros: kept.macros,
        due: kept.due.map(|due| due.to_string()),
        taken_by: names.name(kept.taken_by),
        taken_at: convert::time(kept.taken_at),
        counts: rows.counts(caller),
    })
}

/// What the columns of its file are taken for, with the reasons.
///
/// # Errors
/// `NotFound`.
pub async fn get_columns(app: &Arc<App>, caller: &Caller, order: OfQuestionnaire) -> Result<ColumnsView> {
    caller.may(Permission::Read)?;
    let kept = find(app, order.questionnaire.parse()?).await?;
    let (_, read) = read(app, &kept.name, file(app, &kept).await?).await?;
    let corrected = app.store.read().mapping(&kept.fingerprint).await?.is_some();
    Ok(ColumnsView { sheets: read.sheets.iter().map(sheet).collect(), corrected, warnings: warnings(&read) })
}

/// Corrects the columns, for this file and every other of its form. Work on rows that stay is kept.
///
/// # Errors
/// `Invalid` for a sheet, column or role that is not there, or a correction that leaves no question.
pub async fn correct_columns(app: &Arc<App>, caller: &Caller, order: CorrectColumns) -> Result<QuestionnaireView> {
    caller.may(Permission::Draft)?;
    let kept = find(app, order.questionnaire.parse()?).await?;
    let mapping = mapping(&kept.fingerprint, &order.sheets)?;
    let raw = Raw { name: kept.name.clone(), bytes: file(app, &kept).await? };
    let (_, read) = parse(raw, Some(mapping.clone())).await?;
    if read.rows.is_empty() {
        return Err(AppError::invalid("With these columns no question is found; nothing was changed"));
    }
    if let Some(unknown) = mapping.sheets.iter().find(|own| !read.sheets.iter().any(|it| it.sheet == own.sheet)) {
        return Err(AppError::invalid(format!("There is no sheet '{}'", unknown.sheet)));
    }
    let mut tx = app.write(caller).await?;
    let before = tx.questionnaire_rows(kept.id).await?;
    let asked = kept_rows(read.rows, &before);
    let value = serde_json::to_value(&mapping).map_err(|error| AppError::internal(&error))?;
    tx.correct_columns(&kept, &value, &asked).await?;
    tx.commit().await?;
    let written = before.iter().filter(|row| row.draft.is_some());
    let gone = written.filter(|row| !asked.iter().any(|new| new.draft == row.draft)).count();
    let open = OnRows { questionnaire: kept.id.to_string(), rows: Vec::new() };
    let mut view = rows::answer_rows(app, caller, open).await?;
    if gone > 0 {
        view.notes.push(format!("{gone} answers belong to rows that are no longer asked; they stay in the log alone"));
    }
    Ok(view)
}

fn mapping(fingerprint: &str, given: &[SheetCorrection]) -> Result<Mapping> {
    let mut sheets = Vec::with_capacity(given.len());
    for own in given {
        let mut columns = Vec::with_capacity(own.columns.len());
        for choice in &own.columns {
            let cell: CellRef = format!("{}1", choice.letters.trim()).parse().map_err(|_| {
                AppError::invalid(format!("'{}' is no column; write letters such as D", choice.letters))
            })?;
            let role: ColumnRole = serde_json::from_value(serde_json::json!(choice.role)).map_err(|_| {
                AppError::invalid(format!(
                    "'{}' is no use of a column; known are question, answer, comment, id, section",
                    choice.role
                ))
            })?;
            columns.push((cell.column, role));
        }
        let has = |role: ColumnRole| columns.iter().filter(|(_, own)| *own == role).count();
        if !own.skip && (has(ColumnRole::Question) != 1 || has(ColumnRole::Answer) > 1) {
            return Err(AppError::invalid("Name one column of questions and at most one of answers for each sheet"));
        }
        sheets.push(SheetMapping { sheet: own.sheet.clone(), skip: own.skip, header_row: own.header_row, columns });
    }
    Ok(Mapping { fingerprint: fingerprint.to_owned(), sheets })
}

/// Reads the file, with a person's correction for files of its form.
async fn read(app: &App, name: &str, bytes: Vec<u8>) -> Result<(Vec<u8>, Questionnaire)> {
    let (bytes, read) = parse(Raw { name: name.to_owned(), bytes }, None).await?;
    let Some(mapping) = app.store.read().mapping(&read.fingerprint).await? else {
        return Ok((bytes, read));
    };
    let mapping: Mapping = serde_json::from_value(mapping).map_err(|error| AppError::internal(&error))?;
    parse(Raw { name: name.to_owned(), bytes }, Some(mapping)).await
}

async fn parse(raw: Raw, mapping: Option<Mapping>) -> Result<(Vec<u8>, Questionnaire)> {
    tokio::task::spawn_blocking(move || {
        let read = parse_questionnaire(&raw, mapping.as_ref());
        read.map_err(|fault| unreadable(&raw.name, &fault)).map(|read| (raw.bytes, read))
    })
    .await?
}

async fn file(app: &App, kept: &KeptQuestionnaire) -> Result<Vec<u8>> {
    let bytes = app.store.read().questionnaire_bytes(kept.id).await?;
    bytes.ok_or_else(|| AppError::not_found("The file of this questionnaire is not in the workspace"))
}

/// Whether what stands in the answer cells is no answer: the same few words in every row, such as the kind of answer
/// that is wanted.
fn placeholders(asked: &[QuestionRow]) -> bool {
    const KINDS: usize = 6;
    const REPEATED: usize = 4;
    let values: Vec<String> =
        asked.iter().map(|row| row.answer.as_deref().unwrap_or_default().trim().to_lowercase()).collect();
    let mut kinds = values.clone();
    kinds.sort_unstable();
    kinds.dedup();
    let answers = |value: &String| ["", "yes", "no", "n/a", "ja", "nein", "oui", "non"].contains(&value.as_str());
    values.len() >= kinds.len() * REPEATED && kinds.len() <= KINDS && !kinds.iter().any(answers)
}

const HIDDEN: &str = "Hidden in the file: not asked";
const HELD: &str = "The file holds an answer already";

/// Rows in the order of the file; what was done on a row that asks the same in the same place stays with it, wherever its
/// answer goes.
fn kept_rows(asked: Vec<QuestionRow>, before: &[KeptRow]) -> Vec<KeptRow> {
    let placeholders = placeholders(&asked);
    let rows = asked.into_iter().zip(1..).map(|(asked, number)| {
        let same = before.iter().find(|row| {
            row.asked.sheet == asked.sheet
                && row.asked.question_cell == asked.question_cell
                && row.asked.text == asked.text
        });
        let by_file = match (asked.hidden, asked.answer.is_some() && !placeholders) {
            (true, _) => Some(HIDDEN.to_owned()),
            (false, true) => Some(HELD.to_owned()),
            (false, false) => None,
        };
        if let Some(same) = same {
            // What a person said stays; what the old columns said is said anew.
            let own = same.skipped.clone().filter(|why| why != HIDDEN && why != HELD);
            let skipped = own.or(if same.draft.is_some() { None } else { by_file });
            return KeptRow { number, asked, skipped, ..same.clone() };
        }
        KeptRow {
            number,
            asked,
            state: None,
            because: String::new(),
            category: None,
            role: None,
            draft: None,
            skipped: by_file,
            reuses: None,
        }
    });
    rows.collect()
}

/// Fills the signed answers into the buyer's own file: a release for each row, one file, and the proof of what changed.
///
/// # Errors
/// `GateRefused` when answers are prepared and not signed, unless only the signed ones are asked for, or when nothing is
/// signed; `Invalid` or `DiskFull` when the file cannot be written.
pub async fn return_questionnaire(app: &Arc<App>, caller: &Caller, order: ReturnQuestionnaire) -> Result<ReturnedView> {
    caller.may(Permission::Draft)?;
    let kept = find(app, order.questionnaire.parse()?).await?;
    let original = file(app, &kept).await?;
    not_the_buyers_own(Path::new(&order.path), &kept)?;
    let mut tx = app.write(caller).await?;
    let rows = Rows::read(app, kept).await?;
    let taken = rows.release(caller.person().id, DESTINATION, app.real_now());
    if taken.released.is_empty() || (!order.partial && !taken.unsigned.is_empty()) {
        drop(tx);
        let why = unsigned(&rows, &taken);
        app.refused(caller, &rows.kept.id.to_string(), "return_questionnaire", &why).await?;
        return Err(AppError::new(ErrorCode::GateRefused, why));
    }
    let answers: Vec<(&gate::Release, &QuestionRow)> =
        taken.released.iter().map(|(row, release)| (release, &row.asked)).collect();
    let filled = export::questionnaire(&original, &answers)?;
    let path = Path::new(&order.path);
    let beside = lay_beside(path, &filled.bytes)?;
    let parts: Vec<FilePartView> = filled.parts.iter().map(part).collect();
    let numbers = taken.released.iter().map(|(_, release)| release.number());
    let (first, last) = (numbers.clone().min().unwrap_or_default(), numbers.max().unwrap_or_default());
    let facts = serde_json::json!({
        "name": rows.kept.name, "original": rows.kept.hash, "filled": TextHash::of(&filled.bytes),
        "rows": taken.released.iter().map(|(row, _)| row.number).collect::<Vec<_>>(),
        "releases": [first, last],
    });
    let recorded = async {
        for (_, release) in &taken.released {
            tx.keep_release(release.record(), rows.kept.account).await?;
        }
        tx.questionnaire_returned(rows.kept.id, facts).await?;
        tx.commit().await
    };
    if let Err(error) = recorded.await {
        drop(std::fs::remove_file(beside));
        return Err(error.into());
    }
    std::fs::rename(&beside, path).map_err(|error| folder_error(path, &error))?;
    let me = caller.person().id;
    if let Some(key) = app.keys.held(me, app.real_now()) {
        crate::witness::after(app, me, &key).await;
    }
    let mut left = taken.unsigned;
    left.extend(taken.left);
    left.sort_by_key(|row| row.row);
    Ok(ReturnedView {
        path: order.path,
        filled: taken.released.iter().map(|(row, _)| row.number).collect(),
        left,
        first_release: u32::try_from(first).unwrap_or(u32::MAX),
        last_release: u32::try_from(last).unwrap_or(u32::MAX),
        parts,
        notes: filled.notes,
    })
}

/// Refuses to write over the file that the buyer sent, wherever it lies and whatever it is called.
fn not_the_buyers_own(path: &Path, kept: &KeptQuestionnaire) -> Result<()> {
    if path.is_file() && std::fs::read(path).is_ok_and(|bytes| TextHash::of(bytes) == kept.hash) {
        return Err(AppError::invalid("This is the buyer's own file; give the filled one another name"));
    }
    Ok(())
}

fn unsigned(rows: &Rows, taken: &Taken) -> String {
    let first = taken.unsigned.first().map(|row: &RefusedRow| format!("; row {}: {}", row.row, row.why));
    let first = first.unwrap_or_default();
    match (taken.released.len(), taken.unsigned.len()) {
        (0, 0) => format!("None of the {} rows has an answer that could go out", rows.rows.len()),
        (0, open) => format!("None of the {open} answers is signed off{first}"),
        (signed, open) => format!(
            "{open} of {} answers are not signed off{first}. Have them signed, leave those rows out, or ask for the signed \
             ones only",
            signed + open
        ),
    }
}

fn part(part: &export::PartReport) -> FilePartView {
    let list = |cells: &[CellRef]| cells.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let change = match &part.change {
        PartChange::Identical => "identical".to_owned(),
        PartChange::Cells { sheet, cells } if sheet.is_empty() => format!("only these cells differ: {}", list(cells)),
        PartChange::Cells { sheet, cells } => format!("sheet {sheet}: only these cells differ: {}", list(cells)),
        PartChange::FormulasDropped { cells } => {
            format!("cells that held a formula are no longer computed: {}", list(cells))
        }
    };
    FilePartView {
        name: part.name.clone(),
        before: part.before.clone(),
        after: part.after.clone(),
        change,
        identical: part.change == PartChange::Identical,
    }
}

fn sheet(guess: &ingest::SheetGuess) -> SheetView {
    let tables = guess.tables.iter().map(|table| TableView {
        header_row: table.header_row,
        first_row: table.rows.0,
        last_row: table.rows.1,
        questions: table.questions,
        columns: table
            .columns
            .iter()
            .map(|column| ColumnView {
                letters: CellRef::letters(column.column),
                title: column.title.clone(),
                role: role_word(column.role).to_owned(),
                reason: column.reason.clone(),
            })
            .collect(),
    });
    SheetView {
        name: guess.sheet.clone(),
        hidden: guess.hidden,
        reason: guess.reason.clone(),
        tables: tables.collect(),
    }
}

fn role_word(role: ColumnRole) -> &'static str {
    match role {
        ColumnRole::Question => "question",
        ColumnRole::Answer => "answer",
        ColumnRole::Comment => "comment",
        ColumnRole::Id => "id",
        ColumnRole::Section => "section",
    }
}

fn warnings(read: &Questionnaire) -> Vec<String> {
    read.warnings.iter().map(|warning| said(&warning.place, &warning.message)).collect()
}

fn said(place: &str, what: &str) -> String {
    if place.is_empty() { what.to_owned() } else { format!("{place}: {what}") }
}

fn unreadable(name: &str, fault: &ingest::IngestError) -> AppError {
    AppError::invalid(format!("{name}: {fault}"))
}

fn day(text: &str) -> Result<NaiveDate> {
    text.parse().map_err(|_| AppError::invalid(format!("'{text}' is no date; write it as 2026-12-31")))
}

/// What a cell takes, in words.
pub(crate) fn form_words(form: &AnswerForm) -> String {
    match form {
        AnswerForm::OneOf { choices } if choices.is_empty() => "one of a list that a formula makes".to_owned(),
        AnswerForm::OneOf { choices } => format!("one of: {}", choices.join(", ")),
        AnswerForm::YesNo { not_applicable: true } => "yes, no or not applicable".to_owned(),
        AnswerForm::YesNo { not_applicable: false } => "yes or no".to_owned(),
        AnswerForm::Number => "a number".to_owned(),
        AnswerForm::Date => "a date".to_owned(),
        AnswerForm::Text { most: Some(most) } => format!("at most {most} characters"),
        AnswerForm::Text { most: None } => String::new(),
    }
}
