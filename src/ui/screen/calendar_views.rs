//! What the views of the calendar share: the choice above, the day under the cursor below, and how
//! a day looks.
//!
//! Every cell is a glyph before it is a colour, and both come from the legend.

use chrono::{Datelike, NaiveDate};
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::calendar::held;
use super::calendar_grid::draw_month;
use super::calendar_rows::{draw_activities, draw_week};
use super::calendar_year::draw_year;
use super::pending::{Pending, signed};
use crate::desk::view::{CalendarView, DayRow, Span};
use crate::domain::day::{DayAnswer, booked};
use crate::domain::ids::ActivityId;
use crate::domain::legend::{Legend, LegendEntry};
use crate::domain::people::DayState;
use crate::domain::text::nth;
use crate::domain::text::sentence_case;
use crate::domain::time::{limit, month_name, short_day};
use crate::ui::canvas::{Canvas, columns, cut_bottom, cut_left, cut_right, cut_top};
use crate::ui::key::{Key, Place};
use crate::ui::theme::Theme;
use crate::ui::words::{count, width, wrap};

/// What is to be seen of the days.
#[derive(Clone, Copy, Debug)]
pub struct Sight<'a> {
    /// The rows of days.
    pub view: &'a CalendarView,
    /// The day under the cursor.
    pub cursor: NaiveDate,
    /// Today.
    pub today: NaiveDate,
    /// The days that were toggled.
    pub pending: &'a Pending,
    /// What the states look like.
    pub legend: &'a Legend,
    /// Which type of activities is chosen.
    pub kind: Option<&'a str>,
}

impl<'a> Sight<'a> {
    /// The row of the child and the activity chosen.
    pub fn row(&self) -> Option<&'a DayRow> {
        self.view.rows.get(self.view.chosen())
    }

    /// Whether the cursor stands on a day of a row.
    pub fn is_cursor(&self, row: usize, day: NaiveDate) -> bool {
        day == self.cursor && row == self.view.chosen()
    }
}

/// Rows of the days: six weeks of two rows in a box, with the names of the days, or the legend's 13
/// lines in one.
const DAYS: u16 = 15;

/// Columns of a state in the legend below the days: its glyph, a space, its word, a space.
const LEGEND_WORD: u16 = 12;

/// Rows of the box below: the day, two rows of reasons, the changes.
const DAY: u16 = 6;

/// Draws the view that is chosen.
pub fn draw_view(canvas: &mut Canvas<'_>, mut body: Rect, sight: &Sight<'_>) {
    draw_choice(canvas, cut_top(&mut body, 1), sight);
    let rows = match sight.view.span {
        Span::Week | Span::Activities | Span::Siblings => body.height.saturating_sub(DAY),
        Span::Month | Span::Year => DAYS,
    };
    let days = cut_top(&mut body, rows.max(DAYS));
    let Sight { view, legend, .. } = sight;
    match view.span {
        Span::Month => draw_month(canvas, days, sight),
        Span::Week => {
            let days = with_legend(canvas, days, legend);
            draw_week(canvas, days, sight);
        }
        Span::Year => {
            let days = with_legend(canvas, days, legend);
            draw_year(canvas, days, sight);
        }
        Span::Activities | Span::Siblings => {
            let days = with_legend(canvas, days, legend);
            draw_activities(canvas, days, sight);
        }
    }
    draw_day(canvas, cut_top(&mut body, DAY), sight);
}

/// The legend on two lines below the days; returns what is left for these.
fn with_legend(canvas: &mut Canvas<'_>, mut days: Rect, legend: &Legend) -> Rect {
    let theme = canvas.theme;
    let mut below = cut_bottom(&mut days, 2);
    cut_left(&mut below, 1);
    let marks = [&legend.marks.pending, &legend.marks.today];
    let lines = legend.entries().chunks(legend.entries().len() / 2).zip(marks);
    for ((entries, mark), mut row) in lines.zip(below.rows()) {
        for entry in entries {
            let words = format!("{} {}", entry.glyph, entry.long_word);
            let mut place = cut_left(&mut row, LEGEND_WORD);
            canvas.text(cut_left(&mut place, columns(&words)), &words, style(entry, &theme));
        }
        canvas.text(row, &format!("{} {}", mark.glyph, mark.label), theme.text);
    }
    days
}

/// `Enfant [Léo] Inès    Activité [Cantine Jean-Moulin] Périsoir Mercredi`.
fn draw_choice(canvas: &mut Canvas<'_>, mut row: Rect, sight: &Sight<'_>) {
    let view = sight.view;
    let children: Vec<(&str, bool)> =
        view.children.iter().map(|(id, given)| (given.as_str(), view.child == Some(*id))).collect();
    let held = held(view, sight.kind);
    let named = |(id, label): &(ActivityId, String)| {
        let shown = view.activity == Some(*id);
        let rhythm =
            view.terms.rhythm.filter(|_| shown).map(|rhythm| format!(" · {}", rhythm.label()));
        (format!("{label}{}", rhythm.unwrap_or_default()), shown)
    };
    let activities: Vec<(String, bool)> =
        view.activities.iter().filter(|(id, _)| held.contains(id)).map(named).collect();
    let activities: Vec<(&str, bool)> =
        activities.iter().map(|(label, shown)| (label.as_str(), *shown)).collect();
    cut_left(&mut row, 1);
    let mut rest = row;
    if !children.is_empty() {
        let third = row.width / 3;
        rest = choice(canvas, row, third, ("Enfant", &children));
        cut_left(&mut rest, 4);
    }
    choice(canvas, rest, rest.width, (sight.kind.unwrap_or("Activité"), &activities));
}

/// The names, the chosen one in brackets; that one alone where `room` is too short for all.
fn choice(
    canvas: &mut Canvas<'_>,
    area: Rect,
    room: u16,
    (label, names): (&str, &[(&str, bool)]),
) -> Rect {
    let theme = canvas.theme;
    let shown = |(name, chosen): &(&str, bool)| {
        if *chosen { format!(" [{name}]") } else { format!(" {name}") }
    };
    if names.is_empty() {
        return canvas.line(area, &[(label, theme.quiet), (" aucune", theme.quiet)]);
    }
    let mut words: Vec<(String, bool)> = names.iter().map(|one| (shown(one), one.1)).collect();
    let taken: usize = width(label) + words.iter().map(|(word, _)| width(word)).sum::<usize>();
    if taken > usize::from(room) {
        let place = names.iter().position(|(_, chosen)| *chosen).unwrap_or(0);
        words.retain(|(_, chosen)| *chosen);
        words.push((format!(" {} sur {}", place + 1, names.len()), false));
    }
    let rest = canvas.text(area, label, theme.quiet);
    words.iter().fold(rest, |rest, (word, chosen)| {
        canvas.text(rest, word, if *chosen { theme.strong() } else { theme.quiet })
    })
}

/// The colours of a state; where the legend leaves them to the terminal, ours.
pub fn style(entry: &LegendEntry, theme: &Theme) -> Style {
    let own = if entry.state == DayState::Closed { theme.quiet } else { theme.text };
    let style = theme.of_legend(&entry.colours, own);
    if entry.bold { style.add_modifier(Modifier::BOLD) } else { style }
}

/// The colours of the cursor; inverse video where the legend leaves them to the terminal.
pub fn cursor(legend: &Legend, theme: &Theme) -> Style {
    theme.of_legend(&legend.marks.cursor, theme.selected)
}

/// What the day under the cursor stands in; where all days are in brackets, it has a row's sign.
pub fn brackets(theme: &Theme) -> (char, char) {
    if theme.brackets() { ('>', '<') } else { ('[', ']') }
}

/// `Novembre 2026`.
pub fn month_title(day: NaiveDate) -> String {
    format!("{} {}", sentence_case(month_name(day)), day.year())
}

/// What a day looks like.
pub struct Look {
    /// The glyph of the state it has, and what marks it.
    pub glyph: String,
    /// A short word.
    pub word: String,
    /// Its colours.
    pub style: Style,
}

/// A toggled day has the colours that it will have, and the glyph that it still has.
pub fn look(
    (row, answer): (&DayRow, &DayAnswer),
    sight: &Sight<'_>,
    theme: &Theme,
    full: bool,
) -> Look {
    let entry = sight.legend.entry(answer.state);
    let pending = sight.legend.marks.pending.glyph;
    let Some(book) = sight.pending.of(row.child, row.activity, answer.day) else {
        let own = if full { &entry.long_word } else { &entry.word };
        let word = answer.word.unwrap_or(own).to_owned();
        return Look { glyph: entry.glyph.to_string(), word, style: style(entry, theme) };
    };
    let target = if book { answer.look_once_booked() } else { DayState::Cancelled };
    let word = match (book, full) {
        (true, _) if target == DayState::Waiting => &sight.legend.entry(target).word,
        (true, _) => "ajout",
        (false, true) => "retrait",
        (false, false) => "retr.",
    };
    let style = style(sight.legend.entry(target), theme).add_modifier(Modifier::BOLD);
    Look { glyph: format!("{}{pending}", entry.glyph), word: word.to_owned(), style }
}

/// A day in one or two columns: its glyph, or what marks it. The cursor has its own colours.
pub fn draw_narrow(canvas: &mut Canvas<'_>, cell: Rect, place: Place, sight: &Sight<'_>) {
    let theme = canvas.theme;
    let shown = sight.view.rows.get(place.row).and_then(|row| Some((row, row.answer(place.day)?)));
    let Some(shown) = shown else { return };
    let look = look(shown, sight, &theme, false);
    let mut glyph = look.glyph;
    if place.day == sight.today && cell.width > 1 {
        glyph.push(sight.legend.marks.today.glyph);
    }
    if look.word.is_empty() && shown.1.state == DayState::Closed {
        glyph.clear();
    }
    let skipped = width(&glyph).saturating_sub(usize::from(cell.width));
    let glyph: String = glyph.chars().skip(skipped).collect();
    let on_cursor = sight.is_cursor(place.row, place.day);
    let style = if on_cursor { cursor(sight.legend, &theme) } else { look.style };
    canvas.blank(cell, style);
    canvas.text(cell, &glyph, style);
    canvas.spots.click(cell, Key::Day(place));
}

/// The day under the cursor in words, and what the changes come to. On the smallest screen the
/// day stands in the border, so that its reasons have two rows: a deadline must not be cut off.
fn draw_day(canvas: &mut Canvas<'_>, area: Rect, sight: &Sight<'_>) {
    let theme = canvas.theme;
    let answer = sight.row().and_then(|row| row.answer(sight.cursor));
    let in_border = area.height < DAY && answer.is_some();
    let title = if in_border { "" } else { "Jour choisi et changements" };
    let mut inside = canvas.panel(area, title);
    let mut last = cut_bottom(&mut inside, 1);
    let notice = sight.view.notice.as_deref().map(|notice| format!("▲ {notice}"));
    match &notice {
        Some(notice) if sight.pending.is_empty() => {
            canvas.text(last, notice, theme.alert);
        }
        Some(notice) if inside.height > 2 => {
            canvas.text(cut_bottom(&mut inside, 1), notice, theme.alert);
        }
        _ => {}
    }
    if !sight.pending.is_empty() {
        let total = format!("Total  {}", signed(sight.pending.total()));
        canvas.text(cut_right(&mut last, columns(&total)), &total, theme.strong());
        let changes = sight.pending.sentence();
        canvas.line(last, &[("À VALIDER  ", theme.alert), (&changes, theme.text)]);
    } else if notice.is_none() && !sight.view.rows.is_empty() {
        if sight.view.span == Span::Year {
            let (days, amount) = booked(sight.view.days());
            let words = format!("Année  {}  {amount}", count(days, "jour", "jours"));
            last = canvas.right(last, &words, theme.strong());
        }
        canvas.text(last, "Rien à valider. Espace coche ou décoche un jour.", theme.quiet);
    }
    let Some(answer) = answer else {
        canvas.text(inside, nothing(sight.view), theme.quiet);
        return;
    };
    let head = if in_border { border(canvas, area) } else { cut_top(&mut inside, 1) };
    draw_head(canvas, head, answer, sight);
    draw_reasons(canvas, inside, answer);
}

/// Where a box has its title, behind a column of air.
fn border(canvas: &mut Canvas<'_>, area: Rect) -> Rect {
    let mut row = cut_top(&mut area.clone(), 1);
    cut_left(&mut row, 2);
    cut_right(&mut row, 2);
    let text = canvas.theme.text;
    canvas.text(cut_left(&mut row, 1), " ", text);
    row
}

/// Why there is no day at all.
const fn nothing(view: &CalendarView) -> &'static str {
    if view.child.is_none() {
        "Aucun enfant dans cette famille."
    } else {
        "Cet enfant n’est inscrit à aucune activité."
    }
}

/// `ven 27/11 ● inscrit annulable · tarif C 3,90 € · 42 places libres sur 60 · limite …`.
fn draw_head(canvas: &mut Canvas<'_>, row: Rect, answer: &DayAnswer, sight: &Sight<'_>) {
    let theme = canvas.theme;
    let entry = sight.legend.entry(answer.state);
    let state = format!(" {} {} ", entry.glyph, entry.label);
    let day = short_day(answer.day);
    let pieces =
        [(day.as_str(), theme.strong()), (" ", theme.text), (state.as_str(), style(entry, &theme))];
    let mut rest = canvas.line(row, &pieces);
    for fact in facts(answer, sight) {
        let fact = format!(" · {fact}");
        if columns(&fact) < rest.width {
            rest = canvas.text(rest, &fact, theme.text);
        }
    }
    canvas.text(rest, " ", theme.text);
}

/// The reasons, as far as there is room.
fn draw_reasons(canvas: &mut Canvas<'_>, area: Rect, answer: &DayAnswer) {
    let room = usize::from(area.height);
    let mut lines = wrap(&answer.reasons.join(" "), usize::from(area.width));
    let cut = lines.len() > room;
    lines.truncate(room);
    if let Some(line) = lines.last_mut().filter(|_| cut) {
        line.push_str(" …");
    }
    let text = canvas.theme.text;
    for (line, row) in lines.iter().zip(area.rows()) {
        canvas.text(row, line, text);
    }
}

/// What the day costs, how many places are left, until when it can change.
fn facts(answer: &DayAnswer, sight: &Sight<'_>) -> Vec<String> {
    let price = answer.price.map(|price| match sight.view.terms.bracket.as_str() {
        "" => price.to_string(),
        bracket => format!("tarif {bracket} {price}"),
    });
    let places = answer.places_left.zip(answer.places).map(|(left, places)| {
        let words = if left < 2 { "place libre" } else { "places libres" };
        format!("{left} {words} sur {places}")
    });
    let until = answer.deadline.map(|at| format!("limite {}", limit(at, sight.today)));
    let waits = answer.state == DayState::Waiting;
    let rank = answer.rank.filter(|_| waits).map(|rank| format!("{} de la liste", nth(rank)));
    [rank, price, places, until].into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::view::legend;
    use crate::ui::theme::{Depth, Look, Skin};

    #[test]
    fn the_legend_keeps_its_colours_at_every_depth() {
        let legend = legend();
        let available = legend.entry(DayState::Available);
        let closed = legend.entry(DayState::Closed);
        let [full, indexed, sixteen] = [Depth::True, Depth::Indexed, Depth::Sixteen]
            .map(|depth| Theme::new(Look { skin: Skin::Dark, depth }));
        let colours = |style: Style| format!("{}/{}", style.bg.unwrap(), style.fg.unwrap());
        assert_eq!(colours(style(available, &full)), "#FFA62B/#000000");
        assert_eq!(colours(style(available, &indexed)), "214/16");
        assert_eq!(colours(style(available, &sixteen)), "3/15");
        assert_eq!(style(closed, &sixteen), sixteen.quiet);
        assert_eq!(colours(cursor(&legend, &full)), "#FFFF00/#000000");
        assert_eq!(cursor(&legend, &sixteen), sixteen.selected);
    }
}
