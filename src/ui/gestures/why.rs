//! « Pourquoi ? » of an account, a child, an invoice and a day, in views made by hand.

use super::*;
use crate::desk::request::Subject;

fn explained(of: Subject, name: &str, state: (&str, &'static str)) -> Explained {
    Explained {
        of,
        whose: "MARTINEAU Claire · EVR04217".into(),
        name: name.into(),
        state: state.0.into(),
        code: state.1,
        reasons: Vec::new(),
    }
}

pub fn why_account() -> Explained {
    let of = Subject::Account(id(11));
    let reasons = vec![
        Reason::new("Bloqué\u{a0}: trop de mots de passe faux.")
            .by("le compte se bloque après 3\u{a0}essais manqués")
            .counting("depuis le 19/11/2026 à 21:14")
            .remedied("F6", "vérifier l’identité, débloquer (D) ou remettre un code (R)"),
        Reason::new("Compte bloqué\u{a0}: 2\u{a0}factures impayées (47,35\u{a0}€).")
            .by("le compte se bloque à 2 factures impayées")
            .remedied("F4", "encaisser, le compte se rouvre ensuite"),
    ];
    Explained { reasons, ..explained(of, "Compte EVR04217", ("BLOQUÉ", "bloque")) }
}

pub fn why_child() -> Explained {
    let of = Subject::Child(id(11), id(41));
    let rule = "«\u{a0}5 jours ouvrés pour la restauration scolaire\u{a0}»";
    let reasons = vec![
        Reason::new("Dossier incomplet\u{a0}: fiche de renseignements de Léo absente.")
            .by("rien ne se réserve avant un dossier complet")
            .remedied("F2", "compléter le dossier de la famille"),
        Reason::new("Cantine Jean-Moulin\u{a0}: inscrit(e) jusqu’au 02/07/2027.").by(rule),
        Reason::new("Mercredi Petite Cité\u{a0}: droit échu le 31/10/2026.")
            .remedied("D", "le prolonger"),
    ];
    Explained { reasons, ..explained(of, "Léo", ("pas réservable", "empeche")) }
}

pub fn why_invoice() -> Explained {
    let of = Subject::Invoice(id(11), id(61));
    let reasons = vec![
        Reason::new(
            "Émise le 02/11/2026, cantine oct. 26\u{a0}: 31,20\u{a0}€, reste 15,60\u{a0}€.",
        ),
        Reason::new("15,60\u{a0}€ payés le 06/11/2026 à 10:12, quittance A2-2026-000871."),
        Reason::new("Payable en ligne jusqu’au 30/11/2026, ici ensuite.")
            .remedied("F4", "encaisser"),
    ];
    let state = ("payée en partie", "partielle");
    Explained { reasons, ..explained(of, "Facture 2026-10-04217", state) }
}

pub fn why_day() -> Explained {
    let of = Subject::Day(id(11), id(41), id(51), day("30/11/2026"));
    let rule = "réserver et annuler 5 jours ouvrés avant. «\u{a0}5 jours ouvrés pour la \
                restauration scolaire\u{a0}»";
    let reasons = vec![
        Reason::new(
            "Délai dépassé\u{a0}: cantine à réserver 5 jours ouvrés avant (au plus tard ven 20/11 \
             à minuit).",
        ),
        Reason::new("Jours non comptés\u{a0}: sam 21/11, dim 22/11, sam 28/11, dim 29/11."),
        Reason::new("Limite pour réserver\u{a0}: vendredi 20 novembre 2026 à 23:59, heure locale.")
            .by(rule),
        Reason::new("Prix de ce jour (restauration, délibération du 25 juin 2026).").made_of(vec![
            ("Tranche 701 à 1100 (quotient 742, CAF du 12/09/2026)".into(), Cents(390)),
            ("Fratrie, 2e enfant\u{a0}: -10\u{a0}%".into(), Cents(-39)),
            ("Hors délai\u{a0}: + 50\u{a0}%".into(), Cents(175)),
            ("Total".into(), Cents(526)),
        ]),
    ];
    let name = "Léo, Cantine Jean-Moulin, lundi 30 novembre 2026";
    Explained { reasons, ..explained(of, name, ("délai dépassé", "delai")) }
}

/// The file with its reasons over it, asked for on a tab.
pub fn at_why(tab: char, view: Explained) -> Hand {
    let mut hand = Hand::opened();
    hand.key(Key::Char(tab));
    hand.text("i");
    hand.answer(Reply::Explained(Box::new(view)));
    hand
}

pub fn whys() -> Vec<(&'static str, App)> {
    let reasons = why_account().reasons.into_iter().cycle().take(9).collect();
    let mut long = at_why('6', Explained { reasons, ..why_account() });
    long.keys(&[Key::PageDown, Key::Down]);
    vec![
        ("why-scrolled", long.app),
        ("why-account", at_why('6', why_account()).app),
        ("why-child", at_why('2', why_child()).app),
        ("why-invoice", at_why('4', why_invoice()).app),
        ("why-day", at_why('3', why_day()).app),
    ]
}
