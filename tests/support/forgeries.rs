//! Forged approvals: each is made from a genuine one that the gate takes, in one of the ways a person with the files and
//! without the right could try. It is offered as an approver's decision, and slipped into the kept moves.

use std::{collections::BTreeMap, sync::Arc};

use chrono::{DateTime, Duration, Utc};
use domain::{
    AccountId, Certificate, Draft, DraftId, DraftKind, Force, Meaning, Move, MoveAct, Person, PersonId, Revision,
    RevisionId, Role, SignOff, TextHash, Tier,
};
use ed25519_dalek::{Signer, SigningKey};
use gate::{Case, CitedSource, Facts, Policy, Roster, SourceKind, Standing};

use crate::world::{ACTORS, Dice, WORKSPACE, certificate, certificates, facts, id, key, person, revision, start};

/// The order of the group that Ed25519 signs in, little-endian: RFC 8032, section 5.1.
const ORDER: [u8; 32] = [
    0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
];
/// The neutral point: a key of order one, with which the signature of R = neutral, S = 0 fits every text.
const NEUTRAL: [u8; 32] = {
    let mut point = [0; 32];
    point[0] = 1;
    point
};
/// Security signs it first, then deal desk, then finance.
const TEXT: &str = "Backups are kept 35 days.[^1] Shall we talk about the discount?";
const SUBJECT: &str = "Friday";
const BEFORE: [Role; 2] = [Role::Security, Role::DealDesk];
const LAST: Role = Role::Finance;

/// A way to forge.
type Way = fn(&mut Table, &mut Dice);

const WAYS: [(&str, Way); 22] = [
    ("signed with another person's key", another_key),
    ("signed with a key nobody knows", unknown_key),
    ("by a person whose key was revoked", revoked_key),
    ("with a key that fits every text", weak_key),
    ("with S + L instead of S", not_canonical),
    ("with bits of the signature changed", changed_signature),
    ("with a signature of another length", cut_signature),
    ("with a field changed after signing", changed_field),
    ("given for another draft", other_draft),
    ("given for an older text", older_text),
    ("given for other recipients", other_recipients),
    ("given in another workspace", other_workspace),
    ("after it expired", expired),
    ("from the future", from_the_future),
    ("taken back and played again", replayed),
    ("counted a second time", twice),
    ("by the author", by_the_author),
    ("by a person of another role", other_role),
    ("by a person who only claims the role", claimed_role),
    ("by a person no admin confirmed", not_confirmed),
    ("out of turn", out_of_turn),
    ("after a cited source was withdrawn or the policy changed", world_changed),
];

/// What came of it, by the way of forging.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Forged {
    pub tried: BTreeMap<&'static str, usize>,
    /// Genuine approvals of the same drafts that the gate took and released on: without them a refusal proves nothing.
    pub genuine: usize,
    /// Genuine approvals that were refused.
    pub withheld: Vec<String>,
    /// Forged approvals that were taken, or on which something was released.
    pub accepted: Vec<String>,
}

/// One draft before its last signature, with a genuine one at hand.
struct Table {
    draft: Draft,
    revisions: Vec<Revision>,
    moves: Vec<Move>,
    facts: Facts,
    certificates: Vec<Certificate>,
    now: DateTime<Utc>,
    given: SignOff,
}

impl Table {
    fn new(number: usize, policy: Arc<Policy>) -> Self {
        let draft = Draft {
            id: DraftId(id(2_000_000 + number as u128)),
            account: AccountId(id(2)),
            kind: DraftKind::FollowUp,
            purpose: "Forgery".to_owned(),
            briefing: None,
            meeting: None,
            template: None,
            made_by: person(Role::AccountExecutive).id,
            made_at: start(),
        };
        let mut table = Self {
            revisions: vec![revision(draft.id, 1, Role::AccountExecutive, start(), (SUBJECT, TEXT))],
            draft,
            moves: Vec::new(),
            facts: facts(policy),
            certificates: certificates(),
            now: start() + Duration::hours(1),
            given: nothing(),
        };
        table.submit();
        table.sign_before();
        table.given = table.genuine(LAST);
        table
    }

    fn case(&self) -> Case<'_> {
        Case { draft: &self.draft, revisions: &self.revisions, moves: &self.moves, releases: &[], read: None }
    }

    fn submit(&mut self) {
        let revision = self.revisions.last().map_or(RevisionId(id(0)), |revision| revision.id);
        self.make(Role::AccountExecutive, MoveAct::Submitted { revision, note: None });
    }

    /// Everybody but the last signs.
    fn sign_before(&mut self) {
        for by in BEFORE {
            let given = self.genuine(by);
            self.add(given);
        }
    }

    fn add(&mut self, given: SignOff) {
        let role = given.role;
        self.make(role, MoveAct::SignedOff(Box::new(given)));
    }

    fn make(&mut self, by: Role, act: MoveAct) {
        let person = person(by);
        let number = u32::try_from(self.moves.len()).unwrap_or(0) + 1;
        self.moves.push(Move { number, at: self.now, by: person.id, name: person.name, role: by, act });
    }

    /// What this person signs on the newest text, through the gate where it lets them, else by hand.
    fn genuine(&self, by: Role) -> SignOff {
        let prepared = self.standing().and_then(|standing| {
            let approver = person(by);
            gate::prepare(&self.case(), &self.facts, &standing, &approver, (Meaning::Approved, None), self.now).ok()
        });
        prepared.map_or_else(nothing, |prepared| gate::sign(prepared, &key(by)))
    }

    fn standing(&self) -> Option<Standing> {
        Standing::of(&self.case(), &self.facts, self.now).ok()
    }

    /// Signs what is given anew, as this person.
    fn signed_by(&mut self, approver: &Person, key: &SigningKey) {
        let given =
            SignOff { approver: approver.id, name: approver.name.clone(), role: approver.role, ..self.given.clone() };
        self.given = gate::sign(given, key);
    }

    fn certify(&mut self, more: Certificate) {
        self.certificates.push(more);
        self.facts.roster = Roster::of(WORKSPACE, None, &self.certificates);
    }

    /// Whether the gate takes the decision at its door.
    fn taken(&self) -> bool {
        self.standing()
            .is_some_and(|standing| gate::accept(&self.case(), &self.facts, &standing, &self.given, self.now).is_ok())
    }

    /// Whether anything is released when the decision stands among the kept moves.
    fn released(&mut self) -> bool {
        let given = self.given.clone();
        self.add(given);
        let by = person(Role::AccountExecutive).id;
        gate::release(&self.case(), &self.facts, "clipboard", by, self.now).is_ok()
    }
}

/// Tries so many forged approvals, in turn in every way.
#[must_use]
pub fn forge(seed: u64, count: usize) -> Forged {
    let mut dice = Dice(seed);
    let mut found = Forged::default();
    let Ok(policy) = Policy::parse(gate::DEFAULT_POLICY).map(Arc::new) else {
        return found;
    };
    for number in 0..count {
        let (way, forge) = WAYS[number % WAYS.len()];
        let mut table = Table::new(number, Arc::clone(&policy));
        // Of every draft by turns: it costs as much as the forgery.
        if number % 8 == number / WAYS.len() % 8 {
            let fine = table.taken() && Table::new(number, Arc::clone(&policy)).released();
            if fine {
                found.genuine += 1;
            } else {
                found.withheld.push(format!("{way}, draft {number}"));
            }
        }
        forge(&mut table, &mut dice);
        *found.tried.entry(way).or_default() += 1;
        if table.taken() || table.released() {
            found.accepted.push(format!("{way}, draft {number}"));
        }
    }
    found
}

/// A sign-off of nobody on nothing.
fn nothing() -> SignOff {
    let empty = TextHash::of("");
    SignOff {
        workspace: String::new(),
        draft: DraftId(id(0)),
        revision: RevisionId(id(0)),
        number: 0,
        author: PersonId(id(0)),
        tier: Tier::ReadOnly,
        policy: empty.clone(),
        content: domain::ContentHash(empty.clone()),
        outgoing: empty.clone(),
        evidence: empty.clone(),
        findings: empty.clone(),
        shown: empty.clone(),
        before: empty,
        approver: PersonId(id(0)),
        name: String::new(),
        role: Role::Admin,
        meaning: Meaning::Approved,
        reason: None,
        at: start(),
        expires: start(),
        signature: String::new(),
    }
}

fn another_key(table: &mut Table, dice: &mut Dice) {
    let others: Vec<Role> = ACTORS.into_iter().filter(|role| *role != LAST).collect();
    table.given = gate::sign(table.given.clone(), &key(others[dice.roll(others.len())]));
}

fn unknown_key(table: &mut Table, dice: &mut Dice) {
    let secret: [u8; 32] = std::array::from_fn(|_| u8::try_from(dice.roll(256)).unwrap_or(0));
    table.given = gate::sign(table.given.clone(), &SigningKey::from_bytes(&secret));
}

fn revoked_key(table: &mut Table, dice: &mut Dice) {
    let public = key(LAST).verifying_key().to_bytes();
    // Before the decision or after it: a revoked key is worth nothing from then on.
    let at = table.now + Duration::minutes(dice.roll(120) as i64 - 60);
    table.certify(certificate(&person(LAST), public, true, at));
}

fn weak_key(table: &mut Table, dice: &mut Dice) {
    let at = table.now - Duration::minutes(1 + dice.roll(600) as i64);
    table.certify(certificate(&person(LAST), NEUTRAL, false, at));
    table.given.signature = hex(&[NEUTRAL, [0; 32]].concat());
}

fn not_canonical(table: &mut Table, _: &mut Dice) {
    let mut signature = key(LAST).sign(&gate::seal(&table.given)).to_bytes();
    let mut carry = 0_u16;
    for (byte, order) in signature.iter_mut().skip(32).zip(ORDER) {
        let sum = u16::from(*byte) + u16::from(order) + carry;
        (*byte, carry) = ((sum & 0xff) as u8, sum >> 8);
    }
    table.given.signature = hex(&signature);
}

fn changed_signature(table: &mut Table, dice: &mut Dice) {
    let mut signature = key(LAST).sign(&gate::seal(&table.given)).to_bytes();
    signature[dice.roll(64)] ^= 1 << dice.roll(8);
    table.given.signature = hex(&signature);
}

fn cut_signature(table: &mut Table, dice: &mut Dice) {
    let length = table.given.signature.len();
    match dice.roll(4) {
        0 => table.given.signature.truncate(dice.roll(length)),
        1 => table.given.signature.push_str("00"),
        2 => table.given.signature.clear(),
        _ => table.given.signature = format!("0x{}", table.given.signature),
    }
}

fn changed_field(table: &mut Table, dice: &mut Dice) {
    let other = TextHash::of(dice.roll(1 << 30).to_string());
    let given = &mut table.given;
    match dice.roll(16) {
        0 => given.workspace.push('0'),
        1 => given.number += 1,
        2 => given.author = person(Role::Legal).id,
        3 => given.tier = Tier::AutomationSafe,
        4 => given.policy = other,
        5 => given.content = domain::ContentHash(other),
        6 => given.outgoing = other,
        7 => given.evidence = other,
        8 => given.findings = other,
        9 => given.shown = other,
        10 => given.before = other,
        11 => given.name.push('.'),
        12 => given.meaning = Meaning::Overridden,
        13 => given.reason = Some("It is fine".to_owned()),
        14 => given.at -= Duration::minutes(1 + dice.roll(50) as i64),
        _ => given.expires += Duration::days(1 + dice.roll(300) as i64),
    }
}

fn other_draft(table: &mut Table, dice: &mut Dice) {
    let twin = Table::new(5_000_000 + dice.roll(1_000_000), Arc::clone(&table.facts.policy));
    table.given = twin.given;
}

fn older_text(table: &mut Table, dice: &mut Dice) {
    let text = format!("{TEXT} At {} o'clock?", 8 + dice.roll(10));
    let newer = revision(table.draft.id, 2, Role::AccountExecutive, table.now, (SUBJECT, &text));
    table.revisions.push(newer);
    table.submit();
    table.sign_before();
}

fn other_recipients(table: &mut Table, dice: &mut Dice) {
    for revision in &mut table.revisions {
        let email = format!("dana{}@buyer.example", dice.roll(1000));
        revision.recipients.push(domain::Recipient { name: None, email });
    }
}

fn other_workspace(table: &mut Table, dice: &mut Dice) {
    table.given.workspace = format!("01890000-0000-7000-8000-{:012x}", dice.roll(1 << 30));
    table.given = gate::sign(table.given.clone(), &key(LAST));
}

fn expired(table: &mut Table, dice: &mut Dice) {
    table.now = table.given.expires + Duration::seconds(dice.roll(1_000_000) as i64);
}

fn from_the_future(table: &mut Table, dice: &mut Dice) {
    table.given.at = table.now + Duration::seconds(1 + dice.roll(100_000) as i64);
    table.given = gate::sign(table.given.clone(), &key(LAST));
}

fn replayed(table: &mut Table, _: &mut Dice) {
    let given = table.given.clone();
    table.add(given);
    table.now += Duration::minutes(5);
    let standing = table.standing();
    let back = standing.and_then(|standing| {
        let approver = person(LAST);
        gate::prepare(&table.case(), &table.facts, &standing, &approver, (Meaning::Withdrawn, None), table.now).ok()
    });
    if let Some(back) = back {
        table.add(gate::sign(back, &key(LAST)));
    }
    table.now += Duration::minutes(5);
}

fn twice(table: &mut Table, _: &mut Dice) {
    // The first signature again, in the place of the second.
    if let Some(MoveAct::SignedOff(first)) = table.moves.last().map(|made| &made.act) {
        table.given = (**first).clone();
    }
}

fn by_the_author(table: &mut Table, _: &mut Dice) {
    for revision in &mut table.revisions {
        revision.author = person(LAST).id;
    }
    table.given.author = person(LAST).id;
    let Some(standing) = table.standing() else { return };
    // Everything as it stands today, so that only the author is in the way.
    let subject = standing.subject;
    table.given = SignOff {
        content: subject.content,
        outgoing: subject.outgoing,
        evidence: subject.evidence,
        findings: subject.findings,
        shown: subject.shown,
        ..table.given.clone()
    };
    table.given = gate::sign(table.given.clone(), &key(LAST));
}

fn other_role(table: &mut Table, dice: &mut Dice) {
    let others: Vec<Role> = ACTORS.into_iter().filter(|role| *role != LAST).collect();
    let other = others[dice.roll(others.len())];
    table.signed_by(&person(other), &key(other));
}

fn claimed_role(table: &mut Table, dice: &mut Dice) {
    let others: Vec<Role> = ACTORS.into_iter().filter(|role| !BEFORE.contains(role) && *role != LAST).collect();
    let other = others[dice.roll(others.len())];
    table.signed_by(&Person { role: LAST, ..person(other) }, &key(other));
}

fn not_confirmed(table: &mut Table, dice: &mut Dice) {
    let stranger = Person {
        id: PersonId(id(900 + dice.roll(1000) as u128)),
        name: "A stranger".to_owned(),
        email: None,
        role: LAST,
    };
    let own = SigningKey::from_bytes(&[200; 32]);
    let public = own.verifying_key().to_bytes();
    // Vouched for by themselves, or by somebody who may not.
    let (by, with) = if dice.roll(2) == 0 {
        (stranger.id, own.clone())
    } else {
        (person(Role::SalesManager).id, key(Role::SalesManager))
    };
    let at = table.now - Duration::days(1);
    table.certify(gate::certify(WORKSPACE, &stranger, public, false, (by, &with), at));
    table.signed_by(&stranger, &own);
}

fn out_of_turn(table: &mut Table, dice: &mut Dice) {
    // Finance's genuine word, before one of the others or any of them has said anything.
    let missing = BEFORE[dice.roll(BEFORE.len())];
    let all = dice.roll(2) == 0;
    table.moves.retain(|made| !matches!(&made.act, MoveAct::SignedOff(given) if all || given.role == missing));
}

fn world_changed(table: &mut Table, dice: &mut Dice) {
    if dice.roll(2) == 0 {
        if let Some(CitedSource { kind: SourceKind::Library { force, .. }, .. }) = table.facts.sources.first_mut() {
            *force = Force::Withdrawn;
        }
    } else if let Ok(other) = Policy::parse(&format!("{}\n# {}\n", gate::DEFAULT_POLICY, dice.roll(1 << 20))) {
        table.facts.policy = Arc::new(other);
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
