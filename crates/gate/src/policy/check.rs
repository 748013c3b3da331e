//! What makes a policy file unfit: a tier below a floor, a chain that nobody can complete, a rule that never decides.

use std::collections::BTreeSet;

use domain::{DealField, DraftKind, Moment, Role, Tier};

use super::{
    Policy, PolicyRule,
    decide::{Action, Topic, floor_of},
};

/// Why a policy file is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("Line {line}: {says}")]
pub struct PolicyFault {
    /// 1-based.
    pub line: usize,
    pub says: String,
}

/// The first fault in the order of the file.
pub(super) fn check(policy: &Policy) -> Result<(), PolicyFault> {
    for rule in &policy.rules {
        check_floor(rule)?;
        check_roles(rule)?;
    }
    check_reached(policy)
}

fn fault(rule: &PolicyRule, says: &str) -> PolicyFault {
    PolicyFault { line: rule.line, says: format!("the rule '{}' {says}", rule.name) }
}

fn check_floor(rule: &PolicyRule) -> Result<(), PolicyFault> {
    let every = Moment::ALL.to_vec();
    let moments = if rule.when.moments.is_empty() { &every } else { &rule.when.moments };
    let others = [DraftKind::FollowUp];
    let kinds = if rule.when.kinds.is_empty() { &others[..] } else { &rule.when.kinds };
    for kind in kinds {
        for moment in moments {
            let floor = floor_of(*kind, *moment);
            if rule.tier < floor {
                let what = if *kind == DraftKind::StageChange { "stage changes" } else { moment.word() };
                let asks = format!(
                    "puts {what} under {}, but the floor is {}; name only the moments it is for, or raise its tier",
                    rule.tier.word(),
                    floor.word()
                );
                return Err(fault(rule, &asks));
            }
        }
    }
    Ok(())
}

fn check_roles(rule: &PolicyRule) -> Result<(), PolicyFault> {
    let Some(needs) = &rule.roles else {
        return Ok(());
    };
    match rule.tier {
        Tier::ManagerApproved if needs.is_empty() => {
            return Err(fault(rule, "asks for approval by nobody; name at least one role"));
        }
        Tier::ReadOnly | Tier::AutomationSafe if !needs.is_empty() => {
            let says = format!("names roles, but nobody signs under {}; leave them out", rule.tier.word());
            return Err(fault(rule, &says));
        }
        _ => {}
    }
    for need in needs {
        if let Some(role) = need.0.iter().find(|role| matches!(role, Role::AccountExecutive | Role::Admin)) {
            let says = format!("lets {} approve; an approver must hold another role", role.word());
            return Err(fault(rule, &says));
        }
    }
    Ok(())
}

/// Walks every action that the rules can tell apart, and finds a rule that never comes first.
fn check_reached(policy: &Policy) -> Result<(), PolicyFault> {
    let mut accounts: BTreeSet<String> = policy.rules.iter().flat_map(|rule| rule.when.accounts.clone()).collect();
    accounts.insert(String::new());
    let mut reached = vec![false; policy.rules.len()];
    for account in &accounts {
        for kind in DraftKind::ALL {
            for action in actions(kind, account) {
                if let Some(first) = policy.rules.iter().position(|rule| rule.when.covers(&action))
                    && let Some(seen) = reached.get_mut(first)
                {
                    *seen = true;
                }
            }
        }
    }
    match policy.rules.iter().zip(&reached).find(|(_, reached)| !**reached) {
        Some((rule, _)) => {
            Err(fault(rule, "never decides anything, because the rules above it match first; move or remove it"))
        }
        None => Ok(()),
    }
}

fn actions(kind: DraftKind, account: &str) -> Vec<Action> {
    let mut all = Vec::new();
    for leading in Moment::ALL {
        for bits in 0_u8..64 {
            let picked = |bit: u8| bits & (1 << bit) != 0;
            let topics = Topic::ALL.into_iter().zip(0..).filter(|(_, bit)| picked(*bit)).map(|(topic, _)| topic);
            let fields = DealField::ALL.into_iter().zip(2..).filter(|(_, bit)| picked(*bit)).map(|(field, _)| field);
            all.push(Action {
                kind,
                moments: [leading].into(),
                topics: topics.collect(),
                fields: fields.collect(),
                strategic: picked(5),
                account: account.to_owned(),
            });
        }
    }
    all
}
