//! Our own people and their keys, the policy, and what was agreed with an account.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One of our people.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TeamMember {
    pub id: String,
    pub name: String,
    pub email: Option<String>,
    /// Such as `sales-manager`.
    pub role: String,
    pub role_words: String,
    /// `none`, `waiting` (made, not confirmed), `confirmed`, `revoked`.
    pub key: String,
    /// First letters of the public key, to compare by telephone.
    pub fingerprint: Option<String>,
    pub confirmed_at: Option<String>,
    /// The person at this desk.
    pub me: bool,
    /// Whether this desk holds the person's key.
    pub key_here: bool,
}

/// Everybody, and what the person at this desk may change.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TeamView {
    pub members: Vec<TeamMember>,
    pub roles: Vec<RoleView>,
    pub may_administer: bool,
    pub why_not: Option<String>,
    /// True when my key is unlocked here.
    pub unlocked: bool,
    /// True until the workspace has its first confirmed key.
    pub unsealed: bool,
    /// Certificates that did not hold, in words.
    pub refused: Vec<String>,
    /// The passphrase of every key in a sample workspace; nothing elsewhere.
    pub sample_passphrase: Option<String>,
}

/// A role.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RoleView {
    pub word: String,
    pub words: String,
}

/// Add a person, or change a person's name, address or role.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct KeepPerson {
    /// Of the person to change; left out for a new one.
    pub person: Option<String>,
    pub name: String,
    pub email: Option<String>,
    pub role: String,
    /// Of the admin's key, when a confirmed person's certificate must be written anew.
    pub passphrase: Option<String>,
}

/// Make my key, sealed with a passphrase.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MakeKey {
    pub passphrase: String,
}

/// Unlock my key at this desk, or with nothing, lock it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct UnlockKey {
    pub passphrase: Option<String>,
}

/// Confirm or revoke a person's key, as an admin.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CertifyPerson {
    pub person: String,
    /// Public key in hex, when it was made on another machine.
    pub key: Option<String>,
    pub passphrase: Option<String>,
}

/// Work as another person of this workspace. Their key stays theirs.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SwitchPerson {
    pub person: String,
}

/// A policy that was in force.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PolicyVersionRow {
    pub number: u32,
    pub hash: String,
    pub adopted_at: String,
    pub adopted_by: String,
}

/// A check, as it documents itself.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CheckRow {
    pub code: String,
    pub name: String,
    pub severity: String,
    pub what: String,
    pub why: String,
    pub fix: String,
}

/// A rule of the policy file.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PolicyRuleRow {
    pub number: u32,
    pub name: String,
    pub line: u32,
    pub when: String,
    pub tier: String,
    pub roles: String,
}

/// A fault in a policy file.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PolicyFaultView {
    pub line: u32,
    pub says: String,
}

/// The policy in force, the file beside it, and the checks.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PolicyView {
    /// 0 for the built-in one.
    pub number: u32,
    pub hash: String,
    pub text: String,
    pub rules: Vec<PolicyRuleRow>,
    pub versions: Vec<PolicyVersionRow>,
    pub checks: Vec<CheckRow>,
    /// Where `policy.toml` is, and its text where it differs from the policy in force.
    pub path: String,
    pub waiting: Option<String>,
    pub waiting_fault: Option<PolicyFaultView>,
    pub may_adopt: bool,
    pub why_not: Option<String>,
}

/// A policy text.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PolicyText {
    pub text: String,
}

/// Whether a policy text could be adopted.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PolicyCheckView {
    pub fault: Option<PolicyFaultView>,
    pub rules: Vec<PolicyRuleRow>,
}

/// Adopt a policy text: from now on it is in force.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AdoptPolicy {
    pub text: String,
}

/// Ask what the policy in force, or this text, says of an action.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ExplainAction {
    pub kind: String,
    pub moments: Vec<String>,
    pub topics: Vec<String>,
    pub fields: Vec<String>,
    pub strategic: bool,
    pub account: Option<String>,
    pub text: Option<String>,
}

/// The answer in one line.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ExplainView {
    pub tier: String,
    pub explained: String,
}

/// What a policy would have decided for a draft.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SimulatedRow {
    pub draft: String,
    pub account_name: String,
    pub purpose: String,
    pub now: String,
    pub then: String,
    pub differs: bool,
}

/// What a policy would have decided for every draft.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SimulationView {
    pub rows: Vec<SimulatedRow>,
    pub differ: u32,
}

/// What was agreed with an account.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TermsView {
    pub account: String,
    pub nda_from: Option<String>,
    pub nda_until: Option<String>,
    /// Whether it is on file today.
    pub nda: bool,
    pub strategic: bool,
    /// Id of the person recorded as the owner; left out: the CRM's owner counts.
    pub owner: Option<String>,
    /// The owner who counts.
    pub owner_name: Option<String>,
    pub may_record: bool,
    pub why_not: Option<String>,
}

/// Record what was agreed with an account.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RecordTerms {
    pub account: String,
    pub nda_from: Option<String>,
    pub nda_until: Option<String>,
    pub strategic: bool,
    /// Id of our person who signs draft-only texts; left out: the CRM's owner.
    pub owner: Option<String>,
}
