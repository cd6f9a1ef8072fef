//! Pages of choices: a question, maybe something to read above it, and the answers by their digits.

use super::days::Days;
use super::lines::{Ink, Line, plain};
use super::page::{Go, Page, Scene, Wish, month};
use super::reading::{Reading, Text};
use super::review::{household, review};
use super::typing::{Typing, Wanted};
use super::words::{Language, Phrase};
use crate::desk::request::kiosk::{ChangeSubject, KioskPage, KioskRequest};
use crate::desk::view::{BookingReview, CalendarView};
use crate::domain::household::Household;
use crate::ui::key::Key;
use crate::ui::table::moved;

/// What is asked.
#[derive(Clone, Debug, PartialEq)]
pub enum Question {
    /// What one came for.
    Welcome,
    /// In which language.
    Language,
    /// Whether id and password are known.
    Entrance,
    /// Whether the terms of use are accepted: where they are read, and which.
    Terms(String, String),
    /// Whether that is the household.
    Verify(Box<Household>),
    /// What the family wants.
    Family,
    /// Which child.
    Children,
    /// Which of a child's activities.
    Activities(Box<CalendarView>),
    /// What to read.
    Sheets,
    /// What a change is about.
    Subjects,
    /// Whether days that were chosen are given up.
    Dropping(Box<Days>),
    /// Whether what was reviewed is written.
    Review(Box<Days>, Box<BookingReview>),
}

/// A page of choices.
#[derive(Clone, Debug, PartialEq)]
pub struct Menu {
    /// What is asked.
    pub question: Question,
    /// Which choice is highlighted.
    pub chosen: usize,
    /// The first line in sight of what is read above.
    pub first: usize,
}

/// One of the choices.
pub struct Choice {
    /// Its words.
    pub words: String,
    /// Where it leads to.
    pub go: Go,
}

fn choice(words: impl Into<String>, go: Go) -> Choice {
    Choice { words: words.into(), go }
}

/// A page that asks.
pub fn ask(question: Question) -> Page {
    Page::Menu(Menu { question, chosen: 0, first: 0 })
}

/// What a change can be about, and how that is called.
const SUBJECTS: [(ChangeSubject, Phrase); 6] = [
    (ChangeSubject::Address, Phrase::Address),
    (ChangeSubject::Phone, Phrase::Phone),
    (ChangeSubject::Email, Phrase::Email),
    (ChangeSubject::Household, Phrase::Household),
    (ChangeSubject::Quotient, Phrase::Quotient),
    (ChangeSubject::Other, Phrase::Other),
];

/// What can be read, and how that is called.
pub const SHEETS: [(KioskPage, Phrase); 5] = [
    (KioskPage::Bookings, Phrase::Bookings),
    (KioskPage::Invoices, Phrase::Invoices),
    (KioskPage::Receipts, Phrase::Receipts),
    (KioskPage::Tariffs, Phrase::Tariffs),
    (KioskPage::Documents, Phrase::Documents),
];

impl Menu {
    /// Whether it is the first page.
    pub const fn is_welcome(&self) -> bool {
        matches!(self.question, Question::Welcome)
    }

    /// What is asked, in words.
    pub fn heading(&self, scene: &Scene<'_>) -> String {
        let phrase = match &self.question {
            Question::Welcome => Phrase::Welcome,
            Question::Language => Phrase::WhichLanguage,
            Question::Entrance => Phrase::Entrance,
            Question::Terms(..) => Phrase::Terms,
            Question::Verify(_) => Phrase::IsItRight,
            Question::Family => Phrase::WhatNow,
            Question::Children => Phrase::WhichChild,
            Question::Activities(_) => Phrase::WhichActivity,
            Question::Sheets => Phrase::WhatToRead,
            Question::Subjects => Phrase::WhichSubject,
            Question::Dropping(_) => Phrase::DropDays,
            Question::Review(_, review) if review.is_empty() => Phrase::NothingToWrite,
            Question::Review(..) => Phrase::WriteDays,
        };
        scene.say(phrase).to_owned()
    }

    /// What is read above the choices.
    pub fn text(&self, scene: &Scene<'_>) -> Vec<Line> {
        match &self.question {
            Question::Terms(place, version) => {
                let places = [("place", place.as_str()), ("version", version.as_str())];
                vec![plain(scene.fill(Phrase::TermsText, &places), Ink::Text)]
            }
            Question::Verify(household_) => household(household_, scene),
            Question::Family => family(scene),
            Question::Dropping(days) => {
                let count = days.pending().len();
                let days = scene.reader.language.count(count, Phrase::OneDay, Phrase::ManyDays);
                vec![plain(scene.fill(Phrase::DropText, &[("days", &days)]), Ink::Text)]
            }
            Question::Review(_, shown) => review(shown, scene),
            Question::Entrance => entrance_text(scene),
            Question::Subjects => vec![plain(scene.say(Phrase::SubjectText), Ink::Quiet)],
            _ => Vec::new(),
        }
    }

    /// The choices.
    pub fn choices(&self, scene: &Scene<'_>) -> Vec<Choice> {
        let said = |phrase: Phrase, go: Go| choice(scene.say(phrase), go);
        match &self.question {
            Question::Welcome => vec![
                said(Phrase::BookDays, Go::Wish(Wish::Days)),
                said(Phrase::ReadSheets, Go::Wish(Wish::Sheets)),
                said(Phrase::AskHelp, Go::Ask(KioskRequest::AskHelp)),
                said(Phrase::Languages, Go::Page(ask(Question::Language))),
            ],
            Question::Language => {
                Language::ALL.map(|one| choice(one.name(), Go::Speak(one))).into()
            }
            Question::Entrance => entrance(scene),
            Question::Terms(..) => vec![
                said(Phrase::Accept, Go::Ask(KioskRequest::AcceptTerms)),
                said(Phrase::RefuseTerms, Go::Leave),
            ],
            Question::Verify(_) => vec![
                said(Phrase::ItIsRight, Go::Ask(KioskRequest::ConfirmHousehold)),
                said(Phrase::ItIsWrong, Go::Ask(KioskRequest::DoubtHousehold)),
            ],
            Question::Family => family_choices(scene),
            Question::Children => (scene.family.into_iter())
                .flat_map(|family| &family.children)
                .map(|(id, given)| {
                    let ask = month(Some(*id), None, scene.now.today());
                    choice(given.clone(), Go::Ask(ask))
                })
                .collect(),
            Question::Activities(view) => (view.activities.iter())
                .map(|(id, label)| {
                    let ask = month(view.child, Some(*id), scene.now.today());
                    choice(label.clone(), Go::Ask(ask))
                })
                .collect(),
            Question::Sheets => (SHEETS.iter())
                .map(|(page, phrase)| said(*phrase, Go::Ask(KioskRequest::Consult(*page))))
                .collect(),
            Question::Subjects => (SUBJECTS.iter())
                .map(|(subject, phrase)| {
                    said(*phrase, Go::Page(Typing::page(Wanted::Change(*subject))))
                })
                .collect(),
            Question::Dropping(days) => vec![
                said(Phrase::KeepDays, Go::Page(Page::Days(days.clone()))),
                said(Phrase::GiveDaysUp, Go::Home),
            ],
            Question::Review(days, review) => review_choices(scene, days, review),
        }
    }

    /// The page before.
    pub fn back(&self, scene: &Scene<'_>) -> Go {
        match &self.question {
            Question::Welcome => Go::Stay,
            Question::Language
            | Question::Entrance
            | Question::Terms(..)
            | Question::Verify(_)
            | Question::Family => Go::Leave,
            Question::Children | Question::Sheets | Question::Subjects => Go::Home,
            Question::Activities(_) => match scene.family {
                Some(family) if family.children.len() > 1 => Go::Page(ask(Question::Children)),
                _ => Go::Home,
            },
            Question::Dropping(days) | Question::Review(days, _) => {
                Go::Page(Page::Days(days.clone()))
            }
        }
    }

    /// An arrow: the highlight moves; a page key: what is read above does.
    pub fn moves(&mut self, key: Key, scene: &Scene<'_>) {
        match key {
            Key::PageUp | Key::PageDown => {
                let lines = self.text(scene).len();
                self.first = moved(self.first, lines, key);
            }
            _ => self.chosen = moved(self.chosen, self.choices(scene).len(), key),
        }
    }

    /// Where the choice of a digit, or else the highlighted one, leads to.
    pub fn choose(&mut self, number: Option<usize>, scene: &Scene<'_>) -> Go {
        let mut choices = self.choices(scene);
        let place = number.unwrap_or(self.chosen);
        if place >= choices.len() {
            return Go::Stay;
        }
        self.chosen = place;
        choices.swap_remove(place).go
    }
}

/// Who knows id and password, and who does not.
fn entrance(scene: &Scene<'_>) -> Vec<Choice> {
    let said = |phrase: Phrase, go: Go| choice(scene.say(phrase), go);
    vec![
        said(Phrase::IKnowThem, Go::Page(Typing::page(Wanted::Login))),
        said(Phrase::IForgot, Go::Page(Reading::page(Text::Forgotten))),
        said(Phrase::AskHelp, Go::Ask(KioskRequest::AskHelp)),
    ]
}

fn family_choices(scene: &Scene<'_>) -> Vec<Choice> {
    let said = |phrase: Phrase, go: Go| choice(scene.say(phrase), go);
    let days = if scene.house.read_only { Phrase::SeeDays } else { Phrase::BookDays };
    vec![
        said(days, Go::Wish(Wish::Days)),
        said(Phrase::ReadSheets, Go::Wish(Wish::Sheets)),
        said(Phrase::AskChange, Go::Page(ask(Question::Subjects))),
        said(Phrase::ChangePassword, Go::Page(Typing::page(Wanted::Old))),
        said(Phrase::AskHelp, Go::Ask(KioskRequest::AskHelp)),
        said(Phrase::ReadNotice, Go::Page(Reading::page(Text::Notice))),
    ]
}

/// What there is to pay and to hand in, and where.
fn family(scene: &Scene<'_>) -> Vec<Line> {
    use crate::domain::money::Cents;
    let Some(family) = scene.family else { return Vec::new() };
    let mut lines = Vec::new();
    if family.due > Cents::ZERO {
        let due = family.due.to_string();
        lines.push(plain(scene.fill(Phrase::Due, &[("amount", &due)]), Ink::Alert));
    }
    if family.documents > 0 {
        let count = scene.reader.language.count(
            family.documents,
            Phrase::OneDocument,
            Phrase::ManyDocuments,
        );
        lines.push(plain(count, Ink::Alert));
    }
    lines
}

fn review_choices(scene: &Scene<'_>, days: &Days, review: &BookingReview) -> Vec<Choice> {
    let back = choice(scene.say(Phrase::BackToDays), Go::Page(Page::Days(Box::new(days.clone()))));
    if review.is_empty() {
        return vec![back];
    }
    let confirm = KioskRequest::ConfirmDays(Box::new(review.clone()));
    vec![choice(scene.say(Phrase::YesWrite), Go::Ask(confirm)), back]
}

/// Where the id and the secret come from; the demonstration's own, so that one can try.
fn entrance_text(scene: &Scene<'_>) -> Vec<Line> {
    let demo = scene.house.demo_family.as_ref().map(|(login, code)| {
        let known = [("login", login.as_str()), ("code", code.as_str())];
        plain(scene.fill(Phrase::DemoFamily, &known), Ink::Strong)
    });
    [plain(scene.say(Phrase::EntranceText), Ink::Quiet)].into_iter().chain(demo).collect()
}
