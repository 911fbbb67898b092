//! Schedules: their instants against other libraries, and their runs under
//! clocks that sleep and jump.

mod bed;
mod calendar;
mod deltas;
#[path = "../support/hand_clock.rs"]
mod hand_clock;
mod heartbeat;
mod oracle;
#[path = "../support/patience.rs"]
mod patience;
#[path = "../support/python.rs"]
mod python;
mod running;
mod together;
