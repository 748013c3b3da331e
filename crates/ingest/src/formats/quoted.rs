//! Tells a mail's own words from what it repeats: quoted replies, forwarded mails, signatures.

use crate::passages::Block;

/// Words that stand in the line over a quoted reply, with how that line begins.
const ATTRIBUTIONS: [(&str, &str); 9] = [
    ("on ", " wrote"),
    ("am ", " schrieb"),
    ("le ", " a écrit"),
    ("el ", " escribió"),
    ("den ", " skrev"),
    ("op ", " schreef"),
    ("il ", " ha scritto"),
    ("em ", " escreveu"),
    ("dnia ", " napisał"),
];

const MARKS: [&str; 10] = [
    "original message",
    "forwarded message",
    "begin forwarded message",
    "ursprüngliche nachricht",
    "weitergeleitete nachricht",
    "message d'origine",
    "message transféré",
    "original appointment",
    "originalmeddelande",
    "oorspronkelijk bericht",
];

const PHONES: [&str; 6] =
    ["sent from my ", "get outlook for ", "von meinem ", "gesendet mit ", "envoyé de mon ", "sent from outlook"];

/// For each line, whether it is repeated or a signature.
pub(crate) fn quoted_lines(lines: &[&str]) -> Vec<bool> {
    let mut marked = Vec::with_capacity(lines.len());
    let mut rest = false;
    let mut skip_to = 0;
    for (at, line) in lines.iter().enumerate() {
        let trimmed = line.trim();
        if rest || at < skip_to || trimmed.starts_with('>') {
            marked.push(true);
            continue;
        }
        if is_signature(line, lines.get(at + 1..).unwrap_or_default())
            || is_forward(trimmed)
            || is_header_block(lines, at)
        {
            rest = true;
            marked.push(true);
            continue;
        }
        if let Some(length) = attribution(lines, at) {
            skip_to = at + length;
            let after = lines.get(skip_to..).unwrap_or_default().iter().find(|line| !line.trim().is_empty());
            rest = after.is_none_or(|line| !line.trim().starts_with('>'));
            marked.push(true);
            continue;
        }
        let lower = trimmed.to_lowercase();
        marked.push(trimmed.len() < 80 && PHONES.iter().any(|start| lower.starts_with(start)));
    }
    marked
}

fn is_signature(line: &str, after: &[&str]) -> bool {
    line == "-- " || (line.trim_end() == "--" && after.iter().filter(|line| !line.trim().is_empty()).count() <= 15)
}

fn is_forward(line: &str) -> bool {
    let bare = line.trim_matches(['-', '_', ' ', ':', '*']).to_lowercase();
    bare.len() < 60 && MARKS.contains(&bare.as_str()) && (line.starts_with(['-', '_', '*']) || line.ends_with(':'))
}

/// `From:` with `Sent:`, `To:` or `Subject:` under it, as Outlook puts over the mail it answers.
fn is_header_block(lines: &[&str], at: usize) -> bool {
    let starts = |line: &str, words: &[&str]| {
        let lower = line.trim().trim_start_matches('*').to_lowercase();
        words.iter().any(|word| lower.starts_with(word))
    };
    let Some(line) = lines.get(at) else {
        return false;
    };
    if !starts(line, &["from:", "von:", "de :", "de:", "från:", "van:"]) {
        return false;
    }
    let next = lines.get(at + 1..(at + 6).min(lines.len())).unwrap_or_default();
    let has = |words: &[&str]| next.iter().any(|line| starts(line, words));
    has(&["sent:", "date:", "gesendet:", "datum:", "envoyé", "enviado", "skickat:", "verzonden:"])
        && has(&[
            "to:",
            "subject:",
            "an:",
            "betreff:",
            "à :",
            "objet",
            "para:",
            "asunto",
            "till:",
            "ämne:",
            "aan:",
            "onderwerp:",
        ])
}

/// The number of lines of an attribution that starts here.
fn attribution(lines: &[&str], at: usize) -> Option<usize> {
    let first = lines.get(at)?.trim().to_lowercase();
    let (_, verb) = ATTRIBUTIONS.iter().find(|(start, _)| first.starts_with(start))?;
    let mut joined = String::new();
    for length in 1..=3 {
        let line = lines.get(at + length - 1)?.trim();
        if line.is_empty() {
            return None;
        }
        joined.push(' ');
        joined.push_str(&line.to_lowercase());
        if joined.len() > 400 {
            return None;
        }
        if joined.ends_with(':') && joined.contains(verb) {
            return Some(length);
        }
    }
    None
}

/// Marks the blocks of an HTML mail; a block that is partly quoted is divided.
pub(crate) fn mark(blocks: &[Block]) -> Vec<Block> {
    let all: Vec<&str> = blocks
        .iter()
        .flat_map(|block| block.text.split('\n').map(|line| if block.quoted { ">" } else { line }))
        .collect();
    let marks = quoted_lines(&all);
    let mut next = marks.iter().copied();
    let mut result = Vec::with_capacity(blocks.len());
    for block in blocks {
        let mut parts: Vec<(bool, Vec<&str>)> = Vec::new();
        for line in block.text.split('\n') {
            let quoted = next.next().unwrap_or(false) || block.quoted;
            match parts.last_mut() {
                Some((same, lines)) if *same == quoted => lines.push(line),
                _ => parts.push((quoted, vec![line])),
            }
        }
        for (quoted, lines) in parts {
            result.push(Block { quoted, text: lines.join("\n"), ..block.clone() });
        }
    }
    result
}

/// The paragraphs of a plain text mail, its own and the repeated ones apart.
pub(crate) fn split(text: &str) -> Vec<Block> {
    let lines: Vec<&str> = text.split('\n').collect();
    let marks = quoted_lines(&lines);
    let mut blocks = Vec::new();
    let mut start = 0;
    while start < lines.len() {
        let quoted = marks.get(start).copied().unwrap_or(false);
        let blank = |at: usize| lines.get(at).is_some_and(|line| line.trim().is_empty());
        let same = |at: usize| marks.get(at).is_some_and(|mark| *mark == quoted) || blank(at);
        let end = (start..lines.len()).find(|at| !same(*at)).unwrap_or(lines.len()).max(start + 1);
        let part = lines.get(start..end).unwrap_or_default().iter().enumerate();
        let part = part.map(|(number, line)| (start + number + 1, if quoted { unquote(line) } else { line }));
        for mut block in crate::paragraphs::from_lines(part) {
            block.quoted = quoted;
            blocks.push(block);
        }
        start = end;
    }
    blocks
}

fn unquote(line: &str) -> &str {
    line.trim_start_matches(['>', ' '])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(text: &str) -> Vec<String> {
        split(text).into_iter().filter(|block| !block.quoted).map(|block| block.text).collect()
    }

    fn repeated(text: &str) -> Vec<String> {
        split(text).into_iter().filter(|block| block.quoted).map(|block| block.text).collect()
    }

    #[test]
    fn a_reply_s_own_words_stand_apart_from_what_it_repeats() {
        let text = "Yes, 40 users.\n\nOn Fri, 16 Oct 2026 at 17:58, Mara Ellvik\n<mara@x.example> wrote:\n> How many?\n>> Earlier.\n\nBest\n-- \nAnn\nCFO";
        assert_eq!(own(text), ["Yes, 40 users.", "Best"]);
        assert_eq!(repeated(text).last().map(String::as_str), Some("-- \nAnn\nCFO".replace("-- ", "--").as_str()));
    }

    #[test]
    fn all_after_an_outlook_head_or_a_forward_mark_is_repeated() {
        let outlook = "Fine.\n\nFrom: Ann Lee\nSent: Monday\nTo: Bo\nSubject: x\n\nWe sign on Monday.";
        assert_eq!(own(outlook), ["Fine."]);
        let forward = "See below.\n\n---------- Forwarded message ---------\nFrom: A\n\nWe will never sign.";
        assert_eq!(own(forward), ["See below."]);
        let top = "Thanks.\n\nAm 12.11.2026 um 10:00 schrieb Bo Ray:\n\nWir zahlen.";
        assert_eq!(own(top), ["Thanks."]);
    }

    #[test]
    fn answers_between_the_lines_stay_own() {
        let text = "On Monday Bo wrote:\n> One?\nYes.\n> Two?\nNo.";
        assert_eq!(own(text), ["Yes.", "No."]);
    }

    #[test]
    fn words_that_only_look_like_a_mark_stay_own() {
        for text in [
            "On Monday we wrote to them.",
            "The original message was lost.",
            "From: is a header\nnothing else",
            "a -- b",
        ] {
            assert_eq!(repeated(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn no_line_is_lost() {
        let text = "a\n> b\n\nc\n--\nd\n";
        let words: Vec<_> = split(text)
            .into_iter()
            .flat_map(|block| block.text.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
            .collect();
        assert_eq!(words, ["a", "b", "c", "--", "d"]);
    }
}
