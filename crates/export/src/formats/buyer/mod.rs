//! What a reader outside gets: the released text and its release line, one file a form. Nothing is added to the text.

pub(crate) mod change;
pub(crate) mod docx;
pub(crate) mod eml;
pub(crate) mod html;
pub(crate) mod markdown;
pub(crate) mod pdf;
pub(crate) mod text;
