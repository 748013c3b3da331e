//! `policy show | check | explain | simulate | adopt`.

use std::path::PathBuf;

use app::{
    AppError, Result,
    commands::policy as act,
    view::{AdoptPolicy, ExplainAction, Nothing, PolicyText},
};

use super::{Door, draft::read_text};
use crate::{args_gate::Policy, output};

pub(super) async fn run(door: &Door, order: Policy) -> Result<()> {
    let (app, caller) = door.open().await?;
    let file = async |given: Option<PathBuf>| -> Result<String> {
        match given {
            Some(path) => read_text(&path),
            None => {
                let view = act::get_policy(&app, &caller, Nothing {}).await?;
                Ok(view.waiting.unwrap_or(view.text))
            }
        }
    };
    match order {
        Policy::Show { text } => {
            let policy = act::get_policy(&app, &caller, Nothing {}).await?;
            output::reply(door.json, &policy, |policy| show(policy, text))
        }
        Policy::Check { file: given } => {
            let text = file(given).await?;
            let found = act::check_policy(&app, &caller, PolicyText { text }).await?;
            output::reply(door.json, &found, |found| {
                if found.fault.is_none() {
                    rules(&found.rules);
                    output::line("This policy can be adopted");
                }
            })?;
            match &found.fault {
                Some(fault) => Err(AppError::invalid(format!("Line {}: {}", fault.line, fault.says))),
                None => Ok(()),
            }
        }
        Policy::Explain { kind, moments, topics, fields, strategic, account, file: given } => {
            let text = given.as_deref().map(read_text).transpose()?;
            let order = ExplainAction { kind, moments, topics, fields, strategic, account, text };
            let found = act::explain_action(&app, &caller, order).await?;
            output::reply(door.json, &found, |found| output::line(&found.explained))
        }
        Policy::Simulate { file: given } => {
            let text = file(given).await?;
            let found = act::simulate_policy(&app, &caller, PolicyText { text }).await?;
            output::reply(door.json, &found, |found| {
                for row in found.rows.iter().filter(|row| row.differs) {
                    output::line(&format!(
                        "{} {} – {}\n  now:  {}\n  then: {}",
                        row.draft, row.account_name, row.purpose, row.now, row.then
                    ));
                }
                output::line(&format!("{} of {} drafts would be decided differently", found.differ, found.rows.len()));
            })
        }
        Policy::Adopt { file: given } => {
            let text = file(given).await?;
            let adopted = act::adopt_policy(&app, &caller, AdoptPolicy { text }).await?;
            output::reply(door.json, &adopted, |policy| output::line(&format!("Policy {} is in force", policy.number)))
        }
    }
}

fn show(policy: &app::view::PolicyView, text: bool) {
    if text {
        output::line(&policy.text);
        return;
    }
    output::line(&format!("Policy {} ({})", policy.number, policy.hash.get(..12).unwrap_or_default()));
    rules(&policy.rules);
    if policy.waiting.is_some() {
        output::line(&format!("{} differs from the policy in force; `policy check`, then `policy adopt`", policy.path));
    }
}

fn rules(rules: &[app::view::PolicyRuleRow]) {
    let rows = rules.iter().map(|rule| {
        vec![rule.number.to_string(), rule.name.clone(), rule.when.clone(), rule.tier.clone(), rule.roles.clone()]
    });
    output::table(&["", "Rule", "When", "Tier", "Signs"], rows.collect());
}
