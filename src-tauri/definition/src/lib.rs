//! What an export is: [`spec`] is what the user asked for, [`catalog`] the data models that
//! it may name, [`schedule`] when it runs, and [`plan`] all of that checked.
//!
//! Pure: no file but the definitions of data models, no network, no clock but the instant
//! that is handed in. How rows are read and written isn't known here.
#![cfg_attr(not(test), warn(clippy::print_stdout, clippy::unwrap_used))]

pub mod catalog;
pub mod mask_key;
pub mod pgp_key;
pub mod plan;
pub mod schedule;
pub mod spec;

// Modules of the other crates have the same paths in each of ours.
use export_desk_base::{did_you_mean, hash, secret, zone};
