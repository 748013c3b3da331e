//! What the chosen sentences say to the question: yes and no only where the words themselves decide it, otherwise the
//! source's own words stand and a person reads them. No score takes part in yes or no.

use domain::AnswerState;
use fidelity::{MissingKind, Source, verdict};

use super::{
    cover::{Term, Terms, Unit, any_of, matter},
    split::{Asked, Form},
    text::{content, stem, words},
};

const PLANNED: &str = "planned|plans to|plan to|under study|roadmap|part of release|later release|will be added|\
    coming soon|in development|future release|not yet|limited to release|intend to|in the future";
const PARTLY: &str = "partly|partially|in part|some of|not all";
const CONDITIONS: &str = "if|unless|until|provided|subject to|only|at most|up to|except|excluding|on request|\
    upon request|written consent|prior consent|notice|as long as|depending|depends|with the exception|optional|by default|may|should|\
    might|for customers|under a confidentiality agreement|under an agreement|typically|usually|generally|normally|mostly|\
    most|where the law|where possible|when|as soon as|limited to|during|without|in the case|in case|in service hours";
const TARGETS: &str = "target|targets|objective|objectives|not promises|not a promise|estimate|estimated|aim|aims";
const COMMITS: &str = "guarantee|guaranteed|guarantees|promise|promised|promises|commit|commitment|committed|contractual|\
    contractually|binding|assured";
const ABSOLUTE: &[&str] = &["always", "every", "all", "only", "fully", "completely", "solely", "exclusively", "alone"];
const INSTEAD: &str = "instead|however|alternative|alternatively|compensating|in place of|in its place|can be read|work on|\
    works on|is possible|are possible|can use|can still";
const APART: &str = "does not cover|do not cover|does not apply|do not apply|not applicable|out of scope";
/// What a negation may deny although the question did not say it: that the thing is there.
const THERE: &str = "offered|available|supported|possible|permitted|allowed|given|provided|exist|exists|included|\
    include|sold|sale|accepted|offer|support|provide|allow|have|accept|planned|there|cover|part";
/// Verbs by which a sentence says that the product has what is named.
const HAS: &str = "accept|accepts|support|supports|supported|offer|offers|available|provide|provides|use|uses|include|includes|\
    certified|encrypted";
/// Words and phrases of which one says the contrary of the other.
const CONTRARY: &[(&str, &str)] = &[
    ("in|inside|within|leaves|leave", "outside"),
    ("internal", "external"),
    ("before", "after"),
    ("allow|allowed|permit", "block|blocked|forbidden"),
    ("enabled|enable|switched on|switch on|turned on|active", "disabled|disable|switched off|switch off|turned off"),
    ("with", "without"),
    ("hosted|cloud", "premises"),
    ("more|above|at least|minimum", "less|below|at most|maximum"),
    ("accept|accepted|accepts", "refuse|refused|refuses"),
    ("keep|kept|keeps", "delete|deleted|removed|switched off"),
];

type Judged = (AnswerState, String);

/// The state and why, in words of ours about the sources.
pub(super) fn state(asked: &Asked, terms: &Terms, units: &[Unit<'_>]) -> Judged {
    let Some(best) = units.iter().max_by(|a, b| carries(a, terms).total_cmp(&carries(b, terms))) else {
        return (AnswerState::NoSource, String::new());
    };
    if any_of(best.text(), APART) && !any_of(&asked.plain, "cover|covers|covered|apply|applies|scope") {
        return said(AnswerState::NotApplicable, "The source says that it does not cover this");
    }
    match asked.form {
        Form::Closed => closed(asked, terms, best, units),
        _ if any_of(best.text(), PLANNED) && !best.text().to_lowercase().contains("not planned") => {
            said(AnswerState::Planned, "The source speaks of a plan, and a plan is not a promise")
        }
        Form::Open(_) if best.cut.table => {
            said(AnswerState::Stated, "An open question: a list of the source answers it; open it to see all of it")
        }
        Form::Open(_) => said(AnswerState::Stated, "An open question: the source’s own words answer it"),
        Form::Claim => said(AnswerState::Stated, "A statement, not a question: the source’s own words stand beside it"),
    }
}

fn said(state: AnswerState, because: &str) -> Judged {
    (state, because.to_owned())
}

fn carries(unit: &Unit<'_>, terms: &Terms) -> f32 {
    terms.share(|term| unit.own(term))
}

/// A question for yes or no: every sentence is heard, and where one says yes and another no, nobody decides but a person.
fn closed(asked: &Asked, terms: &Terms, best: &Unit<'_>, units: &[Unit<'_>]) -> Judged {
    let target =
        units.iter().any(|unit| any_of(unit.text(), TARGETS) && terms.rarest().is_none_or(|term| unit.names(term)));
    if commits(&asked.plain) && target {
        return said(
            AnswerState::No,
            "The question asks for a commitment, and the source speaks of a target or an objective",
        );
    }
    let judged: Vec<Judged> = units.iter().map(|unit| one(asked, terms, unit, units)).collect();
    let firm = |yes: bool| judged.iter().find(|(state, _)| positive(*state) == Some(yes));
    match (firm(true), firm(false)) {
        (Some(_), Some(_)) => {
            said(AnswerState::Stated, "One sentence says yes and another no; read both before saying either")
        }
        (Some(found), None) | (None, Some(found)) => found.clone(),
        (None, None) => {
            let at = units.iter().position(|unit| unit.place == best.place).unwrap_or_default();
            judged.get(at).cloned().unwrap_or_else(|| said(AnswerState::Stated, "Read the source’s words"))
        }
    }
}

/// Whether a state says yes or no; `None` where it says neither.
fn positive(state: AnswerState) -> Option<bool> {
    match state {
        AnswerState::Yes | AnswerState::YesWithCondition | AnswerState::Partly => Some(true),
        AnswerState::No | AnswerState::NoWithControl => Some(false),
        AnswerState::Planned
        | AnswerState::Stated
        | AnswerState::NotApplicable
        | AnswerState::CannotDisclose
        | AnswerState::NoSource => None,
    }
}

/// Whether a text speaks of a commitment.
pub(super) fn commits(text: &str) -> bool {
    any_of(text, COMMITS)
}

/// Whether a text says that something is promised, or that it is a target.
pub(super) fn calls(text: &str) -> bool {
    any_of(text, COMMITS) || any_of(text, TARGETS)
}

/// Whether a sentence by itself says yes or no.
pub(super) fn decides(asked: &Asked, terms: &Terms, unit: &Unit<'_>) -> Option<bool> {
    positive(one(asked, terms, unit, std::slice::from_ref(unit)).0)
}

/// What one sentence says to a question for yes or no.
fn one(asked: &Asked, terms: &Terms, unit: &Unit<'_>, units: &[Unit<'_>]) -> Judged {
    if let Some(found) = cell(unit, terms) {
        return found;
    }
    let text = unit.text();
    let about = terms.all.iter().filter(|term| !term.light).all(|term| unit.near(term));
    if about && any_of(text, PLANNED) && !text.to_lowercase().contains("not planned") {
        return said(AnswerState::Planned, "The source speaks of a plan, and a plan is not a promise");
    }
    if commits(&asked.plain) && !commits(text) {
        return said(AnswerState::Stated, "The question asks for a commitment, and the source does not call it one");
    }
    if let Some(why) = other_words(terms, unit, units).or_else(|| unsure(asked, unit)) {
        return (AnswerState::Stated, why);
    }
    match negated(text).as_slice() {
        [] => yes(asked, unit, units),
        [denied] => no(asked, unit, units, denied),
        _ => said(AnswerState::Stated, "The source negates twice; read it before saying yes or no"),
    }
}

/// A cell of a table that says yes, no or partly in the row that the question names.
fn cell(unit: &Unit<'_>, terms: &Terms) -> Option<Judged> {
    unit.cut.head?;
    let cells: Vec<&str> = unit.text().trim().trim_matches('|').split('|').map(str::trim).collect();
    let (name, rest) = cells.split_first()?;
    let named: Vec<String> = words(name).into_iter().map(|word| word.stem).collect();
    let in_name = |term: &&Term| !term.light && term.within(&named) > 0.0;
    let heavy = terms.all.iter().filter(|term| !term.light).count();
    if terms.all.iter().filter(in_name).count() * 2 <= heavy {
        return None;
    }
    let remark = rest.iter().any(|cell| cell.split_whitespace().count() > 1);
    rest.iter().find_map(|cell| {
        let state = match cell.to_lowercase().as_str() {
            "yes" if remark => AnswerState::YesWithCondition,
            "yes" => AnswerState::Yes,
            "no" if remark => AnswerState::NoWithControl,
            "no" => AnswerState::No,
            "partly" | "partial" | "limited" => AnswerState::Partly,
            "planned" => AnswerState::Planned,
            "n/a" | "not applicable" => AnswerState::NotApplicable,
            _ => return None,
        };
        Some((state, format!("The table of the source says “{cell}” in the row “{name}”")))
    })
}

/// Why a sentence does not speak of exactly what is asked, if so. Names may stand in another of the chosen sentences.
fn other_words(terms: &Terms, unit: &Unit<'_>, units: &[Unit<'_>]) -> Option<String> {
    let heavy = || terms.all.iter().filter(|term| !term.light);
    let spoken = |term: &Term| {
        unit.literally(term)
            || (term.exact && units.iter().any(|other| other.own(term) > 0.0 && negated(other.text()).is_empty()))
    };
    let absent: Vec<&str> = heavy().filter(|term| !spoken(term)).map(|term| term.word.as_str()).collect();
    // A heading alone does not make a sentence speak of it, and one word in common does not either, unless it is a name.
    let own = heavy().any(|term| unit.own(term) >= 1.0);
    let verb = terms.all.iter().filter(|term| term.light).all(|term| unit.own(term) >= 1.0);
    let has = heavy().all(|term| term.exact) && any_of(unit.text(), HAS);
    if own && absent.is_empty() && (heavy().count() > 1 || verb || has) {
        return None;
    }
    if own && absent.is_empty() {
        return Some("The source speaks of it and does not say this of it; read it before saying yes or no".to_owned());
    }
    let words = absent.iter().take(3).map(|word| format!("“{word}”")).collect::<Vec<_>>().join(", ");
    Some(format!("The source does not say {words} in these words; read it before saying yes or no"))
}

/// Why neither yes nor no can be told from these words, if so.
fn unsure(asked: &Asked, unit: &Unit<'_>) -> Option<String> {
    let (question, text) = (asked.plain.as_str(), unit.text());
    for (one, other) in CONTRARY {
        let across = |a: &str, b: &str| any_of(question, a) && !any_of(question, b) && any_of(text, b);
        if across(one, other) || (!one.starts_with("in|") && across(other, one)) {
            return Some("The question and the source look at it from two sides; read the source’s words".to_owned());
        }
    }
    if let Some(word) = ABSOLUTE.iter().find(|word| any_of(question, word) && !any_of(text, word)) {
        return Some(format!("The question says “{word}” and the source does not"));
    }
    let either = words(question).iter().any(|word| word.low == "or");
    if either && content(question).iter().any(|word| !matter(text).contains(&stem(word))) {
        return Some("The question names alternatives, and the source speaks of some of them".to_owned());
    }
    let ours = any_of(question, "you|your")
        && !any_of(question, "we|us|our|customer|customers|client|clients|user|users|member|members");
    let low = text.to_lowercase();
    let theirs =
        ["the customer ", "customers ", "the member ", "members ", "you "].iter().any(|who| low.starts_with(who));
    (ours && theirs).then(|| "The question is about us, and the source says what the customer does".to_owned())
}

fn yes(asked: &Asked, unit: &Unit<'_>, units: &[Unit<'_>]) -> Judged {
    // What the judge finds missing between the question and the sentences decides how plain the yes is.
    let contexts: Vec<String> =
        units.iter().map(|one| format!("{}. {}", one.hit.document.title, one.hit.passage.heading.join(". "))).collect();
    let sources = units.iter().zip(&contexts).map(|(one, context)| Source { text: one.text(), context, date: None });
    let sources: Vec<Source<'_>> = sources.collect();
    let missing = verdict(&claim(&asked.plain), &sources).missing;
    let what = |kind: MissingKind| missing.iter().find(|one| one.kind == kind).map(|one| one.what.clone());
    if let Some(what) = what(MissingKind::Number).or_else(|| what(MissingKind::Date)) {
        return (AnswerState::Stated, format!("The source gives no such figure ({what}); read what it gives"));
    }
    if any_of(unit.text(), PARTLY) {
        return said(AnswerState::Partly, "The source says it of a part only");
    }
    let beside = units.iter().filter(|one| one.hit.passage.id == unit.hit.passage.id && one.place != unit.place);
    let limited = beside.into_iter().any(|one| !negated(one.text()).is_empty() || any_of(one.text(), CONDITIONS));
    let own = CONDITIONS.split('|').any(|word| any_of(unit.text(), word) && !any_of(&asked.plain, word));
    if limited || own || any_of(unit.text(), TARGETS) || numbered(unit.text(), &asked.plain) {
        return said(AnswerState::YesWithCondition, "The source says so, with the condition or limit that it names");
    }
    said(AnswerState::Yes, "The source says so")
}

/// Whether a sentence is limited to something with a number that the question does not name: `phases 1 to 3`, `class 1`.
fn numbered(text: &str, question: &str) -> bool {
    let list = words(text);
    list.windows(2).any(|pair| match pair {
        [what, number] => {
            number.raw.chars().all(|c| c.is_ascii_digit())
                && what.raw.chars().all(char::is_lowercase)
                && "phase|phases|class|classes|release|version|level|line|tier|step|stage|part|type"
                    .split('|')
                    .any(|word| word == what.low)
                && !any_of(question, &format!("{} {}", what.low, number.low))
        }
        _ => false,
    })
}

fn no(asked: &Asked, unit: &Unit<'_>, units: &[Unit<'_>], denied: &str) -> Judged {
    let text = unit.text();
    let asked_for = matter(&asked.plain).contains(&stem(denied)) || any_of(denied, THERE);
    if !asked_for {
        return (
            AnswerState::Stated,
            format!("The source denies something else (“{denied}”); read it before saying yes or no"),
        );
    }
    let instead = |text: &str| any_of(text, INSTEAD) && negated(text).is_empty();
    let beside = units.iter().filter(|one| one.hit.passage.id == unit.hit.passage.id && one.place != unit.place);
    if text.split(';').skip(1).any(instead) || beside.into_iter().any(|one| instead(one.text())) {
        return said(AnswerState::NoWithControl, "The source says no and names what there is in its place");
    }
    said(AnswerState::No, "The source says no")
}

/// What each negation of a sentence denies: the first word of matter after it, or the verb. `Not only`, `no later than`
/// and the like deny nothing.
pub(super) fn negated(text: &str) -> Vec<String> {
    const WORDS: &[&str] = &["not", "no", "never", "none", "neither", "cannot", "nobody", "nothing", "unable"];
    const IDIOMS: &[(&str, &str)] = &[
        ("not", "only"),
        ("not", "just"),
        ("no", "later"),
        ("no", "more"),
        ("no", "less"),
        ("not", "less"),
        ("not", "more"),
    ];
    let list = words(text);
    let low = |at: usize| list.get(at).map_or("", |word| word.low.as_str());
    let mut found = Vec::new();
    for at in 0..list.len() {
        let negates = WORDS.contains(&low(at)) || low(at).ends_with("n't");
        if !negates || IDIOMS.iter().any(|(first, second)| low(at) == *first && low(at + 1) == *second) {
            continue;
        }
        let after = (at + 1..list.len().min(at + 5)).map(low);
        let empty = [
            "be", "been", "a", "an", "the", "any", "yet", "and", "to", "of", "in", "for", "its", "is", "are", "was",
            "were",
        ];
        let denied = after.into_iter().find(|word| !empty.contains(word));
        found.push(denied.unwrap_or_default().to_owned());
    }
    found
}

/// How often a sentence negates.
pub(super) fn negations(text: &str) -> usize {
    negated(text).len()
}

/// The question as a statement, for the judge: without the auxiliary and the question mark.
fn claim(plain: &str) -> String {
    const ASKS: &str = "do|does|did|is|are|was|were|can|could|will|would|have|has|may|should";
    let bare = plain.trim_end_matches(['?', ' ', '.']);
    let mut tokens: Vec<&str> = bare.split_whitespace().collect();
    if tokens.first().is_some_and(|word| any_of(word, ASKS)) {
        tokens.remove(0);
    }
    tokens.join(" ")
}
