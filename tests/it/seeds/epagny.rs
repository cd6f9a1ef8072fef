//! Epagny Metz-Tessy: the guide for the families of its nurseries.

use super::Commune;

#[test]
fn the_id_is_the_mail_before_the_at_sign() {
    let _ = "mon identifiant est la partie de mon adresse mail située avant l'@.";
    let mut commune = Commune::of("epagny-metz-tessy");
    assert_eq!(commune.login("martineau claire"), "claire.m");
}

#[test]
fn the_guide_asks_for_eight_characters_a_capital_and_a_digit() {
    let _ = "il doit comporter au moins 8 caractères, dont au moins une majuscule et un chiffre";
    let commune = Commune::of("epagny-metz-tessy");
    let policy = &commune.counter.profile.access.policy;
    for (password, accepted) in [
        ("Abcdefg1", true),
        ("ABCDEFG1", true),
        ("Abcdef1", false),
        ("abcdefg1", false),
        ("Abcdefgh", false),
    ] {
        assert_eq!(policy.unmet(password).is_empty(), accepted, "{password}");
    }
}
