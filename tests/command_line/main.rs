//! The command as scripts meet it: exit codes, reports, messages.

mod agent;
mod command;
mod definitions;
mod failures;
mod killed;
mod reports;
mod schedules;
mod targets;
