//! The pages of a visit: each is one act, and says itself what its keys lead to.

use chrono::NaiveDate;

use super::days::Days;
use super::keys::{Binding, DAYS, DAYS_TO_READ, MENU, READING, TYPING, WELCOME};
use super::menu::Menu;
use super::reading::Reading;
use super::typing::Typing;
use super::words::{Language, Phrase};
use crate::desk::request::kiosk::{KioskDays, KioskRequest};
use crate::desk::view::kiosk::{KioskFamily, KioskHouse};
use crate::domain::ids::{ActivityId, ChildId};
use crate::domain::legend::Legend;
use crate::domain::people::DayState;
use crate::domain::time::Moment;

/// How a visitor reads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reader {
    /// In which language.
    pub language: Language,
    /// In large text.
    pub large: bool,
    /// With strong contrast.
    pub contrast: bool,
}

/// What every page may see.
#[derive(Clone, Copy, Debug)]
pub struct Scene<'a> {
    /// What time it is.
    pub now: Moment,
    /// The house.
    pub house: &'a KioskHouse,
    /// What the states of a day look like.
    pub legend: &'a Legend,
    /// How it is read.
    pub reader: Reader,
    /// Who is there.
    pub family: Option<&'a KioskFamily>,
    /// What it came for.
    pub wish: Wish,
    /// Columns and rows of the window.
    pub size: (u16, u16),
}

impl Scene<'_> {
    /// A phrase in the reader's language.
    pub fn say(&self, phrase: Phrase) -> &'static str {
        self.reader.language.say(phrase)
    }

    /// A phrase with its places filled.
    pub fn fill(&self, phrase: Phrase, places: &[(&str, &str)]) -> String {
        self.reader.language.fill(phrase, places)
    }

    /// A day, written out.
    pub fn date(&self, day: NaiveDate) -> String {
        self.reader.language.date(day, self.now.today())
    }

    /// A state of a day as the legend has it: in the commune's own French, or in another language.
    pub fn state(&self, state: DayState) -> String {
        let entry = self.legend.entry(state);
        let label = match self.reader.language {
            Language::French => entry.label.as_str(),
            other => other.state(state).1,
        };
        format!("{} {label}", entry.glyph)
    }

    /// A sentence of the rules: French, and said to be where that is not the reader's language.
    pub fn in_french(&self, sentence: &str) -> String {
        if self.reader.language == Language::French {
            sentence.to_owned()
        } else {
            self.fill(Phrase::InFrench, &[("text", sentence)])
        }
    }
}

/// Why somebody signs in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Wish {
    /// To see what there is.
    #[default]
    Menu,
    /// To book days or give them back.
    Days,
    /// To read.
    Sheets,
}

/// What a key leads to.
#[derive(Clone, Debug, PartialEq)]
pub enum Go {
    /// Nothing new.
    Stay,
    /// That page.
    Page(Page),
    /// That page, and a sentence with it.
    Told(Page, Phrase),
    /// The desk.
    Ask(KioskRequest),
    /// What the visitor came for, once it has signed in.
    Wish(Wish),
    /// Another language.
    Speak(Language),
    /// The family's menu, or the end where there is no family.
    Home,
    /// The end.
    Leave,
    /// A sentence about what is in sight.
    Say(Said),
}

/// A sentence on the row above the keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// Of the catalogue.
    Phrase(Phrase),
    /// Of the rules, in French.
    Rule(String),
}

/// A page.
#[derive(Clone, Debug, PartialEq)]
pub enum Page {
    /// Choices.
    Menu(Menu),
    /// One field.
    Typing(Typing),
    /// Something to read.
    Reading(Reading),
    /// A month of days.
    Days(Box<Days>),
}

impl Page {
    /// The keys of a page.
    pub fn table(&self, house: &KioskHouse) -> &'static [Binding] {
        match self {
            Self::Menu(menu) if menu.is_welcome() => WELCOME,
            Self::Menu(_) => MENU,
            Self::Typing(_) => TYPING,
            Self::Reading(_) => READING,
            Self::Days(_) if house.read_only => DAYS_TO_READ,
            Self::Days(_) => DAYS,
        }
    }
}

/// What is asked to see a month of a child's days.
pub const fn month(
    child: Option<ChildId>,
    activity: Option<ActivityId>,
    month: NaiveDate,
) -> KioskRequest {
    KioskRequest::OpenDays(KioskDays { child, activity, month })
}
