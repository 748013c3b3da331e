//! The window's program: see `lib.rs` for what it is made of.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

fn main() -> anyhow::Result<()> {
    countersign_window::run()
}
