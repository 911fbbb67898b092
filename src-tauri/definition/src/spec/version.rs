//! Documents of older versions, brought to the present one before they are read.
//!
//! Each step makes the JSON of one version that of the next, so a document of any
//! age goes through all steps that came after it. To change the format: raise the
//! version, add a step here, and keep a document of the old version in
//! `tests/data/definitions`.

use serde_json::{Map, Value};

use super::SPEC_VERSION;
use super::document::Problem;

/// Makes the members of a document those of the next version.
pub(super) type Step = fn(&mut Map<String, Value>);

/// The steps of export definitions, from version 1 on.
pub(super) const DEFINITIONS: [Step; SPEC_VERSION as usize - 1] = [from_1];

/// Version 2 means the same by the same keys. It is a version of its own because
/// definitions have got keys since the first programs that read version 1 (parts,
/// companion files, profiles): those programs took the keys for typing errors, and
/// say of version 2 that they have to be updated.
fn from_1(_definition: &mut Map<String, Value>) {}

/// Takes a document through all steps from its version on. What has no version, or is
/// no document, stays as it is: whoever reads it says so.
pub(super) fn migrate(document: &mut Value, kind: &str, steps: &[Step]) -> Result<(), Problem> {
    let Some(members) = document.as_object_mut() else { return Ok(()) };
    let Some(version) = members.get("version").and_then(Value::as_u64) else { return Ok(()) };
    let newest = steps.len() as u64 + 1;
    if version > newest {
        let message = format!(
            "this {kind} is of version {version}, and this Export Desk reads them up to version \
             {newest}"
        );
        return Err(Problem::new("version", message, "Update Export Desk."));
    }
    if version == 0 {
        let hint = format!("Use version {newest}.");
        return Err(Problem::new("version", "version 0 isn't known", hint));
    }
    for step in steps.iter().skip(usize::try_from(version - 1).unwrap_or(usize::MAX)) {
        step(members);
    }
    members.insert("version".to_owned(), newest.into());
    let Some(Value::Array(set)) = members.get_mut("members") else { return Ok(()) };
    if set.is_empty() {
        return Ok(());
    }
    for (index, member) in set.iter_mut().enumerate() {
        migrate(member, kind, steps).map_err(|wrong| Problem {
            path: format!("members[{index}].{}", wrong.path),
            ..wrong
        })?;
    }
    // A set has no data model of its own.
    members.entry("model").or_insert_with(|| "".into());
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_document_goes_through_all_steps_after_its_version() {
        let steps: [Step; 2] = [
            |members| {
                let name = members.remove("title").unwrap_or_default();
                members.insert("name".to_owned(), name);
            },
            |members| {
                let name = members.remove("name").unwrap_or_default();
                members.insert("names".to_owned(), json!([name]));
            },
        ];
        let newest = json!({ "version": 3, "names": ["x"] });
        for old in [
            json!({ "version": 1, "title": "x" }),
            json!({ "version": 2, "name": "x" }),
            newest.clone(),
        ] {
            let mut document = old.clone();
            migrate(&mut document, "note", &steps).unwrap();
            assert_eq!(document, newest, "{old}");
        }
        let problem = |mut document: Value| migrate(&mut document, "note", &steps).unwrap_err();
        assert_eq!(
            problem(json!({ "version": 4 })).message,
            "this note is of version 4, and this Export Desk reads them up to version 3"
        );
        assert_eq!(problem(json!({ "version": 0 })).hint.unwrap(), "Use version 3.");
    }

    #[test]
    fn what_has_no_version_stays_as_it_is() {
        for document in [json!([1]), json!({ "name": "x" }), json!({ "version": "1" })] {
            let mut migrated = document.clone();
            migrate(&mut migrated, "definition", &DEFINITIONS).unwrap();
            assert_eq!(migrated, document);
        }
    }
}
