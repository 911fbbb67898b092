//! Reads `tauri.conf.json` and prepares the window's resources.
fn main() {
    tauri_build::build();
}
