//! The journal of a family in French: what happened, when, by whom, with no secret.

use super::view::EventLine;
use super::{Answer, agent_name, decision, history};
use crate::domain::enrolment::Span;
use crate::domain::ids::FamilyId;
use crate::domain::people::{BookingState, DocumentState};
use crate::domain::tender::Tender;
use crate::domain::text::{nth, of_name};
use crate::domain::time::{numeric_day, short_day};
use crate::journal::fact::{
    BookingMade, BookingsChanged, DocumentNoted, EnrolmentSet, Fact, HoldingsImported,
    PaymentCancelled, PaymentTaken, PlaceGiven,
};
use crate::store::Reader;

use super::family_sign_in::PORTAL;

/// The latest events of a family, the latest first.
pub(super) fn of_family(read: Reader<'_>, family: FamilyId, limit: u32) -> Answer<Vec<EventLine>> {
    let (mut lines, mut asked) = (Vec::new(), None);
    for (entry, fact) in read.family_entries(family, limit)? {
        if let Some(Fact::ChangeAsked(change)) = &fact {
            asked = Some((change.change, change.channel));
            continue;
        }
        let stamp = entry.header.stamp;
        let (place, text) = match &fact {
            Some(Fact::FamilyWritten(fact)) if fact.saw.is_some() => {
                ("guichet", history::sentence(read, family, entry.position, &fact.household)?)
            }
            Some(fact) => (place(fact, stamp.agent == PORTAL), sentence(read, family, fact)?),
            None => ("guichet", "contenu effacé ou d’une version plus récente".to_owned()),
        };
        let asked = asked.take().filter(|(change, _)| *change == entry.header.id);
        let text = asked.map_or_else(
            || text.clone(),
            |(_, channel)| format!("{text} (demandé\u{a0}: {})", channel.label()),
        );
        let agent = agent_name(read, stamp.agent)?;
        lines.push(EventLine { at: stamp.now, place, text, agent });
    }
    Ok(lines)
}

const fn place(fact: &Fact, by_family: bool) -> &'static str {
    match fact {
        Fact::FamilyImported(_) | Fact::HoldingsImported(_) => "import",
        Fact::AccountBlocked(block) if block.undoes.is_none() && !by_family => "import",
        _ if by_family => "portail",
        _ => "guichet",
    }
}

fn sentence(read: Reader<'_>, family: FamilyId, fact: &Fact) -> Answer<String> {
    Ok(match fact {
        Fact::FamilyImported(_) => "identité et foyer repris du service".to_owned(),
        Fact::FamilyWritten(_) => "famille créée".to_owned(),
        Fact::NoteWritten(note) => format!("note\u{a0}: {}", note.text),
        Fact::NoteStruck(_) => "note rayée".to_owned(),
        Fact::DocumentNoted(noted) => document(read, noted)?,
        Fact::AccountOpened(opened) => format!("compte portail {} ouvert", opened.login),
        Fact::TermsAccepted(terms) => {
            format!("conditions d’utilisation acceptées (version {})", terms.version)
        }
        Fact::HouseholdVerified(_) => "foyer vérifié par la famille".to_owned(),
        Fact::OnlinePaymentSet(set) if set.joined => "adhésion au paiement en ligne".to_owned(),
        Fact::OnlinePaymentSet(_) => "adhésion au paiement en ligne retirée".to_owned(),
        Fact::EnrolmentSet(set) => enrolled(read, family, set)?,
        Fact::FamilyArchived(_) => "dossier archivé".to_owned(),
        Fact::FamilyRestored(_) => "dossier rouvert".to_owned(),
        Fact::HoldingsImported(holdings) => imported(holdings),
        Fact::AccountBlocked(block) if block.undoes.is_some() => {
            "déblocage annulé\u{a0}: compte bloqué à nouveau".to_owned()
        }
        Fact::AccountBlocked(block) => match block.since {
            Some(since) => {
                format!("compte bloqué le {} ({})", numeric_day(since.date()), block.cause.label())
            }
            None => format!("compte bloqué ({})", block.cause.label()),
        },
        Fact::AccountUnblocked(lifted) if lifted.reason.is_empty() => {
            format!("compte débloqué ({})", lifted.identity.label())
        }
        Fact::AccountUnblocked(lifted) => {
            format!("compte débloqué ({}\u{a0}; {})", lifted.identity.label(), lifted.reason)
        }
        Fact::ProvisionalIssued(issued) => {
            format!("code provisoire créé ({})", issued.identity.label())
        }
        Fact::ProvisionalHandedOver(handed) => {
            format!("code provisoire remis, {}", handed.how.label())
        }
        Fact::PasswordChanged(_) => "mot de passe choisi par la famille".to_owned(),
        Fact::FamilySignedIn(_) => "connexion réussie".to_owned(),
        Fact::PaymentTaken(payment) => paid(payment),
        Fact::PaymentCancelled(fact) => cancelled(fact),
        Fact::PayerNamed(payer) => format!("paiement fait par {}", payer.name),
        Fact::InvoiceContested(fact) => {
            let number = read.invoice(fact.invoice)?.map(|invoice| invoice.number);
            format!(
                "facture {} contestée\u{a0}: {}",
                number.unwrap_or_default(),
                fact.motive.label()
            )
        }
        Fact::ContestWithdrawn(_) => "contestation d’une facture retirée".to_owned(),
        Fact::WalletActivated(_) => "porte-monnaie activé".to_owned(),
        Fact::BookingsChanged(changed) => match changed.closing {
            Some(closing) => decision::of_closing(read, changed, closing)?,
            None => days(read, family, changed)?,
        },
        Fact::PlaceGiven(given) => place_given(read, given)?,
        Fact::BookingsDecided(fact) => decision::of_bookings(read, fact)?,
        Fact::DecisionTold(told) => format!("famille prévenue {}", told.how.label()),
        Fact::TaskOpened(asked) => format!("demande\u{a0}: {}", asked.nature.label()),
        Fact::TaskClosed(closed) => {
            format!("demande traitée\u{a0}: {}", closed.outcome.label())
        }
        Fact::Erased(_) => "identité effacée".to_owned(),
        _ => "autre écriture".to_owned(),
    })
}

/// `pièce assurance de Léo reçue, valable jusqu’au 31/08/2027`.
fn document(read: Reader<'_>, noted: &DocumentNoted) -> Answer<String> {
    let children = read.children(noted.family)?;
    let child = children.iter().find(|child| Some(child.id) == noted.child);
    let of = child.map(|child| format!(" {}", of_name(&child.given))).unwrap_or_default();
    let more = match (noted.state, noted.fault, noted.until) {
        (DocumentState::Received | DocumentState::Validated, _, Some(until)) => {
            format!(", valable jusqu’au {}", numeric_day(until))
        }
        (_, Some(fault), _) => format!(" ({})", fault.label()),
        _ => String::new(),
    };
    Ok(format!("pièce {}{of} {}{more}", noted.code, noted.state.label()))
}

fn imported(holdings: &HoldingsImported) -> String {
    let parts = [
        counted(holdings.enrolments.len(), "inscription", "inscriptions"),
        counted(holdings.invoices.len(), "facture", "factures"),
        counted(holdings.bookings.len(), "jour réservé", "jours réservés"),
        counted(holdings.documents.len(), "pièce", "pièces"),
    ];
    let wallet = holdings.wallet.then(|| "porte-monnaie activé".to_owned());
    let parts: Vec<String> = parts.into_iter().flatten().chain(wallet).collect();
    if parts.is_empty() {
        return "compte repris du service".to_owned();
    }
    format!("repris du service\u{a0}: {}", parts.join(", "))
}

/// `1 facture`, `3 factures`; nothing for none.
fn counted(count: usize, one: &str, many: &str) -> Option<String> {
    match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        _ => Some(format!("{count} {many}")),
    }
}

fn paid(payment: &PaymentTaken) -> String {
    let part = |tender: &Tender| format!("{} {}", tender.mode().label(), tender.amount());
    let parts: Vec<String> = payment.tenders.iter().map(part).collect();
    let fraction =
        if payment.fraction { ", facture payée en espèces en plusieurs fois" } else { "" };
    let what = if payment.wanted.is_empty() { "porte-monnaie rechargé, " } else { "paiement " };
    format!("{what}{}, quittance {}{fraction}", parts.join(" + "), payment.receipt)
}

fn cancelled(fact: &PaymentCancelled) -> String {
    format!("paiement de {} annulé, quittance {} ({})", fact.amount, fact.receipt, fact.reason)
}

/// `Léo : inscription Cantine Jean-Moulin du 01/09/2026 au 02/07/2027`.
fn enrolled(read: Reader<'_>, family: FamilyId, set: &EnrolmentSet) -> Answer<String> {
    let children = read.children(family)?;
    let given = children.iter().find(|child| child.id == set.child).map(|child| &*child.given);
    let label = read.activity(set.activity)?.map(|activity| activity.label).unwrap_or_default();
    let (given, span) = (given.unwrap_or("enfant"), Span { from: set.from, to: set.to });
    Ok(match (set.from <= set.to, set.saw) {
        (false, _) => format!("{given}\u{a0}: inscription retirée, {label}"),
        (true, None) => format!("{given}\u{a0}: inscription {label} {}", span.words()),
        (true, Some(_)) => format!("{given}\u{a0}: inscription {label} changée {}", span.words()),
    })
}

/// `Issa : place du mer 02/12 donnée, 1er de la liste d’attente`, and the reason if there is one.
fn place_given(read: Reader<'_>, given: &PlaceGiven) -> Answer<String> {
    let children = read.children(given.family)?;
    let name = children.iter().find(|child| child.id == given.child).map(|child| &*child.given);
    let (day, rank) = (short_day(given.day), nth(given.saw));
    let told = format!("place du {day} donnée, {rank} de la liste d’attente");
    let reason =
        if given.reason.is_empty() { String::new() } else { format!(" ({})", given.reason) };
    Ok(match name {
        Some(name) => format!("{name}\u{a0}: {told}{reason}"),
        None => format!("{told}{reason}"),
    })
}

/// `Léo : lun 30/11 réservé · Inès : 3 jours rendus`.
fn days(read: Reader<'_>, family: FamilyId, changed: &BookingsChanged) -> Answer<String> {
    let mut parts = Vec::new();
    for child in read.children(family)? {
        let waits = |b: &&BookingMade| b.state == BookingState::Waiting;
        let own = || changed.added.iter().filter(|b| b.child == child.id);
        let added: Vec<_> = own().filter(|b| !waits(b)).map(|b| b.day).collect();
        let waiting: Vec<_> = own().filter(waits).map(|b| b.day).collect();
        let cancelled: Vec<_> =
            changed.cancelled.iter().filter(|b| b.child == child.id).map(|b| b.day).collect();
        for (days, one, many) in [
            (added, "réservé", "réservés"),
            (waiting, "en attente", "en attente"),
            (cancelled, "annulé", "annulés"),
        ] {
            match days.as_slice() {
                [] => {}
                [day] => parts.push(format!("{}\u{a0}: {} {one}", child.given, short_day(*day))),
                _ => parts.push(format!("{}\u{a0}: {} jours {many}", child.given, days.len())),
            }
        }
    }
    let undone = if changed.undoes.is_some() { "annulation de l’écriture\u{a0}: " } else { "" };
    Ok(format!("{undone}{}", parts.join(" · ")))
}
