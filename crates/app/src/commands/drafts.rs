//! Stub.
use std::sync::Arc;
use crate::{caller::Caller, error::{AppError, Result}, open::App, view::*};
pub async fn list_drafts(_app: &Arc<App>, _caller: &Caller, _order: ListDrafts) -> Result<DraftsView> { Err(AppError::invalid("stub")) }
pub async fn start_draft(_app: &Arc<App>, _caller: &Caller, _order: StartDraft) -> Result<DraftView> { Err(AppError::invalid("stub")) }
pub async fn start_stage_change(_app: &Arc<App>, _caller: &Caller, _order: StartStageChange) -> Result<DraftView> { Err(AppError::invalid("stub")) }
pub async fn get_draft(_app: &Arc<App>, _caller: &Caller, _order: OfDraft) -> Result<DraftView> { Err(AppError::invalid("stub")) }
pub async fn save_draft(_app: &Arc<App>, _caller: &Caller, _order: SaveDraft) -> Result<DraftView> { Err(AppError::invalid("stub")) }
pub async fn compare_revisions(_app: &Arc<App>, _caller: &Caller, _order: CompareRevisions) -> Result<DiffView> { Err(AppError::invalid("stub")) }
