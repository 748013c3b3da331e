//! Lines like `Date: 2026-11-12` at the head of a note, a transcript or a front matter.

use domain::{PartRole, Participant};

use crate::ParsedItem;
use crate::when::{Order, When, when};

/// What such lines said.
#[derive(Debug, Default)]
pub(crate) struct Head {
    pub(crate) title: Option<String>,
    when: Option<When>,
    account: Option<String>,
    authors: Vec<String>,
    attendees: Vec<String>,
    location: Option<String>,
    call: bool,
}

impl Head {
    /// Takes `Key: value`; false when the key is not one of a head.
    pub(crate) fn take(&mut self, line: &str) -> bool {
        let Some((key, value)) = line.split_once(':') else {
            return false;
        };
        let value = value.trim().trim_matches(['"', '\'']).trim();
        let set = |target: &mut Option<String>| {
            if target.is_none() && !value.is_empty() {
                *target = Some(value.to_owned());
            }
        };
        match key.trim().to_lowercase().as_str() {
            "title" | "subject" | "topic" | "meeting" => set(&mut self.title),
            "account" | "customer" | "company" => set(&mut self.account),
            "location" | "place" => set(&mut self.location),
            "date" | "when" | "time" | "recorded" => {
                self.when = self.when.or_else(|| when(value, Order::Unknown));
            }
            "author" | "by" | "written by" => self.authors.extend(names(value)),
            "attendees" | "participants" | "present" | "people" => {
                self.attendees.extend(names(value));
                self.call = true;
            }
            "duration" | "recording" | "language" => {}
            _ => return false,
        }
        true
    }

    /// Writes what the head said into the item.
    pub(crate) fn apply(self, item: &mut ParsedItem) {
        if let Some(when) = self.when {
            item.at = Some(when.at);
            item.zone_minutes = when.zone_minutes;
            item.all_day = when.all_day;
        }
        item.title = item.title.take().or(self.title);
        item.account_hint = self.account;
        item.location = self.location;
        item.people.extend(self.authors.iter().map(|name| person(PartRole::Author, name)));
        for name in &self.attendees {
            let attendee = person(PartRole::Attendee, name);
            if !item.people.iter().any(|known| known.role == PartRole::Speaker && known.name == attendee.name) {
                item.people.push(attendee);
            }
        }
    }
}

fn names(value: &str) -> impl Iterator<Item = String> {
    let mark = if value.contains(';') { ';' } else { ',' };
    let names: Vec<String> = value
        .trim_matches(['[', ']'])
        .split(mark)
        .map(|name| name.trim().trim_matches(['"', '\'']).to_owned())
        .collect();
    names.into_iter().filter(|name| !name.is_empty())
}

/// `Name <address>`, a name, or an address.
pub(crate) fn person(role: PartRole, text: &str) -> Participant {
    let text = text.trim();
    let (name, email) = match text.split_once('<') {
        Some((name, rest)) => (name.trim(), rest.split('>').next().map(str::trim)),
        None if text.contains('@') && !text.contains(' ') => ("", Some(text)),
        None => (text, None),
    };
    Participant {
        role,
        name: (!name.is_empty()).then(|| name.trim_matches('"').to_owned()),
        email: email.filter(|email| email.contains('@')).map(str::to_lowercase),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_gives_title_date_account_and_people() {
        let mut head = Head::default();
        for line in [
            "Title: First call",
            "Date: 2026-02-18 11:00 +01:00",
            "account: Pellworth",
            "author: M. Ellvik",
            "Attendees: A B <A@b.example>, C D",
        ] {
            assert!(head.take(line), "{line}");
        }
        assert!(!head.take("Mara: hello"));
        let mut item = ParsedItem::default();
        head.apply(&mut item);
        assert_eq!(item.title.as_deref(), Some("First call"));
        assert_eq!(item.at.map(|at| at.to_rfc3339()), Some("2026-02-18T10:00:00+00:00".into()));
        assert_eq!((item.zone_minutes, item.account_hint.as_deref()), (Some(60), Some("Pellworth")));
        assert_eq!(item.people.len(), 3);
        assert_eq!(item.people[1].email.as_deref(), Some("a@b.example"));
    }
}
