//! The engine.

pub mod demo;
