//! The engine of Export Desk: from an export definition to one verified file.
//!
//! In the order in which an export flows: [`spec`] is what the user asked for,
//! [`catalog`] the data models that it may name, [`plan`] the checked plan,
//! [`source`] where rows come from, [`mod@format`] how they become text,
//! [`archive`] how text becomes one file, [`run`] all of that in order.
//! [`offline`] is a source's copy on this computer.
//!
//! Around it: [`engine`] is the front door for programs that keep exports, with
//! [`store`] as their history, [`compare`] for two of their files and [`notify`]
//! for people, in the words of [`text`]; [`delivery`] brings files to where they are
//! awaited; [`demo`] makes the sample brand; [`update`] finds newer versions of the app.
//!
//! What can do without the history is a crate of its own below this one, and has its
//! path here: programs that use the engine know only this crate.
#![cfg_attr(not(test), warn(clippy::print_stdout, clippy::unwrap_used))]

pub mod compare;
pub mod engine;
pub mod error;
pub mod link;
pub mod logging;
pub mod mask_key;
pub mod notify;
pub mod offline;
pub mod receiver;
pub mod run;
pub mod sealing;
pub mod store;
pub mod text;
pub mod update;

pub use export_desk_base::{clock, did_you_mean, secret, zone};
pub use export_desk_definition::{catalog, plan, schedule, spec};
pub use export_desk_delivery as delivery;
pub use export_desk_demo as demo;
pub use export_desk_output::{archive, format};
pub use export_desk_source as source;

use export_desk_base::{hash, humanize, lock_file, private_file};
