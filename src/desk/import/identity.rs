//! Who a household is: written again only when the office's rows changed.

use std::collections::HashMap;

use sha2::{Digest, Sha256};

use super::{Household, Importing};
use crate::desk::Answer;
use crate::domain::ids::{ChildId, GuardianId};
use crate::domain::text::fold;
use crate::import::{FamilyRow, GuardianRow};
use crate::journal::entry::hex;
use crate::journal::fact::{ChildIdentity, FamilyImported, GuardianIdentity};

impl Importing<'_> {
    /// Writes the household's identity if it is new or changed.
    pub(super) fn identity(&mut self, row: &FamilyRow) -> Answer<Household> {
        let read = self.gesture.read();
        let login = row.login.to_uppercase();
        let known = read.family_by_login(&login)?;
        let digest = digest(row);
        let (family, children, guardians) = match &known {
            Some(known) => {
                let children = read.children(known.id)?;
                let children: HashMap<String, ChildId> = children
                    .into_iter()
                    .map(|child| (fold(&format!("{} {}", child.surname, child.given)), child.id))
                    .collect();
                let guardians: HashMap<String, GuardianId> = read
                    .guardians(known.id)?
                    .into_iter()
                    .map(|adult| (fold(&format!("{} {}", adult.surname, adult.given)), adult.id))
                    .collect();
                (known.id, children, guardians)
            }
            None => (self.gesture.new_id()?, HashMap::new(), HashMap::new()),
        };
        let mut ids = Vec::with_capacity(row.children.len());
        for child in &row.children {
            let name = fold(&format!("{} {}", child.surname, child.given));
            ids.push(match children.get(&name) {
                Some(id) => *id,
                None => self.gesture.new_id()?,
            });
        }
        let is_new = known.is_none();
        match known.map(|known| known.digest == digest) {
            Some(true) => {
                self.summary.same_families += 1;
                return Ok(Household { family, children: ids, is_new });
            }
            Some(false) => self.summary.changed_families += 1,
            None => self.summary.new_families += 1,
        }
        let adults = self.adults(row, &guardians)?;
        let fact = FamilyImported {
            family,
            login,
            guardians: adults,
            children: children_of(row, &ids),
            address: row.address.street.clone(),
            postcode: row.address.postcode.clone(),
            town: row.address.town.clone(),
            quotient: row.quotient.map(|quotient| quotient.value),
            quotient_until: row.quotient.and_then(|quotient| quotient.until),
            file_year: row.file_year,
            digest,
        };
        self.gesture.append(&fact.into())?;
        Ok(Household { family, children: ids, is_new })
    }

    fn adults(
        &mut self,
        row: &FamilyRow,
        known: &HashMap<String, GuardianId>,
    ) -> Answer<Vec<GuardianIdentity>> {
        let mut adults = Vec::with_capacity(row.guardians.len() + 1);
        for adult in std::iter::once(&row.holder).chain(&row.guardians) {
            let GuardianRow { surname, given, link, phone, email } = adult.clone();
            let guardian = match known.get(&fold(&format!("{surname} {given}"))) {
                Some(id) => *id,
                None => self.gesture.new_id()?,
            };
            adults.push(GuardianIdentity { guardian, surname, given, link, phone, email });
        }
        Ok(adults)
    }
}

fn children_of(row: &FamilyRow, ids: &[ChildId]) -> Vec<ChildIdentity> {
    row.children
        .iter()
        .zip(ids)
        .map(|(child, id)| ChildIdentity {
            child: *id,
            surname: child.surname.clone(),
            given: child.given.clone(),
            birth: child.birth,
            school: child.school.clone(),
            class: child.class.clone(),
            form_on: child.form_on,
        })
        .collect()
}

/// The office's rows about who the household is, and nothing of what it holds.
fn digest(row: &FamilyRow) -> String {
    let identity = (
        &row.login,
        &row.holder,
        &row.address,
        &row.quotient,
        &row.file_year,
        &row.guardians,
        &row.children,
    );
    hex(&Sha256::digest(format!("{identity:?}")))
}
