//! A folder of this computer, or of a drive that the system reaches over the
//! network.

use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use async_trait::async_trait;
use chrono::{DateTime, Utc};

use super::control::Control;
use super::error::{Act, DeliveryError, Fault, plain};
use super::session::{Content, Look, ServerHash, Session};
use crate::hash::sha256;

/// Bytes that are copied at once.
const BLOCK: usize = 1 << 20;

const PLACE: &str = "this computer";

pub(super) struct Folder {
    root: Root,
}

/// The part of a target's path that is the same for all runs. Where it isn't there, most
/// often its drive isn't connected, and a folder of that name would be one of another
/// drive.
#[derive(Debug, Clone)]
struct Root {
    path: PathBuf,
    /// Whether it has to be there: it was, at the beginning or at an earlier delivery.
    is_expected: bool,
    /// The device that it was on at the beginning.
    device: Option<u64>,
    /// Where its drive was mounted at an earlier delivery.
    mount: Option<PathBuf>,
    /// Whether this is a test, which makes it for the deliveries to come.
    is_test: bool,
}

impl Folder {
    /// The folder of a target with this path, for a delivery.
    pub(super) async fn open(path: &str) -> Result<Self, DeliveryError> {
        let path = root(path);
        blocking(move || {
            let device = std::fs::metadata(&path).ok().map(|found| device(&found));
            let is_expected = device.is_some();
            Ok(Self { root: Root { path, is_expected, device, mount: None, is_test: false } })
        })
        .await
    }

    /// The same for a test.
    pub(super) fn to_test(path: &str) -> Self {
        let path = root(path);
        let root = Root { path, is_expected: false, device: None, mount: None, is_test: true };
        Self { root }
    }

    /// Makes sure that the target's own folder is there, and on the drive that was mounted
    /// at `mount`.
    pub(super) async fn expect(path: &str, mount: Option<PathBuf>) -> Result<(), DeliveryError> {
        let path = root(path);
        let root = Root { path, is_expected: true, device: None, mount, is_test: false };
        blocking(move || root.check()).await
    }
}

impl Root {
    /// Makes sure that it is there, and still the folder that it was.
    fn check(&self) -> Result<(), DeliveryError> {
        if !self.is_expected || self.path.as_os_str().is_empty() {
            return Ok(());
        }
        let shown = self.path.display();
        match std::fs::metadata(&self.path) {
            Err(error) if error.kind() == ErrorKind::NotFound => {
                let message = format!("the folder `{shown}` isn't there");
                let hint = "Connect its drive or network share. If it was removed, create it, or \
                            test the target: the test creates it.";
                Err(DeliveryError::new(Fault::Busy, message, hint))
            }
            Ok(found) if self.device.is_some_and(|before| before != device(&found)) => {
                let message = format!("the drive of the folder `{shown}` was disconnected");
                let hint = "Connect the drive or network share; the file is then sent again.";
                Err(DeliveryError::new(Fault::Busy, message, hint))
            }
            Ok(_) if self.mount.as_deref().is_some_and(|mount| is_unmounted(&self.path, mount)) => {
                let message = format!("the drive of the folder `{shown}` isn't mounted");
                let hint = "Connect the drive or network share; the file is then sent again. If \
                            the folder is to be on another drive, save the target again.";
                Err(DeliveryError::new(Fault::Busy, message, hint))
            }
            Ok(_) | Err(_) => Ok(()),
        }
    }

    /// Tells a folder that isn't there by its drive, if that is why.
    fn explain<T>(&self, done: Result<T, DeliveryError>) -> Result<T, DeliveryError> {
        if done.as_ref().is_err_and(|error| error.fault == Fault::NoFolder) {
            self.check()?;
        }
        done
    }
}

/// The path of a target up to the first folder whose name differs from run to run.
fn root(path: &str) -> PathBuf {
    let fixed = match path.find('{') {
        None => path,
        Some(open) => {
            let end = path[..open].rfind(std::path::is_separator);
            end.map_or("", |separator| &path[..=separator])
        }
    };
    PathBuf::from(fixed)
}

/// The device of a file: another one once a drive was connected or disconnected.
fn device(found: &std::fs::Metadata) -> u64 {
    #[cfg(unix)]
    {
        std::os::unix::fs::MetadataExt::dev(found)
    }
    #[cfg(not(unix))]
    {
        let _ = found;
        0
    }
}

/// Where the drive of a target's folder is mounted; none where the folder isn't there, and
/// on systems whose drives don't leave a folder behind.
pub async fn mount_of(path: &str) -> Option<PathBuf> {
    let path = root(path);
    // A network share may take its time.
    tokio::task::spawn_blocking(move || mounted_at(&path)).await.ok().flatten()
}

fn mounted_at(path: &Path) -> Option<PathBuf> {
    let path = path.canonicalize().ok().filter(|_| cfg!(unix))?;
    let drive = device(&std::fs::metadata(&path).ok()?);
    let on_it = |path: &&Path| std::fs::metadata(path).is_ok_and(|found| device(&found) == drive);
    path.ancestors().take_while(on_it).last().map(Path::to_owned)
}

/// Whether a folder is on the drive of a folder above the one at which its own drive was
/// mounted.
fn is_unmounted(path: &Path, mount: &Path) -> bool {
    let Ok(path) = path.canonicalize() else { return false };
    let now = mounted_at(&path);
    path.starts_with(mount) && now.is_some_and(|now| now != mount && mount.starts_with(now))
}

#[async_trait]
impl Session for Folder {
    fn place(&self) -> &str {
        PLACE
    }

    fn fingerprint(&self) -> Option<String> {
        None
    }

    fn is_unprotected(&self) -> bool {
        false
    }

    async fn make_folder(&mut self, folder: &str) -> Result<Vec<String>, DeliveryError> {
        let (folder, root) = (PathBuf::from(folder), self.root.clone());
        blocking(move || {
            root.check()?;
            let mut new: Vec<&Path> =
                folder.ancestors().take_while(|path| !path.exists()).collect();
            // What a test makes of the target's own folder stays.
            new.retain(|path| !root.is_test || !root.path.starts_with(path));
            let new = new.iter().rev().map(|path| path.to_string_lossy().into_owned()).collect();
            std::fs::create_dir_all(&folder).map_err(|error| told(&folder, &error))?;
            Ok(new)
        })
        .await
    }

    async fn remove_folder(&mut self, folder: &str) -> Result<bool, DeliveryError> {
        let folder = PathBuf::from(folder);
        blocking(move || match std::fs::remove_dir(&folder) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
            Err(error) => Err(told(&folder, &error)),
        })
        .await
    }

    async fn make_new_folder(&mut self, folder: &str) -> Result<bool, DeliveryError> {
        let folder = PathBuf::from(folder);
        blocking(move || make_new(&folder)).await
    }

    async fn has_folder(&mut self, folder: &str) -> Result<bool, DeliveryError> {
        let folder = PathBuf::from(folder);
        blocking(move || Ok(folder.is_dir())).await
    }

    async fn look(&mut self, path: &str) -> Result<Look, DeliveryError> {
        let (path, root) = (PathBuf::from(path), self.root.clone());
        blocking(move || match std::fs::metadata(&path) {
            Ok(found) => {
                refuse_special(&path, &found)?;
                Ok(Look::File(found.len()))
            }
            Err(error) if error.kind() == ErrorKind::NotFound => {
                root.check()?;
                Ok(Look::Missing)
            }
            Err(error) => Err(told(&path, &error)),
        })
        .await
    }

    async fn modified(&mut self, path: &str) -> Result<Option<DateTime<Utc>>, DeliveryError> {
        let path = PathBuf::from(path);
        blocking(move || match std::fs::metadata(&path).and_then(|found| found.modified()) {
            Ok(modified) => Ok(Some(modified.into())),
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::Unsupported) => {
                Ok(None)
            }
            Err(error) => Err(told_of(Act::Look, &path, &error)),
        })
        .await
    }

    async fn names(&mut self, folder: &str) -> Result<Vec<String>, DeliveryError> {
        let folder = PathBuf::from(folder);
        blocking(move || {
            let told = |error: std::io::Error| told_of(Act::Look, &folder, &error);
            let mut names = Vec::new();
            for entry in std::fs::read_dir(&folder).map_err(told)? {
                // Another name can't be asked for.
                names.extend(entry.map_err(told)?.file_name().into_string().ok());
            }
            Ok(names)
        })
        .await
    }

    async fn upload(
        &mut self,
        content: &Content,
        total: u64,
        path: &str,
        from: u64,
        control: &Control,
    ) -> Result<(), DeliveryError> {
        let (content, path, control) = (content.clone(), PathBuf::from(path), control.clone());
        let root = self.root.clone();
        blocking(move || root.explain(copy(&content, total, &path, from, &control))).await
    }

    async fn read(
        &mut self,
        path: &str,
        from: u64,
        length: usize,
    ) -> Result<Vec<u8>, DeliveryError> {
        let path = PathBuf::from(path);
        blocking(move || {
            let read = || {
                let mut file = File::open(&path)?;
                file.seek(SeekFrom::Start(from))?;
                let mut found = Vec::new();
                file.take(length as u64).read_to_end(&mut found)?;
                Ok(found)
            };
            read().map_err(|error| told_of(Act::Read, &path, &error))
        })
        .await
    }

    async fn hash(&mut self, path: &str) -> Result<Option<ServerHash>, DeliveryError> {
        let path = PathBuf::from(path);
        blocking(move || {
            match sha256(&path) {
                Ok(sha256) => Ok(Some(ServerHash { sha256, by: "read back" })),
                // A folder to drop files into.
                Err(error) if error.kind() == ErrorKind::PermissionDenied => Ok(None),
                Err(error) => Err(told_of(Act::Read, &path, &error)),
            }
        })
        .await
    }

    async fn renames_exclusively(&mut self) -> Result<bool, DeliveryError> {
        Ok(true)
    }

    async fn rename(&mut self, from: &str, to: &str, replace: bool) -> Result<(), DeliveryError> {
        let (from, to, root) = (PathBuf::from(from), PathBuf::from(to), self.root.clone());
        blocking(move || root.explain(rename(&from, &to, replace))).await
    }

    async fn remove(&mut self, path: &str) -> Result<(), DeliveryError> {
        let path = PathBuf::from(path);
        blocking(move || match std::fs::remove_file(&path) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                Err(told_of(Act::Remove, &path, &error))
            }
            Ok(()) | Err(_) => Ok(()),
        })
        .await
    }

    async fn close(&mut self) {}
}

fn copy(
    content: &Content,
    total: u64,
    path: &Path,
    from: u64,
    control: &Control,
) -> Result<(), DeliveryError> {
    let mut source = content.open()?;
    let told = |error: std::io::Error| told(path, &error);
    if let Ok(found) = std::fs::metadata(path) {
        refuse_special(path, &found)?;
    }
    let mut options = OpenOptions::new();
    let mut file = options.write(true).create(true).truncate(false).open(path).map_err(told)?;
    file.set_len(from).map_err(told)?;
    file.seek(SeekFrom::Start(from)).map_err(told)?;
    source.seek(SeekFrom::Start(from)).map_err(|error| content.unread(&error))?;
    let mut block = vec![0; control.block(BLOCK)];
    let mut sent = from;
    loop {
        let read = source.read(&mut block).map_err(|error| content.unread(&error))?;
        if read == 0 {
            break;
        }
        control.hold_blocking(read)?;
        file.write_all(&block[..read]).map_err(told)?;
        sent += read as u64;
        control.sent(sent, total);
    }
    file.sync_all().map_err(told)
}

/// Refuses folders, pipes, sockets and devices: whoever opens a pipe waits until somebody
/// reads from it.
fn refuse_special(path: &Path, found: &std::fs::Metadata) -> Result<(), DeliveryError> {
    if found.is_file() {
        return Ok(());
    }
    let what = if found.is_dir() { "folder" } else { "pipe, a socket or a device" };
    let message = format!("`{}` is a {what}, not a file", path.display());
    let hint = "Remove it, or choose another name or folder for the target.";
    Err(DeliveryError::new(Fault::Refused, message, hint))
}

fn rename(from: &Path, to: &Path, replace: bool) -> Result<(), DeliveryError> {
    if replace {
        if let Ok(found) = std::fs::metadata(to) {
            refuse_special(to, &found)?;
        }
        std::fs::rename(from, to).map_err(|error| told_of(Act::Rename, to, &error))?;
    } else {
        match std::fs::hard_link(from, to) {
            // The part's name goes; the file has its own.
            Ok(()) => {
                std::fs::remove_file(from).map_err(|error| told_of(Act::Remove, from, &error))?;
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                return Err(DeliveryError::exists(&to.to_string_lossy()));
            }
            // Some file systems (FAT, network) know no second name of a file.
            Err(_) => give_free_name(from, to)?,
        }
    }
    #[cfg(unix)]
    if let Some(folder) = to.parent() {
        // The name is on the disk too; a file system that can't say so keeps it
        // as well as it can.
        let _ = File::open(folder).and_then(|folder| folder.sync_all());
    }
    Ok(())
}

/// Gives a name that nobody has, where that isn't one step: while its claim
/// stands, nobody else gives it.
fn give_free_name(from: &Path, to: &Path) -> Result<(), DeliveryError> {
    let exists = || DeliveryError::exists(&to.to_string_lossy());
    let name = to.file_name().unwrap_or_default().to_string_lossy();
    let claim = to.with_file_name(super::names::claim(&name));
    if !make_new(&claim)? {
        return Err(exists());
    }
    let given = if to.exists() {
        Err(exists())
    } else {
        std::fs::rename(from, to).map_err(|error| told_of(Act::Rename, to, &error))
    };
    // Nobody else would take it for their own.
    let _ = std::fs::remove_dir(&claim);
    given
}

/// Makes a folder; whether it wasn't there.
fn make_new(folder: &Path) -> Result<bool, DeliveryError> {
    match std::fs::create_dir(folder) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(told(folder, &error)),
    }
}

fn told(path: &Path, error: &std::io::Error) -> DeliveryError {
    told_of(Act::Write, path, error)
}

fn told_of(act: Act, path: &Path, error: &std::io::Error) -> DeliveryError {
    let shown = path.to_string_lossy();
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => DeliveryError::disk_full(&shown),
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            DeliveryError::refused(PLACE, act, &shown, "")
        }
        ErrorKind::NotFound | ErrorKind::NotADirectory => {
            let folder = path.parent().unwrap_or(path);
            DeliveryError::no_folder(PLACE, &folder.to_string_lossy())
        }
        _ => {
            let message = format!("`{shown}` can't be written: {}", plain(error));
            let hint = "Check that the folder's disk or network drive works.";
            DeliveryError::new(Fault::Busy, message, hint)
        }
    }
}

/// Files may be on a slow drive.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, DeliveryError> + Send + 'static,
) -> Result<T, DeliveryError> {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done,
        Err(panic) => {
            let hint = "Deliver it again.";
            Err(DeliveryError::new(Fault::Protocol, panic.to_string(), hint))
        }
    }
}
