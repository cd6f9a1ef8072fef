//! The counter through its keys: the real screens over the real desk on a real file, and the number
//! of keys that each gesture may cost.

use std::collections::VecDeque;

use chrono_tz::Tz;
use guichet::demo::DemoSettings;
use guichet::demo::stage::{SECRET, stage};
use guichet::desk::request::Request;
use guichet::desk::view::HouseView;
use guichet::desk::{Counter, perform};
use guichet::domain::ids::FamilyId;
use guichet::domain::money::Cents;
use guichet::domain::people::BookingState;
use guichet::domain::time::{Moment, parse_day};
use guichet::profile::{Profile, portail_legende};
use guichet::store::Store;
use guichet::store::open::Mode;
use guichet::ui::app::App;
use guichet::ui::display::{Display, Habits};
use guichet::ui::frame;
use guichet::ui::key::Key;
use guichet::ui::msg::{Effect, Msg, Paper};
use guichet::ui::screen::Screen;
use guichet::ui::screen::sign_in::SignIn;
use guichet::ui::theme::Look;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use tempfile::TempDir;

/// An agent at the keyboard of the demo's counter.
pub struct Hand {
    app: App,
    pub counter: Counter,
    pub now: Moment,
    pub printed: Vec<Paper>,
    pub keys: usize,
    _folder: TempDir,
}

fn now(zone: Tz) -> Moment {
    let morning = parse_day("20/11/2026").unwrap().and_hms_opt(10, 42, 0).unwrap();
    Moment::from_local(morning, zone)
}

impl Hand {
    /// Sophie Leroy has signed in at Évreux; nothing is counted yet.
    pub fn at_the_counter() -> Self {
        Self::of("evreux")
    }

    /// The same in the town of a profile that ships with Guichet, at 10:42 of its own time.
    pub fn of(profile: &str) -> Self {
        Self::among(60, profile)
    }

    /// The same among so many families.
    pub fn among(families: u32, profile: &str) -> Self {
        let text = Profile::builtin_text(profile).unwrap();
        let now = now(Profile::parse(text).unwrap().time_zone);
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("demo.db");
        let settings = DemoSettings { families, seed: 1, today: now.today() };
        stage(&settings, profile, now, "test").unwrap().store.save(&path).unwrap();
        let counter = Counter::new(Store::open(&path, Mode::ReadWrite).unwrap()).unwrap();
        let house = HouseView {
            commune: counter.house.commune.clone(),
            annex: counter.house.annex.clone(),
            station: counter.house.station.clone(),
            demo: true,
            families: u64::from(families),
            tries: 3,
            read_only_portal: counter.profile.access.portal.read_only,
            printer: true,
            ..HouseView::default()
        };
        let legend = portail_legende().unwrap();
        let first = Screen::SignIn(SignIn::default());
        let display = Display::new(Look::default(), Habits::default());
        let app = App::new(house, display, legend, first, now);
        let printed = Vec::new();
        let mut hand = Self { app, counter, now, printed, keys: 0, _folder: folder };
        hand.tell(Msg::Resized(100, 30));
        hand.types("sle");
        hand.press(&[Key::Enter]);
        hand.types(SECRET);
        hand.press(&[Key::Enter]);
        hand.keys = 0;
        hand
    }

    pub fn types(&mut self, text: &str) {
        text.chars().for_each(|c| self.press(&[Key::Char(c)]));
    }

    pub fn press(&mut self, keys: &[Key]) {
        for key in keys {
            self.keys += 1;
            self.tell(Msg::Key(*key));
        }
    }

    /// Time goes by; nobody touches a key.
    pub fn later(&mut self, milliseconds: i64) {
        self.now = self.now.later(milliseconds);
        self.tell(Msg::Clock(self.now));
    }

    /// The seat was left meanwhile: Sophie Leroy signs in again.
    pub fn wake_up(&mut self) {
        self.types(SECRET);
        self.press(&[Key::Enter]);
    }

    /// Tells the app, and answers whatever it asks, as the runtime does.
    pub fn tell(&mut self, msg: Msg) {
        let mut effects: VecDeque<Effect> = self.app.update(msg).into();
        while let Some(effect) = effects.pop_front() {
            let answer = match effect {
                Effect::Ask(ticket, request) => {
                    Msg::Reply(ticket, perform(&mut self.counter, self.now, request))
                }
                Effect::Print(ticket, paper) => {
                    self.printed.push(paper);
                    Msg::Printed(ticket, Ok(()))
                }
                Effect::GiveUp(_)
                | Effect::Remember(_)
                | Effect::Redraw
                | Effect::Demo
                | Effect::Quit => continue,
            };
            effects.extend(self.app.update(answer));
        }
    }

    /// The cells of the glass.
    pub fn glass(&self) -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 100, 30));
        frame::draw(&self.app, &mut buffer);
        buffer
    }

    /// What stands on the glass.
    pub fn screen(&self) -> String {
        let buffer = self.glass();
        let row = |y| (0..100).map(|x| buffer[(x, y)].symbol()).collect::<String>();
        (0..30).map(row).collect::<Vec<String>>().join("\n").replace('\u{a0}', " ")
    }

    #[track_caller]
    pub fn sees(&self, words: &str) {
        assert!(self.screen().contains(words), "« {words} » is not on:\n{}", self.screen());
    }

    pub fn martineau(&self) -> FamilyId {
        self.counter.store.read().family_by_login("EVR04217").unwrap().unwrap().id
    }

    pub fn receipts(&self) -> usize {
        let receipt = |paper: &&Paper| matches!(paper, Paper::Receipt(..));
        self.printed.iter().filter(receipt).count()
    }

    /// Nothing a gesture does may leave the journal and its tables apart.
    pub fn verify(&self) {
        let report = self.counter.store.verify(&guichet::store::verify::Witnesses::default());
        assert_eq!(report.unwrap().findings, Vec::<String>::new());
    }
}

const F4: Key = Key::F(4);
const F5: Key = Key::F(5);
const F6: Key = Key::F(6);
const F7: Key = Key::F(7);
const F9: Key = Key::F(9);
const SPACE: Key = Key::Char(' ');

#[test]
fn find_costs_three_keys_and_opening_a_fourth() {
    let mut hand = Hand::at_the_counter();
    hand.types("mar");
    hand.sees("> MARTINEAU Claire");
    hand.sees("BLOQUÉ 3 essais");
    hand.sees("2 factures, 47,35 €");
    hand.sees("prochain jour lun 23/11");
    assert_eq!(hand.keys, 3);
    hand.press(&[Key::Enter]);
    hand.sees("Responsables");
    hand.sees("MOREL Antoine");
    assert_eq!(hand.keys, 4);
}

#[test]
fn unblock_costs_five_keys() {
    let mut hand = Hand::at_the_counter();
    hand.types("mar");
    hand.press(&[F6, Key::Char('c')]);
    assert_eq!(hand.keys, 5);
    hand.sees("Compte EVR04217 débloqué (carte d’identité, S. Leroy)");
    let family = hand.martineau();
    assert!(hand.counter.store.read().standing_blocks(family).unwrap().is_empty());
    hand.press(&[Key::Ctrl('z')]);
    assert_eq!(hand.counter.store.read().standing_blocks(family).unwrap().len(), 1);
    hand.verify();
}

#[test]
fn unblock_and_code_cost_six_keys() {
    let mut hand = Hand::at_the_counter();
    hand.types("mar");
    hand.press(&[F6, Key::Char('r'), Key::Char('c')]);
    assert_eq!(hand.keys, 6);
    let family = hand.martineau();
    let read = hand.counter.store.read();
    assert!(read.standing_blocks(family).unwrap().is_empty());
    let provisional = read.account(family).unwrap().provisional.unwrap();
    assert!(provisional.handed_over, "the slip came out of the printer");
    assert!(matches!(hand.printed.as_slice(), [Paper::Slip(_)]));
    hand.verify();
}

#[test]
fn cash_costs_eight_keys() {
    let mut hand = Hand::at_the_counter();
    hand.types("mar");
    hand.press(&[F4]);
    hand.sees("Quittance prévue A2-2026-000");
    hand.types("50");
    hand.sees("2,65 €");
    hand.press(&[Key::Enter]);
    hand.sees("Paiement enregistré");
    hand.press(&[Key::Enter]);
    assert_eq!(hand.keys, 8);
    assert_eq!(hand.receipts(), 1);
    let family = hand.martineau();
    let read = hand.counter.store.read();
    assert!(read.invoices_due(family).unwrap().is_empty());
    let payment = read.payments(family, 1).unwrap().remove(0);
    assert_eq!(
        (payment.amount, payment.tenders[0].received(), payment.copies),
        (Cents(4735), Cents(5000), 1)
    );
    assert!(payment.receipt.to_string().starts_with("A2-2026-000"));
    hand.verify();
}

#[test]
fn the_last_receipt_again_takes_five_keys() {
    let mut hand = Hand::at_the_counter();
    hand.types("mar");
    hand.press(&[F4, Key::Enter, Key::Enter]);
    assert_eq!(hand.receipts(), 1);
    hand.press(&[Key::Enter]);
    hand.keys = 0;
    hand.types("mar");
    hand.press(&[F7, Key::Enter]);
    assert_eq!(hand.keys, 5);
    assert_eq!(hand.receipts(), 2);
    let Some(Paper::Receipt(_, lines)) = hand.printed.last() else { panic!("no paper") };
    assert!(lines.iter().any(|line| line == "DUPLICATA 1"), "{lines:?}");
    let payment = hand.counter.store.read().payments(hand.martineau(), 1).unwrap().remove(0);
    assert_eq!(payment.copies, 2, "each printing is logged");
    hand.verify();
}

#[test]
fn cash_and_a_cheque_make_one_receipt_through_the_keys() {
    let mut hand = Hand::at_the_counter();
    hand.types("mar");
    hand.press(&[F4]);
    hand.types("20");
    hand.press(&[Key::Enter]);
    hand.sees("Acompte");
    hand.types("rh0004217");
    hand.press(&[Key::Enter]);
    hand.types("Banque Postale");
    hand.press(&[Key::Enter]);
    hand.sees("Paiement enregistré");
    let read = hand.counter.store.read();
    let payment = read.payments(hand.martineau(), 1).unwrap().remove(0);
    let amounts: Vec<i64> = payment.tenders.iter().map(|tender| tender.amount().0).collect();
    assert_eq!((payment.amount, amounts), (Cents(4735), vec![2000, 2735]));
    assert_eq!(read.banks(3).unwrap(), ["BANQUE POSTALE"]);
    hand.verify();
}

#[test]
fn unshifted_digits_pay_as_well() {
    let mut hand = Hand::at_the_counter();
    hand.types("mar");
    hand.press(&[F4]);
    hand.types("(à");
    hand.sees("2,65 €");
    hand.press(&[Key::Enter, Key::Enter]);
    assert!(hand.counter.store.read().invoices_due(hand.martineau()).unwrap().is_empty());
}

#[test]
fn exact_cash_costs_six_keys() {
    let mut hand = Hand::at_the_counter();
    hand.types("mar");
    hand.press(&[F4, Key::Enter, Key::Enter]);
    assert_eq!((hand.keys, hand.receipts()), (6, 1));
    assert!(hand.counter.store.read().invoices_due(hand.martineau()).unwrap().is_empty());
}

#[test]
fn card_costs_seven_keys() {
    let mut hand = Hand::at_the_counter();
    hand.types("mar");
    hand.press(&[F4, Key::Char('c'), Key::Char('o'), Key::Enter]);
    assert_eq!((hand.keys, hand.receipts()), (7, 1));
    let payment = hand.counter.store.read().payments(hand.martineau(), 1).unwrap().remove(0);
    assert_eq!(payment.tenders[0].mode(), guichet::domain::people::TenderMode::Card);
    hand.verify();
}

fn booked(hand: &Hand, day: &str) -> Option<BookingState> {
    let read = hand.counter.store.read();
    let leo = read.children(hand.martineau()).unwrap().remove(0);
    let canteen = read.activities().unwrap().into_iter().find(|one| one.code == "CANTINE");
    let day = parse_day(day).unwrap();
    let bookings = read.bookings(leo.id, day, day).unwrap();
    let canteen = canteen.unwrap().id;
    bookings.into_iter().find(|one| one.activity == canteen).map(|one| one.state)
}

#[test]
fn adding_a_day_costs_nine_keys() {
    let mut hand = Hand::at_the_counter();
    assert_eq!(booked(&hand, "30/11/2026"), None);
    hand.types("mar");
    hand.press(&[F5]);
    hand.sees("Novembre 2026");
    hand.types("30");
    hand.press(&[SPACE, F9]);
    hand.sees("3,90 €");
    hand.press(&[Key::Enter]);
    assert_eq!(hand.keys, 9);
    assert_eq!(booked(&hand, "30/11/2026"), Some(BookingState::Booked));
    hand.verify();
}

#[test]
fn a_range_of_four_days_costs_thirteen_keys() {
    let mut hand = Hand::at_the_counter();
    hand.types("mar");
    hand.press(&[F5, Key::PageDown]);
    hand.sees("Décembre 2026");
    hand.types("14p18p");
    hand.sees("4 jours ajoutés.");
    hand.press(&[F9]);
    hand.sees("4 ajouts, 0 retrait");
    hand.press(&[Key::Enter]);
    assert_eq!(hand.keys, 13);
    for day in ["14/12/2026", "15/12/2026", "17/12/2026", "18/12/2026"] {
        assert_eq!(booked(&hand, day), Some(BookingState::Booked), "{day}");
    }
    hand.verify();
}

#[test]
fn cancelling_a_day_costs_nine_keys() {
    let mut hand = Hand::at_the_counter();
    assert_eq!(booked(&hand, "27/11/2026"), Some(BookingState::Booked));
    hand.types("mar");
    hand.press(&[F5]);
    hand.types("27");
    hand.press(&[SPACE, F9, Key::Enter]);
    assert_eq!(hand.keys, 9);
    assert_eq!(booked(&hand, "27/11/2026"), Some(BookingState::Cancelled));
    hand.verify();
}

#[test]
fn the_limit_that_passes_between_review_and_confirmation_brings_the_review_back() {
    let mut hand = Hand::at_the_counter();
    hand.types("mar");
    hand.press(&[F5]);
    hand.types("27");
    hand.press(&[SPACE, F9]);
    let evening = parse_day("20/11/2026").unwrap().and_hms_opt(23, 59, 59).unwrap();
    hand.now = Moment::from_local(evening, chrono_tz::Europe::Paris).later(1_000);
    hand.press(&[Key::Enter]);
    hand.sees("La situation a changé");
    assert_eq!(booked(&hand, "27/11/2026"), Some(BookingState::Booked));
}

#[test]
fn a_family_is_nowhere_on_a_locked_screen() {
    let mut hand = Hand::at_the_counter();
    hand.types("mar");
    hand.press(&[Key::Enter, Key::Char('²')]);
    assert!(!hand.screen().contains("MARTINEAU"));
    assert!(!hand.screen().contains("EVR04217"));
    let now = hand.now;
    let refused = perform(&mut hand.counter, now, Request::OpenFamily(FamilyId::from(uuid())));
    assert!(matches!(refused, guichet::desk::request::Reply::Refused(_)));
}

fn uuid() -> uuid::Uuid {
    uuid::Uuid::nil()
}

#[test]
fn a_digit_after_a_proposal_starts_a_new_amount() {
    let mut hand = Hand::at_the_counter();
    hand.types("mar");
    hand.press(&[F4, Key::Down, Key::Down]);
    hand.sees("2,65 €");
    hand.types("60");
    hand.sees("12,65 €");
}

const F2: Key = Key::F(2);

#[test]
fn a_family_is_made_from_the_search_and_its_account_opened() {
    let mut hand = Hand::at_the_counter();
    hand.types("blin eve");
    hand.press(&[F2]);
    hand.sees("Nouvelle famille");
    hand.press(&[Key::Tab, Key::Tab, Key::Tab]);
    hand.types("0711223344");
    hand.press(&[F9]);
    hand.sees("Famille BLIN Eve créée (S. Leroy). F6 ouvre son compte portail.");
    assert_eq!(hand.keys, 8 + 1 + 3 + 10 + 1);
    hand.press(&[F6, Key::Char('o')]);
    hand.sees("Pas d’accès sans dossier complet : dossier de tarification 2026 absent.");
    hand.press(&[F2, Key::BackTab, Key::BackTab]);
    hand.types("2026");
    hand.press(&[F9, Key::Char('o')]);
    hand.sees("ouvert. N remet un code");
    hand.press(&[Key::Char('n'), Key::Char('p')]);
    let [Paper::Slip(letter)] = hand.printed.as_slice() else { panic!("one letter") };
    let letter = letter.reveal();
    assert!(letter.contains("Votre compte du portail") && letter.contains("Code ("));
    hand.press(&[Key::Char('l')]);
    hand.sees("Lettre imprimée, sans code.");
    hand.verify();
}

#[test]
fn a_family_that_is_there_already_is_opened_instead() {
    let mut hand = Hand::at_the_counter();
    hand.types("martineau claire");
    hand.press(&[F2, F9]);
    hand.sees("1 famille ressemble à celle-ci");
    hand.press(&[Key::Enter]);
    hand.sees("Responsables");
    hand.sees("EVR04217");
    hand.verify();
}

#[test]
fn a_phone_is_corrected_and_its_history_kept() {
    let mut hand = Hand::at_the_counter();
    hand.types("mar");
    hand.press(&[Key::Enter, F2, Key::Tab, Key::Tab, Key::Tab, Key::Ctrl('u')]);
    hand.types("0699999999");
    hand.press(&[F9]);
    assert_eq!(hand.keys, 3 + 6 + 10 + 1);
    hand.sees("Fiche de MARTINEAU Claire corrigée (S. Leroy).");
    hand.sees("fiche corrigée : Téléphone de MARTINEAU Claire");
    hand.press(&[F2, Key::Tab, Key::Tab, Key::Tab, F2]);
    hand.sees("Historique · Téléphone");
    hand.sees("→ 0699999999");
    hand.verify();
}

#[test]
fn a_note_is_seen_by_whoever_opens_the_file_next() {
    let mut hand = Hand::at_the_counter();
    hand.types("mar");
    hand.press(&[Key::Enter, Key::Char('n')]);
    hand.types("le soir");
    hand.press(&[F9, Key::Esc]);
    assert_eq!(hand.keys, 3 + 2 + 7 + 2);
    hand.sees("« le soir »");
    hand.verify();
}

#[test]
fn a_child_is_enrolled_in_a_few_keys() {
    let mut hand = Hand::at_the_counter();
    hand.types("mar");
    hand.press(&[Key::Enter, Key::Char('d')]);
    hand.sees("Inscriptions de Léo");
    let before = hand.counter.store.read().last_position().unwrap();
    hand.press(&[Key::Enter, Key::Ctrl('u')]);
    hand.types("310827");
    hand.press(&[F9]);
    hand.sees("31/08/2027");
    assert_eq!(hand.counter.store.read().last_position().unwrap(), before + 1);
    hand.verify();
}
