//! The suite: one test binary, a module for each story.

mod schema;
mod store;
