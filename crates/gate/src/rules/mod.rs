//! The table of checks, one line a check. To add one: a file here with its words, its function and its good and bad
//! sentences, and a line in the table.

use crate::rule::Rule;

mod absolute;
mod aging_source;
mod audience;
mod concession;
mod conflict;
mod contradicts_source;
mod contradicts_told;
mod expired_source;
mod fact;
mod framing;
mod hidden_text;
mod internal_source;
mod legal_interpretation;
mod named_customer;
mod no_recipient;
mod not_yet_effective;
mod outside_account;
mod personal_address;
mod personal_details;
mod price_promise;
mod quote_mismatch;
mod recipients;
mod roadmap_promise;
mod sources;
mod superseded_source;
mod text;
mod too_frequent;
mod uncited_claim;
mod unsanctioned_source;
mod unsupported;
mod urgency_pressure;
mod withdrawn_source;

/// Every check, in the order in which findings are shown.
pub static RULES: &[&Rule] = &[
    &uncited_claim::RULE,
    &quote_mismatch::RULE,
    &unsupported::RULE,
    &withdrawn_source::RULE,
    &expired_source::RULE,
    &superseded_source::RULE,
    &not_yet_effective::RULE,
    &audience::RULE,
    &internal_source::RULE,
    &aging_source::RULE,
    &unsanctioned_source::RULE,
    &price_promise::RULE,
    &roadmap_promise::RULE,
    &absolute::RULE,
    &legal_interpretation::RULE,
    &concession::RULE,
    &contradicts_source::RULE,
    &contradicts_told::RULE,
    &urgency_pressure::RULE,
    &framing::RULE,
    &named_customer::RULE,
    &personal_details::RULE,
    &personal_address::RULE,
    &outside_account::RULE,
    &no_recipient::RULE,
    &too_frequent::RULE,
    &hidden_text::RULE,
];

#[cfg(test)]
mod tests {
    use super::RULES;
    use crate::testing;

    #[test]
    fn codes_are_unique_and_ordered_within_their_families() {
        let families = ["CIT", "SRC", "CLM", "CON", "EXE", "PRV", "REC", "FRQ", "HID"];
        let place = |code: &str| (families.iter().position(|family| code.starts_with(family)), code.to_owned());
        let codes: Vec<_> = RULES.iter().map(|rule| place(rule.code)).collect();
        assert!(codes.iter().all(|(family, _)| family.is_some()));
        assert!(codes.is_sorted_by(|a, b| a < b), "{codes:?}");
        let names: std::collections::BTreeSet<_> = RULES.iter().map(|rule| rule.name).collect();
        assert_eq!(names.len(), RULES.len());
    }

    #[test]
    fn the_words_of_each_rule_are_plain() {
        for rule in RULES {
            for words in [rule.what, rule.why, rule.fix] {
                assert!(words.starts_with(char::is_uppercase) && !words.ends_with('.'), "{}: {words}", rule.code);
                assert!(!words.contains('!') && words.len() > 15, "{}: {words}", rule.code);
            }
        }
    }

    #[test]
    fn every_rule_has_a_file_with_tests() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules");
        let files: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap())
            .collect();
        for rule in RULES {
            let opens = format!("//! {} {}: ", rule.code, rule.name);
            let own: Vec<_> = files.iter().filter(|text| text.starts_with(&opens)).collect();
            assert_eq!(own.len(), 1, "{}", rule.code);
            assert!(own[0].matches("#[test]").count() >= 2, "{} has too few tests", rule.code);
        }
    }

    /// The time is printed, never asserted: it is the machine's as much as ours.
    #[test]
    fn every_rule_runs_on_a_long_draft_with_twenty_citations() {
        let (mut facts, mut body) = (testing::facts(), String::new());
        let kinds = ["backups", "invoices", "exports", "archives", "reports"];
        for number in 1..=20_u32 {
            let kind = kinds[number as usize % kinds.len()];
            body.push_str(&format!("In region {number} the {kind} of each customer are kept for {number} days, and then they are deleted by the platform team.[^{number}] "));
            body.push_str("Thank you for the time that you and Ines gave us. ");
        }
        body.push_str("Backups are never\u{200b} lost.");
        let mut revision = testing::revision(&body);
        for number in 1..=20_u32 {
            let kind = kinds[number as usize % kinds.len()];
            let text = format!(
                "In region {number} the {kind} of each customer are kept for {number} days, and then they are deleted by the platform team."
            );
            testing::cite(&mut revision, &mut facts, number, &text);
            facts.told.push(crate::facts::Told {
                text,
                at: testing::at(-48),
                place: "Release 4".to_owned(),
                passage: None,
            });
        }
        let words = body.split_whitespace().count();
        assert!(words >= 600 && revision.chips.len() == 20, "{words} words");
        let mut silent = Vec::new();
        for round in ["first", "second"] {
            let start = std::time::Instant::now();
            silent = RULES
                .iter()
                .filter(|rule| testing::found_by(rule, &revision, &facts).is_empty())
                .map(|rule| rule.code)
                .collect();
            println!("{} rules, {words} words, {round} time: {:?}", RULES.len(), start.elapsed());
        }
        for code in ["CIT001", "CLM003", "HID001"] {
            assert!(!silent.contains(&code), "{code} is silent");
        }
        for code in ["CIT002", "CIT003", "SRC001", "CON002", "PRV002"] {
            assert!(silent.contains(&code), "{code} is not silent");
        }
    }
}
