//! Trust in servers by certificates: the system's, and those of a file that the
//! user names. Always verified.

use std::sync::Arc;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD_NO_PAD;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::{
    ClientSessionMemoryCache, ClientSessionStore, Resumption, Tls12ClientSessionValue,
    Tls13ClientSessionValue, WebPkiServerVerifier,
};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{
    AlertDescription, CertificateError, ClientConfig, DigitallySignedStruct, NamedGroup,
    RootCertStore, SignatureScheme,
};
use sha2::{Digest, Sha256};

use super::error::{DeliveryError, Fault, plain};

/// The certificates in a PEM file.
pub(super) fn pem(file: &str) -> Result<Vec<u8>, DeliveryError> {
    std::fs::read(file).map_err(|error| {
        let message = format!("the certificates `{file}` can't be read: {}", plain(&error));
        DeliveryError::new(Fault::Settings, message, "Choose the file again.")
    })
}

/// How a server's connections are encrypted.
pub(super) struct Configurations {
    /// The first one.
    pub(super) first: Arc<ClientConfig>,
    /// The later ones, which go on with the first one's session, as many FTP
    /// servers demand.
    pub(super) later: Arc<ClientConfig>,
}

/// Versions of TLS that are offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Versions {
    /// 1.2, in which any number of connections can go on with one session.
    Resumable,
    /// All. In 1.3 only as many connections can do so as the server gives tickets
    /// for, usually two.
    All,
}

/// One for all connections to a server.
pub(super) fn configurations(
    ca_file: Option<&str>,
    versions: Versions,
) -> Result<Configurations, DeliveryError> {
    let mut roots = RootCertStore::empty();
    // Those that can't be read aren't trusted.
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    let mut pinned = Vec::new();
    if let Some(file) = ca_file {
        let wrong = |reason: String| {
            let message = format!("`{file}` holds no certificate that can be used: {reason}");
            let hint = "Choose a file of certificates in PEM (BEGIN CERTIFICATE).";
            DeliveryError::new(Fault::Settings, message, hint)
        };
        let mut found = 0;
        for certificate in CertificateDer::pem_slice_iter(&pem(file)?) {
            let certificate = certificate.map_err(|error| wrong(error.to_string()))?;
            roots.add(certificate.clone()).map_err(|error| wrong(error.to_string()))?;
            pinned.push(certificate);
            found += 1;
        }
        if found == 0 {
            return Err(wrong("there is none in it".to_owned()));
        }
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = ClientConfig::builder_with_provider(Arc::clone(&provider));
    let builder = match versions {
        Versions::Resumable => builder.with_protocol_versions(&[&rustls::version::TLS12]),
        Versions::All => builder.with_safe_default_protocol_versions(),
    };
    let builder = builder.map_err(|error| unsafe_server("this computer", &error.to_string()))?;
    let wrong = |error: rustls::client::VerifierBuilderError| {
        let message = format!("this computer has no list of certificates to trust: {error}");
        let hint = "Install the system's CA certificates, or choose a file of certificates.";
        DeliveryError::new(Fault::Settings, message, hint)
    };
    let usual = WebPkiServerVerifier::builder_with_provider(Arc::new(roots), provider).build();
    let verifier = Verifier { usual: usual.map_err(wrong)?, pinned };
    let builder = builder.dangerous().with_custom_certificate_verifier(Arc::new(verifier));
    let mut first = builder.with_no_client_auth();
    let sessions = Arc::new(ClientSessionMemoryCache::new(1));
    first.resumption = Resumption::store(Arc::clone(&sessions) as _);
    let mut later = first.clone();
    later.resumption =
        Resumption::store(Arc::new(Borrowed { sessions, own: ClientSessionMemoryCache::new(1) }));
    Ok(Configurations { first: Arc::new(first), later: Arc::new(later) })
}

/// Sessions for the later connections: the first one's, as long as there are
/// any. Those of the later ones don't take their place.
#[derive(Debug)]
struct Borrowed {
    sessions: Arc<ClientSessionMemoryCache>,
    own: ClientSessionMemoryCache,
}

impl ClientSessionStore for Borrowed {
    fn set_kx_hint(&self, server_name: ServerName<'static>, group: NamedGroup) {
        self.sessions.set_kx_hint(server_name, group);
    }

    fn kx_hint(&self, server_name: &ServerName<'_>) -> Option<NamedGroup> {
        self.sessions.kx_hint(server_name)
    }

    fn set_tls12_session(&self, server_name: ServerName<'static>, value: Tls12ClientSessionValue) {
        self.own.set_tls12_session(server_name, value);
    }

    fn tls12_session(&self, server_name: &ServerName<'_>) -> Option<Tls12ClientSessionValue> {
        self.sessions.tls12_session(server_name)
    }

    fn remove_tls12_session(&self, server_name: &ServerName<'static>) {
        self.sessions.remove_tls12_session(server_name);
    }

    fn insert_tls13_ticket(
        &self,
        server_name: ServerName<'static>,
        value: Tls13ClientSessionValue,
    ) {
        self.own.insert_tls13_ticket(server_name, value);
    }

    fn take_tls13_ticket(
        &self,
        server_name: &ServerName<'static>,
    ) -> Option<Tls13ClientSessionValue> {
        let first = self.sessions.take_tls13_ticket(server_name);
        first.or_else(|| self.own.take_tls13_ticket(server_name))
    }
}

/// The usual verification, and one more way: a server may show exactly a
/// certificate that the user's file has. Many FTP servers sign their own, which
/// the usual one refuses even if it is trusted.
#[derive(Debug)]
struct Verifier {
    usual: Arc<WebPkiServerVerifier>,
    pinned: Vec<CertificateDer<'static>>,
}

impl ServerCertVerifier for Verifier {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        if self.pinned.iter().any(|pinned| pinned == end_entity) {
            return Ok(ServerCertVerified::assertion());
        }
        self.usual.verify_server_cert(end_entity, intermediates, server_name, ocsp_response, now)
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.usual.verify_tls12_signature(message, certificate, signature)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.usual.verify_tls13_signature(message, certificate, signature)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.usual.supported_verify_schemes()
    }
}

/// SHA-256 of a certificate.
pub(super) fn fingerprint(certificate: &CertificateDer<'_>) -> String {
    format!("SHA256:{}", BASE64_STANDARD_NO_PAD.encode(Sha256::digest(certificate)))
}

/// The error of TLS in an error of a connection; libraries wrap it more than
/// once.
pub(super) fn inside(error: &std::io::Error) -> Option<&rustls::Error> {
    let inner = error.get_ref()?;
    match inner.downcast_ref::<std::io::Error>() {
        Some(wrapped) => inside(wrapped),
        None => inner.downcast_ref(),
    }
}

/// What an error of a TLS connection means.
pub(super) fn told(place: &str, host: &str, error: &std::io::Error) -> DeliveryError {
    let Some(inner) = inside(error) else {
        return match error.kind() {
            std::io::ErrorKind::TimedOut => DeliveryError::timed_out(place),
            _ => DeliveryError::broken(place),
        };
    };
    match inner {
        rustls::Error::InvalidCertificate(reason) => certificate(place, host, reason),
        // Found here, or by the server.
        rustls::Error::DecryptError
        | rustls::Error::AlertReceived(AlertDescription::BadRecordMac) => {
            let message = format!("what went to or came from `{place}` was changed on its way");
            DeliveryError::new(Fault::Broken, message, "Check the network.")
        }
        _ => unsafe_server(place, &inner.to_string()),
    }
}

fn certificate(place: &str, host: &str, reason: &CertificateError) -> DeliveryError {
    let (message, hint) = match reason {
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => (
            format!("the certificate of `{place}` has expired"),
            "Ask the server's administrator to renew it, and check this computer's clock.",
        ),
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => (
            format!("the certificate of `{place}` isn't valid yet"),
            "Check this computer's clock, or ask the server's administrator.",
        ),
        CertificateError::UnknownIssuer => (
            format!("nobody that this computer trusts has signed the certificate of `{place}`"),
            "If it is signed by your own authority or by itself, choose that certificate's \
             file.",
        ),
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => (
            format!("the certificate of `{place}` is for another name than `{host}`"),
            "Type the host's name as the certificate has it, or ask the server's administrator.",
        ),
        CertificateError::Revoked => (
            format!("the certificate of `{place}` was revoked"),
            "Ask the server's administrator for a new one.",
        ),
        // The library has this kind in words only.
        other if format!("{other:?}").contains("CaUsedAsEndEntity") => (
            format!("the certificate of `{place}` is signed by itself"),
            "If its fingerprint is the one that the server's administrator gives, choose the \
             certificate's file in the target.",
        ),
        other => (
            format!("the certificate of `{place}` can't be trusted: {other}"),
            "Ask the server's administrator to look at it.",
        ),
    };
    DeliveryError::new(Fault::Certificate, message, hint)
}

fn unsafe_server(place: &str, reason: &str) -> DeliveryError {
    let message = format!("no safe connection to `{place}` can be made: {reason}");
    let hint = "Check the port and the kind of encryption, or ask the server's administrator.";
    DeliveryError::new(Fault::Protocol, message, hint)
}
