//! What is read before something is written, and after: the household, the days and their price.

use super::lines::{Ink, Line, gap, pair, plain, under};
use super::page::Scene;
use super::words::{Language, Phrase};
use crate::desk::view::{BookingReview, ReviewLine};
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
        let birth = scene.reader.language.day_of_year(child.birth);
        let born = scene.fill(Phrase::Born, &[("date", &birth)]);
        lines.push(under(joined(&[&child.given, &born, &child.school, &child.class]), Ink::Text));
    }
    let quotient = household.means.quotient.map(|quotient| quotient.to_string());
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

/// What would be written: what it costs first, then what can't be and what must wait.
pub fn review(review: &BookingReview, scene: &Scene<'_>) -> Vec<Line> {
    let mut lines = Vec::new();
    if !review.is_empty() {
        lines.extend(total(review, scene));
        lines.extend(wallet(review, scene));
        lines.push(gap());
    }
    let titles = [Phrase::Refused, Phrase::WillWait, Phrase::WillBook, Phrase::WillGiveBack];
    lines.extend(days(review, titles, scene));
    lines
}

/// What was written.
pub fn booked(booked: &BookingReview, scene: &Scene<'_>) -> Vec<Line> {
    let titles = [Phrase::NotChanged, Phrase::WillWait, Phrase::DoneBook, Phrase::DoneGiveBack];
    let mut lines = total(booked, scene);
    lines.push(gap());
    lines.extend(days(booked, titles, scene));
    lines.extend([gap(), plain(scene.say(Phrase::SeeCalendar), Ink::Text)]);
    lines
}

/// What it comes to, and what of it is there because it is late.
fn total(review: &BookingReview, scene: &Scene<'_>) -> Vec<Line> {
    let total = pair(scene.say(Phrase::Total), signed(review.total), Ink::Strong);
    let mut lines = vec![Line { indent: 0, ink: Ink::Strong, ..total }];
    let late: Cents = review.added.iter().map(|day| day.surcharge).sum();
    if late > Cents::ZERO {
        let late = late.to_string();
        lines.push(under(scene.fill(Phrase::Surcharge, &[("amount", &late)]), Ink::Alert));
    }
    lines
}

/// How it is paid: by what is in the purse, or by the invoice; never here.
fn wallet(review: &BookingReview, scene: &Scene<'_>) -> Option<Line> {
    let Some(wallet) = review.wallet else {
        let billed = review.total > Cents::ZERO;
        return billed.then(|| plain(scene.say(Phrase::BilledLater), Ink::Quiet));
    };
    if !wallet.active {
        return Some(plain(scene.say(Phrase::WalletClosed), Ink::Alert));
    }
    let held = wallet.balance.to_string();
    let (phrase, name, amount, ink) = wallet.missing().map_or_else(
        || (Phrase::WalletAfter, "left", wallet.after(), Ink::Text),
        |missing| (Phrase::WalletMissing, "missing", missing, Ink::Alert),
    );
    let amount = amount.to_string();
    Some(plain(scene.fill(phrase, &[("held", &held), (name, &amount)]), ink))
}

/// How the price of a day is written.
type Price = fn(Cents) -> String;

/// The days, each with what it costs and what is to be known of it; one that costs nothing yet has
/// no price.
fn days(review: &BookingReview, titles: [Phrase; 4], scene: &Scene<'_>) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let [refused, waiting, added, removed] = titles;
    let sections: [(Phrase, &[ReviewLine], Price); 4] = [
        (refused, &review.refused, |_| String::new()),
        (waiting, &review.waiting, |_| String::new()),
        (added, &review.added, |price| price.to_string()),
        (removed, &review.removed, |price| signed(Cents::ZERO.minus(price))),
    ];
    for (title, days, price) in sections {
        if days.is_empty() {
            continue;
        }
        if !lines.is_empty() {
            lines.push(gap());
        }
        let ink = if title == refused { Ink::Alert } else { Ink::Strong };
        lines.push(plain(scene.say(title), ink));
        for day in days {
            let date = scene.date(day.change.day);
            let words = format!("{date} · {} · {}", day.child, day.activity);
            lines.push(pair(words, price(day.price), Ink::Text));
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
        lines.push(plain(scene.fill(Phrase::Surcharge, &[("amount", &extra)]), Ink::Alert));
    }
    if let Some(rank) = day.rank {
        let rank = match scene.reader.language {
            Language::French => nth(rank),
            _ => format!("{rank}"),
        };
        lines.push(plain(scene.fill(Phrase::Rank, &[("rank", &rank)]), Ink::Alert));
    }
    if day.state == DayState::ToValidate && day.change.book && day.reason.is_empty() {
        lines.push(plain(scene.say(Phrase::AgentDecides), Ink::Alert));
    }
    if !day.reason.is_empty() {
        lines.push(plain(scene.in_french(&day.reason), Ink::Alert));
    }
    lines
}
