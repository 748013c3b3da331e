//! Synonyms as concepts, one a line: `sso, single sign-on, saml`. Applied when searching, never when indexing.

use std::collections::HashMap;

use crate::{IndexError, Result, analysis};

/// The list a new workspace starts with.
const STARTING: &str = include_str!("synonyms.txt");

/// One way to say a concept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Saying {
    pub(crate) words: String,
    pub(crate) stems: Vec<String>,
}

/// Concepts, each with its ways of being said.
#[derive(Debug, Clone, Default)]
pub struct Synonyms {
    concepts: Vec<Vec<Saying>>,
    /// First stem of a saying to (concept, saying).
    first: HashMap<String, Vec<(usize, usize)>>,
}

/// A concept found in a question.
pub(crate) struct Concept<'a> {
    /// Positions of its words in the question's word list.
    pub(crate) start: usize,
    pub(crate) length: usize,
    pub(crate) said: &'a Saying,
    pub(crate) others: Vec<&'a Saying>,
}

impl Synonyms {
    /// Reads a list. Empty lines and lines that start with `#` are skipped; a line with fewer than two ways to say
    /// something is an error that names the line.
    pub fn parse(text: &str) -> Result<Self> {
        let mut read = Self::default();
        for (number, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let wrong = |reason: String| IndexError::Synonyms { line: number + 1, reason };
            let mut sayings: Vec<Saying> = Vec::new();
            for words in line.split(',').map(str::trim).filter(|words| !words.is_empty()) {
                let stems: Vec<String> = analysis::words(words).into_iter().map(|word| word.stem).collect();
                if stems.is_empty() {
                    return Err(wrong(format!("‘{words}’ has no letters or digits")));
                }
                if !sayings.iter().any(|other| other.stems == stems) {
                    sayings.push(Saying { words: words.to_owned(), stems });
                }
            }
            if sayings.len() < 2 {
                return Err(wrong("write at least two different ways to say it, separated by commas".to_owned()));
            }
            for (at, saying) in sayings.iter().enumerate() {
                if let Some(first) = saying.stems.first() {
                    read.first.entry(first.clone()).or_default().push((read.concepts.len(), at));
                }
            }
            read.concepts.push(sayings);
        }
        Ok(read)
    }

    /// The list a new workspace starts with.
    #[must_use]
    pub fn starting_text() -> &'static str {
        STARTING
    }

    /// How many concepts there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.concepts.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.concepts.is_empty()
    }

    /// The concepts that a question's stems name, longest saying first at each place.
    pub(crate) fn find(&self, stems: &[String]) -> Vec<Concept<'_>> {
        let mut found: Vec<Concept<'_>> = Vec::new();
        for (start, stem) in stems.iter().enumerate() {
            for &(concept, at) in self.first.get(stem).into_iter().flatten() {
                let Some(sayings) = self.concepts.get(concept) else {
                    continue;
                };
                let Some(said) = sayings.get(at) else {
                    continue;
                };
                let here = stems.get(start..start + said.stems.len());
                if here == Some(said.stems.as_slice()) {
                    let others = sayings.iter().filter(|other| other.stems != said.stems).collect();
                    found.push(Concept { start, length: said.stems.len(), said, others });
                }
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_starting_list_reads_and_has_at_least_120_concepts() {
        assert!(Synonyms::parse(Synonyms::starting_text()).unwrap().len() >= 120);
    }

    #[test]
    fn a_concept_is_found_under_each_of_its_names() {
        let list = Synonyms::parse("# identity\nsso, single sign-on, saml\n").unwrap();
        let stems: Vec<String> = analysis::words("do you offer single sign-on").into_iter().map(|w| w.stem).collect();
        let found = list.find(&stems);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].others.iter().map(|o| o.words.as_str()).collect::<Vec<_>>(), ["sso", "saml"]);
    }

    #[test]
    fn a_line_with_one_name_is_an_error_that_names_the_line() {
        let error = Synonyms::parse("a, b\n\nalone\n").unwrap_err();
        assert!(error.to_string().starts_with("synonyms, line 3"), "{error}");
    }
}
