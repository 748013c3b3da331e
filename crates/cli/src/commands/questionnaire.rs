//! `questionnaire …` and `answers …`.

use app::{
    App, AppError, Caller, Result,
    commands::{answers, questionnaires, rows},
    view::{
        AnswersView, ChangeAnswer, ColumnChoice, ColumnsView, CorrectColumns, DecideRows, DraftStateView,
        ListQuestionnaires, MarkRows, Nothing, OfQuestionnaire, OnRows, QuestionnaireHead, QuestionnaireView,
        ReturnQuestionnaire, ReturnedView, RowStateView, RowView, RowsDone, SeenRow, SheetCorrection,
        TakeQuestionnaire, WriteRow,
    },
};
use std::sync::Arc;

use super::{Door, passphrase};
use crate::{
    args_questionnaire::{self as args, Answers, Questionnaire},
    output,
};

pub(super) async fn run(door: &Door, order: Questionnaire) -> Result<()> {
    let (app, caller) = door.open().await?;
    let (app, caller) = (&app, &caller);
    match order {
        Questionnaire::Take { path, account, due, columns } => {
            let path = std::path::absolute(path).map_err(|error| AppError::invalid(error.to_string()))?;
            let columns = if columns.columns.is_empty() { Vec::new() } else { vec![correction(columns)?] };
            let order = TakeQuestionnaire { account, path: path.display().to_string(), due, columns };
            tell(door, &questionnaires::take_questionnaire(app, caller, order).await?, |_| true)
        }
        Questionnaire::List { account } => {
            let found = questionnaires::list_questionnaires(app, caller, ListQuestionnaires { account }).await?;
            output::reply(door.json, &found, |found| {
                if found.rows.is_empty() {
                    output::line("No questionnaire was taken in yet");
                }
                found.rows.iter().for_each(head);
            })
        }
        Questionnaire::Show { id, state, by_risk } => {
            let state = state.as_deref().map(known_state).transpose()?;
            let mut found =
                questionnaires::get_questionnaire(app, caller, OfQuestionnaire { questionnaire: id }).await?;
            if by_risk {
                found.rows.sort_by_key(|row| std::cmp::Reverse(row.text.as_ref().map_or(0, |text| text.risk)));
            }
            tell(door, &found, |row| state.is_none_or(|wanted| states(row).contains(&wanted)))
        }
        Questionnaire::Columns { id } => {
            let found = questionnaires::get_columns(app, caller, OfQuestionnaire { questionnaire: id }).await?;
            output::reply(door.json, &found, columns)
        }
        Questionnaire::Correct(order) => {
            let found = {
                let sheets = vec![correction(order.columns)?];
                questionnaires::correct_columns(app, caller, CorrectColumns { questionnaire: order.id, sheets }).await?
            };
            tell(door, &found, |_| true)
        }
        other => on_rows(door, app, caller, other).await,
    }
}

async fn on_rows(door: &Door, app: &Arc<App>, caller: &Caller, order: Questionnaire) -> Result<()> {
    match order {
        Questionnaire::Answer { id, rows } => {
            let order = OnRows { questionnaire: id, rows: numbers(&rows)? };
            tell(door, &rows::answer_rows(app, caller, order).await?, |_| true)
        }
        Questionnaire::Write { id, row } => {
            let found = rows::write_row(app, caller, WriteRow { questionnaire: id, row }).await?;
            tell(door, &found, |own| own.number == row)
        }
        Questionnaire::Mark(order) => {
            let numbers = numbers(&order.rows)?;
            let marks = MarkRows {
                questionnaire: order.id,
                rows: numbers.clone(),
                skip: order.skip,
                ask: order.ask,
                role: order.role,
            };
            tell(door, &rows::mark_rows(app, caller, marks).await?, |row| numbers.contains(&row.number))
        }
        Questionnaire::Submit { id, rows } => {
            let order = OnRows { questionnaire: id, rows: numbers(&rows)? };
            done(door, &rows::submit_rows(app, caller, order).await?, "submitted")
        }
        Questionnaire::Approve(order) => decide(door, app, caller, order, "approved").await,
        Questionnaire::SendBack(order) => decide(door, app, caller, order, "sent-back").await,
        Questionnaire::Return { id, out, partial } => {
            let path = std::path::absolute(out).map_err(|error| AppError::invalid(error.to_string()))?;
            let order = ReturnQuestionnaire { questionnaire: id, path: path.display().to_string(), partial };
            let given = questionnaires::return_questionnaire(app, caller, order).await?;
            output::reply(door.json, &given, returned)
        }
        _ => Ok(()),
    }
}

async fn decide(door: &Door, app: &Arc<App>, caller: &Caller, order: args::DecideRows, meaning: &str) -> Result<()> {
    let rows = numbers(&order.rows)?;
    let of = OfQuestionnaire { questionnaire: order.id.clone() };
    let view = questionnaires::get_questionnaire(app, caller, of).await?;
    let revision = |number: u32| {
        let row = view.rows.iter().find(|row| row.number == number);
        row.and_then(|row| row.text.as_ref()).map_or(0, |text| text.revision)
    };
    // What `show` prints now is what is decided on; an edit in between is refused.
    let seen = rows.iter().map(|row| SeenRow { row: *row, revision: revision(*row) }).collect();
    let order = DecideRows {
        questionnaire: order.id,
        rows: seen,
        meaning: meaning.to_owned(),
        reason: order.reason,
        passphrase: Some(passphrase(&order.passphrase)?),
    };
    done(door, &rows::decide_rows(app, caller, order).await?, &meaning.replace('-', " "))
}

/// `3` and `10-14` as numbers.
fn numbers(given: &[String]) -> Result<Vec<u32>> {
    let bad = |text: &str| AppError::invalid(format!("'{text}' is no row; write a number such as 3, or 10-14"));
    let mut found = Vec::new();
    for text in given.iter().flat_map(|text| text.split(',')).map(str::trim).filter(|text| !text.is_empty()) {
        let (from, to) = text.split_once('-').unwrap_or((text, text));
        let (from, to): (u32, u32) = (from.parse().map_err(|_| bad(text))?, to.parse().map_err(|_| bad(text))?);
        if from > to || to - from > 100_000 {
            return Err(bad(text));
        }
        found.extend(from..=to);
    }
    Ok(found)
}

fn correction(order: args::Columns) -> Result<SheetCorrection> {
    let columns = order.columns.iter().map(|text| {
        let (letters, role) = text
            .split_once('=')
            .ok_or_else(|| AppError::invalid(format!("'{text}' is no column; write such as B=question")))?;
        Ok(ColumnChoice { letters: letters.trim().to_owned(), role: role.trim().to_owned() })
    });
    Ok(SheetCorrection {
        sheet: order.sheet,
        skip: order.skip,
        header_row: order.header_row,
        columns: columns.collect::<Result<_>>()?,
    })
}

const STATES: [&str; 6] = ["answered", "needs-review", "no-source", "skipped", "in-review", "signed"];

fn known_state(word: &str) -> Result<&'static str> {
    STATES
        .into_iter()
        .find(|state| *state == word)
        .ok_or_else(|| AppError::invalid(format!("'{word}' is no state of a row; known are {}", STATES.join(", "))))
}

fn states(row: &RowView) -> Vec<&'static str> {
    if row.skipped.is_some() {
        return vec!["skipped"];
    }
    let own = match row.state {
        Some(RowStateView::Answered) => "answered",
        Some(RowStateView::NeedsReview) => "needs-review",
        Some(RowStateView::NoSource) | None => "no-source",
    };
    let way = row.text.as_ref().and_then(|text| match text.state {
        DraftStateView::InReview => Some("in-review"),
        DraftStateView::SignedOff | DraftStateView::Released => Some("signed"),
        _ => None,
    });
    way.into_iter().chain([own]).collect()
}

fn tell(door: &Door, found: &QuestionnaireView, wanted: impl Fn(&RowView) -> bool) -> Result<()> {
    found.notes.iter().for_each(|note| output::remark(note));
    output::reply(door.json, found, |found| {
        head(&found.head);
        found.rows.iter().filter(|row| wanted(row)).for_each(row);
    })
}

fn head(head: &QuestionnaireHead) {
    let counts = &head.counts;
    let due = head.due.as_ref().map(|due| format!(", due {due}")).unwrap_or_default();
    output::line(&format!("{}  {} for {}{due}", head.id, head.name, head.account_name));
    output::line(&format!(
        "  {} rows: {} answered from source, {} need review, {} without source, {} left out; {} in review, {} signed off, {} wait for you",
        counts.rows,
        counts.answered,
        counts.needs_review,
        counts.no_source,
        counts.skipped,
        counts.in_review,
        counts.signed,
        counts.waiting_for_me
    ));
}

fn row(row: &RowView) {
    let place = match (row.sheet.as_str(), row.cell.as_str()) {
        ("", cell) => cell.to_owned(),
        (sheet, cell) => format!("{sheet}!{cell}"),
    };
    let id = row.id.as_deref().map(|id| format!("{id}  ")).unwrap_or_default();
    output::line(&format!("\n{:>4}  [{}]  {place}  {id}{}", row.number, states(row).join(", "), row.question));
    if let Some(why) = &row.skipped {
        output::line(&format!("      left out: {why}"));
        return;
    }
    if !row.form.is_empty() {
        output::line(&format!("      takes {}", row.form));
    }
    output::line(&format!("      {}", row.because));
    if let Some(role) = &row.role {
        output::line(&format!("      to be answered by: {role}"));
    }
    let Some(text) = &row.text else { return };
    text.answer.lines().filter(|line| !line.is_empty()).for_each(|line| output::line(&format!("      > {line}")));
    for source in &text.sources {
        let place = if source.place.is_empty() { String::new() } else { format!(", {}", source.place) };
        output::line(&format!("      [{}] {}{place} ({})", source.number, source.title, source.state));
    }
    if let Some(why) = &text.unfit {
        output::line(&format!("      does not fit: {why}"));
    }
    output::line(&format!("      {} ({})", text.sentence, text.draft));
}

fn columns(found: &ColumnsView) {
    if found.corrected {
        output::line("A person corrected the columns of files of this form");
    }
    for sheet in &found.sheets {
        let name = if sheet.name.is_empty() { "The file" } else { &sheet.name };
        output::line(&format!("{name}{}: {}", if sheet.hidden { " (hidden)" } else { "" }, sheet.reason));
        for table in &sheet.tables {
            output::line(&format!("  rows {} to {}: {} questions", table.first_row, table.last_row, table.questions));
            for column in &table.columns {
                output::line(&format!("    {} {}: {} ({})", column.letters, column.title, column.role, column.reason));
            }
        }
    }
    found.warnings.iter().for_each(|warning| output::remark(warning));
}

fn done(door: &Door, done: &RowsDone, what: &str) -> Result<()> {
    output::reply(door.json, done, |done| {
        output::line(&format!("{} rows {what}, {} refused", done.done.len(), done.refused.len()));
        done.refused.iter().for_each(|one| output::line(&format!("  {:>4} {}: {}", one.row, one.cell, one.why)));
    })
}

fn returned(given: &ReturnedView) {
    output::line(&given.path);
    output::line(&format!(
        "{} rows filled as releases {} to {}; {} rows stay as they were",
        given.filled.len(),
        given.first_release,
        given.last_release,
        given.left.len()
    ));
    given.left.iter().for_each(|one| output::line(&format!("  {:>4} {}: {}", one.row, one.cell, one.why)));
    let same = given.parts.iter().filter(|part| part.identical).count();
    output::line(&format!("{same} of {} parts of the file are identical, byte for byte:", given.parts.len()));
    for part in &given.parts {
        output::line(&format!("  {}  {}: {}", part.after.get(..12).unwrap_or_default(), part.name, part.change));
    }
    given.notes.iter().for_each(|note| output::line(note));
}

pub(super) async fn library(door: &Door, order: Answers) -> Result<()> {
    let (app, caller) = door.open().await?;
    let nothing = |answer| ChangeAnswer { answer, retire: None, merge_into: None, review_on: None };
    let order = match order {
        Answers::List => {
            let found = answers::list_answers(&app, &caller, Nothing {}).await?;
            return output::reply(door.json, &found, listed);
        }
        Answers::Retire { id, why } => ChangeAnswer { retire: Some(why), ..nothing(id) },
        Answers::Merge { id, into } => ChangeAnswer { merge_into: Some(into), ..nothing(id) },
        Answers::Review { id, until } => ChangeAnswer { review_on: Some(until), ..nothing(id) },
    };
    let found = answers::change_answer(&app, &caller, order).await?;
    output::reply(door.json, &found, listed)
}

fn listed(found: &AnswersView) {
    if found.rows.is_empty() {
        output::line("No answer was signed off yet");
    }
    for one in &found.rows {
        output::line(&format!("\n{}  {}", one.id, one.question));
        one.answer.lines().filter(|line| !line.is_empty()).for_each(|line| output::line(&format!("  > {line}")));
        output::line(&format!("  {}", one.sources.join("; ")));
        let use_of_it = match &one.out_of_use {
            Some(why) => format!("out of use: {why}"),
            None => format!("in use until {}", one.review_on),
        };
        output::line(&format!(
            "  signed by {} for {} on {}; looked after by {}; {use_of_it}",
            one.signed_by, one.account_name, one.signed_at, one.owner
        ));
        if !one.same_as.is_empty() {
            output::line(&format!("  answers the same as {}", one.same_as.join(", ")));
        }
    }
}
