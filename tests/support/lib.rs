//! What the stories of the suite share.

pub mod databases;
