//! A household as a form: its people and its own details as lines, and back.

use chrono::NaiveDate;
use uuid::Uuid;

use crate::domain::detail::{Detail, Verdict, typed_day};
use crate::domain::household::{Child, Guardian, Household, Stated, Whose};
use crate::domain::text::clean;
use crate::ui::form::{Form, Line, Look, Said, change};

/// What a line of the form asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// A detail of the household or of one of its people.
    Of(Whose, Detail),
    /// One more adult.
    AddGuardian,
    /// One more child.
    AddChild,
}

const OF_GUARDIAN: [Detail; 5] =
    [Detail::Surname, Detail::Given, Detail::Link, Detail::Phone, Detail::Email];
const OF_CHILD: [Detail; 6] =
    [Detail::Surname, Detail::Given, Detail::Birth, Detail::School, Detail::Class, Detail::FormOn];

/// The form of a household.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// The household as it stands.
    pub base: Household,
    /// What is typed.
    pub form: Form<Slot>,
    /// How many people were added; they have such numbers for ids until the desk gives theirs.
    added: u128,
}

impl Sheet {
    /// The form of a household that stands.
    pub fn of(base: Household) -> Self {
        let mut lines = Vec::new();
        let mut last = None;
        for stated in base.details() {
            let begins_family = stated.whose == Whose::Family && last != Some(Whose::Family);
            if begins_family {
                lines.push(Line::adding(Slot::AddGuardian, "Ajouter un responsable"));
            }
            last = Some(stated.whose);
            let slot = Slot::Of(stated.whose, stated.detail);
            lines.push(Line::new(slot, stated.detail.label(), &stated.text, &stated.text));
        }
        lines.push(Line::adding(Slot::AddChild, "Ajouter un enfant"));
        Self { base, form: Form::new(lines), added: 0 }
    }

    /// The form of a family to be made: one adult, one child, and what was typed in the search.
    pub fn blank(typed: &str) -> Self {
        let mut sheet = Self::of(Household::default());
        sheet.add(Slot::AddChild);
        sheet.add(Slot::AddGuardian);
        let holder = Uuid::from_u128(sheet.added).into();
        for (detail, text) in guess(typed) {
            sheet.form.fill(Slot::Of(Whose::Guardian(holder), detail), &text);
        }
        sheet
    }

    /// What is typed: every line that is changed, and those of people who were added.
    pub fn typed(&self) -> Vec<Stated> {
        let lines = self.form.lines().iter().filter_map(|line| match line.key {
            Slot::Of(whose, detail) if line.is_changed() || !self.base.has(whose) => {
                Some(Stated { whose, detail, text: line.text().to_owned() })
            }
            _ => None,
        });
        lines.collect()
    }

    /// The form of a household as far as it was typed.
    pub fn resumed(base: Household, typed: &[Stated]) -> Self {
        let mut sheet = Self::of(base);
        for stated in typed {
            if !sheet.base.has(stated.whose) && !sheet.people().contains(&stated.whose) {
                sheet.insert(stated.whose);
                sheet.added += 1;
            }
            sheet.form.fill(Slot::Of(stated.whose, stated.detail), &stated.text);
        }
        sheet.form.first();
        sheet
    }

    /// Adds an adult or a child, and goes to its first line.
    pub fn add(&mut self, slot: Slot) {
        self.added += 1;
        let id = Uuid::from_u128(self.added);
        match slot {
            Slot::AddGuardian => self.insert(Whose::Guardian(id.into())),
            Slot::AddChild => self.insert(Whose::Child(id.into())),
            Slot::Of(..) => {}
        }
    }

    fn insert(&mut self, whose: Whose) {
        let (slot, details) = match whose {
            Whose::Guardian(_) => (Slot::AddGuardian, OF_GUARDIAN.as_slice()),
            Whose::Child(_) => (Slot::AddChild, OF_CHILD.as_slice()),
            Whose::Family => return,
        };
        let line = |detail: &Detail| Line::new(Slot::Of(whose, *detail), detail.label(), "", "");
        self.form.insert(slot, details.iter().map(line).collect());
    }

    /// The people of the form, in its order.
    fn people(&self) -> Vec<Whose> {
        let mut people: Vec<Whose> = Vec::new();
        for line in self.form.lines() {
            match line.key {
                Slot::Of(whose, _) if whose != Whose::Family && people.last() != Some(&whose) => {
                    people.push(whose);
                }
                _ => {}
            }
        }
        people
    }

    /// The adult who is billed.
    fn holder(&self) -> Option<Whose> {
        self.people().into_iter().find(|whose| matches!(whose, Whose::Guardian(_)))
    }

    fn text(&self, whose: Whose, detail: Detail) -> String {
        clean(self.form.text(Slot::Of(whose, detail)))
    }

    /// Whether a person is not of the household any more, or not yet: both names are empty, and
    /// nothing else is typed of somebody new. The one who is billed is always of it, and what is
    /// said of the household itself is nobody's.
    fn is_absent(&self, whose: Whose) -> bool {
        if whose == Whose::Family {
            return false;
        }
        let nameless = [Detail::Surname, Detail::Given]
            .iter()
            .all(|detail| self.text(whose, *detail).is_empty());
        let typed =
            self.form.changed().any(|line| matches!(line.key, Slot::Of(w, _) if w == whose));
        let new = !self.base.has(whose);
        nameless && self.holder() != Some(whose) && (!new || !typed)
    }

    /// What a line is worth on a day, and what stands above it.
    pub fn look(&self, line: &Line<Slot>, today: NaiveDate) -> Look {
        let Slot::Of(whose, detail) = line.key else {
            return Look { heading: None, verdict: Said::Hint(String::new()) };
        };
        let first = match whose {
            Whose::Family => detail == Detail::Address,
            _ => detail == Detail::Surname,
        };
        let heading = first.then(|| self.heading(whose));
        Look { heading, verdict: self.said(line, (whose, detail), today) }
    }

    /// Whether a line is the first of its part.
    pub fn begins(line: &Line<Slot>) -> bool {
        matches!(
            line.key,
            Slot::Of(Whose::Family, Detail::Address)
                | Slot::Of(Whose::Guardian(_) | Whose::Child(_), Detail::Surname)
        )
    }

    fn heading(&self, whose: Whose) -> String {
        let name = match whose {
            Whose::Family => return "Foyer".to_owned(),
            Whose::Child(_) => self.text(whose, Detail::Given),
            Whose::Guardian(_) => {
                let surname = self.text(whose, Detail::Surname);
                format!("{surname} {}", self.text(whose, Detail::Given)).trim().to_owned()
            }
        };
        let role = match whose {
            _ if self.holder() == Some(whose) => "Responsable payeur",
            Whose::Guardian(_) => "Responsable",
            _ => "Enfant",
        };
        if name.is_empty() { role.to_owned() } else { format!("{role} · {name}") }
    }

    fn said(&self, line: &Line<Slot>, of: (Whose, Detail), today: NaiveDate) -> Said {
        let (whose, detail) = of;
        let names = matches!(detail, Detail::Surname | Detail::Given);
        if self.is_absent(whose) {
            return match (names, self.base.has(whose)) {
                (true, true) => Said::Doubt("vide\u{a0}: sera retiré du dossier".to_owned()),
                (true, false) => Said::Hint("vide\u{a0}: ne sera pas ajouté".to_owned()),
                _ => Said::Hint(String::new()),
            };
        }
        if line.text().trim().is_empty() {
            return match (whose, detail) {
                (Whose::Guardian(_), Detail::Surname)
                | (Whose::Child(_), Detail::Given | Detail::Birth) => {
                    Said::Wrong("obligatoire".to_owned())
                }
                (Whose::Child(_), Detail::Surname) => {
                    Said::Hint("vide\u{a0}: celui du responsable".to_owned())
                }
                (Whose::Family, Detail::Quotient)
                    if !self.form.text(Slot::Of(whose, Detail::QuotientUntil)).is_empty() =>
                {
                    Said::Doubt("une date sans quotient".to_owned())
                }
                _ => Said::Hint(detail.hint().to_owned()),
            };
        }
        let meaning = match detail {
            Detail::Birth | Detail::FormOn | Detail::QuotientUntil => {
                let day = detail.tidy(line.text(), today);
                if day == line.text().trim() { String::new() } else { day }
            }
            _ => String::new(),
        };
        match detail.check(line.text(), today) {
            Verdict::Wrong(why) if !line.is_changed() => Said::Doubt(why.to_owned()),
            verdict => Said::of(verdict, &meaning),
        }
    }

    /// The labels of the lines that can't be kept, the first of them first.
    pub fn wrong(&self, today: NaiveDate) -> Vec<&Line<Slot>> {
        let lines = self.form.lines().iter();
        lines.filter(|line| self.look(line, today).verdict.is_wrong()).collect()
    }

    /// The household as typed. Only to be asked for while nothing is wrong.
    pub fn household(&self, today: NaiveDate) -> Household {
        let mut household = self.base.clone();
        let surname = self.holder().map(|holder| self.text(holder, Detail::Surname));
        let surname = surname.unwrap_or_default();
        for whose in self.people() {
            match (whose, self.is_absent(whose), household.has(whose)) {
                (Whose::Guardian(id), true, _) => household.guardians.retain(|one| one.id != id),
                (Whose::Child(id), true, _) => household.children.retain(|one| one.id != id),
                (Whose::Guardian(id), _, false) => household.guardians.push(Guardian::unnamed(id)),
                (Whose::Child(id), _, false) => {
                    let typed = self.text(whose, Detail::Birth);
                    let birth = typed_day(&typed, today, true).unwrap_or(today);
                    household.children.push(Child::born(id, birth));
                }
                _ => {}
            }
        }
        for line in self.form.changed() {
            if let Slot::Of(whose, detail) = line.key {
                household.set(whose, detail, &detail.tidy(line.text(), today));
            }
        }
        for child in household.children.iter_mut().filter(|child| child.surname.is_empty()) {
            surname.clone_into(&mut child.surname);
        }
        household
    }

    /// The same typing over another household that stands.
    pub fn rebase(&mut self, base: Household, typed: &Household) {
        *self = Self { added: self.added, ..Self::of(base) };
        let adults = typed.guardians.iter().map(|adult| Whose::Guardian(adult.id));
        let children = typed.children.iter().map(|child| Whose::Child(child.id));
        let new: Vec<Whose> =
            adults.chain(children).filter(|whose| !self.base.has(*whose)).collect();
        for whose in new {
            self.insert(whose);
        }
        for whose in self.people().into_iter().filter(|whose| !typed.has(*whose)) {
            self.form.fill(Slot::Of(whose, Detail::Surname), "");
            self.form.fill(Slot::Of(whose, Detail::Given), "");
        }
        for stated in typed.details() {
            self.form.fill(Slot::Of(stated.whose, stated.detail), &stated.text);
        }
        self.form.first();
    }

    /// What leaving would lose, one sentence a line.
    pub fn lost(&self) -> Vec<String> {
        let sentence = |line: &Line<Slot>| change(line.label, &line.before, line.text().trim());
        self.form.changed().map(sentence).collect()
    }
}

/// What was typed in the search, as details of an adult: an e-mail, a phone, or names.
fn guess(typed: &str) -> Vec<(Detail, String)> {
    let typed = clean(typed);
    if typed.contains('@') {
        return vec![(Detail::Email, typed)];
    }
    if typed.chars().any(|c| c.is_ascii_digit()) {
        let digits = typed.chars().filter(char::is_ascii_digit).count();
        return if digits >= 8 { vec![(Detail::Phone, typed)] } else { Vec::new() };
    }
    let (surname, given) = typed.split_once(' ').unwrap_or((&typed, ""));
    vec![(Detail::Surname, surname.to_uppercase()), (Detail::Given, capitalised(given))]
}

/// `Jean-Pierre`, `Anne Marie`.
fn capitalised(name: &str) -> String {
    let mut begins = true;
    let letter = |c: char| {
        let letter = if begins { c.to_uppercase().to_string() } else { c.to_string() };
        begins = matches!(c, ' ' | '-');
        letter
    };
    name.chars().map(letter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::parse_day;

    fn today() -> NaiveDate {
        parse_day("20/11/2026").unwrap()
    }

    fn typed(sheet: &mut Sheet, label: &str, text: &str) {
        let same = |line: &&Line<Slot>| line.label == label && line.text().is_empty();
        let key = sheet.form.lines().iter().find(same).unwrap().key;
        sheet.form.fill(key, text);
    }

    fn labels(sheet: &Sheet) -> Vec<&'static str> {
        sheet.wrong(today()).iter().map(|line| line.label).collect()
    }

    #[test]
    fn what_was_searched_for_begins_the_form() {
        for (text, details) in [
            ("blin ève-marie", vec![(Detail::Surname, "BLIN"), (Detail::Given, "Ève-Marie")]),
            ("06 12 34 56 78", vec![(Detail::Phone, "06 12 34 56 78")]),
            ("a@b.fr", vec![(Detail::Email, "a@b.fr")]),
            ("4217", vec![]),
        ] {
            let guessed = guess(text);
            let guessed: Vec<_> = guessed.iter().map(|(d, text)| (*d, text.as_str())).collect();
            assert_eq!(guessed, details, "{text}");
        }
    }

    #[test]
    fn a_blank_form_wants_the_holder_and_whoever_is_begun() {
        let mut sheet = Sheet::blank("");
        assert_eq!(labels(&sheet), ["Nom"], "the one who is billed");
        typed(&mut sheet, "Nom", "BLIN");
        assert_eq!(labels(&sheet), [""; 0]);
        assert_eq!(sheet.household(today()).children, []);
        typed(&mut sheet, "École", "Jean-Moulin");
        assert_eq!(labels(&sheet), ["Prénom", "Né(e) le"]);
        let child = sheet.people()[1];
        sheet.form.fill(Slot::Of(child, Detail::Given), "Tom");
        sheet.form.fill(Slot::Of(child, Detail::Birth), "290220");
        assert_eq!(labels(&sheet), [""; 0]);
        let household = sheet.household(today());
        assert_eq!(household.children[0].surname, "BLIN", "the holder's name");
        assert_eq!(household.children[0].birth, parse_day("29/02/2020").unwrap());
        assert!(sheet.lost().contains(&"Né(e) le\u{a0}: vide → 290220".to_owned()));
    }

    #[test]
    fn what_is_typed_of_the_household_itself_is_checked_too() {
        let mut sheet = Sheet::blank("blin");
        assert_eq!(labels(&sheet), [""; 0]);
        typed(&mut sheet, "Code postal", "2700");
        typed(&mut sheet, "Quotient", "100000");
        assert_eq!(labels(&sheet), ["Code postal", "Quotient"]);
        let quotient = Slot::Of(Whose::Family, Detail::QuotientUntil);
        let line = sheet.form.lines().iter().find(|line| line.key == quotient).unwrap();
        let hint = Detail::QuotientUntil.hint().to_owned();
        assert_eq!(sheet.look(line, today()).verdict, Said::Hint(hint));
    }

    #[test]
    fn a_person_without_names_goes_but_the_one_who_is_billed() {
        let mut base = Sheet::blank("").base;
        for number in [11, 12] {
            base.guardians.push(Guardian {
                surname: "BLIN".into(),
                ..Guardian::unnamed(Uuid::from_u128(number).into())
            });
        }
        let mut sheet = Sheet::of(base.clone());
        assert_eq!(sheet.household(today()), base);
        let surname = |number| {
            let whose = Whose::Guardian(Uuid::from_u128(number).into());
            Slot::Of(whose, Detail::Surname)
        };
        sheet.form.fill(surname(12), "");
        assert_eq!((labels(&sheet).len(), sheet.household(today()).guardians.len()), (0, 1));
        sheet.form.fill(surname(11), "");
        assert_eq!(labels(&sheet), ["Nom"]);
    }
}
