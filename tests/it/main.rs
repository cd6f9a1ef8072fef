//! The one integration binary: the house proved from outside, through its own doors only.

#![cfg(test)]

mod access;
mod archives;
mod booking;
mod cancelling;
mod closing_days;
mod contest_keys;
mod crash;
mod documents;
#[cfg(unix)]
mod drafts;
mod export;
mod facts;
mod faults;
mod first_steps;
mod fold;
mod gestures;
mod guadeloupe_keys;
mod household;
mod import;
mod journal;
mod keys;
mod kiosk;
mod legend_keys;
mod logins;
mod money;
mod open;
mod pattern_keys;
mod period_keys;
mod rights;
mod rights_keys;
mod seeds;
mod spelling;
mod support;
mod tariff_keys;
mod tasks;
mod tasks_keys;
mod tenders;
mod tidy;
mod till;
mod till_keys;
mod undo_booking;
mod views_keys;
mod waiting;
mod wallet;
mod why;

mod cli;
#[cfg(unix)]
mod terminal;
