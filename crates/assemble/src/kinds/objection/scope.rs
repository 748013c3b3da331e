//! Where an answer holds: product, version, plan, region and exclusions as the documents say them, and the days from and
//! until which they are in force.

use domain::{Holds, LibraryHit, Offer, Scope, VersionId};

use super::{
    cover::{Unit, any_of},
    quote,
    text::cuts,
};

const LABELS: [(&str, &str); 4] = [
    ("Product and version", "release|version|valid from|in force from|valid until"),
    ("Region", "region|regions|in the european economic area|in the united states"),
    ("Plan", "plan|plans|edition|tier|package|subscription"),
    ("Not covered", "does not cover|do not cover|not included|excluded|does not apply|out of scope|does not include"),
];

/// The scope of an answer.
pub(super) fn scope(units: &[Unit<'_>], openings: &[LibraryHit]) -> Scope {
    let mut scope = Scope::default();
    let mut seen: Vec<VersionId> = Vec::new();
    for unit in units {
        let version = &unit.hit.version;
        if seen.contains(&version.id) {
            continue;
        }
        seen.push(version.id);
        let sanction = version.sanction.as_ref();
        scope.holds.push(Holds {
            title: unit.hit.document.title.clone(),
            version: version.number,
            from: sanction.and_then(|given| given.effective),
            until: sanction.and_then(|given| given.expires),
            force: unit.hit.force,
        });
        for (label, signs) in &LABELS {
            let own: Vec<&LibraryHit> = openings.iter().filter(|hit| hit.version.id == version.id).collect();
            scope.lines.extend(
                own.iter().find_map(|hit| first(hit, signs)).map(|(hit, range)| quote::span(hit, range, label)),
            );
        }
    }
    // A sentence that is told under one label is not told again under another.
    let mut told: Vec<String> = Vec::new();
    scope.lines.retain(|line| {
        let fresh = !told.contains(&line.text);
        told.push(line.text.clone());
        fresh
    });
    scope
}

/// The first sentence of the opening that has one of the signs.
fn first<'a>(hit: &'a LibraryHit, signs: &str) -> Option<(&'a LibraryHit, (usize, usize))> {
    let text = &hit.passage.text;
    let found = cuts(text).into_iter().filter(|cut| cut.head.is_none());
    found
        .map(|cut| (cut.start, cut.end))
        .find(|(start, end)| any_of(text.get(*start..*end).unwrap_or_default(), signs))
        .map(|range| (hit, range))
}

/// The documents that may be given to this buyer with the answer.
pub(super) fn offers(units: &[Unit<'_>]) -> Vec<Offer> {
    let mut found: Vec<Offer> = Vec::new();
    for unit in units {
        let Some(sanction) = &unit.hit.version.sanction else { continue };
        let place = unit.hit.passage.place.words();
        let known = found.iter().any(|offer| offer.title == unit.hit.document.title && offer.place == place);
        if !known {
            found.push(Offer {
                title: unit.hit.document.title.clone(),
                version: unit.hit.version.number,
                audience: sanction.audience,
                place,
                passage: unit.hit.passage.id,
            });
        }
    }
    found
}
