//! The details of a household: what each is called, how long it may be, and what is wrong with a
//! text while it is being typed.
//!
//! A text that is wrong is not written; one that is doubtful is, because families are stranger than
//! rules.

use std::fmt::Write;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::contact::{email_ok, phone_digits};
use super::people::QuotientSource;
use super::text::{clean, fold, is_harmless};
use super::time::{age_on, parse_day};

/// What can be said of a household or of one of its people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Detail {
    /// Surname.
    Surname,
    /// Given name.
    Given,
    /// What an adult is to the children.
    Link,
    /// Phone.
    Phone,
    /// E-mail.
    Email,
    /// Street and number.
    Address,
    /// Postcode.
    Postcode,
    /// Town.
    Town,
    /// Monthly family quotient, whole euros.
    Quotient,
    /// Last day of the quotient.
    QuotientUntil,
    /// The month that the quotient was calculated for.
    QuotientMonth,
    /// Who says so.
    QuotientSource,
    /// When the paper came in.
    QuotientOn,
    /// Yearly reference income, whole euros.
    Income,
    /// The year in which it was earned.
    IncomeYear,
    /// Civil year of the administrative file.
    FileYear,
    /// Birth date.
    Birth,
    /// School.
    School,
    /// Class.
    Class,
    /// When the yearly form came in.
    FormOn,
    /// Whether the PAI tariff applies.
    Pai,
}

/// What a text is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing to say.
    Fine,
    /// It is kept, but somebody should look.
    Doubt(&'static str),
    /// It is not kept.
    Wrong(&'static str),
}

/// The largest quotient, in euros.
const QUOTIENT_MAX: u32 = 99_999;
/// The largest reference income, in euros.
pub const INCOME_MAX: u32 = 9_999_999;
/// What a detail says that is so; nothing where it is not.
pub const YES: &str = "oui";
/// The age from which a child is no longer one.
const MAJORITY: u32 = 18;
/// The first year of a birth.
const FIRST_BIRTH_YEAR: i32 = 1900;
/// Years of anything but births.
const YEARS: std::ops::RangeInclusive<i32> = 2000..=2100;

impl Detail {
    /// The French word before the field.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Surname => "Nom",
            Self::Given => "Prénom",
            Self::Link => "Lien",
            Self::Phone => "Téléphone",
            Self::Email => "Courriel",
            Self::Address => "Adresse",
            Self::Postcode => "Code postal",
            Self::Town => "Ville",
            Self::Quotient => "Quotient",
            Self::QuotientUntil => "Valable jusqu’au",
            Self::QuotientMonth => "Calculé pour",
            Self::QuotientSource => "D’après",
            Self::QuotientOn => "Reçu le",
            Self::Income => "Revenu de réf.",
            Self::IncomeYear => "Revenus de",
            Self::FileYear => "Dossier (année)",
            Self::Birth => "Né(e) le",
            Self::School => "École",
            Self::Class => "Classe",
            Self::FormOn => "Fiche reçue le",
            Self::Pai => "Tarif PAI",
        }
    }

    /// What the field expects, for whoever has typed nothing yet.
    pub const fn hint(self) -> &'static str {
        match self {
            Self::Surname => "obligatoire",
            Self::Link => "mère, père, tuteur…",
            Self::Phone => "06 12 34 56 78",
            Self::Email => "claire.m@exemple.fr",
            Self::Address => "14 rue des Lilas",
            Self::Postcode => "5 chiffres",
            Self::Quotient => "en euros, sans centimes",
            Self::Income => "d’une année, en euros, de l’avis d’imposition",
            Self::QuotientUntil | Self::QuotientOn | Self::Birth | Self::FormOn => {
                "jj/mm/aaaa ou jjmmaa"
            }
            Self::QuotientMonth => "mm/aaaa",
            Self::QuotientSource => "CAF, MSA, attestation, avis d’imposition ou refus",
            Self::IncomeYear => "aaaa, celle des revenus et non de l’avis",
            Self::Pai => "oui, ou rien",
            Self::FileYear => "aaaa",
            Self::Given | Self::Town | Self::School => "",
            Self::Class => "CE1",
        }
    }

    /// Most characters.
    pub const fn longest(self) -> usize {
        match self {
            Self::Email => 254,
            Self::Address => 120,
            Self::Surname | Self::Given | Self::Town | Self::School => 80,
            Self::Link | Self::Class | Self::Phone | Self::QuotientSource => 40,
            _ => 16,
        }
    }

    /// What is wrong with a text on a day. An empty text is fine here: whether it must be filled
    /// depends on whose detail it is.
    pub fn check(self, text: &str, today: NaiveDate) -> Verdict {
        let text = text.trim();
        if text.is_empty() {
            return Verdict::Fine;
        }
        if text.chars().any(|c| !is_harmless(c) && !c.is_whitespace()) {
            return Verdict::Wrong("caractère invisible, à retirer");
        }
        if text.chars().count() > self.longest() {
            return Verdict::Wrong("trop long");
        }
        if text.starts_with(['=', '@', '-']) || (text.starts_with('+') && self != Self::Phone) {
            return Verdict::Wrong("pas de = + - @ au début");
        }
        match self {
            Self::Surname | Self::Given | Self::Link => name(text),
            Self::Phone => phone(text),
            Self::Email => email(text),
            Self::Postcode => postcode(text),
            Self::Quotient => match whole(text) {
                Some(euros) if euros <= QUOTIENT_MAX => Verdict::Fine,
                _ => Verdict::Wrong("un entier de 0 à 99\u{a0}999"),
            },
            Self::Income => match whole(text) {
                Some(euros) if euros <= INCOME_MAX => Verdict::Fine,
                _ => Verdict::Wrong("un entier de 0 à 9\u{a0}999\u{a0}999"),
            },
            Self::QuotientMonth => match written_month(text) {
                Some(month) if month > today => Verdict::Wrong("mois à venir"),
                Some(_) => Verdict::Fine,
                None => Verdict::Wrong("un mois comme 10/2026"),
            },
            Self::QuotientSource if source(text).is_none() => {
                Verdict::Wrong("CAF, MSA, attestation, avis ou refus")
            }
            Self::IncomeYear => match text.parse().ok().filter(|year| YEARS.contains(year)) {
                Some(year) if year > today.year() => Verdict::Wrong("année à venir"),
                Some(_) => Verdict::Fine,
                None => Verdict::Wrong("une année comme 2025"),
            },
            Self::Pai if !fold(text).starts_with('o') => Verdict::Wrong("oui, ou rien"),
            Self::FileYear => match text.parse().ok().filter(|year| YEARS.contains(year)) {
                Some(year) if year > today.year() + 1 => Verdict::Doubt("année à venir"),
                Some(_) => Verdict::Fine,
                None => Verdict::Wrong("une année comme 2026"),
            },
            Self::QuotientUntil => match typed_day(text, today, false) {
                Some(day) if !YEARS.contains(&day.year()) => Verdict::Wrong("de 2000 à 2100"),
                Some(day) if day < today => Verdict::Doubt("date passée\u{a0}: tranche maximale"),
                Some(_) => Verdict::Fine,
                None => NO_DAY,
            },
            Self::Birth => birth(text, today),
            Self::FormOn | Self::QuotientOn => match typed_day(text, today, true) {
                Some(day) if day > today => Verdict::Wrong("pas encore arrivé"),
                Some(day) if !YEARS.contains(&day.year()) => Verdict::Wrong("de 2000 à 2100"),
                Some(_) => Verdict::Fine,
                None => NO_DAY,
            },
            Self::Address
            | Self::Town
            | Self::School
            | Self::Class
            | Self::QuotientSource
            | Self::Pai => Verdict::Fine,
        }
    }

    /// What is kept of a text: cleaned, a day written out. A wrong text comes back cleaned only.
    pub fn tidy(self, text: &str, today: NaiveDate) -> String {
        let cleaned = clean(text);
        let past = match self {
            Self::Birth | Self::FormOn | Self::QuotientOn => true,
            Self::QuotientUntil => false,
            Self::Quotient | Self::Income => return cleaned.replace(' ', ""),
            Self::QuotientMonth => return written_month(&cleaned).map_or(cleaned, numeric_month),
            Self::QuotientSource => {
                return source(&cleaned).map_or(cleaned, |source| source.label().to_owned());
            }
            Self::Pai if fold(&cleaned).starts_with('o') => return YES.to_owned(),
            _ => return cleaned,
        };
        typed_day(&cleaned, today, past).map_or(cleaned, super::time::numeric_day)
    }
}

const NO_DAY: Verdict = Verdict::Wrong("une date comme 12/03/2019");

fn name(text: &str) -> Verdict {
    if text.chars().any(|c| c.is_ascii_digit()) {
        Verdict::Wrong("un nom n’a pas de chiffre")
    } else if !text.chars().any(char::is_alphabetic) {
        Verdict::Wrong("aucune lettre")
    } else {
        Verdict::Fine
    }
}

/// A French number in any of its forms is fine; 8 to 15 digits of anything else may be foreign.
fn phone(text: &str) -> Verdict {
    if phone_digits(text).is_some() {
        return Verdict::Fine;
    }
    let bare = text.strip_prefix('+').unwrap_or(text);
    let plain = bare.chars().all(|c| c.is_ascii_digit() || " .-/()".contains(c));
    let digits = bare.chars().filter(char::is_ascii_digit).count();
    match (plain, digits) {
        (false, _) => Verdict::Wrong("des chiffres et des espaces"),
        (true, 8..=15) if text.starts_with(['+', '0']) && text.get(..3) != Some("+33") => {
            let abroad = text.starts_with('+') || text.starts_with("00");
            if abroad { Verdict::Fine } else { Verdict::Wrong("10 chiffres, ou + et indicatif") }
        }
        (true, 8..=15) => Verdict::Doubt("numéro étranger\u{a0}?"),
        _ => Verdict::Wrong("10 chiffres, ou + et indicatif"),
    }
}

/// Most portals deliver to no address with an accent; some families have one all the same.
fn email(text: &str) -> Verdict {
    if email_ok(text) {
        return Verdict::Fine;
    }
    let (local, domain) = text.split_once('@').unwrap_or(("", ""));
    let plain: String = local.chars().map(|c| if c.is_alphanumeric() { 'a' } else { c }).collect();
    if email_ok(&format!("{plain}@{domain}")) {
        Verdict::Doubt("accent avant @\u{a0}: à vérifier")
    } else {
        Verdict::Wrong("une adresse comme a@exemple.fr")
    }
}

fn postcode(text: &str) -> Verdict {
    if text.len() == 5 && text.bytes().all(|b| b.is_ascii_digit()) {
        Verdict::Fine
    } else {
        Verdict::Wrong("5 chiffres")
    }
}

fn birth(text: &str, today: NaiveDate) -> Verdict {
    match typed_day(text, today, true) {
        None => NO_DAY,
        Some(day) if day > today => Verdict::Wrong("pas encore né(e)"),
        Some(day) if day.year() < FIRST_BIRTH_YEAR => Verdict::Wrong("après 1900"),
        Some(day) if age_on(day, today) >= MAJORITY => Verdict::Doubt("18 ans ou plus\u{a0}?"),
        Some(_) => Verdict::Fine,
    }
}

/// A whole number, thousands grouped or not.
pub(super) fn whole(text: &str) -> Option<u32> {
    let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let plain = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    digits.parse().ok().filter(|_| plain)
}

/// Who says a quotient, from the first letters of it: `caf`, `avis`.
pub fn source(text: &str) -> Option<QuotientSource> {
    let typed = fold(text);
    let begun = |one: &&QuotientSource| !typed.is_empty() && fold(one.label()).starts_with(&typed);
    let mut begun = QuotientSource::ALL.iter().filter(begun);
    begun.next().copied().filter(|_| begun.next().is_none())
}

/// The first day of a month: `10/2026`, `102026`, `10/26`.
pub fn written_month(text: &str) -> Option<NaiveDate> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let (month, year) = match text.split_once(['/', '-', '.', ' ']) {
        Some(parts) => parts,
        None if digits.len() == 6 && digits == text => (text.get(..2)?, text.get(2..)?),
        None => return None,
    };
    let whole_year = match year.len() {
        2 => format!("20{year}"),
        _ => year.to_owned(),
    };
    parse_day(&format!("01/{month}/{whole_year}")).filter(|day| YEARS.contains(&day.year()))
}

/// `10/2026`.
pub(super) fn numeric_month(month: NaiveDate) -> String {
    month.format("%m/%Y").to_string()
}

/// A day as [`Detail::tidy`] writes it.
pub(super) fn written_day(text: &str) -> Option<NaiveDate> {
    parse_day(text)
}

/// A day as people type it: `12/03/2019`, `12/3/19`, `120319`, `12032019`. Of two digits the
/// century is this one, or for a day that must be past the last one that makes it so.
pub fn typed_day(text: &str, today: NaiveDate, past: bool) -> Option<NaiveDate> {
    let text = text.trim();
    let mut spread = String::new();
    if matches!(text.len(), 6 | 8) && text.bytes().all(|b| b.is_ascii_digit()) {
        let _ = write!(spread, "{}/{}/{}", text.get(..2)?, text.get(2..4)?, text.get(4..)?);
    } else {
        spread.push_str(text);
    }
    let short = spread.rsplit(['/', '-', '.', ' ']).next().filter(|year| year.len() == 2);
    let Some(year) = short.filter(|year| year.bytes().all(|b| b.is_ascii_digit())) else {
        return parse_day(&spread.replace(' ', "/"));
    };
    let (head, century) = (spread.get(..spread.len() - 2)?, today.year() / 100);
    let head = head.replace(' ', "/");
    let day = parse_day(&format!("{head}{century}{year}"));
    let before = || parse_day(&format!("{head}{}{year}", century - 1));
    if past && day.is_none_or(|day| day > today) { before().or(day) } else { day }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> NaiveDate {
        parse_day("20/11/2026").unwrap()
    }

    /// Which texts are fine, doubtful and wrong.
    fn sort(detail: Detail, fine: &[&str], doubt: &[&str], wrong: &[&str]) {
        for text in fine {
            assert_eq!(detail.check(text, today()), Verdict::Fine, "{detail:?} {text}");
        }
        for text in doubt {
            let verdict = detail.check(text, today());
            assert!(matches!(verdict, Verdict::Doubt(_)), "{detail:?} {text} {verdict:?}");
        }
        for text in wrong {
            let verdict = detail.check(text, today());
            assert!(matches!(verdict, Verdict::Wrong(_)), "{detail:?} {text} {verdict:?}");
        }
        assert_eq!(detail.check("  ", today()), Verdict::Fine);
    }

    #[test]
    fn names_have_letters_no_digits_and_an_end() {
        let (fits, long) = ("é".repeat(80), "é".repeat(81));
        sort(Detail::Surname, &["N’DIAYE-LE GOFF", &fits], &[], &[&long, "MARTIN2", "’-", "=A"]);
        sort(Detail::Given, &["Jean Pierre"], &[], &["a\u{1b}b", "a\u{202e}b", "-a", "+a", "@a"]);
        sort(Detail::Link, &["mère"], &[], &[&"a".repeat(41)]);
        sort(Detail::Address, &["14 rue des Lilas", "2"], &[], &["=2", &"a".repeat(121)]);
    }

    #[test]
    fn birth_dates_are_past_and_of_children() {
        let fine = ["12/03/2019", "120319", "12032019", "12/3/19", "12 03 2019", "20/11/2026"];
        sort(Detail::Birth, &fine, &["20/11/2008", "31/12/1900", "010170"], &["21/11/2026"]);
        sort(Detail::Birth, &["21/11/2008"], &[], &["31/02/2019", "13/13/2019", "1203", "hier"]);
        sort(Detail::Birth, &[], &[], &["31/12/1899", "1203199", "12/03/019"]);
    }

    #[test]
    fn typed_days_find_their_century() {
        for (text, past, day) in [
            ("120319", true, Some("12/03/2019")),
            ("201126", true, Some("20/11/2026")),
            ("211126", true, Some("21/11/1926")),
            ("311226", false, Some("31/12/2026")),
            ("29/02/25", true, None),
            ("", true, None),
            ("éé", true, None),
            ("éàè", true, None),
        ] {
            assert_eq!(typed_day(text, today(), past), day.and_then(parse_day), "{text}");
        }
    }

    #[test]
    fn phones_are_french_or_may_be_foreign() {
        let fine = ["0612345678", "06 12 34 56 78", "+33 6 12 34 56 78", "+32 470 12 34 56"];
        sort(Detail::Phone, &fine, &["470 12 34 56"], &["06 12 34 56 7", "06 12 34 56 7x", "12"]);
        sort(Detail::Phone, &["0032470123456"], &[], &["+", "06 12 34 56 789", "+1234567"]);
    }

    #[test]
    fn addresses_of_the_net_are_ascii_or_doubtful() {
        let wrong = ["claire", "a@b", "a b@c.fr", "a@b..fr", "a@évreux.fr"];
        sort(Detail::Email, &["claire.m@exemple.fr"], &["léa@exemple.fr"], &wrong);
    }

    #[test]
    fn numbers_stay_within_their_limits() {
        sort(Detail::Postcode, &["27000"], &[], &["2700", "270000", "27 000", "2700a"]);
        sort(Detail::Quotient, &["0", "742", "99999", "99 999"], &[], &["100000", "-1", "7,5"]);
        sort(Detail::FileYear, &["2000", "2027", "2026"], &["2028", "2100"], &["1999", "2101"]);
        sort(Detail::QuotientUntil, &["20/11/2026", "311226"], &["19/11/2026"], &["31/12/2101"]);
        sort(Detail::FormOn, &["20/11/2026", "020926"], &[], &["21/11/2026", "31/12/1999"]);
        sort(Detail::QuotientOn, &["20/11/2026", "020926"], &[], &["21/11/2026", "31/12/1999"]);
        sort(Detail::Income, &["0", "24 000", "9999999"], &[], &["10000000", "-1", "7,5"]);
        sort(Detail::IncomeYear, &["2000", "2026"], &[], &["2027", "1999", "25"]);
        let months = ["11/2026", "1/2026", "112026", "11/26", "11-2026"];
        sort(Detail::QuotientMonth, &months, &[], &["12/2026", "13/2026", "1126", "novembre", "/"]);
    }

    #[test]
    fn who_says_a_quotient_is_told_by_its_first_letters() {
        let known = ["CAF", "caf", "c", "Msa", "att", "avis d’imposition", "avis", "refus"];
        sort(Detail::QuotientSource, &known, &[], &["a", "impôts", "caff", "’"]);
        sort(Detail::Pai, &["oui", "OUI", "o"], &[], &["non", "arachide", "’"]);
    }

    #[test]
    fn what_is_kept_is_clean_and_written_out() {
        for (detail, typed, kept) in [
            (Detail::Birth, " 120319", "12/03/2019"),
            (Detail::Birth, "1203", "1203"),
            (Detail::QuotientUntil, "311230", "31/12/2030"),
            (Detail::Quotient, "1 234", "1234"),
            (Detail::Income, "24 000", "24000"),
            (Detail::QuotientMonth, "1/26", "01/2026"),
            (Detail::QuotientSource, "avis", "avis d’imposition"),
            (Detail::QuotientSource, "impôts", "impôts"),
            (Detail::QuotientOn, "201126", "20/11/2026"),
            (Detail::Pai, "O", "oui"),
            (Detail::Surname, "  LE   GOFF\u{a0}", "LE GOFF"),
        ] {
            assert_eq!(detail.tidy(typed, today()), kept);
        }
    }
}
