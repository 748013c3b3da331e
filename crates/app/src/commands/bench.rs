//! Measuring speed here: a made-up folder through import, index, search and briefing, beside raw tantivy in the same run.

use std::{
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use index::peer::Peer;
use serde::Serialize;

use crate::{
    caller::Caller,
    commands::{bench_briefing, bench_gate, measure::scratch, search::search_passages},
    error::Result,
    import::{self, Order, Source},
    jobs::index_changes::{rebuild_all, with_index},
    open::{App, NewWorkspace, Place},
    view::{DoorView, SearchPassages},
};

/// Passages in one made-up file.
const A_FILE: u32 = 10;
/// Words of the made-up language, most frequent first; drawn by Zipf's law.
const WORDS: u32 = 20_000;
const ASKED: u32 = 200;
/// Drafts written, signed and released.
const GATE_RUNS: u32 = 20;

/// One row: what was timed, the median and the 99th percentile in milliseconds, and the peer's.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Timed {
    pub act: String,
    pub median_ms: f64,
    pub p99_ms: f64,
    pub peer: Option<String>,
    pub peer_median_ms: Option<f64>,
    pub peer_p99_ms: Option<f64>,
    pub n: u32,
}

/// Runs all rows on `passages` made-up passages, the briefing's on an account of `entries` entries; of none, no briefing.
///
/// # Errors
/// When the temporary folder cannot be written.
pub async fn run(host: &crate::Host, passages: u32, entries: u32, runs: u32) -> Result<Vec<Timed>> {
    let folder = scratch()?;
    let outcome = async {
        let mut rows = rows(host, &folder, passages, runs.max(1)).await?;
        if entries > 0 {
            rows.extend(bench_briefing::rows(host, &folder, entries, passages, runs.max(1)).await?);
        }
        rows.extend(bench_gate::rows(host, &folder, GATE_RUNS).await?);
        Ok(rows)
    };
    let outcome = outcome.await;
    drop(std::fs::remove_dir_all(&folder));
    outcome
}

async fn rows(host: &crate::Host, folder: &Path, passages: u32, runs: u32) -> Result<Vec<Timed>> {
    let files = folder.join("files");
    let texts = write_files(&files, passages)?;
    let order = Order { door: DoorView::Library, sources: vec![Source::Path(files)], account: None };
    let (mut imported, mut built, mut rebuilt) = (Vec::new(), Vec::new(), Vec::new());
    let mut last = None;
    // In turns: what else the machine does falls on all of them alike.
    for run in 0..runs {
        let app = empty(host, &folder.join(format!("workspace-{run}"))).await?;
        let caller = app.caller(None).await?;
        let started = Instant::now();
        let done = import::run_here(&app, &caller, order.clone(), Arc::default()).await?;
        imported.push(started.elapsed());
        let started = Instant::now();
        Peer::build(&folder.join(format!("peer-{run}")), texts.iter().map(String::as_str))?;
        built.push(started.elapsed());
        let started = Instant::now();
        rebuild_all(&app).await?;
        rebuilt.push(started.elapsed());
        last = Some((app, caller, done.imported));
    }
    let Some((app, caller, count)) = last else {
        return Ok(Vec::new());
    };
    let started = Instant::now();
    import::run_here(&app, &caller, order, Arc::default()).await?;
    let again = started.elapsed();
    let mut beside_peer =
        |act: &str, times: &mut [Duration]| row(act, times, Some(("raw tantivy, same passages", &mut built)), runs);
    let mut rows = vec![
        beside_peer(&format!("import of {count} files, cold to searchable"), &mut imported),
        row("the same folder again (nothing changed)", &mut [again], None, 1),
        beside_peer("index rebuilt from the store", &mut rebuilt),
    ];
    questions(&app, &caller, &folder.join("peer-0"), &mut rows).await?;
    Ok(rows)
}

async fn questions(app: &Arc<App>, caller: &Caller, peer: &Path, rows: &mut Vec<Timed>) -> Result<()> {
    let peer = Peer::open(peer)?;
    let (mut whole, mut bare, mut raw, mut typing) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for number in 0..ASKED {
        let query = words(u64::from(number) + 1_000_000, 18);
        let order = |query: String, typing| SearchPassages { query, account: None, typing, limit: 10 };
        let started = Instant::now();
        search_passages(app, caller, order(query.clone(), false)).await?;
        whole.push(started.elapsed());
        let synonyms = app.synonyms();
        let started = Instant::now();
        with_index(app, |index| Ok(index.search(&index::Search::new(&query, index::Fence::All, &synonyms))?))?;
        bare.push(started.elapsed());
        let started = Instant::now();
        peer.ask(&query)?;
        raw.push(started.elapsed());
        let short: String = words(u64::from(number) + 2_000_000, 3).chars().take(9).collect();
        let started = Instant::now();
        search_passages(app, caller, order(short, true)).await?;
        typing.push(started.elapsed());
    }
    rows.push(row(
        "question of 18 words, whole search path",
        &mut whole,
        Some(("raw tantivy, en_stem, top 10", &mut raw)),
        ASKED,
    ));
    rows.push(row(
        "question of 18 words, index only",
        &mut bare,
        Some(("raw tantivy, en_stem, top 10", &mut raw)),
        ASKED,
    ));
    rows.push(row("as you type", &mut typing, None, ASKED));
    Ok(())
}

/// The executive briefing of an account of the open workspace, `runs` times.
///
/// # Errors
/// `NotFound` for an account that is not there.
pub async fn briefing(app: &Arc<App>, caller: &Caller, account: &str, runs: u32) -> Result<Timed> {
    let mut times = bench_briefing::time(app, caller, account, runs.max(1)).await?;
    Ok(row(&format!("executive briefing of {account}"), &mut times, None, runs))
}

pub(super) fn row(act: &str, times: &mut [Duration], peer: Option<(&str, &mut Vec<Duration>)>, n: u32) -> Timed {
    let (median_ms, p99_ms) = spread(times);
    let (name, other) = match peer {
        Some((name, times)) => (Some(name.to_owned()), Some(spread(times))),
        None => (None, None),
    };
    Timed {
        act: act.to_owned(),
        median_ms,
        p99_ms,
        peer: name,
        peer_median_ms: other.map(|o| o.0),
        peer_p99_ms: other.map(|o| o.1),
        n,
    }
}

/// Median and 99th percentile, in milliseconds.
fn spread(times: &mut [Duration]) -> (f64, f64) {
    times.sort();
    let at = |share: usize| {
        times.get((times.len() * share / 100).min(times.len().saturating_sub(1))).copied().unwrap_or_default()
    };
    (at(50).as_secs_f64() * 1000.0, at(99).as_secs_f64() * 1000.0)
}

async fn empty(host: &crate::Host, folder: &Path) -> Result<Arc<App>> {
    let place = Place::Folder(folder.to_owned());
    App::create(&place, &host.config, Arc::clone(&host.clock), Arc::clone(&host.ids), new()).await
}

fn new() -> NewWorkspace {
    NewWorkspace {
        name: "Measuring".to_owned(),
        sample: false,
        pinned_now: None,
        zone_minutes: 0,
        person: "Measurer".to_owned(),
        email: None,
        role: domain::Role::Admin,
        our_domains: Vec::new(),
    }
}

fn write_files(folder: &Path, passages: u32) -> Result<Vec<String>> {
    std::fs::create_dir_all(folder).map_err(|error| crate::open::folder_error(folder, &error))?;
    let mut texts = Vec::new();
    for file in 0..passages.div_ceil(A_FILE) {
        let paragraphs: Vec<String> =
            (0..A_FILE).map(|part| format!("{}.", words(u64::from(file * A_FILE + part), 80))).collect();
        let path = folder.join(format!("{file:06}.txt"));
        std::fs::write(&path, paragraphs.join("\n\n")).map_err(|error| crate::open::folder_error(&path, &error))?;
        texts.extend(paragraphs);
    }
    Ok(texts)
}

/// `count` words of a made-up language, the same for the same seed.
pub(super) fn words(seed: u64, count: u32) -> String {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0xD1B5_4A32_D192_ED03;
    let mut drawn = Vec::new();
    for _ in 0..count {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        // A share of ranks that falls off as 1 / rank: the exponential of a uniform draw.
        let share = (state >> 11) as f64 / (1_u64 << 53) as f64;
        let rank = (f64::from(WORDS).ln() * share).exp() as u64;
        drawn.push(spell(rank));
    }
    drawn.join(" ")
}

fn spell(mut rank: u64) -> String {
    const SYLLABLES: [&str; 16] =
        ["ba", "de", "ki", "lo", "mu", "na", "pe", "ri", "so", "tu", "va", "we", "xi", "yo", "zu", "fa"];
    let mut word = String::new();
    loop {
        word.push_str(SYLLABLES[(rank % 16) as usize]);
        rank /= 16;
        if rank == 0 {
            return word;
        }
    }
}
