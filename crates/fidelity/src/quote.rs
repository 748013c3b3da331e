//! Quoted words against the passage: exact after normalising spaces and quote marks, with offsets.

use crate::{Missing, MissingKind, Source};
use std::ops::Range;

fn plain(ch: char) -> char {
    match ch {
        '“' | '”' | '„' | '«' | '»' => '"',
        '‘' | '’' | '‚' => '\'',
        other => other,
    }
}

fn normal(text: &str) -> Vec<(char, usize, usize)> {
    let mut out: Vec<(char, usize, usize)> = Vec::with_capacity(text.len());
    for (at, ch) in text.char_indices() {
        let end = at + ch.len_utf8();
        if ch.is_whitespace() {
            match out.last_mut() {
                Some(last) if last.0 == ' ' => last.2 = end,
                _ => out.push((' ', at, end)),
            }
        } else {
            out.push((plain(ch), at, end));
        }
    }
    out
}

/// Where the quote stands in the text, as a byte range; exact after normalising spaces and quote marks.
#[must_use]
pub fn find_quote(quote: &str, text: &str) -> Option<Range<usize>> {
    let wanted: Vec<char> = normal(quote.trim()).into_iter().map(|c| c.0).collect();
    let held = normal(text);
    if wanted.is_empty() {
        return None;
    }
    let found = held.windows(wanted.len()).find(|w| w.iter().zip(&wanted).all(|(a, b)| a.0 == *b))?;
    Some(found.first()?.1..found.last()?.2)
}

/// The sentence without its quotes, and the quotes.
pub(crate) fn take_quotes(sentence: &str) -> (String, Vec<String>) {
    let (mut rest, mut quotes, mut open) = (String::new(), Vec::new(), None::<(char, String)>);
    for ch in sentence.chars() {
        match &mut open {
            Some((close, held)) if ch == *close => {
                quotes.push(std::mem::take(held));
                open = None;
                rest.push(' ');
            }
            Some((_, held)) => held.push(ch),
            None if ch == '“' => open = Some(('”', String::new())),
            None if ch == '"' => open = Some(('"', String::new())),
            None => rest.push(ch),
        }
    }
    if let Some((_, held)) = open {
        rest.push_str(&held);
    }
    (rest, quotes)
}

pub(crate) fn missing(quotes: &[String], sources: &[Source<'_>]) -> Vec<Missing> {
    let absent = |q: &&String| !sources.iter().any(|s| find_quote(q, s.text).is_some());
    quotes.iter().filter(absent).map(|q| Missing::new(MissingKind::Quote, q.clone())).collect()
}
