//! Stub.
use std::sync::Arc;
use crate::{caller::Caller, error::{AppError, Result}, open::App, view::*};
pub async fn get_policy(_app: &Arc<App>, _caller: &Caller, _order: Nothing) -> Result<PolicyView> { Err(AppError::invalid("stub")) }
pub async fn check_policy(_app: &Arc<App>, _caller: &Caller, _order: PolicyText) -> Result<PolicyCheckView> { Err(AppError::invalid("stub")) }
pub async fn explain_action(_app: &Arc<App>, _caller: &Caller, _order: ExplainAction) -> Result<ExplainView> { Err(AppError::invalid("stub")) }
pub async fn simulate_policy(_app: &Arc<App>, _caller: &Caller, _order: PolicyText) -> Result<SimulationView> { Err(AppError::invalid("stub")) }
pub async fn adopt_policy(_app: &Arc<App>, _caller: &Caller, _order: AdoptPolicy) -> Result<PolicyView> { Err(AppError::invalid("stub")) }
