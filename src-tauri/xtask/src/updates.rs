//! What is offered as an update: signs the packages of a release, and writes the document
//! that the app reads (`core/src/update`). The secret key of minisign and its password are
//! `EXPORT_DESK_UPDATES_SECRET_KEY` and `EXPORT_DESK_UPDATES_PASSWORD`.

use std::fs;
use std::io::{Error, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::{Map, Value, json};

use super::install;

const VERSION: &str = env!("CARGO_PKG_VERSION");
const MANIFEST: &str = "latest.json";

/// Debian packages that sign.
const PACKAGES: [(&str, &str); 1] = [("minisign", "signs packages")];

/// Who signs.
struct Signer {
    /// The text of the key's file.
    key: String,
    /// Empty for a key without one.
    password: String,
}

/// `FOLDER URL [NOTES]`: the packages, where they will be, and a file that says what is new.
pub(crate) fn offer(arguments: &[String]) -> bool {
    let (folder, url, notes) = match arguments {
        [folder, url] => (folder, url, None),
        [folder, url, notes] => (folder, url, Some(notes)),
        _ => {
            println!("cargo xtask updates FOLDER URL [NOTES]");
            return false;
        }
    };
    let secret = |name: &str| std::env::var(name).ok().filter(|value| !value.trim().is_empty());
    let Some(key) = secret("EXPORT_DESK_UPDATES_SECRET_KEY") else {
        println!("EXPORT_DESK_UPDATES_SECRET_KEY isn't set.");
        return false;
    };
    if !install(&PACKAGES) {
        return false;
    }
    let password = secret("EXPORT_DESK_UPDATES_PASSWORD").unwrap_or_default();
    let now = Command::new("date").args(["-u", "+%FT%TZ"]).output();
    let written = now.and_then(|now| {
        let notes = notes.map(fs::read_to_string).transpose()?.unwrap_or_default();
        let published = String::from_utf8_lossy(&now.stdout).trim().to_owned();
        write(Path::new(folder), url, notes.trim(), &published, &Signer { key, password })
    });
    match written {
        Ok(platforms) => {
            println!("{MANIFEST} offers {VERSION} for {}", platforms.join(", "));
            true
        }
        Err(error) => {
            println!("Nothing can be offered: {error}");
            false
        }
    }
}

/// Signs, and gives the platforms that there are packages for.
fn write(
    folder: &Path,
    url: &str,
    notes: &str,
    published: &str,
    signer: &Signer,
) -> Result<Vec<String>, Error> {
    let mut platforms = Map::new();
    let mut files: Vec<_> =
        fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<_, Error>>()?;
    files.sort();
    for file in files {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let Some(platform) = platform(&name) else { continue };
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"._-+~".contains(&byte);
        if !name.bytes().all(is_plain) {
            return Err(Error::other(format!("{name}: a server may give it another name")));
        }
        if !name.contains(VERSION) {
            return Err(Error::other(format!("{name} isn't of version {VERSION}")));
        }
        let signature = signer.sign(&file, &format!("Export Desk {VERSION} {platform}"))?;
        let package = json!({
            "url": format!("{}/{name}", url.trim_end_matches('/')), "signature": signature,
        });
        if platforms.insert(platform.clone(), package).is_some() {
            return Err(Error::other(format!("there are two packages for {platform}")));
        }
    }
    let found: Vec<String> = platforms.keys().cloned().collect();
    if found.is_empty() {
        return Err(Error::other("there are no packages"));
    }
    let manifest = json!({
        "version": VERSION, "notes": notes, "pub_date": published,
        "platforms": Value::Object(platforms),
    });
    fs::write(folder.join(MANIFEST), format!("{manifest:#}\n"))?;
    Ok(found)
}

impl Signer {
    /// A signature with a comment that is signed with it.
    fn sign(&self, file: &Path, comment: &str) -> Result<String, Error> {
        let work = std::env::temp_dir().join(format!("export-desk-sign-{}", std::process::id()));
        let done = self.sign_in(&work, file, comment);
        // The key is in there.
        let removed = fs::remove_dir_all(&work);
        done.and_then(|signature| removed.map(|()| signature))
    }

    fn sign_in(&self, work: &Path, file: &Path, comment: &str) -> Result<String, Error> {
        let mut builder = fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(work)?;
        let (key, signature) = (work.join("key"), work.join("signature"));
        fs::write(&key, format!("{}\n", self.key.trim()))?;
        let mut minisign = Command::new("minisign");
        minisign.arg("-S").arg("-s").arg(&key).arg("-x").arg(&signature);
        minisign.args(["-t", comment, "-c", "of Export Desk", "-m"]).arg(file);
        let output = minisign.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = output.spawn()?;
        if let Some(mut asked) = child.stdin.take() {
            // A key without a password asks for none, and may have ended.
            let _ = writeln!(asked, "{}", self.password);
        }
        // What it prints is about the key and its password.
        if !child.wait()?.success() {
            return Err(Error::other("minisign refuses the key or its password"));
        }
        fs::read_to_string(signature)
    }
}

/// System, processor and kind of a package by its name; none where the app doesn't update
/// itself by it.
fn platform(name: &str) -> Option<String> {
    let kinds = [
        (".deb", "linux", "deb"),
        (".rpm", "linux", "rpm"),
        (".AppImage", "linux", "appimage"),
        ("-setup.exe", "windows", "nsis"),
        (".app.tar.gz", "darwin", "app"),
    ];
    let (ending, system, kind) = kinds.into_iter().find(|(ending, ..)| name.ends_with(ending))?;
    let rest = name.strip_suffix(ending)?;
    let processors = [
        ("amd64", "x86_64"),
        ("x86_64", "x86_64"),
        ("x64", "x86_64"),
        ("arm64", "aarch64"),
        ("aarch64", "aarch64"),
    ];
    let (_, processor) = processors.into_iter().find(|(theirs, _)| rest.ends_with(theirs))?;
    Some(format!("{system}-{processor}-{kind}"))
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    fn minisign(folder: &Path, arguments: &[&str], typed: &str) -> String {
        let mut child = Command::new("minisign")
            .args(arguments)
            .current_dir(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the package minisign is installed");
        child.stdin.take().expect("input").write_all(typed.as_bytes()).expect("typed");
        let done = child.wait_with_output().expect("end");
        assert!(done.status.success(), "minisign {arguments:?}");
        String::from_utf8_lossy(&done.stdout).into_owned()
    }

    #[test]
    fn each_package_is_offered_with_a_signature_that_minisign_knows() {
        let folder =
            std::env::temp_dir().join(format!("export-desk-updates-{}", std::process::id()));
        let packages = folder.join("packages");
        fs::create_dir_all(&packages).expect("folder");
        let names = [
            (format!("export-desk_{VERSION}_amd64.deb"), "linux-x86_64-deb"),
            (format!("export-desk-{VERSION}-1.x86_64.rpm"), "linux-x86_64-rpm"),
            (format!("Export-Desk_{VERSION}_amd64.AppImage"), "linux-x86_64-appimage"),
            (format!("Export-Desk_{VERSION}_x64-setup.exe"), "windows-x86_64-nsis"),
            (format!("Export-Desk_{VERSION}_aarch64.app.tar.gz"), "darwin-aarch64-app"),
            (format!("Export-Desk_{VERSION}_x64.app.tar.gz"), "darwin-x86_64-app"),
        ];
        for (name, _) in &names {
            fs::write(packages.join(name), name).expect("package");
        }
        // Those that the app isn't updated by.
        for name in [format!("Export-Desk_{VERSION}_x64_en-US.msi"), "SHA256SUMS".to_owned()] {
            fs::write(packages.join(name), "other").expect("file");
        }
        minisign(&folder, &["-G", "-p", "it.pub", "-s", "it.key"], "one two\none two\n");
        let key = fs::read_to_string(folder.join("it.key")).expect("key");
        let signer = |password: &str| Signer { key: key.clone(), password: password.to_owned() };
        let (url, at) = ("https://updates.example/v1/", "2026-11-20T10:00:00Z");
        let refused = write(&packages, url, "", at, &signer("another")).expect_err("password");
        assert!(refused.to_string().contains("refuses the key or its password"), "{refused}");
        let found = write(&packages, url, "What is new.", at, &signer("one two")).expect("offer");
        assert_eq!(found.len(), names.len());

        let text = fs::read_to_string(packages.join(MANIFEST)).expect("manifest");
        let manifest: Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!((&manifest["version"], &manifest["pub_date"]), (&json!(VERSION), &json!(at)));
        for (name, platform) in &names {
            let package = &manifest["platforms"][platform];
            assert_eq!(package["url"], format!("https://updates.example/v1/{name}"));
            let signature = package["signature"].as_str().expect("signature");
            fs::write(folder.join("it.sig"), signature).expect("signature");
            let file = packages.join(name);
            let verify = ["-V", "-H", "-Q", "-p", "it.pub", "-x", "it.sig", "-m"];
            let file = file.to_string_lossy();
            let verify = [&verify[..], &[&*file]].concat();
            let comment = minisign(&folder, &verify, "");
            assert_eq!(comment.trim(), format!("Export Desk {VERSION} {platform}"));
        }

        for (name, why) in [
            ("Export Desk_0.1.0_amd64.AppImage", "another name"),
            ("export-desk_9.9.9_amd64.deb", "isn't of version"),
        ] {
            fs::write(packages.join(name), "x").expect("package");
            let error = write(&packages, url, "", at, &signer("one two")).expect_err(why);
            assert!(error.to_string().contains(why), "{error}");
            fs::remove_file(packages.join(name)).expect("package");
        }
        fs::remove_dir_all(folder).expect("folder");
    }
}
