//! Tests over the files of `tests/fixtures/documents`: what a reader of each file would expect to find.

use std::path::{Path, PathBuf};

use domain::{EntryKind, PartRole};

use crate::{IngestError, Limits, Parsed, ParsedItem, Record, parse};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/documents")
}

/// All files of the folder by name.
pub(crate) fn files() -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = std::fs::read_dir(folder())
        .unwrap()
        .map(|file| file.unwrap().path())
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read(&path).unwrap()))
        .collect();
    files.sort();
    files
}

fn read(name: &str) -> Parsed {
    let bytes = std::fs::read(folder().join(name)).unwrap();
    parse(name, &bytes, &Limits::standard()).unwrap()
}

fn one(name: &str) -> ParsedItem {
    let mut parsed = read(name);
    assert_eq!(parsed.items.len(), 1, "{name}");
    parsed.items.remove(0)
}

/// Heading path and text of each passage.
fn told(item: &ParsedItem) -> Vec<(String, &str)> {
    item.passages.iter().map(|cut| (cut.heading.join(" > "), cut.text.as_str())).collect()
}

#[test]
fn every_fixture_is_read_and_gives_text_except_the_scan() {
    for (name, bytes) in files() {
        let parsed = parse(&name, &bytes, &Limits::standard()).unwrap_or_else(|error| panic!("{name}: {error}"));
        let empty = parsed.items.iter().all(|item| item.passages.is_empty());
        assert_eq!(empty, name == "scan.pdf", "{name}");
        for cut in parsed.items.iter().flat_map(|item| &item.passages) {
            assert!(!cut.text.trim().is_empty(), "{name}");
            for shown in &cut.place.boxes {
                assert!(cut.text.get(shown.start as usize..shown.end as usize).is_some(), "{name}");
            }
        }
    }
}

#[test]
fn reading_twice_gives_the_same() {
    for (name, bytes) in files() {
        assert_eq!(parse(&name, &bytes, &Limits::standard()), parse(&name, &bytes, &Limits::standard()), "{name}");
    }
}

#[test]
fn the_note_keeps_its_outline_and_loses_its_comment() {
    let note = one("note.md");
    assert_eq!(
        (note.title.as_deref(), note.account_hint.as_deref()),
        (Some("After the workshop"), Some("Harrow Linen"))
    );
    assert_eq!(note.at.map(|at| at.to_rfc3339()), Some("2026-05-12T14:30:00+00:00".into()));
    let told = told(&note);
    assert_eq!(told[1].0, "After the workshop > Open points > Sizes");
    assert!(told[1].1.contains("- four of them are dates") && told[1].1.contains("Big | 42 | 3"));
    assert_eq!(told[2], ("After the workshop".into(), "Nothing under this one"));
    assert!(told.iter().all(|(_, text)| !text.contains("nobody shall read")));
}

#[test]
fn the_call_has_speakers_times_and_a_zone() {
    let call = one("2026-05-20-price-call.txt");
    assert_eq!((call.kind, call.zone_minutes), (Some(EntryKind::Call), Some(120)));
    let last: Vec<_> = call.passages.iter().map(|cut| (cut.speaker.as_deref().unwrap(), cut.place.time)).collect();
    assert_eq!(last[3], ("Ines Obrecht", Some((40_000, 52_000))));
    assert_eq!(call.passages[3].text, "The same as the first one. It does not rise before the third year.");
    assert_eq!(call.people.iter().filter(|person| person.role == PartRole::Speaker).count(), 3);
}

#[test]
fn the_page_loses_what_it_hides() {
    let parsed = read("hidden.html");
    let page = &parsed.items[0];
    assert_eq!(
        told(page)[1].1,
        "Day | From | To\nMonday | 08:00 | 18:00\n\n- No support on holidays\n- Sunday by agreement only"
    );
    assert!(page.passages.iter().all(|cut| !cut.text.contains("Ignore") && !cut.text.contains("alert")));
    assert_eq!(parsed.warnings.len(), 2, "{:?}", parsed.warnings);
}

#[test]
fn the_reply_s_own_words_are_apart() {
    let mail = one("reply.eml");
    let own: Vec<_> = mail.passages.iter().filter(|cut| !cut.quoted).map(|cut| cut.text.as_str()).collect();
    assert_eq!(own, ["Dear Ines,\n\nwe accept 18,400 € for the second year. The third year stays open."]);
    assert_eq!(mail.thread.as_deref(), Some("a1@harrowlinen.example"));
    let mails = read("thread.mbox").items;
    assert_eq!(
        mails.iter().map(|mail| mail.thread.as_deref()).collect::<Vec<_>>(),
        [Some("f1@harrowlinen.example"); 2]
    );
}

#[test]
fn the_calendar_gives_five_meetings() {
    let items = read("calendar.ics").items;
    assert_eq!(items.len(), 5);
    assert_eq!(items[0].zone_minutes, Some(120));
    assert!(items[0].people.iter().any(|person| person.role == PartRole::Declined));
    assert!(items[4].cancelled && items[4].all_day);
}

#[test]
fn the_deals_keep_their_numbers_and_the_short_row_is_named() {
    let parsed = read("opportunities.csv");
    let Some(Record::Opportunity(deal)) = &parsed.items[0].record else { panic!("no deal") };
    assert_eq!((deal.amount.as_deref(), deal.currency.as_deref()), (Some("18400.00"), Some("EUR")));
    assert_eq!(parsed.items.len(), 2);
    assert_eq!(parsed.warnings.iter().map(|warning| warning.place.as_str()).collect::<Vec<_>>(), ["row 2"]);
    let guess = read("contacts.csv").guess.unwrap();
    assert_eq!((guess.table.as_str(), guess.vendor.as_str(), guess.rows), ("contacts", "HubSpot", 2));
}

#[test]
fn the_word_document_has_headings_lists_and_rows() {
    let document = one("annex.docx");
    let expected = [
        ("Data protection annex".to_owned(), "The processor keeps the data in Frankfurt & Dublin."),
        (
            "Data protection annex > Retention".to_owned(),
            "- Backups for 35 days\n- Logs for one year\n\nSupplier | Country\nHost North | Germany",
        ),
    ];
    assert_eq!(told(&document), expected);
}

#[test]
fn the_pdf_gives_pages_headings_and_boxes_over_the_words() {
    let parsed = read("levels.pdf");
    assert_eq!(parsed.pages, Some(2));
    let document = &parsed.items[0];
    let told = told(document);
    assert_eq!(told[0].0, "Service levels");
    assert!(told[0].1.contains("of a year. Planned work"), "{told:?}");
    assert_eq!(
        told[1],
        ("Service levels > Credits".into(), "A month below the level gives back ten per cent of its fee.")
    );
    assert_eq!(document.passages[2].place.pages, Some((2, 2)));
    let cut = &document.passages[0];
    assert_eq!(cut.place.boxes.len(), 2);
    let second = &cut.place.boxes[1];
    assert_eq!(
        &cut.text[second.start as usize..second.end as usize],
        "Planned work is told five days before it starts."
    );
    assert!((second.x - 72.0).abs() < 2.0 && second.y > 705.0 && second.y < 718.0, "{second:?}");
}

#[test]
fn a_pdf_is_bounded_in_pages() {
    let bytes = std::fs::read(folder().join("levels.pdf")).unwrap();
    let at = |pdf_pages| parse("a.pdf", &bytes, &Limits { pdf_pages, ..Limits::standard() });
    assert!(at(2).is_ok());
    assert_eq!(at(1), Err(IngestError::TooMany { what: "pages", limit: 1 }));
}

#[test]
fn a_scan_says_that_it_has_no_text_and_a_misnamed_file_what_it_is() {
    let scan = read("scan.pdf");
    assert_eq!(scan.pages, Some(2));
    assert!(scan.warnings.iter().any(|warning| warning.message.contains("scan")));
    let misnamed = read("really-a-pdf.txt");
    assert_eq!(misnamed.format, "pdf");
    assert!(misnamed.warnings[0].message.contains("read as pdf"));
}
