//! Packages that install the app and the command.
//!
//! On Linux a `.deb` and an `.rpm` are put together here from one tree of files: they
//! hold two programs, man pages and completions, which Tauri's bundler has no place
//! for. AppImages and the packages of other systems are made by Tauri's bundler, with
//! the command beside the app.

use std::fs;
use std::io::Error;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::json;

use super::{install, licences, page, root, run, target, trial};

/// Tauri's bundler, from npm.
const TAURI: &str = "@tauri-apps/cli@2";
/// Bytes that a package may have.
const LIMIT: u64 = 40_000_000;
const APP: &str = "export-desk";
const CLI: &str = "export-desk-cli";
const VERSION: &str = env!("CARGO_PKG_VERSION");
const MAINTAINER: &str = "Export Desk maintainers <maintainers@exportdesk.app>";
const SUMMARY: &str = "exports of a loyalty programme's data";
const DESCRIPTION: [&str; 4] = [
    "Export Desk defines, previews, schedules, runs and delivers exports of a",
    "loyalty programme's data, and verifies each file. It reads folders, buckets",
    "and databases, and works offline. This package has the app and the command",
    "export-desk-cli.",
];
const METADATA: &str = "usr/share/metainfo/app.exportdesk.desktop.metainfo.xml";
const ENTRY: &str = "usr/share/applications/export-desk.desktop";
const DOCUMENTS: &str = "usr/share/doc/export-desk";
/// Sizes of icons, and their files.
const ICONS: [(&str, &str); 4] = [
    ("32x32", "32x32.png"),
    ("128x128", "128x128.png"),
    ("256x256", "128x128@2x.png"),
    ("512x512", "icon.png"),
];

/// Debian packages that build packages and check them.
pub(crate) const PACKAGES: [(&str, &str); 4] = [
    ("dpkg-dev", "finds the libraries that a .deb depends on"),
    ("rpm", "builds the .rpm"),
    ("appstream", "checks what software centres show"),
    ("desktop-file-utils", "checks the entry in menus"),
];

/// Builds the packages of this system, or those of Tauri's bundler that are named.
/// `--built FOLDER` takes the programs from there instead of building them.
pub(crate) fn bundle(arguments: &[String]) -> bool {
    let (mut built, mut kinds) = (None, None);
    for pair in arguments.chunks(2) {
        match pair {
            [flag, folder] if flag == "--built" => built = Some(PathBuf::from(folder)),
            [flag, names] if flag == "--bundles" => kinds = Some(names.as_str()),
            [flag, package] if flag == "--try" => return trial::trial(package),
            _ => {
                println!("cargo xtask bundle [--built FOLDER] [--bundles appimage,dmg,nsis,msi]");
                println!("cargo xtask bundle --try DEB");
                return false;
            }
        }
    }
    let programs = match built {
        Some(folder) => folder,
        None if page() && run("cargo", &["build", "--workspace", "--bins", "--release"]) => {
            target().join("release")
        }
        None => return false,
    };
    match kinds {
        Some(kinds) => by_tauri(&programs, kinds),
        None if cfg!(target_os = "linux") => install(&PACKAGES) && reported(linux(&programs)),
        None => by_tauri(&programs, if cfg!(windows) { "nsis,msi" } else { "dmg" }),
    }
}

fn reported(done: Result<Vec<PathBuf>, Error>) -> bool {
    let packages = match done {
        Ok(packages) => packages,
        Err(error) => {
            println!("The packages can't be built: {error}");
            return false;
        }
    };
    let mut fits = true;
    for package in packages {
        let bytes = fs::metadata(&package).map_or(0, |found| found.len());
        println!("{} ({bytes} bytes)", package.display());
        if bytes > LIMIT {
            println!("It is larger than {LIMIT} bytes.");
            fits = false;
        }
    }
    fits
}

/// Tauri's bundler takes a program that goes beside the app by its name with the
/// system's at the end.
fn by_tauri(programs: &Path, kinds: &str) -> bool {
    let Some(system) = host() else { return false };
    let ending = std::env::consts::EXE_SUFFIX;
    let folder = target().join("bundle/beside");
    let beside = folder.join(format!("{CLI}-{system}{ending}"));
    let copied = fs::create_dir_all(&folder)
        .and_then(|()| fs::copy(programs.join(format!("{CLI}{ending}")), beside));
    if let Err(error) = copied {
        println!("{CLI} can't be copied: {error}");
        return false;
    }
    let settings = json!({ "bundle": { "externalBin": [folder.join(CLI)] } }).to_string();
    let npx = if cfg!(windows) { "npx.cmd" } else { "npx" };
    run(npx, &["--yes", TAURI, "build", "--bundles", kinds, "--config", &settings])
}

/// The system that is compiled for, in Rust's words.
pub(crate) fn host() -> Option<String> {
    let output = Command::new("rustc").arg("-vV").output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    text.lines().find_map(|line| line.strip_prefix("host: ")).map(str::to_owned)
}

/// The `.deb` and the `.rpm`.
fn linux(programs: &Path) -> Result<Vec<PathBuf>, Error> {
    let folder = target().join("bundle");
    let work = Work::begin(&folder, epoch())?;
    let pages = work.folder.join("pages");
    asked(Command::new(programs.join(CLI)).arg("pages").arg(&pages))?;
    let licences = licences::texts().ok_or_else(|| Error::other("licences can't be read"))?;
    let tree = |name: &str, completions_of_zsh: &str| {
        let contents = Contents { programs, pages: &pages, licences: &licences };
        work.tree(name, &contents, completions_of_zsh)
    };
    let debian = tree("deb", "usr/share/zsh/vendor-completions")?;
    let red_hat = tree("rpm", "usr/share/zsh/site-functions")?;
    check(&debian)?;
    Ok(vec![work.deb(&debian, &folder)?, work.rpm(&red_hat, &folder)?])
}

/// Seconds since 1970 at which these sources were made: the same sources give the same
/// packages.
fn epoch() -> String {
    let committed = || asked(Command::new("git").args(["log", "-1", "--format=%ct"]));
    std::env::var("SOURCE_DATE_EPOCH").or_else(|_| committed()).unwrap_or_else(|_| "0".to_owned())
}

/// What a program prints, without the end of its last line.
fn asked(command: &mut Command) -> Result<String, Error> {
    let name = command.get_program().to_string_lossy().into_owned();
    let done = command.current_dir(root()).output();
    let done = done.map_err(|error| Error::other(format!("{name} can't be started: {error}")))?;
    let printed = String::from_utf8_lossy(&done.stdout).trim_end().to_owned();
    if !done.status.success() {
        let errors = String::from_utf8_lossy(&done.stderr).into_owned();
        return Err(Error::other(format!("{name} failed: {printed}\n{errors}")));
    }
    Ok(printed)
}

/// What goes into a package.
struct Contents<'a> {
    /// Folder of both programs.
    programs: &'a Path,
    /// Folder of the command's man pages and completions.
    pages: &'a Path,
    /// Licences of everything that is built in.
    licences: &'a str,
}

/// A folder in which packages are put together, and their date.
struct Work {
    folder: PathBuf,
    epoch: String,
}

impl Work {
    fn begin(beside: &Path, epoch: String) -> Result<Self, Error> {
        let folder = beside.join("work");
        // What an earlier try left.
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder)?;
        Ok(Self { folder, epoch })
    }

    fn date(&self, format: &str) -> Result<String, Error> {
        let at = format!("@{}", self.epoch);
        asked(Command::new("date").env("LC_ALL", "C").args(["-u", "-d", &at, format]))
    }

    /// All files as they are installed.
    fn tree(
        &self,
        name: &str,
        contents: &Contents<'_>,
        completions_of_zsh: &str,
    ) -> Result<PathBuf, Error> {
        let tree = self.folder.join(name);
        let copy = |from: &Path, to: &str| -> Result<(), Error> {
            let to = place(&tree, to)?;
            fs::copy(from, &to)
                .map_err(|error| Error::other(format!("{}: {error}", from.display())))?;
            mode(&to, 0o644)
        };
        for program in [APP, CLI] {
            let to = format!("usr/bin/{program}");
            copy(&contents.programs.join(program), &to)?;
            // A build may have left the names in that debuggers read.
            asked(Command::new("strip").arg("--strip-unneeded").arg(tree.join(&to)))?;
            mode(&tree.join(to), 0o755)?;
        }
        let sources = root().join("src-tauri/bundle");
        let (version, day) = (VERSION, self.date("+%F")?);
        let template = |name: &str, to: &str| -> Result<(), Error> {
            let text = fs::read_to_string(sources.join(name))?;
            let text = text.replace("@VERSION@", version).replace("@DATE@", &day);
            write(&tree, to, &text)
        };
        template("export-desk.desktop", ENTRY)?;
        template("app.exportdesk.desktop.metainfo.xml", METADATA)?;
        let manual = "usr/share/man/man1";
        template("export-desk.1", &format!("{manual}/export-desk.1"))?;
        pack(&tree, &format!("{manual}/export-desk.1"))?;
        for page in fs::read_dir(contents.pages)? {
            let page = page?.path();
            let name = page.file_name().unwrap_or_default().to_string_lossy().into_owned();
            match page.extension().and_then(|ending| ending.to_str()) {
                Some("1") => {
                    let to = format!("{manual}/{name}");
                    copy(&page, &to)?;
                    pack(&tree, &to)?;
                }
                Some("bash") => {
                    copy(&page, &format!("usr/share/bash-completion/completions/{CLI}"))?;
                }
                Some("fish") => {
                    copy(&page, &format!("usr/share/fish/vendor_completions.d/{name}"))?;
                }
                _ => copy(&page, &format!("{completions_of_zsh}/{name}"))?,
            }
        }
        let icons = root().join("icons");
        let of_theme = "usr/share/icons/hicolor";
        for (size, file) in ICONS {
            copy(&icons.join(file), &format!("{of_theme}/{size}/apps/{APP}.png"))?;
        }
        copy(&icons.join("icon.svg"), &format!("{of_theme}/scalable/apps/{APP}.svg"))?;
        copy(&root().join("src-tauri/LICENSE"), &format!("{DOCUMENTS}/LICENSE"))?;
        let built_in = format!("{DOCUMENTS}/built-in-licences");
        write(&tree, &built_in, contents.licences)?;
        pack(&tree, &built_in)?;
        Ok(tree)
    }

    /// Builds the package of Debian.
    fn deb(&self, tree: &Path, into: &Path) -> Result<PathBuf, Error> {
        let changes = format!(
            "{APP} ({VERSION}) stable; urgency=medium\n\n  * Version {VERSION}.\n\n -- \
             {MAINTAINER}  {}\n",
            self.date("+%a, %d %b %Y %H:%M:%S +0000")?
        );
        write(tree, &format!("{DOCUMENTS}/changelog"), &changes)?;
        pack(tree, &format!("{DOCUMENTS}/changelog"))?;
        let copyright = format!(
            "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n\
             Upstream-Name: Export Desk\n\n\
             Files: *\n\
             Copyright: {MAINTAINER}\n\
             License: Apache-2.0\n \
             The licence is in /usr/share/common-licenses/Apache-2.0 on Debian systems. The\n \
             packages that the programs are built of, with their licences, are in\n \
             /{DOCUMENTS}/built-in-licences.gz.\n"
        );
        write(tree, &format!("{DOCUMENTS}/copyright"), &copyright)?;

        let architecture = asked(Command::new("dpkg").arg("--print-architecture"))?;
        let inside = format!("cd '{}' && ", tree.display());
        let shell = |script: &str| asked(Command::new("sh").arg("-c").arg(inside.clone() + script));
        let sums = shell("find usr -type f | LC_ALL=C sort | xargs -d '\\n' md5sum")?;
        let kilobytes = shell("du -sk --apparent-size usr | cut -f1")?;
        let control = format!(
            "Package: {APP}\n\
             Version: {VERSION}\n\
             Architecture: {architecture}\n\
             Maintainer: {MAINTAINER}\n\
             Installed-Size: {kilobytes}\n\
             Depends: {}, libayatana-appindicator3-1\n\
             Recommends: ca-certificates, gnome-keyring | kwalletmanager, xdg-utils\n\
             Section: database\n\
             Priority: optional\n\
             Description: {SUMMARY}\n {}\n",
            self.libraries(tree)?,
            DESCRIPTION.join("\n ")
        );
        write(tree, "DEBIAN/control", &control)?;
        write(tree, "DEBIAN/md5sums", &(sums + "\n"))?;
        let package = into.join(format!("{APP}_{VERSION}_{architecture}.deb"));
        let plain = self.folder.join("plain.deb");
        asked(
            Command::new("dpkg-deb")
                .env("SOURCE_DATE_EPOCH", &self.epoch)
                .args(["--root-owner-group", "-Znone", "--build"])
                .args([tree, &plain]),
        )?;
        // The programs share most of their code, which lies farther apart than the 64 MiB that
        // xz looks back for dpkg-deb: a third of the package.
        let members = self.folder.join("members");
        fs::create_dir_all(&members)?;
        let script = format!(
            "set -e; cd '{members}'; ar x '{plain}'; \
             xz -f --lzma2=preset=9,dict=128MiB control.tar data.tar; rm -f '{package}'; \
             ar rcD '{package}' debian-binary control.tar.xz data.tar.xz",
            members = members.display(),
            plain = plain.display(),
            package = package.display(),
        );
        asked(Command::new("sh").args(["-c", &script]))?;
        Ok(package)
    }

    /// The Debian packages of the libraries that the programs are linked with.
    fn libraries(&self, tree: &Path) -> Result<String, Error> {
        // It wants to stand in a source package.
        let source = self.folder.join("source");
        write(
            &source,
            "debian/control",
            &format!("Source: {APP}\n\nPackage: {APP}\nArchitecture: any\n"),
        )?;
        let inside = format!("cd '{}' && exec dpkg-shlibdeps -O \"$@\"", source.display());
        let programs = [APP, CLI].map(|program| tree.join("usr/bin").join(program));
        let found = asked(Command::new("sh").args(["-c", &inside, "sh"]).args(programs))?;
        found
            .strip_prefix("shlibs:Depends=")
            .map(str::to_owned)
            .ok_or_else(|| Error::other(format!("dpkg-shlibdeps says {found}")))
    }

    /// Builds the package of Fedora, openSUSE and their kin, whose tool finds the
    /// libraries itself.
    fn rpm(&self, tree: &Path, into: &Path) -> Result<PathBuf, Error> {
        let architecture = asked(Command::new("uname").arg("-m"))?;
        let inside =
            format!("cd '{}' && find . -type f | cut -c2- | LC_ALL=C sort", tree.display());
        let files = asked(Command::new("sh").args(["-c", &inside]))?;
        let document = format!("/{DOCUMENTS}/");
        let files: Vec<String> = files
            .lines()
            .map(|file| match file {
                _ if file.ends_with("/LICENSE") => format!("%license {file}"),
                _ if file.starts_with(&document) => format!("%doc {file}"),
                _ => file.to_owned(),
            })
            .collect();
        let bits = if cfg!(target_pointer_width = "64") { "()(64bit)" } else { "" };
        let specification = format!(
            "Name: {APP}\n\
             Version: {VERSION}\n\
             Release: 1\n\
             Summary: {}{}\n\
             License: Apache-2.0\n\
             Packager: {MAINTAINER}\n\
             Requires: libayatana-appindicator3.so.1{bits}\n\
             Recommends: ca-certificates\n\
             Recommends: xdg-utils\n\n\
             %description\n{}\n\n\
             %install\n\
             cp -a '{}/.' '%{{buildroot}}/'\n\n\
             %files\n\
             %dir /{DOCUMENTS}\n\
             {}\n",
            SUMMARY[..1].to_uppercase(),
            &SUMMARY[1..],
            DESCRIPTION.join("\n"),
            tree.display(),
            files.join("\n")
        );
        let name = format!("{APP}.spec");
        write(&self.folder, &name, &specification)?;
        let define = |name: &str, value: &str| ["--define".to_owned(), format!("{name} {value}")];
        let folder = self.folder.join("rpmbuild");
        let settings = [
            define("_topdir", &folder.to_string_lossy()),
            define("_rpmdir", &into.to_string_lossy()),
            define("_rpmfilename", "%{NAME}-%{VERSION}-%{RELEASE}.%{ARCH}.rpm"),
            // The programs are stripped already.
            define("debug_package", "%{nil}"),
            define("__os_install_post", "%{nil}"),
            define("_build_id_links", "none"),
            // It looks back 128 MiB, over both programs; xz would look back 64.
            define("_binary_payload", "w22.zstdio"),
            define("_buildhost", "localhost"),
            define("use_source_date_epoch_as_buildtime", "1"),
            define("clamp_mtime_to_source_date_epoch", "1"),
        ];
        asked(
            Command::new("rpmbuild")
                .env("SOURCE_DATE_EPOCH", &self.epoch)
                .args(["-bb", "--target", &architecture])
                .args(settings.concat())
                .arg(self.folder.join(name)),
        )?;
        Ok(into.join(format!("{APP}-{VERSION}-1.{architecture}.rpm")))
    }
}

/// The files that desktops read are as these want them.
fn check(tree: &Path) -> Result<(), Error> {
    asked(Command::new("desktop-file-validate").arg(tree.join(ENTRY)))?;
    asked(Command::new("appstreamcli").args(["validate", "--no-net"]).arg(tree.join(METADATA)))?;
    Ok(())
}

/// Where a file of a tree stands, whose folders are made.
fn place(tree: &Path, path: &str) -> Result<PathBuf, Error> {
    let file = tree.join(path);
    fs::create_dir_all(file.parent().unwrap_or(tree))?;
    Ok(file)
}

fn write(tree: &Path, path: &str, text: &str) -> Result<(), Error> {
    let file = place(tree, path)?;
    fs::write(&file, text)?;
    mode(&file, 0o644)
}

/// Packs a file, without its date.
fn pack(tree: &Path, path: &str) -> Result<(), Error> {
    asked(Command::new("gzip").arg("-9n").arg(tree.join(path))).map(|_| ())
}

/// Who may do what with a file, whatever this user's own files are like.
#[cfg_attr(not(unix), expect(clippy::unnecessary_wraps, reason = "other systems have none"))]
fn mode(file: &Path, bits: u32) -> Result<(), Error> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(file, fs::Permissions::from_mode(bits))?;
    }
    #[cfg(not(unix))]
    let _ = (file, bits);
    Ok(())
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    /// Packages with small programs in place of the real ones.
    #[test]
    fn packages_hold_everything_that_is_installed() {
        let folder =
            std::env::temp_dir().join(format!("export-desk-bundle-{}", std::process::id()));
        let (programs, pages) = (folder.join("programs"), folder.join("pages"));
        for program in [APP, CLI] {
            fs::copy("/bin/true", place(&programs, program).expect("folder")).expect("program");
        }
        for page in ["export-desk-cli.1", "export-desk-cli-run.1", "_export-desk-cli"] {
            write(&pages, page, page).expect("page");
        }
        write(&pages, "export-desk-cli.bash", "bash").expect("page");
        write(&pages, "export-desk-cli.fish", "fish").expect("page");
        let work = Work::begin(&folder, "1763600000".to_owned()).expect("work");
        let contents = Contents { programs: &programs, pages: &pages, licences: "MIT" };
        let zsh = "usr/share/zsh/vendor-completions";
        let debian = work.tree("deb", &contents, zsh).expect("tree");
        let red_hat = work.tree("rpm", &contents, zsh).expect("tree");
        check(&debian).expect("metadata");

        let deb = work.deb(&debian, &folder).expect("deb");
        let ask = |program: &str, arguments: &[&str], package: &Path| {
            asked(Command::new(program).args(arguments).arg(package)).expect("answer")
        };
        let listed = ask("dpkg-deb", &["-c"], &deb);
        let depends = asked(Command::new("dpkg-deb").arg("-f").args([&deb]).arg("Depends"));
        let depends = depends.expect("dependencies");
        assert!(depends.contains("libc6 (>= "), "{depends}");
        assert!(depends.contains("libayatana-appindicator3-1"), "{depends}");
        let wanted = [
            "-rwxr-xr-x root/root ./usr/bin/export-desk",
            "-rwxr-xr-x root/root ./usr/bin/export-desk-cli",
            "-rw-r--r-- root/root ./usr/share/applications/export-desk.desktop",
            "-rw-r--r-- root/root ./usr/share/bash-completion/completions/export-desk-cli",
            "-rw-r--r-- root/root ./usr/share/doc/export-desk/LICENSE",
            "-rw-r--r-- root/root ./usr/share/doc/export-desk/built-in-licences.gz",
            "-rw-r--r-- root/root ./usr/share/doc/export-desk/changelog.gz",
            "-rw-r--r-- root/root ./usr/share/doc/export-desk/copyright",
            "-rw-r--r-- root/root ./usr/share/fish/vendor_completions.d/export-desk-cli.fish",
            "-rw-r--r-- root/root ./usr/share/icons/hicolor/256x256/apps/export-desk.png",
            "-rw-r--r-- root/root ./usr/share/icons/hicolor/scalable/apps/export-desk.svg",
            "-rw-r--r-- root/root ./usr/share/man/man1/export-desk-cli-run.1.gz",
            "-rw-r--r-- root/root ./usr/share/man/man1/export-desk-cli.1.gz",
            "-rw-r--r-- root/root ./usr/share/man/man1/export-desk.1.gz",
            "-rw-r--r-- root/root ./usr/share/metainfo/app.exportdesk.desktop.metainfo.xml",
            "-rw-r--r-- root/root ./usr/share/zsh/vendor-completions/_export-desk-cli",
        ];
        for file in wanted {
            let [mode, owner, path] =
                [0, 1, 2].map(|word| file.split(' ').nth(word).expect("word"));
            let is_it = |line: &&str| {
                line.starts_with(&format!("{mode} {owner} ")) && line.ends_with(&format!(" {path}"))
            };
            assert_eq!(listed.lines().filter(is_it).count(), 1, "{file} in\n{listed}");
        }

        let rpm = work.rpm(&red_hat, &folder).expect("rpm");
        let listed = ask("rpm", &["-qpl"], &rpm);
        for file in wanted {
            let path = file.split(" .").nth(1).expect("path");
            let is_debian = path.ends_with("/changelog.gz") || path.ends_with("/copyright");
            assert_eq!(listed.lines().any(|line| line == path), !is_debian, "{path} in\n{listed}");
        }
        let needs = ask("rpm", &["-qp", "--requires"], &rpm);
        assert!(needs.contains("libc.so.6("), "{needs}");
        assert!(needs.contains("libayatana-appindicator3.so.1"), "{needs}");

        // The same sources, the same package.
        let first = fs::read(&deb).expect("package");
        let again = Work::begin(&folder, "1763600000".to_owned()).expect("work");
        let debian = again.tree("deb", &contents, zsh).expect("tree");
        assert!(first == fs::read(again.deb(&debian, &folder).expect("deb")).expect("package"));
        fs::remove_dir_all(folder).expect("folder");
    }
}
