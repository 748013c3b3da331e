//! From a draft's own words and readers to its moments, the tier below which no policy may go, and who decides by
//! default. A moment can only raise the tier; a word too many costs a sign-off, a word too few costs trust.

use std::collections::BTreeSet;

use domain::{Moment, Revision, Role, Tier};

/// What a draft is about, as its words tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Class {
    pub moments: BTreeSet<Moment>,
    /// No policy file can lower it.
    pub floor: Tier,
    /// Who decides where policy names nobody else; each must sign.
    pub approvers: BTreeSet<Role>,
}

/// Money: finance decides beside the deal desk.
const MONEY: &[&str] = &[
    "price",
    "pricing",
    "priced",
    "discount",
    "fee",
    "waive",
    "waiver",
    "rebate",
    "invoice",
    "budget",
    "refund",
    "per cent off",
    "payment",
    "cheaper",
];
/// Terms: legal decides beside the deal desk.
const TERMS: &[&str] = &[
    "liability",
    "liable",
    "indemnity",
    "indemnify",
    "indemnification",
    "redline",
    "terms",
    "non-standard",
    "nonstandard",
    "clause",
    "contract",
    "amendment",
    "warranty",
    "penalty",
    "termination",
    "procurement form",
    "renewal",
    "uncapped",
];
/// What buyers question after a demonstration.
const OBJECTION: &[&str] = &[
    "security",
    "secure",
    "encrypt",
    "encrypted",
    "encryption",
    "penetration test",
    "vulnerability",
    "sso",
    "single sign-on",
    "saml",
    "integration",
    "integrate",
    "api",
    "data residency",
    "residency",
    "data centre",
    "data center",
    "region",
    "hosting",
    "hosted",
    "gdpr",
    "personal data",
    "subprocessor",
    "sub-processor",
    "uptime",
    "availability",
    "service level",
    "sla",
    "downtime",
    "recovery",
    "restoration",
    "backup",
    "implementation risk",
    "implementation",
    "migration",
    "go-live",
    "soc 2",
    "iso 27001",
    "audit",
    "compliance",
    "certified",
    "certification",
];

/// Detects the moments of a revision. `executive` says that a recipient is of C level or a vice president; `template`
/// is the fixed reminder text the draft was made from.
#[must_use]
pub fn classify(revision: &Revision, executive: bool, template: Option<&str>) -> Class {
    let words = words(&format!("{}\n{}", revision.subject, revision.body));
    let (money, terms) = (says(&words, MONEY) || names_money(&revision.body), says(&words, TERMS));
    let mut moments = BTreeSet::new();
    let mut approvers = BTreeSet::new();
    if money || terms {
        moments.insert(Moment::Negotiation);
        approvers.insert(Role::DealDesk);
        approvers.extend(money.then_some(Role::Finance));
        approvers.extend(terms.then_some(Role::Legal));
    }
    if says(&words, OBJECTION) {
        moments.insert(Moment::Objection);
        approvers.insert(Role::Security);
    }
    if executive {
        moments.insert(Moment::Executive);
    }
    if moments.is_empty() {
        let fixed = template.is_some_and(|template| template == revision.body);
        moments.insert(if fixed { Moment::Reminder } else { Moment::General });
    }
    let floor = moments.iter().map(|moment| floor(*moment)).max().unwrap_or(Tier::ManagerApproved);
    Class { moments, floor, approvers }
}

fn floor(moment: Moment) -> Tier {
    match moment {
        Moment::Reminder => Tier::AutomationSafe,
        Moment::General | Moment::Executive => Tier::DraftOnly,
        Moment::Objection | Moment::Negotiation => Tier::ManagerApproved,
    }
}

/// Lower-case words with a space on both sides of each, so that whole words and phrases can be looked for.
fn words(text: &str) -> String {
    let mut out = String::from(" ");
    for c in text.to_lowercase().chars() {
        out.push(if c.is_alphanumeric() || c == '-' { c } else { ' ' });
    }
    let folded: Vec<&str> = out.split_whitespace().collect();
    // "In terms of" is no term.
    format!(" {} ", folded.join(" ")).replace(" in terms of ", " ")
}

fn says(words: &str, list: &[&str]) -> bool {
    list.iter().any(|phrase| {
        let plural = phrase.strip_suffix('y').map_or_else(|| format!("{phrase}s"), |stem| format!("{stem}ies"));
        [(*phrase).to_owned(), plural].iter().any(|form| words.contains(&format!(" {form} ")))
    })
}

/// `€480,000`, `EUR 480`: an amount of money is a negotiation whatever the words around it.
fn names_money(text: &str) -> bool {
    let mut before = ' ';
    let signs = text.chars().any(|c| {
        let hit = matches!(before, '€' | '$' | '£') && (c.is_ascii_digit() || c == ' ');
        before = c;
        hit
    });
    let codes = text.split_whitespace().zip(text.split_whitespace().skip(1)).any(|(code, amount)| {
        let is_code = ["EUR", "USD", "GBP", "CHF", "SEK", "NOK", "DKK"].contains(&code);
        is_code && amount.chars().next().is_some_and(|c| c.is_ascii_digit())
    });
    signs || codes
}

#[cfg(test)]
mod tests {
    use domain::{DraftId, PersonId, RevisionId};
    use uuid::Uuid;

    use super::*;

    fn class(body: &str, executive: bool, template: Option<&str>) -> Class {
        let id = Uuid::nil();
        let revision = Revision {
            id: RevisionId(id),
            draft: DraftId(id),
            number: 1,
            author: PersonId(id),
            recipients: vec![],
            subject: String::new(),
            body: body.to_owned(),
            citations: vec![],
        };
        classify(&revision, executive, template)
    }

    #[test]
    fn money_and_terms_are_a_negotiation_with_both_approvers() {
        let class = class("We can offer a discount if the liability clause stays.", false, None);
        assert_eq!(class.floor, Tier::ManagerApproved);
        assert!(class.moments.contains(&Moment::Negotiation));
        assert_eq!(class.approvers, [Role::DealDesk, Role::Finance, Role::Legal].into());
    }

    #[test]
    fn an_amount_is_a_negotiation_without_any_of_the_words() {
        for text in ["It comes to €480,000.", "It comes to EUR 480 a year."] {
            assert_eq!(class(text, false, None).floor, Tier::ManagerApproved, "{text}");
        }
    }

    #[test]
    fn a_security_answer_is_an_objection() {
        let class = class("Backups are encrypted.", false, None);
        assert_eq!((class.floor, class.approvers), (Tier::ManagerApproved, [Role::Security].into()));
    }

    #[test]
    fn an_executive_reader_never_lowers_what_the_words_raised() {
        let class = class("The price stands.", true, None);
        assert_eq!(class.floor, Tier::ManagerApproved);
        assert!(class.moments.contains(&Moment::Executive));
    }

    #[test]
    fn a_reminder_is_the_template_and_nothing_else() {
        let template = "A reminder: we meet on Friday at 10:00.";
        assert_eq!(class(template, false, Some(template)).floor, Tier::AutomationSafe);
        assert_eq!(class("A reminder: we meet on Friday at 11:00.", false, Some(template)).floor, Tier::DraftOnly);
        let sweetened = "A reminder: the discount ends on Friday.";
        assert_eq!(class(sweetened, false, Some(sweetened)).floor, Tier::ManagerApproved);
    }

    #[test]
    fn ordinary_words_are_general() {
        let class = class("Thank you for the hour; in terms of time, Friday suits us.", false, None);
        assert_eq!(class.moments, [Moment::General].into());
    }
}
