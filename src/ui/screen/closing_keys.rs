//! The keys of the closing of the till: while it is counted, explained, and closed for good.

use crate::ui::key::Key;
use crate::ui::keymap::{Action, Binding, DIGITS, Label, bind};

const NEXT: Binding = bind(
    &[Key::Enter],
    Action::Open,
    Label::Footer("Suivant"),
    "passer à la coupure ou au champ suivant",
    "",
);

const ZONE: Binding = bind(
    &[Key::Tab, Key::BackTab],
    Action::Next,
    Label::Hint("fond, motif"),
    "passer des coupures au fond laissé, puis au motif",
    "",
);

const CLOSE: Binding = bind(
    &[Key::F(9)],
    Action::Review,
    Label::Footer("Clôturer"),
    "clôturer la caisse\u{a0}: il faut ensuite taper CLOTURER",
    "valider",
);

/// The keys while notes and coins are counted.
pub const COUNTING: &[Binding] = &[
    bind(
        DIGITS,
        Action::Digit,
        Label::Footer("Nombre"),
        "taper le nombre de billets ou de pièces, avec ou sans Maj",
        "",
    ),
    bind(
        &[Key::Char(','), Key::Char('.')],
        Action::Comma,
        Label::Unseen,
        "séparer les euros des centimes du fond laissé",
        "",
    ),
    NEXT,
    bind(&[Key::Up, Key::Down], Action::Move, Label::Hint("coupure"), "changer de coupure", ""),
    bind(
        &[Key::Char('=')],
        Action::Usual,
        Label::Hint("même fond"),
        "laisser le fond de caisse habituel",
        "",
    ),
    ZONE,
    CLOSE,
];

/// The keys while the reason of a gap is typed.
pub const EXPLAINING: &[Binding] = &[
    NEXT,
    ZONE,
    CLOSE,
    bind(&[Key::Esc], Action::Back, Label::Footer("Compter"), "revenir au comptage", ""),
];

/// The keys of the last question.
pub const CONFIRMING: &[Binding] = &[
    bind(
        &[Key::Enter],
        Action::Accept,
        Label::Footer("Clôturer"),
        "clôturer pour de bon, une fois CLOTURER tapé",
        "",
    ),
    bind(
        &[Key::Esc],
        Action::Back,
        Label::Footer("Ne rien faire"),
        "revenir au comptage sans rien clôturer",
        "",
    ),
];

/// The keys of the question before a count is lost.
pub const LEAVING: &[Binding] = &[
    bind(
        &[Key::Char('o')],
        Action::Abandon,
        Label::Footer("Abandonner"),
        "abandonner le comptage et sortir",
        "",
    ),
    bind(&[Key::Esc], Action::Back, Label::Footer("Rester"), "continuer à compter", ""),
];
