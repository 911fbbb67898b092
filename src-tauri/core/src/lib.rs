//! The engine.

pub mod archive;
pub mod format;
pub mod spec;
pub mod zone;
