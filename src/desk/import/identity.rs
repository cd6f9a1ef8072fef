//! Who a household is: written again only when the office's rows changed.
//!
//! A person keeps an identifier from one import to the next: by name, however it is spelled, or
//! else by what a corrected name leaves alone (a child's birth date, an adult's phone or e-mail).

use sha2::{Digest, Sha256};

use super::{Household, Importing};
use crate::desk::Answer;
use crate::domain::text::fold;
use crate::import::{ChildRow, FamilyRow, GuardianRow};
use crate::journal::entry::hex;
use crate::journal::fact::{ChildIdentity, Fact, FamilyImported, GuardianIdentity};
use crate::store::StoreError;
use crate::store::read::family::{ChildRecord, GuardianRecord};

impl Importing<'_> {
    /// Writes the household's identity if it is new or changed.
    pub(super) fn identity(&mut self, row: &FamilyRow) -> Answer<Household> {
        let read = self.gesture.read();
        let login = row.login.to_uppercase();
        let known = read.family_by_login(&login)?;
        let (children, adults) = match &known {
            Some(known) => (read.children(known.id)?, read.guardians(known.id)?),
            None => (Vec::new(), Vec::new()),
        };
        let family = match &known {
            Some(known) => known.id,
            None => self.gesture.new_id()?,
        };
        let is_new = known.is_none();
        let mut fact = FamilyImported {
            family,
            login,
            guardians: self.adults(row, adults)?,
            children: self.children(row, children)?,
            address: row.address.street.clone(),
            postcode: row.address.postcode.clone(),
            town: row.address.town.clone(),
            quotient: row.quotient.map(|quotient| quotient.value),
            quotient_until: row.quotient.and_then(|quotient| quotient.until),
            file_year: row.file_year,
            digest: String::new(),
        };
        fact.digest = digest(&fact)?;
        let children = fact.children.iter().map(|child| child.child).collect();
        match known.map(|known| known.digest == fact.digest) {
            Some(true) => {
                self.summary.same_families += 1;
                return Ok(Household { family, children, is_new });
            }
            Some(false) => self.summary.changed_families += 1,
            None => self.summary.new_families += 1,
        }
        self.gesture.append(&fact.into())?;
        Ok(Household { family, children, is_new })
    }

    fn adults(
        &mut self,
        row: &FamilyRow,
        mut known: Vec<GuardianRecord>,
    ) -> Answer<Vec<GuardianIdentity>> {
        let rows: Vec<&GuardianRow> = std::iter::once(&row.holder).chain(&row.guardians).collect();
        let same_name = |one: &GuardianRow, other: &GuardianRecord| {
            name(&one.surname, &one.given) == name(&other.surname, &other.given)
        };
        let same_contact = |one: &GuardianRow, other: &GuardianRecord| {
            (!one.phone.is_empty() && one.phone == other.phone)
                || (!one.email.is_empty() && one.email == other.email)
        };
        let found = pair(&rows, &mut known, same_name, same_contact);
        let mut adults = Vec::with_capacity(rows.len());
        for (row, found) in rows.into_iter().zip(found) {
            let GuardianRow { surname, given, link, phone, email } = row.clone();
            let guardian = match found {
                Some(found) => found.id,
                None => self.gesture.new_id()?,
            };
            adults.push(GuardianIdentity { guardian, surname, given, link, phone, email });
        }
        Ok(adults)
    }

    fn children(
        &mut self,
        row: &FamilyRow,
        mut known: Vec<ChildRecord>,
    ) -> Answer<Vec<ChildIdentity>> {
        let rows: Vec<&ChildRow> = row.children.iter().collect();
        let same_name = |one: &ChildRow, other: &ChildRecord| {
            name(&one.surname, &one.given) == name(&other.surname, &other.given)
        };
        let same_birth = |one: &ChildRow, other: &ChildRecord| one.birth == other.birth;
        let found = pair(&rows, &mut known, same_name, same_birth);
        let mut children = Vec::with_capacity(rows.len());
        for (row, found) in rows.into_iter().zip(found) {
            let ChildRow { given, surname, birth, school, class, form_on } = row.clone();
            let child = match found {
                Some(found) => found.id,
                None => self.gesture.new_id()?,
            };
            let identity = ChildIdentity { child, surname, given, birth, school, class, form_on };
            children.push(identity);
        }
        Ok(children)
    }
}

/// For each row the known person it is: the one that `surely` matches, else the only one left that
/// `likely` does. A person is nobody twice.
fn pair<R, K>(
    rows: &[&R],
    known: &mut Vec<K>,
    surely: impl Fn(&R, &K) -> bool,
    likely: impl Fn(&R, &K) -> bool,
) -> Vec<Option<K>> {
    let mut found: Vec<Option<K>> = rows
        .iter()
        .map(|row| known.iter().position(|one| surely(row, one)).map(|at| known.remove(at)))
        .collect();
    for (row, found) in rows.iter().zip(&mut found).filter(|(_, found)| found.is_none()) {
        let mut candidates = (0..).zip(known.iter()).filter(|(_, one)| likely(row, one));
        if let (Some((at, _)), None) = (candidates.next(), candidates.next()) {
            *found = Some(known.remove(at));
        }
    }
    found
}

fn name(surname: &str, given: &str) -> String {
    fold(&format!("{surname} {given}"))
}

/// Who the household is, in the journal's own canonical bytes.
fn digest(fact: &FamilyImported) -> Result<String, StoreError> {
    Ok(hex(&Sha256::digest(Fact::from(fact.clone()).encode()?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_is_known_by_name_or_else_by_what_is_left_alone() {
        let same = |a: &&str, b: &&str| a == b;
        let begins = |a: &&str, b: &&str| a.get(..1) == b.get(..1);
        let pairs = |rows: &[&str], known: &[&'static str]| {
            let rows: Vec<&&str> = rows.iter().collect();
            pair(&rows, &mut known.to_vec(), same, begins)
        };
        assert_eq!(pairs(&["leo", "ines"], &["ines", "leo"]), [Some("leo"), Some("ines")]);
        assert_eq!(pairs(&["lea", "ines"], &["ines", "leo"]), [Some("leo"), Some("ines")]);
        assert_eq!(pairs(&["lea"], &["leo", "lou"]), [None], "twins are not guessed");
        assert_eq!(pairs(&["leo", "lea"], &["leo"]), [Some("leo"), None]);
    }
}
