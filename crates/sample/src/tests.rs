//! What every file of the sample has to keep to.

use std::collections::BTreeSet;
use std::path::Path;

use domain::{Audience, Force, Sanction, Sensitivity, TextHash, Version};

use super::*;

fn text(file: &SampleFile) -> String {
    String::from_utf8_lossy(&file.bytes).into_owned()
}

/// Paths below a folder of `content/`, with `/`.
fn on_disk(folder: &Path, before: &str, found: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = format!("{before}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            on_disk(&entry.path(), &format!("{name}/"), found);
        } else {
            found.insert(name);
        }
    }
}

#[test]
fn two_calls_give_the_same_bytes() {
    assert_eq!(files().unwrap(), files().unwrap());
}

#[test]
fn every_path_is_unique_and_every_file_has_content() {
    let files = files().unwrap();
    let paths: BTreeSet<_> = files.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(paths.len(), files.len());
    for file in &files {
        assert!(file.bytes.len() > 100, "{}", file.path);
        assert!(file.path.starts_with("history/") || file.path.starts_with("library/"), "{}", file.path);
    }
}

#[test]
fn every_source_file_is_named_in_the_list() {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    for folder in ["history", "library"] {
        let mut found = BTreeSet::new();
        on_disk(&content.join(folder), &format!("{folder}/"), &mut found);
        let named: BTreeSet<String> =
            content::PLAIN.iter().map(|(path, _)| (*path).to_owned()).filter(|path| path.starts_with(folder)).collect();
        assert_eq!(found, named);
    }
    let mut sources = BTreeSet::new();
    on_disk(&content.join("typeset"), "", &mut sources);
    assert_eq!(sources.len(), content::TYPESET.len());
    let mut threads = BTreeSet::new();
    on_disk(&content.join("threads"), "", &mut threads);
    assert_eq!(threads.len(), content::THREADS.len());
}

#[test]
fn every_mail_has_headers_and_a_body_and_only_invented_addresses() {
    let mails: Vec<_> = files().unwrap().into_iter().filter(|file| file.path.ends_with(".eml")).collect();
    assert!(mails.len() >= 45);
    let mut ids = BTreeSet::new();
    for mail in &mails {
        let text = text(mail);
        let (head, body) = text.split_once("\n\n").unwrap();
        for name in ["From: ", "To: ", "Subject: ", "Date: ", "Message-ID: "] {
            assert_eq!(head.lines().filter(|line| line.starts_with(name)).count(), 1, "{} {name}", mail.path);
        }
        assert!(body.split_whitespace().count() > 20, "{}", mail.path);
        let id = head.lines().find_map(|line| line.strip_prefix("Message-ID: ")).unwrap();
        assert!(ids.insert(id.to_owned()), "{}", mail.path);
    }
}

#[test]
fn every_answered_mail_is_in_the_sample() {
    let all: Vec<String> = files().unwrap().iter().filter(|file| file.path.contains("/mail/")).map(text).collect();
    let starting = |name: &str| -> BTreeSet<String> {
        let lines = all.iter().flat_map(|text| text.lines());
        lines.filter_map(|line| line.strip_prefix(name)).map(str::to_owned).collect()
    };
    assert!(starting("In-Reply-To: ").is_subset(&starting("Message-ID: ")));
}

#[test]
fn no_address_leaves_the_example_domain() {
    for file in files().unwrap() {
        // A calendar folds its long lines.
        let text = text(&file).replace("\n ", "");
        for word in text.split(|mark: char| mark.is_whitespace() || "<>(),;:\"'".contains(mark)) {
            let Some((_, domain)) = word.split_once('@') else {
                continue;
            };
            if [".pdf", ".docx", ".pptx", ".xlsx"].iter().any(|ending| file.path.ends_with(ending)) {
                continue;
            }
            let domain = domain.trim_end_matches(|mark: char| !mark.is_ascii_alphanumeric());
            assert!(domain.is_empty() || domain.ends_with(".example"), "{}: {word}", file.path);
        }
    }
}

#[test]
fn every_row_of_the_register_names_a_library_file_and_one_file_waits_in_quarantine() {
    let library: BTreeSet<String> =
        files().unwrap().into_iter().map(|file| file.path).filter(|path| path.starts_with("library/")).collect();
    let named: BTreeSet<String> =
        sanctions().lines().skip(1).filter_map(|row| row.split(',').next()).map(str::to_owned).collect();
    assert!(named.is_subset(&library));
    let waiting: Vec<&String> = library.difference(&named).collect();
    assert_eq!(waiting, ["library/claims-benchmark-draft.md"]);
    let replaced = sanctions().lines().skip(1).filter_map(|row| row.rsplit(',').next()).filter(|path| !path.is_empty());
    assert!(replaced.into_iter().all(|path| library.contains(path)));
}

#[test]
fn every_row_of_the_register_fills_the_columns_of_its_head() {
    assert!(sanctions().starts_with(
        "file,title,owner,sanctioned_by,sanctioned_at,audience,sensitivity,effective,expires,withdrawn,supersedes\n"
    ));
    for row in sanctions().lines().skip(1) {
        let unquoted: String = row.split('"').step_by(2).collect();
        assert_eq!(unquoted.matches(',').count(), 10, "{row}");
    }
}

#[test]
fn the_story_stands_still_on_a_thursday_morning() {
    assert_eq!(pinned_now().to_rfc3339(), "2026-11-19T06:40:00+00:00");
}

#[test]
fn the_name_that_must_not_be_said_stands_in_exactly_one_file() {
    let holding: Vec<String> = files()
        .unwrap()
        .iter()
        .filter(|file| text(file).contains("Harrowmere"))
        .map(|file| file.path.clone())
        .collect();
    assert_eq!(holding, ["history/notes/2026-11-18-deal-desk-on-the-price.md"]);
}

/// A history file's words with the marks of its transport taken away: soft breaks, folds, quote marks of replies.
fn words(file: &SampleFile) -> String {
    let text = text(file).replace("=\n", "").replace("\n ", "").replace("\\,", ",");
    let text = text.replace("=E2=82=AC", "€").replace("=C2=A3", "£");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_path_and_every_quote_of_the_planting_list_is_in_the_sample() {
    let planted = include_str!("../content/PLANTED.md");
    let files = files().unwrap();
    let mut counted = (0, 0);
    for named in planted.split('`').skip(1).step_by(2).filter(|named| named.contains('/') && named.contains('.')) {
        let path = if named.starts_with("library/") { named.to_owned() } else { format!("history/{named}") };
        assert!(files.iter().any(|file| file.path == path), "{path}");
        counted.0 += 1;
    }
    let all: Vec<String> = files.iter().filter(|file| file.path.starts_with("history/")).map(words).collect();
    for line in planted.lines() {
        for quote in line.split('"').skip(1).step_by(2) {
            assert!(all.iter().any(|text| text.contains(quote)), "{quote}");
            counted.1 += 1;
        }
    }
    assert!(counted.0 >= 30 && counted.1 > 15, "{counted:?}");
}

#[test]
fn nobody_says_how_pellworth_would_choose() {
    for file in files().unwrap().iter().filter(|file| file.path.starts_with("history/")) {
        let words = words(file).to_lowercase();
        for word in ["criteria", "criterion", "must have", "must-have", "requirement", "scorecard"] {
            assert!(!words.contains(word), "{}: {word}", file.path);
        }
    }
}

/// The state of a row's version on the day of the story, taken from the columns that end the row.
fn state(row: &str) -> Force {
    let last: Vec<&str> = row.rsplit(',').take(7).collect();
    let [_, withdrawn, expires, effective, _, _, at] = last[..] else { panic!("{row}") };
    let path = row.split(',').next().unwrap();
    let nil = "0".repeat(32);
    let version = Version {
        id: format!("ver_{nil}").parse().unwrap(),
        document: format!("doc_{nil}").parse().unwrap(),
        number: 1,
        file: TextHash::of(path),
        format: "text".into(),
        bytes: 1,
        imported: pinned_now(),
        pages: None,
        sanction: Some(Sanction {
            by: "N. N.".into(),
            at: at.parse().unwrap(),
            audience: Audience::Public,
            sensitivity: Sensitivity::Public,
            owner: None,
            effective: Some(effective.parse().unwrap()),
            expires: (!expires.is_empty()).then(|| expires.parse().unwrap()),
            withdrawn: (!withdrawn.is_empty()).then(|| withdrawn.parse().unwrap()),
        }),
        superseded: sanctions().lines().any(|other| other.ends_with(&format!(",{path}"))),
    };
    version.force(pinned_now().date_naive())
}

#[test]
fn the_register_shows_one_aging_one_expired_one_superseded_and_one_withdrawn_document() {
    let mut found: Vec<(&str, Force)> =
        sanctions().lines().skip(1).map(|row| (row.split(',').next().unwrap(), state(row))).collect();
    assert_eq!(found.len(), 33);
    found.retain(|(_, force)| *force != Force::InForce);
    assert_eq!(
        found,
        [
            ("library/data-processing-terms-v2.pdf", Force::Superseded),
            ("library/business-continuity-summary.html", Force::Aging),
            ("library/roadmap-statement.md", Force::Expired),
            ("library/united-kingdom-hosting-note.pdf", Force::Withdrawn),
        ]
    );
}

#[test]
fn the_sample_is_as_large_as_its_planting_list_says() {
    let files = files().unwrap();
    let under = |folder: &'static str| files.iter().filter(move |file| file.path.starts_with(folder));
    let letters =
        under("history/mail/").map(|file| text(file).lines().filter(|line| line.starts_with("Message-ID: ")).count());
    assert_eq!(letters.sum::<usize>(), 251);
    assert_eq!(under("history/calls/").filter(|file| !file.path.contains("orrin-vale")).count(), 12);
    let events = under("history/calendar/").map(|file| text(file).matches("BEGIN:VEVENT").count());
    assert_eq!(events.sum::<usize>(), 40);
    for (ending, wanted) in [("pdf", 8), ("docx", 6), ("pptx", 2), ("xlsx", 3), ("html", 5), ("md", 9), ("txt", 1)] {
        let found = under("library/").filter(|file| file.path.rsplit('.').next() == Some(ending)).count();
        assert_eq!(found, wanted, "{ending}");
    }
}
