//! A small fictitious town on a real file, and short words to ask things of its counter.
//!
//! The town is made once; each test works on a copy. Nothing here decides what is right.

use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use chrono::NaiveDate;
use guichet::desk::agents::NewAgent;
use guichet::desk::founding::{Founding, found};
use guichet::desk::import::{ImportSummary, import};
use guichet::desk::refusal::Refusal;
use guichet::desk::request::{ClosingRequest, PaidBy, PaymentRequest, Reply, Request};
use guichet::desk::view::{AccessView, PaymentView, ReceiptView, SessionView, Voucher};
use guichet::desk::{Answer, Counter, perform};
use guichet::domain::closing::Pieces;
use guichet::domain::ids::{FamilyId, InvoiceId, PaymentId};
use guichet::domain::money::Cents;
use guichet::domain::people::Role;
use guichet::domain::secret::Secret;
use guichet::domain::tender::{Tender, Wanted};
use guichet::domain::till::split;
use guichet::domain::time::Moment;
use guichet::import::{Folder, ImportPlan, read};
use guichet::profile::DEMO_RULES;
use guichet::store::local::Standpoint;
use guichet::store::open::Mode;
use guichet::store::verify::{Report, Witnesses};
use guichet::store::{Entropy, Store};
use rusqlite::Connection;
use tempfile::TempDir;

pub const SECRET: &str = "guichet";

const EVREUX: &str = include_str!("../../assets/profiles/evreux.toml");

/// The office's folder; a test may replace a file.
pub const FOLDER: [(&str, &str); 8] = [
    (
        "familles.csv",
        "identifiant;nom;prenom;telephone;courriel;adresse;cp;ville;quotient;quotient_fin;\
         dossier_annee\n\
         EVR04217;MARTINEAU;Claire;06 12 34 56 78;claire.m@exemple.fr;14 rue des Lilas;27000;\
         Évreux;742;31/12/2026;2026\n\
         EVR01180;MARTIN;Paul;02 32 00 11 80;;;;;;;2026\n\
         EVR00010;N’DIAYE-LE GOFF;Aïssatou;;;;;;;;\n\
         EVR00020;DE LA TOUR;Éloïse;;;;;;;;2026\n\
         EVR00030;PETIT;Jean;;;;;;;;2026\n\
         EVR00040;ROUX;Anna;;;;;;;;2026\n\
         EVR00050;DURAND;Luc;;;2 rue Haute;27000;Évreux;300;31/12/2026;2026\n\
         EVR00060;MARTINET;Alice;;;;;;;;2026\n",
    ),
    (
        "responsables.csv",
        "famille;nom;prenom;lien;telephone;courriel\n\
         EVR04217;MOREL;Antoine;père;06 98 76 54 32;\n\
         EVR00030;MARTINEAU;Hugo;père;;\n",
    ),
    (
        "enfants.csv",
        "famille;prenom;nom;naissance;ecole;classe;fiche_le\n\
         EVR04217;Léo;;24/06/2019;Jean-Moulin;CE1;02/09/2026\n\
         EVR04217;Inès;;12/03/2022;Jean-Moulin;MS;02/09/2026\n\
         EVR01180;Zoé;;05/05/2017;;;02/09/2026\n\
         EVR00010;Moussa;;01/02/2018;;;\n\
         EVR00020;Léo;;01/02/2018;;;02/09/2026\n\
         EVR00040;Noé;MARTINEAU;01/02/2018;;;02/09/2026\n\
         EVR00050;Tom;;01/02/2018;;;02/09/2026\n\
         EVR00050;Jules;;01/02/2018;;;02/09/2026\n\
         EVR00050;Gaspard;;01/02/2010;;;02/09/2026\n",
    ),
    (
        "activites.csv",
        "code;libelle;genre;jours;places;age_min;age_max;tarif_a;tarif_b;tarif_c;tarif_d;tarif_e;\
         regle\n\
         CANTINE;Cantine Jean-Moulin;cantine;L M J V;60;2;12;1,20;2,60;3,90;4,50;5,00;\n\
         CENTRE;Centre de loisirs;mercredi;Me;1;3;11;2,00;4,00;6,00;8,00;10,00;\n\
         ETUDE;Étude du soir;periscolaire;L M J V;;;;1,00;1,00;1,00;1,00;1,00;demo-majoration\n\
         DANSE;Danse;sport;L M J V;;;;1,00;1,00;1,00;1,00;1,00;demo-validation\n",
    ),
    (
        "inscriptions.csv",
        "famille;enfant;activite;debut;fin\n\
         EVR04217;Léo;CANTINE;01/09/2026;02/07/2027\n\
         EVR04217;Léo;CENTRE;01/09/2026;02/07/2027\n\
         EVR04217;Léo;ETUDE;01/09/2026;02/07/2027\n\
         EVR04217;Léo;DANSE;01/09/2026;02/07/2027\n\
         EVR04217;Inès;CANTINE;01/09/2026;02/07/2027\n\
         EVR04217;Inès;CENTRE;01/09/2026;02/07/2027\n\
         EVR00010;Moussa;CENTRE;01/09/2026;02/07/2027\n\
         EVR00050;Tom;CENTRE;01/09/2026;02/07/2027\n\
         EVR00050;Jules;CENTRE;01/09/2026;02/07/2027\n\
         EVR00050;Gaspard;CENTRE;01/09/2026;02/07/2027\n",
    ),
    (
        "factures.csv",
        "numero;famille;periode;objet;montant;reste;emise_le\n\
         2026-10-04217;EVR04217;oct. 26;cantine;31,20;31,20;02/11/2026\n\
         2026-10-14217;EVR04217;oct. 26;accueil;16,15;16,15;03/11/2026\n\
         2026-09-04217;EVR04217;sept. 26;cantine;28,60;0,00;02/10/2026\n\
         2026-10-01180;EVR01180;oct. 26;cantine;12,00;12,00;02/11/2026\n\
         2026-10-00050;EVR00050;oct. 26;cantine;300,00;300,00;02/11/2026\n\
         2026-10-00051;EVR00050;oct. 26;accueil;300,01;300,01;03/11/2026\n",
    ),
    (
        "reservations.csv",
        "famille;enfant;activite;date\n\
         EVR04217;Léo;CANTINE;30/11/2026\n\
         EVR04217;Léo;CENTRE;09/12/2026\n",
    ),
    (
        "comptes.csv",
        "identifiant;etat;cause;depuis\n\
         EVR04217;bloqué;mots de passe;19/11/2026 21:14\n\
         EVR01180;bloqué;impayes;01/11/2026\n\
         EVR00050;actif;;\n",
    ),
];

/// The moment when that wall clock is read in Évreux: `2026-11-20T10:42:00`.
pub fn at(local: &str) -> Moment {
    Moment::from_local(local.parse().unwrap(), chrono_tz::Europe::Paris)
}

/// Friday 20 November 2026, 10:42.
pub fn now() -> Moment {
    at("2026-11-20T10:42:00")
}

pub fn day(iso: &str) -> NaiveDate {
    iso.parse().unwrap()
}

/// The office's folder with one file replaced, or added to.
pub fn folder_with(name: &str, text: &str) -> Vec<(&'static str, String)> {
    FOLDER
        .iter()
        .map(|(file, usual)| (*file, if *file == name { text } else { usual }.into()))
        .collect()
}

/// The usual text of a file of the folder.
pub fn file(name: &str) -> &'static str {
    FOLDER.iter().find(|(file, _)| *file == name).unwrap().1
}

pub fn plan<T: AsRef<str>>(files: &[(&str, T)]) -> ImportPlan {
    let bytes = |(name, text): &(&str, T)| ((*name).to_owned(), text.as_ref().as_bytes().to_vec());
    let folder = Folder { files: files.iter().map(bytes).collect() };
    read(&folder, now().today()).unwrap_or_else(|errors| panic!("{errors}"))
}

pub fn import_into(counter: &mut Counter, plan: &ImportPlan, dry: bool) -> Answer<ImportSummary> {
    import(counter, now(), plan, dry, &mut |_| {})
}

fn agent((code, name, role): (&str, &str, Role)) -> NewAgent {
    let secret = Secret::new(SECRET.to_owned());
    NewAgent { code: code.to_owned(), name: name.to_owned(), role, secret }
}

/// A machine that does not say where its file is.
pub fn here(machine: &str) -> Standpoint {
    Standpoint { machine: machine.to_owned(), file: String::new() }
}

pub fn founding() -> Founding {
    Founding {
        commune: "Évreux".to_owned(),
        annex: "Nétreville".to_owned(),
        station: "A2".to_owned(),
        profile: ("evreux".to_owned(), format!("{EVREUX}{DEMO_RULES}")),
        agents: [
            ("adm", "", Role::Administrator),
            ("sle", "Leroy Sophie", Role::Agent),
            ("mdi", "Diallo Mamadou", Role::Agent),
            ("jpe", "Perrin Jeanne", Role::Regisseur),
            ("ctl", "", Role::Control),
        ]
        .map(agent)
        .to_vec(),
        demo: true,
        here: here("poste d’essai"),
    }
}

/// The bytes of the town's file: founded and imported, nothing else.
fn template() -> &'static [u8] {
    static TEMPLATE: OnceLock<Vec<u8>> = OnceLock::new();
    TEMPLATE.get_or_init(|| {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("modele.db");
        let mut store = Store::create(&path).unwrap();
        store.set_entropy(Entropy::seeded(1));
        let mut counter = found(store, at("2026-09-01T08:00:00"), &founding()).unwrap();
        sign_in(&mut counter, "adm");
        import_into(&mut counter, &plan(&FOLDER), false).unwrap();
        drop(counter);
        std::fs::read(path).unwrap()
    })
}

/// A town of one test: its folder goes with it.
pub struct Town {
    dir: TempDir,
    pub path: PathBuf,
    seats: Cell<u64>,
}

impl Town {
    pub fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("ville.db");
        std::fs::write(&path, template()).unwrap();
        Self { dir, path, seats: Cell::new(100) }
    }

    /// Founded, and nothing imported.
    pub fn founded() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("ville.db");
        let mut store = Store::create(&path).unwrap();
        store.set_entropy(Entropy::seeded(2));
        found(store, at("2026-09-01T08:00:00"), &founding()).unwrap();
        Self { dir, path, seats: Cell::new(500) }
    }

    /// Another counter on the same file, nobody in its seat.
    pub fn door(&self) -> Counter {
        self.seats.set(self.seats.get() + 1);
        counter(&self.path, self.seats.get())
    }

    /// Another counter on the same file, somebody in its seat.
    pub fn sit(&self, code: &str) -> Counter {
        let mut counter = self.door();
        sign_in(&mut counter, code);
        counter
    }

    /// The same, with the till open.
    pub fn sit_at_till(&self, code: &str) -> Counter {
        let mut counter = self.sit(code);
        let till = ask(&mut counter, now(), Request::Till);
        if matches!(till, Reply::Till(till) if till.cash.is_none()) {
            let open = Request::OpenTill { float: Cents(10_000) };
            assert!(matches!(ask(&mut counter, now(), open), Reply::Till(_)));
        }
        counter
    }

    pub fn verify(&self, witnesses: &Witnesses) -> Report {
        Store::open(&self.path, Mode::ReadOnly).unwrap().verify(witnesses).unwrap()
    }

    #[track_caller]
    pub fn holds(&self) {
        let report = self.verify(&Witnesses::default());
        assert!(report.holds(), "{:?}", report.findings);
    }

    /// A copy of the file, beside it; every counter must have left, so that the file is whole.
    pub fn copy(&self, name: &str) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join(name);
        std::fs::copy(&self.path, &path).unwrap();
        Self { dir, path, seats: Cell::new(self.seats.get() + 1000) }
    }

    pub fn dir(&self) -> &Path {
        self.dir.path()
    }
}

fn counter(path: &Path, seed: u64) -> Counter {
    let mut store = Store::open(path, Mode::ReadWrite).unwrap();
    store.set_entropy(Entropy::seeded(seed));
    Counter::new(store).unwrap()
}

/// A counter on a file of somebody else's town, somebody in its seat.
pub fn seat(path: &Path, seed: u64, code: &str) -> Counter {
    let mut counter = counter(path, seed);
    sign_in(&mut counter, code);
    counter
}

/// The file as any program sees it, without Guichet's rules.
#[expect(clippy::disallowed_methods, reason = "a test plays the one who edits the file by hand")]
pub fn raw(path: &Path) -> Connection {
    let db = Connection::open(path).unwrap();
    db.execute_batch("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON").unwrap();
    db
}

pub fn ask(counter: &mut Counter, now: Moment, request: Request) -> Reply {
    perform(counter, now, request)
}

pub fn sign_in_as(counter: &mut Counter, now: Moment, code: &str, secret: &str) -> Reply {
    let secret = Secret::new(secret.to_owned());
    ask(counter, now, Request::SignIn { code: code.to_owned(), secret })
}

#[track_caller]
pub fn sign_in(counter: &mut Counter, code: &str) {
    let reply = sign_in_as(counter, now(), code, SECRET);
    assert!(matches!(reply, Reply::SignedIn(_)), "{reply:?}");
}

/// The refusal that a request meets, which must leave the journal as it was.
#[track_caller]
pub fn refused(counter: &mut Counter, now: Moment, request: Request) -> Refusal {
    let before = position(counter);
    let reply = ask(counter, now, request);
    assert_eq!(position(counter), before, "a refusal writes nothing");
    match reply {
        Reply::Refused(refusal) => refusal,
        reply => panic!("not refused: {reply:?}"),
    }
}

/// How many entries the journal has.
pub fn position(counter: &Counter) -> u64 {
    counter.store.read().last_position().unwrap()
}

#[track_caller]
pub fn family(counter: &Counter, login: &str) -> FamilyId {
    counter.store.read().family_by_login(login).unwrap().unwrap().id
}

#[track_caller]
pub fn access(counter: &mut Counter, now: Moment, family: FamilyId) -> AccessView {
    match ask(counter, now, Request::OpenAccess(family)) {
        Reply::Access(view) => *view,
        reply => panic!("{reply:?}"),
    }
}

#[track_caller]
pub fn payment_view(counter: &mut Counter, family: FamilyId) -> PaymentView {
    match ask(counter, now(), Request::OpenPayment(family)) {
        Reply::Payment(view) => *view,
        reply => panic!("{reply:?}"),
    }
}

/// What a family has to pay, as a payment names it.
pub fn due(counter: &mut Counter, family: FamilyId) -> Vec<(InvoiceId, Cents)> {
    payment_view(counter, family).invoices.iter().map(|line| (line.id, line.due)).collect()
}

pub fn cash(family: FamilyId, invoices: &[(InvoiceId, Cents)], received: i64) -> Request {
    paid(family, invoices, |due| notes(due, received, ""))
}

/// All of these invoices by the tender that is made of what they come to.
pub fn paid(
    family: FamilyId,
    invoices: &[(InvoiceId, Cents)],
    tender: impl Fn(Cents) -> Tender,
) -> Request {
    let total = invoices.iter().map(|(_, due)| *due).sum();
    Request::TakePayment(PaymentRequest {
        family,
        payer: PaidBy::Holder,
        wanted: invoices.iter().map(|(id, due)| Wanted::all(*id, *due)).collect(),
        tenders: vec![tender(total)],
        keep: false,
    })
}

/// The same payment, made by somebody else.
pub fn paid_by(payer: PaidBy, request: Request) -> Request {
    match request {
        Request::TakePayment(request) => Request::TakePayment(PaymentRequest { payer, ..request }),
        other => other,
    }
}

pub fn notes(amount: Cents, received: i64, reason: &str) -> Tender {
    Tender::Cash { amount, received: Cents(received), reason: reason.to_owned() }
}

pub fn card(amount: Cents, authorisation: &str, last_four: &str) -> Tender {
    let [authorisation, last_four] = [authorisation, last_four].map(str::to_owned);
    Tender::Card { amount, authorisation, last_four }
}

#[track_caller]
pub fn receipt(counter: &mut Counter, now: Moment, request: Request) -> ReceiptView {
    match ask(counter, now, request) {
        Reply::Receipt(view) => *view,
        reply => panic!("{reply:?}"),
    }
}

/// The payment that a receipt is of.
#[track_caller]
pub fn payment_of(receipt: &ReceiptView) -> PaymentId {
    match receipt.of {
        Voucher::Receipt(payment) => payment,
        Voucher::Closing(_) => panic!("a closing is no receipt"),
    }
}

/// A family with so many invoices of one euro.
pub fn with_invoices(town: &Town, count: u32) -> Vec<(InvoiceId, Cents)> {
    let mut counter = town.sit("adm");
    let header = |name: &str| file(name).lines().next().unwrap();
    let families = format!("{}\nEVR09999;OZANNE;Eva;;;;;;;;\n", header("familles.csv"));
    let lines: Vec<String> = (1..=count)
        .map(|n| format!("2026-11-{n:05};EVR09999;;cantine;1,00;1,00;01/11/2026"))
        .collect();
    let invoices = format!("{}\n{}", header("factures.csv"), lines.join("\n"));
    let rows = plan(&[("familles.csv", families), ("factures.csv", invoices)]);
    import_into(&mut counter, &rows, false).unwrap();
    let eva = family(&counter, "EVR09999");
    due(&mut counter, eva)
}

/// The session of the till that can be counted.
#[track_caller]
pub fn session(counter: &mut Counter) -> SessionView {
    match ask(counter, now(), Request::OpenClosing) {
        Reply::Closing(view) => view.session.unwrap(),
        reply => panic!("{reply:?}"),
    }
}

/// A closing that counts so much, explained, leaving 100 €.
pub fn closing(session: &SessionView, counted: i64) -> ClosingRequest {
    let pieces = split(Cents(counted)).into_iter();
    ClosingRequest {
        session: session.id,
        saw: (session.operations, session.expected),
        counted: pieces.map(|(count, value)| Pieces { value, count }).collect(),
        reason: "pièce tombée".to_owned(),
        left: Cents(10_000),
    }
}

/// Closes the till with exactly what it must hold.
#[track_caller]
pub fn close(counter: &mut Counter, now: Moment) -> ReceiptView {
    let session = session(counter);
    let request = closing(&session, session.expected.0);
    receipt(counter, now, Request::CloseTill(request))
}
