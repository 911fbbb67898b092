//! From a definition to a published file, checked by programs that share
//! nothing with the engine.

mod aggregation;
mod bed;
mod behaviour;
mod every_field;
#[path = "../support/gnupg.rs"]
mod gnupg;
mod layouts;
mod masking;
mod memory;
mod operators;
mod partners;
mod parts;
#[path = "../support/python.rs"]
mod python;
mod sealing;
mod sets;
