//! Transcripts in plain text: `Name: words`, with or without times such as `[00:12:40]`.

use std::collections::HashMap;

use super::turns::{Turn, clock, named};
use crate::paragraphs::push_spaced;

/// The turns of a transcript; `None` when the text is not one.
pub(crate) fn turns(text: &str, first_line: usize) -> Option<Vec<Turn>> {
    let lines: Vec<&str> = text.split('\n').collect();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    let mut filled = 0;
    for line in &lines {
        filled += usize::from(!line.trim().is_empty());
        if let Some((_, name, _)) = opening(line) {
            *counts.entry(name).or_default() += 1;
        }
    }
    let spoken: usize = counts.values().sum();
    let comes_again = counts.values().any(|count| *count > 1);
    if spoken < 3 || !comes_again || spoken * 3 < filled || counts.len() * 3 > spoken * 2 {
        return None;
    }
    Some(collect(&lines, first_line, &counts))
}

fn collect(lines: &[&str], first_line: usize, counts: &HashMap<&str, usize>) -> Vec<Turn> {
    let mut turns: Vec<Turn> = Vec::new();
    for (number, line) in lines.iter().enumerate() {
        let at = number + first_line;
        if line.trim().is_empty() {
            continue;
        }
        match opening(line)
            .filter(|(_, name, _)| counts.get(name).is_some_and(|count| *count > 1) || name.contains(' '))
        {
            Some((time, name, words)) => {
                if let (Some(start), Some(last)) = (time, turns.last_mut())
                    && let Some((_, end)) = &mut last.time
                {
                    *end = start.max(*end);
                }
                let mut text = String::with_capacity(words.len());
                push_spaced(&mut text, words);
                let time = time.map(|start| (start, start));
                turns.push(Turn { speaker: Some(name.to_owned()), text, time, lines: (at, at) });
            }
            None => match turns.last_mut() {
                Some(last) => {
                    if !last.text.is_empty() {
                        last.text.push(' ');
                    }
                    push_spaced(&mut last.text, line);
                    last.lines.1 = at;
                }
                None => turns.push(Turn { text: line.trim().to_owned(), lines: (at, at), ..Turn::default() }),
            },
        }
    }
    carry_times(&mut turns);
    turns.retain(|turn| !turn.text.is_empty());
    turns
}

/// A turn without a time of its own lies in the time of the one before.
fn carry_times(turns: &mut [Turn]) {
    let mut next: Option<u64> = None;
    for turn in turns.iter_mut().rev() {
        if let Some((start, end)) = &mut turn.time {
            *end = next.unwrap_or(*end).max(*start);
            next = Some(*start);
        }
    }
}

/// `[00:12:40] Name: words`, `00:12:40 Name: words`, `Name [00:12:40]: words`, `Name: words`.
fn opening(line: &str) -> Option<(Option<u64>, &str, &str)> {
    let line = line.trim();
    let (stamp, rest) = match line.strip_prefix(['[', '(']) {
        Some(inner) => {
            let (stamp, rest) = inner.split_once([']', ')'])?;
            (clock(stamp), rest.trim())
        }
        None => match line.split_once(' ') {
            Some((first, rest)) if clock(first).is_some() => (clock(first), rest.trim()),
            _ => (None, line),
        },
    };
    let rest = rest.trim_start_matches("- ").trim_start_matches("**");
    if let Some((name, after)) = rest.split_once(" [")
        && let Some((inner, words)) = after.split_once("]:")
        && let Some(time) = clock(inner)
    {
        return Some((Some(time), name.trim(), words.trim()));
    }
    let (name, words) = named(rest)?;
    Some((stamp, name, words.trim_start_matches("**").trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stamps_stand_before_or_behind_the_name() {
        assert_eq!(opening("[00:12:40] Ann Lee: yes"), Some((Some(760_000), "Ann Lee", "yes")));
        assert_eq!(opening("00:12:40 Ann Lee: yes"), Some((Some(760_000), "Ann Lee", "yes")));
        assert_eq!(opening("Ann Lee [12:40]: yes"), Some((Some(760_000), "Ann Lee", "yes")));
        assert_eq!(opening("Ann Lee: yes"), Some((None, "Ann Lee", "yes")));
    }

    #[test]
    fn prose_is_no_transcript() {
        assert_eq!(turns("One thing: this.\nAnd so it goes.\nAnother: that.\nMore words here.\n", 1), None);
    }
}
