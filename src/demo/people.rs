//! The crowd: households drawn from lists of common names of many origins.

use chrono::{Datelike, Days, Months, NaiveDate};
use fastrand::Rng;

use crate::domain::tariff::Means;
use crate::domain::text::fold;
use crate::import::{AddressRow, ChildRow, FamilyRow, FileRow, GuardianRow};

use super::year::Year;

/// The school of the screens.
pub(super) const JEAN_MOULIN: &str = "Jean-Moulin";

/// Numbers that the regulator keeps for fiction: nobody answers.
const FICTION_PREFIXES: [&str; 6] =
    ["06 39 98", "02 61 91", "01 99 00", "03 53 01", "04 65 71", "05 36 49"];

/// The lists that names are drawn from.
#[derive(Debug)]
pub(super) struct Names {
    surnames: Vec<&'static str>,
    women: Vec<&'static str>,
    men: Vec<&'static str>,
    streets: Vec<&'static str>,
    /// Schools other than Jean-Moulin.
    pub schools: Vec<&'static str>,
}

impl Names {
    /// Reads the lists; as many schools as that many families need.
    pub fn for_families(families: u32) -> Self {
        let schools = usize::try_from(families / 280).unwrap_or(usize::MAX).max(3);
        Self {
            surnames: include_str!("../../assets/demo/noms.txt").lines().collect(),
            women: include_str!("../../assets/demo/prenoms_f.txt").lines().collect(),
            men: include_str!("../../assets/demo/prenoms_m.txt").lines().collect(),
            streets: include_str!("../../assets/demo/rues.txt").lines().collect(),
            schools: include_str!("../../assets/demo/ecoles.txt").lines().take(schools).collect(),
        }
    }

    fn given(&self, rng: &mut Rng) -> (&'static str, bool) {
        let woman = rng.bool();
        (pick(if woman { &self.women } else { &self.men }, rng), woman)
    }
}

fn pick(list: &[&'static str], rng: &mut Rng) -> &'static str {
    rng.choice(list.iter().copied()).unwrap_or_default()
}

/// Whether something happens that does so many times in a hundred.
pub(super) fn chance(rng: &mut Rng, percent: u32) -> bool {
    rng.u32(0..100) < percent
}

/// A household of the crowd.
pub(super) fn family(number: u32, names: &Names, year: &Year, rng: &mut Rng) -> FamilyRow {
    let surname = pick(&names.surnames, rng);
    let (holder, woman) = adult(surname, names, (number, 0), rng);
    let mut family = FamilyRow {
        line: 0,
        login: format!("EVR{number:05}"),
        holder,
        address: AddressRow {
            street: format!("{} {}", rng.u32(1..=90), pick(&names.streets, rng)),
            postcode: "27000".to_owned(),
            town: "Évreux".to_owned(),
        },
        means: means(year, rng),
        file: FileRow { year: file_year(year, rng), ..FileRow::default() },
        guardians: Vec::new(),
        children: Vec::new(),
        enrolments: Vec::new(),
        invoices: Vec::new(),
        bookings: Vec::new(),
        account: None,
    };
    let mut children_surname = surname;
    if chance(rng, 70) {
        let second = if chance(rng, 55) { surname } else { pick(&names.surnames, rng) };
        let (mut guardian, _) = adult(second, names, (number, 1), rng);
        // Most couples of the lists are a mother and a father; a few are not.
        if chance(rng, 96) {
            let list = if woman { &names.men } else { &names.women };
            pick(list, rng).clone_into(&mut guardian.given);
            if woman { "père" } else { "mère" }.clone_into(&mut guardian.link);
        }
        guardian.email = email(&guardian.given, &guardian.surname, rng);
        children_surname = if rng.bool() { surname } else { second };
        family.guardians.push(guardian);
    }
    let school = pick(&names.schools, rng);
    add_children(&mut family, (children_surname, school), names, year, rng);
    family
}

fn adult(
    surname: &str,
    names: &Names,
    (number, rank): (u32, u32),
    rng: &mut Rng,
) -> (GuardianRow, bool) {
    let (given, woman) = names.given(rng);
    let guardian = GuardianRow {
        surname: surname.to_owned(),
        given: given.to_owned(),
        link: if woman { "mère" } else { "père" }.to_owned(),
        phone: phone(number * 2 + rank),
        email: email(given, surname, rng),
    };
    (guardian, woman)
}

/// A number of the fiction ranges, another one for each rank until they are used up.
fn phone(rank: u32) -> String {
    let prefix = usize::try_from(rank / 10_000).unwrap_or_default() % FICTION_PREFIXES.len();
    let prefix = FICTION_PREFIXES.get(prefix).copied().unwrap_or_default();
    let last = rank % 10_000 * 7_919 % 10_000;
    format!("{prefix} {:02} {:02}", last / 100, last % 100)
}

/// An address at `exemple.fr`; about one adult in eleven has none.
fn email(given: &str, surname: &str, rng: &mut Rng) -> String {
    if chance(rng, 9) {
        return String::new();
    }
    let plain =
        |name: &str| fold(name).chars().filter(char::is_ascii_alphanumeric).collect::<String>();
    format!("{}.{}{}@exemple.fr", plain(given), plain(surname), rng.u32(1..100))
}

fn means(year: &Year, rng: &mut Rng) -> Means {
    let expired = i32::from(chance(rng, 3));
    let until = NaiveDate::from_ymd_opt(year.today.year() - expired, 12, 31);
    let known = chance(rng, 88);
    let value = 120 + rng.u32(0..700) + rng.u32(0..700) + rng.u32(0..500);
    if known { Means { until, ..Means::of(value) } } else { Means::default() }
}

fn file_year(year: &Year, rng: &mut Rng) -> Option<i32> {
    match rng.u32(0..100) {
        0..92 => Some(year.today.year()),
        92..98 => Some(year.today.year() - 1),
        _ => None,
    }
}

fn add_children(
    family: &mut FamilyRow,
    (surname, school): (&str, &str),
    names: &Names,
    year: &Year,
    rng: &mut Rng,
) {
    let count = match rng.u32(0..100) {
        0..40 => 1,
        40..82 => 2,
        82..96 => 3,
        _ => 4,
    };
    let mut birth = birth(year, rng.u32(2..=14), rng.u64(1..360));
    for rank in 0..count {
        let twin = rank > 0 && chance(rng, 2);
        if rank > 0 && !twin {
            birth = self::birth(year, rng.u32(2..=14), rng.u64(1..360));
        }
        let given = names.given(rng).0;
        if family.children.iter().any(|child| fold(&child.given) == fold(given)) {
            continue;
        }
        let form = (year.from + Days::new(rng.u64(0..60))).min(year.today);
        let mut child = child(given, surname, birth, school, year);
        child.form_on = chance(rng, 96).then_some(form);
        family.children.push(child);
    }
}

/// The birth of a child of that age today, so many days (below a year) after the birthday.
pub(super) fn birth(year: &Year, age: u32, days: u64) -> NaiveDate {
    let birthday = year.today.checked_sub_months(Months::new(12 * age)).unwrap_or(year.today);
    birthday - Days::new(days)
}

/// A child in the class of its age, form received when the school year began.
pub(super) fn child(
    given: &str,
    surname: &str,
    birth: NaiveDate,
    school: &str,
    year: &Year,
) -> ChildRow {
    let class = class_of(year.from.year() - birth.year());
    let school = match class {
        "" => "",
        "6e" | "5e" | "4e" | "3e" => "Collège Paul-Bert",
        _ => school,
    };
    ChildRow {
        given: given.to_owned(),
        surname: surname.to_owned(),
        birth,
        school: school.to_owned(),
        class: class.to_owned(),
        form_on: Some(year.from.min(year.today)),
        pai: false,
    }
}

/// The class of the children who have that age in the civil year when the school year begins.
const fn class_of(age: i32) -> &'static str {
    match age {
        3 => "PS",
        4 => "MS",
        5 => "GS",
        6 => "CP",
        7 => "CE1",
        8 => "CE2",
        9 => "CM1",
        10 => "CM2",
        11 => "6e",
        12 => "5e",
        13 => "4e",
        14.. => "3e",
        _ => "",
    }
}
