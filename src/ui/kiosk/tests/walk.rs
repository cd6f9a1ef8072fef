//! All keys from every page, three deep: nobody gets out, and nothing of a visit is left.

use std::collections::HashSet;

use super::*;
use crate::domain::secret::Secret;
use crate::ui::field::{Field, SecretField};
use crate::ui::golden::words;
use crate::ui::kiosk::timing::IDLE_MS;

/// Every key there is, the characters by what they can be: a digit, an accent, a mark, a letter.
fn every_key() -> Vec<Key> {
    let characters = "0123456789&é\"'(-è_çàaqQy +*?,=²:;!/<.$".chars().map(Key::Char);
    let named = [
        Key::Enter,
        Key::Esc,
        Key::Tab,
        Key::BackTab,
        Key::Up,
        Key::Down,
        Key::Left,
        Key::Right,
        Key::ShiftUp,
        Key::ShiftDown,
        Key::ShiftLeft,
        Key::ShiftRight,
        Key::Home,
        Key::End,
        Key::PageUp,
        Key::PageDown,
        Key::Backspace,
        Key::Delete,
        Key::Row(1),
        Key::DragTo(None),
    ];
    characters.chain(('a'..='z').map(Key::Ctrl)).chain((1..=12).map(Key::F)).chain(named).collect()
}

/// A kiosk that was just started, at that moment, after as many requests.
fn untouched(kiosk: &Kiosk) -> Kiosk {
    let Kiosk { house, display, legend, now, last, .. } = kiosk.clone();
    Kiosk { last, ..Kiosk::new(house, display, legend, now) }
}

/// What tells a state from another: which letters were typed does not.
fn shape(kiosk: &Kiosk) -> String {
    let mut kiosk = Kiosk { last: Ticket::default(), ..kiosk.clone() };
    kiosk.visit.asked = kiosk.visit.asked.map(|_| Ticket::default());
    let mut typed = 0;
    if let Page::Typing(typing) = &mut kiosk.visit.page {
        match &mut typing.entry {
            typing::Entry::Open(field) => {
                typed = field.text().chars().count();
                *field = Field::new(&"a".repeat(typed));
            }
            typing::Entry::Hidden(field) => {
                typed = field.chars();
                *field = SecretField::default();
            }
        }
    }
    format!("{typed} {:?}", kiosk.visit)
}

/// Presses a key; what goes out is a request, and nothing else.
fn pressed(kiosk: &Kiosk, key: Key) -> Kiosk {
    let mut next = kiosk.clone();
    for effect in next.update(Msg::Key(key)) {
        assert!(matches!(effect, Effect::Ask(..)), "{key:?} gives {effect:?}");
    }
    next
}

/// The three ways in which a visit ends leave a kiosk that was just started.
fn ends(kiosk: &Kiosk) {
    let mut endings = vec![(kiosk.clone(), Msg::Key(Key::Esc)), (kiosk.clone(), Msg::Lock)];
    let paused = matches!(&kiosk.visit.page, Page::Reading(reading) if reading.is_paused());
    if kiosk.visit.times.is_some() && !paused {
        endings.push((kiosk.clone(), Msg::Clock(kiosk.now.later(IDLE_MS))));
    }
    for (mut ended, msg) in endings {
        let effects = ended.update(msg.clone());
        let leaves = matches!(&effects[..], [Effect::Ask(_, KioskRequest::Leave)]);
        assert!(leaves, "{msg:?}: {effects:?}");
        assert!(ended == untouched(&ended), "{msg:?}: {:?}", ended.visit);
    }
}

#[test]
fn three_keys_from_every_page_lead_nowhere_else() {
    let mut known = HashSet::new();
    let mut front: Vec<Kiosk> = Vec::new();
    for (_, kiosk) in every_page() {
        if known.insert(shape(&kiosk)) {
            front.push(kiosk);
        }
    }
    for _ in 0..3 {
        let mut next = Vec::new();
        for kiosk in &front {
            ends(kiosk);
            for key in every_key() {
                let pressed = pressed(kiosk, key);
                if pressed.visit != kiosk.visit && known.insert(shape(&pressed)) {
                    next.push(pressed);
                }
            }
        }
        front = next;
    }
    front.iter().for_each(ends);
    assert!(known.len() > 800, "the walk goes on: {}", known.len());
}

#[test]
fn no_word_of_a_family_is_left_in_sight_or_in_memory() {
    let mut seen: HashSet<&str> = HashSet::new();
    for (name, kiosk) in every_page() {
        let shown = words(&kiosk, 100, 30) + &format!("{:?}", kiosk.visit);
        seen.extend(CANARIES.into_iter().filter(|canary| shown.contains(*canary)));
        let mut ended = kiosk;
        ended.update(Msg::Lock);
        let left = words(&ended, 100, 30) + &format!("{ended:?}");
        for canary in CANARIES {
            assert!(!left.contains(canary), "{name} leaves {canary}");
        }
    }
    assert!(seen.len() + 1 >= CANARIES.len(), "the samples hold what is looked for: {seen:?}");
    assert!(!seen.contains("Canari"), "a typed secret is never shown, nor in Debug");
}

#[test]
fn only_the_administrators_code_closes_the_kiosk() {
    for (name, kiosk) in every_page() {
        let mut closed = kiosk.clone();
        let ticket = closed.last;
        let effects = closed.update(Msg::Reply(ticket, KioskReply::MayClose));
        assert!(!effects.contains(&Effect::Quit), "{name}");
    }
    let mut hand = Hand::new();
    hand.key(Key::Ctrl('q'));
    hand.line("adm");
    hand.line("secret");
    let asked = KioskRequest::Close { code: "adm".into(), secret: Secret::new("secret".into()) };
    assert_eq!(hand.asked(), Some(&asked));
    hand.answer(KioskReply::Refused(KioskRefusal::Wrong));
    assert!(!hand.effects.contains(&Effect::Quit));
    assert!(hand.words().contains("incorrect"));
    hand.line("adm");
    hand.line("other");
    hand.answer(KioskReply::MayClose);
    assert_eq!(hand.effects.last(), Some(&Effect::Quit));
}

#[test]
fn the_code_is_asked_on_the_welcome_page_alone() {
    for (name, kiosk) in every_page() {
        let mut hand = Hand { kiosk, effects: Vec::new() };
        hand.key(Key::Ctrl('q'));
        let typing = hand.kiosk.visit.page;
        let asks = matches!(typing, Page::Typing(Typing { wanted: Wanted::AdminCode, .. }));
        assert!(!asks || ["welcome", "admin"].contains(&name), "{name}");
    }
}
