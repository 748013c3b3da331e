//! CIT001 uncited-claim: a fact told to a buyer without a source behind it.

use domain::{DraftKind, Severity};

use super::{fact::states_fact, text::whole};
use crate::{
    classify::is_fixed,
    rule::{Found, Reading, Rule},
};

/// Words of an answer that is no sentence.
const BARE: usize = 3;

pub(super) static RULE: Rule = Rule {
    code: "CIT001",
    name: "uncited-claim",
    severity: Severity::Blocks,
    what: "A sentence that tells a buyer a fact without a citation",
    why: "Nobody can check it, and a buyer may hold us to it",
    fix: "Cite the passage that says so, or take the sentence out",
    check,
};

fn check(reading: &Reading<'_>) -> Vec<Found> {
    if !reading.for_buyer || is_fixed(reading.draft, reading.revision, reading.facts) {
        return Vec::new();
    }
    let uncited = reading.claims.iter().filter(|claim| claim.chips.is_empty());
    // A bare "Yes" in a questionnaire claims whatever its row asks.
    let bare = reading.draft.kind == DraftKind::QuestionnaireAnswer && reading.revision.chips.is_empty();
    let answers = |text: &str| bare && text.split_whitespace().count() <= BARE;
    uncited
        .filter(|claim| states_fact(&claim.text, reading.facts) || answers(&claim.text))
        .map(|claim| Found::new(whole(claim), "This says something a buyer can check, and cites nothing"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{clear, draft, facts, found_by, reminder, revision};

    const FACTS: &[&str] = &[
        "Backups are kept for 35 days.",
        "Our platform supports SAML 2.0.",
        "We store all customer data in Frankfurt.",
        "All data is encrypted at rest with AES-256.",
        "The uptime was 99.95 % last year.",
        "We are ISO 27001 certified.",
        "We do not share your data with anybody.",
        "It integrates with Salesforce and HubSpot.",
        "You can export your data at any time.",
        "Tallyard has offices in Berlin and Boston.",
        "We have 400 customers in logistics.",
        "The licence costs € 40 per user.",
        "Our support team answers within 4 hours.",
        "I can confirm that backups are encrypted.",
        "Please note that our API is limited to 100 requests per minute.",
        "As discussed, our service runs in two regions.",
        "Thank you for the call; our platform supports single sign-on.",
        "I will send the notes, and the platform supports SAML.",
        "Did you know that our product encrypts every file?",
        "Our backups are kept for 35 days, right?",
        "Yes, we do.",
        "They are deleted after 30 days.",
        "The migration takes six weeks and is included.",
        "We will ship single sign-on in March.",
        "- Backups kept for 35 days",
        "Your data never leaves the EU.",
        "The connector works without an agent.",
        "Our penetration test is done by an outside firm.",
        "We never train models on your data.",
        "Rest assured, every log is kept.",
        "To answer your question, the API is versioned.",
        "The audit log can be exported.",
        "We use three sub-processors.",
        "No customer data is used for tests.",
        "Hello Dana, our platform is certified.",
        "Nothing is stored outside the EU.",
        "The recovery time is four hours.",
        "We have never had a breach.",
        "We comply with GDPR.",
        "It is hosted in Frankfurt.",
    ];

    const OTHERS: &[&str] = &[
        "Hello Dana,",
        "Dear Ms. Voss,",
        "Good morning Dana and Ines,",
        "Thank you for your time on Friday.",
        "Thanks again for the open conversation.",
        "It was a pleasure to meet you.",
        "Best regards,",
        "Kind regards",
        "Alex Person",
        "Account executive",
        "I will send the notes by Friday.",
        "I'll come back to you with an answer by 12 March.",
        "We will share the questionnaire next week.",
        "Could you tell us who decides?",
        "Would Tuesday at 10:00 work for you?",
        "Does your team need single sign-on?",
        "Please send us the list of users.",
        "Let me know if anything is missing.",
        "I suggest Tuesday at 10:00.",
        "Tuesday at 10:00 works for me.",
        "Our call is on Friday at 14:00.",
        "The meeting takes 30 minutes.",
        "Attached is the agenda for Friday.",
        "The notes are attached.",
        "You asked about data residency.",
        "You asked whether we support SAML.",
        "We discussed the security review.",
        "We agreed that Dana sends the list.",
        "I have asked our security team to look at it.",
        "Marta Ruiz will send the order form by Friday.",
        "Our legal team will review clause 9.",
        "Your team will get back to us on the questions.",
        "Looking forward to our call.",
        "I hope you had a good weekend.",
        "Agenda:",
        "Next steps",
        "- Security questionnaire",
        "- Dana: list of users",
        "That works for me.",
        "There is no rush.",
        "I am free on Thursday.",
        "Feel free to call me.",
        "If you have questions, please ask.",
        "As agreed, I will send the notes.",
        "Happy to walk you through it.",
        "What would count as success for you?",
        "I will check whether our platform supports it.",
        "Have a good weekend.",
        "We would like to meet your CFO.",
        "I wanted to follow up on our call.",
    ];

    #[test]
    fn facts_without_a_chip_are_found() {
        let missed: Vec<_> =
            FACTS.iter().filter(|text| found_by(&RULE, &revision(text), &facts()).is_empty()).collect();
        assert!(missed.is_empty(), "{missed:#?}");
    }

    #[test]
    fn what_people_say_to_each_other_is_no_fact() {
        let wrong: Vec<_> =
            OTHERS.iter().filter(|text| !found_by(&RULE, &revision(text), &facts()).is_empty()).collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn a_chip_is_enough_here() {
        clear(&RULE, "Backups are kept for 35 days.[^1]");
    }

    #[test]
    fn our_own_people_need_no_chips() {
        let mut facts = facts();
        crate::testing::take_over(&mut facts);
        assert!(found_by(&RULE, &revision(FACTS[0]), &facts).is_empty());
    }

    #[test]
    fn a_template_of_the_policy_is_never_found_and_one_of_its_own_making_is() {
        let silent = |template: domain::Template, facts: &crate::Facts| {
            let (mut draft, mut revision) = (draft(), revision(&template.body));
            revision.subject.clone_from(&template.subject);
            (draft.kind, draft.template) = (domain::DraftKind::Reminder, Some(template));
            let class = crate::classify(&draft, &revision, facts);
            let claims = crate::claims(&revision);
            check(&Reading { draft: &draft, revision: &revision, facts, claims, class: &class, for_buyer: true })
                .is_empty()
        };
        let mut facts = facts();
        assert!(!silent(domain::Template { body: FACTS[0].to_owned(), ..reminder() }, &facts));
        let mut policy = (*facts.policy).clone();
        policy.templates[0].body = FACTS[0].to_owned();
        facts.policy = std::sync::Arc::new(policy);
        assert!(silent(domain::Template { body: FACTS[0].to_owned(), ..reminder() }, &facts));
    }

    #[test]
    fn a_bare_yes_in_a_questionnaire_needs_its_source() {
        let mut draft = draft();
        draft.kind = DraftKind::QuestionnaireAnswer;
        let found = |body: &str| {
            let revision = revision(body);
            crate::testing::found_in(&RULE, &draft, &revision, &facts()).len()
        };
        assert_eq!(found("Yes"), 1);
        assert_eq!(found("Teilweise ja"), 1);
        assert_eq!(found("We will come back to you on this row."), 0);
        clear(&RULE, "Yes");
    }
}
