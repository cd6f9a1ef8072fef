//! The keys of a payment: in cash, by card, and while a reason is typed.

use crate::ui::key::Key;
use crate::ui::keymap::{Action, Binding, DIGITS, Label, bind};

const TOGGLE: Binding = bind(
    &[Key::Char(' ')],
    Action::Toggle,
    Label::Hint("cocher"),
    "cocher ou décocher une facture",
    "",
);

const TOGGLE_ALL: Binding = bind(
    &[Key::Char('a')],
    Action::ToggleAll,
    Label::Hint("tout ou rien"),
    "cocher toutes les factures, ou aucune",
    "tout",
);

const PAYER: Binding = bind(
    &[Key::Left, Key::Right],
    Action::Payer,
    Label::Hint("payeur"),
    "choisir qui paie parmi les responsables",
    "",
);

/// The keys of a payment in cash.
pub const CASH: &[Binding] = &[
    bind(
        DIGITS,
        Action::Digit,
        Label::Footer("Reçu"),
        "taper le montant reçu, avec ou sans Maj\u{a0}; rien\u{a0}: l’appoint",
        "",
    ),
    bind(
        &[Key::Char(','), Key::Char('.')],
        Action::Comma,
        Label::Unseen,
        "séparer les euros des centimes",
        "",
    ),
    bind(
        &[Key::Down, Key::Up],
        Action::Move,
        Label::Hint("proposer"),
        "proposer un montant, ou changer de facture",
        "",
    ),
    bind(&[Key::Char('c')], Action::Card, Label::Footer("Carte"), "payer par carte", "carte"),
    bind(
        &[Key::Enter],
        Action::Open,
        Label::Footer("Enregistrer"),
        "enregistrer le paiement, puis montrer la quittance",
        "enregistrer",
    ),
    bind(
        &[Key::Tab, Key::BackTab],
        Action::Next,
        Label::Hint("factures"),
        "passer du montant aux factures",
        "",
    ),
    TOGGLE,
    TOGGLE_ALL,
    PAYER,
];

/// The keys of a payment by card.
pub const CARD: &[Binding] = &[
    bind(
        &[Key::Char('o')],
        Action::Accept,
        Label::Footer("Acceptée"),
        "la carte est acceptée\u{a0}: enregistrer le paiement",
        "",
    ),
    bind(
        &[Key::Char('n')],
        Action::Decline,
        Label::Footer("Refusée"),
        "la carte est refusée\u{a0}: ne rien garder",
        "",
    ),
    bind(&[Key::Char('e')], Action::Cash, Label::Footer("Espèces"), "payer en espèces", "especes"),
    bind(
        DIGITS,
        Action::Digit,
        Label::Hint("n°"),
        "taper le numéro d’autorisation, ou les 4 derniers chiffres",
        "",
    ),
    bind(
        &[Key::Tab, Key::BackTab],
        Action::Next,
        Label::Hint("champ suivant"),
        "numéro d’autorisation, 4 derniers chiffres, factures",
        "",
    ),
    bind(&[Key::Down, Key::Up], Action::Move, Label::Unseen, "changer de facture", ""),
    TOGGLE,
    TOGGLE_ALL,
    PAYER,
];

/// The keys while a reason is typed.
pub const REASON: &[Binding] = &[bind(
    &[Key::Enter],
    Action::Open,
    Label::Footer("Enregistrer"),
    "enregistrer le paiement avec ce motif",
    "enregistrer",
)];
