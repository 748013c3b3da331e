//! What not to say: what our own people warned of, what a source no longer says, and what a state does not carry.

use domain::{AnswerState, DoNotSay, QuestionPart, Reason, Side};

use super::{cover::Terms, split::Form};
use crate::{
    cite,
    read::{Book, Line, topics::Topic},
};

/// Least share of the question that an internal warning must carry to belong to it.
const NEAR: f32 = 0.34;
/// Warnings and old sources told; more are noise at the moment of speaking.
const MOST: usize = 6;

/// What not to say about these parts.
pub(super) fn do_not_say(book: &Book<'_>, terms: &[Terms], parts: &[QuestionPart], forms: &[Form]) -> Vec<DoNotSay> {
    let mut found = warnings(book, terms);
    for (part, form) in parts.iter().zip(forms) {
        for one in &part.rejected {
            let title = one.statement.label.clone().unwrap_or_default();
            let text = match one.reason {
                Reason::InternalOnly => format!("Anything from {title}: it is for our own people"),
                Reason::NeedsNda => format!("What {title} says, before an NDA is on file"),
                reason => format!("What {title} said: it is {}", reason.words()),
            };
            found.push(DoNotSay { text, because: Some(one.statement.clone()) });
        }
        found.extend(by_state(part, *form).map(|text| DoNotSay { text: text.to_owned(), because: None }));
    }
    let mut told: Vec<String> = Vec::new();
    found.retain(|one| {
        let key =
            one.because.as_ref().map_or_else(|| one.text.clone(), |because| format!("{} {}", one.text, because.text));
        let fresh = !told.contains(&key);
        told.push(key);
        fresh
    });
    found.truncate(MOST);
    found
}

fn by_state(part: &QuestionPart, form: Form) -> Option<&'static str> {
    let targets = ["target", "objective", "estimate"];
    let aims = part.answer.iter().any(|one| targets.iter().any(|word| one.text.to_lowercase().contains(word)));
    match part.state {
        AnswerState::Planned => Some("A date, or that it will come: a plan is not a promise"),
        AnswerState::NoSource => Some("An answer from memory or from an earlier mail: neither is a source"),
        AnswerState::CannotDisclose => Some("Anything of the content before an NDA is on file"),
        AnswerState::YesWithCondition => Some("Yes without the condition that the source names"),
        AnswerState::Partly => Some("Yes without the part that is missing"),
        _ if aims => Some("That it is promised or guaranteed: the source speaks of a target"),
        AnswerState::Stated if form == Form::Closed => Some("A plain yes or no: the source’s own words are the answer"),
        AnswerState::Stated
        | AnswerState::Yes
        | AnswerState::No
        | AnswerState::NoWithControl
        | AnswerState::NotApplicable => None,
    }
}

/// Sentences of our own people that warn of the same matter, newest first.
fn warnings(book: &Book<'_>, terms: &[Terms]) -> Vec<DoNotSay> {
    let near = |line: &&Line<'_>| {
        let stems: Vec<String> = super::text::words(line.text()).into_iter().map(|word| word.stem).collect();
        terms.iter().any(|terms| terms.share(|term| term.within(&stems)) >= NEAR)
    };
    book.newest(Topic::Caution)
        .filter(|line| line.side == Side::Ours)
        .filter(near)
        .take(3)
        .map(|line| DoNotSay {
            text: "Anything against this word of ours".to_owned(),
            because: Some(cite::quote(book, line)),
        })
        .collect()
}
