//! Walks the gate's states: `cargo run --release -p suite --bin states -- 1000000`. Fails when a release was granted that
//! nobody earned.

use std::process::ExitCode;

#[expect(clippy::print_stdout, reason = "a program of the tests that tells what it found")]
fn main() -> ExitCode {
    let states = std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(1_000_000);
    let seed = std::env::args().nth(2).and_then(|text| text.parse().ok()).unwrap_or(20_261_123);
    let walked = support::states::walk(states, seed);
    println!(
        "{} distinct states, {} acts, seed {}: {} releases (by signers: {:?}), {} unearned, {} withheld",
        walked.states,
        walked.acts,
        walked.seed,
        walked.releases,
        walked.by_signers,
        walked.unearned.len(),
        walked.withheld.len()
    );
    walked.unearned.iter().take(5).for_each(|breach| println!("  unearned: {breach}"));
    walked.withheld.iter().take(5).for_each(|breach| println!("  withheld: {breach}"));
    if walked.unearned.is_empty() && walked.withheld.is_empty() && walked.releases > 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
