//! Lock files of other processes: whether somebody holds one.

use std::fs::{File, TryLockError};
use std::io::{Error, ErrorKind};
use std::path::Path;

/// Whether a process holds the lock on a file. One that isn't there, or that no
/// process could have locked, is held by nobody. An error means that it isn't
/// known, for example because this process may open no more files.
pub fn is_held(path: &Path) -> Result<bool, Error> {
    match std::fs::symlink_metadata(path) {
        Ok(found) if found.is_file() => {}
        // Opening a pipe would wait for its other end.
        Ok(_) => return Err(Error::new(ErrorKind::InvalidInput, "it isn't a regular file")),
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(error),
    }
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(error),
    };
    match file.try_lock() {
        Ok(()) => Ok(false),
        Err(TryLockError::WouldBlock) => Ok(true),
        // Where there are no locks nobody holds one.
        Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => Ok(false),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_is_seen_while_it_is_held() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.lock");
        assert!(!is_held(&path).unwrap());
        let file = File::create(&path).unwrap();
        assert!(!is_held(&path).unwrap());
        file.lock().unwrap();
        assert!(is_held(&path).unwrap());
        drop(file);
        assert!(!is_held(&path).unwrap());
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_is_never_opened() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.lock");
        let made = std::process::Command::new("mkfifo").arg(&path).status().unwrap();
        assert!(made.success());
        assert!(is_held(&path).is_err());
    }
}
