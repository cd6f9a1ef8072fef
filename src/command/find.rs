//! `guichet find` and `guichet explain`: for scripts, and for whoever wonders.

use std::process::ExitCode;

use serde_json::{Value, json};

use super::french::whole;
use super::{Options, Outcome, failure, opening, refused, say};
use crate::desk::explain::explain;
use crate::desk::find::{MOST_ROWS, families};
use crate::desk::view::FamilyRow;
use crate::domain::text::clean;
use crate::domain::time::{numeric_day, parse_day};

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

/// The arguments of `guichet explain`.
#[derive(Debug, clap::Args)]
pub(super) struct Explain {
    /// L’identifiant de la famille : EVR04217
    #[arg(value_name = "FAMILLE")]
    login: String,
    /// Le prénom de l’enfant
    #[arg(value_name = "ENFANT")]
    child: String,
    /// Le code ou le libellé de l’activité
    #[arg(value_name = "ACTIVITÉ")]
    activity: String,
    /// Le jour : 30/11/2026 ou 2026-11-30
    #[arg(value_name = "JOUR")]
    day: String,
    /// En JSON ; le prix est en centimes
    #[arg(long)]
    json: bool,
}

impl Explain {
    /// Prints the state of a day and its reasons.
    pub(super) fn run(self, options: &Options) -> Outcome {
        let opened = opening::to_read(options)?;
        let day = parse_day(&self.day).ok_or_else(|| {
            let typed = clean(&self.day);
            failure(format!(
                "«\u{a0}{typed}\u{a0}» n’est pas un jour\u{a0}; exemple\u{a0}: 30/11/2026."
            ))
        })?;
        let subject = (self.login.as_str(), self.child.as_str(), self.activity.as_str());
        let answer = explain(&opened.counter, opened.clock.now(), subject, day)
            .map_err(|no| refused(&no))?;
        if !self.json {
            say(format!("{}\u{a0}: {}", numeric_day(day), answer.state.label()));
            let limit = answer.limit_in_full();
            answer.reasons.iter().chain(&limit).for_each(|line| say(format!("  {line}")));
            return Ok(ExitCode::SUCCESS);
        }
        let deadline = answer.deadline.map(|at| at.format("%Y-%m-%dT%H:%M:%S").to_string());
        let value = json!({
            "state": answer.state.code(),
            "label": answer.state.label(),
            "reasons": answer.reasons,
            "deadline": deadline,
            "price": answer.price.map(|price| price.0),
            "places_left": answer.places_left,
            "surcharge": answer.surcharge.0,
            "rank": answer.rank,
        });
        say(serde_json::to_string_pretty(&value)?);
        Ok(ExitCode::SUCCESS)
    }
}
