//! The few words that every format shares: days, times, states, and text made safe to show on one line.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, Offset, Utc};
use domain::{
    Briefing, BriefingHead, CommitmentLine, CommitmentState, Gap, LaneLine, LaneState, LetterState, MeetingHead, Side,
    SourceLine, Tier,
};

/// One line of text: white space folded, and characters that could steer a terminal or turn the reading order around
/// replaced by a visible mark.
pub(crate) fn clean(text: &str) -> String {
    let shown: String = text.chars().map(|c| if steers(c) { '\u{fffd}' } else { c }).collect();
    let mut folded = String::with_capacity(shown.len());
    // Non-breaking spaces are kept: they hold a day and its month together.
    for word in shown.split([' ', '\t', '\n', '\r']).filter(|word| !word.is_empty()) {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
    }
    folded
}

fn steers(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t' | '\r'))
        || matches!(c, '\u{200b}' | '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn month(date: NaiveDate) -> &'static str {
    MONTHS.get(date.month0() as usize).copied().unwrap_or_default()
}

/// `16 November 2026`, held together.
pub(crate) fn day(date: NaiveDate) -> String {
    format!("{}\u{a0}{}\u{a0}{}", date.day(), month(date), date.year())
}

/// `16 Nov`, for a margin.
pub(crate) fn short_day(date: NaiveDate) -> String {
    format!("{}\u{a0}{}", date.day(), month(date).chars().take(3).collect::<String>())
}

fn local(at: DateTime<Utc>, zone_minutes: i32) -> DateTime<FixedOffset> {
    let zone = FixedOffset::east_opt(zone_minutes.saturating_mul(60)).unwrap_or_else(|| Utc.fix());
    at.with_timezone(&zone)
}

fn zone_words(zone_minutes: i32) -> String {
    if zone_minutes == 0 {
        return "UTC".to_owned();
    }
    let sign = if zone_minutes < 0 { '−' } else { '+' };
    let minutes = zone_minutes.unsigned_abs();
    if minutes.is_multiple_of(60) {
        format!("UTC{sign}{}", minutes / 60)
    } else {
        format!("UTC{sign}{}:{:02}", minutes / 60, minutes % 60)
    }
}

/// `Friday 20 November 2026, 10:00–11:00 (UTC+1)`.
pub(crate) fn meeting_time(meeting: &MeetingHead, zone_minutes: i32) -> String {
    let start = local(meeting.at, zone_minutes);
    let end = meeting.end.map(|end| local(end, zone_minutes).format("–%H:%M").to_string()).unwrap_or_default();
    let weekday = start.format("%A");
    format!("{weekday} {}, {}{end} ({})", day(start.date_naive()), start.format("%H:%M"), zone_words(zone_minutes))
}

/// `19 November 2026, 07:40 (UTC+1)`.
pub(crate) fn as_of(head: &BriefingHead) -> String {
    time(head.as_of, head.zone_minutes)
}

/// An instant in a zone, as [`as_of`] writes it.
pub(crate) fn time(at: DateTime<Utc>, zone_minutes: i32) -> String {
    let at = local(at, zone_minutes);
    format!("{}, {} ({})", day(at.date_naive()), at.format("%H:%M"), zone_words(zone_minutes))
}

/// `Evidence 14 February 2025 to 18 November 2026`, or that there is none.
pub(crate) fn span(head: &BriefingHead) -> String {
    match (head.oldest, head.newest) {
        (Some(oldest), Some(newest)) => {
            let [from, to] = [oldest, newest].map(|at| day(local(at, head.zone_minutes).date_naive()));
            format!("Evidence {from} to {to}")
        }
        _ => "No evidence yet".to_owned(),
    }
}

/// `1,284 entries read, 31 documents searched`.
pub(crate) fn counts(head: &BriefingHead) -> String {
    format!("{} read, {} searched", entries(head.entries_read), documents(head.documents_searched))
}

/// `1,284 entries`.
pub(crate) fn entries(number: u32) -> String {
    if number == 1 { "1 entry".to_owned() } else { format!("{} entries", grouped(number)) }
}

/// `31 documents`.
pub(crate) fn documents(number: u32) -> String {
    if number == 1 { "1 document".to_owned() } else { format!("{} documents", grouped(number)) }
}

fn grouped(number: u32) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// What was searched for a gap, who may know, what to ask.
pub(crate) fn gap_details(gap: &Gap) -> String {
    let searched = &gap.searched;
    let mut text = format!("Searched {}", entries(searched.entries));
    if searched.documents > 0 {
        text.push_str(&format!(" and {}", documents(searched.documents)));
    }
    if !searched.looked_for.is_empty() {
        text.push_str(&format!(" for {}", searched.looked_for.join(", ")));
    }
    text.push('.');
    if let Some(who) = &gap.who {
        text.push_str(&format!(" {who} may know."));
    }
    if let Some(question) = &gap.question {
        text.push_str(&format!(" Ask: {question}"));
    }
    clean(&text)
}

/// The word for a letter's state.
pub(crate) fn letter_state(state: LetterState) -> &'static str {
    match state {
        LetterState::Empty => "empty",
        LetterState::Suggested => "suggested",
        LetterState::Noted => "noted",
        LetterState::Validated => "validated",
    }
}

/// The word for a lane's state.
pub(crate) fn lane_state(state: LaneState) -> &'static str {
    match state {
        LaneState::Unknown => "unknown",
        LaneState::Mentioned => "mentioned",
        LaneState::Started => "started",
        LaneState::Blocked => "blocked",
        LaneState::Done => "done",
    }
}

/// `Executive briefing`.
pub(crate) fn kind(briefing: &Briefing) -> String {
    let kind = clean(&briefing.kind);
    let mut letters = kind.chars();
    let first = letters.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{} briefing", letters.as_str())
}

/// State, owners and date of a lane in one line.
pub(crate) fn lane_line(lane: &LaneLine) -> String {
    format!("{}; {}; {}", lane_state(lane.state), lane_owners(lane), lane_due(lane))
}

/// `here Mara Ellvik, there nobody named`.
pub(crate) fn lane_owners(lane: &LaneLine) -> String {
    let name = |owner: &Option<String>| owner.as_deref().map_or_else(|| "nobody named".to_owned(), clean);
    format!("here {}, there {}", name(&lane.owner_here), name(&lane.owner_there))
}

/// `due 4 December 2026`, or that there is no date.
pub(crate) fn lane_due(lane: &LaneLine) -> String {
    lane.due.map_or_else(|| "no date".to_owned(), |due| format!("due {}", day(due)))
}

/// `Ours` or `Theirs`.
pub(crate) fn side(side: Side) -> &'static str {
    match side {
        Side::Ours => "Ours",
        Side::Theirs => "Theirs",
    }
}

/// `6 days overdue, was due 14 November 2026`.
pub(crate) fn when_due(line: &CommitmentLine) -> String {
    let due = line.due.map(day);
    match (line.state, due) {
        (CommitmentState::Kept, _) => "kept".to_owned(),
        (CommitmentState::Overdue, Some(due)) => {
            let days = if line.overdue_days == 1 { "day" } else { "days" };
            format!("{} {days} overdue, was due {due}", line.overdue_days)
        }
        (CommitmentState::Overdue, None) => "overdue".to_owned(),
        (CommitmentState::Open, Some(due)) => format!("due {due}"),
        (CommitmentState::Open, None) => "no date".to_owned(),
    }
}

/// The mark over draft text inside an internal briefing.
pub(crate) fn draft_mark(tier: Option<Tier>) -> String {
    match tier {
        Some(tier) => format!("{} ({})", crate::marks::NOT_SIGNED_OFF, tier.words()),
        None => crate::marks::NOT_SIGNED_OFF.to_owned(),
    }
}

/// Kind, title, author, version, state, place and date of a source.
pub(crate) fn source(line: &SourceLine) -> String {
    let kind = match line.entry_kind {
        Some(kind) => kind.word().to_owned(),
        None => "document".to_owned(),
    };
    let version = line.version.map(|number| format!("version {number}"));
    let force = line.force.map(|force| force.word().to_owned());
    let place = (!line.place.is_empty()).then(|| line.place.clone());
    let rest = [line.by.clone(), version, place, Some(day(line.date)), force];
    let rest: Vec<String> = rest.into_iter().flatten().collect();
    clean(&format!("{}. {} ({kind})", line.title.trim_end_matches('.'), rest.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_that_steers_a_terminal_is_shown_as_a_mark() {
        assert_eq!(clean("red \u{1b}[31malert\u{202e}\n two"), "red \u{fffd}[31malert\u{fffd} two");
    }

    #[test]
    fn a_day_keeps_its_month() {
        assert_eq!(clean(&day("2026-11-03".parse().unwrap())), "3\u{a0}November\u{a0}2026");
    }

    #[test]
    fn big_counts_are_grouped() {
        assert_eq!([grouped(7), grouped(1284), grouped(1_000_000)], ["7", "1,284", "1,000,000"]);
    }
}
