//! Drafts as the gate last read them, so that a text is read once and not on every look at it.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

use domain::DraftId;
use gate::{Assessment, Facts};
use store::DraftRow;

use crate::error::{AppError, Result};

/// Drafts kept: more than the rows of a large questionnaire.
const KEPT: usize = 400;

/// The newest reading of each draft.
pub(crate) struct Assessed(Mutex<Lately<DraftId, Arc<Assessment>>>);

impl Default for Assessed {
    fn default() -> Self {
        Self(Mutex::new(Lately::new(KEPT)))
    }
}

impl Assessed {
    /// The reading of a draft's newest revision on these facts: a kept one, when it is of exactly that, else a new one.
    ///
    /// # Errors
    /// `NotFound` for a draft without text.
    pub(crate) fn of(&self, row: &DraftRow, facts: &Facts) -> Result<Arc<Assessment>> {
        let latest = row.revisions.last().ok_or_else(|| AppError::not_found("This draft has no text"))?;
        let id = row.draft.id;
        let kept = self.0.lock().ok().and_then(|mut readings| readings.get(&id));
        if let Some(kept) = kept.filter(|kept| kept.is_of(&row.draft, latest, facts)) {
            return Ok(kept);
        }
        let read = Arc::new(Assessment::of(&row.draft, latest, facts));
        if let Ok(mut readings) = self.0.lock() {
            readings.put(id, Arc::clone(&read));
        }
        Ok(read)
    }
}

/// So many values at most; the least lately used goes first.
struct Lately<K, V> {
    most: usize,
    uses: u64,
    held: BTreeMap<K, (u64, V)>,
}

impl<K: Ord + Copy, V: Clone> Lately<K, V> {
    fn new(most: usize) -> Self {
        Self { most, uses: 0, held: BTreeMap::new() }
    }

    fn get(&mut self, key: &K) -> Option<V> {
        self.uses += 1;
        let (used, value) = self.held.get_mut(key)?;
        *used = self.uses;
        Some(value.clone())
    }

    fn put(&mut self, key: K, value: V) {
        self.uses += 1;
        self.held.insert(key, (self.uses, value));
        if self.held.len() > self.most {
            let oldest = self.held.iter().min_by_key(|(_, (used, _))| *used).map(|(key, _)| *key);
            oldest.and_then(|key| self.held.remove(&key));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_used_least_lately_goes_when_there_is_no_room() {
        let mut lately = Lately::new(2);
        lately.put(1, "a");
        lately.put(2, "b");
        assert_eq!(lately.get(&1), Some("a"));
        lately.put(3, "c");
        assert_eq!((lately.get(&1), lately.get(&2), lately.get(&3)), (Some("a"), None, Some("c")));
    }
}
