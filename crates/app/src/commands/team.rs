//! Stub.
use std::sync::Arc;
use crate::{caller::Caller, error::{AppError, Result}, open::App, view::*};
pub async fn get_terms(_app: &Arc<App>, _caller: &Caller, _order: OfAccount) -> Result<TermsView> { Err(AppError::invalid("stub")) }
pub async fn record_terms(_app: &Arc<App>, _caller: &Caller, _order: RecordTerms) -> Result<TermsView> { Err(AppError::invalid("stub")) }
pub async fn get_team(_app: &Arc<App>, _caller: &Caller, _order: Nothing) -> Result<TeamView> { Err(AppError::invalid("stub")) }
pub async fn keep_person(_app: &Arc<App>, _caller: &Caller, _order: KeepPerson) -> Result<TeamView> { Err(AppError::invalid("stub")) }
pub async fn make_key(_app: &Arc<App>, _caller: &Caller, _order: MakeKey) -> Result<TeamView> { Err(AppError::invalid("stub")) }
pub async fn unlock_key(_app: &Arc<App>, _caller: &Caller, _order: UnlockKey) -> Result<TeamView> { Err(AppError::invalid("stub")) }
pub async fn confirm_key(_app: &Arc<App>, _caller: &Caller, _order: CertifyPerson) -> Result<TeamView> { Err(AppError::invalid("stub")) }
pub async fn revoke_key(_app: &Arc<App>, _caller: &Caller, _order: CertifyPerson) -> Result<TeamView> { Err(AppError::invalid("stub")) }
