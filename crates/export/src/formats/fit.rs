//! Measures how high parts 0 to 7 will stand on an A4 sheet, and at which type size they fit. Exact line breaks belong
//! to the browser, so characters are counted a little wide.

use domain::{Item, PersonFact, Statement};

use super::sheet::Part;

/// Pixels of a rem in print, largest first; `briefing.css` has a class for each.
const SIZES: [(f32, &str); 6] =
    [(12.25, "fit-1"), (11.75, "fit-2"), (11.25, "fit-3"), (10.75, "fit-4"), (10.25, "fit-5"), (9.75, "fit-6")];
/// An A4 sheet inside its margins, in pixels of 1/96 inch, less a little for what the measure gets wrong.
const HEIGHT: f32 = 1005.0;
const WIDTH: f32 = 703.0;
/// Width of a character of the widest face we fall back to, in its own size.
const CHARACTER: f32 = 0.57;

/// The smallest class.
pub(crate) const SMALLEST: &str = "fit-6";

/// The class of the largest size at which the parts fit; `None` where they fit at none.
pub(crate) fn class(title: &str, parts: &[Part<'_>]) -> Option<&'static str> {
    let fits = |size: f32| {
        let width = column(size);
        // Title, line over it and the line of facts, which may take two rows.
        let head = 3.1 + text(title, 1.5, 1.75, width);
        let parts: f32 = parts.iter().map(|part| part_height(part, width)).sum();
        (head + parts) * size <= HEIGHT
    };
    SIZES.iter().find(|(size, _)| fits(*size)).map(|(_, class)| *class)
}

/// Width of the column at a type size, in rem.
fn column(size: f32) -> f32 {
    WIDTH / size - 1.75
}

fn part_height(part: &Part<'_>, width: f32) -> f32 {
    let more = part.more().map_or(0.0, |line| text(&line, 0.75, 1.125, width));
    2.0 + more + part.stays.values().map(|item| item_height(part.section.number, item, width)).sum::<f32>()
}

/// How high a part stands at the smallest size, in rem.
pub(crate) fn height(part: &Part<'_>) -> f32 {
    part_height(part, column(SIZES[SIZES.len() - 1].0))
}

/// How high an item of this part stands at the smallest size, in rem.
pub(crate) fn item(part: u8, item: &Item) -> f32 {
    item_height(part, item, column(SIZES[SIZES.len() - 1].0))
}

/// How many characters a letter or a lane says beside its state; 0 for any other item.
pub(crate) fn words(item: &Item) -> usize {
    match item {
        Item::Letter(letter) => {
            letter.statement.as_ref().map_or(0, told) + letter.gap.as_ref().map_or(0, |gap| wide(&gap.text))
        }
        Item::Lane(lane) => {
            lane.blocker.iter().chain(&lane.evidence).map(told).sum::<usize>()
                + lane.gap.as_ref().map_or(0, |gap| wide(&gap.text))
        }
        _ => 0,
    }
}

/// How high a text stands, in rem.
fn text(text: &str, size: f32, line: f32, width: f32) -> f32 {
    rows(wide(text), size, width) * line
}

/// Characters of a text, one that takes a whole square counted as two.
fn wide(text: &str) -> usize {
    text.chars()
        .map(|c| if ('\u{1100}'..'\u{fb00}').contains(&c) && !('\u{1e00}'..'\u{2100}').contains(&c) { 2 } else { 1 })
        .sum()
}

fn rows(characters: usize, size: f32, width: f32) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "no text on a page comes near 2^23 characters")]
    let long = characters as f32 * CHARACTER * size;
    (long / width.max(1.0)).ceil().max(1.0)
}

/// What one mark of a source takes, in characters.
fn told(says: &Statement) -> usize {
    wide(&says.text) + 3 * says.citations.iter().count()
}

fn item_height(part: u8, item: &Item, width: f32) -> f32 {
    match item {
        Item::Statement(statement) if part == 1 => rows(told(statement), 1.0, width) * 1.32,
        Item::Statement(statement) => {
            let margin = if statement.label.is_some() && statement.date.is_none() { 13.0 } else { 4.25 };
            rows(told(statement), 0.94, width - margin) * 1.25
        }
        Item::Gap(gap) => text(&format!("{}{:12}{}", gap.text, "", crate::words::gap_details(gap)), 0.8, 1.13, width),
        Item::Person(person) => {
            let title = person.title.as_deref().unwrap_or_default();
            let who =
                text(&person.name, 0.85, 1.13, 9.5) + text(&format!("{title}. Theirs, not invited"), 0.81, 1.13, 9.5);
            0.2 + who.max(person_height(&person.facts, width - 10.25))
        }
        Item::Letter(_) => {
            let says = if words(item) == 0 { 0.0 } else { rows(words(item), 0.75, width / 2.0 - 2.6) };
            // Two stand side by side, and the higher one counts for both; a third is added for that.
            (1.45 + says) * 0.58 + 0.1
        }
        Item::Lane(lane) => {
            let column = width - 19.25;
            let says: usize = lane.blocker.iter().chain(&lane.evidence).map(|says| told(says) + 8).sum();
            let gap = lane.gap.as_ref().map_or(0, |gap| wide(&gap.text));
            0.2 + 1.07 + rows(says + gap, 0.81, column) * 1.07
        }
        Item::Contradiction { sides, .. } => {
            #[expect(clippy::cast_precision_loss, reason = "a contradiction has a handful of sides")]
            let column = width / sides.len().max(1) as f32 - 1.5;
            4.3 + sides.iter().map(|says| text(&says.text, 0.82, 1.25, column)).fold(0.0, f32::max)
        }
        _ => 3.5,
    }
}

/// The facts of a person run on one after the other; their words stand on a line of their own.
fn person_height(facts: &[PersonFact], column: f32) -> f32 {
    let own = |fact: &&PersonFact| matches!(fact, PersonFact::Known(known) if known.label.as_deref() == Some("In their words"));
    let says = |fact: &PersonFact| match fact {
        PersonFact::Known(known) => 24 + told(known),
        PersonFact::Unknown(gap) => 24 + wide(&gap.text),
    };
    let run: usize = facts.iter().filter(|fact| !own(fact)).map(says).sum();
    let words: f32 = facts.iter().filter(own).map(|fact| rows(says(fact), 0.81, column)).sum();
    (rows(run, 0.81, column) + words).max(if facts.is_empty() { 1.0 } else { 2.0 }) * 1.13
}
