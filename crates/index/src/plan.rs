//! From a search text to weighed clauses: every word with its frequency in the question, its synonyms, its fields.

use std::collections::BTreeSet;

use tantivy::{Searcher, Term, schema::Field};

use crate::{
    Result, analysis,
    query::{self, Search},
    schema::Fields,
    vocabulary,
};

/// A word in the title is already scored with the text; this much more for standing in the title.
const TITLE_WEIGHT: f32 = 0.25;
/// The same for any heading above it.
const HEADING_WEIGHT: f32 = 0.5;
/// A person's name among the participants.
const PEOPLE_WEIGHT: f32 = 0.5;
/// Another way to say it is worth less than the word itself.
const SYNONYM_WEIGHT: f32 = 0.75;
/// An identifier found exactly as written, on top of its words.
const EXACT_WEIGHT: f32 = 1.0;
/// A completion of the word being typed; the word as it stands counts fully.
const COMPLETION_WEIGHT: f32 = 0.9;
/// The rarest words of a very long question; more change nothing but the time it takes.
const MOST_WORDS: usize = 64;
/// A question of more words than these (stop words not counted) is pasted, not typed. Then no word is corrected: one
/// that the collection lacks is mostly sound and its nearest neighbour means something else (`supplier`, `supplied`;
/// `fire`, `file`). And quotation marks are the author's, not a wish that every hit holds the phrase: read as a wish,
/// they emptied the results of long questions from contracts and abstracts.
const MOST_TYPED: usize = 12;
/// One letter begins too many words to be completed.
const SHORTEST_PREFIX: usize = 2;

/// Words of the question and the other ways to say them that the index knows.
pub(crate) type Expanded = Vec<(String, Vec<String>)>;

/// What a clause looks for.
#[derive(Debug, Clone)]
pub(crate) enum What {
    Term(Term),
    /// Terms at their distances from the first.
    Phrase(Vec<(usize, Term)>),
}

/// One weighed thing to look for.
#[derive(Debug, Clone)]
pub(crate) struct Clause {
    pub(crate) what: What,
    pub(crate) weight: f32,
    /// Clauses of one group are ways to say one thing: the best way counts, not the sum.
    pub(crate) group: usize,
    pub(crate) way: usize,
    /// Takes part in finding candidates; the others only score what was found.
    pub(crate) finds: bool,
    pub(crate) field: &'static str,
    pub(crate) word: String,
    pub(crate) matched: String,
    pub(crate) through: Option<String>,
}

/// A search text, understood.
#[derive(Debug, Clone, Default)]
pub(crate) struct Plan {
    pub(crate) clauses: Vec<Clause>,
    /// The stop words, for back-fill.
    pub(crate) stop: Vec<Clause>,
    /// Phrases that every hit must contain.
    pub(crate) must: Vec<Vec<(usize, Term)>>,
    pub(crate) groups: usize,
}

/// A distinct word of the question.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    pub(crate) lower: String,
    pub(crate) stem: String,
    pub(crate) count: usize,
}

/// The question's words before they meet a field.
#[derive(Debug, Clone, Default)]
pub(crate) struct Question {
    pub(crate) words: Vec<Asked>,
    pub(crate) stop: Vec<Asked>,
    /// All stems in order, stop words too: what concepts and phrases are found in.
    pub(crate) stems: Vec<String>,
    /// The prefix being typed.
    pub(crate) prefix: Option<String>,
    pub(crate) phrases: Vec<String>,
    pub(crate) identifiers: Vec<String>,
    pub(crate) corrected: Vec<(String, String)>,
}

fn count(words: &mut Vec<Asked>, lower: &str, stem: &str) {
    match words.iter_mut().find(|word| word.stem == stem) {
        Some(word) => word.count += 1,
        None => words.push(Asked { lower: lower.to_owned(), stem: stem.to_owned(), count: 1 }),
    }
}

impl Question {
    /// Reads the search text without an index; nothing is corrected yet.
    pub(crate) fn read(search: &Search<'_>) -> Self {
        let (outside, phrases) = query::phrases(search.text);
        let mut read = Self::default();
        let mut words = analysis::words(&outside);
        let still_typing = search.typing && outside.chars().last().is_some_and(char::is_alphanumeric);
        if still_typing && let Some(last) = words.pop() {
            read.stems.push(last.stem.clone());
            if last.lower.chars().count() >= SHORTEST_PREFIX {
                read.prefix = Some(last.lower);
            }
            read.stems.clear();
        }
        for word in words.iter().chain(&phrases.iter().flat_map(|text| analysis::words(text)).collect::<Vec<_>>()) {
            let list = if analysis::is_stop_word(&word.lower) { &mut read.stop } else { &mut read.words };
            count(list, &word.lower, &word.stem);
            read.stems.push(word.stem.clone());
        }
        let mut seen = BTreeSet::new();
        read.identifiers = analysis::identifiers(search.text).into_iter().map(|(_, word)| word).collect();
        // "e.g." and "and/or" are punctuated too, and say nothing.
        read.identifiers.retain(|word| analysis::words(word).iter().any(|part| analysis::says_something(&part.lower)));
        read.identifiers.retain(|word| seen.insert(word.clone()));
        read.phrases = phrases;
        read
    }

    /// Whether the question was more likely pasted than typed.
    fn pasted(&self) -> bool {
        self.words.len() > MOST_TYPED
    }

    /// Replaces words that the index does not know and that name no concept.
    pub(crate) fn correct(&mut self, searcher: &Searcher, fields: &Fields, search: &Search<'_>) -> Result<()> {
        if self.pasted() {
            return Ok(());
        }
        let concepts = search.synonyms.find(&self.stems);
        let named: BTreeSet<String> = concepts.iter().flat_map(|c| c.said.stems.iter().cloned()).collect();
        for word in &mut self.words {
            let known = named.contains(&word.stem)
                || vocabulary::frequency(searcher, fields.forms, &word.lower)? > 0
                || vocabulary::frequency(searcher, fields.text, &word.stem)? > 0
                || vocabulary::frequency(searcher, fields.quoted, &word.stem)? > 0
                || vocabulary::frequency(searcher, fields.people, &word.lower)? > 0;
            if known {
                continue;
            }
            let Some(better) = vocabulary::correction(searcher, fields, &word.lower)? else {
                continue;
            };
            let Some(stem) = analysis::words(&better).into_iter().next().map(|word| word.stem) else {
                continue;
            };
            self.corrected.push((std::mem::replace(&mut word.lower, better.clone()), better));
            for other in self.stems.iter_mut().filter(|other| **other == word.stem) {
                other.clone_from(&stem);
            }
            word.stem = stem;
        }
        Ok(())
    }
}

/// Writes the clauses of one plan.
struct Planner<'a> {
    searcher: &'a Searcher,
    fields: &'a Fields,
    main: Field,
    plan: Plan,
}

impl Planner<'_> {
    fn known(&self, field: Field, word: &str) -> Result<bool> {
        Ok(vocabulary::frequency(self.searcher, field, word)? > 0)
    }

    fn push(&mut self, clause: Clause) {
        self.plan.clauses.push(clause);
    }

    fn word(&mut self, word: &Asked, group: usize) -> Result<()> {
        let times = word.count as f32;
        let fields = [
            (self.main, "text", word.stem.as_str(), 1.0, true),
            (self.fields.title, "title", word.stem.as_str(), TITLE_WEIGHT, false),
            (self.fields.heading, "heading", word.stem.as_str(), HEADING_WEIGHT, false),
            (self.fields.people, "people", word.lower.as_str(), PEOPLE_WEIGHT, true),
        ];
        for (field, name, form, weight, finds) in fields {
            if !self.known(field, form)? {
                continue;
            }
            self.push(Clause {
                what: What::Term(Term::from_field_text(field, form)),
                weight: weight * times,
                group,
                way: 0,
                finds,
                field: name,
                word: word.lower.clone(),
                matched: form.to_owned(),
                through: None,
            });
        }
        Ok(())
    }

    fn exact(&mut self, identifier: &str) -> Result<()> {
        if self.known(self.fields.exact, identifier)? {
            let group = self.group();
            self.push(Clause {
                what: What::Term(Term::from_field_text(self.fields.exact, identifier)),
                weight: EXACT_WEIGHT,
                group,
                way: 0,
                finds: true,
                field: "exact",
                word: identifier.to_owned(),
                matched: identifier.to_owned(),
                through: None,
            });
        }
        Ok(())
    }

    fn prefix(&mut self, prefix: &str) -> Result<()> {
        let group = self.group();
        let completions = vocabulary::completions(self.searcher, [self.main, self.fields.forms], prefix)?;
        for (way, (field, word)) in completions.into_iter().enumerate() {
            let weight = if word == prefix { 1.0 } else { COMPLETION_WEIGHT };
            self.push(Clause {
                what: What::Term(Term::from_field_text(field, &word)),
                weight,
                group,
                way,
                finds: true,
                field: "text",
                word: prefix.to_owned(),
                matched: word,
                through: None,
            });
        }
        Ok(())
    }

    fn concepts(&mut self, question: &Question, search: &Search<'_>) -> Result<Vec<(String, Vec<String>)>> {
        let mut expanded: Vec<(String, Vec<String>)> = Vec::new();
        let mut done = BTreeSet::new();
        for concept in search.synonyms.find(&question.stems) {
            if !done.insert(concept.said.words.clone()) {
                continue;
            }
            let one_word = (concept.length == 1)
                .then(|| question.stems.get(concept.start))
                .flatten()
                .and_then(|stem| question.words.iter().position(|word| word.stem == *stem));
            let group = one_word.unwrap_or_else(|| self.group());
            let mut used = Vec::new();
            for (way, other) in concept.others.iter().enumerate() {
                let Some(what) = self.saying(&other.stems)? else {
                    continue;
                };
                used.push(other.words.clone());
                self.push(Clause {
                    what,
                    weight: SYNONYM_WEIGHT,
                    group,
                    way: way + 1,
                    finds: true,
                    field: "text",
                    word: concept.said.words.clone(),
                    matched: other.words.clone(),
                    through: Some(concept.said.words.clone()),
                });
            }
            if !used.is_empty() {
                expanded.push((concept.said.words.clone(), used));
            }
        }
        Ok(expanded)
    }

    /// One way to say a concept as something to look for; `None` if the index lacks one of its words.
    fn saying(&self, stems: &[String]) -> Result<Option<What>> {
        for stem in stems {
            if !self.known(self.main, stem)? {
                return Ok(None);
            }
        }
        let terms: Vec<(usize, Term)> =
            stems.iter().enumerate().map(|(at, stem)| (at, Term::from_field_text(self.main, stem))).collect();
        Ok(match terms.as_slice() {
            [] => None,
            [(_, only)] => Some(What::Term(only.clone())),
            _ => Some(What::Phrase(terms)),
        })
    }

    fn group(&mut self) -> usize {
        self.plan.groups += 1;
        self.plan.groups - 1
    }
}

/// The plan for one scored field: the text, or the quoted text.
pub(crate) fn plan(
    searcher: &Searcher,
    fields: &Fields,
    main: Field,
    question: &Question,
    search: &Search<'_>,
) -> Result<(Plan, Expanded)> {
    let mut planner =
        Planner { searcher, fields, main, plan: Plan { groups: question.words.len(), ..Plan::default() } };
    let mut by_rarity = Vec::with_capacity(question.words.len());
    for (group, word) in question.words.iter().enumerate() {
        by_rarity.push((vocabulary::frequency(searcher, main, &word.stem)?, group, word));
    }
    by_rarity.sort_by_key(|(frequency, group, _)| (*frequency, *group));
    for (_, group, word) in by_rarity.into_iter().take(MOST_WORDS) {
        planner.word(word, group)?;
    }
    for identifier in &question.identifiers {
        planner.exact(identifier)?;
    }
    if let Some(prefix) = &question.prefix {
        planner.prefix(prefix)?;
    }
    let expanded = planner.concepts(question, search)?;
    for (at, word) in question.stop.iter().enumerate() {
        planner.plan.stop.push(Clause {
            what: What::Term(Term::from_field_text(main, &word.stem)),
            weight: word.count as f32,
            group: at,
            way: 0,
            finds: true,
            field: "text",
            word: word.lower.clone(),
            matched: word.stem.clone(),
            through: None,
        });
    }
    for phrase in question.phrases.iter().filter(|_| !question.pasted()) {
        let words = analysis::words(phrase);
        let first = words.first().map_or(0, |word| word.position);
        let terms: Vec<(usize, Term)> =
            words.iter().map(|w| (w.position - first, Term::from_field_text(main, &w.stem))).collect();
        if !terms.is_empty() {
            planner.plan.must.push(terms);
        }
    }
    Ok((planner.plan, expanded))
}
