//! Programs that load our files, as `export-desk-output` has them, and the recognition of
//! a file that one of them sent.

mod recognise;
mod recognise_xml;

pub use export_desk_output::receiver::*;
pub use recognise::{Guess, Recognised, RecognisedColumn, recognise};
