//! What is read before something is written, and after: the household, the days and their price.

use super::lines::{Ink, Line, gap, pair, under, whole};
use super::page::Scene;
use super::words::{Language, Phrase};
use crate::desk::view::{Booked, BookingReview, ReviewLine};
use crate::domain::household::Household;
use crate::domain::money::Cents;
use crate::domain::people::DayState;
use crate::domain::text::nth;
use crate::ui::screen::pending::signed;

/// What is known of a household, without its surnames: others may look on.
pub fn household(household: &Household, scene: &Scene<'_>) -> Vec<Line> {
    let mut lines = Vec::new();
    for guardian in &household.guardians {
        let known = [&guardian.given, &guardian.phone, &guardian.email];
        lines.push(under(joined(&known), Ink::Text));
    }
    let town = format!("{} {}", household.postcode, household.town);
    lines.push(under(joined(&[&household.address, &town]), Ink::Text));
    for child in &household.children {
        let birth = scene.reader.language.date(child.birth, child.birth);
        let birth = format!("{birth} {}", child.birth.format("%Y"));
        let born = scene.fill(Phrase::Born, &[("date", &birth)]);
        lines.push(under(joined(&[&child.given, &born, &child.school, &child.class]), Ink::Text));
    }
    let quotient = household.quotient.map(|quotient| quotient.to_string());
    if let Some(quotient) = quotient {
        lines.push(under(scene.fill(Phrase::QuotientIs, &[("quotient", &quotient)]), Ink::Text));
    }
    lines
}

/// What is known, side by side.
fn joined(parts: &[&String]) -> String {
    let known = parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty());
    known.collect::<Vec<_>>().join(" · ")
}

/// What would be written, and what it would cost: what can't be and what must wait come first.
pub fn review(review: &BookingReview, scene: &Scene<'_>) -> Vec<Line> {
    let mut lines = days(review, scene);
    if review.is_empty() {
        return lines;
    }
    lines.push(gap());
    let total = scene.say(Phrase::Total);
    lines.push(Line {
        indent: 0,
        ink: Ink::Strong,
        ..pair(total, signed(review.total), Ink::Strong)
    });
    match review.wallet {
        Some(wallet) if !wallet.active => {
            lines.push(whole(scene.say(Phrase::WalletClosed), Ink::Alert));
        }
        Some(wallet) => {
            let (held, left) = (wallet.balance.to_string(), wallet.after().to_string());
            let missing = wallet.missing().map(|missing| missing.to_string());
            let (phrase, ink) = match missing {
                Some(_) => (Phrase::WalletMissing, Ink::Alert),
                None => (Phrase::WalletAfter, Ink::Text),
            };
            let missing = missing.unwrap_or_default();
            let places = [("held", held.as_str()), ("left", &left), ("missing", &missing)];
            lines.push(whole(scene.fill(phrase, &places), ink));
        }
        None if review.total > Cents::ZERO => {
            lines.push(whole(scene.say(Phrase::BilledLater), Ink::Quiet));
        }
        None => {}
    }
    lines
}

/// What was written.
pub fn booked(booked: &Booked, scene: &Scene<'_>) -> Vec<Line> {
    let mut lines = days(&booked.review, scene);
    lines.push(gap());
    lines.push(whole(scene.say(Phrase::SeeCalendar), Ink::Text));
    lines
}

/// The days, each with what it costs and what is to be known of it.
fn days(review: &BookingReview, scene: &Scene<'_>) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let sections = [
        (Phrase::Refused, &review.refused, Ink::Alert),
        (Phrase::WillWait, &review.waiting, Ink::Strong),
        (Phrase::WillBook, &review.added, Ink::Strong),
        (Phrase::WillGiveBack, &review.removed, Ink::Strong),
    ];
    for (title, days, ink) in sections {
        if days.is_empty() {
            continue;
        }
        if !lines.is_empty() {
            lines.push(gap());
        }
        lines.push(whole(scene.say(title), ink));
        for day in days {
            let words =
                format!("{} · {} · {}", scene.date(day.change.day), day.child, day.activity);
            lines.push(pair(words, day.price.to_string(), Ink::Text));
            lines.extend(remarks(day, scene).into_iter().map(|line| Line { indent: 6, ..line }));
        }
    }
    lines
}

/// Why a day costs more, waits or is refused.
fn remarks(day: &ReviewLine, scene: &Scene<'_>) -> Vec<Line> {
    let mut lines = Vec::new();
    if day.surcharge > Cents::ZERO {
        let extra = day.surcharge.to_string();
        lines.push(whole(scene.fill(Phrase::Surcharge, &[("amount", &extra)]), Ink::Alert));
    }
    if let Some(rank) = day.rank {
        let rank = match scene.reader.language {
            Language::French => nth(rank),
            _ => format!("{rank}"),
        };
        lines.push(whole(scene.fill(Phrase::Rank, &[("rank", &rank)]), Ink::Alert));
    }
    if day.state == DayState::ToValidate && day.change.book && day.reason.is_empty() {
        lines.push(whole(scene.say(Phrase::AgentDecides), Ink::Alert));
    }
    if !day.reason.is_empty() {
        lines.push(whole(scene.in_french(&day.reason), Ink::Alert));
    }
    lines
}
