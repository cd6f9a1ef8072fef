//! The receipt of a payment as lines of text: what the screen previews is what is printed.
//!
//! It says what a régie's quittance must say: régie and town, number, date and time, payer,
//! amount in figures and in words, invoices and periods, mode of payment, agent, remaining due.

use crate::domain::contrary::Standing;
use crate::domain::money::Cents;
use crate::domain::people::TenderMode;
use crate::domain::tender::{Tender, sum};
use crate::domain::time::{Moment, clock, numeric_day};
use crate::domain::words::in_words;

use super::{FEWEST_COLUMNS, centred, labelled, left, specimen, town_hall, with_amount};

/// Everything a receipt prints.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceiptText {
    /// `A2-2026-000902`.
    pub number: String,
    /// Which copy this is, from 1 on; `None` for the original.
    pub duplicata: Option<u32>,
    /// Whether it was taken back, or takes another one back.
    pub standing: Standing,
    /// When the payment was recorded.
    pub at: Moment,
    /// Who collects.
    pub issuer: Issuer,
    /// Who pays.
    pub payer: Payer,
    /// What is settled, one an invoice.
    pub lines: Vec<PaidLine>,
    /// With what.
    pub tenders: Vec<Tender>,
    /// What is left at the counter as the family's credit.
    pub credit: Cents,
    /// What the family still has to pay.
    pub remaining_due: Cents,
    /// What it has left at the counter in all.
    pub credit_left: Cents,
    /// The first ten hexadecimal digits of the journal entry's hash.
    pub check: String,
}

/// Who collects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issuer {
    /// `Évreux`.
    pub town: String,
    /// `Périscolaire`.
    pub regie: String,
    /// `Nétreville`; empty where there is none.
    pub annex: String,
    /// `S. Leroy`.
    pub agent: String,
    /// A demo: its papers are worth nothing, and say so.
    pub specimen: bool,
}

/// Who pays, and for which family.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payer {
    /// `MOREL Antoine`.
    pub name: String,
    /// `MARTINEAU Claire`.
    pub family: String,
    /// `EVR04217`.
    pub login: String,
}

/// An invoice, or a part of one, settled by this payment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaidLine {
    /// `2026-10-04217`.
    pub invoice: String,
    /// `cantine`.
    pub label: String,
    /// `oct. 26`; may be empty.
    pub period: String,
    /// What is paid of it.
    pub amount: Cents,
    /// What it still has due.
    pub rest: Cents,
}

impl ReceiptText {
    const fn takes_back(&self) -> bool {
        matches!(self.standing, Standing::Cancels { .. })
    }
}

/// The receipt in lines of at most `columns` columns (42 on 80 mm paper, 48 or 32 elsewhere; at
/// least [`FEWEST_COLUMNS`]).
pub fn receipt(text: &ReceiptText, columns: usize) -> Vec<String> {
    let columns = columns.max(FEWEST_COLUMNS);
    let sections = [
        heading(&text.issuer, columns),
        title(text, columns),
        people(text, columns),
        amounts(text, columns),
        tenders(&text.tenders, columns),
        footer(text, columns),
    ];
    sections.join(&String::new())
}

pub(super) fn heading(issuer: &Issuer, columns: usize) -> Vec<String> {
    let mut lines = centred(&town_hall(&issuer.town), columns);
    lines.extend(centred(&format!("Régie de recettes {}", issuer.regie), columns));
    if !issuer.annex.is_empty() {
        lines.extend(centred(&format!("Mairie annexe {}", issuer.annex), columns));
    }
    lines
}

fn title(text: &ReceiptText, columns: usize) -> Vec<String> {
    let mut lines = specimen(text.issuer.specimen, columns);
    lines.extend(left(&format!("QUITTANCE N° {}", text.number), columns));
    if let Some(copy) = text.duplicata {
        lines.extend(left(&format!("DUPLICATA {copy}"), columns));
    }
    match &text.standing {
        Standing::Stands => {}
        Standing::Cancelled { by } => {
            lines.extend(left(&format!("ANNULÉE PAR QUITTANCE N° {by}"), columns));
        }
        Standing::Cancels { number, reason } => {
            lines.extend(left(&format!("ANNULE LA QUITTANCE N° {number}"), columns));
            lines.extend(labelled("Motif", reason, columns));
        }
    }
    lines
}

fn people(text: &ReceiptText, columns: usize) -> Vec<String> {
    let payer = &text.payer;
    let family = format!("{} ({})", payer.family, payer.login);
    let local = text.at.local();
    let when = format!("{} à {}", numeric_day(local.date()), clock(local));
    let mut lines = Vec::new();
    let whose = if text.takes_back() { "Rendu à" } else { "Reçu de" };
    if payer.name == payer.family {
        lines.extend(labelled(whose, &family, columns));
    } else {
        lines.extend(labelled(whose, &payer.name, columns));
        lines.extend(labelled("Famille", &family, columns));
    }
    lines.extend(labelled("Le", &when, columns));
    lines.extend(labelled("Par", &text.issuer.agent, columns));
    lines
}

fn amounts(text: &ReceiptText, columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for paid in &text.lines {
        let object = format!("{} {} {}", paid.invoice, paid.label, paid.period);
        lines.extend(with_amount(&object, paid.amount, columns));
        if paid.rest > Cents::ZERO && !text.takes_back() {
            lines.extend(left(&format!("acompte, reste {}", paid.rest), columns));
        }
    }
    if text.credit != Cents::ZERO {
        let words = match (text.lines.is_empty(), text.takes_back()) {
            (false, true) => "Repris sur l’avoir",
            (false, false) => "Gardé en avoir",
            (true, true) => "Repris au porte-monnaie",
            (true, false) => "Porte-monnaie rechargé",
        };
        lines.extend(with_amount(words, text.credit, columns));
    }
    let total = sum(&text.tenders);
    lines.push("-".repeat(columns));
    let words = if text.takes_back() { "TOTAL ANNULÉ" } else { "TOTAL RÉGLÉ" };
    lines.extend(with_amount(words, total, columns));
    lines.extend(left(&in_words(total), columns));
    lines.extend(with_amount("Reste à payer", text.remaining_due, columns));
    let used = text.tenders.iter().any(|tender| tender.mode() == TenderMode::Credit);
    if used || text.credit_left > Cents::ZERO {
        let words =
            if text.lines.is_empty() { "Solde du porte-monnaie" } else { "Avoir disponible" };
        lines.extend(with_amount(words, text.credit_left, columns));
    }
    lines
}

/// The means one under the other, each with its amount where there are several.
fn tenders(tenders: &[Tender], columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for tender in tenders {
        if tenders.len() > 1 {
            lines.extend(with_amount(by(tender.mode()), tender.amount(), columns));
        } else {
            lines.extend(labelled("Mode", tender.mode().label(), columns));
        }
        lines.extend(details(tender, columns));
    }
    lines
}

/// How one of several means reads before its amount.
const fn by(mode: TenderMode) -> &'static str {
    match mode {
        TenderMode::Cash => "En espèces",
        TenderMode::Card => "Par carte",
        TenderMode::Cheque => "Par chèque",
        TenderMode::Credit => "Sur l’avoir",
    }
}

fn details(tender: &Tender, columns: usize) -> Vec<String> {
    match tender {
        Tender::Cash { amount, .. } if *amount < Cents::ZERO => {
            with_amount("Espèces rendues", Cents::ZERO.minus(*amount), columns)
        }
        Tender::Cash { received, .. } => {
            let mut lines = with_amount("Espèces reçues", *received, columns);
            lines.extend(with_amount("Rendu", tender.change(), columns));
            lines
        }
        Tender::Card { authorisation, last_four, .. } => {
            let mut lines = labelled("Autoris.", authorisation, columns);
            if !last_four.is_empty() {
                lines.extend(labelled("Carte", &format!("**** {last_four}"), columns));
            }
            lines
        }
        Tender::Cheque { bank, number, .. } => {
            labelled("Chèque", &format!("n° {number} {bank}"), columns)
        }
        Tender::Credit { .. } => Vec::new(),
    }
}

fn footer(text: &ReceiptText, columns: usize) -> Vec<String> {
    let mut lines = left(&format!("Empreinte {}", text.check), columns);
    lines.push("Signature\u{a0}:".to_owned());
    lines.extend(specimen(text.issuer.specimen, columns));
    lines
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use unicode_width::UnicodeWidthStr;

    use super::*;
    use crate::print::escpos;

    fn notes(amount: i64, received: i64) -> Tender {
        let (amount, received) = (Cents(amount), Cents(received));
        Tender::Cash { amount, received, reason: String::new() }
    }

    fn card(amount: i64, authorisation: &str, last_four: &str) -> Tender {
        let [authorisation, last_four] = [authorisation, last_four].map(str::to_owned);
        Tender::Card { amount: Cents(amount), authorisation, last_four }
    }

    fn cheque(amount: i64, bank: &str, number: &str) -> Tender {
        let [bank, number] = [bank, number].map(str::to_owned);
        Tender::Cheque { amount: Cents(amount), bank, number }
    }

    fn sample() -> ReceiptText {
        let local = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap().and_hms_opt(10, 44, 9).unwrap();
        let line = |invoice: &str, label: &str, cents| PaidLine {
            invoice: invoice.to_owned(),
            label: label.to_owned(),
            period: "oct. 26".to_owned(),
            amount: Cents(cents),
            rest: Cents::ZERO,
        };
        ReceiptText {
            number: "A2-2026-000902".to_owned(),
            duplicata: None,
            standing: Standing::Stands,
            at: Moment::from_local(local, chrono_tz::Europe::Paris),
            issuer: Issuer {
                town: "Évreux".to_owned(),
                regie: "Périscolaire".to_owned(),
                annex: "Nétreville".to_owned(),
                agent: "S. Leroy".to_owned(),
                specimen: false,
            },
            payer: Payer {
                name: "MARTINEAU Claire".to_owned(),
                family: "MARTINEAU Claire".to_owned(),
                login: "EVR04217".to_owned(),
            },
            lines: vec![
                line("2026-10-04217", "cantine", 3120),
                line("2026-10-04218", "périscolaire", 1615),
            ],
            tenders: vec![notes(4735, 5000)],
            credit: Cents::ZERO,
            remaining_due: Cents::ZERO,
            credit_left: Cents::ZERO,
            check: "12ab34cd56".to_owned(),
        }
    }

    /// As it is read: no-break spaces are spaces on paper.
    fn shown(text: &ReceiptText, columns: usize) -> String {
        receipt(text, columns).join("\n").replace('\u{a0}', " ")
    }

    #[test]
    fn a_cash_receipt_says_all_that_a_quittance_must() {
        let golden = "              VILLE D’ÉVREUX
      Régie de recettes Périscolaire
         Mairie annexe Nétreville

QUITTANCE N° A2-2026-000902

Reçu de   MARTINEAU Claire (EVR04217)
Le        20/11/2026 à 10:44
Par       S. Leroy

2026-10-04217 cantine oct. 26      31,20 €
2026-10-04218 périscolaire oct. 26 16,15 €
------------------------------------------
TOTAL RÉGLÉ                        47,35 €
quarante-sept euros et trente-cinq
centimes
Reste à payer                       0,00 €

Mode      espèces
Espèces reçues                     50,00 €
Rendu                               2,65 €

Empreinte 12ab34cd56
Signature :";
        assert_eq!(shown(&sample(), 42), golden);
    }

    #[test]
    fn a_card_receipt_of_a_demo_for_another_payer() {
        let mut text = sample();
        text.issuer.specimen = true;
        text.duplicata = Some(2);
        text.payer.name = "MOREL Antoine".to_owned();
        text.issuer.annex.clear();
        text.lines.truncate(1);
        text.remaining_due = Cents(123_450);
        text.tenders = vec![card(3120, "A1B2C3", "0421")];
        let golden = "         VILLE D’ÉVREUX
 Régie de recettes Périscolaire

      SPÉCIMEN SANS VALEUR
QUITTANCE N° A2-2026-000902
DUPLICATA 2

Reçu de   MOREL Antoine
Famille   MARTINEAU Claire
          (EVR04217)
Le        20/11/2026 à 10:44
Par       S. Leroy

2026-10-04217 cantine
oct. 26                  31,20 €
--------------------------------
TOTAL RÉGLÉ              31,20 €
trente et un euros et vingt
centimes
Reste à payer         1 234,50 €

Mode      carte
Autoris.  A1B2C3
Carte     **** 0421

Empreinte 12ab34cd56
Signature :
      SPÉCIMEN SANS VALEUR";
        assert_eq!(shown(&text, 32), golden);
        text.tenders = vec![card(3120, "", "")];
        assert!(!shown(&text, 32).contains("Autoris.") && !shown(&text, 32).contains("****"));
    }

    #[test]
    fn several_means_a_part_and_a_credit_are_told_one_by_one() {
        let mut text = sample();
        text.lines[1].amount = Cents(1000);
        text.lines[1].rest = Cents(615);
        text.tenders = vec![
            Tender::Credit { amount: Cents(120) },
            notes(1000, 2000),
            cheque(5000, "CRÉDIT AGRICOLE NORMANDIE-SEINE", "0004217"),
        ];
        text.credit = Cents(2000);
        text.credit_left = Cents(2000);
        text.remaining_due = Cents(615);
        let golden = "2026-10-04217 cantine oct. 26      31,20 €
2026-10-04218 périscolaire oct. 26 10,00 €
acompte, reste 6,15 €
Gardé en avoir                     20,00 €
------------------------------------------
TOTAL RÉGLÉ                        61,20 €
soixante et un euros et vingt centimes
Reste à payer                       6,15 €
Avoir disponible                   20,00 €

Sur l’avoir                         1,20 €
En espèces                         10,00 €
Espèces reçues                     20,00 €
Rendu                              10,00 €
Par chèque                         50,00 €
Chèque    n° 0004217 CRÉDIT AGRICOLE
          NORMANDIE-SEINE
";
        assert!(shown(&text, 42).contains(golden), "{}", shown(&text, 42));
    }

    #[test]
    fn no_line_is_longer_than_the_paper() {
        let mut text = sample();
        let long = "Œ…日本\u{1b}[31m-de-la-très-longue-rue ".repeat(6);
        text.number = long.clone();
        text.issuer = Issuer {
            town: long.clone(),
            regie: long.clone(),
            annex: long.clone(),
            agent: long.clone(),
            specimen: true,
        };
        text.payer = Payer { name: long.clone(), family: "x".repeat(200), login: long.clone() };
        text.lines = vec![
            PaidLine {
                invoice: "9".repeat(100),
                label: long.clone(),
                period: long.clone(),
                amount: crate::domain::money::LARGEST,
                rest: crate::domain::money::LARGEST,
            };
            3
        ];
        let most = crate::domain::money::LARGEST.0;
        text.tenders = vec![
            card(most, &long, &long),
            cheque(most, &long, &long),
            notes(most, most),
            Tender::Credit { amount: Cents(most) },
        ];
        (text.credit, text.credit_left) = (Cents(most), Cents(most));
        text.check = long;
        text.duplicata = Some(u32::MAX);
        text.issuer.specimen = true;
        for columns in [0, 24, 32, 42, 48] {
            for line in receipt(&text, columns) {
                assert!(line.width() <= columns.max(FEWEST_COLUMNS), "{columns}: {line}");
                assert!(!line.contains(char::is_control), "{line}");
                let around = escpos::encode([""]).len();
                let printed = escpos::encode([&line]).len() - around;
                assert!(printed <= line.width(), "{line}");
            }
        }
    }
}
