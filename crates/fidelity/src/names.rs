//! People, companies and products: named by the source, and in the same role.

use crate::words::{Kind, Word, alike};
use crate::{Missing, MissingKind, Reading};

fn runs(words: &[Word], starts_too: bool) -> Vec<(usize, usize)> {
    let is = |w: &Word| w.kind == Kind::Name || (starts_too && w.kind == Kind::Plain && w.capital && w.content());
    let mut out: Vec<(usize, usize)> = Vec::new();
    for (at, word) in words.iter().enumerate().filter(|(_, w)| is(w)) {
        match out.last_mut() {
            Some(last) if last.1 == at && !word.first => last.1 = at + 1,
            _ => out.push((at, at + 1)),
        }
    }
    out
}

fn same(a: &[Word], b: &[Word]) -> bool {
    a.iter().all(|x| b.iter().any(|y| x.stem == y.stem)) || b.iter().all(|x| a.iter().any(|y| x.stem == y.stem))
}

pub(crate) fn missing(reading: &Reading) -> Vec<Missing> {
    let close = reading.best.as_ref().is_some_and(|b| b.share >= 0.5);
    let carried = |w: &Word| reading.texts.iter().chain(&reading.contexts).flatten().any(|x| x.stem == w.stem);
    let mut out = Vec::new();
    for (from, to) in runs(&reading.claim, close) {
        let run = reading.claim.get(from..to).unwrap_or_default();
        if run.iter().all(|w| crate::dates::weekday(&w.low).is_some() || crate::dates::month(&w.low).is_some()) {
            continue;
        }
        if !run.iter().all(carried) || (close && misplaced(reading, from, to, run)) {
            let what: Vec<&str> = run.iter().map(|w| w.raw.as_str()).collect();
            out.push(Missing::new(MissingKind::Name, what.join(" ")));
        }
    }
    out
}

fn misplaced(reading: &Reading, from: usize, to: usize, run: &[Word]) -> bool {
    let (mut own, mut other) = (0, 0);
    for text in &reading.texts {
        for (start, end) in runs(text, true) {
            let score = alike(&reading.claim, from, to, text, start, end);
            if same(run, text.get(start..end).unwrap_or_default()) {
                own = own.max(score);
            } else {
                other = other.max(score);
            }
        }
    }
    other > own
}
