//! The policy: in force, waiting beside it, checked, explained, tried on past drafts, adopted.

use std::{collections::BTreeSet, sync::Arc};

use domain::{DealField, DraftKind, Moment, Permission};
use gate::{Action, Policy, PolicyFault, RULES, Topic};

use crate::{
    caller::Caller,
    convert::{count, time},
    error::{AppError, Result},
    facts::{policy as in_force, weigh},
    open::App,
    view::{
        AdoptPolicy, CheckRow, ExplainAction, ExplainView, Nothing, PolicyCheckView, PolicyFaultView, PolicyRuleRow,
        PolicyText, PolicyVersionRow, PolicyView, SimulatedRow, SimulationView,
    },
};

/// Longest policy file, in bytes.
const LONGEST: usize = 1024 * 1024;

/// The policy in force, the file beside it, and every check.
///
/// # Errors
/// When the store cannot be read.
pub async fn get_policy(app: &Arc<App>, caller: &Caller, _: Nothing) -> Result<PolicyView> {
    caller.may(Permission::Read)?;
    let versions = app.store.read().policies().await?;
    let text = versions.first().map_or_else(|| gate::DEFAULT_POLICY.to_owned(), |row| row.text.clone());
    let policy = in_force(app).await?;
    let path = app.folder.join("policy.toml");
    let waiting = std::fs::read_to_string(&path).ok().filter(|waiting| *waiting != text && waiting.len() <= LONGEST);
    let why_not = caller.may(Permission::Configure).err().map(|error| error.message);
    Ok(PolicyView {
        number: versions.first().map_or(0, |row| row.number),
        hash: policy.hash.to_string(),
        rules: rules(&policy),
        versions: versions
            .iter()
            .map(|row| PolicyVersionRow {
                number: row.number,
                hash: row.hash.to_string(),
                adopted_at: time(row.adopted_at),
                adopted_by: row.adopted_by.clone(),
            })
            .collect(),
        checks: RULES
            .iter()
            .map(|rule| CheckRow {
                code: rule.code.to_owned(),
                name: rule.name.to_owned(),
                severity: rule.severity.word().to_owned(),
                what: rule.what.to_owned(),
                why: rule.why.to_owned(),
                fix: rule.fix.to_owned(),
            })
            .collect(),
        path: path.display().to_string(),
        waiting_fault: waiting.as_deref().and_then(|text| Policy::parse(text).err()).map(fault),
        waiting,
        text,
        may_adopt: why_not.is_none(),
        why_not,
    })
}

fn rules(policy: &Policy) -> Vec<PolicyRuleRow> {
    policy
        .rules()
        .into_iter()
        .map(|rule| PolicyRuleRow {
            number: count(rule.number),
            name: rule.name,
            line: count(rule.line),
            when: rule.when,
            tier: rule.tier.word().to_owned(),
            roles: rule.roles,
        })
        .collect()
}

fn fault(fault: PolicyFault) -> PolicyFaultView {
    PolicyFaultView { line: count(fault.line), says: fault.says }
}

fn read(text: &str) -> Result<Policy, PolicyFault> {
    if text.len() > LONGEST {
        return Err(PolicyFault { line: 1, says: "the file is far longer than any policy".to_owned() });
    }
    Policy::parse(text)
}

/// Whether a policy text could be adopted.
///
/// # Errors
/// None of its own: a fault is the answer.
pub async fn check_policy(_: &Arc<App>, caller: &Caller, order: PolicyText) -> Result<PolicyCheckView> {
    caller.may(Permission::Read)?;
    Ok(match read(&order.text) {
        Ok(policy) => PolicyCheckView { fault: None, rules: rules(&policy) },
        Err(found) => PolicyCheckView { fault: Some(fault(found)), rules: Vec::new() },
    })
}

/// What a policy says of an action, in one line.
///
/// # Errors
/// `Invalid` for a word that names nothing, or a text with a fault.
pub async fn explain_action(app: &Arc<App>, caller: &Caller, order: ExplainAction) -> Result<ExplainView> {
    caller.may(Permission::Read)?;
    let policy = match &order.text {
        Some(text) => Arc::new(read(text).map_err(|fault| AppError::invalid(fault.to_string()))?),
        None => in_force(app).await?,
    };
    let action = Action {
        kind: word(&order.kind, "kind of draft", DraftKind::of_word)?,
        moments: words(&order.moments, "moment", Moment::of_word)?,
        topics: words(&order.topics, "topic", |word| Topic::ALL.into_iter().find(|topic| topic.word() == word))?,
        fields: words(&order.fields, "field of a deal", DealField::of_word)?,
        strategic: order.strategic,
        account: order.account.unwrap_or_default(),
    };
    let decision = policy.decide(&action);
    Ok(ExplainView { tier: decision.tier.word().to_owned(), explained: decision.explained() })
}

fn word<T>(text: &str, what: &str, of: impl Fn(&str) -> Option<T>) -> Result<T> {
    of(text.trim()).ok_or_else(|| AppError::invalid(format!("'{text}' is no {what}")))
}

fn words<T: Ord>(texts: &[String], what: &str, of: impl Fn(&str) -> Option<T> + Copy) -> Result<BTreeSet<T>> {
    texts.iter().map(|text| word(text, what, of)).collect()
}

/// What a policy would have decided for every draft there is.
///
/// # Errors
/// `Invalid` for a text with a fault.
pub async fn simulate_policy(app: &Arc<App>, caller: &Caller, order: PolicyText) -> Result<SimulationView> {
    caller.may(Permission::Read)?;
    let policy = read(&order.text).map_err(|fault| AppError::invalid(fault.to_string()))?;
    let mut rows = Vec::new();
    for draft in app.store.read().drafts(None).await? {
        let weighed = weigh(app, draft.id).await?;
        let action = gate::action(&weighed.row.draft, weighed.latest()?, &weighed.facts, &weighed.standing.class);
        let (now, then) = (weighed.standing.decision.explained(), policy.decide(&action).explained());
        rows.push(SimulatedRow {
            draft: draft.id.to_string(),
            account_name: weighed.facts.account.name.clone(),
            purpose: draft.purpose,
            differs: now != then,
            now,
            then,
        });
    }
    let differ = count(rows.iter().filter(|row| row.differs).count());
    Ok(SimulationView { rows, differ })
}

/// Adopts a policy: from now on it is in force, and every sign-off given under the one before lapses.
///
/// # Errors
/// `NotAllowed`; `Invalid` with the line and the reason, and the policy before stays in force.
pub async fn adopt_policy(app: &Arc<App>, caller: &Caller, order: AdoptPolicy) -> Result<PolicyView> {
    caller.may(Permission::Configure)?;
    if let Err(fault) = read(&order.text) {
        let mut tx = app.write(caller).await?;
        let body = serde_json::json!({ "what": "adopt_policy", "why": fault.to_string() });
        tx.audit(domain::Act::Refused, "policy", body).await?;
        tx.commit().await?;
        let says = format!("{fault}. The policy before stays in force");
        return Err(AppError::invalid(says));
    }
    let mut tx = app.write(caller).await?;
    tx.adopt_policy(&order.text, caller.person().id).await?;
    tx.commit().await?;
    crate::commands::briefings::write_file(&app.folder.join("policy.toml"), &order.text)?;
    get_policy(app, caller, Nothing {}).await
}
