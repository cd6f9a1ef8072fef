//! How a closing is drawn: its form, whom it concerns, and the paper of the families to be told.

use std::collections::BTreeSet;

use ratatui::layout::Rect;

use super::closure::{ALL, ClosureScreen, Slot};
use crate::desk::view::{ClosedDay, ClosureReview};
use crate::domain::detail::typed_day;
use crate::domain::enrolment::Span;
use crate::domain::ids::ChildId;
use crate::domain::money::Cents;
use crate::domain::people::BookingState;
use crate::domain::time::{long_day, numeric_day, short_day};
use crate::ui::canvas::{Canvas, cut_bottom, cut_left, cut_right, cut_top};
use crate::ui::form::{Line, Look, Said};
use crate::ui::turn::Scene;
use crate::ui::words::{count, wrap_at};

/// Said to every family that gets a day back.
const FREE: &str = "Inscription annulée, pas de majoration.";

/// Said before days are closed.
const FINAL: &str = "C’est définitif\u{a0}: un jour fermé ne se rouvre pas.";

/// Draws the form, and under it what is closed already.
pub fn draw_form(screen: &ClosureScreen, scene: &Scene<'_>, canvas: &mut Canvas<'_>, body: Rect) {
    let (form, view, known) = screen.typed();
    let today = scene.now.today();
    let mut inside = canvas.panel(body, "Fermer un jour ou une période");
    let theme = canvas.theme;
    cut_top(&mut inside, 1);
    let verdict = |line: &Line<Slot>| match line.key {
        Slot::Activity if known => Said::Hint(format!("{ALL}, ou les lettres d’un nom")),
        Slot::Activity => Said::Wrong("plusieurs, ou aucune\u{a0}: tapez plus de lettres".into()),
        Slot::Label => Said::Hint("grève, travaux, intempéries…".into()),
        Slot::To if line.text().trim().is_empty() => Said::Hint("vide\u{a0}: un seul jour".into()),
        Slot::From if line.text().trim().is_empty() => Said::Hint("03/12/2026 ou 031226".into()),
        Slot::From | Slot::To => match typed_day(line.text(), today, false) {
            Some(day) => Said::Hint(long_day(day)),
            None => Said::Wrong("jour, mois, année".into()),
        },
    };
    let look = |line: &Line<Slot>| Look { heading: None, verdict: verdict(line) };
    form.draw(canvas, cut_top(&mut inside, 6), true, &look);
    cut_top(&mut inside, 1);
    cut_left(&mut inside, 2);
    if !known {
        let names: Vec<&str> = screen.named().iter().map(|(_, label)| label.as_str()).collect();
        let lines = wrap_at(&names.join("   "), "   ", usize::from(inside.width));
        for (line, row) in lines.iter().zip(inside.rows()) {
            canvas.text(row, line, theme.text);
        }
        return;
    }
    let lines = [
        "Ce qui est réservé ces jours-là est annulé sans frais, même hors délai.",
        "La liste des familles à prévenir vient avant\u{a0}: rien n’est écrit sans elle.",
    ];
    for line in lines {
        canvas.text(cut_top(&mut inside, 1), line, theme.quiet);
    }
    if !view.closed.is_empty() {
        cut_top(&mut inside, 1);
        canvas.text(cut_top(&mut inside, 1), "Déjà fermés", theme.strong());
    }
    for (one, row) in view.closed.iter().zip(inside.rows()) {
        let what = screen.what(one.activity);
        let words = format!("{}  {}\u{a0}: {what}", when(one.span), one.label);
        canvas.text(row, &words, theme.text);
    }
}

/// `le 03/12/2026`, `du 03/12/2026 au 04/12/2026`.
fn when(span: Span) -> String {
    if span.from == span.to {
        return format!("le {}", numeric_day(span.from));
    }
    span.words()
}

/// What stands in the place of a phone that is not known.
fn reach(phone: &str) -> &str {
    if phone.is_empty() { "sans téléphone" } else { phone }
}

/// One line of the list: a family, or one of its days.
enum Row<'a> {
    Family(&'a str, &'a str, &'a str),
    Day(&'a ClosedDay),
}

fn rows(review: &ClosureReview) -> Vec<Row<'_>> {
    let mut rows = Vec::new();
    for family in &review.families {
        rows.push(Row::Family(&family.name, &family.login, &family.phone));
        rows.extend(family.days.iter().map(Row::Day));
    }
    rows
}

/// How many lines the list has.
pub fn height(review: &ClosureReview) -> usize {
    rows(review).len()
}

/// `14 enfants de 12 familles, 17 jours annulés`.
fn counts(review: &ClosureReview) -> String {
    let days = || review.families.iter().flat_map(|family| &family.days);
    let children: BTreeSet<ChildId> = days().map(|day| day.child).collect();
    format!(
        "{} de {}, {}",
        count(children.len(), "enfant", "enfants"),
        count(review.families.len(), "famille", "familles"),
        count(days().count(), "jour annulé", "jours annulés")
    )
}

/// `62,40 € non dus, dont 7,80 € rendus au porte-monnaie`; nothing where the office bills by
/// itself.
fn amounts(review: &ClosureReview) -> String {
    if review.total == Cents::ZERO {
        return String::new();
    }
    let back = match review.credited {
        Cents::ZERO => String::new(),
        back => format!(", dont {back} rendus au porte-monnaie"),
    };
    format!("{} non dus{back}", review.total)
}

/// Draws whom a closing concerns, from its `first` line in sight on.
pub fn draw_review(
    canvas: &mut Canvas<'_>,
    body: Rect,
    (review, first): (&ClosureReview, usize),
    what: &str,
    done: bool,
) {
    let theme = canvas.theme;
    let stage = if done { "À prévenir" } else { "Bilan\u{a0}: rien n’est encore fermé" };
    let mut inside = canvas.panel(body, &format!("{stage} · {}", review.wish.label));
    let when = format!("{what}, {}", when(review.wish.span));
    canvas.text(cut_top(&mut inside, 1), &when, theme.strong());
    let keys = cut_bottom(&mut inside, 1);
    let acts = if done {
        [
            ("F7", theme.key),
            (" imprimer la liste\u{a0}; F8 la garde, «\u{a0}à dire\u{a0}»   ", theme.text),
        ]
    } else {
        [("F9", theme.key), (" fermer et annuler sans frais   ", theme.text)]
    };
    let back = [("Échap", theme.key), (" revenir", theme.text)];
    canvas.line(keys, &[acts, back].concat());
    let last = cut_bottom(&mut inside, 1);
    if !done {
        canvas.text(last, FINAL, theme.alert);
    }
    let rest = canvas.right(cut_bottom(&mut inside, 1), &amounts(review), theme.strong());
    canvas.text(rest, FREE, theme.text);
    canvas.text(cut_bottom(&mut inside, 1), &counts(review), theme.strong());
    let rule = cut_bottom(&mut inside, 1);
    canvas.rule(rule, "─", theme.border);
    if review.families.is_empty() {
        canvas.text(inside, "Personne n’a réservé ces jours.", theme.quiet);
        return;
    }
    let rows = rows(review);
    let first = first.min(rows.len().saturating_sub(usize::from(inside.height)));
    for (row, mut place) in rows.iter().skip(first).zip(inside.rows()) {
        match row {
            Row::Family(name, login, phone) => {
                let place_of_phone = cut_right(&mut place, 16);
                canvas.right(place_of_phone, reach(phone), theme.strong());
                canvas.line(
                    place,
                    &[(name, theme.strong()), ("  ", theme.text), (login, theme.quiet)],
                );
            }
            Row::Day(day) => {
                cut_left(&mut place, 2);
                canvas.text(cut_left(&mut place, 11), &short_day(day.day), theme.text);
                canvas.text(cut_left(&mut place, 13), &day.given, theme.text);
                let price = cut_right(&mut place, 12);
                canvas.right(price, &price_words(day), theme.text);
                canvas.text(place, &day.label, theme.text);
            }
        }
    }
}

fn price_words(day: &ClosedDay) -> String {
    match (day.saw, day.price) {
        (BookingState::Waiting, _) => "en attente".to_owned(),
        (_, Cents::ZERO) => String::new(),
        (_, price) => price.to_string(),
    }
}

/// The families to be told, on paper: a box to tick, a name, a phone.
pub fn paper(review: &ClosureReview, what: &str) -> Vec<String> {
    let mut lines = vec![
        format!("FERMETURE\u{a0}: {}", review.wish.label),
        what.to_owned(),
        when(review.wish.span),
        FREE.to_owned(),
        counts(review),
        String::new(),
    ];
    for family in &review.families {
        lines.push(format!("[ ] {}", family.name));
        lines.push(format!("    {}", reach(&family.phone)));
        let day = |day: &ClosedDay| format!("    {} {}", short_day(day.day), day.given);
        lines.extend(family.days.iter().map(day));
    }
    lines
}
