//! From a host's name to an open connection.

use std::net::SocketAddr;

use tokio::net::{TcpStream, lookup_host};

use super::check::{Step, Steps};
use super::control::Control;
use super::error::{DeliveryError, Fault, plain};
use super::settings::host_and_port;

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
