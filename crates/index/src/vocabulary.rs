//! The words the index knows: how common they are, which begin as typed, and which one a typing error meant.

use std::collections::BTreeMap;

use tantivy::{Searcher, Term, query::FuzzyTermQuery, schema::Field};

use crate::{Result, schema::Fields};

/// Shorter words have too many neighbours to be corrected.
const SHORTEST_CORRECTED: usize = 4;
/// From this length two mistakes are forgiven.
const TWO_MISTAKES: usize = 8;
/// Completions tried for the word being typed.
const COMPLETIONS: usize = 12;
/// Dictionary entries read per segment for one prefix: bounds the time of a two-letter prefix in a huge index.
const SCANNED: usize = 20_000;

/// In how many passages the word stands in this field.
pub(crate) fn frequency(searcher: &Searcher, field: Field, word: &str) -> Result<u64> {
    Ok(searcher.doc_freq(&Term::from_field_text(field, word))?)
}

/// The most common words that begin like this, most common first.
pub(crate) fn completions(searcher: &Searcher, fields: &Fields, prefix: &str) -> Result<Vec<String>> {
    let mut counts: BTreeMap<Vec<u8>, u64> = BTreeMap::new();
    for segment in searcher.segment_readers() {
        let inverted = segment.inverted_index(fields.words)?;
        let mut stream =
            inverted.terms().range().ge(prefix.as_bytes()).into_stream().map_err(tantivy::TantivyError::from)?;
        let mut read = 0;
        while read < SCANNED && stream.advance() && stream.key().starts_with(prefix.as_bytes()) {
            *counts.entry(stream.key().to_vec()).or_default() += u64::from(stream.value().doc_freq);
            read += 1;
        }
    }
    Ok(most_common(counts, COMPLETIONS))
}

/// The known word nearest to this unknown one that begins with the same letter: fewest mistakes, then most common.
/// The first letter is seldom mistyped, and words that differ there mean other things (`decryption`, `encryption`).
pub(crate) fn correction(searcher: &Searcher, fields: &Fields, word: &str) -> Result<Option<String>> {
    let length = word.chars().count();
    if length < SHORTEST_CORRECTED || !word.chars().all(char::is_alphabetic) {
        return Ok(None);
    }
    let first: String = word.chars().take(1).collect();
    let most = if length >= TWO_MISTAKES { 2 } else { 1 };
    for mistakes in 1..=most {
        let query = FuzzyTermQuery::new(Term::from_field_text(fields.words, word), mistakes, true);
        let mut counts: BTreeMap<Vec<u8>, u64> = BTreeMap::new();
        for segment in searcher.segment_readers() {
            let inverted = segment.inverted_index(fields.words)?;
            let mut stream =
                inverted.terms().search(query.automaton()?).into_stream().map_err(tantivy::TantivyError::from)?;
            while stream.advance() {
                if !stream.key().starts_with(first.as_bytes()) {
                    continue;
                }
                *counts.entry(stream.key().to_vec()).or_default() += u64::from(stream.value().doc_freq);
            }
        }
        if let Some(best) = most_common(counts, 1).pop() {
            return Ok(Some(best));
        }
    }
    Ok(None)
}

/// The most common words; equally common ones in alphabetical order.
fn most_common(counts: BTreeMap<Vec<u8>, u64>, limit: usize) -> Vec<String> {
    let mut words: Vec<(Vec<u8>, u64)> = counts.into_iter().collect();
    words.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    words.into_iter().take(limit).filter_map(|(word, _)| String::from_utf8(word).ok()).collect()
}
