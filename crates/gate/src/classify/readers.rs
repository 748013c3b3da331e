//! Who reads: inside our own company or outside it, and whether one of them is an executive.

use std::sync::LazyLock;

use domain::{Moment, Part, Revision, Span};
use regex::Regex;

use super::Sign;
use crate::{
    claims::{place, sentences},
    facts::Facts,
};

/// Whether every reader is inside our own company. A text without readers is for nobody, so it is for the buyer; whoever
/// is known at the account is a buyer, even where our own domains were made to hold the buyer's.
pub(super) fn all_ours(revision: &Revision, facts: &Facts) -> bool {
    let inside = |email: &str| facts.is_ours(email) && !facts.is_theirs(email);
    !revision.recipients.is_empty() && revision.recipients.iter().all(|recipient| inside(&recipient.email))
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
    for (part, text) in [(Part::Subject, &revision.subject), (Part::Body, &revision.body)] {
        signs.extend(named_in(text).map(|(start, end)| Sign {
            moment: Moment::Executive,
            topic: None,
            span: Span { part, start: place(start), end: place(end) },
            words: text.get(start..end).unwrap_or_default().to_owned(),
        }));
    }
    for attendee in &facts.attendees {
        let ours = attendee.email.as_deref().is_some_and(|email| facts.is_ours(email));
        if let Some(title) = attendee.title.as_deref().filter(|title| !ours && is_executive_title(title)) {
            signs.push(sign(0, format!("{}, {title}", attendee.name)));
        }
    }
    signs
}

/// Where a text itself names an executive of the buyer's among its readers or guests: "Dana Voss, your CFO, joins us".
fn named_in(text: &str) -> impl Iterator<Item = (usize, usize)> {
    const READS: &str = r"(?i)\b(?:join\w*|attend\w*|com(?:es?|ing)|cop(?:y|ied)|cc|will be there|takes? part|present|meet\w*|read\w*|dear|hello|hi|fao|attn|invit\w*|forward\w*|sits? in|with us|speak\w*|dial\w*|on the call|guten tag|sehr geehrte\w*|bonjour)\b";
    static FOUND: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(READS).ok());
    let lines = sentences(text).into_iter();
    lines.filter(|(start, end)| {
        let words = text.get(*start..*end).unwrap_or_default();
        FOUND.as_ref().is_some_and(|found| found.is_match(words)) && is_executive_title(words)
    })
}

fn sign(index: usize, words: String) -> Sign {
    let span = Span { part: Part::Recipients, start: place(index), end: place(index + 1) };
    Sign { moment: Moment::Executive, topic: None, span, words }
}

/// Whether a title is of C level or its equal (general counsel included), a vice president, or the head of the company.
/// Whoever works for such a person, and the owner of a product or a process, is not.
#[must_use]
pub fn is_executive_title(title: &str) -> bool {
    const IS: &str = r"(?xi)
        \b(?: ceo | cfo | coo | cto | cio | ciso | cso | cmo | cro | cpo | chro | cdo | cco | clo | cao | cxo | cdpo | caio | cpto | csco | cmio | dsi
        | chief\ [\p{L}\s,&-]{2,40}\ officer | chief\ of\ (?:staff|operations) | chief\ executive | general\ counsel
        | [es]?vps? | (?:vice[\s-]+)?president | managing\ (?:director|partner) | general\ manager | executive\ director | director[\s-]general
        | (?:finance|financial)\ director | director\ of\ finance | proprietor | (?:co-?)?founder
        | owner | (?:vice[\s-]+)?chair(?:man|woman|person)? | board\ (?:member|director) | member\ of\ the\ board
        | (?:executive\ )?board\ of\ directors
        | vorst[aä]nd(?:s(?:vorsitzend\p{L}*|mitglied\p{L}*|sprecher\p{L}*))? | geschäftsführ(?:er|erin|ung|ender?|ende)
        | geschaeftsfuehrer(?:in)? | geschäftsleit(?:er|erin|ung) | generaldirektor(?:in)? | finanzvorstand |
        administrateur\ délégué | amministratore\ delegato | consejero\ delegado | pdg | président(?:e)?(?:[\s-]directrice?)? | directeur\ général
        | directrice\ générale | directeur\ financier | dg | daf | inhaber(?:in)? | gesellschafter(?:in)? )\b";
    const NOT: &str = r"(?xi)
        \b(?: (?:assistant|assistante|assistenz|assistentin|assistent|secretary|secretariat|sekretariat|aide|pa|ea
            |coordinator|adviser|advisor|office|referent|referentin)\b.*\b(?:to|of|for|der|des|de|du|d)\b.*
        | (?:vp|svp|evp|ceo|cfo|coo|cto|cio|president|chair|founder|director)(?:'s|’s)\ .*
        | (?:vp|svp|evp|ceo|cfo|coo|cto|cio|vorstands?|geschäftsführungs?)[\s-]?(?:office|suite|assist\p{L}*|sekret\p{L}*).*
        | (?:product|process|system|service|data|application|business|risk|solution|scrum|backlog|platform)[\s-]+(?:process[\s-]+)?owner
        | (?:vice[\s-]+)?chair(?:man|woman|person)?\ of\ the\ works\ council
        | betriebsratsvorsitzende\p{L}* )";
    static FOUND: LazyLock<Option<(Regex, Regex)>> =
        LazyLock::new(|| Some((Regex::new(IS).ok()?, Regex::new(NOT).ok()?)));
    FOUND.as_ref().is_some_and(|(found, not)| found.is_match(&not.replace_all(title, " ")))
}
