//! What the user asked for, as plain serde data.

pub mod format;
