//! Two versions of one household, side by side: what is typed, and what somebody else wrote
//! meanwhile.

use ratatui::layout::Rect;

use crate::desk::view::HouseholdView;
use crate::domain::household::{Difference, Household};
use crate::domain::time::{clock, numeric_day};
use crate::ui::canvas::{Canvas, cut_bottom, cut_left, cut_top};
use crate::ui::key::Key;
use crate::ui::table::{first_in_sight, moved};
use crate::ui::words::wrap;

/// Columns of the labels.
const LABEL: u16 = 26;

/// The fields that differ, and which version is taken of each.
#[derive(Clone, Debug, PartialEq)]
pub struct Versions {
    /// What stands.
    pub stands: HouseholdView,
    /// What was typed, over what stands.
    merged: Household,
    choices: Vec<Choice>,
    selected: usize,
}

/// A field that the two say otherwise.
#[derive(Clone, Debug, PartialEq)]
struct Choice {
    /// What is typed (`here`) and what stands (`there`).
    of: Difference,
    /// `Téléphone de MOREL Antoine`.
    label: String,
    /// What is typed is taken.
    typed: bool,
}

impl Versions {
    /// What was typed over a base that no longer stands. Of each field the one that was changed is
    /// taken first; where both changed it, what is typed.
    pub fn of(base: &Household, mine: &Household, stands: HouseholdView) -> Self {
        let both = |difference: &Difference| {
            mine.has(difference.whose) && stands.household.has(difference.whose)
        };
        let choice = |of: Difference| {
            let name = stands.household.name_of(of.whose);
            let label = of.detail.label();
            let label =
                if name.is_empty() { label.to_owned() } else { format!("{label} · {name}") };
            Choice { typed: base.text(of.whose, of.detail) != of.here, label, of }
        };
        let differences = mine.differences(&stands.household).into_iter();
        let choices = differences.filter(both).map(choice).collect();
        let merged = mine.over(base, &stands.household);
        Self { stands, merged, choices, selected: 0 }
    }

    /// Another field.
    pub fn go(&mut self, key: Key) {
        self.selected = moved(self.selected, self.choices.len(), key);
    }

    /// The version at the left or at the right.
    pub fn take(&mut self, key: Key) {
        if let Some(choice) = self.choices.get_mut(self.selected) {
            choice.typed = key == Key::Left;
        }
    }

    /// The household with the versions that are taken.
    pub fn chosen(&self) -> Household {
        let mut household = self.merged.clone();
        for choice in &self.choices {
            let Difference { whose, detail, here, there } = &choice.of;
            household.set(*whose, *detail, if choice.typed { here } else { there });
        }
        household
    }

    /// Draws one row a field, both versions beside each other, the taken one marked.
    pub fn draw(&self, canvas: &mut Canvas<'_>, body: Rect) {
        let theme = canvas.theme;
        let local = self.stands.at.local();
        let who = format!(
            "Modifié entre-temps par {} le {} à {}. Rien n’est écrit\u{a0}: choisissez champ \
             par champ, puis F9.",
            self.stands.agent,
            numeric_day(local.date()),
            clock(local)
        );
        let mut inside = canvas.panel(body, "Deux versions de la fiche");
        for line in wrap(&who, usize::from(inside.width)) {
            canvas.text(cut_top(&mut inside, 1), &line, theme.alert);
        }
        cut_top(&mut inside, 1);
        let full = cut_bottom(&mut inside, 3);
        let half = inside.width.saturating_sub(LABEL) / 2;
        let mut head = cut_top(&mut inside, 1);
        canvas.text(cut_left(&mut head, LABEL), "Champ", theme.quiet);
        canvas.text(cut_left(&mut head, half), "  à l’écran", theme.quiet);
        canvas.text(head, "  enregistré", theme.quiet);
        if self.choices.is_empty() {
            let none =
                "Aucun champ ne se contredit\u{a0}: F9 enregistre les deux saisies ensemble.";
            canvas.text(inside, none, theme.text);
        }
        let height = usize::from(inside.height);
        let first = first_in_sight(self.selected, self.choices.len(), height);
        for ((index, choice), row) in self.choices.iter().enumerate().skip(first).zip(inside.rows())
        {
            draw_choice(canvas, row, half, choice);
            if index == self.selected {
                canvas.highlight(row);
            }
        }
        self.draw_in_full(canvas, full);
    }

    /// Both versions of the highlighted field, where the columns have to cut them.
    fn draw_in_full(&self, canvas: &mut Canvas<'_>, mut area: Rect) {
        let theme = canvas.theme;
        canvas.rule(cut_top(&mut area, 1), "─", theme.border);
        let Some(choice) = self.choices.get(self.selected) else { return };
        for (label, text) in [("à l’écran   ", &choice.of.here), ("enregistré  ", &choice.of.there)]
        {
            let row = cut_top(&mut area, 1);
            canvas.line(row, &[(label, theme.quiet), (text, theme.text)]);
        }
    }
}

/// One field: its label, what is typed, what stands; the taken one marked.
fn draw_choice(canvas: &mut Canvas<'_>, mut row: Rect, half: u16, choice: &Choice) {
    let theme = canvas.theme;
    let mut cell = cut_left(&mut row, LABEL);
    cell.width = cell.width.saturating_sub(1);
    canvas.text(cell, &choice.label, theme.text);
    let versions = [(&choice.of.here, choice.typed), (&choice.of.there, !choice.typed)];
    for (text, taken) in versions {
        let mut cell = cut_left(&mut row, half);
        cell.width = cell.width.saturating_sub(1);
        let (mark, style) = if taken { ("● ", theme.success) } else { ("  ", theme.quiet) };
        let text = if text.is_empty() { "vide" } else { text };
        canvas.line(cell, &[(mark, theme.success), (text, style)]);
    }
}
