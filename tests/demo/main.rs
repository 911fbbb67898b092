//! The demo brand, read back from its files.

mod measure;
