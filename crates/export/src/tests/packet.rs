//! The review packet: it reads back as it was, nothing in it can end its data or run, and an edited page is refused.

use super::{
    signed::{facts, revision},
    *,
};
use domain::{AccountId, Draft, DraftId, PersonId};
use gate::{Case, Packet, Standing};
use uuid::Uuid;

fn packed(subject: &str, body: &str) -> Packet {
    let facts = facts();
    let draft = Draft {
        id: DraftId(Uuid::from_u128(1)),
        account: AccountId(Uuid::from_u128(2)),
        kind: DraftKind::FollowUp,
        purpose: "</template><script>a()</script>".to_owned(),
        briefing: None,
        meeting: None,
        template: None,
        made_by: PersonId(Uuid::from_u128(100)),
        made_at: "2026-03-10T07:00:00Z".parse().unwrap(),
    };
    let revisions = [revision("dana@buyer.example", subject, body)];
    let case = Case { draft: &draft, revisions: &revisions, moves: &[], releases: &[], read: None };
    let now = "2026-03-10T09:00:00Z".parse().unwrap();
    let standing = Standing::of(&case, &facts, now).unwrap();
    gate::packet(&case, &facts, &standing, ("Sample", "Mara & Co"), now).unwrap()
}

const HOSTILE: [&str; 6] = [
    "</template></script><script>alert(1)</script>",
    "--> <!-- ]]> &lt;b&gt; &amp;amp; &#39; \u{0} \u{202e}txt\u{200b}",
    "<template id=\"countersign-packet\">{}</template>",
    "\" onload=\"a()' <img src=x>",
    "\\u003c \\\\ \n\n\t- one\r\n- two",
    "😀 Ünïcode ⟦U+202E⟧",
];

#[test]
fn a_packet_reads_back_exactly_whatever_was_written() {
    for text in HOSTILE {
        let made = packed(text, &format!("Hello,\n\n{text}\n\n{text}"));
        let html = packet(&made);
        assert_eq!(read_packet(&html).unwrap(), made, "{text}");
        assert_eq!(html.matches("<script").count() + html.matches("<img").count(), 0, "{text}");
        assert_eq!(html.matches("<template").count(), 1, "{text}");
        assert!(html.contains(NOT_SIGNED_OFF));
    }
}

#[test]
fn what_cannot_be_seen_is_shown_to_the_approver() {
    let html = packet(&packed("Friday", "Thank\u{200b} you\u{202e}."));
    let (page, _) = html.split_once("<template").unwrap();
    assert!(page.contains("⟦U+200B⟧") && page.contains("⟦U+202E⟧"));
    assert!(!page.contains('\u{200b}') && !page.contains('\u{202e}'));
}

#[test]
fn an_edited_page_is_another_packet() {
    let html = packet(&packed("Friday", "Thank you for the discount."));
    let softened = html.replacen("Thank you for the discount.", "Thank you for the weather.", 1);
    assert_ne!(html, softened);
    assert!(read_packet(&softened).is_err());
    assert!(read_packet(&html.replace("discount", "weather")).is_err());
    assert!(read_packet(&html[..html.len() / 2]).is_err());
    assert!(read_packet("<html>nothing</html>").is_err());
}

#[test]
fn the_tier_is_said_once_with_its_reason() {
    let made = packed("Friday", "Thank you for the discount.");
    let html = packet(&made);
    let (page, _) = html.split_once("<template").unwrap();
    let line = page.lines().find(|line| line.contains("class=\"tier\"")).unwrap();
    assert_eq!(line.to_lowercase().matches(&format!("{} ", made.tier.word())).count(), 0, "{line}");
    assert!(line.contains(&format!("<b>{}</b> because ", made.tier.words())), "{line}");
}
