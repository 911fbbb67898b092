//! Profiles on the command line: how receivers want their files.

use std::path::{Path, PathBuf};

use clap::Subcommand;
use export_desk_core::clock::{Clock, SystemClock};
use export_desk_core::engine::{
    Profiles, SAMPLE_ROWS, built_in_profiles, open_profile, recognise_sample, save_profile_file,
};
use export_desk_core::error::Error;
use export_desk_core::receiver::{LoadLanguage, Receiver, Recognised};
use export_desk_core::run::{IfExists, Outcome, RunReport, sample};
use export_desk_core::spec::profile::Profile;
use export_desk_core::spec::{ExportSpec, Problem};
use export_desk_core::store::{ProfileInput, SavedProfile};
use serde_json::json;
use tokio_util::sync::CancellationToken;

use crate::output::{say, tell};
use crate::{Ended, On, home, opened, output, read_spec};

/// What can be done with profiles. Saved ones are in the history of Export Desk, in
/// EXPORT_DESK_HOME or the system's place; one for each receiver is built in.
#[derive(Subcommand)]
pub(crate) enum ProfileTask {
    /// Lists the profiles, and the receivers that they are for.
    List {
        /// Prints JSON.
        #[arg(long)]
        json: bool,
    },
    /// Prints a profile as JSON.
    Show {
        /// Name of the profile.
        name: String,
        /// An earlier version of it.
        #[arg(long = "profile-version", value_name = "NUMBER")]
        number: Option<u32>,
    },
    /// Runs a definition with a profile, and puts the load commands beside its file.
    Test {
        /// Name of the profile, or a JSON file with one.
        name: String,
        #[command(flatten)]
        on: On,
        /// Folder that the file goes to.
        #[arg(long, default_value = ".")]
        out: PathBuf,
        /// Rows that it has at most.
        #[arg(long, default_value_t = SAMPLE_ROWS)]
        rows: usize,
    },
    /// Saves a profile from a JSON file; of the same name it is another version.
    Import {
        /// The file.
        file: PathBuf,
    },
    /// Writes a profile as a JSON file.
    Export {
        /// Name of the profile.
        name: String,
        /// The file, in place of what is there.
        file: PathBuf,
    },
    /// Proposes a profile from a file that a partner sent, with the reason for each
    /// setting.
    Recognise {
        /// The file, also packed as .gz or .zip.
        sample: PathBuf,
        /// Prints JSON.
        #[arg(long)]
        json: bool,
    },
}

impl ProfileTask {
    pub(crate) fn is_json(&self) -> bool {
        match self {
            Self::List { json } | Self::Recognise { json, .. } => *json,
            Self::Test { on, .. } => on.json,
            Self::Show { .. } | Self::Import { .. } | Self::Export { .. } => false,
        }
    }
}

/// The saved profiles in `folder`, or this user's.
async fn open(folder: Option<&Path>) -> Result<Profiles, Ended> {
    let Some(home) = folder.map(Path::to_owned).or_else(home) else {
        let message = "there is no home folder for the saved profiles";
        return Err(Ended::Wrong(Problem::new("", message, "Set EXPORT_DESK_HOME.")));
    };
    Ok(Profiles::open(&home).await?)
}

/// The definition with the settings of the profile that it names; `folder` is the
/// product's, unless it is this user's.
pub(crate) async fn applied(spec: ExportSpec, folder: Option<&Path>) -> Result<ExportSpec, Ended> {
    let names = spec.parts().iter().filter_map(|part| part.format.profile.as_deref());
    let saved = names.chain(spec.format.profile.as_deref()).find(|name| {
        // A built-in one needs no history.
        Receiver::named(name).is_none()
    });
    if saved.is_none() {
        return Ok(built_in(spec));
    }
    let profiles = open(folder).await?;
    let applied = profiles.applied(&spec).await;
    profiles.close().await;
    Ok(applied?)
}

/// The definition with the settings of the built-in profile that it names, and so each
/// member of a set.
fn built_in(spec: ExportSpec) -> ExportSpec {
    let name = spec.format.profile.as_deref();
    let mut spec = match name.and_then(Receiver::named) {
        Some(receiver) => receiver.profile().applied_to(&spec, 1),
        None => spec,
    };
    spec.members = spec.members.into_iter().map(built_in).collect();
    spec
}

pub(crate) async fn execute(task: ProfileTask, cancel: &CancellationToken) -> Result<(), Ended> {
    match task {
        ProfileTask::Test { name, on, out, rows } => test(&name, &on, out, rows, cancel).await,
        ProfileTask::Recognise { sample, json } => {
            let found = recognise_sample(&sample).await?;
            if json {
                say!("{}", json!(found));
            } else {
                recognised(&found);
            }
            Ok(())
        }
        ProfileTask::List { json } => {
            let profiles = open(None).await?;
            let listed = profiles.list().await;
            profiles.close().await;
            list(&listed?, json);
            Ok(())
        }
        ProfileTask::Show { name, number } => {
            let profile = named(&name, number, None).await?;
            say!("{:#}", json!(profile));
            Ok(())
        }
        ProfileTask::Import { file } => {
            let profile = open_profile(&file).await?;
            let profiles = open(None).await?;
            let saved = import(&profiles, profile).await;
            profiles.close().await;
            say!("{}", saved?);
            Ok(())
        }
        ProfileTask::Export { name, file } => {
            let profile = named(&name, None, None).await?;
            save_profile_file(&profile, &file).await?;
            say!("{}", file.display());
            Ok(())
        }
    }
}

/// The profile of this name, or what it was in an earlier version.
async fn named(name: &str, version: Option<u32>, folder: Option<&Path>) -> Result<Profile, Ended> {
    let built_in = built_in_profiles().into_iter().find(|known| known.profile.name == name);
    if let Some(built_in) = built_in {
        return Ok(built_in.profile);
    }
    let profiles = open(folder).await?;
    let found = async {
        let saved = profiles.named(name).await?;
        let (Some(wanted), Some(id)) = (version, saved.id) else { return Ok(Some(saved.profile)) };
        let mut versions = profiles.versions(id).await?.into_iter();
        Ok::<_, Error>(
            versions.find(|known| known.profile_version == wanted).and_then(|v| v.profile),
        )
    };
    let found = found.await;
    profiles.close().await;
    found?.ok_or_else(|| {
        let message = format!("profile “{name}” has no such version");
        Ended::Wrong(Problem::new("", message, "Leave the version out to see the last one."))
    })
}

async fn import(profiles: &Profiles, profile: Profile) -> Result<String, Error> {
    let known = profiles.list().await?;
    let same = known.iter().find(|known| known.profile.name == profile.name.trim());
    let input = ProfileInput { id: same.and_then(|known| known.id), profile };
    profiles.save(&input, SystemClock.now()).await?;
    Ok(input.profile.name)
}

fn list(known: &[SavedProfile], json: bool) {
    if json {
        let with_receiver = |saved: &SavedProfile| {
            let mut listed = json!(saved);
            if saved.id.is_none()
                && let Some(receiver) = Receiver::named(&saved.profile.name)
            {
                listed["receiver"] = json!(receiver.described());
            }
            listed
        };
        say!("{}", json!(known.iter().map(with_receiver).collect::<Vec<_>>()));
        return;
    }
    for SavedProfile { id, profile, profile_version, exports, .. } in known {
        let name = &profile.name;
        if id.is_some() {
            let used =
                if *exports == 1 { "1 export".to_owned() } else { format!("{exports} exports") };
            say!("{name:<24} version {profile_version}, {used}");
            continue;
        }
        let Some(receiver) = Receiver::named(name) else { continue };
        let described = receiver.described();
        let evidence = match (described.tested, described.link) {
            (Some(version), _) => format!("tested with {version}"),
            (None, link) => format!("as documented: {}", link.unwrap_or_default()),
        };
        say!("{name:<24} built in: {}; {evidence}", described.name);
    }
}

async fn test(
    name: &str,
    on: &On,
    out: PathBuf,
    rows: usize,
    cancel: &CancellationToken,
) -> Result<(), Ended> {
    let is_file = Path::new(name).extension().is_some_and(|extension| extension == "json");
    let profile = if is_file {
        open_profile(Path::new(name)).await?
    } else {
        named(name, None, on.home.as_deref()).await?
    };
    let spec = profile.applied_to(&read_spec(&on.spec)?, 1);
    let mut context = opened(on, &spec, cancel).await?;
    context.out = out;
    // A finished export of this name stays.
    context.if_exists = IfExists::Number;
    context.observer = output::progress(on.json);
    match sample(&spec, &context, rows).await? {
        Outcome::Finished(report) | Outcome::Empty(report) => {
            save_load_commands(&report)?;
            output::finished(on.json, &report, &[]);
            Ok(())
        }
        Outcome::Cancelled => Err(Ended::Cancelled),
    }
}

/// Puts each load command beside the file.
fn save_load_commands(report: &RunReport) -> Result<(), Error> {
    for command in &report.load {
        let receiver = Receiver::of(command.receiver).key;
        let name = report.file.file_name().unwrap_or_default().to_string_lossy();
        let name = format!("{name}.{receiver}.{}", command.language.extension());
        let path = report.file.with_file_name(name);
        let text = match command.language {
            LoadLanguage::Steps => output::in_words(&command.text),
            LoadLanguage::Sql | LoadLanguage::Python | LoadLanguage::Shell => command.text.clone(),
        };
        std::fs::write(&path, text).map_err(|error| Error::Output { path: path.clone(), error })?;
        tell!("{}", path.display());
    }
    Ok(())
}

fn recognised(found: &Recognised) {
    for guess in &found.guesses {
        let sure = if guess.is_certain { "" } else { " (please check)" };
        tell!("{:<22} {:<22} {}{sure}", guess.setting, guess.value, guess.evidence);
    }
    say!("{:#}", json!(found.profile));
}
