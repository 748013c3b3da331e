//! Opening workspaces: one opener at a time, nothing newer, nothing that is not there, and no loss on the way.

use std::sync::Arc;

use app::{ErrorCode, Host, Place, config::Config};
use serde_json::json;

use crate::desk::Desk;

#[tokio::test]
async fn a_workspace_that_is_open_elsewhere_is_busy_until_it_is_closed() {
    let desk = Desk::empty().await;
    let other = Host::new(Config::below(desk.home.path()));
    let refused = other.open(&desk.place, None).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::Busy);
    let place = desk.place.clone();
    let (_home, _folder) = desk.close().await;
    other.open(&place, None).await.unwrap();
}

#[tokio::test]
async fn a_workspace_of_a_newer_version_is_left_alone() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("newer");
    std::fs::create_dir_all(&folder).unwrap();
    let newer = include_bytes!("../fixtures/newer.db");
    std::fs::write(folder.join("countersign.db"), newer).unwrap();
    let host = Host::new(Config::below(home.path()));
    let refused = host.open(&Place::Folder(folder.clone()), None).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::AppTooOld);
    assert_eq!(std::fs::read(folder.join("countersign.db")).unwrap(), newer, "not a byte was changed");
}

#[tokio::test]
async fn a_folder_without_a_workspace_is_not_found_and_nothing_is_made_there() {
    let home = tempfile::tempdir().unwrap();
    let host = Host::new(Config::below(home.path()));
    let folder = home.path().join("nothing");
    let refused = host.open(&Place::Folder(folder.clone()), None).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::NotFound);
    assert!(!folder.exists());
}

#[tokio::test]
async fn a_second_workspace_is_not_made_over_the_first() {
    let desk = Desk::empty().await;
    let place = desk.folder().display().to_string();
    let (home, _) = desk.close().await;
    let host = Host::new(Config::below(home.path()));
    let order = json!({ "path": place, "name": "Again", "person": "Test Person", "email": null, "ourDomains": [] });
    let refused = host.call("create_workspace", order).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::Conflict);
}

#[tokio::test]
async fn the_sample_opens_from_the_first_view_and_again_after_leaving() {
    let home = tempfile::tempdir().unwrap();
    let host = Arc::new(Host::new(Config::below(home.path())));
    let closed = host.call("get_workspace", json!({})).await.unwrap();
    assert_eq!(closed["open"], false);
    let open = host.call("open_sample", json!({})).await.unwrap();
    assert_eq!((&open["open"], &open["sample"]), (&json!(true), &json!(true)));
    host.call("close_workspace", json!({})).await.unwrap();
    let again = host.call("open_sample", json!({})).await.unwrap();
    assert_eq!(again["counts"], open["counts"]);
}
