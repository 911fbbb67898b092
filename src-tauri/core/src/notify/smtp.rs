//! Hands one message to a mail server, over TLS with a verified certificate.
//!
//! Every step has a time limit. A recipient that the server refuses doesn't
//! keep the message from the others.

use std::error::Error as _;
use std::future::Future;
use std::net::Ipv4Addr;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use lettre::Address;
use lettre::transport::smtp;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::{ClientId, Extension, MailParameter};
use rustls::CertificateError;

use super::error::MailError;
use super::mail::{MailSecurity, MailSettings};

/// Characters of a server's answer that are told.
const ANSWER: usize = 300;

/// How long a mail server may take.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// For a connection, and for each answer.
    pub answer: Duration,
    /// For the whole message.
    pub message: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self { answer: Duration::from_secs(30), message: Duration::from_mins(5) }
    }
}

/// A mail server with what is needed to use it.
pub struct PostOffice<'a> {
    /// Where it is.
    pub settings: &'a MailSettings,
    /// The password, where the settings have a user.
    pub password: Option<&'a str>,
    /// How long it may take.
    pub patience: Patience,
}

impl PostOffice<'_> {
    /// Sends a message. Gives what became of it for each recipient, in their
    /// order; an error is all recipients'.
    pub async fn send(
        &self,
        recipients: &[Address],
        message: &[u8],
    ) -> Result<Vec<Result<(), MailError>>, MailError> {
        let mut connection = self.connect().await?;
        let sent = self.hand_over(&mut connection, recipients, message).await;
        // The message is there or it isn't; a server that doesn't say goodbye
        // changes nothing.
        let _ = tokio::time::timeout(Duration::from_secs(2), connection.abort()).await;
        sent
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, MailError> {
        let settings = self.settings;
        let host = settings.host.clone();
        let tls = tokio::task::spawn_blocking(move || TlsParameters::new(host)).await;
        let told = |reason: String| MailError::Tls { server: settings.server(), reason };
        let tls = tls.map_err(|panic| told(panic.to_string()))?;
        let tls = tls.map_err(|error| self.told(&error))?;
        let hello = hello(ClientId::default());
        let at_once = match settings.security {
            MailSecurity::Starttls => None,
            MailSecurity::Tls => Some(tls.clone()),
        };
        let server = (settings.host.as_str(), settings.port);
        let limit = Some(self.patience.answer);
        let connect = AsyncSmtpConnection::connect_tokio1(server, limit, &hello, at_once, None);
        let mut connection = self.within(self.patience.answer, connect).await?;
        if settings.security == MailSecurity::Starttls {
            if !connection.can_starttls() {
                return Err(MailError::NoStarttls(settings.server()));
            }
            self.within(self.patience.answer, connection.starttls(tls, &hello)).await?;
        }
        self.log_in(&mut connection).await?;
        Ok(connection)
    }

    async fn log_in(&self, connection: &mut AsyncSmtpConnection) -> Result<(), MailError> {
        let MailSettings { user, .. } = self.settings;
        if user.is_empty() {
            return Ok(());
        }
        let Some(password) = self.password else {
            return Err(MailError::NoPassword { user: user.clone() });
        };
        if connection.server_info().get_auth_mechanism(DEFAULT_MECHANISMS).is_none() {
            return Err(MailError::NoLogin(self.settings.server()));
        }
        let credentials = Credentials::new(user.clone(), password.to_owned());
        let login = connection.auth(DEFAULT_MECHANISMS, &credentials);
        match self.answer(self.patience.answer, login).await? {
            Ok(()) => Ok(()),
            Err(Negative { later: true, answer }) => Err(self.later(answer)),
            Err(Negative { later: false, answer }) => {
                let (server, user) = (self.settings.server(), user.clone());
                Err(MailError::Login { server, user, answer })
            }
        }
    }

    async fn hand_over(
        &self,
        connection: &mut AsyncSmtpConnection,
        recipients: &[Address],
        message: &[u8],
    ) -> Result<Vec<Result<(), MailError>>, MailError> {
        let server = || self.settings.server();
        let Some(sender) = self.settings.sender() else {
            return Err(MailError::Address(self.settings.from.clone()));
        };
        let everybody = recipients.iter().chain([&sender.email]);
        let international = everybody.into_iter().any(|one| !one.to_string().is_ascii());
        let knows = |extension| connection.server_info().supports_feature(extension);
        if international && !knows(Extension::SmtpUtfEight) {
            let answer = "it takes addresses in ASCII alone".to_owned();
            return Err(MailError::Refused { server: server(), answer });
        }
        let options = if international { vec![MailParameter::SmtpUtfEight] } else { Vec::new() };
        let from = sender.email.to_string();
        let mail = connection.command(Mail::new(Some(sender.email), options));
        if let Err(Negative { later, answer }) = self.answer(self.patience.answer, mail).await? {
            return Err(if later {
                self.later(answer)
            } else {
                MailError::Sender { server: server(), from, answer }
            });
        }
        let mut each = Vec::new();
        for recipient in recipients {
            let asked = connection.command(Rcpt::new(recipient.clone(), Vec::new()));
            each.push(match self.answer(self.patience.answer, asked).await? {
                Ok(()) => Ok(()),
                Err(Negative { later: true, answer }) => Err(self.later(answer)),
                Err(Negative { later: false, answer }) => {
                    Err(MailError::Recipient { server: server(), answer })
                }
            });
        }
        if each.iter().all(Result::is_err) {
            return Ok(each);
        }
        let begun = self.answer(self.patience.answer, connection.command(Data)).await?;
        let done = match begun {
            Ok(()) => self.answer(self.patience.message, connection.message(message)).await?,
            Err(negative) => Err(negative),
        };
        match done {
            Ok(()) => Ok(each),
            Err(Negative { later: true, answer }) => Err(self.later(answer)),
            Err(Negative { later: false, answer }) => {
                Err(MailError::Refused { server: server(), answer })
            }
        }
    }

    fn later(&self, answer: String) -> MailError {
        MailError::Later { server: self.settings.server(), answer }
    }

    /// A step of which every failure is alike.
    async fn within<T>(
        &self,
        limit: Duration,
        step: impl Future<Output = Result<T, smtp::Error>>,
    ) -> Result<T, MailError> {
        match tokio::time::timeout(limit, step).await {
            Ok(Ok(done)) => Ok(done),
            Ok(Err(error)) => Err(self.told(&error)),
            Err(_) => Err(MailError::Silent(self.settings.server())),
        }
    }

    /// A step to which the server may say no.
    async fn answer<T>(
        &self,
        limit: Duration,
        step: impl Future<Output = Result<T, smtp::Error>>,
    ) -> Result<Result<(), Negative>, MailError> {
        match tokio::time::timeout(limit, step).await {
            Ok(Ok(_)) => Ok(Ok(())),
            Ok(Err(error)) if error.status().is_some() => {
                Ok(Err(Negative { later: error.is_transient(), answer: self.words(&error) }))
            }
            Ok(Err(error)) => Err(self.told(&error)),
            Err(_) => Err(MailError::Silent(self.settings.server())),
        }
    }

    /// A server's answer: its code and words on one line, without the password.
    fn words(&self, error: &smtp::Error) -> String {
        let said = error.source().map(ToString::to_string).unwrap_or_default();
        let mut words = said.split_whitespace().collect::<Vec<_>>().join(" ");
        if let Some(code) = error.status() {
            words = format!("{code} {words}").trim_end().to_owned();
        }
        if let Some(password) = self.password.filter(|password| !password.is_empty()) {
            let user = &self.settings.user;
            let forms = [
                STANDARD.encode(format!("\0{user}\0{password}")),
                STANDARD.encode(password),
                password.to_owned(),
            ];
            for form in forms {
                words = words.replace(&form, "…");
            }
        }
        if let Some((end, _)) = words.char_indices().nth(ANSWER) {
            words.truncate(end);
            words.push('…');
        }
        words
    }

    /// What a failure of the connection means.
    fn told(&self, error: &smtp::Error) -> MailError {
        let server = self.settings.server();
        if error.status().is_some() {
            let answer = self.words(error);
            return if error.is_transient() {
                self.later(answer)
            } else {
                MailError::Refused { server, answer }
            };
        }
        let mut cause = error.source();
        while let Some(inner) = cause {
            if let Some(io) = inner.downcast_ref::<std::io::Error>() {
                return told_io(server, io);
            }
            if let Some(tls) = inner.downcast_ref::<rustls::Error>() {
                return told_tls(server, tls);
            }
            cause = inner.source();
        }
        let reason = error.source().map_or_else(|| error.to_string(), ToString::to_string);
        if error.is_response() {
            // The library's word for an end where an answer was due.
            return match reason.as_str() {
                "incomplete response" => MailError::Dropped(server),
                _ => MailError::Odd { server, reason: "its answer isn't SMTP".to_owned() },
            };
        }
        if error.is_tls() {
            return MailError::Tls { server, reason };
        }
        MailError::Unreachable { server, reason }
    }
}

/// How this computer greets: by its name, where that is a host's name. Others are
/// refused by servers that look (`kasse_01`, `MÜLLER-PC`), and an address in
/// brackets is what the standard has for a computer without one.
fn hello(own: ClientId) -> ClientId {
    let is_label = |label: &str| {
        let is_inner = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        (1..=63).contains(&label.len())
            && label.bytes().all(is_inner)
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    match &own {
        ClientId::Domain(name) if name.len() > 253 || !name.split('.').all(is_label) => {
            ClientId::Ipv4(Ipv4Addr::LOCALHOST)
        }
        _ => own,
    }
}

/// A no.
struct Negative {
    later: bool,
    answer: String,
}

fn told_io(server: String, error: &std::io::Error) -> MailError {
    use std::io::ErrorKind;
    let inner = error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>());
    if let Some(tls) = inner {
        return told_tls(server, tls);
    }
    match error.kind() {
        ErrorKind::TimedOut => MailError::Silent(server),
        ErrorKind::ConnectionReset
        | ErrorKind::ConnectionAborted
        | ErrorKind::BrokenPipe
        | ErrorKind::UnexpectedEof => MailError::Dropped(server),
        ErrorKind::InvalidData => {
            MailError::Odd { server, reason: "its answer isn't text".to_owned() }
        }
        ErrorKind::ConnectionRefused => {
            MailError::Unreachable { server, reason: "nothing answers there".to_owned() }
        }
        _ => {
            // Without the number of the system's error.
            let reason = error.to_string();
            let reason = reason.split(" (os error").next().unwrap_or_default().to_lowercase();
            MailError::Unreachable { server, reason }
        }
    }
}

fn told_tls(server: String, error: &rustls::Error) -> MailError {
    let untrusted =
        |reason: &str| MailError::Untrusted { server: server.clone(), reason: reason.to_owned() };
    match error {
        rustls::Error::InvalidMessage(_) => MailError::NotTls(server),
        rustls::Error::InvalidCertificate(wrong) => match wrong {
            CertificateError::UnknownIssuer => {
                untrusted("its certificate comes from an authority that this computer doesn't know")
            }
            CertificateError::Expired | CertificateError::ExpiredContext { .. } => {
                untrusted("its certificate has expired")
            }
            CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
                untrusted("its certificate isn't valid yet")
            }
            CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
                untrusted("its certificate is for another name")
            }
            CertificateError::Revoked => untrusted("its certificate was revoked"),
            // The usual end of a certificate that its owner made alone.
            other if format!("{other:?}").contains("CaUsedAsEndEntity") => {
                untrusted("it made its certificate itself, and no authority vouches for that")
            }
            other => untrusted(&other.to_string()),
        },
        other => MailError::Tls { server, reason: other.to_string() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_hosts_names_greet() {
        let greets = |name: &str| hello(ClientId::Domain(name.to_owned())).to_string();
        for name in ["desk", "desk-7.example.com", "7desk"] {
            assert_eq!(greets(name), name);
        }
        for name in ["kasse_01", "MÜLLER-PC", "a b", "", "-desk", "desk.", "desk..example"] {
            assert_eq!(greets(name), "[127.0.0.1]");
        }
    }
}
