//! Who a household is: written again only when the office's rows changed.
//!
//! A person keeps an identifier from one import to the next: by name, however it is spelled, or
//! else by what a corrected name leaves alone (a child's birth date, an adult's phone or e-mail).

use sha2::{Digest, Sha256};

use super::{Household, Importing};
use crate::desk::Answer;
use crate::desk::refusal::Refusal;
use crate::domain::household::{self, Child, Guardian};
use crate::domain::text::fold;
use crate::import::{ChildRow, FamilyRow, GuardianRow};
use crate::journal::entry::hex;
use crate::journal::fact::{Fact, FamilyImported, FamilyWritten};
use crate::store::StoreError;
use crate::store::read::family::FamilyRecord;

/// A household that the journal knows: as it stands, and as the office stated it last.
#[derive(Default)]
struct Before {
    current: household::Household,
    office: household::Household,
    corrected: bool,
}

impl Importing<'_> {
    /// Writes the household's identity if it is new or changed. What the counter corrected since
    /// the office's last statement is stated again on top of the new one.
    pub(super) fn identity(&mut self, row: &FamilyRow) -> Answer<Household> {
        let login = self.profile.login.scheme.canonical(&row.login);
        let known = self.gesture.read().family_by_login(&login)?;
        let before = match &known {
            Some(known) => self.before(known)?,
            None => Before::default(),
        };
        let family = match &known {
            Some(known) => known.id,
            None => self.gesture.new_id()?,
        };
        let household = household::Household {
            guardians: self.adults(row, &before)?,
            children: self.children(row, &before)?,
            login,
            address: row.address.street.clone(),
            postcode: row.address.postcode.clone(),
            town: row.address.town.clone(),
            means: row.means.clone().after(&before.office.means),
            file_year: row.file.year,
        };
        same_people(&before, &household)?;
        let mut fact = FamilyImported { family, household, digest: String::new() };
        fact.digest = digest(&fact)?;
        let children = fact.household.children.iter().map(|child| child.id).collect();
        let is_new = known.is_none();
        match known.map(|known| known.digest == fact.digest) {
            Some(true) => {
                self.summary.same_families += 1;
                return Ok(Household { family, children, is_new });
            }
            Some(false) => self.summary.changed_families += 1,
            None => self.summary.new_families += 1,
        }
        self.state(fact, &before)?;
        Ok(Household { family, children, is_new })
    }

    fn before(&self, known: &FamilyRecord) -> Answer<Before> {
        let read = self.gesture.read();
        let current = read.household(known.id)?.unwrap_or_default();
        let corrected = read.kind_of(known.entry)? == Some(FamilyWritten::KIND);
        let office = if corrected {
            read.last_imported(known.id)?.unwrap_or_default()
        } else {
            current.clone()
        };
        Ok(Before { current, office, corrected })
    }

    /// Appends what the office says, then what the counter corrected.
    fn state(&mut self, fact: FamilyImported, before: &Before) -> Answer<()> {
        let FamilyImported { family, household, digest } = fact.clone();
        let saw = Some(self.gesture.append(&fact.into())?.id);
        let kept = before.current.over(&before.office, &household);
        if before.corrected && kept != household {
            let fact = FamilyWritten { family, household: kept, digest, saw };
            self.gesture.append(&fact.into())?;
            self.summary.kept_corrections += 1;
        }
        Ok(())
    }

    fn adults(&mut self, row: &FamilyRow, before: &Before) -> Answer<Vec<Guardian>> {
        let mut known = before.office.guardians.clone();
        let new = |adult: &&Guardian| known.iter().all(|one| one.id != adult.id);
        let made: Vec<Guardian> = before.current.guardians.iter().filter(new).cloned().collect();
        known.extend(made);
        let rows: Vec<&GuardianRow> = std::iter::once(&row.holder).chain(&row.guardians).collect();
        let same_name = |one: &GuardianRow, other: &Guardian| {
            name(&one.surname, &one.given) == name(&other.surname, &other.given)
        };
        let same_contact = |one: &GuardianRow, other: &Guardian| {
            (!one.phone.is_empty() && one.phone == other.phone)
                || (!one.email.is_empty() && one.email == other.email)
        };
        let found = pair(&rows, &mut known, same_name, same_contact);
        let mut adults = Vec::with_capacity(rows.len());
        for (row, found) in rows.into_iter().zip(found) {
            let GuardianRow { surname, given, link, phone, email } = row.clone();
            let id = match found {
                Some(found) => found.id,
                None => self.gesture.new_id()?,
            };
            adults.push(Guardian { id, surname, given, link, phone, email });
        }
        Ok(adults)
    }

    fn children(&mut self, row: &FamilyRow, before: &Before) -> Answer<Vec<Child>> {
        let mut known = before.office.children.clone();
        let new = |child: &&Child| known.iter().all(|one| one.id != child.id);
        let made: Vec<Child> = before.current.children.iter().filter(new).cloned().collect();
        known.extend(made);
        let rows: Vec<&ChildRow> = row.children.iter().collect();
        let same_name = |one: &ChildRow, other: &Child| {
            name(&one.surname, &one.given) == name(&other.surname, &other.given)
        };
        let same_birth = |one: &ChildRow, other: &Child| one.birth == other.birth;
        let found = pair(&rows, &mut known, same_name, same_birth);
        let mut children = Vec::with_capacity(rows.len());
        for (row, found) in rows.into_iter().zip(found) {
            let ChildRow { given, surname, birth, school, class, form_on, pai } = row.clone();
            let id = match found {
                Some(found) => found.id,
                None => self.gesture.new_id()?,
            };
            children.push(Child { id, surname, given, birth, school, class, form_on, pai });
        }
        Ok(children)
    }
}

/// A login id that the counter gave to a family is that family's: an office that gives it to people
/// of whom nobody is known here gives it to another one.
fn same_people(before: &Before, stated: &household::Household) -> Answer<()> {
    let known = |here: &household::Household| {
        here.guardians.iter().any(|adult| stated.guardians.iter().any(|other| other.id == adult.id))
            || here
                .children
                .iter()
                .any(|child| stated.children.iter().any(|other| other.id == child.id))
    };
    let made_here = before.corrected && before.office == household::Household::default();
    if !made_here || known(&before.current) {
        return Ok(());
    }
    let holder = before.current.guardians.first().map(Guardian::name).unwrap_or_default();
    Err(Refusal::Sentence(format!(
        "familles.csv\u{a0}: {} a été donné au guichet à une autre famille ({holder}). Rien n’a \
         été importé.",
        stated.login
    ))
    .into())
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
