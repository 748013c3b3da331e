//! `doctor`: is what is kept whole, and is the index up to it?

use app::{Result, commands::doctor};

use super::Door;
use crate::output;

pub(super) async fn run(door: &Door) -> Result<()> {
    let (app, caller) = door.open().await?;
    let view = doctor::examine(&app, &caller).await?;
    output::reply(door.json, &view, |view| {
        for check in &view.checks {
            output::line(&format!("{}  {}: {}", if check.good { "good" } else { "BAD " }, check.name, check.says));
        }
    })?;
    if view.checks.iter().all(|check| check.good) {
        return Ok(());
    }
    Err(app::AppError::new(
        app::ErrorCode::Conflict,
        "The workspace needs attention; see the lines marked BAD. Nothing was changed",
    ))
}
