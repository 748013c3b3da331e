//! Part 7: the five lanes of the buying process.

use domain::{Lane, LaneLine, LaneState, Side};

use super::parts::pick;
use crate::{
    cite::{gap, labelled},
    read::{Book, Line, dates::Dates, topics::Topic},
};

/// All five lanes.
pub(crate) fn lanes(book: &Book<'_>) -> Vec<LaneLine> {
    let dates = Dates::new();
    let topics = [
        (Lane::Procurement, Topic::Procurement),
        (Lane::SecurityReview, Topic::Security),
        (Lane::LegalReview, Topic::Legal),
        (Lane::FinanceApproval, Topic::Finance),
        (Lane::ExecutiveSponsorship, Topic::Sponsor),
    ];
    topics.into_iter().map(|(lane, topic)| one(book, &dates, lane, topic)).collect()
}

fn one(book: &Book<'_>, dates: &Dates, lane: Lane, topic: Topic) -> LaneLine {
    let lines: Vec<&Line<'_>> = book.newest(topic).filter(|line| !line.is(Topic::Question)).collect();
    let done = lines.iter().position(|line| line.is(Topic::Done) && !line.is(Topic::Blocked));
    let blocked = lines.iter().position(|line| line.is(Topic::Blocked));
    let entries: std::collections::BTreeSet<_> = lines.iter().map(|line| line.entry.id).collect();
    let state = match (done, blocked) {
        (Some(done), Some(blocked)) if done < blocked => LaneState::Done,
        (_, Some(_)) => LaneState::Blocked,
        (Some(_), None) => LaneState::Done,
        (None, None) if entries.is_empty() => LaneState::Unknown,
        (None, None) if entries.len() == 1 => LaneState::Mentioned,
        (None, None) => LaneState::Started,
    };
    let owner = |side| {
        lines
            .iter()
            .find(|l| l.side == side && matches!(l.entry.kind, domain::EntryKind::Mail | domain::EntryKind::Call))
            .map(|l| l.who.to_owned())
    };
    let blocker = blocked
        .filter(|_| state == LaneState::Blocked)
        .and_then(|at| lines.get(at))
        .map(|line| labelled("Blocker", line));
    let told = blocker.as_ref().map(|s| s.text.clone());
    let shown = match (state, done) {
        (LaneState::Done, Some(at)) => lines.get(at..).unwrap_or_default(),
        _ => lines.as_slice(),
    };
    let evidence = pick(shown.iter().copied(), "Evidence", 2)
        .into_iter()
        .filter(|s| Some(&s.text) != told.as_ref())
        .take(if told.is_some() { 1 } else { 2 });
    let due = if state == LaneState::Done {
        None
    } else {
        lines.iter().filter_map(|l| dates.due(&l.words(), l.date)).find(|d| *d >= book.today)
    };
    let nothing = format!("Nothing found on {}.", lane.name().to_lowercase());
    LaneLine {
        lane,
        state,
        owner_here: owner(Side::Ours),
        owner_there: owner(Side::Theirs),
        due,
        blocker,
        evidence: evidence.collect(),
        gap: lines.is_empty().then(|| {
            gap(
                book,
                Some(lane.name()),
                &nothing,
                &[lane.name()],
                None,
                Some(&format!("Who runs {} on your side?", lane.name().to_lowercase())),
            )
        }),
    }
}
