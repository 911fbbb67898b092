//! How people are told: e-mail by real mail servers, good and bad, and
//! notifications by a real service on a bus of its own.
//!
//! Which certificates and which bus a process uses is its environment's; so the
//! tests run in processes of their own, which the ones here start.

mod bed;
mod delivered;
mod exim;
#[path = "../support/hand_clock.rs"]
mod hand_clock;
mod mail;
mod mail_server;
mod notifications;
mod outbox;
#[path = "../support/patience.rs"]
mod patience;
#[path = "../support/ports.rs"]
mod ports;
#[path = "../support/python.rs"]
mod python;

use std::process::Command;

use mail_server::{FOLDER, authority};

/// Runs the tests of a module as a program that `command` starts.
fn in_another_process(mut command: Command, module: &str) {
    let tests = std::env::current_exe().unwrap();
    let output =
        command.arg(tests).args(["--ignored", "--test-threads", "4", module]).output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{text}\n{errors}");
    assert!(text.contains(" passed; 0 failed; 0 ignored"), "no test ran: {text}\n{errors}");
}

fn trusting(module: &str) {
    trusting_after(Command::new("env"), module);
}

/// `command` begins what follows it.
fn trusting_after(mut command: Command, module: &str) {
    let folder = authority();
    command.arg(format!("SSL_CERT_FILE={}", folder.join("ca.pem").display()));
    command.arg(format!("{FOLDER}={}", folder.display()));
    in_another_process(command, module);
}

#[test]
fn mail_goes_to_servers_that_can_be_trusted() {
    trusting("mail::");
}

/// Computers may have names that no host can have.
#[test]
fn mail_goes_from_computers_of_any_name() {
    let named = "import os, socket, sys; socket.sethostname(sys.argv[1]); \
                 os.execvp(sys.argv[2], sys.argv[2:])";
    for name in ["kasse_01", "MÜLLER-PC", "desk-7"] {
        let mut command = Command::new("unshare");
        command.args(["--uts", "python3", "-c", named, name, "env"]);
        trusting_after(command, "exim::");
    }
}

#[test]
fn ends_of_runs_are_told_by_mail() {
    trusting("outbox::");
}

#[test]
fn deliveries_are_told_by_mail() {
    trusting("delivered::");
}

#[test]
fn ends_of_runs_are_told_by_notifications() {
    let mut command = Command::new("dbus-run-session");
    command.arg("--");
    in_another_process(command, "notifications::with_a_service");
}

#[test]
fn a_computer_without_a_notification_service() {
    let mut command = Command::new("env");
    command.arg("DBUS_SESSION_BUS_ADDRESS=unix:path=/nonexistent/bus");
    in_another_process(command, "notifications::without_a_service");
}
