//! Twenty pairs of names that a counter hears alike, or that a file spells otherwise: each finds
//! the other, in a town where many names are near.

use guichet::demo::{DemoSettings, folder};
use guichet::desk::Counter;
use guichet::desk::find::{MOST_ROWS, families};
use guichet::desk::request::{Reply, Request};
use guichet::desk::view::{BeyondView, FamilyRow};
use guichet::domain::people::{AccountState, BlockCause};
use guichet::domain::search::sound;
use guichet::domain::tariff::Means;
use guichet::domain::text::fold;
use guichet::profile::Profile;

use guichet::import::{
    AccountRow, AddressRow, ChildRow, FamilyRow as Household, FileRow, GuardianRow, ImportPlan,
    read,
};

use crate::support::{Town, ask, day, import_into, now};

/// The pairs; true where both are given names too.
const PAIRS: [(&str, &str, bool); 20] = [
    ("Lefevre", "Lefèvre", false),
    ("Lefebvre", "Lefèvre", false),
    ("Dupont", "Dupond", false),
    ("Benoit", "Benoît", true),
    ("Ndiaye", "N'Diaye", false),
    ("El Hadj", "Elhadj", false),
    ("Muller", "Müller", false),
    ("Haddad", "Addad", false),
    ("Gauthier", "Gautier", true),
    ("Philippe", "Filipe", true),
    ("Nguyen", "N'Guyen", false),
    ("Cheikh", "Cheik", true),
    ("Ben Ali", "Benali", false),
    ("Jean-Pierre", "Jean Pierre", true),
    ("Martin", "Martins", true),
    ("Thomas", "Tomas", true),
    ("Kévin", "Kevin", true),
    ("Zoé", "Zoe", true),
    ("Beauvais", "Bauvet", false),
    ("Renault", "Renaud", true),
];

/// Names that begin like one of the pairs, or are nearly one: half of their accounts are blocked,
/// which puts them first in the list.
const NEAR: &[&str] = &[
    "LEFEVRIER",
    "LEFEBURE",
    "LEFEUVRE",
    "LEFEBVRIER",
    "DUPONTEL",
    "DUPONTEIL",
    "DUPONTREUE",
    "DUPONDEL",
    "DUPONCHEL",
    "BENOITON",
    "BENOITEAU",
    "BENOITIER",
    "NDIAYENNE",
    "ELHADJI",
    "MULLEROVA",
    "MULLEREAU",
    "HADDADI",
    "HADDADJ",
    "ADDADI",
    "GAUTHIEROT",
    "GAUTIEREAU",
    "PHILIPPEAU",
    "PHILIPPON",
    "PHILIPPOT",
    "FILIPEK",
    "NGUYENDO",
    "CHEIKHNA",
    "CHEIKHOU",
    "BENALIOUA",
    "BENALLAL",
    "JEANPIERREAU",
    "MARTINEAU",
    "MARTINET",
    "MARTINEZ",
    "MARTINON",
    "MARTINSEN",
    "THOMASSIN",
    "THOMASSET",
    "THOMASSON",
    "TOMASINI",
    "KEVINSON",
    "ZOELLER",
    "BEAUVAISIN",
    "BEAUVAL",
    "BAUVETTI",
    "RENAUDIN",
    "RENAUDEAU",
    "RENAUDOT",
    "RENAULTON",
];

/// Who bears the name in a household.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Bearer {
    Holder,
    Adult,
    Child,
}

const BEARERS: [Bearer; 3] = [Bearer::Holder, Bearer::Adult, Bearer::Child];

/// Which name it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Surname,
    Given,
}

fn adult(surname: &str, given: &str) -> GuardianRow {
    GuardianRow { surname: surname.into(), given: given.into(), ..GuardianRow::default() }
}

fn child(surname: &str, given: &str) -> ChildRow {
    ChildRow {
        given: given.into(),
        surname: surname.into(),
        birth: day("2018-02-01"),
        school: String::new(),
        class: String::new(),
        form_on: None,
        pai: false,
    }
}

/// A household that nothing is known of but its people.
fn household(login: &str, (surname, given): (&str, &str)) -> Household {
    Household {
        line: 0,
        login: login.into(),
        holder: adult(surname, given),
        address: AddressRow::default(),
        means: Means::default(),
        file: FileRow::default(),
        guardians: Vec::new(),
        children: Vec::new(),
        enrolments: Vec::new(),
        invoices: Vec::new(),
        bookings: Vec::new(),
        account: None,
    }
}

/// A household in which somebody bears a name, beside `Camille` or `OUDRY`.
fn bearing(login: &str, name: &str, bearer: Bearer, part: Part) -> Household {
    let (surname, given) = match part {
        Part::Surname => (name, "Camille"),
        Part::Given => ("OUDRY", name),
    };
    match bearer {
        Bearer::Holder => household(login, (surname, given)),
        Bearer::Adult => Household {
            guardians: vec![adult(surname, given)],
            ..household(login, ("ZWEIG", "Odile"))
        },
        Bearer::Child => Household {
            children: vec![child(surname, given)],
            ..household(login, ("ZWEIG", "Odile"))
        },
    }
}

/// Four hundred households of the demo and the near ones, none of which has a name of the pairs.
fn crowd() -> Vec<Household> {
    let settings = DemoSettings { families: 400, seed: 1, today: now().today() };
    let evreux = Profile::parse(Profile::builtin_text("evreux").unwrap()).unwrap();
    let plan = read(&folder(&settings, &evreux), now().today()).unwrap();
    let key = |name: &str| sound(&fold(name).replace(' ', ""));
    let taken: Vec<String> = PAIRS.iter().flat_map(|(a, b, _)| [key(a), key(b)]).collect();
    let is_free = |family: &Household| {
        let adults = std::iter::once(&family.holder).chain(&family.guardians);
        let adults = adults.flat_map(|adult| [&adult.surname, &adult.given]);
        let children = family.children.iter().flat_map(|child| [&child.surname, &child.given]);
        adults.chain(children).all(|name| {
            let folded = fold(name);
            !folded.split(' ').chain([folded.as_str()]).any(|word| taken.contains(&key(word)))
        })
    };
    let bare = |family: Household| Household {
        enrolments: Vec::new(),
        invoices: Vec::new(),
        bookings: Vec::new(),
        ..family
    };
    let near = NEAR.iter().enumerate().map(|(place, name)| {
        let blocked = AccountRow {
            state: AccountState::Blocked,
            cause: Some(BlockCause::Passwords),
            since: None,
            wallet: false,
        };
        Household {
            account: (place % 2 == 0).then_some(blocked),
            ..household(&format!("EVR8{place:04}"), (name, "Sacha"))
        }
    });
    let crowd = plan.families.into_iter().filter(is_free).map(bare);
    crowd.chain(near).collect()
}

fn settle(counter: &mut Counter, families: Vec<Household>) {
    import_into(counter, &ImportPlan { families, ..ImportPlan::default() }, false).unwrap();
}

fn rows(counter: &Counter, typed: &str) -> Vec<FamilyRow> {
    families(counter, now(), typed.to_owned(), MOST_ROWS).unwrap().rows
}

fn place(rows: &[FamilyRow], login: &str) -> Option<usize> {
    rows.iter().position(|row| row.login == login)
}

const FIRST: &str = "EVR90001";
const SECOND: &str = "EVR90002";

/// The name alone, and beside the other name of the one who bears it, in both orders.
fn typed(name: &str, part: Part) -> [String; 3] {
    let other = if part == Part::Surname { "camille" } else { "oudry" };
    [name.to_owned(), format!("{name} {other}"), format!("{other} {name}")]
}

/// Lower case without accents.
fn plain(name: &str) -> String {
    name.to_lowercase().replace(['é', 'è'], "e").replace('î', "i").replace('ü', "u")
}

/// One bears the other spelling, none the one that is typed.
fn alone(counter: &mut Counter, (typed_as, borne): (&str, &str), bearer: Bearer, part: Part) {
    let nobody = household(SECOND, ("ZWEIG", "Ondine"));
    settle(counter, vec![bearing(FIRST, borne, bearer, part), nobody]);
    for name in [typed_as.to_owned(), plain(typed_as)] {
        for text in typed(&name, part) {
            let rows = rows(counter, &text);
            let place = place(&rows, FIRST);
            assert!(place.is_some_and(|place| place < 3), "{text} for {borne}: {place:?}");
        }
    }
}

/// Each spelling is borne by one household.
fn both(counter: &mut Counter, (first, second): (&str, &str), bearer: Bearer, part: Part) {
    let households =
        vec![bearing(FIRST, first, bearer, part), bearing(SECOND, second, bearer, part)];
    settle(counter, households);
    for (name, exact, other) in [(first, FIRST, SECOND), (second, SECOND, FIRST)] {
        for text in typed(name, part).into_iter().chain([name.to_lowercase()]) {
            let rows = rows(counter, &text);
            assert_eq!(place(&rows, exact), Some(0), "{text} of {name}");
            assert!(place(&rows, other).is_some_and(|place| place < 3), "{text} beside {name}");
        }
        for text in typed(&plain(name), part) {
            let rows = rows(counter, &text);
            for login in [exact, other] {
                assert!(place(&rows, login).is_some_and(|place| place < 3), "{text} of {name}");
            }
        }
    }
}

#[test]
fn each_of_twenty_pairs_finds_the_other() {
    let town = Town::new();
    let mut counter = town.sit("adm");
    settle(&mut counter, crowd());
    // Of the usual town, these have names of the pairs.
    let renamed = ["EVR00010", "EVR01180"].map(|login| household(login, ("ZUBER", "Ida")));
    settle(&mut counter, renamed.into());
    for (first, second, is_given) in PAIRS {
        let parts = if is_given { &[Part::Surname, Part::Given][..] } else { &[Part::Surname] };
        for (bearer, part) in
            BEARERS.iter().flat_map(|bearer| parts.iter().map(|part| (*bearer, *part)))
        {
            alone(&mut counter, (first, second), bearer, part);
            alone(&mut counter, (second, first), bearer, part);
            both(&mut counter, (first, second), bearer, part);
        }
    }
    drop(counter);
    town.holds();
}

#[test]
fn a_whole_name_comes_before_the_first_of_two() {
    let town = Town::new();
    let mut counter = town.sit("adm");
    let longer = (0..5).map(|n| household(&format!("EVR8000{n}"), ("NGUYEN VAN", "Sacha")));
    settle(&mut counter, longer.collect());
    for bearer in BEARERS {
        settle(&mut counter, vec![bearing(FIRST, "NGUYEN", bearer, Part::Surname)]);
        for typed in ["nguyen", "N’Guyen", "n guyen"] {
            assert_eq!(place(&rows(&counter, typed), FIRST), Some(0), "{typed}");
        }
    }
}

#[test]
fn a_text_that_finds_nobody_is_answered_by_one_that_does() {
    let town = Town::new();
    let mut counter = town.sit("sle");
    for (typed, suggestion) in [
        ("martinxxau", Some("martineau")),
        ("martineau zzzz", Some("martineau")),
        ("martinxxau claxxe", Some("martineau claire")),
        ("qqqqqqq", None),
        ("'; DROP TABLE family; --", None),
        ("\u{1b}[2J\u{202e}", None),
        ("👩‍👧 🏫", None),
        ("阮 محمد", None),
        ("", None),
    ] {
        let found = rows(&counter, typed);
        assert!(found.is_empty(), "{typed}: {found:?}");
        let reply = ask(&mut counter, now(), Request::Beyond { text: typed.to_owned() });
        let suggestion = suggestion.map(str::to_owned);
        assert_eq!(
            reply,
            Reply::Beyond(BeyondView { suggestion, archived: 0, more: false }),
            "{typed}"
        );
    }
    let long = "martineau ".repeat(1_000);
    ask(&mut counter, now(), Request::Beyond { text: long.clone() });
    ask(&mut counter, now(), Request::Find { text: long });
}
