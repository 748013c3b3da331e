//! PDF: pages, words with their boxes, lines and paragraphs; headings by the size of the letters.

use domain::PageBox;
use pdf_oxide::PdfDocument;

use super::{Format, Input, one_item};
use crate::paragraphs::Outline;
use crate::passages::Block;
use crate::{IngestError, Limits, Parsed, ParsedItem, Warning};

pub(crate) static FORMAT: Format = Format { name: "pdf", extensions: &["pdf"], sniff, read, binary: true };

/// The mark may stand anywhere in the first kilobyte.
fn sniff(bytes: &[u8]) -> bool {
    let head = bytes.get(..1024).unwrap_or(bytes);
    head.windows(5).any(|part| part == b"%PDF-")
}

fn corrupt(what: &str) -> IngestError {
    IngestError::Corrupt { what: what.to_owned() }
}

/// A word as the page shows it.
#[derive(Debug, Clone)]
struct Word {
    text: String,
    x: f32,
    y: f32,
    width: f32,
    height: f32,
    size: f32,
    bold: bool,
}

/// Words that stand on one line.
#[derive(Debug, Default)]
struct Line {
    words: Vec<Word>,
}

impl Line {
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
}

fn read(input: &Input<'_>) -> Result<Parsed, IngestError> {
    let document = PdfDocument::from_bytes(input.bytes.to_vec()).map_err(|error| unreadable(&error))?;
    if document.is_encrypted() && !document.is_authenticated() && !document.authenticate(b"").unwrap_or(false) {
        return Err(IngestError::Encrypted);
    }
    let count = document.page_count().map_err(|error| unreadable(&error))?;
    Limits::at_most(count, input.limits.pdf_pages, "pages")?;
    let mut warnings = Vec::new();
    let mut pages = Vec::with_capacity(count);
    let mut bytes = 0_u64;
    for number in 0..count {
        let place = format!("page {}", number + 1);
        let lines = match document.extract_words(number) {
            Ok(words) => lines(words.into_iter().filter_map(|word| own(&word, &place, &mut warnings)).collect()),
            Err(error) => {
                warnings.push(Warning::new(place, format!("this page cannot be read: {error}")));
                Vec::new()
            }
        };
        bytes += lines.iter().flat_map(|line| &line.words).map(|word| word.text.len() as u64).sum::<u64>();
        if bytes > input.limits.text_bytes {
            return Err(IngestError::TooMuchText { limit: input.limits.text_bytes });
        }
        pages.push(lines);
    }
    let empty = pages.iter().filter(|lines| lines.is_empty()).count();
    if empty > 0 && empty < count {
        warnings
            .push(Warning::new("", format!("{empty} of {count} pages have no text; they may be scans or pictures")));
    }
    let (blocks, title) = blocks(pages);
    let item = ParsedItem { title, ..ParsedItem::default() };
    let mut parsed = one_item(item, &blocks, warnings);
    parsed.pages = u32::try_from(count).ok();
    Ok(parsed)
}

fn unreadable(error: &pdf_oxide::Error) -> IngestError {
    let text = error.to_string().to_lowercase();
    if text.contains("encrypt") || text.contains("password") {
        return IngestError::Encrypted;
    }
    corrupt("its pages cannot be found")
}

fn own(word: &pdf_oxide::layout::Word, place: &str, warnings: &mut Vec<Warning>) -> Option<Word> {
    let text = crate::hidden::strip(word.text.trim(), place, warnings).trim().to_owned();
    let size = word.avg_font_size;
    let numbers = [word.bbox.x, word.bbox.y, word.bbox.width, word.bbox.height];
    if text.is_empty() || !numbers.iter().all(|number| number.is_finite()) {
        return None;
    }
    let (x, y, width, height) = (word.bbox.x, word.bbox.y, word.bbox.width, word.bbox.height);
    Some(Word { text, x, y, width, height, size: if size.is_finite() { size } else { 0.0 }, bold: word.is_bold })
}

/// Words in reading order to lines: a word that stands lower, higher, or left of the one before begins a new one.
fn lines(words: Vec<Word>) -> Vec<Line> {
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
            _ => lines.push(Line { words: vec![word] }),
        }
    }
    lines
}

/// The letter size that most of the text has.
fn body_size(pages: &[Vec<Line>]) -> f32 {
    let mut counts: std::collections::BTreeMap<i64, usize> = std::collections::BTreeMap::new();
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
    let mut sizes: Vec<i64> = pages
        .iter()
        .flatten()
        .filter(|line| line.size() > body * 1.12 && is_short(line))
        .map(|line| key(line.size()))
        .collect();
    sizes.sort_unstable_by(|a, b| b.cmp(a));
    sizes.dedup();
    sizes.truncate(4);
    sizes
}

fn is_short(line: &Line) -> bool {
    let letters = line.words.iter().any(|word| word.text.chars().any(char::is_alphabetic));
    letters && line.words.len() <= 16
}

fn blocks(pages: Vec<Vec<Line>>) -> (Vec<Block>, Option<String>) {
    let body = body_size(&pages);
    let sizes = heading_sizes(&pages, body);
    let mut outline = Outline::default();
    for (number, lines) in pages.into_iter().enumerate() {
        let page = u32::try_from(number + 1).unwrap_or(u32::MAX);
        let mut open: Vec<Line> = Vec::new();
        let mut level = None;
        for line in lines {
            let here = level_of(&line, body, &sizes);
            let apart = open.last().is_some_and(|last| here != level || is_apart(last, &line, here.is_some()));
            if apart {
                close(&mut outline, std::mem::take(&mut open), level, page);
            }
            level = here;
            open.push(line);
        }
        close(&mut outline, open, level, page);
    }
    let title = outline.first_heading().map(str::to_owned);
    (outline.finish(), title)
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
    let text = line.words.last().map(|word| word.text.as_str()).unwrap_or_default();
    let starts = line
        .words
        .first()
        .is_some_and(|word| word.text.chars().next().is_some_and(|c| c.is_uppercase() || c.is_numeric()));
    (line.bold() && line.words.len() <= 12 && starts && !text.ends_with(['.', ',', ';', ':'])).then_some(6)
}

/// True when a new paragraph begins: a gap, or a step up to the next column.
fn is_apart(last: &Line, line: &Line, heading: bool) -> bool {
    let height = (last.top() - last.bottom()).max(1.0);
    let gap = last.bottom() - line.top();
    let bullet = line.words.first().is_some_and(|word| matches!(word.text.as_str(), "•" | "-" | "–" | "▪" | "o" | "*"));
    let numbered = line.words.first().is_some_and(|word| is_number(&word.text)) && line.left() <= last.left() + 1.0;
    gap > height * 0.75 || (gap < -height * 3.0 && !heading) || (!heading && (bullet || numbered))
}

fn is_number(text: &str) -> bool {
    let bare = text.trim_end_matches(['.', ')']);
    bare.len() < text.len()
        && !bare.is_empty()
        && bare.split('.').all(|part| !part.is_empty() && part.len() <= 3 && part.bytes().all(|b| b.is_ascii_digit()))
}

fn close(outline: &mut Outline, lines: Vec<Line>, level: Option<u8>, page: u32) {
    if lines.is_empty() {
        return;
    }
    let mut text = String::new();
    let mut boxes = Vec::new();
    for line in lines {
        for word in line.words {
            if !text.is_empty() {
                text.push(' ');
            }
            let start = u32::try_from(text.len()).unwrap_or(u32::MAX);
            text.push_str(&word.text);
            let end = u32::try_from(text.len()).unwrap_or(u32::MAX);
            boxes.push(PageBox { page, x: word.x, y: word.y, width: word.width, height: word.height, start, end });
        }
    }
    match level {
        Some(level) => outline.heading(level, &text),
        None => {
            let mut block = Block::new(text);
            block.place.pages = Some((page, page));
            block.place.boxes = boxes;
            outline.block(block);
        }
    }
}
