//! Guichet: the front desk of a French town hall's family services, in a terminal.

pub mod desk;
pub mod domain;
pub mod runtime;
pub mod ui;
