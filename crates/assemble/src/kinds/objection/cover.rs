//! How much of a question a unit of a passage carries, each word weighed by how rare it is in the library.

use std::collections::{BTreeMap, BTreeSet};

use domain::{LibraryHit, PartEvidence, VersionId};

use super::text::{Cut, Word, cuts, holds, stem, words};

/// What a word is worth that stands in the title or a heading above the unit.
const ABOVE: f32 = 0.6;
/// The same for a word elsewhere in the passage.
const NEAR: f32 = 0.3;
/// A word said in another way.
const OTHERWISE: f32 = 0.85;

/// What a word is worth that others stand for as well: it hardly tells one matter from another.
const LIGHT_WEIGHT: f32 = 0.35;
const LIGHT: &str = "accept|accepted|accepts|allow|allowed|allows|available|company|done|enable|enabled|handle|handled|held|\
    include|included|includes|keep|kept|located|long|often|option|perform|platform|product|related|run|\
    running|runs|software|solution|stored|support|supported|supports|system|tool|vendor|work|works|data|guarantee|guaranteed|guarantees|\
    promise|promised|commit|commitment|committed|binding|contractual|contractually|\
    scope|scoped|in-scope|within|regarding|defined|documented|formal|formally|established|appropriate|adequate|ensure|\
    ensures|maintain|maintains|maintained|employ|employs|employed|utilize|utilise|mechanism|mechanisms|technique|\
    techniques|capability|capable|procedure|procedures|process|processes|measure|measures|steps|methodical|approach|\
    periodic|periodically|regular|regularly|exist|exists|applied|apply|applies|undergo|determine|develop|developed|\
    requirements|organizational|effective|overall|prior|place|specific|following|similar|addition|various|types|\
    information|resources|environment|different|store|stores|services|employee|employees|user|users|operate|\
    operates|operated|operating";
/// Whether a word hardly tells one matter from another.
pub(super) fn is_light(word: &str) -> bool {
    LIGHT.split('|').any(|light| light == word)
}

/// Other ways to say it that the list of synonyms, which serves the search, does not have.
const SAME: &[(&str, &str)] = &[
    ("capped", "limited"),
    ("cap", "limited"),
    ("leaves", "outside"),
    ("leave", "outside"),
    ("sits", "rests"),
    ("cost", "fee"),
    ("price", "fee"),
    ("breach", "incident"),
];
/// Words that mean something else without the word before them.
const FIXED: &[(&str, &str)] = &[
    ("at", "rest"),
    ("in", "transit"),
    ("in", "use"),
    ("on", "premises"),
    ("on", "site"),
    ("at", "night"),
    ("on", "call"),
    ("on", "prem"),
    ("self", "hosted"),
    ("open", "source"),
    ("go", "live"),
    ("single", "sign"),
    ("roll", "back"),
];

/// A word of the question, ready to be looked for.
#[derive(Debug, Clone)]
pub(super) struct Term {
    pub(super) word: String,
    pub(super) weight: f32,
    /// A name, an identifier or a figure: nothing else stands for it.
    pub(super) exact: bool,
    /// Says what is done without saying to what: `support`, `allow`.
    pub(super) light: bool,
    stems: Vec<String>,
    ways: Vec<Vec<String>>,
}

impl Term {
    /// 1 where the word stands among these stems, less where another way to say it does, else 0.
    pub(super) fn within(&self, text: &[String]) -> f32 {
        if holds(text, &self.stems) {
            1.0
        } else if self.ways.iter().any(|way| holds(text, way)) {
            OTHERWISE
        } else {
            0.0
        }
    }
}

/// The words of one part of a question.
#[derive(Debug, Clone)]
pub(super) struct Terms {
    pub(super) all: Vec<Term>,
    total: f32,
}

impl Terms {
    /// The words with their weights. `asked` tells which of them are names; names of the seller's own company and
    /// product are in every document and tell nothing.
    pub(super) fn of(found: &PartEvidence, asked: &str) -> Self {
        let exact = exact(asked);
        let own = own_names(&found.openings);
        let kind = kind_of_answer(asked);
        let all: Vec<Term> = found
            .words
            .iter()
            .map(|one| {
                let exact = exact.contains(&one.word);
                let light = kind.as_deref() == Some(one.word.as_str())
                    || !exact && own.contains(&stem(&one.word))
                    || is_light(&one.word);
                let stems: Vec<String> = before(asked, &one.word)
                    .into_iter()
                    .chain(words(&one.word).into_iter().map(|word| word.stem))
                    .collect();
                let ways = one.ways.iter().filter(|way| !exact || spells(&one.word, way));
                let also = SAME.iter().filter(|(word, _)| *word == one.word).map(|(_, way)| *way);
                let ways = ways.map(String::as_str).chain(also);
                let ways = ways.map(|way| words(way).into_iter().map(|word| word.stem).collect()).collect();
                let weight = if light { one.weight * LIGHT_WEIGHT } else { one.weight };
                Term { word: one.word.clone(), weight, exact, light, stems, ways }
            })
            .collect();
        let total = all.iter().map(|term| term.weight).sum();
        Self { all, total }
    }

    /// The share of the question's weight, 0 to 1, that stands here.
    pub(super) fn share(&self, worth: impl Fn(&Term) -> f32) -> f32 {
        if self.total <= f32::EPSILON {
            return 0.0;
        }
        self.all.iter().map(|term| term.weight * worth(term)).sum::<f32>() / self.total
    }

    /// The rarest word: without it a passage is about something else.
    pub(super) fn rarest(&self) -> Option<&Term> {
        self.all.iter().filter(|term| !term.light).fold(None, |best: Option<&Term>, term| match best {
            Some(held) if held.weight >= term.weight => Some(held),
            _ => Some(term),
        })
    }
}

/// Words that nearly every document opens with: the names of the seller and of the product.
fn own_names(openings: &[LibraryHit]) -> BTreeSet<String> {
    let mut by_version: BTreeMap<VersionId, BTreeSet<String>> = BTreeMap::new();
    for hit in openings {
        let opening = format!("{}. {}", hit.document.title, hit.passage.text);
        by_version.entry(hit.version.id).or_default().extend(stems(&opening));
    }
    let all = by_version.len();
    let mut counts: BTreeMap<&String, usize> = BTreeMap::new();
    for one in by_version.values().flatten() {
        *counts.entry(one).or_default() += 1;
    }
    counts.into_iter().filter(|(_, count)| all >= 3 && count * 10 >= all * 6).map(|(stem, _)| stem.clone()).collect()
}

/// The word by which a question says what kind of thing it wants to hear: `Frankfurt` answers `in which countries`
/// without saying `country`.
fn kind_of_answer(asked: &str) -> Option<String> {
    const KINDS: &[&str] = &[
        "country",
        "countries",
        "location",
        "locations",
        "city",
        "cities",
        "place",
        "places",
        "percentage",
        "number",
        "frequency",
        "interval",
        "intervals",
        "date",
        "title",
        "name",
        "names",
    ];
    let list = words(asked);
    let pair = list.windows(2).find_map(|pair| match pair {
        [ask, kind] if matches!(ask.low.as_str(), "which" | "what") => Some(kind.low.clone()),
        _ => None,
    });
    pair.filter(|kind| KINDS.contains(&kind.as_str()))
}

/// The word that a fixed phrase of the question has before this one.
fn before(asked: &str, word: &str) -> Option<String> {
    let list = words(asked);
    let pairs = list.windows(2).filter_map(|pair| match pair {
        [first, second] => Some((first.low.as_str(), second.low.as_str())),
        _ => None,
    });
    let mut fixed = pairs.filter(|pair| pair.1 == word && FIXED.contains(pair));
    fixed.next().map(|(first, _)| stem(first))
}

/// Names, identifiers and figures of a question, in lower case: words with a digit, two capitals, or a capital inside
/// the sentence.
fn exact(asked: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (at, word) in words(asked).iter().enumerate() {
        let capitals = word.raw.chars().filter(|c| c.is_uppercase()).count();
        let digit = word.raw.chars().any(|c| c.is_ascii_digit());
        let shouted = asked.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
        if digit || (!shouted && (capitals > 1 || (capitals == 1 && at > 0))) {
            found.insert(word.low.clone());
        }
    }
    found
}

/// Whether a way to say it only spells the letters out: `single sign-on` for `SSO`.
fn spells(short: &str, way: &str) -> bool {
    let first: String = way.split(|c: char| !c.is_alphanumeric()).filter_map(|part| part.chars().next()).collect();
    first.eq_ignore_ascii_case(short)
}

/// A sentence or a row of a passage, read once.
#[derive(Debug, Clone)]
pub(super) struct Unit<'a> {
    pub(super) hit: &'a LibraryHit,
    /// Place of the passage among the hits, and of the unit in the passage.
    pub(super) place: (usize, usize),
    pub(super) cut: Cut,
    pub(super) stems: Vec<String>,
    above: Vec<String>,
    near: Vec<String>,
}

impl<'a> Unit<'a> {
    /// The units of the passages, in the order of the hits.
    pub(super) fn all(hits: &'a [LibraryHit]) -> Vec<Self> {
        let mut found = Vec::new();
        for (rank, hit) in hits.iter().enumerate().filter(|(_, hit)| !hit.passage.quoted) {
            let text = &hit.passage.text;
            let above = stems(&format!("{}. {}", hit.document.title, hit.passage.heading.join(". ")));
            let near = stems(text);
            for (at, cut) in cuts(text).into_iter().enumerate() {
                let mut own = stems(text.get(cut.start..cut.end).unwrap_or_default());
                if let Some((from, to)) = cut.head {
                    // The head of a table says what its cells are.
                    own.push(String::new());
                    own.extend(stems(text.get(from..to).unwrap_or_default()));
                }
                found.push(Self { hit, place: (rank, at), cut, stems: own, above: above.clone(), near: near.clone() });
            }
        }
        found
    }

    /// The exact words.
    pub(super) fn text(&self) -> &'a str {
        self.hit.passage.text.get(self.cut.start..self.cut.end).unwrap_or_default()
    }

    /// The words of the text.
    pub(super) fn words(&self) -> Vec<Word<'a>> {
        words(self.text())
    }

    /// What the unit itself carries.
    pub(super) fn own(&self, term: &Term) -> f32 {
        term.within(&self.stems)
    }

    /// What it carries with its headings and its passage.
    pub(super) fn worth(&self, term: &Term) -> f32 {
        let (own, above, near) = (self.own(term), term.within(&self.above), term.within(&self.near));
        own.max(ABOVE * above).max(NEAR * near)
    }

    /// Whether the word itself stands in the unit or above it, or its letters spelled out.
    pub(super) fn literally(&self, term: &Term) -> bool {
        let spelled = term.exact && self.names(term);
        spelled || self.own(term) >= 1.0 || term.within(&self.above) >= 1.0
    }

    /// Whether a word stands in the title or a heading.
    pub(super) fn above(&self, term: &Term) -> bool {
        term.within(&self.above) > 0.0
    }

    /// Whether a word stands in the unit or above it.
    pub(super) fn names(&self, term: &Term) -> bool {
        self.own(term) > 0.0 || term.within(&self.above) > 0.0
    }

    /// Whether a word stands anywhere in its passage or above it.
    pub(super) fn near(&self, term: &Term) -> bool {
        self.names(term) || term.within(&self.near) > 0.0
    }
}

fn stems(text: &str) -> Vec<String> {
    words(text).into_iter().map(|word| word.stem).collect()
}

/// Whether one of these words or phrases, divided by `|`, stands in the text.
pub(super) fn any_of(text: &str, list: &str) -> bool {
    let low: Vec<String> = words(text).into_iter().map(|word| word.low).collect();
    list.split('|').any(|wanted| {
        let parts: Vec<String> = words(wanted).into_iter().map(|word| word.low).collect();
        holds(&low, &parts)
    })
}

/// Content stems of a text, for comparing two texts.
pub(in crate::kinds) fn matter(text: &str) -> BTreeSet<String> {
    super::text::content(text).iter().map(|word| stem(word)).collect()
}
