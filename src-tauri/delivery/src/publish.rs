//! How a file appears at a place with names. By default it is uploaded under a
//! temporary name in its folder, checked, and only then renamed: at no moment
//! does its own name stand for anything but the whole file.
//!
//! In this order: folder, free name, file as a part, check, manifest, rename,
//! marker. Unless the rule is to replace, nothing beside a name changes before the
//! name is held: the manifest is given its name only where nothing is there, and is
//! removed again if another file gets the name first. What is broken off is gone on
//! with at the next attempt, from what the server has of it once that is seen to be
//! ours. A file counts as delivered only when something proves that the one under its
//! name is this one.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use sha2::{Digest, Sha256};

use super::control::Control;
use super::error::{Act, DeliveryError, Fault, Retry};
use super::names;
use super::original::Original;
use super::session::{Claim, Content, Look, Session};
use super::settings::{TargetIfExists, TargetPublish, TargetVerify};
use super::{Aside, Delivered, Fingerprint, Given, Older, Upload};
use crate::hash::hexadecimal;

/// Bytes at the end of what the server has that are compared before going on.
const COMPARED: u64 = 256 << 10;
/// Of them, so many are read at once.
const READ_AT_ONCE: u64 = 1 << 20;
/// Largest file that is read back where neither the way nor the server says
/// that it arrived as it was sent.
const READ_BACK: u64 = 64 << 20;
/// Names with a number that are tried.
const NUMBERS: u32 = 10_000;
/// How often a server may refuse a folder before it counts as one without.
const CLAIMS: u32 = 4;
/// How often a server may refuse to go on with a part before it is begun anew.
const RESUMES: u32 = 2;

/// Delivers a file. Whatever stops it, nothing stands under the file's name that
/// isn't whole, unless the target wants it written there directly.
pub(super) async fn put(
    session: &mut dyn Session,
    upload: &Upload,
    control: &Control,
) -> Result<Delivered, DeliveryError> {
    let mut attempt = Attempt::new(session, upload, control);
    let mut result = attempt.put().await;
    if let Err(error) = &mut result {
        attempt.undo(error).await;
    }
    result.map(|delivered| Delivered { left: attempt.left, ..delivered })
}

/// Ends what a process began that is gone: gives the file its name where its
/// manifest has it already, else removes what was left. `paths` are removed as
/// well. Gives the paths of what the server doesn't let go. One that is only staged
/// gets no name; where it is proven to have it already, it stays, and its path is
/// among those that are given.
pub(super) async fn settle(
    session: &mut dyn Session,
    upload: Option<&Upload>,
    paths: &[String],
    control: &Control,
) -> Result<Vec<String>, DeliveryError> {
    let mut left = Vec::new();
    for path in paths {
        match session.remove(path).await {
            Ok(()) => {}
            Err(error) if error.retry() == Retry::Transient => return Err(error),
            Err(_) => left.push(path.clone()),
        }
    }
    let Some(upload) = upload else { return Ok(left) };
    let mut attempt = Attempt::new(session, upload, control);
    attempt.left = left;
    let is_half = upload.options.publish == TargetPublish::Direct && attempt.is_half().await?;
    if is_half {
        attempt.remove_half().await?;
    }
    if upload.is_staged {
        let has_appeared = attempt.has_appeared().await?;
        attempt.clear().await?;
        if has_appeared {
            let path = attempt.path(&upload.name);
            attempt.left.push(path);
        }
        return Ok(attempt.left);
    }
    if !is_half && attempt.is_between().await? {
        let finished = attempt.put().await;
        return match finished {
            Ok(_) => Ok(attempt.left),
            Err(mut error) => {
                attempt.undo(&mut error).await;
                Err(error)
            }
        };
    }
    attempt.clear().await?;
    Ok(attempt.left)
}

/// Whether a file was begun to be written over an older one; see
/// [`Target::has_begun`](super::Target).
pub(super) async fn has_begun(
    session: &mut dyn Session,
    upload: &Upload,
    control: &Control,
) -> Result<bool, DeliveryError> {
    let mut attempt = Attempt::new(session, upload, control);
    if attempt.is_half().await? {
        return Ok(true);
    }
    let path = upload.path(&upload.name);
    Ok(matches!(holds(attempt.session, &path, &upload.fingerprint()).await?, Holds::This(_)))
}

/// Takes the names of a set from older files; see [`Target::set_aside`](super::Target).
pub(super) async fn set_aside(
    session: &mut dyn Session,
    uploads: &[Upload],
    older: &mut Older,
) -> Result<(), DeliveryError> {
    // All are looked at before the first is renamed.
    let mut found = Vec::new();
    for upload in uploads.iter().rev() {
        if upload.options.publish == TargetPublish::Direct {
            if !upload.is_marker {
                break;
            }
            let marker = upload.path(&upload.name);
            if let Some(content) = small(session, &marker).await? {
                older.markers.push((marker.clone(), content));
            }
            remove_marker(session, &marker).await?;
            continue;
        }
        if upload.part.is_tried && matches!(session.look(&upload.part_path()).await?, Look::Missing)
        {
            // An attempt before gave it its name.
            continue;
        }
        for aside in upload.asides().into_iter().rev() {
            if matches!(session.look(&aside.of).await?, Look::File(_)) {
                found.push(aside);
            }
        }
    }
    for aside in found {
        // One that is aside already is the older one.
        if matches!(session.look(&aside.path).await?, Look::Missing) {
            let renamed = session.rename(&aside.of, &aside.path, false).await;
            renamed.map_err(|error| {
                // People know the file by its own name.
                let message = error.message.replace(&aside.path, &aside.of);
                DeliveryError { message, ..error }
            })?;
            older.asides.push(aside);
        }
    }
    Ok(())
}

/// What is in a small file; none where there isn't one, or nobody may read it.
async fn small(session: &mut dyn Session, path: &str) -> Result<Option<Vec<u8>>, DeliveryError> {
    let bytes = match session.look(path).await? {
        Look::File(bytes) => usize::try_from(bytes).unwrap_or(usize::MAX),
        Look::Missing | Look::Untold(_) => return Ok(None),
    };
    if bytes == 0 {
        return Ok(Some(Vec::new()));
    }
    match session.read(path, 0, bytes).await {
        Ok(content) => Ok(Some(content).filter(|content| content.len() == bytes)),
        Err(error) if error.retry() == Retry::Transient => Err(error),
        Err(_) => Ok(None),
    }
}

/// Removes a marker. Where nothing is told and nothing removed, there is most likely none.
async fn remove_marker(session: &mut dyn Session, marker: &str) -> Result<(), DeliveryError> {
    match session.remove(marker).await {
        Err(error)
            if error.fault == Fault::Permission
                && !matches!(session.look(marker).await?, Look::File(_)) =>
        {
            Ok(())
        }
        done => done,
    }
}

/// Gives older files their names back; see [`Target::put_back`](super::Target).
pub(super) async fn put_back(
    session: &mut dyn Session,
    older: &Older,
    control: &Control,
) -> Result<Vec<Aside>, DeliveryError> {
    let mut left = Vec::new();
    // What became of the last file that isn't beside another one, and of the worst off.
    let (mut last, mut worst) = (Fate::Back, Fate::Back);
    for aside in &older.asides {
        if matches!(session.look(&aside.path).await?, Look::Missing) {
            if !aside.is_beside {
                last = Fate::Back;
            }
            continue;
        }
        let fate = if aside.is_beside {
            last
        } else if aside.is_marker && worst != Fate::Back {
            worst
        } else {
            fate_of(session, aside).await?
        };
        let done = match fate {
            Fate::Back => give_back(session, &aside.path, &aside.of).await,
            Fate::Lost => session.remove(&aside.path).await,
            Fate::Left => Ok(()),
        };
        let fate = match done {
            Ok(()) => fate,
            Err(error) if error.retry() == Retry::Transient => return Err(error),
            Err(_) => Fate::Left,
        };
        if fate == Fate::Left {
            left.push(aside.clone());
        }
        if !aside.is_beside {
            last = fate;
        }
        worst = worst.max(fate);
    }
    for (path, content) in older.markers.iter().rev() {
        if matches!(session.look(path).await?, Look::Missing) {
            let total = content.len() as u64;
            let content = Content::Bytes(content.clone());
            session.upload(&content, total, path, 0, &control.quiet()).await?;
        }
    }
    Ok(left)
}

/// What becomes of an older file that isn't where it was.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fate {
    /// It gets its name back.
    Back,
    /// It stays where it is: nobody knows what has its name.
    Left,
    /// Another delivery has taken its place, so that it goes.
    Lost,
}

async fn fate_of(session: &mut dyn Session, aside: &Aside) -> Result<Fate, DeliveryError> {
    let Some(new) = &aside.new else {
        let found = session.look(&aside.of).await?;
        return Ok(if matches!(found, Look::Missing) { Fate::Back } else { Fate::Left });
    };
    Ok(match holds(session, &aside.of, new).await? {
        Holds::Nothing | Holds::This(_) => Fate::Back,
        Holds::Another => Fate::Lost,
        Holds::Unknown => Fate::Left,
    })
}

/// Gives an older file its name, in place of what the delivery has put there.
async fn give_back(session: &mut dyn Session, path: &str, of: &str) -> Result<(), DeliveryError> {
    if matches!(session.look(of).await?, Look::Missing) {
        return session.rename(path, of, false).await;
    }
    match session.rename(path, of, true).await {
        Err(error) if error.retry() == Retry::Permanent => {
            // Not every server renames over a file.
            session.remove(of).await?;
            session.rename(path, of, false).await
        }
        done => done,
    }
}

/// Removes files that have their names; see [`Target::withdraw`](super::Target).
pub(super) async fn withdraw(
    session: &mut dyn Session,
    given: &[Given],
) -> Result<Vec<Given>, DeliveryError> {
    let mut left = Vec::new();
    for one in given {
        if matches!(holds(session, &one.path, &one.file).await?, Holds::Another) {
            tracing::warn!(path = one.path, "another file has the name by now, and stays");
            continue;
        }
        for path in one.beside.iter().chain([&one.path]) {
            match session.remove(path).await {
                Ok(()) => {}
                Err(error) if error.retry() == Retry::Transient => return Err(error),
                Err(_) => {
                    left.push(one.clone());
                    break;
                }
            }
        }
    }
    Ok(left)
}

/// What stands under a name.
enum Holds {
    Nothing,
    /// The file in question; how that was seen.
    This(String),
    Another,
    Unknown,
}

/// Whether a file stands under a name, as far as the server lets that be seen.
async fn holds(
    session: &mut dyn Session,
    path: &str,
    file: &Fingerprint,
) -> Result<Holds, DeliveryError> {
    match session.look(path).await? {
        Look::File(bytes) if bytes != file.bytes => return Ok(Holds::Another),
        Look::Missing => return Ok(Holds::Nothing),
        Look::File(_) | Look::Untold(_) => {}
    }
    let (sha256, by) = match session.hash(path).await? {
        Some(hash) => (hash.sha256, hash.by),
        None => match session.digest(path).await {
            Ok(sha256) => (sha256, "read back"),
            Err(error) if error.retry() == Retry::Transient || error.fault == Fault::Cancelled => {
                return Err(error);
            }
            Err(_) => return Ok(Holds::Unknown),
        },
    };
    Ok(if sha256 == file.sha256 {
        Holds::This(format!("size and SHA-256, {by}"))
    } else {
        Holds::Another
    })
}

/// A name that is there or gets free.
struct Backup {
    /// Where the file is that had the name.
    path: String,
    /// The name.
    of: String,
}

/// What stood beside an older file.
enum Beside {
    /// Its manifest, renamed.
    Manifest(Backup),
    /// An empty marker, removed.
    Ready(String),
}

/// A manifest that has its name, and so holds that of its file, which is still to come.
struct Held {
    /// Its path.
    path: String,
    /// The path of its file.
    of: String,
    bytes: Vec<u8>,
}

/// A small file beside the large one.
struct Small {
    name: String,
    bytes: Vec<u8>,
}

struct Attempt<'a> {
    session: &'a mut dyn Session,
    upload: &'a Upload,
    control: &'a Control,
    /// Where the file is written.
    part: String,
    /// Whether there may be something.
    is_begun: bool,
    /// Whether a byte of the file may have been sent.
    has_sent: Arc<AtomicBool>,
    /// Files that had a name of ours.
    backups: Vec<Backup>,
    /// What stood beside the file that has the name: until the new one has it.
    beside: Vec<Beside>,
    /// Whether one of them had to be renamed.
    set_aside: bool,
    /// The name that only this delivery gives.
    claim: Option<String>,
    /// The manifest that is there before its file.
    held: Option<Held>,
    /// What the server doesn't let go.
    left: Vec<String>,
}

impl<'a> Attempt<'a> {
    fn new(session: &'a mut dyn Session, upload: &'a Upload, control: &'a Control) -> Self {
        let part = names::part(&upload.name, &upload.part.key);
        Self {
            session,
            upload,
            control,
            part: names::join(parts_folder(upload), &part),
            is_begun: false,
            has_sent: Arc::default(),
            backups: Vec::new(),
            beside: Vec::new(),
            set_aside: false,
            claim: None,
            held: None,
            left: Vec::new(),
        }
    }

    fn path(&self, name: &str) -> String {
        names::join(&self.upload.folder, name)
    }

    async fn put(&mut self) -> Result<Delivered, DeliveryError> {
        let options = &self.upload.options;
        for key in &self.upload.part.given_up {
            let part = names::part(&self.upload.name, key);
            self.let_go(names::join(parts_folder(self.upload), &part)).await;
        }
        if let Some(claimed) = &self.upload.claimed
            && options.if_exists == TargetIfExists::Replace
        {
            // An attempt before may have ended right after it renamed these.
            let manifest = options.manifest.then(|| names::manifest(claimed));
            for name in [Some(claimed.clone()), manifest].into_iter().flatten() {
                let path = self.path(&names::backup(&name, &self.upload.part.key));
                if matches!(self.session.look(&path).await?, Look::File(_)) {
                    let old = Backup { path, of: self.path(&name) };
                    if name == *claimed {
                        self.backups.push(old);
                    } else {
                        self.beside.push(Beside::Manifest(old));
                    }
                }
            }
        }
        let delivered = match options.publish {
            TargetPublish::Direct => self.directly().await?,
            TargetPublish::Rename | TargetPublish::Move => self.by_part().await?,
        };
        self.let_beside_go().await;
        for Backup { path, .. } in std::mem::take(&mut self.backups) {
            self.let_go(path).await;
        }
        self.release().await;
        Ok(delivered)
    }

    /// Writes a part, checks it and gives it its name.
    async fn by_part(&mut self) -> Result<Delivered, DeliveryError> {
        let upload = self.upload;
        let part = self.part.clone();
        let there = if upload.part.is_tried {
            match self.session.look(&part).await? {
                Look::File(bytes) => Some(bytes),
                Look::Missing | Look::Untold(_) => None,
            }
        } else {
            // Its name is new: that way to a far server is saved.
            None
        };
        self.is_begun = there.is_some();
        if there.is_none()
            && let Some(delivered) = self.delivered_before().await?
        {
            return Ok(delivered);
        }
        let mut untold = None;
        let (mut number, mut name) = self.free_name(1, &mut untold).await?;
        let mut original = Original::watch(upload);
        match self.send(there).await {
            // Most often the folders are there, so it isn't asked first.
            Err(error) if self.makes_folders(&error).await? => self.send(None).await?,
            sent => sent?,
        }
        original.check().await?;
        let verified = self.verify(&part, false).await?;
        if upload.options.verify == TargetVerify::Answer
            && let Look::File(bytes) = self.session.look(&part).await?
            && bytes != upload.bytes
        {
            // The server's word is taken where nothing else is known. It gets no name.
            let what = format!("{bytes} bytes instead of {}", upload.bytes);
            return Err(DeliveryError::mismatch(&part, &what));
        }
        if upload.is_staged {
            self.release().await;
            return Ok(self.delivered(&name, &verified));
        }
        if let Some(reason) = untold
            && !matches!(self.session.look(&part).await?, Look::File(_))
        {
            // One that tells of what is there would have told.
            return Err(self.nothing_told(&name, &reason));
        }
        loop {
            let is_only = self.is_only(&name).await?;
            // A rename in one step looks by itself, but the manifest comes before it.
            let has_manifest = upload.options.manifest && upload.manifest.is_some();
            let is_free = is_only
                && (upload.options.if_exists == TargetIfExists::Replace
                    || (!has_manifest && self.session.renames_exclusively().await?)
                    || !matches!(self.session.look(&self.path(&name)).await?, Look::File(_)));
            if is_free {
                upload.claim(&name, self.control).await?;
                let appeared = match self.appear(&part, &name).await {
                    Err(error) if self.makes_folders(&error).await? => {
                        self.appear(&part, &name).await
                    }
                    done => done,
                };
                match appeared {
                    Ok(()) => {
                        self.is_there(&name).await?;
                        self.let_beside_go().await;
                        return self.finish(&name, &verified).await;
                    }
                    Err(error) => {
                        let error = self.doubted(error).await;
                        // Else somebody took the name at this moment.
                        if error.fault != Fault::Exists {
                            return Err(error);
                        }
                        self.give_up_held().await;
                    }
                }
            }
            self.release().await;
            if upload.options.if_exists != TargetIfExists::Number {
                let path = self.path(&name);
                return Err(if is_only {
                    DeliveryError::exists(&path)
                } else {
                    self.claimed_by_another(&path)
                });
            }
            (number, name) = self.free_name(number + 1, &mut None).await?;
        }
    }

    /// Makes sure that no other file stands under the name: where renaming isn't one
    /// step, servers that keep the old file say yes as well. That the new one is gone
    /// by then, as its part is, may be the partner's doing.
    async fn is_there(&mut self, name: &str) -> Result<(), DeliveryError> {
        let path = self.path(name);
        if self.session.renames_exclusively().await? {
            return Ok(());
        }
        match self.session.look(&path).await? {
            Look::File(bytes) if bytes != self.upload.bytes => {
                let what = format!("after the renaming {bytes} bytes stand there");
                Err(DeliveryError::mismatch(&path, &what))
            }
            Look::File(_) | Look::Missing | Look::Untold(_) => Ok(()),
        }
    }

    /// Makes the folders, if that is why something couldn't be written. Whether
    /// that changed anything.
    async fn makes_folders(&mut self, error: &DeliveryError) -> Result<bool, DeliveryError> {
        let is_missing =
            matches!(error.fault, Fault::NoFolder | Fault::Permission | Fault::Refused);
        if !self.upload.options.create_folders || !is_missing {
            return Ok(false);
        }
        let mut is_made = false;
        for folder in [&*self.upload.folder, parts_folder(self.upload)] {
            if !folder.is_empty() {
                is_made |= !self.session.make_folder(folder).await?.is_empty();
            }
        }
        Ok(is_made)
    }

    /// Gives the part its name, and the manifest before.
    async fn appear(&mut self, part: &str, name: &str) -> Result<(), DeliveryError> {
        let options = &self.upload.options;
        let is_replacing = options.if_exists == TargetIfExists::Replace;
        let (path, file) = (self.path(name), self.upload.fingerprint());
        if is_replacing
            && (options.manifest || options.ready_marker)
            && let Err(error) = self.session.look(&path).await
            && error.fault == Fault::Refused
        {
            // Nothing can take the name, so what is beside it stays as it is.
            return Err(error);
        }
        self.beside(name).await?;
        if is_replacing {
            self.replace(part, &path, name, &file).await
        } else {
            self.give_name(part, &path, false, &file).await
        }
    }

    /// Renames a file of ours. The server's answer isn't believed: what has its name is
    /// no part any more, and what is a part hasn't.
    async fn give_name(
        &mut self,
        from: &str,
        to: &str,
        replace: bool,
        file: &Fingerprint,
    ) -> Result<(), DeliveryError> {
        let renamed = self.session.rename(from, to, replace).await;
        let Err(error) = renamed else {
            if !matches!(self.session.look(from).await, Ok(Look::File(_))) {
                return Ok(());
            }
            let message = format!(
                "`{}` says that it has given the name `{to}`, and hasn't: `{from}` is still there",
                self.session.place()
            );
            let hint = "Ask the server's administrator; or choose “write directly” as the target's \
                        way of publishing.";
            return Err(DeliveryError::new(Fault::Refused, message, hint));
        };
        let is_heard = !matches!(error.fault, Fault::TimedOut | Fault::Broken | Fault::Cancelled);
        if is_heard
            && matches!(self.session.look(from).await, Ok(Look::Missing))
            && matches!(holds(self.session, to, file).await, Ok(Holds::This(_)))
        {
            return Ok(());
        }
        Err(error)
    }

    /// Gives what has a name another one for now. Where the answer is no, it is looked
    /// whether that is true: what nobody knows of stays there for good.
    async fn give_way(&mut self, from: &str, to: &str) -> Result<(), DeliveryError> {
        let renamed = self.session.rename(from, to, false).await;
        if renamed.is_err()
            && matches!(self.session.look(from).await, Ok(Look::Missing))
            && matches!(self.session.look(to).await, Ok(Look::File(_)))
        {
            return Ok(());
        }
        renamed
    }

    /// An error of giving the name, of a kind that says that the file may have it all the
    /// same, unless its part is still there.
    async fn doubted(&mut self, error: DeliveryError) -> DeliveryError {
        if error.fault.is_unanswered()
            || matches!(self.session.look(&self.part).await, Ok(Look::File(_)))
        {
            return error;
        }
        let is_transient = error.retry() == Retry::Transient;
        let fault = if is_transient { Fault::Broken } else { Fault::Protocol };
        let message =
            format!("{}; whether the file has its name all the same isn't known", error.message);
        DeliveryError { fault, message, ..error }
    }

    /// What comes before the file.
    async fn beside(&mut self, name: &str) -> Result<(), DeliveryError> {
        let options = &self.upload.options;
        let is_direct = options.publish == TargetPublish::Direct;
        let keeps_others = options.if_exists != TargetIfExists::Replace;
        if keeps_others && !is_direct {
            return self.hold(name).await;
        }
        let manifest = match self.upload.manifest_for(name)? {
            Some(bytes) => Some(self.stage(&names::manifest(name), bytes).await?),
            None => None,
        };
        let is_replacing = !keeps_others && !is_direct;
        if manifest.is_some() && is_replacing && self.beside.is_empty() {
            // Should the file not get its name, the one that has it keeps its manifest.
            let of = self.path(&names::manifest(name));
            let path = self.path(&names::backup(&names::manifest(name), &self.upload.part.key));
            if matches!(self.session.look(&of).await?, Look::File(_))
                && self.give_way(&of, &path).await.is_ok()
            {
                self.beside.push(Beside::Manifest(Backup { path, of }));
            }
        }
        if !keeps_others {
            self.unmark(name, is_replacing).await?;
        }
        match manifest {
            Some(staged) => self.publish_small(staged).await,
            None => Ok(()),
        }
    }

    /// Gives the manifest its name where nothing is there. Of several deliveries only one
    /// succeeds, and the others leave everything beside the name as it is.
    async fn hold(&mut self, name: &str) -> Result<(), DeliveryError> {
        let Some(bytes) = self.upload.manifest_for(name)? else { return Ok(()) };
        let manifest = names::manifest(name);
        let held = Held { path: self.path(&manifest), of: self.path(name), bytes };
        if self.held.as_ref().is_some_and(|earlier| earlier.path == held.path) {
            // The renaming of its file is tried once more.
            return Ok(());
        }
        if self.upload.claimed.as_deref() == Some(name) && self.has_manifest(&held).await? {
            // An attempt before ended between the manifest and the file.
            self.held = Some(held);
            return Ok(());
        }
        self.stage(&manifest, held.bytes.clone()).await?;
        let part = self.small_part(&manifest);
        let file = fingerprint(&held.bytes);
        let given = self.give_name(&part, &held.path, false, &file).await;
        self.or_removed(&part, given).await?;
        self.held = Some(held);
        Ok(())
    }

    /// Whether this manifest has its name.
    async fn has_manifest(&mut self, held: &Held) -> Result<bool, DeliveryError> {
        match self.session.read(&held.path, 0, held.bytes.len() + 1).await {
            Ok(found) => Ok(found == held.bytes),
            Err(error) if error.retry() == Retry::Transient => Err(error),
            Err(_) => Ok(false),
        }
    }

    /// Removes a manifest whose file doesn't get its name, unless it is true of the file
    /// that has it, or another one is there by now.
    async fn give_up_held(&mut self) {
        let Some(held) = self.held.take() else { return };
        let file = self.upload.fingerprint();
        if matches!(holds(self.session, &held.of, &file).await, Ok(Holds::This(_))) {
            return;
        }
        let found = self.session.read(&held.path, 0, held.bytes.len() + 1).await;
        if found.is_ok_and(|found| found != held.bytes) {
            return;
        }
        // Not among what is removed later: by then it may be another one's.
        if let Err(error) = self.session.remove(&held.path).await {
            tracing::warn!(path = held.path, %error, "a manifest without its file stays");
        }
    }

    /// Removes the marker of the file before: it must not stand for this one.
    async fn unmark(&mut self, name: &str, is_kept: bool) -> Result<(), DeliveryError> {
        if !self.upload.options.ready_marker {
            return Ok(());
        }
        let marker = self.path(&names::ready(name));
        if is_kept && matches!(self.session.look(&marker).await?, Look::File(0)) {
            self.beside.push(Beside::Ready(marker.clone()));
        }
        remove_marker(self.session, &marker).await
    }

    /// What follows the file.
    async fn finish(&mut self, name: &str, verified: &str) -> Result<Delivered, DeliveryError> {
        if self.upload.options.ready_marker {
            let marker = self.stage(&names::ready(name), Vec::new()).await?;
            self.publish_small(marker).await?;
        }
        Ok(self.delivered(name, verified))
    }

    fn delivered(&self, name: &str, verified: &str) -> Delivered {
        Delivered {
            name: name.to_owned(),
            remote_path: self.path(name),
            bytes: self.upload.bytes,
            verified: verified.to_owned(),
            fingerprint: self.session.fingerprint(),
            set_aside: self.set_aside,
            left: Vec::new(),
        }
    }

    /// Writes the file under its name.
    async fn directly(&mut self) -> Result<Delivered, DeliveryError> {
        let upload = self.upload;
        if let Some(delivered) = self.delivered_before().await? {
            return Ok(delivered);
        }
        if upload.options.create_folders
            && upload.options.if_exists != TargetIfExists::Replace
            && !upload.folder.is_empty()
        {
            // A name is claimed in its folder.
            self.session.make_folder(&upload.folder).await?;
        }
        let mut untold = None;
        let mut number = 1;
        let is_replacing = upload.options.if_exists == TargetIfExists::Replace;
        let (name, is_own) = loop {
            // What an attempt before left under its name is written over.
            if let Some(claimed) = &upload.claimed
                && number == 1
                && !is_replacing
                && self.claim(claimed).await? == Some(Claim::Kept)
            {
                break (claimed.clone(), true);
            }
            let (free, name) = self.free_name(number, &mut untold).await?;
            if let Some(reason) = &untold {
                return Err(self.nothing_told(&name, reason));
            }
            let taken = if self.is_only(&name).await? {
                if is_replacing {
                    break (name, true);
                }
                match self.taken_directly(&name).await? {
                    None => break (name, false),
                    Some(path) => DeliveryError::exists(&path),
                }
            } else {
                self.claimed_by_another(&self.path(&name))
            };
            self.release().await;
            if upload.options.if_exists == TargetIfExists::Fail {
                return Err(taken);
            }
            number = free + 1;
        };
        upload.claim(&name, self.control).await?;
        // Should nothing be written, the older file keeps its marker.
        if is_own {
            match self.unmark(&name, is_replacing).await {
                Err(error) if self.makes_folders(&error).await? => {
                    self.unmark(&name, is_replacing).await?;
                }
                done => done?,
            }
        }
        // What another file would be written over is gone.
        let mut original = Original::watch(upload);
        original.check().await?;
        let path = self.path(&name);
        self.part.clone_from(&path);
        // A server that keeps the old file under its name would show the same size.
        let older = self.session.look(&path).await?;
        let as_large = matches!(older, Look::File(bytes) if bytes == upload.bytes);
        self.is_begun = true;
        // What stands there may be another file, of which a beginning is the same.
        let content = Content::File(upload.file.clone());
        let written = match self.write(&content, upload.bytes, &path).await {
            Err(error) if self.makes_folders(&error).await? => {
                self.write(&content, upload.bytes, &path).await
            }
            done => done,
        };
        if let Err(error) = written {
            // Who has sent nothing and finds as many bytes has changed nothing.
            self.is_begun = self.has_sent.load(Ordering::Relaxed)
                || match (older, self.session.look(&path).await) {
                    (Look::File(before), Ok(Look::File(after))) => before != after,
                    (Look::Missing, Ok(Look::Missing)) => false,
                    _ => true,
                };
            return Err(error);
        }
        original.check().await?;
        let verified = self.verify(&path, as_large).await?;
        // An older file that can't be written over keeps its manifest.
        self.beside(&name).await?;
        self.finish(&name, &verified).await
    }

    /// The path of what keeps a file from being written directly: the file of that name,
    /// or a marker, which would stand for a file that isn't whole.
    async fn taken_directly(&mut self, name: &str) -> Result<Option<String>, DeliveryError> {
        let marker = self.upload.options.ready_marker.then(|| names::ready(name));
        for name in [Some(name.to_owned()), marker].into_iter().flatten() {
            let path = self.path(&name);
            if matches!(self.session.look(&path).await?, Look::File(_)) {
                return Ok(Some(path));
            }
        }
        Ok(None)
    }

    /// Whether an attempt before has delivered the file, and only the server's
    /// answer was lost.
    async fn delivered_before(&mut self) -> Result<Option<Delivered>, DeliveryError> {
        let Some(claimed) = &self.upload.claimed else { return Ok(None) };
        let Some(verified) = self.prove(&self.path(claimed)).await? else { return Ok(None) };
        self.keep_claim(claimed);
        if self.upload.options.publish == TargetPublish::Direct || self.upload.options.manifest {
            // It may have ended before or after the manifest.
            match self.beside(claimed).await {
                // Another one is there, of a file with the same content.
                Err(error)
                    if error.fault == Fault::Exists
                        && self.upload.options.if_exists != TargetIfExists::Replace => {}
                done => done?,
            }
        }
        self.finish(claimed, &verified).await.map(Some)
    }

    /// How it is proven that a file is this one; none if it isn't, or can't be.
    async fn prove(&mut self, path: &str) -> Result<Option<String>, DeliveryError> {
        // What nobody may read is sent once more.
        Ok(match holds(self.session, path, &self.upload.fingerprint()).await? {
            Holds::This(verified) => Some(verified),
            Holds::Nothing | Holds::Another | Holds::Unknown => None,
        })
    }

    /// Uploads what is missing of the part.
    async fn send(&mut self, there: Option<u64>) -> Result<(), DeliveryError> {
        let upload = self.upload;
        let content = Content::File(upload.file.clone());
        let part = self.part.clone();
        let from = match there {
            Some(size) if size > 0 => self.resumable(size).await?,
            Some(_) | None => 0,
        };
        self.is_begun = true;
        if from > 0 && from == upload.bytes {
            return Ok(());
        }
        if from > 0 {
            for _ in 0..RESUMES {
                let sent = self.session.upload(&content, upload.bytes, &part, from, self.control);
                match sent.await {
                    Err(error) if error.fault == Fault::Resume => {}
                    done => return done,
                }
            }
        }
        if there.is_some() {
            // Not every server writes over what is there; one that does needs
            // not be able to remove it.
            let _ = self.session.remove(&part).await;
        }
        let sent = self.session.upload(&content, upload.bytes, &part, 0, self.control).await;
        match sent {
            Err(error)
                if there.is_some()
                    && matches!(
                        error.fault,
                        Fault::Permission | Fault::Exists | Fault::Refused
                    ) =>
            {
                // It keeps the part: the next attempt takes another one.
                Err(DeliveryError { fault: Fault::Resume, ..error })
            }
            done => done,
        }
    }

    /// Writes a whole file, in place of what is there.
    async fn write(
        &mut self,
        content: &Content,
        total: u64,
        path: &str,
    ) -> Result<(), DeliveryError> {
        let control = match content {
            Content::File(_) => self.control.noting(&self.has_sent),
            Content::Bytes(_) => self.control.quiet(),
        };
        let written = self.session.upload(content, total, path, 0, &control).await;
        match written {
            Err(error)
                if matches!(error.fault, Fault::Permission | Fault::Exists | Fault::Refused) =>
            {
                // Not every server writes over what is there.
                if !matches!(self.session.look(path).await?, Look::File(_))
                    || self.session.remove(path).await.is_err()
                {
                    return Err(error);
                }
                self.session.upload(content, total, path, 0, &control).await
            }
            done => done,
        }
    }

    /// Uploads a small file as a part.
    async fn stage(&mut self, name: &str, bytes: Vec<u8>) -> Result<Small, DeliveryError> {
        let small = Small { name: name.to_owned(), bytes };
        if self.upload.options.publish != TargetPublish::Direct {
            let part = self.small_part(name);
            let staged = self.write_small(&small, &part).await;
            self.or_removed(&part, staged).await?;
        }
        Ok(small)
    }

    /// Gives it its name, in place of what is there.
    async fn publish_small(&mut self, small: Small) -> Result<(), DeliveryError> {
        let path = self.path(&small.name);
        if self.upload.options.publish == TargetPublish::Direct {
            return self.write_small(&small, &path).await;
        }
        let part = self.small_part(&small.name);
        let file = fingerprint(&small.bytes);
        let renamed = self.replace(&part, &path, &small.name, &file).await;
        self.or_removed(&part, renamed).await
    }

    async fn write_small(&mut self, small: &Small, path: &str) -> Result<(), DeliveryError> {
        let total = small.bytes.len() as u64;
        self.write(&Content::Bytes(small.bytes.clone()), total, path).await?;
        self.same_size(path, total).await
    }

    /// Without a part that is of no use any more.
    async fn or_removed(
        &mut self,
        part: &str,
        done: Result<(), DeliveryError>,
    ) -> Result<(), DeliveryError> {
        if done.is_err() {
            // Its delivery says what went wrong.
            let removed = self.session.remove(part);
            let _ = tokio::time::timeout(self.control.patience.connect, removed).await;
        }
        done
    }

    fn small_part(&self, name: &str) -> String {
        names::join(parts_folder(self.upload), &names::part(name, &self.upload.part.key))
    }

    async fn same_size(&mut self, path: &str, total: u64) -> Result<(), DeliveryError> {
        if self.upload.options.verify == TargetVerify::Answer {
            return Ok(());
        }
        match self.session.look(path).await? {
            Look::File(bytes) if bytes != total => {
                Err(DeliveryError::mismatch(path, "its size is another one"))
            }
            // The way of checking is the large file's.
            Look::File(_) | Look::Untold(_) => Ok(()),
            Look::Missing => Err(DeliveryError::taken_away(self.session.place(), path)),
        }
    }

    /// Gives a file its name in place of the one that has it. Where the server
    /// doesn't rename over a file, that one is renamed first, and gets its name
    /// back if the new one doesn't.
    async fn replace(
        &mut self,
        from: &str,
        to: &str,
        name: &str,
        file: &Fingerprint,
    ) -> Result<(), DeliveryError> {
        let error = match self.give_name(from, to, true, file).await {
            Err(error)
                if matches!(error.fault, Fault::Permission | Fault::Exists | Fault::Refused) =>
            {
                error
            }
            done => return done,
        };
        if matches!(self.session.look(to).await?, Look::Missing) {
            return Err(error);
        }
        let backup = self.path(&names::backup(name, &self.upload.part.key));
        // Left by an attempt that ended right here, of an older file.
        self.backups.retain(|kept| kept.path != backup);
        if self.give_way(to, &backup).await.is_err() {
            // Nothing can be renamed there, so everything is as it was.
            return Err(match error.fault {
                Fault::Exists => {
                    let words = "renaming over a file isn't possible there, and renaming that \
                                 file neither";
                    DeliveryError::refused(self.session.place(), Act::Rename, to, words)
                }
                _ => error,
            });
        }
        self.backups.push(Backup { path: backup, of: to.to_owned() });
        self.set_aside = true;
        self.give_name(from, to, false, file).await
    }

    /// The name that the file gets, by the target's rule; numbers begin with
    /// `first`. `untold` says that the server doesn't tell what is there.
    async fn free_name(
        &mut self,
        first: u32,
        untold: &mut Option<DeliveryError>,
    ) -> Result<(u32, String), DeliveryError> {
        let upload = self.upload;
        let rule = upload.options.if_exists;
        if rule == TargetIfExists::Replace {
            return Ok((1, upload.name.clone()));
        }
        for number in first..NUMBERS {
            let name = names::numbered(&upload.name, number);
            let path = self.path(&name);
            let mut taken = match self.session.look(&path).await? {
                Look::File(_) => true,
                Look::Missing => false,
                Look::Untold(reason) => {
                    *untold = Some(reason);
                    false
                }
            };
            let is_claimed = upload.claimed.as_ref() == Some(&name);
            if !taken && upload.options.manifest && !is_claimed {
                let manifest = self.path(&names::manifest(&name));
                taken = matches!(self.session.look(&manifest).await?, Look::File(_));
            }
            if !taken {
                return Ok((number, name));
            }
            if rule == TargetIfExists::Fail {
                let mut error = DeliveryError::exists(&path);
                if is_claimed {
                    error.message += "; perhaps by an attempt before, whose answer was lost";
                }
                return Err(error);
            }
        }
        Err(DeliveryError::exists(&self.path(&upload.name)))
    }

    /// Makes sure that nobody else gives a name at the same time. Whether that is
    /// so.
    async fn is_only(&mut self, name: &str) -> Result<bool, DeliveryError> {
        let options = &self.upload.options;
        let is_one_step = self.session.renames_exclusively().await?;
        if options.if_exists == TargetIfExists::Replace
            || (is_one_step && options.publish != TargetPublish::Direct)
        {
            return Ok(true);
        }
        Ok(self.claim(name).await? != Some(Claim::Taken))
    }

    /// Claims a name: whoever makes its folder is the one who gives it. None
    /// where no folders can be made.
    async fn claim(&mut self, name: &str) -> Result<Option<Claim>, DeliveryError> {
        let path = self.path(&names::claim(name));
        let own = names::join(&path, &self.upload.part.key);
        let mut made = self.session.make_new_folder(&path).await;
        for _ in 1..CLAIMS {
            // Another delivery may have removed it between two questions.
            if !made.as_ref().is_err_and(|error| error.retry() == Retry::Permanent) {
                break;
            }
            made = self.session.make_new_folder(&path).await;
        }
        let claim = match made {
            Ok(true) => {
                self.session.make_new_folder(&own).await?;
                Claim::Made
            }
            Ok(false) if self.session.has_folder(&own).await? => Claim::Kept,
            Ok(false) => return Ok(Some(Claim::Taken)),
            Err(error) if error.retry() == Retry::Permanent && error.fault != Fault::Cancelled => {
                return Ok(None);
            }
            Err(error) => return Err(error),
        };
        self.claim = Some(path);
        Ok(Some(claim))
    }

    /// What an attempt before claimed is to be released as well.
    fn keep_claim(&mut self, name: &str) {
        if self.upload.options.if_exists != TargetIfExists::Replace {
            self.claim = Some(self.path(&names::claim(name)));
        }
    }

    /// Lets others have the name. A folder that stays is found by the next
    /// attempt, or by whoever settles this delivery.
    async fn release(&mut self) {
        let Some(path) = self.claim.take() else { return };
        let own = names::join(&path, &self.upload.part.key);
        if matches!(self.session.remove_folder(&own).await, Ok(true)) {
            let _ = self.session.remove_folder(&path).await;
        }
    }

    fn claimed_by_another(&self, path: &str) -> DeliveryError {
        let claim = self.path(&names::claim(path.rsplit('/').next().unwrap_or(path)));
        let message = format!("another delivery is giving the name `{path}`");
        let hint =
            format!("It is tried again. If there is no other one, remove the folder `{claim}`.");
        DeliveryError::new(Fault::Busy, message, hint)
    }

    fn nothing_told(&self, name: &str, reason: &DeliveryError) -> DeliveryError {
        let message = format!(
            "`{}` doesn't tell whether `{}` is there: {}",
            self.session.place(),
            self.path(name),
            reason.message
        );
        let hint = "Choose “Replace the file” for the target, and names that differ from run to \
                    run, such as with {seq} or {run}.";
        DeliveryError::new(Fault::Refused, message, hint)
    }

    /// From which byte an upload goes on: what the server has must be a beginning
    /// of the file, as far as its last bytes can tell, and where they may have
    /// gaps, up to the first of them. Its key says that it is ours; some servers
    /// hang up if not all is read up to the end.
    async fn resumable(&mut self, size: u64) -> Result<u64, DeliveryError> {
        if size > self.upload.bytes {
            return Ok(0);
        }
        let content = Content::File(self.upload.file.clone());
        let gaps = self.session.gaps();
        let start = size - size.min(gaps.max(COMPARED));
        let mut at = start;
        while at < size {
            let length = usize::try_from((size - at).min(READ_AT_ONCE)).unwrap_or(usize::MAX);
            let ours = content.part(at, length)?;
            let theirs = match self.session.read(&self.part, at, length).await {
                Ok(theirs) => theirs,
                Err(error) if error.retry() == Retry::Transient => return Err(error),
                // Some users may write and not read.
                Err(_) => return Ok(0),
            };
            if theirs != ours {
                let same = ours.iter().zip(&theirs).take_while(|(one, other)| one == other);
                let differs = at + same.count() as u64;
                // Before the gaps all is there, or it is another file's.
                return Ok(if gaps > 0 && (differs > start || start == 0) { differs } else { 0 });
            }
            at += length as u64;
        }
        Ok(size)
    }

    /// Checks what arrived; says how. Where a file was there that is as large, its size
    /// proves nothing.
    async fn verify(&mut self, path: &str, as_large: bool) -> Result<String, DeliveryError> {
        let (upload, way) = (self.upload, self.upload.options.verify);
        if way == TargetVerify::Answer {
            return Ok("the server's answer".to_owned());
        }
        let untold = match self.session.look(path).await? {
            Look::File(size) if size == upload.bytes => None,
            // Plain FTP takes a line that broke for the end of the file. What is
            // there is gone on with.
            Look::File(size) if size < upload.bytes => {
                let message = format!("only {size} of {} bytes arrived as `{path}`", upload.bytes);
                let hint = "Check the network; the rest is sent at the next attempt.";
                return Err(DeliveryError::new(Fault::Broken, message, hint));
            }
            Look::File(size) => {
                let what = format!("{size} bytes instead of {}", upload.bytes);
                return Err(DeliveryError::mismatch(path, &what));
            }
            Look::Missing => return Err(DeliveryError::taken_away(self.session.place(), path)),
            Look::Untold(reason) => Some(reason),
        };
        let other = || DeliveryError::mismatch(path, "its SHA-256 is another one");
        let size = if untold.is_some() { "" } else { "size and " };
        if matches!(way, TargetVerify::Automatic | TargetVerify::Hash) {
            if let Some(hash) = self.session.hash(path).await? {
                let is_same = hash.sha256 == upload.sha256;
                return is_same.then(|| format!("{size}SHA-256, {}", hash.by)).ok_or_else(other);
            }
            if way == TargetVerify::Hash {
                let message = format!("`{}` doesn't tell the hash of a file", self.session.place());
                let hint = "Choose another way of checking for the target.";
                return Err(DeliveryError::new(Fault::Refused, message, hint));
            }
        }
        let is_read = match way {
            TargetVerify::Automatic => {
                as_large
                    || upload.bytes <= READ_BACK
                        && (self.session.is_unprotected() || untold.is_some())
            }
            TargetVerify::ReadBack => true,
            TargetVerify::Size | TargetVerify::Hash | TargetVerify::Answer => false,
        };
        let refused = if is_read {
            match self.session.digest(path).await {
                Ok(sha256) if sha256 == upload.sha256 => {
                    return Ok(format!("{size}SHA-256, read back"));
                }
                Ok(_) => return Err(other()),
                Err(error)
                    if way == TargetVerify::ReadBack
                        || error.retry() == Retry::Transient
                        || error.fault == Fault::Cancelled =>
                {
                    return Err(error);
                }
                Err(_) => true,
            }
        } else {
            false
        };
        match untold {
            Some(reason) => Err(DeliveryError::untold(self.session.place(), path, &reason)),
            None if refused => Ok("size; the server doesn't allow reading back".to_owned()),
            None => Ok("size".to_owned()),
        }
    }

    /// Puts back what can be, after something went wrong.
    async fn undo(&mut self, error: &mut DeliveryError) {
        let patience = self.control.patience.connect;
        let is_unnamed = if self.upload.options.publish == TargetPublish::Direct {
            !self.is_begun
        } else {
            // The part tells whether the file has its name.
            !self.beside.is_empty()
                && match tokio::time::timeout(patience, self.session.look(&self.part)).await {
                    Ok(Ok(Look::File(_))) => true,
                    Ok(Ok(Look::Missing)) => false,
                    _ => !error.fault.is_unanswered(),
                }
        };
        for Backup { path, of } in std::mem::take(&mut self.backups) {
            let back = self.session.rename(&path, &of, false);
            let is_back = matches!(tokio::time::timeout(patience, back).await, Ok(Ok(())));
            if !is_back {
                error.message = format!("{}; the file of that name is now `{path}`", error.message);
                self.left.push(path);
            }
        }
        // After the file that they are about.
        if is_unnamed {
            for beside in std::mem::take(&mut self.beside) {
                let back = tokio::time::timeout(patience, self.put_beside(&beside)).await;
                if let Ok(Err(error)) = back {
                    tracing::warn!(%error, "what stood beside a file isn't put back");
                }
            }
        }
        let is_over = error.retry() == Retry::Permanent && !self.upload.keep_part();
        if self.held.is_some() && (is_over || !error.fault.is_unanswered()) {
            // Where the part is gone, the file may have its name.
            let looked = tokio::time::timeout(patience, self.session.look(&self.part)).await;
            if matches!(looked, Ok(Ok(Look::File(_)))) {
                let _ = tokio::time::timeout(patience, self.give_up_held()).await;
            }
        }
        if is_over || self.upload.options.publish != TargetPublish::Direct {
            let released = self.release();
            let _ = tokio::time::timeout(patience, released).await;
        }
        if !self.is_begun {
            return;
        }
        let is_removed = (is_over || error.fault == Fault::Mismatch) && {
            let removed = self.session.remove(&self.part);
            matches!(tokio::time::timeout(patience, removed).await, Ok(Ok(())))
        };
        if is_removed && self.upload.options.publish == TargetPublish::Direct {
            let removed = self.remove_description();
            if !matches!(tokio::time::timeout(patience, removed).await, Ok(Ok(()))) {
                tracing::warn!(path = self.part, "a manifest without its file stays");
            }
        }
        error.part = (!is_removed).then(|| self.part.clone());
    }

    /// Removes what stood beside a file that is replaced.
    async fn let_beside_go(&mut self) {
        for beside in std::mem::take(&mut self.beside) {
            if let Beside::Manifest(old) = beside {
                self.let_go(old.path).await;
            }
        }
    }

    /// Puts back what stood beside the file that keeps its name.
    async fn put_beside(&mut self, beside: &Beside) -> Result<(), DeliveryError> {
        match beside {
            Beside::Manifest(Backup { path, of }) => give_back(self.session, path, of).await,
            Beside::Ready(marker) => self.write(&Content::Bytes(Vec::new()), 0, marker).await,
        }
    }

    /// Whether the process that is gone was between the manifest and the file.
    async fn is_between(&mut self) -> Result<bool, DeliveryError> {
        let upload = self.upload;
        let Some(claimed) = &upload.claimed else { return Ok(false) };
        // Without its own file nothing can be gone on with.
        let Ok(Some(manifest)) = upload.manifest_for(claimed) else { return Ok(false) };
        if upload.options.publish == TargetPublish::Direct {
            // The manifest may be missing, written in part, or still the older file's.
            let (file, path) = (upload.fingerprint(), self.path(claimed));
            return Ok(matches!(holds(self.session, &path, &file).await?, Holds::This(_)));
        }
        if !matches!(self.session.look(&self.part).await?, Look::File(size) if size == upload.bytes)
        {
            return Ok(false);
        }
        let path = self.path(&names::manifest(claimed));
        match self.session.read(&path, 0, manifest.len() + 1).await {
            Ok(found) => Ok(found == manifest),
            Err(error) if error.retry() == Retry::Transient => Err(error),
            Err(_) => Ok(false),
        }
    }

    /// Whether the process that is gone has written a beginning of the file under its own
    /// name, and no more.
    async fn is_half(&mut self) -> Result<bool, DeliveryError> {
        let Some(claimed) = &self.upload.claimed else { return Ok(false) };
        self.part = self.path(claimed);
        let Look::File(bytes) = self.session.look(&self.part.clone()).await? else {
            return Ok(false);
        };
        // Without its own file, or where nobody may read, it isn't known whose it is.
        Ok(bytes < self.upload.bytes
            && match self.resumable(bytes).await {
                Ok(same) => same == bytes,
                Err(error) if error.retry() == Retry::Transient => return Err(error),
                Err(_) => false,
            })
    }

    /// Removes it, and what described the file that it was written over.
    async fn remove_half(&mut self) -> Result<(), DeliveryError> {
        self.let_go(self.part.clone()).await;
        self.remove_description().await
    }

    /// Removes the manifest of a file that isn't there, where the target has manifests.
    async fn remove_description(&mut self) -> Result<(), DeliveryError> {
        let upload = self.upload;
        if upload.options.manifest {
            let name = upload.claimed.as_ref().unwrap_or(&upload.name);
            self.session.remove(&self.path(&names::manifest(name))).await?;
        }
        Ok(())
    }

    /// Whether the file is proven to have its name, which the process that is gone had
    /// no time to write down.
    async fn has_appeared(&mut self) -> Result<bool, DeliveryError> {
        let upload = self.upload;
        if upload.claimed.is_none() {
            return Ok(false);
        }
        if upload.options.publish != TargetPublish::Direct
            && !matches!(self.session.look(&self.part).await?, Look::Missing)
        {
            return Ok(false);
        }
        let path = self.path(&upload.name);
        Ok(matches!(holds(self.session, &path, &upload.fingerprint()).await?, Holds::This(_)))
    }

    /// Removes everything that this delivery may have left beside its file.
    async fn clear(&mut self) -> Result<(), DeliveryError> {
        let upload = self.upload;
        let name = upload.claimed.as_ref().unwrap_or(&upload.name).clone();
        for of in [name.clone(), names::manifest(&name), names::ready(&name)] {
            let path = self.path(&names::backup(&of, &upload.part.key));
            let of = self.path(&of);
            if !matches!(self.session.look(&path).await?, Look::File(_)) {
                continue;
            }
            if matches!(self.session.look(&of).await?, Look::Missing) {
                self.session.rename(&path, &of, false).await?;
            } else {
                self.let_go(path).await;
            }
        }
        for small in [names::manifest(&name), names::ready(&name)] {
            self.let_go(self.small_part(&small)).await;
        }
        for key in upload.part.given_up.iter().chain([&upload.part.key]) {
            let part = names::part(&upload.name, key);
            self.let_go(names::join(parts_folder(upload), &part)).await;
        }
        self.keep_claim(&name);
        self.release().await;
        Ok(())
    }

    /// Removes what nobody needs.
    async fn let_go(&mut self, path: String) {
        if self.session.remove(&path).await.is_err() {
            self.left.push(path);
        }
    }
}

/// By what a small file is known again.
fn fingerprint(bytes: &[u8]) -> Fingerprint {
    Fingerprint { bytes: bytes.len() as u64, sha256: hexadecimal(&Sha256::digest(bytes)) }
}

/// The folder in which parts are written.
pub(super) fn parts_folder(upload: &Upload) -> &str {
    match (upload.options.publish, &upload.options.staging) {
        (TargetPublish::Move, Some(staging)) => staging,
        (TargetPublish::Move | TargetPublish::Rename | TargetPublish::Direct, _) => &upload.folder,
    }
}
