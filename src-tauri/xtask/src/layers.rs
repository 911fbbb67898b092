//! Which of our crates may use which, and that none below the shell knows the window.

use std::process::Command;

use serde_json::Value;

/// Each crate of the workspace with those of ours that it may use, the lowest first.
/// What only its tests use isn't counted.
const MAY_USE: [(&str, &[&str]); 11] = [
    ("export-desk-base", &[]),
    ("export-desk-demo", &[]),
    ("structured-deflate", &[]),
    ("export-desk-definition", &["export-desk-base"]),
    ("export-desk-delivery", &["export-desk-base", "export-desk-definition"]),
    ("export-desk-output", &["export-desk-base", "export-desk-definition", "structured-deflate"]),
    (
        "export-desk-source",
        &[
            "export-desk-base",
            "export-desk-definition",
            // The way into buckets, and what their errors mean.
            "export-desk-delivery",
            "export-desk-output",
        ],
    ),
    (
        "export-desk-core",
        &[
            "export-desk-base",
            "export-desk-definition",
            "export-desk-delivery",
            "export-desk-demo",
            "export-desk-output",
            "export-desk-source",
        ],
    ),
    ("export-desk-cli", &["export-desk-core"]),
    ("export-desk", &["export-desk-core"]),
    ("xtask", &[]),
];

/// Prints what is against the layers; true if nothing is.
pub(crate) fn check() -> bool {
    let mut problems = match super::metadata() {
        Some(metadata) => problems(&metadata),
        None => vec!["`cargo metadata --locked` failed".to_owned()],
    };
    for package in ["export-desk-core", "export-desk-cli"] {
        if !is_without_window(package) {
            problems.push(format!("{package} knows the window"));
        }
    }
    for problem in &problems {
        println!("{problem}");
    }
    problems.is_empty()
}

fn problems(metadata: &Value) -> Vec<String> {
    let none = Vec::new();
    let all = |value: &'_ Value| value.as_array().unwrap_or(&none).clone();
    let members = all(&metadata["workspace_members"]);
    let packages = all(&metadata["packages"]);
    let ours: Vec<&Value> =
        packages.iter().filter(|package| members.contains(&package["id"])).collect();
    let mut problems = Vec::new();
    for package in &ours {
        let name = package["name"].as_str().unwrap_or_default();
        let Some((_, allowed)) = MAY_USE.iter().find(|(known, _)| *known == name) else {
            problems.push(format!("{name} has no line in xtask's layers.rs"));
            continue;
        };
        for dependency in all(&package["dependencies"]) {
            let used = dependency["name"].as_str().unwrap_or_default();
            let is_ours = ours.iter().any(|package| package["name"] == used);
            if is_ours && dependency["kind"] != "dev" && !allowed.contains(&used) {
                problems.push(format!("{name} may not use {used}"));
            }
        }
    }
    problems
}

fn is_without_window(package: &str) -> bool {
    let tree = Command::new("cargo")
        .args(["tree", "-p", package, "-e", "normal", "--prefix", "none"])
        .current_dir(super::root())
        .output();
    tree.is_ok_and(|tree| {
        let names = String::from_utf8_lossy(&tree.stdout).into_owned();
        tree.status.success() && !names.lines().any(|line| line.starts_with("tauri"))
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_crate_that_uses_one_above_it_is_a_problem() {
        let package = |name: &str, used: &[(&str, Option<&str>)]| {
            let used = used.iter().map(|(name, kind)| json!({ "name": name, "kind": kind }));
            json!({ "id": name, "name": name, "dependencies": used.collect::<Vec<_>>() })
        };
        let metadata = json!({
            "workspace_members": ["export-desk-base", "export-desk-core", "new"],
            "packages": [
                package(
                    "export-desk-base",
                    &[("export-desk-core", None), ("new", Some("dev")), ("serde", None)],
                ),
                package("export-desk-core", &[("export-desk-base", None)]),
                package("new", &[]),
                package("serde", &[("export-desk-core", None)]),
            ],
        });
        assert_eq!(
            problems(&metadata),
            [
                "export-desk-base may not use export-desk-core",
                "new has no line in xtask's layers.rs"
            ]
        );
    }
}
