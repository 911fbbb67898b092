//! Rows to Arrow batches: a model's columns by name and kind, and a table that
//! takes one cell after the other. It checks kinds, not meaning.

use std::sync::Arc;

use datafusion::arrow::array::{
    ArrayRef, BooleanBuilder, Date32Builder, Decimal128Builder, Int64Builder, ListBuilder,
    RecordBatch, StringBuilder, StringDictionaryBuilder, TimestampMicrosecondBuilder,
};
use datafusion::arrow::datatypes::{DataType, Field, Int32Type, Schema, SchemaRef, TimeUnit};
use datafusion::arrow::error::ArrowError;

/// Rows of one batch.
pub(super) const BATCH: usize = 8192;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Any text; `unique` text is written without a Parquet dictionary.
    Text {
        unique: bool,
    },
    /// Text of a small set, an Arrow dictionary.
    Choice,
    /// Whole numbers.
    Whole,
    /// Money: hundredths.
    Money,
    /// Geographic degrees: millionths.
    Degrees,
    Boolean,
    /// Microseconds since 1970, UTC.
    Instant,
    /// Days since 1970.
    Day,
    /// A list of texts.
    List,
}

/// One column: name, kind, and whether it is never empty.
pub(super) type Column = (&'static str, Kind, bool);

/// A data model's file: columns in the catalog's order. The key is always `id`.
#[derive(Debug)]
pub(super) struct Model {
    pub(super) id: &'static str,
    pub(super) columns: &'static [Column],
}

impl Kind {
    fn data_type(self) -> DataType {
        match self {
            Self::Text { .. } => DataType::Utf8,
            Self::Choice => {
                DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8))
            }
            Self::Whole => DataType::Int64,
            Self::Money => DataType::Decimal128(18, 2),
            Self::Degrees => DataType::Decimal128(18, 6),
            Self::Boolean => DataType::Boolean,
            Self::Instant => DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into())),
            Self::Day => DataType::Date32,
            Self::List => DataType::List(Arc::new(Field::new("item", DataType::Utf8, true))),
        }
    }

    fn builder(self) -> Builder {
        match self {
            Self::Text { .. } => Builder::Text(StringBuilder::new()),
            Self::Choice => Builder::Choice(StringDictionaryBuilder::new()),
            Self::Whole => Builder::Whole(Int64Builder::new()),
            Self::Money | Self::Degrees => {
                Builder::Decimal(Decimal128Builder::new().with_data_type(self.data_type()))
            }
            Self::Boolean => Builder::Boolean(BooleanBuilder::new()),
            Self::Instant => {
                Builder::Instant(TimestampMicrosecondBuilder::new().with_timezone("UTC"))
            }
            Self::Day => Builder::Day(Date32Builder::new()),
            Self::List => Builder::List(ListBuilder::new(StringBuilder::new())),
        }
    }
}

impl Model {
    pub(super) fn schema(&self) -> SchemaRef {
        let fields = self
            .columns
            .iter()
            .map(|(name, kind, mandatory)| Field::new(*name, kind.data_type(), !mandatory));
        Arc::new(Schema::new(fields.collect::<Vec<_>>()))
    }
}

enum Builder {
    Text(StringBuilder),
    Choice(StringDictionaryBuilder<Int32Type>),
    Whole(Int64Builder),
    Decimal(Decimal128Builder),
    Boolean(BooleanBuilder),
    Instant(TimestampMicrosecondBuilder),
    Day(Date32Builder),
    List(ListBuilder<StringBuilder>),
}

/// Rows being collected; cells come in the model's column order.
pub(super) struct Table {
    model: &'static str,
    columns: &'static [Column],
    schema: SchemaRef,
    builders: Vec<Builder>,
    next: usize,
    rows: usize,
}

impl Table {
    pub(super) fn new(model: &Model) -> Self {
        Self {
            model: model.id,
            columns: model.columns,
            schema: model.schema(),
            builders: model.columns.iter().map(|column| column.1.builder()).collect(),
            next: 0,
            rows: 0,
        }
    }

    pub(super) fn rows(&self) -> usize {
        self.rows
    }

    fn column(&mut self) -> &mut Builder {
        let builder = &mut self.builders[self.next];
        self.next += 1;
        builder
    }

    #[cold]
    fn misfit(&self, what: &str) -> ! {
        panic!("{}.{} takes no {what}", self.model, self.columns[self.next - 1].0)
    }

    pub(super) fn text<'a>(&mut self, value: impl Into<Option<&'a str>>) -> &mut Self {
        let value = value.into();
        match self.column() {
            Builder::Text(builder) => builder.append_option(value),
            Builder::Choice(builder) => builder.append_option(value),
            _ => self.misfit("text"),
        }
        self
    }

    /// A whole number, or hundredths of money, or millionths of a degree.
    pub(super) fn number(&mut self, value: impl Into<Option<i64>>) -> &mut Self {
        let value = value.into();
        match self.column() {
            Builder::Whole(builder) => builder.append_option(value),
            Builder::Decimal(builder) => builder.append_option(value.map(i128::from)),
            _ => self.misfit("number"),
        }
        self
    }

    pub(super) fn boolean(&mut self, value: impl Into<Option<bool>>) -> &mut Self {
        let value = value.into();
        match self.column() {
            Builder::Boolean(builder) => builder.append_option(value),
            _ => self.misfit("boolean"),
        }
        self
    }

    pub(super) fn instant(&mut self, value: impl Into<Option<i64>>) -> &mut Self {
        let value = value.into();
        match self.column() {
            Builder::Instant(builder) => builder.append_option(value),
            _ => self.misfit("instant"),
        }
        self
    }

    pub(super) fn day(&mut self, value: impl Into<Option<i32>>) -> &mut Self {
        let value = value.into();
        match self.column() {
            Builder::Day(builder) => builder.append_option(value),
            _ => self.misfit("day"),
        }
        self
    }

    pub(super) fn list<T: AsRef<str>>(&mut self, value: Option<&[T]>) -> &mut Self {
        match self.column() {
            Builder::List(builder) => {
                for item in value.unwrap_or_default() {
                    builder.values().append_value(item);
                }
                builder.append(value.is_some());
            }
            _ => self.misfit("list"),
        }
        self
    }

    pub(super) fn end_row(&mut self) {
        assert_eq!(self.next, self.builders.len(), "a row of {} is short", self.model);
        self.next = 0;
        self.rows += 1;
    }

    /// The rows since the last call.
    pub(super) fn batch(&mut self) -> Result<RecordBatch, ArrowError> {
        self.rows = 0;
        let arrays = self.builders.iter_mut().map(|builder| -> ArrayRef {
            match builder {
                Builder::Text(builder) => Arc::new(builder.finish()),
                Builder::Choice(builder) => Arc::new(builder.finish()),
                Builder::Whole(builder) => Arc::new(builder.finish()),
                Builder::Decimal(builder) => Arc::new(builder.finish()),
                Builder::Boolean(builder) => Arc::new(builder.finish()),
                Builder::Instant(builder) => Arc::new(builder.finish()),
                Builder::Day(builder) => Arc::new(builder.finish()),
                Builder::List(builder) => Arc::new(builder.finish()),
            }
        });
        RecordBatch::try_new(Arc::clone(&self.schema), arrays.collect())
    }
}
