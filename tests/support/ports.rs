//! Ports for servers that can't choose their own.

use std::net::{Ipv4Addr, TcpListener};
use std::sync::atomic::{AtomicU16, Ordering};

/// Below those that a system gives to outgoing connections, which might take one
/// between this look and the server's start.
const PORTS: std::ops::Range<u16> = 10_000..32_000;

/// The first of so many ports in a row that are free on all of these addresses. No
/// port is given twice in a process, and processes begin at different ones.
pub(crate) fn free_ports(count: u16, hosts: &[Ipv4Addr]) -> u16 {
    static TAKEN: AtomicU16 = AtomicU16::new(0);
    let all = u32::from(PORTS.end - PORTS.start);
    let begin = (std::process::id() % all) * 997 % all;
    loop {
        let taken = u32::from(TAKEN.fetch_add(count, Ordering::Relaxed));
        assert!(taken < all, "no {count} free ports in a row");
        let first = PORTS.start + u16::try_from((begin + taken) % all).unwrap();
        let is_free = |port| hosts.iter().all(|host| TcpListener::bind((*host, port)).is_ok());
        if first + count <= PORTS.end && (first..first + count).all(is_free) {
            return first;
        }
    }
}
