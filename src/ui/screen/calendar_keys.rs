//! The keys of the calendar: of each view, and of each panel that lies over it. The views share
//! their rows, and differ in what an arrow, a page or a column means.

use super::channel::{COUNTER, MAIL, PHONE};
use crate::desk::view::Span;
use crate::ui::key::Key;
use crate::ui::keymap::{Action, Binding, DIGITS, Label, PAY, WHY, bind, up_to};

/// The keys of a view.
pub const fn keys_of(span: Span) -> &'static [Binding] {
    match span {
        Span::Month => MONTH,
        Span::Week => WEEK,
        Span::Year => YEAR,
        Span::Activities => ACTIVITIES,
        Span::Siblings => SIBLINGS,
    }
}

/// What the arrows do, where they lead from day to day.
const fn arrows(help: &'static str) -> Binding {
    bind(&[Key::Left, Key::Right, Key::Up, Key::Down], Action::Move, Label::Unseen, help, "")
}

/// A key that the line above the footer has no room for.
const fn unseen(binding: Binding) -> Binding {
    Binding { label: Label::Unseen, ..binding }
}

/// What turns the page.
const fn page(hint: &'static str, help: &'static str) -> Binding {
    bind(&[Key::PageUp, Key::PageDown], Action::Month, Label::Hint(hint), help, "")
}

const fn edge(help: &'static str) -> Binding {
    bind(&[Key::Home, Key::End], Action::Edge, Label::Unseen, help, "")
}

const fn extend(help: &'static str) -> Binding {
    bind(
        &[Key::ShiftLeft, Key::ShiftRight, Key::ShiftUp, Key::ShiftDown],
        Action::Extend,
        Label::Unseen,
        help,
        "",
    )
}

const fn column(help: &'static str) -> Binding {
    bind(&[Key::Char('c')], Action::Column, Label::Unseen, help, "colonne")
}

const fn siblings(hint: &'static str, help: &'static str) -> Binding {
    bind(&[Key::Char('f')], Action::Siblings, Label::Hint(hint), help, "fratrie")
}

/// The days of the week, with and without Shift, and on the keypad.
const WEEKDAYS: Binding = bind(
    up_to(7),
    Action::Digit,
    Label::Hint("jour"),
    "aller au jour de la semaine (1 lundi, 7 dimanche), avec ou sans Maj",
    "",
);

const VIEW: Binding = bind(
    &[Key::Char('v')],
    Action::View,
    Label::Hint("vue"),
    "voir le mois, la semaine, l’année ou les activités, au même jour",
    "vue",
);

const PRINT: Binding = bind(
    &[Key::F(7)],
    Action::Print,
    Label::Hint("imprimer"),
    "imprimer l’année, telle qu’elle est enregistrée",
    "imprimer",
);

const DIGIT: Binding =
    bind(DIGITS, Action::Digit, Label::Hint("jour"), "aller au jour (17), avec ou sans Maj", "");

const WAITING: Binding = bind(
    &[Key::Char('a')],
    Action::WaitingList,
    Label::Unseen,
    "voir qui attend une place libre, et la donner",
    "",
);

const TODAY: Binding =
    bind(&[Key::Char('j')], Action::Today, Label::Unseen, "aller à aujourd’hui", "aujourdhui");

const NEXT: Binding =
    bind(&[Key::Tab], Action::Next, Label::Hint("activité"), "activité suivante", "activite");

const PREVIOUS: Binding =
    bind(&[Key::BackTab], Action::Previous, Label::Unseen, "activité précédente", "");

const CHILD: Binding =
    bind(&[Key::Char('e')], Action::NextChild, Label::Hint("enfant"), "enfant suivant", "enfant");

const RANGE: Binding = bind(
    &[Key::Char('p')],
    Action::Range,
    Label::Hint("plage"),
    "commencer une plage de jours, puis flèches et P",
    "plage",
);

const TYPES: Binding = bind(
    &[Key::Char('t')],
    Action::NextType,
    Label::Unseen,
    "type d’activités suivant (PERI, EXTRA, SPORT…), puis toutes",
    "type",
);

const RIGHTS: Binding = bind(
    &[Key::Char('d')],
    Action::Enrolments,
    Label::Unseen,
    "droits et pièces de l’enfant, à ce qui manque au jour choisi",
    "droits",
);

const TOGGLE: Binding = bind(
    &[Key::Char(' ')],
    Action::Toggle,
    Label::Footer("Cocher"),
    "réserver le jour ou le rendre, à valider ensuite",
    "",
);

const PATTERN: Binding = bind(
    &[Key::Char('m')],
    Action::Pattern,
    Label::Unseen,
    "cocher une semaine type et l’appliquer à l’année ou à une période",
    "semaine",
);

const GIVE_BACK: Binding = bind(
    &[Key::Char('x')],
    Action::GiveBackPeriod,
    Label::Unseen,
    "annuler une période de l’enfant\u{a0}: dates, vacances ou année",
    "periode",
);

const COPY: Binding = bind(
    &[Key::Char('r')],
    Action::CopySibling,
    Label::Unseen,
    "recopier les jours d’un frère ou d’une sœur",
    "recopier",
);

const UNDO: Binding = bind(
    &[Key::Ctrl('z')],
    Action::Undo,
    Label::Footer("Annuler"),
    "annuler le dernier geste, une plage d’un coup",
    "annuler",
);

const REDO: Binding = bind(
    &[Key::Ctrl('y')],
    Action::Redo,
    Label::Unseen,
    "refaire ce que Ctrl+Z a annulé",
    "refaire",
);

const UNDO_ALL: Binding =
    bind(&[Key::Delete], Action::UndoAll, Label::Unseen, "tout décocher", "decocher");

const REVIEWS: Binding = bind(
    &[Key::F(9)],
    Action::Review,
    Label::Footer("Valider"),
    "voir le bilan avant d’enregistrer",
    "valider",
);

/// The keys of the month.
const MONTH: &[Binding] = &[
    arrows("aller d’un jour ou d’une semaine"),
    DIGIT,
    page("mois", "aller d’un mois, au même jour"),
    VIEW,
    edge("aller au premier ou au dernier jour ouvert du mois"),
    WAITING,
    TODAY,
    NEXT,
    PREVIOUS,
    CHILD,
    PATTERN,
    GIVE_BACK,
    COPY,
    RANGE,
    extend("étendre la plage d’un jour ou d’une semaine"),
    column("cocher ce jour de chaque semaine du mois, ou l’inverse"),
    WHY,
    TYPES,
    RIGHTS,
    TOGGLE,
    UNDO,
    REDO,
    UNDO_ALL,
    REVIEWS,
];

/// The keys of the week.
const WEEK: &[Binding] = &[
    arrows("aller d’un jour ou d’une activité"),
    WEEKDAYS,
    page("semaine", "aller d’une semaine, au même jour"),
    VIEW,
    edge("aller au premier ou au dernier jour ouvert de la semaine"),
    WAITING,
    TODAY,
    NEXT,
    PREVIOUS,
    CHILD,
    PATTERN,
    GIVE_BACK,
    COPY,
    RANGE,
    extend("étendre la plage d’un jour ou d’une activité"),
    column("cocher ce jour à chaque activité, ou l’inverse"),
    WHY,
    TYPES,
    RIGHTS,
    TOGGLE,
    UNDO,
    REDO,
    UNDO_ALL,
    REVIEWS,
];

/// The keys of the school year.
const YEAR: &[Binding] = &[
    arrows("aller d’un jour ou d’un mois"),
    unseen(DIGIT),
    page("année", "aller d’une année scolaire, au même jour"),
    VIEW,
    PRINT,
    edge("aller au premier ou au dernier jour ouvert du mois"),
    WAITING,
    TODAY,
    unseen(NEXT),
    PREVIOUS,
    unseen(CHILD),
    PATTERN,
    GIVE_BACK,
    COPY,
    unseen(RANGE),
    extend("étendre la plage d’un jour ou d’un mois"),
    column("cocher ce jour de chaque semaine de l’année, ou l’inverse"),
    WHY,
    TYPES,
    RIGHTS,
    TOGGLE,
    UNDO,
    REDO,
    UNDO_ALL,
    REVIEWS,
];

/// The keys of the month of all activities.
const ACTIVITIES: &[Binding] = &[
    arrows("aller d’un jour ou d’une activité"),
    DIGIT,
    page("mois", "aller d’un mois, au même jour"),
    VIEW,
    siblings("fratrie", "voir les frères et sœurs à cette activité"),
    edge("aller au premier ou au dernier jour ouvert du mois"),
    WAITING,
    TODAY,
    NEXT,
    PREVIOUS,
    CHILD,
    PATTERN,
    GIVE_BACK,
    COPY,
    RANGE,
    extend("étendre la plage d’un jour ou d’une activité"),
    column("cocher ce jour à chaque activité, ou l’inverse"),
    WHY,
    TYPES,
    RIGHTS,
    TOGGLE,
    UNDO,
    REDO,
    UNDO_ALL,
    REVIEWS,
];

/// The keys of the month of the siblings at one activity.
const SIBLINGS: &[Binding] = &[
    arrows("aller d’un jour ou d’un enfant"),
    DIGIT,
    page("mois", "aller d’un mois, au même jour"),
    VIEW,
    siblings("activités", "revenir aux activités de l’enfant"),
    edge("aller au premier ou au dernier jour ouvert du mois"),
    WAITING,
    TODAY,
    NEXT,
    PREVIOUS,
    CHILD,
    PATTERN,
    GIVE_BACK,
    COPY,
    RANGE,
    extend("étendre la plage d’un jour ou d’un enfant"),
    column("cocher ce jour pour chaque enfant, ou l’inverse"),
    WHY,
    TYPES,
    RIGHTS,
    TOGGLE,
    UNDO,
    REDO,
    UNDO_ALL,
    REVIEWS,
];

/// The keys of the question before changes are lost.
pub const LEAVING: &[Binding] = &[
    bind(
        &[Key::Char('o')],
        Action::Abandon,
        Label::Footer("Abandonner"),
        "abandonner les changements et sortir",
        "",
    ),
    bind(&[Key::Esc], Action::Back, Label::Footer("Rester"), "rester sur le calendrier", ""),
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
        Label::Footer("Revenir"),
        "revenir au calendrier, les changements y restent",
        "",
    ),
    COUNTER,
    MAIL,
    PHONE,
    PAY,
    bind(
        &[Key::Up, Key::Down, Key::PageUp, Key::PageDown],
        Action::Move,
        Label::Hint("défiler"),
        "défiler d’une ligne ou de dix",
        "",
    ),
];
