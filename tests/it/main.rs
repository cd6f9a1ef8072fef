//! The one integration binary. What is tested here goes through the house's own doors only.

mod tidy;

#[cfg(test)]
mod cli;
#[cfg(test)]
#[cfg(unix)]
mod terminal;
