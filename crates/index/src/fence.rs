//! The account fence and the other filters: clauses that every hit must satisfy, inside the query itself.

use std::ops::Bound;

use chrono::{NaiveDate, NaiveTime};
use domain::AccountId;
use tantivy::{
    Term,
    query::{
        BooleanQuery, ConstScoreQuery, Occur, PhraseQuery, Query, RangeQuery, TermQuery,
        TermSetQuery,
    },
    schema::IndexRecordOption,
};

use crate::{analysis, query::Search, schema::Fields};

/// Whose passages may be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fence {
    /// Everything, unplaced entries too.
    All,
    /// This account's history only; not the library.
    Account(AccountId),
    /// This account's history and the library.
    AccountAndLibrary(AccountId),
    /// The library only.
    Library,
}

fn one(term: Term) -> Box<dyn Query> {
    Box::new(TermQuery::new(term, IndexRecordOption::Basic))
}

/// The filters of a search, each of which a hit must satisfy; they do not change the score.
pub(crate) fn filters(fields: &Fields, search: &Search<'_>) -> Vec<Box<dyn Query>> {
    let mut must: Vec<Box<dyn Query>> = Vec::new();
    match search.fence {
        Fence::All => {}
        Fence::Account(account) => must.push(one(fields.account_term(account))),
        Fence::Library => must.push(one(fields.library_term())),
        Fence::AccountAndLibrary(account) => {
            must.push(Box::new(TermSetQuery::new([
                fields.account_term(account),
                fields.library_term(),
            ])));
        }
    }
    if !search.kinds.is_empty() {
        let kinds = search
            .kinds
            .iter()
            .map(|kind| Term::from_field_text(fields.kind, kind));
        must.push(Box::new(TermSetQuery::new(kinds)));
    }
    if let Some(person) = &search.from {
        must.push(person_filter(fields, person));
    }
    if let Some(only) = &search.only {
        must.push(Box::new(TermSetQuery::new(
            only.iter().map(|source| fields.source_term(source)),
        )));
    }
    must.extend(time_filter(fields, search.after, search.before));
    must.into_iter()
        .map(|query| Box::new(ConstScoreQuery::new(query, 0.0)) as Box<dyn Query>)
        .collect()
}

/// The person's words in a row: `anna kim` does not find `Anna Berg, Joe Kim`.
fn person_filter(fields: &Fields, person: &str) -> Box<dyn Query> {
    let mut terms: Vec<Term> = analysis::words(person)
        .iter()
        .map(|word| Term::from_field_text(fields.people, &word.lower))
        .collect();
    if terms.len() > 1 {
        return Box::new(PhraseQuery::new(terms));
    }
    // A filter without a word in it lets nothing through.
    terms.pop().map_or_else(
        || Box::new(BooleanQuery::new(Vec::new())) as Box<dyn Query>,
        one,
    )
}

/// From the start of `after` to the start of `before`.
fn time_filter(
    fields: &Fields,
    after: Option<NaiveDate>,
    before: Option<NaiveDate>,
) -> Option<Box<dyn Query>> {
    if after.is_none() && before.is_none() {
        return None;
    }
    let term = |date: NaiveDate| {
        Term::from_field_i64(
            fields.at,
            crate::schema::seconds(date.and_time(NaiveTime::MIN).and_utc()),
        )
    };
    let lower = after.map_or(Bound::Unbounded, |date| Bound::Included(term(date)));
    let upper = before.map_or(Bound::Unbounded, |date| Bound::Excluded(term(date)));
    Some(Box::new(RangeQuery::new(lower, upper)))
}

/// The scored query inside its filters. Without filters it stays a flat union, which tantivy can prune.
pub(crate) fn fenced(scored: Box<dyn Query>, filters: &[Box<dyn Query>]) -> Box<dyn Query> {
    if filters.is_empty() {
        return scored;
    }
    let mut clauses: Vec<(Occur, Box<dyn Query>)> = filters
        .iter()
        .map(|filter| (Occur::Must, filter.box_clone()))
        .collect();
    clauses.push((Occur::Must, scored));
    Box::new(BooleanQuery::new(clauses))
}
