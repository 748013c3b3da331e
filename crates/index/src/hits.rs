//! Ranked passages, why each was found, and which bytes of its text to mark.

use std::{collections::BTreeSet, ops::Range};

use domain::{PassageId, TextHash};

use crate::{
    analysis::{self, Word},
    plan::Question,
    query::Search,
};

/// What a search found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Found {
    /// Best first; every score is above zero.
    pub hits: Vec<Hit>,
    /// Typing error and the word used in its place.
    pub corrected: Vec<(String, String)>,
    /// Words of the question and the other ways to say them that were searched too.
    pub expanded: Vec<(String, Vec<String>)>,
}

/// A passage that was found. Join it to the store by id and hash; without a row there it is no hit.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    pub passage: PassageId,
    pub hash: TextHash,
    pub score: f32,
    pub why: Vec<Reason>,
}

/// Why a passage was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// `text`, `title`, `heading`, `exact` or `people`.
    pub field: String,
    /// The word of the question.
    pub word: String,
    /// What stands in the passage, as the index knows it (a stem, an identifier, a synonym).
    pub matched: String,
    /// The word of the question that names the concept, where a synonym matched.
    pub through: Option<String>,
}

/// The byte ranges of a passage's text to mark, in order, without overlaps.
#[must_use]
pub fn marks(text: &str, search: &Search<'_>, found: &Found) -> Vec<Range<usize>> {
    Marker::new(search, found).marks(text)
}

/// What to mark in the passages of one search.
pub struct Marker {
    question: Question,
    /// Stems that are marked wherever they stand.
    single: BTreeSet<String>,
    /// Stems that are marked where they stand in this order.
    rows: Vec<Vec<String>>,
}

impl Marker {
    /// Reads the question once for all of its hits.
    #[must_use]
    pub fn new(search: &Search<'_>, found: &Found) -> Self {
        let question = Question::read(search);
        let mut single: BTreeSet<String> = question.words.iter().map(|word| word.stem.clone()).collect();
        let mut rows: Vec<Vec<String>> = Vec::new();
        let corrected = found.corrected.iter().map(|(_, used)| used);
        let sayings = found.expanded.iter().flat_map(|(_, others)| others);
        for wording in corrected.chain(sayings).chain(&question.phrases) {
            let mut stems: Vec<String> = analysis::words(wording).into_iter().map(|word| word.stem).collect();
            if stems.len() > 1 {
                rows.push(stems);
            } else {
                single.extend(stems.pop());
            }
        }
        Self { question, single, rows }
    }

    /// The byte ranges of a passage's text to mark, in order, without overlaps.
    #[must_use]
    pub fn marks(&self, text: &str) -> Vec<Range<usize>> {
        let mut ranges: Vec<Range<usize>> = Vec::new();
        let mut words: Vec<Word> = Vec::new();
        analysis::each_word(text, |at, position, lower, stem| {
            let completes = self.question.prefix.as_ref().is_some_and(|prefix| lower.starts_with(prefix.as_str()));
            if completes || self.single.contains(stem) {
                ranges.push(at.clone());
            }
            if !self.rows.is_empty() {
                words.push(Word { at, position, lower: lower.to_owned(), stem: stem.to_owned() });
            }
        });
        for place in 0..words.len() {
            ranges.extend(self.rows.iter().filter_map(|row| row_at(&words, place, row)));
        }
        if !self.question.identifiers.is_empty() {
            let identifiers = analysis::identifiers(text).into_iter();
            ranges.extend(identifiers.filter(|(_, id)| self.question.identifiers.contains(id)).map(|(at, _)| at));
        }
        join(ranges)
    }
}

/// The bytes of a row of stems that begins at this word.
fn row_at(words: &[Word], place: usize, row: &[String]) -> Option<Range<usize>> {
    let here = words.get(place..place + row.len())?;
    here.iter().zip(row).all(|(word, stem)| word.stem == *stem).then_some(())?;
    Some(here.first()?.at.start..here.last()?.at.end)
}

/// In order, with overlapping ranges joined.
fn join(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut joined: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match joined.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => joined.push(range),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Fence, Synonyms};

    fn marked<'t>(text: &'t str, query: &str, found: &Found, typing: bool) -> Vec<&'t str> {
        let synonyms = Synonyms::default();
        let search = Search { typing, ..Search::new(query, Fence::All, &synonyms) };
        marks(text, &search, found).into_iter().filter_map(|range| text.get(range)).collect()
    }

    #[test]
    fn words_are_marked_in_every_form_and_small_words_are_not() {
        let text = "The backup is encrypted. Backups are kept for 30 days.";
        assert_eq!(
            marked(text, "is the backup encryption on", &Found::default(), false),
            ["backup", "encrypted", "Backups"]
        );
    }

    #[test]
    fn phrases_synonyms_identifiers_and_prefixes_are_marked() {
        let found = Found { expanded: vec![("sso".into(), vec!["single sign-on".into()])], ..Found::default() };
        assert_eq!(marked("Use single sign-on, please", "sso", &found, false), ["single sign-on"]);
        assert_eq!(marked("in 72 hours or 72 days", "\"72 hours\"", &Found::default(), false), ["72 hours", "72"]);
        assert_eq!(marked("AES-256 is used", "AES-256", &Found::default(), false), ["AES-256"]);
        assert_eq!(marked("Retention rules", "reten", &Found::default(), true), ["Retention"]);
    }
}
