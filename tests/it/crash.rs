//! Killed at any moment, a gesture is whole or absent, and what was acknowledged is there.
//!
//! The test runs itself again as a child that works on a file and acknowledges each payment on its
//! standard output; the parent kills it after so many acknowledgements, wherever it then is.

use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use guichet::desk::request::Request;
use guichet::store::Entropy;
use guichet::store::read::money::PaymentRecord;

use crate::support::{Town, cash, due, family, file, import_into, now, paid, plan, receipt};
use guichet::desk::request::TenderInput;
use guichet::domain::ids::{FamilyId, InvoiceId};
use guichet::domain::money::Cents;

const FILE: &str = "GUICHET_CRASH_FILE";

/// Families that the child serves; each owes two invoices.
const FAMILIES: usize = 300;

fn prepared() -> Town {
    let town = Town::new();
    let mut counter = town.sit("adm");
    let header = |name: &str| file(name).lines().next().unwrap();
    let mut families = format!("{}\n", header("familles.csv"));
    let mut invoices = format!("{}\n", header("factures.csv"));
    for n in 0..FAMILIES {
        let _ = std::fmt::Write::write_fmt(
            &mut families,
            format_args!("EVR1{n:04};NOM{n};Eva;;;;;;;;\n"),
        );
        for part in 1..=2 {
            let _ = std::fmt::Write::write_fmt(
                &mut invoices,
                format_args!("2026-1{part}-{n:05};EVR1{n:04};;cantine;1,00;1,00;01/11/2026\n"),
            );
        }
    }
    let rows = plan(&[("familles.csv", families), ("factures.csv", invoices)]);
    import_into(&mut counter, &rows, false).unwrap();
    drop(counter);
    drop(town.sit_at_till("sle"));
    town
}
