//! Which questions were answered, and by which line.

use domain::*;
use uuid::Uuid;

use super::*;
use crate::read::Sentences;

fn entry(number: u128, kind: EntryKind, at: &str, thread: Option<&str>, told: &[(Option<&str>, &str)]) -> HistoryEntry {
    let id = EntryId(Uuid::from_u128(number));
    let passages = (0..).zip(told).map(|(ordinal, (speaker, text))| Passage {
        id: PassageId { source: SourceId::Entry(id), ordinal },
        account: None,
        place: Place::default(),
        heading: vec![],
        speaker: speaker.map(str::to_owned),
        quoted: false,
        text: (*text).into(),
        hash: TextHash::of(text),
    });
    let from = |name: &str, email: &str| Participant {
        role: PartRole::From,
        name: Some(name.into()),
        email: Some(email.into()),
    };
    let ours = number.is_multiple_of(2);
    let from = if ours { from("Mara Ellvik", "m@ours.example") } else { from("Edmund Vasey", "e@theirs.example") };
    let entry = Entry {
        id,
        account: None,
        kind,
        at: at.parse().unwrap(),
        zone_minutes: None,
        all_day: false,
        end: None,
        title: "Questions".into(),
        people: if kind == EntryKind::Mail { vec![from] } else { vec![] },
        thread: thread.map(str::to_owned),
        location: None,
        cancelled: false,
        changes: vec![],
        origin: Origin { path: "a.eml".into(), file: TextHash::of("a"), key: String::new() },
        placement: Placement::Name { name: "x".into() },
    };
    HistoryEntry { passages: passages.collect(), entry }
}

fn answers(history: Vec<HistoryEntry>) -> Vec<(String, Option<String>)> {
    let account = Account {
        id: AccountId(Uuid::from_u128(1)),
        name: "Pellworth Mutual".into(),
        external_id: None,
        domains: vec!["theirs.example".into()],
        industry: None,
        owner: None,
        facts: vec![],
    };
    let evidence = Evidence {
        account,
        as_of: "2026-11-19T06:40:00Z".parse().unwrap(),
        zone_minutes: 60,
        meeting: None,
        our_domains: vec!["ours.example".into()],
        our_people: vec![],
        contacts: vec![],
        opportunities: vec![],
        history,
        library: vec![],
        documents_searched: 0,
        other_accounts: vec![],
    };
    let book = Book::read(&evidence, &Sentences::read(&evidence));
    book.questions().iter().map(|found| (found.line.words(), found.answer.map(|line| line.words()))).collect()
}

fn asked_and_replied(question: &str, reply: &str, thread: Option<&str>) -> Option<String> {
    let found = answers(vec![
        entry(1, EntryKind::Mail, "2026-11-10T09:00:00Z", Some("t"), &[(None, question)]),
        entry(2, EntryKind::Mail, "2026-11-11T09:00:00Z", thread, &[(None, reply)]),
    ]);
    found.into_iter().find(|(asked, _)| asked == question).unwrap().1
}

#[test]
fn a_question_in_a_mail_is_answered_by_what_the_other_side_says_of_it_in_the_thread() {
    let asked = "How long do you keep the backups of closed claims?";
    let answer = "We keep backups for thirty days.";
    assert_eq!(asked_and_replied(asked, answer, Some("t")).as_deref(), Some(answer));
    let two = "Thank you for the call on Monday. We keep backups for thirty days.";
    assert_eq!(asked_and_replied(asked, two, Some("t")).as_deref(), Some(answer));
    for (reply, thread) in [
        (answer, Some("another")),
        (answer, None),
        ("I will find out how long we keep backups.", Some("t")),
        ("We do not know how long we keep backups.", Some("t")),
        ("Do you mean the backups that we keep ourselves?", Some("t")),
        ("Thank you for the lovely lunch on Monday.", Some("t")),
    ] {
        assert_eq!(asked_and_replied(asked, reply, thread), None, "{reply}");
    }
}

#[test]
fn a_mail_of_another_thread_answers_where_it_went_to_the_person_who_asked() {
    let asked = "Hamish speaks of 63 per cent; I would like to know 63 per cent of what.";
    let answer = "Of 4,318 motor claims handled in Leeds, 63 per cent settled without a letter.";
    let told = |name: &str| {
        let question = entry(1, EntryKind::Mail, "2026-11-10T09:00:00Z", Some("t"), &[(None, asked)]);
        let mut reply = entry(2, EntryKind::Mail, "2026-11-13T09:00:00Z", Some("new"), &[(None, answer)]);
        reply.entry.people.push(Participant { role: PartRole::To, name: Some(name.into()), email: None });
        answers(vec![question, reply]).remove(0).1
    };
    assert_eq!(told("Edmund Vasey").as_deref(), Some(answer));
    assert_eq!(told("Hamish Carrow"), None);
}

#[test]
fn nobody_answers_their_own_question_and_nothing_is_answered_before_it_is_asked() {
    let asked = "How long do you keep the backups of closed claims?";
    let found = answers(vec![
        entry(2, EntryKind::Mail, "2026-11-09T09:00:00Z", Some("t"), &[(None, "We keep backups for thirty days.")]),
        entry(1, EntryKind::Mail, "2026-11-10T09:00:00Z", Some("t"), &[(None, asked)]),
        entry(3, EntryKind::Mail, "2026-11-12T09:00:00Z", Some("t"), &[(None, "We keep backups for ten years here.")]),
    ]);
    assert_eq!(found, [(asked.to_owned(), None)]);
}

#[test]
fn a_question_on_a_call_is_answered_by_the_next_turn_that_is_no_question_and_no_promise() {
    let asked = "Where do you keep the claim data?";
    let call = |turns: &[(Option<&str>, &str)]| {
        // Who writes mails is known by side; the call knows them by name.
        let known = [
            entry(2, EntryKind::Mail, "2026-10-01T09:00:00Z", None, &[(None, "Here are the notes of the day.")]),
            entry(3, EntryKind::Mail, "2026-10-02T09:00:00Z", None, &[(None, "Thank you for the notes of the day.")]),
        ];
        let held = entry(5, EntryKind::Call, "2026-11-10T09:00:00Z", None, turns);
        let found = answers(known.into_iter().chain([held]).collect());
        found.into_iter().find(|(question, _)| question == asked).unwrap()
    };
    let (us, them) = (Some("Mara Ellvik"), Some("Edmund Vasey"));
    assert_eq!(call(&[(them, asked), (us, "In Frankfurt.")]).1.as_deref(), Some("In Frankfurt."));
    let turns =
        [(them, asked), (us, "The data or the logs?"), (them, "The data of the claims."), (us, "In Frankfurt.")];
    assert_eq!(call(&turns).1.as_deref(), Some("In Frankfurt."));
    assert_eq!(call(&[(them, asked), (us, "I will find out and come back to you.")]).1, None);
    assert_eq!(call(&[(them, asked), (them, "It matters to our members.")]).1, None);
}

#[test]
fn a_reply_in_the_thread_that_begins_with_what_was_asked_for_answers_in_other_words() {
    let long = "Audit asks how long the log of sign-ins is kept for the handlers.";
    let months = "Thirteen months, and it can be exported by your own administrator at any time.";
    assert_eq!(asked_and_replied(long, months, Some("t")).as_deref(), Some(months));
    let taped = "Was the session recorded?";
    let not = "It was not, as two of you disliked cameras.";
    assert_eq!(asked_and_replied(taped, not, Some("t")).as_deref(), Some(not));
    for (asked, reply, thread) in [
        (long, months, Some("another")),
        (long, "Thank you, all is well here.", Some("t")),
        (long, "Yes, a good question.", Some("t")),
        (taped, "Thirteen of us were there.", Some("t")),
    ] {
        assert_eq!(asked_and_replied(asked, reply, thread), None, "{reply}");
    }
}
