//! `guichet find`: for scripts, and for whoever wonders.

use std::process::ExitCode;

use serde_json::{Value, json};

use super::french::whole;
use super::{Options, Outcome, opening, refused, say};
use crate::desk::find::{MOST_ROWS, families};
use crate::desk::view::FamilyRow;

/// The arguments of `guichet find`.
#[derive(Debug, clap::Args)]
pub(super) struct Find {
    /// Nom, enfant, téléphone, identifiant, facture, courriel
    #[arg(required = true, value_name = "TEXTE")]
    text: Vec<String>,
    /// Combien de familles au plus [par défaut : 50]
    #[arg(long, value_name = "N", value_parser = whole::<usize>(1, 10_000))]
    limit: Option<usize>,
    /// En JSON ; les montants sont en centimes
    #[arg(long)]
    json: bool,
}

impl Find {
    /// Prints the families found, the surest first.
    pub(super) fn run(self, options: &Options) -> Outcome {
        let opened = opening::to_read(options)?;
        let (now, limit) = (opened.clock.now(), self.limit.unwrap_or(MOST_ROWS));
        let found = families(&opened.counter, now, self.text.join(" "), limit)
            .map_err(|no| refused(&no))?;
        if self.json {
            let rows: Vec<Value> = found.rows.iter().map(row_json).collect();
            say(serde_json::to_string_pretty(&rows)?);
        } else if found.rows.is_empty() {
            say("Aucune famille trouvée.");
        } else {
            found.rows.iter().for_each(|row| say(line(row)));
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn row_json(row: &FamilyRow) -> Value {
    let children: Vec<Value> =
        row.children.iter().map(|one| json!({ "name": one.given, "age": one.age })).collect();
    json!({
        "login": row.login,
        "name": row.name,
        "children": children,
        "balance_due": row.balance_due.0,
        "account": row.account.code(),
        "archived": row.archived,
        "matched_by": row.matched_by.code(),
    })
}

fn line(row: &FamilyRow) -> String {
    let children: Vec<String> =
        row.children.iter().map(|child| format!("{} {}", child.given, child.age)).collect();
    let children = children.join(", ");
    let account = if row.archived { "archivée" } else { row.account.label() };
    format!("{}  {}  {children}  {account}  {}", row.login, row.name, row.balance_due)
}
