//! Part 6: the letters of MEDDPICC, each with its passage or an honest gap.

use std::collections::BTreeMap;

use domain::{Citations, EntryKind, Letter, LetterState, Statement};

use super::{
    parts::{self, choose},
    room,
    told::Told,
};
use crate::{
    cite::{composed, gap, quote},
    read::{Book, Line, commitments::content, stakeholders::Part, topics::Topic},
};

/// A letter: name, what it is read from, whose word validates it (parts of titles and roles), and the question.
type Row = (char, &'static str, Topic, &'static [&'static str], &'static str);

const LETTERS: [Row; 8] = [
    ('M', "Metrics", Topic::Metric, &["chief", "head", "evaluator"], "Which figure would show that this worked?"),
    (
        'E',
        "Economic buyer",
        Topic::Buyer,
        &["economic buyer", "financial"],
        "Who can say yes when everybody else has said maybe?",
    ),
    ('D', "Decision criteria", Topic::Criteria, &["chief", "head", "buyer"], "What will you compare when you choose?"),
    (
        'D',
        "Decision process",
        Topic::Process,
        &["economic buyer", "chief", "procurement"],
        "Which steps lie between here and a decision, and who takes each?",
    ),
    (
        'P',
        "Paper process",
        Topic::Paper,
        &["legal", "counsel", "procurement"],
        "Which papers must be signed, by whom, and how long does each take?",
    ),
    (
        'I',
        "Identified pain",
        Topic::Pain,
        &["chief", "head", "champion"],
        "What does it cost you to leave things as they are?",
    ),
    ('C', "Champion", Topic::Champion, &["champion"], "Who speaks for this when we are not in the room?"),
    (
        'C',
        "Competition",
        Topic::Rival,
        &["procurement", "buyer", "financial"],
        "What else are you looking at, doing nothing included?",
    ),
];

/// All eight letters.
pub(crate) fn letters(book: &Book<'_>, told: &Told) -> Vec<Letter> {
    let mut quoted = Vec::new();
    LETTERS.iter().map(|row| one(book, told, row, &mut quoted)).collect()
}

fn one<'a>(book: &Book<'a>, told: &Told, row: &Row, quoted: &mut Vec<Line<'a>>) -> Letter {
    let (letter, name, topic, roles, question) = *row;
    let mut said: Vec<&Line<'a>> = if topic == Topic::Metric {
        parts::metrics(book)
    } else {
        book.newest(topic).filter(|line| !line.is(Topic::Question)).collect()
    };
    let part = match topic {
        Topic::Buyer => Some(Part::EconomicBuyer),
        Topic::Champion => Some(Part::Champion),
        _ => None,
    };
    let named = book.stakeholders().iter().filter(|held| Some(held.part) == part).map(|held| &held.line);
    said.extend(named.filter(|line| !line.is(topic)));
    let mut known: BTreeMap<&str, bool> = BTreeMap::new();
    for line in &said {
        known.entry(line.who).or_insert_with(|| line.theirs() && fits(book, line.who, roles));
    }
    let apt = |line: &Line<'_>| known.get(line.who).copied().unwrap_or_default();
    let used =
        |line: &Line<'_>| quoted.iter().any(|held| held.passage.id == line.passage.id && held.start == line.start);
    // A line that has been quoted for one letter does not count twice while another stands.
    said.sort_by_cached_key(|line| (!line.theirs(), line.long(), used(line), !apt(line)));
    let (theirs, ours): (Vec<&Line<'a>>, Vec<&Line<'a>>) = said.into_iter().partition(|line| line.theirs());
    let note = ours.iter().find(|line| line.entry.kind == EntryKind::Note).or(ours.first()).copied();
    // Figures are in the order in which they bear on the objective, so none takes another's place.
    let told = if topic == Topic::Metric { &Told::default() } else { told };
    let one = |apt_only: bool| {
        let lines = theirs.iter().copied().filter(|line| !apt_only || apt(line));
        choose(book, told, lines, 1).first().copied()
    };
    let best = one(true).or_else(|| one(false)).or(note);

    let second = best.filter(|line| apt(line)).and_then(|first| {
        let other = theirs.iter().copied().filter(|line| apt(line) && line.entry.id != first.entry.id);
        choose(book, told, other.filter(|line| !alike(first, line)), 1).first().copied()
    });
    let recorded = if best.is_none() { recorded(book, topic) } else { None };
    let state = match (best, second) {
        (None, _) if recorded.is_some() => LetterState::Suggested,
        (None, _) => LetterState::Empty,
        (Some(line), _) if !line.theirs() => LetterState::Suggested,
        (Some(_), Some(_)) => LetterState::Validated,
        (Some(_), None) => LetterState::Noted,
    };
    quoted.extend(best.into_iter().chain(second).copied());
    let text = format!("Nothing found on {}.", name.to_lowercase());
    let statement = best.map(|line| match second {
        Some(other) => both(&quote(book, line), &quote(book, other)),
        None => quote(book, line),
    });
    let statement = statement.or(recorded);
    Letter {
        letter,
        name: name.to_owned(),
        state,
        gap: statement.is_none().then(|| gap(book, None, &text, &[name], None, Some(question))),
        statement,
    }
}

/// Whom the CRM alone calls the champion or the economic buyer.
fn recorded(book: &Book<'_>, topic: Topic) -> Option<Statement> {
    let wanted = match topic {
        Topic::Champion => "champion",
        Topic::Buyer => "economic buyer",
        _ => return None,
    };
    let names = book.evidence.contacts.iter().filter_map(|contact| book.named(&contact.name));
    names.map(|(_, name)| name).find_map(|name| {
        let former = room::title(book, name).unwrap_or_default().to_lowercase();
        let line = room::role_line(book, name)?;
        let value = line.text().split_once(':').map(|(_, role)| role.trim()).unwrap_or_default();
        let fits = value.to_lowercase().contains(wanted) && !former.contains("(left") && !former.contains("former");
        let told = || composed(book, format!("{name}: {value}."), "", &line);
        fits.then(told).map(|statement| Statement { label: None, ..statement })
    })
}

/// Whether two lines say the same in nearly the same words, so that one does not bear the other out.
fn alike(one: &Line<'_>, other: &Line<'_>) -> bool {
    let (a, b) = (content(&one.words()), content(&other.words()));
    a.intersection(&b).count() * 3 > a.len().max(b.len()) * 2
}

/// Two statements as one, each with its source.
fn both(one: &Statement, other: &Statement) -> Statement {
    let rest = one.citations.iter().skip(1).chain(other.citations.iter()).cloned().collect();
    let citations = Citations::new(one.citations.first().clone(), rest);
    Statement { text: format!("{}; {}", one.text, other.text), citations, ..one.clone() }
}

/// Whether the CRM gives this person one of the titles or roles.
fn fits(book: &Book<'_>, who: &str, roles: &[&str]) -> bool {
    let title = room::title(book, who).unwrap_or_default();
    let role = room::role(book, who).map(|s| s.citations.first().quote.clone()).unwrap_or_default();
    let told = format!("{title} {role}").to_lowercase();
    if told.contains("(left") || told.contains("former") {
        return false;
    }
    roles.iter().any(|word| told.contains(word))
}
