//! The note that a family takes home: what was decided, and the documents that are lacking.

use chrono::NaiveDate;

use crate::domain::text::sentence_case;
use crate::domain::time::numeric_day;

use super::{centred, left, specimen, town_hall};

/// Columns of the paper.
const COLUMNS: usize = 42;

/// Everything that the note prints.
#[derive(Clone, Debug)]
pub struct NoticeText<'a> {
    /// `Évreux`.
    pub town: &'a str,
    /// Made in a demo: worth nothing, and says so.
    pub specimen: bool,
    /// When it is printed.
    pub on: NaiveDate,
    /// `MARTINEAU Claire`.
    pub name: &'a str,
    /// Lines of the address; empty ones are left out.
    pub address: &'a [&'a str],
    /// What was decided, one sentence each.
    pub decided: &'a [String],
    /// The documents that are lacking, and where each stands.
    pub lacking: &'a [(String, String)],
    /// Whom to ask, in one sentence.
    pub contact: &'a str,
}

/// The note in lines of at most 42 columns.
pub fn notice(text: &NoticeText<'_>) -> Vec<String> {
    let mut lines = centred(&town_hall(text.town), COLUMNS);
    lines.extend(specimen(text.specimen, COLUMNS));
    lines.push(String::new());
    lines.extend(left(text.name, COLUMNS));
    for line in text.address.iter().filter(|line| !line.is_empty()) {
        lines.extend(left(line, COLUMNS));
    }
    lines.push(String::new());
    lines.extend(left(&format!("Le {}", numeric_day(text.on)), COLUMNS));
    if !text.decided.is_empty() {
        lines.push(String::new());
        lines.extend(left("Vos demandes", COLUMNS));
        for sentence in text.decided {
            lines.extend(left(&format!("- {sentence}."), COLUMNS));
        }
    }
    if !text.lacking.is_empty() {
        lines.push(String::new());
        lines.extend(left("Pièces à fournir", COLUMNS));
        for (label, status) in text.lacking {
            let label = sentence_case(label);
            lines.extend(left(&format!("[ ] {label}\u{a0}: {status}"), COLUMNS));
        }
        lines.push(String::new());
        let why = "Certaines inscriptions attendent ces pièces. Apportez-les ou envoyez-les au \
                   service.";
        lines.extend(left(why, COLUMNS));
    }
    lines.push(String::new());
    lines.extend(left(text.contact, COLUMNS));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(decided: &[String], lacking: &[(String, String)]) -> String {
        let on = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
        let text = NoticeText {
            town: "Évreux",
            specimen: false,
            on,
            name: "MARTIN Paul",
            address: &["12 rue des Lilas", ""],
            decided,
            lacking,
            contact: "02 32 00 00 00 · famille@exemple.fr",
        };
        notice(&text).join("\n").replace('\u{a0}', " ")
    }

    #[test]
    fn what_was_decided_and_what_lacks_stand_under_each_other() {
        let decided = ["Zoé, Mercredi\u{a0}: accepté mer 25/11".to_owned()];
        let lacking = [("assurance scolaire de Zoé".to_owned(), "manquante".to_owned())];
        let both = of(&decided, &lacking);
        assert_eq!(
            both,
            "              VILLE D’ÉVREUX\n\nMARTIN Paul\n12 rue des Lilas\n\nLe 20/11/2026\n\n\
             Vos demandes\n- Zoé, Mercredi : accepté mer 25/11.\n\n\
             Pièces à fournir\n[ ] Assurance scolaire de Zoé : manquante\n\n\
             Certaines inscriptions attendent ces\npièces. Apportez-les ou envoyez-les au\n\
             service.\n\n\
             02 32 00 00 00 · famille@exemple.fr"
        );
        assert!(!of(&decided, &[]).contains("fournir"));
        assert!(!of(&[], &lacking).contains("demandes"));
        assert!(both.lines().all(|line| line.chars().count() <= COLUMNS));
    }
}
