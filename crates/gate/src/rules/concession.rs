//! CLM005 concession: something given away without a decision behind it.

use std::sync::LazyLock;

use domain::Severity;
use regex::Regex;

use super::text::{phrases, promises};
use crate::rule::{Found, Reading, Rule};

pub(super) static RULE: Rule = Rule {
    code: "CLM005",
    name: "concession",
    severity: Severity::Blocks,
    what: "Something given away: free months, a waived fee, a longer term, other paper",
    why: "What is given in writing must be honoured, and sets the next buyer's price",
    fix: "Ask the deal desk first and cite its decision, or take the sentence out",
    check,
};

static PROMISES: LazyLock<Option<Regex>> = LazyLock::new(|| {
    phrases(&[
        r"(?:free|complimentary|bonus|additional free) (?:months?|weeks?|years?|quarters?|licen[cs]es?|seats?|users?|training|onboarding|migration|implementation|support|consulting|workshops?|days)",
        r"(?:\d+|one|two|three|four|five|six|twelve|a|the first|first) (?:\p{L}+ )?(?:months?|weeks?|quarters?|years?) (?:for )?(?:free|on us|on the house)",
        r"waiv(?:e|es|ed|ing|er)(?: (?:the|your|all|any) [^,.]{2,30})?",
        r"(?:extend|extending|prolong|lengthen) (?:the|your|our|this) (?:\p{L}+ )?(?:term|contract|trial|payment|pilot|notice|warranty|deadline|licen[cs]e|subscription)(?: (?:terms?|period))?",
        r"(?:accept|accepting|agree to|agreeing to|sign|go with|work on|work from|start from|use) (?:your|the|all|these|those)(?: \p{L}+)? ?(?:paper|template|redlines?|mark-?up|wording|msa|dpa|terms|liability|conditions|contract form|changes|cap|clause|indemnity|language|payment terms)",
        r"throw in",
        r"on the house",
        r"on us",
        r"complimentary",
        r"at our (?:own )?(?:cost|expense)",
        r"gesture of goodwill",
        r"goodwill (?:gesture|credit)",
        r"(?:make|as|grant) an exception",
        r"(?:drop|remove|strike|delete|lift) the (?:\p{L}+ )?(?:fee|fees|minimum|clause|cap|auto-renewal|penalty|commitment|requirement)",
        r"(?:longer|extended|better|special) payment terms",
        r"net[ -]?(?:45|60|75|90|120)(?: days)?",
        r"(?:terminate|cancel|leave|exit) (?:at any time|for convenience|whenever you (?:like|want)|without (?:penalty|notice|cause))",
        r"opt[- ]?out (?:after|at|clause|right)",
        r"uncapped(?: liability)?",
        r"unlimited liability",
        r"money[- ]back",
        r"(?:refund|reimburse|credit) (?:you|your|the|all|any)",
        r"(?:service|account) credits?",
        r"raise the (?:liability )?cap",
        r"pay (?:only )?(?:later|when you go live|after (?:go-live|the pilot))",
    ])
});

/// Words before the promise, in its clause, that leave none.
static UNLESS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    phrases(&[
        r"(?:cannot|can't|can not|could not|couldn't|won't|will not|unable to|not able to|not allowed to|do not|don't|not in a position to|not yet)\b[^,]*",
        r"whether [^,]*",
        r"if (?:we|you|and)\b[^,]*",
        r"(?:you|your \p{L}+|\p{Lu}\p{L}+) (?:had |have |has |also )?(?:asked|ask|asks|requested|request|requests|mentioned|want|wanted|wish|proposed|need)\b[^,]*",
        r"(?:ask|asking|check|discuss|talk about|question|request|requested|speak)\b[^,]*",
        r"(?:please|could you|would you|^ ?(?:legal|they|your \p{L}+ team)\b[^,]*)",
        r"not",
    ])
});

fn check(reading: &Reading<'_>) -> Vec<Found> {
    promises(reading, RULE.code, (PROMISES.as_ref(), UNLESS.as_ref()), "gives something away")
}

#[cfg(test)]
mod tests {
    use super::{
        super::text::tests::{all_clear, all_found, committed},
        *,
    };

    #[test]
    fn promises_are_found() {
        all_found(
            &RULE,
            &[
                "We can give you three free months.",
                "You get the first two months free.",
                "We will waive the setup fee.",
                "We can extend the payment term to 60 days.",
                "We accept your paper.",
                "We agree to your redlines.",
                "We can throw in the training.",
                "Onboarding is on us.",
                "Migration is done at our own expense.",
                "As a gesture of goodwill we add ten seats.",
                "We will make an exception for you.",
                "We can drop the minimum commitment.",
                "Payment is net 60.",
                "You can terminate for convenience.",
                "Liability is uncapped.",
                "There is a money-back guarantee.",
                "We will refund the first year.",
                "We can sign your DPA.",
                "We will remove the auto-renewal.",
                "The workshop is complimentary.",
                "We are happy to extend your trial.",
                "We offer longer payment terms.",
            ],
        );
    }

    #[test]
    fn other_sentences_are_not() {
        all_clear(
            &RULE,
            &[
                "We cannot waive the fee.",
                "You asked us to accept your paper.",
                "I will ask legal whether we can sign your DPA.",
                "Who would sign the contract on your side?",
                "We will discuss payment terms on Friday.",
                "Feel free to call me.",
                "I am free on Thursday.",
                "Your trial ends in May.",
                "Could you use the template I sent?",
                "We do not accept redlines to this clause.",
                "Please sign the order form.",
                "You can leave the call at any time.",
                "Are free seats important to you?",
                "Legal will check your redlines.",
                "The deadline for questions is Friday.",
                "Your legal team proposed net 60.",
                "Let us discuss the liability cap.",
                "Thank you for the changes you sent.",
                "Our terms are attached.",
                "The pilot ends on Friday.",
            ],
        );
    }

    #[test]
    fn with_a_source_a_person_must_accept_it() {
        committed(&RULE, "We will waive the setup fee.");
    }
}
