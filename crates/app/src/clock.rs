//! The real clock and id source, and the clock of a workspace that is pinned to one moment.

use chrono::{DateTime, Utc};
use domain::{Clock, NewIds};
use uuid::Uuid;

/// The machine's clock.
#[derive(Debug, Clone, Copy)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the one door to the machine's clock")]
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }
}

/// Random, time-ordered ids.
#[derive(Debug, Clone, Copy)]
pub struct RandomIds;

impl NewIds for RandomIds {
    #[expect(clippy::disallowed_methods, reason = "this is the one door to new ids")]
    fn new_id(&self) -> Uuid {
        Uuid::now_v7()
    }
}
