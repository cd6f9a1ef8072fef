//! Why a portal account is open or closed: its blocks, what is unpaid, its password.

use super::Known;
use super::day::Told;
use crate::desk::access::account_view;
use crate::desk::days::missing;
use crate::desk::unpaid::counting;
use crate::desk::view::{AccountView, BlockView, Reason};
use crate::desk::{Answer, agent_name};
use crate::domain::money::Cents;
use crate::domain::paying::UnpaidRule;
use crate::domain::people::{AccountState, BlockCause};
use crate::domain::time::{Moment, clock, numeric_day};
use crate::store::read::money::InvoiceRecord;

pub(super) fn explain(known: &Known<'_>) -> Answer<Told> {
    let family = &known.family;
    let account = account_view(known.read, family.id)?;
    let mut reasons: Vec<Reason> = Vec::new();
    if family.login.is_empty() {
        reasons.extend(never_opened(known)?);
    }
    if family.archived {
        let closed = "Dossier archivé\u{a0}: l’identifiant n’ouvre plus le portail ni la borne.";
        reasons.push(Reason::new(closed).remedied(":rouvrir", "rouvrir le dossier, sur sa fiche"));
    }
    for block in &account.blocks {
        reasons.push(match block.cause {
            BlockCause::Passwords => by_passwords(known, block),
            BlockCause::Unpaid => by_unpaid(known, block)?,
        });
    }
    if account.blocks.is_empty() {
        reasons.extend(open(known, &account)?);
    }
    reasons.extend(code(known)?);
    let name = match family.login.as_str() {
        "" => "Compte portail".to_owned(),
        login => format!("Compte {login}"),
    };
    Ok((name, (account.state.label().to_owned(), account.state.code()), reasons))
}

/// Without a login id nobody signs in: what keeps the family from one, or the key that gives it.
fn never_opened(known: &Known<'_>) -> Answer<Vec<Reason>> {
    let none = Reason::new("Aucun identifiant\u{a0}: le compte n’est pas ouvert.");
    let today = known.now.today();
    let missing = missing(known.read, known.profile, &known.family, today)?;
    if !known.profile.login.file_first || missing.is_empty() {
        return Ok(vec![none.remedied("F6", "ouvrir le compte (F2), imprimer la lettre")]);
    }
    let lacking = missing.into_iter().map(|lacking| {
        Reason::new(format!("Dossier incomplet\u{a0}: {lacking}."))
            .by("le dossier doit être complet avant l’accès")
            .remedied("F2", "compléter le dossier")
    });
    Ok(std::iter::once(none).chain(lacking).collect())
}

/// « Votre compte se bloque au bout de 3 tentatives de connexion avec des identifiants erronés. »
fn by_passwords(known: &Known<'_>, block: &BlockView) -> Reason {
    let tries = known.profile.access.tries;
    Reason::new("Bloqué\u{a0}: trop de mots de passe faux.")
        .by(format!("le compte se bloque après {tries}\u{a0}essais manqués"))
        .counting(since(block))
        .remedied("F6", "vérifier l’identité, débloquer (D) ou remettre un code (R)")
}

/// `Compte bloqué : 2 factures impayées (47,35 €).`
fn by_unpaid(known: &Known<'_>, block: &BlockView) -> Answer<Reason> {
    let (due, contested) = owed(known)?;
    let amount: Cents = due.iter().map(|invoice| invoice.due).sum();
    let rule = rule(&known.profile.access.unpaid);
    let counted = since(block);
    let unpaid = unpaid(due.len());
    Ok(Reason::new(format!("Compte bloqué\u{a0}: {unpaid} ({amount}){contested}."))
        .by(rule)
        .counting(counted)
        .remedied("F4", "encaisser, le compte se rouvre ensuite"))
}

/// What is due and counts by the commune's rule, and how many don't: those that are contested,
/// those that can still be paid in time. Without a rule all that is due counts.
fn owed(known: &Known<'_>) -> Answer<(Vec<InvoiceRecord>, String)> {
    let contests = known.read.contests(known.family.id)?;
    let is_contested =
        |one: &InvoiceRecord| contests.iter().any(|contest| contest.invoice == one.id);
    let due = known.read.invoices_due(known.family.id)?;
    let (contested, mut due): (Vec<_>, Vec<_>) = due.into_iter().partition(is_contested);
    let apart = match contested.len() {
        0 => String::new(),
        1 => "\u{a0}; une facture contestée ne compte pas".to_owned(),
        many => format!("\u{a0}; {many}\u{a0}factures contestées ne comptent pas"),
    };
    if !known.profile.access.unpaid.applies() {
        return Ok((due, apart));
    }
    let all = due.len();
    let counting = counting(known.read, known.profile, known.family.id, known.now)?;
    due = counting.into_iter().map(|(invoice, _)| invoice).collect();
    let in_time = match all.saturating_sub(due.len()) {
        0 => String::new(),
        1 => "\u{a0}; une facture dans les délais ne compte pas encore".to_owned(),
        many => format!("\u{a0}; {many}\u{a0}factures dans les délais ne comptent pas encore"),
    };
    Ok((due, apart + &in_time))
}

/// `le compte se bloque à 2 factures impayées : « Après 2 paiements … »`; empty where the commune
/// does not block for them.
fn rule(unpaid: &UnpaidRule) -> String {
    if !unpaid.applies() {
        return String::new();
    }
    let source = if unpaid.source.is_empty() { "" } else { "\u{a0}: " };
    format!("le compte se bloque {}{source}{}", unpaid.in_words(), unpaid.source)
}

/// `2 factures impayées`.
fn unpaid(count: usize) -> String {
    match count {
        0 | 1 => "1\u{a0}facture impayée".to_owned(),
        many => format!("{many}\u{a0}factures impayées"),
    }
}

/// `depuis le 19/11/2026 à 18:32`; nothing where the office did not say.
fn since(block: &BlockView) -> String {
    let told =
        |at| format!("depuis le {} à {}", numeric_day(chrono::NaiveDateTime::date(&at)), clock(at));
    block.since.map(told).unwrap_or_default()
}

/// An account without a block: since when, by whom, and how far from the next one.
fn open(known: &Known<'_>, account: &AccountView) -> Answer<Vec<Reason>> {
    let mut reasons = Vec::new();
    if account.state == AccountState::Active {
        let last = account.last_sign_in.map(|at| {
            format!(", dernière connexion le {} à {}", numeric_day(at.date()), clock(at))
        });
        reasons.push(Reason::new(format!("Ouvert{}.", last.unwrap_or_default())));
    } else if !known.family.login.is_empty() {
        reasons.push(
            Reason::new(
                "Jamais connecté\u{a0}: la famille n’a pas encore choisi son mot de passe.",
            )
            .remedied("F6", "remettre un premier code (N)"),
        );
    }
    if let Some(last) = known.read.last_unblocking(known.family.id)? {
        let by = agent_name(known.read, last.agent)?;
        let causes: Vec<&str> = last.lifted.iter().map(|(cause, _)| cause.label()).collect();
        let (day, hour) = (numeric_day(last.at.today()), clock(last.at.local()));
        reasons.push(Reason::new(format!(
            "Débloqué le {day} à {hour} par {by} ({}).",
            causes.join(", ")
        )));
    }
    let (due, contested) = owed(known)?;
    let unpaid_rule = &known.profile.access.unpaid;
    if unpaid_rule.applies() && !(due.is_empty() && contested.is_empty()) {
        let reason = match due.len() {
            0 => Reason::new(format!("Aucun impayé qui compte{contested}.")),
            n => Reason::new(format!("{}, sans blocage pour l’instant{contested}.", unpaid(n)))
                .remedied("F4", "encaisser"),
        };
        reasons.push(reason.by(rule(unpaid_rule)));
    }
    Ok(reasons)
}

/// A provisional code that waits to be used, or was not used in time.
fn code(known: &Known<'_>) -> Answer<Option<Reason>> {
    let Some(code) = known.read.account(known.family.id)?.provisional else { return Ok(None) };
    let until = Moment::in_zone(code.expires_at, known.profile.time_zone);
    let when = format!("{} à {}", numeric_day(until.today()), clock(until.local()));
    let rule = format!(
        "un code provisoire sert {}\u{a0}heures, puis la famille choisit son mot de passe",
        known.profile.access.code_hours
    );
    let reason = if known.now.at > code.expires_at {
        Reason::new("Code provisoire échu\u{a0}: il n’ouvre plus.")
            .counting(format!("valable jusqu’au {when}"))
            .remedied("F6", "remettre un autre code (N)")
    } else {
        let handed = if code.handed_over { "remis" } else { "pas encore remis" };
        Reason::new(format!("Code provisoire {handed}\u{a0}: il ouvre une fois."))
            .counting(format!("valable jusqu’au {when}"))
    };
    Ok(Some(reason.by(rule)))
}
