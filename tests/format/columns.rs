//! Columns without settings of their own.

use export_desk_core::format::{Column, ColumnKind};

/// Its header is its field's name.
pub(crate) fn column(name: &str, kind: ColumnKind) -> Column {
    Column {
        field: name.to_owned(),
        header: name.to_owned(),
        kind,
        empty: None,
        fixed: None,
        constant: None,
        map: None,
        mask: None,
    }
}
