//! Guichet: the front desk of a French town hall's family services, in a terminal.

pub mod demo;
pub mod desk;
pub mod domain;
pub mod import;
pub mod journal;
pub mod print;
pub mod profile;
pub mod runtime;
pub mod store;
pub mod ui;
