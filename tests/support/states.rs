//! A walk through the gate's states: many hands on one draft, every act in any order, the real policy, review and
//! release code. A shadow keeps book in the plainest way of who truly decided on what; a release that the shadow does
//! not grant is a breach.

use std::{
    collections::{BTreeMap, BTreeSet, HashSet},
    sync::{Arc, Mutex},
};

use chrono::{DateTime, Duration, Utc};
use domain::{
    AccountId, Draft, DraftId, DraftKind, Force, Meaning, Move, MoveAct, PersonId, ReleaseRecord, Revision, RevisionId,
    Role, SignOff, Template, TextHash,
};
use gate::{Assessment, Case, CitedSource, Facts, Policy, SourceKind, Standing};

use crate::world::{ACTORS, Dice, facts, id, key, person, revision, start};

/// What a walk found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Walked {
    pub seed: u64,
    /// Distinct states seen.
    pub states: usize,
    /// Acts tried.
    pub acts: usize,
    /// Releases that the gate granted; a walk without any proves nothing.
    pub releases: usize,
    /// Releases by the number of people who had to sign.
    pub by_signers: BTreeMap<usize, usize>,
    /// Releases of the text whose finding somebody had to override.
    pub overridden: usize,
    /// Releases granted that nobody earned: what was done, in order.
    pub unearned: Vec<String>,
    /// Releases refused although everything was there.
    pub withheld: Vec<String>,
}

/// The texts that an edit can choose from, by what they are.
const BODIES: [&str; 6] = [
    "Thank you for the hour on Friday.",
    "Thank you. Shall we talk about the discount?",
    "Thank you. Shall we talk about the liability clause and the discount?",
    "Backups are kept 35 days.[^1]",
    TEMPLATE,
    "Shall we talk about the liability clause? Petra Novak, petra@quarrystone.example, asks after it.",
];
/// The text that cites the source, the one that is the reminder template, and the one with a finding to override.
const CITING: usize = 3;
const REMINDER: usize = 4;
const OPEN: usize = 5;
/// The policies beside the built-in one.
const RAISED: usize = 1;
const CLOSED: usize = 2;
const TEMPLATE: &str =
    "Hello Dana,\n\nA short reminder of our meeting on Friday at 10:00: Planning day.\n\nKind regards";
const SUBJECT: &str = "Reminder: Planning day, Friday";
/// Policies that can be in force: the built-in one, one that raises plain texts, one that forbids everything.
fn policies() -> Vec<Arc<Policy>> {
    let built_in = gate::DEFAULT_POLICY;
    let raised = built_in.replace(
        "moments = [\"general\", \"reminder\"] }\ntier = \"draft-only\"",
        "moments = [\"general\", \"reminder\"] }\ntier = \"manager-approved\"",
    );
    let closed = format!("{built_in}\n").replacen(
        "[[rule]]\nname = \"A change of a deal\"",
        "[[rule]]\nname = \"Closed\"\nwhen = { accounts = [\"Buyer Group\"] }\ntier = \"read-only\"\n\n[[rule]]\nname = \"A change of a deal\"",
        1,
    );
    [built_in, &raised, &closed].iter().filter_map(|text| Policy::parse(text).ok().map(Arc::new)).collect()
}

/// A person's last word on the draft, as the shadow keeps it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Word {
    Approves,
    SendsBack,
    TakesBack,
}

/// What truly happened, kept without any of the gate's code: one line for each decision that a person made by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Decided {
    by: Role,
    word: Word,
    /// Whether they approved over what nobody had accepted.
    overrides: bool,
    /// Number of the revision and of the policy it was made on.
    revision: u32,
    policy: usize,
    minute: i64,
}

/// One draft and the world around it.
#[derive(Clone)]
struct World {
    draft: Draft,
    revisions: Vec<Revision>,
    /// Which of `BODIES` each revision has.
    bodies: Vec<usize>,
    moves: Vec<Move>,
    releases: Vec<ReleaseRecord>,
    policy: usize,
    source_is_out: bool,
    minute: i64,
    decided: Vec<Decided>,
    given_up: bool,
    /// The gate's reading of some earlier text on some earlier facts; believing it would be a breach.
    read: Option<Arc<Assessment>>,
    /// What was done, for a breach's report.
    told: Vec<String>,
}

impl World {
    fn new(number: usize, body: usize) -> Self {
        let draft = Draft {
            id: DraftId(id(1_000_000 + number as u128)),
            account: AccountId(id(2)),
            kind: if body == REMINDER { DraftKind::Reminder } else { DraftKind::FollowUp },
            purpose: "Walk".to_owned(),
            briefing: None,
            meeting: None,
            template: (body == REMINDER).then(|| Template {
                name: "Meeting reminder".to_owned(),
                subject: SUBJECT.to_owned(),
                body: TEMPLATE.to_owned(),
            }),
            made_by: person(Role::AccountExecutive).id,
            made_at: start(),
        };
        let mut world = Self {
            draft,
            revisions: Vec::new(),
            bodies: Vec::new(),
            moves: Vec::new(),
            releases: Vec::new(),
            policy: 0,
            source_is_out: false,
            minute: 0,
            decided: Vec::new(),
            given_up: false,
            read: None,
            told: Vec::new(),
        };
        world.write(Role::AccountExecutive, body);
        world
    }

    fn now(&self) -> DateTime<Utc> {
        start() + Duration::minutes(self.minute)
    }

    fn write(&mut self, by: Role, body: usize) {
        let number = u32::try_from(self.revisions.len()).unwrap_or(0) + 1;
        self.revisions.push(revision(self.draft.id, number, by, self.now(), (SUBJECT, BODIES[body])));
        self.bodies.push(body);
    }

    fn case(&self) -> Case<'_> {
        Case {
            draft: &self.draft,
            revisions: &self.revisions,
            moves: &self.moves,
            releases: &self.releases,
            read: self.read.as_deref(),
        }
    }

    /// Looks at the newest text on these facts, and keeps that reading for acts to come.
    fn look(&mut self, facts: &Facts) {
        self.read = self.revisions.last().map(|latest| Arc::new(Assessment::of(&self.draft, latest, facts)));
    }

    /// The source as it stands in this world.
    fn source_in(&self, facts: &mut Facts) {
        if let (true, Some(CitedSource { kind: SourceKind::Library { force, .. }, .. })) =
            (self.source_is_out, facts.sources.first_mut())
        {
            *force = Force::Withdrawn;
        }
        if self.bodies.last() != Some(&CITING) {
            facts.sources.clear();
            facts.passages.clear();
        }
    }

    /// The program dies and reads everything back from what was kept.
    fn crash(&mut self) {
        let kept = serde_json::to_string(&(&self.draft, &self.revisions, &self.moves));
        let read = kept.ok().and_then(|text| serde_json::from_str::<(Draft, Vec<Revision>, Vec<Move>)>(&text).ok());
        if let Some((draft, revisions, moves)) = read {
            (self.draft, self.revisions, self.moves) = (draft, revisions, moves);
            self.told.push("restarted".to_owned());
        }
    }

    fn add(&mut self, by: Role, act: MoveAct) {
        let person = person(by);
        let number = u32::try_from(self.moves.len()).unwrap_or(0) + 1;
        self.moves.push(Move { number, at: self.now(), by: person.id, name: person.name, role: by, act });
    }

    /// Everything that makes this state differ from another, in few bytes.
    fn print(&self) -> [u8; 32] {
        let mut text = format!("{:?} {} {} {}", self.bodies, self.policy, self.source_is_out, self.given_up);
        for revision in &self.revisions {
            text.push_str(&format!(" r{}", revision.author));
        }
        for made in &self.moves {
            let act = match &made.act {
                MoveAct::SignedOff(given) => {
                    let own = given.draft == self.draft.id;
                    let (meaning, over) = (given.meaning.word(), self.now() > given.expires);
                    format!("{meaning}{}{}{own}{over}", given.number, given.role.word())
                }
                MoveAct::Submitted { revision, .. } => format!("submitted{}", self.number_of(*revision)),
                _ => "other".to_owned(),
            };
            text.push_str(&format!(" m{} {act}", made.by));
        }
        print_of(&text)
    }

    fn number_of(&self, revision: RevisionId) -> u32 {
        self.revisions.iter().find(|one| one.id == revision).map_or(0, |one| one.number)
    }

    /// Whether the newest revision was earned: by the plain book, not by the gate's.
    fn earned(&self) -> bool {
        let Some(&body) = self.bodies.last() else { return false };
        if self.given_up || self.policy == CLOSED || (body == CITING && self.source_is_out) {
            return false;
        }
        let authors: BTreeSet<PersonId> = self.revisions.iter().map(|revision| revision.author).collect();
        let newest = u32::try_from(self.revisions.len()).unwrap_or(0);
        // Only the last word of each person counts.
        let last = |role: Role| self.decided.iter().rev().find(|one| one.by == role);
        let sent_back =
            |role: Role| last(role).is_some_and(|one| one.word == Word::SendsBack && one.revision == newest);
        if ACTORS.into_iter().any(sent_back) {
            return false;
        }
        // An approval counts until its giver takes it back: one given again under another policy takes nothing back.
        let counts = |(at, one): &(usize, &Decided)| {
            let taken =
                self.decided.iter().skip(at + 1).any(|later| later.by == one.by && later.word != Word::Approves);
            one.word == Word::Approves
                && !taken
                && one.revision == newest
                && one.policy == self.policy
                && self.minute - one.minute < 7 * 24 * 60
        };
        let valid: Vec<(usize, &Decided)> = self.decided.iter().enumerate().filter(counts).collect();
        let signed = |role: Role| valid.iter().any(|(_, one)| one.by == role);
        let clean = |role: Role| signed(role) && !authors.contains(&person(role).id);
        // Each signs on top of those before: whoever thought anew since must be followed anew.
        let in_turn = |roles: &[Role]| {
            let mut after = 0;
            roles.iter().all(|role| {
                let next = valid.iter().find(|(at, one)| one.by == *role && *at >= after);
                after = next.map_or(after, |(at, _)| at + 1);
                next.is_some() && clean(*role)
            })
        };
        match body {
            1 => in_turn(&[Role::DealDesk, Role::Finance]),
            2 => in_turn(&[Role::DealDesk, Role::Legal, Role::Finance]),
            OPEN => {
                in_turn(&[Role::DealDesk, Role::Legal])
                    && valid.iter().any(|(_, one)| one.by == Role::Legal && one.overrides)
            }
            CITING => clean(Role::Security),
            REMINDER if self.draft.template.is_some() => ACTORS.into_iter().any(signed),
            _ if self.policy == RAISED => clean(Role::SalesManager),
            _ => signed(Role::AccountExecutive),
        }
    }
}

/// Walkers on every core, until so many distinct states were seen by all of them together.
#[must_use]
pub fn walk(states: usize, seed: u64) -> Walked {
    let seen = Mutex::new(HashSet::new());
    let walkers = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let mut all = Walked { seed, ..Walked::default() };
    std::thread::scope(|scope| {
        let each: Vec<_> = (0..walkers)
            .map(|number| {
                let seen = &seen;
                scope.spawn(move || wander(states, seen, seed, number))
            })
            .collect();
        for one in each.into_iter().filter_map(|walker| walker.join().ok()) {
            all.acts += one.acts;
            all.releases += one.releases;
            all.overridden += one.overridden;
            for (signers, count) in one.by_signers {
                *all.by_signers.entry(signers).or_insert(0) += count;
            }
            all.unearned.extend(one.unearned);
            all.withheld.extend(one.withheld);
        }
    });
    all.states = seen.into_inner().map_or(0, |seen| seen.len());
    all
}

type Seen = Mutex<HashSet<[u8; 32]>>;

/// One walk after another from new drafts.
fn wander(states: usize, seen: &Seen, seed: u64, number: usize) -> Walked {
    let policies = policies();
    let mut dice = Dice((seed ^ (number as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15)) | 1);
    let mut walked = Walked::default();
    // Genuine sign-offs from other drafts and from before: what a thief of the database could lay in.
    let mut loot: Vec<SignOff> = Vec::new();
    let bases: Vec<Facts> = policies.iter().map(|policy| facts(Arc::clone(policy))).collect();
    let enough = || seen.lock().is_ok_and(|seen| seen.len() >= states);
    while !enough() {
        let mut world = World::new(number * 1_000_000_000 + walked.acts, dice.roll(BODIES.len()));
        for _ in 0..24 {
            let mut facts = bases[world.policy].clone();
            act(&mut world, &mut facts, &mut dice, &mut loot);
            walked.acts += 1;
            let mut facts = bases[world.policy].clone();
            world.source_in(&mut facts);
            if seen.lock().is_ok_and(|mut seen| seen.insert(world.print())) {
                judge(&world, &facts, &mut walked);
            }
        }
    }
    walked
}

fn judge(world: &World, facts: &Facts, walked: &mut Walked) {
    let by = person(Role::AccountExecutive).id;
    let granted = gate::release(&world.case(), facts, "clipboard", by, world.now());
    let earned = world.earned();
    match granted {
        Ok(release) => {
            walked.releases += 1;
            walked.overridden += usize::from(world.bodies.last() == Some(&OPEN));
            *walked.by_signers.entry(release.signed().len()).or_insert(0) += 1;
            if !earned {
                walked.unearned.push(world.told.join("; "));
            }
        }
        Err(refusal) if earned => walked.withheld.push(format!("{}: {refusal}", world.told.join("; "))),
        Err(_) => {}
    }
}

/// One act by somebody, allowed or not. What the gate refuses does not happen; what a thief lays in does.
fn act(world: &mut World, facts: &mut Facts, dice: &mut Dice, loot: &mut Vec<SignOff>) {
    world.source_in(facts);
    if dice.roll(4) == 0 {
        world.look(facts);
    }
    let who = ACTORS[dice.roll(ACTORS.len())];
    match dice.roll(20) {
        0 | 1 => {
            let body = dice.roll(BODIES.len());
            world.told.push(format!("{} writes text {body}", who.word()));
            world.write(who, body);
        }
        2..=4 => {
            let standing = Standing::of(&world.case(), facts, world.now());
            if standing.is_ok_and(|standing| gate::may_submit(&standing).is_ok())
                && let Some(revision) = world.revisions.last().map(|revision| revision.id)
            {
                world.told.push("submitted".to_owned());
                world.add(who, MoveAct::Submitted { revision, note: None });
            }
        }
        5..=10 => {
            let over = world.bodies.last() == Some(&OPEN) && dice.roll(2) == 0;
            decide(world, facts, (who, if over { Meaning::Overridden } else { Meaning::Approved }), loot);
        }
        11 => decide(world, facts, (who, Meaning::SentBack), loot),
        12 => decide(world, facts, (who, Meaning::Withdrawn), loot),
        13 => decide(
            world,
            facts,
            (who, if dice.roll(2) == 0 { Meaning::Overridden } else { Meaning::ApprovedWithEdits }),
            loot,
        ),
        14 => {
            world.source_is_out = !world.source_is_out;
            world.told.push(format!("source out: {}", world.source_is_out));
        }
        15 => {
            world.policy = dice.roll(3);
            world.told.push(format!("policy {}", world.policy));
        }
        16 => {
            world.minute += if dice.roll(3) == 0 { 8 * 24 * 60 } else { 60 };
            world.told.push(format!("minute {}", world.minute));
        }
        17 => replay(world, dice, loot),
        18 => forge(world, facts, dice, who),
        _ => {
            if dice.roll(6) == 0 {
                world.told.push("given up".to_owned());
                world.given_up = true;
                world.add(who, MoveAct::GivenUp { reason: String::new() });
            } else {
                world.crash();
            }
        }
    }
    world.minute += 1;
}

fn decide(world: &mut World, facts: &Facts, (who, meaning): (Role, Meaning), loot: &mut Vec<SignOff>) {
    let Ok(standing) = Standing::of(&world.case(), facts, world.now()) else { return };
    let reason = matches!(meaning, Meaning::SentBack | Meaning::Overridden).then(|| "because".to_owned());
    let prepared = gate::prepare(&world.case(), facts, &standing, &person(who), (meaning, reason), world.now());
    let signed = prepared.map(|prepared| gate::sign(prepared, &key(who)));
    let Ok(signed) = signed else { return };
    if gate::accept(&world.case(), facts, &standing, &signed, world.now()).is_err() {
        return;
    }
    let word = match meaning {
        Meaning::SentBack => Word::SendsBack,
        Meaning::Withdrawn => Word::TakesBack,
        _ => Word::Approves,
    };
    world.told.push(format!("{} {}", who.word(), meaning.word()));
    let (overrides, revision) = (meaning == Meaning::Overridden, signed.number);
    world.decided.push(Decided { by: who, word, overrides, revision, policy: world.policy, minute: world.minute });
    if loot.len() < 64 {
        loot.push(signed.clone());
    }
    world.add(who, MoveAct::SignedOff(Box::new(signed)));
}

/// A sign-off that was given once, here or on another draft, is laid in again, perhaps under another name.
fn replay(world: &mut World, dice: &mut Dice, loot: &[SignOff]) {
    let own: Vec<SignOff> = world
        .moves
        .iter()
        .filter_map(|made| match &made.act {
            MoveAct::SignedOff(given) => Some((**given).clone()),
            _ => None,
        })
        .collect();
    let from = if dice.roll(2) == 0 && !own.is_empty() { &own[..] } else { loot };
    if from.is_empty() {
        return;
    }
    let stolen = from[dice.roll(from.len())].clone();
    world.told.push(format!("replayed {} of {}", stolen.meaning.word(), stolen.name));
    world.add(stolen.role, MoveAct::SignedOff(Box::new(stolen)));
}

/// A sign-off on this very text that the person it names never gave.
fn forge(world: &mut World, facts: &Facts, dice: &mut Dice, who: Role) {
    let Ok(standing) = Standing::of(&world.case(), facts, world.now()) else { return };
    let thief = key(ACTORS[dice.roll(ACTORS.len())]);
    let Some(packet) = gate::packet(&world.case(), facts, &standing, ("", ""), world.now()) else { return };
    let Ok(unsigned) = packet.decide(&person(who), Meaning::Approved, None, world.now()) else { return };
    let mut forged = gate::sign(unsigned, &thief);
    if thief.to_bytes() == key(who).to_bytes() {
        // Their own key: then it is no forgery, unless they claim a role they do not hold or the signature is bent.
        match dice.roll(3) {
            0 => forged.signature = "00".repeat(64),
            1 => forged.role = ACTORS[(dice.roll(ACTORS.len() - 1) + 1 + who as usize) % ACTORS.len()],
            _ => forged.expires += Duration::days(1),
        }
        if forged.role == who
            && forged.signature.len() == 128
            && forged.expires - forged.at == Duration::days(7)
            && !forged.signature.starts_with("0000")
        {
            return;
        }
    }
    world.told.push(format!("forged {}", forged.name));
    world.add(who, MoveAct::SignedOff(Box::new(forged)));
}

fn print_of(text: &str) -> [u8; 32] {
    let hash = TextHash::of(text);
    let mut bytes = [0_u8; 32];
    for (byte, pair) in bytes.iter_mut().zip(hash.0.as_bytes().chunks(2)) {
        *byte = std::str::from_utf8(pair).ok().and_then(|pair| u8::from_str_radix(pair, 16).ok()).unwrap_or(0);
    }
    bytes
}
