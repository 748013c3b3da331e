//! From a fresh machine to a briefing on the screen, in one command that can be run again.

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result};

use crate::{
    setup,
    step::{Minutes, Steps, run},
    test::programs,
    workspace,
};

const ACCOUNT: &str = "Pellworth Mutual";

pub(crate) fn demo() -> Result<()> {
    let mut steps = Steps::default();
    steps.run("Set-up", setup::setup)?;
    steps.run("Build", programs)?;
    let folder = workspace::target().join("demo");
    let desk = folder.join("workspace");
    fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
    // A workspace that is already there is kept as the person left it.
    if !desk.exists() {
        steps.run("Sample workspace", || run(countersign(&desk).args(["workspace", "sample"]), Minutes(10)))?;
    }
    let page = folder.join("briefing.html");
    steps.run("The briefing as a page", || {
        run(countersign(&desk).args(["brief", ACCOUNT, "--format", "html", "--out"]).arg(&page), Minutes(5))
    })?;
    steps.run("The briefing", || run(countersign(&desk).args(["brief", ACCOUNT]), Minutes(5)))?;
    eprintln!("\nThe workspace is {}\nThe page is {}", desk.display(), page.display());
    open_window(&desk, &folder)
}

fn countersign(desk: &Path) -> Command {
    let mut command = Command::new(built("countersign"));
    command.arg("--workspace").arg(desk);
    command
}

fn open_window(desk: &Path, folder: &Path) -> Result<()> {
    let window = built("countersign-window");
    if !workspace::has_display() {
        eprintln!(
            "There is no display here. Open the window with: {} --workspace {}",
            window.display(),
            desk.display()
        );
        return Ok(());
    }
    let log = folder.join("window.log");
    let mut open = Command::new(&window);
    open.arg("--workspace")
        .arg(desk)
        .stdout(File::create(&log)?)
        .stderr(File::create(folder.join("window-errors.log"))?);
    open.spawn().with_context(|| format!("{} could not be started", window.display()))?;
    eprintln!("The window is open. What it says goes to {}", log.display());
    Ok(())
}

fn built(name: &str) -> PathBuf {
    workspace::target().join("debug").join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}
