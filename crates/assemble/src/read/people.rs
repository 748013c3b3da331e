//! Who is who: names, sides, and what is known of each person.

use std::collections::BTreeMap;

use domain::{Evidence, Participant, Side};

/// A name as it is compared: lower case, single spaces.
pub(crate) fn key(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// The side by mail address, where there is one.
pub(crate) fn side_of(person: &Participant, evidence: &Evidence) -> Option<Side> {
    let (_, domain) = person.email.as_deref()?.rsplit_once('@')?;
    Some(side_of_domain(domain, evidence))
}

fn side_of_domain(domain: &str, evidence: &Evidence) -> Side {
    let ours = evidence.our_domains.iter().any(|own| domain == own || domain.ends_with(&format!(".{own}")));
    if ours { Side::Ours } else { Side::Theirs }
}

/// Everybody named anywhere in the evidence.
pub(crate) fn known(evidence: &Evidence) -> BTreeMap<String, (Side, &str)> {
    let mut names = BTreeMap::new();
    for contact in &evidence.contacts {
        names.insert(key(&contact.name), (Side::Theirs, contact.name.as_str()));
    }
    for held in &evidence.history {
        for person in &held.entry.people {
            if let (Some(name), Some(side)) = (person.name.as_deref(), side_of(person, evidence)) {
                names.entry(key(name)).or_insert((side, name));
            }
        }
    }
    let owners = evidence.opportunities.iter().filter_map(|deal| deal.owner.as_deref());
    for name in evidence.our_people.iter().map(String::as_str).chain(evidence.account.owner.as_deref()).chain(owners) {
        names.insert(key(name), (Side::Ours, name));
    }
    names
}
