//! Deliveries to real servers, with everything that goes wrong on the way.

mod bed;
mod buckets;
mod clouds;
mod engine;
mod foreign;
mod hashes;
mod matrix;
#[path = "../support/proxy.rs"]
mod proxy;
#[path = "../support/python.rs"]
mod python;
mod servers;
mod trust;
