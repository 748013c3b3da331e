//! Accounts and the tabs of one account.

use std::{collections::BTreeMap, sync::Arc};

use domain::{
    Account, AccountId, Citation, CommitmentState, Entry, EntryKind, Opportunity, PartRole, Passage, PassageId,
    Permission, Side, SourceId,
};

use crate::{
    caller::Caller,
    commands::today,
    convert::{self, Numbers},
    error::{AppError, Result},
    gather,
    open::App,
    view::{
        AccountCounts, AccountRow, AccountView, BriefingRowView, ChangeView, CommitmentsView, DealView, GetTimeline,
        ListAccounts, OfAccount, OpportunityView, PeopleView, TimelineRow, TimelineView,
    },
};

/// Accounts whose name or domain holds the filter, the ones with news first.
///
/// # Errors
/// When the store cannot be read.
pub async fn list_accounts(app: &Arc<App>, caller: &Caller, order: ListAccounts) -> Result<Vec<AccountRow>> {
    caller.may(Permission::Read)?;
    let read = app.store.read();
    let counts: BTreeMap<AccountId, _> =
        read.account_counts(app.now()).await?.into_iter().map(|counts| (counts.account, counts)).collect();
    let mut deals: BTreeMap<AccountId, Vec<Opportunity>> = BTreeMap::new();
    for deal in read.all_opportunities().await? {
        if let Some(account) = deal.account {
            deals.entry(account).or_default().push(deal);
        }
    }
    let mut next: BTreeMap<AccountId, String> = BTreeMap::new();
    let now = app.now();
    for meeting in read.meetings_between(now, now + chrono::Duration::days(90)).await? {
        if let Some(account) = meeting.account {
            next.entry(account).or_insert_with(|| convert::time(meeting.at));
        }
    }
    let wanted = order.filter.trim().to_lowercase();
    let fits = |account: &Account| {
        account.name.to_lowercase().contains(&wanted) || account.domains.iter().any(|domain| domain.contains(&wanted))
    };
    let mut rows: Vec<AccountRow> = read
        .accounts()
        .await?
        .iter()
        .filter(|account| fits(account))
        .map(|account| {
            let counts = counts.get(&account.id);
            let deal = deals.get(&account.id).and_then(|deals| main_deal(deals));
            let mut row = bare_row(account, deal);
            row.entries = counts.map_or(0, |counts| u32::try_from(counts.entries).unwrap_or(0));
            row.contacts = counts.map_or(0, |counts| u32::try_from(counts.contacts).unwrap_or(0));
            row.newest = counts.and_then(|counts| counts.newest).map(convert::time);
            row.next_meeting = next.get(&account.id).cloned();
            row
        })
        .collect();
    rows.sort_by(|a, b| b.newest.cmp(&a.newest).then_with(|| a.name.cmp(&b.name)));
    Ok(rows)
}

/// The deal a list shows: open before closed, then the largest by name order for ties.
fn main_deal(deals: &[Opportunity]) -> Option<&Opportunity> {
    deals.iter().min_by_key(|deal| (deal.closed, std::cmp::Reverse(deal.as_of), deal.name.clone()))
}

fn bare_row(account: &Account, deal: Option<&Opportunity>) -> AccountRow {
    AccountRow {
        id: account.id.to_string(),
        name: account.name.clone(),
        industry: account.industry.clone(),
        owner: account.owner.clone(),
        domains: account.domains.clone(),
        entries: 0,
        contacts: 0,
        newest: None,
        stage: deal.and_then(|deal| deal.stage.clone()),
        amount: deal.and_then(|deal| deal.amount.clone()),
        currency: deal.and_then(|deal| deal.currency.clone()),
        close_date: deal.and_then(|deal| deal.close_date).map(|date| date.to_string()),
        next_meeting: None,
    }
}

/// An account by its id, its exact name, or the one name that holds the text.
///
/// # Errors
/// `NotFound` with the names that come near.
pub async fn find_account(app: &App, text: &str) -> Result<Account> {
    let accounts = app.store.read().accounts().await?;
    if let Ok(id) = text.parse::<AccountId>()
        && let Some(account) = accounts.iter().find(|account| account.id == id)
    {
        return Ok(account.clone());
    }
    let wanted = text.trim().to_lowercase();
    if let Some(account) = accounts.iter().find(|account| account.name.to_lowercase() == wanted) {
        return Ok(account.clone());
    }
    let near: Vec<&Account> = accounts.iter().filter(|account| account.name.to_lowercase().contains(&wanted)).collect();
    match near.as_slice() {
        [one] => Ok((*one).clone()),
        [] => Err(AppError::not_found(format!(
            "No account is called '{text}'; `accounts` lists the {} there are",
            accounts.len()
        ))),
        many => {
            let names: Vec<&str> = many.iter().take(5).map(|account| account.name.as_str()).collect();
            Err(AppError::invalid(format!("'{text}' may be {}; write the whole name", names.join(", "))))
        }
    }
}

/// One account's facts and the counts on its tabs.
///
/// # Errors
/// `NotFound`.
pub async fn get_account(app: &Arc<App>, caller: &Caller, order: OfAccount) -> Result<AccountView> {
    caller.may(Permission::Read)?;
    let account = find_account(app, &order.account).await?;
    let read = app.store.read();
    let (entries, deals, contacts) =
        (read.entries(account.id).await?, read.opportunities(account.id).await?, read.contacts(account.id).await?);
    let mut row = bare_row(&account, main_deal(&deals));
    row.entries = convert::count(entries.len());
    row.contacts = convert::count(contacts.len());
    let heard = entries.iter().filter(|entry| entry.at <= app.now() && entry.kind != EntryKind::Record);
    row.newest = heard.map(|entry| entry.at).max().map(convert::time);
    let mut meetings = Vec::new();
    let to_come =
        entries.iter().filter(|entry| entry.kind == EntryKind::Meeting && entry.at > app.now() && !entry.cancelled);
    for entry in to_come {
        meetings.push(today::meeting_row(app, entry, &account).await?);
    }
    row.next_meeting = meetings.first().map(|meeting| meeting.at.clone());
    let open = gather::reading(app, account.id)
        .await?
        .commitments
        .iter()
        .filter(|promise| promise.state != CommitmentState::Kept)
        .count();
    let briefings = read.briefings(account.id).await?.into_iter().map(|row| BriefingRowView {
        id: row.id.to_string(),
        title: row.title,
        as_of: convert::time(row.as_of),
        by: row.by,
        meeting: row.meeting.map(|id| id.to_string()),
    });
    Ok(AccountView {
        counts: AccountCounts {
            timeline: row.entries,
            people: row.contacts,
            opportunities: convert::count(deals.len()),
            commitments: convert::count(open),
        },
        facts: account.facts.clone(),
        meetings,
        briefings: briefings.collect(),
        row,
    })
}

/// A window of the timeline, newest first.
///
/// # Errors
/// `NotFound`.
pub async fn get_timeline(app: &Arc<App>, caller: &Caller, order: GetTimeline) -> Result<TimelineView> {
    caller.may(Permission::Read)?;
    let account = find_account(app, &order.account).await?;
    let read = app.store.read();
    let mut entries = read.entries(account.id).await?;
    entries.retain(|entry| order.kinds.is_empty() || order.kinds.iter().any(|kind| kind == entry.kind.word()));
    entries.reverse();
    let total = convert::count(entries.len());
    let shown: Vec<Entry> =
        entries.into_iter().skip(order.offset as usize).take(order.limit.min(500) as usize).collect();
    let first = |entry: &Entry| PassageId { source: SourceId::Entry(entry.id), ordinal: 0 };
    let passages = read.passages_at(&shown.iter().map(first).collect::<Vec<_>>()).await?;
    let passages: BTreeMap<PassageId, Passage> =
        passages.into_iter().map(|row| (row.passage.id, row.passage)).collect();
    let rows = shown.iter().map(|entry| timeline_row(app, entry, passages.get(&first(entry)))).collect();
    Ok(TimelineView { total, offset: order.offset, rows })
}

fn timeline_row(app: &App, entry: &Entry, first: Option<&Passage>) -> TimelineRow {
    TimelineRow {
        entry: entry.id.to_string(),
        kind: entry.kind.word().to_owned(),
        at: convert::time(entry.at),
        zone_minutes: entry.zone_minutes,
        all_day: entry.all_day,
        title: entry.title.clone(),
        who: who(entry),
        passage: first.map(|passage| passage.id.to_string()),
        snippet: first.map(|passage| snippet(&telling(entry, &passage.text))).unwrap_or_default(),
        changes: entry
            .changes
            .iter()
            .map(|change| ChangeView { field: change.field.clone(), from: change.from.clone(), to: change.to.clone() })
            .collect(),
        future: entry.at > app.now(),
        cancelled: entry.cancelled,
    }
}

/// Of a CRM row the lines that tell something: neither ids nor its own title again.
fn telling<'t>(entry: &Entry, text: &'t str) -> std::borrow::Cow<'t, str> {
    if !matches!(entry.kind, EntryKind::Record | EntryKind::Task) {
        return text.into();
    }
    let tells = |line: &&str| match line.split_once(':') {
        Some((column, value)) => {
            let column = column.trim().to_lowercase();
            column != "id" && !column.ends_with(" id") && column != "type" && value.trim() != entry.title
        }
        None => true,
    };
    text.lines().filter(tells).collect::<Vec<_>>().join(" · ").into()
}

/// Who an entry is from: sender, host, author, or the speakers.
pub(crate) fn who(entry: &Entry) -> Option<String> {
    let named = |role: PartRole| {
        let names: Vec<String> = entry
            .people
            .iter()
            .filter(|person| person.role == role)
            .filter_map(|person| person.name.clone().or_else(|| person.email.clone()))
            .take(4)
            .collect();
        (!names.is_empty()).then(|| names.join(", "))
    };
    [PartRole::From, PartRole::Host, PartRole::Author, PartRole::Speaker, PartRole::Owner].into_iter().find_map(named)
}

/// The first words of a text, on one line.
pub(super) fn snippet(text: &str) -> String {
    const WORDS: usize = 28;
    let mut words = text.split_whitespace();
    let mut line: Vec<&str> = words.by_ref().take(WORDS).collect();
    if words.next().is_some() {
        line.push("…");
    }
    line.join(" ")
}

/// Everybody known, theirs and ours.
///
/// # Errors
/// `NotFound`.
pub async fn get_people(app: &Arc<App>, caller: &Caller, order: OfAccount) -> Result<PeopleView> {
    caller.may(Permission::Read)?;
    let account = find_account(app, &order.account).await?;
    let contacts = app.store.read().contacts(account.id).await?;
    let reading = gather::reading(app, account.id).await?;
    let numbers = Numbers::none();
    let (mut theirs, mut ours) = (Vec::new(), Vec::new());
    for line in &reading.people {
        let mut card = numbers.person(line);
        card.emails = contacts
            .iter()
            .find(|contact| Some(contact.id) == line.contact)
            .map(|contact| contact.emails.clone())
            .unwrap_or_default();
        match line.side {
            Side::Theirs => theirs.push(card),
            Side::Ours => ours.push(card),
        }
    }
    Ok(PeopleView { theirs, ours })
}

/// The deal: what the CRM says, how it moved, lanes and qualification.
///
/// # Errors
/// `NotFound`.
pub async fn get_deal(app: &Arc<App>, caller: &Caller, order: OfAccount) -> Result<DealView> {
    caller.may(Permission::Read)?;
    let account = find_account(app, &order.account).await?;
    let read = app.store.read();
    let reading = gather::reading(app, account.id).await?;
    let numbers = Numbers::none();
    let mut opportunities = Vec::new();
    for deal in read.opportunities(account.id).await? {
        let record = read.passage(PassageId { source: SourceId::Entry(deal.record), ordinal: 0 }).await?;
        let citation = record.map(|passage| {
            let end = u32::try_from(passage.text.len()).unwrap_or(0);
            numbers.citation(&Citation { passage: passage.id, hash: passage.hash, quote: passage.text, start: 0, end })
        });
        opportunities.push(OpportunityView {
            id: deal.id.to_string(),
            name: deal.name,
            stage: deal.stage,
            amount: deal.amount,
            currency: deal.currency,
            close_date: deal.close_date.map(|date| date.to_string()),
            next_step: deal.next_step,
            owner: deal.owner,
            closed: deal.closed,
            won: deal.won,
            citation,
        });
    }
    Ok(DealView {
        opportunities,
        moves: reading.moves.iter().map(|statement| numbers.statement(statement)).collect(),
        next_step: reading.next_step.as_ref().map(|statement| numbers.statement(statement)),
        lanes: reading.lanes.iter().map(|lane| numbers.lane(lane)).collect(),
        letters: reading.letters.iter().map(|letter| numbers.letter(letter)).collect(),
        facts: reading.deal.iter().map(|item| numbers.item(item)).collect(),
    })
}

/// Promises, ours and theirs, overdue first.
///
/// # Errors
/// `NotFound`.
pub async fn get_commitments(app: &Arc<App>, caller: &Caller, order: OfAccount) -> Result<CommitmentsView> {
    caller.may(Permission::Read)?;
    let account = find_account(app, &order.account).await?;
    Ok(CommitmentsView { rows: today::commitments(app, &account).await? })
}

/// Adds an account by hand, for those who have no CRM export.
///
/// # Errors
/// `Conflict` when one has this name.
pub async fn add_account(app: &Arc<App>, caller: &Caller, name: &str, domains: &[String]) -> Result<AccountRow> {
    caller.may(Permission::Import)?;
    let known = app.store.read().accounts().await?;
    if known.iter().any(|account| crate::attach::plain(&account.name) == crate::attach::plain(name)) {
        return Err(AppError::new(crate::ErrorCode::Conflict, format!("There is already an account called {name}")));
    }
    let account = Account {
        id: AccountId(app.ids.new_id()),
        name: name.trim().to_owned(),
        external_id: None,
        domains: domains.iter().map(|domain| domain.trim().to_lowercase()).collect(),
        industry: None,
        owner: Some(caller.person().name.clone()),
        facts: Vec::new(),
    };
    let mut tx = app.write(caller).await?;
    tx.keep_account(&account).await?;
    tx.commit().await?;
    Ok(bare_row(&account, None))
}
