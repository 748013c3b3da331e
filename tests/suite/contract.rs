//! The window's TypeScript is the contract's: the committed file is what the list of commands writes.

use std::path::{Path, PathBuf};

use app::ErrorCode;

fn ui(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/src/backend").join(file)
}

#[expect(clippy::disallowed_methods, reason = "whoever runs the tests asks for the file to be written")]
fn asked_to_write() -> bool {
    ["WRITE_BINDINGS", "UPDATE_CONTRACT"].iter().any(|name| std::env::var(name).is_ok_and(|value| value == "1"))
}

#[test]
fn the_contract_in_the_window_is_the_one_the_commands_write() {
    let file = ui("generated/contract.ts");
    let written = app::contract::typescript().unwrap();
    if asked_to_write() {
        std::fs::write(&file, &written).unwrap();
    }
    let kept = std::fs::read_to_string(&file).unwrap();
    let differs = kept.lines().zip(written.lines()).position(|(kept, written)| kept != written);
    assert!(kept == written, "{} is not what `cargo xtask bindings` writes, from line {differs:?} on", file.display());
}

#[test]
fn every_error_code_has_a_sentence_in_the_window() {
    let table = std::fs::read_to_string(ui("errors.ts")).unwrap();
    for code in ErrorCode::ALL {
        assert!(table.contains(&format!("  {code:?}: {{")), "errors.ts has no line for {code:?}");
    }
}
