//! What a questionnaire must never do, and what a bad order is told.

use app::{
    ErrorCode,
    commands::{
        answers::list_answers,
        audit::list_audit,
        drafts::{get_draft, save_draft, start_draft},
        objections::{brief_objection, start_objection_draft},
        policy::{adopt_policy, get_policy},
        questionnaires::{correct_columns, get_questionnaire, return_questionnaire, take_questionnaire},
        reviews::{decide_draft, submit_draft},
        rows::{decide_rows, mark_rows, submit_rows},
    },
    view::{
        AdoptPolicy, AskObjection, CorrectColumns, DecideDraft, DraftStateView, ListAudit, MarkRows, Nothing, OfDraft,
        OfQuestionnaire, OnDraft, ReturnQuestionnaire, RowStateView, SaveDraft, SeenRow, StartDraft, TakeQuestionnaire,
    },
};

use crate::{
    desk::Desk,
    questionnaires::{CSV, PASSPHRASE, back, columns, decision, first_row_signed, on, row, small, taken, text_of},
};

#[tokio::test]
async fn nobody_signs_a_revision_that_they_did_not_read() {
    let desk = Desk::with_the_sample().await;
    let (engineer, view) = small(&desk).await;
    let app = &desk.app;
    let draft = get_draft(app, &engineer, OfDraft { draft: text_of(&view, 1).draft.clone() }).await.unwrap();
    let edit = SaveDraft {
        draft: draft.id.clone(),
        base: 1,
        recipients: Vec::new(),
        subject: String::new(),
        body: "Yes".to_owned(),
        chips: Vec::new(),
        show_sources: false,
        criteria: None,
    };
    save_draft(app, &engineer, edit).await.unwrap();
    let security = desk.person("Runa Hestvik").await;
    let done = decide_rows(app, &security, decision(&view, &[1], "approved")).await.unwrap();
    assert!(done.done.is_empty() && done.refused[0].why.contains("evision 2"), "{done:?}");
    let mut seen = decision(&view, &[1], "sent-back");
    seen.rows = vec![SeenRow { row: 1, revision: 2 }];
    assert_eq!(decide_rows(app, &security, seen).await.unwrap().done, [1]);
}

#[tokio::test]
async fn the_buyers_own_file_is_never_written_over() {
    let desk = Desk::with_the_sample().await;
    let (engineer, view) = small(&desk).await;
    let app = &desk.app;
    first_row_signed(&desk, &engineer, &view).await;
    let own = desk.file("rows.csv", CSV.as_bytes());
    let order = ReturnQuestionnaire { path: own.display().to_string(), ..back(&desk, &view, true) };
    let refused = return_questionnaire(app, &engineer, order).await.unwrap_err();
    assert!(refused.message.contains("buyer's own file"), "{}", refused.message);
    assert_eq!(std::fs::read(&own).unwrap(), CSV.as_bytes());
    // A folder that is not there: a sentence, no release, nothing left behind.
    let order = ReturnQuestionnaire { path: "/no/such/folder/out.csv".to_owned(), ..back(&desk, &view, true) };
    assert!(return_questionnaire(app, &engineer, order).await.is_err());
    let log =
        list_audit(app, &engineer, ListAudit { before: None, person: None, act: None, subject: None, limit: 500 })
            .await
            .unwrap();
    assert!(log.rows.iter().all(|entry| entry.act != "released"));
}

#[tokio::test]
async fn a_policy_without_the_destination_lets_no_questionnaire_out() {
    let desk = Desk::with_the_sample().await;
    let (engineer, view) = small(&desk).await;
    let app = &desk.app;
    let admin = desk.person("Signe Aldahl").await;
    let text = get_policy(app, &admin, Nothing {}).await.unwrap().text;
    let without = text.replace("\"questionnaire\" = \"confidential\"", "");
    assert_ne!(text, without);
    adopt_policy(app, &admin, AdoptPolicy { text: without }).await.unwrap();
    first_row_signed(&desk, &engineer, &view).await;
    let refused = return_questionnaire(app, &engineer, back(&desk, &view, true)).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::GateRefused);
}

#[tokio::test]
async fn work_on_a_row_stays_when_its_answer_goes_into_another_column() {
    let desk = Desk::with_the_sample().await;
    let engineer = desk.person("Davit Malhan").await;
    let csv = "Ref,Question,Response,Buyer notes\n1,Where are backups stored?,,\n2,What are your prices?,,\n";
    let view = taken(&desk, &engineer, desk.file("odd.csv", csv.as_bytes())).await;
    let order = CorrectColumns { questionnaire: view.head.id.clone(), sheets: vec![columns("B", "D")] };
    let corrected = correct_columns(&desk.app, &engineer, order).await.unwrap();
    assert_eq!(row(&corrected, 1).cell, "D2");
    assert_eq!(text_of(&corrected, 1).draft, text_of(&view, 1).draft);
    // Columns that ask something else say what became of the work.
    let order = CorrectColumns { questionnaire: view.head.id.clone(), sheets: vec![columns("A", "D")] };
    let other = correct_columns(&desk.app, &engineer, order).await.unwrap();
    assert!(other.notes.iter().any(|note| note.contains("no longer asked")), "{:?}", other.notes);
}

#[tokio::test]
async fn kinds_of_answers_in_the_answer_column_are_no_answers() {
    let desk = Desk::with_the_sample().await;
    let engineer = desk.person("Davit Malhan").await;
    let ask = |kind: [&str; 4]| {
        let [a, b, c, d] = kind;
        format!(
            "Question,Answer\nWhere are backups stored?,{a}\nWhat are your service hours?,{b}\n\
             Is deletion confirmed in writing?,{c}\nDo you support single sign-on with SAML?,{d}\n"
        )
    };
    let kinds = taken(&desk, &engineer, desk.file("kinds.csv", ask(["TXT"; 4]).as_bytes())).await;
    assert!(kinds.rows.iter().all(|row| row.skipped.is_none()), "{:?}", kinds.rows);
    let answers = taken(&desk, &engineer, desk.file("held.csv", ask(["Yes"; 4]).as_bytes())).await;
    assert!(answers.rows.iter().all(|row| row.skipped.is_some()), "{:?}", answers.rows);
}

#[tokio::test]
async fn a_bad_order_is_told_what_to_do_and_a_refused_one_is_logged() {
    let desk = Desk::with_the_sample().await;
    let (engineer, view) = small(&desk).await;
    let app = &desk.app;
    let mark = |role: Option<&str>| MarkRows {
        questionnaire: view.head.id.clone(),
        rows: vec![1],
        skip: None,
        ask: false,
        role: role.map(str::to_owned),
    };
    let nothing = mark_rows(app, &engineer, mark(None)).await.unwrap_err();
    assert!(nothing.message.starts_with("Say why"), "{}", nothing.message);
    let unknown = mark_rows(app, &engineer, mark(Some("janitor"))).await.unwrap_err();
    assert!(unknown.message.contains("known are"), "{}", unknown.message);
    let meaning = decide_rows(app, &engineer, decision(&view, &[1], "overridden")).await.unwrap_err();
    assert_eq!(meaning.code, ErrorCode::Invalid);
    submit_rows(app, &engineer, on(&view, &[1])).await.unwrap();
    decide_rows(app, &engineer, decision(&view, &[1], "approved")).await.unwrap();
    let log =
        list_audit(app, &engineer, ListAudit { before: None, person: None, act: None, subject: None, limit: 500 })
            .await
            .unwrap();
    let refused = log.rows.iter().find(|entry| entry.act == "refused").unwrap();
    assert!(refused.says.contains("cannot sign it off"), "{}", refused.says);
}

#[tokio::test]
async fn a_row_signed_on_its_own_page_counts_in_the_questionnaire_too() {
    let desk = Desk::with_the_sample().await;
    let (engineer, view) = small(&desk).await;
    let app = &desk.app;
    let draft = text_of(&view, 1).draft.clone();
    submit_draft(app, &engineer, OnDraft { draft: draft.clone(), revision: 1, text: None }).await.unwrap();
    let security = desk.person("Runa Hestvik").await;
    let order = DecideDraft {
        draft,
        revision: 1,
        meaning: "approved".to_owned(),
        reason: None,
        passphrase: Some(PASSPHRASE.to_owned()),
    };
    decide_draft(app, &security, order).await.unwrap();
    let now = get_questionnaire(app, &engineer, OfQuestionnaire { questionnaire: view.head.id.clone() }).await.unwrap();
    assert_eq!(now.head.counts.signed, 1);
}

#[tokio::test]
async fn a_questionnaire_that_went_back_is_one_message_to_the_buyer() {
    let desk = Desk::with_the_sample().await;
    let engineer = desk.person("Davit Malhan").await;
    let csv = "Question,Answer\nDo you support single sign-on with SAML?,\nWhere are backups stored?,\n\
               Is deletion confirmed in writing?,\nWithin how many hours do you report a personal data breach?,\n";
    let order = TakeQuestionnaire {
        account: "Sundholt Energy".to_owned(),
        path: desk.file("four.csv", csv.as_bytes()).display().to_string(),
        due: None,
        columns: Vec::new(),
    };
    let app = &desk.app;
    let view = take_questionnaire(app, &engineer, order).await.unwrap();
    submit_rows(app, &engineer, on(&view, &[])).await.unwrap();
    let security = desk.person("Runa Hestvik").await;
    decide_rows(app, &security, decision(&view, &[1, 2, 3, 4], "approved")).await.unwrap();
    let given = return_questionnaire(app, &engineer, back(&desk, &view, true)).await.unwrap();
    assert!(given.filled.len() >= 3, "{:?}", given.left);
    let start = StartDraft {
        account: "Sundholt Energy".to_owned(),
        kind: "follow-up".to_owned(),
        purpose: None,
        briefing: None,
        option: None,
        meeting: None,
        template: None,
    };
    let letter = start_draft(app, &engineer, start).await.unwrap();
    assert!(letter.findings.iter().all(|finding| finding.code != "FRQ001"), "{:?}", letter.findings);
}

#[tokio::test]
async fn rows_are_not_signed_together_over_a_finding_that_waits() {
    let desk = Desk::with_the_sample().await;
    let engineer = desk.person("Davit Malhan").await;
    let csv = "Question,Answer\nWhere are backups stored?,\n";
    let order = TakeQuestionnaire {
        account: "Sundholt Energy".to_owned(),
        path: desk.file("one.csv", csv.as_bytes()).display().to_string(),
        due: None,
        columns: Vec::new(),
    };
    let app = &desk.app;
    let view = take_questionnaire(app, &engineer, order).await.unwrap();
    let draft = text_of(&view, 1).draft.clone();
    let edit = SaveDraft {
        draft: draft.clone(),
        base: 1,
        recipients: Vec::new(),
        subject: String::new(),
        body: "Shall we talk about the liability clause? Petra Novak, petra@quarrystone.example, asks after it."
            .to_owned(),
        chips: Vec::new(),
        show_sources: false,
        criteria: None,
    };
    let saved = save_draft(app, &engineer, edit).await.unwrap();
    assert_eq!((saved.gate.blocking, saved.gate.open), (0, 1), "{:?}", saved.findings);
    submit_draft(app, &engineer, OnDraft { draft: draft.clone(), revision: 2, text: None }).await.unwrap();
    let security = desk.person("Runa Hestvik").await;
    // Legal may override it later, so that security can sign, but on the row's page and not unseen among others.
    let gate = get_draft(app, &security, OfDraft { draft }).await.unwrap().gate;
    assert!(gate.approve.may, "{:?} {:?}", gate.asked, gate.approve.why_not);
    let mut seen = decision(&view, &[1], "approved");
    seen.rows = vec![SeenRow { row: 1, revision: 2 }];
    let done = decide_rows(app, &security, seen).await.unwrap();
    assert!(done.done.is_empty() && done.refused[0].why.contains("PRV002"), "{done:?}");
}

#[tokio::test]
async fn a_signed_letter_to_one_buyer_is_no_answer_for_the_next() {
    let desk = Desk::with_the_sample().await;
    let engineer = desk.person("Davit Malhan").await;
    let app = &desk.app;
    let order = AskObjection {
        account: "Sundholt Energy".to_owned(),
        question: "Do you support single sign-on with SAML?".to_owned(),
    };
    let card = brief_objection(app, &engineer, order.clone()).await.unwrap();
    let draft = start_objection_draft(app, &engineer, order).await.unwrap();
    // What the card says of its approval is what the gate asks of the draft.
    assert_eq!(draft.subject, "Do you support single sign-on with SAML?");
    assert_eq!(card.approval.unwrap().tier, draft.gate.tier);
    submit_draft(app, &engineer, OnDraft { draft: draft.id.clone(), revision: 1, text: None }).await.unwrap();
    let security = desk.person("Runa Hestvik").await;
    let order = DecideDraft {
        draft: draft.id,
        revision: 1,
        meaning: "approved".to_owned(),
        reason: None,
        passphrase: Some(PASSPHRASE.to_owned()),
    };
    let signed = decide_draft(app, &security, order).await.unwrap();
    assert_eq!(signed.state, DraftStateView::SignedOff);
    assert!(list_answers(app, &engineer, Nothing {}).await.unwrap().rows.is_empty());
}

#[tokio::test]
async fn no_sentence_stands_twice_in_a_cell_and_no_table_is_poured_into_one() {
    let desk = Desk::with_the_sample().await;
    let engineer = desk.person("Davit Malhan").await;
    let csv = "Question,Answer\n\
               \"Do customers receive credits when availability is missed, and what is the credit?\",\n\
               What are your service hours?,\n";
    let view = taken(&desk, &engineer, desk.file("twice.csv", csv.as_bytes())).await;
    let credits = &text_of(&view, 1).answer;
    assert_eq!(credits.matches("Credits are the only remedy").count(), 1, "{credits}");
    let hours = row(&view, 2).text.as_ref().map_or("", |text| &text.answer);
    assert!(!hours.contains(" | "), "{hours}");
}

#[tokio::test]
async fn words_that_only_touch_a_question_do_not_fill_its_cell() {
    let desk = Desk::with_the_sample().await;
    let engineer = desk.person("Davit Malhan").await;
    let csv = "Question,Answer\nWhat is your recovery time objective after the loss of a data centre?,\n";
    let view = taken(&desk, &engineer, desk.file("near.csv", csv.as_bytes())).await;
    assert!(row(&view, 1).text.is_none(), "{:?}", row(&view, 1));
    assert!(
        row(&view, 1).because.starts_with("No source answers it; the nearest passage"),
        "{}",
        row(&view, 1).because
    );
    assert!(row(&view, 1).role.is_some());
}

#[tokio::test]
async fn a_cell_stays_empty_where_a_word_that_counts_is_not_spoken_of_or_only_a_table_answers() {
    let desk = Desk::with_the_sample().await;
    let engineer = desk.person("Davit Malhan").await;
    let csv = "No;Question;Answer (Yes/No);Remarks\r\n\
        1;Is the exchange available at the counterparty interface and in the mobile application each calendar month?;;\r\n\
        2;What are your service hours?;;\r\n";
    let view = taken(&desk, &engineer, desk.file("two.csv", csv.as_bytes())).await;
    for (number, why) in [(1, "does not speak of “mobile”"), (2, "answers with a table")] {
        let row = row(&view, number);
        assert_eq!(row.state, Some(RowStateView::NoSource));
        assert!(row.text.is_none() && row.because.contains(why), "{}", row.because);
        assert!(row.because.len() < 400 && !row.because.contains('\n'), "{}", row.because);
    }
}
