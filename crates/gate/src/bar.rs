//! The gate bar's one sentence: the tier, why, what is still in the way, and who can clear it.

use domain::{Moment, Part, Revision, Tier};

use crate::{
    classify::Sign,
    policy::Topic,
    standing::{Standing, State},
};

/// `Manager-approved: mentions “a discount” (line 3). Needs deal desk, then finance. 1 finding blocks.`
#[must_use]
pub fn sentence(standing: &Standing, revision: &Revision) -> String {
    let mut parts = vec![format!("{}: {}.", standing.decision.tier.words(), because(standing, revision))];
    match standing.state {
        State::GivenUp => parts.push("Given up.".to_owned()),
        State::Released => parts.push("Released.".to_owned()),
        State::SentBack => {
            let names: Vec<&str> = standing.sent_back.iter().map(|back| back.name.as_str()).collect();
            parts.push(format!("Sent back by {}.", names.join(" and ")));
        }
        _ if standing.decision.tier == Tier::ReadOnly => {}
        _ if standing.slots.is_empty() => parts.push("Nobody has to sign.".to_owned()),
        _ => parts.push(needs(standing)),
    }
    let (blocking, open) = (standing.blocking().count(), standing.open().count());
    match blocking {
        0 => {}
        1 => parts.push("1 finding blocks.".to_owned()),
        many => parts.push(format!("{many} findings block.")),
    }
    match open {
        0 => {}
        1 if standing.is_overridden() => parts.push("1 finding is overridden.".to_owned()),
        many if standing.is_overridden() => parts.push(format!("{many} findings are overridden.")),
        1 => parts.push("1 finding waits to be accepted.".to_owned()),
        many => parts.push(format!("{many} findings wait to be accepted.")),
    }
    parts.join(" ")
}

fn needs(standing: &Standing) -> String {
    let left: Vec<String> = standing
        .slots
        .iter()
        .skip(standing.held.len())
        .map(|slot| match slot {
            crate::standing::Slot::Owner => "the account's owner in person".to_owned(),
            crate::standing::Slot::Anybody => "one click".to_owned(),
            crate::standing::Slot::Role(need) => need.to_string(),
        })
        .collect();
    match standing.held.last() {
        _ if left.is_empty() => {
            let names: Vec<&str> = standing.held.iter().map(|held| held.name.as_str()).collect();
            format!("Signed off by {}.", names.join(" and "))
        }
        Some(last) => format!("Signed by {}; needs {}.", last.name, left.join(", then ")),
        None => format!("Needs {}.", left.join(", then ")),
    }
}

/// Why this tier, in a few words of the draft itself.
fn because(standing: &Standing, revision: &Revision) -> String {
    let leading = standing.decision.leading;
    let sign = standing.class.first_sign(leading);
    match (leading, sign) {
        (Moment::Executive, Some(sign)) => format!("{} reads it", sign.words),
        (_, Some(sign)) => {
            let place = match sign.span.part {
                Part::Body => format!("line {}", line(&revision.body, sign.span.start)),
                Part::Subject => "the subject".to_owned(),
                Part::Recipients => "the recipients".to_owned(),
            };
            format!("{} “{}” ({place})", about(sign), sign.words.trim())
        }
        (Moment::Internal, None) if revision.change.is_some() => "it changes a deal".to_owned(),
        (Moment::Internal, None) => "every reader is inside the company".to_owned(),
        (Moment::Reminder, None) => "a reminder from its template".to_owned(),
        (Moment::Negotiation, None) => "a reply to procurement".to_owned(),
        (Moment::Objection, None) => "an answer to an objection".to_owned(),
        (Moment::General | Moment::Executive, None) => "written to the buyer".to_owned(),
    }
}

fn about(sign: &Sign) -> &'static str {
    match sign.topic {
        Some(Topic::Money) => "speaks of money,",
        Some(Topic::Terms) => "speaks of terms,",
        None => "answers on",
    }
}

/// 1-based line of a byte of a text.
#[must_use]
pub fn line(text: &str, at: u32) -> usize {
    text.bytes().take(at as usize).filter(|byte| *byte == b'\n').count() + 1
}
