//! Cuts blocks of text into passages of 60 to 100 words at sentence and paragraph borders,
//! never across a heading or a speaker.

use std::ops::Range;

use domain::{PageBox, Place};

use crate::Cut;
use crate::sentences::sentences;

/// A passage has at most this many words.
const MOST: usize = 100;
/// A cut leaves at least this many words, where there is a border to cut at.
const LEAST: usize = 45;
/// Words aimed at when a run of text is divided.
const AIM: usize = 85;

/// How a block hangs on the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Joint {
    #[default]
    Paragraph,
    /// Rows of a table, items of a list.
    Line,
    /// Cues of one speaker.
    Space,
}

impl Joint {
    fn glue(self) -> &'static str {
        match self {
            Self::Paragraph => "\n\n",
            Self::Line => "\n",
            Self::Space => " ",
        }
    }
}

/// One paragraph, list item, table row or cue.
#[derive(Debug, Clone, Default)]
pub(crate) struct Block {
    pub(crate) text: String,
    pub(crate) heading: Vec<String>,
    pub(crate) speaker: Option<String>,
    pub(crate) quoted: bool,
    pub(crate) joint: Joint,
    /// Boxes hold byte ranges of this block's text, one box a word.
    pub(crate) place: Place,
}

impl Block {
    pub(crate) fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    pub(crate) fn at_lines(mut self, first: usize, last: usize) -> Self {
        let line = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        self.place.lines = Some((line(first), line(last)));
        self
    }

    pub(crate) fn joined(mut self, joint: Joint) -> Self {
        self.joint = joint;
        self
    }

    fn goes_with(&self, other: &Self) -> bool {
        self.quoted == other.quoted
            && self.place.row == other.place.row
            && self.place.slide == other.place.slide
            && self.place.sheet == other.place.sheet
            && self.speaker == other.speaker
            && self.heading == other.heading
    }
}

/// The smallest piece a cut can fall between: a sentence, or a part of a very long one.
struct Piece {
    block: usize,
    range: Range<usize>,
    words: usize,
    glue: &'static str,
    /// How good a border stands before it.
    border: usize,
}

/// The passages of a sequence of blocks; every word of every block is in exactly one.
pub(crate) fn cut(blocks: &[Block]) -> Vec<Cut> {
    let mut cuts = Vec::new();
    let mut start = 0;
    while let Some(first) = blocks.get(start) {
        let run = blocks.iter().skip(start).take_while(|block| block.goes_with(first)).count().max(1);
        let run_blocks = blocks.get(start..start + run).unwrap_or_default();
        cut_run(run_blocks, &mut cuts);
        start += run;
    }
    cuts
}

fn cut_run(blocks: &[Block], cuts: &mut Vec<Cut>) {
    let pieces = pieces(blocks);
    let mut rest = pieces.as_slice();
    let mut words_left: usize = rest.iter().map(|piece| piece.words).sum();
    while !rest.is_empty() {
        let count = if words_left <= MOST { rest.len() } else { first_cut(rest, words_left) };
        let (taken, after) = rest.split_at(count.clamp(1, rest.len()));
        words_left = words_left.saturating_sub(taken.iter().map(|piece| piece.words).sum());
        cuts.push(join(blocks, taken));
        rest = after;
    }
}

/// How many pieces the next passage takes: the best border near the aim.
fn first_cut(pieces: &[Piece], words_left: usize) -> usize {
    let aim = words_left / words_left.div_ceil(AIM).max(1);
    let mut words = 0;
    let mut best: Option<(usize, usize)> = None;
    let mut fallback = 1;
    for (count, pair) in pieces.windows(2).enumerate() {
        let [piece, next] = pair else { continue };
        words += piece.words;
        if words > MOST {
            break;
        }
        fallback = count + 1;
        if words >= LEAST {
            let score = (200 + next.border).saturating_sub(words.abs_diff(aim));
            if best.is_none_or(|(_, top)| score >= top) {
                best = Some((count + 1, score));
            }
        }
    }
    best.map_or(fallback, |(count, _)| count)
}

fn pieces(blocks: &[Block]) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for (index, block) in blocks.iter().enumerate() {
        let mut end = 0;
        for (number, range) in sentences(&block.text).into_iter().enumerate() {
            let between = block.text.get(end..range.start).unwrap_or_default();
            let ended = pieces.last().is_some_and(|last| ends_sentence(blocks, last));
            let (glue, border) = match (number, block.joint) {
                (0, Joint::Paragraph) => (block.joint.glue(), 30),
                (0, Joint::Line) => (block.joint.glue(), 20),
                (0, Joint::Space) => (block.joint.glue(), if ended { 15 } else { 0 }),
                _ if between.contains("\n\n") => ("\n\n", 30),
                _ if between.contains('\n') => ("\n", 12),
                _ => (if between.is_empty() { "" } else { " " }, if ended { 10 } else { 0 }),
            };
            end = range.end;
            let words = block.text.get(range.clone()).unwrap_or_default().split_whitespace().count();
            pieces.push(Piece { block: index, range, words, glue, border });
        }
    }
    pieces
}

fn ends_sentence(blocks: &[Block], piece: &Piece) -> bool {
    let text = blocks.get(piece.block).and_then(|block| block.text.get(piece.range.clone())).unwrap_or_default();
    text.trim_end_matches(['"', '”', '’', ')', '\'']).ends_with(['.', '!', '?', '…', ':'])
}

fn join(blocks: &[Block], pieces: &[Piece]) -> Cut {
    let mut cut = Cut::default();
    let mut boxes = Boxes::default();
    for (number, piece) in pieces.iter().enumerate() {
        let Some(block) = blocks.get(piece.block) else {
            continue;
        };
        if number == 0 {
            cut.heading.clone_from(&block.heading);
            cut.speaker.clone_from(&block.speaker);
            cut.quoted = block.quoted;
            cut.place.row = block.place.row;
            cut.place.slide = block.place.slide;
            cut.place.sheet.clone_from(&block.place.sheet);
            cut.place.cells.clone_from(&block.place.cells);
        } else {
            cut.text.push_str(piece.glue);
        }
        let offset = cut.text.len();
        cut.text.push_str(block.text.get(piece.range.clone()).unwrap_or_default());
        widen(&mut cut.place.lines, block.place.lines);
        widen(&mut cut.place.time, block.place.time);
        if block.place.boxes.is_empty() {
            widen(&mut cut.place.pages, block.place.pages);
        }
        for word in &block.place.boxes {
            boxes.add(word, &piece.range, offset);
        }
    }
    for page_box in &boxes.lines {
        widen(&mut cut.place.pages, Some((page_box.page, page_box.page)));
    }
    cut.place.boxes = boxes.lines;
    cut
}

fn widen<T: Ord + Copy>(span: &mut Option<(T, T)>, other: Option<(T, T)>) {
    if let Some((from, to)) = other {
        *span = Some(span.map_or((from, to), |(first, last)| (first.min(from), last.max(to))));
    }
}

/// Word boxes gathered to one box a line.
#[derive(Default)]
struct Boxes {
    lines: Vec<PageBox>,
}

impl Boxes {
    fn add(&mut self, word: &PageBox, piece: &Range<usize>, offset: usize) {
        let (start, end) = (word.start as usize, word.end as usize);
        if start < piece.start || end > piece.end {
            return;
        }
        let moved = |at: usize| u32::try_from(at - piece.start + offset).unwrap_or(u32::MAX);
        let word = PageBox { start: moved(start), end: moved(end), ..*word };
        match self.lines.last_mut() {
            Some(line) if same_line(line, &word) => {
                let right = (line.x + line.width).max(word.x + word.width);
                let top = (line.y + line.height).max(word.y + word.height);
                line.x = line.x.min(word.x);
                line.y = line.y.min(word.y);
                line.width = right - line.x;
                line.height = top - line.y;
                line.end = word.end;
            }
            _ => self.lines.push(word),
        }
    }
}

fn same_line(line: &PageBox, word: &PageBox) -> bool {
    let middle = word.y + word.height / 2.0;
    line.page == word.page && middle >= line.y && middle <= line.y + line.height && word.x + 1.0 >= line.x
}

/// Cuts plain text under a title and a heading path the way files are cut.
#[must_use]
pub fn cut_text(title: &str, heading: &[String], text: &str) -> Vec<Cut> {
    let mut path: Vec<String> = Vec::new();
    if !title.trim().is_empty() {
        path.push(title.trim().to_owned());
    }
    path.extend(heading.iter().cloned());
    let mut blocks = crate::paragraphs::paragraphs(text, 1);
    for block in &mut blocks {
        block.heading.clone_from(&path);
    }
    cut(&blocks)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        text.split_whitespace().collect()
    }

    fn prose(sentences: usize) -> String {
        (0..sentences)
            .map(|n| format!("Sentence number {n} has exactly eight words here."))
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn every_word_lands_in_exactly_one_passage() {
        let text = format!("{}\n\n{}\n\n{}", prose(30), prose(3), prose(17));
        let cuts = cut_text("T", &[], &text);
        let joined = cuts.iter().map(|cut| cut.text.as_str()).collect::<Vec<_>>().join(" ");
        assert_eq!(words(&joined), words(&text));
        for cut in &cuts {
            let count = words(&cut.text).len();
            assert!((40..=100).contains(&count), "{count} words");
            assert!(cut.text.ends_with('.'));
        }
    }

    #[test]
    fn a_sentence_without_end_is_still_cut() {
        let text = "word ".repeat(1000);
        let cuts = cut_text("", &[], &text);
        assert!(cuts.len() >= 10);
        assert!(cuts.iter().all(|cut| words(&cut.text).len() <= 100));
        assert_eq!(cuts.iter().map(|cut| words(&cut.text).len()).sum::<usize>(), 1000);
    }

    #[test]
    fn a_passage_never_mixes_headings_speakers_or_quoted_text() {
        let block = |text: &str, heading: &str, speaker: Option<&str>, quoted| Block {
            heading: vec![heading.into()],
            speaker: speaker.map(Into::into),
            quoted,
            ..Block::new(text)
        };
        let blocks = [
            block("one.", "A", Some("x"), false),
            block("two.", "A", Some("y"), false),
            block("three.", "B", Some("y"), false),
            block("four.", "B", Some("y"), true),
            block("five.", "B", Some("y"), true),
        ];
        let texts: Vec<_> = cut(&blocks).into_iter().map(|cut| cut.text).collect();
        assert_eq!(texts, ["one.", "two.", "three.", "four.\n\nfive."]);
    }

    #[test]
    fn word_boxes_become_one_box_a_line_over_the_passage_s_own_bytes() {
        let word = |x, y, start, end| PageBox { page: 1, x, y, width: 10.0, height: 10.0, start, end };
        let mut first = Block::new("Page head.");
        first.place.boxes = vec![word(0.0, 80.0, 0, 4), word(12.0, 80.0, 5, 10)];
        let mut second = Block::new("aa bb cc");
        second.place.boxes = vec![word(0.0, 50.0, 0, 2), word(12.0, 50.0, 3, 5), word(0.0, 30.0, 6, 8)];
        let cuts = cut(&[first, second]);
        assert_eq!(cuts.len(), 1);
        let shown: Vec<_> =
            cuts[0].place.boxes.iter().map(|b| &cuts[0].text[b.start as usize..b.end as usize]).collect();
        assert_eq!(shown, ["Page head.", "aa bb", "cc"]);
        assert_eq!(cuts[0].place.pages, Some((1, 1)));
    }
}
