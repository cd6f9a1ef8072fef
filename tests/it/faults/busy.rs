//! Another program holds the file: the desk tries again by itself, once only, until it goes
//! through or is given up.

use std::sync::atomic::Ordering;
use std::sync::mpsc::{Sender, channel};
use std::time::Duration;

use guichet::desk::Counter;
use guichet::desk::request::{Reply, Request};
use guichet::runtime::counter::Witnessed;
use guichet::runtime::event_loop::Event;
use guichet::runtime::worker::{GivenUp, Job, serve};
use guichet::store::Access;
use guichet::ui::msg::{Msg, Ticket};

use super::gate::dump;
use crate::support::{Town, cash, due, family, now, raw, sign_in};

/// A counter whose every try at a locked file takes a millisecond.
fn hasty(town: &Town) -> Counter {
    let counter = town.sit_at_till("sle");
    counter.store.be_patient(Duration::from_millis(1)).unwrap();
    counter
}

/// Serves these requests; the answers in their order, and how often it was said to be held.
fn served(
    town: &Town,
    counter: Counter,
    given_up: &GivenUp,
    requests: Vec<Request>,
    keep: impl FnOnce(Sender<Job>) -> Option<Sender<Job>>,
) -> (Vec<Reply>, usize) {
    let (jobs, queue) = channel();
    let (answers, answered) = channel();
    for (number, request) in (1..).zip(requests) {
        jobs.send(Job { ticket: Ticket(number), now: now(), request }).unwrap();
    }
    let kept = keep(jobs);
    let mut desk = Witnessed::new(counter, town.dir().join("etat"), now());
    let serving = std::thread::spawn({
        let given_up = GivenUp::clone(given_up);
        move || serve(&mut desk, &queue, &answers, &given_up)
    });
    let mut replies = Vec::new();
    let mut held = 0;
    let mut kept = kept;
    for event in answered {
        match event {
            Event::Msg(Msg::Held(_, since)) => {
                assert_eq!(since, now());
                held += 1;
            }
            Event::Msg(Msg::Reply(_, reply)) => {
                replies.push(reply);
                kept = None;
            }
            event => panic!("{event:?}"),
        }
    }
    drop(kept);
    serving.join().unwrap();
    (replies, held)
}

/// Holds the file, and lets it go before the n-th time that somebody wants to write.
fn held_until(counter: &Counter, town: &Town, nth: u32, given_up: Option<(u32, GivenUp)>) {
    let holder = raw(&town.path);
    holder.execute_batch("BEGIN IMMEDIATE").unwrap();
    let mut wanted = 0;
    counter.store.guard(Some(Box::new(move |access| {
        if access == Access::Write {
            wanted += 1;
            if wanted == nth {
                holder.execute_batch("ROLLBACK").unwrap();
            }
            if let Some((when, given_up)) = given_up.as_ref().filter(|(when, _)| *when == wanted) {
                assert_eq!(*when, wanted);
                given_up.store(1, Ordering::Release);
            }
        }
        Ok(())
    })));
}

fn payment(counter: &mut Counter) -> Request {
    let claire = family(counter, "EVR04217");
    let invoices = due(counter, claire);
    cash(claire, &invoices, 5_000)
}

fn busy(reply: &Reply) -> bool {
    matches!(reply, Reply::Failed(fault) if fault.passing
        && fault.sentence.starts_with("La base est occupée par un autre programme. Rien n’a été"))
}

#[test]
fn a_payment_waits_for_a_held_file_and_is_written_once() {
    let town = Town::new();
    let mut counter = hasty(&town);
    let request = payment(&mut counter);
    held_until(&counter, &town, 8, None);
    let (replies, held) = served(&town, counter, &GivenUp::default(), vec![request], Some);
    let [Reply::Receipt(view)] = &replies[..] else { panic!("{replies:?}") };
    assert_eq!((view.number.as_str(), held), ("A2-2026-000001", 7));
    let payments = dump(&town.path).iter().filter(|row| row.starts_with("payment ")).count();
    assert_eq!(payments, 1);
    town.holds();
}

#[test]
fn a_payment_given_up_is_not_written_or_said_to_be() {
    for (give_up, free, written) in [(3, 99, 0), (4, 4, 1)] {
        let town = Town::new();
        let mut counter = hasty(&town);
        let request = payment(&mut counter);
        let before = dump(&town.path);
        let given_up = GivenUp::default();
        held_until(&counter, &town, free, Some((give_up, GivenUp::clone(&given_up))));
        let (replies, held) = served(&town, counter, &given_up, vec![request], Some);
        assert_eq!(held, usize::try_from(give_up).unwrap() - 1);
        match &replies[..] {
            [Reply::Receipt(view)] if written == 1 => assert_eq!(view.number, "A2-2026-000001"),
            [reply] if written == 0 => {
                assert!(busy(reply), "{reply:?}");
                assert!(dump(&town.path) == before);
            }
            replies => panic!("{replies:?}"),
        }
        town.holds();
    }
}

/// Whoever asks for something else waits no longer for the first answer, nor does a closed counter.
#[test]
fn what_is_asked_next_comes_next() {
    let town = Town::new();
    let mut counter = hasty(&town);
    let request = payment(&mut counter);
    held_until(&counter, &town, 99, None);
    let find = Request::Find { text: "mart".into() };
    let (replies, held) = served(&town, counter, &GivenUp::default(), vec![request, find], Some);
    assert!(busy(&replies[0]) && matches!(replies[1], Reply::Found(_)), "{replies:?}");
    assert_eq!(held, 1);

    let town = Town::new();
    let mut counter = hasty(&town);
    let request = payment(&mut counter);
    held_until(&counter, &town, 99, None);
    let (replies, _) = served(&town, counter, &GivenUp::default(), vec![request], |jobs| {
        drop(jobs);
        None
    });
    assert!(busy(&replies[0]), "{replies:?}");
    sign_in(&mut town.door(), "sle");
}
