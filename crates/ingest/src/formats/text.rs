//! Plain text: a note, or a transcript in the form `Name: words`.

use super::{Format, Input, head::Head, one_item, speakers, text_of, turns};
use crate::paragraphs::{Outline, paragraphs};
use crate::passages::Block;
use crate::{IngestError, Parsed, ParsedItem};

pub(crate) static FORMAT: Format =
    Format { name: "text", extensions: &["txt", "text", "log"], sniff: |_| false, read, binary: false };

fn read(input: &Input<'_>) -> Result<Parsed, IngestError> {
    let mut warnings = Vec::new();
    let text = text_of(input, &mut warnings)?;
    let mut head = Head::default();
    let (lines, body) = split_head(&text, &mut head);
    if let Some(said) = speakers::turns(body, lines + 1) {
        return Ok(turns::call(said, head, warnings));
    }
    let mut outline = Outline::default();
    if let Some(title) = &head.title {
        outline.heading(0, title);
    }
    for block in paragraphs(body, lines + 1) {
        add(&mut outline, block);
    }
    let mut item = ParsedItem::default();
    head.apply(&mut item);
    Ok(one_item(item, &outline.finish(), warnings))
}

/// A line over `====` or `----` is a heading, as in Markdown.
fn add(outline: &mut Outline, block: Block) {
    let mut lines = block.text.split('\n');
    if let (Some(title), Some(rule)) = (lines.next(), lines.next())
        && rule.len() >= 3
        && (rule.bytes().all(|byte| byte == b'=') || rule.bytes().all(|byte| byte == b'-'))
    {
        outline.heading(if rule.starts_with('=') { 1 } else { 2 }, title);
        let rest: Vec<&str> = lines.collect();
        let under = Block { text: rest.join("\n"), ..block };
        outline.block(under);
        return;
    }
    outline.block(block);
}

/// Takes `Key: value` lines up to the first blank line, if all of them belong to a head.
fn split_head<'a>(text: &'a str, head: &mut Head) -> (usize, &'a str) {
    let mut taken = Head::default();
    let (mut bytes, mut lines) = (0, 0);
    for line in text.split_inclusive('\n') {
        if line.trim().is_empty() && lines > 0 {
            break;
        }
        if !line.trim().is_empty() && !taken.take(line.trim()) {
            // One line of another kind directly under a head of two or more lines is already the text.
            if lines < 2 {
                return (0, text);
            }
            break;
        }
        lines += 1;
        bytes += line.len();
    }
    let rest = text.get(bytes..).unwrap_or_default();
    if rest.trim().is_empty() {
        return (0, text);
    }
    *head = taken;
    (lines, rest)
}

#[cfg(test)]
mod tests {
    use domain::EntryKind;

    use crate::{Limits, parse};

    #[test]
    fn a_note_takes_its_day_from_its_name_and_its_lines_from_the_file() {
        let parsed = parse("n/2026-09-29-x.txt", b"One.\n\nTwo words.\n", &Limits::standard()).unwrap();
        let item = &parsed.items[0];
        assert_eq!((item.kind, item.all_day), (None, true));
        assert_eq!(item.passages[0].text, "One.\n\nTwo words.");
        assert_eq!(item.passages[0].place.lines, Some((1, 3)));
    }

    #[test]
    fn a_transcript_with_a_head_is_a_call() {
        let text = "Title: Review\nDate: 2026-09-10\nAttendees: Ann Lee, Bo Ray\n\n[00:00:05] Ann Lee: Hello.\n\
            Ann Lee: How are you?\n[00:00:09] Bo Ray: Fine: thanks.\nand more\n";
        let parsed = parse("c.txt", text.as_bytes(), &Limits::standard()).unwrap();
        let item = &parsed.items[0];
        assert_eq!(item.kind, Some(EntryKind::Call));
        assert_eq!(item.title.as_deref(), Some("Review"));
        assert_eq!(item.passages.len(), 2);
        assert_eq!(item.passages[0].text, "Hello. How are you?");
        assert_eq!(item.passages[0].place.time, Some((5_000, 9_000)));
        assert_eq!(item.passages[1].text, "Fine: thanks. and more");
        assert_eq!(item.passages[1].place.lines, Some((7, 8)));
    }

    #[test]
    fn a_list_with_colons_is_no_transcript() {
        let text = "Price: 5 euro\nTerm: one year\nNotice: 30 days\nPlace: Leeds\n";
        let parsed = parse("c.txt", text.as_bytes(), &Limits::standard()).unwrap();
        assert_eq!(parsed.items[0].kind, None);
        assert_eq!(parsed.items[0].passages[0].text.lines().count(), 4);
    }
}
