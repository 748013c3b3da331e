//! What a question is about, what may lie behind it, what to ask back, and how to hear that it is settled. All words here
//! are ours and about the conversation; none says anything about the product.

use domain::{AnswerState, Category};

use super::cover::any_of;

/// Words that tell a category. The first category with the most of them wins: money and place are said in security's
/// words more often than the reverse.
const SIGNS: [(Category, &str); 6] = [
    (
        Category::Commercial,
        "price|prices|pricing|cost|costs|fee|fees|discount|cheaper|expensive|budget|contract|liability|liable|cap|\
        indemnity|payment|invoice|licence|license|licenses|renewal|term|terms|pay|paying|refund|reference|euros|\
        cancel|terminate|quote|most favoured customer|competitor|subscription",
    ),
    (
        Category::DataResidency,
        "residency|region|regions|country|countries|eea|eu|uk|europe|united kingdom|united states|america|usa|\
        frankfurt|dublin|where is our data|data centre|data center|transfer|transfers|sub-processor|\
        sub-processors|subprocessor|subprocessors|data stored|stored|rest|rests|hosted|sovereignty|leave|leaves|\
        on premises|location|located|gdpr|personal data",
    ),
    (
        Category::ServiceLevels,
        "availability|uptime|sla|service level|service levels|downtime|outage|restoration|restored|recovery|rto|\
        rpo|response time|first answer|support hours|maintenance|fault|faults|credit|credits|disaster|rehearsal|\
        rehearsed|escalate|escalation|load|performance|down|status page|night|weekend|continuity|recover|restore",
    ),
    (
        Category::ImplementationRisk,
        "implementation|implement|go live|rollout|roll out|migration|migrate|rollback|roll back|training|weeks|\
        effort|pilot|deploy|deployment|set up|setup|onboarding|resources|project|switch over|install|\
        installation|maintain",
    ),
    (
        Category::Integration,
        "integrate|integration|integrations|api|rest interface|interface|interfaces|sso|single sign-on|saml|oidc|\
        openid connect|scim|ldap|identity provider|connector|webhook|export|import|syslog|csv|plugin|extension|\
        slack|github|bitbucket|gitlab|jira|editor|okta|directory|active directory|code host|code hosts|sap|file|\
        files",
    ),
    (
        Category::Security,
        "security|secure|encrypt|encrypted|encryption|key|keys|penetration|pen test|pentest|vulnerability|\
        vulnerabilities|breach|breaches|incident|incidents|access|permissions|password|passwords|mfa|\
        multi-factor|soc|iso|certified|certificate|certification|audit|audited|log|logs|logged|backup|backups|\
        tls|tenant|tenants|leaver|leavers|hipaa|fedramp|malware|session|sessions|background checks|delete|\
        deleted|deletion|retention|privacy|confidential|finding|findings",
    ),
];

/// The category of a text; `None` where no sign of any is in it.
pub(super) fn category(text: &str) -> Option<Category> {
    let mut best: Option<(usize, Category)> = None;
    for (category, signs) in &SIGNS {
        let found = signs.split('|').filter(|sign| any_of(text, sign)).count();
        if found > best.map_or(0, |(held, _)| held) {
            best = Some((found, *category));
        }
    }
    best.map(|(_, category)| category)
}

/// What may lie behind a question of this category. Possibilities, never findings about this buyer.
pub(super) fn behind(category: Option<Category>) -> Vec<String> {
    let lines: &[&str] = match category {
        Some(Category::Security) => &[
            "An incident or a finding of an audit at their side that must not happen again",
            "A control that their own security policy or auditor will look for by name",
        ],
        Some(Category::Integration) => &[
            "A system that they cannot change, or that only one person of theirs understands",
            "The effort that lands on their own team, and when",
        ],
        Some(Category::DataResidency) => &[
            "A promise to their own customers, members or regulator about where data may be",
            "An earlier answer, or something they saw, that did not fit",
        ],
        Some(Category::ServiceLevels) => &[
            "An outage that they remember, and who had to explain it",
            "The difference between a target and a promise in what they will sign",
        ],
        Some(Category::ImplementationRisk) => &[
            "A project that went wrong before, or people who have no time for this one",
            "A date on their side that cannot move",
        ],
        Some(Category::Commercial) => &[
            "A budget that is already fixed, or another offer on the table",
            "A rule of procurement or legal that the person asking did not make",
        ],
        None => &["Something that decides for them and was not said yet"],
    };
    lines.iter().map(|line| (*line).to_owned()).collect()
}

/// One or two questions to ask back.
pub(super) fn clarify(category: Option<Category>) -> Vec<String> {
    let lines: &[&str] = match category {
        Some(Category::Security) => &[
            "Which requirement of yours does this answer, and how will you check it?",
            "Who has to be satisfied with the answer?",
        ],
        Some(Category::Integration) => {
            &["Which system and which version is on your side?", "Which way does the data go, and how often?"]
        }
        Some(Category::DataResidency) => &[
            "Which data does your rule speak of: claim content, backups, mails, or access by support too?",
            "Who set the rule, and may we read its words?",
        ],
        Some(Category::ServiceLevels) => &[
            "What happens on your side in the first hour of an outage?",
            "Is it the target, the promise or the remedy that decides for you?",
        ],
        Some(Category::ImplementationRisk) => {
            &["What went wrong the last time?", "Who on your side would do the work, and from when?"]
        }
        Some(Category::Commercial) => &["What are you comparing it with?", "Who decides on this point at your side?"],
        None => &["What would a good answer let you do?"],
    };
    lines.iter().map(|line| (*line).to_owned()).collect()
}

/// How to hear that the question is settled.
pub(super) fn settled(who: Option<&str>, states: &[AnswerState], offers: bool) -> Vec<String> {
    let person = who.unwrap_or("the person who asked");
    let mut lines = Vec::new();
    if states.iter().any(|state| state.has_answer()) {
        lines.push(format!("Ask {person} whether this settles it, and keep the reply in their own words"));
        if offers {
            lines.push(format!("Offer the passage itself, and ask {person} to read it against their requirement"));
        }
    }
    if states.contains(&AnswerState::Planned) {
        lines.push(format!("Ask {person} whether it would do as it is today: what is planned settles nothing"));
    }
    if states.contains(&AnswerState::CannotDisclose) {
        lines.push("Put a non-disclosure agreement on file first, then make this card again".to_owned());
    }
    if states.contains(&AnswerState::NoSource) {
        lines.push(format!("Tell {person} who will answer; it stays open until a sanctioned source says it"));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_category_is_known_by_its_words() {
        for (text, expected) in [
            ("Do you encrypt data at rest and where are keys kept?", Category::Security),
            ("Where does claim data rest, and in which country?", Category::DataResidency),
            ("Is the four hours restoration a target?", Category::ServiceLevels),
            ("How long does an implementation take?", Category::ImplementationRisk),
            ("Can we connect our claims system by a REST interface?", Category::Integration),
            ("Your price is too high; can we have a discount?", Category::Commercial),
        ] {
            assert_eq!(category(text), Some(expected), "{text}");
        }
        assert_eq!(category("Who is your favourite footballer?"), None);
    }
}
