//! Chooses the type size at which parts 0 to 7 stay on one A4 sheet, by measuring how high they will stand. Exact line
//! breaks belong to the browser, so characters are counted a little wide.

use domain::{Item, PersonFact, Section, Statement};

/// Pixels of a rem in print, largest first; `briefing.css` has a class for each.
const SIZES: [(f32, &str); 6] =
    [(12.25, "fit-1"), (11.5, "fit-2"), (10.75, "fit-3"), (10.0, "fit-4"), (9.25, "fit-5"), (8.5, "fit-6")];
/// An A4 sheet inside its margins, in pixels of 1/96 inch, less a little for what the measure gets wrong.
const HEIGHT: f32 = 1000.0;
const WIDTH: f32 = 688.0;
/// Width of a character of the widest face we fall back to, in its own size.
const CHARACTER: f32 = 0.53;

/// The class of the largest size that fits, or of the smallest.
pub(crate) fn class(title: &str, page: &[&Section]) -> &'static str {
    let fits = |size: f32| {
        let width = WIDTH / size - 2.25;
        let head = 5.0 + text(title, 1.81, 2.19, width);
        let parts: f32 = page.iter().map(|section| 3.1 + items(section.number, &section.items, width)).sum();
        (head + parts) * size <= HEIGHT
    };
    SIZES.iter().find(|(size, _)| fits(*size)).map_or("fit-6", |(_, class)| class)
}

/// How high a text stands, in rem.
fn text(text: &str, size: f32, line: f32, width: f32) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "no text on a page comes near 2^23 characters")]
    let long = text.chars().count() as f32 * CHARACTER * size;
    (long / width.max(1.0)).ceil().max(1.0) * line
}

fn items(part: u8, items: &[Item], width: f32) -> f32 {
    items.iter().map(|item| item_height(part, item, width)).sum()
}

fn item_height(part: u8, item: &Item, width: f32) -> f32 {
    let small = |says: &str, width: f32| text(says, 0.82, 1.25, width);
    let statements = |list: &[Statement], width: f32| list.iter().map(|says| small(&says.text, width)).sum::<f32>();
    match item {
        Item::Statement(statement) if part == 1 => text(&statement.text, 1.25, 1.82, width),
        Item::Statement(statement) => {
            let margin = if statement.label.is_some() && statement.date.is_none() { 8.0 } else { 4.25 };
            0.15 + text(&statement.text, 1.0, 1.63, width - margin)
        }
        Item::Gap(gap) => 1.4 + small(&gap.text, width - 1.5) + small(&crate::words::gap_details(gap), width - 1.5),
        Item::Person(person) => {
            let column = (width - 1.0) * 0.7;
            let facts = person.facts.iter().map(|fact| match fact {
                PersonFact::Known(known) => small(&format!("{:20}{}", "", known.text), column),
                PersonFact::Unknown(gap) => small(&format!("{:20}{}", "", gap.text), column),
            });
            0.6 + facts.sum::<f32>().max(2.5)
        }
        Item::Letter(letter) => {
            let says = letter.statement.as_ref().map(|statement| statement.text.as_str());
            let says = says.or(letter.gap.as_ref().map(|gap| gap.text.as_str())).unwrap_or_default();
            // Two stand side by side.
            (1.8 + text(says, 0.75, 1.13, width / 2.0 - 2.6)) / 2.0 + 0.1
        }
        Item::Lane(lane) => {
            let column = width - 23.5;
            let gap = lane.gap.as_ref().map_or(0.0, |gap| small(&gap.text, column));
            let blocker = lane.blocker.as_ref().map_or(0.0, |says| small(&says.text, column - 3.0));
            0.5 + (1.25 + gap + blocker + statements(&lane.evidence, column)).max(2.5)
        }
        Item::Contradiction { sides, .. } => {
            let column = width / sides.len().max(1) as f32 - 1.5;
            4.3 + sides.iter().map(|says| small(&says.text, column)).fold(0.0, f32::max)
        }
        _ => 3.5,
    }
}
