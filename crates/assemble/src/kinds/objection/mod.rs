//! The objection briefing: one card for one question. Each part is answered from passages in force that this buyer may
//! read, or not at all; the account's history says who asked and what was told, never what is true of the product.

mod answer;
mod avoid;
mod category;
mod cover;
mod draft;
mod fits;
mod history;
mod quote;
mod scope;
mod split;
mod state;
#[cfg(test)]
mod tests;
mod text;
mod told;

pub(in crate::kinds) use cover::matter;
pub use draft::answer_draft;

use std::thread;

use domain::{
    AnswerState, Audience, CardHead, Evidence, FoundQuestion, LibraryHit, ObjectionCard, QuestionEvidence,
    QuestionPart, Reason, Rejected, Role, Route, Searched,
};

use self::{
    cover::{Terms, Unit},
    split::Asked,
};
use crate::read::{Book, Sentences};

/// What to ask the library for each part of a question, in order; empty where the text asks nothing.
#[must_use]
pub fn queries(question: &str) -> Vec<String> {
    split::split(question).into_iter().map(|asked| asked.query).collect()
}

/// The words of a query that tell its matter, in lower case, to be weighed by how rare they are.
#[must_use]
pub fn matter_words(query: &str) -> Vec<String> {
    text::content(query)
}

/// The questions that the buyer asked in mails and calls, newest first.
#[must_use]
pub fn found_questions(evidence: &Evidence, sentences: &Sentences) -> Vec<FoundQuestion> {
    history::questions(&Book::read(evidence, sentences))
}

/// Composes the card. Who must approve is the gate's to say: [`ObjectionCard::approval`] is left empty.
#[must_use]
pub fn card(evidence: &Evidence, sentences: &Sentences, asked: &QuestionEvidence) -> ObjectionCard {
    card_in(&Book::read(evidence, sentences), asked)
}

/// The cards of many questions, in their order. Every core takes its share and reads the history once for it.
#[must_use]
pub fn cards(evidence: &Evidence, sentences: &Sentences, asked: &[QuestionEvidence]) -> Vec<ObjectionCard> {
    let cores = thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let share = asked.len().div_ceil(cores).max(1);
    let compose = |some: &[QuestionEvidence]| {
        let book = Book::read(evidence, sentences);
        some.iter().map(|one| card_in(&book, one)).collect::<Vec<_>>()
    };
    thread::scope(|scope| {
        let workers: Vec<_> = asked.chunks(share).map(|some| (some, scope.spawn(move || compose(some)))).collect();
        let joined = workers.into_iter().flat_map(|(some, worker)| worker.join().unwrap_or_else(|_| compose(some)));
        joined.collect()
    })
}

fn card_in(book: &Book<'_>, asked: &QuestionEvidence) -> ObjectionCard {
    let split = split::split(&asked.question);
    let category = category::category(&asked.question);
    let mut parts = Vec::new();
    let mut judged: Vec<(Terms, Vec<Unit<'_>>)> = Vec::new();
    for (one, found) in split.iter().zip(&asked.parts) {
        let terms = Terms::of(found, &one.query);
        let (part, units) = part(one, &terms, asked, found, book, category);
        parts.push(part);
        judged.push((terms, units));
    }
    let forms: Vec<split::Form> = split.iter().map(|one| one.form).collect();
    let told = told::told(book, &judged);
    let terms: Vec<Terms> = judged.into_iter().map(|(terms, _)| terms).collect();
    let spoken = history::asked(book, &asked.question);
    let who = spoken.as_ref().map(|(line, _)| line.who);
    let states: Vec<AnswerState> = parts.iter().map(|part| part.state).collect();
    let offers = parts.iter().any(|part| !part.offers.is_empty());
    let mut card = ObjectionCard {
        schema: 1,
        kind: "objection".to_owned(),
        head: head(book, asked.reader),
        question: asked.question.clone(),
        category,
        behind: category::behind(category),
        clarify: category::clarify(category),
        do_not_say: avoid::do_not_say(book, &terms, &parts, &forms),
        settled: category::settled(who, &states, offers),
        told: told
            .into_iter()
            .filter(|one| !spoken.as_ref().is_some_and(|(line, _)| told::quotes(one.statement.citations.first(), line)))
            .collect(),
        asked: spoken.map(|(_, statement)| statement),
        parts,
        approval: None,
        sources: Vec::new(),
    };
    card.sources = quote::sources(&card, book, asked);
    card
}

fn head(book: &Book<'_>, reader: Audience) -> CardHead {
    let evidence = book.evidence;
    let read = evidence.history.iter().filter(|held| held.entry.at <= evidence.as_of).count();
    CardHead {
        account: evidence.account.id,
        account_name: evidence.account.name.clone(),
        as_of: evidence.as_of,
        zone_minutes: evidence.zone_minutes,
        reader,
        entries_read: u32::try_from(read).unwrap_or(u32::MAX),
        documents_searched: evidence.documents_searched,
    }
}

fn part<'a>(
    one: &Asked,
    terms: &Terms,
    asked: &QuestionEvidence,
    found: &'a domain::PartEvidence,
    book: &Book<'_>,
    category: Option<domain::Category>,
) -> (QuestionPart, Vec<Unit<'a>>) {
    let best = answer::find(one, terms, &found.hits);
    let rejected: Vec<(Reason, Unit<'a>)> = answer::set_aside(one, terms, &found.others)
        .into_iter()
        .filter_map(|unit| Some((reason(unit.hit, asked.reader)?, unit)))
        .take(4)
        .collect();
    let under_nda =
        rejected.iter().any(|(reason, unit)| *reason == Reason::NeedsNda && answer::would_answer(one, terms, unit));
    let (state, because) = if best.units.is_empty() {
        if under_nda {
            (
                AnswerState::CannotDisclose,
                "Only documents under a non-disclosure agreement speak to it, and none is on file".to_owned(),
            )
        } else {
            (AnswerState::NoSource, nothing(&best.missing))
        }
    } else {
        state::state(one, terms, &best.units)
    };
    let role = category::category(&one.words).or(category).map_or(Role::SolutionsEngineer, domain::Category::role);
    let route = (!state.has_answer()).then(|| Route {
        role,
        people: asked.people.iter().filter(|person| person.role == role).map(|person| person.name.clone()).collect(),
    });
    let read_as = (one.turned || one.query != one.plain).then(|| one.query.clone());
    let part = QuestionPart {
        asked: one.words.clone(),
        read_as,
        state,
        because,
        carried: best.units.first().map_or(0, |unit| percent(terms.share(|term| unit.own(term)))),
        unsaid: best.units.first().map(|unit| unsaid(terms, unit)).unwrap_or_default(),
        answer: best.units.iter().map(|unit| quote::unit(unit, Some(&named(unit.hit)))).collect(),
        scope: scope::scope(&best.units, &found.openings),
        offers: scope::offers(&best.units),
        route,
        searched: Searched {
            looked_for: terms.all.iter().map(|term| term.word.clone()).collect(),
            entries: 0,
            documents: book.evidence.documents_searched,
        },
        rejected: rejected
            .iter()
            .map(|(reason, unit)| Rejected { reason: *reason, statement: quote::unit(unit, Some(&named(unit.hit))) })
            .collect(),
    };
    (part, best.units)
}

fn unsaid(terms: &Terms, unit: &Unit<'_>) -> Vec<String> {
    terms.all.iter().filter(|term| !term.light && !unit.near(term)).map(|term| term.word.clone()).collect()
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share between nothing and one")]
fn percent(share: f32) -> u32 {
    (share.clamp(0.0, 1.0) * 100.0).round() as u32
}

fn named(hit: &LibraryHit) -> String {
    format!("{}, version {}", hit.document.title, hit.version.number)
}

fn reason(hit: &LibraryHit, reader: Audience) -> Option<Reason> {
    Reason::of(hit.force, hit.version.sanction.as_ref().map(|given| given.audience), reader)
}

fn nothing(missing: &[String]) -> String {
    if missing.is_empty() {
        return "No passage in force that this buyer may read says enough of it".to_owned();
    }
    let words: Vec<String> = missing.iter().take(4).map(|word| format!("“{word}”")).collect();
    format!("No passage in force that this buyer may read speaks of {}", words.join(", "))
}
