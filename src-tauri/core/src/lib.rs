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
//! for people, in the words of [`text`]; [`delivery`] brings files to where they are awaited; [`demo`]
//! makes the sample brand; [`update`] finds newer versions of the app.
#![cfg_attr(not(test), warn(clippy::print_stdout, clippy::unwrap_used))]

pub mod archive;
pub mod catalog;
pub mod clock;
pub mod compare;
pub mod delivery;
pub mod demo;
pub mod did_you_mean;
pub mod engine;
pub mod error;
pub mod format;
mod humanize;
pub mod link;
mod lock_file;
pub mod logging;
pub mod mask_key;
pub mod notify;
pub mod offline;
pub mod plan;
pub mod receiver;
pub mod run;
mod s3;
pub mod schedule;
pub mod sealing;
pub mod secret;
pub mod source;
pub mod spec;
pub mod store;
pub mod text;
pub mod update;
pub mod zone;
