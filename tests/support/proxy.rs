//! A TCP proxy that breaks connections on purpose.

use std::net::{IpAddr, SocketAddr};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

/// What goes wrong with what the client sends, or with what it is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(dead_code, reason = "each area of tests needs some of them")]
pub(crate) enum Fault {
    /// The connection ends after so many bytes.
    Cut(u64),
    /// Nothing passes after so many bytes.
    Stall(u64),
    /// Everything is taken, and nothing is passed on after so many bytes.
    Swallow(u64),
    /// The byte at this place is another one.
    Corrupt(u64),
    /// The connection ends after the server has sent so many bytes.
    CutAnswer(u64),
    /// Of the connections since the faults were set, the one of this number, from 0,
    /// ends after so many bytes.
    CutOf(u64, u64),
}

#[derive(Default)]
struct State {
    /// The faults that are still to come, one a connection.
    faults: Mutex<Vec<Fault>>,
    /// How often faults were set. They are for connections that are made after
    /// that: an earlier one may still say goodbye.
    round: AtomicU64,
    connections: AtomicU64,
    /// Milliseconds that each answer takes longer.
    delay: AtomicU64,
    sent: AtomicU64,
    answered: AtomicU64,
    /// Ends what hangs.
    over: Mutex<CancellationToken>,
}

impl State {
    /// Whether nothing was set since a connection was made.
    fn is_now(&self, round: u64) -> bool {
        self.round.load(Ordering::Relaxed) == round
    }

    /// How many of so many bytes of an answer get through.
    fn cut_answer(&self, round: u64, passed: u64, read: usize) -> usize {
        let mut faults = self.faults.lock().unwrap();
        match faults.first().copied().filter(|_| self.is_now(round)) {
            Some(Fault::CutAnswer(at)) if passed + read as u64 > at => {
                faults.remove(0);
                left(at, passed)
            }
            Some(_) | None => read,
        }
    }
}

/// Passes connections to a server on the same ports of another address.
pub(crate) struct Proxy {
    state: Arc<State>,
    tasks: Vec<JoinHandle<()>>,
}

impl Proxy {
    /// Listens on `ip` for each port of the server at 127.0.0.1.
    pub(crate) async fn start(ip: IpAddr, ports: impl IntoIterator<Item = u16>) -> Self {
        let state = Arc::new(State::default());
        let mut tasks = Vec::new();
        for port in ports {
            let listener = TcpListener::bind(SocketAddr::new(ip, port)).await.unwrap();
            let (state, server) = (Arc::clone(&state), SocketAddr::from(([127, 0, 0, 1], port)));
            tasks.push(tokio::spawn(async move {
                while let Ok((client, _)) = listener.accept().await {
                    tokio::spawn(pass(client, server, Arc::clone(&state)));
                }
            }));
        }
        Self { state, tasks }
    }

    /// The next connections that get so far have these faults.
    pub(crate) fn break_by(&self, faults: &[Fault]) {
        let mut coming = self.state.faults.lock().unwrap();
        *coming = faults.to_vec();
        self.state.round.fetch_add(1, Ordering::Relaxed);
        self.state.connections.store(0, Ordering::Relaxed);
        drop(coming);
        self.state.sent.store(0, Ordering::Relaxed);
        self.state.answered.store(0, Ordering::Relaxed);
        std::mem::take(&mut *self.state.over.lock().unwrap()).cancel();
    }

    /// Answers take so many milliseconds longer from now on.
    #[allow(dead_code, reason = "each area of tests needs some of it")]
    pub(crate) fn delay(&self, milliseconds: u64) {
        self.state.delay.store(milliseconds, Ordering::Relaxed);
    }

    /// Connections since the faults were set.
    #[allow(dead_code, reason = "each area of tests needs some of it")]
    pub(crate) fn connections(&self) -> u64 {
        self.state.connections.load(Ordering::Relaxed)
    }

    /// Bytes that clients have sent since the faults were set.
    #[allow(dead_code, reason = "each area of tests needs some of it")]
    pub(crate) fn sent(&self) -> u64 {
        self.state.sent.load(Ordering::Relaxed)
    }

    /// Bytes that clients have got since the faults were set.
    #[allow(dead_code, reason = "each area of tests needs some of it")]
    pub(crate) fn answered(&self) -> u64 {
        self.state.answered.load(Ordering::Relaxed)
    }

    /// Faults that have not happened.
    pub(crate) fn left(&self) -> usize {
        self.state.faults.lock().unwrap().len()
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.state.over.lock().unwrap().cancel();
        for task in &self.tasks {
            task.abort();
        }
    }
}

async fn pass(client: TcpStream, server: SocketAddr, state: Arc<State>) {
    let round = state.round.load(Ordering::Relaxed);
    let number = state.connections.fetch_add(1, Ordering::Relaxed);
    let Ok(server) = TcpStream::connect(server).await else { return };
    let (mut from_client, to_client) = client.into_split();
    let (mut from_server, mut to_server) = server.into_split();
    let (cut, mut is_cut) = oneshot::channel::<()>();
    // Reads to the end also when nobody hears it, as a server whose network
    // broke down elsewhere sees it.
    let answers = Arc::clone(&state);
    let back = tokio::spawn(async move {
        let mut block = vec![0; 16 << 10];
        let mut client = Some(to_client);
        let mut passed = 0u64;
        loop {
            let read = tokio::select! {
                _ = &mut is_cut, if client.is_some() => {
                    client = None;
                    continue;
                }
                read = from_server.read(&mut block) => read,
            };
            let Ok(read @ 1..) = read else { return };
            let delay = answers.delay.load(Ordering::Relaxed);
            if delay > 0 {
                tokio::time::sleep(Duration::from_millis(delay)).await;
            }
            let end = answers.cut_answer(round, passed, read);
            if let Some(to) = &mut client
                && to.write_all(&block[..end]).await.is_err()
            {
                client = None;
            }
            passed += end as u64;
            if answers.is_now(round) {
                answers.answered.fetch_add(end as u64, Ordering::Relaxed);
            }
            if end < read {
                return;
            }
        }
    });
    let mut block = vec![0; 16 << 10];
    let mut passed = 0u64;
    while let Ok(read) = from_client.read(&mut block).await {
        if read == 0 {
            let _ = to_server.shutdown().await;
            let _ = back.await;
            drop(cut);
            return;
        }
        let (mut end, mut stops, mut hangs, mut swallows) = (read, false, false, false);
        {
            let mut faults = state.faults.lock().unwrap();
            match faults.first().copied().filter(|_| state.is_now(round)) {
                Some(Fault::Cut(at)) if passed + read as u64 > at => {
                    (end, stops) = (left(at, passed), true);
                    faults.remove(0);
                }
                Some(Fault::CutOf(which, at)) if which == number && passed + read as u64 > at => {
                    (end, stops) = (left(at, passed), true);
                    faults.remove(0);
                }
                Some(Fault::Stall(at)) if passed + read as u64 > at => {
                    (end, hangs) = (left(at, passed), true);
                    faults.remove(0);
                }
                Some(Fault::Swallow(at)) if passed + read as u64 > at => {
                    (end, swallows) = (left(at, passed), true);
                    faults.remove(0);
                }
                Some(Fault::Corrupt(at)) if passed + read as u64 > at => {
                    block[left(at, passed)] ^= 0x20;
                    faults.remove(0);
                }
                Some(_) | None => {}
            }
        }
        if to_server.write_all(&block[..end]).await.is_err() {
            break;
        }
        passed += end as u64;
        if state.is_now(round) {
            state.sent.fetch_add(end as u64, Ordering::Relaxed);
        }
        if hangs {
            let over = state.over.lock().unwrap().clone();
            over.cancelled().await;
            break;
        }
        if swallows {
            while !matches!(from_client.read(&mut block).await, Ok(0) | Err(_)) {}
            break;
        }
        if stops {
            break;
        }
    }
    drop(from_client);
    let _ = cut.send(());
    let _ = to_server.shutdown().await;
    let _ = back.await;
}

/// Bytes until a place, of which so many have passed.
fn left(place: u64, passed: u64) -> usize {
    usize::try_from(place.saturating_sub(passed)).unwrap()
}
