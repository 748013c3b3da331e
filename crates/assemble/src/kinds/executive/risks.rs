//! Part 10: where two sources disagree, both quoted as equals, and what nobody has said.

use domain::{CommitmentState, EntryKind, Item, Lane, LaneState, Section, Statement};

use super::{
    deal::{STAGE, field, open},
    room,
    told::Told,
};
use crate::{
    cite::{gap, labelled, quote},
    read::{
        Book, Line, commitments::Promise, conditions::conditions, dates::Dates, questions::Question, topics::Topic,
    },
};

/// Part 10.
pub(crate) fn part(book: &Book<'_>, sections: &[Section]) -> Vec<Item> {
    let mut items = Vec::new();
    items.extend(stage(book, sections));
    items.extend(close_date(book));
    items.extend(amount(book));
    items.extend(sponsor(book));
    let risk = book.newest(Topic::Blocked).filter(|line| (book.today - line.date).num_days() <= 45).take(1);
    items.extend(risk.map(|line| Item::Statement(labelled(book, "Risk", line))));
    let late = late(book.promises().iter().filter(|promise| promise.awaited(book.today)));
    items.extend(late.map(|p| Item::Statement(labelled(book, "We are late", &p.line))));
    items.extend(waiting(book, sections));
    if book.newest(Topic::Criteria).next().is_none() {
        items.push(Item::Gap(gap(
            book,
            Some("Decision criteria"),
            "Nobody has said how they will choose.",
            &["criteria", "how we choose"],
            None,
            Some("What will you compare when you choose?"),
        )));
    }
    if book.newest(Topic::Budget).next().is_none() {
        items.push(Item::Gap(gap(
            book,
            Some("Budget"),
            "No budget is stated.",
            &["budget"],
            None,
            Some("Is there a budget for this, and who holds it?"),
        )));
    }
    items
}

/// The promise of ours that is overdue: what was promised in writing weighs more than a word on a call.
pub(crate) fn late<'p, 'a>(promises: impl IntoIterator<Item = &'p Promise<'a>>) -> Option<&'p Promise<'a>>
where
    'a: 'p,
{
    let ours = promises.into_iter().filter(|p| p.state == CommitmentState::Overdue && !p.line.theirs());
    ours.min_by_key(|promise| (promise.line.entry.kind != EntryKind::Mail, promise.due))
}

/// What the page has not quoted: their newest question without an answer, and what they have made a condition.
fn waiting<'a>(book: &Book<'a>, sections: &[Section]) -> Vec<Item> {
    let mut told = Told::default();
    sections.iter().for_each(|section| told.add(&section.items));
    let question = book.questions().iter().filter(|question| unanswered(book, question)).map(|question| question.line);
    let question = question.filter(|line| !told.has(line)).map(|line| ("Asked, no answer found", line)).next();
    let fresh = |line: &Line<'a>| !told.has(line) && book.standing(line).is_some_and(|shown| !told.has(&shown.line));
    let condition = conditions(book).into_iter().find(fresh).map(|line| ("On a condition", line));
    let found = question.into_iter().chain(condition);
    found.map(|(label, line)| Item::Statement(labelled(book, label, &line))).collect()
}

/// A question of theirs, asked in writing, that a reply of ours should answer and none does.
fn unanswered<'a>(book: &Book<'a>, question: &Question<'a>) -> bool {
    let line = &question.line;
    line.theirs()
        && question.answer.is_none()
        && line.entry.kind == EntryKind::Mail
        && (book.today - line.date).num_days() <= 45
        && book.standing(line).is_some()
}

/// Words of a stage that presumes that the review is closed and that somebody who can sign has been met.
const LATE: [&str; 9] =
    ["negotiat", "contract", "closing", "verbal", "commit", "signature", "legal", "procurement", "paperwork"];

/// A stage that is ahead of what the evidence says.
fn stage(book: &Book<'_>, sections: &[Section]) -> Vec<Item> {
    let Some((deal, name)) = open(book).and_then(|deal| Some((deal, deal.stage.as_deref()?))) else {
        return Vec::new();
    };
    let late = LATE.iter().any(|word| name.to_lowercase().contains(word));
    let Some(record) = field(book, deal.record, STAGE, None).filter(|_| late) else {
        return Vec::new();
    };
    let crm = || labelled(book, "CRM", &record);
    let lanes = sections.iter().flat_map(|section| &section.items);
    let review = lanes.filter_map(|item| match item {
        Item::Lane(lane)
            if lane.lane == Lane::SecurityReview && matches!(lane.state, LaneState::Started | LaneState::Blocked) =>
        {
            lane.blocker.iter().chain(&lane.evidence).next().cloned()
        }
        _ => None,
    });
    let open = review.map(|said| Item::Contradiction {
        text: format!("The CRM puts the deal in {name}, and the security review is still open."),
        sides: vec![crm(), Statement { label: None, ..said }],
    });
    let unmet = unmet(book).map(|(who, role)| Item::Contradiction {
        text: format!(
            "The CRM puts the deal in {name}, and no mail, call or meeting with {who}, the economic buyer, was found."
        ),
        sides: vec![crm(), role],
    });
    open.chain(unmet).collect()
}

/// The economic buyer by the CRM, where nothing shows that we ever had to do with them.
fn unmet<'a>(book: &Book<'a>) -> Option<(&'a str, Statement)> {
    let names = book.evidence.contacts.iter().filter_map(|contact| book.named(&contact.name));
    names.map(|(_, name)| name).find_map(|name| {
        let role =
            room::role(book, name).filter(|s| s.citations.first().quote.to_lowercase().contains("economic buyer"));
        role.filter(|_| room::last_contact(book, name).is_none()).map(|role| (name, role))
    })
}

fn close_date(book: &Book<'_>) -> Option<Item> {
    let deal = open(book)?;
    let close = deal.close_date?;
    let record = field(book, deal.record, &["close date", "expected close date", "est. close date"], None)?;
    let dates = Dates::new();
    let decides = |line: &&Line<'_>| {
        line.theirs() && line.is(Topic::Timing) && line.is(Topic::Process) && !line.is(Topic::Question)
    };
    let said = book.lines.iter().rev().filter(decides).find(|line| {
        // The first day of "29 January rather than 3 December" is the wish; any day after the close date disagrees.
        line.words().split(" than ").next().and_then(|wish| dates.named(wish, line.date)).is_some_and(|day| day > close)
    })?;
    Some(Item::Contradiction {
        text: "The close date in the CRM and the date they name do not agree.".into(),
        sides: vec![labelled(book, "CRM", &record), quote(book, said)],
    })
}

fn amount(book: &Book<'_>) -> Option<Item> {
    let deal = open(book)?;
    let record = field(book, deal.record, &["amount", "deal amount", "value", "est. revenue"], None)?;
    let asked: f64 = deal.amount.as_deref()?.parse().ok()?;
    let money = regex::Regex::new(r"[€£$] ?(\d{1,3}(?:,\d{3})+)").ok()?;
    let sign = |code: &str| match code {
        "EUR" => "€",
        "GBP" => "£",
        "USD" => "$",
        _ => "",
    };
    let own = deal.currency.as_deref().map(sign).unwrap_or_default();
    let said = book.newest(Topic::Budget).filter(|line| line.theirs()).find(|line| {
        let words = line.words();
        let told = money
            .captures(&words)
            .and_then(|found| found.get(1))
            .and_then(|m| m.as_str().replace(',', "").parse::<f64>().ok());
        told.is_some_and(|told| (told - asked).abs() > 0.5)
    })?;
    Some(Item::Contradiction {
        text: if own.is_empty() || said.words().contains(own) {
            "The amount in the CRM and the budget they state do not agree.".into()
        } else {
            "The amount in the CRM and the budget they state are in two currencies and cannot be compared.".into()
        },
        sides: vec![labelled(book, "CRM", &record), quote(book, said)],
    })
}

/// The CRM still gives a role in the decision to somebody who wrote that they leave.
fn sponsor(book: &Book<'_>) -> Option<Item> {
    let leaves = |line: &&Line<'_>| {
        let words = line.words().to_lowercase();
        line.theirs() && (words.contains("my last day") || words.contains("i am leaving") || words.contains("i leave "))
    };
    book.newest(Topic::Change).filter(leaves).find_map(|line| {
        let role = room::role(book, line.who)?;
        let text = format!("The CRM still gives {} a role in the decision; they wrote that they leave.", line.who);
        Some(Item::Contradiction { text, sides: vec![role, quote(book, line)] })
    })
}
