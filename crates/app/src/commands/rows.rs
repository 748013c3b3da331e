//! The rows of a questionnaire: prepared from the documents, marked, submitted and decided, each for itself.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use assemble::Sentences;
use chrono::{DateTime, Utc};
use domain::{
    Act, Audience, CellRef, Draft, DraftId, DraftKind, KeptAnswer, KeptQuestionnaire, KeptRow, Meaning, MoveAct,
    Permission, PersonId, QuestionEvidence, QuestionnaireId, Revision, RevisionId, Role, RowAnswer, RowState,
};
use gate::{Outgoing, Refusal, Release, Slot, State};
use serde_json::json;
use store::DraftRow;

use crate::{
    caller::Caller,
    commands::{
        answers,
        questionnaires::{find, form_words, show},
        reviews::{meaning, next_move},
    },
    convert,
    draft_view::{chip_view, risk, state, waits_for},
    error::{AppError, Result},
    facts::{Weighed, nda_holds, weigh_many},
    gather,
    open::App,
    question,
    view::{
        DecideRows, MarkRows, OnRows, QuestionnaireView, RefusedRow, RowCounts, RowSourceView, RowStateView,
        RowTextView, RowView, RowsDone, WriteRow,
    },
};

/// A questionnaire with its rows and what the gate says of each text today.
pub(crate) struct Rows {
    pub(crate) kept: KeptQuestionnaire,
    pub(crate) rows: Vec<KeptRow>,
    /// By row.
    weighed: BTreeMap<u32, Weighed>,
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
    async fn some(app: &Arc<App>, kept: KeptQuestionnaire, wanted: &[u32]) -> Result<Self> {
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

fn cell(row: &KeptRow) -> String {
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
    let sources = revision.chips.iter().map(|chip| {
        let view = chip_view(chip.number, &chip.citation, weighed);
        RowSourceView {
            number: view.number,
            passage: view.passage,
            hash: view.hash,
            quote: view.quote,
            title: view.title,
            place: view.place,
            state: view.state,
        }
    });
    let sources: Vec<RowSourceView> = sources.collect();
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

/// Looks the rows up in the documents and writes a first text for those that are answered. Rows with a text, and rows that
/// were left out, stay as they are.
///
/// # Errors
/// `NotFound` for a row that is not there.
pub async fn answer_rows(app: &Arc<App>, caller: &Caller, order: OnRows) -> Result<QuestionnaireView> {
    caller.may(Permission::Draft)?;
    let kept = find(app, order.questionnaire.parse()?).await?;
    let id = kept.id;
    let rows = Rows::some(app, kept, &order.rows).await?;
    let open: Vec<KeptRow> = rows
        .rows
        .into_iter()
        .filter(|row| row.skipped.is_none() && row.draft.is_none())
        .filter(|row| if order.rows.is_empty() { row.state.is_none() } else { order.rows.contains(&row.number) })
        .collect();
    if !open.is_empty() {
        prepare(app, caller, &rows.kept, open).await?;
    }
    show(app, caller, id).await
}

async fn prepare(app: &Arc<App>, caller: &Caller, kept: &KeptQuestionnaire, open: Vec<KeptRow>) -> Result<()> {
    let terms = app.store.read().terms(kept.account).await?;
    let reader = if nda_holds(&terms, app.today()) { Audience::Nda } else { Audience::Public };
    let usable = answers::usable(app, reader).await?;
    let questions: Vec<String> = open.iter().map(|row| assemble::row_question(&row.asked)).collect();
    let asked = question::ask_many(app, &questions, reader).await?;
    let found = compose(app, kept, asked).await?;
    let mut drafts = Vec::new();
    let mut changed = Vec::with_capacity(open.len());
    for (mut row, (card, question)) in open.into_iter().zip(found.into_iter().zip(&questions)) {
        let answer = match usable.iter().find(|known| assemble::asks_the_same(&known.question, question)) {
            Some(known) => repeated(&row, known, &card),
            None => assemble::row_answer(&row.asked, &card),
        };
        row.state = Some(answer.state);
        row.because = answer.because;
        row.category = answer.category;
        row.role = row.role.or(answer.role);
        row.reuses = answer.reuses;
        if !answer.body.is_empty() {
            let draft = new_draft(app, caller, kept, &row, (answer.body, answer.chips));
            row.draft = Some(draft.draft.id);
            drafts.push(draft);
        }
        changed.push(row);
    }
    // Under read-only the gate lets no text come to be.
    let weighed = weigh_many(app, kept.account, drafts).await?;
    let mut tx = app.write(caller).await?;
    for one in &weighed {
        match gate::may_edit(&one.standing) {
            Ok(()) => {
                let latest = one.latest()?;
                tx.keep_draft(&one.row.draft, latest, crate::commands::drafts::sources_of(latest)).await?;
            }
            Err(refusal) => {
                for row in changed.iter_mut().filter(|row| row.draft == Some(one.row.draft.id)) {
                    (row.draft, row.because) = (None, refusal.to_string());
                }
            }
        }
    }
    let count = |state| changed.iter().filter(|row| row.state == Some(state)).count();
    let facts = json!({
        "answered": count(RowState::Answered), "needs_review": count(RowState::NeedsReview),
        "no_source": count(RowState::NoSource),
    });
    tx.keep_rows(kept.id, &changed, Act::RowsAnswered, facts).await?;
    Ok(tx.commit().await?)
}

async fn compose(
    app: &Arc<App>,
    kept: &KeptQuestionnaire,
    asked: Vec<QuestionEvidence>,
) -> Result<Vec<domain::ObjectionCard>> {
    let mut evidence = gather::history(app, kept.account, None, app.now()).await?;
    evidence.documents_searched = convert::count(gather::in_force(app).await?.len());
    let composed = tokio::task::spawn_blocking(move || {
        let sentences = Sentences::read(&evidence);
        assemble::cards(&evidence, &sentences, &asked)
    });
    Ok(composed.await?)
}

/// An answer that was signed off before, in the form of this row.
fn repeated(row: &KeptRow, known: &KeptAnswer, card: &domain::ObjectionCard) -> RowAnswer {
    let fits = row.asked.cells(&gate::without_markers(&known.body));
    let (state, because) = match fits {
        Ok(_) => (
            RowState::Answered,
            format!("Signed off by {} on {} and still in force", known.signed_by, known.signed_at.format("%-d %B %Y")),
        ),
        Err(unfit) => (RowState::NeedsReview, format!("An answer was signed off before: {unfit}")),
    };
    RowAnswer {
        state,
        because,
        category: card.category,
        role: None,
        body: known.body.clone(),
        chips: known.chips.clone(),
        reuses: Some(known.id),
    }
}

fn new_draft(
    app: &App,
    caller: &Caller,
    kept: &KeptQuestionnaire,
    row: &KeptRow,
    (body, chips): (String, Vec<domain::Chip>),
) -> DraftRow {
    let id = DraftId(app.ids.new_id());
    let draft = Draft {
        id,
        account: kept.account,
        kind: DraftKind::QuestionnaireAnswer,
        purpose: format!("Row {} of {}", row.number, kept.name),
        briefing: None,
        meeting: None,
        template: None,
        made_by: caller.person().id,
        made_at: app.real_now(),
    };
    let first = Revision {
        id: RevisionId(app.ids.new_id()),
        draft: id,
        number: 1,
        author: caller.person().id,
        at: app.real_now(),
        recipients: Vec::new(),
        // Signed with the answer: "Yes" means nothing without it.
        subject: assemble::row_question(&row.asked),
        body,
        chips,
        show_sources: false,
        change: None,
    };
    DraftRow { draft, revisions: vec![first], moves: Vec::new(), releases: Vec::new() }
}

/// Starts an empty text for a row that no document answers; a person writes it.
///
/// # Errors
/// `NotFound`; `GateRefused` under a policy that lets nothing be written.
pub async fn write_row(app: &Arc<App>, caller: &Caller, order: WriteRow) -> Result<QuestionnaireView> {
    caller.may(Permission::Draft)?;
    let kept = find(app, order.questionnaire.parse()?).await?;
    let id = kept.id;
    let rows = Rows::some(app, kept, &[order.row]).await?;
    let Some(mut row) = rows.rows.into_iter().find(|row| row.number == order.row) else {
        return Err(AppError::not_found("This questionnaire has no such row"));
    };
    if row.draft.is_none() {
        let draft = new_draft(app, caller, &rows.kept, &row, (String::new(), Vec::new()));
        let weighed = weigh_many(app, rows.kept.account, vec![draft]).await?;
        let Some(weighed) = weighed.first() else { return show(app, caller, id).await };
        if let Err(refusal) = gate::may_edit(&weighed.standing) {
            app.refused(caller, &id.to_string(), "write_row", &refusal.to_string()).await?;
            return Err(refusal.into());
        }
        (row.draft, row.skipped) = (Some(weighed.row.draft.id), None);
        let mut tx = app.write(caller).await?;
        tx.keep_draft(&weighed.row.draft, weighed.latest()?, json!([])).await?;
        tx.keep_rows(id, &[row], Act::RowsMarked, json!({ "written": order.row })).await?;
        tx.commit().await?;
    }
    show(app, caller, id).await
}

/// Leaves rows out, takes them in again, or says who has to answer them.
///
/// # Errors
/// `NotFound` for a row, `Invalid` for a role that is not there, or an order that changes nothing.
pub async fn mark_rows(app: &Arc<App>, caller: &Caller, order: MarkRows) -> Result<QuestionnaireView> {
    caller.may(Permission::Draft)?;
    let id: QuestionnaireId = order.questionnaire.parse()?;
    let rows = Rows::some(app, find(app, id).await?, &order.rows).await?;
    let role = match order.role.as_deref().map(str::trim).filter(|word| !word.is_empty()) {
        Some(word) => Some(Role::of_word(word).ok_or_else(|| {
            let known: Vec<&str> = Role::ALL.iter().map(|role| role.word()).collect();
            AppError::invalid(format!("'{word}' is no role; known are {}", known.join(", ")))
        })?),
        None => None,
    };
    let skip = order.skip.as_deref().map(str::trim).filter(|text| !text.is_empty());
    if skip.is_none() && !order.ask && role.is_none() {
        return Err(AppError::invalid("Say why the rows are left out, who answers them, or that they are asked again"));
    }
    let mut changed: Vec<KeptRow> = rows.rows.into_iter().filter(|row| order.rows.contains(&row.number)).collect();
    for row in &mut changed {
        if order.ask {
            row.skipped = None;
        }
        if let Some(why) = skip {
            row.skipped = Some(why.to_owned());
        }
        row.role = role.or(row.role);
    }
    let facts = json!({ "rows": order.rows, "skip": skip, "ask": order.ask, "role": role });
    let mut tx = app.write(caller).await?;
    tx.keep_rows(id, &changed, Act::RowsMarked, facts).await?;
    tx.commit().await?;
    if order.ask {
        return answer_rows(app, caller, OnRows { questionnaire: id.to_string(), rows: Vec::new() }).await;
    }
    show(app, caller, id).await
}

/// Hands the texts of rows to their approvers; no row named: every one that is written and not left out.
///
/// # Errors
/// `NotFound` for a row that is not there.
pub async fn submit_rows(app: &Arc<App>, caller: &Caller, order: OnRows) -> Result<RowsDone> {
    caller.may(Permission::Draft)?;
    let kept = find(app, order.questionnaire.parse()?).await?;
    let mut tx = app.write(caller).await?;
    let rows =
        if order.rows.is_empty() { Rows::read(app, kept).await? } else { Rows::some(app, kept, &order.rows).await? };
    let mut done = RowsDone { done: Vec::new(), refused: Vec::new() };
    for row in rows.rows.iter().filter(|row| row.skipped.is_none()) {
        let Some(weighed) = rows.weighed.get(&row.number) else { continue };
        let waits = matches!(weighed.standing.state, State::InReview | State::SignedOff | State::Released);
        if order.rows.is_empty() && waits {
            continue;
        }
        match submitted(row, weighed) {
            Ok(act) => {
                tx.keep_move(weighed.row.draft.id, &next_move(app, caller, weighed, act)).await?;
                done.done.push(row.number);
            }
            Err(why) => done.refused.push(RefusedRow { row: row.number, cell: cell(row), why }),
        }
    }
    tx.commit().await?;
    Ok(done)
}

/// A text that its cell does not take is not worth an approver's time.
fn submitted(row: &KeptRow, weighed: &Weighed) -> std::result::Result<MoveAct, String> {
    let latest = weighed.latest().map_err(|error| error.message)?;
    row.asked.cells(&Outgoing::of(latest, &weighed.facts).body).map_err(|unfit| unfit.to_string())?;
    gate::may_submit(&weighed.standing).map_err(|refusal| refusal.to_string())?;
    Ok(MoveAct::Submitted { revision: latest.id, note: None })
}

/// Decides on rows with the person's own key, each for itself. What the gate refuses is logged and told.
///
/// # Errors
/// `NotAllowed` when the key stays locked; `NotFound` for a row that is not there.
pub async fn decide_rows(app: &Arc<App>, caller: &Caller, order: DecideRows) -> Result<RowsDone> {
    caller.may(Permission::Review)?;
    let decision = meaning(&order.meaning)?;
    if !matches!(decision, Meaning::Approved | Meaning::SentBack) {
        return Err(AppError::invalid(
            "Rows are approved or sent back together; anything else is done on the row's page",
        ));
    }
    let kept = find(app, order.questionnaire.parse()?).await?;
    let me = caller.person();
    let (held, given, person, now) = (Arc::clone(app), order.passphrase.clone(), me.id, app.real_now());
    let key = tokio::task::spawn_blocking(move || held.keys.for_act(person, given.as_deref(), now)).await??;
    let mut tx = app.write(caller).await?;
    let rows = Rows::some(app, kept, &order.rows).await?;
    let now = app.real_now();
    let mut done = RowsDone { done: Vec::new(), refused: Vec::new() };
    for row in rows.rows.iter().filter(|row| order.rows.contains(&row.number)) {
        let outcome = match rows.weighed.get(&row.number).filter(|_| row.skipped.is_none()) {
            Some(weighed) => {
                let prepared = gate::prepare(
                    &weighed.case(),
                    &weighed.facts,
                    &weighed.standing,
                    me,
                    (decision, order.reason.clone()),
                    now,
                );
                prepared.map(|prepared| gate::sign(prepared, &key)).and_then(|signed| {
                    gate::accept(&weighed.case(), &weighed.facts, &weighed.standing, &signed, now)
                        .map(|()| (weighed, signed))
                })
            }
            None => Err(Refusal::NoRevision),
        };
        match outcome {
            Ok((weighed, signed)) => {
                let made = next_move(app, caller, weighed, MoveAct::SignedOff(Box::new(signed)));
                tx.keep_move(weighed.row.draft.id, &made).await?;
                answers::after_decision(app, &mut tx, weighed, &made).await?;
                done.done.push(row.number);
            }
            Err(refusal) => {
                let why = refusal.to_string();
                done.refused.push(RefusedRow { row: row.number, cell: cell(row), why });
            }
        }
    }
    for refused in &done.refused {
        let body = json!({ "what": decision.word(), "why": refused.why, "row": refused.row });
        tx.audit(Act::Refused, &rows.kept.id.to_string(), body).await?;
    }
    tx.commit().await?;
    crate::witness::after(app, me.id, &key).await;
    Ok(done)
}
