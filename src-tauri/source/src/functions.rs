//! The few functions that queries need beyond comparisons: texts as values,
//! members of JSON texts, entries of lists, and exact averages.

use std::borrow::Cow;
use std::sync::Arc;

use datafusion::arrow::array::{
    Array, ArrayRef, AsArray, BooleanArray, Date32Array, Decimal128Array, Float32Array,
    Float64Array, StringArray, StringBuilder, StructArray, TimestampMicrosecondArray,
};
use datafusion::arrow::buffer::NullBuffer;
use datafusion::arrow::compute::{and_kleene, cast, or_kleene};
use datafusion::arrow::datatypes::{
    DataType, Decimal128Type, Decimal256Type, DecimalType, Field, Fields, Float32Type, Float64Type,
    Int64Type, TimeUnit, TimestampMicrosecondType, TimestampMillisecondType,
    TimestampNanosecondType, TimestampSecondType, UInt32Type, UInt64Type, i256,
};
use datafusion::common::{DataFusionError, Result, exec_err};
use datafusion::logical_expr::{
    ColumnarValue, Expr, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl, Signature, Volatility,
};

use serde_json::value::RawValue;

use super::json;
use super::sql::Rounded;
use super::text::{TEXT_PRECISION, TEXT_SCALE, cell, day, microseconds, number, truth};
use super::values::{cursor, day_of_second, excerpt};
use crate::format::entry_texts;
use crate::zone::Zone;

/// The named members of the JSON object in `text`, as a struct of texts whose
/// parts are called `0`, `1`, ...
pub(super) fn json_members(text: Expr, paths: Vec<Vec<String>>) -> Expr {
    let function = JsonMembers { paths, signature: Signature::any(1, Volatility::Immutable) };
    ScalarUDF::new_from_impl(function).call(vec![text])
}

/// Whether a list (or a JSON text of one) holds one or all of the entries. They are
/// compared as the texts that the file shows.
pub(super) fn list_holds(
    list: Expr,
    entries: Vec<String>,
    all: bool,
    case_sensitive: bool,
    zone: Option<Zone>,
) -> Expr {
    let entries = if case_sensitive {
        entries
    } else {
        entries.iter().map(|entry| entry.to_lowercase()).collect()
    };
    let signature = Signature::any(1, Volatility::Immutable);
    let function = ListHolds { entries, all, case_sensitive, zone, signature };
    ScalarUDF::new_from_impl(function).call(vec![list])
}

/// Whether a list or object holds nothing; a missing one too.
pub(super) fn is_empty_json(value: Expr) -> Expr {
    let function = IsHollow { signature: Signature::any(1, Volatility::Immutable) };
    ScalarUDF::new_from_impl(function).call(vec![value])
}

/// Tests that one expression chains, at most. Whoever walks an expression goes
/// down one level of the stack for each, and is itself called for each level.
const CHAINED: usize = 64;

/// Whether all tests pass; none where there is no test.
pub(super) fn all_of(tests: Vec<Expr>) -> Option<Expr> {
    combined(tests, true)
}

/// Whether one of the tests passes; none where there is no test.
pub(super) fn any_of(tests: Vec<Expr>) -> Option<Expr> {
    combined(tests, false)
}

fn combined(tests: Vec<Expr>, all: bool) -> Option<Expr> {
    if tests.len() <= CHAINED {
        return tests.into_iter().reduce(if all { Expr::and } else { Expr::or });
    }
    Some(in_one_step(tests, all))
}

/// A test that the query engine passes no judgement on. It leaves out of the order what a
/// test makes one value, and where that is computed it may know no more of it when it
/// checks its plan, which it then refuses (`findings/datafusion-fixed-group.sh`).
pub(super) fn unjudged(test: Expr) -> Expr {
    in_one_step(vec![test], true)
}

fn in_one_step(tests: Vec<Expr>, all: bool) -> Expr {
    let function = Combined { all, signature: Signature::variadic_any(Volatility::Immutable) };
    ScalarUDF::new_from_impl(function).call(tests)
}

/// `sum / count`, exactly, rounded half away from zero to so many decimals.
pub(super) fn average(sum: Expr, count: Expr, scale: i8) -> Expr {
    let function = Average { scale, signature: Signature::any(2, Volatility::Immutable) };
    ScalarUDF::new_from_impl(function).call(vec![sum, count])
}

/// A total in 38 digits, exactly; one that has more stops the query. Totals that
/// may grow that large are added up in twice as many.
pub(super) fn total(sum: Expr) -> Expr {
    let function = Total { signature: Signature::any(1, Volatility::Immutable) };
    ScalarUDF::new_from_impl(function).call(vec![sum])
}

/// `values` of a field, read by the rule that all sources share. Texts that are
/// empty are missing; `rounded` is told of numbers with more digits than fit.
pub(super) fn read_as(
    reading: Reading,
    values: Expr,
    field: &str,
    zone: Option<Zone>,
    rounded: &Rounded,
) -> Expr {
    let signature = Signature::any(1, Volatility::Immutable);
    let (field, rounded) = (field.to_owned(), rounded.clone());
    let function = ReadAs { reading, field, zone, rounded, signature };
    ScalarUDF::new_from_impl(function).call(vec![values])
}

/// Binary fractions of which equal ones are the same: zero has no sign, and all that
/// are no number are one, which is greater than every number.
pub(super) fn plain_fraction(value: Expr) -> Expr {
    let function = PlainFraction { signature: Signature::any(1, Volatility::Immutable) };
    ScalarUDF::new_from_impl(function).call(vec![value])
}

/// Texts of decimals without zeros at their end, where their type has more decimals than
/// they need.
pub(super) fn number_text(value: Expr) -> Expr {
    let function = NumberText { signature: Signature::any(1, Volatility::Immutable) };
    ScalarUDF::new_from_impl(function).call(vec![value])
}

/// Whole numbers that have the order of plain fractions: the engine's least and
/// greatest fraction depend on the order of rows where some are no number.
pub(super) fn fraction_key(value: Expr) -> Expr {
    let function = FractionKey { signature: Signature::any(1, Volatility::Immutable) };
    ScalarUDF::new_from_impl(function).call(vec![value])
}

/// The fractions of such keys; all other values as they are.
pub(super) fn fraction_of_key(key: Expr) -> Expr {
    let function = FractionOfKey { signature: Signature::any(1, Volatility::Immutable) };
    ScalarUDF::new_from_impl(function).call(vec![key])
}

/// The first number of 39 digits.
const MOST: u128 = 10_u128.pow(38);

/// What values are read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Reading {
    /// Texts as numbers, and binary fractions by their shortest text.
    Number,
    /// Numbers of more than 38 digits' room, with so many decimals.
    Narrowed(i8),
    /// Texts of binary fractions of different widths.
    Fraction,
    /// Texts or whole numbers as booleans.
    Boolean,
    /// Texts or instants as days in the export's zone.
    Day,
    /// Texts as instants.
    Instant,
    /// Sixteen bytes as the text of an identifier.
    Uuid,
}

impl Reading {
    /// The type of what is read.
    pub(super) fn data_type(self) -> DataType {
        match self {
            Self::Number => DataType::Decimal128(TEXT_PRECISION, TEXT_SCALE),
            Self::Narrowed(decimals) => DataType::Decimal128(38, decimals),
            Self::Fraction => DataType::Float64,
            Self::Boolean => DataType::Boolean,
            Self::Day => DataType::Date32,
            Self::Instant => DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into())),
            Self::Uuid => DataType::Utf8,
        }
    }
}

#[derive(Debug, PartialEq, Eq, Hash)]
struct ReadAs {
    reading: Reading,
    field: String,
    zone: Option<Zone>,
    rounded: Rounded,
    signature: Signature,
}

impl ReadAs {
    /// Reads each text that isn't empty.
    fn texts<T>(
        &self,
        input: &ArrayRef,
        mut read: impl FnMut(&str) -> std::result::Result<T, String>,
    ) -> Result<Vec<Option<T>>> {
        let texts = texts(input)?;
        let read = |text: Option<&str>| {
            let text = text.filter(|text| !text.bytes().all(|byte| byte == b' '));
            text.map(&mut read).transpose()
        };
        let values = texts.iter().map(read).collect::<std::result::Result<_, _>>();
        values.map_err(|reason| {
            DataFusionError::Execution(format!("field `{}`: {reason}", self.field))
        })
    }

    fn numbers(&self, input: &ArrayRef) -> Result<Decimal128Array> {
        let mut any_rounded = false;
        let numbers = self.texts(&shortest(input), |text| {
            let (number, rounded) = number(text)?;
            any_rounded |= rounded;
            Ok(number)
        })?;
        if any_rounded {
            self.rounded.add(&self.field, TEXT_SCALE);
        }
        let numbers = Decimal128Array::from(numbers);
        Ok(numbers.with_precision_and_scale(TEXT_PRECISION, TEXT_SCALE)?)
    }

    /// Numbers whose type has room for more digits than they need. Those that need them are
    /// refused: nobody would look for other numbers in a file.
    fn narrowed(&self, input: &ArrayRef, decimals: i8) -> Result<Decimal128Array> {
        let DataType::Decimal256(_, found) = *input.data_type() else {
            return exec_err!("field `{}`: a number isn't a wide decimal", self.field);
        };
        let unit = i256::from_i128(10).wrapping_pow(u32::try_from(found - decimals).unwrap_or(0));
        let narrow = |wide: i256| {
            let number = wide.wrapping_div(unit).to_i128();
            let number = number.filter(|number| number.unsigned_abs() < MOST);
            number.filter(|_| wide.wrapping_rem(unit) == i256::ZERO).ok_or_else(|| {
                let text = Decimal256Type::format_decimal(wide, 76, found);
                let text = if text.contains('.') { text.trim_end_matches('0') } else { &text };
                let reason = format!(
                    "field `{}`: `{text}` has more digits than the 38 that fit, {decimals} of them \
                     decimals",
                    self.field
                );
                DataFusionError::Execution(reason)
            })
        };
        let numbers = input.as_primitive::<Decimal256Type>().iter();
        let numbers = numbers.map(|wide| wide.map(narrow).transpose());
        let numbers = numbers.collect::<Result<Decimal128Array>>()?;
        Ok(numbers.with_precision_and_scale(38, decimals)?)
    }

    /// The days of instants.
    fn days(&self, input: &ArrayRef) -> Result<ArrayRef> {
        let mut zone = cursor(self.zone);
        if !matches!(input.data_type(), DataType::Timestamp(..)) {
            let days = self.texts(input, |text| day(text, &mut zone))?;
            return Ok(Arc::new(Date32Array::from(days)));
        }
        let (values, per_second): (&[i64], i64) = match input.data_type() {
            DataType::Timestamp(TimeUnit::Second, _) => {
                (input.as_primitive::<TimestampSecondType>().values(), 1)
            }
            DataType::Timestamp(TimeUnit::Millisecond, _) => {
                (input.as_primitive::<TimestampMillisecondType>().values(), 1_000)
            }
            DataType::Timestamp(TimeUnit::Microsecond, _) => {
                (input.as_primitive::<TimestampMicrosecondType>().values(), 1_000_000)
            }
            _ => (input.as_primitive::<TimestampNanosecondType>().values(), 1_000_000_000),
        };
        let mut day = |row: usize| {
            if input.is_null(row) {
                return Ok(None);
            }
            let second = values[row].div_euclid(per_second);
            day_of_second(second, &mut zone).map(Some).ok_or_else(|| {
                let reason = format!("field `{}`: an instant is beyond all days", self.field);
                DataFusionError::Execution(reason)
            })
        };
        let days = (0..input.len()).map(&mut day).collect::<Result<Date32Array>>()?;
        Ok(Arc::new(days))
    }

    fn identifiers(&self, input: &ArrayRef) -> Result<ArrayRef> {
        let Some(bytes) = input.as_fixed_size_binary_opt() else {
            return exec_err!("field `{}`: an identifier isn't sixteen bytes", self.field);
        };
        let mut texts = StringBuilder::with_capacity(bytes.len(), bytes.len() * 36);
        for bytes in bytes {
            texts.append_option(bytes.map(hyphenated));
        }
        Ok(Arc::new(texts.finish()))
    }
}

/// Bytes as `00112233-4455-6677-8899-aabbccddeeff`.
fn hyphenated(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(36);
    for (index, byte) in bytes.iter().enumerate() {
        if matches!(index, 4 | 6 | 8 | 10) {
            text.push('-');
        }
        for half in [byte >> 4, byte & 15] {
            text.extend(char::from_digit(half.into(), 16));
        }
    }
    text
}

impl ScalarUDFImpl for ReadAs {
    fn name(&self) -> &'static str {
        "read_as"
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(self.reading.data_type())
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let input = args.args[0].to_array(args.number_rows)?;
        let values: ArrayRef = match self.reading {
            Reading::Number => Arc::new(self.numbers(&input)?),
            Reading::Narrowed(decimals) => Arc::new(self.narrowed(&input, decimals)?),
            Reading::Fraction => {
                let fraction = |text: &str| {
                    text.parse::<f64>().map_err(|_| format!("`{}` isn't a number", excerpt(text)))
                };
                Arc::new(Float64Array::from(self.texts(&input, fraction)?))
            }
            Reading::Boolean => Arc::new(BooleanArray::from(self.texts(&input, truth)?)),
            Reading::Day => self.days(&input)?,
            Reading::Instant => Arc::new(
                TimestampMicrosecondArray::from(self.texts(&input, microseconds)?)
                    .with_timezone("UTC"),
            ),
            Reading::Uuid => self.identifiers(&input)?,
        };
        Ok(ColumnarValue::Array(values))
    }
}

/// Binary fractions as the shortest texts that stand for them; other arrays as they
/// are.
fn shortest(array: &ArrayRef) -> ArrayRef {
    let mut buffer = ryu::Buffer::new();
    let texts: StringArray = match array.data_type() {
        DataType::Float32 => {
            let values = array.as_primitive::<Float32Type>().iter();
            values.map(|value| value.map(|value| buffer.format(value).to_owned())).collect()
        }
        DataType::Float64 => {
            let values = array.as_primitive::<Float64Type>().iter();
            values.map(|value| value.map(|value| buffer.format(value).to_owned())).collect()
        }
        _ => return Arc::clone(array),
    };
    Arc::new(texts)
}

/// Texts of any physical kind as plain ones.
fn texts(array: &ArrayRef) -> Result<StringArray> {
    Ok(cast(array, &DataType::Utf8)?.as_string::<i32>().clone())
}

#[derive(Debug, PartialEq, Eq, Hash)]
struct PlainFraction {
    signature: Signature,
}

impl ScalarUDFImpl for PlainFraction {
    fn name(&self) -> &'static str {
        "plain_fraction"
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, types: &[DataType]) -> Result<DataType> {
        Ok(types[0].clone())
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let input = args.args[0].to_array(args.number_rows)?;
        // Adding nothing takes the sign of zero.
        let plain: ArrayRef = match input.data_type() {
            DataType::Float32 => {
                let plain = |value: f32| if value.is_nan() { f32::NAN } else { value + 0.0 };
                Arc::new(input.as_primitive::<Float32Type>().unary::<_, Float32Type>(plain))
            }
            DataType::Float64 => {
                let plain = |value: f64| if value.is_nan() { f64::NAN } else { value + 0.0 };
                Arc::new(input.as_primitive::<Float64Type>().unary::<_, Float64Type>(plain))
            }
            other => return exec_err!("{other} is no binary fraction"),
        };
        Ok(ColumnarValue::Array(plain))
    }
}

/// Keys of 32-bit fractions have 32 bits, so that their type is known by their keys'.
#[derive(Debug, PartialEq, Eq, Hash)]
struct FractionKey {
    signature: Signature,
}

impl ScalarUDFImpl for FractionKey {
    fn name(&self) -> &'static str {
        "fraction_key"
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, types: &[DataType]) -> Result<DataType> {
        let is_short = types.first() == Some(&DataType::Float32);
        Ok(if is_short { DataType::UInt32 } else { DataType::UInt64 })
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let input = args.args[0].to_array(args.number_rows)?;
        let keys: ArrayRef = match input.data_type() {
            DataType::Float32 => {
                let key = |value: f32| match value.to_bits() {
                    negative if negative >> 31 == 1 => !negative,
                    positive => positive | 1 << 31,
                };
                Arc::new(input.as_primitive::<Float32Type>().unary::<_, UInt32Type>(key))
            }
            DataType::Float64 => {
                let key = |value: f64| match value.to_bits() {
                    negative if negative >> 63 == 1 => !negative,
                    positive => positive | 1 << 63,
                };
                Arc::new(input.as_primitive::<Float64Type>().unary::<_, UInt64Type>(key))
            }
            other => return exec_err!("{other} is no binary fraction"),
        };
        Ok(ColumnarValue::Array(keys))
    }
}

#[derive(Debug, PartialEq, Eq, Hash)]
struct NumberText {
    signature: Signature,
}

impl ScalarUDFImpl for NumberText {
    fn name(&self) -> &'static str {
        "number_text"
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(DataType::Utf8)
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let numbers = args.args[0].to_array(args.number_rows)?;
        let texts = entry_texts(&numbers, Zone::UTC).map_err(DataFusionError::Execution)?;
        Ok(ColumnarValue::Array(Arc::new(texts)))
    }
}

#[derive(Debug, PartialEq, Eq, Hash)]
struct FractionOfKey {
    signature: Signature,
}

impl ScalarUDFImpl for FractionOfKey {
    fn name(&self) -> &'static str {
        "fraction_of_key"
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, types: &[DataType]) -> Result<DataType> {
        Ok(match &types[0] {
            DataType::UInt32 => DataType::Float32,
            DataType::UInt64 => DataType::Float64,
            other => other.clone(),
        })
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let keys = args.args[0].to_array(args.number_rows)?;
        let values: ArrayRef = match keys.data_type() {
            DataType::UInt32 => {
                let value =
                    |key: u32| f32::from_bits(if key >> 31 == 1 { key & !(1 << 31) } else { !key });
                let values: Float32Array = keys.as_primitive::<UInt32Type>().unary(value);
                Arc::new(values)
            }
            DataType::UInt64 => {
                let value =
                    |key: u64| f64::from_bits(if key >> 63 == 1 { key & !(1 << 63) } else { !key });
                let values: Float64Array = keys.as_primitive::<UInt64Type>().unary(value);
                Arc::new(values)
            }
            _ => keys,
        };
        Ok(ColumnarValue::Array(values))
    }
}

#[derive(Debug, PartialEq, Eq, Hash)]
struct JsonMembers {
    paths: Vec<Vec<String>>,
    signature: Signature,
}

impl JsonMembers {
    fn fields(&self) -> Fields {
        (0..self.paths.len())
            .map(|index| Field::new(index.to_string(), DataType::Utf8, true))
            .collect()
    }
}

impl ScalarUDFImpl for JsonMembers {
    fn name(&self) -> &'static str {
        "json_members"
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(DataType::Struct(self.fields()))
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let input = texts(&args.args[0].to_array(args.number_rows)?)?;
        let mut builders: Vec<StringBuilder> =
            self.paths.iter().map(|_| StringBuilder::with_capacity(input.len(), 0)).collect();
        let mut found: Vec<Option<Cow<'_, str>>> = vec![None; self.paths.len()];
        let mut paths = json::Paths::new(&self.paths);
        for text in &input {
            found.fill(None);
            if let Some(text) = text.filter(|text| !text.is_empty()) {
                paths.pick(text, &mut found).map_err(|error| {
                    DataFusionError::Execution(not_json(text, "object", &error))
                })?;
            }
            for (builder, value) in builders.iter_mut().zip(&found) {
                builder.append_option(value.as_deref());
            }
        }
        let columns =
            builders.into_iter().map(|mut builder| Arc::new(builder.finish()) as ArrayRef);
        let rows = StructArray::try_new(self.fields(), columns.collect(), None::<NullBuffer>)?;
        Ok(ColumnarValue::Array(Arc::new(rows)))
    }
}

/// AND or OR of any number of tests, in one step: a chain of operators as long as
/// some definitions ask for would overflow the stack.
#[derive(Debug, PartialEq, Eq, Hash)]
struct Combined {
    all: bool,
    signature: Signature,
}

impl ScalarUDFImpl for Combined {
    fn name(&self) -> &'static str {
        if self.all { "all_of" } else { "any_of" }
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(DataType::Boolean)
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let mut combined: Option<BooleanArray> = None;
        for test in args.args {
            let test = cast(&test.into_array(args.number_rows)?, &DataType::Boolean)?;
            let test = test.as_boolean();
            combined = Some(match combined {
                None => test.clone(),
                Some(before) if self.all => and_kleene(&before, test)?,
                Some(before) => or_kleene(&before, test)?,
            });
        }
        match combined {
            Some(combined) => Ok(ColumnarValue::Array(Arc::new(combined))),
            None => exec_err!("there is no test"),
        }
    }
}

#[derive(Debug, PartialEq, Eq, Hash)]
struct ListHolds {
    entries: Vec<String>,
    all: bool,
    case_sensitive: bool,
    zone: Option<Zone>,
    signature: Signature,
}

impl ListHolds {
    fn test<'a>(&self, entries: impl Iterator<Item = Cow<'a, str>> + Clone) -> bool {
        let holds = |wanted: &String| {
            entries.clone().any(|entry| {
                if self.case_sensitive { entry == *wanted } else { entry.to_lowercase() == *wanted }
            })
        };
        if self.all { self.entries.iter().all(holds) } else { self.entries.iter().any(holds) }
    }
}

impl ScalarUDFImpl for ListHolds {
    fn name(&self) -> &'static str {
        "list_holds"
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(DataType::Boolean)
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let input = args.args[0].to_array(args.number_rows)?;
        let passed: BooleanArray = match input.data_type() {
            DataType::List(_) => {
                let list = input.as_list::<i32>();
                let values = entry_texts(list.values().as_ref(), self.zone.unwrap_or(Zone::UTC))
                    .map_err(DataFusionError::Execution)?;
                let offsets = list.value_offsets();
                (0..list.len())
                    .map(|row| {
                        let (from, to) =
                            (offsets[row].try_into().ok()?, offsets[row + 1].try_into().ok()?);
                        let range: std::ops::Range<usize> = from..to;
                        let entries = range
                            .filter(|index| values.is_valid(*index))
                            .map(|index| Cow::Borrowed(values.value(index)));
                        list.is_valid(row).then(|| self.test(entries))
                    })
                    .collect()
            }
            _ => texts(&input)?
                .iter()
                .map(|text| {
                    let Some(text) = text.filter(|text| !text.is_empty()) else { return Ok(None) };
                    let entries = json_list(text)?;
                    Ok(Some(self.test(entries.iter().map(|entry| Cow::Borrowed(entry.as_str())))))
                })
                .collect::<Result<_>>()?,
        };
        Ok(ColumnarValue::Array(Arc::new(passed)))
    }
}

fn not_json(text: &str, wanted: &str, error: &serde_json::Error) -> String {
    if error.is_data() && wanted == "object" && text.trim_ascii_start().starts_with('{') {
        // It is one, which says what is wrong with it.
        return format!("`{}`: {error}", excerpt(text));
    }
    format!(
        "`{}` isn't a JSON {wanted} (line {}, column {})",
        excerpt(text),
        error.line(),
        error.column()
    )
}

/// The entries of a JSON list, as texts; `null` has none.
fn json_list(text: &str) -> Result<Vec<String>> {
    let told = |error| DataFusionError::Execution(not_json(text, "list", &error));
    let entries: Option<Vec<&RawValue>> = serde_json::from_str(text).map_err(told)?;
    let entries = entries.unwrap_or_default().into_iter();
    let texts = entries.filter_map(|entry| cell(entry.get()).map_err(told).transpose());
    texts.map(|text| Ok(text?.into_owned())).collect()
}

#[derive(Debug, PartialEq, Eq, Hash)]
struct IsHollow {
    signature: Signature,
}

impl ScalarUDFImpl for IsHollow {
    fn name(&self) -> &'static str {
        "is_empty_json"
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(DataType::Boolean)
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let input = args.args[0].to_array(args.number_rows)?;
        let hollow: BooleanArray = match input.data_type() {
            DataType::List(_) => {
                let list = input.as_list::<i32>();
                (0..list.len())
                    .map(|row| Some(list.is_null(row) || list.value_length(row) == 0))
                    .collect()
            }
            DataType::Struct(_) => {
                let members = input.as_struct();
                (0..members.len())
                    .map(|row| {
                        let empty = members.columns().iter().all(|column| column.is_null(row));
                        Some(members.is_null(row) || empty)
                    })
                    .collect()
            }
            _ => texts(&input)?
                .iter()
                .map(|text| Some(text.is_none_or(is_empty_json_text)))
                .collect(),
        };
        Ok(ColumnarValue::Array(Arc::new(hollow)))
    }
}

fn is_empty_json_text(text: &str) -> bool {
    let squeezed: String = text.chars().filter(|c| !c.is_ascii_whitespace()).take(5).collect();
    matches!(squeezed.as_str(), "" | "{}" | "[]" | "null")
}

#[derive(Debug, PartialEq, Eq, Hash)]
struct Average {
    scale: i8,
    signature: Signature,
}

impl ScalarUDFImpl for Average {
    fn name(&self) -> &'static str {
        "average"
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, types: &[DataType]) -> Result<DataType> {
        match types {
            [DataType::Decimal128(..), DataType::Int64] => Ok(DataType::Decimal128(38, self.scale)),
            other => exec_err!("an average of {other:?} can't be computed"),
        }
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let sums = args.args[0].to_array(args.number_rows)?;
        let counts = args.args[1].to_array(args.number_rows)?;
        let sums = sums.as_primitive::<Decimal128Type>();
        let counts = counts.as_primitive::<Int64Type>();
        let shift = i32::from(self.scale) - i32::from(sums.scale());
        let factor = 10i128.checked_pow(shift.unsigned_abs()).unwrap_or(i128::MAX);
        let large = || DataFusionError::Execution("a sum is too large for its average".to_owned());
        let averages = sums
            .iter()
            .zip(counts)
            .map(|(sum, count)| match (sum, count) {
                (Some(sum), Some(count)) if count > 0 => {
                    let (sum, count) = if shift >= 0 {
                        (sum.checked_mul(factor), Some(i128::from(count)))
                    } else {
                        (Some(sum), i128::from(count).checked_mul(factor))
                    };
                    Ok(Some(divide(sum.ok_or_else(large)?, count.ok_or_else(large)?)))
                }
                _ => Ok(None),
            })
            .collect::<Result<Decimal128Array>>()?
            .with_precision_and_scale(38, self.scale)?;
        Ok(ColumnarValue::Array(Arc::new(averages)))
    }
}

#[derive(Debug, PartialEq, Eq, Hash)]
struct Total {
    signature: Signature,
}

impl ScalarUDFImpl for Total {
    fn name(&self) -> &'static str {
        "total"
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, types: &[DataType]) -> Result<DataType> {
        match types {
            [DataType::Decimal256(_, scale)] => Ok(DataType::Decimal128(38, *scale)),
            [other] => Ok(other.clone()),
            other => exec_err!("a total of {other:?} can't be computed"),
        }
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let sums = args.args[0].to_array(args.number_rows)?;
        let DataType::Decimal256(_, scale) = *sums.data_type() else {
            return Ok(ColumnarValue::Array(sums));
        };
        let large = || DataFusionError::Execution("a total has more than 38 digits".to_owned());
        let totals = sums
            .as_primitive::<Decimal256Type>()
            .iter()
            .map(|sum| sum.map(|sum| sum.to_i128().ok_or_else(large)).transpose())
            .collect::<Result<Decimal128Array>>()?
            .with_precision_and_scale(38, scale)?;
        totals.validate_decimal_precision(38).map_err(|_| large())?;
        Ok(ColumnarValue::Array(Arc::new(totals)))
    }
}

/// Rounds half away from zero.
fn divide(sum: i128, count: i128) -> i128 {
    let (quotient, remainder) = (sum / count, sum % count);
    if remainder.abs() * 2 >= count { quotient + sum.signum() } else { quotient }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn averages_round_half_away_from_zero() {
        assert_eq!(divide(5, 2), 3);
        assert_eq!(divide(-5, 2), -3);
        assert_eq!(divide(4, 3), 1);
        assert_eq!(divide(-4, 3), -1);
        assert_eq!(divide(0, 3), 0);
    }

    #[test]
    fn hollow_json_is_recognised_with_spaces() {
        for text in ["", "{}", " { } ", "[ ]", "null"] {
            assert!(is_empty_json_text(text), "{text:?}");
        }
        assert!(!is_empty_json_text("[1]"));
        assert!(!is_empty_json_text("{\"a\":1}"));
    }
}
