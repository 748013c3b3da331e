//! Kills a program that signs and releases: `cargo run --release -p suite --bin killed -- 1000`. Fails when anything
//! acknowledged is lost or the log does not know a release. `killed act HOME` is the program that is killed.

use std::{path::Path, process::ExitCode};

use support::killed::{act, kill};

#[tokio::main]
#[expect(clippy::print_stdout, reason = "a program of the tests that tells what it found")]
async fn main() -> Result<ExitCode, Box<dyn std::error::Error>> {
    let mut words = std::env::args().skip(1);
    let first = words.next().unwrap_or_default();
    if first == "act" {
        act(Path::new(&words.next().ok_or("which folder?")?)).await?;
        return Ok(ExitCode::SUCCESS);
    }
    let times = first.parse().unwrap_or(1_000);
    let home = tempfile::tempdir()?;
    let found = kill(&std::env::current_exe()?, home.path(), times, 20_261_123).await?;
    println!("{found:#?}");
    Ok(if found.faults.is_empty() && found.releases > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
