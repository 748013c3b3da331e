//! Dates that a sentence states, resolved against the day it was written. A condition is never a date.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use regex::Regex;

pub(crate) const MONTHS: [&str; 12] = [
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

/// `16 November 2026`.
pub(crate) fn long(date: NaiveDate) -> String {
    format!("{} {}", short(date), date.year())
}

/// `16 November`.
pub(crate) fn short(date: NaiveDate) -> String {
    format!("{} {}", date.day(), MONTHS.get(date.month0() as usize).copied().unwrap_or_default())
}

/// `16 November`, with the year where it is not this year's.
pub(crate) fn told(date: NaiveDate, today: NaiveDate) -> String {
    if date.year() == today.year() { short(date) } else { long(date) }
}

/// Reads dates; made once.
pub(crate) struct Dates {
    day: Option<Regex>,
    weekday: Option<Regex>,
    condition: Option<Regex>,
    dependence: Option<Regex>,
    soon: Option<Regex>,
    week: Option<Regex>,
    month: Option<Regex>,
}

impl Dates {
    pub(crate) fn new() -> Self {
        Self {
            day: Regex::new(r"(?i)\b(\d{1,2})(?:st|nd|rd|th)? (january|february|march|april|may|june|july|august|september|october|november|december)(?: (\d{4}))?").ok(),
            weekday: Regex::new(r"(?i)\b(?:by|on|before|until)\s+(?:next\s+)?(monday|tuesday|wednesday|thursday|friday)\b").ok(),
            condition: Regex::new(r"(?i)\b(if|unless|once|as soon as|provided|on hold)\b").ok(),
            dependence: Regex::new(r"(?i)\b(depends|depending)\b").ok(),
            soon: Regex::new(r"(?i)\b(by|before|later|until) ((the )?end of (the )?(working )?day|today|tonight)\b|\b(today|tonight|this afternoon)[.!]?$").ok(),
            week: Regex::new(r"(?i)\bby (the )?end of (the|this) week\b").ok(),
            month: Regex::new(r"(?i)\bby (the )?end of (the|this) month\b").ok(),
        }
    }

    /// The last day that the sentence names, with the year nearest after the day of writing.
    pub(crate) fn named(&self, text: &str, written: NaiveDate) -> Option<NaiveDate> {
        let found = self.day.as_ref()?.captures_iter(text).last()?;
        let month =
            MONTHS.iter().position(|m| found.get(2).is_some_and(|f| f.as_str().eq_ignore_ascii_case(m)))? as u32 + 1;
        let day = found.get(1)?.as_str().parse().ok()?;
        if let Some(year) = found.get(3) {
            return NaiveDate::from_ymd_opt(year.as_str().parse().ok()?, month, day);
        }
        let near = NaiveDate::from_ymd_opt(written.year(), month, day)?;
        if near + Days::new(60) < written {
            NaiveDate::from_ymd_opt(written.year() + 1, month, day)
        } else {
            Some(near)
        }
    }

    /// The day by which something is promised.
    pub(crate) fn due(&self, text: &str, written: NaiveDate) -> Option<NaiveDate> {
        let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let main = flat.split([',', ';']).next().unwrap_or(&flat);
        if self.condition.as_ref()?.is_match(&flat) || self.dependence.as_ref()?.is_match(main) {
            return None;
        }
        if let Some(day) = self.named(&flat, written) {
            return (day >= written).then_some(day);
        }
        if flat.to_lowercase().contains("tomorrow") {
            return written.succ_opt();
        }
        if self.soon.as_ref()?.is_match(&flat) {
            return Some(written);
        }
        if self.week.as_ref()?.is_match(&flat) {
            return written.iter_days().find(|day| day.weekday() == Weekday::Fri);
        }
        if self.month.as_ref()?.is_match(&flat) {
            return written.iter_days().take_while(|day| day.month() == written.month()).last();
        }
        let found = self.weekday.as_ref()?.captures(&flat)?;
        let wanted: Weekday = found.get(1)?.as_str().parse().ok()?;
        written.iter_days().skip(1).take(7).find(|day| day.weekday() == wanted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn due(text: &str) -> Option<String> {
        // A Monday.
        let written = NaiveDate::from_ymd_opt(2026, 11, 16).unwrap();
        Dates::new().due(text, written).map(|d| d.to_string())
    }

    #[test]
    fn a_stated_day_is_resolved_against_the_day_of_writing() {
        assert_eq!(due("I will send it by Friday.").as_deref(), Some("2026-11-20"));
        assert_eq!(due("I will send it by Friday 20 November.").as_deref(), Some("2026-11-20"));
        assert_eq!(due("We will answer by 12\nDecember.").as_deref(), Some("2026-12-12"));
        assert_eq!(due("You will have it on 9 January.").as_deref(), Some("2027-01-09"));
        for (text, day) in [
            ("I will send it tomorrow.", "2026-11-17"),
            ("You will have it before Thursday.", "2026-11-19"),
            ("I will send it on Monday.", "2026-11-23"),
            ("We will answer by 1st December.", "2026-12-01"),
            ("I will return it by 27 November, signed.", "2026-11-27"),
            ("You will have it by 31 March 2027.", "2027-03-31"),
            ("I will send it until Wednesday.", "2026-11-18"),
            ("I will send it on the 24 November.", "2026-11-24"),
            ("You will have it by the end of the week.", "2026-11-20"),
            ("We deliver it by the end of the month.", "2026-11-30"),
            ("I will send it by the end of the day.", "2026-11-16"),
            ("I will send it later today.", "2026-11-16"),
        ] {
            assert_eq!(due(text).as_deref(), Some(day), "{text}");
        }
    }

    #[test]
    fn a_condition_or_a_past_day_is_no_due_date() {
        assert_eq!(due("I will send it by Friday if the budget is confirmed."), None);
        assert_eq!(due("We will decide once the Q2 budget is confirmed."), None);
        assert_eq!(due("I will send what we agreed on 4 November."), None);
        for text in [
            "I will send it soon.",
            "I may have more on 31 February.",
            "I will send it by Friday unless the test fails.",
            "The order is on hold until 3 December.",
            "As soon as the board has met on 3 December we will answer.",
            "I will send it on Friday provided the list is complete.",
            "It depends on the board of 3 December.",
            "I will send version 12 of the page.",
            "We met on Friday 13 November.",
            "I will send what we discussed today to the team.",
            "The end of the week was quiet.",
        ] {
            assert_eq!(due(text), None, "{text}");
        }
    }
}
