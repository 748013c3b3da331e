//! `audit list | show | export | verify`.

use app::{
    AppError, ErrorCode, Result,
    commands::audit as act,
    view::{AuditEntryView, AuditView, ExportAudit, ListAudit, OfEntry, VerifiedView},
};

use super::Door;
use crate::{args::Audit, output};

pub(super) async fn run(door: &Door, order: Audit) -> Result<()> {
    match order {
        Audit::Verify { file: Some(file), against } => told(door, &act::verify_file(&file, against.as_deref())?),
        Audit::Verify { file: None, against } => {
            let (app, caller) = door.open().await?;
            told(door, &act::verify_against(&app, &caller, against.as_deref()).await?)
        }
        Audit::List { by, act, subject, before, limit } => {
            let (app, caller) = door.open().await?;
            let order = ListAudit { before, person: by, act, subject, limit };
            output::reply(door.json, &act::list_audit(&app, &caller, order).await?, list)
        }
        Audit::Show { number } => {
            let (app, caller) = door.open().await?;
            output::reply(door.json, &act::get_audit_entry(&app, &caller, OfEntry { number }).await?, show)
        }
        Audit::Export { file } => {
            let (app, caller) = door.open().await?;
            let path = std::path::absolute(&file).unwrap_or(file).display().to_string();
            let written = act::export_audit(&app, &caller, ExportAudit { path }).await?;
            output::reply(door.json, &written, |written| {
                output::line(&format!("{} holds the log; `audit verify {0}` checks it anywhere", written.path));
            })
        }
    }
}

fn told(door: &Door, view: &VerifiedView) -> Result<()> {
    output::reply(door.json, view, |view| {
        if view.good {
            output::line(&format!("good  {}", view.says));
            output::line(&format!("root  {}", view.root));
        }
    })?;
    if view.good {
        return Ok(());
    }
    Err(AppError::new(ErrorCode::Conflict, format!("{}. Keep a copy of the log as it is", view.says)))
}

fn list(view: &AuditView) {
    let rows = view.rows.iter().map(|row| {
        let signed = if row.signed { "signed" } else { "" };
        let about = if row.subject_words.is_empty() { &row.subject } else { &row.subject_words };
        vec![
            row.number.to_string(),
            row.at.clone(),
            row.person.clone(),
            row.says.clone(),
            about.clone(),
            signed.to_owned(),
        ]
    });
    output::table(&["No", "When", "Who", "What", "On", ""], rows.collect());
    if view.more {
        let last = view.rows.last().map_or(0, |row| row.number);
        output::remark(&format!("There are older ones: --before {last}"));
    }
    if view.self_attested {
        output::remark("This machine alone attests this log.");
    }
}

fn show(view: &AuditEntryView) {
    let row = &view.row;
    for (name, text) in [
        ("Entry", &row.number.to_string()),
        ("When", &row.at),
        ("Who", &row.person),
        ("What", &row.says),
        ("On", &row.subject),
        ("Before", &view.previous),
        ("Hash", &row.hash),
    ] {
        output::line(&format!("{name:<7}{text}"));
    }
    output::line(&view.body);
}
