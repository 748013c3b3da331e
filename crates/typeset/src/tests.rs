//! What a PDF must hold to, whatever is written in it.

use super::*;

fn letter<'a>(lines: Vec<&'a str>) -> Letter<'a> {
    Letter {
        subject: "Thank you",
        authors: vec!["Dana Voss"],
        keywords: vec!["Release 12"],
        mark: "",
        parts: vec![Part::Paragraph(lines)],
        sources: Vec::new(),
        foot: "Release 12, revision 1",
        date: Some("2026-03-10T09:00:00Z".parse().unwrap()),
    }
}

#[test]
fn the_same_letter_gives_the_same_bytes() {
    let made = pdf(&letter(vec!["Hello"])).unwrap();
    assert!(made.starts_with(b"%PDF-"));
    assert_eq!(made, pdf(&letter(vec!["Hello"])).unwrap());
    assert_ne!(made, pdf(&letter(vec!["Hullo"])).unwrap());
}

#[test]
fn a_letter_without_a_sign_is_named_and_nothing_is_written() {
    match pdf(&letter(vec!["Hello \u{6f22}", "and \u{1f600}"])) {
        Err(TypesetError::NoSign(letters)) => assert_eq!(letters, "\u{6f22} \u{1f600}"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn letters_of_european_languages_and_common_signs_are_set() {
    let line =
        "ÄÖÜß éèêç ñ łśżźćń őű čřž şğı ąęėįų Ελλάδα Україна § € £ ™ © → ✓ • – — … “x” ‘y’ ½ ≤ \u{fffd} a\tb\u{a0}c";
    assert!(pdf(&letter(vec![line])).is_ok());
}
