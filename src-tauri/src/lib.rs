//! The desktop door: one window, one command, no decision of its own.

mod bridge;

use std::sync::Arc;

use app::{CoreEvent, Host, Place, config::Config};
use tauri::{DragDropEvent, Manager, WebviewUrl, WebviewWindowBuilder, WindowEvent};

/// Opens the window and stays until it is closed.
///
/// # Errors
/// When the system has no display or no web view.
pub fn run() -> anyhow::Result<()> {
    let config = Config::from_environment();
    let _log = app::log::start(&config.home.join("logs"), true);
    let wanted = wanted_workspace();
    let start = wanted.as_deref().map(|place| Place::read(place, &config.here)).or_else(|| {
        // The workspace of last time, if it is still there.
        config.recent().first().map(|place| Place::read(place, &config.here)).filter(Place::exists)
    });
    let host = Arc::new(Host::new(config));
    tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .manage(Arc::clone(&host))
        .invoke_handler(tauri::generate_handler![bridge::call])
        .setup(move |app| {
            let opening = Arc::clone(&host);
            if let Some(place) = start {
                // Opened before the first paint asks for it; a failure leaves the first-run view, which says why.
                if let Err(error) = tauri::async_runtime::block_on(opening.open(&place, None)) {
                    tracing::warn!(%error, "the workspace was not opened");
                }
            }
            bridge::forward_events(app.handle().clone(), &host);
            let window = WebviewWindowBuilder::new(app, "main", WebviewUrl::App("index.html".into()))
                .title("Countersign")
                .inner_size(1280.0, 800.0)
                .min_inner_size(640.0, 480.0)
                .on_navigation(|url| matches!(url.scheme(), "tauri") || url.host_str() == Some("tauri.localhost"))
                .build()?;
            drop(window);
            Ok(())
        })
        .on_window_event(|window, event| {
            if let WindowEvent::DragDrop(DragDropEvent::Drop { paths, .. }) = event {
                let paths = paths.iter().map(|path| path.display().to_string()).collect();
                window.state::<Arc<Host>>().tell(CoreEvent::FilesDropped { paths });
            }
        })
        .run(tauri::generate_context!())?;
    Ok(())
}

/// `--workspace DIR`, as the command line takes it.
fn wanted_workspace() -> Option<String> {
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        if word == "--workspace" {
            return words.next();
        }
        if let Some(place) = word.strip_prefix("--workspace=") {
            return Some(place.to_owned());
        }
    }
    None
}
