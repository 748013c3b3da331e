//! Timing the gate: the checks of a draft of some 600 words with 20 citations, its sign-offs and its release, in the
//! sample workspace, beyond the deliberate cost of opening a key.

use std::{
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use domain::{Audience, DraftId, Passage, SourceId};
use gate::Standing;

use super::bench::{Timed, row};
use crate::{
    caller::Caller,
    commands::{
        drafts::{get_draft, save_draft, start_draft},
        releases::release_draft,
        reviews::{acknowledge_finding, decide_draft, submit_draft},
        team::unlock_key,
        workspace::make_sample,
    },
    error::{AppError, Result},
    facts::{case, facts, weigh},
    gather,
    keys::SAMPLE_PASSPHRASE,
    open::{App, Place},
    view::{
        AcknowledgeFinding, ChipText, DecideDraft, DraftStateView, DraftView, OfDraft, OnDraft, RecipientView,
        ReleaseDraft, SaveDraft, SeverityView, StartDraft, UnlockKey,
    },
};

/// Citations of the draft that is timed.
const CITED: u32 = 20;
/// Fewest words of a sentence that is quoted: with what stands around it, some 600 words in all.
const QUOTED: usize = 10;
/// Said beside each quote; it promises nothing and needs no source.
const BESIDE: &str = "I put this here so that you find it again when you look for it on the day.";
/// An account of the sample without executives among its readers.
const ACCOUNT: &str = "Orrin Vale Logistics";

/// Rows for the checks alone, for a decision and for a release, each acknowledged by the store and the log.
///
/// # Errors
/// When the temporary folder cannot be written.
pub(super) async fn rows(host: &crate::Host, folder: &Path, runs: u32) -> Result<Vec<Timed>> {
    let app = make_sample(host, &Place::Folder(folder.join("gate"))).await?;
    let team = signers(&app).await?;
    let author = app.caller(None).await?;
    let (mut checked, mut signed, mut released) = (Vec::new(), Vec::new(), Vec::new());
    let mut words = 0;
    for _ in 0..runs {
        let draft = write(&app, &author).await?;
        words = draft.body.split_whitespace().count();
        checked.extend(time_checks(&app, &draft).await?);
        accept(&app, &author, &draft).await?;
        let draft = OnDraft { draft: draft.id, revision: draft.revision, text: None };
        submit_draft(&app, &author, draft.clone()).await?;
        signed.extend(sign(&app, &team, &draft).await?);
        let started = Instant::now();
        let order = ReleaseDraft {
            draft: draft.draft,
            revision: draft.revision,
            destination: "clipboard".to_owned(),
            path: None,
        };
        release_draft(&app, &author, order).await?;
        released.push(started.elapsed());
    }
    let n = |times: &[Duration]| u32::try_from(times.len()).unwrap_or(u32::MAX);
    let (checks, signs, releases) = (n(&checked), n(&signed), n(&released));
    Ok(vec![
        row(&format!("all checks of a draft of {words} words and {CITED} citations"), &mut checked, None, checks),
        row("signing it, key unlocked, kept and logged", &mut signed, None, signs),
        row("releasing it to the clipboard, kept and logged", &mut released, None, releases),
    ])
}

/// The sample's people with their keys unlocked.
async fn signers(app: &Arc<App>) -> Result<Vec<Caller>> {
    let mut team = Vec::new();
    for person in app.store.read().people().await? {
        let caller = app.caller(Some(&person.id.to_string())).await?;
        let order = UnlockKey { passphrase: Some(SAMPLE_PASSPHRASE.to_owned()) };
        unlock_key(app, &caller, order).await?;
        team.push(caller);
    }
    Ok(team)
}

/// Passages that every buyer may read, from as many documents as there are.
async fn citable(app: &App) -> Result<Vec<Passage>> {
    let mut by_document = Vec::new();
    for (source, (_, version)) in gather::in_force(app).await? {
        let public = version.sanction.as_ref().is_some_and(|sanction| sanction.audience == Audience::Public);
        if public && let SourceId::Version(_) = source {
            by_document.push(app.store.read().passages(source).await?);
        }
    }
    // Of one line: a list is several sentences, and each would need its own mark.
    let long = |passage: &&Passage| {
        let said = first_sentence(&passage.text);
        said.split_whitespace().count() >= QUOTED && !said.contains(['\n', ':', '?', '|'])
    };
    let found: Vec<Passage> = by_document.iter().flatten().filter(long).take(CITED as usize).cloned().collect();
    if found.len() < CITED as usize {
        return Err(AppError::not_found("The sample has too few passages that every buyer may read"));
    }
    Ok(found)
}

async fn write(app: &Arc<App>, author: &Caller) -> Result<DraftView> {
    let order = StartDraft {
        account: ACCOUNT.to_owned(),
        kind: "follow-up".to_owned(),
        purpose: Some("Measuring".to_owned()),
        briefing: None,
        option: None,
        meeting: None,
        template: None,
    };
    let draft = start_draft(app, author, order).await?;
    let email = draft.people.first().map(|person| person.email.clone()).unwrap_or_default();
    let (mut body, mut chips) = ("Hello,\n\nHere is what our documents say.".to_owned(), Vec::new());
    for (number, passage) in (1..).zip(citable(app).await?) {
        let quote = first_sentence(&passage.text);
        body.push_str(&format!("\n\nOn this we say: “{quote}” [^{number}] {BESIDE}"));
        chips.push(ChipText { number, passage: passage.id.to_string(), quote: quote.to_owned() });
    }
    let domain = email.split_once('@').map_or("", |(_, domain)| domain);
    let order = SaveDraft {
        draft: draft.id.clone(),
        base: draft.revision,
        recipients: vec![RecipientView { name: None, email: format!("team@{domain}") }],
        subject: "What our documents say".to_owned(),
        body,
        chips,
        show_sources: true,
        criteria: None,
    };
    save_draft(app, author, order).await
}

/// The first sentence of a text without its full stop.
fn first_sentence(text: &str) -> &str {
    text.split(". ").next().unwrap_or_default().trim().trim_end_matches('.')
}

/// The rules alone, on facts that are at hand.
async fn time_checks(app: &Arc<App>, draft: &DraftView) -> Result<Vec<Duration>> {
    let id: DraftId = draft.id.parse()?;
    let weighed = weigh(app, id).await?;
    let known = facts(app, &weighed.row.draft, weighed.latest()?).await?;
    let (row, now) = (weighed.row, app.real_now());
    tokio::task::spawn_blocking(move || {
        let mut times = Vec::new();
        for _ in 0..5 {
            let started = Instant::now();
            Standing::of(&case(&row), &known, now)?;
            times.push(started.elapsed());
        }
        Ok(times)
    })
    .await?
}

/// Accepts what the checks ask about.
async fn accept(app: &Arc<App>, author: &Caller, draft: &DraftView) -> Result<()> {
    for finding in draft.findings.iter().filter(|finding| finding.severity == SeverityView::Acknowledge) {
        let order = AcknowledgeFinding {
            draft: draft.id.clone(),
            revision: draft.revision,
            finding: finding.key.clone(),
            code: finding.code.clone(),
            reason: "Only measured".to_owned(),
        };
        acknowledge_finding(app, author, order).await?;
    }
    Ok(())
}

/// Everybody who is asked signs, in the order asked; only given signatures are timed.
async fn sign(app: &Arc<App>, team: &[Caller], draft: &OnDraft) -> Result<Vec<Duration>> {
    let mut times = Vec::new();
    let of = || OfDraft { draft: draft.draft.clone() };
    for _ in 0..=team.len() {
        for caller in team {
            let view = get_draft(app, caller, of()).await?;
            if view.state == DraftStateView::SignedOff {
                return Ok(times);
            }
            if !view.gate.approve.may {
                continue;
            }
            let order = DecideDraft {
                draft: draft.draft.clone(),
                revision: draft.revision,
                meaning: "approved".to_owned(),
                reason: None,
                passphrase: None,
            };
            let started = Instant::now();
            decide_draft(app, caller, order).await?;
            times.push(started.elapsed());
        }
    }
    let view =
        get_draft(app, team.first().ok_or_else(|| AppError::not_found("The sample has no people"))?, of()).await?;
    Err(AppError::invalid(format!("Nobody of the sample may sign the draft that is measured: {}", view.gate.sentence)))
}
