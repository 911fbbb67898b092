//! A brand that is written once for all tests, and its files read back whole.

use std::collections::HashMap;
use std::fs::File;
use std::path::Path;
use std::sync::LazyLock;

use datafusion::arrow::array::{Array, ArrayRef, AsArray, RecordBatch};
use datafusion::arrow::compute::{cast, concat_batches};
use datafusion::arrow::datatypes::{
    DataType, Date32Type, Decimal128Type, Int64Type, SchemaRef, TimestampMicrosecondType,
};
use datafusion::parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use export_desk_core::demo::{DemoSize, DemoSummary, write_demo};
use serde_json::{Map, Value};
use tempfile::TempDir;

pub(crate) const MODELS: [&str; 12] = [
    "challenges",
    "changes",
    "content_approval",
    "coupon_pools",
    "coupons",
    "customer_fields",
    "customers",
    "events",
    "products",
    "rewards",
    "stores",
    "webhook_logs",
];

pub(crate) const SIZE: DemoSize = DemoSize {
    customers: 6000,
    // More than one row group.
    events: 150_000,
    seed: 7,
};

pub(crate) const NOW: i64 = 1_795_348_800_000_000;
pub(crate) const DAY: i64 = 86_400_000_000;

pub(crate) fn write(dir: &Path, size: DemoSize) -> DemoSummary {
    write_demo(dir, size, &mut |_| {}, &|| false).unwrap()
}

pub(crate) struct Brand {
    pub(crate) dir: TempDir,
    pub(crate) summary: DemoSummary,
    tables: HashMap<&'static str, Table>,
}

/// The brand that most tests look at.
pub(crate) static BRAND: LazyLock<Brand> = LazyLock::new(|| {
    let dir = tempfile::tempdir().unwrap();
    let summary = write(dir.path(), SIZE);
    let tables = MODELS.iter().map(|model| (*model, Table::read(dir.path(), model))).collect();
    Brand { dir, summary, tables }
});

impl Brand {
    pub(crate) fn table(&self, model: &str) -> &Table {
        &self.tables[model]
    }
}

/// One file's rows.
pub(crate) struct Table {
    pub(crate) schema: SchemaRef,
    pub(crate) rows: usize,
    columns: HashMap<String, ArrayRef>,
    by_id: HashMap<String, usize>,
}

impl Table {
    pub(crate) fn read(dir: &Path, model: &str) -> Self {
        let file = File::open(dir.join(format!("{model}.parquet"))).unwrap();
        let builder = ParquetRecordBatchReaderBuilder::try_new(file).unwrap();
        let schema = builder.schema().clone();
        let batches: Vec<RecordBatch> = builder.build().unwrap().map(Result::unwrap).collect();
        let batch = concat_batches(&schema, &batches).unwrap();
        let columns = schema.fields().iter().zip(batch.columns()).map(|(field, array)| {
            let array = match field.data_type() {
                DataType::Dictionary(..) => cast(array, &DataType::Utf8).unwrap(),
                _ => array.clone(),
            };
            (field.name().clone(), array)
        });
        let mut table = Self {
            rows: batch.num_rows(),
            columns: columns.collect(),
            by_id: HashMap::new(),
            schema,
        };
        table.by_id =
            (0..table.rows).map(|row| (table.text("id", row).unwrap().to_owned(), row)).collect();
        table
    }

    pub(crate) fn column(&self, name: &str) -> &ArrayRef {
        self.columns.get(name).unwrap_or_else(|| panic!("there is no column {name}"))
    }

    pub(crate) fn ids(&self) -> usize {
        self.by_id.len()
    }

    pub(crate) fn row(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    pub(crate) fn text(&self, name: &str, row: usize) -> Option<&str> {
        let array = self.column(name);
        array.is_valid(row).then(|| array.as_string::<i32>().value(row))
    }

    /// A whole number, or hundredths of money.
    pub(crate) fn number(&self, name: &str, row: usize) -> Option<i64> {
        let array = self.column(name);
        array.is_valid(row).then(|| match array.data_type() {
            DataType::Int64 => array.as_primitive::<Int64Type>().value(row),
            DataType::Decimal128(18, 2) => {
                array.as_primitive::<Decimal128Type>().value(row).try_into().unwrap()
            }
            other => panic!("{name} is {other}"),
        })
    }

    pub(crate) fn instant(&self, name: &str, row: usize) -> Option<i64> {
        let array = self.column(name);
        array.is_valid(row).then(|| array.as_primitive::<TimestampMicrosecondType>().value(row))
    }

    pub(crate) fn day(&self, name: &str, row: usize) -> Option<i64> {
        let array = self.column(name);
        array.is_valid(row).then(|| array.as_primitive::<Date32Type>().value(row).into())
    }

    pub(crate) fn boolean(&self, name: &str, row: usize) -> Option<bool> {
        let array = self.column(name);
        array.is_valid(row).then(|| array.as_boolean().value(row))
    }

    pub(crate) fn list(&self, name: &str, row: usize) -> Option<Vec<String>> {
        let array = self.column(name);
        array.is_valid(row).then(|| {
            let items = array.as_list::<i32>().value(row);
            items.as_string::<i32>().iter().map(|item| item.unwrap().to_owned()).collect()
        })
    }

    /// A JSON object; an empty one for an empty cell.
    pub(crate) fn object(&self, name: &str, row: usize) -> Map<String, Value> {
        match self.text(name, row) {
            Some(text) => {
                serde_json::from_str(text).unwrap_or_else(|error| panic!("{text}: {error}"))
            }
            None => Map::new(),
        }
    }
}

/// Hundredths of a JSON number.
pub(crate) fn money(value: &Value) -> i64 {
    let text = value.to_string();
    let (whole, rest) = text.split_once('.').unwrap_or((&text, "0"));
    whole.parse::<i64>().unwrap() * 100 + format!("{rest:0<2}").parse::<i64>().unwrap()
}
