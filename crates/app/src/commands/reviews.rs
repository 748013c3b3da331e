//! Stub.
use std::sync::Arc;
use crate::{caller::Caller, error::{AppError, Result}, open::App, view::*};
pub async fn list_reviews(_app: &Arc<App>, _caller: &Caller, _order: Nothing) -> Result<DraftsView> { Err(AppError::invalid("stub")) }
pub async fn submit_draft(_app: &Arc<App>, _caller: &Caller, _order: OnDraft) -> Result<DraftView> { Err(AppError::invalid("stub")) }
pub async fn comment_draft(_app: &Arc<App>, _caller: &Caller, _order: OnDraft) -> Result<DraftView> { Err(AppError::invalid("stub")) }
pub async fn give_up_draft(_app: &Arc<App>, _caller: &Caller, _order: OnDraft) -> Result<DraftView> { Err(AppError::invalid("stub")) }
pub async fn acknowledge_finding(_app: &Arc<App>, _caller: &Caller, _order: AcknowledgeFinding) -> Result<DraftView> { Err(AppError::invalid("stub")) }
pub async fn decide_draft(_app: &Arc<App>, _caller: &Caller, _order: DecideDraft) -> Result<DraftView> { Err(AppError::invalid("stub")) }
pub async fn sign_reminders(_app: &Arc<App>, _caller: &Caller, _order: SignReminders) -> Result<SignedReminders> { Err(AppError::invalid("stub")) }
pub async fn export_packet(_app: &Arc<App>, _caller: &Caller, _order: ExportPacket) -> Result<WrittenView> { Err(AppError::invalid("stub")) }
pub async fn accept_decision(_app: &Arc<App>, _caller: &Caller, _order: AcceptDecision) -> Result<DraftView> { Err(AppError::invalid("stub")) }
