//! The letter that gives a family its login id, and once a provisional code: on the ticket
//! printer's paper, because that is the printer that a counter has.

use crate::domain::secret::Secret;
use crate::domain::time::{Moment, clock, long_day};

use super::slip::{push_grouped, push_line};
use super::{centred, labelled, left, specimen, town_hall};

/// Columns of the paper.
const COLUMNS: usize = 42;

/// Everything the letter prints.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterText {
    /// `Évreux`.
    pub town: String,
    /// Made in a demo: opens nothing, and says so.
    pub specimen: bool,
    /// `MARTINEAU Claire`.
    pub name: String,
    /// Lines of the address; empty ones are left out.
    pub address: Vec<String>,
    /// `EVR04217`.
    pub login: String,
    /// What the id is and where it stands, in one sentence; may be empty.
    pub about: String,
    /// A provisional code and the last moment it can be used, once.
    pub code: Option<(Secret, Moment)>,
    /// What to do about a forgotten password, in one or two sentences.
    pub forgotten: String,
    /// The portal changes nothing: the service is asked.
    pub read_only: bool,
    /// What a password must be, in one sentence.
    pub policy: String,
    /// Whom to ask, in one sentence; may be empty.
    pub contact: String,
}

/// The letter's lines, joined by line feeds. A secret, because the code may be in it.
pub fn letter(text: &LetterText) -> Secret {
    let mut head = centred(&town_hall(&text.town), COLUMNS);
    head.extend(centred("Portail familles", COLUMNS));
    head.extend(specimen(text.specimen, COLUMNS));
    head.push(String::new());
    head.extend(left(&text.name, COLUMNS));
    for line in text.address.iter().filter(|line| !line.is_empty()) {
        head.extend(left(line, COLUMNS));
    }
    head.push(String::new());
    head.extend(left("Votre compte du portail familles est ouvert.", COLUMNS));
    head.extend(labelled("Compte", &text.login, COLUMNS));
    head.extend(left(&text.about, COLUMNS));
    let mut tail = vec![String::new()];
    if let Some((_, until)) = &text.code {
        let local = until.local();
        let until = format!("Valable jusqu’au {} à {}.", long_day(local.date()), clock(local));
        tail.extend(left(&until, COLUMNS));
        tail.extend(left("À la première connexion, choisissez votre mot de passe.", COLUMNS));
        tail.extend(left(&text.policy, COLUMNS));
    } else {
        tail.extend(left(&text.forgotten, COLUMNS));
    }
    if text.read_only {
        let how = "Le portail montre les factures et les encaisse ; pour tout changement, \
                   écrivez ou téléphonez au service.";
        tail.extend(left(how, COLUMNS));
    }
    tail.extend(left("Ne donnez votre mot de passe à personne, pas même à un agent.", COLUMNS));
    tail.extend(left(&text.contact, COLUMNS));

    let mut letter = Secret::default();
    if text.code.is_some() {
        head.extend(left("Code (à saisir sans les espaces) :", COLUMNS));
    }
    for line in &head {
        push_line(&mut letter, line);
    }
    if let Some((code, _)) = &text.code {
        push_grouped(&mut letter, code);
    }
    for line in &tail {
        push_line(&mut letter, line);
    }
    letter
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use unicode_width::UnicodeWidthStr;

    use super::*;

    fn sample(code: Option<&str>) -> LetterText {
        let local = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap().and_hms_opt(10, 42, 0).unwrap();
        let until = Moment::from_local(local, chrono_tz::Europe::Paris);
        LetterText {
            town: "Évreux".to_owned(),
            specimen: false,
            name: "BLIN Ève".to_owned(),
            address: vec![String::new(), "27000 Évreux".to_owned()],
            login: "EVR04218".to_owned(),
            about: "Il figure au bas de vos factures.".to_owned(),
            forgotten: "Oublié ? Demandez un code provisoire au guichet.".to_owned(),
            read_only: false,
            code: code.map(|code| (Secret::new(code.to_owned()), until)),
            policy: "De 8 à 15 caractères.".to_owned(),
            contact: "02 32 31 98 02".to_owned(),
        }
    }

    #[test]
    fn the_letter_gives_the_login_and_once_the_code() {
        let golden = "              VILLE D’ÉVREUX
             Portail familles

BLIN Ève
27000 Évreux

Votre compte du portail familles est
ouvert.
Compte    EVR04218
Il figure au bas de vos factures.
Code (à saisir sans les espaces) :
    aK7- pQ2m x

Valable jusqu’au dimanche 22 novembre 2026
à 10:42.
À la première connexion, choisissez votre
mot de passe.
De 8 à 15 caractères.
Ne donnez votre mot de passe à personne,
pas même à un agent.
02 32 31 98 02
";
        assert_eq!(letter(&sample(Some("aK7-pQ2mx"))).reveal(), golden);
        let without = letter(&sample(None));
        assert!(without.reveal().contains("EVR04218") && !without.reveal().contains("Code ("));
        assert!(without.reveal().contains("Oublié ? Demandez un code provisoire au"));
        assert!(!format!("{:?}", sample(Some("aK7-pQ2mx"))).contains("aK7"));
    }

    #[test]
    fn no_line_is_too_long_and_a_demo_says_so() {
        let mut text = sample(Some("aK7-pQ2mx"));
        text.specimen = true;
        text.name = "x\u{1b}".repeat(90);
        let letter = letter(&text);
        assert!(letter.reveal().contains("SPÉCIMEN") && !letter.reveal().contains('\u{1b}'));
        assert!(letter.reveal().lines().all(|line| line.width() <= COLUMNS));
    }
}
