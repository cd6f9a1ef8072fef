//! The keys of the calendar: of the month, and of each panel that lies over it.

use crate::ui::key::Key;
use crate::ui::keymap::{Action, Binding, DIGITS, Label, bind};

/// The keys of the month.
pub const MONTH: &[Binding] = &[
    bind(
        &[Key::Left, Key::Right, Key::Up, Key::Down],
        Action::Move,
        Label::Unseen,
        "aller d’un jour ou d’une semaine",
        "",
    ),
    bind(DIGITS, Action::Digit, Label::Hint("jour"), "aller au jour (17), avec ou sans Maj", ""),
    bind(
        &[Key::PageUp, Key::PageDown],
        Action::Month,
        Label::Hint("mois"),
        "aller d’un mois, au même jour",
        "",
    ),
    bind(
        &[Key::Home, Key::End],
        Action::Edge,
        Label::Unseen,
        "aller au premier ou au dernier jour ouvert du mois",
        "",
    ),
    bind(
        &[Key::Char('a')],
        Action::WaitingList,
        Label::Unseen,
        "voir qui attend une place libre, et la donner",
        "",
    ),
    bind(&[Key::Char('j')], Action::Today, Label::Unseen, "aller à aujourd’hui", "aujourdhui"),
    bind(&[Key::Tab], Action::Next, Label::Hint("activité"), "activité suivante", "activite"),
    bind(&[Key::BackTab], Action::Previous, Label::Unseen, "activité précédente", ""),
    bind(&[Key::Char('e')], Action::NextChild, Label::Hint("enfant"), "enfant suivant", "enfant"),
    bind(
        &[Key::Char('p')],
        Action::Range,
        Label::Hint("plage"),
        "commencer une plage de jours, puis flèches et P",
        "plage",
    ),
    bind(
        &[Key::ShiftLeft, Key::ShiftRight, Key::ShiftUp, Key::ShiftDown],
        Action::Extend,
        Label::Unseen,
        "étendre la plage d’un jour ou d’une semaine",
        "",
    ),
    bind(
        &[Key::Char('c')],
        Action::Column,
        Label::Hint("colonne"),
        "cocher ce jour de chaque semaine du mois, ou l’inverse",
        "colonne",
    ),
    bind(
        &[Key::Char('i')],
        Action::Why,
        Label::Hint("pourquoi\u{a0}?"),
        "pourquoi ce jour est ainsi",
        "pourquoi",
    ),
    bind(
        &[Key::Char('t')],
        Action::NextType,
        Label::Unseen,
        "type d’activités suivant (PERI, EXTRA, SPORT…), puis toutes",
        "type",
    ),
    bind(
        &[Key::Char('d')],
        Action::Enrolments,
        Label::Unseen,
        "droits et pièces de l’enfant, à ce qui manque au jour choisi",
        "droits",
    ),
    bind(
        &[Key::Char(' ')],
        Action::Toggle,
        Label::Footer("Cocher"),
        "réserver le jour ou le rendre, à valider ensuite",
        "",
    ),
    bind(
        &[Key::Ctrl('z')],
        Action::Undo,
        Label::Footer("Annuler"),
        "annuler le dernier geste, une plage d’un coup",
        "annuler",
    ),
    bind(
        &[Key::Ctrl('y')],
        Action::Redo,
        Label::Unseen,
        "refaire ce que Ctrl+Z a annulé",
        "refaire",
    ),
    bind(&[Key::Delete], Action::UndoAll, Label::Unseen, "tout décocher", "decocher"),
    bind(
        &[Key::F(9)],
        Action::Review,
        Label::Footer("Valider"),
        "voir le bilan avant d’enregistrer",
        "valider",
    ),
];

/// The keys of the reasons.
pub const WHY: &[Binding] = &[bind(
    &[Key::Enter, Key::Char('i')],
    Action::Back,
    Label::Footer("Fermer"),
    "revenir au mois",
    "",
)];

/// The keys of the question before changes are lost.
pub const LEAVING: &[Binding] = &[
    bind(
        &[Key::Char('o')],
        Action::Abandon,
        Label::Footer("Abandonner"),
        "abandonner les changements et sortir",
        "",
    ),
    bind(&[Key::Esc], Action::Back, Label::Footer("Rester"), "rester sur le mois", ""),
];

/// The keys of the review.
pub const REVIEW: &[Binding] = &[
    bind(
        &[Key::Enter],
        Action::Open,
        Label::Footer("Enregistrer"),
        "enregistrer ce bilan, tout ou rien",
        "",
    ),
    bind(
        &[Key::Esc],
        Action::Back,
        Label::Footer("Revenir au mois"),
        "revenir au mois, les changements y restent",
        "",
    ),
    bind(
        &[Key::Up, Key::Down, Key::PageUp, Key::PageDown],
        Action::Move,
        Label::Hint("défiler"),
        "défiler d’une ligne ou de dix",
        "",
    ),
];
