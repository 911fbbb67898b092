//! Files and folders that only their user may look into.

use std::fs::File;
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

/// A temporary file that only its user may read, whatever the usual permissions
/// are: exports hold what customers have told.
pub fn new_file(folder: &Path) -> std::io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600));
    builder.suffix(".part").tempfile_in(folder)
}

/// Such a file that [`give_name`] will give this name.
pub fn new_file_for(to: &Path) -> std::io::Result<NamedTempFile> {
    if is_no_file(to) {
        return new_file(&std::env::temp_dir());
    }
    let to = behind_links(to);
    let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty());
    new_file(folder.unwrap_or(Path::new(".")))
}

/// Gives a file that is whole its name, in place of another one. Behind a link it is what
/// the link leads to that is replaced; a device or pipe is written to.
pub fn give_name(file: NamedTempFile, to: &Path) -> std::io::Result<()> {
    if is_no_file(to) {
        let mut into = File::options().write(true).open(to)?;
        std::io::copy(&mut file.reopen()?, &mut into)?;
        return Ok(());
    }
    file.persist(behind_links(to))?;
    Ok(())
}

/// Whether there is something that isn't a file or folder: a device or a pipe.
fn is_no_file(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|found| !found.is_file() && !found.is_dir())
}

fn behind_links(path: &Path) -> PathBuf {
    std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

/// Makes a folder that only its user may look into, unless it is there.
pub fn create_private_folder(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

#[cfg(all(test, unix))]
mod tests {
    use std::io::{Read, Write};

    use super::*;

    fn written(to: &Path) {
        let mut file = new_file_for(to).unwrap();
        file.write_all(b"new").unwrap();
        give_name(file, to).unwrap();
    }

    #[test]
    fn links_and_pipes_stay_what_they_are() {
        let folder = tempfile::tempdir().unwrap();
        let [real, link, pipe] = ["real", "link", "pipe"].map(|name| folder.path().join(name));
        std::fs::write(&real, "old").unwrap();
        std::os::unix::fs::symlink(&real, &link).unwrap();
        written(&link);
        assert_eq!(std::fs::read(&real).unwrap(), b"new");
        assert!(std::fs::symlink_metadata(&link).unwrap().is_symlink());
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        let read = std::thread::spawn({
            let pipe = pipe.clone();
            move || {
                let mut text = String::new();
                File::open(pipe).unwrap().read_to_string(&mut text).unwrap();
                text
            }
        });
        written(&pipe);
        assert_eq!(read.join().unwrap(), "new");
        written(&folder.path().join("other"));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 4);
    }
}
