//! What an earlier version of a text of theirs said twice and the next version no longer says.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::{EntryKind, HistoryEntry, Mark, PartRole, Side, Statement};

use crate::{
    cite::carried,
    read::{Book, commitments::content, dates, people, sentences},
};

const NUMBERS: [&str; 12] =
    ["first", "second", "third", "fourth", "final", "revised", "version", "draft", "new", "updated", "v2", "v3"];

/// Phrases gone from the newest version, where that version is younger than `since`.
pub(crate) fn dropped(book: &Book<'_>, since: DateTime<Utc>) -> Vec<Statement> {
    let own = book.evidence.history.iter().filter(|held| {
        let from = held.entry.people.iter().find(|p| p.role == PartRole::From);
        held.entry.kind == EntryKind::Mail
            && held.entry.at <= book.evidence.as_of
            && versioned(&held.entry.title)
            && from.is_some_and(|p| people::side_of(p, book.evidence) == Some(Side::Theirs))
    });
    let mut texts: BTreeMap<String, Vec<&HistoryEntry>> = BTreeMap::new();
    for held in own {
        texts.entry(subject(&held.entry.title)).or_default().push(held);
    }
    let mut found = Vec::new();
    for versions in texts.values() {
        let [.., before, after] = versions.as_slice() else {
            continue;
        };
        if after.entry.at > since {
            found.extend(gone(book, before, after));
        }
    }
    found
}

fn versioned(title: &str) -> bool {
    let lower = title.to_lowercase();
    ["version", "draft", "revised"].iter().any(|word| lower.contains(word))
}

/// The title without what counts versions.
fn subject(title: &str) -> String {
    let words = title.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
    let kept = words.filter(|word| !word.is_empty() && word != "re" && !NUMBERS.contains(&word.as_str()));
    kept.filter(|word| !word.chars().all(|c| c.is_ascii_digit())).collect::<Vec<_>>().join(" ")
}

/// Whole text in lower case, single spaces.
fn whole(held: &HistoryEntry) -> String {
    let own = held.passages.iter().filter(|passage| !passage.quoted);
    let words: Vec<&str> = own.flat_map(|passage| passage.text.split_whitespace()).collect();
    words.join(" ").to_lowercase()
}

/// Two neighbouring words that the earlier text has twice and the later not once.
fn phrase(earlier: &str, later: &str) -> Option<String> {
    let words: Vec<&str> = earlier.split(' ').collect();
    let pairs = words.windows(2).filter_map(|pair| {
        let text = pair.join(" ");
        let bare = text.trim_end_matches(['.', ',', ';', ':', '"']);
        let telling = pair.iter().all(|word| word.len() >= 5 && !content(word).is_empty());
        let plain = bare.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-'));
        (telling && plain && earlier.matches(bare).count() >= 2 && !later.contains(bare)).then(|| bare.to_owned())
    });
    pairs.max_by_key(|text| text.len())
}

fn gone(book: &Book<'_>, before: &HistoryEntry, after: &HistoryEntry) -> Option<Statement> {
    let phrase = phrase(&whole(before), &whole(after))?;
    let cut = |held: &'_ HistoryEntry, wanted: &str| {
        let own = held.passages.iter().position(|passage| {
            !passage.quoted
                && passage.text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase().contains(wanted)
        })?;
        let passage = held.passages.get(own)?;
        let all = sentences::split(&passage.text, EntryKind::Mail);
        let hit = all.into_iter().find(|(start, end)| {
            let text = passage.text.get(*start..*end).unwrap_or_default();
            text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase().contains(wanted)
        })?;
        Some((own, hit))
    };
    let held = book.evidence.history.iter().find(|held| held.entry.id == before.entry.id)?;
    let (at, hit) = cut(held, &phrase)?;
    let line = book.line(held, held.passages.get(at)?, hit);
    let now = dates::told(crate::read::day(after.entry.at, book.evidence.zone_minutes), book.today);
    let told = format!("{} wrote of “{phrase}” on {}.", line.who, dates::told(line.date, book.today));
    let label = format!("Version of {now}");
    let text = format!("{}, {}: “{phrase}”", line.who, dates::told(line.date, book.today));
    let made = carried(told, &label, &[&line]).or_else(|| carried(text, &label, &[&line]))?;
    Some(Statement { mark: Some(Mark::Gone), date: None, ..made })
}

#[cfg(test)]
mod tests {
    use super::{phrase, subject};

    #[test]
    fn a_repeated_phrase_that_is_gone_is_found_and_nothing_else() {
        let before = "we ask for a group-wide rollout in june. the group-wide rollout costs money.";
        assert_eq!(phrase(before, "we ask for a first phase in june.").as_deref(), Some("group-wide rollout"));
        for (before, after) in [
            (before, "the group-wide rollout stays"),
            ("we ask for a group-wide rollout in june.", "we ask for a first phase."),
            ("on the other hand, on the other hand", "nothing"),
            ("30 per cent, 30 per cent", "nothing"),
            ("", ""),
            ("one word", ""),
            ("about which about which", "nothing"),
            ("the form the form the form", "nothing"),
        ] {
            assert_eq!(phrase(before, after), None, "{before}");
        }
    }

    #[test]
    fn versions_of_one_text_share_a_subject_and_other_texts_do_not() {
        assert_eq!(subject("Business case, first version"), subject("Re: Business case, second version"));
        assert_eq!(subject("Outline v2"), subject("Outline, final draft"));
        assert_ne!(subject("Business case, first version"), subject("Proposal, first version"));
        assert_ne!(subject("Business case, version 2"), subject("Business plan, version 2"));
    }
}
