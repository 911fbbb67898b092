//! Trust in servers by certificates: the system's, and those of a file that the
//! user names. Always verified.

use std::sync::Arc;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD_NO_PAD;
use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{
    AlertDescription, CertificateError, ClientConfig, DigitallySignedStruct, RootCertStore,
    SignatureScheme,
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

/// One configuration for all connections to a server, so that the later ones
/// can go on with the first one's session, as many FTP servers demand.
pub(super) fn configuration(ca_file: Option<&str>) -> Result<Arc<ClientConfig>, DeliveryError> {
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
    let versions = ClientConfig::builder_with_provider(Arc::clone(&provider))
        .with_safe_default_protocol_versions();
    let builder = versions.map_err(|error| unsafe_server("this computer", &error.to_string()))?;
    let wrong = |error: rustls::client::VerifierBuilderError| {
        let message = format!("this computer has no list of certificates to trust: {error}");
        let hint = "Install the system's CA certificates, or choose a file of certificates.";
        DeliveryError::new(Fault::Settings, message, hint)
    };
    let usual = WebPkiServerVerifier::builder_with_provider(Arc::new(roots), provider).build();
    let verifier = Verifier { usual: usual.map_err(wrong)?, pinned };
    let builder = builder.dangerous().with_custom_certificate_verifier(Arc::new(verifier));
    Ok(Arc::new(builder.with_no_client_auth()))
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
