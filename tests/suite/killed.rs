//! Killed in the middle of edits, signatures and releases: nothing acknowledged is lost, and the log knows every release.

use std::path::Path;

use support::killed::kill;

#[tokio::test]
async fn a_program_killed_at_any_moment_loses_nothing_it_acknowledged() {
    let home = tempfile::tempdir().unwrap();
    let found = kill(Path::new(env!("CARGO_BIN_EXE_killed")), home.path(), 12, 20_261_123).await.unwrap();
    println!("{found:?}");
    assert_eq!(found.faults, Vec::<String>::new());
    assert_eq!(found.kills, 12);
    assert!(found.edits > 0 && found.signatures > 0 && found.releases > 0, "{found:?}");
}
