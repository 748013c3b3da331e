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

fn pdf(release: &Release) -> String {
    String::from_utf8_lossy(&buyer(release, BuyerFormat::Pdf).unwrap()).into_owned()
}

#[test]
fn the_properties_of_a_pdf_name_the_letter_its_signers_and_its_release() {
    let release = release(TO, "Thank <you>", BODY);
    let file = pdf(&release);
    assert!(file.contains("Thank &lt;you&gt;"), "title");
    assert!(file.contains(&release.signed()[0].name), "author");
    assert!(file.contains(release.line()), "description");
    assert!(file.matches("Follow-up, Release 12").count() >= 1, "keywords");
    assert!(file.contains("2026-03-10T09:00:00Z"), "the date of the release, never of today");
    assert!(file.contains("pdfuaid"), "tagged, for screen readers");
    assert_eq!(file, pdf(&release));
}

#[test]
fn a_pdf_says_in_its_properties_that_nobody_signed_it() {
    let outgoing = Outgoing::of(&revision(TO, "Thanks", BODY), &signed::facts());
    let file = preview(&outgoing, DraftKind::FollowUp, "Buyer Group", BuyerFormat::Pdf).unwrap();
    let file = String::from_utf8_lossy(&file);
    // Title, keywords and description.
    assert!(file.matches(NOT_SIGNED_OFF).count() >= 3);
    assert!(!file.contains("CreateDate") && !file.contains("Release "));
}

#[test]
fn a_letter_that_a_pdf_cannot_show_is_named() {
    let outgoing = Outgoing::of(&revision(TO, "Thanks", "Hello \u{6f22}"), &signed::facts());
    let refused = preview(&outgoing, DraftKind::FollowUp, "Buyer Group", BuyerFormat::Pdf).unwrap_err();
    assert!(refused.to_string().starts_with("A PDF cannot show \u{6f22}:"), "{refused}");
}

#[test]
fn the_properties_of_a_word_file_name_the_letter_and_its_signers() {
    let release = release(TO, "Thank <you> & \"all\"", BODY);
    let properties = formats::buyer::docx::properties(&Letter::released(&release));
    assert!(properties.contains("<dc:title>Thank &lt;you&gt; &amp; &quot;all&quot;</dc:title>"), "{properties}");
    assert!(properties.contains(&format!("<dc:creator>{}</dc:creator>", release.signed()[0].name)), "{properties}");
    assert!(properties.contains(&format!("<dc:description>{}</dc:description>", release.line())), "{properties}");
    assert!(properties.contains("<cp:keywords>Follow-up; Release 12</cp:keywords>"), "{properties}");
    assert_eq!(properties.matches(">2026-03-10T09:00:00Z<").count(), 2, "{properties}");
}
