//! A throw-away PostgreSQL of our own: made in a temporary folder, on a free loopback port, with a password that
//! nobody else has, and gone at the end, also when a test fails.

use std::{
    fs,
    io::Read,
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Context, Result, bail};

use crate::{
    step::{Minutes, run},
    workspace,
};

/// A running cluster. Dropping it stops it and removes its folder.
#[derive(Debug)]
pub(crate) struct Cluster {
    programs: PathBuf,
    folder: PathBuf,
    url: String,
}

impl Cluster {
    pub(crate) fn start() -> Result<Self> {
        let programs = programs().context("PostgreSQL is not installed; cargo xtask setup installs it")?;
        let folder = new_folder()?;
        let password = password()?;
        let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
        let url = format!("postgres://postgres:{password}@127.0.0.1:{port}/postgres");
        let cluster = Self { programs, folder, url };
        cluster.make(&password)?;
        let settings = format!(
            "-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200"
        );
        let log = cluster.folder.join("log");
        let mut start = cluster.program("pg_ctl");
        start
            .args(["start", "--wait", "--silent", "-D"])
            .arg(cluster.files())
            .arg("-l")
            .arg(&log)
            .args(["-o", &settings]);
        if let Err(error) = run(start.stdout(Stdio::null()), Minutes(2)) {
            let said = fs::read_to_string(&log).unwrap_or_default();
            bail!("{error:#}\n{said}");
        }
        Ok(cluster)
    }

    /// For `TEST_POSTGRES_URL`.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    fn make(&self, password: &str) -> Result<()> {
        let secret = self.folder.join("password");
        let mut write = as_owner("tee");
        let mut child = write.arg(&secret).stdin(Stdio::piped()).stdout(Stdio::null()).spawn()?;
        if let Some(mut input) = child.stdin.take() {
            std::io::Write::write_all(&mut input, password.as_bytes())?;
        }
        child.wait()?;
        let mut make = self.program("initdb");
        make.args(["-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "-A", "scram-sha-256", "--no-sync", "-D"]);
        run(make.arg(self.files()).arg("--pwfile").arg(&secret).stdout(Stdio::null()), Minutes(2))
    }

    fn files(&self) -> PathBuf {
        self.folder.join("cluster")
    }

    fn program(&self, name: &str) -> Command {
        let mut command = as_owner(self.programs.join(name));
        command.current_dir("/");
        command
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let mut stop = self.program("pg_ctl");
        stop.args(["stop", "--silent", "-m", "immediate", "-D"]).arg(self.files());
        // A cluster that did not start needs no stopping.
        let _ = run(stop.stdout(Stdio::null()).stderr(Stdio::null()), Minutes(1));
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// PostgreSQL refuses to run as root, so root hands it to the user whom Debian made for it.
fn as_owner(program: impl AsRef<std::ffi::OsStr>) -> Command {
    if workspace::is_root() {
        let mut command = Command::new("runuser");
        command.args(["-u", "postgres", "--"]).arg(program);
        return command;
    }
    Command::new(program)
}

fn new_folder() -> Result<PathBuf> {
    let template = std::env::temp_dir().join("countersign-postgres-XXXXXX");
    let output = as_owner("mktemp").arg("-d").arg(template).output().context("mktemp cannot be started")?;
    let path = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    if path.is_empty() {
        bail!("No temporary folder: {}", String::from_utf8_lossy(&output.stderr));
    }
    Ok(path.into())
}

/// Version 15, which we test on, or else the newest that is there.
fn programs() -> Option<PathBuf> {
    let debian = Path::new("/usr/lib/postgresql");
    let mut versions: Vec<u32> = fs::read_dir(debian)
        .into_iter()
        .flatten()
        .flatten()
        .filter(|entry| entry.path().join("bin/initdb").is_file())
        .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
        .collect();
    versions.sort_by_key(|version| (*version == 15, *version));
    match versions.last() {
        Some(version) => Some(debian.join(version.to_string()).join("bin")),
        None => workspace::find_program(&["initdb"])?.parent().map(Path::to_path_buf),
    }
}

fn password() -> Result<String> {
    let mut bytes = [0_u8; 16];
    fs::File::open("/dev/urandom").and_then(|mut file| file.read_exact(&mut bytes)).context("No random numbers")?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_passwords_differ() {
        assert_ne!(password().unwrap(), password().unwrap());
    }

    #[test]
    fn a_cluster_answers_and_leaves_nothing_behind() {
        if programs().is_none() {
            assert!(!workspace::is_ci(), "PostgreSQL must be installed under CI");
            println!("SKIPPED: PostgreSQL is not installed");
            return;
        }
        let cluster = Cluster::start().unwrap();
        let mut ask = Command::new(cluster.programs.join("psql"));
        let output = ask.args(["-At", "-c", "select 6 * 7", cluster.url()]).output().unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), "42");
        let folder = cluster.folder.clone();
        drop(cluster);
        assert!(!folder.exists());
    }
}
