//! Starts Export Desk.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]
#![cfg_attr(not(test), warn(clippy::print_stdout, clippy::unwrap_used))]

fn main() {
    export_desk_shell::run();
}
