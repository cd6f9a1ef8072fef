//! `guichet explain`: « Pourquoi ? » of an account, a child, an invoice or a day, for a script or a
//! doubt; the same answer as the screen's.

use std::process::ExitCode;

use serde_json::{Map, Value, json};

use super::{Failure, Options, Outcome, failure, opening, refused, say};
use crate::desk::explain::{Named, explain, explain_day, subject};
use crate::desk::view::{Explained, Reason};
use crate::domain::day::DayAnswer;
use crate::domain::money::Cents;
use crate::domain::text::clean;
use crate::domain::time::{numeric_day, parse_day};

/// The arguments of `guichet explain`.
#[derive(Debug, clap::Args)]
pub(super) struct Explain {
    /// L’identifiant de la famille : EVR04217 ; seul, il s’agit de son compte
    #[arg(value_name = "FAMILLE")]
    login: String,
    /// Le prénom de l’enfant ; sans jour, il s’agit de l’enfant
    #[arg(value_name = "ENFANT")]
    child: Option<String>,
    /// Le code ou le libellé de l’activité
    #[arg(value_name = "ACTIVITÉ", requires = "day")]
    activity: Option<String>,
    /// Le jour : 30/11/2026 ou 2026-11-30
    #[arg(value_name = "JOUR")]
    day: Option<String>,
    /// Le numéro d’une facture de la famille
    #[arg(long, value_name = "NUMÉRO", conflicts_with = "child")]
    facture: Option<String>,
    /// En JSON ; le prix est en centimes
    #[arg(long)]
    json: bool,
}

impl Explain {
    /// Prints where something stands, and why.
    pub(super) fn run(self, options: &Options) -> Outcome {
        let opened = opening::to_read(options)?;
        let (counter, now) = (&opened.counter, opened.clock.now());
        let login = self.login.as_str();
        let named = match (&self.facture, &self.child, &self.activity, &self.day) {
            (Some(number), ..) => Named::Invoice(number),
            (None, Some(child), Some(activity), Some(day)) => {
                let day = read_day(day)?;
                let of = (login, child.as_str(), activity.as_str());
                let told = explain_day(counter, now, of, day).map_err(|no| refused(&no))?;
                self.day(&told.0, &told.1)?;
                return Ok(ExitCode::SUCCESS);
            }
            (None, Some(child), ..) => Named::Child(child),
            (None, None, ..) => Named::Account,
        };
        let told = subject(counter, login, named).and_then(|of| explain(counter, now, of));
        let told = told.map_err(|no| refused(&no))?;
        if self.json {
            let mut value = Map::new();
            value.insert("state".to_owned(), json!(told.code));
            value.insert("label".to_owned(), json!(told.state));
            value.insert("reasons".to_owned(), reasons(&told));
            say(serde_json::to_string_pretty(&value)?);
        } else {
            say(format!("{}\u{a0}: {}", told.name, told.state));
            told.reasons.iter().flat_map(lines).for_each(say);
        }
        Ok(ExitCode::SUCCESS)
    }

    fn day(&self, answer: &DayAnswer, told: &Explained) -> Result<(), Failure> {
        if !self.json {
            say(format!("{}\u{a0}: {}", numeric_day(answer.day), answer.state.label()));
            told.reasons.iter().flat_map(lines).for_each(say);
            return Ok(());
        }
        let deadline = answer.deadline.map(|at| at.format("%Y-%m-%dT%H:%M:%S").to_string());
        let rule = told.reasons.iter().map(|reason| &reason.rule).find(|rule| !rule.is_empty());
        let value = json!({
            "state": answer.state.code(),
            "label": answer.state.label(),
            "reasons": answer.reasons,
            "rule": rule,
            "deadline": deadline,
            "price": answer.price.map(|price| price.0),
            "places_left": answer.places_left,
            "surcharge": answer.surcharge.0,
            "rank": answer.rank,
            "calculation": sum(told.reasons.iter().flat_map(|reason| &reason.sum)),
        });
        say(serde_json::to_string_pretty(&value)?);
        Ok(())
    }
}

fn read_day(typed: &str) -> Result<chrono::NaiveDate, Failure> {
    parse_day(typed).ok_or_else(|| {
        let typed = clean(typed);
        failure(format!(
            "«\u{a0}{typed}\u{a0}» n’est pas un jour\u{a0}; exemple\u{a0}: 30/11/2026."
        ))
    })
}

/// A reason on the lines of a terminal.
fn lines(reason: &Reason) -> Vec<String> {
    let mut lines = vec![format!("  {}", reason.says)];
    for (what, aside) in [("Règle", &reason.rule), ("Compté", &reason.counted)] {
        if !aside.is_empty() {
            lines.push(format!("    {what}\u{a0}: {aside}"));
        }
    }
    for (left, (words, amount)) in (0..reason.sum.len()).rev().zip(&reason.sum) {
        if left == 0 {
            lines.push(format!("    {}", "─".repeat(68)));
        }
        lines.push(format!("    {words:<56}{:>12}", amount.to_string()));
    }
    lines.extend(reason.remedy.iter().map(|remedy| format!("    → {remedy}")));
    lines
}

/// The lines of a calculation, in whole cents.
fn sum<'r>(lines: impl IntoIterator<Item = &'r (String, Cents)>) -> Value {
    lines.into_iter().map(|(words, amount)| json!([words, amount.0])).collect()
}

fn reasons(told: &Explained) -> Value {
    let one = |reason: &Reason| {
        json!({
            "says": reason.says,
            "rule": reason.rule,
            "counted": reason.counted,
            "sum": sum(&reason.sum),
            "remedy": reason.remedy.as_ref().map(ToString::to_string),
        })
    };
    told.reasons.iter().map(one).collect()
}
