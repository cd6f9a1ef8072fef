//! Petit-Bourg through the keys: its hour, its holidays, and a school calendar that is not known
//! until the commune writes it.

use guichet::profile::Profile;
use guichet::ui::key::Key;

use crate::keys::Hand;

const F5: Key = Key::F(5);
const F9: Key = Key::F(9);

fn canteen() -> Hand {
    let mut hand = Hand::of("petit-bourg");
    hand.types("mar");
    hand.press(&[F5]);
    hand
}

#[test]
fn a_school_day_is_unknown_until_the_commune_writes_its_holidays() {
    let unknown = "Calendrier scolaire de Guadeloupe non renseigné.";
    let mut hand = canteen();
    hand.sees("10:42");
    hand.types("30");
    hand.sees(unknown);
    hand.press(&[Key::Char(' ')]);
    hand.sees("Rien à valider.");
    // The commune writes its own: the same day is booked.
    let text = Profile::builtin_text("petit-bourg").unwrap();
    let zone = "zone = \"guadeloupe\"\n";
    let known = "zone = \"guadeloupe\"\nvacances_source = \"arrêté du recteur\"\n";
    let holidays = "
[[calendrier.vacances]]
libelle = \"Toussaint\"
du = 2026-10-17
au = 2026-11-01
[[calendrier.vacances]]
libelle = \"Noël\"
du = 2026-12-19
au = 2027-01-03
";
    let text = format!("{}{holidays}", text.replace(zone, known));
    hand.counter.profile = Profile::parse(&text).unwrap_or_else(|mistakes| panic!("{mistakes}"));
    hand.press(&[Key::Esc, F5]);
    hand.types("30");
    hand.sees("+ libre, à réserver");
    hand.press(&[Key::Char(' '), F9]);
    hand.later(300);
    hand.press(&[Key::Enter]);
    hand.sees("Enregistré");
    hand.press(&[Key::PageDown]);
    hand.types("21");
    hand.sees("Noël");
    hand.verify();
}
