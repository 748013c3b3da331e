//! Everything CI runs, in order, each step under a heading, with its time and a limit.

use std::{process::Command, time::SystemTime};

use anyhow::{Context, Result, bail};

use crate::{
    postgres::Cluster,
    setup,
    step::{Minutes, Steps, cargo, npm, run},
    tidy, workspace,
};

/// `cargo xtask test`: set-up, then every layer.
pub(crate) fn test() -> Result<()> {
    let mut steps = Steps::default();
    let result = everything(&mut steps);
    steps.sum_up();
    result
}

fn everything(steps: &mut Steps) -> Result<()> {
    steps.run("Set-up", setup::setup)?;
    lints(steps)?;
    rust_tests(steps)?;
    ui(steps)?;
    run_journeys(steps)?;
    run_window(steps)
}

/// `cargo xtask check`: what can be said without a database, a browser or a window.
pub(crate) fn check() -> Result<()> {
    let mut steps = Steps::default();
    let result = quick(&mut steps);
    steps.sum_up();
    result
}

fn quick(steps: &mut Steps) -> Result<()> {
    steps.run("Set-up", setup::setup)?;
    lints(steps)?;
    steps.run("Documentation", || {
        let mut doc = cargo(["doc", "--workspace", "--no-deps", "--document-private-items"]);
        run(doc.env("RUSTDOCFLAGS", "-D warnings"), Minutes(20))
    })?;
    match workspace::find_program(&["cargo-deny"]) {
        Some(_) => steps.run("Licences, bans and sources", || {
            run(&mut cargo(["deny", "--config", ".deny.toml", "check", "bans", "licenses", "sources"]), Minutes(5))
        })?,
        None => eprintln!(
            "\n━━ Licences, bans and sources: not run, cargo-deny is not installed (cargo install cargo-deny)"
        ),
    }
    steps.run("Programs", programs)?;
    steps.run("Rust tests on SQLite", || run(&mut cargo(["test", "--workspace", "--no-fail-fast"]), Minutes(45)))?;
    ui(steps)
}

fn lints(steps: &mut Steps) -> Result<()> {
    steps.run("Format", || run(&mut cargo(["fmt", "--all", "--check"]), Minutes(2)))?;
    steps.run("Lints", || {
        run(
            &mut cargo(["clippy", "--workspace", "--all-targets", "--all-features", "--", "-D", "warnings"]),
            Minutes(30),
        )
    })?;
    steps.run("Laws", tidy::tidy)
}

/// The command line, the bridge and the window, which tests of every layer start. One build for all of them: a build of
/// one package alone would choose other features for what they share, and make it twice.
pub(crate) fn programs() -> Result<()> {
    run(&mut cargo(["build", "--workspace", "--bins"]), Minutes(45))
}

fn rust_tests(steps: &mut Steps) -> Result<()> {
    steps.run("Programs", programs)?;
    let mut command = cargo(["test", "--workspace", "--no-fail-fast"]);
    let cluster = match Cluster::start() {
        Ok(cluster) => Some(cluster),
        Err(error) => {
            steps.skip("PostgreSQL", &format!("{error:#}"))?;
            None
        }
    };
    if let Some(cluster) = &cluster {
        command.env("TEST_POSTGRES_URL", cluster.url());
    }
    let on = if cluster.is_some() { "SQLite and PostgreSQL" } else { "SQLite" };
    steps.run(&format!("Rust tests on {on}"), || run(&mut command, Minutes(45)))
}

fn ui(steps: &mut Steps) -> Result<()> {
    let folder = workspace::root().join("ui");
    for (title, script) in
        [("UI types", "check"), ("UI lint", "lint"), ("UI unit tests", "test"), ("UI build", "build")]
    {
        steps.run(title, || run(&mut npm(&folder, &["run", script]), Minutes(5)))?;
    }
    Ok(())
}

/// `cargo xtask e2e`.
pub(crate) fn journeys() -> Result<()> {
    setup::setup()?;
    run_journeys(&mut Steps::default())
}

fn run_journeys(steps: &mut Steps) -> Result<()> {
    let Some(chromium) = workspace::find_program(&["chromium", "chromium-browser", "google-chrome"]) else {
        return steps.skip("Journeys", "Chromium is not installed");
    };
    steps.run("Journeys in Chromium", || {
        programs()?;
        let mut journeys = npm(&workspace::root().join("tests/e2e"), &["test"]);
        journeys.env("BRIDGE_BIN", built("bridge")).env("CHROMIUM", &chromium);
        run(&mut journeys, Minutes(15))
    })
}

/// Of the whole workspace, so that it shares what the other tests were built from.
const SMOKE: [&str; 6] = ["test", "--workspace", "--features", "suite/smoke", "--test", "smoke"];

/// `cargo xtask smoke`.
pub(crate) fn window() -> Result<()> {
    setup::setup()?;
    run_window(&mut Steps::default())
}

fn run_window(steps: &mut Steps) -> Result<()> {
    for program in ["xvfb-run", "WebKitWebDriver"] {
        if workspace::find_program(&[program]).is_none() {
            return steps.skip("The true window", &format!("{program} is not installed"));
        }
    }
    steps.run("The true window", || {
        programs()?;
        run(cargo(SMOKE).arg("--no-run"), Minutes(30))?;
        let mut smoke = Command::new("xvfb-run");
        smoke.current_dir(workspace::root()).args(["-a", "-s", "-screen 0 1280x800x24"]).arg(workspace::cargo());
        smoke.args(SMOKE);
        run(smoke.env("WINDOW_BIN", built("countersign-window")), Minutes(10))
    })
}

/// `cargo xtask bindings`: the test that compares the generated TypeScript writes it when asked to.
pub(crate) fn bindings() -> Result<()> {
    let file = workspace::root().join("ui/src/backend/generated/contract.ts");
    let before = SystemTime::now();
    let mut write = cargo(["test", "-p", "suite", "--test", "suite", "contract"]);
    run(write.env("WRITE_BINDINGS", "1"), Minutes(30)).context("The contract could not be written")?;
    let written =
        std::fs::metadata(&file).and_then(|found| found.modified()).with_context(|| file.display().to_string())?;
    if written < before {
        bail!("No test wrote {}; suite/contract.rs does so when WRITE_BINDINGS is set", file.display());
    }
    Ok(())
}

/// A program in the debug folder.
fn built(name: &str) -> std::path::PathBuf {
    workspace::target().join("debug").join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}
