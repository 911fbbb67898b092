//! SFTP. The library blocks, so everything it does is done on threads that may;
//! its own time limit holds for each call.

mod connect;
mod helper;
mod known_hosts;
mod requests;
mod upload;

use std::net::{Shutdown, SocketAddr, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, Utc};

pub use known_hosts::Trust;

use super::check::{HostKey, Step, Steps};
use super::control::Control;
use super::error::{Act, DeliveryError, Fault};
use super::network;
use super::session::{Content, Look, ServerHash, Session};
use super::settings::{SftpLogin, host_and_port};
use crate::hash::hexadecimal;
use crate::secret::Secret;
use connect::{LoggedIn, told};
use helper::Access;
use requests::{
    CONNECTION_LOST, EXISTS, FAILURE, Failure, Mode, NO_CONNECTION, NO_SPACE, NO_SUCH_FILE,
    NO_SUCH_PATH, PERMISSION_DENIED, QUOTA_EXCEEDED, Requests, UNSUPPORTED, is_given_up,
};

/// How long a cancelled upload may take to stop by itself.
const STOP: Duration = Duration::from_secs(3);
/// Key exchanges before it is said that they can't agree.
const SHAKES: u32 = 3;
/// How long a key exchange takes before it is looked whether the server is another one.
const SHAKE: Duration = Duration::from_secs(5);
/// Where an SFTP target is.
pub(super) struct SftpServer<'a> {
    pub(super) host: &'a str,
    pub(super) port: u16,
    pub(super) user: &'a str,
    pub(super) login: SftpLogin,
    pub(super) key_file: Option<&'a str>,
    pub(super) secret: Option<&'a str>,
    /// Whether a large file may go over more than one connection.
    pub(super) more: bool,
}

/// What threads share.
struct Ssh {
    place: String,
    /// Channels on which the server speaks SFTP; the first one is always there.
    lines: Mutex<Vec<Requests>>,
    session: ssh2::Session,
    /// OpenSSH tells no hashes, renames in one step both ways, and has files that
    /// are written through several channels at once.
    is_openssh: bool,
    /// What one more connection needs, if there may be one.
    access: Option<Access>,
    /// Those of all connections, the first one's first.
    sockets: Sockets,
}

/// Ends connections that somebody on another thread may be waiting for.
#[derive(Clone, Default)]
struct Sockets(Arc<Mutex<Vec<TcpStream>>>);

impl Sockets {
    fn add(&self, socket: TcpStream) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(socket);
    }

    fn shut_down(&self) {
        for socket in &*self.0.lock().unwrap_or_else(PoisonError::into_inner) {
            let _ = socket.shutdown(Shutdown::Both);
        }
    }
}

/// A user who is logged in.
pub(super) struct SftpSession {
    ssh: Arc<Ssh>,
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
        let known = entries.iter().filter(|entry| !entry.revoked);
        let known: Vec<String> = known.map(|entry| entry.kind.clone()).collect();
        let session = connect::handshake(stream, &place, &known, patience)?;
        Ok((session, entries))
    });
    // The library goes on waiting for a server of another kind. Reading the first words
    // here would cost all others a round trip: only who takes long is asked once more.
    let is_another = async {
        tokio::time::sleep(SHAKE).await;
        let stream = network::connect(host, port, addresses, control).await.ok()?;
        network::greets_as(&stream, &host_and_port(host, port), true, control).await.err()
    };
    let shaken = tokio::select! {
        biased;
        () = control.cancel.cancelled() => Err(DeliveryError::cancelled()),
        shaken = shaken => shaken,
        Some(error) = is_another => Err(error),
    };
    let error = match shaken {
        Ok((session, entries)) => return Ok((session, socket, entries)),
        Err(error) => error,
    };
    // The thread ends with it.
    let _ = socket.shutdown(Shutdown::Both);
    Err(error)
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
    server: &SftpServer<'_>,
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
    let sockets = Sockets::default();
    let access = Access {
        address: socket.peer_addr().map_err(|error| DeliveryError::unreachable(&place, &error))?,
        place: place.clone(),
        user: server.user.to_owned(),
        login: server.login,
        key_file: server.key_file.map(str::to_owned),
        secret: server.secret.map(Secret::from),
        key: session.host_key().map(|(key, _)| key.to_vec()).unwrap_or_default(),
        patience: control.patience,
    };
    let is_alone = !server.more;
    sockets.add(socket);
    let shared = sockets.clone();
    let ssh = steps
        .take(Step::LogIn, async {
            let entered = blocking(move || {
                let user = &access.user;
                let LoggedIn { how, is_repeatable } =
                    connect::log_in(&session, &place, &access.login())?;
                let Some(line) = Requests::open(&session, &place)? else {
                    let message = format!("`{place}` lets `{user}` in, but offers no SFTP");
                    let hint = "Ask the server's administrator to allow SFTP for this user.";
                    return Err(DeliveryError::new(Fault::Refused, message, hint));
                };
                let is_openssh = line.renames_both_ways()
                    && session.banner().is_some_and(|banner| banner.contains("OpenSSH"));
                let access = Some(access).filter(|_| is_openssh && is_repeatable && !is_alone);
                let (lines, sockets) = (Mutex::new(vec![line]), shared);
                Ok((Ssh { place, lines, session, is_openssh, access, sockets }, how))
            });
            let (ssh, how) = tokio::select! {
                biased;
                () = control.cancel.cancelled() => {
                    // The thread ends with it.
                    sockets.shut_down();
                    return Err(DeliveryError::cancelled());
                }
                entered = entered => entered?,
            };
            Ok((ssh, Some(how)))
        })
        .await?;
    Ok(SftpSession { ssh: Arc::new(ssh), fingerprint })
}

impl SftpSession {
    /// Does what waits for the server on a thread that may. Each wait of it ends
    /// after the time that the server may take, and a connection that was waited
    /// for in vain is of no use to anybody.
    async fn does<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Ssh, &mut Vec<Requests>) -> Result<T, DeliveryError> + Send + 'static,
    ) -> Result<T, DeliveryError> {
        let ssh = Arc::clone(&self.ssh);
        blocking(move || {
            let mut lines = ssh.lines.lock().unwrap_or_else(PoisonError::into_inner);
            if is_given_up(&ssh.session) {
                return Err(DeliveryError::broken(&ssh.place));
            }
            work(&ssh, &mut lines)
        })
        .await
    }
}

/// What a failure means that has to do with a path.
fn told_of(place: &str, act: Act, path: &str, failure: Failure) -> DeliveryError {
    let (status, words) = match failure {
        Failure::Line(error) => return error,
        Failure::Status(status, words) => (status, words),
    };
    match status {
        NO_SUCH_FILE | NO_SUCH_PATH if act == Act::Write => {
            let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
            DeliveryError::no_folder(place, folder)
        }
        PERMISSION_DENIED => DeliveryError::refused(place, act, path, ""),
        EXISTS => DeliveryError::exists(path),
        NO_SPACE | QUOTA_EXCEEDED => DeliveryError::disk_full(place),
        NO_CONNECTION | CONNECTION_LOST => DeliveryError::broken(place),
        _ if act != Act::Write => DeliveryError::refused(place, act, path, &words),
        _ => {
            let message = format!("`{place}` refuses to write `{path}`: {words}");
            let hint = "Ask the server's administrator what its log says about it.";
            DeliveryError::new(Fault::Refused, message, hint)
        }
    }
}

impl Ssh {
    fn told_of(&self, act: Act, path: &str, failure: Failure) -> DeliveryError {
        told_of(&self.place, act, path, failure)
    }

    fn look(&self, line: &mut Requests, path: &str) -> Result<Look, DeliveryError> {
        let untold = |failure| Look::Untold(self.told_of(Act::Look, path, failure));
        match line.size(path) {
            Ok(_) if !line.is_file() => {
                let message = format!("`{path}` on `{}` is a folder, and not a file", self.place);
                let hint = "Remove or rename it there, or choose another file name.";
                Err(DeliveryError::new(Fault::Refused, message, hint))
            }
            Ok(Some(size)) => Ok(Look::File(size)),
            Ok(None) => Ok(Look::Untold(DeliveryError::refused(&self.place, Act::Look, path, ""))),
            Err(Failure::Status(NO_SUCH_FILE | NO_SUCH_PATH, _)) => Ok(Look::Missing),
            // Some answer so for what isn't there, others for everything.
            Err(failure @ Failure::Status(PERMISSION_DENIED | FAILURE | UNSUPPORTED, _)) => {
                Ok(untold(failure))
            }
            Err(failure) => Err(self.told_of(Act::Look, path, failure)),
        }
    }

    fn make_folder(&self, line: &mut Requests, folder: &str) -> Result<Vec<String>, DeliveryError> {
        let mut new = Vec::new();
        if is_there(line, folder)? {
            return Ok(new);
        }
        for folder in super::names::ancestors(folder) {
            if !is_there(line, &folder)? && self.make_new_folder(line, &folder)? {
                new.push(folder);
            }
        }
        Ok(new)
    }

    /// Whether it wasn't there; somebody else may make it at this moment.
    fn make_new_folder(&self, line: &mut Requests, folder: &str) -> Result<bool, DeliveryError> {
        match line.make_folder(folder) {
            Ok(()) => Ok(true),
            Err(Failure::Status(..)) if is_there(line, folder)? => Ok(false),
            Err(failure) => Err(self.told_of(Act::Write, folder, failure)),
        }
    }

    fn rename(
        &self,
        line: &mut Requests,
        from: &str,
        to: &str,
        replace: bool,
    ) -> Result<(), DeliveryError> {
        let told = |failure| self.told_of(Act::Rename, to, failure);
        if replace && line.replace(from, to).map_err(told)? {
            return Ok(());
        }
        if !replace && !self.is_openssh && is_there(line, to)? {
            return Err(DeliveryError::exists(to));
        }
        match line.rename(from, to) {
            Ok(()) => Ok(()),
            Err(Failure::Status(FAILURE | EXISTS, _)) if is_there(line, to)? => {
                Err(DeliveryError::exists(to))
            }
            Err(failure) => Err(told(failure)),
        }
    }

    fn remove(&self, line: &mut Requests, path: &str) -> Result<(), DeliveryError> {
        match line.remove(path) {
            Ok(()) | Err(Failure::Status(NO_SUCH_FILE, _)) => Ok(()),
            // Some answer so for what isn't there.
            Err(Failure::Status(FAILURE | PERMISSION_DENIED, _)) if !is_there(line, path)? => {
                Ok(())
            }
            Err(failure) => Err(self.told_of(Act::Remove, path, failure)),
        }
    }

    fn read(
        &self,
        line: &mut Requests,
        path: &str,
        from: u64,
        length: usize,
    ) -> Result<Vec<u8>, DeliveryError> {
        let told = |failure| self.told_of(Act::Read, path, failure);
        let handle = line.open_file(path, Mode::Read).map_err(told)?;
        let found = line.read(&handle, from, length);
        if !is_given_up(&self.session) {
            line.close(&handle).map_err(told)?;
        }
        found.map_err(told)
    }
}

fn is_there(line: &mut Requests, path: &str) -> Result<bool, DeliveryError> {
    match line.size(path) {
        Ok(_) => Ok(true),
        Err(Failure::Status(..)) => Ok(false),
        Err(Failure::Line(error)) => Err(error),
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

    fn gaps(&self) -> u64 {
        if self.ssh.is_openssh { upload::SPAN } else { 0 }
    }

    async fn make_folder(&mut self, folder: &str) -> Result<Vec<String>, DeliveryError> {
        let folder = folder.to_owned();
        self.does(move |ssh, lines| ssh.make_folder(&mut lines[0], &folder)).await
    }

    async fn remove_folder(&mut self, folder: &str) -> Result<bool, DeliveryError> {
        let folder = folder.to_owned();
        self.does(move |_, lines| match lines[0].remove_folder(&folder) {
            Ok(()) => Ok(true),
            Err(Failure::Status(..)) => Ok(false),
            Err(Failure::Line(error)) => Err(error),
        })
        .await
    }

    async fn make_new_folder(&mut self, folder: &str) -> Result<bool, DeliveryError> {
        let folder = folder.to_owned();
        self.does(move |ssh, lines| ssh.make_new_folder(&mut lines[0], &folder)).await
    }

    async fn has_folder(&mut self, folder: &str) -> Result<bool, DeliveryError> {
        let folder = folder.to_owned();
        self.does(move |_, lines| is_there(&mut lines[0], &folder)).await
    }

    async fn look(&mut self, path: &str) -> Result<Look, DeliveryError> {
        let path = path.to_owned();
        self.does(move |ssh, lines| ssh.look(&mut lines[0], &path)).await
    }

    async fn modified(&mut self, path: &str) -> Result<Option<DateTime<Utc>>, DeliveryError> {
        let path = path.to_owned();
        self.does(move |ssh, lines| {
            let told = |failure| ssh.told_of(Act::Look, &path, failure);
            lines[0].modified(&path).map_err(told)
        })
        .await
    }

    async fn names(&mut self, folder: &str) -> Result<Vec<String>, DeliveryError> {
        // An empty path isn't a folder to all servers.
        let folder = if folder.is_empty() { ".".to_owned() } else { folder.to_owned() };
        self.does(move |ssh, lines| {
            let told = |failure| ssh.told_of(Act::Look, &folder, failure);
            lines[0].names(&folder).map_err(told)
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
        let (content, path) = (content.clone(), path.to_owned());
        let controlled = control.clone();
        let mut work = Box::pin(self.does(move |ssh, lines| {
            upload::upload(ssh, lines, &content, total, &path, from, &controlled)
        }));
        tokio::select! {
            done = &mut work => return done,
            () = control.cancel.cancelled() => {}
        }
        match tokio::time::timeout(STOP, &mut work).await {
            Ok(done) => done,
            Err(_) => {
                // It waits for a server that doesn't answer.
                self.ssh.sockets.shut_down();
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
        self.does(move |ssh, lines| ssh.read(&mut lines[0], &path, from, length)).await
    }

    async fn hash(&mut self, path: &str) -> Result<Option<ServerHash>, DeliveryError> {
        let path = path.to_owned();
        self.does(move |_, lines| {
            let hash = lines[0].sha256(&path)?;
            let by = "by the server's check-file";
            Ok(hash.map(|hash| ServerHash { sha256: hexadecimal(&hash), by }))
        })
        .await
    }

    async fn renames_exclusively(&mut self) -> Result<bool, DeliveryError> {
        // As OpenSSH has them: two ways, of which only one replaces.
        self.does(|_, lines| Ok(lines[0].renames_both_ways())).await
    }

    async fn rename(&mut self, from: &str, to: &str, replace: bool) -> Result<(), DeliveryError> {
        let (from, to) = (from.to_owned(), to.to_owned());
        self.does(move |ssh, lines| ssh.rename(&mut lines[0], &from, &to, replace)).await
    }

    async fn remove(&mut self, path: &str) -> Result<(), DeliveryError> {
        let path = path.to_owned();
        self.does(move |ssh, lines| ssh.remove(&mut lines[0], &path)).await
    }

    async fn close(&mut self) {
        let done = self.does(|ssh, _| {
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
        self.ssh.sockets.shut_down();
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
