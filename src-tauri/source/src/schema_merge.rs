//! One schema for all files of a table: columns by name, types widened by one
//! table so that no value changes. What can't be widened is refused by file and
//! column.
//!
//! | one file | another | the table |
//! |---|---|---|
//! | whole numbers | wider ones | the wider |
//! | whole numbers | decimals | decimals that hold both |
//! | decimals | decimals | the most digits on either side of the point |
//! | whole numbers of at most 32 bits | binary fractions | 64-bit binary fractions |
//! | 32-bit binary fractions | 64-bit ones | 64-bit ones of the same texts |
//! | date | date and time | date and time, at midnight |
//! | time units | others | the finer |
//! | anything with a text | text | text |
//! | object | object | all members of both |
//! | list | list | a list of the widened entries |
//!
//! A column that is a text for its field holds each file's own texts: a date beside
//! a date and time stays a date. Within objects and lists, whose text shows what kind
//! a value is, types of another kind aren't widened.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use datafusion::arrow::datatypes::{
    DataType, Field, FieldRef, Fields, Schema, SchemaRef, TimeUnit,
};

use super::SourceError;
use super::column_marks::{of_fraction_texts, of_number_texts};
use super::layout::{Layout, Place, has_plain_text};
use crate::catalog::{DataModel, FieldType};

/// The names of a file's columns, in its order.
pub(super) struct FileColumns<'a> {
    pub(super) named: &'a Path,
    pub(super) columns: &'a [String],
}

/// What the files of a table have together.
#[derive(Debug, Default)]
pub(super) struct MergedNames {
    /// Names of all columns, in the order in which they first come.
    pub(super) names: Vec<String>,
    /// Columns that a file writes in another case: file, column and the name.
    pub(super) renames: Vec<((usize, usize), String)>,
    /// What people should know.
    pub(super) notes: Vec<String>,
}

/// Files that a note names at most.
const NAMED_FILES: usize = 3;

/// Merges the columns by their names. `mandatory` ones, if any file has them,
/// must be in every file. Objects without a member are usual in JSON, and no
/// note is made of them (`is_json`).
pub(super) fn merged_names(
    files: &[FileColumns<'_>],
    mandatory: &[String],
    is_json: bool,
) -> Result<MergedNames, SourceError> {
    let mut merged = MergedNames::default();
    let mut known: HashMap<&str, usize> = HashMap::new();
    for file in files {
        for name in file.columns {
            if name.is_empty() || known.contains_key(name.as_str()) {
                continue;
            }
            known.insert(name, merged.names.len());
            merged.names.push(name.clone());
        }
    }
    let mut renamed: HashSet<String> = HashSet::new();
    let places: Vec<HashMap<&str, usize>> = files
        .iter()
        .map(|file| file.columns.iter().map(String::as_str).zip(0..).collect())
        .collect();
    if files.len() > 1 {
        // Names that differ only by case are one, unless a file has several of them.
        let mut spellings: Vec<Vec<String>> = Vec::new();
        let mut folded: HashMap<String, usize> = HashMap::new();
        for name in &merged.names {
            match folded.entry(name.to_ascii_lowercase()) {
                Entry::Occupied(first) => spellings[*first.get()].push(name.clone()),
                Entry::Vacant(new) => {
                    new.insert(spellings.len());
                    spellings.push(vec![name.clone()]);
                }
            }
        }
        for spelled in spellings {
            let Some((first, others)) = spelled.split_first().filter(|(_, more)| !more.is_empty())
            else {
                continue;
            };
            let of_file = |file: &HashMap<&str, usize>| {
                spelled.iter().filter(|name| file.contains_key(name.as_str())).count()
            };
            if places.iter().any(|file| of_file(file) > 1) {
                continue;
            }
            for name in others {
                for (number, file) in files.iter().enumerate() {
                    if let Some(place) = places[number].get(name.as_str()).copied() {
                        merged.renames.push(((number, place), first.clone()));
                        merged.notes.push(format!(
                            "column `{name}` of `{}` is read as `{first}`",
                            file.named.display()
                        ));
                    }
                }
                renamed.insert(name.clone());
            }
        }
        merged.names.retain(|name| !renamed.contains(name));
    }
    let renamed: HashSet<(usize, &str)> =
        merged.renames.iter().map(|((file, _), to)| (*file, to.as_str())).collect();
    let has = |number: usize, name: &str| {
        places[number].contains_key(name) || renamed.contains(&(number, name))
    };
    let mandatory: HashSet<&str> = mandatory.iter().map(String::as_str).collect();
    // A field's column may be written in another case.
    let alike: HashSet<String> = {
        let own = mandatory.iter().filter(|of| !merged.names.iter().any(|name| name == *of));
        own.map(|of| of.to_ascii_lowercase()).collect()
    };
    let is_mandatory =
        |name: &str| mandatory.contains(name) || alike.contains(&name.to_ascii_lowercase());
    let mut first_lacking = None;
    let mut partial: Vec<(String, Vec<usize>)> = Vec::new();
    for name in &merged.names {
        // A JSON file without rows has no members to lack.
        let counts = |number: &usize| !(is_json && files[*number].columns.is_empty());
        let lacking = (0..files.len()).filter(counts).filter(|number| !has(*number, name));
        let lacking: Vec<usize> = lacking.collect();
        let Some(first) = lacking.first() else { continue };
        if first_lacking.is_none() && is_mandatory(name) {
            first_lacking = Some((*first, name.clone()));
        }
        partial.push((name.clone(), lacking));
    }
    if let Some((file, name)) = first_lacking {
        return Err(lacks(files[file].named, &name));
    }
    for (number, file) in files.iter().enumerate() {
        let alone =
            |name: &String| (0..files.len()).all(|other| other == number || !has(other, name));
        if files.len() > 1 && !is_json && file.columns.iter().all(alone) {
            let other = usize::from(number == 0);
            return Err(SourceError::Columns {
                path: file.named.to_owned(),
                reason: format!(
                    "it has no column of `{}`, another file of the table",
                    files[other].named.display()
                ),
            });
        }
    }
    if !is_json {
        let note = |(name, lacking): (String, Vec<usize>)| {
            let named = lacking.iter().take(NAMED_FILES);
            let named: Vec<String> =
                named.map(|number| format!("`{}`", files[*number].named.display())).collect();
            let more = match lacking.len().saturating_sub(NAMED_FILES) {
                0 => String::new(),
                more => format!(" and {more} more"),
            };
            format!("column `{name}` is empty in the rows of {}{more}", named.join(", "))
        };
        merged.notes.extend(partial.into_iter().map(note));
    }
    Ok(merged)
}

fn lacks(named: &Path, name: &str) -> SourceError {
    SourceError::Columns {
        path: named.to_owned(),
        reason: format!("it has no column `{name}`, which other files of the table have"),
    }
}

/// The schema of columnar files, each with its own. `wants_texts` says whether a
/// column's texts are wanted.
pub(super) fn merged_schema(
    files: &[(PathBuf, SchemaRef)],
    mandatory: &[String],
    wants_texts: &dyn Fn(&str) -> bool,
) -> Result<(SchemaRef, Vec<String>), SourceError> {
    let names: Vec<Vec<String>> = files
        .iter()
        .map(|(_, schema)| schema.fields().iter().map(|field| field.name().clone()).collect())
        .collect();
    for ((named, _), columns) in files.iter().zip(&names) {
        let mut seen = HashSet::new();
        if let Some(twice) = columns.iter().find(|name| !seen.insert(name.as_str())) {
            let reason = format!("it has two columns `{twice}`");
            return Err(SourceError::Columns { path: named.clone(), reason });
        }
    }
    let columns: Vec<FileColumns<'_>> = files
        .iter()
        .zip(&names)
        .map(|((named, _), columns)| FileColumns { named, columns })
        .collect();
    // Columnar readers find columns by their exact names only.
    let merged = merged_names(&columns, mandatory, false)?;
    if let Some(((file, place), name)) = merged.renames.first() {
        let (named, found) = (&files[*file].0, &names[*file][*place]);
        return Err(SourceError::Columns {
            path: named.clone(),
            reason: format!("its column `{found}` is called `{name}` in other files of the table"),
        });
    }
    let mut types: HashMap<&str, Field> = HashMap::new();
    let mut short_fractions: HashSet<&str> = HashSet::new();
    for (named, schema) in files {
        for field in schema.fields() {
            let plain = field.as_ref().clone().with_nullable(true);
            let Some(known) = types.get(field.name().as_str()) else {
                if *field.data_type() != DataType::Float64 && is_fraction(field.data_type()) {
                    short_fractions.insert(field.name());
                }
                types.insert(field.name(), plain);
                continue;
            };
            let (first, second) = (known.data_type(), field.data_type());
            // Fractions of both widths are told apart below.
            let as_texts =
                wants_texts(field.name()) && !(is_fraction(first) && is_fraction(second));
            let texts = if as_texts { text_of_both(first, second) } else { None };
            let wider = texts.or_else(|| widened(first, second));
            if *second != DataType::Float64 && is_fraction(second) {
                short_fractions.insert(field.name());
            }
            let Some(wider) = wider else {
                let reason = no_type_holds(field.name(), second, first);
                return Err(SourceError::Columns { path: named.clone(), reason });
            };
            let merged = known.clone().with_data_type(wider);
            types.insert(field.name(), merged);
        }
    }
    let mut fields = Vec::new();
    for name in &merged.names {
        let Some(field) = types.remove(name.as_str()) else { continue };
        // Cast to 64 bits, 0.1 of 32 bits would be another number.
        let changes = *field.data_type() == DataType::Float64;
        let changes = changes && short_fractions.contains(name.as_str());
        fields.push(if changes {
            of_fraction_texts(&field)
        } else if is_text(field.data_type()) && has_fractions(files, name)? {
            of_number_texts(&field)
        } else {
            field
        });
    }
    Ok((Arc::new(Schema::new(fields)), merged.notes))
}

/// Whether a column that is read as texts is one of binary fractions in some files. In all
/// others it has to be of numbers, whose texts are never those of fractions: as a text, a
/// fraction isn't written as it is alone.
fn has_fractions(files: &[(PathBuf, SchemaRef)], name: &str) -> Result<bool, SourceError> {
    let found = files.iter().filter_map(|(named, schema)| {
        Some((named, schema.field_with_name(name).ok()?.data_type()))
    });
    let Some((_, fraction)) = found.clone().find(|(_, of)| is_fraction(of)) else {
        return Ok(false);
    };
    let is_told_apart = |of: &DataType| match of {
        // `1.0` may be either's.
        DataType::Decimal128(_, scale) | DataType::Decimal256(_, scale) => *scale != 1,
        DataType::Null => true,
        of => is_fraction(of) || digits(of).is_some(),
    };
    match found.clone().find(|(_, of)| !is_told_apart(of)) {
        Some((named, other)) => {
            let reason = no_type_holds(name, other, fraction);
            Err(SourceError::Columns { path: named.clone(), reason })
        }
        None => Ok(true),
    }
}

/// Refuses a field of days of which some files name the days and others have
/// instants: the day of an instant depends on the zone, a day that is written doesn't,
/// and in one column nothing tells them apart.
pub(super) fn refuse_mixed_days(
    files: &[(PathBuf, SchemaRef)],
    model: &DataModel,
    layout: &Layout<'_>,
) -> Result<(), SourceError> {
    for field in model.fields.iter().filter(|field| field.field_type == FieldType::Date) {
        let Some(Place::Column { name, parts, .. }) = layout.place(field) else { continue };
        let mut first: Option<(bool, DataType)> = None;
        for (named, schema) in files {
            let Some(found) = member_type(schema, name, &parts) else { continue };
            let Some(names_day) = is_day(found) else { continue };
            match &first {
                None => first = Some((names_day, found.clone())),
                Some((known, _)) if *known == names_day => {}
                Some((_, known)) => {
                    let column: Vec<&str> =
                        std::iter::once(name).chain(parts.iter().map(String::as_str)).collect();
                    return Err(SourceError::Columns {
                        path: named.clone(),
                        reason: no_type_holds(&column.join("."), found, known),
                    });
                }
            }
        }
    }
    Ok(())
}

fn no_type_holds(column: &str, found: &DataType, others: &DataType) -> String {
    format!(
        "its column `{column}` is {found} and in other files {others}, and no type holds both exactly"
    )
}

/// The type of a column, or of a member of its objects.
fn member_type<'a>(schema: &'a Schema, name: &str, parts: &[String]) -> Option<&'a DataType> {
    let mut found = schema.field_with_name(name).ok()?.data_type();
    for part in parts {
        let DataType::Struct(members) = found else { return None };
        found = members.find(part)?.1.data_type();
    }
    Some(found)
}

fn is_fraction(data_type: &DataType) -> bool {
    matches!(data_type, DataType::Float16 | DataType::Float32 | DataType::Float64)
}

/// Whether values of this type name their day themselves, in no time zone. A missing
/// value takes no side.
fn is_day(data_type: &DataType) -> Option<bool> {
    match data_type {
        DataType::Date32 | DataType::Date64 | DataType::Timestamp(_, None) => Some(true),
        DataType::Timestamp(_, Some(_)) => Some(false),
        _ => None,
    }
}

/// Digits of the whole numbers of a type.
fn digits(data_type: &DataType) -> Option<u8> {
    match data_type {
        DataType::Int8 | DataType::UInt8 => Some(3),
        DataType::Int16 | DataType::UInt16 => Some(5),
        DataType::Int32 | DataType::UInt32 => Some(10),
        DataType::Int64 => Some(19),
        DataType::UInt64 => Some(20),
        _ => None,
    }
}

fn is_text(data_type: &DataType) -> bool {
    match data_type {
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => true,
        DataType::Dictionary(_, value) => is_text(value),
        _ => false,
    }
}

/// Whether a value of this type has one plain text.
fn has_text(data_type: &DataType) -> bool {
    digits(data_type).is_some()
        || is_text(data_type)
        || matches!(
            data_type,
            DataType::Null
                | DataType::Boolean
                | DataType::Date32
                | DataType::Decimal128(..)
                | DataType::Decimal256(..)
        )
}

/// The type that holds the text of every value of both as it is alone; nothing
/// where the wider of the two has the same texts.
fn text_of_both(first: &DataType, second: &DataType) -> Option<DataType> {
    let is_same = first == second
        || *first == DataType::Null
        || *second == DataType::Null
        || (digits(first).is_some() && digits(second).is_some());
    (!is_same && has_plain_text(first) && has_plain_text(second)).then_some(DataType::Utf8View)
}

/// The type that holds every value of both exactly, if there is one.
pub fn widened(first: &DataType, second: &DataType) -> Option<DataType> {
    use DataType as T;
    if first == second {
        return Some(first.clone());
    }
    match (first, second) {
        (T::Null, other) | (other, T::Null) => return Some(other.clone()),
        (T::Dictionary(_, value), other) | (other, T::Dictionary(_, value)) => {
            return widened(value, other);
        }
        (T::Struct(one), T::Struct(other)) => return members(one, other).map(T::Struct),
        (T::List(one) | T::LargeList(one), T::List(other) | T::LargeList(other)) => {
            let entry = widened_within(one.data_type(), other.data_type())?;
            return Some(T::List(Arc::new(
                one.as_ref().clone().with_data_type(entry).with_nullable(true),
            )));
        }
        _ => {}
    }
    if is_text(first) || is_text(second) {
        return (has_text(first) && has_text(second)).then_some(T::Utf8View);
    }
    if let (Some(one), Some(other)) = (digits(first), digits(second)) {
        let signed = first.is_signed_integer() == second.is_signed_integer();
        if signed {
            return Some(if one > other { first.clone() } else { second.clone() });
        }
        return Some(if one.max(other) < 19 { T::Int64 } else { T::Decimal128(20, 0) });
    }
    match (first, second) {
        (T::Float16 | T::Float32 | T::Float64, T::Float16 | T::Float32 | T::Float64) => {
            Some(T::Float64)
        }
        (T::Float16 | T::Float32 | T::Float64, whole)
        | (whole, T::Float16 | T::Float32 | T::Float64) => {
            // 64-bit fractions hold whole numbers of up to 53 bits.
            digits(whole).filter(|digits| *digits <= 10).map(|_| T::Float64)
        }
        (T::Decimal128(..) | T::Decimal256(..), _) | (_, T::Decimal128(..) | T::Decimal256(..)) => {
            decimals(first, second)
        }
        (T::Date32, T::Timestamp(unit, zone)) | (T::Timestamp(unit, zone), T::Date32) => {
            // Days have no zone: they begin with UTC's.
            Some(T::Timestamp(*unit, zone.as_ref().map(|_| "UTC".into())))
        }
        (T::Timestamp(one, zone), T::Timestamp(other, second)) => {
            // An instant is one in every zone; without a zone it is one of UTC.
            let zone = if zone == second { zone.clone() } else { Some("UTC".into()) };
            Some(T::Timestamp(finer(*one, *other), zone))
        }
        _ => None,
    }
}

/// The same within objects and lists, where JSON shows what kind a value is.
fn widened_within(first: &DataType, second: &DataType) -> Option<DataType> {
    let is_empty = *first == DataType::Null || *second == DataType::Null;
    let same_kind = is_text(first) == is_text(second)
        && (*first == DataType::Date32) == (*second == DataType::Date32);
    // Cast to 64 bits, 0.1 of 32 bits would be another number.
    let is_short = |of: &DataType| is_fraction(of) && *of != DataType::Float64;
    let changes = first != second && (is_short(first) || is_short(second));
    if is_empty || (same_kind && !changes) { widened(first, second) } else { None }
}

fn finer(one: TimeUnit, other: TimeUnit) -> TimeUnit {
    let rank = |unit| match unit {
        TimeUnit::Second => 0,
        TimeUnit::Millisecond => 1,
        TimeUnit::Microsecond => 2,
        TimeUnit::Nanosecond => 3,
    };
    if rank(one) >= rank(other) { one } else { other }
}

fn decimals(first: &DataType, second: &DataType) -> Option<DataType> {
    // Digits before and behind the point.
    let parts = |data_type: &DataType| match data_type {
        DataType::Decimal128(precision, scale) | DataType::Decimal256(precision, scale) => {
            Some((i16::from(*precision) - i16::from(*scale), i16::from(*scale)))
        }
        other => digits(other).map(|digits| (i16::from(digits), 0)),
    };
    let ((whole, scale), (other_whole, other_scale)) = (parts(first)?, parts(second)?);
    let scale = scale.max(other_scale);
    let precision = u8::try_from(whole.max(other_whole) + scale).ok()?;
    let scale = i8::try_from(scale).ok()?;
    match precision {
        0..=38 => Some(DataType::Decimal128(precision, scale)),
        39..=76 => Some(DataType::Decimal256(precision, scale)),
        _ => None,
    }
}

/// The members of both objects; nothing where one has another case in the other.
fn members(one: &Fields, other: &Fields) -> Option<Fields> {
    let has_other_case = |name: &str, there: &Fields, here: &Fields| {
        let alike = |field: &&FieldRef| field.name().to_lowercase() == name.to_lowercase();
        let mut alike = there.iter().filter(alike);
        there.find(name).is_none() && alike.any(|field| here.find(field.name()).is_none())
    };
    let differs = |here: &Fields, there: &Fields| {
        here.iter().any(|field| has_other_case(field.name(), there, here))
    };
    if differs(one, other) || differs(other, one) {
        return None;
    }
    let mut all: Vec<Field> = Vec::new();
    for field in one {
        let data_type = match other.find(field.name()) {
            Some((_, same)) => widened_within(field.data_type(), same.data_type())?,
            None => field.data_type().clone(),
        };
        all.push(field.as_ref().clone().with_data_type(data_type).with_nullable(true));
    }
    let new = other.iter().filter(|field| one.find(field.name()).is_none());
    all.extend(new.map(|field| field.as_ref().clone().with_nullable(true)));
    Some(all.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_widened_type_loses_a_value() {
        use DataType as T;
        let micro = |zone: Option<&str>| T::Timestamp(TimeUnit::Microsecond, zone.map(Into::into));
        for (one, other, wider) in [
            (T::Int32, T::Int64, Some(T::Int64)),
            (T::Int64, T::UInt64, Some(T::Decimal128(20, 0))),
            (T::UInt8, T::Int8, Some(T::Int64)),
            (T::Int64, T::Decimal128(10, 2), Some(T::Decimal128(21, 2))),
            (T::Decimal128(38, 0), T::Decimal128(10, 10), Some(T::Decimal256(48, 10))),
            (T::Int32, T::Float64, Some(T::Float64)),
            (T::Int64, T::Float64, None),
            (T::Float64, T::Decimal128(5, 2), None),
            (T::Int64, T::Utf8, Some(T::Utf8View)),
            (T::Float64, T::Utf8, None),
            (T::Date32, micro(None), Some(micro(None))),
            (
                micro(Some("UTC")),
                T::Timestamp(TimeUnit::Nanosecond, None),
                Some(T::Timestamp(TimeUnit::Nanosecond, Some("UTC".into()))),
            ),
            (micro(None), micro(Some("Europe/Budapest")), Some(micro(Some("UTC")))),
            (T::Boolean, T::Int64, None),
            (T::Null, T::Boolean, Some(T::Boolean)),
        ] {
            assert_eq!(widened(&one, &other), wider, "{one} and {other}");
            assert_eq!(widened(&other, &one), wider, "{other} and {one}");
        }
    }

    #[test]
    fn texts_are_those_of_each_file() {
        use DataType as T;
        let at = T::Timestamp(TimeUnit::Microsecond, None);
        for (one, other, text) in [
            (T::Date32, at.clone(), true),
            (at.clone(), T::Utf8, true),
            (T::Float32, T::Float64, true),
            (T::Decimal128(10, 2), T::Int64, true),
            (T::Int32, T::Int64, false),
            (T::Null, T::Date32, false),
            (T::Binary, T::Date32, false),
        ] {
            let expected = text.then_some(T::Utf8View);
            assert_eq!(text_of_both(&one, &other), expected, "{one} and {other}");
            assert_eq!(text_of_both(&other, &one), expected, "{other} and {one}");
        }
    }

    fn merge(files: &[(&str, &[&str])], mandatory: &[&str]) -> Result<MergedNames, SourceError> {
        let columns: Vec<(PathBuf, Vec<String>)> = files
            .iter()
            .map(|(named, names)| {
                (PathBuf::from(named), names.iter().map(|n| (*n).to_owned()).collect())
            })
            .collect();
        let columns: Vec<FileColumns<'_>> =
            columns.iter().map(|(named, columns)| FileColumns { named, columns }).collect();
        let mandatory: Vec<String> = mandatory.iter().map(|name| (*name).to_owned()).collect();
        merged_names(&columns, &mandatory, false)
    }

    #[test]
    fn columns_are_found_by_name() {
        let merged = merge(&[("a", &["id", "x"]), ("b", &["X", "id", "y"])], &["id"]).unwrap();
        assert_eq!(merged.names, ["id", "x", "y"]);
        assert_eq!(merged.renames, [((1, 0), "x".to_owned())]);
        assert_eq!(merged.notes.len(), 2, "{:?}", merged.notes);
        // Both stand in one file: they are two.
        let merged = merge(&[("a", &["id", "x", "X"]), ("b", &["id", "x"])], &[]).unwrap();
        assert_eq!(merged.names, ["id", "x", "X"]);
        let refused = merge(&[("a", &["id", "x"]), ("b", &["C1", "x"])], &["id"]).unwrap_err();
        assert!(refused.to_string().contains("`b`: it has no column `id`"), "{refused}");
        let refused = merge(&[("a", &["id", "x"]), ("b", &["C1", "7"])], &[]).unwrap_err();
        assert!(refused.to_string().contains('a'), "{refused}");
    }
}
