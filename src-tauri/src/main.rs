//! Starts Export Desk.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

fn main() {
    export_desk_shell::run();
}
