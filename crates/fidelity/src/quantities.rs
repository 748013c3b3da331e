//! Numbers, units, money, percentages and versions, each bound to what it measures.

use crate::words::{Kind, alike};
use crate::{Missing, MissingKind, Reading, dates};

pub(crate) fn missing(reading: &Reading) -> Vec<Missing> {
    let claim = &reading.claim;
    let dated = dates::covered(claim);
    let mut out = Vec::new();
    for (at, word) in claim.iter().enumerate().filter(|(_, w)| w.kind == Kind::Number) {
        if dated.get(at) == Some(&true) {
            continue;
        }
        let (mut own, mut other) = (None::<usize>, 0);
        for text in &reading.texts {
            for (place, held) in text.iter().enumerate().filter(|(_, w)| w.kind == Kind::Number) {
                let score = alike(claim, at, at + 1, text, place, place + 1);
                if held.stem == word.stem {
                    own = own.max(Some(score));
                } else {
                    other = other.max(score);
                }
            }
        }
        let in_context = reading.contexts.iter().flatten().any(|w| w.stem == word.stem);
        let bound = match own {
            Some(own) => other <= own,
            None => in_context && other < 4,
        };
        if !bound {
            out.push(Missing::new(MissingKind::Number, word.raw.clone()));
        }
    }
    out
}
