//! The keys of the kiosk: one table a kind of page feeds the dispatcher, the footer and the tests.
//!
//! No function key, nothing with Alt or `AltGr`, and no word of an agent's.

use super::words::Phrase;
use crate::ui::key::{Key, digit};

/// What a key means on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// The visit is over, at once.
    Leave,
    /// The choice of that digit.
    Digit,
    /// The highlight, the text or the cursor goes that way.
    Move,
    /// What is highlighted, typed or read is dealt with.
    Continue,
    /// One page back.
    Back,
    /// Large text, or small again.
    Larger,
    /// Strong contrast, or none again.
    Contrast,
    /// What becomes of the data.
    Notice,
    /// Another month.
    Month,
    /// Book the day or give it back.
    Toggle,
    /// Whoever looks after the kiosk.
    Admin,
}

/// Where the footer shows a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// Among the keys of the page.
    Here(Phrase),
    /// At the right end, always.
    Last(Phrase),
    /// On the row above, as a comfort.
    Above(Phrase),
    /// Nowhere.
    Nowhere,
}

/// Keys of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Binding {
    /// The keys.
    pub keys: &'static [Key],
    /// How they read; empty where the page says it.
    pub label: &'static str,
    /// What they do.
    pub act: Act,
    /// Where that is said.
    pub shown: Shown,
}

impl Binding {
    /// Whether a click on its words is its first key: all its keys do the same.
    pub const fn is_one_button(&self) -> bool {
        !matches!(self.act, Act::Digit | Act::Move | Act::Month)
    }
}

const fn bind(keys: &'static [Key], label: &'static str, act: Act, shown: Shown) -> Binding {
    Binding { keys, label, act, shown }
}

const DIGITS: &[Key] = &[
    Key::Char('1'),
    Key::Char('2'),
    Key::Char('3'),
    Key::Char('4'),
    Key::Char('5'),
    Key::Char('6'),
    Key::Char('7'),
    Key::Char('8'),
    Key::Char('9'),
];

const CHOOSE: Binding = bind(DIGITS, "", Act::Digit, Shown::Here(Phrase::KeyChoose));
const ENTER: Binding =
    bind(&[Key::Enter], "Entrée", Act::Continue, Shown::Here(Phrase::KeyContinue));
const BACK: Binding = bind(&[Key::Char('0')], "0", Act::Back, Shown::Here(Phrase::KeyBack));
const BACK_ABOVE: Binding = bind(&[Key::Char('0')], "0", Act::Back, Shown::Above(Phrase::KeyBack));
const LEAVE: Binding = bind(&[Key::Esc], "Échap", Act::Leave, Shown::Last(Phrase::KeyLeave));
const LARGER: Binding = bind(&[Key::Char('+')], "+", Act::Larger, Shown::Above(Phrase::KeyLarger));
const CONTRAST: Binding =
    bind(&[Key::Char('*')], "*", Act::Contrast, Shown::Above(Phrase::KeyContrast));
const UP_DOWN: &[Key] = &[Key::Up, Key::Down];

/// The digits of the four choices of the welcome page; the fifth is the notice's.
const FOUR: &[Key] = &[Key::Char('1'), Key::Char('2'), Key::Char('3'), Key::Char('4')];

/// The keys of the welcome page.
pub const WELCOME: &[Binding] = &[
    bind(FOUR, "", Act::Digit, Shown::Here(Phrase::KeyChoose)),
    bind(UP_DOWN, "↑ ↓", Act::Move, Shown::Nowhere),
    ENTER,
    bind(&[Key::Char('?'), Key::Char('5')], "?", Act::Notice, Shown::Here(Phrase::KeyNotice)),
    LARGER,
    CONTRAST,
    bind(&[Key::Ctrl('q')], "Ctrl+Q", Act::Admin, Shown::Nowhere),
    LEAVE,
];

/// The keys of a menu.
pub const MENU: &[Binding] = &[
    CHOOSE,
    bind(UP_DOWN, "↑ ↓", Act::Move, Shown::Nowhere),
    bind(&[Key::PageUp, Key::PageDown], "Pg.suiv.", Act::Move, Shown::Nowhere),
    ENTER,
    BACK,
    LARGER,
    CONTRAST,
    LEAVE,
];

/// The keys where something is typed: every character is text.
pub const TYPING: &[Binding] =
    &[ENTER, bind(&[Key::Up], "↑", Act::Back, Shown::Here(Phrase::KeyBack)), LEAVE];

/// The keys of what is read.
pub const READING: &[Binding] = &[
    ENTER,
    bind(
        &[Key::Up, Key::Down, Key::PageUp, Key::PageDown],
        "↑ ↓",
        Act::Move,
        Shown::Here(Phrase::KeyRead),
    ),
    BACK,
    LARGER,
    CONTRAST,
    LEAVE,
];

/// The keys of a month of days.
pub const DAYS: &[Binding] = &[
    bind(
        &[Key::Left, Key::Up, Key::Down, Key::Right],
        "←↑↓→",
        Act::Move,
        Shown::Here(Phrase::KeyChoose),
    ),
    bind(&[Key::Char(' ')], "Espace", Act::Toggle, Shown::Here(Phrase::KeyToggle)),
    bind(&[Key::Enter], "Entrée", Act::Continue, Shown::Here(Phrase::KeyCheck)),
    BACK_ABOVE,
    bind(&[Key::PageUp, Key::PageDown], "Pg.suiv.", Act::Month, Shown::Nowhere),
    LARGER,
    CONTRAST,
    LEAVE,
];

/// The same where families change nothing.
pub const DAYS_TO_READ: &[Binding] = &[
    bind(
        &[Key::Left, Key::Up, Key::Down, Key::Right],
        "←↑↓→",
        Act::Move,
        Shown::Here(Phrase::KeyChoose),
    ),
    bind(&[Key::Enter], "Entrée", Act::Continue, Shown::Here(Phrase::KeyAsk)),
    BACK_ABOVE,
    bind(&[Key::PageUp, Key::PageDown], "Pg.suiv.", Act::Month, Shown::Nowhere),
    LARGER,
    CONTRAST,
    LEAVE,
];

/// What a key means by a table.
pub fn find(table: &[Binding], key: Key) -> Option<Act> {
    table.iter().find(|binding| binding.keys.contains(&key)).map(|binding| binding.act)
}

/// A key where nothing is typed: the number row gives digits with and without Maj, and so do `?`
/// and `+`.
pub fn without_shift(key: Key) -> Key {
    match key {
        Key::Char(',') => Key::Char('?'),
        Key::Char('=') => Key::Char('+'),
        _ => {
            let number = digit(key).and_then(|number| char::from_digit(number, 10));
            number.map_or(key, Key::Char)
        }
    }
}
