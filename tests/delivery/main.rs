//! Deliveries to real servers, with everything that goes wrong on the way.

mod answers;
mod bed;
mod beside;
mod buckets;
mod clouds;
mod engine;
mod far;
mod foreign;
mod hashes;
mod kept;
mod matrix;
#[path = "../support/ports.rs"]
mod ports;
#[path = "../support/proxy.rs"]
mod proxy;
#[path = "../support/python.rs"]
mod python;
mod servers;
mod trust;
