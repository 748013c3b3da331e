//! People: the part that somebody gives them, and where they stood before.

use super::*;

fn facts(name: &str, history: Vec<HistoryEntry>) -> Vec<(String, String)> {
    let people = crate::reading(&evidence(history)).people;
    let person = people.into_iter().find(|person| person.name == name);
    let facts = person.map(|person| person.facts).unwrap_or_default();
    let told = facts.into_iter().filter_map(|fact| match fact {
        PersonFact::Known(said) => Some((said.label.unwrap_or_default(), said.citations.first().quote.clone())),
        PersonFact::Unknown(_) => None,
    });
    told.filter(|(label, _)| label != "Last contact").collect()
}

fn buyer(id: u128, at: &str, name: &str, text: &str) -> HistoryEntry {
    let email = format!("{}@p.example", name.to_lowercase().replace(' ', "."));
    mail(id, at, name, &email, text)
}

const WHO: &str = "Ileana Dorrance";

#[test]
fn a_part_is_told_by_the_line_that_gives_it() {
    let given = "Ileana Dorrance holds the budget for claims.";
    let history = |text: &str| {
        vec![
            buyer(1, "2026-11-09T09:00:00Z", WHO, "Thank you for the slides of Monday."),
            buyer(2, "2026-11-10T09:00:00Z", "Tobias Grell", text),
        ]
    };
    let found = facts(WHO, history(given));
    assert_eq!(found, [("Role in the decision: economic buyer".to_owned(), given.to_owned())]);
    for text in ["Ileana Dorrance no longer holds the budget.", "Does Ileana Dorrance hold the budget?"] {
        assert_eq!(facts(WHO, history(text)), [], "{text}");
    }
}

#[test]
fn an_earlier_stance_stands_beside_the_newest_and_doubts_of_others_only_where_nothing_was_said() {
    let (before, now) = ("I am against the move to one supplier.", "I am in favour of the first phase in Leeds.");
    let doubts = "Ileana Dorrance is not convinced.";
    let history = vec![
        buyer(1, "2026-10-05T09:00:00Z", WHO, before),
        buyer(2, "2026-11-09T09:00:00Z", WHO, now),
        buyer(3, "2026-11-10T09:00:00Z", "Tobias Grell", doubts),
    ];
    let found = facts(WHO, history.clone());
    let (first, second) = ("Stance: in favour".to_owned(), "Earlier stance: against".to_owned());
    assert_eq!(found, [(first.clone(), now.to_owned()), (second, before.to_owned())]);
    assert_eq!(facts(WHO, history[1..2].to_vec()), [(first, now.to_owned())]);
    let mut silent = history;
    silent[0] = buyer(1, "2026-10-05T09:00:00Z", WHO, "Thank you for the slides of Monday.");
    silent.remove(1);
    assert_eq!(facts(WHO, silent), [("Stance, as others tell it: sceptical".to_owned(), doubts.to_owned())]);
}
