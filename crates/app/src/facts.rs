//! Gathers everything the gate may know about a draft: its people, its sources as they stand today, the policy in force.

use std::{
    collections::{BTreeMap, BTreeSet, btree_map::Entry},
    sync::Arc,
};

use chrono::{DateTime, Duration, Utc};
use domain::{
    Account, AccountId, AccountTerms, Contact, Draft, DraftId, EntryKind, PartRole, PassageId, PersonId, ReleaseRecord,
    Revision, SourceId, TextHash,
};
use gate::{Assessment, Attendee, Case, CitedSource, Facts, Policy, Roster, SourceKind, Standing, Told};
use rayon::prelude::*;
use store::{DraftRow, Owner, PassageRow};

use crate::{
    echo::{echoes, is_from_us},
    error::{AppError, Result},
    gather,
    open::App,
};

/// A draft with its facts and where it stands.
pub(crate) struct Weighed {
    pub(crate) row: DraftRow,
    pub(crate) facts: Facts,
    pub(crate) standing: Standing,
    read: Arc<Assessment>,
}

impl Weighed {
    /// Reads the text on these facts, unless this very text was read on these very facts before.
    fn of(app: &App, row: DraftRow, facts: Facts) -> Result<Self> {
        let read = app.assessed.of(&row, &facts)?;
        let standing = Standing::of(&Case { read: Some(&read), ..case(&row) }, &facts, app.real_now())?;
        Ok(Self { row, facts, standing, read })
    }

    pub(crate) fn case(&self) -> Case<'_> {
        Case { read: Some(&self.read), ..case(&self.row) }
    }

    /// The newest revision.
    ///
    /// # Errors
    /// `NotFound` for a draft without any, which no command makes.
    pub(crate) fn latest(&self) -> Result<&Revision> {
        self.row.revisions.last().ok_or_else(|| AppError::not_found("This draft has no text"))
    }
}

pub(crate) fn case(row: &DraftRow) -> Case<'_> {
    Case { draft: &row.draft, revisions: &row.revisions, moves: &row.moves, releases: &row.releases, read: None }
}

/// Loads a draft and weighs it on today's facts.
///
/// # Errors
/// `NotFound`; whatever the gate says of a draft without text.
pub(crate) async fn weigh(app: &Arc<App>, id: DraftId) -> Result<Weighed> {
    let found = app.store.read().draft(id).await?;
    let row = found.ok_or_else(|| AppError::not_found("This draft is not in the workspace"))?;
    weigh_row(app, row).await
}

/// Weighs a draft that was loaded, or is about to be kept.
///
/// # Errors
/// As [`weigh`].
pub(crate) async fn weigh_row(app: &Arc<App>, row: DraftRow) -> Result<Weighed> {
    let Some(latest) = row.revisions.last() else {
        return Err(AppError::not_found("This draft has no text"));
    };
    let facts = facts(app, &row.draft, latest).await?;
    let held = Arc::clone(app);
    // Reading a text against its sources is work for a core, not for the task that answers the window.
    tokio::task::spawn_blocking(move || Weighed::of(&held, row, facts)).await?
}

/// Weighs drafts of one account together: what they share is read once, and every core takes its share.
///
/// # Errors
/// As [`weigh`].
pub(crate) async fn weigh_many(app: &Arc<App>, account: AccountId, rows: Vec<DraftRow>) -> Result<Vec<Weighed>> {
    let shared = Shared::read(app, account).await?;
    let mut known = Vec::with_capacity(rows.len());
    for row in rows {
        let Some(latest) = row.revisions.last() else { continue };
        let facts = shared.facts(app, &row.draft, latest).await?;
        known.push((row, facts));
    }
    let held = Arc::clone(app);
    tokio::task::spawn_blocking(move || {
        known.into_par_iter().map(|(row, facts)| Weighed::of(&held, row, facts)).collect()
    })
    .await?
}

/// Everything the gate may know about this revision of this draft.
pub(crate) async fn facts(app: &Arc<App>, draft: &Draft, revision: &Revision) -> Result<Facts> {
    Shared::read(app, draft.account).await?.facts(app, draft, revision).await
}

/// What all drafts of one account are weighed on.
struct Shared {
    account: Account,
    policy: Arc<Policy>,
    roster: Roster,
    terms: AccountTerms,
    our_domains: Vec<String>,
    contacts: Vec<Contact>,
    owner: Option<PersonId>,
    our_people: Vec<String>,
    other_accounts: Vec<String>,
    next_release: u64,
    /// Our mails within the policy's days.
    mails: Vec<DateTime<Utc>>,
    released: Vec<ReleaseRecord>,
    /// What released drafts told the account.
    told: Vec<(DraftId, Told)>,
}

impl Shared {
    async fn read(app: &Arc<App>, account: AccountId) -> Result<Self> {
        let read = app.store.read();
        let Some(account) = read.account(account).await? else {
            return Err(AppError::not_found("The account of this draft is no longer in the workspace"));
        };
        let (policy, roster, terms) = (policy(app).await?, roster(app).await?, read.terms(account.id).await?);
        let our_domains = gather::our_domains(app).await?;
        let people = read.people().await?;
        let others = read.accounts().await?.into_iter().filter(|other| other.id != account.id);
        let released = read.releases_of(account.id, DateTime::<Utc>::MIN_UTC).await?;
        Ok(Self {
            owner: owner_of(&account, &terms, &people),
            contacts: read.contacts(account.id).await?,
            our_people: people.into_iter().map(|person| person.name).collect(),
            other_accounts: others.map(|other| other.name).collect(),
            next_release: read.next_release().await?,
            mails: mails(app, account.id, &policy, &our_domains).await?,
            told: told_by_release(app, &released).await?,
            released,
            account,
            policy,
            roster,
            terms,
            our_domains,
        })
    }

    async fn facts(&self, app: &Arc<App>, draft: &Draft, revision: &Revision) -> Result<Facts> {
        let cited: BTreeSet<PassageId> = revision.citations().map(|citation| citation.passage).collect();
        let (sources, passages) = sources(app, &cited, &self.our_domains).await?;
        let sentences = sentences(revision);
        let (related, mut told) = echoes(app, self.account.id, &sentences, &cited, &self.our_domains).await?;
        let others = self.told.iter().filter(|(other, _)| *other != draft.id);
        told.extend(others.map(|(_, told)| told.clone()));
        Ok(Facts {
            workspace: app.workspace.id.to_string(),
            today: app.today(),
            attendees: attendees(app, draft, &self.contacts).await?,
            our_people: self.our_people.clone(),
            other_accounts: self.other_accounts.clone(),
            strategic: self.terms.strategic,
            nda: nda_holds(&self.terms, app.today()),
            touches: self.touches(app, draft),
            next_release: self.next_release,
            account: self.account.clone(),
            contacts: self.contacts.clone(),
            our_domains: self.our_domains.clone(),
            owner: self.owner,
            roster: self.roster.clone(),
            policy: Arc::clone(&self.policy),
            sources,
            passages,
            related,
            told,
        })
    }

    /// When this account last heard from us within the policy's days; releases of this draft itself are not counted.
    fn touches(&self, app: &App, draft: &Draft) -> Vec<DateTime<Utc>> {
        let since = app.real_now() - Duration::days(i64::from(self.policy.touches_days));
        let mut newest: BTreeMap<DraftId, DateTime<Utc>> = BTreeMap::new();
        for record in self.released.iter().filter(|record| record.draft != draft.id && record.at >= since) {
            let at = newest.entry(record.draft).or_insert(record.at);
            *at = (*at).max(record.at);
        }
        let mut touches = self.mails.clone();
        touches.extend(newest.into_values());
        touches.sort_unstable_by(|a, b| b.cmp(a));
        // The rows of a questionnaire that went back together are one message.
        touches.dedup();
        touches
    }
}

pub(crate) fn nda_holds(terms: &AccountTerms, today: chrono::NaiveDate) -> bool {
    terms.nda.is_some_and(|(from, until)| from <= today && until.is_none_or(|until| today <= until))
}

/// The person who was named, or the one whom the CRM calls the account's owner.
pub(crate) fn owner_of(account: &Account, terms: &AccountTerms, people: &[domain::Person]) -> Option<PersonId> {
    terms.owner.or_else(|| {
        let name = account.owner.as_deref()?.trim().to_lowercase();
        people.iter().find(|person| person.name.to_lowercase() == name).map(|person| person.id)
    })
}

/// The body's sentences, as the gate cuts them.
fn sentences(revision: &Revision) -> Vec<String> {
    gate::claims(revision).into_iter().map(|claim| claim.text).collect()
}

/// The policy in force: the last one adopted that this program can read, else the built-in one.
pub(crate) async fn policy(app: &App) -> Result<Arc<Policy>> {
    let newest = app.store.read().policy_in_force().await?;
    let hash = newest.as_ref().map_or_else(|| TextHash::of(gate::DEFAULT_POLICY), |row| row.hash.clone());
    if let Ok(held) = app.policy.lock()
        && let Some(held) = held.as_ref().filter(|held| held.hash == hash)
    {
        return Ok(Arc::clone(held));
    }
    let parsed = match &newest {
        Some(row) => Policy::parse(&row.text),
        None => Policy::built_in(),
    };
    let policy = Arc::new(parsed.map_err(|fault| {
        AppError::invalid(format!("The policy in force cannot be read by this program ({fault}); adopt one that can"))
    })?);
    if let Ok(mut held) = app.policy.lock() {
        *held = Some(Arc::clone(&policy));
    }
    Ok(policy)
}

/// Our people by their certificates, with the workspace's first key as this desk knows it.
pub(crate) async fn roster(app: &App) -> Result<Roster> {
    let certificates = app.store.read().certificates().await?;
    let root = app.keys.root(certificates.first())?;
    Ok(Roster::of(&app.workspace.id.to_string(), root, &certificates))
}

async fn sources(
    app: &App,
    cited: &BTreeSet<PassageId>,
    our_domains: &[String],
) -> Result<(Vec<CitedSource>, Vec<domain::Passage>)> {
    let ids: Vec<PassageId> = cited.iter().copied().collect();
    let rows = app.store.read().passages_at(&ids).await?;
    let mut known: BTreeMap<SourceId, CitedSource> = BTreeMap::new();
    for row in &rows {
        if let Entry::Vacant(place) = known.entry(row.passage.id.source) {
            place.insert(source(app, row, our_domains).await?);
        }
    }
    Ok((known.into_values().collect(), rows.into_iter().map(|row| row.passage).collect()))
}

async fn source(app: &App, row: &PassageRow, our_domains: &[String]) -> Result<CitedSource> {
    let source = row.passage.id.source;
    Ok(match &row.owner {
        Owner::Entry(entry) => CitedSource {
            source,
            title: entry.title.clone(),
            by: crate::commands::accounts::who(entry),
            date: (entry.at + Duration::minutes(i64::from(app.zone_minutes()))).date_naive(),
            kind: SourceKind::History {
                account: entry.account,
                kind: entry.kind,
                ours: is_from_us(&entry.people, our_domains),
            },
        },
        Owner::Document(pair) => {
            let (document, version) = pair.as_ref();
            let sanction = version.sanction.clone();
            let date = sanction.as_ref().and_then(|given| given.effective);
            CitedSource {
                source,
                title: document.title.clone(),
                by: sanction.as_ref().and_then(|given| given.owner.clone()),
                date: date.unwrap_or_else(|| version.imported.date_naive()),
                kind: SourceKind::Library {
                    version: version.number,
                    force: version.force(app.today()),
                    replaced_by: replaced_by(app, document).await?,
                    sanction,
                },
            }
        }
    })
}

async fn replaced_by(app: &App, document: &domain::Document) -> Result<Option<String>> {
    let Some(by) = document.superseded_by else { return Ok(None) };
    Ok(app.store.read().document(by).await?.map(|(document, _)| document.title))
}

/// Who will be in the meeting that the draft speaks of, with the titles that the CRM knows.
async fn attendees(app: &App, draft: &Draft, contacts: &[Contact]) -> Result<Vec<Attendee>> {
    let Some(meeting) = draft.meeting else { return Ok(Vec::new()) };
    let Some(entry) = app.store.read().entry(meeting).await? else { return Ok(Vec::new()) };
    let invited = entry.people.iter().filter(|person| person.role != PartRole::Declined);
    Ok(invited
        .map(|person| {
            let email = person.email.as_deref().unwrap_or_default();
            let known = contacts.iter().find(|contact| {
                contact.emails.iter().any(|known| known == email)
                    || person.name.as_ref().is_some_and(|name| name.eq_ignore_ascii_case(&contact.name))
            });
            let name = person.name.clone().or_else(|| known.map(|contact| contact.name.clone()));
            Attendee {
                name: name.unwrap_or_else(|| email.to_owned()),
                email: person.email.clone(),
                title: known.and_then(|contact| contact.title.clone()),
            }
        })
        .collect())
}

/// When we wrote to this account within the policy's days.
async fn mails(app: &App, account: AccountId, policy: &Policy, our_domains: &[String]) -> Result<Vec<DateTime<Utc>>> {
    let now = app.now();
    let since = now - Duration::days(i64::from(policy.touches_days));
    let mail = app.store.read().entries_since(account, since).await?;
    let ours = mail
        .iter()
        .filter(|entry| entry.kind == EntryKind::Mail && entry.at <= now && is_from_us(&entry.people, our_domains));
    Ok(ours.map(|entry| entry.at).collect())
}

/// What released drafts told the account. What a release said never changes, so each is read once.
async fn told_by_release(app: &App, released: &[ReleaseRecord]) -> Result<Vec<(DraftId, Told)>> {
    let mut told = Vec::new();
    for record in released {
        let known = app.told.lock().ok().and_then(|told| told.get(&record.revision).cloned());
        let said = match known {
            Some(said) => said,
            None => said_by(app, record).await?,
        };
        told.extend(said.iter().map(|text| {
            let place = format!("release {}", record.number);
            (record.draft, Told { text: text.clone(), at: record.at, place, passage: None })
        }));
    }
    Ok(told)
}

async fn said_by(app: &App, record: &ReleaseRecord) -> Result<Arc<Vec<String>>> {
    let row = app.store.read().draft(record.draft).await?;
    let revision = row.iter().flat_map(|row| &row.revisions).find(|revision| revision.id == record.revision);
    let said = Arc::new(revision.map(|revision| gate::sentences_of(&revision.body)).unwrap_or_default());
    if let (Ok(mut told), true) = (app.told.lock(), revision.is_some()) {
        told.insert(record.revision, Arc::clone(&said));
    }
    Ok(said)
}
