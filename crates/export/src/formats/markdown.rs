//! A briefing as Markdown: sources are footnotes, so that a click on a number goes to its line.

use domain::{Briefing, ObjectionCard};

use crate::{
    card,
    layout::{self, Part, Row, Sign},
    marks, words,
};

pub(crate) fn briefing(briefing: &Briefing) -> String {
    let head = &briefing.head;
    let mut out = format!("**{}**\n\n# {}\n\n", marks::INTERNAL, escape(&words::clean(&head.title)));
    out.push_str(&format!("{}. {}\\\n", escape(&words::clean(&head.account_name)), escape(&words::kind(briefing))));
    if let Some(meeting) = &head.meeting {
        out.push_str(&format!("{}\\\n", escape(&words::meeting_time(meeting, head.zone_minutes))));
        let host = meeting.host.as_deref().map(|host| format!("host {host}"));
        let place: Vec<String> = [meeting.location.clone(), host].into_iter().flatten().collect();
        if !place.is_empty() {
            out.push_str(&format!("{}\\\n", escape(&words::clean(&place.join(", ")))));
        }
    }
    out.push_str(&format!("As of {}\\\n{}; {}\n", words::as_of(head), words::span(head), words::counts(head)));
    out.push_str(&sections(&layout::parts(briefing)));
    out
}

pub(crate) fn objection(of: &ObjectionCard) -> String {
    let head = card::head(of);
    let mut out = format!("**{}**\n\n# {}\n\n{}\\\n", marks::INTERNAL, escape(&head.title), escape(&head.over));
    let facts: Vec<String> = head.facts.iter().map(|fact| escape(fact)).collect();
    out.push_str(&format!("{}\n", facts.join("\\\n")));
    out.push_str(&sections(&card::parts(of)));
    out
}

fn sections(parts: &[Part]) -> String {
    let mut out = String::new();
    for part in parts {
        out.push_str(&format!("\n## {}. {}\n\n", part.number, escape(&part.title)));
        if let Some(note) = &part.note {
            out.push_str(&format!("*{}*\n\n", escape(note)));
        }
        part.rows.iter().for_each(|row| out.push_str(&line(row)));
        for source in &part.sources {
            out.push_str(&format!("[^{}]: {}\n", source.number, escape(&words::source(source))));
        }
    }
    out
}

fn line(row: &Row) -> String {
    let sign = match row.sign {
        Sign::None | Sign::Point => "",
        Sign::New => "**New.** ",
        Sign::Gone => "",
        Sign::Gap => "**Gap.** ",
        Sign::Conflict => "**Sources disagree.** ",
    };
    let mut text = escape(&row.text);
    if row.quiet {
        text = format!("*{text}*");
    }
    let lead = match (row.lead.is_empty(), row.text.is_empty()) {
        (true, _) => String::new(),
        (false, true) => format!("**{}**", escape(&row.lead)),
        (false, false) => format!("**{}:** ", escape(&row.lead)),
    };
    let cites: String = row.cites.iter().map(|number| format!("[^{number}]")).collect();
    format!("{}- {sign}{lead}{text}{cites}\n", "  ".repeat(row.depth))
}

/// Text that Markdown cannot read as markup, wherever it stands.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (index, c) in text.chars().enumerate() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '~' | '|' => out.extend(['\\', c]),
            '#' | '-' | '+' | '=' if index == 0 => out.extend(['\\', c]),
            '.' | ')' if index > 0 && text.chars().take(index).all(|before| before.is_ascii_digit()) => {
                out.extend(['\\', c]);
            }
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_in_a_text_stays_text() {
        assert_eq!(escape("# <b>[x](y) *a*"), "\\# &lt;b&gt;\\[x\\](y) \\*a\\*");
        assert_eq!(escape("1. one"), "1\\. one");
    }
}
