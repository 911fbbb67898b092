//! What can't be done now, though nothing is broken.

use std::path::PathBuf;

use chrono::{DateTime, Utc};

use crate::humanize::counted;

/// Why something that was asked for isn't done.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The export was deleted.
    #[error("the export is gone")]
    NoExport,
    /// The run was deleted with its export.
    #[error("the run is gone")]
    NoRun,
    /// The connection was deleted.
    #[error("the connection is gone")]
    NoConnection,
    /// No saved connection has the name.
    #[error("there is no connection “{name}”")]
    UnknownConnection {
        /// The name.
        name: String,
        /// Those that there are.
        known: String,
    },
    /// A run of the export waits or works.
    #[error("“{name}” is running already")]
    RunActive {
        /// Name of the export.
        name: String,
    },
    /// Of the members of a set some are read in a copy on this computer, and this one
    /// isn't in it.
    #[error("`{model}` isn't in the copy on this computer that other members are read from")]
    NotCopied {
        /// Id of its data model.
        model: String,
    },
    /// The export runs only when it is asked to.
    #[error("“{name}” has no schedule")]
    NoSchedule {
        /// Name of the export.
        name: String,
    },
    /// The run didn't finish.
    #[error("the run made no file")]
    NoFile,
    /// The file was removed or moved.
    #[error("`{}` is gone", .file.display())]
    FileGone {
        /// The file.
        file: PathBuf,
    },
    /// The file isn't the one that the run made.
    #[error("`{}` was changed after the run", .file.display())]
    FileChanged {
        /// The file.
        file: PathBuf,
    },
    /// The demo brand is part of the product.
    #[error("connection “{name}” is built in")]
    BuiltIn {
        /// Name of the connection.
        name: String,
    },
    /// Exports use the connection.
    #[error("connection “{name}” is used by {}", counted(*exports, "export"))]
    ConnectionUsed {
        /// Name of the connection.
        name: String,
        /// How many.
        exports: u64,
    },
    /// Names tell connections apart.
    #[error("there is a connection “{name}” already")]
    NameTaken {
        /// The name.
        name: String,
    },
    /// Names tell connections apart.
    #[error("the connection has no name")]
    NoName,
    /// The target was deleted.
    #[error("the target is gone")]
    NoTarget,
    /// Names tell targets apart.
    #[error("there is a target “{name}” already")]
    TargetNameTaken {
        /// The name.
        name: String,
    },
    /// Exports use the target.
    #[error("target “{name}” is used by {}", counted(*exports, "export"))]
    TargetUsed {
        /// Name of the target.
        name: String,
        /// How many.
        exports: u64,
    },
    /// The profile was deleted.
    #[error("the profile is gone")]
    NoProfile,
    /// Names tell profiles apart.
    #[error("there is a profile “{name}” already")]
    ProfileNameTaken {
        /// The name.
        name: String,
    },
    /// Exports use the profile.
    #[error("profile “{name}” is used by {}", counted(*exports, "export"))]
    ProfileUsed {
        /// Name of the profile.
        name: String,
        /// How many.
        exports: u64,
    },
    /// The run's file is at all of its targets, or on its way.
    #[error("run {number} has nothing to deliver")]
    Delivered {
        /// Number of the run.
        number: u64,
    },
    /// Names or numbers depend on earlier runs.
    #[error("the names or numbers depend on earlier runs, and there is no history of them")]
    NeedsHistory,
    /// Only the history says where a run of what is new begins.
    #[error("this export takes what is new since its last run, and there is no history of it")]
    DeltaNeedsHistory,
    /// The last delivered run ended later than this one would.
    #[error("the last delivered run took rows until {}, and this one would end at {}", instant(*from), instant(*to))]
    WindowBehind {
        /// Where it ended.
        from: DateTime<Utc>,
        /// Where this one would end.
        to: DateTime<Utc>,
    },
    /// A later run has delivered the rows of a run's window.
    #[error(
        "rows of run {number}'s window were delivered by a later run, or its window was changed"
    )]
    WindowPassed {
        /// Number of the run.
        number: u64,
    },
    /// The run has no window to begin behind.
    #[error("run {number} delivered no window of rows")]
    NoWindow {
        /// Number of the run.
        number: u64,
    },
    /// The rows that a run delivered aren't kept any more.
    #[error("the rows that run {number} delivered aren't kept any more")]
    NoState {
        /// Number of the run.
        number: u64,
    },
    /// A run gave the name before.
    #[error("an earlier run of this export has used the name `{name}`")]
    NameUsed {
        /// The name.
        name: String,
    },
    /// Another run has the sequence's next number.
    #[error("number {number} of the sequence “{sequence}” belongs to a run that isn't over")]
    SequenceBusy {
        /// Name of the sequence.
        sequence: String,
        /// The number.
        number: u64,
    },
    /// It isn't known whether a file with this number arrived.
    #[error("nobody knows whether number {number} of the sequence “{sequence}” was delivered")]
    SequenceUnknown {
        /// Name of the sequence.
        sequence: String,
        /// The number.
        number: u64,
    },
    /// The number of a run that failed belongs to another one.
    #[error("number {number} of the sequence “{sequence}” was given to another run since")]
    SequencePassed {
        /// Name of the sequence.
        sequence: String,
        /// The number.
        number: u64,
    },
    /// The last number was used.
    #[error("the sequence “{sequence}” has no number left")]
    SequenceUsedUp {
        /// Name of the sequence.
        sequence: String,
    },
    /// The keychain has no masking key of the name.
    #[error("there is no masking key “{name}”")]
    NoMaskKey {
        /// The name.
        name: String,
    },
    /// Names tell masking keys apart, and a key is never replaced unseen.
    #[error("there is another masking key “{name}” already")]
    MaskKeyTaken {
        /// The name.
        name: String,
    },
    /// Exports use the masking key.
    #[error("masking key “{name}” is used by {}", counted(*exports, "export"))]
    MaskKeyUsed {
        /// Name of the key.
        name: String,
        /// How many.
        exports: u64,
    },
    /// A setting has a value that can't be used.
    #[error("{message}")]
    Setting {
        /// What is wrong with it.
        message: String,
        /// What to do about it.
        hint: &'static str,
    },
}

fn instant(at: DateTime<Utc>) -> String {
    at.format("%Y-%m-%d %H:%M:%S%.f UTC").to_string()
}

impl Refusal {
    /// What to do about it.
    pub fn hint(&self) -> Option<String> {
        let hint = match self {
            Self::NoExport => "Choose another export; it may have been deleted.",
            Self::NoRun => "Choose another run.",
            Self::NoConnection => "Edit the export and choose another connection.",
            Self::UnknownConnection { known, .. } => {
                return Some(format!(
                    "Use one of {known}; or demo, file://, sqlite://, postgres://, mysql://, \
                     s3:// or sc://."
                ));
            }
            Self::NotCopied { .. } => "Copy its data as well, or don't use the copy.",
            Self::RunActive { .. } => "Wait for it, or cancel it.",
            Self::NoSchedule { .. } => "Give it one first.",
            Self::NoFile => "Choose a finished run.",
            Self::FileGone { .. } | Self::FileChanged { .. } => "Run the export again.",
            Self::BuiltIn { .. } => "Add a connection of your own instead.",
            Self::ConnectionUsed { .. } => {
                "Delete what uses it first, or change its connection there."
            }
            Self::NameTaken { .. }
            | Self::TargetNameTaken { .. }
            | Self::ProfileNameTaken { .. } => "Choose another name.",
            Self::NoProfile => "Choose another profile.",
            Self::NoMaskKey { .. } => {
                "Make or enter it in the settings of the masked column, or hand it to the command \
                 in EXPORT_DESK_MASK_KEY_NAME."
            }
            Self::MaskKeyTaken { .. } => "Choose another name, or delete that key first.",
            Self::MaskKeyUsed { .. } => "Choose another key for them first.",
            Self::ProfileUsed { .. } => "Choose another profile for them first.",
            Self::NoTarget => "Choose another target.",
            Self::TargetUsed { .. } => "Choose another target for them first.",
            Self::Delivered { .. } => "Choose a run whose file was made and not delivered.",
            Self::NoName => "Give it a name.",
            Self::NeedsHistory => "Run it with a history: in the window, or by the command.",
            Self::DeltaNeedsHistory => {
                "Run it in the window; one by a date runs here with --to and --from as well."
            }
            Self::WindowBehind { .. } => {
                "Check this computer's clock; then rewind the export to an earlier run, or run it \
                 in full again."
            }
            Self::WindowPassed { .. } => "Run the export again.",
            Self::NoState { .. } => "Choose a later run, or run the export in full again.",
            Self::NoWindow { .. } => "Choose a finished run that has a window.",
            Self::NameUsed { .. } => "Put {seq}, {run} or the date and time into the name.",
            Self::SequenceBusy { .. } => {
                "Run it again when that run's deliveries have ended, or cancel them."
            }
            Self::SequenceUnknown { sequence, number } => {
                return Some(format!(
                    "Look at the target whether it is there: if so, set the next number with \
                     `export-desk-cli sequence set \"{sequence}\" {}`, else with \
                     `export-desk-cli sequence set \"{sequence}\" {number}`.",
                    number + 1
                ));
            }
            Self::SequencePassed { .. } => "Run the export again.",
            Self::SequenceUsedUp { sequence } => {
                return Some(format!(
                    "Set a lower next number, such as \
                     `export-desk-cli sequence set \"{sequence}\" 1`."
                ));
            }
            Self::Setting { hint, .. } => hint,
        };
        Some(hint.to_owned())
    }

    /// What the window tells apart, in one stable word.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoExport | Self::NoRun | Self::NoTarget | Self::NoProfile => "not_found",
            Self::NoConnection | Self::UnknownConnection { .. } => "connection",
            Self::RunActive { .. } => "run_active",
            Self::NoFile | Self::FileGone { .. } => "file_gone",
            Self::BuiltIn { .. }
            | Self::ConnectionUsed { .. }
            | Self::TargetUsed { .. }
            | Self::ProfileUsed { .. }
            | Self::MaskKeyUsed { .. }
            | Self::Delivered { .. }
            | Self::NotCopied { .. }
            | Self::NeedsHistory
            | Self::DeltaNeedsHistory
            | Self::WindowBehind { .. }
            | Self::WindowPassed { .. }
            | Self::NoWindow { .. }
            | Self::NoState { .. }
            | Self::NameUsed { .. }
            | Self::SequenceUnknown { .. }
            | Self::SequencePassed { .. }
            | Self::SequenceUsedUp { .. } => "not_allowed",
            Self::SequenceBusy { .. } => "run_active",
            Self::NameTaken { .. }
            | Self::TargetNameTaken { .. }
            | Self::ProfileNameTaken { .. }
            | Self::MaskKeyTaken { .. } => "name_taken",
            Self::FileChanged { .. }
            | Self::NoName
            | Self::NoSchedule { .. }
            | Self::NoMaskKey { .. }
            | Self::Setting { .. } => "other",
        }
    }
}
