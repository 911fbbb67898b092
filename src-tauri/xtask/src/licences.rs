//! The licences of everything that the programs are built of, as one text that goes
//! into packages.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use super::{bundle, root};

/// How the names of files with licences begin.
const NAMES: [&str; 5] = ["licen", "copying", "notice", "unlicense", "copyright"];

/// Packages with their licences, and each text once.
pub(crate) fn texts() -> Option<String> {
    let mut collected = Collected::default();
    for package in crates()? {
        let (Some(name), Some(version)) = (package["name"].as_str(), package["version"].as_str())
        else {
            continue;
        };
        let manifest = Path::new(package["manifest_path"].as_str()?);
        collected.add(name, version, package["license"].as_str(), manifest.parent()?);
    }
    let lock = std::fs::read(root().join("ui/package-lock.json")).ok()?;
    let lock: Value = serde_json::from_slice(&lock).ok()?;
    for (path, package) in lock["packages"].as_object()? {
        if let Some((_, name)) = path.rsplit_once("node_modules/")
            && package["dev"] != true
        {
            let version = package["version"].as_str().unwrap_or_default();
            let folder = root().join("ui").join(path);
            collected.add(name, version, package["license"].as_str(), &folder);
        }
    }
    Some(collected.written())
}

/// Crates of others that are built for this system.
fn crates() -> Option<Vec<Value>> {
    let system = bundle::host()?;
    let output = Command::new("cargo")
        .args(["metadata", "--format-version", "1", "--locked", "--filter-platform", &system])
        .current_dir(root())
        .output()
        .ok()
        .filter(|output| output.status.success())?;
    let mut metadata: Value = serde_json::from_slice(&output.stdout).ok()?;
    let Value::Array(packages) = metadata["packages"].take() else { return None };
    Some(packages.into_iter().filter(|package| !package["source"].is_null()).collect())
}

#[derive(Default)]
struct Collected {
    /// Name and version, licence, and numbers of texts.
    packages: Vec<(String, String, Vec<usize>)>,
    numbers: BTreeMap<String, usize>,
}

impl Collected {
    fn add(&mut self, name: &str, version: &str, licence: Option<&str>, folder: &Path) {
        let mut files: Vec<_> = std::fs::read_dir(folder).into_iter().flatten().flatten().collect();
        files.sort_by_key(std::fs::DirEntry::file_name);
        let mut numbers = Vec::new();
        for file in files {
            let file_name = file.file_name().to_string_lossy().to_lowercase();
            if !NAMES.iter().any(|begin| file_name.starts_with(begin)) {
                continue;
            }
            // A folder of licences, or no text, has nothing to read.
            if let Ok(text) = std::fs::read_to_string(file.path()) {
                let next = self.numbers.len() + 1;
                numbers.push(*self.numbers.entry(text.trim().to_owned()).or_insert(next));
            }
        }
        let licence = licence.unwrap_or("see its text").to_owned();
        self.packages.push((format!("{name} {version}"), licence, numbers));
    }

    fn written(&self) -> String {
        let mut text = "Export Desk is built of these packages. The numbers are those of the \
                        texts below.\n\n"
            .to_owned();
        for (package, licence, numbers) in &self.packages {
            let numbers: Vec<String> = numbers.iter().map(usize::to_string).collect();
            // Writing to a text can't fail.
            let _ = writeln!(text, "{package}: {licence} [{}]", numbers.join(", "));
        }
        let mut texts: Vec<_> = self.numbers.iter().collect();
        texts.sort_by_key(|(_, number)| **number);
        for (licence, number) in texts {
            let _ = write!(text, "\n{}\n[{number}]\n\n{licence}\n", "-".repeat(72));
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_text_stands_there_once() {
        let folder = std::env::temp_dir().join(format!("export-desk-texts-{}", std::process::id()));
        let package = |name: &str, file: &str, text: &str| {
            let folder = folder.join(name);
            std::fs::create_dir_all(&folder).expect("folder");
            std::fs::write(folder.join(file), text).expect("file");
            folder
        };
        let one = package("one", "LICENSE-MIT", "Free.\n");
        let two = package("two", "license.md", "Free.");
        package("two", "NOTICE", "By somebody.");
        package("two", "README.md", "Not this.");
        let mut collected = Collected::default();
        collected.add("one", "1.0.0", Some("MIT"), &one);
        collected.add("two", "2.0.0", Some("MIT"), &two);
        let text = collected.written();
        assert!(text.contains("\none 1.0.0: MIT [1]\ntwo 2.0.0: MIT [2, 1]\n"), "{text}");
        assert_eq!((text.matches("Free.").count(), text.matches("By somebody.").count()), (1, 1));
        assert!(!text.contains("Not this."));
        std::fs::remove_dir_all(folder).expect("folder");
    }
}
