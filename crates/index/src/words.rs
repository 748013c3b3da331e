//! Cuts a text into lower-case words and their stems in one pass. The words are those of tantivy's own chain (simple
//! tokenizer, long words left out, lower case, English stemmer); stems of common words are remembered, not made again.

use std::cell::RefCell;

use tantivy::tokenizer::{Language, RawTokenizer, Stemmer, TextAnalyzer, Token, TokenStream, Tokenizer};

use crate::analysis::LONGEST_TOKEN;

/// Stems remembered by each thread that reads text. The words of a natural text are few and come again and again.
const REMEMBERED: usize = 8192;
/// Bytes in which a word and its stem are remembered; longer ones are stemmed each time.
const ROOM: usize = 46;

thread_local! {
    static STEMS: RefCell<Stems> = RefCell::new(Stems::new());
}

/// A word followed by its stem.
#[derive(Clone, Copy)]
struct Slot {
    word: u8,
    stem: u8,
    bytes: [u8; ROOM],
}

const EMPTY: Slot = Slot { word: 0, stem: 0, bytes: [0; ROOM] };

/// One place for each hash: of two words that share it the later is remembered.
struct Stems {
    slots: Vec<Slot>,
    stemmer: TextAnalyzer,
}

impl Stems {
    fn new() -> Self {
        let stemmer = TextAnalyzer::builder(RawTokenizer::default()).filter(Stemmer::new(Language::English)).build();
        Self { slots: vec![EMPTY; REMEMBERED], stemmer }
    }

    /// The stem of a word that is remembered.
    fn remembered(&self, word: &str) -> Option<&str> {
        let slot = self.slots.get(place(word.as_bytes()))?;
        let (length, ends) = (usize::from(slot.word), usize::from(slot.word) + usize::from(slot.stem));
        let known = length > 0 && slot.bytes.get(..length) == Some(word.as_bytes());
        slot.bytes.get(length..ends).filter(|_| known).and_then(|stem| std::str::from_utf8(stem).ok())
    }

    /// Puts the stem in the word's place.
    fn stem(&mut self, word: &mut String) {
        if let Some(stem) = self.remembered(word) {
            let length = stem.len();
            if word.get(..length) == Some(stem) {
                word.truncate(length);
            } else {
                *word = stem.to_owned();
            }
            return;
        }
        let mut stem = String::new();
        self.stemmer.token_stream(word).process(&mut |token| stem.clone_from(&token.text));
        let both = [word.as_bytes(), stem.as_bytes()].concat();
        let Some(slot) = self.slots.get_mut(place(word.as_bytes())) else { return };
        if let Some(room) = slot.bytes.get_mut(..both.len()) {
            room.copy_from_slice(&both);
            // Neither is longer than the room.
            (slot.word, slot.stem) = (word.len() as u8, stem.len() as u8);
        }
        *word = stem;
    }
}

/// FNV-1a, folded to the number of slots.
fn place(word: &[u8]) -> usize {
    let hash = word
        .iter()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3));
    ((hash ^ (hash >> 32)) % REMEMBERED as u64) as usize
}

/// The stem of a lower-case word, in its place.
pub(crate) fn stem(word: &mut String) {
    STEMS.with_borrow_mut(|stems| stems.stem(word));
}

/// What is made of each word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Give {
    /// Every word as it is written, in lower case.
    Words,
    /// Its stem.
    Stems,
    /// The word, where its stem is not the same: with the stems, these are all words there are.
    Forms,
}

/// Whether a lower-case word is its own stem.
fn is_stem(word: &str) -> bool {
    STEMS.with_borrow_mut(|stems| {
        if let Some(stem) = stems.remembered(word) {
            return stem == word;
        }
        let mut made = word.to_owned();
        stems.stem(&mut made);
        made == word
    })
}

/// Feeds lower-case words, or their stems, to tantivy.
#[derive(Clone)]
pub(crate) struct WordTokenizer {
    give: Give,
    token: Token,
}

impl WordTokenizer {
    pub(crate) fn new(give: Give) -> Self {
        Self { give, token: Token::default() }
    }
}

/// The words of one text.
pub(crate) struct WordStream<'a> {
    text: &'a str,
    at: usize,
    give: Give,
    token: &'a mut Token,
}

impl Tokenizer for WordTokenizer {
    type TokenStream<'a> = WordStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> WordStream<'a> {
        self.token.reset();
        WordStream { text, at: 0, give: self.give, token: &mut self.token }
    }
}

impl WordStream<'_> {
    /// From here, how many bytes are of words, or are not; the end of the text ends both.
    fn run(&self, from: usize, of_words: bool) -> usize {
        let bytes = self.text.as_bytes();
        let mut at = from;
        while let Some(byte) = bytes.get(at) {
            let (word, length) = if byte.is_ascii() {
                (byte.is_ascii_alphanumeric(), 1)
            } else {
                let c = self.text.get(at..).and_then(|rest| rest.chars().next());
                (c.is_some_and(char::is_alphanumeric), c.map_or(1, char::len_utf8))
            };
            if word != of_words {
                break;
            }
            at += length;
        }
        at
    }
}

impl TokenStream for WordStream<'_> {
    fn advance(&mut self) -> bool {
        loop {
            let start = self.run(self.at, false);
            self.at = self.run(start, true);
            self.token.position = self.token.position.wrapping_add(1);
            let word = self.text.get(start..self.at).unwrap_or_default();
            if word.is_empty() {
                self.token.text.clear();
                return false;
            }
            if word.len() >= LONGEST_TOKEN {
                continue;
            }
            (self.token.offset_from, self.token.offset_to) = (start, self.at);
            self.token.text.clear();
            if word.is_ascii() {
                self.token.text.push_str(word);
                self.token.text.make_ascii_lowercase();
            } else {
                // Letter by letter: a sigma at the end of a word is a sigma.
                self.token.text.extend(word.chars().flat_map(char::to_lowercase));
            }
            match self.give {
                Give::Words => {}
                Give::Stems => stem(&mut self.token.text),
                Give::Forms if is_stem(&self.token.text) => continue,
                Give::Forms => {}
            }
            return true;
        }
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
    use tantivy::tokenizer::{LowerCaser, RemoveLongFilter, SimpleTokenizer};

    use super::*;

    fn tokens(mut analyser: TextAnalyzer, text: &str) -> Vec<Token> {
        let mut found = Vec::new();
        analyser.token_stream(text).process(&mut |token| found.push(token.clone()));
        found
    }

    #[test]
    fn the_words_and_stems_are_those_of_tantivy_s_own_chain() {
        let long = "x".repeat(LONGEST_TOKEN);
        let nearly = format!("{}ings", "y".repeat(LONGEST_TOKEN - 5));
        let texts = [
            "Encrypted BACKUPS, encrypted backups: they're 4.5 % — generously (re)tested!",
            "ΟΔΟΣ Straße İstanbul 20K ÉCOLE naïve 数据 x² ①",
            "",
            " … ",
            &format!("before {long} after {nearly} {nearly}"),
            "dying skies skis generate general university universe happily succeeding",
        ];
        for text in texts {
            for _ in 0..2 {
                let chain = || {
                    TextAnalyzer::builder(SimpleTokenizer::default())
                        .filter(RemoveLongFilter::limit(LONGEST_TOKEN))
                        .filter(LowerCaser)
                };
                let ours = |give| tokens(TextAnalyzer::builder(WordTokenizer::new(give)).build(), text);
                assert_eq!(ours(Give::Words), tokens(chain().build(), text));
                assert_eq!(ours(Give::Stems), tokens(chain().filter(Stemmer::new(Language::English)).build(), text));
                let both = ours(Give::Words).into_iter().zip(ours(Give::Stems));
                let forms: Vec<Token> =
                    both.filter(|(word, stem)| word.text != stem.text).map(|(word, _)| word).collect();
                assert_eq!(ours(Give::Forms), forms);
            }
        }
    }

    #[test]
    fn words_that_share_a_place_keep_their_own_stems() {
        let mut stems = Stems::new();
        let words: Vec<String> = (0..REMEMBERED * 3).map(|number| format!("walk{number}s")).collect();
        let shared = words.iter().filter(|word| place(word.as_bytes()) == place(words[0].as_bytes())).count();
        assert!(shared > 1);
        for word in words.iter().chain(&words) {
            let mut stem = word.clone();
            stems.stem(&mut stem);
            assert_eq!(stem, word.trim_end_matches('s'));
        }
    }
}
