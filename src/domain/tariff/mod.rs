//! What a day costs a family: the tariffs that a council votes, what a family says of its means,
//! and the calculation line by line.
//!
//! [`Rates::price`] is the one function that every price of Guichet comes from.

pub mod columns;
pub mod grid;
pub mod means;
pub mod price;
pub mod voted;

pub use columns::{Bracket, Brackets};
pub use means::{Means, Unknown};
pub use price::{Payer, Priced, Rates};
pub use voted::Tariff;
