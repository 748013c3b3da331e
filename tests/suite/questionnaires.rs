//! A buyer's questionnaire from its file and back into it: prepared, signed row by row, filled, and used again.

use std::{collections::BTreeMap, path::PathBuf};

use app::{
    Caller, ErrorCode,
    commands::{
        answers::{change_answer, list_answers},
        drafts::{get_draft, list_drafts, save_draft, start_draft},
        library::{get_document, list_documents, withdraw_document},
        questionnaires::{
            correct_columns, get_columns, get_questionnaire, list_questionnaires, return_questionnaire,
            take_questionnaire,
        },
        releases::release_draft,
        reviews::list_reviews,
        rows::{answer_rows, decide_rows, mark_rows, submit_rows, write_row},
        team::record_terms,
    },
    view::{
        ChangeAnswer, ChipText, ChipView, ColumnChoice, CorrectColumns, DecideRows, DraftStateView, GetDocument,
        ListDrafts, ListQuestionnaires, MarkRows, Nothing, OfDraft, OfQuestionnaire, OfVersion, OnRows,
        QuestionnaireView, RecipientView, RecordTerms, ReleaseDraft, ReturnQuestionnaire, RowStateView, RowTextView,
        RowView, SaveDraft, SeenRow, SheetCorrection, StartDraft, TakeQuestionnaire, WriteRow,
    },
};

use crate::desk::Desk;

const ACCOUNT: &str = "Pellworth Mutual";
pub(crate) const PASSPHRASE: &str = "northmoor sample key";
pub(crate) const CSV: &str = "\u{feff}No;Question;Answer (Yes/No);Remarks\r\n\
    1;Do you support single sign-on with SAML?;;\r\n\
    2;Is customer data encrypted at rest?;;\r\n\
    3;Do you operate a bug bounty programme?;;\r\n\
    4;Is deletion confirmed in writing?;=1+1;\r\n";

pub(crate) async fn taken(desk: &Desk, who: &Caller, path: PathBuf) -> QuestionnaireView {
    let order = TakeQuestionnaire {
        account: ACCOUNT.to_owned(),
        path: path.display().to_string(),
        due: Some("2026-11-27".into()),
        columns: Vec::new(),
    };
    take_questionnaire(&desk.app, who, order).await.unwrap()
}

pub(crate) async fn small(desk: &Desk) -> (Caller, QuestionnaireView) {
    let engineer = desk.person("Davit Malhan").await;
    let view = taken(desk, &engineer, desk.file("rows.csv", CSV.as_bytes())).await;
    (engineer, view)
}

pub(crate) fn on(view: &QuestionnaireView, rows: &[u32]) -> OnRows {
    OnRows { questionnaire: view.head.id.clone(), rows: rows.to_vec() }
}

pub(crate) fn decision(view: &QuestionnaireView, rows: &[u32], meaning: &str) -> DecideRows {
    DecideRows {
        questionnaire: view.head.id.clone(),
        rows: rows.iter().map(|row| SeenRow { row: *row, revision: 1 }).collect(),
        meaning: meaning.to_owned(),
        reason: (meaning != "approved").then(|| "because".to_owned()),
        passphrase: Some(PASSPHRASE.to_owned()),
    }
}

pub(crate) fn back(desk: &Desk, view: &QuestionnaireView, partial: bool) -> ReturnQuestionnaire {
    let path = desk.home.path().join(format!("filled.{}", view.head.format));
    ReturnQuestionnaire { questionnaire: view.head.id.clone(), path: path.display().to_string(), partial }
}

pub(crate) fn row(view: &QuestionnaireView, number: u32) -> &RowView {
    &view.rows[number as usize - 1]
}

pub(crate) fn text_of(view: &QuestionnaireView, number: u32) -> &RowTextView {
    row(view, number).text.as_ref().unwrap()
}

async fn again(desk: &Desk, who: &Caller, view: &QuestionnaireView) -> QuestionnaireView {
    get_questionnaire(&desk.app, who, OfQuestionnaire { questionnaire: view.head.id.clone() }).await.unwrap()
}

/// Row 1 handed in by the engineer and signed by security, who is given back.
pub(crate) async fn first_row_signed(desk: &Desk, engineer: &Caller, view: &QuestionnaireView) -> Caller {
    submit_rows(&desk.app, engineer, on(view, &[1])).await.unwrap();
    let security = desk.person("Runa Hestvik").await;
    decide_rows(&desk.app, &security, decision(view, &[1], "approved")).await.unwrap();
    security
}

#[tokio::test]
async fn a_row_says_what_its_sources_say_or_who_must_answer() {
    let desk = Desk::with_the_sample().await;
    let (_, view) = small(&desk).await;
    let states: Vec<_> = view.rows.iter().map(|row| row.state).collect();
    assert_eq!(states[0], Some(RowStateView::Answered));
    let text = row(&view, 1).text.as_ref().unwrap();
    assert_eq!(text.answer, "Yes\n\nThe exchange accepts SAML 2.0 and OpenID Connect.");
    assert_eq!(text.sources[0].title, "Integration guide: single sign-on and SCIM");
    // The security overview may be read under an agreement that this buyer has not signed.
    assert_eq!(states[1], Some(RowStateView::NoSource));
    assert!(row(&view, 2).because.contains("NDA"), "{}", row(&view, 2).because);
    assert!(row(&view, 2).text.is_none());
    assert_eq!(states[2], Some(RowStateView::NoSource));
    assert!(row(&view, 3).because.contains("programme"), "{}", row(&view, 3).because);
    assert_eq!(row(&view, 4).skipped.as_deref(), Some("The file holds an answer already"));
}

#[tokio::test]
async fn only_signed_answers_go_back_and_nothing_else_in_the_file_changes() {
    let desk = Desk::with_the_sample().await;
    let (engineer, view) = small(&desk).await;
    let app = &desk.app;
    let refused = return_questionnaire(app, &engineer, back(&desk, &view, true)).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::GateRefused);
    let done = submit_rows(app, &engineer, on(&view, &[])).await.unwrap();
    assert_eq!(done.done, [1]);
    // Whoever wrote it does not sign it.
    let own = decide_rows(app, &engineer, decision(&view, &[1], "approved")).await.unwrap();
    assert!(own.done.is_empty() && own.refused[0].why.contains("cannot sign it off"), "{own:?}");
    let security = desk.person("Runa Hestvik").await;
    let waiting = list_questionnaires(app, &security, ListQuestionnaires { account: None }).await.unwrap();
    let head = waiting.rows.iter().find(|head| head.id == view.head.id).unwrap();
    assert_eq!((head.counts.waiting_for_me, head.counts.in_review), (1, 1));
    let signed = decide_rows(app, &security, decision(&view, &[1, 2], "approved")).await.unwrap();
    assert_eq!((signed.done.as_slice(), signed.refused[0].row), ([1].as_slice(), 2));
    let given = return_questionnaire(app, &engineer, back(&desk, &view, false)).await.unwrap();
    assert_eq!(given.filled, [1]);
    assert_eq!(given.left.iter().map(|one| one.row).collect::<Vec<_>>(), [2, 3, 4]);
    let filled = std::fs::read_to_string(&given.path).unwrap();
    let wanted = CSV.replacen("SAML?;;", "SAML?;Yes;The exchange accepts SAML 2.0 and OpenID Connect.", 1);
    assert_eq!(filled, wanted);
}

#[tokio::test]
async fn an_edit_ends_the_signature_of_its_row_alone() {
    let desk = Desk::with_the_sample().await;
    let engineer = desk.person("Davit Malhan").await;
    let csv = "Question,Answer\nDo you support single sign-on with SAML?,\nWhere are backups stored?,\n";
    let view = taken(&desk, &engineer, desk.file("two.csv", csv.as_bytes())).await;
    let app = &desk.app;
    submit_rows(app, &engineer, on(&view, &[])).await.unwrap();
    let security = desk.person("Runa Hestvik").await;
    let signed = decide_rows(app, &security, decision(&view, &[1, 2], "approved")).await.unwrap();
    assert_eq!(signed.done, [1, 2]);
    let draft = row(&view, 2).text.as_ref().unwrap().draft.clone();
    let draft = get_draft(app, &engineer, OfDraft { draft }).await.unwrap();
    let edit = SaveDraft {
        draft: draft.id.clone(),
        base: draft.revision,
        recipients: vec![RecipientView { name: None, email: "team@pellworth.example".to_owned() }],
        subject: draft.subject.clone(),
        body: draft.body.replace("Dublin", "Cork"),
        chips: draft
            .chips
            .iter()
            .map(|chip| ChipText { number: chip.number, passage: chip.passage.clone(), quote: chip.quote.clone() })
            .collect(),
        show_sources: false,
        criteria: None,
    };
    let saved = save_draft(app, &engineer, SaveDraft { subject: "Another question".to_owned(), ..edit }).await.unwrap();
    // The question under the signature is the buyer's.
    assert_eq!(saved.subject, "Where are backups stored?");
    assert!(saved.recipients.is_empty());
    let now = again(&desk, &engineer, &view).await;
    assert_eq!(row(&now, 1).text.as_ref().unwrap().state, DraftStateView::SignedOff);
    let edited = row(&now, 2).text.as_ref().unwrap();
    assert_eq!((edited.state, edited.blocking > 0), (DraftStateView::Writing, true), "{edited:?}");
    let refused = return_questionnaire(app, &engineer, back(&desk, &view, false)).await.unwrap_err();
    assert!(refused.message.contains("1 of 2 answers are not signed off"), "{}", refused.message);
    let given = return_questionnaire(app, &engineer, back(&desk, &view, true)).await.unwrap();
    assert_eq!(given.filled, [1]);
}

#[tokio::test]
async fn a_row_does_not_leave_by_another_door() {
    let desk = Desk::with_the_sample().await;
    let (engineer, view) = small(&desk).await;
    let app = &desk.app;
    let draft = row(&view, 1).text.as_ref().unwrap().draft.clone();
    let order = ReleaseDraft { draft: draft.clone(), revision: 1, destination: "clipboard".to_owned(), path: None };
    assert_eq!(release_draft(app, &engineer, order).await.unwrap_err().code, ErrorCode::GateRefused);
    let listed = list_drafts(app, &engineer, ListDrafts { account: None }).await.unwrap();
    assert!(listed.rows.iter().all(|row| row.id != draft));
    submit_rows(app, &engineer, on(&view, &[1])).await.unwrap();
    let security = desk.person("Runa Hestvik").await;
    assert!(list_reviews(app, &security, Nothing {}).await.unwrap().rows.iter().all(|row| row.id != draft));
    let start = StartDraft {
        account: ACCOUNT.to_owned(),
        kind: "questionnaire-answer".to_owned(),
        purpose: None,
        briefing: None,
        option: None,
        meeting: None,
        template: None,
    };
    assert_eq!(start_draft(app, &engineer, start).await.unwrap_err().code, ErrorCode::Invalid);
}

#[tokio::test]
async fn a_signed_answer_is_used_again_until_its_source_is_withdrawn() {
    let desk = Desk::with_the_sample().await;
    let (engineer, view) = small(&desk).await;
    let app = &desk.app;
    assert!(list_answers(app, &engineer, Nothing {}).await.unwrap().rows.is_empty());
    let security = first_row_signed(&desk, &engineer, &view).await;
    let answers = list_answers(app, &engineer, Nothing {}).await.unwrap();
    assert_eq!((answers.rows.len(), answers.rows[0].signed_by.as_str()), (1, "Runa Hestvik"));
    let csv = "Question,Answer,Comment\nDo you support Single Sign-On with SAML,,\n";
    let second = taken(&desk, &engineer, desk.file("second.csv", csv.as_bytes())).await;
    assert!(row(&second, 1).reused, "{:?}", row(&second, 1));
    assert!(row(&second, 1).because.starts_with("Signed off by Runa Hestvik on "));
    // It is a text like any other: nobody signed it for this row.
    assert_eq!(row(&second, 1).text.as_ref().unwrap().state, DraftStateView::Writing);
    let guide = list_documents(app, &security, Nothing {}).await.unwrap();
    let guide = guide.rows.iter().find(|row| row.title.starts_with("Integration guide")).unwrap();
    let guide = get_document(app, &security, GetDocument { document: guide.id.clone() }).await.unwrap();
    withdraw_document(app, &security, OfVersion { version: guide.versions[0].id.clone() }).await.unwrap();
    let answers = list_answers(app, &engineer, Nothing {}).await.unwrap();
    assert!(answers.rows[0].out_of_use.as_ref().unwrap().contains("withdrawn"));
    let third = taken(&desk, &engineer, desk.file("third.csv", format!("{csv}\n").as_bytes())).await;
    assert!(!row(&third, 1).reused && row(&third, 1).text.is_none(), "{:?}", row(&third, 1));
    // What was signed on the withdrawn document cannot go out either.
    let refused = return_questionnaire(app, &engineer, back(&desk, &view, true)).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::GateRefused);
}

#[tokio::test]
async fn an_answer_is_retired_by_a_person_or_by_taking_the_decision_back() {
    let desk = Desk::with_the_sample().await;
    let (engineer, view) = small(&desk).await;
    let app = &desk.app;
    let security = first_row_signed(&desk, &engineer, &view).await;
    let id = list_answers(app, &engineer, Nothing {}).await.unwrap().rows[0].id.clone();
    let change = |retire: Option<&str>, review_on: Option<&str>| ChangeAnswer {
        answer: id.clone(),
        retire: retire.map(str::to_owned),
        merge_into: None,
        review_on: review_on.map(str::to_owned),
    };
    assert_eq!(
        change_answer(app, &security, change(None, Some("2020-01-01"))).await.unwrap_err().code,
        ErrorCode::Invalid
    );
    // A new look is for those who may release a document.
    let refused = change_answer(app, &engineer, change(None, Some("2027-12-31"))).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::NotAllowed);
    let longer = change_answer(app, &security, change(None, Some("2027-12-31"))).await.unwrap();
    assert_eq!(longer.rows[0].review_on, "2027-12-31");
    decide_rows(app, &security, decision(&view, &[1], "sent-back")).await.unwrap();
    let answers = list_answers(app, &engineer, Nothing {}).await.unwrap();
    assert_eq!(answers.rows[0].out_of_use.as_deref(), Some("Runa Hestvik took the decision back"));
    let retired = change_answer(app, &engineer, change(Some("The guide is rewritten"), None)).await.unwrap();
    assert_eq!(retired.rows[0].out_of_use.as_deref(), Some("The guide is rewritten"));
}

#[tokio::test]
async fn the_same_file_again_adds_nothing_and_marks_stay() {
    let desk = Desk::with_the_sample().await;
    let (engineer, view) = small(&desk).await;
    let app = &desk.app;
    let order = MarkRows {
        questionnaire: view.head.id.clone(),
        rows: vec![3],
        skip: Some("Not our product".to_owned()),
        ask: false,
        role: Some("legal".to_owned()),
    };
    mark_rows(app, &engineer, order).await.unwrap();
    let twice = taken(&desk, &engineer, desk.file("renamed.csv", CSV.as_bytes())).await;
    assert_eq!(twice.head.id, view.head.id);
    assert!(twice.notes[0].contains("taken in before"));
    assert_eq!(row(&twice, 3).skipped.as_deref(), Some("Not our product"));
    assert_eq!(row(&twice, 3).role.as_deref(), Some("Legal"));
    assert_eq!(row(&twice, 1).text.as_ref().unwrap().draft, row(&view, 1).text.as_ref().unwrap().draft);
    let listed =
        list_questionnaires(app, &engineer, ListQuestionnaires { account: Some(ACCOUNT.into()) }).await.unwrap();
    assert_eq!(listed.rows.iter().filter(|head| head.name.ends_with("csv")).count(), 1);
    // The file's own answer is looked up once somebody asks for it.
    let order = MarkRows { questionnaire: view.head.id.clone(), rows: vec![4], skip: None, ask: true, role: None };
    let asked = mark_rows(app, &engineer, order).await.unwrap();
    assert_eq!(row(&asked, 4).state, Some(RowStateView::Answered), "{:?}", row(&asked, 4));
}

#[tokio::test]
async fn a_person_writes_what_no_document_says_and_the_gate_asks_for_a_source() {
    let desk = Desk::with_the_sample().await;
    let (engineer, view) = small(&desk).await;
    let app = &desk.app;
    let order = WriteRow { questionnaire: view.head.id.clone(), row: 3 };
    let view = write_row(app, &engineer, order).await.unwrap();
    let draft = row(&view, 3).text.as_ref().unwrap().draft.clone();
    let saved = SaveDraft {
        draft,
        base: 1,
        recipients: Vec::new(),
        subject: row(&view, 3).question.clone(),
        body: "No".to_owned(),
        chips: Vec::new(),
        show_sources: false,
        criteria: None,
    };
    let saved = save_draft(app, &engineer, saved).await.unwrap();
    assert!(saved.findings.iter().any(|finding| finding.code == "CIT001"), "{:?}", saved.findings);
    let done = submit_rows(app, &engineer, on(&view, &[3])).await.unwrap();
    assert!(done.done.is_empty() && done.refused.len() == 1, "{done:?}");
}

#[tokio::test]
async fn columns_are_corrected_once_for_every_file_of_the_form() {
    let desk = Desk::with_the_sample().await;
    let engineer = desk.person("Davit Malhan").await;
    let app = &desk.app;
    let file =
        |text: &str| format!("Ref,Question,Response,Buyer notes\n1,{text},,\n2,Is deletion confirmed in writing?,,\n");
    let view = taken(&desk, &engineer, desk.file("odd.csv", file("Where are backups stored?").as_bytes())).await;
    assert_eq!(row(&view, 1).cell, "C2");
    let sheets = vec![columns("B", "D")];
    let order = CorrectColumns { questionnaire: view.head.id.clone(), sheets };
    let corrected = correct_columns(app, &engineer, order).await.unwrap();
    assert_eq!(row(&corrected, 1).cell, "D2");
    let other = taken(&desk, &engineer, desk.file("odd2.csv", file("What are your service hours?").as_bytes())).await;
    assert_eq!(row(&other, 1).cell, "D2");
    let columns = get_columns(app, &engineer, OfQuestionnaire { questionnaire: other.head.id.clone() }).await.unwrap();
    assert!(columns.corrected);
}

pub(crate) fn columns(question: &str, answer: &str) -> SheetCorrection {
    SheetCorrection {
        sheet: String::new(),
        skip: false,
        header_row: Some(1),
        columns: [(question, "question"), (answer, "answer")]
            .map(|(letters, role)| ColumnChoice { letters: letters.to_owned(), role: role.to_owned() })
            .to_vec(),
    }
}

#[tokio::test]
async fn a_file_whose_columns_nobody_can_guess_is_taken_in_with_them_named() {
    let desk = Desk::with_the_sample().await;
    let engineer = desk.person("Davit Malhan").await;
    let path = desk.file("odd.csv", b"Ref,Subject,Supplier says\n1,Service hours,\n2,Backup location,\n");
    let mut order = TakeQuestionnaire {
        account: ACCOUNT.to_owned(),
        path: path.display().to_string(),
        due: None,
        columns: Vec::new(),
    };
    let refused = take_questionnaire(&desk.app, &engineer, order.clone()).await.unwrap_err();
    assert!(refused.message.contains("Name the columns"), "{}", refused.message);
    order.columns = vec![columns("B", "C")];
    let view = take_questionnaire(&desk.app, &engineer, order).await.unwrap();
    assert_eq!((view.rows.len(), row(&view, 2).cell.as_str()), (2, "C3"));
}

#[tokio::test]
async fn price_and_liability_go_to_those_who_sign_them() {
    let desk = Desk::with_the_sample().await;
    let engineer = desk.person("Davit Malhan").await;
    let csv = "Question,Answer\nWhat is the cap on your liability in a contract year?,\n";
    let view = taken(&desk, &engineer, desk.file("terms.csv", csv.as_bytes())).await;
    let text = row(&view, 1).text.as_ref().unwrap();
    assert!(text.answer.contains("limited to 100 per cent of the fees"), "{}", text.answer);
    assert!(text.needs.iter().any(|need| need == "legal"), "{:?}", text.needs);
    assert!(text.needs.iter().any(|need| need == "deal desk"), "{:?}", text.needs);
}

#[tokio::test]
async fn an_agreement_on_file_opens_what_is_released_under_it() {
    let desk = Desk::with_the_sample().await;
    let legal = desk.person("Nadja Bashiran").await;
    let terms = RecordTerms {
        account: ACCOUNT.to_owned(),
        strategic: false,
        nda_from: Some("2026-01-01".to_owned()),
        nda_until: None,
        owner: None,
    };
    record_terms(&desk.app, &legal, terms).await.unwrap();
    let (_, view) = small(&desk).await;
    assert!(row(&view, 2).text.is_some(), "{}", row(&view, 2).because);
}

/// Puts a choice before a row's own words, as the window does.
async fn choose(desk: &Desk, who: &Caller, row: &RowView, choice: &str) {
    let text = row.text.as_ref().unwrap();
    let chip =
        |chip: &ChipView| ChipText { number: chip.number, passage: chip.passage.clone(), quote: chip.quote.clone() };
    let edit = SaveDraft {
        draft: text.draft.clone(),
        base: text.revision,
        recipients: Vec::new(),
        subject: String::new(),
        body: format!("{choice}\n\n{}", text.body),
        chips: text.sources.iter().map(chip).collect(),
        show_sources: false,
        criteria: None,
    };
    save_draft(&desk.app, who, edit).await.unwrap();
}

#[tokio::test]
async fn the_buyers_workbook_comes_back_with_its_own_bytes_around_the_answers() {
    let desk = Desk::with_the_sample().await;
    let engineer = desk.person("Davit Malhan").await;
    let app = &desk.app;
    let heads = list_questionnaires(app, &engineer, ListQuestionnaires { account: None }).await.unwrap();
    let head = heads.rows.iter().find(|head| head.format == "xlsx").unwrap();
    assert_eq!((head.counts.rows, head.due.as_deref()), (32, Some("2026-11-27")));
    let view = get_questionnaire(app, &engineer, OfQuestionnaire { questionnaire: head.id.clone() }).await.unwrap();
    let asked = view.rows.iter().find(|row| row.id.as_deref() == Some("3.1")).unwrap();
    assert_eq!(asked.choices, ["Yes", "No", "Partially", "Not applicable"]);
    assert_eq!(asked.section, ["Access"]);
    // What the sources leave open, a person chooses.
    let open = view.rows.iter().find(|row| row.id.as_deref() == Some("1.3")).unwrap();
    assert!(open.text.as_ref().unwrap().unfit.is_some());
    choose(&desk, &engineer, open, "No").await;
    // Ready to be signed by whoever is asked first and second.
    submit_rows(app, &engineer, on(&view, &[])).await.unwrap();
    let mut all: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for name in ["Runa Hestvik", "Joren Tavick", "Nadja Bashiran", "Eskil Varne"] {
        let who = desk.person(name).await;
        let now = again(&desk, &who, &view).await;
        let mine = now.rows.iter().filter(|row| row.text.as_ref().is_some_and(|text| text.waits_for_me));
        let rows: Vec<u32> = mine.map(|row| row.number).collect();
        let seen = now.rows.iter().filter(|row| rows.contains(&row.number));
        let seen = seen.map(|row| SeenRow { row: row.number, revision: row.text.as_ref().unwrap().revision });
        let order = DecideRows { rows: seen.collect(), ..decision(&view, &[], "approved") };
        all.insert(name, decide_rows(app, &who, order).await.unwrap().done);
    }
    let given = return_questionnaire(app, &engineer, back(&desk, &view, true)).await.unwrap();
    assert!(given.filled.len() >= 10, "{:?} {:?}", given.filled, given.left);
    let changed: Vec<&str> = given.parts.iter().filter(|part| !part.identical).map(|part| part.name.as_str()).collect();
    assert!(changed.iter().all(|name| name.starts_with("xl/worksheets/sheet")), "{changed:?}");
    assert!(given.parts.iter().filter(|part| part.identical).all(|part| part.before == part.after));
    let bytes = std::fs::read(&given.path).unwrap();
    let read = ingest::read_questionnaire("back.xlsx", &bytes, &ingest::Limits::standard(), None).unwrap();
    let answered = read.rows.iter().find(|row| row.id.as_deref() == Some("3.1")).unwrap();
    assert_eq!(answered.answer.as_deref(), Some("Yes"));
    // The log names every release, and the file stands in it by its hash.
    let audit = desk.call("list_audit", serde_json::json!({ "limit": 500 })).await.to_string();
    assert!(audit.contains("signed answers into Pellworth supplier assurance 2026.xlsx"), "{audit}");
}

#[tokio::test]
async fn a_bad_file_is_refused_with_a_reason_and_nothing_is_kept() {
    let desk = Desk::with_the_sample().await;
    let engineer = desk.person("Davit Malhan").await;
    let encrypted: Vec<u8> = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1].into_iter().chain([0; 4096]).collect();
    let bad: [(&str, &[u8]); 4] = [
        ("empty.csv", b""),
        ("words.csv", b"Hello, this is no questionnaire at all"),
        ("locked.xlsx", &encrypted),
        ("broken.xlsx", b"PK\x03\x04 and no more"),
    ];
    for (name, bytes) in bad {
        let path = desk.file(name, bytes).display().to_string();
        let order = TakeQuestionnaire { account: ACCOUNT.to_owned(), path, due: None, columns: Vec::new() };
        let refused = take_questionnaire(&desk.app, &engineer, order).await.unwrap_err();
        assert_eq!(refused.code, ErrorCode::Invalid, "{name}: {}", refused.message);
        assert!(refused.message.contains(name), "{}", refused.message);
    }
    let heads = list_questionnaires(&desk.app, &engineer, ListQuestionnaires { account: None }).await.unwrap();
    assert_eq!(heads.rows.len(), 1);
    let none = OnRows { questionnaire: heads.rows[0].id.clone(), rows: vec![999] };
    assert_eq!(answer_rows(&desk.app, &engineer, none).await.unwrap_err().code, ErrorCode::NotFound);
}
