//! Exports of the rows that have changed, found by comparison with what was delivered.

use super::{Column, Order, QueryColumn};
use crate::catalog::{DataModel, FieldType};
use crate::did_you_mean::nearest;
use crate::spec::delta::{ChangeColumn, Delta, RemovedRow};
use crate::spec::{Aggregate, ExportSpec, Problem};

/// A checked definition of it.
#[derive(Debug, Clone)]
pub struct PlannedRowDelta {
    /// Places of the key among the columns of the query.
    pub key: Vec<usize>,
    /// Whether the rows are groups: these are told apart by what they are grouped by.
    pub groups: bool,
    /// Place of the column that says what became of a row, among those of the rows.
    pub change_place: usize,
    /// Its words.
    pub words: ChangeColumn,
    /// What a removed row has besides its key.
    pub removed: RemovedRow,
    /// Of a hundred delivered rows, so many may be removed by one run.
    pub most_removed_percent: u8,
}

impl PlannedRowDelta {
    /// Checks it. `columns` are those of the query, without further ones. The rows have
    /// to come in the order of the key.
    pub(super) fn read(
        delta: &Delta,
        spec: &ExportSpec,
        model: &DataModel,
        query: &[QueryColumn],
        columns: &[Column],
        problems: &mut Vec<Problem>,
    ) -> Self {
        let mut wrong = |path: &str, message: String, hint: &str| {
            problems.push(Problem::new(path, message, hint));
        };
        if !spec.sort.is_empty() {
            let message = "rows that have changed come in the order of their key".to_owned();
            wrong("sort", message, "Remove `sort`.");
        }
        if spec.split.as_ref().is_some_and(|split| split.field.is_some()) {
            let message = "rows that have changed can't be split by a field".to_owned();
            wrong("split.by", message, "Split them by rows or bytes.");
        }
        let most_removed_percent = delta.most_removed_percent();
        if most_removed_percent > 100 {
            let message = "more than all rows can't be removed".to_owned();
            wrong("delta.most_removed_percent", message, "Use 0 to 100.");
        }
        let groups = || {
            let all = query.iter().enumerate();
            all.filter(|(_, column)| column.aggregate == Some(Aggregate::Group))
                .map(|(place, _)| place)
        };
        let place = |name: &str| {
            let by_header = columns.iter().position(|column| column.header == name);
            by_header.or_else(|| columns.iter().position(|column| column.field == name))
        };
        let mut key = Vec::new();
        if spec.aggregation {
            if !delta.key.is_empty() {
                let message = "groups are told apart by what they are grouped by".to_owned();
                wrong("delta.key", message, "Remove `key`.");
            }
            key.extend(groups());
        } else {
            let names = if delta.key.is_empty() { &model.key } else { &delta.key };
            if names.is_empty() {
                let message = format!("nothing tells rows of {} apart", model.label);
                wrong("delta.key", message, "Choose the columns of the key.");
            }
            for (index, name) in names.iter().enumerate() {
                let path = if delta.key.is_empty() {
                    "delta.key".to_owned()
                } else {
                    format!("delta.key[{index}]")
                };
                let Some(place) = place(name) else {
                    let message = format!("`{name}` of the key isn't exported");
                    let near = nearest(name, columns.iter().map(|column| column.header.as_str()));
                    let hint = near.map_or_else(
                        || "Export it, or choose another key.".to_owned(),
                        |near| format!("Did you mean `{near}`?"),
                    );
                    wrong(&path, message, &hint);
                    continue;
                };
                let kind = query[place].field.field_type;
                if matches!(kind, FieldType::List | FieldType::Object) {
                    let message = format!("`{name}` is {kind}, and can't be a key");
                    wrong(&path, message, "Choose another column.");
                }
                if columns[place].mask.as_ref().is_some_and(|mask| !mask.rule().method.is_hash()) {
                    let message = format!("`{name}` is masked, and what is left of it is no key");
                    wrong(&path, message, "Choose another key, or a hash.");
                }
                if !key.contains(&place) {
                    key.push(place);
                }
            }
        }
        Self {
            key,
            groups: spec.aggregation,
            change_place: 0,
            words: delta.change.clone().unwrap_or_default(),
            removed: delta.removed,
            most_removed_percent,
        }
    }

    /// The order in which rows have to come; groups come so by themselves.
    pub(super) fn order(&self, spec: &ExportSpec, query: &[QueryColumn]) -> Vec<Order> {
        if spec.aggregation {
            return Vec::new();
        }
        let order = |place: &usize| Order { field: query[*place].field.clone(), descending: false };
        self.key.iter().map(order).collect()
    }
}
