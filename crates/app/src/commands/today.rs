//! Today: meetings to come with their briefing's state, overdue promises, quiet deals, documents about to leave force.

use std::{collections::BTreeMap, sync::Arc};

use chrono::{DateTime, Duration, Utc};
use domain::{Account, AccountId, Briefing, CommitmentState, Entry, Force, Item, PartRole, Permission};
use store::{BriefingRow, Reader};

use crate::{
    caller::Caller,
    convert::{self, Numbers},
    error::Result,
    gather,
    open::App,
    view::{BriefingStateView, CommitmentRow, LeavingRow, MeetingRow, Nothing, QuietRow, ReadyState, TodayView},
};

/// How far ahead meetings are listed.
const DAYS_AHEAD: i64 = 7;
/// After this many days without an entry an open deal counts as quiet.
const QUIET_AFTER: i64 = 14;
/// Documents that leave force within this many days are listed.
const LEAVING_WITHIN: i64 = 45;
/// Accounts whose promises are read for this page.
const ACCOUNTS_READ: usize = 12;

/// What a person sees first.
///
/// # Errors
/// When the store cannot be read.
pub async fn get_today(app: &Arc<App>, caller: &Caller, _: Nothing) -> Result<TodayView> {
    caller.may(Permission::Read)?;
    let read = app.store.read();
    let now = app.now();
    let accounts: BTreeMap<AccountId, Account> =
        read.accounts().await?.into_iter().map(|account| (account.id, account)).collect();
    let mut meetings = Vec::new();
    for entry in read.meetings_between(now, now + Duration::days(DAYS_AHEAD)).await? {
        if let Some(account) = entry.account.and_then(|id| accounts.get(&id)) {
            meetings.push(meeting_row(app, &entry, account).await?);
        }
    }
    let mut watched: Vec<AccountId> = meetings.iter().filter_map(|row| row.account.parse().ok()).collect();
    watched.sort();
    watched.dedup();
    watched.truncate(ACCOUNTS_READ);
    let mut overdue = Vec::new();
    for id in watched {
        if let Some(account) = accounts.get(&id) {
            overdue.extend(commitments(app, account).await?.into_iter().filter(|row| row.overdue_days > 0));
        }
    }
    overdue.sort_by_key(|row| std::cmp::Reverse(row.overdue_days));
    Ok(TodayView {
        now: convert::time(now),
        zone_minutes: app.zone_minutes(),
        meetings,
        overdue,
        quiet: quiet(app, &read, &accounts, now).await?,
        leaving: leaving(app, &read).await?,
        unattached: u32::try_from(read.unattached_count().await?).unwrap_or(u32::MAX),
    })
}

/// A meeting with the state of its briefing.
pub(super) async fn meeting_row(app: &Arc<App>, entry: &Entry, account: &Account) -> Result<MeetingRow> {
    let attendees = entry
        .people
        .iter()
        .filter(|person| matches!(person.role, PartRole::Attendee | PartRole::Host))
        .filter_map(|person| person.name.clone().or_else(|| person.email.clone()))
        .collect();
    Ok(MeetingRow {
        entry: entry.id.to_string(),
        account: account.id.to_string(),
        account_name: account.name.clone(),
        title: entry.title.clone(),
        at: convert::time(entry.at),
        end: entry.end.map(convert::time),
        location: entry.location.clone(),
        attendees,
        briefing: briefing_state(app, entry, account.id).await?,
    })
}

async fn briefing_state(app: &App, meeting: &Entry, account: AccountId) -> Result<BriefingStateView> {
    let read = app.store.read();
    let past: Vec<DateTime<Utc>> =
        read.entries(account).await?.iter().map(|entry| entry.at).filter(|at| *at <= app.now()).collect();
    let kept: Option<BriefingRow> =
        read.briefings(account).await?.into_iter().find(|row| row.meeting == Some(meeting.id));
    let none = BriefingStateView {
        id: None,
        state: ReadyState::None,
        as_of: None,
        gaps: 0,
        contradictions: 0,
        behind: 0,
        entries: convert::count(past.len()),
    };
    let Some(row) = kept else { return Ok(none) };
    let Some(briefing) = read.briefing(row.id).await? else {
        return Ok(none);
    };
    let behind = convert::count(past.iter().filter(|at| **at > row.as_of).count());
    let (gaps, contradictions) = tally(&briefing);
    Ok(BriefingStateView {
        id: Some(row.id.to_string()),
        state: if behind > 0 { ReadyState::Behind } else { ReadyState::Ready },
        as_of: Some(convert::time(row.as_of)),
        gaps,
        contradictions,
        behind,
        ..none
    })
}

fn tally(briefing: &Briefing) -> (u32, u32) {
    let items = || briefing.sections.iter().flat_map(|section| &section.items);
    let gaps = items().filter(|item| matches!(item, Item::Gap(_))).count();
    let contradictions = items().filter(|item| matches!(item, Item::Contradiction { .. })).count();
    (convert::count(gaps), convert::count(contradictions))
}

/// All promises of an account, overdue first, then by due date.
pub(super) async fn commitments(app: &Arc<App>, account: &Account) -> Result<Vec<CommitmentRow>> {
    let reading = gather::reading(app, account.id).await?;
    let (numbers, today) = (Numbers::none(), app.today());
    let mut rows: Vec<_> = reading
        .commitments
        .iter()
        .map(|promise| {
            let late = promise
                .due
                .filter(|_| promise.state == CommitmentState::Overdue)
                .map(|due| (today - due).num_days().max(0));
            let row = CommitmentRow {
                account: account.id.to_string(),
                account_name: account.name.clone(),
                side: convert::side(promise.side),
                who: promise.who.clone(),
                what: promise.what.clone(),
                due: promise.due.map(|due| due.to_string()),
                overdue_days: u32::try_from(late.unwrap_or(0)).unwrap_or(0),
                state: convert::promise(promise.state),
                citation: numbers.citation(promise.citations.first()),
            };
            (promise.state, promise.due.is_none(), promise.due, row)
        })
        .collect();
    rows.sort_by_key(|row| (row.0, row.1, row.2));
    Ok(rows.into_iter().map(|(.., row)| row).collect())
}

async fn quiet(
    app: &App,
    read: &Reader,
    accounts: &BTreeMap<AccountId, Account>,
    now: DateTime<Utc>,
) -> Result<Vec<QuietRow>> {
    const ROWS: usize = 6;
    let mut open: BTreeMap<AccountId, _> = BTreeMap::new();
    for deal in read.all_opportunities().await? {
        if let (Some(account), false) = (deal.account, deal.closed) {
            open.entry(account).or_insert(deal);
        }
    }
    let counts = read.account_counts(now).await?;
    let mut silent: Vec<_> = counts
        .into_iter()
        .filter_map(|counts| {
            let newest = counts.newest?;
            let days = (now - newest).num_days();
            (days > QUIET_AFTER && days < 365 && open.contains_key(&counts.account)).then_some((
                days,
                newest,
                counts.account,
            ))
        })
        .collect();
    silent.sort();
    silent.truncate(ROWS);
    let mut rows = Vec::new();
    for (days, newest, id) in silent {
        let (Some(account), Some(deal)) = (accounts.get(&id), open.get(&id)) else {
            continue;
        };
        let mut weeks = vec![0_u32; 12];
        for entry in read.entries(id).await? {
            let ago = (app.now() - entry.at).num_weeks();
            if let Some(slot) =
                usize::try_from(ago).ok().and_then(|ago| 11_usize.checked_sub(ago)).and_then(|slot| weeks.get_mut(slot))
            {
                *slot += 1;
            }
        }
        rows.push(QuietRow {
            account: id.to_string(),
            account_name: account.name.clone(),
            last_at: convert::time(newest),
            days: u32::try_from(days).unwrap_or(u32::MAX),
            amount: deal.amount.clone(),
            currency: deal.currency.clone(),
            weeks,
        });
    }
    Ok(rows)
}

async fn leaving(app: &App, read: &Reader) -> Result<Vec<LeavingRow>> {
    let today = app.today();
    let mut rows = Vec::new();
    for (document, versions) in read.documents().await? {
        for version in versions {
            let state = version.force(today);
            let Some(expires) = version.sanction.as_ref().and_then(|sanction| sanction.expires) else {
                continue;
            };
            let days = (expires - today).num_days();
            if matches!(state, Force::InForce | Force::Aging) && days <= LEAVING_WITHIN {
                rows.push(LeavingRow {
                    document: document.id.to_string(),
                    title: document.title.clone(),
                    version: version.number,
                    force: convert::force(state),
                    expires: expires.to_string(),
                    days: u32::try_from(days).unwrap_or(0),
                });
            }
        }
    }
    rows.sort_by_key(|row| row.days);
    Ok(rows)
}
