//! A briefing for a terminal: wrapped to a width, sources as `[4]` after each sentence, colour if asked for.

use domain::{Briefing, ObjectionCard};

use crate::{
    card::{self, Head},
    layout::{self, Part, Row, Sign},
    marks, words,
};

/// Text narrower than this cannot be read.
const NARROWEST: usize = 40;
/// Lines longer than this are hard to follow, however wide the window.
const WIDEST: usize = 100;

const BOLD: &str = "1";
const DIM: &str = "2";
const BLUE: &str = "34";
const AMBER: &str = "33";

pub(crate) fn briefing(briefing: &Briefing, width: usize, color: bool) -> String {
    sheet(&head(briefing), &layout::parts(briefing), width, color)
}

pub(crate) fn objection(of: &ObjectionCard, width: usize, color: bool) -> String {
    sheet(&card::head(of), &card::parts(of), width, color)
}

fn sheet(head: &Head, parts: &[Part], width: usize, color: bool) -> String {
    let mut sheet = Sheet { out: String::new(), width: width.clamp(NARROWEST, WIDEST), color };
    sheet.head(head);
    for part in parts {
        sheet.part(part);
    }
    sheet.out
}

fn head(briefing: &Briefing) -> Head {
    let head = &briefing.head;
    let mut facts = Vec::new();
    if let Some(meeting) = &head.meeting {
        facts.push(words::clean(&words::meeting_time(meeting, head.zone_minutes)));
        let host = meeting.host.as_deref().map(|host| format!("host {host}"));
        let place: Vec<String> = [meeting.location.clone(), host].into_iter().flatten().collect();
        if !place.is_empty() {
            facts.push(words::clean(&place.join(", ")));
        }
    }
    facts.push(format!("As of {}", words::as_of(head)));
    facts.push(format!("{}; {}", words::span(head), words::counts(head)));
    let over = format!("{}, {}", words::clean(&head.account_name), words::kind(briefing));
    Head { over, title: words::clean(&head.title), facts }
}

struct Sheet {
    out: String,
    width: usize,
    color: bool,
}

impl Sheet {
    fn paint(&self, text: &str, code: &str) -> String {
        if self.color && !text.trim().is_empty() { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
    }

    fn line(&mut self, text: &str) {
        self.out.push_str(text.trim_end());
        self.out.push('\n');
    }

    fn head(&mut self, head: &Head) {
        let room = self.width.saturating_sub(columns(&head.over) + columns(marks::INTERNAL)).max(2);
        let line = format!("{}{}{}", self.paint(&head.over, DIM), " ".repeat(room), self.paint(marks::INTERNAL, BOLD));
        self.line(&line);
        self.line("");
        for line in wrap(&head.title, self.width) {
            let line = self.paint(&line, BOLD);
            self.line(&line);
        }
        for fact in &head.facts {
            for line in wrap(fact, self.width) {
                let line = self.paint(&line, DIM);
                self.line(&line);
            }
        }
    }

    fn part(&mut self, part: &Part) {
        self.line("");
        let title = format!("{:>2}  {}", part.number, part.title);
        let note = part.note.clone().unwrap_or_default();
        let room = self.width.saturating_sub(columns(&title) + columns(&note)).max(2);
        let line = format!("{}{}{}", self.paint(&title, BOLD), " ".repeat(room), self.paint(&note, DIM));
        self.line(&line);
        let rule = format!("    {}", "─".repeat(self.width.saturating_sub(4)));
        let rule = self.paint(&rule, DIM);
        self.line(&rule);
        for row in &part.rows {
            self.row(row);
        }
        for source in &part.sources {
            let number = format!("{:>3}", source.number);
            self.hang(&format!("{number} "), BLUE, &words::source(source), 4);
        }
    }

    fn row(&mut self, row: &Row) {
        let indent = 4 + row.depth * 2;
        let (sign, code) = match row.sign {
            Sign::None => ("", DIM),
            Sign::Point => ("· ", DIM),
            Sign::New => ("+ ", BLUE),
            Sign::Gone => ("− ", DIM),
            Sign::Gap => ("? ", AMBER),
            Sign::Conflict => ("≠ ", AMBER),
        };
        let first = format!("{}{sign}", " ".repeat(indent));
        let inside = columns(&first);
        let mut text = String::new();
        if !row.lead.is_empty() {
            text.push_str(&row.lead);
            text.push_str(if row.text.is_empty() { "" } else { ": " });
        }
        text.push_str(&row.text);
        if !row.cites.is_empty() {
            // Held to the last word, so that a number never opens a line.
            text.push('\u{a0}');
            row.cites.iter().for_each(|number| text.push_str(&format!("[{number}]")));
        }
        if row.quiet {
            for line in wrap(&text, self.width.saturating_sub(inside)) {
                let line = format!("{}{}", " ".repeat(inside), self.paint(&line, DIM));
                self.line(&line);
            }
            return;
        }
        let lead = if row.lead.is_empty() { 0 } else { row.lead.chars().count() + 1 };
        self.hang_led(&first, code, &text, inside, lead);
    }

    fn hang(&mut self, first: &str, code: &str, text: &str, inside: usize) {
        self.hang_led(first, code, text, inside, 0);
    }

    /// Writes `text` with a hanging indent. The first `lead` characters are bold, citation marks are ink.
    fn hang_led(&mut self, first: &str, code: &str, text: &str, inside: usize, lead: usize) {
        let mut left = lead;
        for (index, line) in wrap(text, self.width.saturating_sub(inside)).into_iter().enumerate() {
            let start = if index == 0 { self.paint(first, code) } else { " ".repeat(inside) };
            let bold: String = line.chars().take(left).collect();
            let rest: String = line.chars().skip(left).collect();
            // One character is the space at which the line was broken.
            left = left.saturating_sub(line.chars().count() + 1);
            let rest = if self.color { ink_marks(&rest) } else { rest };
            let whole = format!("{start}{}{rest}", self.paint(&bold, BOLD));
            self.line(&whole);
        }
    }
}

fn ink_marks(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('[') {
        out.push_str(before);
        match after.split_once(']') {
            Some((number, more)) if !number.is_empty() && number.chars().all(|c| c.is_ascii_digit()) => {
                out.push_str(&format!("\u{1b}[{BLUE}m[{number}]\u{1b}[0m"));
                rest = more;
            }
            _ => {
                out.push('[');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

/// How many columns a text takes: wide East Asian characters take two, combining marks none.
fn columns(text: &str) -> usize {
    text.chars()
        .map(|c| match c as u32 {
            0x0300..=0x036f | 0x200c | 0x200d | 0xfe00..=0xfe0f => 0,
            0x1100..=0x115f
            | 0x2e80..=0xa4cf
            | 0xac00..=0xd7a3
            | 0xf900..=0xfaff
            | 0xfe30..=0xfe6f
            | 0xff00..=0xff60
            | 0xffe0..=0xffe6
            | 0x1f300..=0x1faff
            | 0x20000..=0x3fffd => 2,
            _ => 1,
        })
        .sum()
}

/// Breaks at spaces; a word longer than the line is cut. Always at least one line.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let width = width.max(10);
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        if !line.is_empty() && columns(&line) + 1 + columns(word) > width {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        for c in word.chars() {
            if columns(&line) >= width {
                lines.push(std::mem::take(&mut line));
            }
            line.push(c);
        }
    }
    lines.push(line);
    lines.iter().map(|line| line.replace('\u{a0}', " ")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_wrap_at_the_width_and_long_ones_are_cut() {
        assert_eq!(wrap("one two three", 10), ["one two", "three"]);
        assert_eq!(wrap("abcdefghijklmno", 10), ["abcdefghij", "klmno"]);
        assert_eq!(wrap("", 10), [""]);
    }

    #[test]
    fn a_source_number_stays_with_its_word() {
        assert_eq!(wrap("settle claims\u{a0}[4]", 14), ["settle", "claims [4]"]);
    }

    #[test]
    fn wide_characters_count_twice() {
        assert_eq!(columns("東京a"), 5);
    }
}
