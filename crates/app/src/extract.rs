//! Parsing of untrusted bytes, many files at a time. Today on threads with deep stacks; the call is already the one
//! that a pool of sandboxed processes will answer, because a parse is a pure function of a name and bytes.

use std::sync::OnceLock;

use ingest::{IngestError, Limits, Mapping, Parsed, Questionnaire};
use rayon::{ThreadPool, ThreadPoolBuilder, prelude::*};

/// Deep enough for nested documents that a small stack would not survive.
const STACK: usize = 64 * 1024 * 1024;

/// A file's name and bytes.
pub(crate) struct Raw {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
}

/// Parses each file on its own; one that fails never stops the rest.
pub(crate) fn parse_all(files: &[Raw]) -> Vec<Result<Parsed, IngestError>> {
    let limits = Limits::standard();
    let parse = |raw: &Raw| ingest::parse(&raw.name, &raw.bytes, &limits);
    match pool() {
        Some(pool) => pool.install(|| files.par_iter().map(parse).collect()),
        None => files.iter().map(parse).collect(),
    }
}

/// Reads a buyer's questionnaire.
pub(crate) fn parse_questionnaire(raw: &Raw, mapping: Option<&Mapping>) -> Result<Questionnaire, IngestError> {
    let limits = Limits::standard();
    let read = || ingest::read_questionnaire(&raw.name, &raw.bytes, &limits, mapping);
    match pool() {
        Some(pool) => pool.install(read),
        None => read(),
    }
}

fn pool() -> Option<&'static ThreadPool> {
    static POOL: OnceLock<Option<ThreadPool>> = OnceLock::new();
    POOL.get_or_init(|| ThreadPoolBuilder::new().stack_size(STACK).thread_name(|n| format!("parse-{n}")).build().ok())
        .as_ref()
}
