//! What every part of the engine stands on: the clock and time zones, the keychain,
//! words for people, hashes, private files and locks. It knows nothing of exports.
#![cfg_attr(not(test), warn(clippy::print_stdout, clippy::unwrap_used))]

pub mod clock;
pub mod did_you_mean;
pub mod hash;
pub mod humanize;
pub mod lock_file;
pub mod private_file;
pub mod secret;
pub mod zone;
