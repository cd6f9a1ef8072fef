//! The families that the screens name, and the cases that a counter must bear.

use chrono::{Datelike, NaiveDate};

use crate::domain::money::Cents;
use crate::domain::people::{AccountState, BlockCause};
use crate::domain::tariff::Means;
use crate::import::{AddressRow, ChildRow, FamilyRow, FileRow, GuardianRow};

use super::bills::{Ledger, NAMED_NUMBERS, account, blocked, numbered};
use super::people::{JEAN_MOULIN, birth, child};
use super::year::Year;

/// Number of the family of Léo and Inès.
pub(super) const MARTINEAU: u32 = 4217;
/// Number of the family of Issa, who waits for a Wednesday.
pub(super) const KONE: u32 = 4302;
/// Number of the family whose eldest is too old for the sport he is enrolled in.
pub(super) const LEFORT: u32 = 3518;
/// Number of the family of Adam, ten years old.
pub(super) const BENALI: u32 = 874;
/// Number of the family of Marius, who asks for a workshop.
pub(super) const DUMAS: u32 = 2915;
/// Number of the family of Zoé, who asks for Wednesdays and for a workshop.
pub(super) const MARTIN: u32 = 1180;

/// The named families, without their enrolments and bookings.
pub(super) fn families(year: &Year, ledger: &mut Ledger) -> Vec<FamilyRow> {
    let mut families = storyboard_families(year, ledger);
    families.extend(special_families(year, ledger));
    families
}

fn storyboard_families(year: &Year, ledger: &mut Ledger) -> Vec<FamilyRow> {
    let school = "Joliot-Curie";
    let pupil = |given: &str, surname: &str, age, days| {
        child(given, surname, birth(year, age, days), school, year)
    };
    let mut martin = family(MARTIN, ("MARTIN", "Paul", "père"), Some(980), year);
    martin.children = vec![pupil("Zoé", "MARTIN", 9, 200)];
    martin.invoices = vec![settled(ledger, 1, 5520, year)];

    let mut martins = family(3302, ("MARTINS DA SILVA", "Rui", "père"), Some(815), year);
    martins.guardians = vec![adult("DA SILVA COSTA", "Helena", "mère", "06 39 98 33 03")];
    martins.children = vec![
        pupil("Tiago", "MARTINS DA SILVA", 5, 90),
        pupil("Lara", "MARTINS DA SILVA", 5, 90),
        pupil("Ana", "MARTINS DA SILVA", 2, 40),
    ];
    let mut part_paid = ledger.invoice(year.month(-2), "cantine", Cents(4680), year);
    part_paid.due = Cents(3480);
    martins.invoices =
        vec![part_paid, ledger.invoice(year.month(-1), "cantine", Cents(7800), year)];

    let mut dumas = family(DUMAS, ("DUMAS", "Hélène", "mère"), Some(1150), year);
    dumas.children = vec![pupil("Marius", "DUMAS", 8, 120)];
    dumas.invoices = vec![ledger.invoice(year.month(-1), "cantine", Cents(1840), year)];
    dumas.account = Some(account(AccountState::New));

    let mut benali = family(BENALI, ("BENALI", "Omar", "père"), Some(430), year);
    benali.children = vec![pupil("Marwa", "BENALI", 6, 60), pupil("Adam", "BENALI", 10, 30)];
    benali.invoices = vec![settled(ledger, 1, 6240, year)];

    vec![martineau(year, ledger), martin, martins, dumas, benali]
}

fn martineau(year: &Year, ledger: &mut Ledger) -> FamilyRow {
    let mut family = family(MARTINEAU, ("MARTINEAU", "Claire", "mère"), Some(742), year);
    "06 12 34 56 78".clone_into(&mut family.holder.phone);
    "claire.m@exemple.fr".clone_into(&mut family.holder.email);
    "14 rue des Lilas".clone_into(&mut family.address.street);
    family.guardians = vec![adult("MOREL", "Antoine", "père", "06 98 76 54 32")];
    let pupil = |given, age, days, class: &str| ChildRow {
        class: class.to_owned(),
        ..child(given, "MARTINEAU", birth(year, age, days), JEAN_MOULIN, year)
    };
    family.children = vec![pupil("Léo", 7, 150, "CE1"), pupil("Inès", 4, 100, "MS")];
    let [canteen, after_school] = NAMED_NUMBERS;
    let month = year.month(-1);
    family.invoices = vec![
        settled(ledger, 2, 3890, year),
        numbered(canteen, month, "cantine", Cents(3120), year),
        numbered(after_school, month, "périscolaire", Cents(1615), year),
    ];
    family.account = Some(blocked(BlockCause::Passwords, year, 1, 21 * 60 + 14));
    family
}

fn special_families(year: &Year, ledger: &mut Ledger) -> Vec<FamilyRow> {
    let pupil = |given: &str, surname: &str, age, days| {
        child(given, surname, birth(year, age, days), "Victor-Hugo", year)
    };
    // Two invoices nobody paid.
    let mut roux = family(2048, ("ROUX", "Élodie", "mère"), Some(655), year);
    roux.children = vec![pupil("Jules", "ROUX", 8, 33)];
    roux.invoices = vec![
        ledger.invoice(year.month(-3), "cantine", Cents(4680), year),
        ledger.invoice(year.month(-2), "cantine", Cents(3900), year),
    ];
    roux.account = Some(blocked(BlockCause::Unpaid, year, 1, 23 * 60 + 40));

    // An incomplete file: last year's, and one form missing.
    let mut perret = family(1733, ("PERRET", "Sandrine", "mère"), None, year);
    perret.file.year = Some(year.today.year() - 1);
    perret.children = vec![pupil("Louane", "PERRET", 9, 77), pupil("Tom", "PERRET", 6, 210)];
    if let Some(tom) = perret.children.last_mut() {
        tom.form_on = None;
    }

    // Two households with the same children.
    let shared =
        || vec![pupil("Hugo", "GARNIER-LEFORT", 14, 45), pupil("Chloé", "GARNIER-LEFORT", 8, 310)];
    let mut garnier = family(1542, ("GARNIER", "Lucie", "mère"), Some(520), year);
    garnier.children = shared();
    let mut lefort = family(LEFORT, ("LEFORT", "Jean", "père"), Some(1420), year);
    lefort.children = shared();

    let mut kone = family(KONE, ("KONÉ", "Awa", "mère"), Some(280), year);
    kone.children = vec![pupil("Issa", "KONÉ", 6, 180)];

    // A name that no column holds, and no e-mail.
    let surname = "DE LA ROCHEFOUCAULD-MONTMORENCY DE SAINT-CHAMOND D’AUBERGENVILLE";
    let mut long = family(391, (surname, "Anne-Charlotte-Éléonore", "mère"), Some(1610), year);
    long.holder.email.clear();
    long.children = vec![pupil("Pierre-Alexandre-Emmanuel", surname, 7, 12)];

    vec![roux, perret, garnier, lefort, kone, long]
}

/// A household with a complete file and an account in use.
fn family(
    number: u32,
    (surname, given, link): (&str, &str, &str),
    quotient: Option<u32>,
    year: &Year,
) -> FamilyRow {
    let until = NaiveDate::from_ymd_opt(year.today.year(), 12, 31);
    let phone = format!("06 39 98 {:02} {:02}", number / 100, number % 100);
    FamilyRow {
        line: 0,
        login: format!("EVR{number:05}"),
        holder: GuardianRow {
            email: format!("famille{number}@exemple.fr"),
            ..adult(surname, given, link, &phone)
        },
        address: AddressRow {
            street: format!("{} rue de la République", number % 90 + 1),
            postcode: "27000".to_owned(),
            town: "Évreux".to_owned(),
        },
        means: quotient.map(|value| Means { until, ..Means::of(value) }).unwrap_or_default(),
        file: FileRow { year: Some(year.today.year()), ..FileRow::default() },
        guardians: Vec::new(),
        children: Vec::new(),
        enrolments: Vec::new(),
        invoices: Vec::new(),
        bookings: Vec::new(),
        account: Some(account(AccountState::Active)),
    }
}

fn adult(surname: &str, given: &str, link: &str, phone: &str) -> GuardianRow {
    GuardianRow {
        surname: surname.to_owned(),
        given: given.to_owned(),
        link: link.to_owned(),
        phone: phone.to_owned(),
        email: String::new(),
    }
}

/// A paid invoice of a month that is so many months ago.
fn settled(
    ledger: &mut Ledger,
    months_ago: i32,
    cents: i64,
    year: &Year,
) -> crate::import::InvoiceRow {
    let mut invoice = ledger.invoice(year.month(-months_ago), "cantine", Cents(cents), year);
    invoice.due = Cents::ZERO;
    invoice
}
