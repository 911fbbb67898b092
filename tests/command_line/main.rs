//! The command as scripts meet it: exit codes, reports, messages.

mod agent;
mod command;
mod compared;
mod definitions;
mod deltas;
mod failures;
#[path = "../support/gnupg.rs"]
mod gnupg;
mod killed;
mod large_filters;
mod masking;
mod partners;
#[path = "../support/ports.rs"]
mod ports;
#[path = "../support/python.rs"]
mod python;
mod replaced;
mod reports;
mod schedules;
mod sealing;
mod sets;
mod sqlite_numbers;
mod targets;
mod totals;
mod verified;
mod wide_rows;
mod zones;
