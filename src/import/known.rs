//! What the files read so far have named, so that the next ones can refer to it.
//!
//! A thing whose own line was faulty stays known: what refers to it is not reported again.

use std::collections::HashMap;

use crate::domain::text::fold;

use super::report::{Report, Reported};
use super::sheet::Row;
use super::source::OfficeFile;

/// Families, their children, and activities, by the words that offices use for them.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// By lower-case login; an error when its line is faulty.
    families: HashMap<String, Result<usize, Reported>>,
    /// By family index.
    children: Vec<Vec<KnownChild>>,
    /// By lower-case code; an error when its line is faulty.
    activities: HashMap<String, Result<usize, Reported>>,
    /// Files that could not be read: whatever they would have named is not missed.
    unread: Vec<OfficeFile>,
}

/// A child's folded names.
#[derive(Debug)]
struct KnownChild {
    given: String,
    surname: String,
    /// Index among the family's children; an error when its line is faulty.
    index: Result<usize, Reported>,
}

impl KnownChild {
    fn is_named(&self, folded: &str) -> bool {
        let named = |first: &str, second: &str| {
            folded.strip_prefix(first).and_then(|rest| rest.strip_prefix(' ')) == Some(second)
        };
        named(&self.given, &self.surname) || named(&self.surname, &self.given)
    }
}

impl Known {
    /// This file could not be read.
    pub fn miss(&mut self, file: OfficeFile) {
        self.unread.push(file);
    }

    /// Remembers a family; its index, or that its line is faulty.
    pub fn add_family(&mut self, login: &str, index: Result<usize, Reported>) {
        self.families.entry(login.to_lowercase()).or_insert(index);
        if index.is_ok() {
            self.children.push(Vec::new());
        }
    }

    /// The index of the family with this login, whatever its case; an error if its line is faulty.
    pub fn family_index(&self, login: &str) -> Option<Result<usize, Reported>> {
        self.families.get(&login.to_lowercase()).copied()
    }

    /// Remembers a child of a family.
    pub fn add_child(
        &mut self,
        family: usize,
        names: (&str, &str),
        index: Result<usize, Reported>,
    ) {
        let (given, surname) = (fold(names.0), fold(names.1));
        if let Some(children) = self.children.get_mut(family) {
            children.push(KnownChild { given, surname, index });
        }
    }

    /// Remembers an activity.
    pub fn add_activity(&mut self, code: &str, index: Result<usize, Reported>) {
        self.activities.entry(code.to_lowercase()).or_insert(index);
    }

    /// The index of the activity with this code, whatever its case; an error if its line is faulty.
    pub fn activity_index(&self, code: &str) -> Option<Result<usize, Reported>> {
        self.activities.get(&code.to_lowercase()).copied()
    }

    /// The family that a line names.
    pub fn family(
        &self,
        row: &Row<'_>,
        column: &'static str,
        report: &mut Report,
    ) -> Result<usize, Reported> {
        match self.family_index(row.cell(column)) {
            Some(index) => index,
            None if self.unread.contains(&OfficeFile::Families) => Err(Reported),
            None => Err(row.wrong(column, "un identifiant du fichier familles", report)),
        }
    }

    /// The child that a line names: its given name, or both names in any order. Both are needed
    /// where two children of the family have the same given name.
    pub fn child(
        &self,
        family: usize,
        row: &Row<'_>,
        report: &mut Report,
    ) -> Result<usize, Reported> {
        let folded = fold(row.cell("enfant"));
        let children = self.children.get(family).map_or(&[][..], Vec::as_slice);
        let mut same_given = children.iter().filter(|child| child.given == folded);
        match (same_given.next(), same_given.next()) {
            (Some(child), None) => child.index,
            (Some(_), Some(_)) => {
                let expected = "«\u{a0}prénom nom\u{a0}», deux enfants ayant ce prénom";
                Err(row.wrong("enfant", expected, report))
            }
            (None, _) => match children.iter().find(|child| child.is_named(&folded)) {
                Some(child) => child.index,
                None if self.unread.contains(&OfficeFile::Children) => Err(Reported),
                None => Err(row.wrong("enfant", "un enfant de cette famille", report)),
            },
        }
    }

    /// The activity that a line names.
    pub fn activity(&self, row: &Row<'_>, report: &mut Report) -> Result<usize, Reported> {
        match self.activity_index(row.cell("activite")) {
            Some(index) => index,
            None if self.unread.contains(&OfficeFile::Activities) => Err(Reported),
            None => Err(row.wrong("activite", "un code du fichier activites", report)),
        }
    }
}
