//! What the app is made of, for its about screen: `ui/public/packages.json`.

use std::collections::BTreeMap;

use serde_json::{Value, json};

/// Writes the list of packages with their licences.
pub(crate) fn write() -> bool {
    match (rust_packages(), npm_packages()) {
        (Some(rust), Some(npm)) => {
            let folder = super::root().join("ui/public");
            let packages: Vec<Value> = rust.into_values().chain(npm.into_values()).collect();
            std::fs::create_dir_all(&folder).is_ok()
                && std::fs::write(folder.join("packages.json"), json!(packages).to_string()).is_ok()
        }
        _ => false,
    }
}

type Packages = BTreeMap<(String, String), Value>;

fn package(name: &Value, version: &Value, license: &Value, source: &str) -> Option<Value> {
    let license = license.as_str().unwrap_or("see its own files");
    let (name, version) = (name.as_str()?, version.as_str()?);
    Some(json!({ "name": name, "version": version, "license": license, "source": source }))
}

/// Every crate that is built for this system, our own left out.
fn rust_packages() -> Option<Packages> {
    let metadata = super::metadata()?;
    let mut packages = Packages::new();
    for one in metadata["packages"].as_array()? {
        if !one["source"].is_null() {
            let found = package(&one["name"], &one["version"], &one["license"], "rust")?;
            packages.insert((one["name"].to_string(), one["version"].to_string()), found);
        }
    }
    Some(packages)
}

/// Every npm package that is in the page, not those that only build it.
fn npm_packages() -> Option<Packages> {
    let lock = std::fs::read(super::root().join("ui/package-lock.json")).ok()?;
    let lock: Value = serde_json::from_slice(&lock).ok()?;
    let mut packages = Packages::new();
    for (path, one) in lock["packages"].as_object()? {
        if let Some((_, name)) = path.rsplit_once("node_modules/")
            && one["dev"] != true
        {
            let name = Value::from(name);
            let found = package(&name, &one["version"], &one["license"], "npm")?;
            packages.insert((name.to_string(), one["version"].to_string()), found);
        }
    }
    Some(packages)
}
