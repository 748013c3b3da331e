//! Drafts as the gate last read them, so that a text is read once and not on every look at it.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

use domain::DraftId;
use gate::{Assessment, Facts};
use store::DraftRow;

use crate::error::{AppError, Result};

/// Drafts kept, more than the rows of a large questionnaire; each is its text with its facts, about 100 kB at most.
const KEPT: usize = 400;

/// The newest reading of each draft, the least lately used out first.
#[derive(Debug, Default)]
pub(crate) struct Assessed(Mutex<Readings>);

#[derive(Debug, Default)]
struct Readings {
    uses: u64,
    by_draft: BTreeMap<DraftId, (u64, Arc<Assessment>)>,
}

impl Assessed {
    /// The reading of a draft's newest revision on these facts: a kept one, when it is of exactly that, else a new one.
    ///
    /// # Errors
    /// `NotFound` for a draft without text.
    pub(crate) fn of(&self, row: &DraftRow, facts: &Facts) -> Result<Arc<Assessment>> {
        let latest = row.revisions.last().ok_or_else(|| AppError::not_found("This draft has no text"))?;
        let id = row.draft.id;
        if let Some(kept) = self.kept(id).filter(|kept| kept.is_of(&row.draft, latest, facts)) {
            return Ok(kept);
        }
        let read = Arc::new(Assessment::of(&row.draft, latest, facts));
        self.keep(id, &read);
        Ok(read)
    }

    fn kept(&self, id: DraftId) -> Option<Arc<Assessment>> {
        let mut readings = self.0.lock().ok()?;
        readings.uses += 1;
        let now = readings.uses;
        let (used, kept) = readings.by_draft.get_mut(&id)?;
        *used = now;
        Some(Arc::clone(kept))
    }

    fn keep(&self, id: DraftId, read: &Arc<Assessment>) {
        let Ok(mut readings) = self.0.lock() else { return };
        readings.uses += 1;
        let now = readings.uses;
        readings.by_draft.insert(id, (now, Arc::clone(read)));
        if readings.by_draft.len() > KEPT {
            let oldest = readings.by_draft.iter().min_by_key(|(_, (used, _))| *used).map(|(id, _)| *id);
            oldest.and_then(|id| readings.by_draft.remove(&id));
        }
    }
}
