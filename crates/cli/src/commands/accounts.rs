//! `accounts`, and `account show | timeline | people | deal | commitments | unattached | place | add`.

use app::{
    Result,
    commands::{accounts as act, imports},
    view::{
        AccountRow, AccountView, CommitmentsView, DealView, FactView, GetTimeline, ItemView, ListAccounts,
        ListUnattached, OfAccount, PeopleView, PlaceEntry, SideView, StatementView, TimelineView, UnattachedView,
    },
};

use super::Door;
use crate::{
    args::{Account, Accounts},
    output,
};

pub(super) async fn list(door: &Door, order: Accounts) -> Result<()> {
    let (app, caller) = door.open().await?;
    let rows = act::list_accounts(&app, &caller, ListAccounts { filter: order.filter }).await?;
    output::reply(door.json, &rows, |rows| {
        output::table(&["Account", "Stage", "Amount", "Closes", "Entries", "Newest"], rows.iter().map(row).collect());
        if rows.is_empty() {
            output::line("No accounts; `import history PATH` reads CRM exports, `account add NAME` adds one by hand");
        }
    })
}

fn row(row: &AccountRow) -> Vec<String> {
    let amount = [row.currency.clone(), row.amount.clone()].into_iter().flatten().collect::<Vec<_>>().join(" ");
    vec![
        row.name.clone(),
        row.stage.clone().unwrap_or_default(),
        amount,
        row.close_date.clone().unwrap_or_default(),
        row.entries.to_string(),
        row.newest.as_deref().map(day).unwrap_or_default(),
    ]
}

fn day(time: &str) -> String {
    time.chars().take(10).collect()
}

pub(super) async fn run(door: &Door, order: Account) -> Result<()> {
    let (app, caller) = door.open().await?;
    let of = |account: String| OfAccount { account };
    match order {
        Account::Show { account } => {
            output::reply(door.json, &act::get_account(&app, &caller, of(account)).await?, show)
        }
        Account::Timeline { account, limit, kinds } => {
            let order = GetTimeline { account, kinds, offset: 0, limit };
            output::reply(door.json, &act::get_timeline(&app, &caller, order).await?, timeline)
        }
        Account::People { account } => {
            output::reply(door.json, &act::get_people(&app, &caller, of(account)).await?, people)
        }
        Account::Deal { account } => output::reply(door.json, &act::get_deal(&app, &caller, of(account)).await?, deal),
        Account::Commitments { account } => {
            output::reply(door.json, &act::get_commitments(&app, &caller, of(account)).await?, commitments)
        }
        Account::Unattached { limit } => {
            let view = imports::list_unattached(&app, &caller, ListUnattached { offset: 0, limit }).await?;
            output::reply(door.json, &view, unattached)
        }
        Account::Place { entry, account } => {
            let view = imports::place_entry(&app, &caller, PlaceEntry { entry, account }).await?;
            output::reply(door.json, &view, unattached)
        }
        Account::Add { name, domains } => {
            let added = act::add_account(&app, &caller, &name, &domains).await?;
            output::reply(door.json, &added, |added| output::line(&format!("{} added as {}", added.name, added.id)))
        }
    }
}

fn show(view: &AccountView) {
    output::line(&view.row.name);
    for (title, value) in &view.facts {
        output::line(&format!("  {title}: {value}"));
    }
    let counts = &view.counts;
    output::line(&format!(
        "  {} entries, {} people, {} deals, {} open commitments",
        counts.timeline, counts.people, counts.opportunities, counts.commitments
    ));
    for meeting in &view.meetings {
        output::line(&format!("  Next: {} {}", meeting.at, meeting.title));
    }
}

fn timeline(view: &TimelineView) {
    let rows = view.rows.iter().map(|row| {
        vec![day(&row.at), row.kind.clone(), row.title.clone(), row.who.clone().unwrap_or_default(), row.entry.clone()]
    });
    output::table(&["Date", "Kind", "Title", "Who", "Id"], rows.collect());
    output::line(&format!("{} of {}", view.rows.len(), view.total));
}

fn sentence(statement: &StatementView) -> String {
    statement.spans.iter().map(|span| span.text.as_str()).collect()
}

fn fact(fact: &FactView) -> String {
    let text = match (&fact.known, &fact.gap) {
        (Some(known), _) => sentence(known),
        (None, Some(gap)) => format!("not known: {}", gap.text),
        (None, None) => String::new(),
    };
    format!("    {}: {text}", fact.label.as_deref().unwrap_or("Fact"))
}

fn people(view: &PeopleView) {
    for (side, cards) in [("Theirs", &view.theirs), ("Ours", &view.ours)] {
        output::line(side);
        for card in cards {
            output::line(&format!(
                "  {}{}",
                card.name,
                card.title.as_ref().map(|title| format!(", {title}")).unwrap_or_default()
            ));
            card.facts.iter().for_each(|known| output::line(&fact(known)));
        }
    }
}

fn deal(view: &DealView) {
    for deal in &view.opportunities {
        let known = [deal.stage.clone(), deal.currency.clone(), deal.amount.clone(), deal.close_date.clone()];
        output::line(&format!("{}: {}", deal.name, known.into_iter().flatten().collect::<Vec<_>>().join(", ")));
    }
    view.moves.iter().for_each(|moved| output::line(&format!("  {}", sentence(moved))));
    for item in &view.facts {
        if let ItemView::Statement { statement } = item {
            output::line(&format!("  {}", sentence(statement)));
        }
    }
    for lane in &view.lanes {
        output::line(&format!("  {}: {:?}", lane.name, lane.state));
    }
    for letter in &view.letters {
        output::line(&format!("  {} {}: {:?}", letter.letter, letter.name, letter.state));
    }
}

fn commitments(view: &CommitmentsView) {
    let rows = view.rows.iter().map(|row| {
        let side = if row.side == SideView::Ours { "→ ours" } else { "← theirs" };
        let due = row.due.clone().unwrap_or_else(|| "no date".to_owned());
        let late = if row.overdue_days > 0 {
            format!("{} days late", row.overdue_days)
        } else {
            format!("{:?}", row.state).to_lowercase()
        };
        vec![side.to_owned(), row.who.clone(), row.what.clone(), due, late]
    });
    output::table(&["Side", "Who", "What", "Due", "State"], rows.collect());
}

fn unattached(view: &UnattachedView) {
    let rows = view.rows.iter().map(|row| {
        let candidates: Vec<&str> = row.candidates.iter().map(|candidate| candidate.name.as_str()).collect();
        vec![
            day(&row.at),
            row.kind.clone(),
            row.title.clone(),
            row.why.clone(),
            candidates.join(", "),
            row.entry.clone(),
        ]
    });
    output::table(&["Date", "Kind", "Title", "Why", "Perhaps", "Id"], rows.collect());
    output::line(&format!("{} wait to be placed; `account place ID ACCOUNT` places one", view.total));
}
