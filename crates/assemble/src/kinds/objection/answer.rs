//! Chooses what answers: at most three sentences of passages in force, or none. Nothing is answered where the rarest word
//! or a name of the question is missing, or where too little of the question is carried.

use domain::LibraryHit;

use super::{
    cover::{Terms, Unit, any_of, matter},
    split::{Asked, Form, Wants},
};

/// Least share of the question's weight that the best unit with its headings and passage must carry.
pub(super) const ENOUGH: f32 = 0.55;
/// Least share that its own words must carry.
const OWN: f32 = 0.3;
/// What a further sentence must add to be told.
const MORE: f32 = 0.12;
/// Sentences of an answer.
const MOST: usize = 3;

const FREQUENCIES: &[&str] = &[
    "every",
    "daily",
    "weekly",
    "monthly",
    "quarterly",
    "yearly",
    "annually",
    "once",
    "twice",
    "continuously",
    "nightly",
    "hourly",
    "immediately",
    "at once",
    "per cent",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "twelve",
    "around the clock",
    "at any time",
    "real time",
    "any number",
];
const CAUSES: &[&str] = &["because", "since", "reason", "therefore", "so that", "in order to", "due to", "that is why"];
const PAST: &[&str] = &["was", "were", "had", "did"];

/// What was found for one part.
#[derive(Debug, Clone)]
pub(super) struct Found<'a> {
    /// Empty where nothing answers. The first is the best.
    pub(super) units: Vec<Unit<'a>>,
    /// Words of the question that no permitted passage near the best one holds.
    pub(super) missing: Vec<String>,
}

/// The units that answer this part.
pub(super) fn find<'a>(asked: &Asked, terms: &Terms, hits: &'a [LibraryHit]) -> Found<'a> {
    let all = Unit::all(hits);
    let mut ranked: Vec<(f32, &Unit<'a>)> =
        all.iter().filter(|unit| speaks(unit, asked)).map(|unit| (rank(unit, terms), unit)).collect();
    // Between equals the search's own order decides.
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.place.cmp(&b.1.place)));
    let best = ranked.iter().map(|(_, unit)| *unit).find(|unit| answers(unit, asked, terms));
    let nearest = best.or(ranked.first().map(|(_, unit)| *unit));
    let missing = terms.all.iter().filter(|term| !nearest.is_some_and(|unit| unit.near(term)));
    let missing = missing.map(|term| term.word.clone()).collect();
    match best {
        Some(best) => {
            let ordered: Vec<&Unit<'a>> = ranked.iter().map(|(_, unit)| *unit).collect();
            Found { units: gather(best, &ordered, &all, terms), missing }
        }
        None => Found { units: Vec::new(), missing },
    }
}

/// Whether a unit says anything that could answer: what once was answers only what asks about it.
fn speaks(unit: &Unit<'_>, asked: &Asked) -> bool {
    let text = unit.text();
    let past = any_of(text, PAST) || text.to_lowercase().starts_with("until ");
    let about_past = any_of(&asked.plain, PAST)
        || any_of(&asked.plain, &["last", "history", "ever", "previous", "happened", "result", "results"]);
    let heading = text.split_whitespace().count() < 4 && unit.cut.head.is_none();
    !heading && !text.trim_end().ends_with(['?', ':']) && (!past || about_past)
}

fn rank(unit: &Unit<'_>, terms: &Terms) -> f32 {
    // A sentence whose own words carry the question is better than one whose heading does.
    terms.share(|term| unit.worth(term)) + terms.share(|term| unit.own(term))
}

fn answers(unit: &Unit<'_>, asked: &Asked, terms: &Terms) -> bool {
    let own = terms.share(|term| unit.own(term));
    let whole = terms.share(|term| unit.worth(term));
    let named = terms.all.iter().filter(|term| term.exact).all(|term| unit.near(term));
    let rarest = terms.rarest().is_none_or(|term| unit.near(term));
    whole >= ENOUGH && own >= OWN && named && rarest && gives(unit, asked.form)
}

/// Whether a unit has what the question wants to hear.
fn gives(unit: &Unit<'_>, form: Form) -> bool {
    let text = unit.text();
    match form {
        Form::Open(Wants::Measure) => text.contains(|c: char| c.is_ascii_digit()) || any_of(text, FREQUENCIES),
        Form::Open(Wants::Place) => {
            unit.words().iter().skip(1).any(|word| word.raw.starts_with(char::is_uppercase))
                || any_of(text, &["in the", "at the", "on the"])
        }
        Form::Open(Wants::Cause) => any_of(text, CAUSES),
        Form::Open(Wants::Person | Wants::Anything) | Form::Closed | Form::Claim => true,
    }
}

/// The best unit, what it refers to, what restricts it, and what else of the question others carry.
fn gather<'a>(best: &Unit<'a>, ordered: &[&Unit<'a>], all: &[Unit<'a>], terms: &Terms) -> Vec<Unit<'a>> {
    let mut chosen = vec![best.clone()];
    let beside = |unit: &Unit<'_>, by: isize| {
        let at = unit.place.1.checked_add_signed(by)?;
        all.iter().find(|other| other.place == (unit.place.0, at)).cloned()
    };
    if refers_back(best.text())
        && let Some(before) = beside(best, -1)
    {
        chosen.insert(0, before);
    }
    if let Some(next) = beside(best, 1).filter(|next| restricts(next, best, terms)) {
        chosen.push(next);
    }
    for unit in ordered {
        if chosen.len() >= MOST {
            break;
        }
        let carried = |term: &super::cover::Term| chosen.iter().map(|held| held.own(term)).fold(0.0, f32::max);
        let adds = terms.share(|term| (unit.own(term) - carried(term)).max(0.0));
        let same_passage = unit.hit.passage.id == best.hit.passage.id;
        let enough = terms.share(|term| unit.worth(term)) >= ENOUGH;
        let named = terms.all.iter().filter(|term| term.exact).all(|term| unit.near(term));
        let known = chosen.iter().any(|held| alike(held.text(), unit.text()));
        if adds >= MORE && (same_passage || enough) && named && !known && !refers_back(unit.text()) {
            chosen.push((*unit).clone());
        }
    }
    chosen
}

/// Whether a sentence cannot be understood without the one before it.
fn refers_back(text: &str) -> bool {
    let first: Vec<String> = text.split_whitespace().take(2).map(str::to_lowercase).collect();
    let first: Vec<&str> = first.iter().map(String::as_str).collect();
    matches!(
        first.as_slice(),
        [
            "it" | "they"
                | "them"
                | "this"
                | "these"
                | "those"
                | "such"
                | "both"
                | "he"
                | "she"
                | "otherwise"
                | "its"
                | "their",
            ..
        ] | ["for" | "in" | "by", "this" | "these" | "it" | "them"]
    )
}

/// Whether the next sentence takes something back from the one before: an exception, a limit, a target.
fn restricts(next: &Unit<'_>, best: &Unit<'_>, terms: &Terms) -> bool {
    const LIMITS: &[&str] = &[
        "only",
        "not",
        "no",
        "except",
        "until",
        "unless",
        "however",
        "but",
        "target",
        "targets",
        "objective",
        "never",
        "if",
        "limited",
        "at most",
        "refused",
        "means",
    ];
    let text = next.text();
    if next.cut.head.is_some() || !any_of(text, LIMITS) || any_of(text, PAST) {
        return false;
    }
    let shared = matter(text).intersection(&matter(best.text())).count();
    shared > 0 && terms.all.iter().any(|term| next.own(term) > 0.0) || refers_back(text)
}

/// Whether two sentences say the same.
fn alike(a: &str, b: &str) -> bool {
    let (a, b) = (matter(a), matter(b));
    let shared = a.intersection(&b).count();
    shared * 3 > a.len().max(b.len()) * 2
}

/// Of versions that may not be used: the best unit of each that would have spoken to the question.
pub(super) fn set_aside<'a>(asked: &Asked, terms: &Terms, others: &'a [LibraryHit]) -> Vec<Unit<'a>> {
    let all = Unit::all(others);
    let mut found: Vec<(f32, &Unit<'a>)> =
        all.iter().filter(|unit| answers(unit, asked, terms)).map(|unit| (rank(unit, terms), unit)).collect();
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.place.cmp(&b.1.place)));
    let mut kept: Vec<Unit<'a>> = Vec::new();
    for (_, unit) in found {
        if kept.iter().all(|held| held.hit.version.id != unit.hit.version.id) {
            kept.push(unit.clone());
        }
    }
    kept
}
