//! The content words of the sentence that the passages carry, and the source sentence that says it best.

use crate::words::Word;
use crate::{Missing, MissingKind, Reading};
use std::collections::HashSet;

/// The stretch of a source that says the sentence best.
pub(crate) struct Aligned {
    pub(crate) text: usize,
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) share: f32,
}

/// Fewer of the words than this, and the source is about something else.
const ENOUGH: f32 = 0.6;

pub(crate) fn verbatim(claim: &[Word], texts: &[Vec<Word>]) -> Option<Aligned> {
    if claim.is_empty() {
        return None;
    }
    texts.iter().enumerate().find_map(|(text, words)| {
        let from = words.windows(claim.len()).position(|w| w.iter().zip(claim).all(|(a, b)| a.low == b.low))?;
        Some(Aligned { text, from, to: from + claim.len(), share: 1.0 })
    })
}

pub(crate) fn align(claim: &[Word], texts: &[Vec<Word>]) -> Option<Aligned> {
    let wanted: HashSet<&str> = claim.iter().filter(|w| w.content()).map(|w| w.stem.as_str()).collect();
    let mut best: Option<Aligned> = None;
    for (text, words) in texts.iter().enumerate() {
        let mut from = 0;
        while let Some(first) = words.get(from) {
            let length = words.iter().skip(from).take_while(|w| w.sentence == first.sentence).count();
            let to = from + length;
            let held: HashSet<&str> = words.iter().skip(from).take(length).map(|w| w.stem.as_str()).collect();
            let hits = wanted.iter().filter(|w| held.contains(*w)).count();
            #[expect(clippy::cast_precision_loss, reason = "counts of words in one sentence")]
            let share = hits as f32 / wanted.len().max(1) as f32;
            if best.as_ref().is_none_or(|b| share > b.share) {
                best = Some(Aligned { text, from, to, share });
            }
            from = to;
        }
    }
    best
}

pub(crate) fn missing(reading: &Reading, quoted: bool) -> Vec<Missing> {
    let held: HashSet<&str> =
        reading.texts.iter().chain(&reading.contexts).flatten().map(|w| w.stem.as_str()).collect();
    let wanted: Vec<&Word> = reading.claim.iter().filter(|w| w.content()).collect();
    let absent: Vec<&str> = wanted.iter().filter(|w| !held.contains(w.stem.as_str())).map(|w| w.raw.as_str()).collect();
    #[expect(clippy::cast_precision_loss, reason = "counts of words in one sentence")]
    let share = 1.0 - absent.len() as f32 / wanted.len().max(1) as f32;
    // Beside a quote the rest is a frame ("asked", "wrote on"): the quote itself is checked exactly.
    if quoted || share >= ENOUGH {
        return Vec::new();
    }
    vec![Missing::new(MissingKind::Coverage, absent.join(" "))]
}
