//! The house, proved from outside: whole gestures on real files.

#[cfg(test)]
mod access;
#[cfg(test)]
mod booking;
#[cfg(test)]
mod crash;
#[cfg(test)]
mod facts;
#[cfg(test)]
mod fold;
#[cfg(test)]
mod gestures;
#[cfg(test)]
mod import;
#[cfg(test)]
mod journal;
#[cfg(test)]
mod money;
#[cfg(test)]
mod open;
#[cfg(test)]
mod support;
