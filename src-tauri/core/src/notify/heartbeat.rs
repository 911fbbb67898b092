//! Calls the address that a service gave for a schedule, once.

use std::error::Error as _;
use std::time::Duration;

use reqwest::StatusCode;
use reqwest::redirect::Policy;

use crate::spec::heartbeat::Heartbeat;

/// How long a service may take.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);
/// How often a service may name another address.
const REDIRECTS: usize = 5;

/// Why a service wasn't told. The address isn't in it, only its host.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum CallError {
    /// The address can't be used.
    #[error("the heartbeat URL can't be used: {0}")]
    Address(String),
    /// The system can't send anything.
    #[error("no request can be made: {0}")]
    Client(String),
    /// No connection, or it broke.
    #[error("can't reach {place}: {reason}")]
    Unreachable { place: String, reason: String },
    /// No answer in time.
    #[error("the service at {0} doesn't answer")]
    Silent(String),
    /// It can't take the call now.
    #[error("the service at {place} answers {status}")]
    Later { place: String, status: StatusCode },
    /// It doesn't take this call.
    #[error("the service at {place} answers {status}")]
    Refused { place: String, status: StatusCode },
}

impl CallError {
    /// What to do about it.
    pub(crate) fn hint(&self) -> &'static str {
        match self {
            Self::Address(_) | Self::Refused { .. } => {
                "Compare the heartbeat URL in the export's schedule with the one that the \
                 service shows."
            }
            Self::Client(_) => "Restart the computer if this goes on.",
            Self::Unreachable { .. } | Self::Silent(_) => {
                "Check the network, and whether the service works."
            }
            Self::Later { .. } => "Look whether the service works.",
        }
    }

    /// Whether it may go well later with nothing changed by hand.
    pub(crate) fn transient(&self) -> bool {
        match self {
            Self::Unreachable { .. } | Self::Silent(_) | Self::Later { .. } => true,
            Self::Address(_) | Self::Client(_) | Self::Refused { .. } => false,
        }
    }
}

/// Tells a service that a run has succeeded or failed, and waits for its answer.
pub(crate) async fn call(
    heartbeat: &Heartbeat,
    succeeded: bool,
    patience: Duration,
) -> Result<(), CallError> {
    let url = heartbeat.url(succeeded).map_err(CallError::Address)?;
    let place = heartbeat.place();
    let build = move || {
        reqwest::Client::builder()
            .user_agent(concat!("Export Desk/", env!("CARGO_PKG_VERSION")))
            .timeout(patience)
            .redirect(Policy::limited(REDIRECTS))
            // Another host isn't told which address led to it.
            .referer(false)
            .build()
    };
    // It reads the system's certificates, which takes a moment.
    let client = match tokio::task::spawn_blocking(build).await {
        Ok(Ok(client)) => client,
        Ok(Err(error)) => return Err(CallError::Client(innermost(&error.without_url()))),
        Err(panic) => return Err(CallError::Client(panic.to_string())),
    };
    let answer = client.get(url).send().await.map_err(|error| {
        let error = error.without_url();
        if error.is_timeout() {
            CallError::Silent(place.clone())
        } else {
            CallError::Unreachable { place: place.clone(), reason: innermost(&error) }
        }
    })?;
    let status = answer.status();
    if status.is_success() {
        Ok(())
    } else if status.is_server_error()
        || [StatusCode::REQUEST_TIMEOUT, StatusCode::TOO_MANY_REQUESTS].contains(&status)
    {
        Err(CallError::Later { place, status })
    } else {
        Err(CallError::Refused { place, status })
    }
}

/// The cause of an error, in the words of the system or library that met it.
fn innermost(error: &reqwest::Error) -> String {
    let mut words = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        words = inner.to_string();
        cause = inner.source();
    }
    // Without the number of the system's error.
    words.split(" (os error").next().unwrap_or_default().to_lowercase()
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpListener;

    use super::*;

    /// How long silence is waited for; answers come at their own time.
    const SHORT: Duration = Duration::from_millis(300);

    /// Answers each request with the next of the texts; none is silence. Gives what
    /// becomes of a call, with the port left out.
    async fn called(answers: &'static [Option<&'static str>]) -> Result<(), String> {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let server = tokio::spawn(async move {
            let mut open = Vec::new();
            for answer in answers {
                let (mut stream, _) = listener.accept().await.unwrap();
                let read = stream.read(&mut [0; 4096]).await.unwrap();
                assert!(read > 0);
                if let Some(answer) = answer {
                    stream.write_all(answer.as_bytes()).await.unwrap();
                }
                open.push(stream);
            }
            std::future::pending::<()>().await;
        });
        let heartbeat = Heartbeat::from(format!("http://127.0.0.1:{port}/7f3a").as_str());
        let patience = if answers.contains(&None) { SHORT } else { PATIENCE };
        let done = call(&heartbeat, true, patience).await;
        server.abort();
        let transient = |error: &CallError| if error.transient() { "later" } else { "never" };
        done.map_err(|error| {
            format!("{}: {error}", transient(&error)).replace(&format!(":{port}"), "")
        })
    }

    #[tokio::test]
    async fn answers_say_whether_it_is_tried_again() {
        const GOOD: &str = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nOK";
        const FULL: &str = "HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\n\r\n";
        const UNKNOWN: &str = "HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n";
        const MOVED: &str = "HTTP/1.1 302 Found\r\nlocation: /there\r\ncontent-length: 0\r\n\
                     connection: close\r\n\r\n";
        let place = "http://127.0.0.1";
        assert_eq!(called(&[Some(GOOD)]).await, Ok(()));
        assert_eq!(
            called(&[Some(FULL)]).await,
            Err(format!("later: the service at {place} answers 503 Service Unavailable"))
        );
        assert_eq!(
            called(&[Some(UNKNOWN)]).await,
            Err(format!("never: the service at {place} answers 404 Not Found"))
        );
        assert_eq!(
            called(&[None]).await,
            Err(format!("later: the service at {place} doesn't answer"))
        );
        assert_eq!(called(&[Some(MOVED), Some(GOOD)]).await, Ok(()));
    }

    #[tokio::test]
    async fn errors_of_the_network_are_told_without_the_address() {
        // A port that nobody listens at.
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        drop(listener);
        let heartbeat = Heartbeat::from(format!("http://127.0.0.1:{port}/7f3a?key=9").as_str());
        let error = call(&heartbeat, false, PATIENCE).await.unwrap_err();
        assert_eq!(
            error.to_string(),
            format!("can't reach http://127.0.0.1:{port}: connection refused")
        );
        assert!(error.transient());
        assert!(!format!("{error:?}").contains("7f3a"));
    }
}
