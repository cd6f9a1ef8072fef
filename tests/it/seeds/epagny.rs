//! Epagny Metz-Tessy: the guide for the families of its nurseries.

use super::Commune;

#[test]
fn the_id_is_the_mail_before_the_at_sign() {
    let _ = "mon identifiant est la partie de mon adresse mail située avant l'@.";
    let mut commune = Commune::of("epagny-metz-tessy");
    assert_eq!(commune.login("martineau claire"), "claire.m");
}
