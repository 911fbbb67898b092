//! TLS for FTP, which keeps what the FTP library would make text of: why a
//! connection isn't trusted, and which certificate it has.

use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use rustls::ClientConfig;
use rustls::pki_types::ServerName;
use suppaftp::tokio::{AsyncRustlsStream, AsyncTlsConnector};
use suppaftp::tokio_rustls::TlsConnector;
use suppaftp::{FtpError, FtpResult};
use tokio::net::TcpStream;

use super::super::error::{DeliveryError, Fault};
use super::super::tls;

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

/// Makes connections of one configuration.
pub(super) struct Connector {
    connector: TlsConnector,
    place: String,
    seen: Arc<Seen>,
}

impl std::fmt::Debug for Connector {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Connector({})", self.place)
    }
}

impl Connector {
    pub(super) fn new(configuration: Arc<ClientConfig>, place: &str, seen: &Arc<Seen>) -> Self {
        let connector = TlsConnector::from(configuration);
        Self { connector, place: place.to_owned(), seen: Arc::clone(seen) }
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
        let stream = self
            .connector
            .connect(name, stream)
            .await
            .map_err(|error| self.failed(tls::told(&self.place, domain, &error)))?;
        let shown = stream.get_ref().1.peer_certificates().and_then(<[_]>::first);
        if let Some(certificate) = shown {
            let mut seen = self.seen.fingerprint.lock().unwrap_or_else(PoisonError::into_inner);
            *seen = Some(tls::fingerprint(certificate));
        }
        Ok(AsyncRustlsStream::from(stream))
    }
}
