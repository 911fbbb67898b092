//! SFTP. The library blocks, so everything it does is done on threads that may;
//! its own time limit holds for each call.

mod connect;
mod extension;
mod known_hosts;
mod upload;

use std::net::{Shutdown, SocketAddr, TcpStream};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use ssh2::{ErrorCode, OpenFlags, OpenType, RenameFlags, Sftp};

pub use known_hosts::Trust;

use super::check::{HostKey, Step, Steps};
use super::control::Control;
use super::error::{Act, DeliveryError, Fault};
use super::network;
use super::session::{Content, Look, ServerHash, Session};
use super::settings::{SftpLogin, host_and_port};
use crate::archive::hexadecimal;
use connect::{Login, told};
use extension::{Answer, Extensions};

/// How long a cancelled upload may take to stop by itself.
const STOP: Duration = Duration::from_secs(3);
/// Key exchanges before it is said that they can't agree.
const SHAKES: u32 = 3;
/// Statuses of SFTP.
const NO_SUCH_FILE: i32 = 2;
const PERMISSION_DENIED: i32 = 3;
const FAILURE: i32 = 4;
const NO_SUCH_PATH: i32 = 10;
const UNSUPPORTED: i32 = 8;
const EXISTS: i32 = 11;

/// Where an SFTP target is.
pub(super) struct Server<'a> {
    pub(super) host: &'a str,
    pub(super) port: u16,
    pub(super) user: &'a str,
    pub(super) login: SftpLogin,
    pub(super) key_file: Option<&'a str>,
    pub(super) secret: Option<&'a str>,
}

/// What threads share.
struct Ssh {
    place: String,
    session: ssh2::Session,
    sftp: Sftp,
    /// Opened when it is needed first; none where the server has no second
    /// channel for it.
    extensions: Mutex<Option<Option<Extensions>>>,
    /// OpenSSH tells no hashes and renames as `extension.rs` has it, which spares
    /// asking a far server.
    is_openssh: bool,
}

/// A user who is logged in.
pub(super) struct SftpSession {
    ssh: Arc<Ssh>,
    socket: TcpStream,
    fingerprint: String,
}

/// What a greeted server gives: nobody is trusted yet.
type Greeted = (ssh2::Session, TcpStream, Vec<known_hosts::Entry>);

/// One connection and key exchange.
async fn shake(
    host: &str,
    port: u16,
    addresses: &[SocketAddr],
    trust: &Trust,
    control: &Control,
) -> Result<Greeted, DeliveryError> {
    let place = host_and_port(host, port);
    let stream = network::connect(host, port, addresses, control).await?;
    let own = |error: std::io::Error| DeliveryError::unreachable(&place, &error);
    let stream = stream.into_std().map_err(own)?;
    stream.set_nonblocking(false).map_err(own)?;
    let socket = stream.try_clone().map_err(own)?;
    let (trust, name, patience) = (trust.clone(), host.to_owned(), control.patience);
    let shaken = blocking(move || {
        let lender = ssh2::Session::new().map_err(|error| told(&place, &error))?;
        let entries = trust.entries(&lender, &name, port)?;
        let session = connect::handshake(stream, &place, &entries, patience)?;
        Ok((session, entries))
    });
    let (session, entries) = tokio::select! {
        biased;
        () = control.cancel.cancelled() => {
            // The thread ends with it.
            let _ = socket.shutdown(Shutdown::Both);
            return Err(DeliveryError::cancelled());
        }
        shaken = shaken => shaken?,
    };
    Ok((session, socket, entries))
}

/// Speaks to a server until its key is seen.
async fn greet(
    host: &str,
    port: u16,
    trust: &Trust,
    control: &Control,
    steps: &mut Steps<'_>,
) -> Result<Greeted, DeliveryError> {
    let addresses = network::resolve(host, port, control, steps).await?;
    steps
        .take(Step::Connect, async {
            let mut tries = 0;
            let (session, socket, entries) = loop {
                tries += 1;
                match shake(host, port, &addresses, trust, control).await {
                    // The library has one word for a line that breaks at this
                    // moment and for two sides that have nothing in common.
                    Err(error) if error.fault == Fault::Protocol && tries < SHAKES => {}
                    shaken => break shaken?,
                }
            };
            let cipher = session.methods(ssh2::MethodType::CryptCs).map(str::to_owned);
            Ok(((session, socket, entries), cipher))
        })
        .await
}

/// The key that a server shows, trusted or not.
pub(super) async fn host_key(
    host: &str,
    port: u16,
    trust: &Trust,
    control: &Control,
) -> Result<(HostKey, Vec<u8>), DeliveryError> {
    let mut nobody = |_: &super::check::TargetTestStep| ();
    let (session, _, _) = greet(host, port, trust, control, &mut Steps::new(&mut nobody)).await?;
    let Some((key, _)) = session.host_key() else {
        let hint = "Ask the server's administrator to look at it.";
        return Err(DeliveryError::new(Fault::Protocol, format!("`{host}` shows no key"), hint));
    };
    let shown = HostKey {
        host: host.to_owned(),
        port,
        kind: known_hosts::kind(key),
        fingerprint: known_hosts::fingerprint(key),
        known: None,
    };
    Ok((shown, key.to_vec()))
}

/// Writes down that a host has a key, as long as it shows this one.
pub(super) async fn accept(
    wanted: &HostKey,
    trust: &Trust,
    control: &Control,
) -> Result<(), DeliveryError> {
    let (shown, key) = host_key(&wanted.host, wanted.port, trust, control).await?;
    if shown.fingerprint != wanted.fingerprint {
        let message = format!(
            "`{}` shows another key than a moment ago: {} instead of {}",
            wanted.host, shown.fingerprint, wanted.fingerprint
        );
        let hint = "Don't trust it; ask the server's administrator.";
        return Err(DeliveryError::new(Fault::ChangedHost(Box::new(shown)), message, hint));
    }
    let trust = trust.clone();
    blocking(move || {
        let lender = ssh2::Session::new().map_err(|error| told(&shown.host, &error))?;
        let entries = trust.entries(&lender, &shown.host, shown.port)?;
        match known_hosts::verdict(&entries, &key, &shown.kind) {
            known_hosts::Verdict::Known => Ok(()),
            known_hosts::Verdict::Unknown => trust.add(&shown.host, shown.port, &shown.kind, &key),
            known_hosts::Verdict::Changed(entry) | known_hosts::Verdict::Revoked(entry) => {
                let message = format!("`{}` has another key already", shown.host);
                let hint = format!(
                    "Only if the new key is right, remove line {} of `{}` first.",
                    entry.line,
                    entry.file.display()
                );
                Err(DeliveryError::new(Fault::ChangedHost(Box::new(shown)), message, hint))
            }
        }
    })
    .await
}

/// Logs in.
pub(super) async fn open(
    server: &Server<'_>,
    trust: &Trust,
    control: &Control,
    steps: &mut Steps<'_>,
) -> Result<SftpSession, DeliveryError> {
    let place = host_and_port(server.host, server.port);
    let (session, socket, entries) = greet(server.host, server.port, trust, control, steps).await?;
    let fingerprint = steps
        .take(Step::Trust, async {
            let key = connect::trust(&session, server.host, server.port, &entries)?;
            let shown = format!("{} ({})", key.fingerprint, key.kind);
            Ok((key.fingerprint, Some(shown)))
        })
        .await?;
    let (user, login) = (server.user.to_owned(), server.login);
    let key_file = server.key_file.map(str::to_owned);
    let secret = server.secret.map(str::to_owned);
    let ssh = steps
        .take(Step::LogIn, async {
            let entered = blocking(move || {
                let login = Login {
                    user: &user,
                    by: login,
                    key_file: key_file.as_deref(),
                    secret: secret.as_deref(),
                };
                let how = connect::log_in(&session, &place, &login)?;
                let sftp = session.sftp().map_err(|error| match error.code() {
                    ErrorCode::Session(-9 | -13 | -43 | -7) => told(&place, &error),
                    ErrorCode::Session(_) | ErrorCode::SFTP(_) => {
                        let message = format!("`{place}` lets `{user}` in, but offers no SFTP");
                        let hint = "Ask the server's administrator to allow SFTP for this user.";
                        DeliveryError::new(Fault::Refused, message, hint)
                    }
                })?;
                let is_openssh = session.banner().is_some_and(|banner| banner.contains("OpenSSH"));
                Ok((Ssh { place, session, sftp, extensions: Mutex::default(), is_openssh }, how))
            });
            let (ssh, how) = tokio::select! {
                biased;
                () = control.cancel.cancelled() => {
                    // The thread ends with it.
                    let _ = socket.shutdown(Shutdown::Both);
                    return Err(DeliveryError::cancelled());
                }
                entered = entered => entered?,
            };
            Ok((ssh, Some(how)))
        })
        .await?;
    Ok(SftpSession { ssh: Arc::new(ssh), socket, fingerprint })
}

impl SftpSession {
    async fn does<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Ssh) -> Result<T, DeliveryError> + Send + 'static,
    ) -> Result<T, DeliveryError> {
        let ssh = Arc::clone(&self.ssh);
        blocking(move || work(&ssh)).await
    }
}

impl Ssh {
    /// What an error means that has to do with a path.
    fn told_of(&self, act: Act, path: &str, error: &ssh2::Error) -> DeliveryError {
        let refused = |words: &str| DeliveryError::refused(&self.place, act, path, words);
        match error.code() {
            ErrorCode::SFTP(NO_SUCH_FILE | NO_SUCH_PATH) if act == Act::Write => {
                let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
                DeliveryError::no_folder(&self.place, folder)
            }
            ErrorCode::SFTP(PERMISSION_DENIED) => refused(""),
            ErrorCode::SFTP(EXISTS) => DeliveryError::exists(path),
            ErrorCode::SFTP(NO_SUCH_FILE | NO_SUCH_PATH | FAILURE | UNSUPPORTED)
                if act != Act::Write =>
            {
                refused(&error.message().to_lowercase())
            }
            ErrorCode::Session(_) | ErrorCode::SFTP(_) => told(&self.place, error),
        }
    }

    fn look(&self, path: &str) -> Result<Look, DeliveryError> {
        match self.sftp.stat(Path::new(path)) {
            Ok(found) => Ok(match found.size {
                Some(size) => Look::File(size),
                None => Look::Untold(DeliveryError::refused(&self.place, Act::Look, path, "")),
            }),
            Err(error) => match error.code() {
                ErrorCode::SFTP(NO_SUCH_FILE | NO_SUCH_PATH) => Ok(Look::Missing),
                // Some answer so for what isn't there, others for everything.
                ErrorCode::SFTP(PERMISSION_DENIED | FAILURE | UNSUPPORTED) => {
                    Ok(Look::Untold(self.told_of(Act::Look, path, &error)))
                }
                ErrorCode::Session(_) | ErrorCode::SFTP(_) => {
                    Err(self.told_of(Act::Look, path, &error))
                }
            },
        }
    }

    fn is_there(&self, path: &str) -> bool {
        self.sftp.stat(Path::new(path)).is_ok()
    }

    fn make_folder(&self, folder: &str) -> Result<Vec<String>, DeliveryError> {
        let mut new = Vec::new();
        if self.is_there(folder) {
            return Ok(new);
        }
        for folder in super::names::ancestors(folder) {
            if self.is_there(&folder) {
                continue;
            }
            match self.sftp.mkdir(Path::new(&folder), 0o755) {
                Ok(()) => new.push(folder),
                // Somebody else may have made it at this moment.
                Err(_) if self.is_there(&folder) => {}
                Err(error) => return Err(self.told_of(Act::Write, &folder, &error)),
            }
        }
        Ok(new)
    }

    fn make_new_folder(&self, folder: &str) -> Result<bool, DeliveryError> {
        match self.sftp.mkdir(Path::new(folder), 0o755) {
            Ok(()) => Ok(true),
            Err(_) if self.is_there(folder) => Ok(false),
            Err(error) => Err(self.told_of(Act::Write, folder, &error)),
        }
    }

    fn remove_folder(&self, folder: &str) -> Result<bool, DeliveryError> {
        match self.sftp.rmdir(Path::new(folder)) {
            Ok(()) => Ok(true),
            Err(error) => match error.code() {
                ErrorCode::SFTP(_) => Ok(false),
                ErrorCode::Session(_) => Err(self.told_of(Act::Remove, folder, &error)),
            },
        }
    }

    /// Uses the channel of extensions, if the server has one.
    fn extended<T>(
        &self,
        none: T,
        work: impl FnOnce(&mut Extensions) -> std::io::Result<T>,
    ) -> Result<T, DeliveryError> {
        let mut extensions = self.extensions.lock().unwrap_or_else(PoisonError::into_inner);
        let opened = extensions.get_or_insert_with(|| Extensions::open(&self.session).ok());
        match opened {
            None => Ok(none),
            Some(opened) => work(opened).map_err(|_| DeliveryError::broken(&self.place)),
        }
    }

    fn rename(&self, from: &str, to: &str, replace: bool) -> Result<(), DeliveryError> {
        if !replace && !self.is_openssh && self.is_there(to) {
            return Err(DeliveryError::exists(to));
        }
        let renamed = self.sftp.rename(Path::new(from), Path::new(to), Some(RenameFlags::empty()));
        let error = match renamed {
            Ok(()) => return Ok(()),
            Err(error) if !matches!(error.code(), ErrorCode::SFTP(_)) => {
                return Err(self.told_of(Act::Rename, to, &error));
            }
            Err(error) => error,
        };
        if replace {
            let over = |extensions: &mut Extensions| extensions.replace(from, to);
            match self.extended(Answer::Unsupported, over)? {
                Answer::Done(()) => return Ok(()),
                Answer::Refused(_) | Answer::Unsupported => {}
            }
        }
        if matches!(error.code(), ErrorCode::SFTP(FAILURE | EXISTS)) && self.is_there(to) {
            return Err(DeliveryError::exists(to));
        }
        Err(self.told_of(Act::Rename, to, &error))
    }

    fn remove(&self, path: &str) -> Result<(), DeliveryError> {
        match self.sftp.unlink(Path::new(path)) {
            Ok(()) => Ok(()),
            Err(error) if error.code() == ErrorCode::SFTP(NO_SUCH_FILE) => Ok(()),
            // Some answer so for what isn't there.
            Err(error) if error.code() == ErrorCode::SFTP(FAILURE) && !self.is_there(path) => {
                Ok(())
            }
            Err(error) => Err(self.told_of(Act::Remove, path, &error)),
        }
    }

    fn read(&self, path: &str, from: u64, length: usize) -> Result<Vec<u8>, DeliveryError> {
        use std::io::{Read, Seek, SeekFrom};
        let mut file = self
            .sftp
            .open_mode(path, OpenFlags::READ, 0, OpenType::File)
            .map_err(|error| self.told_of(Act::Read, path, &error))?;
        let mut found = Vec::new();
        let read = file
            .seek(SeekFrom::Start(from))
            .and_then(|_| file.take(length as u64).read_to_end(&mut found));
        match read {
            Ok(_) => Ok(found),
            Err(error) => Err(upload::told_io(self, Act::Read, path, &error)),
        }
    }
}

#[async_trait]
impl Session for SftpSession {
    fn place(&self) -> &str {
        &self.ssh.place
    }

    fn fingerprint(&self) -> Option<String> {
        Some(self.fingerprint.clone())
    }

    fn is_unprotected(&self) -> bool {
        false
    }

    async fn make_folder(&mut self, folder: &str) -> Result<Vec<String>, DeliveryError> {
        let folder = folder.to_owned();
        self.does(move |ssh| ssh.make_folder(&folder)).await
    }

    async fn remove_folder(&mut self, folder: &str) -> Result<bool, DeliveryError> {
        let folder = folder.to_owned();
        self.does(move |ssh| ssh.remove_folder(&folder)).await
    }

    async fn make_new_folder(&mut self, folder: &str) -> Result<bool, DeliveryError> {
        let folder = folder.to_owned();
        self.does(move |ssh| ssh.make_new_folder(&folder)).await
    }

    async fn has_folder(&mut self, folder: &str) -> Result<bool, DeliveryError> {
        let folder = folder.to_owned();
        self.does(move |ssh| Ok(ssh.is_there(&folder))).await
    }

    async fn look(&mut self, path: &str) -> Result<Look, DeliveryError> {
        let path = path.to_owned();
        self.does(move |ssh| ssh.look(&path)).await
    }

    async fn upload(
        &mut self,
        content: &Content,
        total: u64,
        path: &str,
        from: u64,
        control: &Control,
    ) -> Result<(), DeliveryError> {
        let (content, path) = (content.clone(), path.to_owned());
        let controlled = control.clone();
        let mut work = Box::pin(
            self.does(move |ssh| upload::upload(ssh, &content, total, &path, from, &controlled)),
        );
        tokio::select! {
            done = &mut work => return done,
            () = control.cancel.cancelled() => {}
        }
        match tokio::time::timeout(STOP, &mut work).await {
            Ok(done) => done,
            Err(_) => {
                // It waits for a server that doesn't answer.
                let _ = self.socket.shutdown(Shutdown::Both);
                let _ = work.await;
                Err(DeliveryError::cancelled())
            }
        }
    }

    async fn read(
        &mut self,
        path: &str,
        from: u64,
        length: usize,
    ) -> Result<Vec<u8>, DeliveryError> {
        let path = path.to_owned();
        self.does(move |ssh| ssh.read(&path, from, length)).await
    }

    async fn hash(&mut self, path: &str) -> Result<Option<ServerHash>, DeliveryError> {
        let path = path.to_owned();
        self.does(move |ssh| {
            if ssh.is_openssh {
                return Ok(None);
            }
            let hash = ssh.extended(None, |extensions| extensions.sha256(&path))?;
            let by = "by the server's check-file";
            Ok(hash.map(|hash| ServerHash { sha256: hexadecimal(&hash), by }))
        })
        .await
    }

    async fn renames_exclusively(&mut self) -> Result<bool, DeliveryError> {
        self.does(|ssh| {
            // As OpenSSH has them: two ways, of which only one replaces.
            let known = |extensions: &mut Extensions| Ok(extensions.renames_both_ways());
            if ssh.is_openssh { Ok(true) } else { ssh.extended(false, known) }
        })
        .await
    }

    async fn rename(&mut self, from: &str, to: &str, replace: bool) -> Result<(), DeliveryError> {
        let (from, to) = (from.to_owned(), to.to_owned());
        self.does(move |ssh| ssh.rename(&from, &to, replace)).await
    }

    async fn remove(&mut self, path: &str) -> Result<(), DeliveryError> {
        let path = path.to_owned();
        self.does(move |ssh| ssh.remove(&path)).await
    }

    async fn close(&mut self) {
        let done = self.does(|ssh| {
            // The server hears that nobody listens any more, either way.
            let _ = ssh.session.disconnect(None, "done", None);
            Ok(())
        });
        let _ = tokio::time::timeout(STOP, done).await;
    }
}

impl Drop for SftpSession {
    fn drop(&mut self) {
        // What still waits for the server on another thread ends.
        let _ = self.socket.shutdown(Shutdown::Both);
    }
}

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
