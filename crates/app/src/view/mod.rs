//! What the UI sees: the only types with TypeScript derives. Domain types never cross.

pub mod accounts;
pub mod briefings;
pub mod imports;
pub mod library;
pub mod search;
pub mod workspace;

pub use accounts::*;
pub use briefings::*;
pub use imports::*;
pub use library::*;
pub use search::*;
pub use workspace::*;
