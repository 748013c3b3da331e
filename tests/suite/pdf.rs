//! The PDF for buyers, read back by our own reader: every word is there, and nothing that was written steers it.

use std::time::Instant;

use domain::DraftKind;
use export::{BuyerFormat, NOT_SIGNED_OFF};
use gate::Outgoing;
use pdf_oxide::PdfDocument;

fn outgoing(subject: &str, body: String, sources: &[&str]) -> Outgoing {
    Outgoing {
        recipients: Vec::new(),
        subject: subject.to_owned(),
        body,
        sources: sources.iter().map(|source| (*source).to_owned()).collect(),
        change: Vec::new(),
    }
}

fn set(outgoing: &Outgoing) -> Vec<u8> {
    export::preview(outgoing, DraftKind::FollowUp, "Buyer Group", BuyerFormat::Pdf).unwrap()
}

/// A4 is 595 points wide; both margins are 71.
const TEXT_ENDS: f32 = 525.0;

/// All that stands on the pages and inside their margins, in the order of reading.
pub(crate) fn words(pdf: &[u8]) -> String {
    let document = PdfDocument::from_bytes(pdf.to_vec()).unwrap();
    let pages = 0..document.page_count().unwrap();
    let words: Vec<_> = pages.flat_map(|page| document.extract_words(page).unwrap()).collect();
    assert!(words.iter().all(|word| word.bbox.x + word.bbox.width < TEXT_ENDS), "cut off at the margin");
    words.iter().map(|word| word.text.trim()).collect::<Vec<_>>().join(" ")
}

const HOSTILE: [&str; 12] = [
    "#import \"@preview/x:1.0.0\": *",
    "#read(\"/etc/passwd\") and #sys.inputs",
    "$ x^2 + y_1 $ costs $5 and $6",
    "[a] ] [ #[b] <label> @ref `code`",
    "\\u{41} \\ \\n \\\\",
    "/* a */ // b */ -->",
    "= Heading",
    "+ one and / term: two",
    "*bold* _soft_ ~ -- --- ...",
    "\"}], \"mark\": \"\", \"x\": [{\"kind\"",
    "{letter.subject} #letter.foot #{1+1}",
    "<script>alert(1)</script> &amp; %PDF-1.7 endstream endobj",
];

#[test]
fn whatever_was_written_stands_in_a_pdf_as_plain_words() {
    let made = outgoing(HOSTILE[0], HOSTILE.join("\n\n"), &HOSTILE);
    let text = words(&set(&made));
    for written in HOSTILE {
        assert!(text.matches(written).count() >= 2, "{written}\n{text}");
    }
    for number in 1..=HOSTILE.len() {
        assert!(text.contains(&format!("[{number}]")), "{number}\n{text}");
    }
    assert!(text.matches(NOT_SIGNED_OFF).count() >= 3, "{text}");
    assert!(!text.contains("root:"), "{text}");
}

#[test]
fn two_makings_of_a_pdf_are_the_same_bytes() {
    let made = outgoing("Friday", "Hello,\n\n- one\n- two\n\nThank you.".to_owned(), &["Handbook, 3.1"]);
    assert_eq!(set(&made), set(&made));
}

#[test]
fn a_letter_of_forty_pages_loses_no_sentence() {
    let sentence =
        |number: usize| format!("Point {number} of this letter says what we agreed on in meeting {number} at noon.");
    let body: Vec<String> = (1..=1500).map(sentence).collect();
    let started = Instant::now();
    let pdf = set(&outgoing("All of it", body.join("\n\n"), &[]));
    println!("1500 paragraphs: {} ms, {} bytes", started.elapsed().as_millis(), pdf.len());
    let text = words(&pdf);
    assert!((1..=1500).all(|number| text.contains(&sentence(number))));
    let pages = (40..80).find(|pages| text.contains(&format!("{pages} / {pages}")));
    assert!(pages.is_some(), "at least 40 pages, numbered to the last");
    // Once on each page, and once more at the foot of each.
    assert!(text.matches(NOT_SIGNED_OFF).count() >= 80);
}

#[test]
fn a_word_wider_than_the_page_is_broken_and_not_cut_off() {
    let long = "x7".repeat(150);
    let address = format!("https://example.com/{}", "a/b-".repeat(60));
    let text = words(&set(&outgoing("Friday", format!("See {long} and {address} end."), &[])));
    let bare: String = text.chars().filter(|c| !c.is_whitespace() && *c != '\u{200b}').collect();
    assert!(bare.contains(&long) && bare.contains(&address), "{text}");
}

#[test]
fn our_own_reader_finds_a_letter_again() {
    let body =
        "Thank you for the hour on Friday. We agreed to look at the import of your orders together.\n\n".repeat(5);
    let pdf = set(&outgoing("Friday", body, &["Handbook, 3.1"]));
    let parsed = ingest::parse("letter.pdf", &pdf, &ingest::Limits::default()).unwrap();
    let passages: Vec<_> = parsed.items.iter().flat_map(|item| &item.passages).collect();
    let found = |cut: &&ingest::Cut| cut.text.matches("import of your orders together.").count();
    assert_eq!(passages.iter().map(found).sum::<usize>(), 5);
    assert!(passages.iter().any(|cut| cut.text.contains("Handbook, 3.1")));
    assert!(passages.iter().all(|cut| cut.heading.iter().any(|heading| heading.contains("Friday"))));
}

#[test]
fn a_letter_takes_milliseconds() {
    let body = "Thank you for the hour on Friday.\n\n- one\n- two\n\n".repeat(6);
    let made = outgoing("Friday", body, &["Handbook, 3.1"]);
    set(&made);
    let started = Instant::now();
    for _ in 0..20 {
        set(&made);
    }
    let each = started.elapsed() / 20;
    println!("a letter of one page: {} ms", each.as_millis());
    assert!(each.as_secs() < 2);
}
