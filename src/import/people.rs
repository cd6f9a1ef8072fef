//! `familles`, `responsables`, `enfants`: who there is.

use chrono::NaiveDate;

use crate::domain::people::QuotientSource;
use crate::domain::tariff::Means;
use crate::domain::text::fold;

use super::field;
use super::known::Known;
use super::plan::{AddressRow, ChildRow, FamilyRow, FileRow, GuardianRow, ImportPlan};
use super::report::{Report, Reported};
use super::sheet::{Row, Sheet};

/// Longest surname or given name.
const NAME_MAX_CHARS: usize = 100;
/// Longest street line, school, label.
const TEXT_MAX_CHARS: usize = 160;
/// Longest short word: link, class, postcode.
const WORD_MAX_CHARS: usize = 40;

/// Reads `familles`.
pub(super) fn read_families(
    sheet: Sheet,
    plan: &mut ImportPlan,
    known: &mut Known,
    report: &mut Report,
) -> Result<(), Reported> {
    sheet.each(report, |row, report| {
        let read = family(row, report);
        let login = row.cell("identifiant");
        match (known.family_index(login), read) {
            (None, Ok(family)) => {
                known.add_family(login, Ok(plan.families.len()));
                plan.families.push(family);
            }
            (Some(first), Ok(family)) => {
                let first = first.ok().and_then(|index| plan.families.get(index));
                again("identifiant", first, family, row, report);
            }
            (_, Err(faulty)) => known.add_family(login, Err(faulty)),
        }
    })
}

/// A second line for the same family: harmless only if it says the same.
fn again(
    column: &'static str,
    first: Option<&FamilyRow>,
    mut family: FamilyRow,
    row: &Row<'_>,
    report: &mut Report,
) {
    let Some(first) = first else { return };
    family.line = first.line;
    if family == *first {
        row.remark(&format!("même ligne que la ligne {}, ignorée", first.line), report);
    } else {
        let expected = format!("un identifiant unique, déjà à la ligne {}", first.line);
        row.wrong(column, &expected, report);
    }
}

fn family(row: &Row<'_>, report: &mut Report) -> Result<FamilyRow, Reported> {
    let login = row.required("identifiant", field::login, report);
    let holder = adult(row, report);
    let address = address(row, report);
    let means = means(row, report);
    let file_year = row.optional("dossier_annee", field::year, report);
    Ok(FamilyRow {
        line: row.line,
        login: login?,
        holder: holder?,
        address: address?,
        means: means?,
        file: FileRow { year: file_year?, documents: Vec::new() },
        guardians: Vec::new(),
        children: Vec::new(),
        enrolments: Vec::new(),
        invoices: Vec::new(),
        bookings: Vec::new(),
        account: None,
    })
}

/// The quotient and the reference income, with what is said of them. What is said of a quotient
/// that is not there is remarked and ignored, but for a refusal to say it.
fn means(row: &Row<'_>, report: &mut Report) -> Result<Means, Reported> {
    let quotient = row.optional("quotient", field::quotient, report);
    let until = row.optional("quotient_fin", field::day, report);
    let month = row.optional("quotient_mois", field::month, report);
    let source = row.optional("quotient_source", field::quotient_source, report);
    let received = row.optional("quotient_recu", field::day, report);
    let income = row.optional("revenu", field::income, report);
    let income_year = row.optional("revenu_annee", field::year, report);
    let (quotient, until, month) = (quotient?, until?, month?);
    let (source, received, income) = (source?, received?, income?);
    if [quotient, income].into_iter().flatten().any(|(_, had_cents)| had_cents) {
        let column = if income.is_some_and(|(_, cents)| cents) { "revenu" } else { "quotient" };
        row.remark(&format!("colonne {column}, centimes ignorés"), report);
    }
    let refused = source == Some(QuotientSource::Refused);
    let mut means = Means {
        quotient: quotient.map(|(euros, _)| euros),
        until,
        month,
        source,
        received,
        earlier: None,
        income: income.map(|(euros, _)| euros),
        income_year: income_year?,
    };
    if means.quotient.is_none() && !refused {
        let bare = Means { until: None, month: None, source: None, received: None, ..means };
        if means.until.is_some() && bare != means {
            row.remark("quotient_fin sans quotient, ignoré", report);
        } else if bare != means {
            row.remark("date ou source sans quotient, ignorée", report);
        }
        means = bare;
    }
    Ok(means)
}

/// Names, link, phone and e-mail, in `familles` as in `responsables`.
fn adult(row: &Row<'_>, report: &mut Report) -> Result<GuardianRow, Reported> {
    let surname = row.required_text("nom", NAME_MAX_CHARS, report);
    let given = row.text("prenom", NAME_MAX_CHARS, report);
    let link = row.text("lien", WORD_MAX_CHARS, report);
    let phone = row.optional("telephone", field::phone, report);
    let email = row.optional("courriel", field::email, report);
    let ((phone, several), email) = (phone?.unwrap_or_default(), email?.unwrap_or_default());
    if several {
        row.remark("colonne telephone, le premier numéro est gardé", report);
    }
    if !email.is_ascii() {
        row.remark("colonne courriel, adresse accentuée, à vérifier", report);
    }
    Ok(GuardianRow { surname: surname?, given: given?, link: link?, phone, email })
}

fn address(row: &Row<'_>, report: &mut Report) -> Result<AddressRow, Reported> {
    let street = row.text("adresse", TEXT_MAX_CHARS, report);
    let postcode = row.text("cp", WORD_MAX_CHARS, report);
    let town = row.text("ville", NAME_MAX_CHARS, report);
    Ok(AddressRow { street: street?, postcode: postcode?, town: town? })
}

/// Reads `responsables`. The holder named again completes the holder.
pub(super) fn read_guardians(
    sheet: Sheet,
    plan: &mut ImportPlan,
    known: &Known,
    report: &mut Report,
) -> Result<(), Reported> {
    sheet.each(report, |row, report| {
        let family = known.family(row, "famille", report);
        let read = adult(row, report);
        let (Ok(family), Ok(adult)) = (family, read) else { return };
        let Some(family) = plan.families.get_mut(family) else { return };
        if same_name(&family.holder, &adult) {
            complete(&mut family.holder, adult, row, report);
            return;
        }
        match family.guardians.iter_mut().find(|other| same_name(other, &adult)) {
            Some(other) if *other == adult => row.remark("responsable déjà lu, ignoré", report),
            Some(other) => complete(other, adult, row, report),
            None => family.guardians.push(adult),
        }
    })
}

fn same_name(one: &GuardianRow, other: &GuardianRow) -> bool {
    fold(&one.surname) == fold(&other.surname) && fold(&one.given) == fold(&other.given)
}

/// Fills what the first line left empty; where both say something else, the first stands.
fn complete(first: &mut GuardianRow, again: GuardianRow, row: &Row<'_>, report: &mut Report) {
    for (column, kept, new) in [
        ("lien", &mut first.link, again.link),
        ("telephone", &mut first.phone, again.phone),
        ("courriel", &mut first.email, again.email),
    ] {
        if kept.is_empty() {
            *kept = new;
        } else if !new.is_empty() && new != *kept {
            let text = format!("colonne {column}, «\u{a0}{kept}\u{a0}» déjà lu est gardé");
            row.remark(&text, report);
        }
    }
}

/// Reads `enfants`.
pub(super) fn read_children(
    sheet: Sheet,
    today: NaiveDate,
    plan: &mut ImportPlan,
    known: &mut Known,
    report: &mut Report,
) -> Result<(), Reported> {
    sheet.each(report, |row, report| {
        let family = known.family(row, "famille", report);
        let read = child(row, today, report);
        let Ok(index) = family else { return };
        let Some(family) = plan.families.get_mut(index) else { return };
        let holder = family.holder.surname.as_str();
        let mut child = match read {
            Ok(child) => child,
            Err(faulty) => {
                let surname = Some(row.cell("nom")).filter(|name| !name.is_empty());
                let names = (row.cell("prenom"), surname.unwrap_or(holder));
                known.add_child(index, names, Err(faulty));
                return;
            }
        };
        if child.surname.is_empty() {
            holder.clone_into(&mut child.surname);
        }
        match family.children.iter().find(|other| same_child(other, &child)) {
            Some(other) if *other == child => row.remark("enfant déjà lu, ignoré", report),
            Some(_) => {
                let expected = "un prénom et un nom pas encore pris dans cette famille";
                row.wrong("prenom", expected, report);
            }
            None => {
                let place = Ok(family.children.len());
                known.add_child(index, (&child.given, &child.surname), place);
                family.children.push(child);
            }
        }
    })
}

fn same_child(one: &ChildRow, other: &ChildRow) -> bool {
    fold(&one.given) == fold(&other.given) && fold(&one.surname) == fold(&other.surname)
}

fn child(row: &Row<'_>, today: NaiveDate, report: &mut Report) -> Result<ChildRow, Reported> {
    let given = row.required_text("prenom", NAME_MAX_CHARS, report);
    let surname = row.text("nom", NAME_MAX_CHARS, report);
    let birth = row.required("naissance", |cell| field::birth(cell, today), report);
    let school = row.text("ecole", TEXT_MAX_CHARS, report);
    let class = row.text("classe", WORD_MAX_CHARS, report);
    let form_on = row.optional("fiche_le", field::day, report);
    let pai = row.optional("pai", field::yes, report);
    Ok(ChildRow {
        given: given?,
        surname: surname?,
        birth: birth?,
        school: school?,
        class: class?,
        form_on: form_on?,
        pai: pai?.unwrap_or(false),
    })
}
