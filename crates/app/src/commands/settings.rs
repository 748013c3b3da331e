//! Settings: who I am, the synonym list, and what protects this workspace.

use std::sync::Arc;

use domain::{Act, Permission};
use index::Synonyms;

use crate::{
    caller::Caller,
    commands::briefings::write_file,
    error::{AppError, Result},
    gather,
    open::App,
    view::{KeepSynonyms, Nothing, PersonRow, SettingsView},
};

/// The settings as they are.
///
/// # Errors
/// When the store cannot be read.
pub async fn get_settings(app: &Arc<App>, caller: &Caller, _: Nothing) -> Result<SettingsView> {
    caller.may(Permission::Read)?;
    let people = app.store.read().people().await?;
    let text = std::fs::read_to_string(app.folder.join("synonyms.txt"))
        .unwrap_or_else(|_| Synonyms::starting_text().to_owned());
    let embedded = app.store.is_embedded();
    let log = if embedded {
        "The log is attested by this machine alone (embedded mode)"
    } else {
        "The log is kept by the team's database, which refuses changes to it"
    };
    Ok(SettingsView {
        person: caller.person().name.clone(),
        role: caller.person().role.words().to_owned(),
        people: people
            .into_iter()
            .map(|person| PersonRow { name: person.name, role: person.role.words().to_owned(), email: person.email })
            .collect(),
        synonyms_problem: Synonyms::parse(&text).err().map(|error| error.to_string()),
        synonyms: text,
        our_domains: gather::our_domains(app).await?,
        path: app.place.shown(),
        database: if embedded { "SQLite, in the workspace folder" } else { "PostgreSQL, the team's" }.to_owned(),
        protections: vec![
            "The window has no network, and no code here sends anything".to_owned(),
            log.to_owned(),
            "Files are parsed inside this process; the sandboxed worker is not built yet".to_owned(),
        ],
    })
}

/// Replaces the synonym list; a list with a mistake is refused with its line and the old one stays in force.
///
/// # Errors
/// `Invalid` with the line.
pub async fn keep_synonyms(app: &Arc<App>, caller: &Caller, order: KeepSynonyms) -> Result<SettingsView> {
    caller.may(Permission::Read)?;
    let list = Synonyms::parse(&order.text).map_err(|error| AppError::invalid(error.to_string()))?;
    write_file(&app.folder.join("synonyms.txt"), &order.text)?;
    if let Ok(mut held) = app.synonyms.write() {
        *held = Arc::new(list);
    }
    let mut tx = app.write(caller).await?;
    tx.audit(Act::SettingChanged, "synonyms", serde_json::json!({ "bytes": order.text.len() })).await?;
    tx.commit().await?;
    get_settings(app, caller, Nothing {}).await
}
