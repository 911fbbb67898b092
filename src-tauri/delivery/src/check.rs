//! The test of a target: step by step, each with its time and its own error.

use std::future::Future;
use std::time::Instant;

use serde::{Deserialize, Serialize};

use super::error::{DeliveryError, Fault};
use super::mask::Mask;
use super::settings::{TargetPublish, TargetVerify};
use crate::humanize::sentence;

/// A step of the test.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// The host's name becomes an address.
    Resolve,
    /// A connection is made.
    Connect,
    /// The host's key or certificate is the right one.
    Trust,
    /// The user is let in.
    LogIn,
    /// A probe is written under a temporary name.
    Write,
    /// It gets its name.
    Rename,
    /// It is read back and is what was written.
    ReadBack,
    /// It is deleted.
    Delete,
}

impl Step {
    /// The step, for people.
    pub fn name(self) -> &'static str {
        match self {
            Self::Resolve => "resolve",
            Self::Connect => "connect",
            Self::Trust => "trust",
            Self::LogIn => "log in",
            Self::Write => "write",
            Self::Rename => "rename",
            Self::ReadBack => "read back",
            Self::Delete => "delete",
        }
    }
}

/// How a step went.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct TargetTestStep {
    /// Which one.
    pub step: Step,
    /// Whether it worked.
    pub ok: bool,
    /// Seconds that it took.
    #[cfg_attr(feature = "bindings", specta(type = specta_typescript::Number))]
    pub seconds: f64,
    /// What was found, such as an address or a fingerprint.
    pub detail: Option<String>,
    /// Why it didn't work.
    pub message: Option<String>,
    /// What to do about it.
    pub hint: Option<String>,
}

/// The key by which a host proves itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct HostKey {
    /// Name or address, as the target has it.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// Kind of the key, such as `ssh-ed25519`.
    pub kind: String,
    /// `SHA256:` and the hash, as `ssh-keygen -l` shows it.
    pub fingerprint: String,
    /// The fingerprint that was trusted before, if it is another one.
    pub known: Option<String>,
}

/// What works at a server that doesn't allow what the target's options need.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct TargetProposal {
    /// How files can appear.
    pub publish: TargetPublish,
    /// How they can be checked.
    pub verify: TargetVerify,
    /// What is lost by it.
    pub loses: String,
}

/// What a test found.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct TargetTest {
    /// Whether every step worked.
    pub ok: bool,
    /// The steps that were taken; the last one is the one that didn't work.
    pub steps: Vec<TargetTestStep>,
    /// A key to be trusted, or one that isn't what it was.
    pub host_key: Option<HostKey>,
    /// Other options, with which it works.
    pub proposal: Option<TargetProposal>,
}

/// Hears of each step of a test when it ends.
pub type OnStep<'a> = dyn FnMut(&TargetTestStep) + Send + 'a;

/// Takes the steps one after another.
pub(crate) struct Steps<'a> {
    done: Vec<TargetTestStep>,
    told: &'a mut OnStep<'a>,
    mask: Mask,
    proposal: Option<TargetProposal>,
}

/// What a step gives: its result, and what is said of it.
pub(crate) type Taken<T> = Result<(T, Option<String>), DeliveryError>;

impl<'a> Steps<'a> {
    /// `told` hears of each step when it ends.
    pub(crate) fn new(told: &'a mut OnStep<'a>) -> Self {
        Self { done: Vec::new(), told, mask: Mask::default(), proposal: None }
    }

    /// Hides a secret in what is told.
    pub(crate) fn hiding(self, mask: Mask) -> Self {
        Self { mask, ..self }
    }

    /// Proposes other options.
    pub(super) fn propose(&mut self, proposal: TargetProposal) {
        self.proposal = Some(proposal);
    }

    /// A step that was taken elsewhere.
    pub(crate) fn add(
        &mut self,
        step: Step,
        seconds: f64,
        detail: Option<String>,
        error: Option<&DeliveryError>,
    ) {
        let taken = TargetTestStep {
            step,
            ok: error.is_none(),
            seconds,
            detail: detail.map(|detail| self.mask.hide(&detail)),
            message: error.map(|error| sentence(&self.mask.hide(&error.message))),
            hint: error.map(|error| self.mask.hide(&error.hint)),
        };
        (self.told)(&taken);
        self.done.push(taken);
    }

    /// Takes a step.
    pub(crate) async fn take<T>(
        &mut self,
        step: Step,
        work: impl Future<Output = Taken<T>>,
    ) -> Result<T, DeliveryError> {
        let clock = Instant::now();
        let done = work.await;
        let seconds = clock.elapsed().as_secs_f64();
        match &done {
            Ok((_, detail)) => self.add(step, seconds, detail.clone(), None),
            Err(error) => self.add(step, seconds, None, Some(error)),
        }
        done.map(|(value, _)| value)
    }

    /// What came of it.
    pub(crate) fn end(mut self, result: &Result<(), DeliveryError>) -> TargetTest {
        let host_key = match result {
            Err(DeliveryError {
                fault: Fault::UnknownHost(key) | Fault::ChangedHost(key), ..
            }) => Some((**key).clone()),
            Ok(()) | Err(_) => None,
        };
        // What went wrong before or between the steps is told as one of them.
        if let Err(error) = result
            && self.done.iter().all(|step| step.ok)
        {
            let step = self.done.last().map_or(Step::Resolve, |step| step.step);
            self.add(step, 0.0, None, Some(error));
        }
        TargetTest { ok: result.is_ok(), steps: self.done, host_key, proposal: self.proposal }
    }
}
