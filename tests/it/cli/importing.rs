//! `import`: an office's folder, read as offices write it, or refused as a whole.

use std::fs;

use encoding_rs::WINDOWS_1252;

use super::{Ended, Place, SECRET, bytes};

/// File, then its rows.
type Table = (&'static str, Vec<Vec<&'static str>>);

/// A small town, with what offices put in their cells.
fn tables() -> Vec<Table> {
    let rows = |text: &'static str| -> Vec<Vec<&str>> {
        text.lines().map(|line| line.trim().split('|').collect()).collect()
    };
    vec![
        (
            "familles.csv",
            rows(
                "NOM|Prénom|Identifiant|Téléphone|Quotient|Quotient fin|Remarque
                 D’ALMEIDA|Éloïse|EVR00017|06.12.34.56.78|1 234,50|31/12/2026|à rappeler
                 LE GOFF|Marie-Lou|EVR00018|+33 6 12 34 56 79|||",
            ),
        ),
        (
            "enfants.csv",
            rows(
                "Famille|Prénom|Naissance
                 EVR00017|Jean-Noël|31/12/2018
                 EVR00018|Zoé|2019-01-02",
            ),
        ),
        (
            "activites.csv",
            rows(
                "Code|Libellé|Genre|Jours|Places|Tarif A|Tarif E
                 CANT|Cantine d’Été|Restauration scolaire|L M J V|60|1,20|5,30",
            ),
        ),
        (
            "inscriptions.csv",
            rows(
                "Famille|Enfant|Activité|Début|Fin\nEVR00017|jean noel|cant|01/09/2026|02/07/2027",
            ),
        ),
        (
            "factures.csv",
            rows("Numéro|Famille|Montant|Reste\n2026-10-00017|EVR00017|1 234,50|1 234,50 €"),
        ),
    ]
}

fn text(rows: &[Vec<&str>], delimiter: char, end: &str) -> String {
    let cell = |cell: &&str| {
        if cell.contains(delimiter) { format!("\"{cell}\"") } else { (*cell).to_owned() }
    };
    let line =
        |row: &Vec<&str>| row.iter().map(cell).collect::<Vec<_>>().join(&delimiter.to_string());
    rows.iter().map(line).map(|line| line + end).collect()
}

/// The errors of a refused import: listed, counted, and nothing written.
fn refused(place: &Place, ended: &Ended, errors: usize) {
    assert_eq!((ended.code, ended.out.as_str()), (Some(1), ""), "{ended:?}");
    let total = format!("{errors} erreur{}", if errors > 1 { "s" } else { "" });
    let last = ended.err.lines().last().unwrap();
    assert_eq!(last, format!("{total}\u{a0}: rien n’a été importé."), "{ended:?}");
    assert_eq!(ended.err.matches("rien n’a été importé").count(), 1, "{ended:?}");
    assert!(ended.err.chars().all(|c| c == '\n' || !c.is_control()), "{ended:?}");
    assert_eq!(place.journal("c.db").len(), 5);
}

#[test]
fn the_models_are_written_once_and_can_be_imported_as_they_are() {
    let place = Place::town();
    place.run("import --modele modeles").done("familles.csv");
    let before = bytes(&place.path("modeles/familles.csv"));
    place.run("import --modele modeles").refused("existe déjà");
    assert_eq!(bytes(&place.path("modeles/familles.csv")), before);
    place.import("modeles --dry-run").done("rien n’a été enregistré\u{a0}: 1 famille nouvelle");
    assert_eq!(place.journal("c.db").len(), 5);
    place.import("modeles").done(
        "Importé\u{a0}: 1 famille nouvelle, 1 activité, 1 inscription, 1 facture, 1 réservation, \
         1 compte.",
    );
    let entries = place.journal("c.db").len();
    place.import("modeles").done("Rien de nouveau");
    assert_eq!(place.journal("c.db").len(), entries);
    place.run("find EVR00001 --database c.db").done("EXEMPLE Jeanne");
    place.run("explain EVR00001 Léa CANTINE 27/11/2026 --database c.db").done("27/11/2026");
    place.run("verify --database c.db").done("intact");
}

#[test]
fn every_spelling_of_the_same_folder_is_the_same_town() {
    let place = Place::town();
    for (name, rows) in tables() {
        place.write(&format!("utf8/{name}"), text(&rows, ';', "\n"));
        let ansi = text(&rows, ';', "\r\n");
        let (ansi, _, lossy) = WINDOWS_1252.encode(&ansi);
        assert!(!lossy);
        place.write(&format!("ansi/{}", name.to_uppercase()), ansi);
        place.write(&format!("bom/{name}"), format!("\u{feff}{}", text(&rows, ',', "\r\n")));
        place.write(&format!("tab/{name}"), text(&rows, '\t', "\r"));
    }
    let first = place.import("utf8");
    assert_eq!(first.code, Some(0), "{first:?}");
    assert!(first.out.contains("2 familles nouvelles, 1 activité, 1 inscription, 1 facture."));
    assert!(first.err.contains("colonne «\u{a0}Remarque\u{a0}» inconnue, ignorée"), "{first:?}");
    let entries = place.journal("c.db").len();
    for folder in ["ansi", "bom", "tab"] {
        let again = place.import(folder);
        assert!(again.out.contains("Rien de nouveau"), "{folder} : {again:?}");
    }
    assert_eq!(place.journal("c.db").len(), entries);
    place.run("find dalmeida --database c.db").done("1\u{a0}234,50\u{a0}€");
}

#[test]
fn every_faulty_line_is_listed_and_nothing_is_written() {
    let place = Place::town();
    for (name, rows) in tables() {
        place.write(&format!("d/{name}"), text(&rows, ';', "\n"));
    }
    place.write(
        "d/familles.csv",
        "identifiant;nom;telephone;courriel;quotient;quotient_fin;dossier_annee\n\
         EVR1;A;12;a@b;-3;31/02/2026;26\n\
         EVR1;B;;;;;\n\
         =EVR2;;;;;;\n\
         EVR3;+cmd|' /C calc'!A0;;;;;\n",
    );
    place.write("d/factures.csv", "numero;famille;montant;reste\nF1;EVR9;100000,01;2\n");
    let papers = "famille;enfant;piece;recue_le\nEVR3;;domicile;02/09/2026\n";
    place.write("d/pieces.csv", papers);
    let ended = place.import("d");
    for line in [
        "pieces.csv, ligne 2, colonne piece\u{a0}: «\u{a0}domicile\u{a0}»\u{a0}; attendu\u{a0}: ri",
        "familles.csv, ligne 2, colonne telephone\u{a0}: «\u{a0}12\u{a0}»\u{a0}; attendu\u{a0}: un",
        "familles.csv, ligne 2, colonne courriel",
        "familles.csv, ligne 2, colonne quotient\u{a0}: «\u{a0}-3\u{a0}»",
        "familles.csv, ligne 2, colonne quotient_fin\u{a0}: «\u{a0}31/02/2026\u{a0}»",
        "familles.csv, ligne 2, colonne dossier_annee",
        "familles.csv, ligne 4, colonne identifiant\u{a0}: «\u{a0}=EVR2\u{a0}»",
        "familles.csv, ligne 4, colonne nom\u{a0}: vide",
        "familles.csv, ligne 5, colonne nom",
        "factures.csv, ligne 2, colonne famille\u{a0}: «\u{a0}EVR9\u{a0}»",
        "factures.csv, ligne 2, colonne montant",
    ] {
        assert!(ended.err.contains(line), "{line} : {ended:?}");
    }
    let listed = ended.err.lines().filter(|line| line.contains(", ligne ")).count();
    refused(&place, &ended, listed);
}

#[test]
fn a_long_list_of_errors_ends_with_its_total() {
    let place = Place::town();
    let lines = "EVR;\n".repeat(300);
    place.write("d/familles.csv", format!("identifiant;nom\n{lines}"));
    let ended = place.import("d");
    assert!(ended.err.contains("… et 100 autres erreurs"), "{ended:?}");
    refused(&place, &ended, 300);
}

#[test]
fn a_hostile_folder_is_refused_without_harm() {
    let place = Place::town();
    let families = "identifiant;nom\nEVR1;A\n";
    let many = format!("identifiant;nom\nEVR1;{}\n", "A".repeat(5 << 20));
    for (content, words) in [
        (families.replace('A', "=HYPERLINK(\"x\")").into_bytes(), "pas une formule"),
        (families.replace('A', "A\0B").into_bytes(), "octet nul"),
        (families.replace('A', "\"A").into_bytes(), "guillemet ouvert"),
        (many.into_bytes(), "ligne de plus de 64 Kio"),
        (Vec::new(), "fichier vide"),
        (b"Export\x1b[2J du 20/11;;\nEVR1;A\n".to_vec(), "colonnes lues"),
    ] {
        place.write("d/familles.csv", content);
        let ended = place.import("d");
        assert!(ended.err.contains(words), "{words} : {:.300}", ended.err);
        let total = ended.err.lines().filter(|line| line.contains("familles.csv")).count();
        refused(&place, &ended, total);
    }
    fs::remove_file(place.path("d/familles.csv")).unwrap();
    fs::create_dir(place.path("d/familles.csv")).unwrap();
    place.import("d").refused("familles.csv\u{a0}: ce n’est pas un fichier. Rien n’a été importé.");
    for (folder, words) in [("nulle-part", "introuvable"), ("c.db", "pas un dossier")] {
        place.import(folder).refused(words);
    }
}

#[cfg(unix)]
#[test]
fn only_the_nine_files_are_opened_and_each_must_be_one() {
    use std::os::unix::fs::symlink;
    let place = Place::town();
    place.write("d/familles.csv", "identifiant;nom\nEVR1;A\n");
    symlink("loop", place.path("d/loop")).unwrap();
    symlink("nowhere", place.path("d/notes.csv")).unwrap();
    fs::create_dir(place.path("d/archives")).unwrap();
    let huge = fs::File::create(place.path("d/film.mp4")).unwrap();
    huge.set_len(600 << 20).unwrap();
    let ended = place.import("d --dry-run");
    assert!(ended.code == Some(0) && ended.out.contains("1 famille nouvelle"), "{ended:?}");
    assert_eq!(ended.err.matches("fichier inconnu, ignoré").count(), 3, "{ended:?}");
    let children = place.path("d/enfants.csv");
    for (target, words) in [
        ("enfants.csv", "enfants.csv\u{a0}: illisible, erreur"),
        ("nowhere", "enfants.csv\u{a0}: illisible, introuvable"),
        ("/dev/zero", "enfants.csv\u{a0}: ce n’est pas un fichier"),
        ("archives", "enfants.csv\u{a0}: ce n’est pas un fichier"),
        ("film.mp4", "enfants.csv\u{a0}: plus de 512 Mo"),
    ] {
        symlink(target, &children).unwrap();
        place.import("d").refused(words);
        fs::remove_file(&children).unwrap();
    }
    assert_eq!(place.journal("c.db").len(), 5);
}

#[test]
fn what_can_be_made_harmless_is_and_says_so() {
    let place = Place::town();
    place.write("d/familles.csv", "identifiant;nom\nEVR1;DU\u{1b}]0;x\u{7}PONT\u{202e}\n");
    place.write("d/notes\u{1b}[31m.txt", "x");
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStrExt;
        let name = std::ffi::OsStr::from_bytes(b"\xff\xfe.csv");
        fs::write(place.path("d").join(name), "x").unwrap();
    }
    let ended = place.import("d");
    assert_eq!(ended.code, Some(1), "a separator in the middle of the escape: {ended:?}");
    place.write("d/familles.csv", "identifiant;nom\nEVR1;DU\u{1b}[31mPONT\u{202e}\n");
    let ended = place.import("d");
    assert_eq!(ended.code, Some(0), "{ended:?}");
    assert!(ended.err.contains("caractère interdit remplacé par une espace"), "{ended:?}");
    assert_eq!(ended.err.matches("fichier inconnu, ignoré").count(), 2, "{ended:?}");
    assert!(ended.err.chars().all(|c| c == '\n' || !c.is_control()), "{ended:?}");
    let found = place.run("find dupont --database c.db");
    assert!(found.out.chars().all(|c| c == '\n' || !c.is_control()), "{found:?}");
}

#[test]
fn whoever_may_not_import_is_told() {
    let place = Place::town();
    place.run("import --modele m").done("familles.csv");
    let line = "import m --database c.db --secret-stdin --as";
    place.told(&format!("{line} sle"), SECRET).refused("administrateur ou régisseur");
    place.told(&format!("{line} adm"), "mauvais secret").refused("incorrect");
    place.run("import m --database c.db --as adm").refused("--secret-stdin");
    place.run("import m --database c.db").refused("Il manque --as <ID>");
    assert_eq!(place.journal("c.db").len(), 5);
}

#[test]
fn an_export_is_a_folder_that_imports_as_it_is() {
    let place = Place::town();
    place.run("import --modele modeles").done("familles.csv");
    place.import("modeles").done("Importé");
    let export = |folder: &str| {
        let line = format!("export {folder} --as adm --database c.db --secret-stdin");
        place.told(&line, &format!("{SECRET}\n"))
    };
    export("sortie").done("● Exporté\u{a0}: 1 famille dans sortie.");
    export("sortie").refused("existe déjà");
    let entries = place.journal("c.db").len();
    place.import("sortie").done("Rien de nouveau");
    assert_eq!(place.journal("c.db").len(), entries);
    export("encore").done("1 famille");
    let mut files = 0;
    for entry in fs::read_dir(place.path("sortie")).unwrap() {
        let entry = entry.unwrap();
        let again = place.path("encore").join(entry.file_name());
        assert_eq!(fs::read(entry.path()).unwrap(), fs::read(again).unwrap());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(entry.metadata().unwrap().permissions().mode() & 0o777, 0o600);
        }
        files += 1;
    }
    assert_eq!(files, 9);
    let line = "export ailleurs --as sle --database c.db --secret-stdin";
    place.told(line, &format!("{SECRET}\n")).refused("administrateur ou régisseur");
    assert!(!place.path("ailleurs/familles.csv").exists());
    place.run("verify --database c.db").done("intact");
}

#[test]
fn an_office_keeps_its_own_headers() {
    let place = Place::town();
    place.write("d/foyers.csv", "N° foyer;Responsable;Prénom 1\nEVR1;MARTIN;Paul\n");
    let columns = "[familles]\nfichier = \"foyers.csv\"\nidentifiant = \"N° foyer\"\n\
                   nom = \"Responsable\"\nprenom = \"Prénom 1\"\n";
    place.write("colonnes.toml", columns);
    place.import("d --colonnes colonnes.toml").done("1 famille nouvelle");
    place.run("find martin --database c.db").done("MARTIN Paul");
    place.write("faux.toml", "[foyers]\nnom = \"Responsable\"\n");
    let wrong = place.import("d --colonnes faux.toml");
    assert_eq!(wrong.code, Some(2), "{wrong:?}");
    assert!(wrong.err.contains("[foyers]\u{a0}: table inconnue"), "{wrong:?}");
    assert!(wrong.err.ends_with("Rien n’a été importé.\n"), "{wrong:?}");
    place.import("d --colonnes absent.toml").refused("introuvable");
}
