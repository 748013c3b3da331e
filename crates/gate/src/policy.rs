//! The policy file: ordered rules, limits, destinations, templates and stages. Parsed once, checked against the floors,
//! explained in words. The first rule that matches decides; what nothing matches is manager-approved.

mod check;
mod decide;
mod file;

use std::collections::{BTreeMap, BTreeSet};

use domain::{DealField, DraftKind, Moment, Role, Sensitivity, Severity, Template, TextHash, Tier};

pub use check::PolicyFault;
pub use decide::{Action, Decision, Need, Topic};

/// The policy that holds where nobody has adopted another, with a comment on everything it can say.
pub const DEFAULT_POLICY: &str = include_str!("policy/default.toml");

/// Which actions a rule is for. An empty list asks nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct When {
    pub(crate) kinds: Vec<DraftKind>,
    /// The leading moment is one of these.
    pub(crate) moments: Vec<Moment>,
    /// The text speaks of each of these.
    pub(crate) topics: Vec<Topic>,
    /// The request changes one of these.
    pub(crate) fields: Vec<DealField>,
    pub(crate) strategic: Option<bool>,
    /// Account names, in lower case.
    pub(crate) accounts: Vec<String>,
}

/// One rule of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PolicyRule {
    pub(crate) name: String,
    /// 1-based line of the file.
    pub(crate) line: usize,
    pub(crate) when: When,
    pub(crate) tier: Tier,
    /// `None` asks the default approvers of the moment.
    pub(crate) roles: Option<Vec<Need>>,
}

/// A rule of the file, for a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleInWords {
    /// From 1.
    pub number: usize,
    pub name: String,
    /// 1-based line of the file.
    pub line: usize,
    pub when: String,
    pub tier: Tier,
    pub roles: String,
}

impl PolicyRule {
    fn in_words(&self, number: usize) -> RuleInWords {
        fn list<T>(what: &str, items: &[T], word: impl Fn(&T) -> String) -> Option<String> {
            (!items.is_empty()).then(|| format!("{what} {}", items.iter().map(word).collect::<Vec<_>>().join(" or ")))
        }
        let when = &self.when;
        let parts = [
            list("kind", &when.kinds, |kind| kind.word().to_owned()),
            list("moment", &when.moments, |moment| moment.word().to_owned()),
            list("topics", &when.topics, |topic| topic.word().to_owned()),
            list("changes", &when.fields, |field| field.word().to_owned()),
            when.strategic
                .map(|strategic| if strategic { "strategic account" } else { "account not strategic" }.to_owned()),
            list("account", &when.accounts, Clone::clone),
        ];
        let when: Vec<String> = parts.into_iter().flatten().collect();
        let roles =
            self.roles.as_ref().map(|needs| needs.iter().map(ToString::to_string).collect::<Vec<_>>().join(", then "));
        RuleInWords {
            number,
            name: self.name.clone(),
            line: self.line,
            when: if when.is_empty() { "every text".to_owned() } else { when.join("; ") },
            tier: self.tier,
            roles: match (self.tier, roles) {
                (Tier::ReadOnly, _) => "nobody: nothing is made".to_owned(),
                (Tier::AutomationSafe, _) => "one click; nobody inside the company".to_owned(),
                (Tier::DraftOnly, Some(roles)) => format!("the account's owner, then {roles}"),
                (Tier::DraftOnly, None) => "the account's owner".to_owned(),
                (Tier::ManagerApproved, roles) => roles.unwrap_or_else(|| "the usual approvers".to_owned()),
            },
        }
    }
}

/// A fixed text with blanks such as `{meeting}`, for reminders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReminderTemplate {
    pub name: String,
    pub subject: String,
    pub body: String,
}

/// Letters of the longest filling of a blank.
const LONGEST_FILLING: usize = 120;

impl ReminderTemplate {
    /// Whether a text is this template with each blank filled by a short line of its own. What a draft calls its template
    /// is worth nothing by itself: the policy in force must have it.
    #[must_use]
    pub fn gave(&self, filled: &Template) -> bool {
        filled.name == self.name && filled_from(&self.subject, &filled.subject) && filled_from(&self.body, &filled.body)
    }
}

/// Whether `filled` is `pattern` with its blanks filled.
fn filled_from(pattern: &str, filled: &str) -> bool {
    const BLANK: char = '\u{0}';
    let marked = file::BLANKS.iter().fold(pattern.to_owned(), |text, blank| text.replace(blank, &BLANK.to_string()));
    let mut fixed = marked.split(BLANK);
    let first = fixed.next().unwrap_or_default();
    // Every place of the filled text at which the template may stand so far.
    let mut places: BTreeSet<usize> = filled.starts_with(first).then_some(first.len()).into_iter().collect();
    for words in fixed {
        places = places.into_iter().flat_map(|from| after_blank(filled, from, words)).collect();
    }
    places.contains(&filled.len())
}

/// Where a blank that begins here and the fixed words after it may end.
fn after_blank(filled: &str, from: usize, words: &str) -> Vec<usize> {
    let rest = filled.get(from..).unwrap_or_default();
    let line = rest.chars().take_while(|c| *c != '\n').take(LONGEST_FILLING);
    let ends = line.scan(0, |end, c| {
        *end += c.len_utf8();
        Some(*end)
    });
    let fits = ends.filter(|end| rest.get(*end..).is_some_and(|after| after.starts_with(words)));
    fits.map(|end| from + end + words.len()).collect()
}

/// A stage of the deal and what must be true before it is left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stage {
    pub name: String,
    pub criteria: Vec<String>,
}

/// A policy that passed every check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// BLAKE3 of the file's bytes: sign-offs name it.
    pub hash: TextHash,
    pub(crate) rules: Vec<PolicyRule>,
    /// Days after which a sign-off runs out.
    pub sign_off_days: u32,
    /// Roles that may approve over findings that nobody acknowledged.
    pub overriders: Vec<Role>,
    /// More messages than `touches_most` to one account within `touches_days` are too many.
    pub touches_days: u32,
    pub touches_most: u32,
    /// The highest sensitivity each destination may receive; absent means none.
    pub destinations: BTreeMap<String, Sensitivity>,
    pub templates: Vec<ReminderTemplate>,
    pub stages: Vec<Stage>,
    /// Checks that this company takes more seriously than the product does.
    pub raised: BTreeMap<String, Severity>,
    /// The company's own words beside the built-in lists, by the check's code, in lower case.
    pub words: BTreeMap<String, Vec<String>>,
}

impl Policy {
    /// Reads and checks a policy file.
    ///
    /// # Errors
    /// The first fault, with its line, what is wrong, and what would be right.
    pub fn parse(text: &str) -> Result<Self, PolicyFault> {
        let policy = file::read(text)?;
        check::check(&policy)?;
        Ok(policy)
    }

    /// The rules in words, for a table.
    #[must_use]
    pub fn rules(&self) -> Vec<RuleInWords> {
        self.rules.iter().zip(1..).map(|(rule, number)| rule.in_words(number)).collect()
    }

    /// The built-in policy.
    ///
    /// # Errors
    /// Never, as a test shows; a caller treats it as it treats any file.
    pub fn built_in() -> Result<Self, PolicyFault> {
        Self::parse(DEFAULT_POLICY)
    }
}

#[cfg(test)]
mod tests;
