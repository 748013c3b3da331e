//! Part 7: the five lanes of the buying process.

use domain::{EntryKind, Lane, LaneLine, LaneState, Side};

use super::{parts::choose, told::Told};
use crate::{
    cite::{gap, quote},
    read::{Book, Line, dates::Dates, topics::Topic},
};

/// What stood in the way so long ago no longer makes a lane blocked.
const FRESH_DAYS: i64 = 60;

/// All five lanes.
pub(crate) fn lanes(book: &Book<'_>, told: &Told) -> Vec<LaneLine> {
    let dates = Dates::new();
    let topics = [
        (Lane::Procurement, Topic::Procurement),
        (Lane::SecurityReview, Topic::Security),
        (Lane::LegalReview, Topic::Legal),
        (Lane::FinanceApproval, Topic::Finance),
        (Lane::ExecutiveSponsorship, Topic::Sponsor),
    ];
    topics.into_iter().map(|(lane, topic)| one(book, &dates, told, lane, topic)).collect()
}

fn one(book: &Book<'_>, dates: &Dates, told: &Told, lane: Lane, topic: Topic) -> LaneLine {
    let own = |line: &&Line<'_>| {
        !line.is(Topic::Question)
            && matches!(line.entry.kind, EntryKind::Mail | EntryKind::Call | EntryKind::Task)
            && (topic != Topic::Finance || !line.is(Topic::Legal))
    };
    let lines: Vec<&Line<'_>> = book.newest(topic).filter(own).collect();
    let done = lines.iter().position(|line| {
        (line.is(Topic::Done) || (line.theirs() && line.is(Topic::Decision) && topic == Topic::Procurement))
            && !line.is(Topic::Blocked)
    });
    let blocked = blocker(book, &lines);
    let entries: std::collections::BTreeSet<_> = lines.iter().map(|line| line.entry.id).collect();
    let state = match (done, blocked) {
        (Some(done), Some(blocked)) if done < blocked => LaneState::Done,
        (_, Some(_)) => LaneState::Blocked,
        (Some(_), None) => LaneState::Done,
        (None, None) if entries.is_empty() => LaneState::Unknown,
        (None, None) if entries.len() == 1 => LaneState::Mentioned,
        (None, None) => LaneState::Started,
    };
    let blocker = blocked.filter(|_| state == LaneState::Blocked).and_then(|at| {
        let alike = lines.get(at).map(|line| halts(line));
        let mut all: Vec<&Line<'_>> = lines.iter().take(done.unwrap_or(usize::MAX)).copied().collect();
        all.retain(|line| stuck(book, line) && Some(halts(line)) == alike);
        choose(book, told, all.into_iter(), 1).first().copied()
    });
    let mut shown: Vec<&Line<'_>> = match (state, done) {
        (LaneState::Done, Some(at)) => lines.get(at..).unwrap_or_default().to_vec(),
        _ => lines.clone(),
    };
    shown.retain(|line| blocker.is_none_or(|held| held.entry.id != line.entry.id));
    // Their word on their process counts before ours; who owns it before anything else.
    shown.sort_by_key(|line| {
        (!line.theirs(), state != LaneState::Done && !line.is(Topic::Owner), !line.is(Topic::Change))
    });
    let evidence = choose(book, told, shown.into_iter(), 1).into_iter().map(|line| quote(book, line));
    let nothing = format!("Nothing found on {}.", lane.name().to_lowercase());
    let question = format!("Who runs {} on your side?", lane.name().to_lowercase());
    LaneLine {
        lane,
        state,
        owner_here: wrote(&lines, Side::Ours),
        owner_there: wrote(&lines, Side::Theirs),
        due: if state == LaneState::Done { None } else { due(book, dates, &lines) },
        blocker: blocker.map(|line| quote(book, line)),
        evidence: evidence.collect(),
        gap: lines.is_empty().then(|| gap(book, None, &nothing, &[lane.name()], None, Some(&question))),
    }
}

/// A sentence of late that says what stands in the way, and that can be quoted.
fn stuck(book: &Book<'_>, line: &Line<'_>) -> bool {
    line.is(Topic::Blocked) && (book.today - line.date).num_days() <= FRESH_DAYS
}

/// Says that the lane itself stands still, not only that something is missing.
pub(crate) fn halts(line: &Line<'_>) -> bool {
    let words = line.words().to_lowercase();
    ["blocked", "on hold", "stuck", "cannot "].iter().any(|word| words.contains(word))
}

/// The newest sentence that says the lane itself stands still; else the newest that names something missing.
fn blocker<'a>(book: &Book<'a>, lines: &[&Line<'a>]) -> Option<usize> {
    let shown = |line: &&Line<'a>| stuck(book, line) && book.standing(line).is_some();
    let strong = lines.iter().position(|line| stuck(book, line) && halts(line) && shown(line));
    strong.or_else(|| lines.iter().position(shown))
}

/// Nobody is called an owner unless the text says so: `I own …` names the owner, anything else only the last to write.
fn wrote(lines: &[&Line<'_>], side: Side) -> Option<String> {
    let own = || lines.iter().filter(|line| line.side == side);
    let owner = own().find(|line| {
        let words = line.words().to_lowercase();
        words.starts_with("i own ") || words.contains(" i own ") || words.contains("i am responsible for")
    });
    match owner {
        Some(line) => Some(line.who.to_owned()),
        None => own().next().map(|line| format!("{} (last wrote on this)", line.who)),
    }
}

/// The next day by which somebody promised or asked for something in this lane.
fn due(book: &Book<'_>, dates: &Dates, lines: &[&Line<'_>]) -> Option<chrono::NaiveDate> {
    let bound = lines.iter().filter(|line| line.is(Topic::Promise) || line.words().contains(" by "));
    bound.filter_map(|line| dates.due(&line.words(), line.date)).filter(|day| *day >= book.today).min()
}
