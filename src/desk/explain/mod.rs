//! « Pourquoi ? »: all the reasons of a day, an account, a child, an invoice; the rule in words,
//! what counted, and the remedy with its key. The screens and `guichet explain` ask here, and
//! nobody else answers.

mod account;
mod child;
mod day;
mod invoice;

use chrono::NaiveDate;

use super::refusal::Refusal;
use super::request::{Reply, Subject};
use super::view::Explained;
use super::{Answer, Counter, known_family};
use crate::domain::activity::Activity;
use crate::domain::day::DayAnswer;
use crate::domain::household::{Child, Guardian};
use crate::domain::text::{clean, fold};
use crate::domain::time::Moment;
use crate::profile::Profile;
use crate::store::Reader;
use crate::store::read::family::FamilyRecord;

/// Where the reasons are read from, all at one moment.
struct Known<'a> {
    read: Reader<'a>,
    profile: &'a Profile,
    now: Moment,
    family: FamilyRecord,
}

impl Known<'_> {
    /// `MARTINEAU Claire · EVR04217`.
    fn whose(&self) -> Answer<String> {
        let holder = self.read.guardians(self.family.id)?;
        let name = holder.first().map(Guardian::name).unwrap_or_default();
        let parts = [name, self.family.login.clone()];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        Ok(parts.join(" · "))
    }
}

/// Why something is as it is; the look is logged.
pub(super) fn open(counter: &mut Counter, now: Moment, of: Subject) -> Answer<Reply> {
    let agent = counter.agent()?;
    let explained = explain(counter, now, of)?;
    counter.store.log_look(agent.id, of.family(), now)?;
    Ok(Reply::Explained(Box::new(explained)))
}

/// Why something is as it is.
///
/// # Errors
/// When it is not known.
pub fn explain(counter: &Counter, now: Moment, of: Subject) -> Answer<Explained> {
    let snapshot = counter.store.snapshot()?;
    let read = snapshot.read();
    let family = known_family(read, of.family())?;
    let known = Known { read, profile: &counter.profile, now, family };
    let (name, (state, code), reasons) = match of {
        Subject::Account(_) => account::explain(&known)?,
        Subject::Child(_, child) => child::explain(&known, child)?,
        Subject::Invoice(_, invoice) => invoice::explain(&known, invoice)?,
        Subject::Day(_, child, activity, day) => day::explain(&known, (child, activity), day)?,
    };
    Ok(Explained { of, whose: known.whose()?, name, state, code, reasons })
}

/// What a script may ask about: a family by its login id, alone or with more.
#[derive(Clone, Copy, Debug)]
pub enum Named<'a> {
    /// Its account.
    Account,
    /// A child, by its given name.
    Child(&'a str),
    /// An invoice, by its number.
    Invoice(&'a str),
}

/// What a family's login id and a name stand for.
///
/// # Errors
/// When the family, the child or the invoice is not known, with the names that are.
pub fn subject(counter: &Counter, login: &str, named: Named<'_>) -> Answer<Subject> {
    let read = counter.store.read();
    let family = family_of(counter, login)?;
    Ok(match named {
        Named::Account => Subject::Account(family.id),
        Named::Child(given) => {
            let children = read.children(family.id)?;
            Subject::Child(family.id, child_named(&children, given)?.id)
        }
        Named::Invoice(number) => {
            let invoice = read.invoice_by_number(number.trim())?;
            let own = invoice.filter(|invoice| invoice.family == family.id);
            Subject::Invoice(family.id, own.ok_or(Refusal::Unknown { what: "Cette facture" })?.id)
        }
    })
}

/// The state of a day of a child (given name) in an activity (code or label), and what explains it.
///
/// # Errors
/// When the family, the child or the activity is not known, with the names that are.
pub fn explain_day(
    counter: &Counter,
    now: Moment,
    (login, child, activity): (&str, &str, &str),
    day: NaiveDate,
) -> Answer<(DayAnswer, Explained)> {
    let read = counter.store.read();
    let family = family_of(counter, login)?;
    let children = read.children(family.id)?;
    let child = child_named(&children, child)?;
    let activities = read.activities()?;
    let labels: Vec<String> = activities.iter().map(|one| one.code.clone()).collect();
    let activity =
        chosen(&activities, activity).ok_or_else(|| unknown("Activité", activity, &labels))?;
    let of = Subject::Day(family.id, child.id, activity.id, day);
    let known = Known { read, profile: &counter.profile, now, family };
    let answer = day::answer(&known, child, activity.id, day)?.0;
    Ok((answer, explain(counter, now, of)?))
}

fn family_of(counter: &Counter, login: &str) -> Answer<FamilyRecord> {
    let family = counter.store.read().family_by_login(login.trim())?;
    Ok(family.ok_or(Refusal::Unknown { what: "Cette famille" })?)
}

fn child_named<'a>(children: &'a [Child], given: &str) -> Answer<&'a Child> {
    let known: Vec<String> = children.iter().map(|child| child.given.clone()).collect();
    let found = children.iter().find(|one| fold(&one.given) == fold(given));
    Ok(found.ok_or_else(|| unknown("Enfant", given, &known))?)
}

/// By code, then by label, then by the beginning of a label that only one has.
fn chosen<'a>(activities: &'a [Activity], wanted: &str) -> Option<&'a Activity> {
    let wanted = fold(wanted);
    let by = |test: &dyn Fn(&Activity) -> bool| activities.iter().find(|one| test(one));
    by(&|one| fold(&one.code) == wanted).or_else(|| by(&|one| fold(&one.label) == wanted)).or_else(
        || {
            let mut begun = activities.iter().filter(|one| fold(&one.label).starts_with(&wanted));
            begun.next().filter(|_| begun.next().is_none())
        },
    )
}

fn unknown(what: &str, wanted: &str, known: &[String]) -> Refusal {
    let wanted = clean(wanted);
    Refusal::Sentence(format!(
        "{what} «\u{a0}{wanted}\u{a0}» introuvable\u{a0}; attendu\u{a0}: {}.",
        known.join(", ")
    ))
}
