//! TLS for FTP, which keeps what the FTP library would make text of: why a
//! connection isn't trusted, and which certificate it has.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use rustls::pki_types::ServerName;
use suppaftp::tokio::{AsyncRustlsStream, AsyncTlsConnector};
use suppaftp::tokio_rustls::TlsConnector;
use suppaftp::{FtpError, FtpResult};
use tokio::net::TcpStream;

use super::super::error::{DeliveryError, Fault};
use super::super::tls::{self, Configurations};

/// What is known of the connections that were made.
#[derive(Debug, Default)]
pub(super) struct Seen {
    fingerprint: Mutex<Option<String>>,
    problem: Mutex<Option<DeliveryError>>,
}

impl Seen {
    pub(super) fn fingerprint(&self) -> Option<String> {
        self.fingerprint.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Why the last connection wasn't made.
    pub(super) fn problem(&self) -> Option<DeliveryError> {
        self.problem.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// Makes connections to one server.
pub(super) struct Connector {
    first: TlsConnector,
    later: TlsConnector,
    /// Whether the first connection, which commands go over, is made.
    is_made: AtomicBool,
    place: String,
    seen: Arc<Seen>,
}

impl std::fmt::Debug for Connector {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Connector({})", self.place)
    }
}

impl Connector {
    pub(super) fn new(configurations: Configurations, place: &str, seen: &Arc<Seen>) -> Self {
        Self {
            first: TlsConnector::from(configurations.first),
            later: TlsConnector::from(configurations.later),
            is_made: AtomicBool::new(false),
            place: place.to_owned(),
            seen: Arc::clone(seen),
        }
    }

    fn failed(&self, problem: DeliveryError) -> FtpError {
        let told = FtpError::SecureError(problem.message.clone());
        *self.seen.problem.lock().unwrap_or_else(PoisonError::into_inner) = Some(problem);
        told
    }
}

#[async_trait]
impl AsyncTlsConnector for Connector {
    type Stream = AsyncRustlsStream;

    async fn connect(&self, domain: &str, stream: TcpStream) -> FtpResult<Self::Stream> {
        let name = ServerName::try_from(domain.to_owned()).map_err(|_| {
            let message = format!("`{domain}` can't be the name in a certificate");
            let hint = "Type the host's name as its certificate has it.";
            self.failed(DeliveryError::new(Fault::Settings, message, hint))
        })?;
        let is_first = !self.is_made.load(Ordering::Relaxed);
        let connector = if is_first { &self.first } else { &self.later };
        let stream = connector
            .connect(name, stream)
            .await
            .map_err(|error| self.failed(tls::told(&self.place, domain, &error)))?;
        self.is_made.store(true, Ordering::Relaxed);
        let shown = stream.get_ref().1.peer_certificates().and_then(<[_]>::first);
        if let Some(certificate) = shown {
            let mut seen = self.seen.fingerprint.lock().unwrap_or_else(PoisonError::into_inner);
            *seen = Some(tls::fingerprint(certificate));
        }
        Ok(AsyncRustlsStream::from(stream))
    }
}
