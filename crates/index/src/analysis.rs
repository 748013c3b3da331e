//! How text becomes words: lower case, English stems, stop words, and identifiers that keep their punctuation.

use std::ops::Range;

use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer};

use crate::words::{self, Give, WordTokenizer};

/// Longer tokens are noise (encoded attachments, keys) and are not indexed.
pub(crate) const LONGEST_TOKEN: usize = 60;

/// Words that carry no meaning in a question. They stay in the index for phrases and for back-fill.
const STOP_WORDS: &[&str] = &[
    "a", "about", "after", "all", "also", "am", "an", "and", "any", "are", "as", "at", "be", "because", "been",
    "before", "being", "between", "both", "but", "by", "can", "could", "d", "did", "do", "does", "doing", "don",
    "during", "each", "etc", "for", "from", "further", "had", "has", "have", "having", "he", "her", "here", "hers",
    "him", "his", "how", "i", "if", "in", "into", "is", "it", "its", "just", "ll", "may", "me", "might", "more",
    "most", "must", "my", "no", "nor", "not", "of", "off", "on", "once", "only", "or", "other", "our", "ours", "out",
    "over", "own", "re", "s", "same", "shall", "she", "should", "so", "some", "such", "t", "than", "that", "the",
    "their", "theirs", "them", "then", "there", "these", "they", "this", "those", "through", "to", "too", "under",
    "until", "up", "upon", "us", "ve", "very", "was", "we", "were", "what", "when", "where", "which", "while", "who",
    "whom", "whose", "why", "will", "with", "would", "you", "your", "yours",
];

/// Whether this lower-case word is dropped from questions.
#[must_use]
pub(crate) fn is_stop_word(word: &str) -> bool {
    STOP_WORDS.binary_search(&word).is_ok()
}

/// Whether a lower-case word can stand for something in an identifier: not one letter, not a stop word.
#[must_use]
pub(crate) fn says_something(word: &str) -> bool {
    word.chars().any(char::is_numeric) || (word.chars().count() > 1 && !is_stop_word(word))
}

/// Lower-case English stems; stop words and positions are kept.
#[must_use]
pub(crate) fn english() -> TextAnalyzer {
    TextAnalyzer::builder(WordTokenizer::new(Give::Stems)).build()
}

/// Lower-case words as written.
#[must_use]
pub(crate) fn plain() -> TextAnalyzer {
    TextAnalyzer::builder(WordTokenizer::new(Give::Words)).build()
}

/// Lower-case words that are not their own stem.
#[must_use]
pub(crate) fn forms() -> TextAnalyzer {
    TextAnalyzer::builder(WordTokenizer::new(Give::Forms)).build()
}

/// Identifiers only, in lower case.
#[must_use]
pub(crate) fn exact() -> TextAnalyzer {
    TextAnalyzer::builder(IdentifierTokenizer::default()).build()
}

/// One word of a text, with the bytes it stands at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    pub(crate) at: Range<usize>,
    pub(crate) position: usize,
    pub(crate) lower: String,
    pub(crate) stem: String,
}

/// The words of a text, as the index cuts them.
#[must_use]
pub(crate) fn words(text: &str) -> Vec<Word> {
    let mut found = Vec::new();
    each_word(text, |at, position, lower, stem| {
        found.push(Word { at, position, lower: lower.to_owned(), stem: stem.to_owned() });
    });
    found
}

/// Shows each word of a text: its bytes, its position, the word in lower case and its stem.
pub(crate) fn each_word(text: &str, mut show: impl FnMut(Range<usize>, usize, &str, &str)) {
    let mut stem = String::new();
    WordTokenizer::new(Give::Words).token_stream(text).process(&mut |token| {
        stem.clone_from(&token.text);
        words::stem(&mut stem);
        show(token.offset_from..token.offset_to, token.position, &token.text, &stem);
    });
}

/// Identifiers of a text: `AES-256`, `164.308(a)(1)`, `§ 5`, `soc 2`; each with its bytes, in lower case.
#[must_use]
pub(crate) fn identifiers(text: &str) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    let mut before: Option<Range<usize>> = None;
    for piece in pieces(text) {
        let Some(word) = text.get(piece.clone()) else {
            continue;
        };
        // Nearly every word of a text: it may name the number that follows, and is nothing itself.
        if word.bytes().all(|c| c.is_ascii_alphabetic()) {
            before = Some(piece);
            continue;
        }
        let digits = word.chars().any(|c| c.is_ascii_digit());
        let inner = word.len() > 2 && word.chars().any(|c| ".-/_§:()&+".contains(c));
        let bare = word.chars().all(|c| c.is_ascii_digit() || c == '.');
        if bare && before.as_ref().is_some_and(|b| names_a_number(text.get(b.clone()).unwrap_or_default())) {
            // "SOC 2", "Article 28", "§ 5": the number means nothing without the word before it.
            let whole = before.as_ref().map_or(piece.start, |b| b.start)..piece.end;
            let pair = text.get(whole.clone()).unwrap_or_default();
            found.push((whole, pair.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()));
        }
        if inner || (digits && word.chars().any(char::is_alphabetic)) {
            found.push((piece.clone(), word.to_lowercase()));
        }
        before = Some(piece);
    }
    found
}

/// Whether a number after this word belongs to it: a word that means something, or a section sign.
fn names_a_number(word: &str) -> bool {
    word == "§"
        || (word.chars().count() > 1 && word.chars().all(char::is_alphabetic) && !is_stop_word(&word.to_lowercase()))
}

/// The whitespace-separated pieces of a text without the punctuation around them.
fn pieces(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let base = text.as_ptr() as usize;
    text.split_whitespace().filter_map(move |raw| {
        let trimmed = trim_identifier(raw);
        let start = trimmed.as_ptr() as usize - base;
        (!trimmed.is_empty() && trimmed.len() <= LONGEST_TOKEN).then_some(start..start + trimmed.len())
    })
}

/// Takes sentence punctuation off both ends; a bracket stays only where its partner is inside.
fn trim_identifier(raw: &str) -> &str {
    let mut word = raw;
    let plain = raw.strip_suffix(['.', ',', ';']).unwrap_or(raw);
    if plain.bytes().all(|c| c.is_ascii_alphabetic()) {
        return plain;
    }
    loop {
        let before = word;
        word = word.trim_matches(|c: char| !c.is_alphanumeric() && !"§()".contains(c));
        if word.starts_with('(') || word.starts_with(')') {
            word = word.get(1..).unwrap_or_default();
        }
        if word.ends_with('(') || (word.ends_with(')') && word.matches('(').count() < word.matches(')').count()) {
            word = word.get(..word.len() - 1).unwrap_or_default();
        }
        if word == before {
            return word;
        }
    }
}

/// Feeds [`identifiers`] to tantivy.
#[derive(Clone, Default)]
struct IdentifierTokenizer {
    token: Token,
}

/// The identifiers of one text.
struct IdentifierStream<'a> {
    found: std::vec::IntoIter<(Range<usize>, String)>,
    position: usize,
    token: &'a mut Token,
}

impl Tokenizer for IdentifierTokenizer {
    type TokenStream<'a> = IdentifierStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> IdentifierStream<'a> {
        self.token.reset();
        IdentifierStream { found: identifiers(text).into_iter(), position: 0, token: &mut self.token }
    }
}

impl TokenStream for IdentifierStream<'_> {
    fn advance(&mut self) -> bool {
        let Some((at, word)) = self.found.next() else {
            return false;
        };
        self.token.offset_from = at.start;
        self.token.offset_to = at.end;
        self.token.position = self.position;
        self.token.text = word;
        self.position += 1;
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(text: &str) -> Vec<String> {
        identifiers(text).into_iter().map(|(_, word)| word).collect()
    }

    #[test]
    fn identifiers_keep_their_punctuation_and_lose_the_sentence_around_them() {
        assert_eq!(ids("We hold (SOC 2), under 164.308(a)(1)."), ["soc 2", "164.308(a)(1)"]);
        assert_eq!(ids("AES-256, see § 5."), ["aes-256", "§ 5"]);
        assert_eq!(ids("plain words only"), Vec::<String>::new());
    }

    #[test]
    fn an_identifier_says_where_it_stands() {
        let text = "uses „AES-256“ now";
        let (at, _) = identifiers(text).remove(0);
        assert_eq!(text.get(at), Some("AES-256"));
    }

    #[test]
    fn the_stop_words_are_sorted_so_that_they_are_found() {
        assert!(STOP_WORDS.is_sorted());
        assert!(is_stop_word("the") && is_stop_word("what") && !is_stop_word("encryption"));
    }

    #[test]
    fn words_have_their_stem_and_their_bytes() {
        let found = words("Encrypted backups");
        assert_eq!(found.iter().map(|w| w.stem.as_str()).collect::<Vec<_>>(), ["encrypt", "backup"]);
        assert_eq!(found.first().map(|w| w.at.clone()), Some(0..9));
    }
}
