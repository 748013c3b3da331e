//! What the stories of the suite share.

pub mod databases;
pub mod forgeries;
pub mod states;
mod world;
