//! Checked rows back to the nine files of an office: UTF-8 with a BOM and `;`.
//!
//! What is written reads back to the same rows. A cell that a spreadsheet would run as a formula
//! carries the `'` that marks a text there.

use chrono::{NaiveDate, Timelike};

use crate::domain::money::Cents;
use crate::domain::people::{BlockCause, BookingState, DocumentFault};
use crate::domain::time::{clock, day_name, numeric_day};

use super::field::{FORMULA, NO_END, rhythm_word};
use super::{ActivityRow, Expiry, FamilyRow, Folder, GuardianRow, ImportPlan, OfficeFile};

/// A plan as the folder that reads back to it.
pub fn folder(plan: &ImportPlan) -> Folder {
    let file = |file: OfficeFile| (format!("{}.csv", file.stem()), text(plan, file));
    Folder { files: OfficeFile::ALL.into_iter().map(file).collect() }
}

fn text(plan: &ImportPlan, file: OfficeFile) -> Vec<u8> {
    let mut sheet = Sheet::new();
    match file {
        OfficeFile::Families => families(plan, &mut sheet),
        OfficeFile::Guardians => guardians(plan, &mut sheet),
        OfficeFile::Children => children(plan, &mut sheet),
        OfficeFile::Activities => activities(plan, &mut sheet),
        OfficeFile::Enrolments => enrolments(plan, &mut sheet),
        OfficeFile::Invoices => invoices(plan, &mut sheet),
        OfficeFile::Bookings => bookings(plan, &mut sheet),
        OfficeFile::Accounts => accounts(plan, &mut sheet),
        OfficeFile::Documents => documents(plan, &mut sheet),
    }
    sheet.finish()
}

/// One file while it is written. Memory takes every byte, so writing can't fail.
struct Sheet(csv::Writer<Vec<u8>>);

impl Sheet {
    fn new() -> Self {
        let start = "\u{feff}".as_bytes().to_vec();
        Self(csv::WriterBuilder::new().delimiter(b';').from_writer(start))
    }

    fn line<'a>(&mut self, cells: impl IntoIterator<Item = &'a str>) {
        let _ = self.0.write_record(cells.into_iter().map(inert));
    }

    fn finish(self) -> Vec<u8> {
        self.0.into_inner().unwrap_or_default()
    }
}

/// A cell that no spreadsheet runs.
fn inert(cell: &str) -> String {
    if cell.starts_with(FORMULA) { format!("'{cell}") } else { cell.to_owned() }
}

fn families(plan: &ImportPlan, sheet: &mut Sheet) {
    sheet.line([
        "identifiant",
        "nom",
        "prenom",
        "telephone",
        "courriel",
        "adresse",
        "cp",
        "ville",
        "quotient",
        "quotient_fin",
        "dossier_annee",
        "quotient_mois",
        "quotient_source",
        "quotient_recu",
        "revenu",
        "revenu_annee",
    ]);
    for family in &plan.families {
        let (holder, address) = (&family.holder, &family.address);
        let [quotient, until, month, source, received, income, income_year] =
            family.means.details().map(|(_, text)| text);
        sheet.line([
            family.login.as_str(),
            &holder.surname,
            &holder.given,
            &holder.phone,
            &holder.email,
            &address.street,
            &address.postcode,
            &address.town,
            &quotient,
            &until,
            &family.file.year.map(|year| year.to_string()).unwrap_or_default(),
            &month,
            &source,
            &received,
            &income,
            &income_year,
        ]);
    }
}

/// The other adults, and the holder wherever a link is known.
fn guardians(plan: &ImportPlan, sheet: &mut Sheet) {
    sheet.line(["famille", "nom", "prenom", "lien", "telephone", "courriel"]);
    let mut line = |family: &FamilyRow, adult: &GuardianRow| {
        let GuardianRow { surname, given, link, phone, email } = adult;
        sheet.line([&family.login, surname, given, link, phone, email].map(String::as_str));
    };
    for family in &plan.families {
        if !family.holder.link.is_empty() {
            line(family, &family.holder);
        }
        family.guardians.iter().for_each(|adult| line(family, adult));
    }
}

fn children(plan: &ImportPlan, sheet: &mut Sheet) {
    sheet.line(["famille", "prenom", "nom", "naissance", "ecole", "classe", "fiche_le", "pai"]);
    for family in &plan.families {
        for child in &family.children {
            sheet.line([
                family.login.as_str(),
                &child.given,
                &child.surname,
                &numeric_day(child.birth),
                &child.school,
                &child.class,
                &optional_day(child.form_on),
                if child.pai { "oui" } else { "" },
            ]);
        }
    }
}

fn activities(plan: &ImportPlan, sheet: &mut Sheet) {
    sheet.line([
        "code", "libelle", "genre", "jours", "places", "age_min", "age_max", "tarif_a", "tarif_b",
        "tarif_c", "tarif_d", "tarif_e", "regle",
    ]);
    let number = |number: Option<u32>| number.map(|number| number.to_string()).unwrap_or_default();
    for activity in &plan.activities {
        let mut cells = vec![
            activity.code.clone(),
            activity.label.clone(),
            activity.kind.code().to_owned(),
            weekdays(activity),
            number(activity.places),
            number(activity.age_min),
            number(activity.age_max),
        ];
        let tariff = |tariff: &Option<Cents>| tariff.map(Cents::plain).unwrap_or_default();
        cells.extend(activity.tariffs.iter().map(tariff));
        cells.push(activity.rule.clone().unwrap_or_default());
        sheet.line(cells.iter().map(String::as_str));
    }
}

fn weekdays(activity: &ActivityRow) -> String {
    let days = activity.weekdays.iter().map(day_name);
    days.collect::<Vec<_>>().join(" ")
}

fn enrolments(plan: &ImportPlan, sheet: &mut Sheet) {
    sheet.line(["famille", "enfant", "activite", "debut", "fin", "rythme"]);
    for family in &plan.families {
        for enrolment in &family.enrolments {
            sheet.line([
                family.login.as_str(),
                &child_name(family, enrolment.child),
                code(plan, enrolment.activity),
                &numeric_day(enrolment.from),
                &numeric_day(enrolment.to),
                enrolment.rhythm.map(rhythm_word).unwrap_or_default(),
            ]);
        }
    }
}

fn invoices(plan: &ImportPlan, sheet: &mut Sheet) {
    sheet.line(["numero", "famille", "periode", "objet", "montant", "reste", "emise_le"]);
    for family in &plan.families {
        for invoice in &family.invoices {
            sheet.line([
                invoice.number.as_str(),
                &family.login,
                &invoice.period,
                &invoice.label,
                &invoice.amount.plain(),
                &invoice.due.plain(),
                &optional_day(invoice.issued),
            ]);
        }
    }
}

fn bookings(plan: &ImportPlan, sheet: &mut Sheet) {
    sheet.line(["famille", "enfant", "activite", "date", "etat", "prix"]);
    for family in &plan.families {
        for booking in &family.bookings {
            sheet.line([
                family.login.as_str(),
                &child_name(family, booking.child),
                code(plan, booking.activity),
                &numeric_day(booking.day),
                state(booking.state),
                &booking.price.map(Cents::plain).unwrap_or_default(),
            ]);
        }
    }
}

/// Empty for a day that is simply booked.
const fn state(state: BookingState) -> &'static str {
    match state {
        BookingState::Waiting => "attente",
        BookingState::ToValidate => "à valider",
        BookingState::Booked | BookingState::Cancelled | BookingState::Refused => "",
    }
}

fn accounts(plan: &ImportPlan, sheet: &mut Sheet) {
    sheet.line(["identifiant", "etat", "cause", "depuis", "porte_monnaie"]);
    for family in &plan.families {
        let Some(account) = family.account else { continue };
        let cause = account.cause.map(BlockCause::code).unwrap_or_default();
        let since = account.since.map(|at| {
            let seconds =
                if at.second() == 0 { String::new() } else { at.format(":%S").to_string() };
            format!("{} {}{seconds}", numeric_day(at.date()), clock(at))
        });
        let (state, wallet) = (account.state.code(), if account.wallet { "oui" } else { "" });
        sheet.line([family.login.as_str(), state, cause, &since.unwrap_or_default(), wallet]);
    }
}

fn documents(plan: &ImportPlan, sheet: &mut Sheet) {
    sheet.line(["famille", "enfant", "piece", "recue_le", "etat", "fin", "motif"]);
    for family in &plan.families {
        for document in &family.file.documents {
            let child = document.child.map(|child| child_name(family, child));
            let expiry = match document.expiry {
                Expiry::ByRule => String::new(),
                Expiry::Never => NO_END.to_owned(),
                Expiry::On(last) => numeric_day(last),
            };
            sheet.line([
                family.login.as_str(),
                &child.unwrap_or_default(),
                &document.code,
                &numeric_day(document.received),
                document.state.label(),
                &expiry,
                document.fault.map(DocumentFault::label).unwrap_or_default(),
            ]);
        }
    }
}

fn optional_day(day: Option<NaiveDate>) -> String {
    day.map(numeric_day).unwrap_or_default()
}

/// Given name and surname: certain even where two given names are the same.
fn child_name(family: &FamilyRow, child: usize) -> String {
    let child = family.children.get(child);
    child.map(|child| format!("{} {}", child.given, child.surname)).unwrap_or_default()
}

fn code(plan: &ImportPlan, activity: usize) -> &str {
    plan.activities.get(activity).map(|activity| activity.code.as_str()).unwrap_or_default()
}
