//! WebVTT captions: recordings of Teams, Zoom and others.

use super::{Format, Input, cues::cues, head::Head, text_of, turns};
use crate::{IngestError, Parsed};

pub(crate) static FORMAT: Format = Format {
    name: "captions",
    extensions: &["vtt"],
    sniff: |bytes| crate::sniff::head(bytes, 64).starts_with("webvtt"),
    read,
    binary: false,
};

fn read(input: &Input<'_>) -> Result<Parsed, IngestError> {
    let mut warnings = Vec::new();
    let text = text_of(input, &mut warnings)?;
    let mut head = Head::default();
    let turns = cues(&text, true, &mut head, &mut warnings);
    Ok(turns::call(turns, head, warnings))
}

#[cfg(test)]
mod tests {
    use domain::{EntryKind, PartRole};

    use crate::{Limits, parse};

    const CALL: &str = "WEBVTT\n\nNOTE\nTitle: First call\nDate: 2026-02-18 11:00 +01:00\nAttendees: Ann Lee, Bo Ray, Cy Poe\n\n\
        00:00:04.200 --> 00:00:08.186\n<v Ann Lee>Good morning.</v>\n\n\
        2\n00:00:09.497 --> 00:00:14.227 align:start\n<v Ann Lee>Thank you\nfor the hour.</v>\n\n\
        00:00:15.000 --> 00:00:16.000\n<v Bo Ray>Yes.\n";

    #[test]
    fn cues_of_one_speaker_make_one_passage_with_its_time() {
        let parsed = parse("call.vtt", CALL.as_bytes(), &Limits::standard()).unwrap();
        let item = &parsed.items[0];
        assert_eq!(item.kind, Some(EntryKind::Call));
        assert_eq!(item.title.as_deref(), Some("First call"));
        assert_eq!(item.zone_minutes, Some(60));
        let roles: Vec<_> = item.people.iter().map(|person| person.role).collect();
        assert_eq!(roles, [PartRole::Speaker, PartRole::Speaker, PartRole::Attendee]);
        assert_eq!(item.passages.len(), 2);
        assert_eq!(item.passages[0].text, "Good morning. Thank you for the hour.");
        assert_eq!(item.passages[0].speaker.as_deref(), Some("Ann Lee"));
        assert_eq!(item.passages[0].place.time, Some((4_200, 14_227)));
        assert_eq!(item.passages[0].heading, ["First call"]);
    }
}
