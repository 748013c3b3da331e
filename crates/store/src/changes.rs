//! The change feed the index follows: numbers without gaps, in the order of commits.

use domain::SourceId;

use crate::{
    Change, StoreError, Writer,
    tx::{insert, reads, run},
};

reads! {
    /// What changed after this number, oldest first.
    fn changes_after(conn, number: i64, limit: i64) -> Vec<Change> {
        const SQL: &str = "SELECT number, source, gone FROM changes WHERE number > $1 ORDER BY number LIMIT $2";
        let rows = run!(all (i64, String, bool), conn, SQL, number, limit)?;
        rows.into_iter()
            .map(|(number, source, gone)| Ok(Change { number, source: source.parse()?, gone }))
            .collect()
    }

    /// The number of the last change, 0 before the first.
    fn last_change(conn) -> i64 {
        const SQL: &str = "SELECT value FROM counters WHERE name = 'changes'";
        Ok(run!(one (i64,), conn, SQL)?.map_or(0, |(number,)| number))
    }
}

impl Writer {
    /// The counter row was locked when this writer began (the one writer of SQLite; FOR UPDATE in PostgreSQL), so
    /// numbers are in commit order.
    pub(crate) async fn changed(&mut self, changes: &[(SourceId, bool)]) -> Result<(), StoreError> {
        const COUNT: &str = "UPDATE counters SET value = value + $1 WHERE name = 'changes' RETURNING value";
        const HEAD: &str = "INSERT INTO changes (number, source, gone) ";
        let many = changes.len() as i64;
        let missing = || StoreError::Damaged { what: "the change counter is missing".to_owned() };
        let (last,) = run!(one(i64,), &mut self.conn(), COUNT, many)?.ok_or_else(missing)?;
        let rows: Vec<(i64, &(SourceId, bool))> = (last - many + 1..).zip(changes).collect();
        insert!(
            &mut self.conn(),
            HEAD,
            rows,
            |bind, (number, (source, gone))| bind.push_bind(number).push_bind(source.to_string()).push_bind(gone),
            ""
        );
        Ok(())
    }
}
