//! What the chosen sentences say to the question: yes and no only where the words themselves decide it, otherwise the
//! source's own words stand and a person reads them. No score takes part.

use domain::AnswerState;
use fidelity::{MissingKind, Source, verdict};

use super::{
    cover::{Terms, Unit, any_of, matter},
    split::{Asked, Form},
    text::words,
};

/// Least share of the question that a sentence's own words must carry to be a yes or a no.
const DECIDES: f32 = 0.6;

const PLANNED: &[&str] = &[
    "planned",
    "plans to",
    "plan to",
    "under study",
    "roadmap",
    "is part of release",
    "later release",
    "will be added",
    "coming soon",
    "in development",
    "future release",
    "not yet",
    "limited to release",
    "intend to",
    "in the future",
];
const PARTLY: &[&str] = &["partly", "partially", "in part", "limited to", "some of", "not all"];
const CONDITIONS: &[&str] = &[
    "if",
    "unless",
    "until",
    "provided",
    "subject to",
    "only",
    "at most",
    "up to",
    "except",
    "excluding",
    "upon request",
    "on request",
    "prior written consent",
    "notice",
    "as long as",
    "depending",
    "depends",
    "required to",
    "with the exception",
    "optional",
    "by default",
    "may be",
    "can be",
    "for customers",
    "under a confidentiality agreement",
    "under an agreement",
    "typically",
    "usually",
    "generally",
    "normally",
    "mostly",
    "most",
    "should",
    "where the law",
    "where possible",
    "when",
];
const TARGETS: &[&str] = &[
    "target",
    "targets",
    "objective",
    "objectives",
    "not promises",
    "not a promise",
    "estimate",
    "estimated",
    "aim",
    "aims",
];
const COMMITS: &[&str] = &[
    "guarantee",
    "guaranteed",
    "guarantees",
    "promise",
    "promised",
    "promises",
    "commit",
    "commitment",
    "committed",
    "contractual",
    "contractually",
    "binding",
    "assured",
    "credit",
    "credits",
    "penalty",
    "penalties",
];
const ABSOLUTE: &[&str] =
    &["always", "every", "all", "only", "never", "any", "fully", "completely", "solely", "exclusively"];
const ELSEWHERE: &[&str] = &[
    "instead",
    "however",
    "but",
    "alternative",
    "alternatively",
    "compensating",
    "in place of",
    "in its place",
    "can be read",
    "work on",
    "works on",
    "can use",
    "is possible",
    "are possible",
    "this means",
];
const APART: &[&str] =
    &["does not cover", "do not cover", "does not apply", "do not apply", "not applicable", "out of scope"];
/// Words of which one says the contrary of the other.
const CONTRARY: &[(&str, &str)] = &[
    ("inside", "outside"),
    ("within", "outside"),
    ("in", "outside"),
    ("internal", "external"),
    ("public", "private"),
    ("before", "after"),
    ("allow", "block"),
    ("enabled", "disabled"),
    ("enable", "disable"),
    ("with", "without"),
    ("hosted", "premises"),
    ("more", "less"),
    ("above", "below"),
    ("minimum", "maximum"),
    ("first", "last"),
    ("accept", "refuse"),
    ("accepted", "refused"),
    ("permit", "forbid"),
];

/// The state and why, in words of ours about the sources.
pub(super) fn state(asked: &Asked, terms: &Terms, units: &[Unit<'_>]) -> (AnswerState, String) {
    let Some(best) = units.iter().max_by(|a, b| carries(a, terms).total_cmp(&carries(b, terms))) else {
        return (AnswerState::NoSource, String::new());
    };
    let text = best.text();
    if any_of(text, APART) && !any_of(&asked.plain, &["cover", "covers", "covered", "apply", "applies", "scope"]) {
        return said(AnswerState::NotApplicable, "The source says that it does not cover this");
    }
    if let Some((state, cell)) = cell(best, terms) {
        return (state, format!("The table of the source says “{cell}”"));
    }
    if any_of(text, PLANNED) {
        return planned(text);
    }
    match asked.form {
        Form::Closed => closed(asked, terms, best, units),
        Form::Open(_) => said(AnswerState::Stated, "An open question: the source’s own words answer it"),
        Form::Claim => said(AnswerState::Stated, "A statement, not a question: the source’s own words stand beside it"),
    }
}

fn said(state: AnswerState, because: &str) -> (AnswerState, String) {
    (state, because.to_owned())
}

fn carries(unit: &Unit<'_>, terms: &Terms) -> f32 {
    terms.share(|term| unit.own(term))
}

fn planned(text: &str) -> (AnswerState, String) {
    let low = text.to_lowercase();
    if low.contains("not planned") {
        return said(AnswerState::No, "The source says that it is not planned");
    }
    said(AnswerState::Planned, "The source speaks of a plan, and a plan is not a promise")
}

/// A cell of a table that says yes, no or partly in the row that the question names.
fn cell(unit: &Unit<'_>, terms: &Terms) -> Option<(AnswerState, String)> {
    unit.cut.head?;
    let cells: Vec<&str> = unit.text().trim().trim_matches('|').split('|').map(str::trim).collect();
    let (name, rest) = cells.split_first()?;
    let named: Vec<String> = words(name).into_iter().map(|word| word.stem).collect();
    let asked = terms.all.iter().filter(|term| words(&term.word).iter().any(|word| named.contains(&word.stem))).count();
    if asked == 0 {
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
        Some((state, (*cell).to_owned()))
    })
}

/// A question for yes or no.
fn closed(asked: &Asked, terms: &Terms, best: &Unit<'_>, units: &[Unit<'_>]) -> (AnswerState, String) {
    let text = best.text();
    if any_of(&asked.plain, COMMITS)
        && units.iter().any(|unit| any_of(unit.text(), TARGETS))
        && !any_of(text, &["promised"])
    {
        return said(AnswerState::No, "The question asks for a commitment, and the source speaks of a target");
    }
    if carries(best, terms) < DECIDES {
        return said(AnswerState::Stated, "The source speaks to it in other words; read them before saying yes or no");
    }
    if let Some(why) = unsure(asked, best) {
        return (AnswerState::Stated, why);
    }
    match negations(text) {
        0 => {}
        1 => return no(units, best),
        _ => return said(AnswerState::Stated, "The source negates twice; read it before saying yes or no"),
    }
    // What the judge finds missing between the question and the sentence decides how plain the yes is.
    let claim = claim(&asked.plain);
    let source = Source {
        text,
        context: &format!("{}. {}", best.hit.document.title, best.hit.passage.heading.join(". ")),
        date: None,
    };
    let missing = verdict(&claim, &[source]).missing;
    let of = |kinds: &[MissingKind]| {
        let found: Vec<&str> =
            missing.iter().filter(|one| kinds.contains(&one.kind)).map(|one| one.what.as_str()).collect();
        (!found.is_empty()).then(|| found.join(", "))
    };
    if let Some(what) = of(&[MissingKind::Number, MissingKind::Date]) {
        return (AnswerState::Stated, format!("The source gives no such figure ({what}); read what it gives"));
    }
    if let Some(what) = of(&[MissingKind::Name]) {
        return (AnswerState::Stated, format!("The source does not name {what} in this place; read what it says"));
    }
    if any_of(text, PARTLY) {
        return said(AnswerState::Partly, "The source says it of a part only");
    }
    let restricted = units.iter().filter(|unit| unit.hit.passage.id == best.hit.passage.id).any(|unit| {
        let own = unit.text();
        any_of(own, CONDITIONS) && !any_of(&asked.plain, CONDITIONS) || (unit.place != best.place && negations(own) > 0)
    });
    if restricted {
        return said(AnswerState::YesWithCondition, "The source says so, with the condition or limit that it names");
    }
    said(AnswerState::Yes, "The source says so")
}

fn no(units: &[Unit<'_>], best: &Unit<'_>) -> (AnswerState, String) {
    let beside = units.iter().any(|unit| {
        let same = unit.place == best.place;
        any_of(unit.text(), ELSEWHERE) && (same || negations(unit.text()) == 0)
    });
    let tail = best.text().split(';').skip(1).any(|tail| any_of(tail, ELSEWHERE) && negations(tail) == 0);
    if beside || tail {
        return said(AnswerState::NoWithControl, "The source says no and names what there is in its place");
    }
    said(AnswerState::No, "The source says no")
}

/// Why neither yes nor no can be told from these words, if so.
fn unsure(asked: &Asked, best: &Unit<'_>) -> Option<String> {
    let (question, text) = (asked.plain.as_str(), best.text());
    for (one, other) in CONTRARY {
        let across = |a: &str, b: &str| {
            any_of(question, &[a]) && !any_of(question, &[b]) && any_of(text, &[b]) && !any_of(text, &[a])
        };
        if across(one, other) || (*one != "in" && across(other, one)) {
            return Some(format!(
                "The question and the source look at it from two sides (“{one}”, “{other}”); read the source’s words"
            ));
        }
    }
    if let Some(word) =
        ABSOLUTE.iter().find(|word| **word != "any" && any_of(question, &[word]) && !any_of(text, &[word]))
    {
        return Some(format!("The question says “{word}” and the source does not"));
    }
    let either = words(question).iter().any(|word| word.low == "or");
    let absent = super::text::content(question)
        .into_iter()
        .filter(|word| !matter(text).contains(&super::text::stem(word)))
        .count();
    if either && absent > 0 {
        return Some("The question names alternatives, and the source speaks of some of them".to_owned());
    }
    let ours = any_of(question, &["you", "your"])
        && !any_of(question, &["we", "us", "our", "customer", "customers", "client", "clients", "user", "users"]);
    let low = text.to_lowercase();
    if ours && ["the customer ", "customers ", "the member ", "members ", "you "].iter().any(|who| low.starts_with(who))
    {
        return Some("The question is about us, and the source says what the customer does".to_owned());
    }
    None
}

/// Negations of a sentence, without `not only`, `no more than` and the like.
pub(super) fn negations(text: &str) -> usize {
    const WORDS: &[&str] = &["not", "no", "never", "none", "neither", "nor", "cannot", "nobody", "nothing", "unable"];
    const IDIOMS: &[(&str, &str)] = &[
        ("not", "only"),
        ("not", "just"),
        ("no", "later"),
        ("no", "more"),
        ("no", "less"),
        ("not", "less"),
        ("not", "more"),
        ("no", "longer"),
    ];
    let list = words(text);
    let mut found = 0;
    for (at, word) in list.iter().enumerate() {
        let next = list.get(at + 1).map_or("", |next| next.low.as_str());
        let negates = WORDS.contains(&word.low.as_str()) || word.low.ends_with("n't");
        if negates && !IDIOMS.iter().any(|(first, second)| word.low == *first && next == *second) {
            found += 1;
        }
    }
    found
}

/// The question as a statement, for the judge: without the auxiliary and the question mark.
fn claim(plain: &str) -> String {
    let bare = plain.trim_end_matches(['?', ' ', '.']);
    let mut tokens: Vec<&str> = bare.split_whitespace().collect();
    let asks = |word: &str| {
        [
            "do", "does", "did", "is", "are", "was", "were", "can", "could", "will", "would", "have", "has", "may",
            "should",
        ]
        .contains(&word.to_lowercase().as_str())
    };
    if tokens.first().is_some_and(|word| asks(word)) {
        tokens.remove(0);
    }
    tokens.join(" ")
}
