//! Files and folders that only their user may look into.

use std::path::Path;

use tempfile::NamedTempFile;

/// A temporary file that only its user may read, whatever the usual permissions
/// are: exports hold what customers have told.
pub fn new_file(folder: &Path) -> std::io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600));
    builder.suffix(".part").tempfile_in(folder)
}

/// Makes a folder that only its user may look into, unless it is there.
pub fn create_private_folder(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}
