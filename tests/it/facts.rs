//! Facts made by hand: one of each kind for the golden vectors, and whole towns drawn from a seed.

use chrono::{Days, NaiveDate};
use fastrand::Rng;
use guichet::domain::closing::{ModeTotal, Pieces};
use guichet::domain::ids::{
    ActivityId, AgentId, BookingId, CommuneId, CredentialId, EntryId, FamilyId, InvoiceId,
    PaymentId, SoucheId, StationId, TillSessionId,
};
use guichet::domain::money::Cents;
use guichet::domain::people::{
    ActivityKind, BlockCause, BookingState, DocumentState, HandOver, IdentityCheck, Rhythm, Role,
    TenderMode,
};
use guichet::domain::tender::{Tender, Wanted};
use guichet::journal::chain::StoredEntry;
use guichet::journal::entry::{Hash, Header, NO_HASH, Stamp, commitment};
use guichet::journal::fact::{
    AccountBlocked, AccountOpened, AccountUnblocked, ActivityDefined, AgentDisabled,
    AgentRegistered, AgentSecretReplaced, BookingCancelled, BookingsChanged, BookingsDecided,
    Cancelled, CommuneFounded, CredentialMark, DocumentNoted, Enrolment, Erased, Fact,
    FamilyArchived, FamilyRestored, FamilySignedIn, FolderExported, HoldingsImported,
    InvoiceIssued, NoteStruck, NoteWritten, PayerNamed, PaymentCancelled, PaymentTaken, Perpetual,
    PlaceGiven, PreviousSouche, ProfileAdopted, ProvisionalHandedOver, ProvisionalIssued,
    ReceiptNumber, ReceiptPrinted, ServiceClosed, SoucheOpened, TillClosed, TillOpened, VERSION,
    WalletActivated,
};
use uuid::Uuid;

use crate::support::{day, now};

mod contest;
mod days;
mod family;
mod portal;
mod tasks;

pub use contest::contests;
use contest::disputed;
use days::{booking, days, told};
pub use days::{decided, given};
pub use family::document;
use family::{enrolled, household, imported, written};
use portal::{portal, step};
pub use tasks::{asked, done};

/// An identifier that depends on nothing but a number.
pub fn id<T: From<Uuid>>(n: u128) -> T {
    T::from(Uuid::from_u128(0x0199_0000_0000_7000_8000_0000_0000_0000 | n))
}

fn mark(n: u128) -> CredentialMark {
    CredentialMark { version: id(n), digest: format!("{n:064x}") }
}

/// Facts one after another, as a souche chains them.
pub fn chained(facts: &[Fact]) -> Vec<StoredEntry> {
    let stamp = Stamp {
        commune: CommuneId(id(1)),
        souche: SoucheId(id(2)),
        agent: AgentId(id(3)),
        station: StationId(id(4)),
        now: now(),
    };
    let mut previous: Hash = NO_HASH;
    let mut entries = Vec::new();
    for (position, fact) in (1_u64..).zip(facts) {
        let (salt, bytes) = ([7; 16], fact.encode().unwrap());
        let header = Header {
            stamp,
            seq: position,
            id: EntryId(id(0x1_0000 + u128::from(position))),
            kind: fact.kind(),
            version: VERSION,
            hlc: u64::try_from(now().at).unwrap() + position,
            commitment: commitment(&salt, &bytes),
        };
        let hash = header.hash(&previous);
        entries.push(StoredEntry { position, header, hash, payload: Some((salt, bytes)) });
        previous = hash;
    }
    entries
}

/// The same entries in another order, numbered anew; one that comes again comes from elsewhere.
pub fn arranged(entries: &[StoredEntry], order: &[usize]) -> Vec<StoredEntry> {
    (1_u64..)
        .zip(order)
        .map(|(position, index)| {
            let mut entry = entries[*index].clone();
            entry.position = position;
            entry.header.seq = position;
            entry
        })
        .collect()
}

/// One fact of each kind, every field filled.
pub fn one_of_each() -> Vec<Fact> {
    let mut facts = house();
    facts.extend(household());
    facts.extend(portal());
    facts.extend(money());
    facts.extend(contests(id(30)));
    facts.extend(days());
    facts.push(Erased { entry: id(0x1_0007), family: id(30) }.into());
    facts.push(FolderExported { families: 2_314 }.into());
    facts.extend(tasks::tasks());
    facts
}

fn house() -> Vec<Fact> {
    let previous = PreviousSouche { souche: id(9), seq: 12, hash: "ab".repeat(32) };
    vec![
        SoucheOpened {
            commune: id(1),
            station: id(4),
            series: "A2B".into(),
            program: "guichet 0.1.0".into(),
            previous: Some(previous),
            public_key: None,
        }
        .into(),
        CommuneFounded {
            commune: id(1),
            name: "Évreux".into(),
            annex: "Nétreville".into(),
            station: "A2".into(),
            demo: true,
        }
        .into(),
        ProfileAdopted { name: "evreux".into(), text: "nom = \"evreux\"\n".into() }.into(),
        AgentRegistered {
            agent: id(3),
            code: "sle".into(),
            name: "Leroy Sophie".into(),
            role: Role::Agent,
            credential: mark(5),
        }
        .into(),
        AgentSecretReplaced { agent: id(3), credential: mark(6) }.into(),
        AgentDisabled { agent: id(3) }.into(),
        activity(id(20), Some(60)).into(),
    ]
}

fn activity(activity: ActivityId, places: Option<u32>) -> ActivityDefined {
    ActivityDefined {
        activity,
        code: format!("CANTINE-{}", activity.0.as_u128() & 0xff),
        label: "Cantine Jean-Moulin".into(),
        kind: ActivityKind::Canteen,
        weekdays: vec![1, 2, 4, 5],
        places,
        age_min: Some(2),
        age_max: Some(12),
        tariffs: vec![Some(Cents(120)), Some(Cents(260)), None, None, Some(Cents(500))],
        rule: String::new(),
        source: "import".into(),
    }
}

fn holdings(family: FamilyId, people: u128, first: u128) -> HoldingsImported {
    HoldingsImported {
        family,
        enrolments: vec![Enrolment {
            enrolment: id(first),
            child: id(people + 1),
            activity: id(20),
            from: day("2026-09-01"),
            to: day("2027-07-02"),
            rhythm: Some(Rhythm::Regular),
        }],
        invoices: vec![invoice(id(first + 1), 3120), invoice(id(first + 2), 1615)],
        bookings: vec![booking(id(first + 3), id(people + 1), id(20), day("2026-11-30"))],
        documents: vec![DocumentNoted {
            saw: None,
            ..document(id(first + 4), family, None, DocumentState::Received)
        }],
        activated: Some(true),
        wallet: true,
    }
}

fn invoice(invoice: InvoiceId, cents: i64) -> InvoiceIssued {
    InvoiceIssued {
        invoice,
        number: format!("2026-10-{}", invoice.0.as_u128() & 0xffff),
        period: "oct. 26".into(),
        label: "cantine".into(),
        amount: Cents(cents),
        due: Cents(cents),
        issued: Some(day("2026-11-02")),
    }
}

fn money() -> Vec<Fact> {
    vec![
        TillOpened { session: id(70), float: Cents(10_000) }.into(),
        payment(id(71), id(30), 15, &[(id(51), 3120), (id(52), 1615)]).into(),
        PayerNamed { family: id(30), payment: id(71), name: "DUPONT Jeanne".into() }.into(),
        ReceiptPrinted { payment: id(71), duplicata: 1 }.into(),
        cancellation(id(72), id(71), id(30), 16).into(),
        closing(id(70)).into(),
        WalletActivated { family: id(30) }.into(),
    ]
}

fn cancellation(
    cancellation: PaymentId,
    payment: PaymentId,
    family: FamilyId,
    number: u32,
) -> PaymentCancelled {
    PaymentCancelled {
        cancellation,
        payment,
        family,
        session: id(70),
        receipt: ReceiptNumber { series: "A2".into(), year: 2026, number },
        amount: Cents(4_735),
        reason: "encaissé deux fois".into(),
    }
}

/// A closing that found five cents too few.
fn closing(session: TillSessionId) -> TillClosed {
    let receipt = |number| ReceiptNumber { series: "A2".into(), year: 2026, number };
    TillClosed {
        session,
        counted: vec![Pieces { value: Cents(5_000), count: 2 }],
        expected: Cents(10_005),
        gap: Cents(-5),
        reason: "pièce tombée".into(),
        left: Cents(10_000),
        deposit: Cents::ZERO,
        receipts: Some((receipt(1), receipt(9))),
        totals: vec![ModeTotal {
            mode: TenderMode::Cash,
            count: 1,
            taken: Cents(1_845),
            given_back: Cents(1_840),
        }],
        cancelled: Cancelled { count: 1, amount: Cents(1_840) },
        perpetual: Perpetual { net: Cents(5), gross: Cents(3_685) },
        program: "guichet 0.1.0".into(),
    }
}

fn payment(
    payment: PaymentId,
    family: FamilyId,
    number: u32,
    wanted: &[(InvoiceId, i64)],
) -> PaymentTaken {
    let total: i64 = wanted.iter().map(|(_, cents)| cents).sum();
    PaymentTaken {
        payment,
        session: id(70),
        receipt: ReceiptNumber { series: "A2".into(), year: 2026, number },
        family,
        payer: (!number.is_multiple_of(3)).then(|| id(40)),
        tenders: tenders(number, total),
        fraction: number.is_multiple_of(5),
        wanted: wanted
            .iter()
            .map(|(invoice, cents)| Wanted {
                invoice: *invoice,
                amount: Cents(*cents),
                saw: Cents(*cents),
            })
            .collect(),
    }
}

/// Cash, a card, a cheque, the credit, or all four; more than is wanted now and then.
fn tenders(number: u32, total: i64) -> Vec<Tender> {
    let part = |n: i64| Cents((total / 4 + n).max(1));
    let all = vec![
        Tender::Cash {
            amount: part(0),
            received: Cents(part(0).0 + 265),
            reason: "dépannage accepté".into(),
        },
        Tender::Card { amount: part(1), authorisation: "A1B2".into(), last_four: "4242".into() },
        Tender::Cheque {
            amount: part(2),
            bank: "CRÉDIT AGRICOLE".into(),
            number: "0004217".into(),
        },
        Tender::Credit { amount: part(3) },
    ];
    match number % 5 {
        0 => all,
        1 => vec![Tender::Cash {
            amount: Cents(total),
            received: Cents(total + 265),
            reason: String::new(),
        }],
        kept => all.into_iter().skip(kept as usize - 1).take(2).collect(),
    }
}

/// A town's valid facts: several families, few places, and whatever a counter does with them.
pub fn town(seed: u64) -> Vec<Fact> {
    let mut rng = Rng::with_seed(seed);
    let families = rng.u128(2..6);
    let mut facts = house();
    facts.push(activity(id(21), Some(rng.u32(0..3))).into());
    facts.push(activity(id(22), None).into());
    facts.push(TillOpened { session: id(70), float: Cents(10_000) }.into());
    for n in 1..=families {
        let mut own = Deeds { n, known: Vec::new(), payments: Vec::new(), made: 0 };
        facts.push(
            imported(own.family(), ["MARTINEAU", "MARTIN", "ROUX"][rng.usize(..3)], n * 0x100)
                .into(),
        );
        facts.push(holdings(own.family(), n * 0x100, n * 0x100 + 0x10).into());
        for _ in 0..rng.usize(4..20) {
            facts.push(own.act(&mut rng));
        }
    }
    facts
}

/// Two sessions of one till, and what families pay and take back there, several times at that.
pub fn till_story(seed: u64) -> Vec<Fact> {
    let mut rng = Rng::with_seed(seed);
    let mut facts = house();
    let sessions: [TillSessionId; 2] = [id(70), id(71)];
    facts.extend(sessions.map(|session| TillOpened { session, float: Cents(10_000) }.into()));
    for n in 1..=2 {
        let mut own = Deeds { n, known: Vec::new(), payments: Vec::new(), made: 0 };
        facts.push(imported(own.family(), "MARTIN", n * 0x100).into());
        facts.push(holdings(own.family(), n * 0x100, n * 0x100 + 0x10).into());
        for _ in 0..rng.usize(2..9) {
            let mut fact = if rng.bool() { own.pay(&mut rng).into() } else { own.cancel(&mut rng) };
            match &mut fact {
                Fact::PaymentTaken(fact) => fact.session = sessions[rng.usize(..2)],
                Fact::PaymentCancelled(fact) => fact.session = sessions[rng.usize(..2)],
                _ => {}
            }
            facts.push(fact);
        }
    }
    facts.push(closing(sessions[0]).into());
    facts
}

/// Two days without an activity, or without any.
fn strike(activity: Option<ActivityId>) -> ServiceClosed {
    let (from, to) = (day("2026-11-30"), day("2026-12-01"));
    ServiceClosed { activity, from, to, label: "grève".into() }
}

/// What one family did so far, so that later facts name earlier ones.
struct Deeds {
    n: u128,
    known: Vec<(BookingId, ActivityId, NaiveDate)>,
    payments: Vec<PaymentId>,
    made: u128,
}

impl Deeds {
    fn family(&self) -> FamilyId {
        id(self.n * 0x1_0000)
    }

    fn fresh<T: From<Uuid>>(&mut self) -> T {
        self.made += 1;
        id(self.n * 0x1_0000 + self.made)
    }

    fn act(&mut self, rng: &mut Rng) -> Fact {
        let family = self.family();
        match rng.u32(..30) {
            0 => {
                let (cause, block) = (*rng.choice(BlockCause::ALL).unwrap(), self.fresh());
                AccountBlocked { block, family, cause, since: None, undoes: None }.into()
            }
            1 => AccountUnblocked {
                family,
                lifts: (1..=self.made).map(|made| id(self.n * 0x1_0000 + made)).collect(),
                identity: IdentityCheck::Passport,
                reason: String::new(),
            }
            .into(),
            2 => ProvisionalIssued {
                family,
                credential: CredentialMark { version: self.fresh(), digest: "ef".repeat(32) },
                saw: None,
                expires_at: now().at,
                identity: IdentityCheck::Passport,
            }
            .into(),
            3 => {
                let version: CredentialId = id(self.n * 0x1_0000 + self.made);
                ProvisionalHandedOver { family, version, how: HandOver::Shown }.into()
            }
            4 => FamilySignedIn { family }.into(),
            5 => self.pay(rng).into(),
            6 => {
                let Some(payment) = rng.choice(&self.payments).copied() else {
                    return FamilySignedIn { family }.into();
                };
                ReceiptPrinted { payment, duplicata: rng.u32(..3) }.into()
            }
            11 | 12 if !self.known.is_empty() => self.give(rng).into(),
            7 => match rng.choice(&self.payments).copied() {
                Some(payment) => {
                    PayerNamed { family, payment, name: "DUPONT Jeanne".into() }.into()
                }
                None => FamilySignedIn { family }.into(),
            },
            8 | 9 => self.cancel(rng),
            10 => imported(family, ["MARTINET", "PETIT"][rng.usize(..2)], self.n * 0x100).into(),
            17 | 18 => {
                let surname = ["MARTINET", "PETIT"][rng.usize(..2)];
                let people = self.n * 0x100 + 0x40 * rng.u128(..2);
                written(family, surname, people).into()
            }
            11 => FamilyArchived { family }.into(),
            12 => FamilyRestored { family }.into(),
            13 => NoteWritten { family, text: "note".into(), flagged: rng.bool() }.into(),
            14 => NoteStruck { family, note: id(0x1_0000 + rng.u128(..60)) }.into(),
            15 => {
                let enrolment = id(self.n * 0x100 + 0x10 + rng.u128(..3));
                enrolled(family, self.n * 0x100, enrolment).into()
            }
            19 => {
                let child = rng.bool().then(|| id(self.n * 0x100 + 1));
                let state = *rng.choice(DocumentState::ALL).unwrap();
                document(id(self.n * 0x100 + 0x50 + rng.u128(..2)), family, child, state).into()
            }
            20 if !self.known.is_empty() => self.decide(rng).into(),
            23 => strike(rng.bool().then(|| id(20 + rng.u128(..3)))).into(),
            26 | 27 => tasks::any(family, self.n, rng),
            21 => told(family, id(0x1_0000 + rng.u128(..60))).into(),
            22 | 24 | 25 => [step, disputed][rng.usize(..2)](rng, family),
            16 => AccountOpened { family, login: format!("EVR{:05}", self.n) }.into(),
            _ => self.book(rng).into(),
        }
    }

    /// Any payment or cancellation of the family, taken back already or not.
    fn cancel(&mut self, rng: &mut Rng) -> Fact {
        let Some(payment) = rng.choice(&self.payments).copied() else {
            return FamilySignedIn { family: self.family() }.into();
        };
        let fresh: PaymentId = self.fresh();
        self.payments.push(fresh);
        cancellation(fresh, payment, self.family(), rng.u32(50..99)).into()
    }

    /// Any invoices of the family, the same one twice now and then, settled already or not.
    fn pay(&mut self, rng: &mut Rng) -> PaymentTaken {
        let first = self.n * 0x100 + 0x11;
        let wanted: Vec<(InvoiceId, i64)> =
            (0..rng.usize(1..4)).map(|_| (id(first + rng.u128(..2)), rng.i64(1..4000))).collect();
        let paid: PaymentId = self.fresh();
        self.payments.push(paid);
        payment(paid, self.family(), rng.u32(1..50), &wanted)
    }

    /// The place of a booking of the family, whether it waits or not.
    fn give(&self, rng: &mut Rng) -> PlaceGiven {
        let (booking, activity, day) = self.known[rng.usize(..self.known.len())];
        given(self.family(), (booking, id(self.n * 0x100 + 1), activity, day))
    }

    /// Any state for a booking of the family, whether it is to be validated or not.
    fn decide(&self, rng: &mut Rng) -> BookingsDecided {
        let (booking, activity, day) = self.known[rng.usize(..self.known.len())];
        let states = [BookingState::Booked, BookingState::Waiting, BookingState::ToValidate];
        let state = rng.choice(states).unwrap_or(BookingState::Refused);
        decided(self.family(), (booking, id(self.n * 0x100 + 1), activity, day), state)
    }

    fn book(&mut self, rng: &mut Rng) -> BookingsChanged {
        let child = id(self.n * 0x100 + 1);
        let mut added = Vec::new();
        for _ in 0..rng.usize(..4) {
            let activity = id(20 + rng.u128(..3));
            let on = day("2026-11-30") + Days::new(rng.u64(..4));
            let mut made = booking(self.fresh(), child, activity, on);
            match rng.u32(..5) {
                0 => made.state = BookingState::Waiting,
                1 => made.state = BookingState::ToValidate,
                _ => {}
            }
            self.known.push((made.booking, activity, on));
            added.push(made);
        }
        let mut cancelled = Vec::new();
        for _ in 0..rng.usize(..3) {
            if let Some((booking, activity, day)) = rng.choice(&self.known).copied() {
                let saw = *rng.choice(&[BookingState::Booked, BookingState::Waiting]).unwrap();
                cancelled.push(BookingCancelled { booking, saw, child, activity, day });
            }
        }
        let closing = rng.bool().then(|| id(self.n * 0x100 + 9));
        BookingsChanged { family: self.family(), added, cancelled, undoes: None, closing }
    }
}
