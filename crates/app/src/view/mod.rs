//! What the UI sees: the only types with TypeScript derives. Domain types never cross.

pub mod accounts;
pub mod audit;
pub mod briefings;
pub mod drafts;
pub mod imports;
pub mod library;
pub mod objections;
pub mod questionnaires;
pub mod search;
pub mod team;
pub mod workspace;

pub use accounts::*;
pub use audit::*;
pub use briefings::*;
pub use drafts::*;
pub use imports::*;
pub use library::*;
pub use objections::*;
pub use questionnaires::*;
pub use search::*;
pub use team::*;
pub use workspace::*;
