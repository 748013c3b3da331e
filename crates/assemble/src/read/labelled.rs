//! How often the skills are right, measured on labelled sentences of our own: a half they were tuned on and a half held.

use chrono::NaiveDate;
use serde::Deserialize;

use super::{
    dates::Dates,
    topics::{Patterns, Topic},
};

/// One labelled sentence.
#[derive(Debug, Deserialize)]
struct Labelled {
    text: String,
    label: bool,
    kind: String,
    /// The day promised, where one is stated.
    due: Option<NaiveDate>,
}

/// What was found of what there is.
#[derive(Debug, Default, Clone, Copy)]
struct Score {
    right: usize,
    wrong: usize,
    missed: usize,
}

impl Score {
    fn precision(self) -> f64 {
        self.right as f64 / (self.right + self.wrong).max(1) as f64
    }

    fn recall(self) -> f64 {
        self.right as f64 / (self.right + self.missed).max(1) as f64
    }
}

fn labelled(skill: &str, half: &str) -> Vec<Labelled> {
    let path = format!("{}/../../tests/fixtures/reading/{skill}.{half}.jsonl", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The score, and with `told` a table of what went wrong.
fn measure(skill: &str, half: &str, topic: Topic, told: bool) -> Score {
    let mut score = Score::default();
    let mut misses = Vec::new();
    for row in labelled(skill, half) {
        match (row.label, Patterns::compiled().of(&row.text).has(topic)) {
            (true, true) => score.right += 1,
            (false, true) => score.wrong += 1,
            (true, false) => score.missed += 1,
            (false, false) => continue,
        }
        if !row.label || !Patterns::compiled().of(&row.text).has(topic) {
            misses.push(format!("  {} {:<18} {}", if row.label { "missed" } else { "wrong " }, row.kind, row.text));
        }
    }
    println!("{skill:<12} {half}: precision {:.3}, recall {:.3}", score.precision(), score.recall());
    if told {
        misses.sort();
        println!("{}", misses.join("\n"));
    }
    score
}

const SKILLS: [(&str, Topic); 5] = [
    ("commitments", Topic::Promise),
    ("concerns", Topic::Concern),
    ("questions", Topic::Asked),
    ("next_steps", Topic::NextStep),
    ("conditions", Topic::Condition),
];

#[test]
fn the_skills_are_as_good_as_they_were_on_the_sentences_they_were_tuned_on() {
    for (skill, topic) in SKILLS {
        let score = measure(skill, "tune", topic, true);
        assert!(score.precision() >= 0.93 && score.recall() >= 0.85, "{skill}: {score:?}");
    }
}

#[test]
fn the_skills_are_as_good_on_sentences_held_back() {
    for (skill, topic) in SKILLS {
        let score = measure(skill, "held", topic, false);
        assert!(score.precision() >= 0.90 && score.recall() >= 0.80, "{skill}: {score:?}");
    }
}

#[test]
fn the_day_of_a_promise_is_read_where_it_is_stated_and_nowhere_else() {
    // A Monday.
    let written = NaiveDate::from_ymd_opt(2026, 11, 16).unwrap();
    for half in ["tune", "held"] {
        let promises: Vec<Labelled> = labelled("commitments", half).into_iter().filter(|row| row.label).collect();
        let wrong: Vec<&Labelled> =
            promises.iter().filter(|row| Dates::new().due(&row.text, written) != row.due).collect();
        println!("days {half}: {} of {} right", promises.len() - wrong.len(), promises.len());
        let told = if half == "tune" { format!("{wrong:#?}") } else { String::new() };
        assert!(wrong.len() * 20 <= promises.len(), "{half}: {told}");
    }
}
