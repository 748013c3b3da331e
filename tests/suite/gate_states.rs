//! The walk through the gate's states, at a size that a test run can bear. The whole walk is a program:
//! `cargo run --release -p suite --bin states -- 1000000`.

use support::states::walk;

/// Under two minutes in an unoptimised build.
const STATES: usize = 30_000;

#[test]
fn no_state_releases_what_nobody_earned_and_none_withholds_what_was_earned() {
    let walked = walk(STATES, 20_261_123);
    println!(
        "{} distinct states, {} acts, seed {}: {} releases (by signers: {:?}, over a finding: {})",
        walked.states, walked.acts, walked.seed, walked.releases, walked.by_signers, walked.overridden
    );
    assert_eq!(walked.unearned, Vec::<String>::new());
    assert_eq!(walked.withheld, Vec::<String>::new());
    assert!(walked.releases > 100 && walked.by_signers.len() > 2, "a walk that releases little proves little");
    assert!(walked.overridden > 0, "nor does one in which nobody overrides");
}
