//! `[[pieces]]`: the documents that a commune asks for before it books; none where it says none.

use super::reader::{Mistakes, Section};
use crate::domain::document::{Holder, RequiredDocument, Validity};
use crate::domain::people::ActivityKind;

/// The keys of one document.
const KEYS: [&str; 7] =
    ["code", "libelle", "pour", "validite", "genres", "validation", "rappel_jours"];

/// Days before the end of a document from which on a new one is due, where the profile says none.
const NOTICE_DAYS: u32 = 30;

/// The longest code of a document.
const CODE_CHARS: usize = 30;

/// The documents of a profile, in its order.
pub(super) fn pieces(
    root: &Section<'_, '_>,
    mistakes: &mut Mistakes<'_>,
) -> Option<Vec<RequiredDocument>> {
    let sections = root.sections("pieces", &KEYS, mistakes);
    let mut documents: Vec<RequiredDocument> = Vec::new();
    let mut complete = true;
    for section in &sections {
        let Some(document) = piece(section, mistakes) else {
            complete = false;
            continue;
        };
        if documents.iter().any(|one| one.code == document.code) {
            section.refuse("code", "un code qu’aucune autre pièce n’a", mistakes);
        }
        documents.push(document);
    }
    complete.then_some(documents)
}

fn piece(section: &Section<'_, '_>, mistakes: &mut Mistakes<'_>) -> Option<RequiredDocument> {
    let expected = "1 à 30 lettres minuscules, chiffres ou traits d’union";
    let code = section.read("code", expected, mistakes, |value| {
        let text = value.as_str()?;
        let shaped = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        let fits = (1..=CODE_CHARS).contains(&text.len()) && text.bytes().all(shaped);
        fits.then(|| text.to_owned())
    });
    let label = section.text("libelle", mistakes);
    let holders = [("famille", Holder::Family), ("enfant", Holder::Child)];
    let holder = section.choice("pour", &holders, mistakes);
    let expected = "\"12 mois\" (1 à 60), \"année scolaire\", \"année civile\" ou \"sans fin\"";
    let validity = section.read("validite", expected, mistakes, |value| validity(value.as_str()?));
    let kinds = if section.has("genres") { kinds(section, mistakes) } else { Some(Vec::new()) };
    let validated = section.flag("validation", mistakes);
    let notice_days = if section.has("rappel_jours") {
        section.integer("rappel_jours", 0..=365, mistakes)
    } else {
        Some(NOTICE_DAYS)
    };
    Some(RequiredDocument {
        code: code?,
        label: label?,
        holder: holder?,
        validity: validity?,
        kinds: kinds?,
        validated: validated?,
        notice_days: notice_days?,
    })
}

fn validity(text: &str) -> Option<Validity> {
    match text {
        "année scolaire" => Some(Validity::SchoolYear),
        "année civile" => Some(Validity::CivilYear),
        "sans fin" => Some(Validity::NoEnd),
        months => {
            let months: u32 = months.strip_suffix(" mois")?.parse().ok()?;
            (1..=60).contains(&months).then_some(Validity::Months(months))
        }
    }
}

/// `"mercredi vacances"`: one kind of activity or several.
pub(super) fn kinds(
    section: &Section<'_, '_>,
    mistakes: &mut Mistakes<'_>,
) -> Option<Vec<ActivityKind>> {
    let all: Vec<&str> = ActivityKind::ALL.iter().map(|kind| kind.code()).collect();
    let expected = format!("un genre ou plusieurs, séparés d’une espace\u{a0}: {}", all.join(" "));
    section.read("genres", &expected, mistakes, |value| {
        let words = value.as_str()?.split_whitespace();
        let kinds: Vec<ActivityKind> = words.map(ActivityKind::from_code).collect::<Option<_>>()?;
        (!kinds.is_empty()).then_some(kinds)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::Profile;

    const PIECE: &str = "\n[[pieces]]\ncode = \"assurance\"\nlibelle = \"assurance scolaire\"\n\
                         pour = \"enfant\"\nvalidite = \"année scolaire\"\nvalidation = true\n";

    fn read(added: &str) -> Result<Vec<RequiredDocument>, String> {
        let text = format!("{}{added}", Profile::builtin_text("evreux").unwrap());
        Profile::parse(&text)
            .map(|profile| profile.file.pieces)
            .map_err(|errors| errors.to_string())
    }

    #[test]
    fn a_profile_without_documents_asks_for_none() {
        assert_eq!(read(""), Ok(Vec::new()));
    }

    #[test]
    fn a_document_is_read_with_its_defaults() {
        let documents = read(PIECE).unwrap();
        assert_eq!(documents.len(), 1);
        assert_eq!(
            (documents[0].holder, documents[0].validity),
            (Holder::Child, Validity::SchoolYear)
        );
        assert_eq!((documents[0].kinds.len(), documents[0].notice_days), (0, 30));
        for (text, validity) in [
            ("12 mois", Validity::Months(12)),
            ("année civile", Validity::CivilYear),
            ("sans fin", Validity::NoEnd),
        ] {
            let documents = read(&PIECE.replace("année scolaire", text)).unwrap();
            assert_eq!(documents[0].validity, validity);
        }
        let some = read(&format!("{PIECE}genres = \"mercredi vacances\"\nrappel_jours = 15\n"));
        let one = &some.unwrap()[0];
        assert_eq!(one.kinds, [ActivityKind::Wednesday, ActivityKind::Holidays]);
        assert_eq!(one.notice_days, 15);
    }

    #[test]
    fn every_mistake_is_told_with_what_is_allowed() {
        for (from, to, told) in [
            ("année scolaire", "2 ans", "année civile"),
            ("année scolaire", "61 mois", "1 à 60"),
            ("\"assurance\"", "\"Assurance !\"", "lettres minuscules"),
            ("\"enfant\"", "\"chat\"", "\"famille\" ou \"enfant\""),
            ("validation", "valide", "validation"),
        ] {
            let errors = read(&PIECE.replace(from, to)).unwrap_err();
            assert!(errors.contains(told), "{errors}");
        }
        let twice = read(&format!("{PIECE}{PIECE}")).unwrap_err();
        assert!(twice.contains("aucune autre pièce"), "{twice}");
        let unknown = read(&format!("{PIECE}genres = \"piscine\"\n")).unwrap_err();
        assert!(unknown.contains("cantine periscolaire mercredi"), "{unknown}");
    }
}
