//! Stub.
use crate::{
    caller::Caller,
    error::{AppError, Result},
    open::App,
    view::*,
};
use std::sync::Arc;
pub async fn release_draft(_app: &Arc<App>, _caller: &Caller, _order: ReleaseDraft) -> Result<ReleasedView> {
    Err(AppError::invalid("stub"))
}
pub async fn preview_draft(_app: &Arc<App>, _caller: &Caller, _order: PreviewDraft) -> Result<WrittenView> {
    Err(AppError::invalid("stub"))
}
pub async fn name_draft_file(_app: &Arc<App>, _caller: &Caller, _order: NameDraftFile) -> Result<FileNameView> {
    Err(AppError::invalid("stub"))
}
