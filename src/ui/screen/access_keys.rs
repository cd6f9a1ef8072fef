//! The keys of a portal account: what to do, then how identity was checked.

use crate::domain::people::IdentityCheck;
use crate::ui::key::Key;
use crate::ui::keymap::{Action, Binding, LAST_RECEIPT, Label, WHY, bind};

const fn identity(key: &'static [Key], check: IdentityCheck, help: &'static str) -> Binding {
    bind(key, Action::Identity(check), Label::Unseen, help, "")
}

/// The keys of the account.
pub const ACCOUNT: &[Binding] = &[
    bind(
        &[Key::Char('d')],
        Action::Unblock,
        Label::Hint("débloquer"),
        "choisir\u{a0}: débloquer seulement",
        "debloquer",
    ),
    bind(
        &[Key::Char('r')],
        Action::UnblockAndCode,
        Label::Hint("débloquer + code"),
        "choisir\u{a0}: débloquer, avec un nouveau code",
        "reinitialiser",
    ),
    bind(
        &[Key::Char('n')],
        Action::NewCode,
        Label::Hint("code seul"),
        "choisir\u{a0}: un nouveau code seulement",
        "code",
    ),
    identity(
        &[Key::Char('c')],
        IdentityCheck::IdentityCard,
        "carte d’identité vue\u{a0}: exécuter",
    ),
    identity(&[Key::Char('p')], IdentityCheck::Passport, "passeport vu\u{a0}: exécuter"),
    identity(
        &[Key::Char('t')],
        IdentityCheck::ResidencePermit,
        "titre de séjour vu\u{a0}: exécuter",
    ),
    identity(
        &[Key::Char('k')],
        IdentityCheck::DrivingLicence,
        "permis de conduire vu\u{a0}: exécuter",
    ),
    identity(
        &[Key::Char('q')],
        IdentityCheck::Question,
        "naissance d’un enfant et adresse demandées\u{a0}: exécuter",
    ),
    identity(
        &[Key::Char('m')],
        IdentityCheck::Mail,
        "courriel reçu de l’adresse du dossier\u{a0}: débloquer",
    ),
    identity(
        &[Key::Char('x')],
        IdentityCheck::None,
        "identité non vérifiée\u{a0}: débloquer avec un motif",
    ),
    bind(
        &[Key::Char('o')],
        Action::OpenAccount,
        Label::Unseen,
        "ouvrir le compte d’une famille créée ici\u{a0}: lui donner un identifiant",
        "ouvrir",
    ),
    bind(
        &[Key::Char('l')],
        Action::Letter,
        Label::Unseen,
        "imprimer la lettre d’identifiant, sans code",
        "lettre",
    ),
    bind(
        &[Key::Char('e')],
        Action::OnlinePayment,
        Label::Unseen,
        "enregistrer l’adhésion au paiement en ligne, ou la retirer",
        "adhesion",
    ),
    bind(
        &[Key::Char('a')],
        Action::AcceptTerms,
        Label::Unseen,
        "conditions d’utilisation signées au guichet\u{a0}: l’enregistrer",
        "conditions",
    ),
    bind(
        &[Key::Char('v')],
        Action::VerifyHousehold,
        Label::Unseen,
        "foyer relu et trouvé juste par la famille\u{a0}: l’enregistrer",
        "foyer",
    ),
    bind(
        &[Key::Ctrl('z')],
        Action::Undo,
        Label::Hint("annuler"),
        "annuler son déblocage, pendant 10\u{a0}minutes",
        "annuler",
    ),
    bind(
        &[Key::F(2)],
        Action::Edit,
        Label::Footer("Modifier"),
        "modifier le foyer\u{a0}: courriel, dossier de l’année, fiches des enfants",
        "modifier",
    ),
    bind(
        &[Key::F(4)],
        Action::Pay,
        Label::Footer("Encaisser"),
        "encaisser les factures de la famille",
        "encaisser",
    ),
    WHY,
    LAST_RECEIPT,
];

/// The keys while a reason is typed.
pub const REASON: &[Binding] = &[
    bind(&[Key::Enter], Action::Open, Label::Footer("Exécuter"), "exécuter avec ce motif", ""),
    bind(&[Key::Esc], Action::Back, Label::Footer("Revenir"), "revenir sans rien faire", ""),
];

const HANDED_OVER: Binding = bind(
    &[Key::Char('o')],
    Action::HandedOver,
    Label::Footer("Remis"),
    "la famille a noté le code\u{a0}: l’enregistrer",
    "",
);

const ERASE: Binding = bind(
    &[Key::Esc],
    Action::Back,
    Label::Footer("Effacer"),
    "effacer le code, qui n’est alors pas remis",
    "",
);

/// The keys while a code is in sight and there is no printer.
pub const CODE: &[Binding] = &[HANDED_OVER, ERASE];

/// The keys while a code is in sight that did not come out of the printer.
pub const CODE_AGAIN: &[Binding] = &[
    HANDED_OVER,
    bind(
        &[Key::Enter],
        Action::Print,
        Label::Footer("Imprimer"),
        "imprimer de nouveau le code",
        "",
    ),
    ERASE,
];
