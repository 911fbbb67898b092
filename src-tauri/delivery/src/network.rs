//! From a host's name to an open connection.

use std::net::SocketAddr;
use std::time::Duration;

use tokio::net::{TcpStream, lookup_host};

use super::check::{Step, Steps};
use super::control::Control;
use super::error::{DeliveryError, Fault, plain};
use super::settings::host_and_port;

/// How long a server is waited for that may speak first.
const GREETING: Duration = Duration::from_secs(5);

/// Addresses of a host, as two steps' first.
pub(super) async fn resolve(
    host: &str,
    port: u16,
    control: &Control,
    steps: &mut Steps<'_>,
) -> Result<Vec<SocketAddr>, DeliveryError> {
    let unknown = |reason: &str| {
        let hint = "Check the host's name, or whether a VPN is needed.";
        DeliveryError::new(Fault::NoHost, format!("there is no host `{host}`{reason}"), hint)
    };
    steps
        .take(Step::Resolve, async {
            let found = control
                .answer(host, async {
                    let found = lookup_host((host, port)).await;
                    found.map_err(|error| unknown(&format!(": {}", plain(&error))))
                })
                .await?;
            let found: Vec<SocketAddr> = found.collect();
            match found.first() {
                Some(first) => {
                    let detail = first.ip().to_string();
                    Ok((found, Some(detail)))
                }
                None => Err(unknown("")),
            }
        })
        .await
}

/// A connection to the first address that answers.
pub(super) async fn connect(
    host: &str,
    port: u16,
    addresses: &[SocketAddr],
    control: &Control,
) -> Result<TcpStream, DeliveryError> {
    let place = host_and_port(host, port);
    let mut last = DeliveryError::timed_out(&place);
    for address in addresses {
        let tried = tokio::select! {
            biased;
            () = control.cancel.cancelled() => return Err(DeliveryError::cancelled()),
            tried = tokio::time::timeout(control.patience.connect, TcpStream::connect(address)) => tried,
        };
        match tried {
            Ok(Ok(stream)) => {
                // Only makes small messages faster.
                let _ = stream.set_nodelay(true);
                return Ok(stream);
            }
            Ok(Err(error)) => last = DeliveryError::unreachable(&place, &error),
            Err(_) => {
                let hint = "Check the host and port, or whether a VPN is needed.";
                let message = format!("can't reach `{place}`: it doesn't answer");
                last = DeliveryError::new(Fault::Unreachable, message, hint);
            }
        }
    }
    Err(last)
}

/// An error where a server's first words are those of FTP and not of SSH, or the other
/// way round: who waits for words of the other kind waits until patience ends. One that
/// says nothing is left to what follows. The words stay unread.
pub(super) async fn greets_as(
    stream: &TcpStream,
    place: &str,
    is_ssh: bool,
    control: &Control,
) -> Result<(), DeliveryError> {
    let mut words = [0; 4];
    let length = tokio::select! {
        biased;
        () = control.cancel.cancelled() => return Err(DeliveryError::cancelled()),
        peeked = tokio::time::timeout(GREETING, stream.peek(&mut words)) => match peeked {
            Ok(Ok(length)) => length,
            _ => return Ok(()),
        },
    };
    match &words[..length] {
        line if is_ssh && is_reply(line) => Err(not_ssh(place)),
        b"SSH-" if !is_ssh => {
            let message =
                format!("`{place}` answers as an SFTP server does, and not as one for FTP");
            let hint = "Choose SFTP, or type the port of FTP (usually 21).";
            Err(DeliveryError::new(Fault::Settings, message, hint))
        }
        _ => Ok(()),
    }
}

/// Whether a line is a reply of FTP. Mail servers have the same ones, and aren't SSH
/// servers either.
pub(super) fn is_reply(line: &[u8]) -> bool {
    matches!(line, [b'1'..=b'5', b'0'..=b'9', b'0'..=b'9', b' ' | b'-', ..])
}

/// What a server of FTP is told to be where one of SSH should be.
pub(super) fn not_ssh(place: &str) -> DeliveryError {
    let message = format!("`{place}` answers as an FTP server does, and not as one for SFTP");
    let hint = "Choose FTP, with or without SSL, or type the port of SFTP (usually 22).";
    DeliveryError::new(Fault::Settings, message, hint)
}
