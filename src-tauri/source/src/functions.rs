//! The few functions that queries need beyond comparisons: texts as values,
//! members of JSON texts, entries of lists, and exact totals and averages.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use datafusion::arrow::array::{
    Array, ArrayRef, AsArray, BooleanArray, Date32Array, Decimal128Array, Decimal256Array,
    Float32Array, Float64Array, Float64Builder, StringArray, StringBuilder, StructArray,
    TimestampMicrosecondArray,
};
use datafusion::arrow::buffer::NullBuffer;
use datafusion::arrow::compute::{and_kleene, cast, or_kleene};
use datafusion::arrow::datatypes::{
    DataType, Decimal256Type, DecimalType, Field, Fields, Float32Type, Float64Type, Int64Type,
    TimeUnit, TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType,
    TimestampSecondType, UInt32Type, UInt64Type, i256,
};
use datafusion::common::{DataFusionError, Result, exec_err};
use datafusion::logical_expr::{
    ColumnarValue, Expr, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl, Signature, Volatility,
};

use serde_json::value::RawValue;

use super::case_folding::CaseFolding;
use super::error::NoTotal;
use super::json;
use super::sql::Rounded;
use super::text::{TEXT_PRECISION, TEXT_SCALE, cell, day, microseconds, number, truth};
use super::values::{cursor, day_of_second, excerpt};
use crate::format::entry_texts;
use crate::zone::Zone;

/// The named members of the JSON object in `text`, as a struct of texts whose
/// parts are called `0`, `1`, ... Messages call its column `column`.
pub(super) fn json_members(text: Expr, paths: Vec<Vec<String>>, column: &str) -> Expr {
    let (column, signature) = (column.to_owned(), Signature::any(1, Volatility::Immutable));
    let function = JsonMembers { paths, column, signature };
    ScalarUDF::new_from_impl(function).call(vec![text])
}

/// Whether a list (or a JSON text of one) of a field holds one or all of the entries.
/// They are compared as the texts that the file shows.
pub(super) fn list_holds(
    list: Expr,
    field: &str,
    entries: Vec<String>,
    all: bool,
    case_sensitive: bool,
    zone: Option<Zone>,
) -> Expr {
    let wanted = Wanted::new(entries, case_sensitive);
    let (field, signature) = (field.to_owned(), Signature::any(1, Volatility::Immutable));
    let function = ListHolds { wanted, all, field, zone, signature };
    ScalarUDF::new_from_impl(function).call(vec![list])
}

/// Whether a text is one of the values where case doesn't matter. A pattern for each of
/// them would take as many steps for a row as there are values.
pub(super) fn is_in_any_case(text: Expr, values: Vec<String>) -> Expr {
    let wanted = Wanted::new(values, false);
    let function = IsWanted { wanted, signature: Signature::any(1, Volatility::Immutable) };
    ScalarUDF::new_from_impl(function).call(vec![text])
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

/// `sum / count` of a field, exactly, rounded half away from zero to so many decimals.
pub(super) fn average(sum: Expr, count: Expr, scale: i8, field: &str) -> Expr {
    let of = format!("the average of field `{field}`");
    let function = Average { scale, of, signature: Signature::any(2, Volatility::Immutable) };
    ScalarUDF::new_from_impl(function).call(vec![sum, count])
}

/// A total in 38 digits, exactly; one that has more stops the query, which wanted it for
/// `of`. Totals that may grow that large are added up in twice as many. Those of binary
/// fractions stay so wide: their digits lie far apart.
pub(super) fn total(sum: Expr, of: String) -> Expr {
    let function = Total { of, signature: Signature::any(1, Volatility::Immutable) };
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

/// Texts to which numbers of any type were cast, binary fractions among them as they are
/// written alone.
pub(super) fn plain_number(value: Expr) -> Expr {
    let function = PlainNumber { signature: Signature::any(1, Volatility::Immutable) };
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

/// Decimals of binary fractions that are added up: of one with 23 zeros behind the point
/// there are still all 17 digits. No other column has as many.
const FRACTION_DECIMALS: i8 = 40;
/// Digits that each of them has before the point at most. There is room for ten more, so
/// that no number of rows adds up to more than fits.
const FRACTION_DIGITS: u8 = 26;

/// Powers of ten; the last is the first number that has more digits than these together.
static POWERS_OF_TEN: [i256; 67] = {
    let mut powers = [i256::ONE; 67];
    let mut place = 1;
    while place < powers.len() {
        powers[place] = powers[place - 1].wrapping_mul(i256::from_i128(10));
        place += 1;
    }
    powers
};

/// What values are read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Reading {
    /// Texts as numbers.
    Number,
    /// Binary fractions as what their shortest texts say, to be added up.
    Exact,
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
            Self::Exact => DataType::Decimal256(76, FRACTION_DECIMALS),
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
        let numbers = self.texts(input, |text| {
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

    /// Binary fractions with all digits that their shortest texts have. Those of which some
    /// would be lost are refused: a total that lacks them looks like any other.
    fn exact(&self, input: &ArrayRef) -> Result<Decimal256Array> {
        let mut buffer = ryu::Buffer::new();
        let numbers = match input.data_type() {
            DataType::Float32 => {
                let values = input.as_primitive::<Float32Type>().iter();
                let mut number = |value| self.fraction(buffer.format::<f32>(value));
                values
                    .map(|value| value.map(&mut number).transpose())
                    .collect::<Result<Vec<_>>>()?
            }
            DataType::Float64 => {
                let values = input.as_primitive::<Float64Type>().iter();
                let mut number = |value| self.fraction(buffer.format::<f64>(value));
                values
                    .map(|value| value.map(&mut number).transpose())
                    .collect::<Result<Vec<_>>>()?
            }
            other => return exec_err!("field `{}`: {other} is no binary fraction", self.field),
        };
        let numbers = Decimal256Array::from(numbers);
        Ok(numbers.with_precision_and_scale(76, FRACTION_DECIMALS)?)
    }

    /// The number of a binary fraction's shortest text.
    fn fraction(&self, text: &str) -> Result<i256> {
        exact_fraction(text).map_err(|unfit| {
            let reason = match unfit {
                Unfit::NotANumber => {
                    let reason = format!("field `{}`: `{text}` isn't a number", self.field);
                    return DataFusionError::Execution(reason);
                }
                Unfit::TooFine => format!("a value has more than {FRACTION_DECIMALS} decimals"),
                Unfit::TooLarge => {
                    format!("a value has more than {FRACTION_DIGITS} digits before the point")
                }
            };
            no_total(format!("the total of field `{}`", self.field), reason)
        })
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
            Reading::Exact => Arc::new(self.exact(&input)?),
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

/// Why a binary fraction can't be added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unfit {
    /// It is no number, or infinite.
    NotANumber,
    /// It has more decimals than are added up.
    TooFine,
    /// It has more digits before the point.
    TooLarge,
}

/// The shortest text of a binary fraction, such as `-0.1` or `1.5e-7`, as a number of
/// [`FRACTION_DECIMALS`].
fn exact_fraction(text: &str) -> std::result::Result<i256, Unfit> {
    let (mantissa, exponent) = text.split_once('e').unwrap_or((text, "0"));
    let unsigned = mantissa.strip_prefix('-').unwrap_or(mantissa);
    let (mut digits, mut decimals, mut is_behind) = (0_i128, 0, false);
    for byte in unsigned.bytes() {
        match byte {
            b'0'..=b'9' => {
                digits = digits * 10 + i128::from(byte - b'0');
                decimals += i32::from(is_behind);
            }
            b'.' => is_behind = true,
            _ => return Err(Unfit::NotANumber),
        }
    }
    let exponent: i32 = exponent.parse().map_err(|_| Unfit::NotANumber)?;
    let mut power = i32::from(FRACTION_DECIMALS) - decimals + exponent;
    // The text of a whole number has a zero behind the point.
    while power < 0 && digits % 10 == 0 && digits != 0 {
        (digits, power) = (digits / 10, power + 1);
    }
    if digits == 0 {
        return Ok(i256::ZERO);
    }
    let power = usize::try_from(power).map_err(|_| Unfit::TooFine)?;
    let power = POWERS_OF_TEN.get(power).ok_or(Unfit::TooLarge)?;
    let number = i256::from_i128(digits).checked_mul(*power).ok_or(Unfit::TooLarge)?;
    if number >= POWERS_OF_TEN[POWERS_OF_TEN.len() - 1] {
        return Err(Unfit::TooLarge);
    }
    Ok(if unsigned.len() < mantissa.len() { number.wrapping_neg() } else { number })
}

/// Stops a query: what it wants of a field's values can't be told exactly.
fn no_total(of: String, reason: String) -> DataFusionError {
    DataFusionError::External(Box::new(NoTotal { of, reason }))
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
struct PlainNumber {
    signature: Signature,
}

impl ScalarUDFImpl for PlainNumber {
    fn name(&self) -> &'static str {
        "plain_number"
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(DataType::Utf8)
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let input = args.args[0].to_array(args.number_rows)?;
        let is_fraction =
            |text: &str| text.ends_with(".0") || text.contains(['e', 'E']) || text.ends_with("inf");
        let mut fractions = Float64Builder::new();
        let cast_texts = texts(&input)?;
        for text in &cast_texts {
            let number = text.filter(|text| is_fraction(text)).map(str::parse::<f64>).transpose();
            let number = number.map_err(|error| DataFusionError::External(error.into()))?;
            fractions.append_option(number);
        }
        let fractions: ArrayRef = Arc::new(fractions.finish());
        let alone = entry_texts(&fractions, Zone::UTC).map_err(DataFusionError::Execution)?;
        let plain: StringArray = cast_texts
            .iter()
            .zip(&alone)
            .map(|(text, alone)| text.map(|text| alone.unwrap_or(text)))
            .collect();
        Ok(ColumnarValue::Array(Arc::new(plain)))
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
    column: String,
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
                    if error.is_data() && text.trim_ascii_start().starts_with('{') {
                        // It is an object, which says what is wrong with it.
                        bad_part(&self.column, text, &error)
                    } else {
                        not_json(&self.column, text, "object", &error)
                    }
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

/// Texts that are looked for; where case doesn't matter, in the form that all have that
/// differ in case only.
#[derive(Debug, PartialEq, Eq, Hash)]
struct Wanted {
    /// In order, none of them twice.
    texts: Vec<String>,
    case_sensitive: bool,
}

impl Wanted {
    fn new(mut texts: Vec<String>, case_sensitive: bool) -> Self {
        if !case_sensitive {
            let mut folding = CaseFolding::default();
            for text in &mut texts {
                *text = folding.fold(text).to_owned();
            }
        }
        texts.sort_unstable();
        texts.dedup();
        Self { texts, case_sensitive }
    }

    /// The place among them of a text that is looked for.
    fn place(&self, text: &str, folding: &mut CaseFolding) -> Option<usize> {
        let text = if self.case_sensitive { text } else { folding.fold(text) };
        self.texts.binary_search_by(|wanted| wanted.as_str().cmp(text)).ok()
    }
}

#[derive(Debug, PartialEq, Eq, Hash)]
struct IsWanted {
    wanted: Wanted,
    signature: Signature,
}

impl ScalarUDFImpl for IsWanted {
    fn name(&self) -> &'static str {
        "is_in_any_case"
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(DataType::Boolean)
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let input = texts(&args.args[0].to_array(args.number_rows)?)?;
        let mut folding = CaseFolding::default();
        let mut is_wanted = |text: &str| self.wanted.place(text, &mut folding).is_some();
        let passed: BooleanArray = input.iter().map(|text| text.map(&mut is_wanted)).collect();
        Ok(ColumnarValue::Array(Arc::new(passed)))
    }
}

#[derive(Debug, PartialEq, Eq, Hash)]
struct ListHolds {
    wanted: Wanted,
    all: bool,
    field: String,
    zone: Option<Zone>,
    signature: Signature,
}

impl ListHolds {
    fn test<'a>(&self, entries: impl Iterator<Item = &'a str>, folding: &mut CaseFolding) -> bool {
        let mut found = entries.filter_map(|entry| self.wanted.place(entry, folding));
        if self.all {
            found.collect::<BTreeSet<usize>>().len() == self.wanted.texts.len()
        } else {
            found.next().is_some()
        }
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
        let mut folding = CaseFolding::default();
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
                            .map(|index| values.value(index));
                        list.is_valid(row).then(|| self.test(entries, &mut folding))
                    })
                    .collect()
            }
            _ => texts(&input)?
                .iter()
                .map(|text| {
                    let Some(text) = text.filter(|text| !text.is_empty()) else { return Ok(None) };
                    let entries = json_list(&self.field, text)?;
                    Ok(Some(self.test(entries.iter().map(String::as_str), &mut folding)))
                })
                .collect::<Result<_>>()?,
        };
        Ok(ColumnarValue::Array(Arc::new(passed)))
    }
}

/// Stops a query: a text isn't what its column should have.
fn not_json(column: &str, text: &str, wanted: &str, error: &serde_json::Error) -> DataFusionError {
    // Lines and columns would be taken for those of the file.
    let before = text.split_inclusive('\n').take(error.line().saturating_sub(1));
    let bytes = before.map(str::len).sum::<usize>() + error.column();
    let character = text.char_indices().take_while(|(start, _)| *start < bytes).count();
    let shown = excerpt(text);
    DataFusionError::Execution(format!(
        "column `{column}`: `{shown}` isn't a JSON {wanted} (at character {character} of the value)"
    ))
}

/// Stops a query: a part of a JSON text can't be read. Where it is, its error doesn't know.
fn bad_part(column: &str, text: &str, error: &serde_json::Error) -> DataFusionError {
    let place = format!(" at line {} column {}", error.line(), error.column());
    let told = error.to_string();
    let reason = told.strip_suffix(&place).unwrap_or(&told);
    DataFusionError::Execution(format!("column `{column}`: `{}`: {reason}", excerpt(text)))
}

/// The entries of a JSON list, as texts; `null` has none.
fn json_list(column: &str, text: &str) -> Result<Vec<String>> {
    let entries: Option<Vec<&RawValue>> =
        serde_json::from_str(text).map_err(|error| not_json(column, text, "list", &error))?;
    let bad = |error| bad_part(column, text, &error);
    let entries = entries.unwrap_or_default().into_iter();
    let texts = entries.filter_map(|entry| cell(entry.get()).map_err(bad).transpose());
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
    /// What it is, for messages.
    of: String,
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
            [DataType::Decimal128(..) | DataType::Decimal256(..), DataType::Int64] => {
                Ok(DataType::Decimal128(38, self.scale))
            }
            other => exec_err!("an average of {other:?} can't be computed"),
        }
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let sums = args.args[0].to_array(args.number_rows)?;
        let counts = args.args[1].to_array(args.number_rows)?;
        let found = match sums.data_type() {
            DataType::Decimal128(_, scale) | DataType::Decimal256(_, scale) => *scale,
            other => return exec_err!("an average of {other} can't be computed"),
        };
        // With 38 digits more there is room for what a sum is multiplied by.
        let sums = cast(&sums, &DataType::Decimal256(76, found))?;
        let sums = sums.as_primitive::<Decimal256Type>();
        let counts = counts.as_primitive::<Int64Type>();
        let shift = i32::from(self.scale) - i32::from(found);
        let large = || {
            let reason = format!("with {} decimals it has more than 38 digits", self.scale);
            no_total(self.of.clone(), reason)
        };
        let factor = i256::from_i128(10).checked_pow(shift.unsigned_abs()).ok_or_else(large)?;
        let average = |sum: i256, count: i64| {
            let count = i256::from_i128(count.into());
            let (sum, count) = if shift >= 0 {
                (sum.checked_mul(factor), Some(count))
            } else {
                (Some(sum), count.checked_mul(factor))
            };
            let average = divide(sum?, count?).to_i128()?;
            (average.unsigned_abs() < MOST).then_some(average)
        };
        let averages = sums
            .iter()
            .zip(counts)
            .map(|(sum, count)| match (sum, count) {
                (Some(sum), Some(count)) if count > 0 => {
                    average(sum, count).ok_or_else(large).map(Some)
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
    /// What it is wanted for, for messages.
    of: String,
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
            [DataType::Decimal256(_, scale)] if *scale != FRACTION_DECIMALS => {
                Ok(DataType::Decimal128(38, *scale))
            }
            [other] => Ok(other.clone()),
            other => exec_err!("a total of {other:?} can't be computed"),
        }
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let sums = args.args[0].to_array(args.number_rows)?;
        let scale = match *sums.data_type() {
            DataType::Decimal256(_, scale) if scale != FRACTION_DECIMALS => scale,
            _ => return Ok(ColumnarValue::Array(sums)),
        };
        let large = || no_total(self.of.clone(), "a total has more than 38 digits".to_owned());
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
fn divide(sum: i256, count: i256) -> i256 {
    let (quotient, remainder) = (sum.wrapping_div(count), sum.wrapping_rem(count).wrapping_abs());
    // Twice the remainder may be more than fits.
    let is_half = remainder >= count.wrapping_sub(remainder);
    if is_half { quotient.wrapping_add(sum.signum()) } else { quotient }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn averages_round_half_away_from_zero() {
        for (sum, count, expected) in [(5, 2, 3), (-5, 2, -3), (4, 3, 1), (-4, 3, -1), (0, 3, 0)] {
            let [sum, count, expected] = [sum, count, expected].map(i256::from_i128);
            assert_eq!(divide(sum, count), expected);
        }
    }

    #[test]
    fn binary_fractions_keep_the_digits_of_their_texts() {
        let right = |text: &str, digits: &str, zeros: usize| {
            let expected = format!("{digits}{}", "0".repeat(zeros));
            let found = exact_fraction(text).map(|number| number.to_string());
            assert_eq!(found, Ok(expected), "{text}");
        };
        right("0.0", "0", 0);
        right("-0.0", "0", 0);
        right("1.0", "1", 40);
        right("-0.5", "-5", 39);
        right("0.30000000000000004", "30000000000000004", 23);
        right("1.1102230246251565e-16", "11102230246251565", 8);
        right("1e-40", "1", 0);
        right("12345678901234567.0", "12345678901234567", 40);
        right("9.999999999999999e25", "9999999999999999", 50);
        let refused = |text: &str, unfit: Unfit| {
            assert_eq!(exact_fraction(text), Err(unfit), "{text}");
        };
        refused("1e-41", Unfit::TooFine);
        refused("1.5e-40", Unfit::TooFine);
        refused("5e-324", Unfit::TooFine);
        refused("1e26", Unfit::TooLarge);
        refused("1.7976931348623157e308", Unfit::TooLarge);
        refused("NaN", Unfit::NotANumber);
        refused("-inf", Unfit::NotANumber);
    }

    #[test]
    fn texts_are_found_whatever_their_case() {
        let wanted = Wanted::new(["ΑΣ", "s", "ας"].map(str::to_owned).to_vec(), false);
        let mut folding = CaseFolding::default();
        assert_eq!(wanted.texts.len(), 2);
        for (text, is_there) in [("ασ", true), ("ſ", true), ("S", true), ("ß", false), ("", false)]
        {
            assert_eq!(wanted.place(text, &mut folding).is_some(), is_there, "{text}");
        }
        let exact = Wanted::new(vec!["ΑΣ".to_owned()], true);
        assert!(exact.place("ΑΣ", &mut folding).is_some());
        assert!(exact.place("ασ", &mut folding).is_none());
    }

    #[test]
    fn places_in_values_are_characters() {
        for (text, character) in [("[\"y\"", 4), ("[\"é\",", 5), ("[\n\"é\"\nx]", 7)] {
            let told = json_list("l", text).unwrap_err().to_string();
            assert!(told.contains(&format!("at character {character} of the value")), "{told}");
            assert!(told.contains("column `l`"), "{told}");
        }
        let told = json_list("l", "[\"\\ud800\"]").unwrap_err().to_string();
        assert!(!told.contains("line 1"), "{told}");
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
