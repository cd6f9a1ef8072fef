//! The frame of every page, and how choices, fields and texts lie in it.

use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};

use super::big;
use super::days_view::draw_days;
use super::keys::{Act, Binding, Shown};
use super::lines::{Line, broken, draw};
use super::menu::{Choice, Menu};
use super::page::{Page, Said, Scene};
use super::reading::{Reading, paying};
use super::typing::{Entry, Typing};
use super::words::Phrase;
use crate::domain::time::clock;
use crate::ui::app::SMALLEST;
use crate::ui::canvas::{Canvas, centred, columns, cut_bottom, cut_left, cut_right, cut_top};
use crate::ui::key::Key;
use crate::ui::msg::Tone;
use crate::ui::table::first_in_sight;
use crate::ui::words::{width, wrap};

/// Columns of what is read or chosen, at most.
const COLUMN: u16 = 74;
/// Rows of the box that a change is typed in.
const BOX_ROWS: u16 = 4;

/// What stands on the row above the keys.
pub struct Above<'a> {
    /// What was said last.
    pub said: Option<&'a Said>,
    /// How it is meant.
    pub tone: Tone,
    /// How the visit ends by itself, and what keeps it open.
    pub ending: Option<String>,
    /// An answer is waited for.
    pub waits: bool,
}

/// Draws a page over the whole screen.
pub fn draw_page(canvas: &mut Canvas<'_>, page: &Page, scene: &Scene<'_>, above: &Above<'_>) {
    let mut body = canvas.area();
    if body.width < SMALLEST.0 || body.height < SMALLEST.1 {
        too_small(canvas, scene);
        return;
    }
    let title = cut_top(&mut body, 1);
    let footer = cut_bottom(&mut body, 1);
    let message = cut_bottom(&mut body, 1);
    draw_title(canvas, title, page, scene);
    cut_top(&mut body, 1);
    match page {
        Page::Menu(menu) => draw_menu(canvas, body, menu, scene),
        Page::Typing(typing) => draw_typing(canvas, body, typing, scene),
        Page::Reading(reading) => draw_reading(canvas, body, reading, scene),
        Page::Days(days) => draw_days(canvas, body, days, scene),
    }
    draw_above(canvas, (message, body), (page, scene), above);
    draw_footer(canvas, footer, page, scene);
}

/// ` ÉVREUX · Espace famille            vendredi 20 novembre · 10:42 `
fn draw_title(canvas: &mut Canvas<'_>, mut row: Rect, page: &Page, scene: &Scene<'_>) {
    let theme = canvas.theme;
    canvas.blank(row, theme.title);
    cut_left(&mut row, 2);
    cut_right(&mut row, 2);
    let now = format!("{} · {}", scene.date(scene.now.today()), clock(scene.now.local()));
    let mut rest = canvas.right(row, &now, theme.title);
    if scene.house.demo {
        rest = canvas.right(rest, " · ", theme.title);
        rest = canvas.right(rest, scene.say(Phrase::Demo), theme.demo);
    }
    cut_right(&mut rest, 2);
    let commune = scene.house.commune.to_uppercase();
    let place = match page {
        Page::Days(days) => days.whose(),
        _ => scene.fill(Phrase::Title, &[("commune", &commune)]),
    };
    canvas.text(rest, &place, theme.title);
}

/// The middle of a page: a column that is not too wide to be read.
fn column(body: Rect) -> Rect {
    centred(body, COLUMN.min(body.width.saturating_sub(4)), body.height)
}

/// Columns of what is read in a window of that size.
pub fn reading_room((columns, _): (u16, u16)) -> u16 {
    COLUMN.min(columns.saturating_sub(4)).saturating_sub(2)
}

/// A question, what is read above it, and the answers in a box.
fn draw_menu(canvas: &mut Canvas<'_>, body: Rect, menu: &Menu, scene: &Scene<'_>) {
    let mut area = column(body);
    let theme = canvas.theme;
    let large = scene.reader.large;
    let choices = menu.choices(scene);
    let text = broken(&menu.text(scene), area.width.saturating_sub(4), large);
    if !large || area.height > 26 {
        cut_top(&mut area, 1);
    }
    canvas.text(cut_top(&mut area, 1), &menu.heading(scene), theme.strong());
    cut_top(&mut area, 1);
    let blocks = large && menu.is_short();
    let pitch = if blocks { big::ROWS + 1 } else { 2 };
    let wanted = u16::try_from(choices.len()).unwrap_or(u16::MAX).saturating_mul(pitch);
    if !text.is_empty() {
        let least = if blocks { pitch } else { wanted + 2 };
        let room = area.height.saturating_sub(least + 1).max(2);
        let rows = u16::try_from(text.len()).unwrap_or(u16::MAX).min(room);
        let mut place = cut_top(&mut area, rows);
        cut_left(&mut place, 2);
        cut_right(&mut place, 2);
        draw(canvas, place, (&text, menu.first), scene.legend);
        canvas.spots.wheel(place, Key::PageUp, Key::PageDown);
        if usize::from(rows) < text.len() {
            more(canvas, cut_top(&mut area, 1), scene);
        } else {
            cut_top(&mut area, 1);
        }
    }
    let inside = if blocks {
        cut_top(&mut area, wanted)
    } else {
        let rows = (wanted + 3).min(area.height);
        canvas.panel(cut_top(&mut area, rows), "")
    };
    draw_choices(canvas, inside, (menu, &choices), (scene, pitch));
    if menu.is_welcome() && !large {
        cut_top(&mut area, 1);
        cut_left(&mut area, 2);
        draw(canvas, area, (&broken(&paying(scene), area.width, false), 0), scene.legend);
    }
}

/// That there is more to read than is in sight, and by which keys.
fn more(canvas: &mut Canvas<'_>, row: Rect, scene: &Scene<'_>) {
    let theme = canvas.theme;
    let words = format!("  {} ", scene.say(Phrase::More));
    canvas.line(
        row,
        &[
            (&words, theme.quiet),
            ("Pg.préc.", theme.key),
            ("  ", theme.text),
            ("Pg.suiv.", theme.key),
        ],
    );
}

/// The answers, a digit before each; those around the highlighted one where not all fit.
fn draw_choices(
    canvas: &mut Canvas<'_>,
    mut inside: Rect,
    (menu, choices): (&Menu, &[Choice]),
    (scene, pitch): (&Scene<'_>, u16),
) {
    let theme = canvas.theme;
    if pitch == 2 {
        cut_top(&mut inside, 1);
    }
    let last = cut_bottom(&mut inside.clone(), 1);
    let fits = usize::from((inside.height + 1) / pitch).max(1);
    let first = first_in_sight(menu.chosen, choices.len(), fits);
    for (index, choice) in choices.iter().enumerate().skip(first).take(fits) {
        let row = cut_top(&mut inside, pitch);
        let place = Rect { height: row.height.min(pitch - 1), ..row };
        let highlighted = index == menu.chosen;
        let number = (index + 1).to_string();
        let (key, words) =
            if highlighted { (theme.selected, theme.selected) } else { (theme.key, theme.text) };
        if highlighted {
            canvas.blank(place, theme.selected);
        }
        if pitch > 2 {
            let mut middle = place;
            cut_left(&mut middle, 2);
            let taken = big::draw(canvas, middle, &number, key);
            cut_left(&mut middle, taken + 2);
            let lines = wrap(&choice.words, usize::from(middle.width.saturating_sub(1)));
            let above = middle.height.saturating_sub(u16::try_from(lines.len()).unwrap_or(1)) / 2;
            cut_top(&mut middle, above);
            for (line, row) in lines.iter().zip(middle.rows()) {
                canvas.text(row, line, bold(words));
            }
        } else {
            let label = format!("   {number}   ");
            let words = if scene.reader.large { bold(words) } else { words };
            canvas.line(place, &[(&label, key), (&choice.words, words)]);
        }
        if let Some(digit) = (index < 9).then(|| char::from_digit(digit_of(index), 10)).flatten() {
            canvas.spots.click(place, Key::Char(digit));
        }
    }
    canvas.spots.wheel(inside, Key::Up, Key::Down);
    if first + fits < choices.len() {
        let left = (choices.len() - first - fits).to_string();
        let words = scene.fill(Phrase::MoreChoices, &[("count", &left)]);
        canvas.right(last, &words, theme.quiet);
    }
}

const fn bold(style: Style) -> Style {
    style.add_modifier(Modifier::BOLD)
}

fn digit_of(index: usize) -> u32 {
    u32::try_from(index + 1).unwrap_or(0)
}

/// What is typed, its field, and what helps.
fn draw_typing(canvas: &mut Canvas<'_>, body: Rect, typing: &Typing, scene: &Scene<'_>) {
    let mut area = column(body);
    let theme = canvas.theme;
    cut_top(&mut area, if body.height > 24 { 3 } else { 1 });
    canvas.text(cut_top(&mut area, 1), scene.say(typing.heading()), theme.strong());
    cut_top(&mut area, 1);
    let rows = match (typing.is_long(), scene.reader.large) {
        (true, _) => BOX_ROWS,
        (false, true) => 3,
        (false, false) => 1,
    };
    let mut inside = canvas.panel(cut_top(&mut area, rows + 2), "");
    if rows == 3 {
        canvas.blank(inside, theme.field);
        cut_top(&mut inside, 1);
    }
    match &typing.entry {
        Entry::Open(field) if typing.is_long() => draw_box(canvas, inside, field.text(), field),
        Entry::Open(field) => canvas.field(inside, field, true),
        Entry::Hidden(field) => canvas.secret(inside, field, true),
    }
    cut_top(&mut area, 1);
    cut_left(&mut area, 2);
    let lines: Vec<Line> = typing.help(scene);
    let lines = broken(&lines, area.width, scene.reader.large);
    draw(canvas, area, (&lines, 0), scene.legend);
}

/// Words over several rows, broken at their spaces, and the cursor among them.
fn draw_box(canvas: &mut Canvas<'_>, area: Rect, text: &str, field: &crate::ui::field::Field) {
    let style = canvas.theme.field;
    canvas.blank(area, style);
    let room = usize::from(area.width.saturating_sub(1)).max(1);
    let lines = wrap(text, room);
    let skipped = lines.len().saturating_sub(usize::from(area.height));
    for (line, row) in lines.iter().skip(skipped).zip(area.rows()) {
        canvas.text(row, line, style);
    }
    let (_, column) = field.window(u16::MAX);
    let mut before = String::new();
    for c in text.chars() {
        if width(&before) >= column {
            break;
        }
        before.push(c);
    }
    let until = wrap(&before, room);
    let spaces = before.chars().rev().take_while(|c| *c == ' ').count();
    let row = until.len().saturating_sub(1).saturating_sub(skipped);
    let column = until.last().map_or(0, |line| width(line)) + spaces;
    let at = Position::new(
        area.x.saturating_add(u16::try_from(column.min(room)).unwrap_or(0)),
        area.y.saturating_add(u16::try_from(row).unwrap_or(0)),
    );
    if area.contains(at) {
        canvas.cursor = Some(at);
    }
}

/// What is read, as far as there is room.
fn draw_reading(canvas: &mut Canvas<'_>, body: Rect, reading: &Reading, scene: &Scene<'_>) {
    let mut area = column(body);
    let theme = canvas.theme;
    if body.height > 24 {
        cut_top(&mut area, 1);
    }
    canvas.text(cut_top(&mut area, 1), &reading.heading(scene), theme.strong());
    canvas.rule(cut_top(&mut area, 1), "─", theme.border);
    let lines = reading.shown(scene, area.width.saturating_sub(2));
    let hint =
        if lines.len() > usize::from(area.height) { Some(cut_bottom(&mut area, 1)) } else { None };
    cut_left(&mut area, 1);
    cut_right(&mut area, 1);
    draw(canvas, area, (&lines, reading.first), scene.legend);
    canvas.spots.wheel(area, Key::Up, Key::Down);
    if let Some(hint) = hint {
        more(canvas, hint, scene);
    }
}

/// How the visit ends, what was said, or how reading is made easier. What is said may take the last
/// row of the body as well.
fn draw_above(
    canvas: &mut Canvas<'_>,
    (mut row, mut body): (Rect, Rect),
    (page, scene): (&Page, &Scene<'_>),
    above: &Above<'_>,
) {
    let theme = canvas.theme;
    cut_left(&mut row, 2);
    cut_right(&mut row, 2);
    let said = match (&above.ending, above.said) {
        (Some(ending), _) => Some(("▲ ", ending.clone(), theme.alert)),
        (None, Some(said)) => {
            let words = match said {
                Said::Phrase(phrase) => scene.say(*phrase).to_owned(),
                Said::Rule(sentence) => scene.in_french(sentence),
            };
            Some(match above.tone {
                Tone::Done => ("● ", words, theme.success),
                Tone::Warning => ("▲ ", words, theme.alert),
                Tone::No => ("× ", words, theme.error),
                Tone::Plain => ("", words, theme.text),
            })
        }
        (None, None) if above.waits => Some(("", scene.say(Phrase::Wait).to_owned(), theme.text)),
        (None, None) => None,
    };
    if let Some((glyph, words, style)) = said {
        let lines = wrap(&words, usize::from(row.width.saturating_sub(2)));
        let mut place = row;
        if lines.len() > 1 {
            let mut last = cut_bottom(&mut body, 1);
            canvas.blank(last, theme.text);
            cut_left(&mut last, 2);
            cut_right(&mut last, 2);
            place = last;
        }
        let mut lines = lines.into_iter();
        let first = lines.next().unwrap_or_default();
        canvas.line(place, &[(glyph, style), (&first, style)]);
        let rest: Vec<String> = lines.collect();
        if !rest.is_empty() {
            cut_left(&mut row, columns(glyph));
            canvas.text(row, &rest.join(" "), style);
        }
        return;
    }
    let mut right = row;
    for binding in page.table(scene.house).iter().rev() {
        if let (Shown::Above(phrase), Some(key)) = (binding.shown, binding.keys.first()) {
            let words = format!("{} {}", binding.label, scene.say(phrase));
            let place = cut_right(&mut right, columns(&words));
            let pieces =
                [(binding.label, theme.key), (" ", theme.quiet), (scene.say(phrase), theme.quiet)];
            canvas.line(place, &pieces);
            canvas.spots.click(place, *key);
            cut_right(&mut right, 3);
        }
    }
}

/// The keys of the page, the end of the visit at the right.
fn draw_footer(canvas: &mut Canvas<'_>, mut row: Rect, page: &Page, scene: &Scene<'_>) {
    let theme = canvas.theme;
    cut_left(&mut row, 2);
    cut_right(&mut row, 2);
    let table = page.table(scene.house);
    for binding in table {
        if let (Shown::Last(phrase), Some(key)) = (binding.shown, binding.keys.first()) {
            let words = scene.say(phrase);
            let place = cut_right(&mut row, columns(binding.label) + 1 + columns(words));
            canvas
                .line(place, &[(binding.label, theme.key), (" ", theme.text), (words, theme.text)]);
            canvas.spots.click(place, *key);
            cut_right(&mut row, 2);
        }
    }
    let digits = match page {
        Page::Menu(menu) => (1..=menu.choices(scene).len().min(9))
            .map(|number| number.to_string())
            .collect::<Vec<_>>()
            .join(" "),
        _ => String::new(),
    };
    let here = table.iter().filter_map(|binding| match binding.shown {
        Shown::Here(phrase) => Some((binding, phrase)),
        _ => None,
    });
    let label = |binding: &Binding| -> String {
        if binding.act == Act::Digit { digits.clone() } else { binding.label.to_owned() }
    };
    let wide =
        |binding: &Binding, phrase| columns(&label(binding)) + 1 + columns(scene.say(phrase));
    let all: u16 = here.clone().map(|(binding, phrase)| wide(binding, phrase) + 3).sum();
    let gap = if all > row.width + 1 { 2 } else { 3 };
    for (binding, phrase) in here {
        let (label, words, wide) = (label(binding), scene.say(phrase), wide(binding, phrase));
        if wide > row.width {
            break;
        }
        let place = cut_left(&mut row, wide);
        canvas.line(place, &[(&label, theme.key), (" ", theme.text), (words, theme.text)]);
        if let (true, Some(key)) = (binding.is_one_button(), binding.keys.first()) {
            canvas.spots.click(place, *key);
        }
        cut_left(&mut row, gap);
    }
}

/// What stands there while the window is too small.
fn too_small(canvas: &mut Canvas<'_>, scene: &Scene<'_>) {
    let theme = canvas.theme;
    let area = canvas.area();
    let lines = wrap(scene.say(Phrase::TooSmall), usize::from(area.width));
    for (line, row) in lines.iter().zip(area.rows()) {
        canvas.text(row, line, theme.text);
    }
}

impl Menu {
    /// Whether little is read above the choices, so that these can be as large as blocks.
    fn is_short(&self) -> bool {
        use super::menu::Question;
        !matches!(self.question, Question::Verify(_) | Question::Review(..))
    }
}
