//! A TCP tunnel through which servers on this computer are far away.
//!
//! tunnel HOST FIRST LAST MILLISECONDS KIB
//!
//! Listens on HOST for the ports FIRST to LAST and passes each connection to the
//! same port of 127.0.0.1, as a line does whose round trip takes that long:
//! making a connection takes one and a half of them until the server sees it,
//! bytes take half of one each way, and of each direction of a connection so many
//! KiB can be on their way without being acknowledged. It begins with ten packets
//! and may double with each round trip, as TCP does. For each connection that
//! ends it prints how often the client spoke after it was answered, and the bytes
//! of each side.

use std::io::Write;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, mpsc};
use tokio::time::{Instant, sleep_until};

/// Bytes that are passed on at once.
const BLOCK: usize = 64 << 10;
/// Bytes of the first packets.
const BEGIN: usize = 10 * 1460;

/// The line of one connection.
struct Line {
    round_trip: Duration,
    window: usize,
    turns: AtomicU64,
    /// Whether the client has heard something since it spoke.
    is_answered: AtomicBool,
    bytes: [AtomicU64; 2],
}

#[tokio::main]
async fn main() {
    // Cargo adds `--bench` when it runs this by itself: there is nothing to do.
    let arguments: Vec<String> =
        std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let [host, first, last, milliseconds, kib] = &*arguments else {
        println!("tunnel HOST FIRST LAST MILLISECONDS KIB");
        return;
    };
    let number = |text: &str| text.parse::<u64>().expect("a number");
    let round_trip = Duration::from_millis(number(milliseconds));
    let window = usize::try_from(number(kib) << 10).expect("a size");
    let ports = first.parse::<u16>().expect("a port")..=last.parse().expect("a port");
    let mut listening = Vec::new();
    for port in ports {
        let listener = TcpListener::bind((host.as_str(), port)).await.expect("a free port");
        listening.push(tokio::spawn(async move {
            loop {
                let (client, _) = listener.accept().await.expect("a connection");
                tokio::spawn(pass(client, port, round_trip, window));
            }
        }));
    }
    println!("ready");
    // Until somebody ends it.
    futures::future::join_all(listening).await;
}

async fn pass(client: TcpStream, port: u16, round_trip: Duration, window: usize) {
    let begun = Instant::now();
    sleep_until(begun + round_trip * 3 / 2).await;
    let Ok(server) = TcpStream::connect(("127.0.0.1", port)).await else { return };
    for stream in [&client, &server] {
        stream.set_nodelay(true).expect("a socket");
    }
    let line = Arc::new(Line {
        round_trip,
        window,
        turns: AtomicU64::new(0),
        is_answered: AtomicBool::new(true),
        bytes: Default::default(),
    });
    let (from_client, to_client) = client.into_split();
    let (from_server, to_server) = server.into_split();
    tokio::join!(
        carry(from_client, to_server, Arc::clone(&line), 0),
        carry(from_server, to_client, Arc::clone(&line), 1)
    );
    let (turns, [up, down]) = (line.turns.load(Ordering::Relaxed), &line.bytes);
    let (up, down) = (up.load(Ordering::Relaxed), down.load(Ordering::Relaxed));
    println!("port {port} turns {turns} up {up} down {down}");
    let _ = std::io::stdout().flush();
}

/// One direction: 0 is the client's.
async fn carry(mut from: OwnedReadHalf, mut to: OwnedWriteHalf, line: Arc<Line>, direction: usize) {
    let leave = Arc::new(Semaphore::new(BEGIN.min(line.window)));
    let size = Arc::new(Mutex::new(BEGIN.min(line.window)));
    let (sending, mut sent) = mpsc::unbounded_channel::<(Instant, Vec<u8>)>();
    let (acknowledging, mut acknowledged) = mpsc::unbounded_channel::<(Instant, usize)>();
    let half = line.round_trip / 2;
    let read = async {
        let mut block = vec![0; BLOCK];
        loop {
            // At least one byte, and what else there is leave for.
            let Ok(one) = leave.acquire().await else { return };
            one.forget();
            let more = leave.available_permits().min(BLOCK - 1);
            let taken = u32::try_from(more).unwrap_or_default();
            let taken = match leave.try_acquire_many(taken) {
                Ok(permits) => {
                    permits.forget();
                    more
                }
                Err(_) => 0,
            };
            let Ok(read @ 1..) = from.read(&mut block[..=taken]).await else { break };
            leave.add_permits(taken + 1 - read);
            if direction == 1 {
                line.is_answered.store(true, Ordering::Relaxed);
            } else if line.is_answered.swap(false, Ordering::Relaxed) {
                line.turns.fetch_add(1, Ordering::Relaxed);
            }
            line.bytes[direction].fetch_add(read as u64, Ordering::Relaxed);
            if sending.send((Instant::now() + half, block[..read].to_vec())).is_err() {
                break;
            }
        }
        drop(sending);
    };
    let write = async {
        while let Some((due, bytes)) = sent.recv().await {
            sleep_until(due).await;
            if to.write_all(&bytes).await.is_err() {
                break;
            }
            let _ = acknowledging.send((Instant::now() + half, bytes.len()));
        }
        sent.close();
        let _ = to.shutdown().await;
        drop(acknowledging);
    };
    let acknowledge = async {
        while let Some((due, bytes)) = acknowledged.recv().await {
            sleep_until(due).await;
            let mut size = size.lock().expect("the window");
            let more = bytes.min(line.window - *size);
            *size += more;
            leave.add_permits(bytes + more);
        }
        leave.close();
    };
    tokio::join!(read, write, acknowledge);
}
