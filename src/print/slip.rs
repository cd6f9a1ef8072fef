//! The slip that hands a provisional code over: the only paper that ever shows it.

use crate::domain::secret::Secret;
use crate::domain::time::{Moment, clock, long_day};

use super::{FEWEST_COLUMNS, centred, labelled, left, specimen, town_hall};

/// Characters of the code between two spaces.
const GROUP: usize = 4;

/// Before the code, on its own line: the longest (15 characters) fits the narrowest paper.
const MARGIN: &str = "    ";

/// Everything the slip prints.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SlipText {
    /// `Évreux`.
    pub town: String,
    /// Made in a demo: opens nothing, and says so.
    pub specimen: bool,
    /// `EVR04217`.
    pub login: String,
    /// The code itself.
    pub code: Secret,
    /// The last moment it can be used.
    pub until: Moment,
    /// Whom to ask, in one sentence; may be empty.
    pub contact: String,
}

/// The slip's lines, joined by line feeds, of at most `columns` columns (at least
/// [`FEWEST_COLUMNS`]); the code stands in groups of four. A secret, because the code is in it.
pub fn slip(text: &SlipText, columns: usize) -> Secret {
    let columns = columns.max(FEWEST_COLUMNS);
    let local = text.until.local();
    let until = format!("Valable jusqu’au {} à {}.", long_day(local.date()), clock(local));
    let mut before = centred(&town_hall(&text.town), columns);
    before.extend(centred("Portail familles", columns));
    before.extend(specimen(text.specimen, columns));
    before.push(String::new());
    before.extend(labelled("Compte", &text.login, columns));
    before.extend(left("Code (à saisir sans les espaces) :", columns));
    let mut after = vec![String::new()];
    after.extend(left(&until, columns));
    after.extend(left("Code provisoire, à changer à la première connexion.", columns));
    after.extend(left(&text.contact, columns));

    let mut slip = Secret::default();
    for line in before {
        push_line(&mut slip, &line);
    }
    push_grouped(&mut slip, &text.code);
    for line in after {
        push_line(&mut slip, &line);
    }
    slip
}

/// Adds a code on a line of its own, in groups.
pub(super) fn push_grouped(slip: &mut Secret, code: &Secret) {
    MARGIN.chars().for_each(|c| slip.push(c));
    for (place, c) in code.reveal().chars().enumerate() {
        if place > 0 && place % GROUP == 0 {
            slip.push(' ');
        }
        slip.push(c);
    }
    slip.push('\n');
}

/// Adds a line.
pub(super) fn push_line(slip: &mut Secret, line: &str) {
    line.chars().for_each(|c| slip.push(c));
    slip.push('\n');
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use unicode_width::UnicodeWidthStr;

    use super::*;

    fn sample() -> SlipText {
        let local = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap().and_hms_opt(10, 42, 0).unwrap();
        SlipText {
            town: "Évreux".to_owned(),
            specimen: false,
            login: "EVR04217".to_owned(),
            code: Secret::new("aK7%pQ2m€x".to_owned()),
            until: Moment::from_local(local, chrono_tz::Europe::Paris),
            contact: "Une question : 02 32 31 52 52".to_owned(),
        }
    }

    #[test]
    fn the_slip_shows_the_code_in_groups() {
        let golden = "              VILLE D’ÉVREUX
             Portail familles

Compte    EVR04217
Code (à saisir sans les espaces) :
    aK7% pQ2m €x

Valable jusqu’au dimanche 22 novembre 2026
à 10:42.
Code provisoire, à changer à la première
connexion.
Une question : 02 32 31 52 52
";
        assert_eq!(slip(&sample(), 42).reveal(), golden);
    }

    #[test]
    fn the_slip_of_a_demo_is_a_specimen_and_no_line_is_too_long() {
        let mut text = sample();
        text.specimen = true;
        text.code = Secret::new("aK7%pQ2m€xZ4_hR".to_owned());
        text.contact = "x\u{1b}".repeat(90);
        for columns in [24, 32, 42, 48] {
            let slip = slip(&text, columns);
            assert!(
                slip.reveal().contains("SPÉCIMEN")
                    && slip.reveal().contains("\n    aK7% pQ2m €xZ4 _hR\n")
            );
            assert!(slip.reveal().lines().all(|line| line.width() <= columns));
            assert!(!slip.reveal().contains('\u{1b}'));
        }
        assert!(!format!("{text:?}").contains("aK7"));
    }
}
