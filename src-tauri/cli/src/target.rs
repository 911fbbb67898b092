//! Saved targets on the command line, and deliveries to them.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use clap::Subcommand;
use export_desk_core::clock::{Clock, SystemClock};
use export_desk_core::delivery::{
    Control, Delivered, DeliveryError, HostKey, TargetOptions, TargetProposal, TargetSettings,
    TargetTestStep,
};
use export_desk_core::engine::{MadeFile, Targets};
use export_desk_core::error::{Error, sentence};
use export_desk_core::secret::{Keychain, Secret};
use export_desk_core::spec::{ExportSpec, Problem};
use export_desk_core::store::{SavedTarget, TargetInput};
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;

use crate::output::{self, in_words, say, tell};
use crate::{Ended, environment, home};

/// What the environment's secrets are called.
const SECRET: &str = "EXPORT_DESK_SECRET";

/// What can be done with saved targets. They are in the history of Export Desk,
/// in EXPORT_DESK_HOME or the system's place; their secrets are in the system's
/// keychain. Where there is none, a secret may stand in the environment:
/// EXPORT_DESK_SECRET, or for one of several targets EXPORT_DESK_SECRET_NAME with
/// the target's name in capitals and `_` for everything but letters and digits.
/// It is never an argument, which other users of the computer could see.
#[derive(Subcommand)]
pub(crate) enum TargetTask {
    /// Lists the targets.
    List {
        /// Prints JSON.
        #[arg(long)]
        json: bool,
    },
    /// Looks step by step whether a target can be delivered to.
    Test {
        /// Name of the target.
        name: String,
        /// Trusts the SSH host if its key has this fingerprint (SHA256:…).
        #[arg(long)]
        trust: Option<String>,
        /// Prints JSON.
        #[arg(long)]
        json: bool,
    },
    /// Saves a target from a JSON file with `name`, `settings` and `options`, in
    /// place of the one of that name; its secret is taken from the environment
    /// and kept in the keychain.
    Save {
        /// The file; `-` reads standard input.
        file: PathBuf,
    },
    /// Deletes a target that no export uses, and its secret.
    Delete {
        /// Name of the target.
        name: String,
    },
}

impl TargetTask {
    pub(crate) fn is_json(&self) -> bool {
        match self {
            Self::List { json } | Self::Test { json, .. } => *json,
            Self::Save { .. } | Self::Delete { .. } => false,
        }
    }
}

/// The user's own list of SSH hosts.
pub(crate) fn known_hosts() -> Option<PathBuf> {
    let user = std::env::var_os(if cfg!(windows) { "USERPROFILE" } else { "HOME" })?;
    Some(PathBuf::from(user).join(".ssh/known_hosts"))
}

fn targets_home() -> Result<PathBuf, Ended> {
    home().ok_or_else(|| {
        let message = "there is no home folder for the saved targets";
        Ended::Wrong(Problem::new("", message, "Set EXPORT_DESK_HOME."))
    })
}

/// The saved targets of this user.
pub(crate) async fn open() -> Result<Targets, Ended> {
    Ok(Targets::open(&targets_home()?, known_hosts(), Arc::new(Keychain)).await?)
}

/// The same to deliver to them; close them afterwards.
async fn open_to_deliver() -> Result<Targets, Ended> {
    let (home, now) = (targets_home()?, SystemClock.now());
    Ok(Targets::open_to_deliver(&home, known_hosts(), Arc::new(Keychain), now).await?)
}

/// A target's secret in the environment.
pub(crate) fn secret(name: &str) -> Option<Secret> {
    handed(SECRET, name).or_else(|| environment(SECRET).map(Secret::from))
}

/// A secret in the environment variable of this name: `PREFIX_NAME`, in capitals.
pub(crate) fn handed(prefix: &str, name: &str) -> Option<Secret> {
    let letter = |letter: char| if letter.is_alphanumeric() { letter } else { '_' };
    let own: String = name.to_uppercase().chars().map(letter).collect();
    environment(&format!("{prefix}_{own}")).map(Secret::from)
}

pub(crate) async fn execute(task: TargetTask, cancel: &CancellationToken) -> Result<(), Ended> {
    let targets = match &task {
        TargetTask::Test { .. } => open_to_deliver().await?,
        TargetTask::List { .. } | TargetTask::Save { .. } | TargetTask::Delete { .. } => {
            open().await?
        }
    };
    let done = execute_on(&targets, task, cancel).await;
    targets.close().await;
    done
}

async fn execute_on(
    targets: &Targets,
    task: TargetTask,
    cancel: &CancellationToken,
) -> Result<(), Ended> {
    match task {
        TargetTask::List { json } => {
            let known = targets.list().await?;
            if json {
                say!("{}", json!(known));
            } else {
                for SavedTarget { name, settings, exports, .. } in known {
                    let used = if exports == 1 {
                        "1 export".to_owned()
                    } else {
                        format!("{exports} exports")
                    };
                    say!("{name:<24} {:<22} {}  ({used})", settings.kind(), settings.place());
                }
            }
            Ok(())
        }
        TargetTask::Test { name, trust, json } => {
            let target = targets.named(&name).await?;
            if let Some(fingerprint) = trust {
                trust_host(targets, &target.settings, fingerprint).await?;
            }
            test(targets, &target, json, cancel).await
        }
        TargetTask::Save { file } => {
            let input = read(&file)?;
            let known = targets.list().await?;
            let id = known.iter().find(|target| target.name == input.name).map(|target| target.id);
            let input =
                TargetInput { id, secret: secret(&input.name).map(Secret::into_string), ..input };
            targets.save(&input).await?;
            say!("{}", input.name);
            Ok(())
        }
        TargetTask::Delete { name } => {
            let target = targets.named(&name).await?;
            Ok(targets.delete(target.id).await?)
        }
    }
}

fn read(file: &std::path::Path) -> Result<TargetInput, Ended> {
    #[derive(serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Document {
        name: String,
        settings: TargetSettings,
        #[serde(default)]
        options: TargetOptions,
    }
    let text = if file == std::path::Path::new("-") {
        crate::output::outside(|| std::io::read_to_string(std::io::stdin()))
    } else {
        std::fs::read_to_string(file)
    };
    let wrong = |message: String, hint: &str| Ended::Wrong(Problem::new("", message, hint));
    let text = text.map_err(|error| {
        wrong(format!("`{}` can't be read: {error}", file.display()), "Check the file's path.")
    })?;
    let Document { name, settings, options } = serde_json::from_str(&text).map_err(|error| {
        let message = format!("`{}` isn't a target: {error}", file.display());
        wrong(message, "Write `name`, `settings` and `options` as `target list --json` does.")
    })?;
    Ok(TargetInput { id: None, name, settings, options, secret: None })
}

async fn trust_host(
    targets: &Targets,
    settings: &TargetSettings,
    fingerprint: String,
) -> Result<(), Ended> {
    let TargetSettings::Sftp { host, port, .. } = settings else {
        let message = "only SFTP hosts have keys to trust";
        return Err(Ended::Wrong(Problem::new("", message, "Leave --trust out.")));
    };
    let key =
        HostKey { host: host.clone(), port: *port, kind: String::new(), fingerprint, known: None };
    Ok(targets.trust_host(&key).await?)
}

async fn test(
    targets: &Targets,
    target: &SavedTarget,
    json: bool,
    cancel: &CancellationToken,
) -> Result<(), Ended> {
    let input = TargetInput {
        id: Some(target.id),
        name: target.name.clone(),
        settings: target.settings.clone(),
        options: target.options.clone(),
        secret: secret(&target.name).map(Secret::into_string),
    };
    let shown = |step: &TargetTestStep| {
        if json {
            return;
        }
        let mark = if step.ok { "ok  " } else { "FAILED" };
        let said = step.detail.as_deref().or(step.message.as_deref()).unwrap_or_default();
        say!("{mark:<7} {:<10} {:>8.3} s  {}", step.step.name(), step.seconds, in_words(said));
        if let Some(hint) = &step.hint {
            say!("{:<29}{}", "", in_words(&format!("hint: {hint}")));
        }
    };
    let test = tokio::select! {
        test = targets.test(&input, shown) => test?,
        () = cancel.cancelled() => return Err(Ended::Cancelled),
    };
    if json {
        say!("{}", json!(test));
    } else if let Some(key) = test.host_key.as_ref().filter(|key| key.known.is_none()) {
        say!("To trust this host: --trust {}", key.fingerprint);
    }
    if !json && let Some(proposal) = &test.proposal {
        let TargetProposal { publish, verify, loses } = proposal;
        say!("This works there: {}", json!({ "publish": publish, "verify": verify }));
        say!("{}", in_words(&format!("What is lost by it: {loses}")));
    }
    if test.ok { Ok(()) } else { Err(Ended::Told) }
}

/// What a run needs of the history: the targets that its definition names, unless
/// its file stays here, and the names and numbers of earlier runs. An unknown target
/// is a problem of the definition.
pub(crate) async fn for_run(spec: &ExportSpec, is_local: bool) -> Result<Option<Targets>, Ended> {
    if is_local && !spec.needs_history() {
        return Ok(None);
    }
    let targets = open_to_deliver().await?;
    if is_local {
        return Ok(Some(targets));
    }
    let problems = targets.problems(spec).await?;
    if problems.is_empty() {
        return Ok(Some(targets));
    }
    targets.close().await;
    Err(export_desk_core::spec::SpecError { problems }.into())
}

/// Delivers a finished file to everywhere that its definition says. Gives what
/// became of it at each target, and the first failure.
pub(crate) async fn deliver(
    targets: &Targets,
    made: &MadeFile<'_>,
    json: bool,
    clock: &dyn Clock,
    cancel: &CancellationToken,
) -> Result<(Vec<Value>, Option<Error>), Ended> {
    let (mut told, mut first) = (Vec::new(), None);
    for name in &made.spec.targets {
        let target = targets.named(name).await?;
        let on_sent = output::uploads(json, name);
        let control = Control::new(cancel.clone(), target.options.bandwidth_kib, on_sent);
        let failed = |error: &DeliveryError, wait: Duration| {
            let message = sentence(&error.message);
            tell!("warning: {name}: {message}. Tried again in {} s", wait.as_secs().max(1));
        };
        let secret = secret(name);
        // What earlier commands left there when they were killed.
        let settled = targets.settle(Some(&target), secret.as_ref(), cancel).await?;
        for path in settled {
            tell!("warning: {name}: the server doesn't let go of {path}, left before");
        }
        let done = targets.deliver(&target, secret.as_ref(), made, &control, clock, failed).await;
        if let Some(part) = done.as_ref().err().and_then(|error| error.part.as_ref()) {
            tell!(
                "warning: {name}: part of the file may stay there as {part}; the next delivery \
                 there removes it"
            );
        }
        match done {
            Ok(delivered) => told.push(said(name, &delivered, json)),
            Err(_) if cancel.is_cancelled() => return Err(Ended::Cancelled),
            Err(error) => {
                told.push(json!({
                    "target": name,
                    "status": "failed",
                    "message": sentence(&error.message),
                    "hint": error.hint,
                }));
                let error = Error::from(error.made_not_delivered(name));
                if first.is_none() {
                    first = Some(error);
                } else if !json {
                    tell!("{}", error.message());
                }
            }
        }
    }
    Ok((told, first))
}

fn said(name: &str, delivered: &Delivered, json: bool) -> Value {
    let Delivered { remote_path, bytes, verified, fingerprint, left, .. } = delivered;
    for part in left {
        tell!(
            "warning: {name}: the server doesn't let go of {part}; the next delivery there tries \
             to remove it"
        );
    }
    if !json {
        let server = fingerprint.as_ref().map(|key| format!(", server {key}")).unwrap_or_default();
        tell!("{name}: {remote_path}, {bytes} bytes, checked by {verified}{server}");
    }
    json!({
        "target": name,
        "status": "delivered",
        "remote_path": remote_path,
        "bytes": bytes,
        "verified": verified,
        "fingerprint": fingerprint,
    })
}
