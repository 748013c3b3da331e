//! From an action to its tier and the people who must decide, with the reasons in words.

use std::{collections::BTreeSet, fmt};

use domain::{DealField, DraftKind, Moment, Role, Tier};
use serde::{Deserialize, Serialize};

use super::{Policy, PolicyRule, When};

/// What a negotiation is about; decides between finance and legal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    Money,
    Terms,
}

impl Topic {
    pub const ALL: [Self; 2] = [Self::Money, Self::Terms];

    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Money => "money",
            Self::Terms => "terms",
        }
    }
}

/// One sign-off that is asked for: by somebody who holds one of these roles.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Need(pub Vec<Role>);

impl fmt::Display for Need {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words: Vec<String> = self.0.iter().map(|role| role.words().to_lowercase()).collect();
        f.write_str(&words.join(" or "))
    }
}

/// What is to be decided: a draft's kind, its moments and topics, the fields it changes, and whose account it is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Action {
    pub kind: DraftKind,
    pub moments: BTreeSet<Moment>,
    pub topics: BTreeSet<Topic>,
    pub fields: BTreeSet<DealField>,
    pub strategic: bool,
    /// The account's name.
    pub account: String,
}

impl Action {
    /// The moment that decides: the gravest. A text without any is general.
    #[must_use]
    pub fn leading(&self) -> Moment {
        self.moments.iter().max().copied().unwrap_or(Moment::General)
    }

    /// The tier below which no policy can go.
    #[must_use]
    pub fn floor(&self) -> Tier {
        floor_of(self.kind, self.leading())
    }
}

pub(crate) fn floor_of(kind: DraftKind, leading: Moment) -> Tier {
    if kind == DraftKind::StageChange { leading.floor().max(Tier::ManagerApproved) } else { leading.floor() }
}

/// The tier of an action and who must decide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    pub tier: Tier,
    pub floor: Tier,
    /// In this order, by different people.
    pub needs: Vec<Need>,
    /// Whether the account's owner signs in person.
    pub owner_signs: bool,
    /// Whether one click without a chain is enough: a reminder from its template.
    pub one_click: bool,
    /// Number, from 1, and name of the rule that matched.
    pub rule: Option<(usize, String)>,
    pub leading: Moment,
}

impl Decision {
    /// The whole reason in one line: `manager-approved because rule 3 matched: Price and terms; floor: manager-approved`.
    #[must_use]
    pub fn explained(&self) -> String {
        let because = match &self.rule {
            Some((number, name)) => format!("rule {number} matched: {name}"),
            None => "no rule matched".to_owned(),
        };
        let mut who: Vec<String> = Vec::new();
        if self.owner_signs {
            who.push("the account's owner in person".to_owned());
        }
        who.extend(self.needs.iter().map(ToString::to_string));
        let who =
            if who.is_empty() { "nobody has to sign".to_owned() } else { format!("signs: {}", who.join(", then ")) };
        format!(
            "{} because {because}; moment: {}; floor: {}; {who}",
            self.tier.word(),
            self.leading.word(),
            self.floor.word()
        )
    }
}

impl Policy {
    /// The tier and the people that this policy asks for.
    #[must_use]
    pub fn decide(&self, action: &Action) -> Decision {
        let found = self.rules.iter().enumerate().find(|(_, rule)| rule.when.covers(action));
        let (leading, floor) = (action.leading(), action.floor());
        let tier = found.map_or(Tier::ManagerApproved, |(_, rule)| rule.tier).max(floor);
        let named = found.and_then(|(_, rule)| rule.roles.clone());
        let needs = match tier {
            Tier::ReadOnly | Tier::AutomationSafe => Vec::new(),
            Tier::DraftOnly => named.unwrap_or_else(|| extra_approvers(action)),
            Tier::ManagerApproved => named.unwrap_or_else(|| default_approvers(action)),
        };
        let automatic = tier == Tier::AutomationSafe;
        Decision {
            tier,
            floor,
            needs,
            owner_signs: tier == Tier::DraftOnly,
            one_click: automatic && leading != Moment::Internal,
            rule: found.map(|(index, rule): (usize, &PolicyRule)| (index + 1, rule.name.clone())),
            leading,
        }
    }
}

/// A sales manager beside the owner where executives of a strategic account read.
fn extra_approvers(action: &Action) -> Vec<Need> {
    let asked = action.strategic && action.moments.contains(&Moment::Executive);
    if asked { vec![Need(vec![Role::SalesManager])] } else { Vec::new() }
}

/// Deal desk, then legal for terms and finance for money; a solutions engineer or security for an objection; a sales
/// manager for everything else and for a strategic account's executives.
fn default_approvers(action: &Action) -> Vec<Need> {
    let mut needs = Vec::new();
    if action.moments.contains(&Moment::Objection) {
        needs.push(Need(vec![Role::SolutionsEngineer, Role::Security]));
    }
    if action.moments.contains(&Moment::Negotiation) {
        needs.push(Need(vec![Role::DealDesk]));
        if action.topics.contains(&Topic::Terms) {
            needs.push(Need(vec![Role::Legal]));
        }
        if action.topics.contains(&Topic::Money) {
            needs.push(Need(vec![Role::Finance]));
        }
    }
    needs.extend(extra_approvers(action));
    if needs.is_empty() { vec![Need(vec![Role::SalesManager])] } else { needs }
}

impl When {
    /// Whether a rule is for this action. A rule that names no kinds is for every kind but stage changes.
    pub(crate) fn covers(&self, action: &Action) -> bool {
        let kind = if self.kinds.is_empty() {
            action.kind != DraftKind::StageChange
        } else {
            self.kinds.contains(&action.kind)
        };
        kind && (self.moments.is_empty() || self.moments.contains(&action.leading()))
            && self.topics.iter().all(|topic| action.topics.contains(topic))
            && (self.fields.is_empty() || self.fields.iter().any(|field| action.fields.contains(field)))
            && self.strategic.is_none_or(|strategic| strategic == action.strategic)
            && (self.accounts.is_empty() || self.accounts.contains(&action.account.to_lowercase()))
    }
}
