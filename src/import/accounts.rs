//! `factures`, `comptes`: what families owe, and where their portal accounts stand.

use std::collections::HashMap;

use crate::domain::people::AccountState;

use super::field;
use super::known::Known;
use super::plan::{AccountRow, ImportPlan, InvoiceRow};
use super::report::{Report, Reported};
use super::sheet::{Row, Sheet};

/// Longest period or subject of an invoice.
const LABEL_MAX_CHARS: usize = 80;

/// Reads `factures`.
pub(super) fn read_invoices(
    sheet: Sheet,
    plan: &mut ImportPlan,
    known: &Known,
    report: &mut Report,
) -> Result<(), Reported> {
    // By lower-case number: the family, and the place among its invoices.
    let mut seen: HashMap<String, (usize, usize)> = HashMap::new();
    sheet.each(report, |row, report| {
        let family = known.family(row, "famille", report);
        let read = invoice(row, report);
        let (Ok(index), Ok(invoice)) = (family, read) else { return };
        let number = invoice.number.to_lowercase();
        let first = seen.get(&number).copied();
        let Some(family) = plan.families.get_mut(index) else { return };
        let same = first.is_some_and(|(owner, place)| {
            owner == index && family.invoices.get(place) == Some(&invoice)
        });
        if same {
            row.remark("facture déjà lue, ignorée", report);
        } else if first.is_some() {
            row.wrong("numero", "un numéro unique", report);
        } else {
            seen.insert(number, (index, family.invoices.len()));
            family.invoices.push(invoice);
        }
    })
}

fn invoice(row: &Row<'_>, report: &mut Report) -> Result<InvoiceRow, Reported> {
    let number = row.required("numero", field::code, report);
    let period = row.text("periode", LABEL_MAX_CHARS, report);
    let label = row.text("objet", LABEL_MAX_CHARS, report);
    let amount = row.required("montant", field::amount, report);
    let due = row.required("reste", field::amount, report);
    let issued = row.optional("emise_le", field::day, report);
    let (amount, due) = (amount?, due?);
    if due > amount {
        return Err(row.wrong("reste", "le montant au plus", report));
    }
    Ok(InvoiceRow { number: number?, period: period?, label: label?, amount, due, issued: issued? })
}

/// Reads `comptes`.
pub(super) fn read_accounts(
    sheet: Sheet,
    plan: &mut ImportPlan,
    known: &Known,
    report: &mut Report,
) -> Result<(), Reported> {
    sheet.each(report, |row, report| {
        let family = known.family(row, "identifiant", report);
        let read = account(row, report);
        let (Ok(family), Ok(account)) = (family, read) else { return };
        let Some(family) = plan.families.get_mut(family) else { return };
        match family.account {
            None => family.account = Some(account),
            Some(first) if first == account => row.remark("compte déjà lu, ignoré", report),
            Some(_) => {
                row.wrong("identifiant", "une seule ligne par compte", report);
            }
        }
    })
}

fn account(row: &Row<'_>, report: &mut Report) -> Result<AccountRow, Reported> {
    let state = row.required("etat", field::account_state, report);
    let cause = row.optional("cause", field::block_cause, report);
    let since = row.optional("depuis", field::moment, report);
    let wallet = row.optional("porte_monnaie", field::activated, report);
    let (state, mut cause) = (state?, cause?);
    if state == AccountState::Blocked && cause.is_none() {
        let expected = "mots de passe ou impayés, le compte étant bloqué";
        return Err(row.wrong("cause", expected, report));
    }
    if state != AccountState::Blocked && cause.take().is_some() {
        row.remark("cause d’un compte qui n’est pas bloqué, ignorée", report);
    }
    Ok(AccountRow { state, cause, since: since?, wallet: wallet?.unwrap_or(false) })
}
