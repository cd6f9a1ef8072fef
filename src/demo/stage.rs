//! Sets the stage: a whole commune in memory, as if the counter had worked since January.
//!
//! The office's folder goes through the same import as any other, and the history through the
//! desk's own door, with told times.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, Weekday};

use super::activities::{CIRCUS, WEDNESDAY};
use super::bookings::Showcase;
use super::year::Year;
use super::{DemoSettings, documents, folder, town, wallet};
use crate::desk::agents::NewAgent;
use crate::desk::founding::{Founding, found};
use crate::desk::import::import;
use crate::desk::refusal::Refusal;
use crate::desk::request::{ClosingRequest, DayChange, PaidBy, PaymentRequest, Reply, Request};
use crate::desk::view::Voucher;
use crate::desk::{Answer, Counter, No, perform};
use crate::domain::activity::Activity;
use crate::domain::closing::Pieces;
use crate::domain::ids::{ActivityId, ChildId, FamilyId, InvoiceId};
use crate::domain::money::Cents;
use crate::domain::people::{Role, TenderMode};
use crate::domain::secret::Secret;
use crate::domain::tender::{Tender, Wanted};
use crate::domain::till::split;
use crate::domain::time::Moment;
use crate::import::{BookingRow, FamilyRow, ImportPlan, InvoiceRow, read};
use crate::profile::Profile;
use crate::store::local::Standpoint;
use crate::store::{Entropy, Store};

/// The secret of every agent of the demo, shown on the sign-in screen.
pub const SECRET: &str = "guichet";

/// The agents of the demo: short id, name, role.
pub const AGENTS: [(&str, &str, Role); 5] = [
    ("sle", "Leroy Sophie", Role::Agent),
    ("mdi", "Diallo Mamadou", Role::Agent),
    ("jpe", "Petit Jeanne", Role::Regisseur),
    ("adm", "Moreau Alix", Role::Administrator),
    ("ctl", "Robin Camille", Role::Control),
];

/// Receipts already taken this year, so that the next one is number 902.
const RECEIPTS: usize = 901;

/// Cash taken since the till was opened, the float not counted: 214,60 €.
const CASH: Cents = Cents(21_460);

/// The float of the till.
const FLOAT: Cents = Cents(10_000);

/// Minutes from midnight at which the till is opened, and closed.
const OPENING: u32 = 8 * 60 + 30;
const CLOSING: u32 = 17 * 60 + 5;

/// Minutes of a day within which receipts are taken.
const OPEN_MINUTES: usize = 420;

/// Receipts paid in cash, the last ones; all others by card.
const CASH_RECEIPTS: usize = 8;

/// Makes the commune of `settings` as it stands at `now`, with the rules of a profile.
///
/// # Errors
/// When the profile is unknown, or there is no memory.
pub fn stage(
    settings: &DemoSettings,
    profile: &str,
    now: Moment,
    machine: &str,
) -> Answer<Counter> {
    let text = Profile::builtin_text(profile).ok_or_else(|| {
        let known = Profile::builtin_names().join(", ");
        Refusal::Sentence(format!("Profil « {profile} » inconnu ; attendu : {known}."))
    })?;
    let mut store = Store::in_memory()?;
    store.set_entropy(Entropy::seeded(settings.seed));
    let rules = Profile::parse(text).map_err(|e| Refusal::Sentence(e.to_string()))?;
    let calendar = Working { now, zone: rules.time_zone };
    let installed = calendar.installation();
    let mut counter = found(store, installed, &founding(&rules, text, machine))?;
    let plan = read(&folder(settings, &rules), settings.today)
        .map_err(|errors| Refusal::Sentence(errors.to_string()))?;
    let billed = billed(&plan, settings.today.year());
    sign_in(&mut counter, installed, "adm")?;
    import(&mut counter, installed, &only_invoices(&plan, &billed), false, &mut |_| {})?;
    sign_in(&mut counter, installed, "sle")?;
    documents::in_january(&mut counter, installed)?;
    let (earlier, this_morning) = billed.split_at(billed.len().saturating_sub(CASH_RECEIPTS));
    let mut day = None;
    for ((_, invoice), at) in earlier.iter().zip(calendar.spread(earlier.len())) {
        turn_to(&mut counter, &calendar, &mut day, at.today())?;
        pay(&mut counter, at, invoice, TenderMode::Card)?;
    }
    let morning = calendar.at(now.today(), 8 * 60 + 3);
    sign_in(&mut counter, morning, "adm")?;
    import(&mut counter, morning, &plan, false, &mut |_| {})?;
    sign_in(&mut counter, morning, "sle")?;
    documents::this_morning(&mut counter, morning)?;
    give_back_a_workshop(&mut counter, morning, &plan)?;
    give_back_a_full_wednesday(&mut counter, morning, &plan)?;
    turn_to(&mut counter, &calendar, &mut day, now.today())?;
    wallet::fill(&mut counter, calendar.at(now.today(), OPENING + 10))?;
    for ((_, invoice), minutes) in this_morning.iter().zip((0..).step_by(10)) {
        let at = calendar.at(now.today(), OPENING + 30 + minutes);
        pay(&mut counter, at, invoice, TenderMode::Cash)?;
    }
    perform(&mut counter, now, Request::Lock);
    counter.store.set_entropy(Entropy::system());
    Ok(counter)
}

fn founding(profile: &Profile, text: &str, machine: &str) -> Founding {
    Founding {
        commune: profile.town.clone(),
        annex: town::annex(profile).to_owned(),
        station: "A2".to_owned(),
        profile: (profile.name.clone(), format!("{text}\n{}", town::added_rules(profile))),
        agents: AGENTS
            .iter()
            .map(|(code, name, role)| NewAgent {
                code: (*code).to_owned(),
                name: (*name).to_owned(),
                role: *role,
                secret: Secret::new(SECRET.to_owned()),
            })
            .collect(),
        demo: true,
        here: Standpoint { machine: machine.to_owned(), file: String::new() },
    }
}

/// The told time of the counter's past.
struct Working {
    now: Moment,
    zone: chrono_tz::Tz,
}

impl Working {
    fn at(&self, day: NaiveDate, minutes: u32) -> Moment {
        let time = NaiveTime::from_hms_opt(minutes / 60, minutes % 60, 0).unwrap_or_default();
        let told = Moment::from_local(NaiveDateTime::new(day, time), self.zone);
        if told.at < self.now.at { told } else { self.now }
    }

    /// The second of January, or a month ago where the year is younger.
    fn installation(&self) -> Moment {
        let today = self.now.today();
        let january = NaiveDate::from_ymd_opt(today.year(), 1, 2).unwrap_or(today);
        let month_ago = today.checked_sub_days(Days::new(30)).unwrap_or(today);
        let latest = today.checked_sub_days(Days::new(10)).unwrap_or(today);
        self.at(if january <= latest { january } else { month_ago }, 9 * 60)
    }

    /// The moments of receipts spread evenly over the working days until yesterday.
    fn spread(&self, count: usize) -> Vec<Moment> {
        let first = self.installation().today();
        let weekend = |day: &NaiveDate| matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        let days: Vec<NaiveDate> = first
            .iter_days()
            .take_while(|day| *day < self.now.today())
            .filter(|day| !weekend(day))
            .collect();
        let moment = |n: usize| {
            let place = n * days.len();
            let day = days.get(place / count).copied().unwrap_or(first);
            let minutes = u32::try_from(place % count * OPEN_MINUTES / count).unwrap_or(0);
            self.at(day, 9 * 60 + 20 + minutes)
        };
        (0..count).map(moment).collect()
    }
}

/// Which settled invoices of this year the counter took the money of: family and invoice.
fn billed(plan: &ImportPlan, year: i32) -> Vec<(FamilyRow, InvoiceRow)> {
    let settled = plan.families.iter().flat_map(|family| {
        family
            .invoices
            .iter()
            .filter(move |invoice| {
                let this_year = invoice.issued.is_some_and(|day| day.year() == year);
                invoice.due == Cents::ZERO && invoice.amount > Cents::ZERO && this_year
            })
            .map(move |invoice| (family.clone(), invoice.clone()))
    });
    let mut billed: Vec<(FamilyRow, InvoiceRow)> = settled.take(RECEIPTS).collect();
    billed.sort_by_key(|(_, invoice)| invoice.issued);
    let cash = billed.len().saturating_sub(CASH_RECEIPTS);
    let mut left = CASH;
    for (i, (_, invoice)) in billed.iter_mut().enumerate().skip(cash) {
        let last = i + 1 == cash + CASH_RECEIPTS;
        let share = Cents(CASH.0 / 8 - 5 * i64::try_from(i % 7).unwrap_or(0));
        invoice.amount = if last { left } else { share };
        left = left.minus(invoice.amount);
    }
    for (_, invoice) in &mut billed {
        invoice.due = invoice.amount;
    }
    billed
}

/// The households of those invoices with nothing else: what the counter knew in January.
fn only_invoices(plan: &ImportPlan, billed: &[(FamilyRow, InvoiceRow)]) -> ImportPlan {
    let mut known = ImportPlan { activities: plan.activities.clone(), ..ImportPlan::default() };
    for (family, invoice) in billed {
        match known.families.iter_mut().find(|one| one.login == family.login) {
            Some(one) => one.invoices.push(invoice.clone()),
            None => known.families.push(FamilyRow {
                enrolments: Vec::new(),
                bookings: Vec::new(),
                invoices: vec![invoice.clone()],
                account: None,
                ..family.clone()
            }),
        }
    }
    known
}

/// Takes the money of one invoice and prints its receipt.
fn pay(counter: &mut Counter, now: Moment, row: &InvoiceRow, mode: TenderMode) -> Answer<()> {
    let Some((family, invoice)) = stored(counter, row)? else { return Ok(()) };
    let (amount, received) = (row.due, row.due);
    let tender = if mode == TenderMode::Cash {
        Tender::Cash { amount, received, reason: String::new() }
    } else {
        let digits = row.number.chars().filter(char::is_ascii_digit).collect::<Vec<_>>();
        let authorisation = digits.iter().rev().take(6).collect();
        Tender::Card { amount, authorisation, last_four: String::new() }
    };
    let request = PaymentRequest {
        family,
        payer: PaidBy::Holder,
        wanted: vec![Wanted::all(invoice, amount)],
        tenders: vec![tender],
        keep: false,
    };
    if let Reply::Receipt(receipt) = expect(counter, now, Request::TakePayment(request))?
        && let Voucher::Receipt(payment) = receipt.of
    {
        expect(counter, now, Request::ReceiptPrinted(payment))?;
    }
    Ok(())
}

/// A new day: the till of the day before is counted and closed, and the new one opened.
fn turn_to(
    counter: &mut Counter,
    calendar: &Working,
    day: &mut Option<NaiveDate>,
    today: NaiveDate,
) -> Answer<()> {
    if *day == Some(today) {
        return Ok(());
    }
    if let Some(evening) = day.replace(today).map(|before| calendar.at(before, CLOSING)) {
        close(counter, evening)?;
    }
    let morning = calendar.at(today, OPENING);
    expect(counter, morning, Request::OpenTill { float: FLOAT }).map(|_| ())
}

/// Counts to the cent what the drawer must hold, and leaves the float in it.
fn close(counter: &mut Counter, now: Moment) -> Answer<()> {
    let Reply::Closing(view) = expect(counter, now, Request::OpenClosing)? else { return Ok(()) };
    let Some(session) = view.session else { return Ok(()) };
    let pieces = split(session.expected).into_iter();
    let request = ClosingRequest {
        session: session.id,
        saw: (session.operations, session.expected),
        counted: pieces.map(|(count, value)| Pieces { value, count }).collect(),
        reason: String::new(),
        left: FLOAT,
    };
    expect(counter, now, Request::CloseTill(request)).map(|_| ())
}

fn stored(counter: &Counter, row: &InvoiceRow) -> Answer<Option<(FamilyId, InvoiceId)>> {
    let invoice = counter.store.read().invoice_by_number(&row.number)?;
    Ok(invoice.map(|invoice| (invoice.family, invoice.id)))
}

/// Gives back the last day of Léo's workshop, so that the legend's « annulé » can be seen.
fn give_back_a_workshop(counter: &mut Counter, now: Moment, plan: &ImportPlan) -> Answer<()> {
    let read = counter.store.read();
    let claire = |family: &&FamilyRow| {
        (family.holder.surname.as_str(), family.holder.given.as_str()) == ("MARTINEAU", "Claire")
    };
    let login = plan.families.iter().find(claire).map_or("", |family| &family.login);
    let Some(family) = read.family_by_login(login)? else { return Ok(()) };
    let Some(workshop) = stored_activity(counter, plan, CIRCUS)? else { return Ok(()) };
    let mut last = None;
    for child in read.children(family.id)? {
        let days = read.bookings(child.id, now.today(), crate::domain::time::LAST_DAY)?;
        let of_workshop = days.iter().rfind(|booking| booking.activity == workshop.id);
        last = last.or(of_workshop.map(|booking| (child.id, booking.day)));
    }
    let Some((child, day)) = last else { return Ok(()) };
    give_back(counter, now, family.id, (child, workshop.id, day))
}

/// Gives back a place of the second full Wednesday, so that it is free for the first who waits.
fn give_back_a_full_wednesday(counter: &mut Counter, now: Moment, plan: &ImportPlan) -> Answer<()> {
    let full = Showcase::new(&Year::around(now.today())).full_wednesdays.pop();
    let Some(day) = full else { return Ok(()) };
    let of_day = |booking: &&BookingRow| (booking.activity, booking.day) == (WEDNESDAY, day);
    let booked = plan.families.iter().find_map(|family| {
        let booking = family.bookings.iter().find(of_day)?;
        Some((&family.login, &family.children.get(booking.child)?.given))
    });
    let Some((login, given)) = booked else { return Ok(()) };
    let read = counter.store.read();
    let wednesday = stored_activity(counter, plan, WEDNESDAY)?;
    let (Some(wednesday), Some(family)) = (wednesday, read.family_by_login(login)?) else {
        return Ok(());
    };
    let child = read.children(family.id)?.into_iter().find(|child| child.given == *given);
    let Some(child) = child else { return Ok(()) };
    give_back(counter, now, family.id, (child.id, wednesday.id, day))
}

/// An activity of the folder, as the counter knows it.
fn stored_activity(counter: &Counter, plan: &ImportPlan, index: usize) -> Answer<Option<Activity>> {
    let Some(row) = plan.activities.get(index) else { return Ok(None) };
    Ok(counter.store.read().activities()?.into_iter().find(|one| one.code == row.code))
}

fn give_back(
    counter: &mut Counter,
    now: Moment,
    family: FamilyId,
    (child, activity, day): (ChildId, ActivityId, NaiveDate),
) -> Answer<()> {
    let changes = vec![DayChange { child, activity, day, book: false }];
    let reviewed = expect(counter, now, Request::ReviewBookings { family, changes })?;
    if let Reply::Review(review) = reviewed
        && !review.removed.is_empty()
    {
        expect(counter, now, Request::ConfirmBookings { family, review: *review })?;
    }
    Ok(())
}

fn sign_in(counter: &mut Counter, now: Moment, code: &str) -> Answer<()> {
    let secret = Secret::new(SECRET.to_owned());
    expect(counter, now, Request::SignIn { code: code.to_owned(), secret }).map(|_| ())
}

/// The answer of a request that can only succeed.
fn expect(counter: &mut Counter, now: Moment, request: Request) -> Answer<Reply> {
    match perform(counter, now, request) {
        Reply::Refused(refusal) => Err(No::Refusal(refusal)),
        Reply::Failed(fault) => Err(No::Fault(fault)),
        reply => Ok(reply),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Moment {
        let day = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
        Moment::from_local(day.and_hms_opt(10, 42, 0).unwrap(), chrono_tz::Europe::Paris)
    }

    #[test]
    fn the_stage_is_the_storyboards() {
        let settings = DemoSettings { families: 2_314, seed: 1, today: now().today() };
        let mut counter = stage(&settings, "evreux", now(), "test").unwrap();
        sign_in(&mut counter, now(), "sle").unwrap();
        let read = counter.store.read();
        assert_eq!(read.families().unwrap(), 2_314);
        let family = read.family_by_login("EVR04217").unwrap().unwrap().id;
        let Reply::Payment(view) = perform(&mut counter, now(), Request::OpenPayment(family))
        else {
            panic!("no payment view")
        };
        assert_eq!(view.next_receipt, "A2-2026-000902");
        assert_eq!(view.till.cash, Some(CASH));
        assert_eq!(view.invoices.iter().map(|one| one.due).sum::<Cents>(), Cents(4_735));
        let found = Request::Find { text: "mar".to_owned() };
        let Reply::Found(found) = perform(&mut counter, now(), found) else { panic!("no list") };
        let names: Vec<&str> = found.rows.iter().map(|row| row.name.as_str()).collect();
        assert_eq!(
            names,
            [
                "MARTINEAU Claire",
                "MARTIN Paul",
                "MARTINS DA SILVA Rui",
                "DUMAS Hélène",
                "BENALI Omar"
            ]
        );
    }
}
