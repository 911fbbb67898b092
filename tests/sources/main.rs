//! Databases and files as sources: the same definition gives the same bytes
//! wherever the data is.

mod bed;
mod conformance;
mod failures;
mod kept;
mod oddities;
#[path = "../support/python.rs"]
mod python;
mod servers;
