//! The desktop shell: the only Rust that may name Tauri.

/// Opens the window and runs until it is closed.
///
/// # Panics
/// When no window can be opened, with the reason.
pub fn run() {
    tauri::Builder::default().run(tauri::generate_context!()).expect("the window can't be opened");
}
