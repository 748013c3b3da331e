//! Opens a workspace: the store, which decides, and the index beside it, which may be rebuilt at any time.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, RwLock, atomic::AtomicBool},
};

use chrono::{DateTime, Utc};
use domain::{Act, Clock, NewIds, Permission, Person, PersonId, RevisionId, Role, TextHash};
use gate::Policy;
use index::{Index, Synonyms};
use store::{Store, WorkspaceRow, Writer};
use tokio::sync::broadcast;

use crate::{
    assessed::Assessed,
    caller::Caller,
    config::Config,
    echo::EchoCache,
    error::{AppError, ErrorCode, Result},
    events::{CoreEvent, Tag},
    gather::ReadingCache,
    import::Runs,
    jobs,
    keys::Keys,
    witness::Witness,
};

/// Where a workspace is: a folder of its own, or a team's database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    Folder(PathBuf),
    Team(String),
}

impl Place {
    /// A PostgreSQL address is a team's database, anything else a folder.
    #[must_use]
    pub fn read(text: &str, here: &Path) -> Self {
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            Self::Team(text.to_owned())
        } else {
            Self::Folder(here.join(text))
        }
    }

    /// The local folder: in team mode it holds this desk's index only.
    fn folder(&self, config: &Config) -> PathBuf {
        match self {
            Self::Folder(folder) => folder.clone(),
            Self::Team(url) => config.home.join("team").join(&TextHash::of(url).0[..16]),
        }
    }

    fn url(&self) -> String {
        match self {
            Self::Folder(folder) => format!("sqlite://{}", folder.join("countersign.db").display()),
            Self::Team(url) => url.clone(),
        }
    }

    /// Shown to people; a team address loses its password.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Self::Folder(folder) => folder.display().to_string(),
            Self::Team(url) => match (url.find("://"), url.rfind('@')) {
                (Some(scheme), Some(at)) if at > scheme => {
                    format!("{}{}", &url[..scheme + 3], &url[at + 1..])
                }
                _ => url.clone(),
            },
        }
    }

    /// Whether a workspace is already here. A team's database is asked when it is opened.
    #[must_use]
    pub fn exists(&self) -> bool {
        match self {
            Self::Folder(folder) => folder.join("countersign.db").is_file(),
            Self::Team(_) => true,
        }
    }
}

/// What a new workspace is told about itself.
#[derive(Debug, Clone)]
pub struct NewWorkspace {
    pub name: String,
    pub sample: bool,
    pub pinned_now: Option<DateTime<Utc>>,
    pub zone_minutes: i32,
    pub person: String,
    pub email: Option<String>,
    pub role: Role,
    pub our_domains: Vec<String>,
}

/// An open workspace: what both doors hold.
pub struct App {
    pub(crate) store: Store,
    pub(crate) index: Arc<RwLock<Index>>,
    pub(crate) index_folder: PathBuf,
    pub(crate) indexing: tokio::sync::Mutex<()>,
    /// Set when the index could not follow the store: whoever asks it next tries again first.
    pub(crate) index_behind: AtomicBool,
    pub(crate) folder: PathBuf,
    pub(crate) place: Place,
    pub(crate) workspace: WorkspaceRow,
    pub(crate) synonyms: RwLock<Arc<Synonyms>>,
    pub(crate) importing: tokio::sync::Mutex<()>,
    pub(crate) runs: Mutex<Runs>,
    pub(crate) readings: Mutex<ReadingCache>,
    pub(crate) events: broadcast::Sender<CoreEvent>,
    pub(crate) ids: Arc<dyn NewIds>,
    pub(crate) keys: Keys,
    pub(crate) witness: tokio::sync::Mutex<Witness>,
    /// The policy in force, parsed, while no other is adopted.
    pub(crate) policy: Mutex<Option<Arc<Policy>>>,
    /// What the workspace says about a draft's sentences, for as long as nothing was imported or sanctioned.
    pub(crate) echoes: Mutex<EchoCache>,
    /// The sentences of released revisions.
    pub(crate) told: Mutex<BTreeMap<RevisionId, Arc<Vec<String>>>>,
    /// Drafts as the gate last read them.
    pub(crate) assessed: Assessed,
    clock: Arc<dyn Clock>,
}

impl App {
    /// Makes a workspace where none is yet.
    ///
    /// # Errors
    /// `Conflict` when there is one already; what the store refuses.
    pub async fn create(
        place: &Place,
        config: &Config,
        clock: Arc<dyn Clock>,
        ids: Arc<dyn NewIds>,
        new: NewWorkspace,
    ) -> Result<Arc<Self>> {
        if let Place::Folder(folder) = place {
            if place.exists() {
                let message =
                    format!("There is already a workspace in {}; open it, or choose another folder", folder.display());
                return Err(AppError::new(ErrorCode::Conflict, message));
            }
            std::fs::create_dir_all(folder).map_err(|error| folder_error(folder, &error))?;
        }
        let store = Store::open(&place.url()).await?;
        if store.read().workspace().await?.is_some() {
            return Err(AppError::new(
                ErrorCode::Conflict,
                "There is already a workspace in this database; open it instead",
            ));
        }
        let row = WorkspaceRow {
            id: ids.new_id(),
            name: new.name,
            sample: new.sample,
            pinned_now: new.pinned_now,
            zone_minutes: new.zone_minutes,
            created: clock.now(),
        };
        let person = Person { id: PersonId(ids.new_id()), name: new.person, email: new.email, role: new.role };
        let mut tx = store.write(&person.name, clock.now()).await?;
        tx.keep_workspace(&row).await?;
        tx.keep_person(&person).await?;
        tx.keep_setting("our_domains", &serde_json::json!(new.our_domains)).await?;
        tx.keep_setting("person", &serde_json::json!(person.name)).await?;
        tx.commit().await?;
        Self::with_store(place, config, clock, ids, store, row).await
    }

    /// Opens a workspace and brings its index up to date.
    ///
    /// # Errors
    /// `NotFound` when there is none; what the store refuses: a second opener, a newer database, damage.
    pub async fn open(
        place: &Place,
        config: &Config,
        clock: Arc<dyn Clock>,
        ids: Arc<dyn NewIds>,
    ) -> Result<Arc<Self>> {
        if !place.exists() {
            let message = format!(
                "There is no workspace in {}; make one with `countersign --workspace DIR workspace new` or `workspace sample`",
                place.shown()
            );
            return Err(AppError::not_found(message));
        }
        let store = Store::open(&place.url()).await?;
        let Some(row) = store.read().workspace().await? else {
            return Err(AppError::not_found("This database holds no workspace yet; make one with `workspace new`"));
        };
        Self::with_store(place, config, clock, ids, store, row).await
    }

    async fn with_store(
        place: &Place,
        config: &Config,
        clock: Arc<dyn Clock>,
        ids: Arc<dyn NewIds>,
        store: Store,
        workspace: WorkspaceRow,
    ) -> Result<Arc<Self>> {
        let folder = place.folder(config);
        std::fs::create_dir_all(&folder).map_err(|error| folder_error(&folder, &error))?;
        let index_folder = folder.join("index");
        let index = Index::open(&index_folder)?;
        let synonyms = read_synonyms(&folder);
        let keys = Keys::of(&config.home, &workspace.id.to_string(), workspace.sample);
        let app = Arc::new(Self {
            store,
            index: Arc::new(RwLock::new(index)),
            index_folder,
            indexing: tokio::sync::Mutex::new(()),
            index_behind: AtomicBool::new(false),
            folder,
            place: place.clone(),
            workspace,
            synonyms: RwLock::new(Arc::new(synonyms)),
            importing: tokio::sync::Mutex::new(()),
            runs: Mutex::new(Runs::default()),
            readings: Mutex::new(ReadingCache::default()),
            events: broadcast::channel(256).0,
            ids,
            keys,
            witness: tokio::sync::Mutex::default(),
            policy: Mutex::default(),
            echoes: Mutex::default(),
            told: Mutex::default(),
            assessed: Assessed::default(),
            clock,
        });
        jobs::index_changes::after_commit(&app).await;
        config.remember(&place.shown());
        Ok(app)
    }

    /// The time to work with: the clock's, or the moment a sample workspace is pinned to.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        self.workspace.pinned_now.unwrap_or_else(|| self.clock.now())
    }

    /// The machine's own time, for what is kept about acts.
    #[must_use]
    pub(crate) fn real_now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    #[must_use]
    pub fn zone_minutes(&self) -> i32 {
        self.workspace.zone_minutes
    }

    /// Today in the workspace's zone.
    #[must_use]
    pub fn today(&self) -> chrono::NaiveDate {
        (self.now() + chrono::Duration::minutes(i64::from(self.zone_minutes()))).date_naive()
    }

    /// A transaction in the caller's name.
    pub(crate) async fn write(&self, caller: &Caller) -> Result<Writer> {
        Ok(self.store.write(&caller.person().name, self.real_now()).await?)
    }

    /// Logs an attempt that was refused, in a transaction of its own.
    ///
    /// # Errors
    /// When the log cannot be written.
    pub(crate) async fn refused(&self, caller: &Caller, subject: &str, what: &str, why: &str) -> Result<()> {
        let mut tx = self.write(caller).await?;
        tx.audit(Act::Refused, subject, serde_json::json!({ "what": what, "why": why })).await?;
        Ok(tx.commit().await?)
    }

    /// As [`Caller::may`], for acts of which a refused attempt is worth keeping.
    ///
    /// # Errors
    /// `NotAllowed`, once the attempt is logged.
    pub(crate) async fn permit(
        &self,
        caller: &Caller,
        permission: Permission,
        (subject, what): (&str, &str),
    ) -> Result<()> {
        let asked = caller.may(permission);
        if let Err(error) = &asked {
            self.refused(caller, subject, what, &error.message).await?;
        }
        asked
    }

    /// The person a door acts for: the one named, by name or id, or the one who made the workspace.
    ///
    /// # Errors
    /// `NotFound` with the names that are known.
    pub async fn caller(&self, name: Option<&str>) -> Result<Caller> {
        let read = self.store.read();
        let name = match name {
            Some(name) => name.to_owned(),
            None => match read.setting("person").await? {
                Some(serde_json::Value::String(name)) => name,
                _ => String::new(),
            },
        };
        if let Some(person) = read.person_named(&name).await? {
            return Ok(Caller::new(person));
        }
        let people = read.people().await?;
        if let Some(person) = people.iter().find(|person| person.id.to_string() == name) {
            return Ok(Caller::new(person.clone()));
        }
        let known: Vec<String> = people.into_iter().map(|person| person.name).collect();
        Err(AppError::not_found(format!("Nobody here is called '{name}'; known are {}", known.join(", "))))
    }

    /// Events from now on.
    #[must_use]
    pub fn listen(&self) -> broadcast::Receiver<CoreEvent> {
        self.events.subscribe()
    }

    pub(crate) fn tell(&self, event: CoreEvent) {
        // Nobody listening is no error: the command line has no window.
        drop(self.events.send(event));
    }

    pub(crate) fn changed(&self, tags: &[Tag]) {
        self.tell(CoreEvent::Changed { tags: tags.to_vec() });
    }

    pub(crate) fn synonyms(&self) -> Arc<Synonyms> {
        self.synonyms.read().map(|list| Arc::clone(&list)).unwrap_or_default()
    }
}

/// The user's list, or the starting list where there is none or the user's cannot be read.
fn read_synonyms(folder: &Path) -> Synonyms {
    let own = std::fs::read_to_string(folder.join("synonyms.txt")).ok();
    own.and_then(|text| Synonyms::parse(&text).ok())
        .or_else(|| Synonyms::parse(Synonyms::starting_text()).ok())
        .unwrap_or_default()
}

pub(crate) fn folder_error(folder: &Path, error: &std::io::Error) -> AppError {
    let code = if error.kind() == std::io::ErrorKind::StorageFull { ErrorCode::DiskFull } else { ErrorCode::Invalid };
    AppError::new(
        code,
        format!("{} cannot be written: {error}; choose another folder or free some space", folder.display()),
    )
}
