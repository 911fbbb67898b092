//! A file to deliver, a way to deliver it, and somebody who watches the folder
//! that it goes to.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use export_desk_core::delivery::{
    Control, Delivered, DeliveryError, Fault, Part, Patience, Retry, TargetIfExists, TargetOptions,
    TargetSettings, TargetTest, Trust, Upload, target,
};
use export_desk_core::secret::Secret;
use futures::FutureExt;
use sha2::{Digest, Sha256};
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;

use super::servers::PASSWORD;

/// How long a server may take on a busy machine.
pub(crate) const PATIENCE: Duration = Duration::from_mins(1);
/// How long a test may take in all.
const WHOLE: Duration = Duration::from_mins(10);

/// Waits for something that has to come.
pub(crate) async fn until<T>(what: &str, work: impl Future<Output = T>) -> T {
    let done = tokio::time::timeout(WHOLE, work).await;
    done.unwrap_or_else(|_| panic!("{what} didn't come within {} s", WHOLE.as_secs()))
}

/// The name that files get.
pub(crate) const NAME: &str = "Vásárlók és pontok.csv";

pub(crate) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Bytes that don't repeat, the same for the same seed.
pub(crate) fn content(length: usize, seed: u64) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut bytes = Vec::with_capacity(length + 8);
    while bytes.len() < length {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        bytes.extend_from_slice(&state.to_le_bytes());
    }
    bytes.truncate(length);
    bytes
}

/// A finished file with its manifest, and what it is delivered with.
pub(crate) struct Bed {
    pub(crate) folder: TempDir,
    pub(crate) bytes: Vec<u8>,
    pub(crate) upload: Upload,
    pub(crate) patience: Patience,
    /// How long the first attempt waits, where nothing is to come, and the second
    /// one, which a server may leave waiting that still holds the part. All others
    /// have the time of a busy machine.
    pub(crate) first_patience: Option<Duration>,
    pub(crate) cancel: CancellationToken,
    pub(crate) secret: Option<String>,
    pub(crate) sent: Arc<AtomicU64>,
    claimed: Arc<Mutex<Option<String>>>,
    /// What happens once when so many bytes are sent; the delivery waits for it.
    meanwhile: Meanwhile,
}

type Meanwhile = Arc<Mutex<Option<(u64, Box<dyn FnOnce() + Send>)>>>;

impl Bed {
    /// A file of so many bytes for a folder at the target.
    pub(crate) fn new(length: usize, to: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let bytes = content(length, length as u64);
        let (file, manifest) = (folder.path().join(NAME), folder.path().join("manifest.json"));
        fs::write(&file, &bytes).unwrap();
        fs::write(&manifest, format!("{{\"file\": \"{NAME}\", \"rows_written\": 7}}\n")).unwrap();
        let claimed: Arc<Mutex<Option<String>>> = Arc::default();
        let claims = Arc::clone(&claimed);
        let upload = Upload {
            file,
            bytes: length as u64,
            sha256: sha256(&bytes),
            manifest: Some(manifest),
            name: NAME.to_owned(),
            folder: to.to_owned(),
            options: TargetOptions { retry_hours: 0, ..TargetOptions::default() },
            part: Part::new("0123456789abcdef"),
            claimed: None,
            on_claim: Arc::new(move |name| {
                *claims.lock().unwrap() = Some(name);
                std::future::ready(()).boxed()
            }),
            is_staged: false,
            is_marker: false,
            is_known: false,
            mount: None,
            pauses: Arc::new(|| false),
        };
        Self {
            folder,
            bytes,
            upload,
            patience: Patience { connect: PATIENCE, answer: PATIENCE, slowest: 1 << 20 },
            first_patience: None,
            cancel: CancellationToken::new(),
            secret: Some(PASSWORD.to_owned()),
            sent: Arc::default(),
            claimed,
            meanwhile: Arc::default(),
        }
    }

    /// Does something while a delivery is on its way, however slow this machine is.
    pub(crate) fn meanwhile(&self, bytes: u64, act: impl FnOnce() + Send + 'static) {
        *self.meanwhile.lock().unwrap() = Some((bytes, Box::new(act)));
    }

    /// The app's own list of hosts.
    pub(crate) fn hosts(&self) -> PathBuf {
        self.folder.path().join("known_hosts")
    }

    pub(crate) fn trust(&self) -> Trust {
        Trust { own: self.hosts(), user: None }
    }

    pub(crate) fn control(&self) -> Control {
        let (sent, meanwhile) = (Arc::clone(&self.sent), Arc::clone(&self.meanwhile));
        let on_sent = move |told: export_desk_core::delivery::Sent| {
            sent.store(told.bytes, Ordering::Relaxed);
            let mut meanwhile = meanwhile.lock().unwrap();
            if let Some((_, act)) = meanwhile.take_if(|(bytes, _)| told.bytes >= *bytes) {
                act();
            }
        };
        let kib = self.upload.options.bandwidth_kib;
        let mut control = Control::new(self.cancel.clone(), kib, Arc::new(on_sent));
        control.patience = self.patience;
        control
    }

    /// Does something when so many bytes are at the server, unless the delivery
    /// that sends them ends before.
    pub(crate) async fn when_sent<T>(
        &self,
        bytes: u64,
        delivery: impl Future<Output = T>,
        then: impl FnOnce(),
    ) -> T {
        let sent = async {
            let mut look = tokio::time::interval(Duration::from_millis(2));
            while self.sent.load(Ordering::Relaxed) < bytes {
                look.tick().await;
            }
        };
        let mut delivery = std::pin::pin!(delivery);
        tokio::select! {
            done = &mut delivery => return done,
            () = sent => {}
        }
        then();
        until("the end of a delivery", delivery).await
    }

    /// One attempt.
    pub(crate) async fn put(&self, settings: &TargetSettings) -> Result<Delivered, DeliveryError> {
        let target = target(settings, self.secret.clone().map(Secret::from), self.trust());
        target.put(&self.upload, &self.control()).await
    }

    /// Attempts until it is there or can't be; says how many there were and what
    /// went wrong first.
    pub(crate) async fn deliver(
        &mut self,
        settings: &TargetSettings,
    ) -> (Result<Delivered, DeliveryError>, u32, Option<Fault>) {
        let mut first = None;
        for attempt in 1..=6 {
            let whole = self.patience;
            if let Some(short) = self.first_patience.filter(|_| attempt <= 2) {
                self.patience.answer = short;
            }
            let done = until("the end of an attempt", self.put(settings)).await;
            self.patience = whole;
            self.upload.claimed.clone_from(&self.claimed.lock().unwrap());
            match done {
                Err(error) if error.retry() == Retry::Transient && attempt < 6 => {
                    self.upload.part.failed(&error.fault);
                    first.get_or_insert(error.fault);
                }
                Err(error) => {
                    first.get_or_insert(error.fault.clone());
                    return (Err(error), attempt, first);
                }
                done => return (done, attempt, first),
            }
        }
        unreachable!("the last attempt returns")
    }

    /// Delivers it with its manifest and marker by each rule for a name that is
    /// there; gives where it is when both are kept.
    pub(crate) async fn put_by_each_rule(&mut self, settings: &TargetSettings) -> String {
        let options = &mut self.upload.options;
        (options.manifest, options.ready_marker) = (true, true);
        self.put(settings).await.unwrap();
        self.put(settings).await.unwrap();
        self.upload.options.if_exists = TargetIfExists::Fail;
        assert_eq!(self.put(settings).await.unwrap_err().fault, Fault::Exists);
        self.upload.options.if_exists = TargetIfExists::Number;
        self.put(settings).await.unwrap().remote_path
    }

    pub(crate) async fn check(&self, settings: &TargetSettings) -> TargetTest {
        let target = target(settings, self.secret.clone().map(Secret::from), self.trust());
        let folders = [self.upload.folder.clone()];
        target.check(&folders, &self.upload.options, &self.control(), &mut |_| ()).await
    }
}

/// Looks again and again what stands under a file's name.
pub(crate) struct Watcher {
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<Result<u64, String>>>,
}

impl Watcher {
    /// `whole` are the contents that may stand there.
    pub(crate) fn begin(path: &Path, whole: &[&[u8]]) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let (stops, path) = (Arc::clone(&stop), path.to_owned());
        let whole: Vec<(u64, String)> =
            whole.iter().map(|bytes| (bytes.len() as u64, sha256(bytes))).collect();
        let thread = std::thread::spawn(move || {
            let mut seen = 0;
            let mut last = None;
            loop {
                let is_over = stops.load(Ordering::Relaxed);
                // One open file: a rename in between is a file of its own.
                if let Ok(file) = fs::File::open(&path) {
                    let found = file.metadata().map_err(|error| error.to_string())?;
                    seen += 1;
                    let size = found.len();
                    let same = |wanted: &&(u64, String)| wanted.0 == size;
                    let Some(wanted) = whole.iter().find(same) else {
                        return Err(format!("{size} bytes stood under the name"));
                    };
                    let look = (size, found.modified().ok());
                    if last != Some(look) || is_over {
                        last = Some(look);
                        let mut bytes = Vec::new();
                        std::io::copy(&mut &file, &mut bytes).map_err(|error| error.to_string())?;
                        if sha256(&bytes) != wanted.1 {
                            return Err("other bytes stood under the name".to_owned());
                        }
                    }
                }
                if is_over {
                    return Ok(seen);
                }
                std::thread::park_timeout(Duration::from_millis(1));
            }
        });
        Self { stop, thread: Some(thread) }
    }

    /// How often a file was seen; none of them may have been half of one.
    pub(crate) fn end(mut self) -> u64 {
        self.stop.store(true, Ordering::Relaxed);
        self.thread.take().unwrap().join().unwrap().unwrap()
    }
}

/// Names in a folder, sorted, temporary ones included.
pub(crate) fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// The outcomes, printed as a table at the end, with the seconds that each took.
pub(crate) struct Table {
    rows: Vec<(String, f64)>,
    clock: Instant,
}

impl Default for Table {
    fn default() -> Self {
        Self { rows: Vec::new(), clock: Instant::now() }
    }
}

impl Table {
    pub(crate) fn row(&mut self, kind: &str, what: &str, outcome: impl ToString) {
        let row = format!("| {kind} | {what} | {} |", outcome.to_string());
        self.rows.push((row, self.clock.elapsed().as_secs_f64()));
        self.clock = Instant::now();
    }

    /// A file that is there, after what went wrong first.
    pub(crate) fn delivered(
        &mut self,
        kind: &str,
        what: &str,
        first: Option<&Fault>,
        attempts: u32,
        verified: &str,
    ) {
        let first = first.map_or("delivered".to_owned(), |fault| {
            format!("{fault:?}, delivered at attempt {attempts}")
        });
        self.row(kind, what, format!("{first}; checked by {verified}"));
    }

    /// The rows of another one.
    pub(crate) fn add(&mut self, mut other: Self) {
        self.rows.append(&mut other.rows);
        self.clock = Instant::now();
    }

    pub(crate) fn print(&self) {
        println!("\n| target | what happens | outcome | s |\n|---|---|---|---|");
        for (row, seconds) in &self.rows {
            println!("{row} {seconds:.1} |");
        }
    }
}

impl Drop for Table {
    fn drop(&mut self) {
        // What went well before something didn't helps to understand it.
        if std::thread::panicking() {
            self.print();
        }
    }
}
