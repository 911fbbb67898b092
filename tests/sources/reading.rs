//! What files hold arrives whole and unchanged, or the run says which file and
//! why: never other content.

use std::collections::BTreeMap;
use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, AsArray, Float64Array, RecordBatch, StringArray};
use datafusion::arrow::datatypes::{DataType, Decimal128Type};
use datafusion::parquet::arrow::ArrowWriter;
use datafusion::parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
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

#[tokio::test(flavor = "multi_thread")]
async fn many_values_in_any_case_are_looked_up_and_not_tried_one_by_one() {
    const ROWS: usize = 3_000;
    const VALUES: usize = 30_000;
    let data = tempfile::tempdir().unwrap();
    let rows: String = (0..ROWS).map(|row| format!("{row},érték-{:05}\n", row * 20)).collect();
    std::fs::write(data.path().join("t.csv"), format!("id,name\n{rows}")).unwrap();
    let values: Vec<String> = (0..VALUES).map(|value| format!("ÉRTÉK-{value:05}")).collect();
    let out = tempfile::tempdir().unwrap();
    let fields = [("id", FieldType::String), ("name", FieldType::String)];
    let model = DataModel {
        id: "t".to_owned(),
        label: "T".to_owned(),
        description: String::new(),
        key: vec!["id".to_owned()],
        fields: fields.map(|(id, of)| field(id, of)).to_vec(),
    };
    let mut catalog = Catalog::built_in();
    catalog.add_own_models(vec![model]);
    let context = RunContext { catalog, ..context(&folder(data.path()), out.path()) };
    // Row 1,500 has the first number that isn't among the values.
    for (operator, ids) in [("is_any_of", 0..1_500), ("is_none_of", 1_500..ROWS)] {
        let test = json!({
            "field": "name", "operator": operator, "value": values, "case_sensitive": false,
        });
        let definition = spec(json!({
            "model": "t", "timezone": "UTC", "fields": [{ "field": "id" }], "filters": [[test]],
        }));
        let report = finish(&definition, &context).await.unwrap();
        let text = std::fs::read_to_string(report.file).unwrap();
        let lines = text.lines().skip(1);
        let mut found: Vec<usize> = lines.map(|line| line.parse().unwrap()).collect();
        found.sort_unstable();
        assert_eq!(found, ids.collect::<Vec<_>>(), "{operator}");
    }
}

/// As exact in a Parquet file as in a text.
#[tokio::test(flavor = "multi_thread")]
async fn totals_of_binary_fractions_are_decimals_in_parquet() {
    let (data, out) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let groups: ArrayRef = Arc::new(StringArray::from(vec!["a", "a", "a", "b", "b"]));
    let numbers: ArrayRef =
        Arc::new(Float64Array::from(vec![0.1 + 0.2, 0.1 + 0.2, 4e-11, 1e15, -0.5]));
    let batch = RecordBatch::try_from_iter([("g", groups), ("n", numbers)]).unwrap();
    let file = std::fs::File::create(data.path().join("t.parquet")).unwrap();
    let mut writer = ArrowWriter::try_new(file, batch.schema(), None).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
    let model = DataModel {
        id: "t".to_owned(),
        label: "T".to_owned(),
        description: String::new(),
        key: vec!["g".to_owned()],
        fields: vec![field("g", FieldType::String), field("n", FieldType::Numeric)],
    };
    let mut catalog = Catalog::built_in();
    catalog.add_own_models(vec![model]);
    let context = RunContext { catalog, ..context(&folder(data.path()), out.path()) };
    let definition = spec(json!({
        "model": "t", "timezone": "UTC", "aggregation": true,
        "fields": [{ "field": "g", "aggregate": "group" }, { "field": "n", "aggregate": "sum" }],
        "format": { "layout": "parquet", "compression": "none" },
    }));
    let report = finish(&definition, &context).await.unwrap();
    let file = std::fs::File::open(report.file).unwrap();
    let reader = ParquetRecordBatchReaderBuilder::try_new(file).unwrap().build().unwrap();
    let mut found = Vec::new();
    for batch in reader {
        let batch = batch.unwrap();
        assert_eq!(batch.column(1).data_type(), &DataType::Decimal128(38, 18));
        let sums = batch.column(1).as_primitive::<Decimal128Type>();
        found.extend((0..batch.num_rows()).map(|row| sums.value_as_string(row)));
    }
    found.sort();
    assert_eq!(found, ["0.600000000040000080", "999999999999999.500000000000000000"]);
}
