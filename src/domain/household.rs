//! A household as it is stated: who its people are, where they live, what its tariff rests on.
//!
//! It is stated whole, never in part: what changed is the difference between two statements. For
//! that difference each detail is a text, the same one that a form shows.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::detail::{Detail, YES, whole, written_day};
use super::ids::{ChildId, GuardianId};
use super::tariff::Means;
use super::time::numeric_day;

/// Who a family is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Household {
    /// `EVR04217`; empty while there is no portal account.
    pub login: String,
    /// The account holder first.
    pub guardians: Vec<Guardian>,
    /// The children.
    pub children: Vec<Child>,
    /// Street and number.
    pub address: String,
    /// Postcode.
    pub postcode: String,
    /// Town.
    pub town: String,
    /// What its tariffs rest on.
    pub means: Means,
    /// Civil year of the administrative file.
    pub file_year: Option<i32>,
}

/// An adult.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Guardian {
    /// Who.
    pub id: GuardianId,
    /// Surname.
    pub surname: String,
    /// Given name.
    pub given: String,
    /// `mère`, `père` …
    pub link: String,
    /// Phone, as it was written.
    pub phone: String,
    /// E-mail.
    pub email: String,
}

/// A child.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Child {
    /// Who.
    pub id: ChildId,
    /// Surname.
    pub surname: String,
    /// Given name.
    pub given: String,
    /// Birth date.
    pub birth: NaiveDate,
    /// School.
    pub school: String,
    /// `CE1`.
    pub class: String,
    /// When the yearly form came in.
    pub form_on: Option<NaiveDate>,
    /// The PAI tariff applies. Nothing more is known here, and never why.
    pub pai: bool,
}

/// Of whom a detail is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Whose {
    /// An adult.
    Guardian(GuardianId),
    /// The household itself.
    Family,
    /// A child.
    Child(ChildId),
}

/// One detail as it is stated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stated {
    /// Of whom.
    pub whose: Whose,
    /// Which.
    pub detail: Detail,
    /// As a form shows it.
    pub text: String,
}

impl Guardian {
    /// Somebody of whom nothing is known yet.
    pub const fn unnamed(id: GuardianId) -> Self {
        Self {
            id,
            surname: String::new(),
            given: String::new(),
            link: String::new(),
            phone: String::new(),
            email: String::new(),
        }
    }

    /// `MARTINEAU Claire`.
    pub fn name(&self) -> String {
        format!("{} {}", self.surname, self.given).trim().to_owned()
    }

    fn details(&self) -> [(Detail, String); 5] {
        [
            (Detail::Surname, self.surname.clone()),
            (Detail::Given, self.given.clone()),
            (Detail::Link, self.link.clone()),
            (Detail::Phone, self.phone.clone()),
            (Detail::Email, self.email.clone()),
        ]
    }

    fn text_mut(&mut self, detail: Detail) -> Option<&mut String> {
        match detail {
            Detail::Surname => Some(&mut self.surname),
            Detail::Given => Some(&mut self.given),
            Detail::Link => Some(&mut self.link),
            Detail::Phone => Some(&mut self.phone),
            Detail::Email => Some(&mut self.email),
            _ => None,
        }
    }
}

impl Child {
    /// A child of whom only the birth date is known.
    pub const fn born(id: ChildId, birth: NaiveDate) -> Self {
        Self {
            id,
            surname: String::new(),
            given: String::new(),
            birth,
            school: String::new(),
            class: String::new(),
            form_on: None,
            pai: false,
        }
    }

    fn details(&self) -> [(Detail, String); 7] {
        [
            (Detail::Surname, self.surname.clone()),
            (Detail::Given, self.given.clone()),
            (Detail::Birth, numeric_day(self.birth)),
            (Detail::School, self.school.clone()),
            (Detail::Class, self.class.clone()),
            (Detail::FormOn, day_text(self.form_on)),
            (Detail::Pai, if self.pai { YES.to_owned() } else { String::new() }),
        ]
    }

    fn set(&mut self, detail: Detail, text: &str) -> bool {
        let place = match detail {
            Detail::Surname => &mut self.surname,
            Detail::Given => &mut self.given,
            Detail::School => &mut self.school,
            Detail::Class => &mut self.class,
            Detail::Birth => return put(&mut self.birth, written_day(text)),
            Detail::FormOn => return put_or_clear(&mut self.form_on, text, written_day),
            Detail::Pai => return put(&mut self.pai, yes_or_nothing(text)),
            _ => return false,
        };
        text.clone_into(place);
        true
    }
}

impl Household {
    /// Every detail, in the order in which a form asks for them.
    pub fn details(&self) -> Vec<Stated> {
        let of = |whose: Whose| move |(detail, text)| Stated { whose, detail, text };
        let adults = self.guardians.iter().flat_map(|adult| {
            adult.details().into_iter().map(of(Whose::Guardian(adult.id))).collect::<Vec<_>>()
        });
        let own = [
            (Detail::Address, self.address.clone()),
            (Detail::Postcode, self.postcode.clone()),
            (Detail::Town, self.town.clone()),
        ];
        let file_year = self.file_year.map(|n| n.to_string()).unwrap_or_default();
        let own = own.into_iter().chain(self.means.details());
        let own = own.chain([(Detail::FileYear, file_year)]);
        let children = self.children.iter().flat_map(|child| {
            child.details().into_iter().map(of(Whose::Child(child.id))).collect::<Vec<_>>()
        });
        adults.chain(own.map(of(Whose::Family))).chain(children).collect()
    }

    /// The text of one detail; empty for a person who is not of the household.
    pub fn text(&self, whose: Whose, detail: Detail) -> String {
        let stated = self.details().into_iter();
        let mut same = stated.filter(|stated| (stated.whose, stated.detail) == (whose, detail));
        same.next().map(|stated| stated.text).unwrap_or_default()
    }

    /// States one detail from its text; says whether it could: a day or a number can be unreadable,
    /// and a person not of the household. Whether it is plausible is [`Detail::check`]'s answer.
    pub fn set(&mut self, whose: Whose, detail: Detail, text: &str) -> bool {
        match whose {
            Whose::Guardian(id) => {
                let adult = self.guardians.iter_mut().find(|adult| adult.id == id);
                let place = adult.and_then(|adult| adult.text_mut(detail));
                place.map(|place| text.clone_into(place)).is_some()
            }
            Whose::Child(id) => {
                let child = self.children.iter_mut().find(|child| child.id == id);
                child.is_some_and(|child| child.set(detail, text))
            }
            Whose::Family => self.set_own(detail, text),
        }
    }

    fn set_own(&mut self, detail: Detail, text: &str) -> bool {
        let place = match detail {
            Detail::Address => &mut self.address,
            Detail::Postcode => &mut self.postcode,
            Detail::Town => &mut self.town,
            Detail::FileYear => {
                return put_or_clear(&mut self.file_year, text, |text| {
                    i32::try_from(whole(text)?).ok()
                });
            }
            _ => return self.means.set(detail, text),
        };
        text.clone_into(place);
        true
    }

    /// Whether a person is of the household.
    pub fn has(&self, whose: Whose) -> bool {
        match whose {
            Whose::Family => true,
            Whose::Guardian(id) => self.guardians.iter().any(|adult| adult.id == id),
            Whose::Child(id) => self.children.iter().any(|child| child.id == id),
        }
    }

    /// `Léo`, `MARTINEAU Claire`; empty for the household itself.
    pub fn name_of(&self, whose: Whose) -> String {
        match whose {
            Whose::Family => String::new(),
            Whose::Guardian(id) => {
                let adult = self.guardians.iter().find(|adult| adult.id == id);
                adult.map(Guardian::name).unwrap_or_default()
            }
            Whose::Child(id) => {
                let child = self.children.iter().find(|child| child.id == id);
                child.map(|child| child.given.clone()).unwrap_or_default()
            }
        }
    }

    /// What another statement says otherwise, detail by detail: the text here, the text there.
    /// A person whom only one of them knows has empty texts in the other.
    pub fn differences(&self, other: &Self) -> Vec<Difference> {
        let here = self.details();
        let known = |there: &Stated| {
            here.iter().any(|here| (here.whose, here.detail) == (there.whose, there.detail))
        };
        let theirs = other.details().into_iter().filter(|there| !known(there));
        let others = theirs.map(|there| Stated { text: String::new(), ..there });
        let all: Vec<Stated> = here.iter().cloned().chain(others).collect();
        all.into_iter()
            .map(|here| Difference {
                there: other.text(here.whose, here.detail),
                whose: here.whose,
                detail: here.detail,
                here: here.text,
            })
            .filter(|difference| difference.here != difference.there)
            .collect()
    }

    /// A later statement of somebody else, with what was changed here since a common one: what both
    /// changed is as it is here. A person whom one of the two took out is out.
    #[must_use]
    pub fn over(&self, base: &Self, theirs: &Self) -> Self {
        let mut merged = theirs.clone();
        let gone = |whose| base.has(whose) && !self.has(whose);
        merged.guardians.retain(|adult| !gone(Whose::Guardian(adult.id)));
        merged.children.retain(|child| !gone(Whose::Child(child.id)));
        let new = |whose| !base.has(whose) && !theirs.has(whose);
        let adults = self.guardians.iter().filter(|adult| new(Whose::Guardian(adult.id)));
        merged.guardians.extend(adults.cloned());
        let children = self.children.iter().filter(|child| new(Whose::Child(child.id)));
        merged.children.extend(children.cloned());
        for changed in self.differences(base) {
            merged.set(changed.whose, changed.detail, &changed.here);
        }
        if self.means.quotient != base.means.quotient {
            merged.means.earlier = self.means.earlier;
        }
        merged
    }
}

/// A detail that two statements say otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Of whom.
    pub whose: Whose,
    /// Which.
    pub detail: Detail,
    /// Its text in the one.
    pub here: String,
    /// Its text in the other.
    pub there: String,
}

pub(super) fn day_text(day: Option<NaiveDate>) -> String {
    day.map(numeric_day).unwrap_or_default()
}

fn yes_or_nothing(text: &str) -> Option<bool> {
    match text {
        "" => Some(false),
        YES => Some(true),
        _ => None,
    }
}

pub(super) fn put<T>(place: &mut T, value: Option<T>) -> bool {
    value.map(|value| *place = value).is_some()
}

pub(super) fn put_or_clear<T>(
    place: &mut Option<T>,
    text: &str,
    read: impl FnOnce(&str) -> Option<T>,
) -> bool {
    if text.is_empty() {
        *place = None;
        return true;
    }
    put(place, read(text).map(Some))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::parse_day;
    use uuid::Uuid;

    fn claire() -> Household {
        let id = Uuid::from_u128;
        Household {
            login: "EVR04217".into(),
            guardians: vec![Guardian {
                surname: "MARTINEAU".into(),
                given: "Claire".into(),
                phone: "06 12 34 56 78".into(),
                ..Guardian::unnamed(id(1).into())
            }],
            children: vec![Child {
                given: "Léo".into(),
                surname: "MARTINEAU".into(),
                ..Child::born(id(2).into(), parse_day("24/06/2019").unwrap())
            }],
            means: Means::of(742),
            ..Household::default()
        }
    }

    #[test]
    fn every_detail_is_read_back_as_it_is_shown() {
        let household = claire();
        let mut again = claire();
        again.means = Means::default();
        again.guardians = vec![Guardian::unnamed(household.guardians[0].id)];
        again.children = vec![Child::born(household.children[0].id, NaiveDate::default())];
        for stated in household.details() {
            assert!(again.set(stated.whose, stated.detail, &stated.text), "{stated:?}");
        }
        assert_eq!(again, household);
        assert!(!again.set(Whose::Family, Detail::Quotient, "7e2"), "an unreadable number");
        assert!(!again.set(Whose::Family, Detail::Surname, "X"), "not a detail of a household");
        assert!(!again.set(Whose::Child(Uuid::from_u128(9).into()), Detail::Given, "X"));
        assert_eq!(again, household);
    }

    #[test]
    fn two_statements_differ_by_their_details() {
        let (one, mut other) = (claire(), claire());
        assert_eq!(one.differences(&other), []);
        other.means = Means::default();
        other.children.clear();
        let told: Vec<(Detail, String, String)> =
            one.differences(&other).into_iter().map(|d| (d.detail, d.here, d.there)).collect();
        assert_eq!(told[0], (Detail::Quotient, "742".into(), String::new()));
        assert_eq!(told.len(), 4, "and three details of a child: {told:?}");
        assert_eq!(other.differences(&one).len(), 4, "from both sides");
    }

    #[test]
    fn what_was_changed_here_lasts_over_a_later_statement() {
        let base = claire();
        let (mut ours, mut theirs) = (claire(), claire());
        ours.guardians[0].phone = "06 99 99 99 99".into();
        ours.means.quotient = Some(800);
        theirs.means.quotient = Some(900);
        theirs.children[0].class = "CE2".into();
        theirs.login = "EVR99999".into();
        let merged = ours.over(&base, &theirs);
        assert_eq!(merged.guardians[0].phone, "06 99 99 99 99", "changed here alone");
        assert_eq!(merged.children[0].class, "CE2", "changed there alone");
        assert_eq!(merged.means.quotient, Some(800), "changed on both sides");
        assert_eq!(merged.login, "EVR99999", "no detail of a form");
        assert_eq!(base.over(&base, &theirs), theirs);
        assert_eq!(ours.over(&base, &base), ours);
    }

    #[test]
    fn people_come_and_go_in_a_merge() {
        let base = claire();
        let (mut ours, mut theirs) = (claire(), claire());
        ours.children.push(Child::born(Uuid::from_u128(3).into(), NaiveDate::default()));
        theirs.guardians.push(Guardian::unnamed(Uuid::from_u128(4).into()));
        let merged = ours.over(&base, &theirs);
        assert_eq!((merged.children.len(), merged.guardians.len()), (2, 2));
        theirs.children.clear();
        assert_eq!(ours.over(&base, &theirs).children.len(), 1, "theirs went, ours came");
        ours.children.remove(0);
        assert!(ours.over(&base, &base).children.len() == 1, "ours went");
    }
}
