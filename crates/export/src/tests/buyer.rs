//! What every file for a buyer must hold to.

use super::{
    signed::{release, revision},
    *,
};

const BODY: &str = "Dear Dana,\n\nThank you for your time.\nBest regards";
const TO: &str = "dana@buyer.example";

fn text(release: &Release, format: BuyerFormat) -> String {
    String::from_utf8(buyer(release, format).unwrap()).unwrap()
}

#[test]
fn a_released_text_carries_its_line_and_its_words() {
    let release = release(TO, "Thank you", BODY);
    assert!(release.line().starts_with("Release 12, revision 1, signed off by "));
    for format in [BuyerFormat::Text, BuyerFormat::Html] {
        let file = text(&release, format);
        assert!(file.contains(release.line()) && file.contains("Thank you for your time."), "{file}");
        assert!(!file.contains(NOT_SIGNED_OFF) && !file.contains(INTERNAL));
    }
    let pasted = clipboard(&release).unwrap();
    assert!(pasted.plain.contains(release.line()) && pasted.html.contains(release.line()));
    insta::assert_snapshot!(text(&release, BuyerFormat::Markdown));
}

#[test]
fn a_mail_opens_unsent_and_no_subject_opens_a_header() {
    // The gate stops such a subject before it is released; a preview still has to write it.
    let outgoing = Outgoing::of(&revision(TO, "Thanks\r\nBcc: all@other.example", BODY), &signed::facts());
    let mail = preview(&outgoing, DraftKind::FollowUp, "Buyer Group", BuyerFormat::Eml).unwrap();
    let mail = String::from_utf8(mail).unwrap();
    let (head, _) = mail.split_once("\r\n\r\n").unwrap();
    assert!(head.contains("X-Unsent: 1") && !head.contains("Bcc") && !head.contains("From:"));
    assert!(!head.contains("Message-ID") && !head.contains("DV"));
}

#[test]
fn an_internal_note_says_so_on_top() {
    let release = release("ada@tallyard.example", "Thanks", BODY);
    assert!(release.is_internal());
    assert!(text(&release, BuyerFormat::Text).contains("INTERNAL\n\nDear Dana,"));
}

#[test]
fn an_unsigned_text_says_so_at_top_and_foot_and_in_its_name() {
    let outgoing = Outgoing::of(&revision(TO, "Thanks", "<script>a()</script>\n\n- one\n- two"), &signed::facts());
    for format in [BuyerFormat::Html, BuyerFormat::Markdown, BuyerFormat::Text] {
        let file = String::from_utf8(preview(&outgoing, DraftKind::FollowUp, "Buyer Group", format).unwrap()).unwrap();
        assert!(file.matches(NOT_SIGNED_OFF).count() >= 3, "{file}");
        assert!(format == BuyerFormat::Text || !file.contains("<script"), "{file}");
    }
    let name = preview_name(DraftKind::FollowUp, "A/B: Group\u{202e}", BuyerFormat::Html);
    assert_eq!(name, "DRAFT – NOT SIGNED OFF – A-B- Group – Follow-up.html");
}

#[test]
fn an_empty_text_is_not_written() {
    let outgoing = Outgoing::of(&revision(TO, "Thanks", " \n"), &signed::facts());
    for format in BuyerFormat::ALL {
        let refused = preview(&outgoing, DraftKind::FollowUp, "Buyer Group", format);
        assert!(matches!(refused, Err(ExportError::Empty)));
    }
}

#[test]
fn a_change_file_holds_no_formula_and_only_a_change_has_one() {
    let release = release(TO, "Thanks", BODY);
    assert!(matches!(change_file(&release), Err(ExportError::NoChange)));
    let change = domain::DealChange {
        opportunity: domain::OpportunityId(uuid::Uuid::from_u128(1)),
        record: "=HYPERLINK(1)".to_owned(),
        fields: vec![(domain::DealField::Amount, None, "-12.5".to_owned())],
        criteria: Vec::new(),
    };
    let file = formats::buyer::change::write(&change, "Release 12").unwrap();
    assert_eq!(String::from_utf8(file).unwrap(), "Id,Amount,Approved by\n'=HYPERLINK(1),-12.5,Release 12\n");
}

#[test]
fn a_decision_file_of_another_kind_or_size_is_refused() {
    assert!(matches!(read_decision("{}"), Err(ExportError::NotADecision(_))));
    assert!(matches!(read_decision(&" ".repeat(300_000)), Err(ExportError::TooLarge { .. })));
}
