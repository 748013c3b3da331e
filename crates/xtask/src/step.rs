//! One command with a heading, a time limit and a time taken. A hang fails the step and ends what the step started.

use std::{
    collections::HashMap,
    ffi::OsStr,
    path::Path,
    process::{Child, Command},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};

use crate::workspace;

/// How long a step may take.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Minutes(pub(crate) u64);

/// The steps of one run and how long each took.
#[derive(Debug, Default)]
pub(crate) struct Steps {
    done: Vec<(String, Duration)>,
    skipped: Vec<String>,
}

impl Steps {
    /// Runs one step under a heading.
    pub(crate) fn run(&mut self, title: &str, act: impl FnOnce() -> Result<()>) -> Result<()> {
        eprintln!("\n━━ {title}");
        let start = Instant::now();
        let result = act();
        let took = start.elapsed();
        eprintln!("━━ {title}: {} in {}", if result.is_ok() { "done" } else { "FAILED" }, words(took));
        self.done.push((title.to_owned(), took));
        result.with_context(|| title.to_owned())
    }

    /// Says what could not be run; under CI that is a failure.
    pub(crate) fn skip(&mut self, title: &str, why: &str) -> Result<()> {
        if workspace::is_ci() {
            bail!("{title} cannot be skipped under CI: {why}");
        }
        eprintln!("\n━━ {title}: SKIPPED, {why}");
        self.skipped.push(format!("{title}: {why}"));
        Ok(())
    }

    /// What was run, how long it took, what was not run.
    pub(crate) fn sum_up(&self) {
        eprintln!("\n━━ All steps");
        for (title, took) in &self.done {
            eprintln!("   {:>7}  {title}", words(*took));
        }
        for line in &self.skipped {
            eprintln!("   SKIPPED  {line}");
        }
    }
}

fn words(took: Duration) -> String {
    let seconds = took.as_secs();
    if seconds < 60 { format!("{:.1} s", took.as_secs_f32()) } else { format!("{}:{:02}", seconds / 60, seconds % 60) }
}

/// A cargo command at the root of the repository.
pub(crate) fn cargo<I, S>(arguments: I) -> Command
where
    I: IntoIterator<Item = S>,
    S: AsRef<OsStr>,
{
    let mut command = Command::new(workspace::cargo());
    command.current_dir(workspace::root()).args(arguments);
    command
}

/// An npm command in a folder of the repository.
pub(crate) fn npm(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    command.current_dir(folder).args(arguments);
    command
}

/// Runs a command to its end or to its limit.
pub(crate) fn run(command: &mut Command, limit: Minutes) -> Result<()> {
    let words = format!("{command:?}");
    let mut child = command.spawn().with_context(|| format!("{words} could not be started; is it installed?"))?;
    let deadline = Instant::now() + Duration::from_secs(limit.0 * 60);
    loop {
        if let Some(status) = child.try_wait()? {
            if status.success() {
                return Ok(());
            }
            bail!("{words} ended with {status}");
        }
        if Instant::now() > deadline {
            end(&mut child);
            bail!("{words} took longer than {} minutes and was ended", limit.0);
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// Ends a child and everything below it, by their ids.
pub(crate) fn end(child: &mut Child) {
    let mut family = descendants(child.id());
    family.push(child.id());
    let ids: Vec<String> = family.iter().map(ToString::to_string).collect();
    // A process that has ended meanwhile is no failure.
    let _ = Command::new("kill").arg("-KILL").args(&ids).status();
    let _ = child.kill();
    let _ = child.wait();
}

/// The processes below this one, as Linux lists them; elsewhere none.
fn descendants(root: u32) -> Vec<u32> {
    let mut children: HashMap<u32, Vec<u32>> = HashMap::new();
    for entry in std::fs::read_dir("/proc").into_iter().flatten().flatten() {
        let Some(id) = entry.file_name().to_str().and_then(|name| name.parse().ok()) else {
            continue;
        };
        let stat = std::fs::read_to_string(entry.path().join("stat")).unwrap_or_default();
        // The name in brackets may hold anything; the parent is the second word after the last bracket.
        let parent = stat.rsplit_once(')').and_then(|(_, rest)| rest.split_whitespace().nth(1));
        if let Some(parent) = parent.and_then(|word| word.parse().ok()) {
            children.entry(parent).or_default().push(id);
        }
    }
    let mut found = Vec::new();
    let mut open = vec![root];
    while let Some(id) = open.pop() {
        let below = children.remove(&id).unwrap_or_default();
        open.extend(&below);
        found.extend(below);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_that_fails_is_a_failure() {
        assert!(run(&mut Command::new("true"), Minutes(1)).is_ok());
        assert!(run(&mut Command::new("false"), Minutes(1)).is_err());
    }

    #[test]
    fn a_command_that_hangs_is_ended_with_what_it_started() {
        let mut hangs = Command::new("sh");
        hangs.args(["-c", "sleep 300 & echo $!; wait"]).stdout(std::process::Stdio::piped());
        let mut child = hangs.spawn().unwrap();
        let begun = Instant::now();
        let mut said = String::new();
        let mut output = std::io::BufReader::new(child.stdout.take().unwrap());
        std::io::BufRead::read_line(&mut output, &mut said).unwrap();
        end(&mut child);
        // The sleeper holds the other end of the pipe: it closes when the sleeper is gone, at once or after its 300 s.
        std::io::Read::read_to_string(&mut output, &mut said).unwrap();
        assert!(begun.elapsed() < Duration::from_secs(150));
    }

    #[test]
    fn a_limit_of_nothing_ends_a_command_at_once() {
        let error = run(Command::new("sleep").arg("300"), Minutes(0)).unwrap_err();
        assert!(error.to_string().contains("took longer"));
    }
}
