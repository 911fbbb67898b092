//! Where rows come from: a folder with one table for each data model, read by
//! an embedded query engine.
//!
//! A source answers the [`Query`](crate::plan::Query) of a plan with a stream
//! of record batches, in order, at the pace at which they are taken. It knows
//! nothing of file formats that are written or of where files go.

mod custom_fields;
mod error;
mod expressions;
mod files;
mod footers;
mod functions;
mod json;
mod table;
mod watched;

pub use custom_fields::custom_fields;
pub use error::SourceError;
pub use files::Folder;
pub(crate) use table::working_session;
pub use table::{Rows, SourceLimits, Table};
pub use watched::ReadProgress;
