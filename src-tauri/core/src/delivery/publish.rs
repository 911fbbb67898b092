//! How a file appears at a place with names: uploaded under a temporary name in
//! its folder, checked, and only then renamed. At no moment does its own name
//! stand for anything but the whole file.
//!
//! In this order: folder, free name, manifest and file as parts, check, rename
//! manifest, rename file, marker. What is broken off is gone on with at the next
//! attempt, from what the server has of it once that is seen to be ours.

use sha2::{Digest, Sha256};

use super::control::Control;
use super::error::{DeliveryError, Fault, Retry};
use super::names;
use super::session::{Content, Session};
use super::settings::TargetIfExists;
use super::{Delivered, Upload};
use crate::archive::hexadecimal;
use crate::delivery::check::{Step, Steps};

/// Bytes at the end of what the server has that are compared before going on.
const COMPARED: u64 = 256 << 10;
/// Largest file that is read back where neither the way nor the server says
/// that it arrived as it was sent.
const READ_BACK: u64 = 64 << 20;
/// Names with a number that are tried.
const NUMBERS: u32 = 10_000;
/// What a test writes.
const PROBE: &[u8] = b"Export Desk looks whether it can deliver here. This file may be deleted.\n";

/// Delivers a file. Whatever stops it, nothing stands under the file's name.
pub(super) async fn put(
    session: &mut dyn Session,
    upload: &Upload,
    control: &Control,
) -> Result<Delivered, DeliveryError> {
    let part = names::join(&upload.folder, &names::part(&upload.name, &upload.part.key));
    let mut result = put_as(session, upload, &part, control).await;
    if let Err(error) = &mut result {
        let is_over = error.retry() == Retry::Permanent && !upload.keep_part();
        let is_removed = (is_over || error.fault == Fault::Mismatch) && {
            let removed = session.remove(&part);
            matches!(tokio::time::timeout(control.patience.connect, removed).await, Ok(Ok(())))
        };
        error.part = (!is_removed).then_some(part);
    }
    result
}

async fn put_as(
    session: &mut dyn Session,
    upload: &Upload,
    part: &str,
    control: &Control,
) -> Result<Delivered, DeliveryError> {
    let Upload { folder, options, .. } = upload;
    if options.create_folders && !folder.is_empty() {
        session.make_folder(folder).await?;
    }
    let mut left = Vec::new();
    for key in &upload.part.given_up {
        let part = names::join(folder, &names::part(&upload.name, key));
        if session.remove(&part).await.is_err() {
            left.push(part);
        }
    }
    let delivered = |delivered: Delivered| Delivered { left, ..delivered };
    let there = session.size(part).await?;
    if let (None, Some(claimed)) = (there, &upload.claimed)
        && let Some(size) = session.size(&names::join(folder, claimed)).await?
        && size == upload.bytes
    {
        // The last attempt renamed it, and the server's answer was lost.
        return finish(session, upload, claimed, "size", false, control).await.map(delivered);
    }
    let mut name = free_name(session, upload).await?;
    let from = match there {
        Some(size) if size > 0 => resumable(session, upload, part, size).await?,
        Some(_) | None => 0,
    };
    let content = Content::File(upload.file.clone());
    session.upload(&content, upload.bytes, part, from, control).await?;
    let verified = verify(session, upload, part).await?;

    let mut number = 1;
    loop {
        upload.claim(&name).await?;
        let path = names::join(folder, &name);
        if options.ready_marker {
            // A marker of the file before must not stand for this one.
            session.remove(&names::join(folder, &names::ready(&name))).await?;
        }
        if let Some(manifest) = upload.manifest_for(&name)? {
            let path = names::join(folder, &names::manifest(&name));
            small(session, upload, &path, manifest, control).await?;
        }
        let replace = options.if_exists == TargetIfExists::Replace;
        match session.rename(part, &path, replace).await {
            Ok(removed_first) => {
                let finished = finish(session, upload, &name, &verified, removed_first, control);
                return finished.await.map(delivered);
            }
            // Somebody took the name at this moment.
            Err(error)
                if error.fault == Fault::Exists
                    && options.if_exists == TargetIfExists::Number
                    && number < NUMBERS =>
            {
                number += 1;
                name = free_name(session, upload).await?;
            }
            Err(error) => return Err(error),
        }
    }
}

/// What follows the file.
async fn finish(
    session: &mut dyn Session,
    upload: &Upload,
    name: &str,
    verified: &str,
    removed_first: bool,
    control: &Control,
) -> Result<Delivered, DeliveryError> {
    if upload.options.ready_marker {
        let marker = names::join(&upload.folder, &names::ready(name));
        small(session, upload, &marker, Vec::new(), control).await?;
    }
    Ok(Delivered {
        name: name.to_owned(),
        remote_path: names::join(&upload.folder, name),
        bytes: upload.bytes,
        verified: verified.to_owned(),
        fingerprint: session.fingerprint(),
        removed_first,
        left: Vec::new(),
    })
}

/// Publishes a small file in place of what is there.
async fn small(
    session: &mut dyn Session,
    upload: &Upload,
    path: &str,
    bytes: Vec<u8>,
    control: &Control,
) -> Result<(), DeliveryError> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let part = names::join(&upload.folder, &names::part(name, &upload.part.key));
    let total = bytes.len() as u64;
    session.upload(&Content::Bytes(bytes), total, &part, 0, &control.quiet()).await?;
    let size = session.size(&part).await?;
    if size != Some(total) {
        return Err(DeliveryError::mismatch(path, "its size is another one"));
    }
    session.rename(&part, path, true).await.map(drop)
}

/// The name that the file gets, by the target's rule.
async fn free_name(session: &mut dyn Session, upload: &Upload) -> Result<String, DeliveryError> {
    let rule = upload.options.if_exists;
    if rule == TargetIfExists::Replace {
        return Ok(upload.name.clone());
    }
    for number in 1..NUMBERS {
        let name = names::numbered(&upload.name, number);
        let mut taken = session.size(&names::join(&upload.folder, &name)).await?.is_some();
        if !taken && upload.options.manifest {
            let manifest = names::join(&upload.folder, &names::manifest(&name));
            taken =
                session.size(&manifest).await?.is_some() && upload.claimed.as_ref() != Some(&name);
        }
        if !taken {
            return Ok(name);
        }
        if rule == TargetIfExists::Fail {
            return Err(DeliveryError::exists(&names::join(&upload.folder, &name)));
        }
    }
    Err(DeliveryError::exists(&names::join(&upload.folder, &upload.name)))
}

/// From which byte an upload goes on: what the server has must be a beginning
/// of the file, as far as its first and last bytes can tell.
async fn resumable(
    session: &mut dyn Session,
    upload: &Upload,
    part: &str,
    size: u64,
) -> Result<u64, DeliveryError> {
    if size > upload.bytes {
        return Ok(0);
    }
    let content = Content::File(upload.file.clone());
    let tail = size.min(COMPARED);
    for from in [0, size - tail] {
        let length = usize::try_from(tail).unwrap_or(usize::MAX);
        let ours = content.part(from, length)?;
        match session.read(part, from, length).await {
            Ok(theirs) if theirs == ours => {}
            Ok(_) => return Ok(0),
            Err(error) if error.retry() == Retry::Transient => return Err(error),
            // Some users may write and not read.
            Err(_) => return Ok(0),
        }
    }
    Ok(size)
}

/// Checks what arrived; says how.
async fn verify(
    session: &mut dyn Session,
    upload: &Upload,
    part: &str,
) -> Result<String, DeliveryError> {
    match session.size(part).await? {
        Some(size) if size == upload.bytes => {}
        // Plain FTP takes a line that broke for the end of the file. What is
        // there is gone on with.
        Some(size) if size < upload.bytes => {
            let message = format!("only {size} of {} bytes arrived as `{part}`", upload.bytes);
            let hint = "Check the network; the rest is sent at the next attempt.";
            return Err(DeliveryError::new(Fault::Broken, message, hint));
        }
        Some(size) => {
            let what = format!("{size} bytes instead of {}", upload.bytes);
            return Err(DeliveryError::mismatch(part, &what));
        }
        None => return Err(DeliveryError::mismatch(part, "it isn't there")),
    }
    if let Some(hash) = session.hash(part).await? {
        if hash.sha256 != upload.sha256 {
            return Err(DeliveryError::mismatch(part, "its SHA-256 is another one"));
        }
        return Ok(format!("size and SHA-256, {}", hash.by));
    }
    if session.is_unprotected() && upload.bytes <= READ_BACK {
        let mut hash = Sha256::new();
        let mut at = 0;
        while at < upload.bytes {
            let block = session.read(part, at, 8 << 20).await?;
            if block.is_empty() {
                break;
            }
            at += block.len() as u64;
            hash.update(&block);
        }
        if hexadecimal(&hash.finalize()) != upload.sha256 {
            return Err(DeliveryError::mismatch(part, "its SHA-256 is another one"));
        }
        return Ok("size and SHA-256, read back".to_owned());
    }
    Ok("size".to_owned())
}

/// Writes, renames, reads back and deletes a small file.
pub(super) async fn probe(
    session: &mut dyn Session,
    folder: &str,
    key: &str,
    create_folders: bool,
    control: &Control,
    steps: &mut Steps<'_>,
) -> Result<(), DeliveryError> {
    let name = format!("export-desk-test-{key}.txt");
    let part = names::join(folder, &names::part(&name, key));
    let path = names::join(folder, &name);
    let total = PROBE.len() as u64;
    let probed = async {
        let session = &mut *session;
        steps
            .take(Step::Write, async {
                if create_folders && !folder.is_empty() {
                    session.make_folder(folder).await?;
                }
                let content = Content::Bytes(PROBE.to_vec());
                session.upload(&content, total, &part, 0, control).await?;
                match session.size(&part).await? {
                    Some(size) if size == total => Ok(((), Some(path.clone()))),
                    _ => Err(DeliveryError::mismatch(&part, "its size is another one")),
                }
            })
            .await?;
        steps
            .take(Step::Rename, async {
                session.rename(&part, &path, false).await.map(|_| ((), None))
            })
            .await?;
        steps
            .take(Step::ReadBack, async {
                let found = session.read(&path, 0, PROBE.len() + 1).await?;
                if found == PROBE {
                    return Ok(((), Some(format!("{total} bytes, as they were written"))));
                }
                Err(DeliveryError::mismatch(&path, "it was read back as something else"))
            })
            .await
    }
    .await;
    let deleted = match &probed {
        Ok(()) => {
            steps
                .take(Step::Delete, async { session.remove(&path).await.map(|()| ((), None)) })
                .await
        }
        Err(_) => {
            // Whichever of them there is; the first error is the one to tell.
            for path in [&part, &path] {
                let _ = tokio::time::timeout(control.patience.connect, session.remove(path)).await;
            }
            Ok(())
        }
    };
    probed.and(deleted)
}
