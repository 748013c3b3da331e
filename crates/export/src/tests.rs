//! What every format must hold to, tried on one made-up briefing with every kind of item.

mod buyer;
mod made_up;
mod packet;
mod signed;

use super::*;
use made_up::briefing;

const FORMATS: [Format; 4] =
    [Format::Terminal { width: 80, color: false }, Format::Markdown, Format::Html, Format::Json];

#[test]
fn the_terminal_form_reads_as_expected() {
    insta::assert_snapshot!(internal(&briefing(""), FORMATS[0]));
}

#[test]
fn the_markdown_form_reads_as_expected() {
    insta::assert_snapshot!(internal(&briefing(""), Format::Markdown));
}

#[test]
fn the_html_form_reads_as_expected() {
    let html = internal(&briefing(""), Format::Html);
    let (_, body) = html.split_once("</head>").unwrap();
    insta::assert_snapshot!(body);
}

#[test]
fn the_json_form_is_the_documented_schema_and_reads_back() {
    let json = internal(&briefing(""), Format::Json);
    insta::assert_snapshot!(json);
    assert_eq!(serde_json::from_str::<Briefing>(&json).unwrap(), briefing(""));
}

#[test]
fn the_same_briefing_gives_the_same_bytes() {
    for format in FORMATS {
        assert_eq!(internal(&briefing(""), format), internal(&briefing(""), format));
    }
}

#[test]
fn every_readable_form_says_internal() {
    for format in &FORMATS[..3] {
        assert!(internal(&briefing(""), *format).contains(INTERNAL));
    }
}

#[test]
fn a_script_in_any_field_stays_text() {
    let html = internal(&briefing("<script>alert(1)</script><img src=x onerror='a()'>\" onload=\"a()"), Format::Html);
    assert_eq!(html.matches("<script").count() + html.matches("<img").count() + html.matches("onload=\"").count(), 0);
    assert!(html.matches("&lt;script&gt;").count() > 40, "the payload must be in every field to prove anything");
    let markdown = internal(&briefing("<script>alert(1)</script>[x](javascript:a())"), Format::Markdown);
    assert!(!markdown.contains("<script") && !markdown.contains("[x]("));
}

#[test]
fn no_text_can_steer_the_terminal() {
    let hostile = briefing("\u{1b}]0;owned\u{7}\u{1b}[2J\u{202e}");
    let plain = internal(&hostile, Format::Terminal { width: 80, color: false });
    assert!(!plain.contains(['\u{1b}', '\u{7}', '\u{202e}']));
    let colored = internal(&hostile, Format::Terminal { width: 80, color: true });
    assert!(!colored.contains("\u{1b}]") && !colored.contains("\u{1b}[2J"));
}

#[test]
fn no_terminal_line_is_wider_than_asked() {
    let plain = internal(&briefing(""), Format::Terminal { width: 60, color: false });
    let longest = plain.lines().map(|line| line.chars().count()).max();
    assert!(longest.unwrap() <= 60);
}

#[test]
fn colour_changes_no_word() {
    let plain = internal(&briefing(""), Format::Terminal { width: 80, color: false });
    let colored = internal(&briefing(""), Format::Terminal { width: 80, color: true });
    let mut bare = String::new();
    for piece in colored.split("\u{1b}[") {
        bare.push_str(match piece.split_once('m') {
            Some((code, rest)) if code.chars().all(|c| c.is_ascii_digit()) && !code.is_empty() => rest,
            _ => piece,
        });
    }
    assert_eq!(bare, plain);
}

#[test]
fn every_source_mark_goes_to_a_line_of_part_13() {
    let html = internal(&briefing(""), Format::Html);
    let links: Vec<&str> = html.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(links.len() > 10);
    assert!(links.iter().all(|link| html.contains(&format!("id=\"{link}\""))));
}

#[test]
fn the_html_file_loads_nothing() {
    let html = internal(&briefing(""), Format::Html);
    assert!(["http://", "https://", "src=", "@import", "url("].iter().all(|way| !html.contains(way)));
}
