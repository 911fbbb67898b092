//! How the app came to this computer, and how a newer package takes its place.

use std::ffi::OsStr;
use std::fs;
use std::io::{Error, ErrorKind};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use semver::Version;

use super::UpdateError;

/// Lets an administrator confirm what a program does.
const ELEVATE: &str = "pkexec";

/// The kinds of packages that the app updates itself by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PackageKind {
    /// Of Debian and its kin.
    Deb,
    /// Of Fedora, openSUSE and their kin.
    Rpm,
    /// One file that is the program.
    AppImage,
    /// The installer for Windows.
    Nsis,
    /// The app of macOS, packed as `.tar.gz`.
    App,
}

impl PackageKind {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Deb, Self::Rpm, Self::AppImage, Self::Nsis, Self::App];

    /// System, processor and kind, as manifests name them.
    pub fn platform(self) -> String {
        let (system, kind) = match self {
            Self::Deb => ("linux", "deb"),
            Self::Rpm => ("linux", "rpm"),
            Self::AppImage => ("linux", "appimage"),
            Self::Nsis => ("windows", "nsis"),
            Self::App => ("darwin", "app"),
        };
        format!("{system}-{}-{kind}", std::env::consts::ARCH)
    }

    /// A package's name on the disk, by which the system knows its kind.
    pub(super) fn file_name(self, version: &Version) -> String {
        let ending = match self {
            Self::Deb => "deb",
            Self::Rpm => "rpm",
            Self::AppImage => "AppImage",
            Self::Nsis => "exe",
            Self::App => "app.tar.gz",
        };
        format!("export-desk-{version}.{ending}")
    }
}

/// What has to be done after a package was installed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// The app is to be started again.
    Restart,
    /// The app is to end: its installer has begun, and starts it again.
    End,
}

/// How this copy of the app came here.
#[derive(Debug, Clone)]
pub struct Installation {
    kind: PackageKind,
    /// What is replaced; the program itself where the system's own packages do that.
    at: PathBuf,
    elevate: PathBuf,
}

impl Installation {
    /// A package of a kind that is at a place.
    pub fn new(kind: PackageKind, at: PathBuf) -> Self {
        Self { kind, at, elevate: PathBuf::from(ELEVATE) }
    }

    /// The same, with another program in place of the one that asks for an administrator.
    #[must_use]
    pub fn elevated_by(self, elevate: PathBuf) -> Self {
        Self { elevate, ..self }
    }

    /// How the running program was installed; asks the system's own database of packages.
    pub fn find() -> Result<Self, UpdateError> {
        let program = std::env::current_exe()
            .map_err(|error| UpdateError::NotInstalled(error.to_string()))?;
        if cfg!(windows) {
            return of_windows(&program);
        }
        if cfg!(target_os = "macos") {
            return of_macos(&program);
        }
        let image = std::env::var_os("APPIMAGE").zip(std::env::var_os("APPDIR"));
        let owns = |tool: &str, ask: &[&str]| {
            Command::new(tool).args(ask).arg(&program).output().is_ok_and(|it| it.status.success())
        };
        of_linux(&program, image.as_ref().map(|(image, folder)| (&**image, &**folder)), owns)
    }

    /// The kind of package that it came by.
    pub fn kind(&self) -> PackageKind {
        self.kind
    }

    /// Puts a package that was verified in the place of this one. Where that fails, all is as
    /// it was.
    pub(super) fn install(&self, package: &Path) -> Result<Next, UpdateError> {
        match self.kind {
            PackageKind::Deb => self.by_system(
                &["apt-get", "-o", "DPkg::Lock::Timeout=60", "install", "--yes"],
                package,
            ),
            PackageKind::Rpm => self.by_system(&["rpm", "--upgrade"], package),
            PackageKind::AppImage => replace_file(&self.at, package),
            PackageKind::App => replace_app(&self.at, package),
            PackageKind::Nsis => begin_installer(package),
        }
    }

    fn by_system(&self, program: &[&str], package: &Path) -> Result<Next, UpdateError> {
        let failed = |reason: String| UpdateError::Install {
            reason,
            command: format!("sudo {} '{}'", program.join(" "), package.display()),
        };
        let done = Command::new(&self.elevate)
            .args(program)
            .arg(package)
            .env("LC_ALL", "C")
            .stdin(Stdio::null())
            .output();
        match done {
            Ok(done) if done.status.success() => Ok(Next::Restart),
            Ok(done) => Err(failed(reason(&done))),
            Err(error) if error.kind() == ErrorKind::NotFound => {
                Err(failed("nothing here can ask for an administrator's password".to_owned()))
            }
            Err(error) => Err(failed(error.to_string())),
        }
    }
}

fn of_linux(
    program: &Path,
    image: Option<(&OsStr, &OsStr)>,
    owns: impl Fn(&str, &[&str]) -> bool,
) -> Result<Installation, UpdateError> {
    if let Some((image, folder)) = image
        && program.starts_with(folder)
    {
        return Ok(Installation::new(PackageKind::AppImage, PathBuf::from(image)));
    }
    if owns("dpkg-query", &["--search"]) {
        Ok(Installation::new(PackageKind::Deb, program.to_owned()))
    } else if owns("rpm", &["--query", "--file"]) {
        Ok(Installation::new(PackageKind::Rpm, program.to_owned()))
    } else {
        Err(UpdateError::NotInstalled("no package has installed it".to_owned()))
    }
}

fn of_windows(program: &Path) -> Result<Installation, UpdateError> {
    if program.with_file_name("uninstall.exe").exists() {
        Ok(Installation::new(PackageKind::Nsis, program.to_owned()))
    } else {
        let why = "it was installed by an .msi, which whoever manages this computer replaces";
        Err(UpdateError::NotInstalled(why.to_owned()))
    }
}

fn of_macos(program: &Path) -> Result<Installation, UpdateError> {
    let app = program.ancestors().find(|folder| folder.extension() == Some(OsStr::new("app")));
    app.map(|app| Installation::new(PackageKind::App, app.to_owned()))
        .ok_or_else(|| UpdateError::NotInstalled("it isn't in an app's folder".to_owned()))
}

/// Why a program has failed, in its own last words.
fn reason(done: &Output) -> String {
    // What pkexec says by itself.
    if done.status.code() == Some(126) {
        return "it wasn't confirmed by an administrator".to_owned();
    }
    let errors = String::from_utf8_lossy(&done.stderr);
    let last = errors.lines().rev().map(str::trim).find(|line| !line.is_empty());
    last.map_or_else(|| done.status.to_string(), str::to_owned)
}

/// One file in the place of another, whole or not at all.
fn replace_file(at: &Path, with: &Path) -> Result<Next, UpdateError> {
    let replace = || -> Result<(), Error> {
        let mut new = tempfile::NamedTempFile::new_in(folder_of(at)?)?;
        std::io::copy(&mut fs::File::open(with)?, &mut new)?;
        fs::set_permissions(new.path(), executable(fs::metadata(at)?.permissions()))?;
        new.as_file().sync_all()?;
        new.persist(at).map(drop).map_err(Error::from)
    };
    replace().map(|()| Next::Restart).map_err(|error| disk(at, error))
}

/// A folder of the old one's name, unpacked from an archive beside it.
fn replace_app(at: &Path, with: &Path) -> Result<Next, UpdateError> {
    let replace = || -> Result<(), Error> {
        let work = tempfile::Builder::new().prefix(".export-desk-").tempdir_in(folder_of(at)?)?;
        let (new, old) = (work.path().join("new"), work.path().join("old"));
        fs::create_dir(&new)?;
        let done = Command::new("tar").arg("-xzf").arg(with).arg("-C").arg(&new).output()?;
        if !done.status.success() {
            return Err(Error::other(reason(&done)));
        }
        let mut apps = fs::read_dir(&new)?
            .flatten()
            .map(|entry| entry.path())
            .filter(|path| path.extension() == Some(OsStr::new("app")) && path.is_dir());
        let (Some(app), None) = (apps.next(), apps.next()) else {
            return Err(Error::other("the package doesn't hold one app"));
        };
        fs::rename(at, &old)?;
        fs::rename(&app, at).inspect_err(|_| {
            if fs::rename(&old, at).is_err() {
                // The only copy is in there now.
                let _ = work.keep();
            }
        })
    };
    replace().map(|()| Next::Restart).map_err(|error| disk(at, error))
}

/// Begins the installer, which ends the app if that is still there, replaces it, and starts
/// it again.
fn begin_installer(package: &Path) -> Result<Next, UpdateError> {
    let begin = || {
        fs::set_permissions(package, executable(fs::metadata(package)?.permissions()))?;
        Command::new(package).args(["/P", "/R", "/UPDATE"]).stdin(Stdio::null()).spawn()
    };
    begin().map(|_| Next::End).map_err(|error| UpdateError::Install {
        reason: error.to_string(),
        command: format!("\"{}\"", package.display()),
    })
}

fn folder_of(file: &Path) -> Result<&Path, Error> {
    file.parent().ok_or_else(|| Error::from(ErrorKind::NotFound))
}

#[cfg_attr(not(unix), expect(unused_mut, reason = "other systems have no such permission"))]
fn executable(mut permissions: fs::Permissions) -> fs::Permissions {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        permissions.set_mode(permissions.mode() | 0o111);
    }
    permissions
}

fn disk(path: &Path, error: Error) -> UpdateError {
    UpdateError::Disk { path: path.to_owned(), error }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(found: Result<Installation, UpdateError>) -> Result<(PackageKind, PathBuf), String> {
        found.map(|it| (it.kind, it.at)).map_err(|error| error.to_string())
    }

    #[test]
    fn each_system_says_how_it_was_installed() {
        let program = Path::new("/usr/bin/export-desk");
        let by = |tool: &'static str| move |asked: &str, _: &[&str]| asked == tool;
        let at = |kind| Ok((kind, program.to_owned()));
        assert_eq!(found(of_linux(program, None, by("dpkg-query"))), at(PackageKind::Deb));
        assert_eq!(found(of_linux(program, None, by("rpm"))), at(PackageKind::Rpm));
        let none = found(of_linux(program, None, by("none"))).unwrap_err();
        assert!(none.ends_with("no package has installed it"), "{none}");

        let image = (OsStr::new("/home/a/Desk.AppImage"), OsStr::new("/tmp/.mount_x"));
        let mounted = Path::new("/tmp/.mount_x/usr/bin/export-desk");
        let there = Ok((PackageKind::AppImage, PathBuf::from("/home/a/Desk.AppImage")));
        assert_eq!(found(of_linux(mounted, Some(image), by("none"))), there);
        // The variables of another AppImage, whose terminal has started this one.
        assert_eq!(found(of_linux(program, Some(image), by("rpm"))), at(PackageKind::Rpm));

        let inside = Path::new("/Applications/Export Desk.app/Contents/MacOS/export-desk");
        let app = PathBuf::from("/Applications/Export Desk.app");
        assert_eq!(found(of_macos(inside)), Ok((PackageKind::App, app)));
        assert!(found(of_macos(program)).is_err());

        let folder = tempfile::tempdir().unwrap();
        let program = folder.path().join("export-desk.exe");
        assert!(found(of_windows(&program)).unwrap_err().contains(".msi"));
        fs::write(folder.path().join("uninstall.exe"), "").unwrap();
        assert_eq!(found(of_windows(&program)), Ok((PackageKind::Nsis, program.clone())));
    }

    #[test]
    fn an_app_is_replaced_as_a_whole_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let at = folder.path().join("Export Desk.app");
        let write = |path: &Path, text: &str| {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        write(&at.join("Contents/old"), "old");
        let packed = |name: &str, files: &[&str]| {
            let (from, to) = (folder.path().join(name), folder.path().join(format!("{name}.tgz")));
            for file in files {
                write(&from.join(file), "new");
            }
            let mut tar = Command::new("tar");
            let done = tar.arg("-czf").arg(&to).arg("-C").arg(&from).arg(".").status();
            assert!(done.unwrap().success());
            to
        };
        let refused = [
            packed("none", &["readme"]),
            packed("two", &["A.app/x", "B.app/x"]),
            folder.path().join("missing.tgz"),
        ];
        for archive in refused {
            assert!(matches!(replace_app(&at, &archive), Err(UpdateError::Disk { .. })));
            assert_eq!(fs::read_to_string(at.join("Contents/old")).unwrap(), "old");
        }
        let good = packed("good", &["Export Desk.app/Contents/new"]);
        assert_eq!(replace_app(&at, &good).unwrap(), Next::Restart);
        assert_eq!(fs::read_to_string(at.join("Contents/new")).unwrap(), "new");
        assert!(!at.join("Contents/old").exists());
        let hidden = |entry: &fs::DirEntry| entry.file_name().to_string_lossy().starts_with('.');
        assert!(!fs::read_dir(folder.path()).unwrap().flatten().any(|entry| hidden(&entry)));
    }
}
