//! Evidence in, cited briefing out. Pure: the same evidence always gives the same briefing.
//! To add a kind of briefing: one file in `kinds` and one row in [`kinds()`].

mod cite;
mod error;
mod kinds;
mod read;

use domain::{Briefing, Commitment, Evidence, Item, LaneLine, Letter, PersonLine, Statement};
pub use error::AssembleError;
pub use kinds::{
    Kind, Plan, kinds,
    objection::{answer_draft, card, cards, found_questions, matter_words, queries},
    questionnaire::{asks_the_same, row_answer, row_question},
};
pub use read::Sentences;

/// What the account's tabs show, read with the same skills as the briefing.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Reading {
    pub commitments: Vec<Commitment>,
    pub lanes: Vec<LaneLine>,
    pub letters: Vec<Letter>,
    /// All known people, both sides.
    pub people: Vec<PersonLine>,
    /// The items of part 5.
    pub deal: Vec<Item>,
    /// Moves of stage, amount and close date, oldest first.
    pub moves: Vec<Statement>,
    pub next_step: Option<Statement>,
}

/// What to ask the library before composing.
///
/// # Errors
/// When no such kind of briefing exists.
pub fn plan(kind: &str, evidence: &Evidence, sentences: &Sentences) -> Result<Plan, AssembleError> {
    Ok((kinds::named(kind)?.plan)(evidence, sentences))
}

/// Composes the briefing.
///
/// # Errors
/// When no such kind of briefing exists.
pub fn compose(
    kind: &str,
    evidence: &Evidence,
    sentences: &Sentences,
    previous: Option<&Briefing>,
) -> Result<Briefing, AssembleError> {
    (kinds::named(kind)?.compose)(evidence, sentences, previous)
}

/// What the window's tabs show.
#[must_use]
pub fn reading(evidence: &Evidence) -> Reading {
    kinds::executive::reading(evidence)
}
