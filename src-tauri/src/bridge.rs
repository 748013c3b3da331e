//! The one Tauri command, and the forwarding of the core's events. Dialogs are here because only a window has them.

use std::sync::Arc;

use app::{AppError, Host};
use serde_json::{Value, json};
use tauri::{AppHandle, Emitter, State};
use tauri_plugin_dialog::DialogExt;

/// Runs one command of the contract.
#[tauri::command]
pub(crate) async fn call(
    window: AppHandle,
    host: State<'_, Arc<Host>>,
    name: String,
    payload: Value,
) -> Result<Value, AppError> {
    match name.as_str() {
        "pick_files" => Ok(pick(&window, payload.get("folder").and_then(Value::as_bool).unwrap_or(false)).await),
        "save_file" => Ok(save(&window, payload.get("name").and_then(Value::as_str).unwrap_or("briefing")).await),
        _ => {
            // A panic in one command costs that call and not the window.
            let host = Arc::clone(&host);
            match tauri::async_runtime::spawn(async move { host.call(&name, payload).await }).await {
                Ok(reply) => reply,
                Err(error) => Err(AppError::internal(&error)),
            }
        }
    }
}

async fn pick(window: &AppHandle, folder: bool) -> Value {
    let (sender, receiver) = tokio::sync::oneshot::channel();
    let answer = move |paths: Option<Vec<tauri_plugin_dialog::FilePath>>| drop(sender.send(paths.unwrap_or_default()));
    if folder {
        window.dialog().file().pick_folders(answer);
    } else {
        window.dialog().file().pick_files(answer);
    }
    let paths: Vec<String> = receiver.await.unwrap_or_default().iter().map(ToString::to_string).collect();
    json!({ "paths": paths })
}

async fn save(window: &AppHandle, name: &str) -> Value {
    let (sender, receiver) = tokio::sync::oneshot::channel();
    window.dialog().file().set_file_name(name).save_file(move |path| drop(sender.send(path)));
    let path = receiver.await.ok().flatten().map(|path| path.to_string());
    json!({ "path": path })
}

/// Hands every core event to the page.
pub(crate) fn forward_events(window: AppHandle, host: &Arc<Host>) {
    let mut events = host.listen();
    tauri::async_runtime::spawn(async move {
        loop {
            match events.recv().await {
                Ok(event) => {
                    if let Err(error) = window.emit("countersign", event) {
                        tracing::warn!(%error, "an event did not reach the page");
                    }
                }
                Err(tokio::sync::broadcast::error::RecvError::Lagged(_)) => {}
                Err(tokio::sync::broadcast::error::RecvError::Closed) => break,
            }
        }
    });
}
