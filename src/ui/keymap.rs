//! One table a screen: its keys, what they do, and every French word about them.
//!
//! The dispatcher, the footer, the help, the palette and the test that presses every documented
//! key all read the same table, so that none can promise what another does not hold.

use super::key::{Key, digit};
use crate::domain::people::{Channel, IdentityCheck};

/// What a key means on the screen that names it in its table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Show the help of this screen.
    Help,
    /// Show the commands of this screen.
    Palette,
    /// Leave the seat.
    Lock,
    /// Paint the whole screen again.
    Redraw,
    /// Show the next theme.
    Theme,
    /// Give the mouse to the terminal, or take it back.
    Mouse,
    /// End the program.
    Quit,
    /// A new search.
    Search,
    /// One level back.
    Back,
    /// Take a payment.
    Pay,
    /// The bookings of a child.
    Calendar,
    /// The portal account.
    Access,
    /// Open what is highlighted, or carry out what the message line names.
    Open,
    /// Take the text that the screen suggests.
    Suggestion,
    /// The families that left, or the others again.
    Archives,
    /// Move the highlight; the key says where to.
    Move,
    /// The next zone or tab.
    Next,
    /// The zone or tab before.
    Previous,
    /// The tab or line of that digit.
    Digit,
    /// The throw-away commune.
    Demo,
    /// Tick or untick what is highlighted.
    Toggle,
    /// Tick all, or none if all are ticked.
    ToggleAll,
    /// Begin a range of days, or end it.
    Range,
    /// Take the range further; the key says where to.
    Extend,
    /// The same day of every week.
    Column,
    /// Close a day that families booked.
    CloseDays,
    /// A week of a child's, to be spread over a period.
    Pattern,
    /// Give a period back.
    GiveBackPeriod,
    /// Take a sibling's days.
    CopySibling,
    /// In every week, or in even or odd ones only.
    Weeks,
    /// The days whose deadline is over too, or not.
    LateDays,
    /// From which day to which, as typed.
    Dates,
    /// Make a family.
    Create,
    /// Correct what is in sight.
    Edit,
    /// Write what was typed.
    Write,
    /// The next part of a form, or the one before.
    Section,
    /// How the family asked for a change.
    Asked(Channel),
    /// What a field held.
    History,
    /// It is another one all the same.
    Apart,
    /// Strike it out.
    Strike,
    /// The counter's notes.
    Notes,
    /// A child's rights to activities.
    Enrolments,
    /// A document has come in.
    NoteReceived,
    /// It does.
    Validate,
    /// It does not do.
    Refuse,
    /// Give a login id.
    OpenAccount,
    /// The letter that gives the login id.
    Letter,
    /// The family signed the terms of use.
    AcceptTerms,
    /// The family found its household right.
    VerifyHousehold,
    /// The family joins online payment, or leaves it.
    OnlinePayment,
    /// File it away.
    Archive,
    /// Take it out again.
    Restore,
    /// What waits for an agent.
    Tasks,
    /// The paper that a family takes home.
    Notice,
    /// Accept what has a place, put the rest on the waiting list.
    AcceptFitting,
    /// Who waits for a free place.
    WaitingList,
    /// The commune's rules.
    Rules,
    /// What its activities cost.
    Tariffs,
    /// Give a free place to who waits.
    Give,
    /// Another month.
    Month,
    /// The first or last day of use in the month.
    Edge,
    /// Today.
    Today,
    /// The calendar seen otherwise.
    View,
    /// The siblings in place of the activities, or the activities again.
    Siblings,
    /// The next child.
    NextChild,
    /// The next type of activities, then all of them.
    NextType,
    /// Why something is as it is.
    Why,
    /// Take back the last act that can be taken back.
    Undo,
    /// Do again what was just taken back.
    Redo,
    /// Take back all that is not written yet.
    UndoAll,
    /// Review what was prepared, before it is written.
    Review,
    /// Give up what was prepared.
    Abandon,
    /// The comma of an amount.
    Comma,
    /// Notes and coins.
    Cash,
    /// A card.
    Card,
    /// A cheque.
    Cheque,
    /// The family's credit.
    Credit,
    /// Keep what is too much as the family's credit, or give it back after all.
    Keep,
    /// The porte-monnaie is topped up, or the invoices are paid after all.
    TopUp,
    /// Only a part is paid.
    Part,
    /// The terminal has accepted the card.
    Accept,
    /// The terminal has refused the card.
    Decline,
    /// Another payer.
    Payer,
    /// The family is served.
    Finish,
    /// Open the portal account again.
    Unblock,
    /// Open it again, and replace its password by a provisional code.
    UnblockAndCode,
    /// Replace its password only.
    NewCode,
    /// Identity was checked so: carry out what was chosen.
    Identity(IdentityCheck),
    /// The family has the code in hand.
    HandedOver,
    /// Print again.
    Print,
    /// The family's last receipt.
    LastReceipt,
    /// The usual amount again.
    Usual,
    /// Take a payment back.
    CancelPayment,
    /// Say that an invoice is wrong, or that it is not after all.
    Contest,
    /// Count the till and close it.
    CloseTill,
    /// Open the till.
    OpenTill,
    /// The last closing, as it was printed.
    LastClosing,
}

impl Action {
    /// What people may call it besides its name in the tables.
    pub const fn other_names(self) -> &'static str {
        match self {
            Self::Help => "touches raccourcis",
            Self::Lock => "verrouiller pause",
            Self::Quit => "sortir",
            Self::CloseDays => "fermeture grève",
            Self::Search => "trouver rechercher famille",
            Self::Pay => "payer régler facture",
            Self::Calendar => "réserver agenda mois jours",
            Self::Access => "débloquer portail compte mot de passe code",
            Self::Undo => "défaire revenir",
            Self::Theme => "couleurs clair sombre contraste mono",
            Self::Print => "quittance ticket",
            Self::Rules => "règlement délais pièces mairie",
            _ => "",
        }
    }
}

/// Where a key's short label stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    /// On the last line of the screen.
    Footer(&'static str),
    /// On the line above it, while there is no message.
    Hint(&'static str),
    /// In the help only.
    Unseen,
}

/// One row of a key table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Binding {
    /// The keys, the documented one first.
    pub keys: &'static [Key],
    /// What they do.
    pub action: Action,
    /// The short label.
    pub label: Label,
    /// What the help and the palette say: an infinitive in lower case.
    pub help: &'static str,
    /// The word after `:`; empty when the palette does not offer it.
    pub name: &'static str,
}

/// A row of a key table.
pub const fn bind(
    keys: &'static [Key],
    action: Action,
    label: Label,
    help: &'static str,
    name: &'static str,
) -> Binding {
    Binding { keys, action, label, help, name }
}

impl Binding {
    /// The key as the footer shows it: `F4`, `↑↓`, `1 à 8`.
    pub fn short_keys(&self) -> String {
        let digits: Vec<u32> = self.keys.iter().filter_map(|key| digit(*key)).collect();
        match (self.keys, digits.iter().min(), digits.iter().max()) {
            (_, Some(first), Some(last)) if digits.len() == self.keys.len() && first != last => {
                format!("{first} à {last}")
            }
            ([Key::Up, Key::Down, ..], ..) => "↑↓".to_owned(),
            ([Key::Left, Key::Right, ..], ..) => "←→".to_owned(),
            ([Key::ShiftLeft, Key::ShiftRight, ..], ..) => "Maj+flèches".to_owned(),
            ([Key::PageUp, Key::PageDown], ..) => "Pg.préc./suiv.".to_owned(),
            ([first, ..], ..) => first.label(),
            ([], ..) => String::new(),
        }
    }

    /// All the keys as the help shows them: `F1 ou ?`, `↑ ↓ Pg.préc. Pg.suiv.`.
    pub fn long_keys(&self) -> String {
        let short = self.short_keys();
        if short.contains(" à ") {
            return short;
        }
        let labels: Vec<String> = self.keys.iter().map(|key| key.label()).collect();
        let arrows = matches!(self.action, Action::Move | Action::Extend);
        labels.join(if arrows { " " } else { " ou " })
    }
}

/// A label where the last line is too short for all of them.
pub fn short(label: &'static str) -> &'static str {
    match label {
        "Encaisser" => "Payer",
        "Calendrier" => "Calendr.",
        "Modifier" => "Modif.",
        "Imprimer" => "Imprim.",
        long => long,
    }
}

/// The row of the first table that holds the key; a letter is the same command in capitals, and a
/// click on a row or a day moves there like an arrow.
pub fn find(tables: &[&'static [Binding]], key: Key) -> Option<&'static Binding> {
    let holds = |binding: &&'static Binding| match key {
        Key::Char(c) => binding.keys.contains(&Key::Char(c.to_ascii_lowercase())),
        Key::Row(_) | Key::Day(_) => binding.action == Action::Move,
        Key::DragTo(_) => binding.action == Action::Extend,
        other => binding.keys.contains(&other),
    };
    tables.iter().flat_map(|table| table.iter()).find(holds)
}

/// The number row with and without Shift, and the keypad.
pub const DIGITS: &[Key] = &[
    Key::Char('0'),
    Key::Char('1'),
    Key::Char('2'),
    Key::Char('3'),
    Key::Char('4'),
    Key::Char('5'),
    Key::Char('6'),
    Key::Char('7'),
    Key::Char('8'),
    Key::Char('9'),
    Key::Char('à'),
    Key::Char('&'),
    Key::Char('é'),
    Key::Char('"'),
    Key::Char('\''),
    Key::Char('('),
    Key::Char('-'),
    Key::Char('è'),
    Key::Char('_'),
    Key::Char('ç'),
];

/// The digits from 1 to so many, eight at most, with and without Shift: what a short list is chosen
/// from with.
pub const fn up_to(many: usize) -> &'static [Key] {
    ONE_TO_EIGHT.split_at(2 * many).0
}

const ONE_TO_EIGHT: &[Key] = &[
    Key::Char('1'),
    Key::Char('&'),
    Key::Char('2'),
    Key::Char('é'),
    Key::Char('3'),
    Key::Char('"'),
    Key::Char('4'),
    Key::Char('\''),
    Key::Char('5'),
    Key::Char('('),
    Key::Char('6'),
    Key::Char('-'),
    Key::Char('7'),
    Key::Char('è'),
    Key::Char('8'),
    Key::Char('_'),
];

/// The keys of every screen of an open session.
pub const EVERYWHERE: &[Binding] = &everywhere(Label::Unseen);

/// The same where what waits for an agent stands on the last line: the search, a family's file.
pub const AT_THE_COUNTER: &[Binding] = &everywhere(Label::Footer("Tâches"));

const fn everywhere(tasks: Label) -> [Binding; 17] {
    [
        bind(
            &[Key::F(1), Key::Char('?')],
            Action::Help,
            Label::Footer("Aide"),
            "afficher cette aide",
            "aide",
        ),
        bind(
            &[Key::F(3)],
            Action::Search,
            Label::Footer("Chercher"),
            "commencer une nouvelle recherche",
            "chercher",
        ),
        bind(&[Key::Esc], Action::Back, Label::Unseen, "revenir en arrière, ne quitte jamais", ""),
        bind(
            &[Key::Char(':'), Key::Ctrl('p')],
            Action::Palette,
            Label::Hint("commandes"),
            "chercher une commande par son nom",
            "",
        ),
        bind(&[Key::Ctrl('l')], Action::Redraw, Label::Unseen, "redessiner l’écran", "redessiner"),
        bind(&[], Action::CloseTill, Label::Unseen, "compter et clôturer la caisse", "cloture"),
        bind(&[], Action::OpenTill, Label::Unseen, "ouvrir la caisse du poste", "caisse"),
        bind(
            &[],
            Action::LastClosing,
            Label::Unseen,
            "imprimer le dernier arrêté de caisse",
            "arrete",
        ),
        bind(&[Key::F(8)], Action::Tasks, tasks, "voir ce qui attend un agent", "taches"),
        bind(&[], Action::WaitingList, Label::Unseen, "voir qui attend une place libre", "attente"),
        bind(&[], Action::Rules, Label::Unseen, "lire les règles de la commune", "regles"),
        bind(&[], Action::Tariffs, Label::Unseen, "lire les tarifs de la commune", "tarifs"),
        bind(&[], Action::CloseDays, Label::Unseen, "fermer un jour qui était ouvert", "fermer"),
        bind(&[], Action::Theme, Label::Unseen, "changer de thème", "theme"),
        bind(&[], Action::Mouse, Label::Unseen, "rendre la souris au terminal", "souris"),
        bind(&[], Action::Quit, Label::Unseen, "fermer le programme", "quitter"),
        LOCK,
    ]
}

/// The keys of the screens before a session.
pub const SIGNED_OUT: &[Binding] = &[
    bind(&[Key::F(1)], Action::Help, Label::Footer("Aide"), "afficher cette aide", ""),
    bind(&[Key::Ctrl('l')], Action::Redraw, Label::Unseen, "redessiner l’écran", ""),
];

/// The keys of a panel that is answered before anything else; its own table says how.
pub const PANEL: &[Binding] = &[
    bind(&[Key::F(1)], Action::Help, Label::Footer("Aide"), "afficher cette aide", ""),
    bind(&[Key::Ctrl('l')], Action::Redraw, Label::Unseen, "redessiner l’écran", ""),
    LOCK,
];

/// « Pourquoi ? », wherever something is as it is for a reason.
pub const WHY: Binding = bind(
    &[Key::Char('i')],
    Action::Why,
    Label::Hint("pourquoi\u{a0}?"),
    "pourquoi c’est ainsi, et que faire",
    "pourquoi",
);

/// The last receipt, wherever there is a family.
pub const LAST_RECEIPT: Binding = bind(
    &[Key::F(7)],
    Action::LastReceipt,
    Label::Hint("quittance"),
    "revoir la dernière quittance, l’imprimer à nouveau",
    "quittance",
);

/// The same key where the row of functions shows it.
pub const fn footer(binding: Binding, words: &'static str) -> Binding {
    Binding { label: Label::Footer(words), ..binding }
}

/// The family's invoices, wherever there is a family.
pub const PAY: Binding =
    bind(&[Key::F(4)], Action::Pay, Label::Unseen, "encaisser une facture", "encaisser");

/// The days of its children, wherever there is a family.
pub const CALENDAR: Binding = bind(
    &[Key::F(5)],
    Action::Calendar,
    Label::Unseen,
    "réserver ou annuler des jours",
    "calendrier",
);

/// Who it is and what its tariffs rest on, wherever there is a family.
pub const EDIT: Binding = bind(
    &[Key::F(2)],
    Action::Edit,
    Label::Unseen,
    "modifier le dossier, saisir le quotient de la famille",
    "modifier",
);

/// Its portal account, wherever there is a family.
pub const ACCESS: Binding = bind(
    &[Key::F(6)],
    Action::Access,
    Label::Unseen,
    "débloquer le compte portail, remettre un code",
    "acces",
);

/// The way out of the seat.
pub const LOCK: Binding = bind(
    &[Key::Char('²'), Key::F(12)],
    Action::Lock,
    Label::Footer("Verrou"),
    "verrouiller le poste aussitôt",
    "verrou",
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_read_as_on_the_keyboard() {
        let keys_of = |keys, action| bind(keys, action, Label::Unseen, "", "");
        let digits = keys_of(
            &[Key::Char('1'), Key::Char('&'), Key::Char('8'), Key::Char('_')],
            Action::Digit,
        );
        assert_eq!((digits.short_keys(), digits.long_keys()), ("1 à 8".into(), "1 à 8".into()));
        let arrows = keys_of(&[Key::Up, Key::Down, Key::PageUp], Action::Move);
        assert_eq!(arrows.short_keys(), "↑↓");
        assert_eq!(arrows.long_keys(), "↑ ↓ Pg.préc.");
        assert_eq!(LOCK.long_keys(), "² ou F12");
    }
}
