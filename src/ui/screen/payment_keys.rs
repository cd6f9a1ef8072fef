//! The keys of a payment: in cash, by card, by cheque, and while a question is answered.

use crate::ui::key::Key;
use crate::ui::keymap::{Action, Binding, DIGITS, LAST_RECEIPT, Label, WHY, bind};

const COMMA: Binding = bind(
    &[Key::Char(','), Key::Char('.')],
    Action::Comma,
    Label::Unseen,
    "séparer les euros des centimes",
    "",
);

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

const PART_OF: Binding = bind(
    &[Key::Char('p')],
    Action::Part,
    Label::Hint("acompte"),
    "payer une partie seulement de la facture choisie",
    "acompte",
);

const PAYER: Binding = bind(
    &[Key::Left, Key::Right],
    Action::Payer,
    Label::Hint("payeur"),
    "choisir qui paie\u{a0}: un responsable, ou quelqu’un d’autre",
    "",
);

const BY_CASH: Binding =
    bind(&[Key::Char('e')], Action::Cash, Label::Footer("Espèces"), "payer en espèces", "especes");

const BY_CARD: Binding =
    bind(&[Key::Char('c')], Action::Card, Label::Footer("Carte"), "payer par carte", "carte");

const BY_CHEQUE: Binding =
    bind(&[Key::Char('h')], Action::Cheque, Label::Footer("Chèque"), "payer par chèque", "cheque");

const BY_CREDIT: Binding = bind(
    &[Key::Char('v')],
    Action::Credit,
    Label::Unseen,
    "payer avec l’avoir de la famille",
    "avoir",
);

const KEEP: Binding = bind(
    &[Key::Char('g')],
    Action::Keep,
    Label::Unseen,
    "garder en avoir ce qui est versé en trop, ou le rendre",
    "garder",
);

const TOP_UP: Binding = bind(
    &[Key::Char('r')],
    Action::TopUp,
    Label::Unseen,
    "recharger le porte-monnaie de la famille, l’activer",
    "recharger",
);

const TAKE_BACK: Binding = bind(
    &[Key::Ctrl('z')],
    Action::Undo,
    Label::Unseen,
    "reprendre le dernier règlement saisi",
    "reprendre",
);

const RECORD: Binding = bind(
    &[Key::Enter],
    Action::Open,
    Label::Footer("Enregistrer"),
    "enregistrer le paiement, puis montrer la quittance",
    "enregistrer",
);

const FIELDS: Binding = bind(
    &[Key::Tab, Key::BackTab],
    Action::Next,
    Label::Hint("champ suivant"),
    "passer d’un champ à l’autre, puis aux factures",
    "",
);

/// The amounts typed need the row of hints for themselves.
const REASONS: Binding = Binding { label: Label::Unseen, ..WHY };

/// Why the invoices stay as they are.
pub const HELD: &str = "des règlements sont saisis pour ces factures, Échap les reprend";

/// The keys of a payment in cash.
pub const CASH: &[Binding] = &[
    bind(
        DIGITS,
        Action::Digit,
        Label::Hint("reçu"),
        "taper le montant reçu, avec ou sans Maj\u{a0}; rien\u{a0}: l’appoint",
        "",
    ),
    COMMA,
    bind(
        &[Key::Down, Key::Up],
        Action::Move,
        Label::Hint("proposer"),
        "proposer un montant, ou changer de facture",
        "",
    ),
    BY_CARD,
    BY_CHEQUE,
    RECORD,
    bind(
        &[Key::Tab, Key::BackTab],
        Action::Next,
        Label::Hint("factures"),
        "passer du montant aux factures",
        "",
    ),
    TOGGLE,
    PART_OF,
    PAYER,
    TOGGLE_ALL,
    BY_CREDIT,
    KEEP,
    TOP_UP,
    TAKE_BACK,
    REASONS,
    LAST_RECEIPT,
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
    BY_CASH,
    bind(&[Key::Char('h')], Action::Cheque, Label::Unseen, "payer par chèque", "cheque"),
    bind(
        DIGITS,
        Action::Digit,
        Label::Hint("n°"),
        "taper le numéro d’autorisation, les 4 derniers chiffres, le montant",
        "",
    ),
    COMMA,
    FIELDS,
    bind(&[Key::Down, Key::Up], Action::Move, Label::Unseen, "changer de facture", ""),
    TOGGLE,
    PART_OF,
    PAYER,
    TOGGLE_ALL,
    KEEP,
    REASONS,
    LAST_RECEIPT,
];

/// The keys of a payment by cheque.
pub const CHEQUE: &[Binding] = &[
    bind(DIGITS, Action::Digit, Label::Hint("n°"), "taper le numéro du chèque, ou son montant", ""),
    COMMA,
    bind(
        &[Key::Down, Key::Up],
        Action::Move,
        Label::Hint("proposer"),
        "proposer une banque, ou changer de facture",
        "",
    ),
    BY_CASH,
    BY_CARD,
    RECORD,
    FIELDS,
    TOGGLE,
    PART_OF,
    PAYER,
    TOGGLE_ALL,
    KEEP,
    REASONS,
    LAST_RECEIPT,
];

/// The keys while a reason is typed.
pub const REASON: &[Binding] = &[
    bind(
        &[Key::Enter],
        Action::Open,
        Label::Footer("Enregistrer"),
        "enregistrer le paiement avec ce motif",
        "enregistrer",
    ),
    bind(
        &[Key::Down, Key::Up],
        Action::Move,
        Label::Hint("proposer un motif"),
        "proposer un motif usuel",
        "",
    ),
];

/// The keys of an amount that is too little.
pub const SHORT: &[Binding] = &[
    bind(
        &[Key::Char('p')],
        Action::Part,
        Label::Footer("Acompte"),
        "n’encaisser que ce montant\u{a0}: le reste est dû",
        "acompte",
    ),
    bind(
        &[Key::Char('r'), Key::Enter],
        Action::Open,
        Label::Footer("Reste autrement"),
        "régler le reste par un autre moyen",
        "reste",
    ),
];

/// The keys of a part of an invoice.
pub const PART: &[Binding] = &[
    bind(DIGITS, Action::Digit, Label::Footer("Montant"), "taper le montant de l’acompte", ""),
    COMMA,
    bind(
        &[Key::Enter],
        Action::Open,
        Label::Footer("Retenir"),
        "retenir cet acompte\u{a0}; rien\u{a0}: la facture entière",
        "retenir",
    ),
];

/// The keys of the name of a payer from outside the family.
pub const OUTSIDER: &[Binding] = &[bind(
    &[Key::Enter, Key::Tab],
    Action::Open,
    Label::Footer("Retenir le nom"),
    "retenir ce nom et revenir au règlement",
    "retenir",
)];
