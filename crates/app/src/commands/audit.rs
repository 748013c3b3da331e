//! Stub.
use crate::{
    caller::Caller,
    error::{AppError, Result},
    open::App,
    view::*,
};
use std::sync::Arc;
pub async fn list_audit(_app: &Arc<App>, _caller: &Caller, _order: ListAudit) -> Result<AuditView> {
    Err(AppError::invalid("stub"))
}
pub async fn get_audit_entry(_app: &Arc<App>, _caller: &Caller, _order: OfEntry) -> Result<AuditEntryView> {
    Err(AppError::invalid("stub"))
}
pub async fn verify_audit(_app: &Arc<App>, _caller: &Caller, _order: Nothing) -> Result<VerifiedView> {
    Err(AppError::invalid("stub"))
}
pub async fn export_audit(_app: &Arc<App>, _caller: &Caller, _order: ExportAudit) -> Result<WrittenView> {
    Err(AppError::invalid("stub"))
}
