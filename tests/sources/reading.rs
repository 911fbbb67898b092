//! What files hold arrives whole and unchanged, or the run says which file and
//! why: never other content.

use std::collections::BTreeMap;

use export_desk_core::catalog::{Catalog, DataModel, FieldType};
use export_desk_core::run::RunContext;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::bed::{context, field, finish, folder, spec};
use crate::python;

/// What `reading.py` says of one case.
#[derive(Deserialize)]
struct Case {
    name: String,
    fields: Vec<(String, FieldType)>,
    key: Vec<String>,
    spec: BTreeMap<String, Value>,
    /// The rows that must come out, if any may.
    rows: Option<Vec<Vec<String>>>,
    /// Words of the refusal, if it may be refused.
    refused: Option<Vec<String>>,
    /// Words of the report.
    notes: Vec<String>,
}

impl Case {
    fn model(&self) -> DataModel {
        DataModel {
            id: "t".to_owned(),
            label: "T".to_owned(),
            description: String::new(),
            key: self.key.clone(),
            fields: self.fields.iter().map(|(id, of)| field(id, *of)).collect(),
        }
    }

    /// What is wrong with the outcome, if anything is.
    async fn wrong(&self, data: &std::path::Path) -> Option<String> {
        let mut members = json!({ "model": "t", "timezone": "UTC", "fields": "all" });
        members.as_object_mut()?.extend(self.spec.clone());
        let out = tempfile::tempdir().unwrap();
        let mut catalog = Catalog::built_in();
        catalog.add_own_models(vec![self.model()]);
        let context = RunContext { catalog, ..context(&folder(data), out.path()) };
        let report = match finish(&spec(members), &context).await {
            Ok(report) => report,
            Err(error) => {
                let message = error.message();
                let words = format!("{message} ({})", error.hint().unwrap_or_default());
                let Some(wanted) = &self.refused else { return Some(format!("refused: {words}")) };
                let named = wanted.iter().all(|word| words.contains(word));
                let short = message.chars().count() <= 400;
                return (!named || !short).then(|| format!("refused with other words: {words}"));
            }
        };
        let Some(rows) = &self.rows else { return Some("not refused".to_owned()) };
        let mut reader = csv::Reader::from_path(&report.file).unwrap();
        let found: Vec<Vec<String>> = reader
            .records()
            .map(|record| record.unwrap().iter().map(str::to_owned).collect())
            .collect();
        if found != *rows {
            let different = found.iter().zip(rows).find(|(found, right)| found != right);
            return Some(format!("{} of {} rows, first: {different:?}", found.len(), rows.len()));
        }
        let notes = report.warnings.iter().map(|warning| warning.message.as_str());
        let notes = notes.collect::<Vec<_>>().join("; ");
        let said = self.notes.iter().all(|note| notes.contains(note));
        (!said).then(|| format!("the report says `{notes}`"))
    }
}

async fn all_are_right(script: &str) {
    let data = tempfile::tempdir().unwrap();
    let order = json!({ "folder": data.path() });
    let cases = python::run(script, order.to_string().as_bytes());
    let cases: Vec<Case> = serde_json::from_value(cases).unwrap();
    let mut wrong = Vec::new();
    for case in &cases {
        if let Some(what) = case.wrong(&data.path().join(&case.name)).await {
            wrong.push(format!("{}: {what}", case.name));
        }
    }
    println!("{} of {} cases right", cases.len() - wrong.len(), cases.len());
    assert!(wrong.is_empty(), "{} of {} wrong:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_files_hold_arrives_or_is_refused_by_name() {
    all_are_right("sources/reading.py").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn so_does_what_stands_at_the_edges_of_formats() {
    all_are_right("sources/neighbours.py").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn so_do_values_that_formats_hold_in_their_own_ways() {
    all_are_right("sources/values.py").await;
}
