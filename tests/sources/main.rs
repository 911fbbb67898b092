//! Databases and files as sources: the same definition gives the same bytes
//! wherever the data is.

mod bed;
mod buckets;
mod cache;
mod changing;
mod conformance;
mod copies;
mod drift;
mod failures;
mod logins;
mod oddities;
mod packed;
mod pooler;
#[path = "../support/proxy.rs"]
mod proxy;
#[path = "../support/python.rs"]
mod python;
mod reading;
mod sample_database;
mod scarce;
mod servers;
mod silent;
mod store;
mod ties;
mod wide;
