//! Which items of parts 0 to 7 stay on the one printed sheet, and which go to the annex. Nothing is dropped: what does
//! not stay stands in the annex in full, and its part says how much went there.

use std::collections::BTreeMap;

use domain::{Item, LaneLine, Letter, Section, Side};

use super::fit;
use crate::words;

/// The parts of the sheet and the class of its type size.
#[derive(Debug)]
pub(crate) struct Sheet<'a> {
    pub(crate) class: &'static str,
    pub(crate) parts: Vec<Part<'a>>,
}

/// One part of the sheet; items keep the number of their place in the briefing.
#[derive(Debug)]
pub(crate) struct Part<'a> {
    pub(crate) section: &'a Section,
    /// What stands on the sheet.
    pub(crate) stays: BTreeMap<usize, Item>,
    /// What stands in the annex instead, whole.
    pub(crate) moved: BTreeMap<usize, Item>,
}

impl Part<'_> {
    /// The line that says what went to the annex; `None` where nothing did.
    pub(crate) fn more(&self) -> Option<String> {
        // Letters and lanes keep their state on the sheet; only their words have left.
        let told = self.moved.keys().filter(|at| self.stays.contains_key(at)).count();
        let number = self.moved.len() - told;
        let (one, many) = match self.section.number {
            2 => ("change", "changes"),
            3 => ("person", "people"),
            _ => ("item", "items"),
        };
        match (number, told) {
            (0, 0) => None,
            (0, 1) => Some("The words behind 1 of these are in the annex".to_owned()),
            (0, told) => Some(format!("The words behind {told} of these are in the annex")),
            (1, _) => Some(format!("1 more {one} in the annex{}", self.names())),
            (number, _) => Some(format!("{number} more {many} in the annex{}", self.names())),
        }
    }

    /// `: Ana Bell, Cem Dorr`, as long as the names do not take more than about two lines.
    fn names(&self) -> String {
        let name = |item: &Item| if let Item::Person(person) = item { Some(words::clean(&person.name)) } else { None };
        let names = self.moved.values().filter_map(name).collect::<Vec<_>>().join(", ");
        if names.is_empty() || names.chars().count() > 220 { String::new() } else { format!(": {names}") }
    }
}

/// How many items each of the parts 0 to 7 keeps while anything else can leave, round by round. Letters and lanes
/// never leave the sheet as a whole.
const KEPT: [[usize; 8]; 3] = [[1, 1, 4, 5, 3, 4, 8, 8], [1, 1, 2, 3, 1, 2, 8, 8], [0, 0, 0, 0, 0, 0, 8, 8]];
/// From this height, in rem, an item is called long and leaves before shorter ones after it.
const LONG: f32 = 6.0;

/// Chooses the largest size at which everything fits; where none does, the tallest parts give items to the annex until
/// the rest fits at the smallest.
pub(crate) fn sheet<'a>(title: &str, page: &[&'a Section]) -> Sheet<'a> {
    let part = |section: &&'a Section| Part {
        section,
        stays: section.items.iter().cloned().enumerate().collect(),
        moved: BTreeMap::new(),
    };
    let mut parts: Vec<Part<'a>> = page.iter().map(part).collect();
    for (round, kept) in KEPT.iter().enumerate() {
        if round > 0 {
            while fit::class(title, &parts).is_none() && shorten(&mut parts) {}
        }
        while fit::class(title, &parts).is_none() && leave(&mut parts, kept) {}
    }
    Sheet { class: fit::class(title, &parts).unwrap_or(fit::SMALLEST), parts }
}

/// Takes one item from the tallest part that may give one; false when none may.
fn leave(parts: &mut [Part<'_>], kept: &[usize; 8]) -> bool {
    let may = |part: &&mut Part<'_>| {
        part.stays.len() > kept.get(usize::from(part.section.number)).copied().unwrap_or_default()
    };
    let tallest = parts.iter_mut().filter(may).max_by(|a, b| fit::height(a).total_cmp(&fit::height(b)));
    let Some(part) = tallest else { return false };
    let Some(at) = leaver(part) else { return false };
    let taken = part.stays.remove(&at);
    part.moved.extend(taken.map(|item| (at, item)));
    true
}

/// Our own people leave first, then the last of theirs who come; who is missing in the room stays longest. Elsewhere
/// the longest of the long items leaves, then the last.
fn leaver(part: &Part<'_>) -> Option<usize> {
    let last = |wanted: fn(&Item) -> bool| part.stays.iter().rev().find(|(_, item)| wanted(item)).map(|(at, _)| *at);
    let ours = |item: &Item| matches!(item, Item::Person(person) if person.side == Side::Ours && person.invited);
    let theirs = |item: &Item| matches!(item, Item::Person(person) if person.invited);
    let high = part.stays.iter().map(|(at, item)| (*at, fit::item(part.section.number, item)));
    let long = high.filter(|(_, height)| *height > LONG).max_by(|a, b| a.1.total_cmp(&b.1)).map(|(at, _)| at);
    last(ours).or_else(|| last(theirs)).or(long).or_else(|| last(|_| true))
}

/// The letter or lane with the most words gives them to the annex and keeps its state; false when none has any.
fn shorten(parts: &mut [Part<'_>]) -> bool {
    let longest = |part: &Part<'_>| part.stays.values().map(fit::words).max().unwrap_or_default();
    let Some(part) = parts.iter_mut().max_by_key(|part| longest(part)) else { return false };
    let Some((at, item)) = part.stays.iter_mut().max_by_key(|(_, item)| fit::words(item)) else { return false };
    let whole = item.clone();
    match item {
        _ if fit::words(item) == 0 => return false,
        Item::Letter(letter) => *letter = Letter { statement: None, gap: None, ..letter.clone() },
        Item::Lane(lane) => *lane = LaneLine { blocker: None, evidence: Vec::new(), gap: None, ..lane.clone() },
        _ => return false,
    }
    part.moved.insert(*at, whole);
    true
}
