//! One mail (`.eml`), and the reading of any mail that `mbox` shares.

use chrono::{DateTime, Utc};
use domain::{EntryKind, PartRole, Participant};
use mail_parser::{Address, HeaderValue, Message, MessageParser, MimeHeaders, PartType};

use super::{Format, Input, quoted};
use crate::passages::{Block, cut};
use crate::{IngestError, Limits, Parsed, ParsedItem, Warning};

pub(crate) static FORMAT: Format =
    Format { name: "mail", extensions: &["eml"], sniff: |bytes| is_mail(bytes), read, binary: false };

/// True when the bytes begin with the head of a mail that passed a server.
pub(crate) fn is_mail(bytes: &[u8]) -> bool {
    let head = crate::sniff::head(bytes, 16 * 1024);
    let mut sender = false;
    let mut server = false;
    for line in head.lines().take_while(|line| !line.is_empty()) {
        let name = line.split(':').next().unwrap_or_default();
        let folded = line.starts_with([' ', '\t']);
        if !folded && (name.len() == line.len() || !name.bytes().all(|byte| byte.is_ascii_graphic())) {
            return false;
        }
        sender |= matches!(name, "from" | "sender" | "return-path");
        server |= matches!(name, "message-id" | "received" | "mime-version" | "return-path" | "delivered-to");
    }
    sender && server
}

fn read(input: &Input<'_>) -> Result<Parsed, IngestError> {
    let mut warnings = Vec::new();
    let item = message(input.bytes, input.limits, "", None, &mut warnings)?
        .ok_or_else(|| IngestError::Corrupt { what: "it has no mail head".to_owned() })?;
    Ok(Parsed { title: item.title.clone(), items: vec![item], warnings, ..Parsed::default() })
}

/// Reads one mail. `None` when there is no head at all.
pub(crate) fn message(
    bytes: &[u8],
    limits: &Limits,
    place: &str,
    sent: Option<DateTime<Utc>>,
    warnings: &mut Vec<Warning>,
) -> Result<Option<ParsedItem>, IngestError> {
    let Some(mail) = MessageParser::default().parse(bytes) else {
        return Ok(None);
    };
    let known = mail.headers().iter().any(|header| !header.name.is_other());
    // In a mailbox the line before the mail is head enough.
    if !known && (sent.is_none() || bytes.iter().all(u8::is_ascii_whitespace)) {
        return Ok(None);
    }
    if mail.from().is_none() {
        warnings.push(Warning::new(place, "the mail does not say who sent it"));
    }
    let mut item = ParsedItem { kind: Some(EntryKind::Mail), ..ParsedItem::default() };
    let mut clean = |text: &str| crate::paragraphs::spaced(&crate::hidden::strip(text, place, warnings));
    item.title = mail.subject().map(&mut clean).filter(|subject| !subject.is_empty());
    for (role, address) in [(PartRole::From, mail.from()), (PartRole::To, mail.to()), (PartRole::Cc, mail.cc())] {
        people(role, address, &mut item.people);
    }
    dates(&mail, sent, &mut item);
    item.key = mail.message_id().map_or_else(|| short_hash(bytes), str::to_owned);
    item.thread = Some(thread(&mail, item.title.as_deref()).unwrap_or_else(|| item.key.clone()));
    item.passages = cut(&body(&mail, limits, place, warnings)?);
    attachments(&mail, place, warnings);
    Ok(Some(item))
}

/// A key for what has none of its own.
pub(crate) fn short_hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().chars().take(20).collect()
}

fn people(role: PartRole, address: Option<&Address<'_>>, people: &mut Vec<Participant>) {
    for one in address.into_iter().flat_map(Address::iter) {
        let mut ignored = Vec::new();
        let name = one.name.as_deref().map(|name| crate::hidden::strip(name, "", &mut ignored).trim().to_owned());
        let name = name.filter(|name| !name.is_empty() && Some(name.as_str()) != one.address.as_deref());
        let email = one.address.as_deref().map(|email| email.trim().to_lowercase()).filter(|email| !email.is_empty());
        if name.is_some() || email.is_some() {
            people.push(Participant { role, name, email });
        }
    }
}

fn dates(mail: &Message<'_>, sent: Option<DateTime<Utc>>, item: &mut ParsedItem) {
    if let Some(date) = mail.date().filter(|date| date.is_valid()) {
        item.at = DateTime::from_timestamp(date.to_timestamp(), 0);
        let minutes = i32::from(date.tz_hour) * 60 + i32::from(date.tz_minute);
        item.zone_minutes = Some(if date.tz_before_gmt { -minutes } else { minutes });
    }
    if item.at.is_none() {
        let received =
            mail.received().and_then(|received| received.date.as_ref()).map(mail_parser::DateTime::to_timestamp);
        item.at = received.and_then(|seconds| DateTime::from_timestamp(seconds, 0)).or(sent);
    }
}

/// The first mail of the thread: the root of the references, what is answered, or the subject without `Re:`.
fn thread(mail: &Message<'_>, subject: Option<&str>) -> Option<String> {
    let first = |value: &HeaderValue<'_>| match value {
        HeaderValue::Text(id) => Some(id.to_string()),
        HeaderValue::TextList(ids) => ids.first().map(ToString::to_string),
        _ => None,
    };
    if let Some(root) = first(mail.references()).or_else(|| first(mail.in_reply_to())) {
        return Some(root);
    }
    let subject = subject.unwrap_or_default();
    let bare = bare_subject(subject);
    match mail.message_id() {
        Some(id) if bare == subject => Some(id.to_owned()),
        // Mails without a subject have nothing in common.
        _ => (!bare.is_empty()).then(|| format!("subject:{}", bare.to_lowercase())),
    }
}

fn bare_subject(subject: &str) -> &str {
    const ANSWERS: [&str; 8] = ["re:", "aw:", "fw:", "fwd:", "wg:", "sv:", "tr:", "antw:"];
    let mut rest = subject.trim();
    while let Some(answer) =
        ANSWERS.iter().find(|answer| rest.get(..answer.len()).is_some_and(|head| head.eq_ignore_ascii_case(answer)))
    {
        rest = rest.get(answer.len()..).unwrap_or_default().trim_start();
    }
    rest
}

fn body(
    mail: &Message<'_>,
    limits: &Limits,
    place: &str,
    warnings: &mut Vec<Warning>,
) -> Result<Vec<Block>, IngestError> {
    let mut blocks = Vec::new();
    let plain = mail.text_bodies().any(|part| matches!(&part.body, PartType::Text(text) if !text.trim().is_empty()));
    let parts: Vec<_> = if plain { mail.text_bodies().collect() } else { mail.html_bodies().collect() };
    for part in parts {
        match &part.body {
            PartType::Text(text) => {
                let text = text.replace("\r\n", "\n").replace('\r', "\n");
                blocks.extend(quoted::split(&crate::hidden::strip(&text, place, warnings)));
            }
            PartType::Html(html) => {
                let html = crate::hidden::strip(html, place, warnings);
                let (found, _) = super::html::blocks(&html, limits, warnings)?;
                blocks.extend(quoted::mark(&found));
            }
            _ => {}
        }
    }
    Ok(blocks)
}

fn attachments(mail: &Message<'_>, place: &str, warnings: &mut Vec<Warning>) {
    for part in mail.attachments() {
        let Some(name) = part.attachment_name() else {
            continue;
        };
        let name: String = name.chars().filter(|c| !c.is_control()).take(120).collect();
        warnings
            .push(Warning::new(place, format!("the attachment {name} was not read; import it as a file of its own")));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse;

    const MAIL: &str = "From: Ann Lee <Ann@Buyer.example>\r\nTo: bo@us.example, \"Cy Poe\" <cy@us.example>\r\nCc: dee@us.example\r\n\
        Subject: Re: =?utf-8?q?Pr=C3=BCfung?=\r\nDate: Fri, 16 Oct 2026 17:58:00 +0200\r\nMessage-ID: <3@x>\r\n\
        References: <1@x> <2@x>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=iso-8859-1\r\n\r\n\
        Gr\u{fc}n is fine.\r\n\r\n> old\r\n";

    fn read(text: &str) -> ParsedItem {
        let bytes: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
        parse("a.eml", &bytes, &Limits::standard()).unwrap().items.remove(0)
    }

    #[test]
    fn a_mail_gives_people_time_thread_and_its_own_words() {
        let item = read(MAIL);
        assert_eq!(item.title.as_deref(), Some("Re: Prüfung"));
        assert_eq!(item.at.map(|at| at.to_rfc3339()), Some("2026-10-16T15:58:00+00:00".into()));
        assert_eq!((item.zone_minutes, item.key.as_str(), item.thread.as_deref()), (Some(120), "3@x", Some("1@x")));
        let people: Vec<_> = item.people.iter().map(|p| (p.role, p.name.as_deref(), p.email.as_deref())).collect();
        assert_eq!(people[0], (PartRole::From, Some("Ann Lee"), Some("ann@buyer.example")));
        assert_eq!(people[3], (PartRole::Cc, None, Some("dee@us.example")));
        assert_eq!(
            item.passages.iter().map(|cut| (cut.quoted, cut.text.as_str())).collect::<Vec<_>>(),
            [(false, "Grün is fine."), (true, "old")]
        );
    }

    #[test]
    fn an_html_mail_is_read_and_its_quote_marked() {
        let item = read(
            "From: a@x.example\nSubject: s\nMessage-ID: <1@x>\nContent-Type: text/html\n\n<p>New words.</p>\
            <div>On Monday Bo wrote:<br></div><blockquote><p>Old words.</p></blockquote>",
        );
        let texts: Vec<_> = item.passages.iter().map(|cut| (cut.quoted, cut.text.as_str())).collect();
        assert_eq!(texts, [(false, "New words."), (true, "On Monday Bo wrote:\n\nOld words.")]);
        assert_eq!(item.thread.as_deref(), Some("1@x"));
    }

    #[test]
    fn a_mail_without_a_sender_is_read_and_reported_and_text_that_is_no_mail_is_not() {
        let parsed = parse("a.eml", b"Content-Type: text/plain\n\nHello\0.\n", &Limits::standard()).unwrap();
        assert_eq!(parsed.items[0].passages[0].text, "Hello.");
        assert!(parsed.warnings[0].message.contains("who sent it"));
        assert_eq!(parsed.items[0].thread.as_deref(), Some(parsed.items[0].key.as_str()));
        assert!(matches!(parse("a.eml", b"only words\n", &Limits::standard()), Err(IngestError::Corrupt { .. })));
    }

    #[test]
    fn an_attachment_is_named() {
        let mail = "From: a@x.example\nSubject: s\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\
            Content-Type: text/plain\n\nHello.\n--b\nContent-Type: application/pdf\nContent-Disposition: attachment; filename=offer.pdf\n\
            Content-Transfer-Encoding: base64\n\nJVBERg==\n--b--\n";
        let parsed = parse("a.eml", mail.as_bytes(), &Limits::standard()).unwrap();
        assert!(parsed.warnings.iter().any(|warning| warning.message.contains("offer.pdf")));
        assert_eq!(parsed.items[0].passages[0].text, "Hello.");
    }

    #[test]
    fn answers_lose_their_marks_in_the_thread_name() {
        assert_eq!(bare_subject("RE: Fwd: AW: Price"), "Price");
        assert_eq!(bare_subject("Reply"), "Reply");
    }
}
