//! The screens: pure state, keys, update and draw. Never SQL, a clock, a file or a terminal.
//!
//! ```text
//! Key ─ runtime ─▶ Msg ─▶ App::update ─▶ Screen::update ─▶ Steps ─▶ Effects ─▶ runtime
//!                                             draw(&App) ─▶ cells and a cursor
//! ```
//!
//! A message comes in, effects go out, and drawing only reads. The same messages always give the
//! same screens, so that a test types keys and looks.
//!
//! **To add a screen**, write one file in `screen/` with a struct (its whole state), its key table
//! `KEYS`, and the methods that every screen has:
//!
//! - `title`: the left of the title bar;
//! - `takes(key)`: whether a key is text here even though a table names it;
//! - `refuses(action, scene)`: why an action is impossible now. Footer and palette show it dimmed,
//!   and pressing it says so; `update` never sees it;
//! - `holds`: whether an answer is under way that the next keys must wait for (a payment being
//!   written). They wait in order, and are forgotten when the answer is a refusal;
//! - `update(input, turn)`: `Input::Act` is a key of the table, `Input::Key` any other. Ask with
//!   `turn.ask`, keep the ticket, and take an `Input::Reply` only if it carries that ticket: a
//!   stale one is dropped by not being taken. `turn.open` asks and shows the screen of the answer;
//!   `Step::Back` goes back; `turn.say` speaks; `turn.refused(&reply)` says any other answer.
//!   `Input::Shown` comes when the screen is in sight again: ask anew, keep what was typed;
//! - `draw(scene, canvas, body)`: between title bar and message line, total at any size.
//!
//! Then give it one arm in `Screen`, `each!`, `tables`, `subject`, and in `Screen::showing` if an
//! answer fills it; add a sample to `samples.rs`, and the tests in `tests.rs` draw it at every size
//! and press every key of its table. New meanings of keys are variants of `keymap::Action`.
//!
//! The mouse is nobody's business either: `canvas.line` makes a button of every key that it writes
//! in the key's style, `table` one of every row, and a click is that key (see `pointer`). A screen
//! that draws its own rows calls `table::point`.
//!
//! What needs the time beyond the minute (a code shown for twenty seconds) looks at
//! `turn.scene.now` on `Input::Clock` and names its instant in `Screen::wake`.
//!
//! The lock is nobody's business: `²` leaves the seat from anywhere, the trail of screens waits
//! for its agent, and an answer that comes meanwhile still finds its screen. A screen that shows a
//! secret forgets it on `Input::Left`.

pub mod app;
pub mod canvas;
pub mod display;
pub mod field;
pub mod form;
pub mod frame;
pub mod front;
pub mod glyphs;
pub mod key;
pub mod keymap;
pub mod kiosk;
pub mod msg;
pub mod overlay;
pub mod park;
pub mod pointer;
pub mod screen;
pub mod table;
pub mod theme;
pub mod turn;
pub mod words;

#[cfg(test)]
mod gestures;
#[cfg(test)]
mod golden;
#[cfg(test)]
mod pointing;
#[cfg(test)]
pub(crate) mod samples;
#[cfg(test)]
mod tests;
