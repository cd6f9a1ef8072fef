//! The town that is measured: made as an office's folder and read in like any other.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use fastrand::Rng;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use guichet::demo::{DemoSettings, folder};
use guichet::desk::agents::NewAgent;
use guichet::desk::founding::{Founding, found};
use guichet::desk::import::import as read_in;
use guichet::desk::request::{Reply, Request};
use guichet::desk::{Counter, perform};
use guichet::domain::ids::AgentId;
use guichet::domain::people::Role;
use guichet::domain::secret::Secret;
use guichet::domain::time::Moment;
use guichet::import::{FamilyRow, ImportPlan, read};
use guichet::profile::{DEMO_RULES, Profile};
use guichet::store::Store;
use guichet::store::local::Standpoint;
use guichet::store::verify::Witnesses;

use crate::Outcome;
use crate::import::{self, rate};
use crate::measure::lap;

const SECRET: &str = "guichet";

/// A counter open on a town, and what its families are known by.
pub struct Town {
    /// An agent sits there.
    pub counter: Counter,
    /// Who.
    pub agent: AgentId,
    /// The same file, opened as the yardsticks need it.
    pub bare: Connection,
    /// Where the file is.
    pub path: PathBuf,
    /// When everything happens.
    pub now: Moment,
    /// The families without what they hold but their invoices' numbers.
    pub families: Vec<FamilyRow>,
}

impl Town {
    /// Makes the folder, reads it, and imports it into a new file.
    pub fn build(families: u32, folder_path: &Path) -> Outcome<Self> {
        let day = NaiveDate::from_ymd_opt(2026, 11, 20).ok_or("no such day")?;
        let time = day.and_hms_opt(10, 42, 0).ok_or("no such time")?;
        let now = Moment::from_local(time, chrono_tz::Europe::Paris);
        let path = folder_path.join(format!("{families}.db"));

        let settings = DemoSettings { families, seed: 1, today: day };
        let files = folder(&settings, &Profile::parse(evreux()?)?);
        let (mut plan, reading) = lap(|| Ok(read(&files, day)?))?;
        give_rare_surnames(&mut plan);
        import::people(&plan, &files, now, folder_path)?;
        drop(files);
        let mut counter = founded(&path, now)?;
        let (_, writing) = lap(|| Ok(read_in(&mut counter, now, &plan, false, &mut |_| {})?))?;
        counter.store.checkpoint()?;
        import::print_whole(&plan, reading, writing);
        let agent = sign_in(&mut counter, now, "sle")?;

        for family in &mut plan.families {
            family.bookings = Vec::new();
            family.enrolments = Vec::new();
        }
        let bare = connect(&path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        Ok(Self { counter, agent, bare, path, now, families: plan.families })
    }

    /// Proves the whole file, as `guichet verify` does.
    pub fn verify(&self) -> Outcome<()> {
        let (report, lap) = lap(|| Ok(self.counter.store.verify(&Witnesses::default())?))?;
        if !report.holds() {
            return Err(report.findings.join("\n").into());
        }
        let entries = report.entries;
        println!("  verify (T15, information): {entries} entries, {}", rate(entries, lap));
        Ok(())
    }
}

/// Gives every second family of the crowd a surname of its own making: in a real town most surnames
/// are rare, and the demo's lists are short.
fn give_rare_surnames(plan: &mut ImportPlan) {
    const SYLLABLES: [&str; 32] = [
        "ba", "bre", "chau", "cor", "dan", "del", "du", "fau", "fon", "gau", "ger", "gue", "jou",
        "la", "le", "lou", "mar", "mer", "mi", "mon", "nau", "pel", "per", "ra", "rou", "sal",
        "ser", "tar", "ti", "vau", "ver", "vi",
    ];
    const ENDINGS: [&str; 8] = ["ard", "eau", "et", "ier", "in", "on", "ot", "y"];
    let mut rng = Rng::with_seed(1);
    for family in plan.families.iter_mut().step_by(2) {
        let syllables = rng.usize(1..=3);
        let mut surname: String = (0..syllables).filter_map(|_| rng.choice(SYLLABLES)).collect();
        surname.extend(rng.choice(ENDINGS));
        surname.make_ascii_uppercase();
        let before = std::mem::replace(&mut family.holder.surname, surname.clone());
        let children = family.children.iter_mut().map(|child| &mut child.surname);
        let adults = family.guardians.iter_mut().map(|adult| &mut adult.surname);
        children
            .chain(adults)
            .filter(|other| **other == before)
            .for_each(|other| other.clone_from(&surname));
    }
}

/// Opens the file as the counter does, but bare.
#[expect(clippy::disallowed_methods, reason = "a yardstick is SQLite without the house")]
pub fn connect(path: &Path, flags: OpenFlags) -> Outcome<Connection> {
    let connection = Connection::open_with_flags(path, flags)?;
    connection.execute_batch("PRAGMA cache_size = -16384")?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(connection)
}

fn evreux() -> Outcome<&'static str> {
    Ok(Profile::builtin_text("evreux").ok_or("no profile")?)
}

fn founding() -> Outcome<Founding> {
    let text = evreux()?;
    let agent = |code: &str, role| NewAgent {
        code: code.to_owned(),
        name: String::new(),
        role,
        secret: Secret::new(SECRET.to_owned()),
    };
    Ok(Founding {
        commune: "Évreux".to_owned(),
        annex: "Nétreville".to_owned(),
        station: "A2".to_owned(),
        profile: ("evreux".to_owned(), format!("{text}\n{DEMO_RULES}")),
        agents: vec![agent("adm", Role::Administrator), agent("sle", Role::Agent)],
        demo: true,
        here: Standpoint { machine: "bench".to_owned(), file: String::new() },
    })
}

/// A new town, nobody in it, whose administrator sits at the counter.
pub fn founded(path: &Path, now: Moment) -> Outcome<Counter> {
    let mut counter = found(Store::create(path)?, now, &founding()?)?;
    sign_in(&mut counter, now, "adm")?;
    Ok(counter)
}

/// An agent takes the seat.
pub fn sign_in(counter: &mut Counter, now: Moment, code: &str) -> Outcome<AgentId> {
    let secret = Secret::new(SECRET.to_owned());
    match perform(counter, now, Request::SignIn { code: code.to_owned(), secret }) {
        Reply::SignedIn(agent) => Ok(agent.id),
        reply => Err(format!("{reply:?}").into()),
    }
}
