//! The test of a place with names: a small file is delivered as the target's
//! options have it, and everything is removed again. Where the server doesn't
//! allow that, it is found out what it does allow.

use super::check::{Step, Steps, TargetProposal};
use super::control::Control;
use super::error::{DeliveryError, Fault, Retry};
use super::session::{Content, Look, Session};
use super::settings::{TargetOptions, TargetPublish, TargetVerify};
use super::{names, random_key};

/// What a test writes.
pub(super) const PROBE: &[u8] =
    b"Export Desk looks whether it can deliver here. This file may be deleted.\n";

/// Delivers a small file to the first of the folders that can be written to, and
/// removes it.
pub(super) async fn probe(
    session: &mut dyn Session,
    folders: &[String],
    options: &TargetOptions,
    control: &Control,
    steps: &mut Steps<'_>,
) -> Result<(), DeliveryError> {
    let key = random_key();
    let mut probe = Probe {
        session,
        options,
        control,
        name: format!("export-desk-test-{key}.txt"),
        key,
        at: String::new(),
        path: String::new(),
        made: Vec::new(),
        is_sized: false,
        is_fetched: false,
        is_direct: options.publish == TargetPublish::Direct,
        left: Vec::new(),
    };
    let probed = probe.take_steps(folders, steps).await;
    probe.clear().await;
    probed
}

struct Probe<'a> {
    session: &'a mut dyn Session,
    options: &'a TargetOptions,
    control: &'a Control,
    key: String,
    name: String,
    /// Where the file is now, and where it is to be.
    at: String,
    path: String,
    /// Folders that were made, the outermost first.
    made: Vec<String>,
    /// Whether the server tells the size of what it has.
    is_sized: bool,
    /// Whether somebody fetches files as soon as they are written.
    is_fetched: bool,
    /// Whether files have to be written directly.
    is_direct: bool,
    /// Files that may still be there.
    left: Vec<String>,
}

impl Probe<'_> {
    async fn take_steps(
        &mut self,
        folders: &[String],
        steps: &mut Steps<'_>,
    ) -> Result<(), DeliveryError> {
        let written = async { self.write_in(folders).await.map(|detail| ((), Some(detail))) };
        steps.take(Step::Write, written).await?;
        let renamed = if self.is_direct {
            let detail = "not needed: files are written directly under their name";
            steps.add(Step::Rename, 0.0, Some(detail.to_owned()), None);
            Ok(())
        } else {
            steps.take(Step::Rename, async { self.rename().await.map(|()| ((), None)) }).await
        };
        let mut verify = self.options.verify;
        let read = if renamed.is_ok() {
            let read = async { self.read_back().await.map(|detail| ((), Some(detail))) };
            steps.take(Step::ReadBack, read).await
        } else {
            self.read_back().await.map(drop)
        };
        if read.as_ref().is_err_and(|error| error.retry() == Retry::Permanent) {
            verify = TargetVerify::Answer;
        }
        let publish = if self.is_direct { TargetPublish::Direct } else { self.options.publish };
        let fails = renamed.as_ref().err().or(read.as_ref().err());
        if fails.is_some_and(|error| error.retry() == Retry::Permanent)
            && (publish, verify) != (self.options.publish, self.options.verify)
        {
            steps.propose(TargetProposal { publish, verify, loses: loses(publish, verify) });
        }
        renamed?;
        read?;
        steps.take(Step::Delete, async { Ok(((), self.remove().await?)) }).await
    }

    /// Writes into the first folder that takes it; the first one's error is told.
    async fn write_in(&mut self, folders: &[String]) -> Result<String, DeliveryError> {
        let mut first = None;
        for folder in folders {
            match self.write(folder).await {
                Ok(detail) => return Ok(detail),
                Err(error)
                    if matches!(
                        error.fault,
                        // FTP servers refuse a file and don't say why.
                        Fault::Permission | Fault::NoFolder | Fault::Refused | Fault::Busy
                    ) =>
                {
                    self.clear().await;
                    first.get_or_insert(error);
                }
                Err(error) => return Err(error),
            }
        }
        let none = || DeliveryError::no_folder(self.session.place(), "");
        Err(first.unwrap_or_else(none))
    }

    async fn write(&mut self, folder: &str) -> Result<String, DeliveryError> {
        let staging = self.options.staging.as_deref().unwrap_or_default();
        let beside = if self.options.publish == TargetPublish::Move { staging } else { folder };
        if self.options.create_folders {
            for folder in [folder, beside] {
                if !folder.is_empty() {
                    let made = self.session.make_folder(folder).await?;
                    self.made.extend(made);
                }
            }
        }
        self.path = names::join(folder, &self.name);
        self.at = if self.is_direct {
            self.path.clone()
        } else {
            names::join(beside, &names::part(&self.name, &self.key))
        };
        self.write_at().await?;
        Ok(self.path.clone())
    }

    async fn write_at(&mut self) -> Result<(), DeliveryError> {
        let total = PROBE.len() as u64;
        let content = Content::Bytes(PROBE.to_vec());
        self.left.push(self.at.clone());
        self.session.upload(&content, total, &self.at, 0, self.control).await?;
        match self.session.look(&self.at).await? {
            Look::File(size) if size == total => self.is_sized = true,
            Look::File(_) => {
                return Err(DeliveryError::mismatch(&self.at, "its size is another one"));
            }
            Look::Missing => self.is_fetched = true,
            Look::Untold(_) => {}
        }
        Ok(())
    }

    async fn rename(&mut self) -> Result<(), DeliveryError> {
        let refused = if self.is_fetched {
            DeliveryError::taken_away(self.session.place(), &self.at)
        } else {
            match self.session.rename(&self.at, &self.path, false).await {
                Ok(()) => {
                    self.at.clone_from(&self.path);
                    self.left.push(self.path.clone());
                    return Ok(());
                }
                Err(error) => error,
            }
        };
        if refused.retry() == Retry::Permanent && refused.fault != Fault::Cancelled {
            self.at.clone_from(&self.path);
            self.is_direct = self.write_at().await.is_ok();
        }
        let hint = if self.is_direct {
            "Choose “write directly” as the target's way of publishing: that works there."
                .to_owned()
        } else {
            "Ask the server's administrator to allow it.".to_owned()
        };
        Err(DeliveryError { hint, ..refused })
    }

    /// Looks whether the way of checking works.
    async fn read_back(&mut self) -> Result<String, DeliveryError> {
        let way = self.options.verify;
        if self.is_fetched {
            return if way == TargetVerify::Answer {
                Ok("not possible: files are fetched as soon as they are written".to_owned())
            } else {
                let mut error = DeliveryError::taken_away(self.session.place(), &self.at);
                error.hint = "Choose “the server's answer” as the target's way of checking.".into();
                Err(error)
            };
        }
        let hash = match way {
            TargetVerify::Hash => self.session.hash(&self.at).await?,
            _ => None,
        };
        let found = match self.session.read(&self.at, 0, PROBE.len() + 1).await {
            Ok(found) if found == PROBE => Ok(()),
            Ok(_) => {
                let what = "it was read back as something else";
                return Err(DeliveryError::mismatch(&self.at, what));
            }
            Err(error) if error.retry() == Retry::Transient || error.fault == Fault::Cancelled => {
                return Err(error);
            }
            Err(error) => Err(error),
        };
        let works = match way {
            TargetVerify::Automatic => self.is_sized || found.is_ok(),
            TargetVerify::Hash => self.is_sized && hash.is_some(),
            TargetVerify::Size => self.is_sized,
            TargetVerify::ReadBack => found.is_ok(),
            TargetVerify::Answer => true,
        };
        match found {
            Ok(()) if works => Ok(format!("{} bytes, as they were written", PROBE.len())),
            Err(_) if works => Ok("not allowed there, and not needed".to_owned()),
            found => {
                let mut error = match (way, found) {
                    (TargetVerify::Hash, _) if self.is_sized => {
                        let place = self.session.place();
                        let message = format!("`{place}` doesn't tell the hash of a file");
                        DeliveryError::new(Fault::Refused, message, "")
                    }
                    (_, Err(error)) if way == TargetVerify::ReadBack => error,
                    (_, _) => {
                        let what = "it doesn't tell the size of files";
                        let reason = DeliveryError::new(Fault::Refused, what, "");
                        DeliveryError::untold(self.session.place(), &self.at, &reason)
                    }
                };
                error.hint = "Choose “the server's answer” as the target's way of checking.".into();
                Err(error)
            }
        }
    }

    /// Removes the file. What is said of it.
    async fn remove(&mut self) -> Result<Option<String>, DeliveryError> {
        match self.session.remove(&self.at).await {
            Ok(()) => {
                self.left.clear();
                Ok(None)
            }
            // Deliveries don't need it.
            Err(error) if error.retry() == Retry::Permanent && error.fault != Fault::Cancelled => {
                self.left.clear();
                Ok(Some(format!("not allowed there, and not needed: `{}` stays", self.at)))
            }
            Err(error) => Err(error),
        }
    }

    /// Removes what may be left.
    async fn clear(&mut self) {
        let patience = self.control.patience.connect;
        for path in self.left.drain(..) {
            // The first error is the one to tell.
            let _ = tokio::time::timeout(patience, self.session.remove(&path)).await;
        }
        for folder in self.made.drain(..).rev() {
            let _ = tokio::time::timeout(patience, self.session.remove_folder(&folder)).await;
        }
    }
}

/// What is lost by other options.
fn loses(publish: TargetPublish, verify: TargetVerify) -> String {
    let mut lost = Vec::new();
    if publish == TargetPublish::Direct {
        lost.push(
            "Until a file is whole, a part of it stands under its name; a marker tells the partner \
             when it is.",
        );
    }
    if verify == TargetVerify::Answer {
        lost.push("Only the server's answer says that a file arrived whole.");
    }
    lost.join(" ")
}
