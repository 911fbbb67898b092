//! The demo brand, read back from its files: that it is what the catalog says,
//! that its parts agree with each other, and that writing it is repeatable.

mod coherence;
mod measure;
mod points;
mod schema;
mod table;
mod writing;
