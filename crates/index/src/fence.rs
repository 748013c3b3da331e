//! The account fence and the other filters: clauses that every hit must satisfy, inside the query itself.

use std::ops::Bound;

use chrono::{NaiveDate, NaiveTime};
use domain::AccountId;
use tantivy::{
    Term,
    query::{BooleanQuery, ConstScoreQuery, Occur, PhraseQuery, Query, RangeQuery, TermQuery, TermSetQuery},
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
            must.push(Box::new(TermSetQuery::new([fields.account_term(account), fields.library_term()])));
        }
    }
    if !search.kinds.is_empty() {
        let kinds = search.kinds.iter().map(|kind| Term::from_field_text(fields.kind, kind));
        let named = TermSetQuery::new(kinds.chain(search.of_kind.iter().map(|source| fields.source_term(source))));
        must.push(Box::new(named));
    }
    if let Some(person) = &search.from {
        must.push(person_filter(fields, person));
    }
    if let Some(only) = &search.only {
        must.push(Box::new(TermSetQuery::new(only.iter().map(|source| fields.source_term(source)))));
    }
    must.extend(time_filter(fields, search.after, search.before));
    must.into_iter().map(|query| Box::new(ConstScoreQuery::new(query, 0.0)) as Box<dyn Query>).collect()
}

/// Every word of a text in a passage of the library; a text without any word is in none.
pub(crate) fn holding(fields: &Fields, text: &str) -> BooleanQuery {
    let words = analysis::words(text);
    if words.is_empty() {
        return BooleanQuery::new(Vec::new());
    }
    let said = words.iter().map(|word| one(Term::from_field_text(fields.text, &word.stem)));
    BooleanQuery::intersection(said.chain([one(fields.library_term())]).collect())
}

/// The person's words in a row: `anna kim` does not find `Anna Berg, Joe Kim`.
fn person_filter(fields: &Fields, person: &str) -> Box<dyn Query> {
    let mut terms: Vec<Term> =
        analysis::words(person).iter().map(|word| Term::from_field_text(fields.people, &word.lower)).collect();
    if terms.len() > 1 {
        return Box::new(PhraseQuery::new(terms));
    }
    // A filter without a word in it lets nothing through.
    terms.pop().map_or_else(|| Box::new(BooleanQuery::new(Vec::new())) as Box<dyn Query>, one)
}

/// From the start of `after` to the start of `before`.
fn time_filter(fields: &Fields, after: Option<NaiveDate>, before: Option<NaiveDate>) -> Option<Box<dyn Query>> {
    if after.is_none() && before.is_none() {
        return None;
    }
    let term = |date: NaiveDate| {
        Term::from_field_i64(fields.at, crate::schema::seconds(date.and_time(NaiveTime::MIN).and_utc()))
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
    let mut clauses: Vec<(Occur, Box<dyn Query>)> =
        filters.iter().map(|filter| (Occur::Must, filter.box_clone())).collect();
    clauses.push((Occur::Must, scored));
    Box::new(BooleanQuery::new(clauses))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use chrono::TimeZone;
    use domain::AccountId;

    use super::*;
    use crate::{
        Index, Synonyms,
        fixtures::{account, document, find, index, mail, numbers},
    };

    /// A fixed sequence that looks random.
    fn steps() -> impl FnMut(usize) -> usize {
        let mut state = 0x2545_F491_4F6C_DD1D_u64;
        move |below| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state % below as u64) as usize
        }
    }

    const WORDS: [&str; 8] = ["price", "security", "the", "review", "sso", "contract", "backup", "anna"];

    #[test]
    fn whatever_is_asked_an_account_never_sees_another_accounts_passages() {
        let mut next = steps();
        let mut owners: Vec<Option<u128>> = Vec::new();
        let sources = (0..120_u128).map(|number| {
            let text: Vec<&str> = (0..6).map(|_| WORDS[next(WORDS.len())]).collect();
            let owner = [Some(1), Some(2), Some(3), None][next(4)];
            owners.push(owner);
            let mut made = if owner.is_none() && number % 2 == 0 {
                document(number, "the library", &[&text.join(" ")])
            } else {
                mail(number, owner, "the mail", &[&text.join(" ")])
            };
            made.people = vec!["Anna Kim".to_owned()];
            made.passages[0].quoted = next(4) == 0;
            made
        });
        let (_folder, index) = index(sources.collect());
        let synonyms = Synonyms::parse("price, contract\nsso, security review").unwrap();
        for _ in 0..300 {
            let text: Vec<&str> = (0..1 + next(4)).map(|_| WORDS[next(WORDS.len())]).collect();
            let text = if next(5) == 0 { format!("\"{}\"", text.join(" ")) } else { text.join(" ") };
            let mine = 1 + next(3) as u128;
            let library = next(2) == 0;
            let fence = if library { Fence::AccountAndLibrary(account(mine)) } else { Fence::Account(account(mine)) };
            let found = index
                .search(&Search { limit: 200, typing: next(2) == 0, ..Search::new(&text, fence, &synonyms) })
                .unwrap();
            for number in numbers(&found) {
                let owner = owners[number as usize];
                let allowed = owner == Some(mine) || (library && owner.is_none() && number % 2 == 0);
                assert!(allowed, "“{text}” for account {mine} found passage {number} of {owner:?}");
            }
        }
    }

    #[test]
    fn a_passage_whose_source_names_another_account_is_shown_to_neither() {
        let mut torn = mail(1, Some(1), "renewal", &["price"]);
        torn.passages[0].account = Some(account(2));
        let (_folder, index) = index(vec![torn]);
        assert!(find(&index, "price", Fence::Account(account(1))).hits.is_empty());
        assert!(find(&index, "price", Fence::AccountAndLibrary(account(2))).hits.is_empty());
        assert_eq!(numbers(&find(&index, "price", Fence::All)), [1]);
    }

    #[test]
    fn the_library_holds_documents_and_not_entries_without_an_account() {
        let (_folder, index) = index(vec![document(1, "a", &["price"]), mail(2, None, "b", &["price"])]);
        assert_eq!(numbers(&find(&index, "price", Fence::Library)), [1]);
        let nobody = AccountId(uuid::Uuid::nil());
        assert_eq!(numbers(&find(&index, "price", Fence::AccountAndLibrary(nobody))), [1]);
        assert!(find(&index, "price", Fence::Account(nobody)).hits.is_empty());
    }

    #[test]
    fn passages_of_the_library_are_counted_by_the_words_they_say_in_any_form() {
        let texts = ["We encrypt data.", "Data is encrypted at rest.", "Backups of data", "Nothing"];
        let (_folder, index) = index(vec![document(1, "a", &texts), mail(2, Some(1), "b", &["encryption of data"])]);
        let counts = ["encrypt", "encrypts data", "backup", "data", "at rest", "mail", "", "…"];
        let counts: Vec<usize> = counts.iter().map(|text| index.holding(text).unwrap()).collect();
        assert_eq!(counts, [2, 2, 1, 3, 1, 0, 0, 0]);
    }

    fn with(index: &Index, change: impl FnOnce(&mut Search<'_>)) -> BTreeSet<u128> {
        let synonyms = Synonyms::default();
        let mut search = Search::new("price", Fence::All, &synonyms);
        change(&mut search);
        numbers(&index.search(&search).unwrap()).into_iter().collect()
    }

    #[test]
    fn filters_narrow_by_kind_person_date_and_source() {
        let mut first = mail(1, Some(1), "a", &["price"]);
        first.people = vec!["Anna Kim".to_owned(), "anna.kim@northwind.example".to_owned()];
        first.at = chrono::Utc.with_ymd_and_hms(2026, 10, 1, 23, 59, 0).unwrap();
        let mut second = document(2, "b", &["price"]);
        second.people = vec!["Anna Berg".to_owned(), "Joe Kim".to_owned()];
        second.at = chrono::Utc.with_ymd_and_hms(2026, 10, 2, 0, 0, 0).unwrap();
        let only = vec![second.source];
        let (_folder, index) = index(vec![first, second]);
        let day = NaiveDate::from_ymd_opt(2026, 10, 2);
        assert_eq!(with(&index, |s| s.kinds = vec!["mail".to_owned()]), [1].into());
        let pdf = || vec!["pdf".to_owned()];
        assert_eq!(with(&index, |s| s.kinds = pdf()), BTreeSet::new());
        let second = only.clone();
        assert_eq!(with(&index, |s| (s.kinds, s.of_kind) = (pdf(), second)), [2].into());
        assert_eq!(with(&index, |s| s.from = Some("anna kim".to_owned())), [1].into());
        assert_eq!(with(&index, |s| s.from = Some("Kim".to_owned())), [1, 2].into());
        assert_eq!(with(&index, |s| s.from = Some("—".to_owned())), BTreeSet::new());
        assert_eq!(with(&index, |s| s.before = day), [1].into());
        assert_eq!(with(&index, |s| s.after = day), [2].into());
        assert_eq!(with(&index, |s| s.only = Some(only)), [2].into());
        assert_eq!(with(&index, |s| s.only = Some(Vec::new())), BTreeSet::new());
    }
}
