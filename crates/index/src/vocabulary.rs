//! The words the index knows: how common they are, which begin as typed, and which one a typing error meant.
//! A word that is its own stem stands among the stems, every other among the forms.

use std::collections::BTreeMap;

use tantivy::{Searcher, Term, query::FuzzyTermQuery, schema::Field};

use crate::{Result, schema::Fields, words};

/// Shorter words have too many neighbours to be corrected.
const SHORTEST_CORRECTED: usize = 4;
/// From this length two mistakes are forgiven.
const TWO_MISTAKES: usize = 8;
/// Completions tried for the word being typed.
const COMPLETIONS: usize = 12;
/// Dictionary entries read per segment for one prefix: bounds the time of a two-letter prefix in a huge index.
const SCANNED: usize = 20_000;

/// Words of fields with the number of passages that hold them.
type Counts = BTreeMap<(Vec<u8>, Field), u64>;

/// In how many passages the word stands in this field.
pub(crate) fn frequency(searcher: &Searcher, field: Field, word: &str) -> Result<u64> {
    Ok(searcher.doc_freq(&Term::from_field_text(field, word))?)
}

/// The most common words of these fields that begin like this, most common first.
pub(crate) fn completions(searcher: &Searcher, fields: [Field; 2], prefix: &str) -> Result<Vec<(Field, String)>> {
    let mut counts = Counts::new();
    for field in fields {
        beginning(searcher, field, prefix, &mut counts)?;
    }
    Ok(most_common(counts, COMPLETIONS))
}

fn beginning(searcher: &Searcher, field: Field, prefix: &str, counts: &mut Counts) -> Result<()> {
    for segment in searcher.segment_readers() {
        let inverted = segment.inverted_index(field)?;
        let mut stream =
            inverted.terms().range().ge(prefix.as_bytes()).into_stream().map_err(tantivy::TantivyError::from)?;
        let mut read = 0;
        while read < SCANNED && stream.advance() && stream.key().starts_with(prefix.as_bytes()) {
            *counts.entry((stream.key().to_vec(), field)).or_default() += u64::from(stream.value().doc_freq);
            read += 1;
        }
    }
    Ok(())
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
        let mut counts = Counts::new();
        for field in [fields.forms, fields.text] {
            let query = FuzzyTermQuery::new(Term::from_field_text(field, word), mistakes, true);
            for segment in searcher.segment_readers() {
                let inverted = segment.inverted_index(field)?;
                let mut stream =
                    inverted.terms().search(query.automaton()?).into_stream().map_err(tantivy::TantivyError::from)?;
                while stream.advance() {
                    if stream.key().starts_with(first.as_bytes()) {
                        *counts.entry((stream.key().to_vec(), field)).or_default() +=
                            u64::from(stream.value().doc_freq);
                    }
                }
            }
        }
        for ((word, field), count) in &mut counts {
            if *field == fields.text {
                *count = count.saturating_sub(of_forms(searcher, fields, &String::from_utf8_lossy(word))?);
            }
        }
        counts.retain(|_, count| *count > 0);
        if let Some((_, best)) = most_common(counts, 1).pop() {
            return Ok(Some(best));
        }
    }
    Ok(None)
}

/// In how many passages the forms of a stem stand. A stem that stands in no more is no word (`compani`); a form that is
/// near enough is found among the forms.
fn of_forms(searcher: &Searcher, fields: &Fields, stem: &str) -> Result<u64> {
    let mut root = stem.to_owned();
    root.pop();
    let mut counts = Counts::new();
    beginning(searcher, fields.forms, &root, &mut counts)?;
    let own = counts.into_iter().filter(|((form, _), _)| {
        let mut made = String::from_utf8_lossy(form).into_owned();
        words::stem(&mut made);
        made == stem
    });
    Ok(own.map(|(_, count)| count).sum())
}

/// The most common words; equally common ones in alphabetical order.
fn most_common(counts: Counts, limit: usize) -> Vec<(Field, String)> {
    let mut words: Vec<((Vec<u8>, Field), u64)> = counts.into_iter().collect();
    words.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    words
        .into_iter()
        .take(limit)
        .filter_map(|((word, field), _)| Some((field, String::from_utf8(word).ok()?)))
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::{
        Fence,
        fixtures::{document, find, index},
    };

    fn corrected(text: &str, typed: &str) -> Option<String> {
        let (_folder, index) = index(vec![document(1, "", &[text])]);
        find(&index, typed, Fence::All).corrected.pop().map(|(_, to)| to)
    }

    #[test]
    fn a_correction_is_a_word_of_the_collection_and_never_a_bare_stem() {
        for (text, typed, expected) in [
            ("the company decides", "compny", Some("company")),
            ("keys encrypt", "encrpt", Some("encrypt")),
            ("a policy and policies", "polcy", Some("policy")),
            ("all companies decide", "compann", None),
        ] {
            assert_eq!(corrected(text, typed).as_deref(), expected, "{typed}");
        }
    }

    #[test]
    fn what_is_typed_is_completed_from_words_that_are_stems_and_from_those_that_are_not() {
        let (_folder, index) = index(vec![document(1, "", &["encrypt it"]), document(2, "", &["encryption at rest"])]);
        let synonyms = crate::Synonyms::default();
        for (typed, found) in [("encr", 2), ("encrypti", 1), ("encryptz", 0)] {
            let search = crate::Search { typing: true, ..crate::Search::new(typed, Fence::All, &synonyms) };
            assert_eq!(index.search(&search).unwrap().hits.len(), found, "{typed}");
        }
    }
}
