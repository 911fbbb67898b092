//! What the errors of object stores mean.

use std::error::Error as _;

use object_store::client::{HttpError, HttpErrorKind};

use super::error::{DeliveryError, Fault};
use super::tls;

/// What an error of a request for an object means.
pub fn told(place: &str, host: &str, key: &str, error: &object_store::Error) -> DeliveryError {
    let text = whole(error);
    if let Some(connection) = connection(place, host, error) {
        return connection;
    }
    let code = between(&text, "<Code>", "</Code>").unwrap_or_default();
    let login = |hint: &str| {
        let message = format!("`{place}` doesn't accept the access key");
        DeliveryError::new(Fault::Login, message, hint)
    };
    match code {
        "InvalidAccessKeyId" => return login("Check the access key's id."),
        "SignatureDoesNotMatch" => return login("Check the secret key, and the region."),
        "AuthenticationFailed" | "InvalidToken" | "ExpiredToken" => {
            return login("Check the key, and this computer's clock.");
        }
        "AccessDenied" | "AllAccessDisabled" => return DeliveryError::permission(place, key),
        "RequestTimeTooSkewed" => {
            let message = format!("the clocks of `{place}` and of this computer differ too much");
            let hint = "Set this computer's clock right; if it is, tell the store's administrator.";
            return DeliveryError::new(Fault::Login, message, hint);
        }
        // Azure's answer to a wrong signature has more than one code.
        "AuthorizationFailure" if text.contains("failed to authenticate") => {
            return login("Check the storage account and its access key.");
        }
        "NoSuchBucket" | "ContainerNotFound" => {
            let what = if code == "NoSuchBucket" { "bucket" } else { "container" };
            let message = format!("there is no such {what} on `{place}`");
            let hint = format!("Check the {what}'s name; it isn't made by itself.");
            return DeliveryError::new(Fault::NoFolder, message, hint);
        }
        "PermanentRedirect"
        | "TemporaryRedirect"
        | "AuthorizationHeaderMalformed"
        | "IllegalLocationConstraintException" => return elsewhere(place),
        "SlowDown" | "ServiceUnavailable" | "InternalError" | "ServerBusy" => {
            return busy(place);
        }
        "QuotaExceeded" | "EntityTooLarge" | "XMinioStorageFull" => {
            return DeliveryError::disk_full(place);
        }
        _ => {}
    }
    match error {
        _ if is_missing(error) => {
            let message = format!("there is no `{key}` on `{place}`");
            let hint = "Check the bucket's name; it isn't made by itself.";
            DeliveryError::new(Fault::NoFolder, message, hint)
        }
        object_store::Error::AlreadyExists { .. } | object_store::Error::Precondition { .. } => {
            DeliveryError::exists(key)
        }
        object_store::Error::PermissionDenied { .. } => DeliveryError::permission(place, key),
        object_store::Error::Unauthenticated { .. } => login("Check the access key."),
        object_store::Error::Generic { .. }
        | object_store::Error::InvalidPath { .. }
        | object_store::Error::JoinError { .. }
        | object_store::Error::NotSupported { .. }
        | object_store::Error::NotModified { .. }
        | object_store::Error::NotImplemented { .. }
        | object_store::Error::UnknownConfigurationKey { .. }
        | _ => {
            if let Some(status) = status(&text)
                && (status >= 500 && status != 501 || status == 429 || status == 408)
            {
                return busy(place);
            }
            if text.contains("region") && text.contains("redirect") {
                return elsewhere(place);
            }
            let words = between(&text, "<Message>", "</Message>");
            let words = words.or(text.lines().next()).unwrap_or_default();
            let words: String = words.chars().take(2_000).collect();
            let message = format!("`{place}` refuses: {words}");
            let hint = "Ask the store's administrator what its log says about it.";
            DeliveryError::new(Fault::Refused, message, hint)
        }
    }
}

/// Whether an object isn't there. Of one that goes while it is read, the library says so
/// within another error.
pub(crate) fn is_missing(error: &object_store::Error) -> bool {
    let mut next: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(cause) = next {
        if let Some(object_store::Error::NotFound { .. }) = cause.downcast_ref() {
            return true;
        }
        next = cause.source();
    }
    false
}

fn elsewhere(place: &str) -> DeliveryError {
    let message = format!("`{place}` isn't where the bucket is");
    DeliveryError::new(Fault::Settings, message, "Check the region.")
}

fn busy(place: &str) -> DeliveryError {
    let hint = "Wait; if this stays, ask the store's administrator.";
    DeliveryError::new(Fault::Busy, format!("`{place}` can't do it now"), hint)
}

/// What went wrong before there was an answer, if that is what went wrong.
fn connection(place: &str, host: &str, error: &object_store::Error) -> Option<DeliveryError> {
    let mut next = error.source();
    let mut kind = None;
    while let Some(cause) = next {
        if let Some(found) = cause.downcast_ref::<HttpError>() {
            kind = Some(found.kind());
        }
        if let Some(found) = cause.downcast_ref::<std::io::Error>() {
            if tls::inside(found).is_some() {
                return Some(tls::told(place, host, found));
            }
            if found.kind() == std::io::ErrorKind::ConnectionRefused {
                return Some(DeliveryError::unreachable(place, found));
            }
        }
        next = cause.source();
    }
    let text = whole(error);
    match kind? {
        HttpErrorKind::Connect if text.contains("dns error") || text.contains("lookup") => {
            let message = format!("there is no host `{host}`");
            let hint = "Check the endpoint, the region and the bucket's name.";
            Some(DeliveryError::new(Fault::NoHost, message, hint))
        }
        HttpErrorKind::Connect => {
            let message = format!("can't reach `{place}`");
            let hint = "Check the endpoint, or whether a VPN is needed.";
            Some(DeliveryError::new(Fault::Unreachable, message, hint))
        }
        HttpErrorKind::Timeout => Some(DeliveryError::timed_out(place)),
        // Also those that the library has no kind for, such as an answer that
        // comes before the request was sent: without an answer nobody refused.
        _ => Some(DeliveryError::broken(place)),
    }
}

/// The error with all its causes.
fn whole(error: &object_store::Error) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        text.push('\n');
        text.push_str(&cause.to_string());
        next = cause.source();
    }
    text
}

/// The status of an answer, which the library has only in its words.
fn status(text: &str) -> Option<u16> {
    let (_, after) = text.split_once("status code: ")?;
    after.get(..3)?.parse().ok()
}

fn between<'a>(text: &'a str, open: &str, close: &str) -> Option<&'a str> {
    let (_, after) = text.split_once(open)?;
    after.split_once(close).map(|(found, _)| found)
}

#[cfg(test)]
mod tests {
    use object_store::aws::{AmazonS3, AmazonS3Builder};
    use object_store::path::Path;
    use object_store::{ObjectStoreExt as _, RetryConfig};
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

    use super::super::error::Fault;

    /// A store whose server writes these answers in turn, and hangs up after each.
    async fn answering(answers: Vec<&'static str>, retries: usize) -> AmazonS3 {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let endpoint = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async move {
            for answer in answers.iter().cycle() {
                let (mut stream, _) = listener.accept().await.unwrap();
                let mut start = [0; 4096];
                let _: usize = stream.read(&mut start).await.unwrap();
                stream.write_all(answer.as_bytes()).await.unwrap();
            }
        });
        AmazonS3Builder::new()
            .with_endpoint(&endpoint)
            .with_bucket_name("bucket")
            .with_access_key_id("id")
            .with_secret_access_key("key")
            .with_allow_http(true)
            .with_retry(RetryConfig { max_retries: retries, ..RetryConfig::default() })
            .build()
            .unwrap()
    }

    /// What a request comes to.
    async fn answered(answer: &'static str) -> Fault {
        let store = answering(vec![answer], 0).await;
        let key = Path::from("key");
        let put = store.put(&key, vec![0; 1000].into());
        super::told("place", "127.0.0.1", "key", &put.await.unwrap_err()).fault
    }

    #[tokio::test]
    async fn what_goes_while_it_is_read_is_not_there() {
        let half = "HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\
            last-modified: Thu, 01 Jan 2026 00:00:00 GMT\r\netag: \"a\"\r\n\r\nhalf";
        let gone = "HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n";
        let store = answering(vec![half, gone], 2).await;
        let read = store.get(&Path::from("key")).await.unwrap().bytes().await.unwrap_err();
        assert!(!matches!(read, object_store::Error::NotFound { .. }), "{read:?}");
        assert!(super::is_missing(&read), "{read:?}");
    }

    #[tokio::test]
    async fn without_an_answer_nobody_refused() {
        for nothing in ["", "HTTP/1.1 20", "\0\0\0\0 no such thing\r\n\r\n"] {
            assert_eq!(answered(nothing).await, Fault::Broken, "{nothing:?}");
        }
        let refused = "HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n";
        assert_eq!(answered(refused).await, Fault::Refused);
        let busy = "HTTP/1.1 503 Slow Down\r\ncontent-length: 0\r\n\r\n";
        assert_eq!(answered(busy).await, Fault::Busy);
    }
}
