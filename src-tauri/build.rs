//! Checks the window's configuration and embeds the built screens.

fn main() {
    println!("cargo:rerun-if-changed=../ui/dist");
    tauri_build::build();
}
