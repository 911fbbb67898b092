//! A `.deb` in a Debian that has nothing else: installed, used and removed.

use std::path::Path;

use super::{PACKAGES, TEST_PACKAGES, install, python, run, target};

/// Debian packages that make the other Debian and look into it.
const NEEDED: [(&str, &str); 2] = [
    ("debootstrap", "makes a fresh Debian"),
    ("util-linux", "keeps its mounts and processes apart"),
];

/// Tries a package. The other Debian stands in a folder beside what is built, and is removed
/// with its mounts and processes, whatever becomes of it.
pub(crate) fn trial(package: &str) -> bool {
    if !cfg!(target_os = "linux") {
        println!("A .deb can be tried on Debian only.");
        return false;
    }
    let Ok(package) = std::fs::canonicalize(package) else {
        println!("{package} isn't there.");
        return false;
    };
    if !([&NEEDED[..], &PACKAGES, &TEST_PACKAGES].iter().all(|some| install(some))
        && python("python", "tests/requirements.txt"))
    {
        return false;
    }
    let folder = target().join("trial");
    if !(remove(&folder) && std::fs::create_dir_all(&folder).is_ok()) {
        return false;
    }
    let text = |path: &Path| path.to_string_lossy().into_owned();
    let [root, interpreter, pictures] =
        [folder.join("debian"), target().join("python/bin/python"), target().join("pictures")]
            .map(|path| text(&path));
    let package = text(&package);
    let apart = ["--mount", "--propagation", "private", "--pid", "--fork", "--kill-child"];
    let script = ["sh", "tests/install/clean_debian.sh", &root, &package, &interpreter, &pictures];
    let passed = as_root("unshare", &[&apart[..], &["--mount-proc"], &script].concat());
    remove(&folder) && passed
}

/// The mounts of the other namespace aren't seen here, so only files are removed.
fn remove(folder: &Path) -> bool {
    !folder.exists() || as_root("rm", &["-rf", "--one-file-system", &folder.to_string_lossy()])
}

fn as_root(program: &str, arguments: &[&str]) -> bool {
    let id = std::process::Command::new("id").arg("-u").output();
    if id.is_ok_and(|id| id.stdout == b"0\n") {
        run(program, arguments)
    } else {
        run("sudo", &[&[program], arguments].concat())
    }
}
