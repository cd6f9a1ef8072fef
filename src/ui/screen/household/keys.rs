//! The keys of a form, and of what lies over the form of a household.

use crate::ui::key::Key;
use crate::ui::keymap::{Action, Binding, Label, bind};
use crate::ui::screen::channel::{COUNTER, MAIL, PHONE};

/// The next field; Entrée also adds, on a line that adds.
pub const ENTER: Binding = bind(
    &[Key::Enter],
    Action::Open,
    Label::Hint("suivant"),
    "champ suivant\u{a0}; ajoute sur une ligne «\u{a0}+\u{a0}»",
    "",
);

/// The next field.
pub const NEXT: Binding =
    bind(&[Key::Tab, Key::Down], Action::Next, Label::Unseen, "champ suivant", "");

/// The field before.
pub const PREVIOUS: Binding = bind(
    &[Key::BackTab, Key::Up],
    Action::Previous,
    Label::Hint("précédent"),
    "champ précédent",
    "",
);

/// Keeps what was typed.
pub const WRITE: Binding = bind(
    &[Key::F(9)],
    Action::Write,
    Label::Footer("Enregistrer"),
    "enregistrer ce qui est saisi",
    "enregistrer",
);

/// Leaves the form.
pub const LEAVE: Binding = bind(
    &[Key::Esc],
    Action::Back,
    Label::Footer("Revenir"),
    "revenir\u{a0}; demande avant de perdre une saisie",
    "",
);

/// The keys of the form of a household.
pub const FORM: &[Binding] = &[
    ENTER,
    NEXT,
    PREVIOUS,
    bind(
        &[Key::PageDown, Key::PageUp],
        Action::Section,
        Label::Hint("personne"),
        "aller à la personne suivante ou précédente",
        "",
    ),
    bind(
        &[Key::F(2)],
        Action::History,
        Label::Footer("Historique"),
        "ce que ce champ a contenu, quand et par qui",
        "historique",
    ),
    WRITE,
    LEAVE,
];

/// The keys of the question before what is typed is lost.
pub const LEAVING: &[Binding] = &[
    bind(
        &[Key::Char('o')],
        Action::Abandon,
        Label::Footer("Abandonner"),
        "abandonner ce qui est saisi",
        "",
    ),
    bind(&[Key::Esc], Action::Back, Label::Footer("Garder"), "garder la saisie et continuer", ""),
];

/// The keys of the families that look alike.
pub const ALIKE: &[Binding] = &[
    bind(
        &[Key::Enter],
        Action::Open,
        Label::Footer("Ouvrir"),
        "c’est elle\u{a0}: ouvrir cette fiche",
        "",
    ),
    bind(
        &[Key::Char('c')],
        Action::Apart,
        Label::Footer("Créer quand même"),
        "c’est une autre famille\u{a0}: la créer",
        "",
    ),
    bind(
        &[Key::Up, Key::Down, Key::PageUp, Key::PageDown],
        Action::Move,
        Label::Hint("choisir"),
        "changer de famille",
        "",
    ),
    bind(&[Key::Esc], Action::Back, Label::Footer("Revenir"), "revenir à la saisie", ""),
];

/// The keys of two versions side by side.
pub const VERSIONS: &[Binding] = &[
    bind(
        &[Key::Left, Key::Right],
        Action::Toggle,
        Label::Hint("prendre l’une ou l’autre"),
        "prendre ce qui est saisi (←) ou ce qui est enregistré (→)",
        "",
    ),
    bind(
        &[Key::Up, Key::Down, Key::PageUp, Key::PageDown],
        Action::Move,
        Label::Hint("champ"),
        "changer de champ",
        "",
    ),
    bind(
        &[Key::F(9)],
        Action::Write,
        Label::Footer("Enregistrer"),
        "enregistrer les versions choisies",
        "",
    ),
    bind(
        &[Key::Esc],
        Action::Back,
        Label::Footer("Revenir"),
        "revenir à la saisie, rien n’est écrit",
        "",
    ),
];

/// The keys of what a field held.
pub const PAST: &[Binding] = &[
    bind(
        &[Key::Up, Key::Down, Key::PageUp, Key::PageDown],
        Action::Move,
        Label::Hint("défiler"),
        "défiler d’une ligne ou de dix",
        "",
    ),
    bind(&[Key::Esc, Key::F(2)], Action::Back, Label::Footer("Fermer"), "revenir à la saisie", ""),
];

/// The keys of the question how the family asked for the change.
pub const ASKED: &[Binding] = &[
    bind(&[Key::Enter], Action::Write, Label::Footer("Guichet"), "demandé au guichet", ""),
    COUNTER,
    MAIL,
    PHONE,
    bind(&[Key::Esc], Action::Back, Label::Footer("Revenir"), "revenir à la saisie", ""),
];
