//! Opening, making and leaving workspaces.

use std::sync::Arc;

use domain::{Audience, Permission, Role, Sanction, Sensitivity};

use crate::{
    caller::Caller,
    convert,
    error::{AppError, ErrorCode, Result},
    extract::Raw,
    host::Host,
    import::{self, Order, Source},
    open::{App, NewWorkspace, Place},
    view::{CountsView, CreateWorkspace, DoorView, Nothing, OpenWorkspace, SwitchPerson, WorkspaceView},
};

/// The state of this door.
///
/// # Errors
/// When the store cannot be read.
pub async fn get_workspace(host: &Host, _: Nothing) -> Result<WorkspaceView> {
    match host.at_work().await {
        Ok((app, caller)) => view(host, &app, &caller).await,
        Err(_) => Ok(closed(host)),
    }
}

/// Opens the sample workspace, making it first where it is not there yet.
///
/// # Errors
/// When it cannot be written or read.
pub async fn open_sample(host: &Host, _: Nothing) -> Result<WorkspaceView> {
    let place = Place::Folder(host.config.sample());
    if place.exists() {
        host.open(&place, None).await?;
    } else {
        host.close().await;
        let app = make_sample(host, &place).await?;
        host.take(app, None).await?;
    }
    get_workspace(host, Nothing {}).await
}

/// Makes an empty workspace and opens it.
///
/// # Errors
/// `Conflict` when one is already there; `Invalid` for a folder that cannot be written.
pub async fn create_workspace(host: &Host, order: CreateWorkspace) -> Result<WorkspaceView> {
    if order.name.trim().is_empty() || order.person.trim().is_empty() || order.path.trim().is_empty() {
        return Err(AppError::invalid(
            "A workspace needs a folder, a name, and the name of the person who works in it",
        ));
    }
    let place = Place::read(&order.path, &host.config.here);
    let domains = match &order.email {
        Some(email) if order.our_domains.is_empty() => {
            email.rsplit_once('@').map(|(_, domain)| domain.to_lowercase()).into_iter().collect()
        }
        _ => order.our_domains.iter().map(|domain| domain.trim().to_lowercase()).collect(),
    };
    let new = NewWorkspace {
        name: order.name,
        sample: false,
        pinned_now: None,
        zone_minutes: chrono::Local::now().offset().local_minus_utc() / 60,
        person: order.person,
        email: order.email,
        role: Role::Admin,
        our_domains: domains,
    };
    host.close().await;
    let app = App::create(&place, &host.config, Arc::clone(&host.clock), Arc::clone(&host.ids), new).await?;
    host.take(app, None).await?;
    get_workspace(host, Nothing {}).await
}

/// Opens a workspace folder or a team's database.
///
/// # Errors
/// `NotFound`, `Busy` when it is open elsewhere, `AppTooOld` for a newer one.
pub async fn open_workspace(host: &Host, order: OpenWorkspace) -> Result<WorkspaceView> {
    host.open(&Place::read(&order.path, &host.config.here), None).await?;
    get_workspace(host, Nothing {}).await
}

/// Leaves the workspace; the next one can be opened.
///
/// # Errors
/// None of its own.
pub async fn close_workspace(host: &Host, _: Nothing) -> Result<WorkspaceView> {
    host.close().await;
    Ok(closed(host))
}

/// Works as another person of this workspace. Their key stays theirs: without its passphrase nothing can be signed.
///
/// # Errors
/// `NotFound` when nobody here has this name.
pub async fn switch_person(host: &Host, order: SwitchPerson) -> Result<WorkspaceView> {
    host.act_as(&order.person).await?;
    get_workspace(host, Nothing {}).await
}

/// Makes the sample workspace at a place: imports its history and its library, and sanctions by its register.
///
/// # Errors
/// As [`App::create`]; `Internal` when a sample file does not import, because then the sample is broken.
pub async fn make_sample(host: &Host, place: &Place) -> Result<Arc<App>> {
    let new_folder = match place {
        Place::Folder(folder) if !folder.exists() => Some(folder),
        _ => None,
    };
    let made = fill_sample(host, place).await;
    if let (Err(_), Some(folder)) = (&made, new_folder) {
        // Half a sample is of no use, and the next try would find the place taken. Nobody has written here but us.
        drop(std::fs::remove_dir_all(folder));
    }
    made
}

async fn fill_sample(host: &Host, place: &Place) -> Result<Arc<App>> {
    let (name, email) = sample::ADMIN;
    let new = NewWorkspace {
        name: sample::NAME.to_owned(),
        sample: true,
        pinned_now: Some(sample::pinned_now()),
        zone_minutes: sample::ZONE_MINUTES,
        person: name.to_owned(),
        email: Some(email.to_owned()),
        role: Role::Admin,
        our_domains: sample::OUR_DOMAINS.iter().map(|&domain| domain.to_owned()).collect(),
    };
    let app = App::create(place, &host.config, Arc::clone(&host.clock), Arc::clone(&host.ids), new).await?;
    let admin = app.caller(None).await?;
    super::team::make_sample_team(&app, &admin, sample::TEAM).await?;
    let caller = app.caller(Some(sample::PERSON.0)).await?;
    for (door, folder) in [(DoorView::History, "history/"), (DoorView::Library, "library/")] {
        let sources = sample::files()?
            .into_iter()
            .filter(|file| file.path.starts_with(folder))
            .map(|file| Source::Bytes { path: file.path, bytes: file.bytes })
            .collect();
        let order = Order { door, sources, account: None };
        let done = import::run_here(&app, &caller, order, Arc::default()).await?;
        if let Some(failed) = done.failed.first() {
            let message = format!("The sample file {} did not import: {}", failed.path, failed.reason);
            return Err(AppError::new(ErrorCode::Internal, message));
        }
    }
    sanction_by_register(&app, &admin, sample::sanctions()).await?;
    let (name, account, due, bytes) = sample::questionnaire()?;
    let raw = Raw { name: name.to_owned(), bytes };
    let engineer = app.caller(Some(sample::ENGINEER)).await?;
    super::questionnaires::take(&app, &engineer, (account, due.parse().ok(), &[]), raw).await?;
    let mut tx = app.write(&admin).await?;
    tx.keep_setting("person", &serde_json::json!(sample::PERSON.0)).await?;
    tx.commit().await?;
    Ok(app)
}

/// Sanctions documents as a register states it: a CSV with the columns file, title, owner, sanctioned_by,
/// sanctioned_at, audience, sensitivity, effective, expires, withdrawn, supersedes. A file is named by the end of its
/// path.
/// Returns how many versions were sanctioned.
///
/// # Errors
/// `Invalid` with the line, for a row that cannot be read; nothing is kept then.
pub async fn sanction_by_register(app: &Arc<App>, caller: &Caller, register: &str) -> Result<u32> {
    caller.may(Permission::Sanction)?;
    let documents = app.store.read().documents().await?;
    let find = |file: &str| {
        documents.iter().find(|(document, _)| document.path == file || document.path.ends_with(&format!("/{file}")))
    };
    let mut tx = app.write(caller).await?;
    let mut done = 0;
    for (number, row) in ingest::read_table(register).into_iter().enumerate() {
        let line = number + 2;
        let cell = |name: &str| row.get(name).map(|text| text.trim()).filter(|text| !text.is_empty());
        let Some(file) = cell("file") else { continue };
        let Some((document, versions)) = find(file) else {
            return Err(AppError::invalid(format!(
                "Line {line} of the register names {file}, which is not in the library; import it first"
            )));
        };
        let Some(version) = versions.last() else {
            continue;
        };
        let sanction = read_sanction(app, caller, cell, line)?;
        tx.keep_sanction(version.id, &sanction).await?;
        if let Some(text) = cell("withdrawn") {
            tx.withdraw(version.id, read_time(text, "withdrawn", line)?).await?;
        }
        done += 1;
        if let Some((old, _)) = cell("supersedes").and_then(find) {
            tx.supersede(old.id, document.id).await?;
        }
    }
    tx.commit().await?;
    crate::jobs::index_changes::after_commit(app).await;
    Ok(done)
}

fn read_time(text: &str, column: &str, line: usize) -> Result<chrono::DateTime<chrono::Utc>> {
    chrono::DateTime::parse_from_rfc3339(text).map(|time| time.to_utc()).map_err(|_| {
        AppError::invalid(format!("Line {line}: '{text}' in {column} is no time; write 2026-02-24T09:30:00Z"))
    })
}

/// One row of the register; what it leaves out is the caller, now, and internal.
fn read_sanction<'a>(
    app: &App,
    caller: &Caller,
    cell: impl Fn(&str) -> Option<&'a str>,
    line: usize,
) -> Result<Sanction> {
    let date = |name: &str| cell(name).map(|text| read_date(text, name, line)).transpose();
    let at = match cell("sanctioned_at") {
        Some(text) if text.contains('T') => read_time(text, "sanctioned_at", line)?,
        _ => {
            date("sanctioned_at")?.and_then(|day| day.and_hms_opt(9, 0, 0)).map_or_else(|| app.now(), |at| at.and_utc())
        }
    };
    Ok(Sanction {
        by: cell("sanctioned_by").map_or_else(|| caller.person().name.clone(), str::to_owned),
        at,
        audience: read_audience(cell("audience").unwrap_or("internal"), line)?,
        sensitivity: read_sensitivity(cell("sensitivity").unwrap_or("internal"), line)?,
        owner: cell("owner").map(str::to_owned),
        effective: date("effective")?,
        expires: date("expires")?,
        withdrawn: None,
    })
}

fn read_date(text: &str, column: &str, line: usize) -> Result<chrono::NaiveDate> {
    text.parse()
        .map_err(|_| AppError::invalid(format!("Line {line}: '{text}' in {column} is no date; write YYYY-MM-DD")))
}

fn read_audience(text: &str, line: usize) -> Result<Audience> {
    match text {
        "internal" => Ok(Audience::Internal),
        "nda" => Ok(Audience::Nda),
        "public" => Ok(Audience::Public),
        _ => Err(AppError::invalid(format!("Line {line}: the audience '{text}' is none of internal, nda, public"))),
    }
}

fn read_sensitivity(text: &str, line: usize) -> Result<Sensitivity> {
    match text {
        "public" => Ok(Sensitivity::Public),
        "internal" => Ok(Sensitivity::Internal),
        "confidential" => Ok(Sensitivity::Confidential),
        "restricted" => Ok(Sensitivity::Restricted),
        _ => Err(AppError::invalid(format!(
            "Line {line}: the sensitivity '{text}' is none of public, internal, confidential, restricted"
        ))),
    }
}

fn closed(host: &Host) -> WorkspaceView {
    WorkspaceView {
        open: false,
        name: String::new(),
        path: host.config.sample().display().to_string(),
        sample: false,
        self_attested: true,
        person: host.config.user.clone(),
        role: String::new(),
        now: convert::time(host.clock.now()),
        zone_minutes: chrono::Local::now().offset().local_minus_utc() / 60,
        counts: CountsView {
            accounts: 0,
            contacts: 0,
            opportunities: 0,
            entries: 0,
            unattached: 0,
            documents: 0,
            quarantined: 0,
            passages: 0,
        },
        bytes_sent: 0,
        recent: host.config.recent(),
    }
}

async fn view(host: &Host, app: &App, caller: &Caller) -> Result<WorkspaceView> {
    let counts = app.store.read().counts().await?;
    let number = |n: i64| u32::try_from(n).unwrap_or(u32::MAX);
    let quarantined = app
        .store
        .read()
        .documents()
        .await?
        .iter()
        .filter(|(_, versions)| versions.last().is_some_and(|v| v.sanction.is_none()))
        .count();
    Ok(WorkspaceView {
        open: true,
        name: app.workspace.name.clone(),
        path: app.place.shown(),
        sample: app.workspace.sample,
        self_attested: app.store.is_embedded(),
        person: caller.person().name.clone(),
        role: caller.person().role.words().to_owned(),
        now: convert::time(app.now()),
        zone_minutes: app.zone_minutes(),
        counts: CountsView {
            accounts: number(counts.accounts),
            contacts: number(counts.contacts),
            opportunities: number(counts.opportunities),
            entries: number(counts.entries),
            unattached: number(counts.unattached),
            documents: number(counts.documents),
            quarantined: convert::count(quarantined),
            passages: number(counts.passages),
        },
        // No code of ours opens a socket; the count is what there is to count.
        bytes_sent: 0,
        recent: host.config.recent(),
    })
}
