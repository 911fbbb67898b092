//! Batches to file bytes to archives, read back by other programs.

mod archives;
#[path = "../support/fuzz.rs"]
mod fuzz;
mod golden;
mod layouts;
#[path = "../support/python.rs"]
mod python;
mod round_trip;
mod table;
mod zones;
