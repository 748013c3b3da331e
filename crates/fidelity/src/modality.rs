//! Negation, hedges, conditions, obligation and plans: none may be dropped, added or strengthened.

use crate::coverage::Aligned;
use crate::words::Word;
use crate::{Missing, MissingKind, Reading};

const NEGATIONS: &[&str] =
    &["not", "no", "never", "none", "neither", "nor", "cannot", "without", "nobody", "nothing", "unable", "non"];
const HEDGES: &[&str] = &[
    "may",
    "might",
    "could",
    "can",
    "should",
    "would",
    "possibly",
    "perhaps",
    "probably",
    "likely",
    "typically",
    "generally",
    "usually",
    "often",
    "sometimes",
    "approximately",
    "about",
    "around",
    "roughly",
    "expect",
    "expects",
    "expected",
    "plan",
    "plans",
    "planned",
    "intend",
    "intends",
    "hope",
    "hopes",
    "aim",
    "aims",
    "seems",
    "appears",
    "tentatively",
    "unlikely",
    "some",
    "most",
    "mostly",
    "partly",
    "preferably",
    "ideally",
    "normally",
    "believe",
];
const CONDITIONS: &[&str] = &[
    "if",
    "unless",
    "until",
    "provided",
    "subject",
    "except",
    "excluding",
    "pending",
    "depending",
    "hold",
    "assuming",
];
const STRONG: &[&str] = &[
    "must",
    "shall",
    "will",
    "always",
    "guarantee",
    "guarantees",
    "guaranteed",
    "all",
    "every",
    "only",
    "required",
    "definitely",
    "certainly",
];

pub(crate) fn negates(word: &Word) -> bool {
    NEGATIONS.contains(&word.low.as_str()) || word.low.ends_with("n't")
}

fn within(word: &Word, list: &[&str]) -> bool {
    list.contains(&word.low.as_str()) && !(word.low == "may" && word.capital && !word.first)
}

/// A verbatim span may still leave out the condition or the negation of its own sentence.
pub(crate) fn left_out(found: &Aligned, texts: &[Vec<Word>]) -> Vec<Missing> {
    let Some(text) = texts.get(found.text) else {
        return Vec::new();
    };
    let ends = |at: usize| text.get(at).map(|w| w.sentence);
    let (first, last) = (ends(found.from), ends(found.to.saturating_sub(1)));
    let mut out = Vec::new();
    for (at, word) in text.iter().enumerate() {
        let before = at < found.from && Some(word.sentence) == first;
        let after = at >= found.to && Some(word.sentence) == last;
        if (before || after) && within(word, CONDITIONS) {
            out.push(Missing::new(MissingKind::Modality, word.raw.clone()));
        } else if before && at + 4 >= found.from && negates(word) {
            out.push(Missing::new(MissingKind::Negation, word.raw.clone()));
        }
    }
    out
}

fn surplus(a: &[Word], b: &[Word], list: &[&str]) -> Option<String> {
    let count = |w: &[Word], low: &str| w.iter().filter(|x| x.low == low && within(x, list)).count();
    a.iter().find(|w| within(w, list) && count(a, &w.low) > count(b, &w.low)).map(|w| w.raw.clone())
}

pub(crate) fn missing(reading: &Reading) -> Vec<Missing> {
    let Some(best) = reading.best.as_ref().filter(|b| b.share >= 0.5) else {
        return Vec::new();
    };
    let text = reading.texts.get(best.text).map(Vec::as_slice).unwrap_or_default();
    let said = text.get(best.from..best.to).unwrap_or_default();
    let claim = reading.claim.as_slice();
    let mut out = Vec::new();
    let count = |w: &[Word]| w.iter().filter(|x| negates(x)).count();
    if count(said) != count(claim) {
        let word = said.iter().chain(claim).find(|w| negates(w)).map(|w| w.raw.clone());
        out.push(Missing::new(MissingKind::Negation, word.unwrap_or_default()));
    }
    for list in [HEDGES, CONDITIONS] {
        out.extend(surplus(said, claim, list).map(|w| Missing::new(MissingKind::Modality, w)));
    }
    out.extend(surplus(claim, said, STRONG).map(|w| Missing::new(MissingKind::Modality, w)));
    out
}
