//! FTP, plain and over SSL: passive, binary. The data connection goes to the
//! host of the control connection, whatever address the server names.

mod connector;

use std::collections::HashSet;
use std::io::SeekFrom;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};
use suppaftp::tokio::{AsyncRustlsFtpStream, TransferStream};
use suppaftp::types::{FileType, Response};
use suppaftp::{FtpError, Status};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::check::{Step, Steps};
use super::control::Control;
use super::error::{Act, DeliveryError, Fault, Retry};
use super::session::{Content, Look, ReadSeek, ServerHash, Session};
use super::settings::{FtpsMode, host_and_port};
use super::tls::Versions;
use super::{network, tls};
use crate::hash::hexadecimal;
use connector::{Connector, Seen};

/// Bytes that are written at once.
const BLOCK: usize = 512 << 10;
/// How long is waited for a server's goodbye.
const GOODBYE: Duration = Duration::from_millis(20);
/// The user who has no password.
const ANONYMOUS: &str = "anonymous";

type Stream = TransferStream<suppaftp::tokio::AsyncRustlsStream>;

/// Where an FTP target is.
pub(super) struct FtpServer<'a> {
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
    is_utf8_to_say: bool,
    control: Control,
}

/// Logs in.
pub(super) async fn open(
    server: &FtpServer<'_>,
    control: &Control,
    steps: &mut Steps<'_>,
) -> Result<FtpSession, DeliveryError> {
    let FtpServer { host, port, user, password, encryption } = server;
    let place = host_and_port(host, *port);
    let seen = Arc::new(Seen::default());
    let told = |error: FtpError| seen.problem().unwrap_or_else(|| told(&place, &error));
    let addresses = network::resolve(host, *port, control, steps).await?;
    // Greets, up to where encryption begins.
    let greet = async || {
        let tcp = network::connect(host, *port, &addresses, control).await?;
        if !matches!(encryption, Some((FtpsMode::Implicit, _))) {
            network::greets_as(&tcp, &place, false, control).await?;
        }
        Ok::<_, DeliveryError>(match encryption {
            Some((FtpsMode::Implicit, _)) => Err(tcp),
            Some((FtpsMode::Explicit, _)) | None => {
                let greeted = control.answer(&place, async {
                    AsyncRustlsFtpStream::connect_with_stream(tcp).await.map_err(told)
                });
                Ok(greeted.await?)
            }
        })
    };
    let greeted = steps
        .take(Step::Connect, async {
            Ok((greet().await?, encryption.is_none().then(|| "not encrypted".to_owned())))
        })
        .await?;
    let stream = match (greeted, encryption) {
        // Nothing proves who it is.
        (Ok(stream), None) => stream,
        (greeted, encryption) => {
            let ca_file = encryption.and_then(|(_, file)| file);
            let encrypt = async |greeted: Result<AsyncRustlsFtpStream, TcpStream>, versions| {
                let configurations = tls::configurations(ca_file, versions)?;
                let connector = Connector::new(configurations, &place, &seen);
                control
                    .answer(&place, async {
                        match greeted {
                            Ok(stream) => stream.into_secure(connector, host).await.map_err(told),
                            Err(tcp) => implicit(tcp, connector, host).await.map_err(told),
                        }
                    })
                    .await
            };
            let work = async {
                let stream = match encrypt(greeted, Versions::Resumable).await {
                    // A server that wants a newer version.
                    Err(error) if error.fault == Fault::Protocol => {
                        encrypt(greet().await?, Versions::All).await?
                    }
                    encrypted => encrypted?,
                };
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
        is_utf8_to_say: false,
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
    tcp: TcpStream,
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
                match features(stream).await {
                    Ok(features) => Ok(features),
                    // An old server that doesn't know the question.
                    Err(FtpError::UnexpectedResponse(_) | FtpError::BadResponse) => {
                        Ok(HashSet::new())
                    }
                    Err(error) => Err(told(&place, &error)),
                }
            })
            .await?;
        self.is_utf8_to_say = self.features.contains("UTF8");
        Ok(())
    }

    /// Says in which encoding names are, before the first one where that matters.
    async fn say_utf8(&mut self, path: &str) -> Result<(), DeliveryError> {
        if !self.is_utf8_to_say || path.is_ascii() {
            return Ok(());
        }
        self.is_utf8_to_say = false;
        let said = self.stream.opts("UTF8", Some("ON"));
        match tokio::time::timeout(self.control.patience.answer, said).await {
            // Servers that always use it need not know the option.
            Ok(_) => Ok(()),
            Err(_) => Err(DeliveryError::timed_out(&self.place)),
        }
    }

    /// One command, told by its path.
    async fn ask<T>(
        &mut self,
        act: Act,
        path: &str,
        command: impl AsyncFnOnce(&mut AsyncRustlsFtpStream) -> Result<T, FtpError>,
    ) -> Result<T, DeliveryError> {
        self.say_utf8(path).await?;
        let (place, seen) = (&self.place, &self.seen);
        let stream = &mut self.stream;
        // Also after the delivery was cancelled: the part has to be removed.
        let done = tokio::time::timeout(self.control.patience.answer, command(stream)).await;
        match done {
            Ok(Ok(done)) => Ok(done),
            Ok(Err(error)) => {
                Err(seen.problem().unwrap_or_else(|| told_of(place, act, path, &error)))
            }
            Err(_) => Err(DeliveryError::timed_out(place)),
        }
    }

    /// Why a file can't be created, where the server doesn't say. vsftpd has the same words
    /// for a folder that isn't there, one that may only be read, and a disk with no room for
    /// one more file: only the first can be told apart.
    async fn not_created(&mut self, path: &str, refused: Response) -> DeliveryError {
        let said = words(&refused.body);
        let error = FtpError::UnexpectedResponse(refused);
        let told = told_of(&self.place, Act::Write, path, &error);
        if let Some((folder, _)) = path.rsplit_once('/') {
            match self.has_folder(if folder.is_empty() { "/" } else { folder }).await {
                Ok(true) => {}
                Ok(false) => return told,
                Err(error) => return error,
            }
        }
        match self.look(path).await {
            // It can't be written over.
            Ok(Look::File(_)) => told,
            Ok(Look::Missing | Look::Untold(_)) => {
                let message = format!("`{}` can't create `{path}`: {said}", self.place);
                let hint = "It is tried again. If this stays, check whether this user may write \
                            to the folder, and whether its disk has room for one more file.";
                DeliveryError::new(Fault::Busy, message, hint)
            }
            Err(error) => error,
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
    fn place(&self) -> &str {
        &self.place
    }

    fn fingerprint(&self) -> Option<String> {
        self.seen.fingerprint()
    }

    fn is_unprotected(&self) -> bool {
        self.is_plain
    }

    async fn make_folder(&mut self, folder: &str) -> Result<Vec<String>, DeliveryError> {
        if self.has_folder(folder).await? {
            return Ok(Vec::new());
        }
        let mut new = Vec::new();
        for folder in super::names::ancestors(folder) {
            if self.has_folder(&folder).await? {
                continue;
            }
            let made = self.ask(Act::Write, &folder, async |ftp| ftp.mkdir(&folder).await).await;
            match made {
                Ok(()) => new.push(folder),
                Err(error) if self.has_folder(&folder).await? => drop(error),
                Err(error) => {
                    return Err(match error.fault {
                        Fault::NoFolder => DeliveryError::permission(&self.place, &folder),
                        _ => error,
                    });
                }
            }
        }
        Ok(new)
    }

    async fn remove_folder(&mut self, folder: &str) -> Result<bool, DeliveryError> {
        match self.ask(Act::Remove, folder, async |ftp| ftp.rmdir(folder).await).await {
            Ok(()) => Ok(true),
            // Servers have one answer for what isn't there and what isn't allowed.
            Err(error) if error.retry() == Retry::Permanent => Ok(false),
            Err(error) => Err(error),
        }
    }

    async fn make_new_folder(&mut self, folder: &str) -> Result<bool, DeliveryError> {
        match self.ask(Act::Write, folder, async |ftp| ftp.mkdir(folder).await).await {
            Ok(()) => Ok(true),
            Err(error) if error.retry() == Retry::Permanent => {
                if self.has_folder(folder).await? {
                    Ok(false)
                } else {
                    Err(error)
                }
            }
            Err(error) => Err(error),
        }
    }

    async fn has_folder(&mut self, folder: &str) -> Result<bool, DeliveryError> {
        let before = self.ask(Act::Look, folder, async |ftp| ftp.pwd().await).await?;
        match self.ask(Act::Look, folder, async |ftp| ftp.cwd(folder).await).await {
            Ok(()) => {
                self.ask(Act::Look, folder, async |ftp| ftp.cwd(&before).await).await?;
                Ok(true)
            }
            Err(error) if error.retry() == Retry::Transient => Err(error),
            Err(_) => Ok(false),
        }
    }

    async fn look(&mut self, path: &str) -> Result<Look, DeliveryError> {
        let asked = self.ask(Act::Look, path, async |ftp| match ftp.size(path).await {
            Ok(size) => Ok(Ok(size as u64)),
            Err(FtpError::UnexpectedResponse(response))
                if (500..600).contains(&response.status.code()) =>
            {
                Ok(Err(response))
            }
            Err(error) => Err(error),
        });
        let refused = match asked.await? {
            Ok(size) => return Ok(Look::File(size)),
            Err(response) => response,
        };
        let words = words(&refused.body);
        if refused.status == Status::FileUnavailable && !is_forbidden(&refused.body) {
            return Ok(Look::Missing);
        }
        if self.features.contains("MLST") {
            let listed = self.ask(Act::Look, path, async |ftp| match ftp.mlst(Some(path)).await {
                Ok(facts) => Ok(Some(facts)),
                Err(FtpError::UnexpectedResponse(_) | FtpError::BadResponse) => Ok(None),
                Err(error) => Err(error),
            });
            if let Some(size) = listed.await?.as_deref().and_then(size_fact) {
                return Ok(Look::File(size));
            }
        }
        Ok(Look::Untold(DeliveryError::refused(&self.place, Act::Look, path, &words)))
    }

    async fn modified(&mut self, path: &str) -> Result<Option<DateTime<Utc>>, DeliveryError> {
        self.ask(Act::Look, path, async |ftp| match ftp.mdtm(path).await {
            // The protocol has it in UTC.
            Ok(modified) => Ok(Some(modified.and_utc())),
            Err(FtpError::UnexpectedResponse(_) | FtpError::BadResponse) => Ok(None),
            Err(error) => Err(error),
        })
        .await
    }

    async fn names(&mut self, folder: &str) -> Result<Vec<String>, DeliveryError> {
        let asked = Some(folder).filter(|folder| !folder.is_empty());
        let listed = self.ask(Act::Look, folder, async |ftp| match ftp.nlst(asked).await {
            // So say some servers of an empty folder.
            Err(FtpError::UnexpectedResponse(response)) if is_empty(&response.body) => {
                Ok(Vec::new())
            }
            done => done,
        });
        // Some servers give whole paths.
        let name = |path: String| path.rsplit('/').next().unwrap_or_default().to_owned();
        Ok(listed.await?.into_iter().map(name).collect())
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
        let opened = self.ask(Act::Write, path, async |ftp| match from {
            0 => match ftp.put_with_stream(path).await {
                Err(FtpError::UnexpectedResponse(refused)) if is_unexplained(&refused) => {
                    Ok(Err(refused))
                }
                done => done.map(Ok),
            },
            _ => match ftp.append_with_stream(path).await {
                // Some servers say so in a code for what passes by itself.
                Err(FtpError::UnexpectedResponse(refused)) => Ok(Err(refused)),
                done => done.map(Ok),
            },
        });
        let mut stream = match opened.await? {
            Ok(stream) => stream,
            Err(refused) if from == 0 => return Err(self.not_created(path, refused).await),
            Err(refused) => {
                let words = words(&refused.body);
                let message = format!("`{}` doesn't go on with `{path}`: {words}", self.place);
                let hint = "It is sent from the start.";
                return Err(DeliveryError::new(Fault::Resume, message, hint));
            }
        };
        let sent = self.send(&mut *source, content, &mut stream, (from, total), control).await;
        let place = self.place.clone();
        match sent {
            Ok(()) => {
                let finished = control.answer(&place, async {
                    stream.finish().await.map_err(|error| told_of(&place, Act::Write, path, &error))
                });
                finished.await
            }
            Err(error) if error.fault == Fault::Broken => {
                // The server may have said why it hung up.
                let said = tokio::time::timeout(control.patience.connect, stream.finish()).await;
                Err(match said {
                    Ok(Err(FtpError::UnexpectedResponse(response))) => {
                        told_of(&place, Act::Write, path, &FtpError::UnexpectedResponse(response))
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
        self.ask(Act::Read, path, async |ftp| {
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

    async fn digest(&mut self, path: &str) -> Result<String, DeliveryError> {
        // As one transfer: what isn't read to its end is an error to some servers.
        let opened = self.ask(Act::Read, path, async |ftp| ftp.retr_as_stream(path).await);
        let mut stream = opened.await?;
        let (place, control) = (&self.place, &self.control);
        let (mut hash, mut block) = (Sha256::new(), vec![0; BLOCK]);
        loop {
            let read = control.answer(place, async {
                stream.read(&mut block).await.map_err(|_| DeliveryError::broken(place))
            });
            match read.await? {
                0 => break,
                read => hash.update(&block[..read]),
            }
        }
        let finished = control.answer(place, async {
            let finished = stream.finish().await;
            finished.map_err(|error| told_of(place, Act::Read, path, &error))
        });
        finished.await?;
        Ok(hexadecimal(&hash.finalize()))
    }

    async fn hash(&mut self, path: &str) -> Result<Option<ServerHash>, DeliveryError> {
        if self.features.contains("HASH") {
            let hash = self.ask(Act::Look, path, async |ftp| {
                ftp.opts("HASH", Some("SHA-256")).await?;
                ftp.custom_command(format!("HASH {path}"), &[Status::File]).await
            });
            return Ok(sha256(hash.await, "by the server's HASH"));
        }
        if self.features.contains("XSHA256") {
            let path = path.to_owned();
            let quoted = format!("XSHA256 \"{path}\"");
            let accepted = [Status::RequestedFileActionOk, Status::File];
            let hash =
                self.ask(Act::Look, &path, async |ftp| ftp.custom_command(quoted, &accepted).await);
            return Ok(sha256(hash.await, "by the server's XSHA256"));
        }
        Ok(None)
    }

    async fn renames_exclusively(&mut self) -> Result<bool, DeliveryError> {
        Ok(false)
    }

    async fn rename(&mut self, from: &str, to: &str, replace: bool) -> Result<(), DeliveryError> {
        self.say_utf8(from).await?;
        // Most servers replace without a word.
        if !replace && matches!(self.look(to).await?, Look::File(_)) {
            return Err(DeliveryError::exists(to));
        }
        self.ask(Act::Rename, to, async |ftp| ftp.rename(from, to).await).await
    }

    async fn remove(&mut self, path: &str) -> Result<(), DeliveryError> {
        let removed = self.ask(Act::Remove, path, async |ftp| match ftp.rm(path).await {
            Err(FtpError::UnexpectedResponse(response))
                if response.status == Status::FileUnavailable && is_missing(&response.body) =>
            {
                Ok(())
            }
            done => done,
        });
        match removed.await {
            Err(error) if error.retry() == Retry::Permanent => {
                // One that isn't there is removed already.
                if matches!(self.look(path).await?, Look::Missing) { Ok(()) } else { Err(error) }
            }
            done => done,
        }
    }

    async fn close(&mut self) {
        // The server hears that nobody listens any more, either way; a far one's
        // answer is of no use to anybody.
        let _ = tokio::time::timeout(GOODBYE, self.stream.quit()).await;
    }
}

/// What a server can do, by name.
async fn features(stream: &mut AsyncRustlsFtpStream) -> Result<HashSet<String>, FtpError> {
    // Where this status is one that is expected, the library gives the first line
    // alone, and its own way to read the others waits for more after an answer of
    // one line. As another status the answer comes whole.
    let body = match stream.custom_command("FEAT", &[Status::CommandOk]).await {
        Ok(response) => response.body,
        Err(FtpError::UnexpectedResponse(response)) if response.status == Status::System => {
            response.body
        }
        Err(error) => return Err(error),
    };
    let text = String::from_utf8_lossy(&body).to_uppercase();
    let inside = text.lines().filter(|line| !line.starts_with("211"));
    Ok(inside.filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect())
}

/// The SHA-256 in a server's answer.
fn sha256(answer: Result<Response, DeliveryError>, by: &'static str) -> Option<ServerHash> {
    // A server that can't after all is one that has no hash.
    let body = answer.ok()?.body;
    let text = String::from_utf8_lossy(&body).into_owned();
    let is_hash =
        |word: &&str| word.len() == 64 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
    let hash = text.split_whitespace().find(is_hash)?;
    Some(ServerHash { sha256: hash.to_lowercase(), by })
}

/// Whether a server says that there is no such file or folder.
fn is_missing(body: &[u8]) -> bool {
    let words = words(body).to_lowercase();
    ["no such", "not found", "not exist"].into_iter().any(|word| words.contains(word))
}

/// Whether a server says that something isn't allowed.
fn is_forbidden(body: &[u8]) -> bool {
    let words = words(body).to_lowercase();
    let forbidden = ["denied", "permission", "permitted", "not allowed", "prohibited", "forbidden"];
    forbidden.into_iter().any(|word| words.contains(word))
}

/// Whether a server doesn't create a file and doesn't say why.
fn is_unexplained(refused: &Response) -> bool {
    let words = words(&refused.body).to_lowercase();
    let is_explained = ["space", "quota", "exist"].into_iter().any(|word| words.contains(word));
    refused.status == Status::BadFilename
        && !is_explained
        && !is_missing(&refused.body)
        && !is_forbidden(&refused.body)
}

/// Whether a server says that there are no files in a folder.
fn is_empty(body: &[u8]) -> bool {
    is_missing(body) || words(body).to_lowercase().contains("no files")
}

/// The size among the facts of a file.
fn size_fact(facts: &str) -> Option<u64> {
    let facts = facts.trim().to_lowercase();
    facts.split([';', ' ']).find_map(|fact| fact.strip_prefix("size="))?.parse().ok()
}

/// What an error means that has to do with a path.
fn told_of(place: &str, act: Act, path: &str, error: &FtpError) -> DeliveryError {
    let FtpError::UnexpectedResponse(response) = error else { return told(place, error) };
    let words = words(&response.body);
    let says = |word: &str| words.to_lowercase().contains(word);
    let is_permanent =
        (500..600).contains(&response.status.code()) && !words.starts_with("500 OOPS");
    match response.status {
        // Only what is written needs space.
        _ if act != Act::Write && is_permanent => DeliveryError::refused(place, act, path, &words),
        Status::RequestedActionNotTaken | Status::ExceededStorage => {
            DeliveryError::disk_full(place)
        }
        Status::ActionAborted if says("space") || says("full") => DeliveryError::disk_full(place),
        Status::FileUnavailable | Status::BadFilename => {
            if says("space") || says("quota") {
                DeliveryError::disk_full(place)
            } else if is_missing(&response.body) {
                let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
                DeliveryError::no_folder(place, folder)
            } else if says("exist") {
                DeliveryError::exists(path)
            } else {
                DeliveryError::refused(place, act, path, &words)
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
    let hint = "Ask the server's administrator what its log says about it.";
    DeliveryError::new(Fault::Refused, message, hint)
}

/// A server's words in one line; they are cut once no secret is in them.
fn words(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(body);
    let text: String =
        text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(2_000).collect()
}
