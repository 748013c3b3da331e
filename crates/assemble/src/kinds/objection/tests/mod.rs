//! Splitting, states and honest silence, on made-up passages.

mod splitting;
