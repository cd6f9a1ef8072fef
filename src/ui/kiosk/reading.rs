//! Pages to read: what the family looks up, what was done, and why nothing can be done.

use super::days::Days;
use super::keys::Act;
use super::lines::{Ink, Line, broken, gap, pair, plain, under};
use super::menu::{Question, SHEETS, ask};
use super::page::{Go, Page, Scene, month};
use super::review::booked;
use super::words::Phrase;
use crate::desk::request::kiosk::{KioskPage, KioskRequest};
use crate::desk::view::BookingReview;
use crate::desk::view::kiosk::KioskSheet;
use crate::domain::money::Cents;
use crate::domain::time::{Moment, clock};
use crate::ui::key::Key;
use crate::ui::table::moved;

/// What is read.
#[derive(Clone, Debug, PartialEq)]
pub enum Text {
    /// What becomes of the data.
    Notice,
    /// What one does that forgot id or password.
    Forgotten,
    /// What an agent decided, in French.
    News(Vec<String>),
    /// What the family looked up.
    Sheet(Box<KioskSheet>),
    /// What was written.
    Booked(Box<Days>, Box<BookingReview>),
    /// Somebody will come.
    Help,
    /// An agent will read it.
    Asked,
    /// The password is another one now.
    Changed,
    /// Until when the kiosk is closed.
    Paused(Moment),
    /// What broke, in French.
    Broken(String),
}

/// A page to read.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// What is read.
    pub text: Text,
    /// The first line in sight.
    pub first: usize,
}

impl Reading {
    /// A page, read from its beginning.
    pub const fn page(text: Text) -> Page {
        Page::Reading(Self { text, first: 0 })
    }

    /// What it is.
    pub fn heading(&self, scene: &Scene<'_>) -> String {
        let phrase = match &self.text {
            Text::Notice => Phrase::Notice,
            Text::Forgotten => Phrase::IForgot,
            Text::News(_) => Phrase::News,
            Text::Sheet(sheet) => {
                let known = SHEETS.iter().find(|(page, _)| *page == page_of(sheet));
                known.map_or(Phrase::Nothing, |(_, phrase)| *phrase)
            }
            Text::Booked(..) => Phrase::Written,
            Text::Help => Phrase::HelpComes,
            Text::Asked => Phrase::ChangeAsked,
            Text::Changed => Phrase::PasswordChanged,
            Text::Paused(_) => Phrase::Paused,
            Text::Broken(_) => Phrase::Broken,
        };
        scene.say(phrase).to_owned()
    }

    /// Its lines.
    pub fn lines(&self, scene: &Scene<'_>) -> Vec<Line> {
        let said = |phrase: Phrase| vec![plain(scene.say(phrase), Ink::Text)];
        match &self.text {
            Text::Notice => notice(scene),
            Text::Forgotten => forgotten(scene),
            Text::News(news) => {
                spaced(news.iter().map(|one| plain(scene.in_french(one), Ink::Text)).collect())
            }
            Text::Sheet(sheet) => sheet_lines(sheet, scene),
            Text::Booked(_, done) => booked(done, scene),
            Text::Help => {
                let place = scene.house.place.as_str();
                vec![plain(scene.fill(Phrase::HelpText, &[("place", place)]), Ink::Text)]
            }
            Text::Asked => said(Phrase::AskedText),
            Text::Changed => said(Phrase::ChangedText),
            Text::Paused(until) => {
                let at = clock(until.local());
                let mut lines =
                    vec![plain(scene.fill(Phrase::PausedText, &[("time", &at)]), Ink::Text)];
                lines.extend([gap(), plain(scene.say(Phrase::AskReception), Ink::Text)]);
                lines
            }
            Text::Broken(why) => vec![
                plain(scene.say(Phrase::BrokenText), Ink::Text),
                gap(),
                plain(scene.in_french(why), Ink::Quiet),
            ],
        }
    }

    /// The lines as they are drawn, in a column so wide.
    pub fn shown(&self, scene: &Scene<'_>, room: u16) -> Vec<Line> {
        broken(&self.lines(scene), room, scene.reader.large)
    }

    /// Whether it stays until its time is over, whoever stands there.
    pub const fn is_paused(&self) -> bool {
        matches!(self.text, Text::Paused(_))
    }

    /// An arrow: the text moves, as far as there is some.
    pub fn moves(&mut self, key: Key, lines: usize) {
        self.first = moved(self.first, lines, key);
    }

    /// Where Entrée and the way back lead to.
    pub fn act(&self, act: Act, scene: &Scene<'_>) -> Go {
        match (&self.text, act) {
            (Text::Booked(days, _), _) => {
                let view = days.view();
                Go::Ask(month(view.child, view.activity, days.cursor()))
            }
            (Text::Sheet(_), _) => Go::Page(ask(Question::Sheets)),
            (Text::Forgotten, _) => Go::Page(ask(Question::Entrance)),
            (Text::News(_), _) => Go::Wish(scene.wish),
            (Text::Paused(_), _) => Go::Ask(KioskRequest::Look),
            (Text::Broken(_), _) => Go::Leave,
            (Text::Notice | Text::Help | Text::Asked | Text::Changed, _) => Go::Home,
        }
    }
}

/// What a sheet is asked for by.
pub const fn page_of(sheet: &KioskSheet) -> KioskPage {
    match sheet {
        KioskSheet::Bookings(_) => KioskPage::Bookings,
        KioskSheet::Invoices(_) => KioskPage::Invoices,
        KioskSheet::Receipts(_) => KioskPage::Receipts,
        KioskSheet::Tariffs(_) => KioskPage::Tariffs,
        KioskSheet::Documents(_) => KioskPage::Documents,
    }
}

/// Lines with an empty one between them.
fn spaced(lines: Vec<Line>) -> Vec<Line> {
    let mut spaced = Vec::new();
    for line in lines {
        if !spaced.is_empty() {
            spaced.push(gap());
        }
        spaced.push(line);
    }
    spaced
}

/// Who answers for the data, what for, how long, what can be asked of whom.
fn notice(scene: &Scene<'_>) -> Vec<Line> {
    let house = scene.house;
    let (phone, email) = &house.contact;
    let places = [("commune", house.commune.as_str()), ("phone", phone), ("email", email)];
    let parts = [
        (Phrase::NoticeWho, Phrase::NoticeWhoText),
        (Phrase::NoticeWhat, Phrase::NoticeWhatText),
        (Phrase::NoticeLong, Phrase::NoticeLongText),
        (Phrase::NoticeRights, Phrase::NoticeRightsText),
    ];
    let mut lines = Vec::new();
    for (title, text) in parts {
        if !lines.is_empty() {
            lines.push(gap());
        }
        lines.push(plain(scene.say(title), Ink::Strong));
        lines.push(under(scene.fill(text, &places), Ink::Text));
    }
    let contact: Vec<&str> =
        [phone, email].into_iter().map(String::as_str).filter(|one| !one.is_empty()).collect();
    if !contact.is_empty() {
        lines.push(under(contact.join(" · "), Ink::Strong));
    }
    lines
}

/// The commune's own words, and whom to ask.
fn forgotten(scene: &Scene<'_>) -> Vec<Line> {
    let mut lines = Vec::new();
    if !scene.house.forgotten.is_empty() {
        lines.extend([plain(scene.in_french(&scene.house.forgotten), Ink::Text), gap()]);
    }
    if !scene.house.login_hint.is_empty() {
        lines.extend([plain(scene.in_french(&scene.house.login_hint), Ink::Text), gap()]);
    }
    lines.push(plain(scene.say(Phrase::AskReception), Ink::Text));
    lines
}

fn sheet_lines(sheet: &KioskSheet, scene: &Scene<'_>) -> Vec<Line> {
    let mut lines = match sheet {
        KioskSheet::Bookings(_) => bookings(sheet, scene),
        KioskSheet::Invoices(invoices) => {
            let mut lines = Vec::new();
            for one in invoices {
                let ink = if one.due > Cents::ZERO { Ink::Alert } else { Ink::Done };
                lines.push(Line {
                    indent: 0,
                    ink: Ink::Strong,
                    ..pair(one.label.clone(), one.amount.to_string(), Ink::Text)
                });
                let number = scene.fill(Phrase::InvoiceNumber, &[("number", &one.number)]);
                lines.push(under(number, Ink::Quiet));
                lines.push(under(scene.in_french(&one.remark), ink));
                lines.push(gap());
            }
            lines
        }
        KioskSheet::Receipts(receipts) => (receipts.iter())
            .map(|one| {
                let words = format!("{} · {}", scene.date(one.day), one.number);
                let cancelled = scene.say(Phrase::ReceiptCancelled);
                if one.cancelled {
                    pair(words, format!("{cancelled}  {}", one.amount), Ink::Quiet)
                } else {
                    pair(words, one.amount.to_string(), Ink::Text)
                }
            })
            .collect(),
        KioskSheet::Tariffs(tariffs) => {
            let mut lines = Vec::new();
            for one in tariffs {
                let price = one.price.map(|price| price.to_string());
                let price = price.unwrap_or_else(|| scene.say(Phrase::PriceUnknown).to_owned());
                lines.push(pair(format!("{} · {}", one.child, one.activity), price, Ink::Strong));
                let made = Some(one.by.as_str()).filter(|by| !by.is_empty());
                lines.extend(
                    made.map(|by| Line { indent: 6, ..plain(scene.in_french(by), Ink::Quiet) }),
                );
            }
            lines
        }
        KioskSheet::Documents(documents) => (documents.iter())
            .map(|one| {
                let ink = if one.valid { Ink::Done } else { Ink::Alert };
                pair(one.label.clone(), one.status.clone(), ink)
            })
            .collect(),
    };
    if lines.is_empty() {
        lines.push(plain(scene.say(Phrase::NothingHere), Ink::Text));
    }
    if matches!(sheet, KioskSheet::Invoices(_)) {
        lines.extend(paying(scene));
    }
    lines
}

/// The days to come, each day once.
fn bookings(sheet: &KioskSheet, scene: &Scene<'_>) -> Vec<Line> {
    let KioskSheet::Bookings(days) = sheet else { return Vec::new() };
    let mut lines: Vec<Line> = Vec::new();
    let mut last = None;
    for one in days {
        if last != Some(one.day) {
            if last.is_some() {
                lines.push(gap());
            }
            lines.push(plain(scene.date(one.day), Ink::Strong));
            last = Some(one.day);
        }
        let words = format!("{} · {}", one.child, one.activity.1);
        lines.push(pair(words, scene.state(one.state), Ink::State(one.state)));
    }
    lines
}

/// That nothing is paid here, and where it is.
pub fn paying(scene: &Scene<'_>) -> Vec<Line> {
    let mut lines = vec![plain(scene.say(Phrase::NothingPaid), Ink::Strong)];
    lines.push(plain(scene.in_french(&scene.house.paying), Ink::Text));
    lines
}
