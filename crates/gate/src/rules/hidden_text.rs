//! HID001 hidden-text: characters that a reader does not see, that turn the order of what is read, or that look like others.

use domain::{Part, Severity, Span};

use super::recipients::span;
use crate::{
    claims::place,
    hidden::{Hidden, Hit, hidden, hidden_in_address},
    rule::{Found, Reading, Rule},
};

pub(super) static RULE: Rule = Rule {
    code: "HID001",
    name: "hidden-text",
    severity: Severity::Blocks,
    what: "Zero-width, direction-turning or look-alike characters",
    why: "An approver would sign words that they cannot see",
    fix: "Delete the marked characters and type the words again",
    check,
};

fn check(reading: &Reading<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for (part, text) in [(Part::Subject, &reading.revision.subject), (Part::Body, &reading.revision.body)] {
        found.extend(hidden(text).into_iter().map(|hit| {
            let span = Span { part, start: place(hit.start), end: place(hit.end) };
            Found::new(span, says(text, hit))
        }));
    }
    for (index, recipient) in reading.revision.recipients.iter().enumerate() {
        let name = recipient.name.as_deref().unwrap_or_default();
        let in_name = hidden(name).into_iter().map(|hit| format!("In the name: {}", says(name, hit)));
        let email = &recipient.email;
        let in_email = hidden_in_address(email).into_iter().map(|hit| format!("In the address: {}", says(email, hit)));
        found.extend(in_name.chain(in_email).map(|says| Found::new(span(index), says)));
    }
    found
}

fn says(text: &str, hit: Hit) -> String {
    let words = text.get(hit.start..hit.end).unwrap_or_default();
    let codes: Vec<String> = words
        .chars()
        .filter(|c| !c.is_ascii() || hit.kind != Hidden::LookAlike)
        .map(|c| format!("U+{:04X}", c as u32))
        .collect();
    let codes = codes.join(", ");
    match hit.kind {
        Hidden::Invisible => format!("{codes} cannot be seen"),
        Hidden::Direction => format!("{codes} turns the direction of the text"),
        Hidden::Control => format!("{codes} is a control character"),
        Hidden::LookAlike => format!("“{words}” has letters or digits that look like others: {codes}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{clear, facts, finds, found_by, revision};
    use domain::Recipient;

    #[test]
    fn hidden_characters_are_found() {
        for hidden in ['\u{200b}', '\u{202e}', '\u{2066}', '\u{feff}', '\u{00ad}', '\u{e0041}', '\u{0007}'] {
            finds(&RULE, &format!("a«{hidden}»b"));
        }
    }

    #[test]
    fn what_can_be_seen_is_not() {
        clear(&RULE, "Grüße an Łukasz, Ελένη и Анна, 東京 – “ok”\n\tnext line");
        for fine in [
            "Доброе утро, это со мной и а также оса, сор и роса, дом 10А и 5Б.",
            "Οι όροι ισχύουν από την 1η Μαΐου και ο νόμος το λέει.",
            "The resistor has 10 kΩ and 5 μs, Δt is small, α = 0.3, χ² = 4, σ too, an α-helix and a β-test.",
            "東京のＡＢＣ株式会社で３月１日に会います（午後）。한국어 ＡＢＣ사 中文。",
            "İstanbul'da ılık bir gün, naïve façade, Ångström, Dvořák, Nguyễn, Þór and Đặng.",
            "Thank you 👍🏽 ❤️ 👩‍💻 👨‍👩‍👧 🏳️‍🌈 1️⃣ ☎️ ©️ ✔︎ 🇩🇪",
            "שלום עולם، مرحبا بكم ٥ أيام, १० दिन हिन्दी, ๑๐ วัน ไทย",
            "Δευτέρα 3 × 4 = 12, ½, 5 m², 20 °C, № 4, ™, O365, Office365, H2O",
        ] {
            clear(&RULE, fine);
        }
    }

    #[test]
    fn words_of_mixed_or_foreign_letters_that_look_like_ours_are_found() {
        finds(&RULE, "Send it to «pаypal» before «Μay» and «gօ».");
        finds(&RULE, "You will «nеver» pay more than «З0» euros or «1О0» or «2౦».");
        finds(&RULE, "It is «сасо» and «а» lie, and «οο» too.");
        finds(&RULE, "«ＦＲＥＥ» for «１２» months, «𝐟𝐫𝐞𝐞» for «𝟏𝟐» more.");
        finds(&RULE, "Our «ꓢꓳꓡ» and «Ꭱое» team, «ⅼicence» and «ɡo».");
    }

    #[test]
    fn an_emoji_hides_nothing_else() {
        finds(&RULE, "x«\u{fe0f}» 👍«\u{200d}»x 👍\u{fe0f}«\u{fe0f}» 1«\u{fe0f}» a«\u{200d}»b");
    }

    #[test]
    fn the_subject_and_the_recipients_are_read_too() {
        let count = |name: &str, email: &str, subject: &str| {
            let mut revision = revision("Hello");
            revision.subject = subject.to_owned();
            revision.recipients = vec![Recipient { name: Some(name.to_owned()), email: email.to_owned() }];
            found_by(&RULE, &revision, &facts()).len()
        };
        assert_eq!(count("Dana Voss", "dana@buyer.example", "Our call"), 0);
        assert_eq!(count("Анна Иванова", "анна@пример.рф", "Ελένη"), 0);
        assert_eq!(count("Dаna Voss", "dana@buyer.example", "Our call"), 1);
        assert_eq!(count("Dana Voss", "dana@buуer.example", "Our call"), 1);
        assert_eq!(count("Dana Voss", "dana@аррӏе.example", "Our call"), 1);
        assert_eq!(count("Dana Voss", "dana＠buyer.example", "Our call"), 1);
        assert_eq!(count("Dana Voss", "dana@buyer\u{200b}.example", "Our call"), 1);
        assert_eq!(count("Dana\u{202e} Voss", "dana@buyer.example", "Our саll\u{7}"), 3);
    }

    /// Code points of four lists, each put into a sentence where nothing else is wrong.
    fn cases() -> Vec<(u32, String)> {
        let unseen = (0x200b..=0x200f).chain(0x2060..=0x206f).chain(0xfe00..=0xfe0f).chain(0xe0001..=0xe007f);
        let single = [0xad, 0x34f, 0x61c, 0x115f, 0x1160, 0x17b4, 0x17b5, 0x180e, 0x2800, 0x3164, 0xfeff, 0xffa0];
        let turns = 0x202a..=0x202e;
        let control = (0..0x20).filter(|c| ![9, 10].contains(c)).chain(0x7f..=0x9f);
        let alike = [0x430, 0x435, 0x43e, 0x440, 0x441, 0x443, 0x445, 0x455, 0x456, 0x458, 0x501, 0x51b, 0x51d];
        let greek = [0x391, 0x392, 0x395, 0x396, 0x397, 0x399, 0x39a, 0x39c, 0x39d, 0x39f, 0x3a1, 0x3a4, 0x3a5, 0x3a7];
        let other =
            [0x3bf, 0x3bd, 0x3b1, 0x3c1, 0x585, 0x57d, 0x578, 0x570, 0x13a0, 0x13aa, 0xa4d0, 0x1d04, 0x2170, 0x217c];
        let wide = (0xff10..=0xff19).chain(0xff21..=0xff3a).chain(0xff41..=0xff5a);
        let math = (0x1d400..0x1d420).chain(0x1d7ce..=0x1d7ff);
        let all = unseen.chain(single).chain(turns).chain(control).chain(alike).chain(greek).chain(other).chain(wide);
        all.chain(math).map(|code| (code, format!("We agre{}d on it.", char::from_u32(code).unwrap()))).collect()
    }

    #[test]
    fn every_case_of_the_lists_is_found_and_marked() {
        let cases = cases();
        assert!(cases.len() >= 300, "{}", cases.len());
        for (code, body) in &cases {
            assert_eq!(found_by(&RULE, &revision(body), &facts()).len(), 1, "U+{code:04X}");
            let shown = crate::hidden::marked(body);
            assert_eq!(shown, format!("We agre⟦U+{code:04X}⟧d on it."), "U+{code:04X}");
        }
        println!("{} of {} found and marked", cases.len(), cases.len());
    }
}
