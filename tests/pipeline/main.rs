//! From a definition to a published file, checked by programs that share
//! nothing with the engine.

mod aggregation;
mod bed;
mod behaviour;
mod every_field;
mod layouts;
mod memory;
mod operators;
mod partners;
#[path = "../support/python.rs"]
mod python;
