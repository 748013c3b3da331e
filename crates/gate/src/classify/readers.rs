//! Who reads: inside our own company or outside it, and whether one of them is an executive.

use std::sync::LazyLock;

use domain::{Moment, Part, Revision, Span};
use regex::Regex;

use super::Sign;
use crate::{claims::place, facts::Facts};

/// Whether every reader is inside our own company. A text without readers is for nobody, so it is for the buyer.
pub(super) fn all_ours(revision: &Revision, facts: &Facts) -> bool {
    !revision.recipients.is_empty() && revision.recipients.iter().all(|recipient| facts.is_ours(&recipient.email))
}

/// A sign for each recipient or attendee who is an executive on the buyer's side.
pub(super) fn executives(revision: &Revision, facts: &Facts) -> Vec<Sign> {
    let mut signs = Vec::new();
    for (index, recipient) in revision.recipients.iter().enumerate() {
        if facts.is_ours(&recipient.email) {
            continue;
        }
        let email = recipient.email.to_lowercase();
        let contact = facts.contacts.iter().find(|contact| contact.emails.contains(&email));
        let title = contact.and_then(|contact| contact.title.as_deref());
        let named = recipient.name.as_deref().or(contact.map(|contact| contact.name.as_str())).unwrap_or(&email);
        let own_words = recipient.name.as_deref().and_then(|name| name.split_once(',')).map(|(_, title)| title);
        if [title, own_words].into_iter().flatten().any(is_executive_title) {
            signs.push(sign(
                index,
                title.or(own_words).map_or_else(|| named.to_owned(), |title| format!("{named}, {}", title.trim())),
            ));
        }
    }
    for attendee in &facts.attendees {
        let ours = attendee.email.as_deref().is_some_and(|email| facts.is_ours(email));
        if let Some(title) = attendee.title.as_deref().filter(|title| !ours && is_executive_title(title)) {
            signs.push(sign(0, format!("{}, {title}", attendee.name)));
        }
    }
    signs
}

fn sign(index: usize, words: String) -> Sign {
    let span = Span { part: Part::Recipients, start: place(index), end: place(index + 1) };
    Sign { moment: Moment::Executive, topic: None, span, words }
}

/// Whether a title is of C level, a vice president, or the head of the company.
#[must_use]
pub fn is_executive_title(title: &str) -> bool {
    const IS: &str = r"(?xi)
        \b(?: c[a-z]{0,2}o | chief\ [\p{L}\s,&-]{2,40}\ officer | chief\ of\ staff | [es]?vp | vice[\s-]+president | president
        | managing\ director | general\ manager | founder | owner | chair(?:man|woman|person)? | board\ member
        | vorstand\p{L}* | geschäftsführ\p{L}* | pdg | président\p{L}* | directeur\ général | directrice\ générale )\b";
    static FOUND: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(IS).ok());
    FOUND.as_ref().is_some_and(|found| found.is_match(title))
}
