//! A questionnaire with its rows, what the gate says of each text today, and how the window shows them.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use chrono::{DateTime, Utc};
use domain::{CellRef, DraftId, KeptQuestionnaire, KeptRow, PersonId, RowState};
use gate::{Outgoing, Release, Slot, State};

use crate::{
    caller::Caller,
    commands::questionnaires::form_words,
    convert,
    draft_view::{chip_view, risk, state, waits_for},
    error::{AppError, Result},
    facts::{Weighed, weigh_many},
    open::App,
    view::{ChipView, RefusedRow, RowCounts, RowStateView, RowTextView, RowView},
};

/// A questionnaire with its rows and what the gate says of each text today.
pub(crate) struct Rows {
    pub(crate) kept: KeptQuestionnaire,
    pub(crate) rows: Vec<KeptRow>,
    /// By row.
    pub(crate) weighed: BTreeMap<u32, Weighed>,
}

/// What can go out now, and what stays and why.
pub(crate) struct Taken {
    pub(crate) released: Vec<(KeptRow, Release)>,
    /// Has a text that could go out, and a signature is missing.
    pub(crate) unsigned: Vec<RefusedRow>,
    /// Has no text, or was left out.
    pub(crate) left: Vec<RefusedRow>,
}

impl Rows {
    pub(crate) async fn read(app: &Arc<App>, kept: KeptQuestionnaire) -> Result<Self> {
        let rows = app.store.read().questionnaire_rows(kept.id).await?;
        let wanted: BTreeSet<u32> = rows.iter().map(|row| row.number).collect();
        Self::weigh(app, kept, rows, &wanted).await
    }

    /// The same, with only these rows weighed.
    pub(crate) async fn some(app: &Arc<App>, kept: KeptQuestionnaire, wanted: &[u32]) -> Result<Self> {
        let rows = app.store.read().questionnaire_rows(kept.id).await?;
        if let Some(unknown) = wanted.iter().find(|number| !rows.iter().any(|row| row.number == **number)) {
            return Err(AppError::not_found(format!("This questionnaire has no row {unknown}")));
        }
        Self::weigh(app, kept, rows, &wanted.iter().copied().collect()).await
    }

    async fn weigh(
        app: &Arc<App>,
        kept: KeptQuestionnaire,
        rows: Vec<KeptRow>,
        wanted: &BTreeSet<u32>,
    ) -> Result<Self> {
        let mut numbers: BTreeMap<DraftId, u32> = BTreeMap::new();
        let mut drafts = Vec::new();
        for row in rows.iter().filter(|row| wanted.contains(&row.number)) {
            let Some(id) = row.draft else { continue };
            if let Some(found) = app.store.read().draft(id).await? {
                numbers.insert(id, row.number);
                drafts.push(found);
            }
        }
        let mut weighed = BTreeMap::new();
        for one in weigh_many(app, kept.account, drafts).await? {
            if let Some(number) = numbers.get(&one.row.draft.id) {
                weighed.insert(*number, one);
            }
        }
        Ok(Self { kept, rows, weighed })
    }

    pub(crate) fn counts(&self, caller: &Caller) -> RowCounts {
        let mut counts = RowCounts { rows: convert::count(self.rows.len()), ..RowCounts::default() };
        for row in &self.rows {
            if row.skipped.is_some() {
                counts.skipped += 1;
                continue;
            }
            match row.state {
                Some(RowState::Answered) => counts.answered += 1,
                Some(RowState::NeedsReview) => counts.needs_review += 1,
                Some(RowState::NoSource) | None => counts.no_source += 1,
            }
            if let Some(weighed) = self.weighed.get(&row.number) {
                match weighed.standing.state {
                    State::InReview => counts.in_review += 1,
                    State::SignedOff | State::Released => counts.signed += 1,
                    State::Writing | State::SentBack | State::GivenUp => {}
                }
                counts.waiting_for_me += u32::from(waits_for(caller, weighed));
            }
        }
        counts
    }

    pub(crate) fn views(&self, caller: &Caller) -> Vec<RowView> {
        self.rows.iter().map(|row| row_view(row, self.weighed.get(&row.number), caller)).collect()
    }

    /// A release for every row that is signed off and fits its cell, numbered one after the other.
    pub(crate) fn release(&self, by: PersonId, destination: &str, now: DateTime<Utc>) -> Taken {
        let mut taken = Taken { released: Vec::new(), unsigned: Vec::new(), left: Vec::new() };
        let mut number = None;
        for row in &self.rows {
            let refused = |why: String| RefusedRow { row: row.number, cell: cell(row), why };
            let Some(weighed) = self.weighed.get(&row.number).filter(|_| row.skipped.is_none()) else {
                let why = row.skipped.clone().unwrap_or_else(|| row.because.clone());
                taken.left.push(refused(why));
                continue;
            };
            if weighed.latest().is_ok_and(|latest| latest.body.trim().is_empty()) {
                taken.left.push(refused("There is no answer in this row yet".to_owned()));
                continue;
            }
            let mut facts = weighed.facts.clone();
            facts.next_release = *number.get_or_insert(facts.next_release);
            match gate::release(&weighed.case(), &facts, destination, by, now) {
                Ok(release) => match row.asked.cells(release.text()) {
                    Ok(_) => {
                        number = Some(release.number() + 1);
                        taken.released.push((row.clone(), release));
                    }
                    Err(unfit) => taken.unsigned.push(refused(unfit.to_string())),
                },
                Err(refusal) => taken.unsigned.push(refused(refusal.to_string())),
            }
        }
        taken
    }
}

/// The cell of its answer, such as `D14`; empty where the file has none.
pub(crate) fn cell(row: &KeptRow) -> String {
    row.asked.answer_cell.map(|cell: CellRef| cell.to_string()).unwrap_or_default()
}

fn row_view(row: &KeptRow, weighed: Option<&Weighed>, caller: &Caller) -> RowView {
    RowView {
        number: row.number,
        sheet: row.asked.sheet.clone(),
        cell: cell(row),
        section: row.asked.section.clone(),
        id: row.asked.id.clone(),
        question: row.asked.text.clone(),
        form: form_words(&row.asked.form),
        choices: row.asked.form.choices(),
        existing: row.asked.answer.clone(),
        state: row.state.map(|state| match state {
            RowState::Answered => RowStateView::Answered,
            RowState::NeedsReview => RowStateView::NeedsReview,
            RowState::NoSource => RowStateView::NoSource,
        }),
        because: row.because.clone(),
        category: row.category.map(|category| category.words().to_owned()),
        role: row.role.map(|role| role.words().to_owned()),
        skipped: row.skipped.clone(),
        reused: row.reuses.is_some(),
        text: weighed.and_then(|weighed| text_view(row, weighed, caller)),
    }
}

fn text_view(row: &KeptRow, weighed: &Weighed, caller: &Caller) -> Option<RowTextView> {
    let revision = weighed.row.revisions.last()?;
    let standing = &weighed.standing;
    let answer = Outgoing::of(revision, &weighed.facts).body;
    let sources: Vec<ChipView> =
        revision.chips.iter().map(|chip| chip_view(chip.number, &chip.citation, weighed)).collect();
    let evidence: BTreeSet<&str> = sources.iter().map(|source| source.passage.as_str()).collect();
    let needs = standing.slots.iter().map(|slot| match slot {
        Slot::Owner => "the account’s owner".to_owned(),
        Slot::Anybody => "one click".to_owned(),
        Slot::Role(need) => need.to_string(),
    });
    Some(RowTextView {
        draft: weighed.row.draft.id.to_string(),
        revision: revision.number,
        body: revision.body.clone(),
        state: state(standing.state),
        unfit: (!answer.trim().is_empty())
            .then(|| row.asked.cells(&answer).err().map(|unfit| unfit.to_string()))
            .flatten(),
        evidence: evidence.into_iter().collect::<Vec<_>>().join(" "),
        answer,
        blocking: convert::count(standing.blocking().count()),
        open: convert::count(standing.open().count()),
        risk: risk(weighed) + u32::from(row.state == Some(RowState::NeedsReview)) * 5,
        needs: needs.collect(),
        sentence: gate::sentence(standing, revision),
        waits_for_me: waits_for(caller, weighed),
        sources,
    })
}
