//! Writing a file so that the line is never idle.
//!
//! The library sends everything that it is handed at once and waits only for the
//! first answer; handed the same bytes again, without those that were answered,
//! it sends what is new among them. So it is always handed a window that is
//! refilled while half of it is still on its way.

use std::io::{Read, Seek, SeekFrom, Write};
use std::path::Path;

use ssh2::{ErrorCode, OpenFlags, OpenType};

use super::super::control::Control;
use super::super::error::{Act, DeliveryError, Fault};
use super::super::session::Content;
use super::Ssh;
use super::connect::told;

/// Bytes on their way, at most: enough for a gigabit line around the world's
/// half.
const WINDOW: usize = 4 << 20;

pub(super) fn upload(
    ssh: &Ssh,
    content: &Content,
    total: u64,
    path: &str,
    from: u64,
    control: &Control,
) -> Result<(), DeliveryError> {
    let mut source = content.open()?;
    source.seek(SeekFrom::Start(from)).map_err(|error| content.unread(&error))?;
    let flags = match from {
        0 => OpenFlags::WRITE | OpenFlags::TRUNCATE,
        _ => OpenFlags::WRITE,
    };
    let opened = ssh.sftp.open_mode(path, flags, 0o644, OpenType::File);
    let mut file = opened.map_err(|error| {
        let told = ssh.told_of(Act::Write, path, &error);
        if from == 0 || !matches!(error.code(), ErrorCode::SFTP(_)) {
            return told;
        }
        let message = format!("`{}` doesn't go on with `{path}`: {}", ssh.place, told.message);
        DeliveryError::new(Fault::Resume, message, "It is sent from the start.")
    })?;
    let told = |error: std::io::Error| told_io(ssh, Act::Write, path, &error);
    if from > 0 {
        file.seek(SeekFrom::Start(from)).map_err(told)?;
    }
    let mut window = vec![0; control.block(WINDOW)];
    let (mut start, mut end) = (0, 0);
    let (mut sent, mut is_read) = (from, false);
    loop {
        if !is_read && end - start <= window.len() / 2 {
            window.copy_within(start..end, 0);
            (start, end) = (0, end - start);
            while end < window.len() {
                match source.read(&mut window[end..]) {
                    Ok(0) => {
                        is_read = true;
                        break;
                    }
                    Ok(read) => {
                        control.hold_blocking(read)?;
                        end += read;
                    }
                    Err(error) => return Err(content.unread(&error)),
                }
            }
        }
        if start == end {
            break;
        }
        if control.cancel.is_cancelled() {
            return Err(DeliveryError::cancelled());
        }
        let written = file.write(&window[start..end]).map_err(told)?;
        start += written;
        sent += written as u64;
        control.sent(sent, total);
    }
    // A server may tell only now that it couldn't write.
    file.close().map_err(|error| ssh.told_of(Act::Write, path, &error))
}

/// What an error of reading or writing means. The library keeps the kind of the
/// last error, and of SFTP's own errors only the words.
pub(super) fn told_io(ssh: &Ssh, act: Act, path: &str, error: &std::io::Error) -> DeliveryError {
    if error.kind() == std::io::ErrorKind::TimedOut {
        return DeliveryError::timed_out(&ssh.place);
    }
    let last = ssh2::Error::last_session_error(&ssh.session);
    match last.as_ref().map(ssh2::Error::code) {
        Some(ErrorCode::Session(-31)) | None => match error.to_string().as_str() {
            "permission denied" => DeliveryError::refused(&ssh.place, act, path, ""),
            words if act == Act::Read => DeliveryError::refused(&ssh.place, act, path, words),
            "no space on filesystem" | "quota exceeded" => DeliveryError::disk_full(&ssh.place),
            "connection lost" | "no connection" => DeliveryError::broken(&ssh.place),
            "failure" if is_full(ssh, path) => DeliveryError::disk_full(&ssh.place),
            words => {
                let message = format!("`{}` can't write `{path}`: {words}", ssh.place);
                let hint = "Check the space and quota there; ask the server's administrator.";
                DeliveryError::new(Fault::Busy, message, hint)
            }
        },
        Some(ErrorCode::Session(_) | ErrorCode::SFTP(_)) => {
            last.map_or_else(|| DeliveryError::broken(&ssh.place), |last| told(&ssh.place, &last))
        }
    }
}

/// Whether the disk there has no space: the protocol's version that servers
/// speak can't say so.
fn is_full(ssh: &Ssh, path: &str) -> bool {
    let Ok(mut file) = ssh.sftp.open(Path::new(path)) else { return false };
    // A quota shows no other way either, but not every server tells this.
    file.statvfs().is_ok_and(|disk| disk.f_bavail.saturating_mul(disk.f_frsize) < 1 << 20)
}
