//! Batches to file bytes to archives, read back by other programs.

mod archives;
mod columns;
#[path = "../support/fuzz.rs"]
mod fuzz;
mod golden;
mod layouts;
#[path = "../support/python.rs"]
mod python;
mod round_trip;
#[path = "../support/small_disk.rs"]
mod small_disk;
mod table;
mod zones;
