//! `brief [ACCOUNT]`, `brief objection` and `brief questions`: printed or written, internal and marked so.

use std::path::Path;

use app::{
    App, AppError, Result,
    commands::{briefings, objections, today},
    view::{AskObjection, Nothing},
};
use chrono::{DateTime, Utc};
use domain::{EntryId, FoundQuestion};

use super::Door;
use crate::{
    args::{Brief, BriefKind, Executive, Form, Objection},
    output,
};

pub(super) async fn run(door: &Door, order: Brief) -> Result<()> {
    match order.kind {
        None => executive(door, order.executive).await,
        Some(BriefKind::Executive(order)) => executive(door, order).await,
        Some(BriefKind::Objection(order)) => objection(door, order).await,
        Some(BriefKind::Misses) => misses(door).await,
        Some(BriefKind::Questions { account }) => questions(door, &account).await,
    }
}

async fn executive(door: &Door, order: Executive) -> Result<()> {
    let (app, caller) = door.open().await?;
    let as_of = as_of(&app, order.as_of.as_deref())?;
    let meeting = order.meeting.map(|id| id.parse::<EntryId>()).transpose()?;
    let account = match order.account {
        Some(account) => account,
        None => next_account(&app, &caller).await?,
    };
    let briefing = briefings::make(&app, &caller, &account, meeting, as_of).await?;
    if order.keep {
        let id = briefings::keep(&app, &caller, &briefing).await?;
        output::remark(&format!("Kept as {id}"));
    }
    let text = briefings::written(&briefing, format(door, order.format, order.out.is_some()));
    give(&text, order.out.as_deref())
}

async fn objection(door: &Door, order: Objection) -> Result<()> {
    let (app, caller) = door.open().await?;
    if order.draft {
        let order = AskObjection { account: order.account, question: order.question };
        let draft = objections::start_objection_draft(&app, &caller, order).await?;
        return output::reply(door.json, &draft, super::draft::show);
    }
    let as_of = as_of(&app, order.as_of.as_deref())?;
    let card = objections::make_card(&app, &caller, &order.account, &order.question, as_of).await?;
    let text = objections::written(&card, format(door, order.format, order.out.is_some()));
    give(&text, order.out.as_deref())
}

async fn misses(door: &Door) -> Result<()> {
    let (app, caller) = door.open().await?;
    let found = briefings::list_misses(&app, &caller, Nothing {}).await?;
    output::reply(door.json, &found, |found| {
        if found.is_empty() {
            output::line("No statement is marked as wrong");
        }
        for miss in found {
            output::line(&format!("{}: {}", miss.account_name, miss.check.words));
            output::line(&format!("  {} ({}, {})", miss.check.note, miss.check.by, miss.check.at));
        }
    })
}

async fn questions(door: &Door, account: &str) -> Result<()> {
    let (app, caller) = door.open().await?;
    let found = objections::find_questions(&app, &caller, account).await?;
    output::reply(door.json, &found, |found| {
        if found.is_empty() {
            output::line("No question of this buyer was found in mails or calls");
        }
        found.iter().for_each(|one| output::line(&listed(one)));
    })
}

fn listed(one: &FoundQuestion) -> String {
    let category = one.category.map_or("", domain::Category::words);
    let lead = format!("{}  {:8}  {:19}  {}: “{}”", one.date, one.reply.words(), category, one.who, one.words);
    match &one.replied {
        Some(reply) => format!("{lead}\n            {}", reply.text),
        None => lead,
    }
}

fn as_of(app: &App, given: Option<&str>) -> Result<DateTime<Utc>> {
    let Some(text) = given else { return Ok(app.now()) };
    let time = DateTime::parse_from_rfc3339(text)
        .map_err(|_| AppError::invalid(format!("'{text}' is no time; write it as 2026-11-19T07:40:00Z")))?;
    Ok(time.with_timezone(&Utc))
}

fn format(door: &Door, asked: Form, to_file: bool) -> app::Format {
    match if door.json { Form::Json } else { asked } {
        Form::Terminal => app::Format::Terminal { width: output::width(), color: output::is_terminal() && !to_file },
        Form::Markdown => app::Format::Markdown,
        Form::Html => app::Format::Html,
        Form::Json => app::Format::Json,
    }
}

fn give(text: &str, out: Option<&Path>) -> Result<()> {
    match out {
        Some(path) => {
            briefings::write_file(path, text)?;
            output::remark(&format!("Written to {}", path.display()));
        }
        None => output::line(text.trim_end()),
    }
    Ok(())
}

async fn next_account(app: &std::sync::Arc<App>, caller: &app::Caller) -> Result<String> {
    let today = today::get_today(app, caller, Nothing {}).await?;
    let next = today.meetings.first().map(|meeting| meeting.account.clone());
    next.ok_or_else(|| AppError::not_found("There is no meeting in the next seven days; name an account"))
}
