//! Exports, runs and settings through the engine, as the window uses it.

mod bed;
mod comparing;
mod connections;
mod damage;
mod definitions;
mod exports;
mod files;
mod list_speed;
#[path = "../support/patience.rs"]
mod patience;
mod runs;
mod settings;
