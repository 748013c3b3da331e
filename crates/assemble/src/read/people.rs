//! Who is who: names, sides, and the one name under which a person is shown.

use std::collections::{BTreeMap, HashSet};

use domain::{Evidence, Participant, Side};

/// A name as it is compared: lower case, single spaces, `Last, First` turned round.
pub(crate) fn key(name: &str) -> String {
    let turned = match name.split_once(',') {
        Some((last, first)) if !first.trim().is_empty() && !first.contains(',') => {
            format!("{first} {last}")
        }
        _ => name.to_owned(),
    };
    turned.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// The side by mail address, where there is one.
pub(crate) fn side_of(person: &Participant, evidence: &Evidence) -> Option<Side> {
    let (_, domain) = person.email.as_deref()?.rsplit_once('@')?;
    Some(side_of_domain(domain, evidence))
}

fn side_of_domain(domain: &str, evidence: &Evidence) -> Side {
    let below =
        |own: &String| domain.strip_suffix(own.as_str()).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    let ours = evidence.our_domains.iter().any(below);
    if ours { Side::Ours } else { Side::Theirs }
}

/// How good a name is to show: given names before initials, natural order before `Last, First`, then length.
fn worth(name: &str) -> (bool, bool, usize) {
    let initial = key(name).split(' ').next().is_some_and(|first| first.trim_end_matches('.').chars().count() <= 1);
    (!initial, !name.contains(','), name.len())
}

/// Everybody named anywhere in the evidence, each way of writing a name leading to the one that is shown.
pub(crate) fn known(evidence: &Evidence) -> BTreeMap<String, (Side, &str)> {
    let mut written: Vec<(&str, &str, Side)> = Vec::new();
    for contact in &evidence.contacts {
        written.push((&contact.name, "", Side::Theirs));
        written.extend(contact.emails.iter().map(|email| (contact.name.as_str(), email.as_str(), Side::Theirs)));
    }
    for held in &evidence.history {
        for person in &held.entry.people {
            if let (Some(name), Some(side)) = (person.name.as_deref(), side_of(person, evidence)) {
                written.push((name, person.email.as_deref().unwrap_or_default(), side));
            }
        }
    }
    let mut shown: BTreeMap<&str, &str> = BTreeMap::new();
    // The same people stand in thousands of entries, and weighing them once is enough.
    let mut weighed = HashSet::new();
    for (name, email, _) in
        written.iter().filter(|(name, email, _)| !email.is_empty() && weighed.insert((*name, *email)))
    {
        let best = shown.entry(email).or_insert(name);
        if worth(name) > worth(best) {
            *best = name;
        }
    }
    let mut names: BTreeMap<String, (Side, &str)> = BTreeMap::new();
    let mut weighed = HashSet::new();
    for (name, email, side) in
        written.iter().rev().filter(|(name, email, side)| weighed.insert((*name, *email, *side == Side::Ours)))
    {
        let best = shown.get(email).copied().unwrap_or(name);
        let held = names.entry(key(name)).or_insert((*side, best));
        if worth(best) > worth(held.1) {
            *held = (*side, best);
        }
    }
    let owners = evidence.opportunities.iter().filter_map(|deal| deal.owner.as_deref());
    let own = evidence.our_people.iter().map(String::as_str).chain(evidence.account.owner.as_deref()).chain(owners);
    for name in own {
        names.insert(key(name), (Side::Ours, name));
    }
    merge_initials(&mut names);
    names
}

/// `H. Carrow` is Hamish Carrow where no other H. Carrow is known.
fn merge_initials(names: &mut BTreeMap<String, (Side, &str)>) {
    let keys: Vec<String> = names.keys().cloned().collect();
    for short in &keys {
        let Some((first, last)) = short.split_once(' ') else {
            continue;
        };
        let initial = first.trim_end_matches('.');
        if initial.chars().count() != 1 {
            continue;
        }
        let mut full = keys.iter().filter(|other| {
            other.split_once(' ').is_some_and(|(given, name)| {
                name == last && given.trim_end_matches('.').chars().count() > 1 && given.starts_with(initial)
            })
        });
        if let (Some(only), None) = (full.next(), full.next())
            && let Some(found) = names.get(only).copied()
        {
            names.insert(short.clone(), found);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::key;

    #[test]
    fn a_name_is_the_same_however_it_is_written() {
        for same in ["Tobias Grell", "Grell, Tobias", " tobias  GRELL ", "GRELL , Tobias"] {
            assert_eq!(key(same), "tobias grell", "{same}");
        }
        for other in [
            "Tobias Grelling",
            "T. Grell",
            "Grell",
            "Tobias",
            "Grell & Sons, Ltd, Leeds",
            "Toby Grell",
            "Grell Tobias",
            "",
        ] {
            assert_ne!(key(other), "tobias grell", "{other}");
        }
    }
}
