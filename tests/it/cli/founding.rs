//! `init`, `agent`, `demo --create`: how a database begins, and what leaves nothing behind.

use super::{NOW, Place, SECRET, bytes};

const INIT: &str = "init --database x.db --secret-stdin";

#[test]
fn a_town_is_founded_with_several_agents() {
    let place = Place::town();
    let journal = place.journal("c.db");
    let kinds: Vec<i64> = journal.iter().map(|entry| entry["kind"].as_i64().unwrap()).collect();
    assert_eq!(kinds, [1, 2, 3, 10, 10]);
    assert_eq!(journal[1]["payload"]["station"], "A2");
    place.run("verify --database c.db").done("intact");
    let all = String::from_utf8_lossy(&bytes(&place.path("c.db"))).into_owned();
    assert!(!all.contains(SECRET));
}

#[cfg(unix)]
#[test]
fn the_file_is_its_owner_s_alone() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::town();
    let mode = std::fs::metadata(place.path("c.db")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn what_can_t_be_founded_leaves_nothing_behind() {
    let place = Place::empty();
    let evreux = include_str!("../../../assets/profiles/evreux.toml");
    place.write("mauvais.toml", evreux.replace("essais = 3", "essais = 0"));
    place.write("illisible.toml", b"\xff\xfe");
    let before = place.names();
    let (long, two) = (format!("{SECRET}\n"), format!("{SECRET}\n{SECRET}\n"));
    let rules = "--commune Évreux --profile evreux --station";
    let adm = format!("{rules} A2 --agent adm:administrateur");
    for (arguments, input, words) in [
        (format!("{rules} A2 --agent adm:chef"), &long, "rôle inconnu"),
        (format!("{rules} A2 --agent adm:agent"), &long, "au moins un administrateur"),
        (format!("{rules} A_2 --agent adm:administrateur"), &long, "1 à 8 lettres"),
        (adm.clone(), &"court\n".to_owned(), "10 caractères au moins"),
        (adm.clone(), &String::new(), "attendu sur l’entrée standard"),
        (format!("{adm} --agent ADM:agent"), &two, "le même identifiant"),
        (format!("{adm} --agent sle:agent"), &long, "Code secret de sle"),
        (format!("{adm} --now {NOW}"), &long, "base de démonstration"),
        (adm.replace("Évreux", "_"), &long, "attendu\u{a0}: un nom"),
        (adm.replace("evreux", "lyon"), &long, "attendu\u{a0}: evreux"),
        (adm.replace("evreux", "non.toml"), &long, "introuvable"),
        (adm.replace("evreux", "illisible.toml"), &long, "UTF-8"),
    ] {
        place.told(&format!("{INIT} {arguments}"), input).refused(words);
        assert_eq!(place.names(), before, "{arguments}");
    }
    let line = format!("{INIT} {}", adm.replace("evreux", "mauvais.toml"));
    let ended = place.told(&line, &long);
    assert_eq!(ended.code, Some(2), "{ended:?}");
    for words in ["ligne ", "essais", "de 1 à"] {
        assert!(ended.err.contains(words), "{words} : {ended:?}");
    }
    assert_eq!(place.names(), before);
}

#[test]
fn a_database_is_never_founded_twice() {
    let place = Place::town();
    let before = bytes(&place.path("c.db"));
    let line = "init --database c.db --profile evreux --commune Évreux --station A2 \
                --agent adm:administrateur --secret-stdin";
    place.told(line, SECRET).refused("existe déjà");
    assert_eq!(bytes(&place.path("c.db")), before);
}

#[test]
fn agents_come_and_go() {
    let place = Place::town();
    let other = "un autre secret bien long";
    let act = |line: &str, input: &str| {
        place.told(&format!("agent {line} --database c.db --secret-stdin"), input)
    };
    let add = "add jpe:regisseur:Petit_Jeanne --as adm";
    act(add, &format!("{SECRET}\n{other}\n")).done("jpe enregistré");
    act(add, &format!("{SECRET}\n{other}\n")).refused("jpe");
    act("add x:agent --as sle", &format!("{SECRET}\n{other}\n")).refused("administrateur");
    act("reset sle --as adm", &format!("{SECRET}\n{other}\n")).done("remplacé");
    act("reset sle --as adm", &format!("{SECRET}\ncourt\n")).refused("10 caractères");
    act("disable sle --as adm", &format!("{SECRET}\n")).done("désactivé");
    act("disable zzz --as adm", &format!("{SECRET}\n")).refused("n’existe pas");
    // A disabled agent hears the same words as somebody unknown, and a wrong secret no others.
    act("reset adm --as sle", &format!("{other}\n{other}\n")).refused("incorrect");
    act("reset adm --as qui", &format!("{other}\n{other}\n")).refused("incorrect");
    place.run("verify --database c.db").done("intact");
}

#[test]
fn the_same_seed_makes_the_same_town_to_the_last_byte_of_its_journal() {
    let (one, other) = (Place::demo(), Place::demo());
    let journal = one.run("journal --json --database d.db").out;
    assert_eq!(journal, other.run("journal --json --database d.db").out);
    let line = format!("demo --create e.db --families 50 --seed 4 --now {NOW}");
    one.run(&line).done("--database e.db");
    assert_ne!(journal, one.run("journal --json --database e.db").out);
    one.run(&line).refused("existe déjà");
    one.run("demo --create f.db --profile lyon").refused("evreux");
}

#[test]
fn the_rules_of_a_commune_are_read_back_and_remarked_on() {
    let place = Place::town();
    let list = place.run("profile list");
    let names: Vec<&str> = list.out.lines().filter_map(|line| line.split(' ').next()).collect();
    let shipped =
        ["evreux", "hotel-de-ville", "epagny-metz-tessy", "portail-legende", "petit-bourg"];
    assert_eq!(names, shipped);
    place.run("profile show hotel-de-ville").done("jusqu’à 6 jours calendaires avant");
    place.run("profile show --database c.db").done("Évreux (evreux)");
    place.run("profile check evreux").done("50,4\u{a0}bits");
    let text = include_str!("../../../assets/profiles/evreux.toml");
    std::fs::write(place.path("b.toml"), text.replace("essais = 3", "essais = 0")).unwrap();
    let ended = place.run(&format!("profile check {}", place.path("b.toml").display()));
    assert_eq!(ended.code, Some(1));
    assert!(ended.out.contains("clé acces.essais") && ended.out.contains("ligne "), "{ended:?}");
    let ended = place.run("profile check nulle-part.toml");
    assert_eq!(ended.code, Some(2));
    assert!(ended.err.contains("n’a pas été lu"), "{ended:?}");
}
