//! A briefing as one self-contained HTML file that prints as a page and an annex. No script, nothing loaded from
//! anywhere; every text from outside passes [`escape`].

use domain::{Briefing, Item, Section};

use super::{
    html_items::Items,
    sheet::{self, Part},
};
use crate::{layout::Numbers, marks, words};

pub(crate) const STYLE: &str = include_str!("briefing.css");

/// Blocks everything that a file opened from disk could load or run, should a text ever slip through unescaped.
pub(crate) const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/// The last part of the first sheet.
const LAST_OF_PAGE: u8 = 7;

pub(crate) fn briefing(briefing: &Briefing) -> String {
    let head = &briefing.head;
    let numbers = Numbers::of(briefing);
    let (page, annex): (Vec<&Section>, Vec<&Section>) =
        briefing.sections.iter().partition(|section| section.number <= LAST_OF_PAGE);
    let account = escape(&words::clean(&head.account_name));
    let kind = escape(&words::kind(briefing));
    let title = escape(&words::clean(&head.title));
    let sheet = sheet::sheet(&head.title, &page);
    let fit = sheet.class;
    let mut out = format!("<!doctype html>\n<html lang=\"en\" class=\"{fit}\">\n<head>\n<meta charset=\"utf-8\">\n");
    out.push_str(&format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n"));
    out.push_str("<meta name=\"viewport\" content=\"width=device-width\">\n");
    out.push_str(&format!("<title>{account}, {kind} ({})</title>\n", marks::INTERNAL.to_lowercase()));
    out.push_str(&format!("<style>\n{STYLE}</style>\n</head>\n<body>\n"));
    out.push_str(&format!("<div class=\"mark\"><span class=\"stamp\">{}</span></div>\n", marks::INTERNAL));
    out.push_str("<article class=\"page-col read\">\n");
    out.push_str(&format!("<p class=\"line-over\">{account}. {kind}, as of {}</p>\n", words::as_of(head)));
    out.push_str(&format!("<h1 class=\"doc-title\">{title}</h1>\n"));
    out.push_str(&meta_line(briefing));
    for part in &sheet.parts {
        out.push_str(&page_part(part, &numbers));
    }
    out.push_str("<div class=\"annex-starts\"></div>\n");
    for part in sheet.parts.iter().filter(|part| !part.moved.is_empty()) {
        out.push_str(&moved(part, &numbers));
    }
    for section in annex {
        out.push_str(&self::part(section, &section.items, &numbers, ""));
    }
    out.push_str("</article>\n</body>\n</html>\n");
    out
}

fn meta_line(briefing: &Briefing) -> String {
    let head = &briefing.head;
    let mut facts = Vec::new();
    if let Some(meeting) = &head.meeting {
        facts.push(words::meeting_time(meeting, head.zone_minutes));
        let host = meeting.host.as_deref().map(|host| format!("host {host}"));
        let place: Vec<String> = [meeting.location.clone(), host].into_iter().flatten().collect();
        if !place.is_empty() {
            facts.push(place.join(", "));
        }
    }
    facts.push(words::span(head));
    facts.push(words::counts(head));
    let spans: String = facts.iter().map(|fact| format!("<span>{}</span>", escape(&words::clean(fact)))).collect();
    format!("<p class=\"metaline\">{spans}</p>\n")
}

fn page_part(part: &Part<'_>, numbers: &Numbers<'_>) -> String {
    let number = part.section.number;
    let more =
        part.more().map(|line| format!("<p class=\"more\"><a href=\"#annex-{number}\">{}</a></p>\n", escape(&line)));
    let items: Vec<Item> = part.stays.values().cloned().collect();
    self::part(part.section, &items, numbers, &more.unwrap_or_default())
}

/// What left the page, under the heading it left.
fn moved(part: &Part<'_>, numbers: &Numbers<'_>) -> String {
    let number = part.section.number;
    let items: Vec<Item> = part.moved.values().cloned().collect();
    let body = Items { numbers, part: number }.html(&items);
    let title = escape(&words::clean(&part.section.title));
    format!(
        "<section class=\"sect\" id=\"annex-{number}\"><h2><span class=\"no\">{number}</span>{title}<span class=\"aside\">from the page</span></h2>\n{body}</section>\n"
    )
}

/// `after` is markup already.
fn part(section: &Section, items: &[Item], numbers: &Numbers<'_>, after: &str) -> String {
    let note =
        section.note.as_deref().map(|note| format!("<span class=\"aside\">{}</span>", escape(&words::clean(note))));
    let title = escape(&words::clean(&section.title));
    let body = Items { numbers, part: section.number }.html(items);
    let number = section.number;
    format!(
        "<section class=\"sect p{number}\"><h2><span class=\"no\">{number}</span>{title}{}</h2>\n{body}{after}</section>\n",
        note.unwrap_or_default()
    )
}

/// Text that HTML cannot read as markup, in element content and in quoted attributes.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}
