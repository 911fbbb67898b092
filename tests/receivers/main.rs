//! Receivers: files that their own loaders read exactly by our commands, the checks
//! of every row, and profiles.

mod checks;
#[path = "../command_line/command.rs"]
#[expect(dead_code, reason = "other tests use the rest")]
mod command;
mod loaders;
#[path = "../support/patience.rs"]
#[expect(dead_code, reason = "other tests use the rest")]
mod patience;
#[path = "../support/ports.rs"]
mod ports;
mod profiles;
#[path = "../support/python.rs"]
mod python;
#[path = "../sources/servers.rs"]
#[expect(dead_code, reason = "other tests use the rest")]
mod servers;
