//! The checked plan: names resolved, values parsed, relative dates turned into
//! instants, formats settled.
//!
//! [`ExportPlan::compile`] is pure: no file, no network, no clock but the
//! instant handed in, so the same definition at the same instant always gives
//! the same plan. Every problem of a definition is reported, not only the first.

mod column;
mod column_mask;
mod conditions;
mod decimal;
mod delta;
mod file_set;
mod layout;
mod mask;
mod query;
mod row_delta;
mod set;

pub use column::{Column, ColumnKind, FixedWidth};
pub use column_mask::ColumnMask;
pub use conditions::{beside_high, beside_low};
pub use decimal::Decimal;
pub use delta::{DeltaKind, DeltaWindow, PlannedDelta, WindowBehind};
pub use file_set::{FileSet, PartEnd, PlannedCompanion, PlannedSplit};
pub use query::{Order, Query, QueryColumn, Span, Test, TestKind, TextMatch};
pub use row_delta::PlannedRowDelta;
pub use set::{MOST_MEMBERS, SetPlan};
pub use set::{extension_of_member, name_of_member, name_problems, of_member, whole_set};

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};

use crate::catalog::{Catalog, DataModel, Field, FieldType};
use crate::did_you_mean::nearest;
use crate::mask_key::MaskKey;
use crate::spec::delta::DeltaBy;
use crate::spec::email::Email;
use crate::spec::file_name::FileName;
use crate::spec::format::{DecimalSign, Dialect, FieldFormat};
use crate::spec::pattern::check_pattern;
use crate::spec::profile::ValueFormat;
use crate::spec::set::Packaging;
use crate::spec::{Aggregate, Direction, ExportField, ExportSpec, FieldChoice, Problem, SpecError};
use crate::zone::{Zone, parse_zone};

/// Decimals that an average has beyond those of its values.
pub const AVERAGE_DECIMALS: u8 = 6;

/// Conditions of one definition, in all of its groups.
pub const MOST_CONDITIONS: usize = 20_000;

/// An export definition that can be executed.
#[derive(Debug, Clone)]
pub struct ExportPlan {
    /// The definition, as asked.
    pub spec: ExportSpec,
    /// The export's time zone.
    pub zone: Zone,
    /// The instant from which relative dates are counted.
    pub started_at: DateTime<Utc>,
    /// Which rows and values, for any kind of source.
    pub query: Query,
    /// How each column is written: one for each of `query.columns`, and among them the
    /// constant ones and the one that says what became of a row.
    pub columns: Vec<Column>,
    /// How the file is written.
    pub dialect: Dialect,
    /// The file's name.
    pub file_name: FileName,
    /// The name of the file inside its archive, if it has one of its own.
    pub entry_name: Option<FileName>,
    /// The files that a run makes.
    pub file_set: FileSet,
    /// How a run takes only what is new.
    pub delta: Option<PlannedDelta>,
    /// How a run takes only what has changed.
    pub row_delta: Option<PlannedRowDelta>,
    /// Whether such a run begins from a state, so that it isn't a full one.
    pub begins_from_state: bool,
    /// The window of its rows, once it is known.
    pub window: Option<DeltaWindow>,
    /// Things that are allowed and yet look like mistakes.
    pub warnings: Vec<Problem>,
}

impl ExportPlan {
    /// Checks a definition against its data model, or those of its members. The plan of
    /// a set is what is true of the whole, with the warnings of all.
    pub fn of(
        spec: &ExportSpec,
        catalog: &Catalog,
        started_at: DateTime<Utc>,
    ) -> Result<Self, SpecError> {
        if spec.is_set() {
            return Ok(SetPlan::compile(spec, catalog, started_at)?.whole);
        }
        let model =
            catalog.model(&spec.model).ok_or_else(|| unknown_model(catalog, &spec.model))?;
        Self::compile(spec, model, started_at)
    }

    /// Checks `spec` against `model`, counting relative dates from `started_at`.
    pub fn compile(
        spec: &ExportSpec,
        model: &DataModel,
        started_at: DateTime<Utc>,
    ) -> Result<Self, SpecError> {
        let mut problems = Vec::new();
        let mut warnings = Vec::new();

        let zone = usable_zone(spec, started_at, &mut problems, &mut warnings);
        // Without a zone the dates can't be resolved; everything else can still
        // be checked, so that all problems come at once.
        let mut reader = conditions::ConditionReader {
            model,
            zone: zone.unwrap_or(Zone::UTC),
            started_at,
            warnings: &mut warnings,
        };
        let groups = groups(spec, &mut reader, &mut problems);
        let delta = spec.delta.as_ref();
        problems.extend(delta.into_iter().flat_map(delta::without_meaning));
        let delta = delta.and_then(|delta| PlannedDelta::read(delta, &mut reader, &mut problems));

        let (query_columns, mut columns) = columns(spec, model, &mut problems);
        let mut order = order(spec, model, &query_columns, &mut problems);
        problems.extend(layout::problems(spec, &columns, &mut warnings));
        let mut row_delta =
            spec.delta.as_ref().filter(|delta| delta.by == DeltaBy::Rows).map(|delta| {
                PlannedRowDelta::read(delta, spec, model, &query_columns, &columns, &mut problems)
            });
        warnings.extend(mask::warnings(spec));
        warnings.extend(layout::only_cell(spec, model, &columns));
        let change = layout::insert_constants(spec, &mut columns, &mut problems);
        if let (Some(delta), Some(place)) = (&mut row_delta, change) {
            delta.change_place = place;
            order = delta.order(spec, &query_columns);
        }

        let dialect = match spec.format.resolve() {
            Ok(dialect) => Some(dialect),
            Err(error) => {
                problems.push(Problem {
                    path: "format".to_owned(),
                    message: error.message(),
                    hint: error.hint(),
                });
                None
            }
        };
        if let Some(schedule) = &spec.schedule {
            problems.extend(crate::schedule::problems(schedule, "schedule"));
        }
        let file_name =
            FileName::parse_of_file(&spec.file_name).map_err(|problem| problems.push(problem));
        let entry_name = spec.entry_name.as_deref().and_then(|template| {
            FileName::parse_of_entry(template).map_err(|problem| problems.push(problem)).ok()
        });
        let checked = file_set::Checked {
            spec,
            query: &query_columns,
            columns: &columns,
            groups: &groups,
            zone: zone.unwrap_or(Zone::UTC),
            delta: delta.as_ref(),
            file_name: file_name.as_ref().ok(),
            entry_name: entry_name.as_ref(),
        };
        let file_set = checked.file_set(&mut problems);
        if let (Some(PlannedSplit { at: PartEnd::Value(place), .. }), None) =
            (file_set.split, &row_delta)
        {
            file_set::order_by_split(spec, &query_columns[place].field, &mut order);
        }

        let (Some(zone), Some(dialect), Ok(file_name), true) =
            (zone, dialect, file_name, problems.is_empty())
        else {
            return Err(SpecError { problems });
        };
        Ok(Self {
            spec: spec.clone(),
            zone,
            started_at,
            query: Query {
                model: model.id.clone(),
                groups,
                columns: query_columns,
                order,
                zone: Some(zone),
            },
            columns,
            dialect,
            file_name,
            entry_name,
            file_set,
            delta,
            row_delta,
            begins_from_state: false,
            window: None,
            warnings,
        })
    }

    /// The file's columns, each with the value of the query that it shows: the constant
    /// ones, and the one that says what became of a row, show none.
    pub fn columns_read(&self) -> impl Iterator<Item = (&Column, Option<&QueryColumn>)> {
        let change = self.row_delta.as_ref().map(|delta| delta.change_place);
        let mut query = self.query.columns.iter();
        let mut place = 0;
        self.columns.iter().map(move |column| {
            if column.constant.is_some() {
                return (column, None);
            }
            place += 1;
            (column, if change == Some(place - 1) { None } else { query.next() })
        })
    }

    /// Gives the keyed hashes their keys, by name.
    pub fn set_keys(&mut self, keys: &HashMap<String, MaskKey>) {
        for mask in self.columns.iter_mut().filter_map(|column| column.mask.as_mut()) {
            if let Some(key) = mask.rule().key_name().and_then(|name| keys.get(name)) {
                *mask = mask.with_key(key.clone());
            }
        }
    }
}

/// The definition's time zone, if there is one, with what is wrong with the definition as
/// a whole.
fn usable_zone(
    spec: &ExportSpec,
    started_at: DateTime<Utc>,
    problems: &mut Vec<Problem>,
    warnings: &mut Vec<Problem>,
) -> Option<Zone> {
    if spec.name.trim().is_empty() {
        problems.push(Problem::new("name", "the export has no name", "Give it a name."));
    }
    if spec.packaging != Packaging::default() && !spec.is_set() {
        let message = "only a set has a packaging, and this export has no members";
        problems.push(Problem::new("packaging", message, "Remove it, or add `members`."));
    }
    let zone = zone_of(&spec.timezone).map_err(|problem| problems.push(problem)).ok();

    problems.extend(spec.email.iter().flat_map(Email::problems));
    problems.extend(spec.format.values.problems("format.values"));
    let (unusable, expiring) = crate::pgp_key::check(&spec.format, started_at);
    problems.extend(unusable);
    warnings.extend(expiring);
    if let Some(profile) = &spec.format.profile
        && spec.format.profile_version.is_none()
    {
        // Whoever keeps profiles applies them first; nothing else may be written
        // in place of what a profile says.
        problems.push(Problem::new(
            "format.profile",
            format!("there is no profile “{profile}”"),
            "Save or import it, or remove it here.",
        ));
    }
    let extension = spec.format.published_extension().to_lowercase();
    if extension == "manifest.json" || extension.ends_with(".manifest.json") {
        problems.push(Problem::new(
            "format.extension",
            "the file would stand where its manifest does",
            "Choose another extension.",
        ));
    }
    zone
}

/// The groups of conditions.
fn groups(
    spec: &ExportSpec,
    reader: &mut conditions::ConditionReader<'_>,
    problems: &mut Vec<Problem>,
) -> Vec<Vec<Test>> {
    let conditions: usize = spec.filters.iter().map(Vec::len).sum();
    if conditions > MOST_CONDITIONS {
        let message = format!("there are {conditions} conditions");
        let hint =
            format!("Use {MOST_CONDITIONS} at most; one condition “is one of” takes many values.");
        problems.push(Problem::new("filters", message, hint));
    }
    let mut groups = Vec::new();
    for (group_index, group) in spec.filters.iter().enumerate() {
        if group.is_empty() {
            problems.push(Problem::new(
                format!("filters[{group_index}]"),
                "this group has no condition",
                "Add a condition or remove the group.",
            ));
        }
        let mut tests = Vec::new();
        for (index, condition) in group.iter().enumerate() {
            let path = format!("filters[{group_index}][{index}]");
            match reader.read(condition, &path) {
                Ok(test) => tests.push(test),
                Err(problem) => problems.push(problem),
            }
        }
        groups.push(tests);
    }
    groups
}

/// The zone of a definition, or which one may have been meant.
pub fn zone_of(timezone: &str) -> Result<Zone, Problem> {
    parse_zone(timezone)
        .map_err(|unknown| Problem::new("timezone", unknown.to_string(), unknown.hint()))
}

/// Tells which model may have been meant.
pub fn unknown_model(catalog: &Catalog, id: &str) -> SpecError {
    let hint = match catalog.nearest(id) {
        Some(near) => format!("Did you mean `{near}`?"),
        None => {
            let ids: Vec<&str> = catalog.models().iter().map(|model| model.id.as_str()).collect();
            format!("Use one of: {}.", ids.join(", "))
        }
    };
    Problem::new("model", format!("there is no data model `{id}`"), hint).into()
}

/// Finds a field by its id, or says which one may have been meant.
fn find_field(model: &DataModel, id: &str, path: &str) -> Result<Field, Problem> {
    if let Some(field) = model.resolve_field(id) {
        return Ok(field.into_owned());
    }
    let known = model.fields.iter().map(|field| field.id.as_str());
    let hint = match nearest(id, known) {
        Some(near) => format!("Did you mean `{near}`?"),
        None => format!("List the fields of {} and choose one.", model.label),
    };
    Err(Problem::new(path, format!("field `{id}` isn't in {}", model.label), hint))
}

fn columns(
    spec: &ExportSpec,
    model: &DataModel,
    problems: &mut Vec<Problem>,
) -> (Vec<QueryColumn>, Vec<Column>) {
    let mut query_columns = Vec::new();
    let mut columns = Vec::new();
    match &spec.fields {
        FieldChoice::All => {
            if spec.aggregation {
                problems.push(Problem::new(
                    "fields",
                    "all fields can't be exported with aggregation, because each field needs \
                     its own aggregate",
                    "Choose the fields, or switch aggregation off.",
                ));
            }
            for field in &model.fields {
                let plain = ExportField {
                    field: field.id.clone(),
                    aggregate: None,
                    header: None,
                    format: FieldFormat::default(),
                    empty: None,
                    mask: None,
                };
                columns.push(output_column(field, &plain, &spec.format.values));
                query_columns.push(QueryColumn { field: field.clone(), aggregate: None });
            }
        }
        FieldChoice::Chosen(chosen) => {
            if chosen.is_empty() {
                problems.push(Problem::new("fields", "no field is chosen", "Choose at least one."));
            }
            let known: HashMap<&str, &Field> =
                model.fields.iter().map(|field| (field.id.as_str(), field)).collect();
            for (index, wanted) in chosen.iter().enumerate() {
                let path = format!("fields[{index}]");
                let found = known.get(wanted.field.as_str()).map(|field| Ok((*field).clone()));
                let find = || find_field(model, &wanted.field, &format!("{path}.field"));
                match found.unwrap_or_else(find) {
                    Ok(field) => {
                        check_aggregate(spec, wanted, &field, &path, problems);
                        check_format(wanted, &field, &path, problems);
                        if let Some(rule) = &wanted.mask {
                            let output = output_type(&field, wanted.aggregate);
                            mask::check(spec, rule, wanted, output, &path, problems);
                        }
                        columns.push(output_column(&field, wanted, &spec.format.values));
                        query_columns.push(QueryColumn { field, aggregate: wanted.aggregate });
                    }
                    Err(problem) => problems.push(problem),
                }
            }
            let grouped = chosen.iter().any(|field| field.aggregate == Some(Aggregate::Group));
            if spec.aggregation && !grouped && !chosen.is_empty() {
                problems.push(Problem::new(
                    "fields",
                    "no field is grouped",
                    "Choose Group for at least one field.",
                ));
            }
        }
    }
    (query_columns, columns)
}

fn check_aggregate(
    spec: &ExportSpec,
    wanted: &ExportField,
    field: &Field,
    path: &str,
    problems: &mut Vec<Problem>,
) {
    let fitting = Aggregate::fitting(field.field_type);
    let names = || fitting.iter().map(|aggregate| aggregate.name()).collect::<Vec<_>>().join(", ");
    match (spec.aggregation, wanted.aggregate) {
        (true, None) => problems.push(Problem::new(
            format!("{path}.aggregate"),
            format!("field `{}` has no aggregate", wanted.field),
            format!("Choose one of: {}.", names()),
        )),
        (false, Some(aggregate)) => problems.push(Problem::new(
            format!("{path}.aggregate"),
            format!("`{}` stands here and aggregation is off", aggregate.name()),
            "Set `aggregation` to true, or remove `aggregate`.",
        )),
        (true, Some(aggregate)) if !fitting.contains(&aggregate) => problems.push(Problem::new(
            format!("{path}.aggregate"),
            format!(
                "`{}` doesn't fit `{}`, which is {}",
                aggregate.name(),
                field.id,
                field.field_type
            ),
            format!("Choose one of: {}.", names()),
        )),
        (true, Some(_)) | (false, None) => {}
    }
}

fn check_format(wanted: &ExportField, field: &Field, path: &str, problems: &mut Vec<Problem>) {
    let output = output_type(field, wanted.aggregate);
    let format = &wanted.format;
    let numeric = output == FieldType::Numeric;
    let dated = matches!(output, FieldType::Date | FieldType::Datetime);
    if (format.decimals.is_some() || format.decimal_sign.is_some()) && !numeric {
        problems.push(Problem::new(
            format!("{path}.format"),
            format!("decimals don't fit `{}`, which is {output}", field.id),
            "Remove `decimals` and `decimal_sign`.",
        ));
    }
    if format.decimals.is_some_and(|decimals| decimals > 18) {
        problems.push(Problem::new(
            format!("{path}.format.decimals"),
            "there are more than 18 decimals",
            "Use 0 to 18.",
        ));
    }
    if format.decimal_sign == Some(DecimalSign::Implied) && format.decimals.is_none() {
        problems.push(Problem::new(
            format!("{path}.format.decimal_sign"),
            "an implied decimal sign needs the number of decimals",
            "Set `decimals`.",
        ));
    }
    if format.datetime.is_some() && !dated {
        problems.push(Problem::new(
            format!("{path}.format"),
            format!("a date pattern doesn't fit `{}`, which is {output}", field.id),
            "Remove `datetime`.",
        ));
    }
    if let (Some(pattern), true) = (&format.datetime, dated)
        && let Err(error) = check_pattern(pattern, output == FieldType::Datetime)
    {
        problems.push(Problem {
            path: format!("{path}.format.datetime"),
            message: error.message(),
            hint: error.hint(),
        });
    }
}

/// Type of the values that a column ends up with.
pub fn output_type(field: &Field, aggregate: Option<Aggregate>) -> FieldType {
    match aggregate {
        Some(Aggregate::Count | Aggregate::Sum | Aggregate::Average) => FieldType::Numeric,
        Some(Aggregate::Group | Aggregate::Min | Aggregate::Max) | None => field.field_type,
    }
}

/// `values` is how values are written where the field doesn't say.
fn output_column(field: &Field, wanted: &ExportField, values: &ValueFormat) -> Column {
    let header = match (&wanted.header, wanted.aggregate) {
        (Some(header), _) => header.clone(),
        (None, None | Some(Aggregate::Group)) => field.id.clone(),
        (None, Some(aggregate)) => format!("{}_{}", field.id, aggregate.name()),
    };
    let kind = match output_type(field, wanted.aggregate) {
        FieldType::String | FieldType::Select | FieldType::Url | FieldType::Image => {
            ColumnKind::Text
        }
        FieldType::Numeric => ColumnKind::Number {
            min_decimals: match wanted.aggregate {
                Some(Aggregate::Count) => 0,
                _ => field.decimals.unwrap_or(0),
            },
            decimals: wanted.format.decimals,
            decimal_sign: wanted
                .format
                .decimal_sign
                .or(values.decimal_sign)
                .unwrap_or(DecimalSign::Point),
        },
        FieldType::Boolean => ColumnKind::Boolean,
        FieldType::Date => ColumnKind::Date { pattern: pattern(wanted, values.date.as_ref()) },
        FieldType::Datetime => {
            ColumnKind::Datetime { pattern: pattern(wanted, values.datetime.as_ref()) }
        }
        FieldType::List | FieldType::Object => ColumnKind::Json,
    };
    let mask = wanted.mask.clone().map(ColumnMask::new);
    // A hash is that of the text that the file would have.
    let has_words = kind == ColumnKind::Boolean
        && mask.as_ref().is_none_or(|mask| mask.rule().method.is_hash());
    let words = values.boolean.as_ref().filter(|_| has_words);
    let map = wanted.format.map.clone().or_else(|| {
        let words = words?;
        let map = [("true", &words.yes), ("false", &words.no)];
        Some(map.map(|(value, word)| (value.to_owned(), word.clone())).into())
    });
    Column {
        field: field.id.clone(),
        header,
        fixed: layout::fixed_width(wanted, &kind),
        kind: match &mask {
            Some(mask) => mask.read_as(kind),
            None => kind,
        },
        empty: wanted.empty.clone(),
        constant: None,
        map,
        mask,
    }
}

fn pattern(wanted: &ExportField, otherwise: Option<&String>) -> String {
    let pattern = wanted.format.datetime.as_ref().or(otherwise);
    pattern.cloned().unwrap_or_else(|| "iso".to_owned())
}

/// The rows' order: as chosen, then by the key, so that it is the same each time.
fn order(
    spec: &ExportSpec,
    model: &DataModel,
    columns: &[QueryColumn],
    problems: &mut Vec<Problem>,
) -> Vec<Order> {
    if spec.aggregation {
        if !spec.sort.is_empty() {
            problems.push(Problem::new(
                "sort",
                "an export with aggregation is sorted by its group fields",
                "Remove `sort`, and put the group fields into the order that you want.",
            ));
        }
        return Vec::new();
    }
    let mut order: Vec<Order> = Vec::new();
    for (index, sort) in spec.sort.iter().enumerate() {
        let path = format!("sort[{index}].field");
        match find_field(model, &sort.field, &path) {
            Ok(field) if matches!(field.field_type, FieldType::List | FieldType::Object) => {
                problems.push(Problem::new(
                    path,
                    format!(
                        "rows can't be sorted by `{}`, which is {}",
                        field.id, field.field_type
                    ),
                    "Choose another field.",
                ));
            }
            Ok(field) => {
                order.push(Order { field, descending: sort.direction == Direction::Descending });
            }
            Err(problem) => problems.push(problem),
        }
    }
    let keys = model.key.iter().filter_map(|key| model.field(key));
    // A model without a key is sorted by everything that is written: rows that
    // are then still alike are alike in the file too.
    let written = columns.iter().map(|column| &column.field).filter(|_| model.key.is_empty());
    let mut ordered: HashSet<String> = order.iter().map(|order| order.field.id.clone()).collect();
    for field in keys.chain(written) {
        let sortable = !matches!(field.field_type, FieldType::List | FieldType::Object);
        if sortable && ordered.insert(field.id.clone()) {
            order.push(Order { field: field.clone(), descending: false });
        }
    }
    order
}
