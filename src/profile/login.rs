//! The section of a profile that says what a family types to sign in, and what it needs for that.

use super::reader::{Mistakes, Section};
use crate::domain::login::{LoginScheme, Series};

/// What a family types to sign in, and what must be there before it can.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoginRules {
    /// How the ids are made.
    pub scheme: LoginScheme,
    /// « vos identifiants de connexion figurent en bas de page de votre dernière facture »: the id
    /// alone, never a password.
    pub on_invoice: bool,
    /// « Votre dossier administratif doit être constitué pour accéder au portail famille »
    pub file_first: bool,
    /// « rapprochez-vous de la restauration scolaire pour adhérer au paiement en ligne. Vous
    /// obtiendrez votre mot de passe ainsi que vos identifiants »
    pub online_payment_first: bool,
    /// « Je vérifie l'exactitude des informations portées sur mon dossier »
    pub household_check: bool,
}

const KEYS: [&str; 7] = [
    "schema",
    "prefixe",
    "chiffres",
    "sur_facture",
    "dossier_exige",
    "adhesion_paiement_en_ligne",
    "foyer_a_verifier",
];

/// How a scheme is written in a profile.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Written {
    Number,
    MailName,
    Mail,
}

pub(super) fn login(root: &Section<'_, '_>, mistakes: &mut Mistakes<'_>) -> Option<LoginRules> {
    let section = root.section("connexion", &KEYS, mistakes)?;
    let schemes = [
        ("numero", Written::Number),
        ("courriel-avant-arobase", Written::MailName),
        ("courriel", Written::Mail),
    ];
    let written = if section.has("schema") {
        section.choice("schema", &schemes, mistakes)
    } else {
        Some(Written::Number)
    };
    let scheme = match written {
        Some(Written::Number) => series(&section, mistakes).map(LoginScheme::Numbered),
        Some(of_mail) => {
            let except = "sauf avec schema = \"numero\"";
            section.forbid("prefixe", except, mistakes);
            section.forbid("chiffres", except, mistakes);
            Some(if of_mail == Written::Mail { LoginScheme::Mail } else { LoginScheme::MailName })
        }
        None => None,
    };
    let on_invoice = section.optional_flag("sur_facture", mistakes);
    let file_first = section.optional_flag("dossier_exige", mistakes);
    let online_payment_first = section.optional_flag("adhesion_paiement_en_ligne", mistakes);
    let household_check = section.optional_flag("foyer_a_verifier", mistakes);
    Some(LoginRules {
        scheme: scheme?,
        on_invoice: on_invoice?,
        file_first: file_first?,
        online_payment_first: online_payment_first?,
        household_check: household_check?,
    })
}

fn series(section: &Section<'_, '_>, mistakes: &mut Mistakes<'_>) -> Option<Series> {
    let prefix = section.read("prefixe", "1 à 8 lettres majuscules", mistakes, |value| {
        let text = value.as_str()?;
        let letters = text.bytes().all(|byte| byte.is_ascii_uppercase());
        (letters && matches!(text.len(), 1..=8)).then(|| text.to_owned())
    });
    let digits = section.integer("chiffres", 1..=12, mistakes);
    Some(Series { prefix: prefix?, digits: digits? })
}
