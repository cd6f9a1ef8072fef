//! One example of every request about who a family is.

use guichet::desk::request::{
    AccessStep, DocumentNote, NoteDocument, Reply, Request, SetEnrolment, WriteFamily, WriteNote,
};
use guichet::domain::household::{Guardian, Household};

use super::nth::Example;
use crate::documents::pieces;
use crate::facts::id;
use crate::support::{access, ask, day, family, now};

/// One example at least of each.
pub const EXAMPLES: &[Example] = &[
    |_, claire| Request::FieldHistory(claire),
    |_, claire| Request::EditFamily(claire),
    |_, _| made(),
    |counter, claire| {
        let Reply::Household(view) = ask(counter, now(), Request::EditFamily(claire)) else {
            panic!("it can be edited")
        };
        let mut household = view.household.clone();
        household.town = "Gravigny".into();
        let (family, saw, apart) = (Some(claire), Some(view.saw), Vec::new());
        Request::WriteFamily(Box::new(WriteFamily { family, saw, household, apart, channel: None }))
    },
    |counter, _| Request::FileFamily { family: family(counter, "EVR00030"), archived: true },
    |_, family| Request::WriteNote(WriteNote { family, text: "le soir".into(), flagged: true }),
    |counter, family| {
        let text = "le soir".to_owned();
        ask(counter, now(), Request::WriteNote(WriteNote { family, text, flagged: false }));
        let note = counter.store.read().notes(family).unwrap()[0].written.entry;
        Request::StrikeNote { family, note }
    },
    |counter, family| {
        let child = counter.store.read().children(family).unwrap()[0].id;
        Request::OpenEnrolments { of: (family, child), wish: None }
    },
    |counter, family| {
        let read = counter.store.read();
        let child = read.children(family).unwrap()[0].id;
        let activity = read.activities().unwrap()[0].id;
        let (from, to) = (day("2027-09-01"), day("2028-07-02"));
        let (enrolment, saw, age_reason, rhythm) = (None, None, String::new(), None);
        let set =
            SetEnrolment { family, child, enrolment, activity, from, to, age_reason, rhythm, saw };
        Request::SetEnrolment(set)
    },
    |counter, family| {
        counter.profile.file.pieces = pieces();
        let (child, code) = (None, "domicile".to_owned());
        Request::NoteDocument(NoteDocument { family, child, code, note: DocumentNote::Received })
    },
    |counter, _| {
        let Reply::Filed(filed) = ask(counter, now(), made()) else { panic!("it can be made") };
        Request::OpenAccount(filed.family)
    },
    |_, claire| Request::OpenLetter(claire),
    |counter, claire| {
        counter.profile.login.household_check = true;
        let saw = access(counter, now(), claire).steps.statement;
        Request::RecordStep { family: claire, step: AccessStep::Household { saw } }
    },
];

/// A family that nobody knows.
fn made() -> Request {
    let holder =
        Guardian { surname: "BLIN".into(), given: "Ève".into(), ..Guardian::unnamed(id(1)) };
    let household =
        Household { guardians: vec![holder], file_year: Some(2026), ..Household::default() };
    let (family, saw, apart) = (None, None, Vec::new());
    Request::WriteFamily(Box::new(WriteFamily { family, saw, household, apart, channel: None }))
}
