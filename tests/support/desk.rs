//! A whole workspace in a folder of its own, for one test: the sample, made once and copied, or an empty one.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, LazyLock, atomic::AtomicBool},
};

use app::{
    App, Caller, Host, Order, Place, Source,
    commands::{
        imports::import_now,
        workspace::{create_workspace, make_sample},
    },
    config::Config,
    view::{CreateWorkspace, DoorView, ImportView},
};
use tempfile::TempDir;

/// Made once for all tests of a run; importing it takes longer than copying it.
static SAMPLE: LazyLock<PathBuf> = LazyLock::new(|| {
    let made = std::thread::spawn(|| {
        let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("sample");
        drop(std::fs::remove_dir_all(&home));
        std::fs::create_dir_all(&home).unwrap();
        let folder = home.join("workspace");
        let place = Place::Folder(folder.clone());
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(async {
            let host = Host::new(Config::below(&home));
            drop(make_sample(&host, &place).await.unwrap());
        });
        folder
    });
    made.join().unwrap()
});

/// The desk of one test.
pub(crate) struct Desk {
    pub(crate) home: TempDir,
    pub(crate) place: Place,
    pub(crate) app: Arc<App>,
    pub(crate) me: Caller,
    pub(crate) host: Host,
}

impl Desk {
    /// With the sample workspace.
    pub(crate) async fn with_the_sample() -> Self {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("workspace");
        copy(&SAMPLE, &folder);
        if let Some(keys) = SAMPLE.parent().map(|home| home.join("keys")).filter(|keys| keys.is_dir()) {
            copy(&keys, &home.path().join("keys"));
        }
        let host = Host::new(Config::below(home.path()));
        let place = Place::Folder(folder);
        host.open(&place, None).await.unwrap();
        Self::at(home, place, host).await
    }

    /// With a workspace that holds nothing yet.
    pub(crate) async fn empty() -> Self {
        let home = tempfile::tempdir().unwrap();
        let host = Host::new(Config::below(home.path()));
        let folder = home.path().join("workspace");
        let order = CreateWorkspace {
            path: folder.display().to_string(),
            name: "Empty".into(),
            person: "Test Person".into(),
            email: Some("test@northmoor.example".into()),
            our_domains: Vec::new(),
        };
        create_workspace(&host, order).await.unwrap();
        Self::at(home, Place::Folder(folder), host).await
    }

    async fn at(home: TempDir, place: Place, host: Host) -> Self {
        let (app, me) = host.at_work().await.unwrap();
        Self { home, place, app, me, host }
    }

    /// Another person of the workspace.
    pub(crate) async fn person(&self, name: &str) -> Caller {
        self.app.caller(Some(name)).await.unwrap()
    }

    /// The workspace's folder.
    pub(crate) fn folder(&self) -> PathBuf {
        self.home.path().join("workspace")
    }

    /// Writes a file below the desk's folder `files` and returns its path.
    pub(crate) fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.home.path().join("files").join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap();
        path
    }

    /// Imports these paths and waits.
    pub(crate) async fn import(&self, door: DoorView, paths: &[PathBuf]) -> ImportView {
        let sources = paths.iter().cloned().map(Source::Path).collect();
        self.import_sources(door, sources, Arc::default()).await
    }

    /// Imports and waits, with a flag that stops it.
    pub(crate) async fn import_sources(
        &self,
        door: DoorView,
        sources: Vec<Source>,
        cancel: Arc<AtomicBool>,
    ) -> ImportView {
        let order = Order { door, sources, account: None };
        import_now(&self.app, &self.me, order, cancel).await.unwrap()
    }

    /// Calls a command as the window does and reads its reply as JSON.
    pub(crate) async fn call(&self, name: &str, request: serde_json::Value) -> serde_json::Value {
        self.host.call(name, request).await.unwrap()
    }

    /// Leaves the workspace, so that another may open it.
    pub(crate) async fn close(self) -> (TempDir, PathBuf) {
        let folder = self.folder();
        self.call("close_workspace", serde_json::json!({})).await;
        drop(self.app);
        (self.home, folder)
    }
}

/// One mail as bytes.
pub(crate) fn mail(id: &str, from: &str, to: &str, subject: &str, body: &str) -> Vec<u8> {
    format!(
        "Message-ID: <{id}@test.example>\r\nDate: Tue, 10 Nov 2026 09:15:00 +0100\r\nFrom: {from}\r\nTo: {to}\r\nSubject: {subject}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{body}\r\n"
    )
    .into_bytes()
}

/// Copies a folder with all it holds.
pub(crate) fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for found in std::fs::read_dir(from).unwrap() {
        let found = found.unwrap();
        let target = to.join(found.file_name());
        if found.file_type().unwrap().is_dir() {
            copy(&found.path(), &target);
        } else {
            match std::fs::copy(found.path(), target) {
                // The index of the sample may still be tidying its folder; what is missing is built anew.
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
                copied => drop(copied.unwrap()),
            }
        }
    }
}
