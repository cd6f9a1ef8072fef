//! One cell to one value, or to the words for what it should have been.
//!
//! Cells come trimmed. Nothing is corrected silently, and nothing that a spreadsheet would run as
//! a formula gets in.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime};

use crate::domain::detail::{INCOME_MAX, source, written_month};
use crate::domain::login::is_id;
use crate::domain::money::Cents;
use crate::domain::people::{
    AccountState, ActivityKind, BlockCause, BookingState, DocumentFault, DocumentState,
    QuotientSource, Rhythm,
};
use crate::domain::text::{clean, fold, is_harmless};
use crate::domain::time::parse_day;
use crate::domain::weekdays::Weekdays;

use super::plan::Expiry;

/// What a cell should hold, in French, for the error line.
pub(super) type Expected = &'static str;

/// The largest amount of one invoice or tariff: 100 000,00 €.
const AMOUNT_MAX: Cents = Cents(10_000_000);
/// The largest number of places, and the largest quotient in euros.
const COUNT_MAX: u32 = 100_000;
/// What a spreadsheet takes for the beginning of a formula.
pub(super) const FORMULA: [char; 4] = ['=', '+', '-', '@'];
/// What stands for the last day of a document that holds for good.
pub(super) const NO_END: &str = "sans fin";
/// The oldest age of an activity, in years.
const AGE_MAX: u32 = 25;
/// Years of anything but births.
const YEARS: std::ops::RangeInclusive<i32> = 2000..=2100;
/// Year of the oldest birth.
const FIRST_BIRTH_YEAR: i32 = 1900;

/// Text made harmless, with whether a character had to go for it.
///
/// # Errors
/// A spreadsheet formula: a first character of [`FORMULA`] with something after it, unless the `'`
/// before it marks a text.
pub(super) fn text(cell: &str) -> Result<(String, bool), Expected> {
    let marked = cell.strip_prefix('\'').filter(|rest| rest.starts_with(FORMULA));
    let cleaned = clean(marked.unwrap_or(cell));
    if marked.is_none() && cleaned.starts_with(FORMULA) && cleaned.chars().count() > 1 {
        return Err("un texte, pas une formule de tableur");
    }
    let lossy = cell.chars().any(|c| !is_harmless(c) && !c.is_whitespace() && c != '\u{feff}');
    Ok((cleaned, lossy))
}

/// A login id: what a family types, so no spaces.
pub(super) fn login(cell: &str) -> Result<String, Expected> {
    is_id(cell)
        .then(|| clean(cell))
        .ok_or("1 à 40 lettres, chiffres ou . - _ @ +, ou un courriel, sans signe au début")
}

/// An invoice number or an activity's code: spaces and slashes may stand inside.
pub(super) fn code(cell: &str) -> Result<String, Expected> {
    identifier(cell, "._-/ ")
        .ok_or("1 à 40 lettres, chiffres, espaces ou . - _ /, sans signe au début")
}

fn identifier(cell: &str, marks: &str) -> Option<String> {
    let allowed = |c: char| c.is_alphanumeric() || marks.contains(c);
    let fits = cell.starts_with(char::is_alphanumeric)
        && cell.chars().all(allowed)
        && cell.chars().count() <= 40;
    fits.then(|| clean(cell))
}

/// An amount of an invoice or a tariff, never negative.
pub(super) fn amount(cell: &str) -> Result<Cents, Expected> {
    Cents::parse(cell)
        .filter(|amount| (Cents::ZERO..=AMOUNT_MAX).contains(amount))
        .ok_or("un montant de 0 à 100\u{a0}000,00")
}

/// A day of this century.
pub(super) fn day(cell: &str) -> Result<NaiveDate, Expected> {
    date(cell)
        .filter(|day| YEARS.contains(&day.year()))
        .ok_or("une date comme 31/12/2026, de 2000 à 2100")
}

/// A date as people write it, or as databases do, at midnight.
fn date(cell: &str) -> Option<NaiveDate> {
    let (date, time) = cell.split_once([' ', 'T']).unwrap_or((cell, "00:00"));
    if matches!(time, "00:00" | "00:00:00") { parse_day(date) } else { None }
}

/// A birth date, today at the latest.
pub(super) fn birth(cell: &str, today: NaiveDate) -> Result<NaiveDate, Expected> {
    date(cell)
        .filter(|day| day.year() >= FIRST_BIRTH_YEAR && *day <= today)
        .ok_or("une date de naissance comme 24/06/2019, de 1900 à aujourd’hui")
}

/// A day, or a day with its time: `19/11/2026 21:14`, `2026-11-19T21:14:05`.
pub(super) fn moment(cell: &str) -> Result<NaiveDateTime, Expected> {
    let expected = "une date comme 19/11/2026, avec ou sans heure (21:14)";
    let (date, time) = cell.split_once([' ', 'T']).unwrap_or((cell, "00:00"));
    let time = ["%H:%M", "%H:%M:%S"].iter().find_map(|f| NaiveTime::parse_from_str(time, f).ok());
    match (day(date), time) {
        (Ok(date), Some(time)) => Ok(date.and_time(time)),
        _ => Err(expected),
    }
}

/// A civil year.
pub(super) fn year(cell: &str) -> Result<i32, Expected> {
    let year = cell.parse().ok().filter(|year| YEARS.contains(year));
    year.ok_or("une année de 2000 à 2100")
}

/// An age in whole years.
pub(super) fn age(cell: &str) -> Result<u32, Expected> {
    whole(cell, AGE_MAX).ok_or("un âge de 0 à 25 ans")
}

/// A family quotient in whole euros, and whether cents had to go: tariffs know none.
pub(super) fn quotient(cell: &str) -> Result<(u32, bool), Expected> {
    let expected = "un quotient de 0 à 100\u{a0}000";
    let amount = Cents::parse(cell).filter(|amount| amount.0 >= 0).ok_or(expected)?;
    let euros = u32::try_from(amount.0 / 100).ok().filter(|euros| *euros <= COUNT_MAX);
    Ok((euros.ok_or(expected)?, amount.0 % 100 != 0))
}

/// A reference income of a year in whole euros, and whether cents had to go.
pub(super) fn income(cell: &str) -> Result<(u32, bool), Expected> {
    let expected = "un revenu annuel de 0 à 9\u{a0}999\u{a0}999";
    let amount = Cents::parse(cell).filter(|amount| amount.0 >= 0).ok_or(expected)?;
    let euros = u32::try_from(amount.0 / 100).ok().filter(|euros| *euros <= INCOME_MAX);
    Ok((euros.ok_or(expected)?, amount.0 % 100 != 0))
}

/// The first day of the month that a quotient was calculated for.
pub(super) fn month(cell: &str) -> Result<NaiveDate, Expected> {
    written_month(cell).ok_or("un mois comme 10/2026")
}

/// Who says a quotient.
pub(super) fn quotient_source(cell: &str) -> Result<QuotientSource, Expected> {
    source(cell).ok_or("CAF, MSA, attestation, avis d’imposition ou refus")
}

/// Whether something is so.
pub(super) fn yes(cell: &str) -> Result<bool, Expected> {
    match fold(cell).as_str() {
        "oui" | "o" | "1" | "x" => Ok(true),
        "non" | "n" | "0" => Ok(false),
        _ => Err("oui ou non"),
    }
}

/// Whether a family activated the account that its days are paid from.
pub(super) fn activated(cell: &str) -> Result<bool, Expected> {
    match fold(cell).as_str() {
        "active" | "actif" => Ok(true),
        "inactif" | "non active" => Ok(false),
        _ => yes(cell),
    }
}

/// The day on which a document came in, today at the latest.
pub(super) fn received(cell: &str, today: NaiveDate) -> Result<NaiveDate, Expected> {
    let day = day(cell).ok().filter(|day| *day <= today);
    day.ok_or("une date de réception comme 02/09/2026, de 2000 à aujourd’hui")
}

/// Until when a document holds.
pub(super) fn expiry(cell: &str) -> Result<Expiry, Expected> {
    match fold(cell).as_str() {
        NO_END | "illimitee" | "illimite" | "permanente" => Ok(Expiry::Never),
        _ => day(cell).map(Expiry::On).map_err(|_| "une date comme 31/08/2027, ou sans fin"),
    }
}

/// Where a document stands.
pub(super) fn document_state(cell: &str) -> Result<DocumentState, Expected> {
    match fold(cell).as_str() {
        "recue" | "recu" | "deposee" | "fournie" | "a valider" => Ok(DocumentState::Received),
        "validee" | "valide" | "acceptee" => Ok(DocumentState::Validated),
        "refusee" | "refuse" | "rejetee" => Ok(DocumentState::Refused),
        _ => Err("reçue, validée ou refusée"),
    }
}

/// Why a document does not do.
pub(super) fn document_fault(cell: &str) -> Result<DocumentFault, Expected> {
    let folded = fold(cell);
    let known = |fault: &&DocumentFault| [fault.code(), fault.label()].map(fold).contains(&folded);
    match folded.as_str() {
        "incomplet" => Ok(DocumentFault::Incomplete),
        "perime" | "expiree" => Ok(DocumentFault::Outdated),
        "sans signature" => Ok(DocumentFault::Unsigned),
        _ => {
            DocumentFault::ALL.iter().find(known).copied().ok_or(
                "illisible, incomplète, périmée, non signée, autre personne ou mauvaise pièce",
            )
        }
    }
}

/// Places a day.
pub(super) fn count(cell: &str) -> Result<u32, Expected> {
    whole(cell, COUNT_MAX).ok_or("un entier de 0 à 100\u{a0}000")
}

fn whole(cell: &str, max: u32) -> Option<u32> {
    let digits: String =
        cell.chars().filter(|c| !matches!(c, ' ' | '\u{a0}' | '\u{202f}')).collect();
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|number| plain && *number <= max)
}

/// A phone number, kept as the office writes it, and whether a second one stood behind it. The
/// apostrophe by which spreadsheets keep a leading zero is no part of it.
pub(super) fn phone(cell: &str) -> Result<(String, bool), Expected> {
    let cleaned = clean(cell.strip_prefix('\'').unwrap_or(cell));
    if is_phone(&cleaned) {
        return Ok((cleaned, false));
    }
    let several: Vec<&str> = cleaned.split(['/', ',', ';']).map(str::trim).collect();
    match several.as_slice() {
        [first, others @ ..] if is_phone(first) && others.iter().all(|one| is_phone(one)) => {
            Ok(((*first).to_owned(), true))
        }
        _ => Err("un numéro comme 06 12 34 56 78 ou +33 6 12 34 56 78"),
    }
}

/// Whether a text is one phone number: 8 to 15 digits.
fn is_phone(text: &str) -> bool {
    let bare = text.strip_prefix('+').unwrap_or(text);
    let known = bare.chars().all(|c| c.is_ascii_digit() || " .-/()".contains(c));
    known && (8..=15).contains(&bare.chars().filter(char::is_ascii_digit).count())
}

/// Where a booked day stands: booked, on the waiting list, or to be validated by an agent.
pub(super) fn booking_state(cell: &str) -> Result<BookingState, Expected> {
    match fold(cell).as_str() {
        "reserve" | "inscrit" => Ok(BookingState::Booked),
        "attente" | "en attente" | "liste d attente" => Ok(BookingState::Waiting),
        "a valider" => Ok(BookingState::ToValidate),
        _ => Err("réservé, attente ou à valider"),
    }
}

/// How a child comes.
pub(super) fn rhythm(cell: &str) -> Result<Rhythm, Expected> {
    match fold(cell).as_str() {
        "occasionnel" | "occasionnelle" | "occasionnellement" | "ponctuel" | "ponctuelle" => {
            Ok(Rhythm::Occasional)
        }
        "regulier" | "reguliere" | "regulierement" => Ok(Rhythm::Regular),
        _ => Err("occasionnel ou régulier"),
    }
}

/// How offices write a rhythm.
pub(super) const fn rhythm_word(rhythm: Rhythm) -> &'static str {
    match rhythm {
        Rhythm::Occasional => "occasionnel",
        Rhythm::Regular => "régulier",
    }
}

/// An e-mail address.
pub(super) fn email(cell: &str) -> Result<String, Expected> {
    if email_ok(cell) { Ok(clean(cell)) } else { Err("une adresse comme claire.m@exemple.fr") }
}

/// Whether a text has the shape of an e-mail address; accents may stand before the `@`.
fn email_ok(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else { return false };
    let local_ok = local.starts_with(char::is_alphanumeric)
        && local.chars().all(|c| c.is_alphanumeric() || "._%+-'&/=!#$*?^`{|}~".contains(c));
    let label_ok = |label: &str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    local_ok && text.len() <= 254 && domain.contains('.') && domain.split('.').all(label_ok)
}

/// Where an account stands.
pub(super) fn account_state(cell: &str) -> Result<AccountState, Expected> {
    match fold(cell).as_str() {
        "actif" | "active" | "ouvert" | "valide" => Ok(AccountState::Active),
        "bloque" | "blocked" | "verrouille" => Ok(AccountState::Blocked),
        "jamais" | "jamais connecte" | "neuf" | "non active" | "inactif" => Ok(AccountState::New),
        _ => Err("actif, bloqué ou jamais"),
    }
}

/// Why an account is closed.
pub(super) fn block_cause(cell: &str) -> Result<BlockCause, Expected> {
    match fold(cell).as_str() {
        "mots de passe"
        | "mot de passe"
        | "mots de passe faux"
        | "mots de passe errones"
        | "tentatives"
        | "3 tentatives"
        | "echecs de connexion" => Ok(BlockCause::Passwords),
        "impayes" | "impaye" | "factures impayees" => Ok(BlockCause::Unpaid),
        _ => Err("mots de passe ou impayés"),
    }
}

/// The kind of an activity.
pub(super) fn activity_kind(cell: &str) -> Result<ActivityKind, Expected> {
    ActivityKind::from_office(cell).ok_or("cantine, périscolaire, mercredi, vacances ou sport")
}

/// Days of the week: `L M J V`, `lun, mar`, `mercredi`, `lundi au vendredi`.
pub(super) fn weekdays(cell: &str) -> Result<Weekdays, Expected> {
    Weekdays::from_office(cell).ok_or("des jours comme L M J V, ou mercredi, ou lundi au vendredi")
}

#[cfg(test)]
mod tests {
    use std::fmt::Debug;

    use super::*;

    /// Which of these cells are accepted, and which are refused with some words.
    fn check<T: Debug>(parse: impl Fn(&str) -> Result<T, Expected>, good: &[&str], bad: &[&str]) {
        for cell in good {
            assert!(parse(cell).is_ok(), "{cell} : {:?}", parse(cell));
        }
        for cell in bad {
            assert!(!parse(cell).unwrap_err().is_empty(), "{cell}");
        }
        assert!(parse("").is_err(), "an empty cell is no value");
    }

    #[test]
    fn formulas_are_no_text_and_controls_are_told() {
        for formula in ["=1+1", "+33", "-cmd|'x'!A1", "@SUM(A1)", "\t=1+1", "-- x"] {
            assert!(text(formula).is_err(), "{formula}");
        }
        assert_eq!(text("a\u{1b}[2Jb"), Ok(("a [2Jb".to_owned(), true)));
        assert_eq!(text("12\u{a0}rue\nhaute"), Ok(("12 rue haute".to_owned(), false)));
        assert_eq!(text("-"), Ok(("-".to_owned(), false)));
        assert_eq!(text("Jean-Luc +1"), Ok(("Jean-Luc +1".to_owned(), false)));
    }

    #[test]
    fn identifiers_are_short_and_plain() {
        let (fits, long) = ("a".repeat(40), "a".repeat(41));
        check(login, &["EVR04217", "durand.simon", "a@b.fr", &fits], &[&long, "=EVR", "EVR 1"]);
        check(login, &["É1"], &["EVR\u{1}1", "EVR\n1", "-1", "E\u{202e}R"]);
        check(code, &["2026-10-04217", "FA/26 12", "CANTINE_A", &fits], &[&long, "@x", "a\tb"]);
    }

    #[test]
    fn amounts_stay_within_their_limits() {
        check(
            amount,
            &["0", "0,00", "1 234,50 €", "100000", "100 000,00"],
            &["100000,01", "-0,01"],
        );
        check(amount, &["31,2"], &["31,205", "=31", "abc", "1e3"]);
    }

    #[test]
    fn dates_stay_within_their_limits() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
        check(day, &["01/01/2000", "31/12/2100", "2026-11-20"], &["31/12/1999", "01/01/2101"]);
        check(
            day,
            &["31/12/2026 00:00", "2026-12-31T00:00:00"],
            &["31/12/2026 00:01", "1/1/2026 x"],
        );
        check(day, &["29/02/2028"], &["29/02/2026", "12/31/2026", "hier"]);
        let received = |cell: &str| received(cell, today);
        check(received, &["01/01/2000", "20/11/2026"], &["31/12/1999", "21/11/2026", "hier"]);
        let birth = |cell: &str| birth(cell, today);
        check(birth, &["01/01/1900", "20/11/2026"], &["31/12/1899", "21/11/2026", "2019"]);
        check(year, &["2000", "2100"], &["1999", "2101", "26", "2026.0"]);
    }

    #[test]
    fn moments_are_days_with_or_without_a_time() {
        for (cell, read) in [
            ("19/11/2026 21:14", "2026-11-19 21:14:00"),
            ("2026-11-19T21:14:05", "2026-11-19 21:14:05"),
            ("19/11/2026", "2026-11-19 00:00:00"),
        ] {
            assert_eq!(moment(cell).unwrap().to_string(), read);
        }
        check(moment, &[], &["19/11/2026 25:00", "21:14", "19/11/1999 21:14", "19/11/2026 x"]);
    }

    #[test]
    fn numbers_stay_within_their_limits() {
        check(age, &["0", "25"], &["26", "-1", "3,5", "+3"]);
        check(quotient, &["0", "100000,99", "1 234"], &["100001", "-1", "12,505", "=1"]);
        for (cell, read) in
            [("742", (742, false)), ("742,00", (742, false)), ("742.5", (742, true))]
        {
            assert_eq!(quotient(cell), Ok(read));
        }
        check(count, &["0", "100000", "100 000"], &["100001", "-1", "12,5", "99999999999", "1e3"]);
    }

    #[test]
    fn phones_and_addresses_are_plausible() {
        check(phone, &["06 12 34 56 78", "+33 6 12 34 56 78", "0612345678", "02.32.31.98.02"], &[]);
        assert_eq!(phone("'0612345678"), Ok(("0612345678".to_owned(), false)));
        assert_eq!(phone("06/12/34/56/78"), Ok(("06/12/34/56/78".to_owned(), false)));
        let two = "06 12 34 56 78 / 02 32 31 98 02";
        assert_eq!(phone(two), Ok(("06 12 34 56 78".to_owned(), true)));
        check(phone, &[], &["06 12 34 56 78 / domicile", "''0612345678"]);
        check(phone, &["12345678", "123456789012345"], &["1234567", "1234567890123456", "=06"]);
        check(phone, &[], &["06 12 34 56 78 x", "06+12345678"]);
        check(email, &["claire.m@exemple.fr", "léa+1@a-b.co.uk"], &["claire", "a@b", "@b.fr"]);
        check(email, &[], &["=a@b.fr", "a b@c.fr", "a@b..fr", "a@-b.fr", "a@b.fr\u{1}"]);
        let (fits, long) = ("a".repeat(246) + "@xyzt.fr", "a".repeat(247) + "@xyzt.fr");
        check(email, &[&fits], &[&long]);
    }

    #[test]
    fn closed_lists_know_the_office_s_words() {
        check(account_state, &["Actif", "BLOQUÉ", "bloque", "jamais connecté"], &["fermé"]);
        check(block_cause, &["mots de passe", "Impayés", "mots_de_passe"], &["vol"]);
        check(document_state, &["Reçue", "à valider", "VALIDÉE", "refuse"], &["retirée", "x"]);
        check(document_fault, &["Mauvaise pièce", "autre_piece", "périmé"], &["trop vieille"]);
        check(expiry, &["Sans fin", "31/12/2100"], &["jamais", "01/01/2101", "31/02/2027"]);
        check(activated, &["oui", "X", "Activé", "inactif", "0"], &["bientôt", "2", "=1+1"]);
        check(
            rhythm,
            &["Occasionnelle", "ponctuel", "RÉGULIER", "reguliere"],
            &["rare", "o", "=1+1"],
        );
        check(booking_state, &["Réservé", "attente", "À valider"], &["annulé", "x"]);
        check(activity_kind, &["Cantine", "périscolaire", "Restauration scolaire"], &["danse"]);
    }

    #[test]
    fn weekdays_are_read_as_offices_write_them() {
        for (cell, days) in [
            ("L M J V", "L M J V"),
            ("lun, mar, jeu, ven", "L M J V"),
            ("Lundi;Mardi;Jeudi;Vendredi", "L M J V"),
            ("LMJV", "L M J V"),
            ("lundi, mardi, jeudi et vendredi", "L M J V"),
            ("L M M J V", "L M Me J V"),
            ("lundi au vendredi", "L M Me J V"),
            ("lun-mar-mer-jeu-ven", "L M Me J V"),
            ("mercredi", "Me"),
        ] {
            assert_eq!(weekdays(cell).unwrap().to_string(), days, "{cell}");
        }
        check(weekdays, &[], &["lundi au", "vendredi au lundi", "8", "LMMM", "et"]);
    }
}
