//! Publishing by rename: a file is written under a temporary name in its
//! folder, flushed to the disk, and only then gets its final name. Whatever
//! stops the run before that, the temporary files go.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::{NamedTempFile, TempDir};

use crate::error::Error;

/// What happens when the final name is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum IfExists {
    /// Keep both: the new one gets a number.
    #[default]
    Number,
    /// Replace it.
    Replace,
    /// Stop; nothing is written.
    Fail,
}

/// A file in the making.
pub(super) struct Part {
    folder: PathBuf,
    spool: TempDir,
    file: NamedTempFile,
}

/// Where the files stand.
pub(super) struct Published {
    pub(super) file: PathBuf,
    pub(super) manifest: PathBuf,
}

impl Part {
    /// Starts a file in `folder`, which is made if it isn't there.
    pub(super) fn create(folder: &Path) -> Result<Self, Error> {
        let told = |error| Error::Output { path: folder.to_owned(), error };
        std::fs::create_dir_all(folder).map_err(told)?;
        let folder = std::path::absolute(folder).map_err(told)?;
        let spool = tempfile::Builder::new()
            .prefix(".export-desk-")
            .suffix(".spool")
            .tempdir_in(&folder)
            .map_err(told)?;
        let file =
            tempfile::Builder::new().suffix(".part").tempfile_in(spool.path()).map_err(told)?;
        Ok(Self { folder, spool, file })
    }

    /// Folder for what doesn't fit into memory; it goes with the part.
    pub(super) fn spool(&self) -> &Path {
        self.spool.path()
    }

    /// A second handle to write to.
    pub(super) fn writer(&self) -> Result<BufWriter<File>, Error> {
        let file = self.file.reopen().map_err(|error| self.told(error))?;
        Ok(BufWriter::with_capacity(1 << 18, file))
    }

    fn told(&self, error: std::io::Error) -> Error {
        Error::Output { path: self.folder.clone(), error }
    }

    /// Gives the file and its manifest their final names.
    pub(super) fn publish(
        self,
        written: BufWriter<File>,
        name: &str,
        extension: &str,
        if_exists: IfExists,
        manifest: impl Fn(&Path) -> String,
    ) -> Result<Published, Error> {
        let file = written.into_inner().map_err(|error| self.told(error.into_error()))?;
        file.sync_all().map_err(|error| self.told(error))?;
        drop(file);
        let mut number = 1;
        loop {
            let stem = if number == 1 { name.to_owned() } else { format!("{name} ({number})") };
            let target = self.folder.join(format!("{stem}.{extension}"));
            let manifest_target = self.folder.join(format!("{stem}.manifest.json"));
            // The manifest takes part in the question whether a name is free,
            // so that one never describes another run's file.
            if if_exists != IfExists::Replace && (target.exists() || manifest_target.exists()) {
                if if_exists == IfExists::Fail {
                    return Err(Error::Exists(target));
                }
                number += 1;
                continue;
            }
            let mut described =
                NamedTempFile::new_in(self.spool.path()).map_err(|e| self.told(e))?;
            described.write_all(manifest(&target).as_bytes()).map_err(|e| self.told(e))?;
            described.as_file().sync_all().map_err(|e| self.told(e))?;
            let Self { folder, spool, file } = self;
            let told = |error| Error::Output { path: folder.clone(), error };
            let (_, part) = file.keep().map_err(|error| told(error.error))?;
            let (_, described) = described.keep().map_err(|error| told(error.error))?;
            std::fs::rename(&part, &target).map_err(told)?;
            std::fs::rename(&described, &manifest_target).map_err(told)?;
            drop(spool);
            #[cfg(unix)]
            File::open(&folder).and_then(|folder| folder.sync_all()).map_err(told)?;
            return Ok(Published { file: target, manifest: manifest_target });
        }
    }
}
