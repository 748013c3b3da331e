//! What a fresh machine lacks: system packages, node modules, the built UI. Asks before it installs when a person is
//! there; where there is no apt it says exactly what to install.

use std::{fs, io::Write, path::Path, process::Command, time::SystemTime};

use anyhow::{Context, Result, bail};

use crate::{
    step::{Minutes, npm, run},
    workspace,
};

/// To build the window, to drive it, to test on PostgreSQL and in Chromium, to look at PDF files.
const PACKAGES: &[&str] = &[
    "build-essential",
    "pkg-config",
    "libwebkit2gtk-4.1-dev",
    "webkit2gtk-driver",
    "xvfb",
    "xauth",
    "dbus",
    "dbus-x11",
    "at-spi2-core",
    "fonts-dejavu-core",
    "chromium",
    "postgresql",
    "sqlite3",
    "poppler-utils",
];

/// Vite and vitest need it.
const OLDEST_NODE: u32 = 20;

/// Installs and builds what is missing; does nothing on a machine that is ready.
pub(crate) fn setup() -> Result<()> {
    system_packages()?;
    node()?;
    let root = workspace::root();
    for folder in ["ui", "tests/e2e"] {
        node_modules(&root.join(folder))?;
    }
    ui_dist(&root.join("ui"))
}

fn system_packages() -> Result<()> {
    if !cfg!(target_os = "linux") {
        return Ok(());
    }
    let (Some(query), Some(apt)) = (workspace::find_program(&["dpkg-query"]), workspace::find_program(&["apt-get"]))
    else {
        return elsewhere();
    };
    let missing: Vec<&str> = PACKAGES.iter().copied().filter(|package| !is_installed(&query, package)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    eprintln!("These system packages are missing:\n  {}", missing.join(" "));
    if workspace::is_attended() && !agrees("Install them now?")? {
        bail!("Install them with: sudo apt-get install --no-install-recommends {}", missing.join(" "));
    }
    let apt = |arguments: &[&str]| -> Command {
        let mut command = if workspace::is_root() { Command::new(&apt) } else { Command::new("sudo") };
        if !workspace::is_root() {
            command.arg(&apt);
        }
        command.env("DEBIAN_FRONTEND", "noninteractive").args(arguments);
        command
    };
    run(&mut apt(&["update"]), Minutes(5))?;
    let mut install = apt(&["install", "--yes", "--no-install-recommends"]);
    run(install.args(&missing), Minutes(20))
}

/// The programs that the packages bring, for a system whose packages we do not know.
fn elsewhere() -> Result<()> {
    let programs = ["cc", "pkg-config", "WebKitWebDriver", "xvfb-run", "dbus-launch", "pg_ctl", "pdftoppm", "sqlite3"];
    let missing: Vec<&str> = programs.into_iter().filter(|name| workspace::find_program(&[name]).is_none()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    bail!(
        "This is neither Debian nor Ubuntu, and these programs are missing: {}. Install your system's packages for what Debian calls: {}; then run this again",
        missing.join(" "),
        PACKAGES.join(" ")
    )
}

fn is_installed(query: &Path, package: &str) -> bool {
    let output = Command::new(query).args(["-W", "-f", "${Status}", package]).output();
    output.is_ok_and(|output| String::from_utf8_lossy(&output.stdout).ends_with(" installed"))
}

fn agrees(question: &str) -> Result<bool> {
    eprint!("{question} [Y/n] ");
    std::io::stderr().flush()?;
    let mut answer = String::new();
    std::io::stdin().read_line(&mut answer)?;
    Ok(matches!(answer.trim().to_lowercase().as_str(), "" | "y" | "yes"))
}

fn node() -> Result<()> {
    let advice =
        format!("Install Node {OLDEST_NODE} or newer with npm (https://nodejs.org/en/download), then run this again");
    let output = Command::new("node").arg("--version").output().with_context(|| advice.clone())?;
    let said = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    match major(&said) {
        Some(found) if found >= OLDEST_NODE => Ok(()),
        _ => bail!("Node here is {said}. {advice}"),
    }
}

fn major(version: &str) -> Option<u32> {
    version.trim_start_matches('v').split('.').next()?.parse().ok()
}

/// `npm ci` when there are no modules or when they were installed from another lock file.
fn node_modules(folder: &Path) -> Result<()> {
    if !folder.join("package.json").is_file() {
        return Ok(());
    }
    if modules_are_current(folder) {
        return Ok(());
    }
    eprintln!("npm ci in {}", folder.display());
    run(&mut npm(folder, &["ci", "--no-fund", "--no-audit"]), Minutes(10))?;
    fs::copy(folder.join("package-lock.json"), folder.join(STAMP)).context("package-lock.json cannot be copied")?;
    Ok(())
}

/// The lock file that the modules were installed from.
const STAMP: &str = "node_modules/.installed-from.json";

fn modules_are_current(folder: &Path) -> bool {
    match (fs::read(folder.join("package-lock.json")), fs::read(folder.join(STAMP))) {
        (Ok(lock), Ok(stamp)) => lock == stamp,
        _ => false,
    }
}

fn ui_dist(ui: &Path) -> Result<()> {
    if !ui.join("package.json").is_file() || dist_is_current(ui) {
        return Ok(());
    }
    eprintln!("npm run build in {}", ui.display());
    run(&mut npm(ui, &["run", "build"]), Minutes(5))
}

fn dist_is_current(ui: &Path) -> bool {
    let Some(built) = modified(&ui.join("dist/index.html")) else {
        return false;
    };
    let sources = ["src", "public", "index.html", "package-lock.json", "vite.config.ts", "svelte.config.js"];
    sources.iter().filter_map(|name| newest(&ui.join(name))).all(|changed| changed <= built)
}

fn modified(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).ok()?.modified().ok()
}

fn newest(path: &Path) -> Option<SystemTime> {
    if path.is_dir() {
        return fs::read_dir(path).ok()?.flatten().filter_map(|entry| newest(&entry.path())).max();
    }
    modified(path)
}

#[cfg(test)]
mod tests {
    use std::{path::PathBuf, time::Duration};

    use super::*;

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("countersign-setup-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("node_modules")).unwrap();
        folder
    }

    #[test]
    fn modules_from_another_lock_file_are_installed_again() {
        let folder = folder("lock");
        assert!(!modules_are_current(&folder));
        fs::write(folder.join("package-lock.json"), "one").unwrap();
        fs::copy(folder.join("package-lock.json"), folder.join(STAMP)).unwrap();
        assert!(modules_are_current(&folder));
        fs::write(folder.join("package-lock.json"), "two").unwrap();
        assert!(!modules_are_current(&folder));
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn the_ui_is_built_again_when_a_source_is_newer() {
        let folder = folder("dist");
        assert!(!dist_is_current(&folder));
        fs::create_dir_all(folder.join("src/deep")).unwrap();
        fs::create_dir_all(folder.join("dist")).unwrap();
        fs::write(folder.join("src/deep/view.ts"), "").unwrap();
        fs::write(folder.join("dist/index.html"), "").unwrap();
        assert!(dist_is_current(&folder));
        let later = SystemTime::now() + Duration::from_secs(60);
        fs::File::open(folder.join("src/deep/view.ts")).unwrap().set_modified(later).unwrap();
        assert!(!dist_is_current(&folder));
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn the_version_of_node_is_read() {
        assert_eq!([major("v20.11.1"), major("22.0.0"), major("nonsense")], [Some(20), Some(22), None]);
    }
}
