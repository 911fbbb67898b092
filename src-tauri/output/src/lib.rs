//! How rows become one file: [`mod@format`] makes the file's bytes of record batches,
//! [`archive`] packs them, and [`receiver`] knows the programs that load such files.
//!
//! Where rows come from and where the file goes isn't known here.
#![cfg_attr(not(test), warn(clippy::print_stdout, clippy::unwrap_used))]

pub mod archive;
pub mod format;
pub mod receiver;

// Modules of the other crates have the same paths in each of ours.
use export_desk_base::{hash, humanize, secret, zone};
use export_desk_definition::{plan, spec};
