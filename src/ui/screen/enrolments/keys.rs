//! The keys of a child's rights and documents, and of what lies over them.

use crate::ui::key::Key;
use crate::ui::keymap::{Action, Binding, Label, bind, up_to};
use crate::ui::screen::household::keys::{LEAVE, PREVIOUS, WRITE};

/// The keys of the rights, where the commune asks for no document.
pub const LIST: &[Binding] = &[ENROL, CHANGE, STRIKE, MOVE];

/// The keys of the rights and of the documents.
pub const BOTH: &[Binding] = &[
    ENROL,
    CHANGE,
    STRIKE,
    bind(
        &[Key::Char('p')],
        Action::NoteReceived,
        Label::Hint("pièce reçue"),
        "noter reçue la pièce choisie, ou la première qui manque",
        "recue",
    ),
    bind(
        &[Key::Char('v')],
        Action::Validate,
        Label::Hint("valider"),
        "valider la pièce choisie, ou la première reçue",
        "valider",
    ),
    bind(
        &[Key::Char('r')],
        Action::Refuse,
        Label::Hint("refuser"),
        "refuser la pièce choisie, avec un motif",
        "refuser",
    ),
    MOVE,
];

const ENROL: Binding = bind(
    &[Key::Char('n')],
    Action::Create,
    Label::Footer("Inscrire"),
    "inscrire à une activité",
    "inscrire",
);

const CHANGE: Binding = bind(
    &[Key::Enter, Key::F(2)],
    Action::Edit,
    Label::Footer("Modifier"),
    "changer les jours de l’inscription choisie",
    "modifier",
);

const STRIKE: Binding = bind(
    &[Key::Delete],
    Action::Strike,
    Label::Footer("Retirer"),
    "retirer une inscription faite par erreur, une pièce notée par erreur",
    "retirer",
);

const MOVE: Binding = bind(
    &[Key::Up, Key::Down, Key::PageUp, Key::PageDown],
    Action::Move,
    Label::Hint("choisir"),
    "changer de ligne",
    "",
);

/// The keys of the reasons for which a document does not do.
pub const FAULTS: &[Binding] = &[
    bind(
        up_to(6),
        Action::Digit,
        Label::Hint("motif (sans Maj)"),
        "refuser la pièce pour ce motif, avec ou sans Maj",
        "",
    ),
    bind(&[Key::Esc], Action::Back, Label::Footer("Revenir"), "ne rien refuser", ""),
];

/// The keys of the form.
pub const FORM: &[Binding] = &[
    bind(
        &[Key::Tab, Key::Down, Key::Enter],
        Action::Next,
        Label::Hint("suivant"),
        "champ suivant",
        "",
    ),
    PREVIOUS,
    WRITE,
    LEAVE,
];

/// The keys of two versions of one right.
pub const VERSIONS: &[Binding] = &[
    bind(
        &[Key::F(9)],
        Action::Write,
        Label::Footer("Enregistrer la mienne"),
        "enregistrer ce qui est à l’écran par-dessus",
        "",
    ),
    bind(
        &[Key::Esc],
        Action::Back,
        Label::Footer("Garder l’autre"),
        "garder ce qui est enregistré",
        "",
    ),
];
