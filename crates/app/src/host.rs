//! What a window or a test bridge holds: no workspace yet, or an open one and the person at the desk.

use std::sync::Arc;

use domain::{Clock, NewIds};
use tokio::sync::{RwLock, broadcast};

use crate::{
    caller::Caller,
    clock::{RandomIds, SystemClock},
    config::Config,
    error::{AppError, ErrorCode, Result},
    events::{CoreEvent, Tag},
    open::{App, Place},
};

/// A door's state over opening and closing workspaces.
pub struct Host {
    pub(crate) config: Config,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) ids: Arc<dyn NewIds>,
    open: RwLock<Option<(Arc<App>, Caller)>>,
    events: broadcast::Sender<CoreEvent>,
}

impl Host {
    #[must_use]
    pub fn new(config: Config) -> Self {
        Self {
            config,
            clock: Arc::new(SystemClock),
            ids: Arc::new(RandomIds),
            open: RwLock::new(None),
            events: broadcast::channel(256).0,
        }
    }

    /// Opens the workspace at a place and acts for this person.
    ///
    /// # Errors
    /// As [`App::open`].
    pub async fn open(&self, place: &Place, person: Option<&str>) -> Result<()> {
        self.close().await;
        let app = App::open(place, &self.config, Arc::clone(&self.clock), Arc::clone(&self.ids)).await?;
        self.take(app, person).await
    }

    /// Where things live on this machine.
    #[must_use]
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// The name the operating system knows the person by.
    #[must_use]
    pub fn user(&self) -> String {
        self.config.user.clone()
    }

    pub(crate) async fn take(&self, app: Arc<App>, person: Option<&str>) -> Result<()> {
        let caller = app.caller(person).await?;
        let mut heard = app.listen();
        let forward = self.events.clone();
        tokio::spawn(async move {
            loop {
                match heard.recv().await {
                    Ok(event) => drop(forward.send(event)),
                    Err(broadcast::error::RecvError::Lagged(_)) => {}
                    Err(broadcast::error::RecvError::Closed) => break,
                }
            }
        });
        *self.open.write().await = Some((app, caller));
        Ok(())
    }

    /// Goes on in the open workspace as another of its people, who is not unlocked by it; the one before is locked.
    pub(crate) async fn act_as(&self, person: &str) -> Result<()> {
        let mut open = self.open.write().await;
        let Some((app, before)) = open.as_mut() else {
            return Err(AppError::not_found("No workspace is open; open one, or the sample, first"));
        };
        let caller = app.caller(Some(person)).await?;
        app.keys.lock(before.person().id);
        *before = caller;
        Ok(())
    }

    pub(crate) async fn close(&self) {
        *self.open.write().await = None;
    }

    /// The open workspace and who acts in it.
    ///
    /// # Errors
    /// `NotFound` before a workspace is open.
    pub async fn at_work(&self) -> Result<(Arc<App>, Caller)> {
        let open = self.open.read().await;
        open.clone()
            .ok_or_else(|| AppError::new(ErrorCode::NotFound, "No workspace is open; open one, or the sample, first"))
    }

    /// Runs one command of the contract.
    ///
    /// # Errors
    /// Whatever the command refuses.
    pub async fn call(&self, name: &str, payload: serde_json::Value) -> Result<serde_json::Value> {
        crate::contract::dispatch(self, name, payload).await
    }

    #[must_use]
    pub fn listen(&self) -> broadcast::Receiver<CoreEvent> {
        self.events.subscribe()
    }

    /// Tells the window something the door itself noticed, such as dropped files.
    pub fn tell(&self, event: CoreEvent) {
        drop(self.events.send(event));
    }

    pub(crate) fn changed(&self, tags: &[Tag]) {
        if !tags.is_empty() {
            self.tell(CoreEvent::Changed { tags: tags.to_vec() });
        }
    }
}
