//! `[droits]`, `[[types]]` and `[porte_monnaie]`: who may be booked by the family itself, how a
//! child comes, the types into which the commune sorts its activities, and whether days are paid
//! when they are booked. A commune that says nothing asks nothing.

use super::pieces::kinds;
use super::reader::{Mistakes, Section};
use crate::domain::activity::ActivityType;

/// The longest code of a type: it stands in a title.
const CODE_CHARS: usize = 8;

/// What a commune asks of a child before it is booked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rights {
    /// « à la disposition des familles dont les enfants sont inscrits en début d'année dans l'un
    /// des services municipaux »: others are booked by an agent, who opens their right.
    pub from_start: bool,
    /// « Pour inscrire ponctuellement, cocher « Occasionnelle » »: an enrolment says how the child
    /// comes.
    pub rhythms: bool,
    /// « Choisissez le type d’activité PERI, EXTRA, SPORT… »; empty where there are none.
    pub types: Vec<ActivityType>,
    /// « vous devez procéder à l'activation de votre compte famille et y déposer des fonds »: a day
    /// is paid from the family's credit when it is booked.
    pub wallet: bool,
}

pub(super) fn rights(root: &Section<'_, '_>, mistakes: &mut Mistakes<'_>) -> Option<Rights> {
    let (mut from_start, mut rhythms) = (Some(false), Some(false));
    if root.has("droits") {
        let section = root.section("droits", &["inscrits_a_la_rentree", "rythmes"], mistakes)?;
        let mut flag =
            |key| if section.has(key) { section.flag(key, mistakes) } else { Some(false) };
        (from_start, rhythms) = (flag("inscrits_a_la_rentree"), flag("rythmes"));
    }
    let mut types: Vec<ActivityType> = Vec::new();
    for section in root.sections("types", &["code", "libelle", "genres"], mistakes) {
        let expected = "1 à 8 lettres majuscules ou chiffres";
        let code = section.read("code", expected, mistakes, |value| {
            let text = value.as_str()?;
            let shaped = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
            let fits = (1..=CODE_CHARS).contains(&text.len()) && text.bytes().all(shaped);
            fits.then(|| text.to_owned())
        });
        let label = section.text("libelle", mistakes);
        let kinds = kinds(&section, mistakes);
        let (Some(code), Some(label), Some(kinds)) = (code, label, kinds) else { continue };
        let sorted = |one: &ActivityType| kinds.iter().any(|kind| one.kinds.contains(kind));
        if types.iter().any(|one| one.code == code) {
            section.refuse("code", "un code qu’aucun autre type n’a", mistakes);
        }
        if types.iter().any(sorted) {
            section.refuse("genres", "des genres qu’aucun autre type ne compte", mistakes);
        }
        types.push(ActivityType { code, label, kinds });
    }
    let mut wallet = Some(false);
    if root.has("porte_monnaie") {
        wallet = root
            .section("porte_monnaie", &["obligatoire"], mistakes)?
            .flag("obligatoire", mistakes);
    }
    Some(Rights { from_start: from_start?, rhythms: rhythms?, types, wallet: wallet? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::people::ActivityKind;
    use crate::profile::Profile;

    fn read(added: &str) -> Result<Rights, String> {
        let text = format!("{}\n{added}", Profile::builtin_text("evreux").unwrap());
        let profile = Profile::parse(&text).map_err(|errors| errors.to_string())?;
        Ok(profile.booking.rights)
    }

    const PERI: &str = "[[types]]\ncode = \"PERI\"\nlibelle = \"Périscolaire\"\n\
                        genres = \"cantine periscolaire\"\n";

    #[test]
    fn a_commune_that_says_nothing_asks_nothing() {
        assert_eq!(read(""), Ok(Rights::default()));
        let asks = read("[droits]\nrythmes = true\n").unwrap();
        assert!(asks.rhythms && !asks.from_start);
        assert!(read("[droits]\ninscrits_a_la_rentree = true\n").unwrap().from_start);
    }

    #[test]
    fn activities_are_sorted_into_types_by_their_kinds() {
        let sport = "[[types]]\ncode = \"SPORT\"\nlibelle = \"Sport\"\ngenres = \"sport\"\n";
        let types = read(&format!("{PERI}{sport}")).unwrap().types;
        assert_eq!((types.len(), types[0].label.as_str()), (2, "Périscolaire"));
        assert_eq!(types[0].kinds, [ActivityKind::Canteen, ActivityKind::AfterSchool]);
        let twice = read(&format!("{PERI}{PERI}")).unwrap_err();
        assert!(twice.contains("aucun autre type n’a"), "{twice}");
        assert!(twice.contains("aucun autre type ne compte"), "{twice}");
        let long = read(&PERI.replace("PERI", "PERISCOLAIRE")).unwrap_err();
        assert!(long.contains("1 à 8 lettres"), "{long}");
        assert!(read("[porte_monnaie]\nobligatoire = true\n").unwrap().wallet);
        assert!(!read("[porte_monnaie]\nobligatoire = false\n").unwrap().wallet);
        assert!(read("[porte_monnaie]\n").unwrap_err().contains("obligatoire"));
        assert!(read("[droits]\nrythme = true\n").unwrap_err().contains("inconnue"));
    }
}
