//! A disk that is full when it has to be.

use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

/// A disk of its own, until it is dropped.
pub(crate) struct SmallDisk(TempDir);

impl SmallDisk {
    /// With a size as `mount` reads it.
    pub(crate) fn new(size: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", &format!("size={size}"), "tmpfs"]).arg(folder.path());
        assert!(mount.status().unwrap().success());
        Self(folder)
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.0.path()).status();
    }
}
