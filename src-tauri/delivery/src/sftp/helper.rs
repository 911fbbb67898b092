//! Another connection of the user who is logged in, which helps with a large file
//! to a far server: what a line holds on its way is limited for each connection. It
//! is made beside the first one. Where the server doesn't want it, or where it
//! breaks, everything goes on without it.

use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;

use super::super::control::{Control, Patience};
use super::super::error::DeliveryError;
use super::super::settings::SftpLogin;
use super::connect::{Login, handshake, log_in};
use super::requests::{Handle, Mode, Requests};
use super::upload::{CHANNELS_OF_SEVERAL, Upload, Work};
use super::{Sockets, known_hosts};
use crate::secret::Secret;

/// Where the first connection went, and how it came in.
#[derive(Clone)]
pub(super) struct Access {
    pub(super) address: SocketAddr,
    pub(super) place: String,
    pub(super) user: String,
    pub(super) login: SftpLogin,
    pub(super) key_file: Option<String>,
    pub(super) secret: Option<Secret>,
    /// The host's key, which is trusted.
    pub(super) key: Vec<u8>,
    pub(super) patience: Patience,
}

impl Access {
    pub(super) fn login(&self) -> Login<'_> {
        Login {
            user: &self.user,
            by: self.login,
            key_file: self.key_file.as_deref(),
            secret: self.secret.as_deref(),
        }
    }

    /// Connects and helps, on a thread of its own that nobody waits for.
    pub(super) fn begin_to_help(
        &self,
        work: &Arc<Work>,
        path: &str,
        control: &Control,
        sockets: &Sockets,
    ) {
        let (access, path, work) = (self.clone(), path.to_owned(), Arc::clone(work));
        let (control, sockets) = (control.clone(), sockets.clone());
        std::thread::spawn(move || {
            let opened = access.open(&path, &sockets);
            let (has_begun, helped) = match opened {
                Ok((mut lines, handles)) if !handles.is_empty() && work.begin_to_help() => {
                    let place = &access.place;
                    (true, Upload::help(&work, &control, place, &path, &mut lines, handles))
                }
                Ok(_) => (false, Ok(())),
                Err(error) => {
                    tracing::debug!(%error, "another connection isn't made");
                    (false, Ok(()))
                }
            };
            work.end_help(has_begun, helped);
        });
    }

    /// The file on channels of a new connection; none where that isn't possible.
    fn open(
        &self,
        path: &str,
        sockets: &Sockets,
    ) -> Result<(Vec<Requests>, Vec<Handle>), DeliveryError> {
        let unreachable = |error| DeliveryError::unreachable(&self.place, &error);
        let (mut lines, mut handles) = (Vec::new(), Vec::new());
        let stream = TcpStream::connect_timeout(&self.address, self.patience.connect);
        let stream = stream.map_err(unreachable)?;
        // Only makes small messages faster.
        let _ = stream.set_nodelay(true);
        sockets.add(stream.try_clone().map_err(unreachable)?);
        let kind = known_hosts::kind(&self.key);
        let session = handshake(stream, &self.place, &[kind], self.patience)?;
        if session.host_key().is_none_or(|(key, _)| key != self.key) {
            return Ok((lines, handles));
        }
        log_in(&session, &self.place, &self.login())?;
        while lines.len() < CHANNELS_OF_SEVERAL {
            let Some(mut line) = Requests::open(&session, &self.place)? else { break };
            // Another server behind the same address has other files.
            let Ok(handle) = line.open_file(path, Mode::Write) else { break };
            lines.push(line);
            handles.push(handle);
        }
        Ok((lines, handles))
    }
}
