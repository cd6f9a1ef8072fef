//! What a person can do at the counter, one file a gesture: load, let the domain decide, append.
//!
//! Never a screen, never a terminal, never the clock: `now` is passed in.

pub mod refusal;
pub mod request;
pub mod view;
