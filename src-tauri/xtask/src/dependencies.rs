//! Checks the packages in `Cargo.lock` against `.cargo/deny.toml`: their licences,
//! where they come from, and that none is there in two versions without a reason.
//!
//! It is cargo-deny's file, read here because the builds of cargo-deny that can be
//! installed without compiling it don't know the licence Unicode-3.0.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use serde_json::Value;
use spdx::{Expression, Licensee, ParseMode};

#[derive(Deserialize)]
struct Rules {
    licenses: Licenses,
    bans: Bans,
}

#[derive(Deserialize)]
struct Licenses {
    allow: Vec<String>,
}

#[derive(Deserialize)]
struct Bans {
    skip: Vec<Skipped>,
}

#[derive(Deserialize)]
struct Skipped {
    #[serde(rename = "crate")]
    package: String,
    reason: String,
}

/// Prints what is against the rules; true if nothing is.
pub(crate) fn check() -> bool {
    let problems = match (super::metadata(), read_rules()) {
        (Some(metadata), Ok(rules)) => problems(&metadata, &rules),
        (None, _) => vec!["`cargo metadata --locked` failed".to_owned()],
        (_, Err(error)) => vec![format!(".cargo/deny.toml can't be read: {error}")],
    };
    for problem in &problems {
        println!("{problem}");
    }
    problems.is_empty()
}

fn read_rules() -> Result<Rules, String> {
    let text = std::fs::read_to_string(super::root().join(".cargo/deny.toml"));
    toml::from_str(&text.map_err(|error| error.to_string())?).map_err(|error| error.to_string())
}

fn problems(metadata: &Value, rules: &Rules) -> Vec<String> {
    let mut problems = Vec::new();
    let mut allowed = Vec::new();
    for name in &rules.licenses.allow {
        match Licensee::parse(name) {
            Ok(licence) => allowed.push(licence),
            Err(error) => problems.push(format!("the licence {name} isn't known: {error}")),
        }
    }
    let mut versions: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for package in metadata["packages"].as_array().into_iter().flatten() {
        let name = package["name"].as_str().unwrap_or_default();
        let id = format!("{name}@{}", package["version"].as_str().unwrap_or_default());
        versions.entry(name).or_default().insert(id.clone());
        // Our own.
        let Some(source) = package["source"].as_str() else { continue };
        if source != "registry+https://github.com/rust-lang/crates.io-index" {
            problems.push(format!("{id} comes from {source}"));
        }
        let licence = package["license"].as_str().unwrap_or_default();
        let may_be_built_in = Expression::parse_mode(licence, ParseMode::LAX).is_ok_and(|terms| {
            terms.evaluate(|wanted| allowed.iter().any(|licence| licence.satisfies(wanted)))
        });
        if !may_be_built_in {
            problems.push(format!("{id} has a licence that isn't allowed: {licence:?}"));
        }
    }
    let mut skipped: BTreeSet<&str> = BTreeSet::new();
    for Skipped { package, reason } in &rules.bans.skip {
        if reason.is_empty() {
            problems.push(format!("{package} is skipped without a reason"));
        }
        skipped.insert(package);
    }
    let several = versions.values().filter(|ids| ids.len() > 1);
    let is_skipped = |id: &&String| skipped.contains(id.as_str());
    for ids in several.clone() {
        if ids.iter().filter(|id| !is_skipped(id)).count() > 1 {
            let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
            problems.push(format!("in two versions without a reason: {}", ids.join(", ")));
        }
    }
    let needed: BTreeSet<&str> = several.flatten().map(String::as_str).collect();
    problems.extend(skipped.difference(&needed).map(|id| format!("{id} needn't be skipped")));
    problems
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const CRATES_IO: &str = "registry+https://github.com/rust-lang/crates.io-index";

    fn found(packages: &Value, skip: &str) -> Vec<String> {
        let rules = format!("[licenses]\nallow = [\"MIT\"]\n[bans]\nskip = [{skip}]");
        let rules: Rules = toml::from_str(&rules).expect("rules");
        problems(&json!({ "packages": packages }), &rules)
    }

    #[test]
    fn licences_and_sources_are_checked() {
        let packages = json!([
            { "name": "free", "version": "1.0.0", "license": "MIT/GPL-3.0", "source": CRATES_IO },
            { "name": "both", "version": "1.0.0", "license": "MIT AND GPL-3.0", "source": CRATES_IO },
            { "name": "none", "version": "1.0.0", "license": null, "source": CRATES_IO },
            { "name": "fork", "version": "1.0.0", "license": "MIT", "source": "git+https://x.example" },
            { "name": "ours", "version": "1.0.0", "license": "GPL-3.0", "source": null },
        ]);
        let found = found(&packages, "");
        assert_eq!(found.len(), 3, "{found:?}");
        assert!(found[0].starts_with("both@1.0.0 has a licence"), "{found:?}");
        assert!(found[1].starts_with("none@1.0.0 has a licence"), "{found:?}");
        assert_eq!(found[2], "fork@1.0.0 comes from git+https://x.example");
    }

    #[test]
    fn a_second_version_needs_a_reason_and_a_reason_a_second_version() {
        let one = |version: &str| json!({ "name": "a", "version": version, "license": "MIT", "source": CRATES_IO });
        let two = json!([one("1.0.0"), one("2.0.0")]);
        assert_eq!(found(&two, "").len(), 1);
        let skip = "{ crate = \"a@1.0.0\", reason = \"b\" }";
        assert_eq!(found(&two, skip), Vec::<String>::new());
        assert_eq!(found(&json!([one("2.0.0")]), skip), ["a@1.0.0 needn't be skipped"]);
        let without_reason = "{ crate = \"a@1.0.0\", reason = \"\" }";
        assert_eq!(found(&two, without_reason).len(), 1);
    }
}
