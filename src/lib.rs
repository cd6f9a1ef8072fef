//! Guichet: the front desk of a French town hall's family services, in a terminal.
//!
//! # Bird's-eye view
//!
//! An agent, or a family at the kiosk, types keys; a screen turns them into a request; the desk
//! loads what it needs, lets the domain decide, and appends facts to a journal; the tables are the
//! fold of that journal.
//!
//! ```text
//! key ─▶ runtime ─▶ ui ─▶ desk::request ─▶ desk ─▶ domain decides
//!            ▲                               │
//!            └───────── reply ◀──────────────┴──▶ store ─▶ journal, then its fold
//! ```
//!
//! # The map, in reading order
//!
//! Each place is described by what it never does; `tests/it/tidy/layers.rs` holds it to that.
//!
//! - `domain`: the rules, as functions of facts and of today. Never the clock, SQL, a file, the
//!   terminal or a thread.
//! - `profile`: a commune's own rules and legend, read from TOML and checked. Never SQL, never the
//!   terminal, never a file: it is given the text.
//! - `journal`: an entry, its canonical bytes, the chain. Never a database, the clock, or an
//!   opinion on whether a fact may be written.
//! - `store`: the schema, the fold and the queries. It alone names SQLite; never a rule of the
//!   counter, never the clock.
//! - `desk`: what a person can do, one file a gesture. It alone opens a transaction; never a
//!   screen, the clock or a file.
//! - `print`: receipts and slips as text and as the printer's bytes. Never more than the domain.
//! - `import`: an office's CSV files, read and checked. Never the disk: bytes in, rows out.
//! - `demo`: a fictitious commune, written as such a folder and brought to life through the desk's
//!   own door. Never a second way into the database.
//! - `ui`: screens as pure state, keys, update and draw. Of the desk it knows the requests, the
//!   views and the refusals; never SQL, the clock, a file or the real terminal.
//! - `runtime`: the impure shell: terminal guard, input and worker threads, printers, the one
//!   clock. It alone names crossterm; never a rule.
//! - `command`: the arguments of the command line and what they print. Never a screen.
//!
//! # What always holds
//!
//! - **One write path.** Every gesture is one fact or a few; nothing changes a folded table but
//!   the fold. A correction is a new fact. The `local_*` tables hold what is no fact.
//! - **The fold accepts every well-formed fact**, in any order, any number of times. Rules decide
//!   at the desk whether a fact is written; what depended on a clock, a rule or a tariff stands in
//!   the fact, so that the same journal always gives the same tables.
//! - **One impure door.** `desk::perform` is an ordinary function of a counter (its database and
//!   its rules), the moment and a request. A worker thread calls it, tests call it inline. The
//!   families' kiosk has a door of its own, `desk::kiosk::perform`, and requests of another type:
//!   an agent's can't be said there.
//! - **One transaction a gesture.** Nothing is printed or shown as done before its commit.
//! - **No receipt number twice.** A database that was restored, cloned or copied opens a souche of
//!   its own before it writes: the next letter (`A2B`) where the machine's side files know what is
//!   taken, and a letter with three characters drawn at random (`A2BK7Q`) where copies can't ask
//!   one another.
//! - **Drawing is pure** and total: the same state gives the same cells, at any size.
//! - **Secrets are not facts.** A fact names the version of a password and a digest of its hash;
//!   the hash itself stands in a local table and goes when it is replaced.
//! - **Names stand in few facts**, one family at most in each, so that a family can be erased and
//!   the chain still verifies.
//! - **Two kinds of no.** A refusal is the rules' answer and data; a fault is a thing that broke,
//!   and the counter goes on.

pub mod command;
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
