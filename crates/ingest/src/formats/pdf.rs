//! PDF: pages, words with their boxes, lines and paragraphs; headings by the size of the letters.

use pdf_oxide::PdfDocument;

use super::layout::{Line, Word, blocks, lines};
use super::{Format, Input, one_item};
use crate::{IngestError, Limits, Parsed, ParsedItem, Warning};

pub(crate) static FORMAT: Format = Format { name: "pdf", extensions: &["pdf"], sniff, read, binary: true };

/// Fewer letters than this prove nothing about a font.
const NONSENSE_LETTERS: usize = 200;
/// No language written in Latin letters has so few vowels in a hundred letters.
const NONSENSE_VOWELS: usize = 20;

/// The mark may stand anywhere in the first kilobyte.
fn sniff(bytes: &[u8]) -> bool {
    let head = bytes.get(..1024).unwrap_or(bytes);
    head.windows(5).any(|part| part == b"%PDF-")
}

fn corrupt(what: &str) -> IngestError {
    IngestError::Corrupt { what: what.to_owned() }
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
            Ok(words) => {
                let words: Vec<Word> = words.into_iter().filter_map(|word| own(&word, &place, &mut warnings)).collect();
                lines(words, u32::try_from(number + 1).unwrap_or(u32::MAX))
            }
            Err(error) => {
                warnings.push(Warning::new(place, format!("this page cannot be read: {error}")));
                Vec::new()
            }
        };
        bytes += lines.iter().map(Line::bytes).sum::<u64>();
        if bytes > input.limits.text_bytes {
            return Err(IngestError::TooMuchText { limit: input.limits.text_bytes });
        }
        pages.push(lines);
    }
    drop_nonsense(&mut pages, &mut warnings);
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

/// A font that does not say which letters its shapes are gives nonsense: text without vowels. Such pages are left
/// out, for nonsense is no evidence.
fn drop_nonsense(pages: &mut [Vec<Line>], warnings: &mut Vec<Warning>) {
    let sure = pages.iter().any(|page| is_nonsense(page, NONSENSE_LETTERS));
    if !sure {
        return;
    }
    let mut dropped = Vec::new();
    for (number, page) in pages.iter_mut().enumerate() {
        // Where one page is nonsense, a short one is believed to be too.
        if is_nonsense(page, 1) {
            page.clear();
            dropped.push((number + 1).to_string());
        }
    }
    let message = "their font does not say which letters it shows; they were left out and need text recognition";
    warnings.push(Warning::new(format!("pages {}", dropped.join(", ")), message));
}

fn is_nonsense(page: &[Line], least: usize) -> bool {
    let (mut letters, mut vowels) = (0_usize, 0_usize);
    for byte in page.iter().flat_map(|line| &line.words).flat_map(|word| word.text.bytes()) {
        letters += usize::from(byte.is_ascii_alphabetic());
        vowels += usize::from(matches!(byte.to_ascii_lowercase(), b'a' | b'e' | b'i' | b'o' | b'u' | b'y'));
    }
    letters >= least && vowels * 100 < letters * NONSENSE_VOWELS
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> Vec<Line> {
        let word = Word { text: text.into(), x: 0.0, y: 0.0, width: 1.0, height: 1.0, size: 10.0, bold: false };
        lines(vec![word], 1)
    }

    #[test]
    fn nonsense_letters_are_left_out_and_words_of_many_languages_stay() {
        let shifted = "wklv lv whaw lq d irqw wkdw grhv qrw vdb zklfk ohwwhuv lw vkrzv ".repeat(10);
        let mut pages = vec![line(&shifted), line("wkh hqg"), line("A readable page.")];
        let mut warnings = Vec::new();
        drop_nonsense(&mut pages, &mut warnings);
        assert_eq!(pages.iter().map(Vec::len).collect::<Vec<_>>(), [0, 0, 1]);
        assert_eq!(warnings.iter().map(|warning| warning.place.as_str()).collect::<Vec<_>>(), ["pages 1, 2"]);
        for text in
            ["The processor keeps the data. ", "Smlouva platí od ledna, vše je v pořádku. ", "Szczegółowe przepisy. "]
        {
            let mut pages = vec![line(&text.repeat(20)), line("XKCD 4711 BDFG")];
            drop_nonsense(&mut pages, &mut warnings);
            assert_eq!(pages.iter().map(Vec::len).collect::<Vec<_>>(), [1, 1], "{text}");
        }
        assert_eq!(warnings.len(), 1);
    }
}
