//! Work that runs beside the commands. Each job has a `run_one` for tests and for the command line.

pub(crate) mod index_ahead;
pub(crate) mod index_changes;
