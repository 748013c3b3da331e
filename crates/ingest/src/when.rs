//! Dates and times as people and programs write them.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc};

/// A point in time as a source states it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct When {
    pub(crate) at: DateTime<Utc>,
    /// Minutes east of UTC, if stated.
    pub(crate) zone_minutes: Option<i32>,
    /// A date without a time.
    pub(crate) all_day: bool,
}

impl When {
    pub(crate) fn day(date: NaiveDate) -> Self {
        Self { at: Utc.from_utc_datetime(&date.and_time(NaiveTime::MIN)), zone_minutes: None, all_day: true }
    }
}

/// Which of two leading numbers is the day, in `03/04/2026`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Order {
    /// Such dates are read only where one number can be no month.
    #[default]
    Unknown,
    DayFirst,
    MonthFirst,
}

/// Reads a date with or without a time.
pub(crate) fn when(text: &str, order: Order) -> Option<When> {
    let text = text.trim().trim_matches('"');
    if text.len() > 60 || !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    if let Ok(exact) = DateTime::parse_from_rfc3339(text).or_else(|_| DateTime::parse_from_rfc2822(text)) {
        let zone = exact.offset().local_minus_utc() / 60;
        return Some(When { at: exact.to_utc(), zone_minutes: Some(zone), all_day: false });
    }
    let (date, rest) = date_and_rest(text, order)?;
    let rest = rest.trim_start_matches([' ', 'T', 't', ',', '_']).trim();
    let rest = rest.strip_prefix("at ").unwrap_or(rest).trim();
    if rest.is_empty() {
        return Some(When::day(date));
    }
    let (time, rest) = time_and_rest(rest)?;
    let local = date.and_time(time);
    let zone = zone(rest.trim())?;
    at_zone(local, zone)
}

/// Reads a date and drops a time.
pub(crate) fn date(text: &str, order: Order) -> Option<NaiveDate> {
    let text = text.trim();
    if text.len() > 60 {
        return None;
    }
    date_and_rest(text, order).map(|(date, _)| date)
}

/// The first `YYYY-MM-DD` in a file name.
pub(crate) fn in_file_name(name: &str) -> Option<NaiveDate> {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let starts = name.char_indices().filter(|(_, c)| c.is_ascii_digit());
    for (at, _) in starts {
        let before = name.get(..at).and_then(|head| head.chars().next_back());
        let after = name.get(at + 10..).and_then(|tail| tail.chars().next());
        let alone = ![before, after].into_iter().flatten().any(|c| c.is_ascii_digit());
        let part = name.get(at..at + 10).map(|part| part.replace('_', "-"));
        if alone && let Some(Ok(date)) = part.map(|part| NaiveDate::parse_from_str(&part, "%Y-%m-%d")) {
            return Some(date);
        }
    }
    None
}

fn at_zone(local: NaiveDateTime, zone: Option<i32>) -> Option<When> {
    let at = match zone {
        None => Utc.from_utc_datetime(&local),
        Some(minutes) => FixedOffset::east_opt(minutes * 60)?.from_local_datetime(&local).single()?.to_utc(),
    };
    Some(When { at, zone_minutes: zone, all_day: false })
}

fn date_and_rest(text: &str, order: Order) -> Option<(NaiveDate, &str)> {
    named_month(text).or_else(|| numbers(text, order))
}

/// `2026-11-12`, `2026/11/12`, `12.11.2026`, `11/12/2026`, `12-11-26`.
fn numbers(text: &str, order: Order) -> Option<(NaiveDate, &str)> {
    let (first, rest) = number(text)?;
    let mark = rest.chars().next().filter(|c| matches!(c, '-' | '/' | '.'))?;
    let (second, rest) = number(rest.get(1..)?)?;
    let rest = rest.strip_prefix(mark)?;
    let (third, rest) = number(rest)?;
    let digits = |rest_before: usize, rest_after: usize| rest_before.saturating_sub(rest_after);
    if first > 31 {
        return Some((NaiveDate::from_ymd_opt(i32::try_from(first).ok()?, second, third)?, rest));
    }
    if digits(text.len(), rest.len()) < 6 {
        return None;
    }
    let year = if third < 100 { 2000 + third } else { third };
    let (day, month) = match (order, mark) {
        _ if first > 12 => (first, second),
        _ if second > 12 => (second, first),
        (Order::DayFirst, _) | (Order::Unknown, '.') => (first, second),
        (Order::MonthFirst, _) => (second, first),
        (Order::Unknown, _) if first == second => (first, second),
        (Order::Unknown, _) => return None,
    };
    Some((NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?, rest))
}

/// `12 November 2026`, `Thu, 12 Nov 2026`, `November 12th, 2026`.
fn named_month(text: &str) -> Option<(NaiveDate, &str)> {
    let mut rest = text;
    let (mut day, mut month, mut year) = (None, None, None);
    for _ in 0..6 {
        rest = rest.trim_start_matches([' ', ',', '.', '-']);
        if let Some((value, after)) = number(rest) {
            if value > 31 {
                year = Some(value)
            } else if day.is_none() {
                day = Some(value)
            } else {
                return None;
            }
            rest = ["st", "nd", "rd", "th"].iter().find_map(|end| after.strip_prefix(end)).unwrap_or(after);
        } else {
            let length = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
            let word = rest.get(..length)?;
            match month_of(word) {
                Some(found) if month.is_none() => month = Some(found),
                _ if is_filler(word) => {}
                _ => return None,
            }
            rest = rest.get(length..)?;
        }
        if let (Some(day), Some(month), Some(year)) = (day, month, year) {
            return Some((NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?, rest));
        }
    }
    None
}

fn is_filler(word: &str) -> bool {
    let word = word.to_lowercase();
    ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].iter().any(|day| word.starts_with(day)) || word == "of"
}

fn month_of(word: &str) -> Option<u32> {
    const MONTHS: [(&str, u32); 18] = [
        ("jan", 1),
        ("feb", 2),
        ("mär", 3),
        ("mar", 3),
        ("apr", 4),
        ("may", 5),
        ("mai", 5),
        ("jun", 6),
        ("jul", 7),
        ("aug", 8),
        ("sep", 9),
        ("oct", 10),
        ("okt", 10),
        ("nov", 11),
        ("dec", 12),
        ("dez", 12),
        ("déc", 12),
        ("fév", 2),
    ];
    let word = word.to_lowercase();
    (word.chars().count() <= 9).then_some(())?;
    MONTHS.iter().find(|(start, _)| word.starts_with(start)).map(|(_, month)| *month)
}

/// `10:00`, `10:00:30.250`, `3:45 PM`, `14.30`.
fn time_and_rest(text: &str) -> Option<(NaiveTime, &str)> {
    let (hour, rest) = number(text)?;
    let mark = rest.chars().next();
    let (minute, rest) = match mark {
        Some(mark @ (':' | '.' | 'h')) => number(rest.strip_prefix(mark)?)?,
        _ => (0, rest),
    };
    let (second, mut rest) = match rest.strip_prefix(':').and_then(number) {
        Some(found) => found,
        None => (0, rest),
    };
    if let Some((_, after)) = rest.strip_prefix(['.', ',']).and_then(number) {
        rest = after;
    }
    let trimmed = rest.trim_start();
    let mut letters = trimmed.chars().filter(char::is_ascii_alphabetic).map(|c| c.to_ascii_lowercase());
    let half = match (letters.next(), letters.next()) {
        (Some(half @ ('a' | 'p')), Some('m')) => Some(half),
        _ => None,
    };
    let hour = match half {
        Some('a') if hour == 12 => 0,
        Some('p') if hour < 12 => hour + 12,
        _ => hour,
    };
    if half.is_none() && !matches!(mark, Some(':' | '.' | 'h')) {
        return None;
    }
    let rest = if half.is_some() {
        trimmed.find(['m', 'M']).and_then(|at| trimmed.get(at + 1..)).unwrap_or_default().trim_start_matches('.')
    } else {
        rest
    };
    Some((NaiveTime::from_hms_opt(hour, minute, second.min(59))?, rest))
}

/// `Z`, `+01:00`, `+0100`, `UTC`, `GMT+2`; the inner `None` says that no zone is stated.
fn zone(text: &str) -> Option<Option<i32>> {
    let text = text.trim_matches(['(', ')']);
    if text.is_empty() {
        return Some(None);
    }
    let named = [
        ("UTC", 0),
        ("GMT", 0),
        ("Z", 0),
        ("CEST", 120),
        ("CET", 60),
        ("BST", 60),
        ("EST", -300),
        ("EDT", -240),
        ("CST", -360),
        ("CDT", -300),
        ("PST", -480),
        ("PDT", -420),
        ("EET", 120),
        ("EEST", 180),
    ];
    let upper = text.to_ascii_uppercase();
    if let Some((_, minutes)) = named.iter().find(|(name, _)| *name == upper) {
        return Some(Some(*minutes));
    }
    let text = upper.trim_start_matches("UTC").trim_start_matches("GMT");
    let sign = match text.chars().next()? {
        '+' => 1,
        '-' | '−' => -1,
        _ => return None,
    };
    let digits: String = text.chars().skip(1).take_while(|c| *c != ' ').filter(char::is_ascii_digit).collect();
    let value: i32 = digits.parse().ok()?;
    let minutes = if digits.len() <= 2 { value * 60 } else { value / 100 * 60 + value % 100 };
    (minutes <= 14 * 60).then_some(Some(sign * minutes))
}

fn number(text: &str) -> Option<(u32, &str)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    let digits = text.get(..length).filter(|digits| !digits.is_empty() && digits.len() <= 4)?;
    Some((digits.parse().ok()?, text.get(length..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> String {
        when(text, Order::Unknown).map_or_else(
            || "none".into(),
            |when| format!("{} {:?} {}", when.at.format("%Y-%m-%dT%H:%M"), when.zone_minutes, when.all_day),
        )
    }

    #[test]
    fn dates_are_read_as_people_write_them() {
        for text in [
            "2026-11-12",
            "12 November 2026",
            "Nov 12, 2026",
            "November 12th, 2026",
            "Thu, 12 Nov 2026",
            "2026/11/12",
            "12. November 2026",
        ] {
            assert_eq!(at(text), "2026-11-12T00:00 None true", "{text}");
        }
        assert_eq!(at("12.11.2026"), "2026-11-12T00:00 None true");
        assert_eq!(at("13/11/2026"), "2026-11-13T00:00 None true");
        assert_eq!(at("11/13/2026"), "2026-11-13T00:00 None true");
    }

    #[test]
    fn times_and_zones_are_read() {
        assert_eq!(at("2026-11-12 10:00"), "2026-11-12T10:00 None false");
        assert_eq!(at("2026-02-18 11:00 +01:00"), "2026-02-18T10:00 Some(60) false");
        assert_eq!(at("2026-11-12T10:00:00Z"), "2026-11-12T10:00 Some(0) false");
        assert_eq!(at("2026-11-12T10:00:00.000+0000"), "2026-11-12T10:00 Some(0) false");
        assert_eq!(at("11/13/2026 3:45 PM"), "2026-11-13T15:45 None false");
        assert_eq!(at("13.11.2026 14:30"), "2026-11-13T14:30 None false");
    }

    #[test]
    fn a_date_that_could_be_two_is_not_guessed() {
        assert_eq!(at("03/04/2026"), "none");
        assert_eq!(date("03/04/2026", Order::DayFirst), NaiveDate::from_ymd_opt(2026, 4, 3));
        assert_eq!(date("03/04/2026", Order::MonthFirst), NaiveDate::from_ymd_opt(2026, 3, 4));
    }

    #[test]
    fn no_date_is_no_date() {
        for text in ["", "soon", "4.5", "2026-13-40", "1", "99999999999999999999-1-1", "2026-11-12 rubbish"] {
            assert_eq!(at(text), "none", "{text}");
        }
    }

    #[test]
    fn a_file_name_tells_its_day() {
        assert_eq!(in_file_name("notes/2026-09-29-tallowgate.md"), NaiveDate::from_ymd_opt(2026, 9, 29));
        assert_eq!(in_file_name("2026-01-01/plain.md"), None);
        assert_eq!(in_file_name("no-2026-1-1é.md"), None);
    }
}
