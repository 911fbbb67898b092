//! The engine of Export Desk: from an export definition to one verified file.
//!
//! In the order in which an export flows: [`spec`] is what the user asked for,
//! [`catalog`] the data models that it may name, and [`zone`] its calendar.

pub mod catalog;
pub mod clock;
pub mod spec;
pub mod suggest;
pub mod zone;
