//! Chooses the type size at which parts 0 to 7 stay on one A4 sheet, by measuring how high they will stand. Exact line
//! breaks belong to the browser, so characters are counted a little wide.

use domain::{Item, PersonFact, Section, Statement};

/// Pixels of a rem in print, largest first; `briefing.css` has a class for each.
const SIZES: [(f32, &str); 6] =
    [(12.25, "fit-1"), (11.75, "fit-2"), (11.25, "fit-3"), (10.75, "fit-4"), (10.25, "fit-5"), (9.75, "fit-6")];
/// An A4 sheet inside its margins, in pixels of 1/96 inch, less a little for what the measure gets wrong.
const HEIGHT: f32 = 1005.0;
const WIDTH: f32 = 703.0;
/// Width of a character of the widest face we fall back to, in its own size.
const CHARACTER: f32 = 0.57;

/// The class of the largest size that fits, or of the smallest.
pub(crate) fn class(title: &str, page: &[&Section]) -> &'static str {
    let fits = |size: f32| {
        let width = WIDTH / size - 1.75;
        let head = 2.1 + text(title, 1.5, 1.75, width);
        let parts: f32 = page.iter().map(|section| 2.0 + items(section.number, &section.items, width)).sum();
        (head + parts) * size <= HEIGHT
    };
    SIZES.iter().find(|(size, _)| fits(*size)).map_or("fit-6", |(_, class)| class)
}

/// How high a text stands, in rem.
fn text(text: &str, size: f32, line: f32, width: f32) -> f32 {
    rows(text.chars().count(), size, width) * line
}

fn rows(characters: usize, size: f32, width: f32) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "no text on a page comes near 2^23 characters")]
    let long = characters as f32 * CHARACTER * size;
    (long / width.max(1.0)).ceil().max(1.0)
}

fn items(part: u8, items: &[Item], width: f32) -> f32 {
    items.iter().map(|item| item_height(part, item, width)).sum()
}

/// What one mark of a source takes, in characters.
fn told(says: &Statement) -> usize {
    says.text.chars().count() + 3 * says.citations.iter().count()
}

fn item_height(part: u8, item: &Item, width: f32) -> f32 {
    match item {
        Item::Statement(statement) if part == 1 => rows(told(statement), 1.0, width) * 1.32,
        Item::Statement(statement) => {
            let margin = if statement.label.is_some() && statement.date.is_none() { 13.0 } else { 4.25 };
            rows(told(statement), 0.94, width - margin) * 1.25
        }
        Item::Gap(gap) => text(&format!("{}{:12}{}", gap.text, "", crate::words::gap_details(gap)), 0.8, 1.13, width),
        Item::Person(person) => 0.2 + person_height(&person.facts, width - 10.25),
        Item::Letter(letter) => {
            let says = letter.statement.as_ref().map_or(1, told);
            // Two stand side by side.
            (1.45 + rows(says, 0.75, width / 2.0 - 2.6)) / 2.0 + 0.1
        }
        Item::Lane(lane) => {
            let column = width - 19.25;
            let says: usize = lane.blocker.iter().chain(&lane.evidence).map(|says| told(says) + 8).sum();
            let gap = lane.gap.as_ref().map_or(0, |gap| gap.text.chars().count());
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
        PersonFact::Unknown(gap) => 24 + gap.text.chars().count(),
    };
    let run: usize = facts.iter().filter(|fact| !own(fact)).map(says).sum();
    let words: f32 = facts.iter().filter(own).map(|fact| rows(says(fact), 0.81, column)).sum();
    (rows(run, 0.81, column) + words).max(if facts.is_empty() { 1.0 } else { 2.0 }) * 1.13
}
