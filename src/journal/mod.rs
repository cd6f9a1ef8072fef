//! The journal: one fact a gesture, appended, chained, never changed.
//!
//! This place knows an entry's canonical bytes and its hash. It never opens a database, reads the
//! clock or decides whether a fact may be written: `desk` decides, `store` appends.

pub mod canonical;
pub mod chain;
pub mod entry;
pub mod fact;
