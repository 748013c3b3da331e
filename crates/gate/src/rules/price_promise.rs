//! CLM001 price-promise: a price, a discount or a promise about prices.

use std::sync::LazyLock;

use domain::Severity;
use regex::Regex;

use super::text::{phrases, promises};
use crate::rule::{Found, Reading, Rule};

pub(super) static RULE: Rule = Rule {
    code: "CLM001",
    name: "price-promise",
    severity: Severity::Blocks,
    what: "A price, a discount or a promise about prices",
    why: "A price in writing is an offer, and only the deal desk may make one",
    fix: "Cite the approved quote, or take the price out",
    check,
};

static PROMISES: LazyLock<Option<Regex>> = LazyLock::new(|| {
    phrases(&[
        r"(?:€|\$|£|chf\b|eur\b|usd\b|gbp\b)\s?\d[\d.,]*(?:\s?(?:k|m|million|thousand))?",
        r"\d[\d.,]*(?:\s?(?:k|m|million|thousand))?\s?(?:€|\$|£|euros?|eur|usd|gbp|chf|dollars?|pounds|francs)",
        r"\d[\d.,]*\s?(?:%|percent|per cent) (?:off|discount|reduction|rebate|less|cheaper|lower|price)",
        r"discounts? of \d[\d.,]*\s?(?:%|percent|per cent)?",
        r"(?:offer|give|giving|grant|apply|extend|get|receive|with|include|secured?|approved?|reach|arrange|honou?r) (?:you )?(?:an? |the |this |that |our |your )?(?:\p{L}+ |\d+\s?% ){0,2}(?:discount|rebate|price reduction|special price|special pricing|credit note)",
        r"(?:special|best|lowest|final|preferential|reduced) pric(?:e|es|ing)",
        r"(?:hold|freeze|fix|lock|cap|match|beat|guarantee|protect|lower|reduce|keep) (?:in )?(?:the|this|that|your|our|these|those|current|any)?\s?(?:current |present |competitor's |their |list )?pric(?:e|es|ing)",
        r"prices? (?:is|are|will be|stays?|remains?|holds?) (?:fixed|locked|guaranteed|held|frozen|the same|unchanged|capped|valid|stable|good)",
        r"prices? (?:holds?|stays?|remains?) (?:until|through|for)",
        r"prices? (?:will not|won't|will never|never|do not|don't) (?:rise|increase|change|go up)",
        r"(?:will not|won't|never) (?:raise|increase) (?:the |your |our )?(?:price|prices|fee|fees)",
        r"(?:at )?no (?:extra|additional|further|added) (?:cost|costs|charge|charges|fee|fees)",
        r"free of charge",
        r"at no (?:cost|charge)",
        r"included in (?:the|your) (?:price|fee|licen[cs]e fee|subscription)",
        r"cheaper than",
        r"no (?:price increase|hidden (?:costs|fees))",
    ])
});

/// Words before the promise, in its clause, that leave none.
static UNLESS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    phrases(&[
        r"(?:cannot|can't|can not|could not|couldn't|won't|will not|unable to|not able to|not allowed to|do not|don't|not in a position to|not yet)\b[^,]*",
        r"whether [^,]*",
        r"(?:you|your \p{L}+|\p{Lu}\p{L}+) (?:had |have |has |also )?(?:asked|ask|asks|requested|request|requests|mentioned|want|wanted|wish|proposed|need)\b[^,]*",
        r"(?:ask|asking|check|discuss|talk about|speak about)\b[^,]*",
        r"your (?:\p{L}+ ){0,2}(?:budget|revenue|turnover|costs?|savings|fine|spend|loss|losses|sales|target)\b[^,]*",
    ])
});

fn check(reading: &Reading<'_>) -> Vec<Found> {
    promises(reading, RULE.code, (PROMISES.as_ref(), UNLESS.as_ref()), "names a price or promises one")
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
                "We can offer a 15 % discount.",
                "The licence is € 40 per user.",
                "It costs 12,000 EUR a year.",
                "You get 20% off in the first year.",
                "We will hold the price until June.",
                "The price is fixed for three years.",
                "Prices will not rise before 2027.",
                "Onboarding comes at no extra cost.",
                "Training is free of charge.",
                "Support is included in the price.",
                "We are cheaper than your current vendor.",
                "This is our best price.",
                "We can match their price.",
                "A discount of 10 % applies to two years.",
                "Your fee is $1.2 million.",
                "We won't raise your fees.",
                "The price holds until Friday.",
                "We can give you the same rebate as last year.",
                "The module is £ 900 a month.",
                "There are no hidden fees.",
                "We cannot meet in May, but we offer a discount.",
                "We will freeze your current prices for the term.",
            ],
        );
    }

    #[test]
    fn other_sentences_are_not() {
        all_clear(
            &RULE,
            &[
                "Your budget is € 40,000, as Dana told us.",
                "We cannot offer a discount.",
                "You asked for a discount.",
                "I will ask finance about a discount.",
                "Who decides on price?",
                "Would a discount of 10 % help?",
                "We will come back with a quote.",
                "Your revenue grew to € 40 million.",
                "Dana requested a special price.",
                "I will check whether we can hold the price.",
                "Please send us the price sheet you mentioned.",
                "Let us talk about pricing on Friday.",
                "The price list is attached.",
                "We are unable to lower the price.",
                "It saves 15 % of your time.",
                "The call takes 30 minutes.",
                "Uptime was 99.95 %.",
                "Procurement compares prices in May.",
                "We discuss price in the second half.",
                "No decision on price was made.",
            ],
        );
    }

    #[test]
    fn with_a_source_a_person_must_accept_it() {
        committed(&RULE, "The licence is € 40 per user.");
    }
}
