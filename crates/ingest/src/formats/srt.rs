//! SubRip captions.

use super::{Format, Input, cues::cues, head::Head, text_of, turns};
use crate::{IngestError, Parsed};

pub(crate) static FORMAT: Format = Format { name: "subtitles", extensions: &["srt"], sniff, read, binary: false };

fn sniff(bytes: &[u8]) -> bool {
    let head = crate::sniff::head(bytes, 256);
    let mut lines = head.lines();
    let number = lines.next().is_some_and(|line| !line.is_empty() && line.trim().bytes().all(|b| b.is_ascii_digit()));
    number && lines.next().is_some_and(|line| line.contains(" --> "))
}

fn read(input: &Input<'_>) -> Result<Parsed, IngestError> {
    let mut warnings = Vec::new();
    let text = text_of(input, &mut warnings)?;
    let turns = cues(&text, false, &mut Head::default(), &mut warnings);
    Ok(turns::call(turns, Head::default(), warnings))
}

#[cfg(test)]
mod tests {
    use crate::{Limits, parse};

    #[test]
    fn names_before_a_colon_are_speakers() {
        let text = "1\n00:00:01,000 --> 00:00:02,500\nAnn Lee: Hello there.\n\n2\n00:00:03,000 --> 00:00:04,000\nBo Ray: Hi.\n\n\
            3\n00:00:05,000 --> 00:00:06,000\nAnn Lee: Shall we: begin?\n\n4\n00:00:06,000 --> 00:00:07,000\nNow.\n";
        let parsed = parse("2026-06-18-call.srt", text.as_bytes(), &Limits::standard()).unwrap();
        let said: Vec<_> =
            parsed.items[0].passages.iter().map(|cut| (cut.speaker.as_deref().unwrap(), cut.text.as_str())).collect();
        assert_eq!(said, [("Ann Lee", "Hello there."), ("Bo Ray", "Hi."), ("Ann Lee", "Shall we: begin? Now.")]);
        assert!(parsed.items[0].all_day);
    }
}
