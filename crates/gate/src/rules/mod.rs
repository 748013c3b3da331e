//! The table of checks, one line a check. To add one: a file here with its words, its function and its good and bad
//! sentences, and a line in the table.

use crate::rule::Rule;

mod absolute;
mod aging_source;
mod audience;
mod concession;
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
    &urgency_pressure::RULE,
    &framing::RULE,
    &named_customer::RULE,
    &personal_address::RULE,
    &outside_account::RULE,
    &no_recipient::RULE,
    &too_frequent::RULE,
    &hidden_text::RULE,
];

#[cfg(test)]
mod tests {
    use super::RULES;

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
}
