//! `draft …` and `reviews`.

use std::{path::Path, sync::Arc};

use app::{
    App, AppError, Caller, Result,
    commands::{drafts, releases, reviews},
    view::{
        AcceptDecision, AcknowledgeFinding, ChipText, ChipView, CompareRevisions, DecideDraft, DraftView, DraftsView,
        ExportPacket, ListDrafts, Nothing, OfDraft, OnDraft, PreviewDraft, RecipientView, ReleaseDraft, SaveDraft,
        SeverityView, StartDraft, StartStageChange,
    },
};

use super::{Door, passphrase};
use crate::{
    args_gate::{Draft, Passphrase},
    output,
};

pub(super) async fn run(door: &Door, order: Draft) -> Result<()> {
    let (app, caller) = door.open().await?;
    let draft = match order {
        Draft::List { account } => {
            let found = drafts::list_drafts(&app, &caller, ListDrafts { account }).await?;
            return output::reply(door.json, &found, list);
        }
        Draft::Show { draft } => drafts::get_draft(&app, &caller, OfDraft { draft }).await?,
        Draft::Start { account, kind, purpose, briefing, option, meeting, template } => {
            let option = option.map(|number| number.saturating_sub(1));
            let order = StartDraft { account, kind, purpose, briefing, option, meeting, template };
            drafts::start_draft(&app, &caller, order).await?
        }
        Draft::Stage { account, opportunity, stage, close_date, amount } => {
            let order = StartStageChange { account, opportunity, stage, close_date, amount };
            drafts::start_stage_change(&app, &caller, order).await?
        }
        edit @ Draft::Edit { .. } => edited(&app, &caller, edit).await?,
        Draft::Diff { draft, from, to } => {
            let found = drafts::compare_revisions(&app, &caller, CompareRevisions { draft, from, to }).await?;
            return output::reply(door.json, &found, diff);
        }
        other => return on_draft(door, (&app, &caller), other).await,
    };
    output::reply(door.json, &draft, show)
}

/// Moves and decisions; what is left goes out.
async fn on_draft(door: &Door, (app, caller): (&Arc<App>, &Caller), order: Draft) -> Result<()> {
    let draft = match order {
        Draft::Accept { draft, finding, reason } => accept(app, caller, draft, &finding, reason).await?,
        Draft::Submit { draft, note } => {
            let order = on(app, caller, draft, note).await?;
            reviews::submit_draft(app, caller, order).await?
        }
        Draft::Comment { draft, text } => {
            let order = on(app, caller, draft, Some(text)).await?;
            reviews::comment_draft(app, caller, order).await?
        }
        Draft::GiveUp { draft, reason } => {
            let order = on(app, caller, draft, reason).await?;
            reviews::give_up_draft(app, caller, order).await?
        }
        Draft::TakeIn { file } => {
            reviews::accept_decision(app, caller, AcceptDecision { path: file.display().to_string() }).await?
        }
        Draft::Approve { draft, with_edits, passphrase } => {
            let meaning = if with_edits { "approved-with-edits" } else { "approved" };
            decided(app, caller, draft, (meaning, None), &passphrase).await?
        }
        Draft::Override { draft, reason, passphrase } => {
            decided(app, caller, draft, ("overridden", Some(reason)), &passphrase).await?
        }
        Draft::SendBack { draft, reason, passphrase } => {
            decided(app, caller, draft, ("sent-back", Some(reason)), &passphrase).await?
        }
        Draft::TakeBack { draft, passphrase } => decided(app, caller, draft, ("withdrawn", None), &passphrase).await?,
        out => return ways_out(door, (app, caller), out).await,
    };
    output::reply(door.json, &draft, show)
}

async fn newest(app: &Arc<App>, caller: &Caller, draft: &str) -> Result<DraftView> {
    drafts::get_draft(app, caller, OfDraft { draft: draft.to_owned() }).await
}

async fn on(app: &Arc<App>, caller: &Caller, draft: String, text: Option<String>) -> Result<OnDraft> {
    let revision = newest(app, caller, &draft).await?.revision;
    Ok(OnDraft { draft, revision, text })
}

async fn accept(app: &Arc<App>, caller: &Caller, draft: String, finding: &str, reason: String) -> Result<DraftView> {
    let view = newest(app, caller, &draft).await?;
    let fits = |found: &&app::view::FindingView| {
        (found.code.eq_ignore_ascii_case(finding) || found.key.starts_with(finding)) && found.accepted_by.is_none()
    };
    let found = view.findings.iter().find(fits);
    let found = found.ok_or_else(|| AppError::not_found(format!("This draft has no open finding '{finding}'")))?;
    let (finding, code) = (found.key.clone(), found.code.clone());
    let order = AcknowledgeFinding { draft, revision: view.revision, finding, code, reason };
    reviews::acknowledge_finding(app, caller, order).await
}

async fn decided(
    app: &Arc<App>,
    caller: &Caller,
    draft: String,
    (meaning, reason): (&str, Option<String>),
    given: &Passphrase,
) -> Result<DraftView> {
    let revision = newest(app, caller, &draft).await?.revision;
    let passphrase = Some(passphrase(given)?);
    let order = DecideDraft { draft, revision, meaning: meaning.to_owned(), reason, passphrase };
    reviews::decide_draft(app, caller, order).await
}

async fn ways_out(door: &Door, (app, caller): (&Arc<App>, &Caller), order: Draft) -> Result<()> {
    let written = match order {
        Draft::Release { draft, to, out } => {
            let revision = newest(app, caller, &draft).await?.revision;
            let path = out.map(|path| path.display().to_string());
            let order = ReleaseDraft { draft, revision, destination: to, path };
            let released = releases::release_draft(app, caller, order).await?;
            return output::reply(door.json, &released, |released| {
                if let Some(plain) = &released.plain {
                    output::line(plain);
                }
                output::remark(&released.line);
            });
        }
        Draft::Preview { draft, format, out } => {
            let order = PreviewDraft { draft, format, path: out.display().to_string() };
            releases::preview_draft(app, caller, order).await?
        }
        Draft::Packet { draft, out } => {
            reviews::export_packet(app, caller, ExportPacket { draft, path: out.display().to_string() }).await?
        }
        _ => return Ok(()),
    };
    output::reply(door.json, &written, |written| output::line(&written.path))
}

/// `reviews`: what waits for this person.
pub(super) async fn queue(door: &Door) -> Result<()> {
    let (app, caller) = door.open().await?;
    output::reply(door.json, &reviews::list_reviews(&app, &caller, Nothing {}).await?, |found| {
        if found.rows.is_empty() {
            output::line("Nothing waits for you");
        }
        list(found);
    })
}

fn chip_text(chip: &ChipView) -> ChipText {
    ChipText { number: chip.number, passage: chip.passage.clone(), quote: chip.quote.clone() }
}

/// `1=ver_…#3:exact words`
fn read_chip(text: &str) -> Result<ChipText> {
    let wrong = || AppError::invalid(format!("'{text}' is no citation; write 1=PASSAGE or 1=PASSAGE:exact words"));
    let (number, rest) = text.split_once('=').ok_or_else(wrong)?;
    let (passage, quote) = rest.split_once(':').unwrap_or((rest, ""));
    Ok(ChipText {
        number: number.trim().parse().map_err(|_| wrong())?,
        passage: passage.to_owned(),
        quote: quote.to_owned(),
    })
}

/// `Dana Voss <dana@buyer.example>`, or the address alone.
fn read_recipient(text: &str) -> RecipientView {
    match text.split_once('<') {
        Some((name, rest)) => RecipientView {
            name: Some(name.trim().to_owned()).filter(|name| !name.is_empty()),
            email: rest.trim_end_matches('>').trim().to_owned(),
        },
        None => RecipientView { name: None, email: text.trim().to_owned() },
    }
}

async fn edited(app: &Arc<App>, caller: &Caller, order: Draft) -> Result<DraftView> {
    let Draft::Edit { draft, base, subject, body, to, cite, evidence, show_sources } = order else {
        return Err(AppError::invalid("This is no edit"));
    };
    let now = drafts::get_draft(app, caller, OfDraft { draft: draft.clone() }).await?;
    let mut chips: Vec<ChipText> = now.chips.iter().map(chip_text).collect();
    for text in &cite {
        let chip = read_chip(text)?;
        chips.retain(|known| known.number != chip.number);
        chips.push(chip);
    }
    let mut criteria = now.change.as_ref().map(|change| {
        change
            .criteria
            .iter()
            .map(|criterion| criterion.evidence.iter().map(chip_text).collect::<Vec<_>>())
            .collect::<Vec<_>>()
    });
    for text in &evidence {
        let chip = read_chip(text)?;
        let slot = criteria.as_mut().and_then(|all| all.get_mut((chip.number as usize).checked_sub(1)?));
        slot.ok_or_else(|| AppError::invalid(format!("There is no criterion {}", chip.number)))?.push(chip);
    }
    let order = SaveDraft {
        draft,
        base: base.unwrap_or(now.revision),
        recipients: if to.is_empty() { now.recipients } else { to.iter().map(|text| read_recipient(text)).collect() },
        subject: subject.unwrap_or(now.subject),
        body: body.as_deref().map(read_text).transpose()?.unwrap_or(now.body),
        chips,
        show_sources: show_sources.unwrap_or(now.show_sources),
        criteria,
    };
    drafts::save_draft(app, caller, order).await
}

pub(super) fn read_text(path: &Path) -> Result<String> {
    std::fs::read_to_string(path)
        .map_err(|error| AppError::invalid(format!("{} cannot be read: {error}", path.display())))
}

fn list(found: &DraftsView) {
    let rows = found.rows.iter().map(|row| {
        vec![
            row.id.clone(),
            row.account_name.clone(),
            row.kind_words.clone(),
            row.purpose.clone(),
            format!("revision {} by {}", row.revision, row.author),
            row.sentence.clone(),
        ]
    });
    output::table(&["Draft", "Account", "Kind", "Purpose", "Newest", "Gate"], rows.collect());
}

fn diff(found: &app::view::DiffView) {
    let told = |parts: &[app::view::DiffPartView]| {
        let marked = parts.iter().map(|part| match part.changed.as_str() {
            "added" => format!("{{+{}+}}", part.text),
            "removed" => format!("[-{}-]", part.text),
            _ => part.text.clone(),
        });
        marked.collect::<String>()
    };
    output::line(&format!(
        "To: {}\nSubject: {}\n\n{}",
        told(&found.recipients),
        told(&found.subject),
        told(&found.body)
    ));
}

pub(super) fn show(draft: &DraftView) {
    output::line(&format!("DRAFT {} – {} to {}: {}", draft.id, draft.kind_words, draft.account_name, draft.purpose));
    output::line(&format!("Revision {} by {}, {}", draft.revision, draft.author, draft.saved_at));
    for to in &draft.recipients {
        output::line(&format!("To: {} <{}>", to.name.as_deref().unwrap_or_default(), to.email));
    }
    output::line(&format!("Subject: {}\n\n{}\n", draft.subject, draft.body));
    for chip in &draft.chips {
        let holds = if chip.holds { "" } else { " – NO LONGER THERE" };
        output::line(&format!(
            "[^{}] “{}” – {}, {} ({}){holds}",
            chip.number, chip.quote, chip.title, chip.place, chip.state
        ));
    }
    for change in draft.change.iter() {
        for field in &change.fields {
            output::line(&format!("{}: {} → {}", field.field, field.from.as_deref().unwrap_or("nothing"), field.to));
        }
        for (number, criterion) in change.criteria.iter().enumerate() {
            output::line(&format!("Criterion {}: {}", number + 1, criterion.says));
            if criterion.evidence.is_empty() {
                output::line("  no evidence");
            }
            for chip in &criterion.evidence {
                output::line(&format!("  “{}” – {}", chip.quote, chip.title));
            }
        }
    }
    for finding in &draft.findings {
        let severity = match finding.severity {
            SeverityView::Blocks => "blocks",
            SeverityView::Acknowledge => "acknowledge",
            SeverityView::Note => "note",
        };
        output::line(&format!(
            "{} {} ({severity}), line {}: “{}” – {}",
            finding.code, finding.name, finding.place.line, finding.words, finding.says
        ));
        match &finding.accepted_by {
            Some(name) => output::line(&format!(
                "  accepted by {name}: {}",
                finding.accepted_because.as_deref().unwrap_or_default()
            )),
            None => output::line(&format!("  {}", finding.fix)),
        }
    }
    for sign_off in &draft.sign_offs {
        let holds =
            sign_off.why_not.as_deref().map_or_else(|| "holds".to_owned(), |why| format!("does not count: {why}"));
        output::line(&format!(
            "{} by {} ({}), {}: {holds}",
            sign_off.meaning, sign_off.name, sign_off.role, sign_off.at
        ));
    }
    for release in &draft.releases {
        output::line(&format!("{} – to {} by {}, {}", release.line, release.destination, release.by, release.at));
    }
    output::line(&format!("\n{}", draft.gate.sentence));
    output::line(&draft.gate.explained);
}
