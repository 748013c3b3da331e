//! The judge of fidelity against sentences with one thing changed, on our own passages and on real policies.

#[path = "../support/mutations.rs"]
mod mutations;

use mutations::{Change, Mutation};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

const FLOORS: [(Change, f64); 7] = [
    (Change::ForeignNumber, 0.98),
    (Change::OtherNumber, 0.80),
    (Change::Date, 1.0),
    (Change::Negation, 0.99),
    (Change::ForeignName, 0.97),
    (Change::OtherName, 0.80),
    (Change::Hedge, 0.95),
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn judge(passages: &[String]) -> BTreeMap<Change, (usize, usize)> {
    let flags = |m: &Mutation| {
        let source = ::fidelity::Source { text: &passages[m.passage], context: "", date: None };
        let found = ::fidelity::verdict(&m.sentence, &[source]);
        if found.supported == (m.change != Change::Genuine) {
            eprintln!("{:?}: {} {:?}", m.change, m.sentence, found.missing);
        }
        !found.supported
    };
    mutations::flagged(&mutations::all(passages), flags)
}

#[expect(clippy::cast_precision_loss, reason = "counts of sentences")]
fn share(counts: (usize, usize)) -> f64 {
    counts.0 as f64 / counts.1.max(1) as f64
}

fn hold_to_floors(name: &str, found: &BTreeMap<Change, (usize, usize)>, alarms: f64) {
    for (change, counts) in found {
        println!("{name}: {change:?} flagged {:.3} (n = {})", share(*counts), counts.1);
    }
    for (change, floor) in FLOORS {
        if let Some(counts) = found.get(&change) {
            assert!(share(*counts) >= floor, "{name}: {change:?} {:.3} < {floor}", share(*counts));
        }
    }
    let genuine = found.get(&Change::Genuine).copied().unwrap_or_default();
    assert!(genuine.1 > 200, "{name}: too few genuine sentences: {}", genuine.1);
    assert!(share(genuine) <= alarms, "{name}: false alarms {:.4}", share(genuine));
}

#[test]
fn one_thing_changed_in_our_own_passages_is_noticed() {
    let text = std::fs::read_to_string(root().join("tests/fixtures/fidelity/passages.jsonl")).unwrap();
    let read =
        |line: &str| serde_json::from_str::<serde_json::Value>(line).unwrap()["text"].as_str().unwrap().to_owned();
    let passages: Vec<String> = text.lines().map(read).collect();
    assert!(passages.len() >= 60);
    let found = judge(&passages);
    for (change, _) in FLOORS {
        assert!(found.get(&change).is_some_and(|c| c.1 >= 10), "too few of {change:?}: {:?}", found.get(&change));
    }
    hold_to_floors("own passages", &found, 0.005);
}

/// Paragraphs of Markdown templates, without marks and without placeholders.
fn paragraphs(folder: &Path, out: &mut Vec<String>) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|e| e.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            paragraphs(&path, out);
        } else if path.extension().is_some_and(|e| e == "md" || e == "tmpl") {
            let text = std::fs::read_to_string(&path).unwrap_or_default();
            let text = text.replace("{{companyShortName}}", "Acme").replace(['*', '`', '>'], "");
            let plain = |p: &&str| !p.contains("{{") && !p.trim_start().starts_with(['#', '|', '-', '<', '!', '[']);
            for paragraph in text.split("\n\n").filter(plain) {
                out.push(paragraph.split_whitespace().collect::<Vec<_>>().join(" "));
            }
        }
    }
}

#[test]
fn one_thing_changed_in_real_policies_is_noticed() {
    let shared = root().join("../shared/data");
    if !shared.is_dir() {
        println!("skipped: ../shared/data is absent");
        return;
    }
    let mut lines = Vec::new();
    paragraphs(&shared.join("docs_jupiterone"), &mut lines);
    paragraphs(&shared.join("docs_basecamp"), &mut lines);
    let passages: Vec<String> = lines.chunks(4).map(|c| c.join("\n\n")).collect();
    hold_to_floors("real policies", &judge(&passages), 0.008);
}
