//! What the stories of the suite share.

pub mod databases;
pub mod forgeries;
pub mod killed;
pub mod states;
mod world;
