//! `brief [ACCOUNT]`: the executive briefing, printed or written, internal and marked so.

use app::{
    AppError, Result,
    commands::{briefings, today},
    view::Nothing,
};
use chrono::{DateTime, Utc};
use domain::EntryId;

use super::Door;
use crate::{
    args::{Brief, Form},
    output,
};

pub(super) async fn run(door: &Door, order: Brief) -> Result<()> {
    let (app, caller) = door.open().await?;
    let as_of = match &order.as_of {
        Some(text) => DateTime::parse_from_rfc3339(text)
            .map_err(|_| AppError::invalid(format!("'{text}' is no time; write it as 2026-11-19T07:40:00Z")))?
            .with_timezone(&Utc),
        None => app.now(),
    };
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
    let form = if door.json { Form::Json } else { order.format };
    let format = match form {
        Form::Terminal => {
            app::Format::Terminal { width: output::width(), color: output::is_terminal() && order.out.is_none() }
        }
        Form::Markdown => app::Format::Markdown,
        Form::Html => app::Format::Html,
        Form::Json => app::Format::Json,
    };
    let text = briefings::written(&briefing, format);
    match &order.out {
        Some(path) => {
            briefings::write_file(path, &text)?;
            output::remark(&format!("Written to {}", path.display()));
        }
        None => output::line(text.trim_end()),
    }
    Ok(())
}

async fn next_account(app: &std::sync::Arc<app::App>, caller: &app::Caller) -> Result<String> {
    let today = today::get_today(app, caller, Nothing {}).await?;
    let next = today.meetings.first().map(|meeting| meeting.account.clone());
    next.ok_or_else(|| AppError::not_found("There is no meeting in the next seven days; name an account"))
}
