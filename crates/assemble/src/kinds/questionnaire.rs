//! The rows of a questionnaire: each one's text in the form that its cell takes, and how far it is answered.

use std::collections::BTreeSet;

use domain::{Agreement, AnswerForm, AnswerState, ObjectionCard, QuestionRow, RowAnswer, RowState};

use super::objection::{answer_draft, matter, matter_words};

/// Content words below which a question is asked together with the title it stands under.
const ALONE: usize = 2;
/// Least per cent of a question that a sentence must carry to stand in a cell where the sources decide nothing. Chosen by
/// reading some fifty rows of two real questionnaires; it is not calibrated.
const CARRIED: u32 = 60;
/// Least share of common words between two questions that ask the same.
const SAME: f64 = 0.8;

/// What to ask for a row: its text, under its title where the text alone says too little.
#[must_use]
pub fn row_question(row: &QuestionRow) -> String {
    match row.section.last() {
        Some(title) if matter_words(&row.text).len() < ALONE => format!("{title}: {}", row.text),
        _ => row.text.clone(),
    }
}

/// The row's text and state from the card of its question. A row that asks nothing has no source.
#[must_use]
pub fn row_answer(row: &QuestionRow, card: &ObjectionCard) -> RowAnswer {
    let (said, chips) = answer_draft(card);
    let silent: Vec<&domain::QuestionPart> = card.parts.iter().filter(|part| !part.state.has_answer()).collect();
    let role = silent.iter().find_map(|part| part.route.as_ref()).map(|route| route.role);
    let answer = |state, because: String, body| RowAnswer {
        state,
        because,
        category: card.category,
        role,
        body,
        chips: chips.clone(),
        reuses: None,
    };
    if let Some(near) = nearest(card) {
        let state = if told_unlike(card).is_some() { RowState::NeedsReview } else { RowState::NoSource };
        let role = role.or_else(|| card.category.map(domain::Category::role)).or(Some(domain::Role::SolutionsEngineer));
        return RowAnswer { role, chips: Vec::new(), ..answer(state, near, String::new()) };
    }
    if chips.is_empty() {
        let shown = card.parts.iter().find_map(|part| part.answer.first());
        let because = match (silent.first(), shown) {
            (Some(part), _) => format!("{}: {}", part.state.words(), part.because),
            (None, Some(shown)) => format!(
                "The source answers with a table, which fits no cell; open it and say what it says: “{}”",
                opening(&shown.citations.first().quote)
            ),
            (None, None) => "There is no question in this cell".to_owned(),
        };
        return answer(RowState::NoSource, because, String::new());
    }
    let choice = choice(&row.form, card);
    let body = in_form(row, choice.as_deref(), &said, &chips);
    match doubt(row, card, choice.is_some(), silent.len(), &body) {
        Some(why) => answer(RowState::NeedsReview, why, body),
        None => {
            let words: Vec<String> =
                card.parts.iter().map(|part| format!("{}: {}", part.state.words(), part.because)).collect();
            answer(RowState::Answered, words.join("; "), body)
        }
    }
}

/// Why a person has to look before this answer is believed; `None` where the sources decide it.
fn doubt(row: &QuestionRow, card: &ObjectionCard, chosen: bool, silent: usize, body: &str) -> Option<String> {
    if silent > 0 {
        return Some(format!("{silent} of {} parts of the question have no source", card.parts.len()));
    }
    if let Some(told) = told_unlike(card) {
        return Some(told);
    }
    if row.form.is_short() && !chosen {
        return Some("The cell takes one choice, and the sources do not decide it".to_owned());
    }
    let open = card.parts.iter().find(|part| {
        !matches!(
            part.state,
            AnswerState::Yes | AnswerState::No | AnswerState::NoWithControl | AnswerState::NotApplicable
        )
    });
    if let Some(part) = open {
        return Some(format!("{}: {}", part.state.words(), part.because));
    }
    // The markers of chips are not written into the cell.
    row.cells(&without_chips(body)).err().map(|unfit| unfit.to_string())
}

fn told_unlike(card: &ObjectionCard) -> Option<String> {
    let told = card.told.iter().find(|told| told.agreement == Agreement::Differs)?;
    Some(format!("This buyer was told something else: “{}”", told.statement.citations.first().quote))
}

/// What is near the question and does not answer it: a cell is not filled with words that only touch the matter. A card
/// shows them, because somebody reads it before they speak.
fn nearest(card: &ObjectionCard) -> Option<String> {
    let loose = |part: &&domain::QuestionPart| {
        part.state == AnswerState::Stated && (part.carried < CARRIED || !part.unsaid.is_empty())
    };
    if card.parts.iter().any(|part| part.state.has_answer() && !loose(&part)) {
        return None;
    }
    let part = card.parts.iter().find(loose)?;
    let quote = &part.answer.first()?.citations.first().quote;
    let lacks = match part.unsaid.as_slice() {
        [] => format!("carries {} per cent of it", part.carried),
        words => format!("does not speak of {}", quoted(words)),
    };
    Some(format!("No source answers it; the nearest passage {lacks}: “{}”", opening(quote)))
}

/// The first words of a quote, in one line.
fn opening(quote: &str) -> String {
    const WORDS: usize = 30;
    let words: Vec<&str> = quote.split_whitespace().collect();
    let cut = if words.len() > WORDS { " …" } else { "" };
    format!("{}{cut}", words.iter().take(WORDS).copied().collect::<Vec<_>>().join(" "))
}

fn quoted(words: &[String]) -> String {
    words.iter().take(3).map(|word| format!("“{word}”")).collect::<Vec<_>>().join(", ")
}

fn without_chips(body: &str) -> String {
    let mut out = String::with_capacity(body.len());
    let mut rest = body;
    while let Some((before, after)) = rest.split_once("[^") {
        out.push_str(before);
        match after.split_once(']') {
            Some((_, after)) => rest = after,
            None => {
                rest = after;
                break;
            }
        }
    }
    out + rest
}

/// The choice first, what it rests on after it; without a comment cell the choice carries the citations itself.
fn in_form(row: &QuestionRow, choice: Option<&str>, said: &str, chips: &[domain::Chip]) -> String {
    match choice {
        None => said.to_owned(),
        Some(choice) if row.comment_cell.is_some() => format!("{choice}\n\n{said}"),
        Some(choice) => {
            let marks: String = chips.iter().map(|chip| format!("[^{}]", chip.number)).collect();
            format!("{choice}{marks}")
        }
    }
}

/// Words of a choice, in six languages, for each state that a choice can say.
const YES: &[&str] =
    &["yes", "y", "ja", "oui", "sí", "si", "sì", "true", "compliant", "implemented", "fully compliant"];
const NO: &[&str] = &["no", "n", "nein", "non", "nee", "false", "not compliant", "non-compliant", "not implemented"];
const OTHERWISE: &[&str] = &["compensating", "alternative", "mitigat"];

fn choice(form: &AnswerForm, card: &ObjectionCard) -> Option<String> {
    let choices = form.choices();
    let mut states: Vec<AnswerState> = card.parts.iter().map(|part| part.state).collect();
    states.dedup();
    let [state] = states.as_slice() else { return None };
    let is = |words: &[&str]| choices.iter().find(|choice| words.contains(&choice.trim().to_lowercase().as_str()));
    let has =
        |words: &[&str]| choices.iter().find(|choice| words.iter().any(|word| choice.to_lowercase().contains(word)));
    let found = match state {
        AnswerState::Yes => is(YES),
        AnswerState::No => is(NO),
        AnswerState::NoWithControl => has(OTHERWISE).or_else(|| is(NO)),
        AnswerState::NotApplicable => is(&["n/a", "na", "not applicable", "nicht zutreffend", "sans objet", "n.v.t."]),
        AnswerState::YesWithCondition
        | AnswerState::Partly
        | AnswerState::Planned
        | AnswerState::Stated
        | AnswerState::CannotDisclose
        | AnswerState::NoSource => None,
    };
    found.cloned()
}

/// Whether two questions ask the same: nearly the same words, and the same numbers and negations.
#[must_use]
pub fn asks_the_same(a: &str, b: &str) -> bool {
    if fold(a) == fold(b) {
        return true;
    }
    let (one, other) = (matter(a), matter(b));
    let shared = one.intersection(&other).count();
    let all = one.union(&other).count();
    #[expect(clippy::cast_precision_loss, reason = "counts of words")]
    let near = all > 0 && shared as f64 / all as f64 >= SAME;
    near && exact(a) == exact(b)
}

/// Letters and digits alone, in lower case.
fn fold(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ").to_lowercase()
}

/// What must be equal to the letter: numbers and words that turn a question round.
fn exact(text: &str) -> BTreeSet<String> {
    const TURNS: &[&str] = &["not", "no", "never", "without", "except", "nicht", "kein", "keine", "ohne", "ne", "sans"];
    let words = fold(text);
    let kept = words
        .split(' ')
        .filter(|word| TURNS.contains(word) || word.contains(|c: char| c.is_ascii_digit()))
        .map(str::to_owned);
    kept.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_question_in_other_letters_is_the_same() {
        assert!(asks_the_same("Is data encrypted at rest?", "Is Data encrypted at rest"));
        assert!(asks_the_same(
            "Do you encrypt customer data at rest in production systems?",
            "Do you encrypt the customer data at rest in your production systems?"
        ));
    }

    #[test]
    fn another_number_another_word_or_a_negation_is_another_question() {
        assert!(!asks_the_same("Are backups kept for 30 days?", "Are backups kept for 90 days?"));
        assert!(!asks_the_same("Is data stored in the EU?", "Is data not stored in the EU?"));
        assert!(!asks_the_same("Is data encrypted at rest?", "Is data encrypted in transit?"));
    }

    #[test]
    fn chips_leave_no_trace() {
        assert_eq!(without_chips("Yes[^1][^12]\n\nIt is.[^2]"), "Yes\n\nIt is.");
    }
}
