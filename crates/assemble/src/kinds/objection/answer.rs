//! Chooses what answers: at most three sentences of passages in force, or none. Nothing is answered where the rarest word
//! or a name of the question is missing, or where too little of the question is carried.

use domain::LibraryHit;

use super::{
    cover::{Term, Terms, Unit, any_of},
    fits::{ENOUGH, OWN, alike, answers, lists, refers_back, restricts, speaks, touches, whole},
    split::{Asked, Form, Wants},
    state,
};

/// Least share that the own words of a sentence of another passage must carry to be told beside the best.
const HALF: f32 = 0.5;
/// What a further sentence must add to be told.
const MORE: f32 = 0.12;
/// Sentences of an answer.
const MOST: usize = 3;
/// Sentences that are heard for a yes or a no.
const HEARD: usize = 8;

/// What was found for one part.
#[derive(Debug, Clone)]
pub(super) struct Found<'a> {
    /// Empty where nothing answers.
    pub(super) units: Vec<Unit<'a>>,
    /// Words of the question that no permitted passage near the best one holds.
    pub(super) missing: Vec<String>,
}

/// The units that answer this part.
pub(super) fn find<'a>(asked: &Asked, terms: &Terms, hits: &'a [LibraryHit]) -> Found<'a> {
    let all = Unit::all(hits);
    let mut ranked: Vec<(f32, &Unit<'a>)> =
        all.iter().filter(|unit| speaks(unit, asked)).map(|unit| (rank(unit, asked, terms), unit)).collect();
    // Between equals the search's own order decides.
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.place.cmp(&b.1.place)));
    let ordered: Vec<&Unit<'a>> = ranked.iter().map(|(_, unit)| *unit).collect();
    let able: Vec<&Unit<'a>> = ordered.iter().copied().filter(|unit| answers(unit, asked, terms)).take(HEARD).collect();
    let nearest = able.first().or(ordered.first()).copied();
    let missing = terms.all.iter().filter(|term| !term.light && !nearest.is_some_and(|unit| unit.near(term)));
    let missing = missing.map(|term| term.word.clone()).collect();
    let Some(first) = able.first().copied() else { return Found { units: Vec::new(), missing } };
    if asked.form != Form::Closed {
        return Found { units: gather(vec![first.clone()], &ordered, &all, terms), missing };
    }
    let says = |yes: bool| able.iter().copied().find(|unit| state::decides(asked, terms, unit) == Some(yes));
    let mut chosen: Vec<Unit<'a>> = Vec::new();
    // A commitment that is asked for is answered by what the documents call it, a promise or a target; a sentence says
    // it more plainly than the row of a table.
    if state::commits(&asked.plain) {
        let called = |unit: &&&Unit<'a>| state::calls(unit.text()) && terms.share(|term| unit.own(term)) >= OWN;
        let sentence = ordered.iter().filter(called).find(|unit| unit.cut.head.is_none() && !unit.cut.table);
        let row = ordered.iter().filter(called).find(|unit| unit.cut.head.is_some());
        chosen.extend(sentence.into_iter().chain(row).map(|unit| (*unit).clone()));
        if !chosen.is_empty() {
            return Found { units: chosen, missing };
        }
    }
    for unit in [says(true), says(false)].into_iter().flatten() {
        if chosen.iter().all(|held| held.place != unit.place) {
            chosen.push(unit.clone());
        }
    }
    if chosen.is_empty() {
        chosen.push(first.clone());
    }
    Found { units: gather(chosen, &ordered, &all, terms), missing }
}

fn rank(unit: &Unit<'_>, asked: &Asked, terms: &Terms) -> f32 {
    // A sentence whose own words carry the question is better than one whose heading does, one below a heading that
    // carries it better than one below another, and for a list the whole table better than a row.
    let own = terms.share(|term| unit.own(term));
    let above = terms.share(|term| if unit.above(term) { 1.0 } else { 0.0 });
    let list = if unit.cut.table && lists(&asked.plain) { 0.25 } else { 0.0 };
    // Where a thing is not says less of where it is.
    let elsewhere = if asked.form == Form::Open(Wants::Place) && any_of(unit.text(), "outside") { 0.5 } else { 0.0 };
    terms.share(|term| unit.worth(term)) + own + 0.3 * above + list - elsewhere
}

/// The chosen units, what the first refers to, what restricts it, and what else of the question others carry.
fn gather<'a>(chosen: Vec<Unit<'a>>, ordered: &[&Unit<'a>], all: &[Unit<'a>], terms: &Terms) -> Vec<Unit<'a>> {
    let mut chosen = chosen;
    let Some(best) = chosen.first().cloned() else { return chosen };
    let beside = |by: isize| {
        let at = best.place.1.checked_add_signed(by)?;
        all.iter().find(|other| other.place == (best.place.0, at)).cloned()
    };
    if refers_back(best.text())
        && let Some(before) = beside(-1)
    {
        chosen.insert(0, before);
    }
    // What the next sentences of the passage take back belongs to the answer.
    for next in (1..=3).filter_map(beside).filter(|next| restricts(next, &best, terms)) {
        if chosen.len() < MOST && chosen.iter().all(|held| held.place != next.place) {
            chosen.push(next);
        }
    }
    for unit in ordered {
        if chosen.len() >= MOST {
            break;
        }
        let carried = |term: &Term| chosen.iter().map(|held| held.own(term)).fold(0.0, f32::max);
        let adds = terms.share(|term| (unit.own(term) - carried(term)).max(0.0));
        let same_passage = unit.hit.passage.id == best.hit.passage.id;
        let own = terms.share(|term| unit.own(term));
        let enough = own >= HALF && whole(unit, terms) && terms.share(|term| unit.worth(term)) >= ENOUGH;
        // A name that the best unit lacks is worth a sentence of its own.
        let name = terms.all.iter().any(|term| term.exact && carried(term) <= 0.0 && unit.own(term) > 0.0);
        let known = chosen.iter().any(|held| held.cut.table || alike(held.text(), unit.text()));
        let fits = name || enough || (same_passage && own >= OWN);
        if adds >= MORE && fits && !known && !unit.cut.table && !refers_back(unit.text()) && !any_of(unit.text(), "see")
        {
            chosen.push((*unit).clone());
        }
    }
    chosen.truncate(MOST);
    chosen
}

/// Of versions that may not be used: the best unit of each that speaks to the question.
pub(super) fn set_aside<'a>(asked: &Asked, terms: &Terms, others: &'a [LibraryHit]) -> Vec<Unit<'a>> {
    let all = Unit::all(others);
    let able = all.iter().filter(|unit| touches(unit, asked, terms));
    let mut found: Vec<(f32, &Unit<'a>)> = able.map(|unit| (rank(unit, asked, terms), unit)).collect();
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.place.cmp(&b.1.place)));
    let mut kept: Vec<Unit<'a>> = Vec::new();
    for (_, unit) in found {
        if kept.iter().all(|held| held.hit.version.id != unit.hit.version.id) {
            kept.push(unit.clone());
        }
    }
    kept
}

/// Whether a passage that is not released for this buyer would answer in full.
pub(super) fn would_answer(asked: &Asked, terms: &Terms, unit: &Unit<'_>) -> bool {
    answers(unit, asked, terms) && speaks(unit, asked)
}
