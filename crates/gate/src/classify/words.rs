//! The words and figures that make a text a negotiation or an answer to an objection: phrases by family, and the
//! contexts in which a word does not count. A context takes only the words inside it, never the rest of a text.

mod money;
mod moves;
mod technical;
mod terms;

use std::sync::LazyLock;

use domain::Moment;
use regex::Regex;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use crate::{hidden, policy::Topic};

/// Words found in a text: UTF-8 bytes `start..end`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hit {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) moment: Moment,
    pub(super) topic: Option<Topic>,
}

struct Family {
    moment: Moment,
    topic: Option<Topic>,
    signs: Vec<Regex>,
    not: Vec<Regex>,
}

/// A moment, its topic, its lists of signs, and its lists of contexts.
type Lists = (Moment, Option<Topic>, &'static [&'static [&'static str]], &'static [&'static [&'static str]]);

const LISTS: [Lists; 3] = [
    (Moment::Negotiation, Some(Topic::Money), &[money::SIGNS, moves::MONEY], &[money::NOT, moves::NOT]),
    (Moment::Negotiation, Some(Topic::Terms), &[terms::SIGNS, moves::TERMS], &[terms::NOT, moves::NOT]),
    (Moment::Objection, None, &[technical::SIGNS, moves::ANSWERS], &[technical::NOT, moves::NO_ANSWER]),
];

static FAMILIES: LazyLock<Vec<Family>> = LazyLock::new(|| LISTS.iter().map(family).collect());

fn family((moment, topic, signs, not): &Lists) -> Family {
    // Folded text has letters of words in ASCII only, so the fast boundaries are the right ones.
    let whole = |pattern: &&str| {
        let pattern =
            pattern.replace(r"\w", "[a-z0-9_]").replace(r"\d", "[0-9]").replace(r"\s", " ").replace(r"\b", r"(?-u:\b)");
        Regex::new(&format!(r"(?-u:\b{{start-half}})(?:{pattern})(?-u:\b{{end-half}})")).ok()
    };
    Family {
        moment: *moment,
        topic: *topic,
        signs: signs.iter().copied().flatten().filter_map(whole).collect(),
        not: not.iter().copied().flatten().filter_map(whole).collect(),
    }
}

/// A text as it is matched: lower case without accents, plain quotes and dashes, nothing invisible; with the way back.
struct Plain {
    /// Line breaks stay: a context ends at the end of its line.
    lines: String,
    /// The same bytes with spaces for line breaks: a sign may run over a line's end.
    run: String,
    /// For each byte of `run`, the bytes of the text it comes from.
    back: Vec<(usize, usize)>,
}

impl Plain {
    fn of(text: &str) -> Self {
        let mut plain = Self { lines: String::new(), run: String::new(), back: Vec::new() };
        for (start, c) in text.char_indices() {
            let end = start + c.len_utf8();
            match c {
                '\n' => plain.push('\n', start, end),
                _ if c.is_whitespace() => plain.push(' ', start, end),
                '‘' | '’' | '‛' | 'ʼ' | '´' | '`' => plain.push('\'', start, end),
                '‐' | '‑' | '‒' | '–' | '—' | '−' => plain.push('-', start, end),
                _ if hidden::kind_of(c).is_some() => {}
                'ß' => "ss".chars().for_each(|c| plain.push(c, start, end)),
                _ if c.is_ascii() => plain.push(c.to_ascii_lowercase(), start, end),
                _ => std::iter::once(c)
                    .nfkd()
                    .filter(|c| !is_combining_mark(*c))
                    .flat_map(char::to_lowercase)
                    .for_each(|c| plain.push(c, start, end)),
            }
        }
        plain
    }

    fn push(&mut self, c: char, start: usize, end: usize) {
        let blank = |c: Option<char>| c.is_none_or(|c| c == ' ' || c == '\n');
        if c == ' ' && blank(self.lines.chars().next_back()) {
            return;
        }
        self.lines.push(c);
        self.run.push(if c == '\n' { ' ' } else { c });
        self.back.resize(self.run.len(), (start, end));
    }

    fn span(&self, start: usize, end: usize) -> Option<(usize, usize)> {
        Some((self.back.get(start)?.0, self.back.get(end.checked_sub(1)?)?.1))
    }
}

/// Every sign in a text, in its order.
pub(super) fn find(text: &str) -> Vec<Hit> {
    let plain = Plain::of(text);
    let mut hits = Vec::new();
    for family in FAMILIES.iter() {
        let contexts: Vec<_> =
            family.not.iter().flat_map(|not| not.find_iter(&plain.lines)).map(|found| found.range()).collect();
        for found in family.signs.iter().flat_map(|sign| sign.find_iter(&plain.run)) {
            let inside = contexts.iter().any(|context| context.start <= found.start() && found.end() <= context.end);
            if let Some((start, end)) = plain.span(found.start(), found.end()).filter(|_| !inside) {
                hits.push(Hit { start, end, moment: family.moment, topic: family.topic });
            }
        }
    }
    hits.sort_by_key(|hit| (hit.start, hit.end));
    hits
}

/// Whether every pattern of every family compiled.
#[cfg(test)]
pub(super) fn all_compiled() -> bool {
    let written = |lists: &[&[&str]]| lists.iter().map(|list| list.len()).sum::<usize>();
    let kept = FAMILIES.iter().map(|family| family.signs.len() + family.not.len()).sum::<usize>();
    kept == LISTS.iter().map(|(_, _, signs, not)| written(signs) + written(not)).sum::<usize>()
}
