//! Databases and files as sources: the same definition gives the same bytes
//! wherever the data is.

mod bed;
mod borders;
mod buckets;
mod cache;
mod changing;
mod clusters;
mod conformance;
mod copies;
mod drift;
mod failures;
#[path = "../support/hand_clock.rs"]
mod hand_clock;
mod logins;
mod oddities;
mod packed;
#[path = "../support/patience.rs"]
mod patience;
mod pooler;
#[path = "../support/ports.rs"]
mod ports;
#[path = "../support/proxy.rs"]
mod proxy;
mod pruning;
#[path = "../support/python.rs"]
mod python;
mod reading;
mod sample_database;
mod scarce;
mod servers;
mod sets;
mod silent;
mod store;
mod ties;
mod wide;
