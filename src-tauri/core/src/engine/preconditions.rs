//! What can't be done now, though nothing is broken.

use std::path::PathBuf;

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
    /// The run's file is at all of its targets, or on its way.
    #[error("run {number} has nothing to deliver")]
    Delivered {
        /// Number of the run.
        number: u64,
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

impl Refusal {
    /// What to do about it.
    pub fn hint(&self) -> Option<String> {
        let hint = match self {
            Self::NoExport => "Choose another export; it may have been deleted.",
            Self::NoRun => "Choose another run.",
            Self::NoConnection => "Edit the export and choose another connection.",
            Self::UnknownConnection { known, .. } => {
                return Some(format!(
                    "Use one of {known}; or demo, file://, sqlite://, postgres:// or mysql://."
                ));
            }
            Self::RunActive { .. } => "Wait for it, or cancel it.",
            Self::NoSchedule { .. } => "Give it one first.",
            Self::NoFile => "Choose a finished run.",
            Self::FileGone { .. } | Self::FileChanged { .. } => "Run the export again.",
            Self::BuiltIn { .. } => "Add a connection of your own instead.",
            Self::ConnectionUsed { .. } => {
                "Delete what uses it first, or change its connection there."
            }
            Self::NameTaken { .. } | Self::TargetNameTaken { .. } => "Choose another name.",
            Self::NoTarget => "Choose another target.",
            Self::TargetUsed { .. } => "Choose another target for them first.",
            Self::Delivered { .. } => "Choose a run whose file was made and not delivered.",
            Self::NoName => "Give it a name.",
            Self::Setting { hint, .. } => hint,
        };
        Some(hint.to_owned())
    }

    /// What the window tells apart, in one stable word.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoExport | Self::NoRun | Self::NoTarget => "not_found",
            Self::NoConnection | Self::UnknownConnection { .. } => "connection",
            Self::RunActive { .. } => "run_active",
            Self::NoFile | Self::FileGone { .. } => "file_gone",
            Self::BuiltIn { .. }
            | Self::ConnectionUsed { .. }
            | Self::TargetUsed { .. }
            | Self::Delivered { .. } => "not_allowed",
            Self::NameTaken { .. } | Self::TargetNameTaken { .. } => "name_taken",
            Self::FileChanged { .. }
            | Self::NoName
            | Self::NoSchedule { .. }
            | Self::Setting { .. } => "other",
        }
    }
}
