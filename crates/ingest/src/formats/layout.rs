//! Words on pages to lines, paragraphs and headings, with what repeats on every page taken out of the text between.

use std::collections::{BTreeMap, HashSet};

use domain::PageBox;

use crate::paragraphs::Outline;
use crate::passages::Block;

/// A word as the page shows it.
#[derive(Debug, Clone)]
pub(crate) struct Word {
    pub(crate) text: String,
    pub(crate) x: f32,
    pub(crate) y: f32,
    pub(crate) width: f32,
    pub(crate) height: f32,
    pub(crate) size: f32,
    pub(crate) bold: bool,
}

/// Words that stand on one line.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    pub(crate) page: u32,
    pub(crate) words: Vec<Word>,
}

impl Line {
    pub(crate) fn bytes(&self) -> u64 {
        self.words.iter().map(|word| word.text.len() as u64).sum()
    }

    fn text(&self) -> String {
        self.words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ")
    }

    fn top(&self) -> f32 {
        self.words.iter().map(|word| word.y + word.height).fold(f32::MIN, f32::max)
    }

    fn bottom(&self) -> f32 {
        self.words.iter().map(|word| word.y).fold(f32::MAX, f32::min)
    }

    fn left(&self) -> f32 {
        self.words.iter().map(|word| word.x).fold(f32::MAX, f32::min)
    }

    fn size(&self) -> f32 {
        self.words.iter().map(|word| word.size).fold(0.0, f32::max)
    }

    fn bold(&self) -> bool {
        self.words.iter().all(|word| word.bold)
    }

    fn first(&self) -> &str {
        self.words.first().map(|word| word.text.as_str()).unwrap_or_default()
    }

    fn last(&self) -> &str {
        self.words.last().map(|word| word.text.as_str()).unwrap_or_default()
    }
}

/// Words in reading order to lines: a word that stands lower, higher, or left of the one before begins a new one.
pub(crate) fn lines(words: Vec<Word>, page: u32) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for word in words {
        let middle = word.y + word.height / 2.0;
        match lines.last_mut() {
            Some(line)
                if line.words.last().is_some_and(|last| {
                    middle > last.y - 0.2 * last.height
                        && middle < last.y + 1.2 * last.height
                        && word.x + word.width * 0.5 >= last.x + last.width * 0.5
                }) =>
            {
                line.words.push(word);
            }
            _ => lines.push(Line { page, words: vec![word] }),
        }
    }
    lines
}

/// The blocks of all pages under their headings, and the first heading.
pub(crate) fn blocks(mut pages: Vec<Vec<Line>>) -> (Vec<Block>, Option<String>) {
    let repeated = take_repeated(&mut pages);
    let body = body_size(&pages);
    let sizes = heading_sizes(&pages, body);
    let known: HashSet<String> =
        pages.iter().flatten().flat_map(|line| &line.words).map(|word| word.text.to_lowercase()).collect();
    let mut outline = Outline::default();
    let mut open: Vec<Line> = Vec::new();
    let mut level = None;
    for line in pages.into_iter().flatten() {
        let here = level_of(&line, body, &sizes);
        let apart = open.last().is_some_and(|last| here != level || is_apart(last, &line, here.is_some()));
        if apart {
            close(&mut outline, std::mem::take(&mut open), level, &known);
        }
        level = here;
        open.push(line);
    }
    close(&mut outline, open, level, &known);
    let title = outline.first_heading().map(str::to_owned);
    let mut blocks = outline.finish();
    for line in repeated {
        let mut block = paragraph(vec![line], &known);
        block.heading = title.iter().cloned().collect();
        // It says what the page is, and nothing of its own: found last, never read for facts.
        block.quoted = true;
        blocks.push(block);
    }
    (blocks, title)
}

/// Takes the heads and feet that repeat out of the pages and returns each once; plain page numbers go, for every
/// passage carries its pages.
fn take_repeated(pages: &mut [Vec<Line>]) -> Vec<Line> {
    let mut seen: BTreeMap<(String, i64), usize> = BTreeMap::new();
    for page in pages.iter() {
        let marks: HashSet<_> = edges(page).into_iter().filter_map(|at| page.get(at)).map(mark).collect();
        for mark in marks {
            *seen.entry(mark).or_default() += 1;
        }
    }
    let enough = |key: &(String, i64)| {
        let least = if key.0.contains('#') { 2 } else { 3 };
        // A line that stands on few of many pages may be text.
        seen.get(key).is_some_and(|count| *count >= least && *count * 3 >= pages.len())
    };
    let keys: HashSet<(String, i64)> = seen.keys().filter(|key| enough(key)).cloned().collect();
    let mut taken: Vec<Line> = Vec::new();
    let mut kept: HashSet<(String, i64)> = HashSet::new();
    for page in pages.iter_mut() {
        let mut edges = edges(page);
        if page.iter().all(|line| keys.contains(&mark(line)) && !is_page_number(&mark(line).0)) {
            // Nothing but repeated lines: this is the page's text.
            edges.clear();
        }
        let lines = std::mem::take(page);
        for (at, line) in lines.into_iter().enumerate() {
            let key = mark(&line);
            if !edges.contains(&at) || !keys.contains(&key) {
                page.push(line);
            } else if !is_page_number(&key.0) && kept.insert(key) {
                taken.push(line);
            }
        }
    }
    taken
}

/// The two highest and two lowest short lines of a page.
fn edges(page: &[Line]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..page.len()).collect();
    let bottom = |at: &usize| page.get(*at).map_or(0.0, Line::bottom);
    order.sort_by(|a, b| bottom(a).total_cmp(&bottom(b)));
    let mut ends: Vec<usize> = order.iter().take(2).chain(order.iter().rev().take(2)).copied().collect();
    ends.sort_unstable();
    ends.dedup();
    ends.retain(|at| page.get(*at).is_some_and(|line| line.words.len() <= 16));
    ends
}

/// The text of a line with its numbers as `#`, and its height on the page in steps of six points.
#[expect(clippy::cast_possible_truncation, reason = "a place on a page is small, and a wild one saturates")]
fn mark(line: &Line) -> (String, i64) {
    let mut text = String::new();
    for c in line.text().chars() {
        if !c.is_ascii_digit() {
            text.push(c);
        } else if !text.ends_with('#') {
            text.push('#');
        }
    }
    (text, (line.bottom() / 6.0).round() as i64)
}

fn is_page_number(mark: &str) -> bool {
    let letters: String = mark.to_lowercase().chars().filter(|c| c.is_alphanumeric() || *c == '#').collect();
    matches!(letters.as_str(), "#" | "page#" | "page#of#" | "#of#" | "##" | "seite#" | "seite#von#" | "p#")
}

/// The letter size that most of the text has.
fn body_size(pages: &[Vec<Line>]) -> f32 {
    let mut counts: BTreeMap<i64, usize> = BTreeMap::new();
    for word in pages.iter().flatten().flat_map(|line| &line.words) {
        *counts.entry(key(word.size)).or_default() += word.text.len();
    }
    counts.iter().max_by_key(|(_, count)| **count).map_or(0.0, |(size, _)| *size as f32 / 2.0)
}

/// Letter sizes in half points.
#[expect(clippy::cast_possible_truncation, reason = "a letter size is small, and a wild one saturates")]
fn key(size: f32) -> i64 {
    (size * 2.0).round() as i64
}

/// The heading sizes, largest first: at most four.
fn heading_sizes(pages: &[Vec<Line>], body: f32) -> Vec<i64> {
    let large = pages.iter().flatten().filter(|line| line.size() > body * 1.12 && is_short(line));
    let mut sizes: Vec<i64> = large.map(|line| key(line.size())).collect();
    sizes.sort_unstable_by(|a, b| b.cmp(a));
    sizes.dedup();
    sizes.truncate(4);
    sizes
}

fn is_short(line: &Line) -> bool {
    let letters = line.words.iter().any(|word| word.text.chars().any(char::is_alphabetic));
    letters && line.words.len() <= 16
}

/// The heading level of a line; `None` for text.
fn level_of(line: &Line, body: f32, sizes: &[i64]) -> Option<u8> {
    if !is_short(line) {
        return None;
    }
    let size = key(line.size());
    if line.size() > body * 1.12 {
        let place = sizes.iter().position(|known| *known <= size).unwrap_or(sizes.len());
        return u8::try_from(place + 1).ok();
    }
    // A short bold line that is no sentence heads what is under it.
    let starts = line.first().chars().next().is_some_and(|c| c.is_uppercase() || c.is_numeric());
    (line.bold() && line.words.len() <= 12 && starts && !line.last().ends_with(['.', ',', ';', ':'])).then_some(6)
}

/// True when a new paragraph begins: a gap, a number, a bullet, a step up to the next column, or a page that begins
/// with a new sentence.
fn is_apart(last: &Line, line: &Line, heading: bool) -> bool {
    let number = is_number(line);
    if last.page != line.page {
        let ended = last.last().trim_end_matches(['"', '”', ')']).ends_with(['.', '!', '?', ':', ';']);
        return heading || ended || number || !line.first().starts_with(char::is_lowercase);
    }
    let height = (last.top() - last.bottom()).max(1.0);
    let gap = last.bottom() - line.top();
    let bullet = matches!(line.first(), "•" | "-" | "–" | "▪" | "o" | "*" | "●" | "○");
    if heading {
        return gap > height * 0.75 || number;
    }
    gap > height * 0.75 || gap < -height * 3.0 || bullet || (number && line.left() <= last.left() + 40.0)
}

/// True for a line that begins with a clause number: `3.`, `4)`, `2.1 Roles`, `2.2.1 have`.
fn is_number(line: &Line) -> bool {
    let text = line.first();
    let bare = text.trim_end_matches(['.', ')']);
    let parts: Vec<&str> = bare.split('.').collect();
    let digits =
        parts.iter().all(|part| !part.is_empty() && part.len() <= 3 && part.bytes().all(|b| b.is_ascii_digit()));
    if !digits {
        return false;
    }
    let next = line.words.get(1).and_then(|word| word.text.chars().next());
    match parts.len() {
        1 => bare.len() < text.len(),
        // `2.5 million` goes on, `2.5 Roles` begins.
        2 => next.is_some_and(char::is_uppercase),
        _ => true,
    }
}

fn close(outline: &mut Outline, lines: Vec<Line>, level: Option<u8>, known: &HashSet<String>) {
    if lines.is_empty() {
        return;
    }
    let block = paragraph(lines, known);
    match level {
        Some(level) => outline.heading(level, &block.text),
        None => outline.block(block),
    }
}

fn paragraph(lines: Vec<Line>, known: &HashSet<String>) -> Block {
    let mut text = String::new();
    let mut boxes = Vec::new();
    let mut pages: Option<(u32, u32)> = None;
    for line in lines {
        let page = line.page;
        pages = Some(pages.map_or((page, page), |(first, last)| (first.min(page), last.max(page))));
        for (number, word) in line.words.into_iter().enumerate() {
            if number > 0 || !continues(&mut text, &word.text, known) {
                if !text.is_empty() {
                    text.push(' ');
                }
            } else if let Some(PageBox { end, .. }) = boxes.last_mut() {
                // The hyphen at the end of the line may just have gone.
                *end = position(text.len());
            }
            let start = position(text.len());
            text.push_str(&word.text);
            let end = position(text.len());
            boxes.push(PageBox { page, x: word.x, y: word.y, width: word.width, height: word.height, start, end });
        }
    }
    let mut block = Block::new(text);
    block.place.pages = pages;
    block.place.boxes = boxes;
    block
}

fn position(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}

/// True when a word broken at the end of a line goes on with this one. The hyphen goes where the document writes the
/// word without it, and stays where it belongs to the word.
fn continues(text: &mut String, next: &str, known: &HashSet<String>) -> bool {
    let Some(stem) = text.strip_suffix('-') else { return false };
    let before = stem.rsplit(' ').next().unwrap_or(stem);
    if !next.starts_with(char::is_lowercase) || !before.ends_with(char::is_alphabetic) {
        return false;
    }
    let end = next.trim_end_matches(|c: char| !c.is_alphanumeric());
    if known.contains(&format!("{before}{end}").to_lowercase()) {
        text.pop();
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One word a piece, ten points high, at the left edge.
    fn line(page: u32, y: f32, text: &str) -> Line {
        let mut x = 50.0;
        let word = |text: &str| {
            let width = text.len() as f32 * 5.0;
            let word = Word { text: text.into(), x, y, width, height: 10.0, size: 10.0, bold: false };
            x += width + 3.0;
            word
        };
        Line { page, words: text.split(' ').map(word).collect() }
    }

    fn texts(pages: Vec<Vec<Line>>) -> Vec<String> {
        blocks(pages).0.into_iter().map(|block| block.text).collect()
    }

    #[test]
    fn a_sentence_goes_on_over_the_page_and_its_number() {
        let pages = vec![
            vec![line(1, 700.0, "To the extent legally"), line(1, 40.0, "1")],
            vec![line(2, 700.0, "permitted, it pays."), line(2, 40.0, "2")],
            vec![line(3, 700.0, "New page."), line(3, 40.0, "3")],
        ];
        let (blocks, _) = blocks(pages);
        assert_eq!(blocks[0].text, "To the extent legally permitted, it pays.");
        assert_eq!(blocks[0].place.pages, Some((1, 2)));
        assert_eq!(blocks.len(), 2);
    }

    #[test]
    fn a_foot_that_repeats_is_kept_once() {
        let page = |n: u32, text: &str| vec![line(n, 700.0, text), line(n, 40.0, &format!("Terms – page {n} of 3"))];
        let texts = texts(vec![page(1, "One."), page(2, "Two."), page(3, "Three.")]);
        assert_eq!(texts, ["One.", "Two.", "Three.", "Terms – page 1 of 3"]);
        let (cut, _) = blocks(vec![page(1, "One."), page(2, "Two."), page(3, "Three.")]);
        assert_eq!(cut.iter().map(|block| block.quoted).collect::<Vec<_>>(), [false, false, false, true]);
    }

    #[test]
    fn clause_numbers_begin_paragraphs_and_amounts_do_not() {
        let pages = vec![vec![
            line(1, 700.0, "2.1 Roles. The parties agree on"),
            line(1, 688.0, "2.5 million euro a year, and"),
            line(1, 676.0, "2.2.1 have the duty to pay."),
        ]];
        assert_eq!(
            texts(pages),
            ["2.1 Roles. The parties agree on 2.5 million euro a year, and", "2.2.1 have the duty to pay."]
        );
    }

    #[test]
    fn a_word_broken_at_the_line_s_end_is_whole_again() {
        let pages = vec![vec![
            line(1, 700.0, "The implementation is done by a third-"),
            line(1, 688.0, "party, and the imple-"),
            line(1, 676.0, "mentation is paid."),
        ]];
        let (blocks, _) = blocks(pages);
        assert_eq!(blocks[0].text, "The implementation is done by a third-party, and the implementation is paid.");
        for shown in &blocks[0].place.boxes {
            assert!(
                blocks[0].text.get(shown.start as usize..shown.end as usize).is_some_and(|text| !text.contains(' '))
            );
        }
    }
}
