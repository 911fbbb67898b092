//! Exports, runs and settings through the engine, as the window uses it.

mod bed;
mod changes;
mod comparing;
mod connections;
mod damage;
mod definitions;
mod deltas;
mod exports;
mod files;
#[path = "../support/gnupg.rs"]
mod gnupg;
#[path = "../support/hand_clock.rs"]
mod hand_clock;
mod list_speed;
mod masking;
mod older;
#[path = "../support/patience.rs"]
mod patience;
mod profiles;
mod runs;
mod sealing;
mod sets;
mod settings;
