//! The rules of the counter, as functions of facts and of the day they are asked on.
//!
//! Nothing here reads the clock, a file, SQL or the terminal, and nothing starts a thread:
//! today, now and the commune's settings are parameters.

pub mod activity;
pub mod calendar;
pub mod card;
pub mod closing;
pub mod contact;
pub mod contrary;
pub mod day;
pub mod deadline;
pub mod detail;
pub mod document;
pub mod enrolment;
pub mod holidays;
pub mod household;
pub mod ids;
pub mod legend;
pub mod login;
pub mod money;
pub mod password;
pub mod pattern;
pub mod paying;
pub mod people;
pub mod period;
pub mod remedy;
pub mod rule;
pub mod search;
pub mod secret;
pub mod sensitive;
pub mod tariff;
pub mod task;
pub mod tender;
pub mod text;
pub mod till;
pub mod time;
pub mod weekdays;
pub mod words;
