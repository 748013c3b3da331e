//! Takes a question apart: one part for each thing that is asked, without the negation and the courtesy around it.

use super::{
    cover::is_light,
    text::{content, words},
};

/// What an open question wants to hear.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wants {
    Anything,
    /// A number, a time, how often.
    Measure,
    Place,
    Person,
    Cause,
}

/// How a part asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// Can be answered with yes or no.
    Closed,
    Open(Wants),
    /// No question: a doubt or a complaint.
    Claim,
}

/// One part of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Asked {
    /// The buyer's words.
    pub(crate) words: String,
    /// The same without courtesy and negation: what the state answers.
    pub(crate) plain: String,
    /// Whether a negation was taken out.
    pub(crate) turned: bool,
    /// What the library is asked: with the part before where this one refers to it.
    pub(crate) query: String,
    pub(crate) form: Form,
}

/// More parts than these are a questionnaire, not a question.
const MOST_PARTS: usize = 8;

const OPENERS: &[&str] = &["where", "how", "who", "whose", "what", "when", "which", "why"];
const REQUESTS: &str = "please|describe|explain|provide|include|list|indicate|specify|attach|state|elaborate|detail|share|\
    give";
/// Words by which a request names no matter of its own, beside those that make it one.
const GENERIC: &str = "process|processes|procedure|procedures|details|description|link|links|copy|document|documents|\
    documentation|evidence|example|examples|insight|insights|mechanism|mechanisms|related|relevant|types|\
    information|scope|in-scope|employed|used|applicable|answer|response|yes|additional|further|brief|\
    briefly|summary|overview|supporting";
const AUXILIARIES: &[&str] = &[
    "do", "does", "did", "is", "are", "was", "were", "can", "could", "will", "would", "have", "has", "may", "should",
    "shall", "must",
];
const SUBJECTS: &[&str] = &[
    "it", "they", "you", "we", "i", "the", "your", "our", "there", "this", "that", "these", "those", "all", "any",
    "data", "not",
];
/// Courtesy and insistence before what is asked; the longest that fits is taken away, again and again.
const BEFORE: &str = "is it not true that|isn't it true that|is it true that|is it not the case that|isn't it the case that|\
    is it the case that|is it correct that|is it right that|am i right that|am i right in thinking that|\
    am i wrong that|am i wrong in thinking that|do you agree that|please confirm that|please confirm whether|\
    please confirm if|please confirm|confirm that|confirm whether|can you confirm that|\
    can you confirm whether|can you confirm if|can you confirm|could you confirm that|\
    could you confirm whether|could you confirm if|could you confirm|can you please tell us|can you tell me|\
    can you tell us|could you tell me|could you tell us|please tell us|please tell me|tell us|tell me|\
    we need to know|i need to know|we would like to know|i would like to know|we want to know|i want to know|\
    can you explain|could you explain|please explain|please describe|please state|please indicate|describe|\
    if so|if yes|if not|if no|if any|if applicable|where applicable|\
    explain|i assume that|we assume that|i assume|we assume|surely|so|and|but|also|please|whether|if|that";

/// The parts of a question, in order; of a text without any question its statements.
pub(crate) fn split(question: &str) -> Vec<Asked> {
    let sentences = sentences(question);
    let (asking, telling): (Vec<&String>, Vec<&String>) = sentences.iter().partition(|one| asks(one));
    let pieces: Vec<String> = if asking.is_empty() {
        telling.into_iter().cloned().collect()
    } else {
        asking.into_iter().flat_map(|one| clauses(one)).collect()
    };
    let mut parts: Vec<Asked> = Vec::new();
    for piece in pieces {
        let bare = content(&piece).is_empty();
        let follows = parts.last().is_some() && asking_first(&piece);
        if let Some(before) = parts.last_mut().filter(|before| asks_for_more(&piece, before)) {
            before.words = format!("{} {piece}", before.words);
            continue;
        }
        if bare && !follows {
            continue;
        }
        let part = asked(&piece, parts.last());
        if parts.iter().all(|known| known.words != part.words) {
            parts.push(part);
        }
    }
    parts.truncate(MOST_PARTS);
    parts
}

/// Whether a piece only asks to say more of the part before: `Please describe the process.`, `Please include a link.`
fn asks_for_more(piece: &str, before: &Asked) -> bool {
    if !requests(piece) || form(&without_courtesy(piece).0, false) == Form::Closed {
        return false;
    }
    let known = content(&before.query);
    content(piece).iter().all(|word| is_generic(word) || known.contains(word))
}

fn is_generic(word: &str) -> bool {
    [REQUESTS, GENERIC].iter().any(|list| list.split('|').any(|generic| generic == word))
}

/// Whether a piece is put as a request and not as a question.
fn requests(piece: &str) -> bool {
    let lower = piece.to_lowercase();
    let first = lower.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    first.take(4).any(|word| REQUESTS.split('|').any(|request| request == word)) && !lower.ends_with('?')
}

/// Whether a piece begins with a word that asks: `how long before?`.
fn asking_first(piece: &str) -> bool {
    let first = piece.split_whitespace().next().unwrap_or_default().to_lowercase();
    OPENERS.contains(&first.trim_matches(|c: char| !c.is_alphanumeric()))
}

/// Sentences and list items, white space folded.
fn sentences(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for line in text.lines() {
        let line = line.trim().trim_start_matches(['-', '*', '•', '>', ' ']);
        let numbered = line.trim_start_matches(|c: char| c.is_ascii_digit());
        let line = if numbered.len() < line.len() { numbered.strip_prefix(['.', ')']).unwrap_or(line) } else { line };
        let mut from = 0;
        // Inside brackets nothing ends; where one is never closed, it is no bracket.
        let closed = line.matches('(').count() == line.matches(')').count();
        let mut depth = 0_i32;
        let mut chars = line.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            depth += i32::from(c == '(') - i32::from(c == ')');
            let ends = chars.peek().is_none_or(|(_, next)| next.is_whitespace()) && (depth <= 0 || !closed);
            let short = c == '.' && abbreviates(line.get(from..at).unwrap_or_default());
            if matches!(c, '?' | '!' | '.' | ';') && ends && !short {
                found.extend(line.get(from..at + c.len_utf8()).map(folded));
                from = at + c.len_utf8();
            }
        }
        found.extend(line.get(from..).map(folded));
    }
    found.retain(|one| one.chars().any(char::is_alphanumeric));
    found
}

/// Whether a text ends in an abbreviation, before its last point: `e.g`, `etc`.
fn abbreviates(text: &str) -> bool {
    const SHORT: &[&str] = &["e.g", "i.e", "etc", "vs", "incl", "approx", "resp", "z.b", "d.h", "p.ex", "u.s", "u.k"];
    let last = text.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default().to_lowercase();
    SHORT.contains(&last.as_str())
}

/// The question without what only illustrates it: `(e.g. ISO 27001, NIST)`, `such as passwords`.
fn without_examples(text: &str) -> String {
    const OPENING: &[&str] = &["e.g", "i.e", "for example", "such as", "for instance", "including", "like"];
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('(') {
        kept.push_str(before);
        let Some((inside, then)) = after.split_once(')') else {
            kept.push('(');
            rest = after;
            break;
        };
        let low = inside.trim_start().to_lowercase();
        if OPENING.iter().any(|word| low.starts_with(word)) || low.trim_end().ends_with("etc.") {
            rest = then;
            if kept.ends_with(' ') && rest.starts_with([' ', '?', ',', '.']) {
                kept.pop();
            }
        } else {
            kept.push_str(&format!("({inside})"));
            rest = then;
        }
    }
    kept.push_str(rest);
    kept
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn asks(sentence: &str) -> bool {
    let lower = sentence.to_lowercase();
    let first = lower.split_whitespace().next().unwrap_or_default();
    lower.ends_with('?')
        || OPENERS.contains(&first)
        || ["please", "tell", "describe", "explain", "confirm", "list", "provide", "state"].contains(&first)
        || lower.contains("need to know")
        || lower.contains("want to know")
        || lower.contains("like to know")
}

/// A sentence cut where a second question begins: `… and where are they kept?`
fn clauses(sentence: &str) -> Vec<String> {
    let tokens: Vec<&str> = sentence.split(' ').collect();
    let bare: Vec<String> = tokens
        .iter()
        .map(|token| token.trim_matches(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’').to_lowercase())
        .collect();
    let is = |at: usize, list: &[&str]| bare.get(at).is_some_and(|word| list.contains(&word.as_str()));
    // `When somebody leaves us, how long …`: the first clause says when, and is not asked.
    let circumstance = is(0, &["when", "if", "once", "after", "before", "where", "while"])
        && !tokens.get(1).is_some_and(|_| is(1, AUXILIARIES));
    let mut cut_at = vec![0];
    for at in 1..tokens.len() {
        let joined = is(at - 1, &["and", "or", "but", "plus", "also"]);
        let paused = tokens.get(at - 1).is_some_and(|token| token.ends_with([',', ';', ':']));
        let begins = is(at, OPENERS) || (is(at, AUXILIARIES) && is(at + 1, SUBJECTS));
        let enough = at - cut_at.last().copied().unwrap_or_default() > 3;
        let same = circumstance && cut_at.len() == 1 && paused;
        if begins && enough && !same && (joined || (paused && !is(at, &["which", "who", "whose", "where", "when"]))) {
            cut_at.push(at);
        }
    }
    cut_at.push(tokens.len());
    let pieces = cut_at.windows(2).filter_map(|pair| match pair {
        [from, to] => tokens.get(*from..*to).map(|part| part.join(" ")),
        _ => None,
    });
    pieces
        .map(|piece| {
            let piece = piece.trim_end_matches([',', ';', ' ']);
            let piece = [" and", " or", " but", " plus", " also"]
                .iter()
                .find_map(|end| piece.strip_suffix(end))
                .unwrap_or(piece);
            piece.trim_end_matches([',', ';', ' ']).to_owned()
        })
        .collect()
}

fn asked(piece: &str, before: Option<&Asked>) -> Asked {
    let (bare, told) = without_courtesy(&without_examples(piece));
    let (plain, turned) = without_negation(&bare);
    let form = form(&plain, piece.trim_end().ends_with('?') || told);
    let bare = content(&plain).is_empty();
    // `At what frequency?` names a measure and nothing that is measured.
    let refers = bare
        || (matches!(form, Form::Open(_)) && content(&plain).len() <= 1)
        || requests(piece)
        || piece.to_lowercase().starts_with("if ")
        || words(&plain)
            .iter()
            .any(|word| ["it", "they", "them", "those", "these", "this", "that", "there"].contains(&word.low.as_str()));
    let query = match before {
        Some(before) if refers && told_by_itself(&plain) <= 3 => format!("{} {plain}", before.query),
        _ => plain.clone(),
    };
    Asked { words: piece.to_owned(), plain, turned, query, form }
}

/// Words of a piece that tell a matter of their own.
fn told_by_itself(plain: &str) -> usize {
    content(plain).iter().filter(|word| !is_light(word) && !is_generic(word)).count()
}

/// Takes `is it not true that` and the like away; says whether what is left is a statement put up for a yes or no.
fn without_courtesy(piece: &str) -> (String, bool) {
    let mut rest = piece.trim();
    let mut told = false;
    loop {
        let lower = rest.to_lowercase().replace('’', "'");
        let fits = |one: &&str| {
            lower.strip_prefix(*one).is_some_and(|after| after.starts_with([' ', ',', ':']))
                && lower.is_char_boundary(one.len())
        };
        let Some(longest) = BEFORE.split('|').filter(fits).max_by_key(|one| one.len()) else { break };
        // `’` is longer in bytes than `'`: cut by characters.
        let skip = longest.chars().count();
        let cut = rest.char_indices().nth(skip).map_or(rest.len(), |(at, _)| at);
        told |= ["that", "whether", "if", "confirm", "surely", "assume"].iter().any(|word| longest.ends_with(word));
        rest = rest.get(cut..).unwrap_or_default().trim_start_matches([' ', ',', ':']);
    }
    let rest = rest.trim_end_matches([',', ' ']);
    let lower = rest.to_lowercase().replace('’', "'");
    // `…, don't you?`
    let tags =
        [", right?", ", correct?", ", no?", ", don't you?", ", do you?", ", isn't it?", ", aren't they?", ", is it?"];
    match tags.iter().find(|tag| lower.ends_with(**tag)) {
        Some(tag) => (rest.chars().take(rest.chars().count() - tag.chars().count()).collect(), true),
        None => (rest.to_owned(), told),
    }
}

/// Turns `Don't you encrypt …`, `Do you not …`, `… is never …` into the plain question.
fn without_negation(text: &str) -> (String, bool) {
    let mut turned = false;
    let mut kept: Vec<String> = Vec::new();
    for token in text.split(' ') {
        let low = token.to_lowercase().replace('’', "'");
        let bare = low.trim_matches(|c: char| !c.is_alphanumeric() && c != '\'');
        let next = match bare {
            "can't" | "cannot" => Some("can"),
            "won't" => Some("will"),
            "not" | "never" | "no" if !(bare == "no" && kept.is_empty()) => Some(""),
            _ => bare.strip_suffix("n't").filter(|verb| AUXILIARIES.contains(verb)),
        };
        match next {
            None => kept.push(token.to_owned()),
            Some(verb) => {
                turned = true;
                if !verb.is_empty() {
                    let capital = token.starts_with(char::is_uppercase);
                    let mut letters = verb.chars();
                    let first = letters.next().map(|c| if capital { c.to_ascii_uppercase() } else { c });
                    kept.push(first.into_iter().chain(letters).collect());
                }
            }
        }
    }
    (kept.join(" "), turned)
}

fn form(plain: &str, put: bool) -> Form {
    let lower = plain.to_lowercase();
    // Of `When somebody leaves us, how long …` the clause after the comma asks.
    let asking = |clause: &&str| {
        let first = clause.split_whitespace().next().unwrap_or_default();
        OPENERS.contains(&first) || AUXILIARIES.contains(&first)
    };
    let circumstance =
        ["when ", "if ", "once ", "after ", "before ", "where ", "while "].iter().any(|word| lower.starts_with(word));
    let later = lower.split(", ").skip(1).find(asking).filter(|_| circumstance).map(str::to_owned);
    let lower = later.unwrap_or(lower);
    let list: Vec<&str> =
        lower.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric())).collect();
    // `In which region …`, `For how long …`: the word that asks may come second.
    let at = usize::from(
        list.first().is_some_and(|word| ["in", "for", "at", "by", "from", "to", "with", "within"].contains(word)),
    );
    let word = |place: usize| list.get(place).copied().unwrap_or_default();
    let next = word(at + 1);
    match word(at) {
        "where" => Form::Open(Wants::Place),
        "who" | "whose" | "whom" => Form::Open(Wants::Person),
        "when" => Form::Open(Wants::Measure),
        "why" => Form::Open(Wants::Cause),
        "how" => match next {
            "long" | "often" | "many" | "much" | "fast" | "soon" | "quickly" | "frequently" | "old" | "late"
            | "early" | "large" | "big" => Form::Open(Wants::Measure),
            "come" => Form::Open(Wants::Cause),
            _ => Form::Open(Wants::Anything),
        },
        "what" | "which" => match next {
            "percentage" | "time" | "number" | "hours" | "days" | "date" | "frequency" | "interval" | "intervals" => {
                Form::Open(Wants::Measure)
            }
            "country" | "countries" | "region" | "regions" | "location" | "city" => Form::Open(Wants::Place),
            _ => Form::Open(Wants::Anything),
        },
        first if AUXILIARIES.contains(&first) => Form::Closed,
        _ if put && !list.is_empty() => Form::Closed,
        "list" | "provide" | "state" | "name" | "show" => Form::Open(Wants::Anything),
        _ => Form::Claim,
    }
}
