//! How values lie in the database: JSON bodies with a version field, times as microseconds.

use std::borrow::Cow;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::StoreError;

/// Of every body written now. A newer form gets a new number and a reader for the old one.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Writing<'a, T> {
    version: u32,
    value: &'a T,
}

#[derive(Deserialize)]
struct Kept<T> {
    version: u32,
    value: T,
}

pub(crate) fn to_body<T: Serialize>(value: &T) -> Result<String, StoreError> {
    Ok(serde_json::to_string(&Writing { version: VERSION, value })?)
}

pub(crate) fn from_body<'de, T: Deserialize<'de>>(body: &'de str) -> Result<T, StoreError> {
    let kept: Kept<T> = serde_json::from_str(body)?;
    if kept.version > VERSION {
        return Err(StoreError::Newer { found: format!("body version {}", kept.version) });
    }
    Ok(kept.value)
}

pub(crate) fn from_bodies<T: DeserializeOwned>(rows: &[(String,)]) -> Result<Vec<T>, StoreError> {
    rows.iter().map(|(body,)| from_body(body)).collect()
}

/// Text for a plain column. PostgreSQL has no NUL in text; the body keeps it, escaped.
pub(crate) fn plain(text: &str) -> Cow<'_, str> {
    if text.contains('\0') { Cow::Owned(text.replace('\0', "")) } else { Cow::Borrowed(text) }
}

pub(crate) fn micros(at: DateTime<Utc>) -> i64 {
    at.timestamp_micros()
}

pub(crate) fn time(micros: i64) -> Result<DateTime<Utc>, StoreError> {
    DateTime::from_timestamp_micros(micros).ok_or_else(|| StoreError::BadBody { what: format!("time {micros}") })
}

/// Columns that hold small counts as BIGINT.
pub(crate) fn small(number: i64) -> Result<u32, StoreError> {
    u32::try_from(number).map_err(|_| StoreError::BadBody { what: format!("number {number}") })
}
