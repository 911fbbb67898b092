//! Names at a target: the folder from its template, temporary names, numbers
//! for *keep both*. Paths of servers are divided by `/`.

use std::borrow::Cow;

use sha2::{Digest, Sha256};

use super::error::{DeliveryError, Fault};
use crate::hash::hexadecimal;
use crate::spec::file_name::{FileName, FileNameValues, divide};

/// Bytes of a file's name within a hidden one.
const LONGEST: usize = 200;

/// Fills in a folder's template. Only what stands for a part is made safe; the
/// rest is as the user wrote it.
pub fn folder(template: &str, values: &FileNameValues<'_>) -> Result<String, DeliveryError> {
    if template.is_empty() {
        return Ok(String::new());
    }
    let parsed = FileName::parse(template).map_err(|problem| {
        DeliveryError::new(Fault::Settings, problem.message, problem.hint.unwrap_or_default())
    })?;
    Ok(parsed.render_path(values))
}

/// The path of a name in a folder.
pub(super) fn join(folder: &str, name: &str) -> String {
    if folder.is_empty() {
        name.to_owned()
    } else if folder.ends_with('/') {
        format!("{folder}{name}")
    } else {
        format!("{folder}/{name}")
    }
}

/// Every folder on the way to a folder, the outermost first, itself included.
pub(super) fn ancestors(folder: &str) -> Vec<String> {
    let trimmed = folder.trim_end_matches('/');
    let mut found: Vec<String> = trimmed
        .char_indices()
        .filter(|(index, character)| *character == '/' && *index > 0)
        .map(|(index, _)| trimmed[..index].to_owned())
        .collect();
    if !trimmed.is_empty() {
        found.push(trimmed.to_owned());
    }
    found
}

/// The name under which a file is uploaded: hidden, and with an ending that no
/// program picks up. `key` is the delivery's, so that nobody else has it.
pub(super) fn part(name: &str, key: &str) -> String {
    format!(".{}.{key}.part", shortened(name))
}

/// The name that the file of this name has while another takes its place.
pub(super) fn backup(name: &str, key: &str) -> String {
    format!("{}.old", part(name, key))
}

/// The name that the file of this name has while a set takes the place of its set.
pub(super) fn aside(name: &str, key: &str) -> String {
    format!("{}.set", part(name, key))
}

/// The folder that stands there while a delivery gives this name, so that no
/// other one does.
pub(super) fn claim(name: &str) -> String {
    format!(".{}.claim", shortened(name))
}

/// The folder in which each delivery that wants to give this name has a claim of its own,
/// where a claim can't be made by one only.
pub(super) fn claims(name: &str) -> String {
    format!(".{}.claims", shortened(name))
}

/// Leaves room for what stands around it, as a name has 255 bytes at most nearly
/// everywhere. Names that are cut stay apart, as those of a file and its manifest.
fn shortened(name: &str) -> Cow<'_, str> {
    if name.len() <= LONGEST {
        return name.into();
    }
    let hash = hexadecimal(&Sha256::digest(name));
    let mut end = LONGEST - 9;
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    format!("{}~{}", &name[..end], &hash[..8]).into()
}

/// The name with a number, from 2; the first is the name itself.
pub(super) fn numbered(name: &str, number: u32) -> String {
    if number == 1 {
        return name.to_owned();
    }
    let (stem, ending) = divide(name);
    format!("{stem} ({number}){ending}")
}

/// The manifest's name beside a file.
pub(super) fn manifest(name: &str) -> String {
    format!("{}.manifest.json", divide(name).0)
}

/// The marker's name beside a file.
pub(super) fn ready(name: &str) -> String {
    format!("{name}.ready")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_made_from_the_outside() {
        assert_eq!(ancestors("/a/b c/d/"), ["/a", "/a/b c", "/a/b c/d"]);
        assert_eq!(ancestors("a/b"), ["a", "a/b"]);
        assert!(ancestors("").is_empty());
        assert!(ancestors("/").is_empty());
    }

    #[test]
    fn names_beside_a_name() {
        assert_eq!(numbered("a.b.csv.gz", 3), "a.b (3).csv.gz");
        assert_eq!(numbered("t.psv.gz", 2), "t (2).psv.gz");
        assert_eq!(numbered("t.jsonl.gz", 2), "t (2).jsonl.gz");
        assert_eq!(numbered("of 28.11.2026.gz", 2), "of 28.11.2026 (2).gz");
        assert_eq!(numbered(".gz", 2), ".gz (2)");
        assert_eq!(numbered("a.zip", 1), "a.zip");
        assert_eq!(numbered(".hidden", 2), ".hidden (2)");
        assert_eq!(manifest("árvíz.csv.gz"), "árvíz.manifest.json");
        assert_eq!(ready("a.zip"), "a.zip.ready");
        assert_eq!(join("", "a"), "a");
        assert_eq!(join("/", "a"), "/a");
        assert!(backup(&"é".repeat(120), "0123456789abcdef").len() <= 255);
        let long = format!("{}.csv", "é".repeat(100));
        let both = [part(&long, "k"), part(&manifest(&long), "k")];
        assert_ne!(both[0], both[1]);
        assert_ne!(claim(&long), claim(&"é".repeat(101)));
        assert_eq!(part(&"a".repeat(200), "k"), format!(".{}.k.part", "a".repeat(200)));
    }
}
