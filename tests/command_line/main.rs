//! The command as scripts meet it: exit codes, reports, messages.

mod agent;
mod command;
mod definitions;
mod failures;
mod killed;
mod large_filters;
#[path = "../support/python.rs"]
mod python;
mod reports;
mod schedules;
mod sqlite_numbers;
mod targets;
mod totals;
mod wide_rows;
mod zones;
