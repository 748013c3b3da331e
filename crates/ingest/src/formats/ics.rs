//! Calendar files: every event is an item, repeating events up to a limit.

use std::collections::{BTreeMap, HashSet};

use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarEntry, ICalendarParameterName,
    ICalendarParameterValue, ICalendarParticipationStatus, ICalendarProperty, ICalendarStatus, ICalendarValue,
};
use calcard::{Entry, Parser};
use chrono::{DateTime, Utc};
use domain::{EntryKind, PartRole, Participant};

use super::{Format, Input, text_of};
use crate::paragraphs::{paragraphs, spaced};
use crate::passages::cut;
use crate::{IngestError, Limits, Parsed, ParsedItem, Warning};

pub(crate) static FORMAT: Format = Format {
    name: "calendar",
    extensions: &["ics", "ical", "ifb"],
    sniff: |bytes| crate::sniff::head(bytes, 64).starts_with("begin:vcalendar"),
    read,
    binary: false,
};

fn read(input: &Input<'_>) -> Result<Parsed, IngestError> {
    let mut parsed = Parsed::default();
    let text = text_of(input, &mut parsed.warnings)?;
    if text.to_ascii_uppercase().matches("BEGIN:").count() > input.limits.items as usize * 4 {
        return Err(IngestError::TooMany { what: "events", limit: u64::from(input.limits.items) });
    }
    let mut parser = Parser::new(&text);
    let mut calendars = 0;
    loop {
        match parser.entry() {
            Entry::ICalendar(calendar) => {
                calendars += 1;
                events(&calendar, input.limits, &mut parsed)?;
            }
            Entry::Eof => break,
            Entry::TooManyComponents => {
                return Err(IngestError::TooMany { what: "events", limit: u64::from(input.limits.items) });
            }
            Entry::InvalidLine(line) if !line.trim().is_empty() => {
                let short: String = line.chars().take(60).collect();
                parsed.warnings.push(Warning::new("", format!("a line is no calendar line: {short}")));
            }
            Entry::UnterminatedComponent(name) => {
                parsed.warnings.push(Warning::new("", format!("{name} has no end; what was there is read")));
            }
            _ => {}
        }
        if parsed.warnings.len() > input.limits.warnings as usize {
            break;
        }
    }
    if calendars == 0 {
        return Err(IngestError::Corrupt { what: "no calendar was found in it".to_owned() });
    }
    unique_keys(&mut parsed.items);
    Ok(parsed)
}

fn unique_keys(items: &mut [ParsedItem]) {
    let mut seen = HashSet::new();
    for item in items {
        let mut number = 2;
        let base = item.key.clone();
        while !seen.insert(item.key.clone()) {
            item.key = format!("{base}#{number}");
            number += 1;
        }
    }
}

/// The events of one calendar, series by series, so that an endless one takes no room from the others.
fn events(calendar: &ICalendar, limits: &Limits, parsed: &mut Parsed) -> Result<(), IngestError> {
    let zones: Vec<ICalendarComponent> = calendar.timezones().cloned().map(childless).collect();
    let mut series: BTreeMap<String, Vec<&ICalendarComponent>> = BTreeMap::new();
    let mut order: Vec<String> = Vec::new();
    for (number, component) in calendar.components.iter().enumerate() {
        if component.component_type != ICalendarComponentType::VEvent {
            continue;
        }
        let uid = component.uid().map_or_else(|| format!("event-{number}"), str::to_owned);
        let members = series.entry(uid.clone()).or_default();
        if members.is_empty() {
            order.push(uid);
        }
        members.push(component);
    }
    for uid in order {
        let members = series.remove(&uid).unwrap_or_default();
        let small = ICalendar {
            components: zones
                .iter()
                .cloned()
                .chain(members.iter().map(|member| childless((*member).clone())))
                .collect(),
        };
        expand(&small, &uid, limits, parsed);
        Limits::at_most(parsed.items.len(), limits.items, "events")?;
    }
    Ok(())
}

/// Alarms and zone rules are not needed, and their numbers would point nowhere.
fn childless(mut component: ICalendarComponent) -> ICalendarComponent {
    component.component_ids.clear();
    component
}

fn expand(calendar: &ICalendar, uid: &str, limits: &Limits, parsed: &mut Parsed) {
    let most = limits.occurrences as usize;
    let expanded = calendar.expand_dates(calcard::common::timezone::Tz::Floating, most);
    for error in &expanded.errors {
        let title =
            calendar.components.get(error.comp_id as usize).and_then(|event| text(event, &ICalendarProperty::Summary));
        let title = title.unwrap_or_else(|| uid.to_owned());
        parsed
            .warnings
            .push(Warning::new(format!("event {title}"), format!("its time cannot be read: {}", error.error)));
        if let Some(component) = calendar.components.get(error.comp_id as usize) {
            parsed.items.push(item(component, uid));
        }
    }
    if expanded.events.len() >= most && most > 0 {
        parsed.warnings.push(Warning::new(
            format!("event {uid}"),
            format!("it repeats without end; the first {most} dates were taken"),
        ));
    }
    let mut events: Vec<_> = expanded.events.iter().collect();
    events.sort_by_key(|event| event.timestamps().0);
    let repeats = calendar.components.iter().any(ICalendarComponent::is_recurrent_or_override);
    for event in events {
        let Some(component) = calendar.components.get(event.comp_id as usize) else {
            continue;
        };
        let mut item = item(component, uid);
        let (start, end) = event.timestamps();
        item.at = DateTime::from_timestamp(start, 0);
        item.end = DateTime::from_timestamp(end, 0).filter(|_| end > start);
        if !item.all_day && !event.start.timezone().is_floating() {
            let minutes = (event.start.naive_local() - event.start.naive_utc()).num_minutes();
            item.zone_minutes = i32::try_from(minutes).ok();
        }
        if repeats {
            item.thread = Some(uid.to_owned());
            item.key = format!("{uid}+{}", occurrence(component, item.at));
        }
        parsed.items.push(item);
    }
}

/// What tells the dates of a series apart: the recurrence id if stated, else the start.
fn occurrence(component: &ICalendarComponent, at: Option<DateTime<Utc>>) -> String {
    let stated = component.property(&ICalendarProperty::RecurrenceId).and_then(|entry| entry.values.first());
    if let Some(date) = stated.and_then(ICalendarValue::as_partial_date_time) {
        let number = |value: Option<u8>| value.unwrap_or_default();
        return format!(
            "{:04}{:02}{:02}T{:02}{:02}",
            date.year.unwrap_or_default(),
            number(date.month),
            number(date.day),
            number(date.hour),
            number(date.minute)
        );
    }
    at.map(|at| at.format("%Y%m%dT%H%MZ").to_string()).unwrap_or_default()
}

fn item(event: &ICalendarComponent, uid: &str) -> ParsedItem {
    let mut item = ParsedItem { kind: Some(EntryKind::Meeting), key: uid.to_owned(), ..ParsedItem::default() };
    item.title = text(event, &ICalendarProperty::Summary);
    item.location = text(event, &ICalendarProperty::Location);
    item.cancelled = event.status() == Some(&ICalendarStatus::Cancelled);
    let start = event.property(&ICalendarProperty::Dtstart).and_then(|entry| entry.values.first());
    item.all_day = start.and_then(ICalendarValue::as_partial_date_time).is_some_and(|date| date.hour.is_none());
    for entry in &event.entries {
        match entry.name {
            ICalendarProperty::Organizer => item.people.extend(person(entry, PartRole::Host)),
            ICalendarProperty::Attendee => item.people.extend(person(entry, role(entry))),
            _ => {}
        }
    }
    // The organiser is invited too; one line for one person.
    let hosts: Vec<String> =
        item.people.iter().filter(|p| p.role == PartRole::Host).filter_map(|p| p.email.clone()).collect();
    item.people
        .retain(|p| p.role != PartRole::Attendee || !p.email.as_ref().is_some_and(|email| hosts.contains(email)));
    let description = event.properties(&ICalendarProperty::Description).find_map(whole_text);
    let title: Vec<String> = item.title.iter().cloned().collect();
    let mut blocks = paragraphs(&description.unwrap_or_default(), 1);
    if blocks.is_empty() {
        // A meeting without a description is found by its title.
        blocks = item.title.iter().map(|title| crate::passages::Block::new(title.clone())).collect();
    } else {
        for block in &mut blocks {
            block.heading.clone_from(&title);
        }
    }
    for block in &mut blocks {
        block.place.lines = None;
    }
    item.passages = cut(&blocks);
    item
}

fn role(entry: &ICalendarEntry) -> PartRole {
    let declined = ICalendarParameterValue::Partstat(ICalendarParticipationStatus::Declined);
    if entry.parameter(&ICalendarParameterName::Partstat) == Some(&declined) {
        PartRole::Declined
    } else {
        PartRole::Attendee
    }
}

fn person(entry: &ICalendarEntry, role: PartRole) -> Option<Participant> {
    let email =
        entry.calendar_address().map(|address| address.trim().to_lowercase()).filter(|address| address.contains('@'));
    let name = entry.parameter(&ICalendarParameterName::Cn).and_then(ICalendarParameterValue::as_text);
    let name = name.map(|name| spaced(name.trim_matches('"'))).filter(|name| !name.is_empty());
    let name = name.filter(|name| email.as_deref() != Some(name.to_lowercase().as_str()));
    (name.is_some() || email.is_some()).then_some(Participant { role, name, email })
}

fn whole_text(entry: &ICalendarEntry) -> Option<String> {
    let parts: Vec<&str> = entry.values.iter().filter_map(ICalendarValue::as_text).collect();
    let text = parts.join(", ");
    (!text.trim().is_empty()).then_some(text)
}

fn text(event: &ICalendarComponent, property: &ICalendarProperty) -> Option<String> {
    event.property(property).and_then(whole_text).map(|text| spaced(&text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse;

    fn read(events: &str) -> Parsed {
        let text = format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{}END:VCALENDAR\r\n", events.replace('\n', "\r\n"));
        parse("a.ics", text.as_bytes(), &Limits::standard()).unwrap()
    }

    #[test]
    fn an_event_gives_time_zone_people_and_description() {
        let parsed = read(
            "BEGIN:VEVENT\nUID:u1\nDTSTART;TZID=Europe/Oslo:20260218T110000\nDTEND;TZID=Europe/Oslo:20260218T115000\n\
            SUMMARY:First call\nLOCATION:Video\nDESCRIPTION:What a trial\\, could look like.\nSTATUS:CANCELLED\n\
            ORGANIZER;CN=Ann Lee:mailto:Ann@x.example\nATTENDEE;CN=Ann Lee:mailto:ann@x.example\n\
            ATTENDEE;CN=Bo;PARTSTAT=DECLINED:mailto:bo@y.example\nATTENDEE:mailto:cy@y.example\nEND:VEVENT\n",
        );
        let item = &parsed.items[0];
        assert_eq!(item.at.map(|at| at.to_rfc3339()), Some("2026-02-18T10:00:00+00:00".into()));
        assert_eq!(item.end.map(|at| at.to_rfc3339()), Some("2026-02-18T10:50:00+00:00".into()));
        assert_eq!((item.zone_minutes, item.all_day, item.cancelled), (Some(60), false, true));
        assert_eq!((item.key.as_str(), item.location.as_deref(), item.thread.as_deref()), ("u1", Some("Video"), None));
        let people: Vec<_> = item.people.iter().map(|p| (p.role, p.email.as_deref().unwrap())).collect();
        assert_eq!(
            people,
            [
                (PartRole::Host, "ann@x.example"),
                (PartRole::Declined, "bo@y.example"),
                (PartRole::Attendee, "cy@y.example")
            ]
        );
        assert_eq!(item.passages[0].text, "What a trial, could look like.");
        assert_eq!(item.passages[0].heading, ["First call"]);
    }

    #[test]
    fn a_day_is_all_day_and_a_meeting_without_words_is_found_by_its_title() {
        let item = &read("BEGIN:VEVENT\nUID:u\nDTSTART;VALUE=DATE:20261217\nSUMMARY:Board day\nEND:VEVENT\n").items[0];
        assert!(item.all_day);
        assert_eq!(item.at.map(|at| at.to_rfc3339()), Some("2026-12-17T00:00:00+00:00".into()));
        assert_eq!(item.passages[0].text, "Board day");
    }

    #[test]
    fn a_series_gives_its_dates_and_an_endless_one_is_bounded() {
        let weekly = |rule: &str| {
            format!("BEGIN:VEVENT\nUID:u\nDTSTART:20260105T090000Z\nRRULE:FREQ=WEEKLY{rule}\nSUMMARY:s\nEND:VEVENT\n")
        };
        let parsed = read(&weekly(";COUNT=3"));
        let keys: Vec<_> = parsed.items.iter().map(|item| item.key.as_str()).collect();
        assert_eq!(keys, ["u+20260105T0900Z", "u+20260112T0900Z", "u+20260119T0900Z"]);
        assert!(parsed.warnings.is_empty());
        let endless = read(&weekly(""));
        assert_eq!(endless.items.len(), Limits::standard().occurrences as usize);
        assert_eq!(endless.warnings.len(), 1);
    }

    #[test]
    fn a_moved_date_of_a_series_replaces_the_planned_one() {
        let parsed = read(
            "BEGIN:VEVENT\nUID:u\nDTSTART:20260105T090000Z\nRRULE:FREQ=WEEKLY;COUNT=2\nSUMMARY:s\nEND:VEVENT\n\
            BEGIN:VEVENT\nUID:u\nRECURRENCE-ID:20260112T090000Z\nDTSTART:20260113T100000Z\nSUMMARY:moved\nEND:VEVENT\n",
        );
        let seen: Vec<_> =
            parsed.items.iter().map(|item| (item.key.as_str(), item.title.as_deref().unwrap())).collect();
        assert_eq!(seen, [("u+20260105T0900Z", "s"), ("u+20260112T0900", "moved")]);
    }
}
