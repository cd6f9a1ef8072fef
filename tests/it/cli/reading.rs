//! `find`, `explain`, `journal`, `verify`: for scripts; they read, whatever others do meanwhile.

use std::fs;

use guichet::domain::ids::AgentId;
use guichet::domain::time::Moment;
use guichet::store::Store;
use guichet::store::open::Mode;
use serde_json::Value;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{NOW, Place, bytes};

/// Commands that only read, on the small demonstration.
const READING: [&str; 7] = [
    "find mart --json --database d.db --now 2026-11-20T10:42",
    "find mart --database d.db",
    "explain EVR04217 Léo CANTINE 30/11/2026 --json --database d.db --now 2026-11-20T10:42",
    "journal --database d.db",
    "journal --json --database d.db",
    "verify --database d.db",
    "verify --json --database d.db",
];

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn reading_changes_no_byte() {
    let place = Place::demo();
    let before = bytes(&place.path("d.db"));
    for line in READING {
        let ended = place.run(line);
        assert_eq!((ended.code, ended.err.as_str()), (Some(0), ""), "{line} : {ended:?}");
        assert!(bytes(&place.path("d.db")) == before, "{line}");
        let log = fs::metadata(place.path("d.db-wal")).map_or(0, |log| log.len());
        assert_eq!(log, 0, "{line}");
    }
}

#[test]
fn reading_goes_on_while_somebody_writes() {
    let place = Place::demo();
    let now = Moment { at: 1_795_000_000_000, offset: 60 };
    let mut store = Store::open(&place.path("d.db"), Mode::ReadWrite).unwrap();
    let gesture = store.begin(now, AgentId(Uuid::nil())).unwrap();
    for line in READING {
        let ended = place.run(line);
        assert_eq!(ended.code, Some(0), "{line} : {ended:?}");
    }
    drop(gesture);
}

#[test]
fn answers_for_scripts_have_the_agreed_fields() {
    let place = Place::demo();
    let rows = json(&place.run(READING[0]).out);
    let row = &rows[0];
    let mut fields: Vec<&str> = row.as_object().unwrap().keys().map(String::as_str).collect();
    fields.sort_unstable();
    assert_eq!(
        fields,
        ["account", "archived", "balance_due", "children", "login", "matched_by", "name"],
        "{rows}"
    );
    assert_eq!((&row["login"], &row["balance_due"]), (&"EVR04217".into(), &4735.into()));
    let day = json(&place.run(READING[2]).out);
    assert_eq!(day["state"], "available", "{day}");
    assert_eq!(day["deadline"], "2026-11-23T23:59:59");
    assert!(day["rule"].as_str().unwrap().contains("5 jours ouvrés pour la restauration"));
    assert!(day["price"].is_i64() && day["places_left"].is_i64() && day["reasons"].is_array());
    place
        .run(READING[2].replace("--json ", "").as_str())
        .done("Limite pour réserver\u{a0}: lundi 23 novembre 2026 à 23:59, heure locale.");
    let plain = place.run(READING[2].replace("--json ", "").as_str()).out;
    let rows: Vec<&str> = plain.lines().collect();
    let total = rows.iter().position(|row| row.trim_start().starts_with("Total")).unwrap();
    assert_eq!(rows[total - 1].trim(), "─".repeat(68), "a rule over the total: {plain}");
    assert_eq!(rows[total].chars().count(), 4 + 68, "the amounts stand under each other: {plain}");
    let limited = place.run(&format!("find a --limit 2 --json --database d.db --now {NOW}"));
    assert_eq!(json(&limited.out).as_array().unwrap().len(), 2);
    let of = |subject: &str| {
        place.run(&format!("explain EVR04217{subject} --database d.db --now {NOW}"))
    };
    let account = json(&of(" --json").out);
    assert_eq!((&account["state"], &account["label"]), (&json("\"bloque\""), &json("\"BLOQUÉ\"")));
    assert!(account["reasons"][0]["remedy"].as_str().unwrap().starts_with("F6 "), "{account}");
    of("").done("→ F6 vérifier l’identité, débloquer");
    of(" Léo").done("Léo\u{a0}: ");
    assert!(json(&of(" Léo --json").out)["reasons"].is_array());
    of(" --facture 2026-10-04217").done("Facture 2026-10-04217\u{a0}: à payer");
    of(" --facture 2026-10-99999").refused("n’existe pas");
    of(" Léo CANTINE").refused("Il manque");
    place.run("find zzzz --database d.db").done("Aucune famille trouvée.");
    assert_eq!(json(&place.run("find zzzz --json --database d.db").out), json("[]"));
}

#[test]
fn questions_without_an_answer_say_what_there_is() {
    let place = Place::demo();
    for (subject, words) in [
        ("EVR99999 Léo CANTINE 30/11/2026", "n’existe pas"),
        ("EVR04217 Bob CANTINE 30/11/2026", "attendu\u{a0}: Léo, Inès"),
        ("EVR04217 Léo DANSE 30/11/2026", "CANTINE"),
        ("EVR04217 Léo CANTINE 31/11/2026", "n’est pas un jour"),
    ] {
        place.run(&format!("explain {subject} --database d.db")).refused(words);
    }
}

/// The hash of an entry, recomputed from nothing but what the journal says of it.
fn recomputed(entry: &Value, previous: &[u8]) -> Vec<u8> {
    let uuid = |name: &str| Uuid::parse_str(entry[name].as_str().unwrap()).unwrap().into_bytes();
    let number = |name: &str| entry[name].as_i64().unwrap();
    let narrow = |name: &str| i16::try_from(number(name)).unwrap().to_be_bytes();
    let payload = serde_json::to_string(&entry["payload"]).unwrap();
    let salted = [unhex(&entry["salt"]), payload.into_bytes()].concat();
    let preimage = [
        b"GUICHET1".to_vec(),
        previous.to_vec(),
        uuid("commune").to_vec(),
        uuid("souche").to_vec(),
        number("seq").to_be_bytes().to_vec(),
        uuid("id").to_vec(),
        narrow("kind").to_vec(),
        narrow("version").to_vec(),
        number("hlc").to_be_bytes().to_vec(),
        number("at").to_be_bytes().to_vec(),
        narrow("offset").to_vec(),
        uuid("agent").to_vec(),
        uuid("station").to_vec(),
        Sha256::digest(salted).to_vec(),
    ];
    Sha256::digest(preimage.concat()).to_vec()
}

fn unhex(value: &Value) -> Vec<u8> {
    let text = value.as_str().unwrap().as_bytes();
    let digits = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap();
    text.chunks(2).map(digits).collect()
}

#[test]
fn anybody_can_recompute_the_chain_from_the_journal_s_json() {
    let place = Place::demo();
    let journal = place.journal("d.db");
    assert!(journal.len() > 50);
    let mut previous = vec![0; 32];
    for entry in &journal {
        let hash = recomputed(entry, &previous);
        assert_eq!(hash, unhex(&entry["hash"]), "{entry}");
        previous = hash;
    }
}

#[test]
fn verify_says_by_its_exit_code_what_it_found() {
    let place = Place::demo();
    assert_eq!(json(&place.run("verify --json --database d.db").out)["ok"], true);
    let mut tampered = bytes(&place.path("d.db"));
    let name = b"\"MARTINEAU\"";
    let at = tampered.windows(name.len()).position(|window| window == name).unwrap();
    tampered[at + 1] = b'B';
    place.write("t.db", tampered);
    let ended = place.run("verify --database t.db");
    assert_eq!((ended.code, ended.err.as_str()), (Some(1), ""), "{ended:?}");
    assert!(ended.out.lines().any(|line| line.starts_with("× ")), "{ended:?}");
    let ended = place.run("verify --json --database t.db");
    assert_eq!((ended.code, &json(&ended.out)["ok"]), (Some(1), &false.into()), "{ended:?}");
    for (paper, words) in [
        ("--recu A2-2026-000001", "--empreinte"),
        ("--recu A2 --empreinte 0011223344", "exemple"),
        ("--recu A2-2026-000001 --empreinte xyz", "dix caractères"),
    ] {
        place.run(&format!("verify --database d.db {paper}")).refused(words);
    }
}

#[test]
fn what_is_no_database_of_ours_is_refused_in_a_sentence() {
    let place = Place::demo();
    let mut newer = bytes(&place.path("d.db"));
    newer[60..64].copy_from_slice(&9_i32.to_be_bytes());
    place.write("newer.db", newer);
    place.write("garbage.db", [0x5a; 9000]);
    place.write("empty.db", "");
    fs::create_dir(place.path("folder.db")).unwrap();
    for (database, words) in [
        ("newer.db", "version plus récente"),
        ("garbage.db", "n’est pas une base Guichet"),
        ("empty.db", "n’est pas une base Guichet"),
        ("folder.db", "ne peut pas être ouverte"),
        ("missing.db", "n’existe pas"),
    ] {
        for command in ["find x", "verify --json", "journal", "explain a b c 1/1/2026", ""] {
            place.run(&format!("{command} --database {database}")).refused(words);
        }
    }
    assert!(!place.path("missing.db").exists());
}

#[test]
fn the_told_time_is_for_demonstrations() {
    let place = Place::town();
    for command in ["find x", "explain a b c 1/1/2026", "journal", ""] {
        let ended = place.run(&format!("{command} --database c.db --now {NOW}"));
        ended.refused("base de démonstration");
    }
}

#[test]
fn without_a_terminal_the_counter_stays_closed() {
    let place = Place::demo();
    for line in ["", "--database d.db"] {
        place.run(line).refused("dans un terminal");
    }
}

#[test]
fn a_wrong_line_is_answered_in_french() {
    let place = Place::empty();
    for (line, words) in [
        ("--databse x", "plutôt --database"),
        ("frob", "Commande «\u{a0}frob\u{a0}» inconnue"),
        ("find", "Il manque <TEXTE>"),
        ("--printer cups:x find y", "tcp:HÔTE:PORT"),
        ("journal --now demain", "2026-11-20T10:42"),
    ] {
        place.run(line).refused(words);
    }
    place.run("--help").done("Utilisation\u{a0}: guichet");
    place.run("-V").done("guichet 0.1.0");
    assert_eq!(place.names(), Vec::<String>::new());
}
