//! Checkpoints of the log, as people signed them. Only ever added to. They are about the log and so not in it.

use domain::Checkpoint;

use crate::{
    StoreError, Writer,
    body::{from_bodies, from_body, micros, to_body},
    tx::{reads, run},
};

reads! {
    /// Every checkpoint, the shortest log first.
    fn checkpoints(conn) -> Vec<Checkpoint> {
        const SQL: &str = "SELECT body FROM checkpoints ORDER BY size, number";
        from_bodies(&run!(all (String,), conn, SQL)?)
    }

    /// The checkpoint over the longest log.
    fn last_checkpoint(conn) -> Option<Checkpoint> {
        const SQL: &str = "SELECT body FROM checkpoints ORDER BY size DESC, number DESC LIMIT 1";
        run!(one (String,), conn, SQL)?.map(|(body,)| from_body(&body)).transpose()
    }
}

impl Writer {
    /// Adds a checkpoint.
    ///
    /// # Errors
    /// [`StoreError::Refused`] when it is over more entries than the log has.
    pub async fn keep_checkpoint(&mut self, given: &Checkpoint) -> Result<(), StoreError> {
        const SQL: &str = "INSERT INTO checkpoints (number, size, at, person, body) \
            SELECT COALESCE(MAX(number), 0) + 1, $1, $2, $3, $4 FROM checkpoints";
        let last = self.audit_last().await?.map_or(0, |last| last.number);
        let size = i64::try_from(given.size).ok().filter(|size| *size <= last);
        let size = size.ok_or_else(|| StoreError::Refused {
            what: format!("a checkpoint over {} entries of a log of {last}", given.size),
        })?;
        let (person, body) = (given.by.to_string(), to_body(given)?);
        run!(none, &mut self.conn(), SQL, size, micros(given.at), &person, &body)?;
        Ok(())
    }
}
