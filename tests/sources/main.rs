//! Databases and files as sources: the same definition gives the same bytes
//! wherever the data is.

mod bed;
mod buckets;
mod changing;
mod conformance;
mod drift;
mod failures;
mod kept;
mod oddities;
mod packed;
#[path = "../support/proxy.rs"]
mod proxy;
#[path = "../support/python.rs"]
mod python;
mod reading;
mod sample_database;
mod scarce;
mod servers;
mod store;
mod wide;
