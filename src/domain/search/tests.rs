//! The tables of search: what is typed, and what it must find.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::domain::text::fold;

fn person<'a>(surname: &'a str, given: &'a str) -> NamedPerson<'a> {
    NamedPerson { surname, given }
}

/// The best class in which a typed text finds the family, as the store's scans would.
fn class_found(keys: &BTreeSet<(u8, String)>, typed: &str) -> Option<u8> {
    let query = Query::parse(typed, "EVR");
    let starts = |key: &str| query.name_prefixes.iter().any(|prefix| key.starts_with(prefix));
    keys.iter().find(|(_, key)| starts(key)).map(|(class, _)| *class)
}

fn is_ident(values: &BTreeSet<String>, typed: &str) -> bool {
    let query = Query::parse(typed, "EVR");
    let starts = |value: &String| query.ident_prefix.iter().any(|prefix| value.starts_with(prefix));
    values.iter().any(starts)
}

#[test]
fn names_are_found_in_any_order_and_spelling() {
    for (surname, given, typed) in [
        ("MARTINEAU", "Claire", "mar"),
        ("MARTINEAU", "Claire", "Martineau CLAIRE"),
        ("MARTINEAU", "Claire", "martineau cl"),
        ("Lefèvre", "Zoé", "lefevre zoe"),
        ("LEFEVRE", "ZOE", "Lefèvre Zoé"),
        ("Le Goff", "Yann", "legoff"),
        ("Le Goff", "Yann", "goff yann"),
        ("LEGOFF", "Yann", "le goff y"),
        ("N’Diaye", "Awa", "ndiaye awa"),
        ("N’Diaye", "Awa", "diaye"),
        ("NDIAYE", "Awa", "n'diaye awa"),
        ("El-Hadj", "Omar", "elhadj o"),
        ("De La Fontaine", "Jean", "la fontaine je"),
        ("De La Fontaine", "Jean", "fontaine jean"),
        ("De La Fontaine", "Jean", "delafontaine jean"),
        ("De La Fontaine", "Jean", "lafontaine"),
        ("DELAFONTAINE", "Jean", "de la fontaine jean"),
        ("MARTINS DA SILVA", "Rui", "da silva"),
        ("MARTINS DA SILVA", "Rui", "silva rui"),
        ("MARTINS DA SILVA", "Rui", "Martins-da-Silva"),
        ("Dupont", "Jean-Pierre", "dupont jeanpierre"),
        ("Dupont", "Jeanpierre", "dupont jean-pierre"),
        ("Œuvrard", "Noël", "oeuvrard noel"),
        ("Dupont", "", "dupont"),
        ("", "Dupont", "dupont"),
    ] {
        let keys = name_keys(&person(surname, given), &[], &[]);
        assert_eq!(class_found(&keys, typed), Some(HOLDER), "{surname} {given}: {typed}");
    }
}

#[test]
fn half_of_a_double_name_is_found_from_the_given_name() {
    let keys = name_keys(&person("MARTINS DA SILVA", "Rui"), &[], &[]);
    assert_eq!(class_found(&keys, "rui martins"), Some(ADULT));
    assert_eq!(class_found(&keys, "martins rui"), Some(ADULT));
    assert_eq!(class_found(&keys, "martin da"), None);
    assert_eq!(class_found(&keys, "paul"), None);
}

#[test]
fn the_class_says_who_was_found() {
    let keys = name_keys(
        &person("MARTINEAU", "Claire"),
        &[person("MOREL", "Antoine")],
        &[person("MOREL", "Léo"), person("MOREL", "Inès")],
    );
    for (typed, class) in [
        ("martineau claire", Some(HOLDER)),
        ("claire", Some(ADULT)),
        ("morel", Some(ADULT)),
        ("morel antoine", Some(ADULT)),
        ("antoine", Some(ADULT)),
        ("leo", Some(CHILD)),
        ("leo morel", Some(CHILD)),
        ("morel léo", Some(CHILD)),
        ("martineau léo", Some(CHILD)),
        ("ines martineau", Some(CHILD)),
        ("leo ines", None),
        ("claire morel", None),
    ] {
        assert_eq!(class_found(&keys, typed), class, "{typed}");
    }
}

#[test]
fn a_key_stands_in_its_best_class_only() {
    let same = person("Dupont", "Jean");
    let keys = name_keys(&same, &[same], &[same]);
    let expected = [(HOLDER, "dupont jean".to_owned()), (ADULT, "jean dupont".to_owned())];
    assert_eq!(keys, expected.into());
    assert_eq!(words(&keys), ["dupont", "jean"].into());
}

#[test]
fn absurd_families_have_a_bounded_number_of_keys() {
    let long = "de ".repeat(300) + "Silva";
    let names: Vec<String> = (0..400).map(|n| format!("Enfant{n} Nom{n}")).collect();
    let children: Vec<NamedPerson<'_>> = names.iter().map(|name| person(name, name)).collect();
    let keys = name_keys(&person(&long, &long), &children, &children);
    assert_eq!(keys.len(), 200);
    assert!(keys.iter().all(|(_, key)| key.chars().count() <= 120 && !key.is_empty()));
    let one = "a".repeat(500);
    let keys = name_keys(&person(&one, "b"), &[], &[]);
    assert!(keys.contains(&(HOLDER, "a".repeat(120))));
    assert_eq!(class_found(&keys, &one), Some(HOLDER));
    assert!(name_keys(&person("", "!!"), &[], &[]).is_empty());
}

#[test]
fn a_large_family_keeps_the_whole_names_of_everybody() {
    let givens: Vec<String> =
        (0..12).map(|n| format!("Prénom-{}", "abcdefghijkl".chars().nth(n).unwrap())).collect();
    let children: Vec<NamedPerson<'_>> = givens.iter().map(|g| person("DE LA TOUR", g)).collect();
    let keys = name_keys(
        &person("MARTINS DA SILVA", "Ana-Maria"),
        &[person("DE LA TOUR DU PIN", "Paul"), person("LE GOFF", "Yann")],
        &children,
    );
    assert_eq!(keys.len(), 200);
    for given in &givens {
        for surname in ["MARTINS DA SILVA", "DE LA TOUR DU PIN", "LE GOFF", "DE LA TOUR"] {
            let typed = format!("{surname} {given}");
            assert_eq!(class_found(&keys, &typed), Some(CHILD), "{typed}");
        }
    }
}

#[test]
fn numbers_and_addresses_are_found_by_their_beginning_or_last_digits() {
    let values = idents(
        "EVR04217",
        &["06 12 34 56 78", "+32 470 12 34 99"],
        &["Claire.M@exemple.fr"],
        &["2026-10-04218"],
    );
    for typed in [
        "EVR04217",
        "evr 04217",
        "evr042",
        "evr4217",
        "04217",
        "4217",
        "06 12 34 56 78",
        "0612",
        "+33 6 12 34 56 78",
        "0033612345678",
        "5678",
        "56 78",
        "34.56.78",
        "3499",
        "claire.m@exemple.fr",
        "CLAIRE.M@EX",
        "claire.m",
        "claire.m@",
        "2026-10-04218",
        "2026 10 04218",
        "20261004218",
        "2026-10",
    ] {
        assert!(is_ident(&values, typed), "{typed}");
    }
    for typed in ["evr", "claire", "claire m", "678", "1234", "7856", "evr14217", "M. Claire", ""] {
        assert!(!is_ident(&values, typed), "{typed}");
    }
    assert!(!is_ident(&idents("", &["12"], &["", " "], &["-"]), "@"));
}

#[test]
fn a_whole_number_is_known_from_a_beginning() {
    let values = idents("EVR04217", &["0612345678"], &["claire.m@exemple.fr"], &["2026-10-04218"]);
    let is_exact = |typed: &str| {
        Query::parse(typed, "EVR").ident_exact.iter().any(|value| values.contains(value))
    };
    for typed in
        ["evr04217", "EVR4217", "4217", "+33612345678", "claire.m@exemple.fr", "2026-10-04218"]
    {
        assert!(is_exact(typed), "{typed}");
    }
    for typed in
        ["evr0421", "421", "061234567", "5678", "claire.m@exemple", "2026-10-0421", "claire.m"]
    {
        assert!(!is_exact(typed), "{typed}");
    }
}

#[test]
fn an_invoice_can_be_filed_alone() {
    assert_eq!(idents("", &[], &[], &["F-2026/12"]), ["f202612".to_owned()].into());
    assert!(idents("", &[], &[], &[]).is_empty());
}

#[test]
fn a_query_has_few_prefixes() {
    let query = Query::parse("N'Diaye Awa", "EVR");
    assert_eq!(query.tokens, ["n", "diaye", "awa"]);
    assert_eq!(
        query.name_prefixes,
        [
            "n diaye awa",
            "diaye awa n",
            "awa n diaye",
            "ndiaye awa",
            "awa ndiaye",
            "n diayeawa",
            "diayeawa n",
            "ndiayeawa"
        ]
    );
    assert!(query.ident_prefix.is_empty());
    let long = Query::parse(&"a b c d e f g h i j k l ".repeat(50), "EVR");
    assert_eq!((long.tokens.len(), long.name_prefixes.len()), (8, 24));
    assert_eq!(Query::parse("  ?! ", "EVR"), Query::default());
    assert!(Query::parse("claire.m@exemple.fr", "EVR").name_prefixes.is_empty());
}

fn vocabulary(words: &[(&str, u32)]) -> Vocabulary {
    let word = |(word, uses): &(&str, u32)| Word {
        word: (*word).to_owned(),
        sound: sound(word),
        uses: *uses,
    };
    let mut words: Vec<Word> = words.iter().map(word).collect();
    words.sort_by(|one, other| one.word.cmp(&other.word));
    Vocabulary::from_sorted(words)
}

/// Every text one typing error away: the reverse of what the vocabulary tries.
fn errors(word: &str) -> BTreeSet<String> {
    let letters: Vec<char> = word.chars().collect();
    let mut errors = BTreeSet::new();
    for i in 0..=letters.len() {
        let splice = |range: std::ops::Range<usize>, new: &[char]| {
            let mut typed = letters.clone();
            typed.splice(range, new.iter().copied());
            typed.into_iter().collect::<String>()
        };
        for letter in ['a', 'e', 'q', 'z'] {
            errors.insert(splice(i..i, &[letter]));
            if i < letters.len() {
                errors.insert(splice(i..i + 1, &[letter]));
            }
        }
        if i < letters.len() {
            errors.insert(splice(i..i + 1, &[]));
        }
        if i + 1 < letters.len() {
            errors.insert(splice(i..i + 2, &[letters[i + 1], letters[i]]));
        }
    }
    errors
}

#[test]
fn one_error_of_each_kind_is_forgiven_at_each_place() {
    let known = [("martineau", 3), ("martin", 90), ("marie", 80), ("claire", 40), ("clara", 4)];
    let vocabulary = vocabulary(&known);
    for word in ["martineau", "claire", "clara"] {
        for typed in errors(word).into_iter().filter(|typed| typed.len() >= 4) {
            let found = word.starts_with(&typed) || vocabulary.nearest(&typed).contains(&word);
            assert!(found, "{typed} for {word}");
        }
    }
    for typed in ["mratinaeu", "clxxre", "zzzz", "cla", "m4rtin"] {
        assert!(vocabulary.nearest(typed).is_empty(), "{typed}");
    }
}

#[test]
fn the_likeliest_words_come_first_and_no_more_than_24() {
    let near = vocabulary(&[("dupond", 5), ("dupont", 50), ("dupontel", 99), ("dupuis", 70)]);
    assert_eq!(near.nearest("dupomt"), ["dupont", "dupontel"]);
    assert_eq!(near.nearest("dupony"), ["dupont", "dupond", "dupontel"]);
    let many: Vec<String> =
        ('a'..='z').flat_map(|a| ['a', 'b'].map(|b| format!("mar{a}{b}"))).collect();
    let many: Vec<(&str, u32)> = many.iter().map(String::as_str).zip(1..).collect();
    let wide = vocabulary(&many);
    assert_eq!(wide.nearest("nara"), ["marab", "maraa"]);
    assert_eq!(wide.nearest("mmar").len(), 24);
    assert_eq!(wide.nearest("mmar")[0], "marzb");
    assert_eq!(wide.completions("mar").len(), 48);
    assert!(Vocabulary::default().nearest("martin").is_empty());
}

#[test]
fn one_wrong_word_is_corrected_in_every_order() {
    let keys = name_keys(&person("MARTINEAU", "Claire"), &[], &[person("MARTINEAU", "Léo")]);
    let known: Vec<(&str, u32)> = words(&keys).into_iter().map(|word| (word, 1)).collect();
    let vocabulary = vocabulary(&known);
    let found = |typed: &str| {
        let prefixes = corrections(&Query::parse(typed, "EVR"), &vocabulary);
        keys.iter().find(|(_, key)| prefixes.iter().any(|p| key.starts_with(p))).map(|(c, _)| *c)
    };
    for (typed, class) in [
        ("martinaeu", Some(HOLDER)),
        ("martinaeu cl", Some(HOLDER)),
        ("claire marteneau", Some(HOLDER)),
        ("clare", Some(ADULT)),
        ("mrtineau leo", Some(CHILD)),
        ("martinaeu clare", None),
        ("mtr", None),
        ("", None),
        ("claire.m@exemple.fr", None),
    ] {
        assert_eq!(found(typed), class, "{typed}");
    }
}

#[test]
fn an_error_in_a_name_of_short_words_is_mended_in_the_whole_name() {
    for (surname, typed) in [
        ("BEN ALI", &["ben ale", "bn ali", "ben ale sami", "sami bn ali"][..]),
        ("EL HADJ", &["ul hadj", "el hajd"]),
        ("L’HÔTE", &["l'hôe", "lhôe"]),
        ("N’DIAYE", &["en'diaye"]),
    ] {
        let keys = name_keys(&person(surname, "Sami"), &[], &[]);
        let known: Vec<(&str, u32)> = words(&keys).into_iter().map(|word| (word, 1)).collect();
        let vocabulary = vocabulary(&known);
        for typed in typed {
            let prefixes = corrections(&Query::parse(typed, "EVR"), &vocabulary);
            let found = keys.iter().any(|(_, key)| prefixes.iter().any(|p| key.starts_with(p)));
            assert!(found, "{typed}: {prefixes:?}");
        }
    }
}

#[test]
fn names_both_half_typed_are_completed() {
    let known = vocabulary(&[("claire", 40), ("martin", 90), ("martineau", 3), ("morel", 9)]);
    let prefixes = |typed: &str| completions(&Query::parse(typed, "EVR"), &known);
    assert_eq!(prefixes("mart cl"), ["claire mart"]);
    assert_eq!(prefixes("cl mo"), ["morel cl"]);
    assert!(prefixes("mart").is_empty() && prefixes("").is_empty());
}

proptest! {
    #[test]
    fn names_that_fold_alike_have_the_same_keys(surname in "\\PC{0,40}", given in "\\PC{0,20}") {
        let written = name_keys(&person(&surname, &given), &[], &[]);
        let folded = name_keys(&person(&fold(&surname), &fold(&given)), &[], &[]);
        prop_assert_eq!(written, folded);
    }

    #[test]
    fn every_key_is_found_by_its_own_text(
        names in prop::collection::vec(("[\\p{L} '’-]{1,60}", "[\\p{L}0-9 -]{1,60}"), 3),
    ) {
        let people: Vec<NamedPerson<'_>> = names.iter().map(|(s, g)| person(s, g)).collect();
        let keys = name_keys(&people[0], &people[1..2], &people[2..]);
        for (class, key) in &keys {
            prop_assert!(class_found(&keys, key).is_some_and(|found| found <= *class), "{key}");
        }
    }

    #[test]
    fn hostile_texts_are_parsed_within_bounds(text in "\\PC{0,300}") {
        let query = Query::parse(&text, "EVR");
        prop_assert!(query.tokens.len() <= 8 && query.name_prefixes.len() <= 24);
        prop_assert!(query.ident_exact.len() <= 3 && query.ident_prefix.len() <= 6);
        prop_assert!(query.name_prefixes.iter().all(|p| !p.is_empty() && p.chars().count() <= 120));
    }
}
