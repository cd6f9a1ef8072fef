//! What the CNIL or the law would say of a commune's rules. None of it keeps a profile from being
//! used: the commune decides.

use chrono::NaiveDate;
use rust_decimal::{Decimal, MathematicalOps};

use super::Profile;
use crate::domain::money::Cents;
use crate::domain::password::PasswordPolicy;
use crate::domain::tariff::Tariff;

/// A remark, and the text that it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// What there is to say, in French.
    pub sentence: String,
    /// `CNIL, délibération 2022-100`.
    pub source: &'static str,
}

const CNIL: &str = "CNIL, délibération 2022-100 du 21 juillet 2022";
const CASH: &str = "CGI, article 1680";
const COST: &str = "code de l’éducation, article R531-53";
const SCHOOL: &str = "code de l’éducation, articles D521-6 et D521-7";

/// Bits of the weakest password, with nothing beside it.
const ALONE: Decimal = Decimal::from_parts(80, 0, 0, false, 0);
/// The same where the account is blocked after a few tries.
const WITH_BLOCK: Decimal = Decimal::from_parts(50, 0, 0, false, 0);
/// The CNIL rounds: its own example of 80 bits has 79,6.
const ROUNDING: Decimal = Decimal::from_parts(5, 0, 0, false, 1);
/// Hours for which a provisional secret lives, at most.
const CODE_HOURS: u32 = 24;
/// A password of fewer characters is kept from being long.
const SHORT_MAXIMUM: u32 = 50;
/// Tries before a block, at most.
const MOST_TRIES: u32 = 10;
/// The largest payment in cash of a tax or a fee.
const CASH_LIMIT: Cents = Cents(30_000);

impl PasswordPolicy {
    /// Bits of the weakest password that is accepted: its length times the binary logarithm of the
    /// alphabet that it must draw from. Who must use capitals may use small letters too.
    pub fn bits(&self) -> Decimal {
        let counted = [(self.upper, 26), (self.digit, 10)];
        let classes: u32 = counted.iter().filter(|(asked, _)| *asked).map(|(_, size)| size).sum();
        let specials = u32::try_from(self.specials.chars().count()).unwrap_or(u32::MAX);
        let alphabet = Decimal::from(26 + classes + specials);
        let bits = alphabet.ln() / Decimal::TWO.ln() * Decimal::from(self.min_chars);
        bits.round_dp(1)
    }
}

impl Profile {
    /// All there is to say on a day.
    pub fn remarks(&self, today: NaiveDate) -> Vec<Remark> {
        let mut remarks = self.secrets_remarked();
        let remark = |sentence, source| Remark { sentence, source };
        if self.regie.cash_limit > CASH_LIMIT {
            let sentence = format!(
                "Espèces jusqu’à {}\u{a0}: la loi s’arrête à {CASH_LIMIT}.",
                self.regie.cash_limit
            );
            remarks.push(remark(sentence, CASH));
        }
        if let Some(warning) = self.calendar.school.warning(today) {
            remarks.push(remark(warning, SCHOOL));
        }
        remarks.extend(self.rates.voted.iter().filter_map(above_cost));
        remarks
    }

    fn secrets_remarked(&self) -> Vec<Remark> {
        let (access, policy) = (&self.access, &self.access.passwords.policy);
        let bits = policy.bits();
        let comma = bits.to_string().replace('.', ",");
        let mut told = Vec::new();
        if bits + ROUNDING < WITH_BLOCK {
            told.push(format!(
                "Le mot de passe le plus faible a {comma}\u{a0}bits\u{a0}: il en faut 50, même \
                 avec un compte qui se bloque. Demandez plus de caractères."
            ));
        } else if bits + ROUNDING < ALONE {
            told.push(format!(
                "Le mot de passe le plus faible a {comma}\u{a0}bits, moins de 80\u{a0}: admis \
                 seulement parce que le compte se bloque après {}\u{a0}essais.",
                access.tries
            ));
        }
        if policy.max_chars < SHORT_MAXIMUM {
            told.push(format!(
                "{}\u{a0}caractères au plus\u{a0}: une longueur maximale basse empêche les phrases \
                 de passe.",
                policy.max_chars
            ));
        }
        if let Some(days) = access.passwords.change_days {
            told.push(format!(
                "Un mot de passe à changer tous les {days}\u{a0}jours\u{a0}: la CNIL ne le demande \
                 plus aux usagers, qui en choisissent alors de plus faibles."
            ));
        }
        if access.code_hours > CODE_HOURS {
            told.push(format!(
                "Un code provisoire sert {}\u{a0}heures\u{a0}: {CODE_HOURS} suffisent.",
                access.code_hours
            ));
        }
        if access.tries > MOST_TRIES {
            told.push(format!(
                "{}\u{a0}essais avant le blocage\u{a0}: {MOST_TRIES} au plus.",
                access.tries
            ));
        }
        told.into_iter().map(|sentence| Remark { sentence, source: CNIL }).collect()
    }
}

/// « Ces tarifs ne peuvent être supérieurs au coût par usager. »
fn above_cost(tariff: &Tariff) -> Option<Remark> {
    let (cost, price) = (tariff.cost?, tariff.grid.maximum(1));
    let sentence = format!(
        "Tarif {} ({})\u{a0}: jusqu’à {price}, pour un coût déclaré de {cost} par enfant.",
        tariff.name, tariff.term.vote
    );
    (price > cost).then_some(Remark { sentence, source: COST })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn policy(
        (min_chars, max_chars): (u32, u32),
        (upper, digit): (bool, bool),
        specials: &str,
    ) -> PasswordPolicy {
        let specials = specials.to_owned();
        PasswordPolicy { min_chars, max_chars, digit, lower: true, upper, specials }
    }

    #[test]
    fn the_bits_of_a_policy_are_those_of_its_weakest_password() {
        let evreux = "=+|.-_@!#$%?*€),(";
        for (policy, bits) in [
            (policy((8, 15), (true, true), evreux), "50.4"),
            (policy((12, 15), (true, true), evreux), "75.6"),
            (policy((13, 15), (true, true), evreux), "81.9"),
            (policy((15, 15), (true, true), evreux), "94.6"),
            (policy((8, 64), (true, true), ""), "47.6"),
            (policy((8, 64), (false, true), ""), "41.4"),
            (policy((14, 64), (true, true), ""), "83.4"),
        ] {
            assert_eq!(policy.bits().to_string(), bits, "{policy:?}");
        }
    }

    #[test]
    fn each_commune_hears_what_concerns_it() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
        for (name, said) in [
            ("evreux", vec!["50,4", "15\u{a0}caractères", "180\u{a0}jours", "48\u{a0}heures"]),
            ("hotel-de-ville", vec!["moins de 80"]),
            ("epagny-metz-tessy", vec!["41,4"]),
            ("portail-legende", vec!["moins de 80"]),
            ("petit-bourg", vec!["moins de 80", "non renseignées"]),
        ] {
            let profile = Profile::parse(Profile::builtin_text(name).unwrap()).unwrap();
            let remarks = profile.remarks(today);
            assert_eq!(remarks.len(), said.len(), "{name}: {remarks:?}");
            for (remark, part) in remarks.iter().zip(said) {
                assert!(remark.sentence.contains(part), "{name}: {remark:?}");
            }
        }
    }

    #[test]
    fn both_sides_of_each_limit() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
        let text = Profile::builtin_text("hotel-de-ville").unwrap();
        let said = |old: &str, new: &str| {
            assert!(text.contains(old), "{old}");
            let profile = Profile::parse(&text.replace(old, new)).unwrap();
            profile.remarks(today).into_iter().map(|one| one.sentence).collect::<Vec<_>>().join(" ")
        };
        let cash = "plafond_especes = \"300,00\"";
        assert!(!said(cash, cash).contains("la loi"));
        assert!(said(cash, "plafond_especes = \"300,01\"").contains("la loi s’arrête à 300,00"));
        let hours = "code_provisoire_heures = 24";
        assert!(!said(hours, hours).contains("heures"));
        assert!(said(hours, "code_provisoire_heures = 25").contains("25\u{a0}heures"));
        assert!(!said("maximum = 64", "maximum = 50").contains("au plus"));
        assert!(said("maximum = 64", "maximum = 49").contains("49\u{a0}caractères au plus"));
        assert!(said("minimum = 10 ", "minimum = 12 ").contains("75"), "12 signs of 85");
    }
}
