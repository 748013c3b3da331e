//! The TOML form of a policy, with the line of everything that can be wrong.

use std::collections::BTreeMap;

use domain::{DealField, DraftKind, Moment, Role, Sensitivity, Severity, TextHash, Tier};
use serde::Deserialize;
use toml::Spanned;

use super::{Need, Policy, PolicyFault, PolicyRule, ReminderTemplate, Stage, Topic, When};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    form: Spanned<u32>,
    #[serde(default)]
    rule: Vec<Spanned<RuleText>>,
    sign_off: SignOffText,
    touches: TouchesText,
    #[serde(default)]
    destinations: BTreeMap<String, Spanned<String>>,
    #[serde(default)]
    template: Vec<Spanned<TemplateText>>,
    #[serde(default)]
    stage: Vec<StageText>,
    #[serde(default)]
    raise: BTreeMap<Spanned<String>, Spanned<String>>,
    #[serde(default)]
    words: BTreeMap<Spanned<String>, Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleText {
    name: String,
    #[serde(default)]
    when: WhenText,
    tier: Spanned<String>,
    roles: Option<Vec<Spanned<String>>>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct WhenText {
    #[serde(default)]
    kinds: Vec<Spanned<String>>,
    #[serde(default)]
    moments: Vec<Spanned<String>>,
    #[serde(default)]
    topics: Vec<Spanned<String>>,
    #[serde(default)]
    fields: Vec<Spanned<String>>,
    strategic: Option<bool>,
    #[serde(default)]
    accounts: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SignOffText {
    days: Spanned<u32>,
    #[serde(default, rename = "override")]
    overriders: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TouchesText {
    days: u32,
    most: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TemplateText {
    name: String,
    subject: String,
    body: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StageText {
    name: String,
    criteria: Vec<String>,
}

/// Names of blanks that a template may have.
pub(crate) const BLANKS: [&str; 5] = ["{name}", "{meeting}", "{date}", "{time}", "{place}"];

/// Places to which text can go, released or marked as a draft.
pub(crate) const DESTINATIONS: [&str; 10] = [
    "packet.html",
    "clipboard",
    "file.eml",
    "file.docx",
    "file.pdf",
    "file.html",
    "file.md",
    "file.txt",
    "crm.csv",
    "questionnaire",
];

struct Lines<'t>(&'t str);

impl Lines<'_> {
    fn fault(&self, at: usize, says: impl Into<String>) -> PolicyFault {
        let line = self.0.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1;
        PolicyFault { line, says: says.into() }
    }

    fn word<T>(
        &self,
        text: &Spanned<String>,
        what: &str,
        of: impl Fn(&str) -> Option<T>,
        known: &[&str],
    ) -> Result<T, PolicyFault> {
        of(text.get_ref()).ok_or_else(|| {
            self.fault(text.span().start, format!("'{}' is no {what}; known are {}", text.get_ref(), known.join(", ")))
        })
    }

    fn words<T>(
        &self,
        texts: &[Spanned<String>],
        what: &str,
        of: impl Fn(&str) -> Option<T> + Copy,
        known: &[&str],
    ) -> Result<Vec<T>, PolicyFault> {
        texts.iter().map(|text| self.word(text, what, of, known)).collect()
    }
}

pub(super) fn read(text: &str) -> Result<Policy, PolicyFault> {
    let lines = Lines(text);
    let file: File = toml::from_str(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        lines.fault(at, error.message().trim())
    })?;
    if *file.form.get_ref() != 1 {
        let says = format!("form {} is not known to this program; it reads form 1", file.form.get_ref());
        return Err(lines.fault(file.form.span().start, says));
    }
    let days = *file.sign_off.days.get_ref();
    if !(1..=90).contains(&days) {
        return Err(lines.fault(file.sign_off.days.span().start, "a sign-off holds between 1 and 90 days"));
    }
    let roles: Vec<&str> = Role::ALL.iter().map(|role| role.word()).collect();
    Ok(Policy {
        hash: TextHash::of(text),
        rules: file.rule.iter().map(|rule| read_rule(&lines, rule)).collect::<Result<_, _>>()?,
        sign_off_days: days,
        overriders: lines.words(&file.sign_off.overriders, "role", Role::of_word, &roles)?,
        touches_days: file.touches.days,
        touches_most: file.touches.most,
        destinations: read_destinations(&lines, &file.destinations)?,
        templates: read_templates(&lines, &file.template)?,
        stages: file.stage.into_iter().map(|stage| Stage { name: stage.name, criteria: stage.criteria }).collect(),
        raised: read_raised(&lines, &file.raise)?,
        words: read_words(&lines, file.words)?,
    })
}

fn read_rule(lines: &Lines<'_>, rule: &Spanned<RuleText>) -> Result<PolicyRule, PolicyFault> {
    let text = rule.get_ref();
    let tiers: Vec<&str> = Tier::ALL.iter().map(|tier| tier.word()).collect();
    let line = lines.fault(rule.span().start, "").line;
    let roles = match &text.roles {
        Some(needs) => Some(needs.iter().map(|need| read_need(lines, need)).collect::<Result<Vec<_>, _>>()?),
        None => None,
    };
    Ok(PolicyRule {
        name: text.name.clone(),
        line,
        when: read_when(lines, &text.when)?,
        tier: lines.word(&text.tier, "tier", Tier::of_word, &tiers)?,
        roles,
    })
}

/// `deal-desk`, or `solutions-engineer or security`.
fn read_need(lines: &Lines<'_>, need: &Spanned<String>) -> Result<Need, PolicyFault> {
    let known: Vec<&str> = Role::ALL.iter().map(|role| role.word()).collect();
    let roles = need.get_ref().split(" or ").map(|word| {
        let one = Spanned::new(need.span(), word.trim().to_owned());
        lines.word(&one, "role", Role::of_word, &known)
    });
    Ok(Need(roles.collect::<Result<_, _>>()?))
}

fn read_when(lines: &Lines<'_>, when: &WhenText) -> Result<When, PolicyFault> {
    let kinds: Vec<&str> = DraftKind::ALL.iter().map(|kind| kind.word()).collect();
    let moments: Vec<&str> = Moment::ALL.iter().map(|moment| moment.word()).collect();
    let topic = |word: &str| Topic::ALL.into_iter().find(|topic| topic.word() == word);
    let fields: Vec<&str> = DealField::ALL.iter().map(|field| field.word()).collect();
    Ok(When {
        kinds: lines.words(&when.kinds, "kind of draft", DraftKind::of_word, &kinds)?,
        moments: lines.words(&when.moments, "moment", Moment::of_word, &moments)?,
        topics: lines.words(&when.topics, "topic", topic, &["money", "terms"])?,
        fields: lines.words(&when.fields, "field of a deal", DealField::of_word, &fields)?,
        strategic: when.strategic,
        accounts: when.accounts.iter().map(|name| name.to_lowercase()).collect(),
    })
}

fn read_destinations(
    lines: &Lines<'_>,
    given: &BTreeMap<String, Spanned<String>>,
) -> Result<BTreeMap<String, Sensitivity>, PolicyFault> {
    let known = ["public", "internal", "confidential", "restricted"];
    let of = |word: &str| match word {
        "public" => Some(Sensitivity::Public),
        "internal" => Some(Sensitivity::Internal),
        "confidential" => Some(Sensitivity::Confidential),
        "restricted" => Some(Sensitivity::Restricted),
        _ => None,
    };
    let mut destinations = BTreeMap::new();
    for (name, highest) in given {
        if !DESTINATIONS.contains(&name.as_str()) {
            let says = format!("'{name}' is no destination; known are {}", DESTINATIONS.join(", "));
            return Err(lines.fault(highest.span().start, says));
        }
        destinations.insert(name.clone(), lines.word(highest, "sensitivity", of, &known)?);
    }
    Ok(destinations)
}

fn read_templates(lines: &Lines<'_>, given: &[Spanned<TemplateText>]) -> Result<Vec<ReminderTemplate>, PolicyFault> {
    given
        .iter()
        .map(|template| {
            let text = template.get_ref();
            let mut rest = format!("{} {}", text.subject, text.body);
            for blank in BLANKS {
                rest = rest.replace(blank, "");
            }
            if rest.contains(['{', '}']) {
                let says = format!("the template '{}' has a blank that is none of {}", text.name, BLANKS.join(", "));
                return Err(lines.fault(template.span().start, says));
            }
            let (name, subject, body) = (text.name.clone(), text.subject.clone(), text.body.trim().to_owned());
            Ok(ReminderTemplate { name, subject, body })
        })
        .collect()
}

fn known_code(lines: &Lines<'_>, code: &Spanned<String>) -> Result<String, PolicyFault> {
    let known: Vec<&str> = crate::rule::codes();
    let of = |word: &str| known.contains(&word).then(|| word.to_owned());
    lines.word(code, "check", of, &known)
}

fn read_raised(
    lines: &Lines<'_>,
    given: &BTreeMap<Spanned<String>, Spanned<String>>,
) -> Result<BTreeMap<String, Severity>, PolicyFault> {
    let of = |word: &str| match word {
        "acknowledge" => Some(Severity::Acknowledge),
        "blocks" => Some(Severity::Blocks),
        _ => None,
    };
    given
        .iter()
        .map(|(code, severity)| {
            Ok((known_code(lines, code)?, lines.word(severity, "severity", of, &["acknowledge", "blocks"])?))
        })
        .collect()
}

fn read_words(
    lines: &Lines<'_>,
    given: BTreeMap<Spanned<String>, Vec<String>>,
) -> Result<BTreeMap<String, Vec<String>>, PolicyFault> {
    given
        .into_iter()
        .map(|(code, words)| {
            let words = words.into_iter().map(|word| word.trim().to_lowercase()).filter(|word| !word.is_empty());
            Ok((known_code(lines, &code)?, words.collect()))
        })
        .collect()
}
