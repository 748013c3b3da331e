//! `library list | sanction | register | withdraw`.

use app::{
    AppError, Result,
    commands::{library as act, workspace::sanction_by_register},
    view::{AudienceView, DocumentView, LibraryView, Nothing, OfVersion, SanctionDocument, SensitivityView},
};

use super::Door;
use crate::{
    args::{Audience, Library, Sensitivity},
    output,
};

pub(super) async fn run(door: &Door, order: Library) -> Result<()> {
    let (app, caller) = door.open().await?;
    match order {
        Library::List => output::reply(door.json, &act::list_documents(&app, &caller, Nothing {}).await?, list),
        Library::Sanction { document, audience, sensitivity, owner, effective, expires } => {
            let version = newest(&app, &document).await?;
            let audience = match audience {
                Audience::Internal => AudienceView::Internal,
                Audience::Nda => AudienceView::Nda,
                Audience::Public => AudienceView::Public,
            };
            let sensitivity = match sensitivity {
                Sensitivity::Public => SensitivityView::Public,
                Sensitivity::Internal => SensitivityView::Internal,
                Sensitivity::Confidential => SensitivityView::Confidential,
                Sensitivity::Restricted => SensitivityView::Restricted,
            };
            let order = SanctionDocument { version, audience, sensitivity, owner, effective, expires };
            output::reply(door.json, &act::sanction_document(&app, &caller, order).await?, one)
        }
        Library::Register { file } => {
            let text = std::fs::read_to_string(&file)
                .map_err(|error| AppError::invalid(format!("{} cannot be read: {error}", file.display())))?;
            let done = sanction_by_register(&app, &caller, &text).await?;
            output::reply(door.json, &serde_json::json!({ "sanctioned": done }), |_| {
                output::line(&format!("{done} documents sanctioned"))
            })
        }
        Library::Withdraw { document } => {
            let version = newest(&app, &document).await?;
            output::reply(door.json, &act::withdraw_document(&app, &caller, OfVersion { version }).await?, one)
        }
    }
}

async fn newest(app: &app::App, document: &str) -> Result<String> {
    let (document, versions) = act::find_document(app, document).await?;
    let newest = versions.last().map(|version| version.id.to_string());
    newest.ok_or_else(|| AppError::not_found(format!("{} has no version", document.title)))
}

fn list(view: &LibraryView) {
    let rows = view.rows.iter().map(|row| {
        let text = |value: &Option<String>| value.clone().unwrap_or_else(|| "–".to_owned());
        vec![
            row.title.clone(),
            format!("{} v{}", row.format, row.version),
            state(&row.force),
            text(&row.audience),
            text(&row.expires),
            text(&row.owner),
            row.passages.to_string(),
        ]
    });
    output::table(&["Document", "Version", "State", "Audience", "Until", "Owner", "Passages"], rows.collect());
    if view.rows.is_empty() {
        output::line("The library is empty; `import library PATH` adds documents");
    }
}

fn one(view: &DocumentView) {
    output::line(&format!("{}, version {}: {}", view.row.title, view.row.version, state(&view.row.force)));
}

pub(super) fn state(force: &app::view::ForceView) -> String {
    serde_json::to_value(force)
        .ok()
        .and_then(|value| value.as_str().map(|word| word.replace('_', " ")))
        .unwrap_or_default()
}
