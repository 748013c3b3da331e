//! Genuine sentences of a passage with one thing changed: what a judge of fidelity has to notice.
//! Deterministic: the same passages always give the same changes.

use std::collections::BTreeMap;

/// What was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Change {
    Genuine,
    ForeignNumber,
    OtherNumber,
    Date,
    Negation,
    ForeignName,
    OtherName,
    Hedge,
}

/// One sentence to judge against its passage.
#[derive(Debug, Clone)]
pub(crate) struct Mutation {
    pub change: Change,
    pub passage: usize,
    pub sentence: String,
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const HEDGES: [(&str, &str); 5] =
    [(" may ", " "), (" should ", " must "), (" can ", " must "), (" could ", " will "), (" might ", " will ")];
const NEGATIONS: [(&str, &str); 6] = [
    (" do not ", " "),
    (" does not ", " "),
    (" did not ", " "),
    (" not ", " "),
    (" never ", " "),
    (" cannot ", " can "),
];
const OPENERS: [(&str, &str); 3] = [(" is ", " is not "), (" are ", " are not "), (" must ", " must not ")];

/// The sentences of a passage, as a reader would cut them.
pub(crate) fn sentences(text: &str) -> Vec<String> {
    let (mut out, mut held) = (Vec::new(), String::new());
    let mut chars = text.chars().peekable();
    while let Some(ch) = chars.next() {
        held.push(ch);
        if matches!(ch, '.' | '!' | '?') && chars.peek().is_none_or(|c| c.is_whitespace()) {
            out.push(held.trim().to_owned());
            held.clear();
        }
    }
    out.retain(|s| s.split_whitespace().count() >= 4);
    out
}

fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().map(|w| w.trim_matches(|c: char| !c.is_alphanumeric())).collect()
}

fn numbers(text: &str) -> Vec<String> {
    let all = words(text);
    let plain = |w: &str| {
        w.starts_with(|c: char| c.is_ascii_digit()) && w.chars().all(|c| c.is_ascii_digit() || ".,".contains(c))
    };
    let dated = |at: usize| {
        let near = |n: Option<usize>| n.and_then(|n| all.get(n)).is_some_and(|w| MONTHS.contains(w));
        near(at.checked_sub(1)) || near(Some(at + 1))
    };
    all.iter().enumerate().filter(|(n, w)| plain(w) && !dated(*n)).map(|(_, w)| (*w).to_owned()).collect()
}

/// Runs of two or more capitalised words that do not open a sentence: people and companies.
fn names(text: &str) -> Vec<String> {
    let all: Vec<&str> = text.split_whitespace().collect();
    let bare = |w: &str| w.trim_end_matches(['.', ',', ';']).to_owned();
    let name = |w: &str| {
        let w = w.trim_end_matches(['.', ',', ';']);
        w.len() > 2
            && w.starts_with(char::is_uppercase)
            && w.chars().skip(1).all(char::is_lowercase)
            && !MONTHS.contains(&w)
    };
    let closes = |w: &str| w.ends_with(['.', ',', ';']);
    let pairs = all.windows(2).filter(|p| name(p[0]) && name(p[1]) && !closes(p[0]));
    pairs.map(|p| format!("{} {}", p[0], bare(p[1]))).collect()
}

fn swap(sentence: &str, from: &str, to: &str) -> String {
    sentence.replacen(from, to, 1)
}

fn of_sentence(sentence: &str, text: &str, seed: usize) -> Vec<(Change, String)> {
    let mut out = vec![(Change::Genuine, sentence.to_owned())];
    if let Some(number) = numbers(sentence).first() {
        let foreign = (seed * 37 + 613).to_string();
        out.push((Change::ForeignNumber, swap(sentence, number, &foreign)));
        let others: Vec<String> = numbers(text).into_iter().filter(|n| !numbers(sentence).contains(n)).collect();
        if let Some(other) = others.get(seed % others.len().max(1)) {
            out.push((Change::OtherNumber, swap(sentence, number, other)));
        }
    }
    if let Some(at) = MONTHS.iter().position(|m| words(sentence).contains(m))
        && sentence.contains(&format!(" {} 20", MONTHS[at]))
    {
        let other = MONTHS[(at + 1 + seed % 10) % 12];
        out.push((Change::Date, swap(sentence, MONTHS[at], other)));
    }
    let hit = |pairs: &[(&str, &str)]| pairs.iter().find(|p| sentence.contains(p.0)).map(|p| swap(sentence, p.0, p.1));
    out.extend(hit(&NEGATIONS).or_else(|| hit(&OPENERS)).map(|s| (Change::Negation, s)));
    out.extend(hit(&HEDGES).map(|s| (Change::Hedge, s)));
    if let Some(name) = names(sentence).first() {
        let foreign = ["Wendel Quist", "Orla Fenwick", "Baxter Luhmann", "Tamsin Yarrow"][seed % 4];
        out.push((Change::ForeignName, swap(sentence, name, foreign)));
        let mut others = names(text).into_iter();
        if let Some(other) = others.find(|n| !sentence.contains(n.as_str())) {
            out.push((Change::OtherName, swap(sentence, name, &other)));
        }
    }
    out
}

/// Every change of every sentence of the passages.
pub(crate) fn all(passages: &[String]) -> Vec<Mutation> {
    let mut out = Vec::new();
    let mut seed = 0;
    for (passage, text) in passages.iter().enumerate() {
        for sentence in sentences(text) {
            seed += 1;
            let made = of_sentence(&sentence, text, seed);
            out.extend(made.into_iter().map(|(change, sentence)| Mutation { change, passage, sentence }));
        }
    }
    out
}

/// Per kind: how many were flagged, of how many.
pub(crate) fn flagged(mutations: &[Mutation], judge: impl Fn(&Mutation) -> bool) -> BTreeMap<Change, (usize, usize)> {
    let mut out = BTreeMap::new();
    for mutation in mutations {
        let counts: &mut (usize, usize) = out.entry(mutation.change).or_default();
        counts.0 += usize::from(judge(mutation));
        counts.1 += 1;
    }
    out
}
