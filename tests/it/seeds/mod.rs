//! The five texts that Guichet must serve, as tables: the sentence, the situation, what Guichet
//! does, on both sides of each limit.
//!
//! Each file is one text, or what several of them say of one thing: the way to the portal, rights
//! and documents, days, what a family does by itself. A row begins with the commune's sentence;
//! [`Commune`] is a real file under the profile that ships with Guichet, with the families of its
//! demonstration.

mod access;
mod days;
mod epagny;
mod evreux;
mod hotel_de_ville;
mod kiosk;
mod petit_bourg;
mod portail_legende;
pub mod rights;

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock};

use chrono::NaiveDate;
use guichet::demo::DemoSettings;
use guichet::demo::stage::{SECRET, stage};
use guichet::desk::explain::explain_day;
use guichet::desk::kiosk::Kiosk;
use guichet::desk::request::{
    DayChange, IssueCodeRequest, Reply, Request, SetEnrolment, WriteFamily,
};
use guichet::desk::view::{BookingReview, IssuedCode};
use guichet::desk::{Counter, No, perform};
use guichet::domain::day::DayAnswer;
use guichet::domain::household::Household;
use guichet::domain::ids::{ActivityId, ChildId, FamilyId};
use guichet::domain::money::Cents;
use guichet::domain::people::{DayState, IdentityCheck};
use guichet::domain::secret::Secret;
use guichet::domain::time::Moment;
use guichet::store::Store;
use guichet::store::open::Mode;
use tempfile::TempDir;

use crate::support::{access, closing, day, file, import_into, notes, plan};
use crate::wallet::top_up;

/// The bytes of a commune's file, made once for all the rows.
fn template(profile: &str, now: Moment) -> Arc<Vec<u8>> {
    type Kept = Mutex<HashMap<(String, i64), Arc<Vec<u8>>>>;
    static KEPT: OnceLock<Kept> = OnceLock::new();
    let mut kept = KEPT.get_or_init(Kept::default).lock().unwrap();
    let made = || {
        let settings = DemoSettings { families: 200, seed: 1, today: now.today() };
        let staged = stage(&settings, profile, now, "poste d’essai").unwrap();
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("modele.db");
        staged.store.save(&path).unwrap();
        Arc::new(std::fs::read(path).unwrap())
    };
    Arc::clone(kept.entry((profile.to_owned(), now.at)).or_insert_with(made))
}

/// One commune's counter, on a real file.
pub struct Commune {
    /// Goes with its folder.
    _dir: TempDir,
    pub path: PathBuf,
    pub counter: Counter,
}

impl Commune {
    /// The demonstration of a profile on 20 November 2026 at 10:42, Sophie Leroy in the seat.
    pub fn of(profile: &str) -> Self {
        Self::when(profile, "2026-11-20T10:42:00")
    }

    /// The same at another hour of the commune's.
    pub fn when(profile: &str, local: &str) -> Self {
        let text = guichet::profile::Profile::builtin_text(profile).unwrap();
        let zone = guichet::profile::Profile::parse(text).unwrap().time_zone;
        let now = Moment::from_local(local.parse().unwrap(), zone);
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("commune.db");
        std::fs::write(&path, &*template(profile, now)).unwrap();
        let counter = Counter::new(Store::open(&path, Mode::ReadWrite).unwrap()).unwrap();
        let mut commune = Self { _dir: dir, path, counter };
        commune.sit("sle", local);
        commune
    }

    /// The commune's kiosk, on the same file.
    pub fn kiosk(&self) -> Kiosk {
        let store = Store::open(&self.path, Mode::ReadWrite).unwrap();
        Kiosk::new(Counter::new(store).unwrap(), "rez-de-jardin".to_owned())
    }

    /// Another agent sits down.
    pub fn sit(&mut self, code: &str, local: &str) {
        let secret = Secret::new(SECRET.to_owned());
        let reply = self.ask(local, Request::SignIn { code: code.to_owned(), secret });
        assert!(matches!(reply, Reply::SignedIn(_)), "{reply:?}");
    }

    /// That wall clock of the commune.
    pub fn at(&self, local: &str) -> Moment {
        Moment::from_local(local.parse().unwrap(), self.counter.profile.time_zone)
    }

    pub fn ask(&mut self, local: &str, request: Request) -> Reply {
        let now = self.at(local);
        perform(&mut self.counter, now, request)
    }

    /// The family that those words find first.
    pub fn family(&mut self, words: &str) -> FamilyId {
        let find = Request::Find { text: words.to_owned() };
        match self.ask("2026-11-20T10:42:00", find) {
            Reply::Found(found) => found.rows.first().unwrap_or_else(|| panic!("{words}")).id,
            reply => panic!("{reply:?}"),
        }
    }

    pub fn login(&mut self, words: &str) -> String {
        let family = self.family(words);
        self.counter.store.read().family(family).unwrap().unwrap().login
    }

    pub fn child(&self, family: FamilyId, given: &str) -> ChildId {
        let children = self.counter.store.read().children(family).unwrap();
        children.into_iter().find(|child| child.given == given).unwrap().id
    }

    pub fn activity(&self, code: &str) -> ActivityId {
        let activities = self.counter.store.read().activities().unwrap();
        activities.into_iter().find(|one| one.code == code).unwrap_or_else(|| panic!("{code}")).id
    }

    /// Gives a child a right for the school year.
    pub fn enrol(&mut self, family: FamilyId, child: ChildId, activity: ActivityId) {
        let (from, to) = (day("2026-09-01"), day("2027-07-02"));
        let (enrolment, saw) = (None, None);
        let (rhythm, age_reason) = (None, String::new());
        let request =
            SetEnrolment { family, child, activity, enrolment, from, to, rhythm, age_reason, saw };
        let reply = self.ask("2026-11-20T10:42:00", Request::SetEnrolment(request));
        assert!(matches!(reply, Reply::Enrolled(..)), "{reply:?}");
    }

    /// An agent corrects who a family is.
    pub fn correct(&mut self, local: &str, family: FamilyId, change: impl FnOnce(&mut Household)) {
        let Reply::Household(view) = self.ask(local, Request::EditFamily(family)) else {
            panic!("no household")
        };
        let (saw, mut household) = (Some(view.saw), view.household);
        change(&mut household);
        let (family, apart, channel) = (Some(family), Vec::new(), None);
        let write = WriteFamily { family, saw, household, apart, channel };
        let filed = self.ask(local, Request::WriteFamily(Box::new(write)));
        assert!(matches!(filed, Reply::Filed(_)), "{filed:?}");
    }

    /// What one day booked (`true`) or given back would come to.
    pub fn review(
        &mut self,
        local: &str,
        (family, child, activity): (&str, &str, &str),
        (on, book): (&str, bool),
    ) -> (FamilyId, BookingReview) {
        let family = self.family(family);
        let (child, activity) = (self.child(family, child), self.activity(activity));
        let changes = vec![DayChange { child, activity, day: day(on), book }];
        match self.ask(local, Request::ReviewBookings { family, changes }) {
            Reply::Review(review) => (family, *review),
            reply => panic!("{reply:?}"),
        }
    }

    /// The same, done; what was done is given back.
    pub fn change(
        &mut self,
        local: &str,
        who: (&str, &str, &str),
        on: (&str, bool),
    ) -> BookingReview {
        let (family, review) = self.review(local, who, on);
        match self.ask(local, Request::ConfirmBookings { family, review }) {
            Reply::Booked(booked) => booked.review,
            reply => panic!("{reply:?}"),
        }
    }

    /// The office sends files: each by its name, without the line of its headers. Sophie Leroy
    /// sits down again.
    pub fn office(&mut self, files: &[(&'static str, &str)]) {
        let now = "2026-11-20T10:42:00";
        self.sit("adm", now);
        let headed = |(name, rows): &(&'static str, &str)| {
            let header = file(name).lines().next().unwrap();
            (*name, format!("{header}\n{rows}\n"))
        };
        let files: Vec<(&str, String)> = files.iter().map(headed).collect();
        import_into(&mut self.counter, &plan(&files), false).unwrap();
        self.sit("sle", now);
    }

    /// The till of the days before is closed as it stands, and today's opened.
    pub fn open_till(&mut self, local: &str) {
        if let Reply::Closing(view) = self.ask(local, Request::OpenClosing)
            && let Some(session) = view.session
        {
            let request = closing(&session, session.expected.0);
            let closed = self.ask(local, Request::CloseTill(request));
            assert!(matches!(closed, Reply::Receipt(_)), "{closed:?}");
        }
        let opened = self.ask(local, Request::OpenTill { float: Cents(10_000) });
        assert!(matches!(opened, Reply::Till(_)), "{opened:?}");
    }

    /// A family puts money in its porte-monnaie, in cash.
    pub fn top_up(&mut self, local: &str, family: FamilyId, cents: i64) {
        let reply = self.ask(local, top_up(family, notes(Cents(cents), cents, "")));
        assert!(matches!(reply, Reply::Receipt(_)), "{reply:?}");
    }

    /// A provisional code of the counter's, whatever had closed the account.
    pub fn code(&mut self, local: &str, family: FamilyId) -> IssuedCode {
        let now = self.at(local);
        let view = access(&mut self.counter, now, family);
        let lifts = view.account.blocks.iter().map(|block| block.id).collect();
        let (identity, replaces) = (IdentityCheck::Passport, view.credential);
        let request = IssueCodeRequest { family, lifts, identity, replaces, reason: String::new() };
        match self.ask(local, Request::IssueCode(request)) {
            Reply::CodeIssued(issued) => issued,
            reply => panic!("{reply:?}"),
        }
    }

    /// What `guichet explain` says of a day: `("martineau claire", "Léo", "CANTINE")`.
    pub fn explain(
        &mut self,
        local: &str,
        (family, child, activity): (&str, &str, &str),
        on: &str,
    ) -> DayAnswer {
        let login = self.login(family);
        self.explain_to(local, (&login, child, activity), day(on))
    }

    fn explain_to(&self, local: &str, who: (&str, &str, &str), on: NaiveDate) -> DayAnswer {
        explain_day(&self.counter, self.at(local), who, on)
            .unwrap_or_else(|no: No| panic!("{no}"))
            .0
    }

    /// The state of a day and all that is said of it.
    pub fn state(&mut self, local: &str, who: (&str, &str, &str), on: &str) -> (DayState, String) {
        let answer = self.explain(local, who, on);
        (answer.state, answer.reasons.join(" "))
    }

    /// The first day within ninety that has a state, and what is said of it.
    pub fn first(
        &mut self,
        local: &str,
        (family, child, activity): (&str, &str, &str),
        state: DayState,
    ) -> Option<(NaiveDate, String)> {
        let (from, login) = (self.at(local).today(), self.login(family));
        from.iter_days().take(90).find_map(|day| {
            let answer = self.explain_to(local, (&login, child, activity), day);
            (answer.state == state).then(|| (day, answer.reasons.join(" ")))
        })
    }

    /// What the journal proves.
    pub fn holds(&self) {
        let store = Store::open(&self.path, Mode::ReadOnly).unwrap();
        let report = store.verify(&guichet::store::verify::Witnesses::default()).unwrap();
        assert!(report.holds(), "{:?}", report.findings);
    }
}
