//! Whole folders: what is read, what is refused and where, and what hostile bytes do (nothing).

use crate::domain::tariff::Means;
use chrono::NaiveDate;
use encoding_rs::WINDOWS_1252;
use proptest::prelude::*;

use super::*;
use crate::domain::money::Cents;
use crate::domain::people::{AccountState, BlockCause, BookingState, Rhythm};

fn day(text: &str) -> NaiveDate {
    crate::domain::time::parse_day(text).unwrap()
}

fn folder(files: &[(&str, &str)]) -> Folder {
    let bytes = |(name, text): &(&str, &str)| ((*name).to_owned(), text.as_bytes().to_vec());
    Folder { files: files.iter().map(bytes).collect() }
}

fn read_files(files: &[(&str, &str)]) -> Result<ImportPlan, ImportErrors> {
    read(&folder(files), day("20/11/2026"))
}

/// The files of a small commune; each test replaces or adds one.
const COMMUNE: [(&str, &str); 8] = [
    (
        "familles.csv",
        "identifiant;nom;prenom;telephone;courriel;adresse;cp;ville;quotient;quotient_fin;\
         dossier_annee\n\
         EVR04217;MARTINEAU;Claire;06 12 34 56 78;claire.m@exemple.fr;14 rue des Lilas;27000;\
         Évreux;742;31/12/2026;2026\n\
         EVR01180;MARTIN;Paul;;;;;;;;\n",
    ),
    (
        "responsables.csv",
        "famille;nom;prenom;lien;telephone;courriel\n\
         EVR04217;MOREL;Antoine;père;06 98 76 54 32;\n\
         evr04217;Martineau;Claire;mère;;\n",
    ),
    (
        "enfants.csv",
        "famille;prenom;nom;naissance;ecole;classe;fiche_le\n\
         EVR04217;Léo;;24/06/2019;Jean-Moulin;CE1;02/09/2026\n\
         EVR04217;Inès;MARTINEAU;12/03/2022;Jean-Moulin;MS;\n\
         EVR01180;Zoé;;05/05/2017;;;\n",
    ),
    (
        "activites.csv",
        "code;libelle;genre;jours;places;age_min;age_max;tarif_a;tarif_b;tarif_c;regle\n\
         CANTINE;Cantine Jean-Moulin;cantine;L M J V;60;2;12;1,20;2,60;3,90;\n",
    ),
    (
        "inscriptions.csv",
        "famille;enfant;activite;debut;fin\nEVR04217;leo;cantine;01/09/2026;02/07/2027\n",
    ),
    (
        "factures.csv",
        "numero;famille;periode;objet;montant;reste;emise_le\n\
         2026-10-04217;EVR04217;oct. 26;cantine;31,20;31,20;02/11/2026\n",
    ),
    (
        "reservations.csv",
        "famille;enfant;activite;date\nEVR04217;LÉO Martineau;CANTINE;27/11/2026\n",
    ),
    (
        "comptes.csv",
        "identifiant;etat;cause;depuis;Porte-monnaie\n\
         EVR04217;bloqué;mots de passe;19/11/2026 21:14;Activé\n",
    ),
];

/// The small commune with one file's text replaced.
fn commune_with(name: &str, text: &str) -> Vec<(&'static str, String)> {
    COMMUNE
        .iter()
        .map(|(file, usual)| (*file, if *file == name { text } else { usual }.to_owned()))
        .collect()
}

fn read_with(name: &str, text: &str) -> Result<ImportPlan, ImportErrors> {
    let files = commune_with(name, text);
    let borrowed: Vec<_> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
    read_files(&borrowed)
}

/// Adds lines to a file of the small commune.
fn read_more(name: &str, lines: &str) -> Result<ImportPlan, ImportErrors> {
    let usual = COMMUNE.iter().find(|(file, _)| *file == name).unwrap().1;
    read_with(name, &format!("{usual}{lines}\n"))
}

#[test]
fn a_commune_is_read_and_linked() {
    let plan = read_files(&COMMUNE).unwrap();
    assert_eq!(plan.remarks, []);
    let [martineau, martin] = plan.families.as_slice() else { panic!("two families") };
    assert_eq!((martineau.line, martin.line), (2, 3));
    assert_eq!(martineau.holder.link, "mère", "the second file completes the holder");
    assert_eq!(martineau.guardians.len(), 1);
    assert_eq!(martineau.means, Means { until: Some(day("31/12/2026")), ..Means::of(742) });
    assert_eq!((martin.means.quotient, martin.file.year, martin.account), (None, None, None));
    let names: Vec<_> = martineau.children.iter().map(|c| (&*c.given, &*c.surname)).collect();
    assert_eq!(names, [("Léo", "MARTINEAU"), ("Inès", "MARTINEAU")]);
    let (from, to) = (day("01/09/2026"), day("02/07/2027"));
    assert_eq!(
        martineau.enrolments,
        [EnrolmentRow { child: 0, activity: 0, from, to, rhythm: None }]
    );
    let booked = day("27/11/2026");
    assert_eq!(
        martineau.bookings,
        [BookingRow {
            child: 0,
            activity: 0,
            day: booked,
            state: BookingState::Booked,
            price: None,
        }]
    );
    assert_eq!(martineau.invoices[0].due, Cents(3120));
    let account = martineau.account.unwrap();
    assert_eq!(
        (account.state, account.cause),
        (AccountState::Blocked, Some(BlockCause::Passwords))
    );
    assert_eq!(account.since.unwrap().to_string(), "2026-11-19 21:14:00");
    assert!(account.wallet);
    let tariffs = [Some(Cents(120)), Some(Cents(260)), Some(Cents(390)), None, None];
    assert_eq!(plan.activities[0].tariffs, tariffs);
    assert_eq!(plan.activities[0].rule, None);
}

#[test]
fn encodings_delimiters_and_line_ends_give_the_same_plan() {
    let expected = read_files(&COMMUNE).unwrap();
    for delimiter in [";", ",", "\t"] {
        for end in ["\n", "\r\n", "\r"] {
            for encoding in ["utf-8", "bom", "windows-1252"] {
                let encode = |(name, text): &(&str, &str)| {
                    // Amounts hold a comma, so every cell is quoted.
                    let quoted = text.replace(';', "\";\"").replace('\n', "\"\n\"");
                    let quoted = format!("\"{}", quoted.trim_end_matches('"'));
                    let text = quoted.replace(';', delimiter).replace('\n', end);
                    let bytes = match encoding {
                        "utf-8" => text.into_bytes(),
                        "bom" => format!("\u{feff}{text}").into_bytes(),
                        _ => WINDOWS_1252.encode(&text).0.into_owned(),
                    };
                    ((*name).to_uppercase(), bytes)
                };
                let folder = Folder { files: COMMUNE.iter().map(encode).collect() };
                let plan = read(&folder, day("20/11/2026"));
                assert_eq!(plan.as_ref(), Ok(&expected), "{delimiter:?} {end:?} {encoding}");
            }
        }
    }
}

#[test]
fn headers_are_forgiving_and_strangers_are_told() {
    let text = "\u{feff}# notre export\n\nsep=;\n Ville ;NOM;N° Famille;Prénom;couleur;;\n\
                Évreux;MARTINEAU;EVR04217;Claire;bleu;;\n\n\nÉvreux;MARTIN;EVR01180;Paul;;;\n";
    let plan = read_with("familles.csv", text).unwrap();
    assert_eq!(plan.families[0].address.town, "Évreux");
    assert_eq!((plan.families[0].line, plan.families[1].line), (5, 8), "empty lines count");
    let remarks: Vec<String> = plan.remarks.iter().map(ToString::to_string).collect();
    assert_eq!(
        remarks,
        ["familles.csv, ligne 4\u{a0}: colonne «\u{a0}couleur\u{a0}» inconnue, ignorée"]
    );
}

#[test]
fn a_synonym_beside_the_name_is_a_stranger() {
    let text = "id;identifiant;login;nom\n17;EVR04217;x;MARTINEAU\n18;EVR01180;y;B\n";
    let plan = read_with("familles.csv", text).unwrap();
    assert_eq!(plan.families[0].login, "EVR04217");
    assert_eq!(plan.remarks.len(), 2);
    let errors = read_with("familles.csv", "id;login;nom\n17;EVR04217;A\n").unwrap_err();
    assert_eq!(errors.to_string().matches("en double").count(), 1, "{errors}");
}

#[test]
fn a_quoted_cell_may_hold_delimiters_quotes_and_ends_of_line() {
    let text =
        "identifiant;nom;adresse\nEVR04217;MARTINEAU;\"14 rue;\n\"\"Lilas\"\"\"\nEVR01180;X;\n";
    let plan = read_with("familles.csv", text);
    let plan = plan.unwrap();
    assert_eq!(plan.families[0].address.street, "14 rue; \"Lilas\"");
    assert_eq!((plan.families[0].line, plan.families[1].line), (2, 4));
}

/// File, line appended to it, and the errors' (line, column).
#[test]
fn each_error_is_named_with_its_line_and_column() {
    for (file, line, column) in [
        ("familles.csv", "=EVR;A;B", "identifiant"),
        ("familles.csv", ";A;B", "identifiant"),
        ("familles.csv", "evr01180;AUTRE;Paul", "identifiant"),
        ("familles.csv", "E1;;B", "nom"),
        ("familles.csv", "E1;=A();B", "nom"),
        ("familles.csv", "E1;A;+B", "prenom"),
        ("familles.csv", "E1;A;B;abc", "telephone"),
        ("familles.csv", "E1;A;B;;abc", "courriel"),
        ("familles.csv", "E1;A;B;;;;;;abc", "quotient"),
        ("familles.csv", "E1;A;B;;;;;;100001", "quotient"),
        ("familles.csv", "E1;A;B;;;;;;;31/02/2026", "quotient_fin"),
        ("familles.csv", "E1;A;B;;;;;;;;1999", "dossier_annee"),
        ("responsables.csv", "E9;A;B", "famille"),
        ("enfants.csv", "EVR01180;;A;01/01/2020", "prenom"),
        ("enfants.csv", "EVR01180;Léa;;21/11/2026", "naissance"),
        ("enfants.csv", "EVR01180;Léa;;", "naissance"),
        ("enfants.csv", "EVR04217;LEO;martineau;01/01/2020", "prenom"),
        ("activites.csv", "cantine;X;cantine;L", "code"),
        ("activites.csv", "C2;;cantine;L", "libelle"),
        ("activites.csv", "C2;X;danse;L", "genre"),
        ("activites.csv", "C2;X;cantine;", "jours"),
        ("activites.csv", "C2;X;cantine;L;-1", "places"),
        ("activites.csv", "C2;X;cantine;L;;26", "age_min"),
        ("activites.csv", "C2;X;cantine;L;;7;6", "age_max"),
        ("activites.csv", "C2;X;cantine;L;;;;;;-1", "tarif_c"),
        ("inscriptions.csv", "EVR01180;Léo;CANTINE;01/09/2026;01/09/2026", "enfant"),
        ("inscriptions.csv", "EVR04217;Léo;DANSE;01/09/2026;01/09/2026", "activite"),
        ("inscriptions.csv", "EVR04217;Léo;CANTINE;02/09/2026;01/09/2026", "fin"),
        ("inscriptions.csv", "EVR04217;Léo;CANTINE;;01/09/2026", "debut"),
        ("factures.csv", "2026-10-04217;EVR01180;;;1;1", "numero"),
        ("factures.csv", "F1;EVR01180;;;;1", "montant"),
        ("factures.csv", "F1;EVR01180;;;10,00;10,01", "reste"),
        ("factures.csv", "F1;EVR01180;;;100000,01;0", "montant"),
        ("factures.csv", "F1;EVR01180;;;1;1;01/01/1999", "emise_le"),
        ("reservations.csv", "EVR9;Léo;CANTINE;27/11/2026", "famille"),
        ("reservations.csv", "EVR04217;Léo;CANTINE;demain", "date"),
        ("comptes.csv", "EVR01180;fermé", "etat"),
        ("comptes.csv", "EVR01180;bloqué", "cause"),
        ("comptes.csv", "EVR04217;actif", "identifiant"),
        ("comptes.csv", "EVR01180;actif;;hier", "depuis"),
        ("comptes.csv", "EVR01180;actif;;;bientôt", "porte_monnaie"),
    ] {
        let usual = COMMUNE.iter().find(|(name, _)| *name == file).unwrap().1;
        let errors = read_more(file, line).unwrap_err();
        let found: Vec<_> = errors.listed.iter().map(|e| (&*e.file, e.line, e.column)).collect();
        assert_eq!(found, [(file, usual.lines().count() as u64 + 1, column)], "{line}: {errors}");
    }
}

#[test]
fn the_last_accepted_value_of_each_limit_is_accepted() {
    for (file, line) in [
        ("familles.csv", "E1;A;B;;;;;;100000;31/12/2100;2100"),
        ("enfants.csv", "EVR01180;Léa;;20/11/2026"),
        ("activites.csv", "C2;X;cantine;L;100000;25;25;100000"),
        ("inscriptions.csv", "EVR04217;Léo;CANTINE;01/09/2026;01/09/2026"),
        ("factures.csv", "F1;EVR01180;;;100000,00;100000,00"),
    ] {
        assert_eq!(read_more(file, line).map(|plan| plan.remarks), Ok(vec![]), "{line}");
    }
    let (fits, long) = ("A".repeat(100), "A".repeat(101));
    assert!(read_more("familles.csv", &format!("E1;{fits};B")).is_ok());
    assert!(read_more("familles.csv", &format!("E1;{long};B")).is_err());
}

#[test]
fn saying_the_same_twice_is_only_a_remark() {
    for (file, line) in [
        ("responsables.csv", "EVR04217;MOREL;Antoine;père;06 98 76 54 32;"),
        ("responsables.csv", "EVR04217;MOREL;Antoine;;06 00 00 00 00;"),
        ("responsables.csv", "EVR04217;Martineau;claire;;0612345678;"),
        ("enfants.csv", "EVR04217;Inès;MARTINEAU;12/03/2022;Jean-Moulin;MS;"),
        ("familles.csv", "EVR01180;MARTIN;Paul"),
        ("activites.csv", "CANTINE;Cantine Jean-Moulin;cantine;L M J V;60;2;12;1,20;2,60;3,90;"),
        ("inscriptions.csv", "EVR04217;leo;cantine;01/09/2026;02/07/2027"),
        ("factures.csv", "2026-10-04217;EVR04217;oct. 26;cantine;31,20;31,20;02/11/2026"),
        ("reservations.csv", "evr04217;Léo;cantine;2026-11-27"),
        ("comptes.csv", "EVR04217;bloqué;mots de passe;19/11/2026 21:14;oui"),
    ] {
        let mut plan = read_more(file, line).unwrap();
        assert_eq!(plan.remarks.len(), 1, "{line}");
        plan.remarks.clear();
        assert_eq!(Ok(plan), read_files(&COMMUNE), "{line}");
    }
}

#[test]
fn a_right_says_how_the_child_comes_once_and_need_not() {
    let read = |rows: &[&str]| {
        let whose = "EVR04217;Léo;CANTINE;01/09/2026;02/07/2027";
        let rows: Vec<String> = rows.iter().map(|rhythm| format!("{whose};{rhythm}")).collect();
        let header = "famille;enfant;activite;debut;fin;Rythme";
        read_with("inscriptions.csv", &format!("{header}\n{}\n", rows.join("\n")))
    };
    let (occasional, regular) = (Some(Rhythm::Occasional), Some(Rhythm::Regular));
    let kept = "inscriptions.csv, ligne 3\u{a0}: colonne rythme, «\u{a0}régulier\u{a0}» déjà lu \
                est gardé";
    let again = "inscriptions.csv, ligne 3\u{a0}: inscription déjà lue, ignorée";
    for (rows, rhythm, remark) in [
        (&[""][..], None, None),
        (&["Occasionnelle"], occasional, None),
        (&["régulier", "Ponctuel"], regular, Some(kept)),
        (&["régulier", ""], regular, Some(again)),
        (&["régulier", "REGULIERE"], regular, Some(again)),
        (&["", "occasionnel"], occasional, None),
    ] {
        let plan = read(rows).unwrap();
        let said: Vec<_> = plan.families[0].enrolments.iter().map(|one| one.rhythm).collect();
        assert_eq!(said, [rhythm], "{rows:?}");
        let remarks: Vec<String> = plan.remarks.iter().map(ToString::to_string).collect();
        assert_eq!(remarks, Vec::from_iter(remark), "{rows:?}");
    }
    let errors = read(&["parfois"]).unwrap_err();
    let words = errors.listed[0].to_string().replace('\u{a0}', " ");
    let told = "inscriptions.csv, ligne 2, colonne rythme : « parfois » ; attendu : occasionnel ou \
                régulier";
    assert_eq!(words, told);
}

#[test]
fn two_children_of_one_given_name_are_told_apart_by_their_surname() {
    let children = |second: &str| {
        let first = "EVR04217;Léo;A;01/01/2019\nEVR04217;Inès;;1/1/2020";
        format!("famille;prenom;nom;naissance\n{first}\nEVR04217;Léo;{second}\n")
    };
    let read_as = |child: &str| {
        let mut files = commune_with("enfants.csv", &children("B;01/01/2020"));
        for (_, text) in &mut files {
            *text = text.replace(";leo;", &format!(";{child};")).replace("LÉO Martineau", child);
        }
        let files: Vec<_> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
        read_files(&files)
    };
    assert_eq!(read_as("Léo B").unwrap().families[0].bookings[0].child, 2);
    assert_eq!(read_as("A Léo").unwrap().families[0].bookings[0].child, 0);
    let errors = read_as("Léo").unwrap_err().to_string();
    assert!(errors.contains("deux enfants ayant ce prénom"), "{errors}");
    let errors = read_with("enfants.csv", &children("A;01/01/2020")).unwrap_err().to_string();
    assert!(errors.contains("pas encore pris"), "{errors}");
}

#[test]
fn a_faulty_line_is_reported_once_and_not_again_where_it_is_named() {
    let text = COMMUNE[0].1.replace("742", "abc");
    let errors = read_with("familles.csv", &text).unwrap_err();
    assert_eq!(errors.total, 1, "{errors}");
    let text = COMMUNE[2].1.replace("24/06/2019", "?");
    let errors = read_with("enfants.csv", &text).unwrap_err();
    assert_eq!(errors.total, 1, "{errors}");
    let text = COMMUNE[3].1.replace(";60;", ";beaucoup;");
    let errors = read_with("activites.csv", &text).unwrap_err();
    assert_eq!(errors.total, 1, "{errors}");
}

#[test]
fn errors_of_all_files_are_collected() {
    let families = COMMUNE[0].1.replace("742", "abc").replace("31/12/2026", "fin");
    let invoices = COMMUNE[5].1.replace("31,20;31,20", "x;y");
    let mut files = commune_with("familles.csv", &families);
    files[5].1 = invoices;
    let files: Vec<_> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let errors = read_files(&files).unwrap_err();
    let columns: Vec<_> = errors.listed.iter().map(|error| error.column).collect();
    assert_eq!(columns, ["quotient", "quotient_fin", "montant", "reste"]);
}

#[test]
fn a_file_that_is_no_table_is_refused_once() {
    for (text, expected) in [
        ("", "fichier vide"),
        ("# rien\n", "fichier vide"),
        ("nom;prenom\nA;B\n", "«\u{a0}identifiant\u{a0}» manquante"),
        ("identifiant;nom;NOM\nE1;A;B\n", "«\u{a0}nom\u{a0}» en double"),
        ("identifiant;nom\nE1;\"A\nE2;B\n", "ligne 2\u{a0}: guillemet ouvert"),
        ("\"identifiant;nom\nE1;A\n", "ligne 1\u{a0}: guillemet ouvert"),
        ("identifiant;nom\nE1;A\u{0}\n", "ligne 2\u{a0}: octet nul"),
    ] {
        let errors = read_with("familles.csv", text).unwrap_err();
        assert_eq!(errors.total, 1, "{text}: {errors}");
        assert!(errors.to_string().contains(expected), "{text}: {errors}");
    }
    let errors = read_files(&[]).unwrap_err();
    assert_eq!(errors.total, 1, "{errors}");
    let bytes = WINDOWS_1252.encode("identifiant;nom\nE1;Zoé").0.into_owned();
    let utf16 = [b"\xff\xfe".as_slice(), &bytes].concat();
    let folder = Folder { files: vec![("familles.csv".to_owned(), utf16)] };
    assert!(read(&folder, day("20/11/2026")).unwrap_err().to_string().contains("UTF-16"));
}

#[test]
fn what_offices_add_is_remarked_and_stops_nothing() {
    let text = ";;;;\n\
                N° famille;Nom du responsable;Tél. portable;Mobile;QF\n\
                E1;D’Almeida;'0612345678;02 32 31 98 02;644,50\n\
                E2;Roux;06 12 34 56 78 / 02 32 31 98 02;;1 234,00\n";
    let plan = read_files(&[("familles.csv", text), ("comptes.csv", "")]).unwrap();
    let read: Vec<_> = plan
        .families
        .iter()
        .map(|family| (&*family.login, &*family.holder.phone, family.means.quotient.unwrap()))
        .collect();
    assert_eq!(read, [("E1", "0612345678", 644), ("E2", "06 12 34 56 78", 1234)]);
    let remarks: Vec<String> = plan.remarks.iter().map(ToString::to_string).collect();
    assert_eq!(
        remarks,
        [
            "familles.csv, ligne 2\u{a0}: colonne «\u{a0}Mobile\u{a0}» ignorée, \
             «\u{a0}telephone\u{a0}» est déjà lue",
            "familles.csv, ligne 3\u{a0}: colonne quotient, centimes ignorés",
            "familles.csv, ligne 4\u{a0}: colonne telephone, le premier numéro est gardé",
            "comptes.csv\u{a0}: fichier vide, ignoré",
        ]
    );
}

#[test]
fn a_title_above_the_header_is_quoted_back() {
    let errors = read_files(&[("familles.csv", "Export du 20/11;;\nE1;A;B\n")]).unwrap_err();
    let first = errors.listed[0].to_string();
    assert!(first.ends_with("manquante\u{a0}; colonnes lues\u{a0}: Export du 20/11"), "{first}");
}

#[test]
fn hostile_cells_are_refused_or_made_harmless() {
    let line = |cells: usize| format!("E1;{}", "A".repeat(cells));
    let at_limit = read_more("familles.csv", &line(64 * 1024 - 4)).unwrap_err();
    assert_eq!(at_limit.listed[0].column, "nom", "the longest line is still read");
    for (lines, expected) in [
        (line(64 * 1024 - 3), "plus de 64 Kio"),
        (line(10_000_000), "plus de 64 Kio"),
        (",".repeat(1_000_000), "plus de 64 Kio"),
        (";".repeat(1_000_000), "plus de 64 Kio"),
        (format!("E1;A;B{};reste", ";".repeat(9)), "plus de cellules"),
        ("E\u{1}1;A;B".to_owned(), "colonne identifiant"),
    ] {
        let errors = read_more("familles.csv", &lines).unwrap_err();
        assert_eq!(errors.total, 1, "{errors}");
        assert!(errors.to_string().contains(expected), "{errors}");
    }
    let plan = read_more("familles.csv", "E1;DU\u{1b}[31mPONT;5\"\u{202e}").unwrap();
    assert_eq!(plan.families[2].holder.surname, "DU [31mPONT");
    assert_eq!(plan.families[2].holder.given, "5\"");
    assert_eq!(plan.remarks.len(), 2);
}

proptest! {
    #[test]
    fn no_bytes_make_the_reader_panic(
        header in any::<bool>(),
        bytes in proptest::collection::vec(any::<u8>(), 0..600),
    ) {
        let prefix: &[u8] = if header { b"identifiant;nom\n" } else { b"" };
        let files = OfficeFile::ALL
            .iter()
            .map(|file| (format!("{}.csv", file.stem()), [prefix, &bytes].concat()))
            .collect();
        let _ = read(&Folder { files }, day("20/11/2026"));
    }

    #[test]
    fn no_text_makes_the_reader_panic(lines in "([\"';,=+@#\u{1}éA0-9/ -]{0,12}[;,\n\r\"]){0,80}") {
        for (name, text) in COMMUNE {
            let header = text.lines().next().unwrap();
            let _ = read_with(name, &format!("{header}\n{lines}"));
        }
    }
}

#[test]
fn an_office_names_its_files_and_columns() {
    let headers = "[familles]\nfichier = \"Export foyers.csv\"\nidentifiant = \"N° foyer\"\n\
                   nom = \"Resp. 1\"\nprenom = \"nom\"\n[enfants]\nnaissance = \"DDN\"\n";
    let headers = Headers::parse(headers).unwrap();
    let files = [
        ("export FOYERS.csv", "N° Foyer;resp. 1;Nom;ville\nEVR1;MARTIN;Paul;Évreux\n"),
        ("enfants.csv", "famille;prenom;ddn\nEVR1;Zoé;05/05/2017\n"),
        ("familles.csv", "identifiant;nom\nEVR9;AUTRE\n"),
    ];
    let against = Against { today: day("20/11/2026"), pieces: &[] };
    let plan = read_as(&folder(&files), &headers, against).unwrap();
    let [family] = plan.families.as_slice() else { panic!("{plan:?}") };
    assert_eq!((family.login.as_str(), family.holder.surname.as_str()), ("EVR1", "MARTIN"));
    assert_eq!((family.holder.given.as_str(), family.address.town.as_str()), ("Paul", "Évreux"));
    assert_eq!(family.children[0].birth, day("05/05/2017"));
    let ignored = plan.remarks.iter().any(|remark| remark.file == "familles.csv");
    assert!(ignored, "the usual name is another file's now: {:?}", plan.remarks);

    let wrong = [("export foyers.csv", "identifiant;nom\nEVR1;MARTIN\n")];
    let errors = read_as(&folder(&wrong), &headers, against).unwrap_err();
    let words = errors.to_string().replace('\u{a0}', " ");
    assert!(words.contains("« N° foyer » (pour identifiant) introuvable"), "{words}");
    let missing = read_as(&folder(&[]), &headers, against).unwrap_err();
    assert!(missing.to_string().starts_with("Export foyers.csv"), "{missing}");
}

#[test]
fn a_marked_text_is_no_formula() {
    let files = [("familles.csv", "identifiant;nom;adresse\nEVR1;MARTIN;\"'=1+1\"\n")];
    let plan = read_files(&files).unwrap();
    assert_eq!(plan.families[0].address.street, "=1+1");
    let files = [("familles.csv", "identifiant;nom;adresse\nEVR1;MARTIN;=1+1\n")];
    assert!(read_files(&files).is_err());
}
