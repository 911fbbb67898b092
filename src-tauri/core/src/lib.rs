//! The engine of Export Desk: from an export definition to one verified file.
//!
//! In the order in which an export flows: [`spec`] is what the user asked for,
//! [`catalog`] the data models that it may name, [`plan`] the checked plan,
//! [`source`] where rows come from, [`mod@format`] how they become text,
//! [`archive`] how text becomes one file. [`demo`] makes the sample brand.

pub mod archive;
pub mod catalog;
pub mod clock;
pub mod demo;
pub mod error;
pub mod format;
pub mod plan;
pub mod run;
pub mod source;
pub mod spec;
pub mod suggest;
pub mod zone;
