//! Where things live. The only place that reads the environment, once, at start.

use std::path::{Path, PathBuf};

/// Folders and the person at the keyboard, as the environment tells.
#[derive(Debug, Clone)]
pub struct Config {
    /// Holds the sample workspace, team-mode indexes, logs and the list of recent workspaces.
    pub home: PathBuf,
    /// The name the operating system knows the person by.
    pub user: String,
    /// The folder that relative paths start from.
    pub here: PathBuf,
}

impl Config {
    /// Reads `COUNTERSIGN_HOME`, else the system's data folder.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the environment")]
    pub fn from_environment() -> Self {
        let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
        let base = variable("XDG_DATA_HOME")
            .or_else(|| variable("APPDATA"))
            .map(PathBuf::from)
            .or_else(|| variable("HOME").map(|home| Path::new(&home).join(".local/share")))
            .unwrap_or_else(|| PathBuf::from("."));
        Self {
            home: variable("COUNTERSIGN_HOME").map_or_else(|| base.join("countersign"), PathBuf::from),
            user: variable("USER").or_else(|| variable("USERNAME")).unwrap_or_else(|| "me".to_owned()),
            here: std::env::current_dir().unwrap_or_else(|_| PathBuf::from(".")),
        }
    }

    /// Everything below one folder: for tests.
    #[must_use]
    pub fn below(home: &Path) -> Self {
        Self { home: home.to_owned(), user: "Test Person".to_owned(), here: home.to_owned() }
    }

    /// Where the sample workspace is made.
    #[must_use]
    pub fn sample(&self) -> PathBuf {
        self.home.join("sample")
    }

    /// Workspaces opened before, newest first.
    #[must_use]
    pub fn recent(&self) -> Vec<String> {
        std::fs::read_to_string(self.home.join("recent.txt"))
            .map(|text| text.lines().map(str::to_owned).collect())
            .unwrap_or_default()
    }

    /// Remembers a workspace as the newest; a failure to write is no reason to stop.
    pub fn remember(&self, place: &str) {
        let mut recent = self.recent();
        recent.retain(|known| known != place);
        recent.insert(0, place.to_owned());
        recent.truncate(8);
        let kept = std::fs::create_dir_all(&self.home)
            .and_then(|()| std::fs::write(self.home.join("recent.txt"), recent.join("\n")));
        if let Err(error) = kept {
            tracing::warn!(%error, "the list of recent workspaces was not written");
        }
    }
}
