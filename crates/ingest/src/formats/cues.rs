//! Captions: blocks of text with a time line, in the dialects of WebVTT and SubRip.

use std::collections::HashMap;

use super::head::Head;
use super::turns::{Turn, clock, named};
use crate::Warning;
use crate::paragraphs::push_spaced;

/// Reads the cues of a caption file. What is broken is kept as text without a time, and reported.
pub(crate) fn cues(text: &str, vtt: bool, head: &mut Head, warnings: &mut Vec<Warning>) -> Vec<Turn> {
    let lines: Vec<&str> = text.split('\n').collect();
    let mut turns = Vec::new();
    let mut start = 0;
    while start < lines.len() {
        let rest = lines.get(start..).unwrap_or_default();
        let length = rest.iter().take_while(|line| !line.trim().is_empty()).count();
        if length == 0 {
            start += 1;
            continue;
        }
        block(rest.get(..length).unwrap_or_default(), start + 1, vtt, head, &mut turns, warnings);
        start += length;
    }
    names_in_text(&mut turns);
    turns
}

fn block(lines: &[&str], first: usize, vtt: bool, head: &mut Head, turns: &mut Vec<Turn>, warnings: &mut Vec<Warning>) {
    let opening = lines.first().copied().unwrap_or_default().trim_start_matches('\u{feff}').trim();
    let timing = lines.iter().take(2).position(|line| line.contains("-->"));
    if vtt && timing.is_none() {
        if first == 1 && opening.starts_with("WEBVTT") || opening == "NOTE" || opening.starts_with("NOTE ") {
            for line in lines.iter().map(|line| line.trim_start_matches("NOTE ")) {
                head.take(line);
            }
            return;
        }
        if opening.starts_with("STYLE") || opening.starts_with("REGION") {
            return;
        }
    }
    let skip = timing.map_or(0, |at| at + 1);
    let time = timing.and_then(|at| lines.get(at)).and_then(|line| span(line));
    if timing.is_none() {
        warnings.push(Warning::new(format!("line {first}"), "text outside of any cue was kept"));
    } else if time.is_none() {
        warnings.push(Warning::new(format!("line {first}"), "the time of this cue cannot be read; its text was kept"));
    }
    let number = lines.len() - 1 + first;
    let body = lines.get(skip..).unwrap_or_default().join(" ");
    for (speaker, text) in voices(&body) {
        turns.push(Turn { speaker, text, time, lines: (first, number) });
    }
}

fn span(line: &str) -> Option<(u64, u64)> {
    let (from, to) = line.split_once("-->")?;
    let to = to.split_whitespace().next()?;
    let (from, to) = (clock(from)?, clock(to)?);
    Some((from, to.max(from)))
}

/// The text of a cue by voice, without markup.
fn voices(body: &str) -> Vec<(Option<String>, String)> {
    let mut found: Vec<(Option<String>, String)> = vec![(None, String::new())];
    let mut rest = body;
    while let Some(open) = rest.find('<') {
        let (before, tag) = rest.split_at(open);
        push(&mut found, before);
        // A `<` that opens nothing is text.
        let Some(close) = tag.find('>').filter(|_| tag.get(1..2).is_some_and(is_tag_start)) else {
            push(&mut found, "<");
            rest = tag.get(1..).unwrap_or_default();
            continue;
        };
        let inner = tag.get(1..close).unwrap_or_default();
        if inner == "v" || inner.starts_with("v ") || inner.starts_with("v.") {
            let name = inner.split_once(' ').map(|(_, name)| unescape(name.trim())).filter(|name| !name.is_empty());
            found.push((name, String::new()));
        } else if inner == "/v" {
            found.push((None, String::new()));
        }
        rest = tag.get(close + 1..).unwrap_or_default();
    }
    push(&mut found, rest);
    let spaced = found.into_iter().map(|(name, text)| {
        let mut clean = String::with_capacity(text.len());
        push_spaced(&mut clean, &unescape(&text));
        (name, clean)
    });
    spaced.filter(|(_, text)| !text.is_empty()).collect()
}

fn is_tag_start(c: &str) -> bool {
    c.chars().all(|c| c.is_ascii_alphanumeric() || c == '/')
}

fn push(found: &mut [(Option<String>, String)], text: &str) {
    if let Some((_, last)) = found.last_mut() {
        last.push_str(text);
    }
}

fn unescape(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let mut text = text.replace("&nbsp;", " ").replace("&lrm;", "").replace("&rlm;", "");
    for (name, plain) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")] {
        text = text.replace(name, plain);
    }
    text
}

/// Where no voice is marked, `Name: words` says who speaks, if the same names come again and again.
fn names_in_text(turns: &mut [Turn]) {
    if turns.iter().any(|turn| turn.speaker.is_some()) {
        return;
    }
    let mut counts: HashMap<String, usize> = HashMap::new();
    for (name, _) in turns.iter().filter_map(|turn| named(&turn.text)) {
        *counts.entry(name.to_owned()).or_default() += 1;
    }
    let total: usize = counts.values().sum();
    if total < 2 || total < counts.len() * 3 / 2 {
        return;
    }
    let mut current: Option<String> = None;
    for turn in turns {
        if let Some((name, words)) = named(&turn.text)
            && (counts.get(name).copied().unwrap_or_default() > 1 || name.contains(' '))
        {
            current = Some(name.to_owned());
            turn.text = words.to_owned();
        }
        turn.speaker.clone_from(&current);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn voices_tags_and_entities_are_read() {
        assert_eq!(
            voices("<v Mara Ellvik>Good <i>morning</i> &amp; hello</v><v.loud Ed>1 < 2"),
            [(Some("Mara Ellvik".into()), "Good morning & hello".into()), (Some("Ed".into()), "1 < 2".into())]
        );
    }

    #[test]
    fn a_cue_with_a_broken_time_keeps_its_text_and_is_reported() {
        let mut warnings = Vec::new();
        let turns = cues("1\nxx --> yy\nhello\n\nstray\n", false, &mut Head::default(), &mut warnings);
        assert_eq!(turns.iter().map(|turn| turn.text.as_str()).collect::<Vec<_>>(), ["hello", "stray"]);
        assert_eq!(warnings.len(), 2);
    }
}
