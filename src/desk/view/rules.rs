//! What a commune asks of its families, in sentences.

pub use crate::profile::Chapter;

/// The rules of the commune.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RulesView {
    /// `Évreux`.
    pub town: String,
    /// In the order in which a family meets them.
    pub chapters: Vec<Chapter>,
}
