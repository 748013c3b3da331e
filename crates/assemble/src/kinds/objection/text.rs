//! Words, stems and the units that may be quoted: sentences and rows of tables.

use std::{collections::HashSet, sync::LazyLock};

use domain::EntryKind;

use crate::read::sentences;

/// Words that ask, bind or address and tell no matter.
const EMPTY: &str = "a able about above actually after again ago all already also am an and any anybody anything applicable are as ask at back \
    be because been before being between but by carried carry carries cent company conducted during can confirm could currently describe did do does each either etc ever every \
    everything exactly explain fast few for frequently from get give given go going had happen happened \
    happens has have having help here how i if in into is it its just kind know last least let like likely long \
    lot make many may me might more most much must my need needs no not nothing now of offer often on one \
    only or organisation organisations organization organizations other our ours out over own part people per person please possible provide put quickly really \
    relevant right same say see shall should since so some somebody somebody's someone something soon still such sure \
    surely take tell than that the their them then there these they thing this those through to too true \
    type under until up us use using very want was way we well were what when where whether which while who whom whose \
    why will with would yes yet you your yours";
static EMPTY_WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| EMPTY.split(' ').collect());

const ENDINGS: &[&str] = &[
    "izations",
    "isations",
    "ization",
    "isation",
    "ications",
    "ication",
    "icates",
    "icate",
    "ations",
    "ages",
    "age",
    "ation",
    "abilities",
    "ability",
    "ities",
    "ility",
    "ments",
    "ment",
    "ions",
    "ion",
    "ings",
    "ing",
    "ied",
    "ies",
    "ates",
    "ated",
    "ate",
    "able",
    "ible",
    "ity",
    "ed",
    "es",
    "ly",
    "s",
    "e",
    "y",
];

/// One word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word<'a> {
    pub(super) raw: &'a str,
    pub(super) low: String,
    pub(super) stem: String,
    /// Byte at which it begins.
    pub(super) start: usize,
}

/// The words of a text. Letters and digits, joined by points and hyphens inside (`2.0`, `sign-on` as two).
pub(super) fn words(text: &str) -> Vec<Word<'_>> {
    let mut found = Vec::new();
    let mut from: Option<usize> = None;
    let mut before = ' ';
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map_or(' ', |(_, next)| *next);
        let point = c == '.' && before.is_ascii_digit() && next.is_ascii_digit();
        let quote = matches!(c, '\'' | '’') && before.is_alphabetic() && next.is_alphabetic();
        let inside = c.is_alphanumeric() || (from.is_some() && (point || quote));
        match (from, inside) {
            (None, true) => from = Some(at),
            (Some(start), false) => {
                found.extend(text.get(start..at).map(|raw| word(raw, start)));
                from = None;
            }
            _ => {}
        }
        before = c;
    }
    if let Some(start) = from {
        found.extend(text.get(start..).map(|raw| word(raw, start)));
    }
    found
}

fn word(raw: &str, start: usize) -> Word<'_> {
    let low = raw.to_lowercase().replace('’', "'");
    let low = low.strip_suffix("'s").map_or(low.clone(), str::to_owned);
    let number = NUMBERS.iter().position(|name| *name == low);
    let stem = number.map_or_else(|| stem(&low), |number| (number + 2).to_string());
    Word { raw, stem, low, start }
}

/// From two on: `one` is hardly ever meant as a number.
const NUMBERS: [&str; 11] =
    ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/// So much of a word that `encrypts`, `encrypted` and `encryption` are the same.
pub(super) fn stem(low: &str) -> String {
    let mut rest = low;
    for _ in 0..3 {
        let shorter = ENDINGS.iter().find_map(|end| {
            let cut = rest.strip_suffix(end)?;
            let least = if *end == "s" { 3 } else { 4 };
            (cut.len() >= least && !(*end == "s" && cut.ends_with('s'))).then_some(cut)
        });
        match shorter {
            Some(cut) => rest = cut,
            None => break,
        }
    }
    rest.to_owned()
}

/// The words of a question that tell its matter, in lower case, each once, in their order; `sub-processor` is one.
pub(super) fn content(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut end = usize::MAX;
    for word in words(text) {
        let joined = end != usize::MAX && word.start == end + 1 && text.get(end..word.start) == Some("-");
        end = word.start + word.raw.len();
        if joined && let Some(before) = found.last_mut() {
            before.push('-');
            before.push_str(&word.low);
            continue;
        }
        // `isn't`, `you'd`: what is left of a possessive has lost its mark already.
        let counts = word.low.len() > 1 || word.low.chars().all(|c| c.is_ascii_digit());
        let told = counts && !word.low.contains('\'') && !EMPTY_WORDS.contains(word.low.as_str());
        if told && !found.contains(&word.low) {
            found.push(word.low);
        } else {
            end = usize::MAX;
        }
    }
    found
}

/// Bytes of a unit that may be quoted, and the head row it needs to be understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cut {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) head: Option<(usize, usize)>,
    /// All rows of a table at once, for a question that asks for a list.
    pub(super) table: bool,
}

/// The sentences and the table rows of a library passage, in order.
pub(super) fn cuts(text: &str) -> Vec<Cut> {
    let mut found = Vec::new();
    let mut at = 0;
    for block in blocks(text) {
        let base = at;
        at += block.len();
        if block.contains(" | ") {
            rows(block, base, &mut found);
        } else {
            // Lists of a document often end without a full stop, as notes do.
            let cuts = sentences::split(block, EntryKind::Note);
            let cuts = cuts.into_iter().map(|(a, b)| (a, with_tail(block, b)));
            found.extend(cuts.map(|(a, b)| Cut { start: base + a, end: base + b, head: None, table: false }));
        }
    }
    found
}

/// A sentence takes the one or two words with it that end its line: `A mobile application. Planned.`
fn with_tail(block: &str, end: usize) -> usize {
    let rest = block.get(end..).unwrap_or_default();
    let tail = rest.split('\n').next().unwrap_or_default().trim_end();
    let words = tail.split_whitespace().count();
    if (1..=3).contains(&words) && tail.ends_with('.') { end + tail.len() } else { end }
}

/// Runs of table lines and runs of other lines.
fn blocks(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let (mut from, mut at, mut table) = (0, 0, None);
    for line in text.split_inclusive('\n') {
        let row = line.contains(" | ");
        if table.is_some_and(|was| was != row) {
            found.extend(text.get(from..at));
            from = at;
        }
        table = Some(row);
        at += line.len();
    }
    found.extend(text.get(from..at));
    found
}

fn rows(block: &str, base: usize, found: &mut Vec<Cut>) {
    let mut head = None;
    let mut at = base;
    for line in block.split_inclusive('\n') {
        let end = at + line.trim_end().len();
        let ruled = line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ' | '\n' | '\r'));
        if !ruled {
            // The first row of a table names its columns; a passage that begins inside a table has none.
            if head.is_none() && is_head(line) {
                head = Some((at, end));
            } else {
                found.push(Cut { start: at, end, head, table: false });
            }
        }
        at += line.len();
    }
    let ends = found.last().map(|last| last.end).filter(|end| *end > base);
    if let (Some((start, _)), Some(end)) = (head, ends) {
        found.push(Cut { start, end, head: None, table: true });
    }
}

/// Whether a row only names columns: short cells that begin with a capital and hold no figure.
fn is_head(line: &str) -> bool {
    let cells: Vec<&str> = line.trim().trim_matches('|').split('|').map(str::trim).collect();
    let named = |cell: &&str| {
        cell.starts_with(char::is_uppercase)
            && cell.split_whitespace().count() <= 4
            && !cell.contains(|c: char| c.is_ascii_digit())
    };
    cells.len() > 1 && cells.iter().all(|cell| cell.is_empty() || named(cell))
}

/// Whether these stems stand in this order, next to each other.
pub(super) fn holds(stems: &[String], wanted: &[String]) -> bool {
    !wanted.is_empty() && stems.windows(wanted.len()).any(|row| row == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_share_a_stem() {
        for forms in [
            &["encrypt", "encrypted", "encryption", "encrypts"][..],
            &["certified", "certificate", "certification"],
            &["delete", "deleted", "deletion"],
            &["available", "availability"],
            &["restore", "restored", "restoration"],
            &["implement", "implementation"],
            &["process", "processing", "processes"],
        ] {
            let stems: Vec<String> = forms.iter().map(|form| stem(form)).collect();
            assert!(stems.windows(2).all(|pair| pair[0] == pair[1]), "{stems:?}");
        }
        assert_ne!(stem("region"), stem("register"));
        assert_eq!(words("four hours")[0].stem, words("4 hours")[0].stem);
    }

    #[test]
    fn content_is_what_a_question_is_about() {
        assert_eq!(content("Do you encrypt our data at rest?"), ["encrypt", "data", "rest"]);
        assert_eq!(content("How are new sub-processors announced?"), ["new", "sub-processors", "announced"]);
        assert_eq!(content("Isn't SOC 2 something you'd have?"), ["soc", "2"]);
    }

    #[test]
    fn a_table_gives_rows_with_their_head_and_a_list_gives_its_lines() {
        let text = "Function | Included\nNetting of payments | yes\nMobile application | no\n\nThe pages work on a tablet.\n- signed assertions are always demanded\n";
        let found: Vec<(&str, bool)> =
            cuts(text).into_iter().map(|cut| (&text[cut.start..cut.end], cut.head.is_some())).collect();
        assert_eq!(
            found,
            [
                ("Netting of payments | yes", true),
                ("Mobile application | no", true),
                ("Function | Included\nNetting of payments | yes\nMobile application | no", false),
                ("The pages work on a tablet.", false),
                ("signed assertions are always demanded", false)
            ]
        );
    }
}
