//! What a person types: words, "quoted phrases" and filters such as `account:` or `before:`.

use chrono::NaiveDate;
use domain::SourceId;

use crate::{fence::Fence, synonyms::Synonyms};

/// One search.
#[derive(Debug, Clone)]
pub struct Search<'a> {
    /// Words and "quoted phrases", without filters.
    pub text: &'a str,
    pub fence: Fence,
    /// Kind words; empty means any.
    pub kinds: Vec<String>,
    /// Sources that pass as one of the kinds: the library's documents of the formats asked for.
    pub of_kind: Vec<SourceId>,
    /// A person's name or address.
    pub from: Option<String>,
    /// Strictly before the start of this day (UTC).
    pub before: Option<NaiveDate>,
    /// On this day (UTC) or later.
    pub after: Option<NaiveDate>,
    /// Only passages of these sources; an empty list finds nothing.
    pub only: Option<Vec<SourceId>>,
    pub limit: usize,
    /// The last word is still being typed: it is a prefix.
    pub typing: bool,
    pub synonyms: &'a Synonyms,
}

impl<'a> Search<'a> {
    /// A search for ten passages without further filters.
    #[must_use]
    pub fn new(text: &'a str, fence: Fence, synonyms: &'a Synonyms) -> Self {
        Self {
            text,
            fence,
            kinds: Vec::new(),
            of_kind: Vec::new(),
            from: None,
            before: None,
            after: None,
            only: None,
            limit: 10,
            typing: false,
            synonyms,
        }
    }
}

/// What was typed, taken apart.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Typed {
    pub text: String,
    pub account: Option<String>,
    pub kinds: Vec<String>,
    pub from: Option<String>,
    pub before: Option<NaiveDate>,
    pub after: Option<NaiveDate>,
    pub in_force: bool,
    /// Filters that could not be read, as typed; they do not filter.
    pub unknown: Vec<String>,
}

/// Takes the filters out of what was typed. Values with spaces stand in quotation marks: `account:"Northwind Bank"`.
#[must_use]
pub fn read_query(typed: &str) -> Typed {
    let mut read = Typed::default();
    let mut kept: Vec<&str> = Vec::new();
    for piece in pieces(typed) {
        match piece.split_once(':') {
            Some((name, value)) if is_filter(name) => {
                let clean = value.trim_matches(['"', '“', '”']).trim();
                if !read.take(&name.to_lowercase(), clean) {
                    read.unknown.push(piece.to_owned());
                }
            }
            _ => kept.push(piece),
        }
    }
    read.text = kept.join(" ");
    read
}

const FILTERS: [&str; 6] = ["account", "type", "from", "before", "after", "in-force"];

fn is_filter(name: &str) -> bool {
    FILTERS.contains(&name.to_lowercase().as_str())
}

impl Typed {
    /// Keeps one filter; false if its value cannot be read.
    fn take(&mut self, name: &str, value: &str) -> bool {
        if value.is_empty() {
            return false;
        }
        match name {
            "account" => self.account = Some(value.to_owned()),
            "from" => self.from = Some(value.to_owned()),
            "type" => self.kinds.extend(value.split(',').map(|kind| kind.trim().to_lowercase())),
            "before" | "after" => {
                let Ok(date) = value.parse::<NaiveDate>() else {
                    return false;
                };
                if name == "before" { self.before = Some(date) } else { self.after = Some(date) }
            }
            "in-force" => match value.to_lowercase().as_str() {
                "yes" | "true" | "1" => self.in_force = true,
                "no" | "false" | "0" => self.in_force = false,
                _ => return false,
            },
            _ => return false,
        }
        true
    }
}

/// Splits at spaces outside quotation marks.
fn pieces(typed: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let (mut start, mut inside) = (None, false);
    for (at, c) in typed.char_indices() {
        if matches!(c, '"' | '“' | '”') {
            inside = !inside;
        }
        if c.is_whitespace() && !inside {
            found.extend(start.take().and_then(|from| typed.get(from..at)));
        } else if start.is_none() {
            start = Some(at);
        }
    }
    found.extend(start.and_then(|from| typed.get(from..)));
    found
}

/// Divides a search text into the words outside quotation marks and the phrases inside them. A mark that is never
/// closed opens no phrase.
pub(crate) fn phrases(text: &str) -> (String, Vec<String>) {
    let (mut outside, mut found) = (String::new(), Vec::new());
    let mut rest = text;
    while let Some(open) = rest.find(['"', '“', '”']) {
        let (before, from) = rest.split_at(open);
        outside.push_str(before);
        outside.push(' ');
        let mut inside = from.chars();
        inside.next();
        let inside = inside.as_str();
        let Some(close) = inside.find(['"', '“', '”']) else {
            rest = inside;
            continue;
        };
        let (phrase, after) = inside.split_at(close);
        if phrase.chars().any(char::is_alphanumeric) {
            found.push(phrase.to_owned());
        }
        let mut after = after.chars();
        after.next();
        rest = after.as_str();
    }
    outside.push_str(rest);
    (outside, found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_are_taken_out_and_the_words_stay() {
        let read =
            read_query(r#"account:"Northwind Bank" data residency type:mail,call before:2026-11-01 in-force:yes"#);
        assert_eq!(read.text, "data residency");
        assert_eq!(read.account.as_deref(), Some("Northwind Bank"));
        assert_eq!(read.kinds, ["mail", "call"]);
        assert_eq!(read.before, NaiveDate::from_ymd_opt(2026, 11, 1));
        assert!(read.in_force && read.unknown.is_empty());
    }

    #[test]
    fn a_filter_that_cannot_be_read_is_reported_and_does_not_filter() {
        let read = read_query("after:yesterday price from: note:this");
        assert_eq!(read.unknown, ["after:yesterday", "from:"]);
        assert_eq!((read.after, read.from), (None, None));
        assert_eq!(read.text, "price note:this");
    }

    #[test]
    fn quoted_phrases_stay_in_the_text_and_are_found_there() {
        let read = read_query(r#"breach "within 72 hours" from:anna"#);
        assert_eq!(read.text, r#"breach "within 72 hours""#);
        assert_eq!(phrases(&read.text), ("breach  ".to_owned(), vec!["within 72 hours".to_owned()]));
        assert_eq!(phrases("five \" inch").1, Vec::<String>::new());
    }
}
