//! One file for each format that a text can leave in.

pub(crate) mod buyer;
pub(crate) mod fit;
pub(crate) mod html;
pub(crate) mod html_card;
pub(crate) mod html_items;
pub(crate) mod json;
pub(crate) mod markdown;
pub(crate) mod sheet;
pub(crate) mod terminal;
