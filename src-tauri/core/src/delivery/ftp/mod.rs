//! FTP, plain and over SSL: passive, binary. The data connection goes to the
//! host of the control connection, whatever address the server names.

mod connector;

use std::collections::HashSet;
use std::io::SeekFrom;
use std::sync::Arc;

use async_trait::async_trait;
use suppaftp::tokio::{AsyncRustlsFtpStream, TransferStream};
use suppaftp::types::FileType;
use suppaftp::{FtpError, Status};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use super::check::{Step, Steps};
use super::control::Control;
use super::error::{DeliveryError, Fault};
use super::session::{Content, ReadSeek, ServerHash, Session};
use super::settings::{FtpsMode, host_and_port};
use super::{network, tls};
use connector::{Connector, Seen};

/// Bytes that are written at once.
const BLOCK: usize = 512 << 10;
/// The user who has no password.
const ANONYMOUS: &str = "anonymous";

type Stream = TransferStream<suppaftp::tokio::AsyncRustlsStream>;

/// Where an FTP target is.
pub(super) struct Server<'a> {
    pub(super) host: &'a str,
    pub(super) port: u16,
    pub(super) user: &'a str,
    pub(super) password: Option<&'a str>,
    /// How it is encrypted, and by which certificates beside the system's.
    pub(super) encryption: Option<(FtpsMode, Option<&'a str>)>,
}

/// A user who is logged in.
pub(super) struct FtpSession {
    stream: AsyncRustlsFtpStream,
    place: String,
    seen: Arc<Seen>,
    is_plain: bool,
    features: HashSet<String>,
    control: Control,
}

/// Logs in.
pub(super) async fn open(
    server: &Server<'_>,
    control: &Control,
    steps: &mut Steps<'_>,
) -> Result<FtpSession, DeliveryError> {
    let Server { host, port, user, password, encryption } = server;
    let place = host_and_port(host, *port);
    let seen = Arc::new(Seen::default());
    let told = |error: FtpError| seen.problem().unwrap_or_else(|| told(&place, &error));
    let addresses = network::resolve(host, *port, control, steps).await?;
    // Greets, up to where encryption begins.
    let greeted = steps
        .take(Step::Connect, async {
            let tcp = network::connect(host, *port, &addresses, control).await?;
            let greeting = match encryption {
                Some((FtpsMode::Implicit, _)) => Err(tcp),
                Some((FtpsMode::Explicit, _)) | None => {
                    let greeted = control.answer(&place, async {
                        AsyncRustlsFtpStream::connect_with_stream(tcp).await.map_err(told)
                    });
                    Ok(greeted.await?)
                }
            };
            Ok((greeting, encryption.is_none().then(|| "not encrypted".to_owned())))
        })
        .await?;
    let stream = match (greeted, encryption) {
        // Nothing proves who it is.
        (Ok(stream), None) => stream,
        (greeted, encryption) => {
            let ca_file = encryption.and_then(|(_, file)| file);
            let work = async {
                let configuration = tls::configuration(ca_file)?;
                let connector = Connector::new(configuration, &place, &seen);
                let stream = control
                    .answer(&place, async {
                        match greeted {
                            Ok(stream) => stream.into_secure(connector, host).await.map_err(told),
                            Err(tcp) => implicit(tcp, connector, host).await.map_err(told),
                        }
                    })
                    .await?;
                Ok((stream, seen.fingerprint()))
            };
            steps.take(Step::Trust, work).await?
        }
    };
    let mut session = FtpSession {
        stream,
        seen: Arc::clone(&seen),
        is_plain: encryption.is_none(),
        features: HashSet::new(),
        control: control.clone(),
        place: place.clone(),
    };
    let password = match password {
        Some(password) => password,
        // By custom it is an address, which nobody needs to have.
        None if *user == ANONYMOUS => "anonymous@",
        None => return Err(DeliveryError::no_secret("the password")),
    };
    let is_implicit = matches!(encryption, Some((FtpsMode::Implicit, _)));
    steps
        .take(Step::LogIn, async {
            let entered = session.enter(user, password, is_implicit).await;
            entered.map(|()| ((), Some(format!("as `{user}`"))))
        })
        .await?;
    Ok(session)
}

/// Encryption before the first word.
async fn implicit(
    tcp: tokio::net::TcpStream,
    connector: Connector,
    host: &str,
) -> Result<AsyncRustlsFtpStream, FtpError> {
    let address = tcp.peer_addr().map_err(FtpError::ConnectionError)?;
    // The library wants to connect by itself.
    drop(tcp);
    AsyncRustlsFtpStream::connect_secure_implicit(address, connector, host).await
}

impl FtpSession {
    async fn enter(
        &mut self,
        user: &str,
        password: &str,
        is_implicit: bool,
    ) -> Result<(), DeliveryError> {
        let (place, control) = (self.place.clone(), self.control.clone());
        let stream = &mut self.stream;
        stream.set_passive_nat_workaround(true);
        let entered = control.answer(&place, async {
            stream.login(user, password).await.map_err(|error| match &error {
                FtpError::UnexpectedResponse(response)
                    if response.status == Status::NotLoggedIn
                        || response.status == Status::InvalidCredentials =>
                {
                    let words = words(&response.body);
                    let is_encrypted =
                        !words.to_lowercase().contains("non-anonymous sessions must use");
                    let hint = if is_encrypted {
                        "Check the user and the password."
                    } else {
                        "The server wants encryption: choose FTP over SSL."
                    };
                    DeliveryError::login(&place, user, hint)
                }
                FtpError::UnexpectedResponse(_)
                | FtpError::ConnectionError(_)
                | FtpError::SecureError(_)
                | FtpError::BadResponse
                | FtpError::InvalidAddress(_)
                | FtpError::DataConnectionAlreadyOpen => told(&place, &error),
            })
        });
        entered.await?;
        control
            .answer(&place, async {
                if is_implicit {
                    // Explicit SSL has said so already.
                    for command in ["PBSZ 0", "PROT P"] {
                        let done = stream.custom_command(command, &[Status::CommandOk]).await;
                        done.map_err(|error| told(&place, &error))?;
                    }
                }
                stream.transfer_type(FileType::Binary).await.map_err(|error| told(&place, &error))
            })
            .await?;
        self.features = control
            .answer(&place, async {
                match self.stream.feat().await {
                    Ok(features) => {
                        let name = |name: &String| name.trim().to_uppercase();
                        Ok(features.keys().map(name).collect())
                    }
                    // An old server that doesn't know the question.
                    Err(FtpError::UnexpectedResponse(_) | FtpError::BadResponse) => {
                        Ok(HashSet::new())
                    }
                    Err(error) => Err(told(&place, &error)),
                }
            })
            .await?;
        if self.features.contains("UTF8") {
            let stream = &mut self.stream;
            control
                .answer(&place, async {
                    // Servers that always use it need not know the option.
                    let _ = stream.opts("UTF8", Some("ON")).await;
                    Ok(())
                })
                .await?;
        }
        Ok(())
    }

    /// One command, told by its path.
    async fn ask<T>(
        &mut self,
        path: &str,
        command: impl AsyncFnOnce(&mut AsyncRustlsFtpStream) -> Result<T, FtpError>,
    ) -> Result<T, DeliveryError> {
        let (place, seen) = (&self.place, &self.seen);
        let stream = &mut self.stream;
        // Also after the delivery was cancelled: the part has to be removed.
        let done = tokio::time::timeout(self.control.patience.answer, command(stream)).await;
        match done {
            Ok(Ok(done)) => Ok(done),
            Ok(Err(error)) => Err(seen.problem().unwrap_or_else(|| told_of(place, path, &error))),
            Err(_) => Err(DeliveryError::timed_out(place)),
        }
    }

    async fn send(
        &mut self,
        source: &mut dyn ReadSeek,
        content: &Content,
        stream: &mut Stream,
        (from, total): (u64, u64),
        control: &Control,
    ) -> Result<(), DeliveryError> {
        let mut block = vec![0; control.block(BLOCK)];
        let mut sent = from;
        loop {
            let read = source.read(&mut block).map_err(|error| content.unread(&error))?;
            if read == 0 {
                return Ok(());
            }
            control.hold(read).await?;
            let written = control.answer(&self.place, async {
                let written = stream.write_all(&block[..read]).await;
                written.map_err(|_| DeliveryError::broken(&self.place))
            });
            written.await?;
            sent += read as u64;
            control.sent(sent, total);
        }
    }
}

#[async_trait]
impl Session for FtpSession {
    fn fingerprint(&self) -> Option<String> {
        self.seen.fingerprint()
    }

    fn is_unprotected(&self) -> bool {
        self.is_plain
    }

    async fn make_folder(&mut self, folder: &str) -> Result<(), DeliveryError> {
        let is_there = async |session: &mut Self, folder: &str| {
            let before = session.ask(folder, async |ftp| ftp.pwd().await).await?;
            match session.ask(folder, async |ftp| ftp.cwd(folder).await).await {
                Ok(()) => {
                    session.ask(folder, async |ftp| ftp.cwd(&before).await).await?;
                    Ok(true)
                }
                Err(error) if error.retry() == super::Retry::Transient => Err(error),
                Err(_) => Ok(false),
            }
        };
        if is_there(self, folder).await? {
            return Ok(());
        }
        for folder in super::names::ancestors(folder) {
            if is_there(self, &folder).await? {
                continue;
            }
            let made = self.ask(&folder, async |ftp| ftp.mkdir(&folder).await).await;
            if let Err(error) = made
                && !is_there(self, &folder).await?
            {
                return Err(match error.fault {
                    Fault::NoFolder => DeliveryError::permission(&self.place, &folder),
                    _ => error,
                });
            }
        }
        Ok(())
    }

    async fn size(&mut self, path: &str) -> Result<Option<u64>, DeliveryError> {
        self.ask(path, async |ftp| match ftp.size(path).await {
            Ok(size) => Ok(Some(size as u64)),
            Err(FtpError::UnexpectedResponse(response))
                if response.status == Status::FileUnavailable =>
            {
                Ok(None)
            }
            Err(error) => Err(error),
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
        let mut source = content.open()?;
        source.seek(SeekFrom::Start(from)).map_err(|error| content.unread(&error))?;
        let opened = self.ask(path, async |ftp| match from {
            0 => ftp.put_with_stream(path).await,
            _ => ftp.append_with_stream(path).await,
        });
        let mut stream = opened.await?;
        let sent = self.send(&mut *source, content, &mut stream, (from, total), control).await;
        let place = self.place.clone();
        match sent {
            Ok(()) => {
                let finished = control.answer(&place, async {
                    stream.finish().await.map_err(|error| told_of(&place, path, &error))
                });
                finished.await
            }
            Err(error) if error.fault == Fault::Broken => {
                // The server may have said why it hung up.
                let said = tokio::time::timeout(control.patience.connect, stream.finish()).await;
                Err(match said {
                    Ok(Err(FtpError::UnexpectedResponse(response))) => {
                        told_of(&place, path, &FtpError::UnexpectedResponse(response))
                    }
                    _ => error,
                })
            }
            Err(error) => Err(error),
        }
    }

    async fn read(
        &mut self,
        path: &str,
        from: u64,
        length: usize,
    ) -> Result<Vec<u8>, DeliveryError> {
        let patience = self.control.patience.answer;
        self.ask(path, async |ftp| {
            let from = usize::try_from(from).unwrap_or(usize::MAX);
            ftp.resume_transfer(from).await?;
            let mut stream = ftp.retr_as_stream(path).await?;
            let mut found = Vec::new();
            let mut limited = (&mut stream).take(length as u64 + 1);
            limited.read_to_end(&mut found).await.map_err(FtpError::ConnectionError)?;
            if found.len() <= length {
                // The whole rest was read, so the server is content.
                stream.finish().await?;
            } else {
                found.truncate(length);
                // It complains that not everything was read.
                let _ = tokio::time::timeout(patience, stream.finish()).await;
            }
            Ok(found)
        })
        .await
    }

    async fn hash(&mut self, path: &str) -> Result<Option<ServerHash>, DeliveryError> {
        if self.features.contains("HASH") {
            let hash = self.ask(path, async |ftp| {
                ftp.opts("HASH", Some("SHA-256")).await?;
                ftp.custom_command(format!("HASH {path}"), &[Status::File]).await
            });
            return Ok(sha256(hash.await, "by the server's HASH"));
        }
        if self.features.contains("XSHA256") {
            let path = path.to_owned();
            let quoted = format!("XSHA256 \"{path}\"");
            let accepted = [Status::RequestedFileActionOk, Status::File];
            let hash = self.ask(&path, async |ftp| ftp.custom_command(quoted, &accepted).await);
            return Ok(sha256(hash.await, "by the server's XSHA256"));
        }
        Ok(None)
    }

    async fn rename(&mut self, from: &str, to: &str, replace: bool) -> Result<bool, DeliveryError> {
        // Most servers replace without a word.
        if !replace && self.size(to).await?.is_some() {
            return Err(DeliveryError::exists(to));
        }
        match self.ask(to, async |ftp| ftp.rename(from, to).await).await {
            Ok(()) => Ok(false),
            Err(error)
                if replace
                    && error.retry() == super::Retry::Permanent
                    && self.size(to).await?.is_some() =>
            {
                self.remove(to).await?;
                self.ask(to, async |ftp| ftp.rename(from, to).await).await.map(|()| true)
            }
            Err(error) => Err(error),
        }
    }

    async fn remove(&mut self, path: &str) -> Result<(), DeliveryError> {
        let removed = self.ask(path, async |ftp| ftp.rm(path).await).await;
        match removed {
            Err(error) if error.retry() == super::Retry::Permanent => {
                // One that isn't there is removed already.
                if self.size(path).await?.is_none() { Ok(()) } else { Err(error) }
            }
            done => done,
        }
    }

    async fn close(&mut self) {
        // The server hears that nobody listens any more, either way.
        let _ = tokio::time::timeout(self.control.patience.connect, self.stream.quit()).await;
    }
}

/// The SHA-256 in a server's answer.
fn sha256(
    answer: Result<suppaftp::types::Response, DeliveryError>,
    by: &'static str,
) -> Option<ServerHash> {
    // A server that can't after all is one that has no hash.
    let body = answer.ok()?.body;
    let text = String::from_utf8_lossy(&body).into_owned();
    let is_hash =
        |word: &&str| word.len() == 64 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
    let hash = text.split_whitespace().find(is_hash)?;
    Some(ServerHash { sha256: hash.to_lowercase(), by })
}

/// What an error means that has to do with a path.
fn told_of(place: &str, path: &str, error: &FtpError) -> DeliveryError {
    let FtpError::UnexpectedResponse(response) = error else { return told(place, error) };
    let words = words(&response.body);
    let says = |word: &str| words.to_lowercase().contains(word);
    match response.status {
        Status::RequestedActionNotTaken | Status::ExceededStorage => {
            DeliveryError::disk_full(place)
        }
        Status::ActionAborted if says("space") || says("full") => DeliveryError::disk_full(place),
        Status::FileUnavailable | Status::BadFilename => {
            if says("space") || says("quota") {
                DeliveryError::disk_full(place)
            } else if says("no such") || says("not found") || says("not exist") {
                let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
                DeliveryError::no_folder(place, folder)
            } else if says("exist") {
                DeliveryError::exists(path)
            } else {
                let mut refused = DeliveryError::permission(place, path);
                refused.message = format!("{} ({words})", refused.message);
                refused
            }
        }
        _ => told(place, error),
    }
}

/// What an error means.
fn told(place: &str, error: &FtpError) -> DeliveryError {
    let response = match error {
        FtpError::ConnectionError(error) => {
            return match error.kind() {
                std::io::ErrorKind::TimedOut => DeliveryError::timed_out(place),
                std::io::ErrorKind::ConnectionRefused => DeliveryError::unreachable(place, error),
                _ => DeliveryError::broken(place),
            };
        }
        FtpError::SecureError(reason) => {
            let message = format!("no safe connection to `{place}` can be made: {reason}");
            let hint = "Check the port and the kind of encryption.";
            return DeliveryError::new(Fault::Protocol, message, hint);
        }
        // An answer of no bytes is a connection that ended.
        FtpError::BadResponse => return DeliveryError::broken(place),
        FtpError::InvalidAddress(_) | FtpError::DataConnectionAlreadyOpen => {
            let message = format!("`{place}` doesn't speak FTP as it should");
            let hint = "Ask the server's administrator to look at it.";
            return DeliveryError::new(Fault::Protocol, message, hint);
        }
        FtpError::UnexpectedResponse(response) => response,
    };
    let words = words(&response.body);
    let code = response.status.code();
    // So says vsftpd when it breaks down in the middle.
    if words.starts_with("500 OOPS") {
        return DeliveryError::broken(place);
    }
    if (400..500).contains(&code) {
        let message = format!("`{place}` can't do it now: {words}");
        let hint = "Wait; if this stays, ask the server's administrator.";
        return DeliveryError::new(Fault::Busy, message, hint);
    }
    if response.status == Status::NotLoggedIn {
        let message = format!("`{place}` refuses the user: {words}");
        return DeliveryError::new(Fault::Login, message, "Check the user and the password.");
    }
    let message = format!("`{place}` refuses: {words}");
    let hint = "Ask the server's administrator what it says about it.";
    DeliveryError::new(Fault::Refused, message, hint)
}

/// A server's words in one line.
fn words(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(body);
    let text: String =
        text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(300).collect()
}
