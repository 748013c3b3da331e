//! Dates, periods and relative times, resolved against the passage's own date.

use crate::words::{Kind, Word};
use crate::{Missing, MissingKind, Reading, Source};
use chrono::{Datelike, Days, NaiveDate};

const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const WEEKDAYS: &[&str] = &["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// A day as far as the words say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Day {
    year: Option<i32>,
    month: u32,
    day: Option<u32>,
}

impl Day {
    fn agrees(self, held: Self) -> bool {
        self.month == held.month
            && (self.year.is_none() || held.year.is_none() || self.year == held.year)
            && (self.day.is_none() || self.day == held.day)
    }
}

pub(crate) fn month(low: &str) -> Option<u32> {
    let full = MONTHS
        .iter()
        .position(|m| *m == low || (low.len() == 3 && m.starts_with(low)) || (low == "sept" && *m == "september"));
    u32::try_from(full? + 1).ok()
}

pub(crate) fn weekday(low: &str) -> Option<u64> {
    u64::try_from(WEEKDAYS.iter().position(|d| *d == low)?).ok()
}

fn day_of(low: &str) -> Option<u32> {
    let digits = low.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    digits.parse().ok().filter(|d| (1..=31).contains(d))
}

fn year_of(low: &str) -> Option<i32> {
    low.parse().ok().filter(|y| (1900..2200).contains(y))
}

/// The day that starts at this word, and how many words it takes.
fn day_at(words: &[Word], at: usize) -> Option<(Day, usize)> {
    let low = |n: usize| words.get(at + n).map_or("", |w| w.low.as_str());
    if let Ok(day) = NaiveDate::parse_from_str(low(0), "%Y-%m-%d") {
        return Some((Day { year: Some(day.year()), month: day.month(), day: Some(day.day()) }, 1));
    }
    let capital = |n: usize| words.get(at + n).is_some_and(|w| w.capital);
    if let (Some(day), Some(month)) = (day_of(low(0)), month(low(1)).filter(|_| capital(1))) {
        let year = year_of(low(2));
        return Some((Day { year, month, day: Some(day) }, 2 + usize::from(year.is_some())));
    }
    let month = month(low(0)).filter(|_| capital(0))?;
    if let Some(day) = day_of(low(1)) {
        let year = year_of(low(2));
        return Some((Day { year, month, day: Some(day) }, 2 + usize::from(year.is_some())));
    }
    let year = year_of(low(1));
    let named = year.is_some() || !words.get(at).is_some_and(|w| w.first && w.low == "may");
    named.then_some((Day { year, month, day: None }, 1 + usize::from(year.is_some())))
}

fn days(words: &[Word]) -> Vec<(usize, usize, Day)> {
    let (mut out, mut at) = (Vec::new(), 0);
    while at < words.len() {
        match day_at(words, at) {
            Some((day, length)) => {
                out.push((at, length, day));
                at += length;
            }
            None => at += 1,
        }
    }
    out
}

/// Which words are part of a date.
pub(crate) fn covered(words: &[Word]) -> Vec<bool> {
    let mut out = vec![false; words.len()];
    for (from, length, _) in days(words) {
        out.iter_mut().skip(from).take(length).for_each(|c| *c = true);
    }
    out
}

fn whole(day: NaiveDate) -> Day {
    Day { year: Some(day.year()), month: day.month(), day: Some(day.day()) }
}

fn relative(words: &[Word], date: NaiveDate, out: &mut Vec<Day>) {
    for (at, word) in words.iter().enumerate() {
        let last = at.checked_sub(1).and_then(|p| words.get(p)).is_some_and(|w| w.low == "last");
        let day = match word.low.as_str() {
            "today" => Some(date),
            "tomorrow" => date.checked_add_days(Days::new(1)),
            "yesterday" => date.checked_sub_days(Days::new(1)),
            low => weekday(low).and_then(|wanted| {
                let ahead = (wanted + 7 - u64::from(date.weekday().num_days_from_monday())) % 7;
                if last {
                    date.checked_sub_days(Days::new(7 - ahead))
                } else {
                    date.checked_add_days(Days::new(if ahead == 0 { 7 } else { ahead }))
                }
            }),
        };
        out.extend(day.map(whole));
    }
}

pub(crate) fn missing(reading: &Reading, sources: &[Source<'_>]) -> Vec<Missing> {
    let wanted = days(&reading.claim);
    let mut held: Vec<Day> = Vec::new();
    for ((words, context), source) in reading.texts.iter().zip(&reading.contexts).zip(sources) {
        held.extend(days(words).into_iter().map(|d| d.2));
        held.extend(days(context).into_iter().map(|d| d.2));
        if let Some(date) = source.date {
            held.push(whole(date));
            relative(words, date, &mut held);
        }
    }
    let words = |from: usize, length: usize| -> String {
        let raw: Vec<&str> = reading.claim.iter().skip(from).take(length).map(|w| w.raw.as_str()).collect();
        raw.join(" ")
    };
    let mut out: Vec<Missing> = wanted
        .into_iter()
        .filter(|(_, _, day)| !held.iter().any(|h| day.agrees(*h)))
        .map(|(from, length, _)| Missing::new(MissingKind::Date, words(from, length)))
        .collect();
    let said = |low: &str| reading.texts.iter().chain(&reading.contexts).flatten().any(|w| w.low == low);
    let quarter = |w: &&Word| w.kind == Kind::Name && w.low.len() == 2 && w.low.starts_with('q') && !said(&w.low);
    let weekday_new =
        |w: &&Word| weekday(&w.low).is_some() && !said(&w.low) && sources.iter().all(|s| s.date.is_none());
    out.extend(
        reading
            .claim
            .iter()
            .filter(|w| quarter(w) || weekday_new(w))
            .map(|w| Missing::new(MissingKind::Date, w.raw.clone())),
    );
    out
}
