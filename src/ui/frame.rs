//! The frame of every screen: title bar above, message line and keys below, the body between.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::desk::view::AgentView;
use crate::domain::time::clock;

use super::app::{App, SMALLEST};
use super::canvas::{Canvas, centred, columns, cut_bottom, cut_left, cut_right, cut_top};
use super::key::Key;
use super::keymap::{Binding, Label, short};
use super::msg::Tone;
use super::pointer::Spots;
use super::words::{fit_head, wrap};

/// Draws the app over the whole buffer; returns where the cursor stands, if anywhere.
pub fn draw(app: &App, buffer: &mut Buffer) -> Option<Position> {
    drawn(app, buffer).cursor
}

/// What can be pointed at on the screen as it is in sight.
pub fn spots(app: &App) -> Spots {
    let (width, height) = app.display.size;
    drawn(app, &mut Buffer::empty(Rect { x: 0, y: 0, width, height })).spots
}

fn drawn<'a>(app: &App, buffer: &'a mut Buffer) -> Canvas<'a> {
    let mut canvas = Canvas::new(buffer, app.display.theme);
    let mut body = canvas.area();
    if body.width < SMALLEST.0 || body.height < SMALLEST.1 {
        too_small(&mut canvas, app.session.is_some());
        return canvas;
    }
    let (title, footer) = (cut_top(&mut body, 1), cut_bottom(&mut body, 1));
    let message = cut_bottom(&mut body, 1);
    draw_title(app, &mut canvas, title);
    app.trail.top.draw(&app.scene(), &mut canvas, body);
    if let Some(overlay) = &app.overlay {
        canvas.cursor = None;
        overlay.draw(&app.trail.top, &app.scene(), &mut canvas, body);
    }
    draw_message(app, &mut canvas, message, body);
    draw_footer(app, &mut canvas, footer);
    canvas
}

/// ` GUICHET · Nétreville          DÉMONSTRATION │ Caisse 214,60 € │ S. Leroy │ 10:42 `
fn draw_title(app: &App, canvas: &mut Canvas<'_>, mut row: Rect) {
    let theme = canvas.theme;
    canvas.blank(row, theme.title);
    cut_left(&mut row, 1);
    cut_right(&mut row, 1);
    let screen = &app.trail.top;
    let own = app.overlay.as_ref().and_then(|overlay| overlay.title(screen));
    let place = own.unwrap_or_else(|| screen.title(&app.scene()));
    let house = &app.house;
    let known = !house.station.is_empty();
    let seat = known.then(|| format!("{} · poste {}", house.annex, house.station));
    let right = app
        .session
        .as_ref()
        .map_or(seat.unwrap_or_default(), |agent| seated(app, agent, &place, row.width));
    let mut rest = canvas.right(row, &right, theme.title);
    if app.house.demo {
        rest = canvas.right(rest, " │ ", theme.title);
        rest = canvas.right(rest, DEMO, theme.demo);
    }
    cut_right(&mut rest, 1);
    canvas.text(rest, &fit_head(&place, usize::from(rest.width)), theme.title);
}

/// `Caisse 214,60 € │ S. Leroy │ 10:42`; the till falls away where the place needs its room.
fn seated(app: &App, agent: &AgentView, place: &str, room: u16) -> String {
    let till = agent.till.map_or("Caisse fermée".to_owned(), |cash| format!("Caisse {cash}"));
    let short = format!("{} │ {}", agent.name, clock(app.now.local()));
    let long = format!("{till} │ {short}");
    let demo = if app.house.demo { columns(DEMO) + 3 } else { 0 };
    if columns(place) + columns(&long) + demo + 2 <= room { long } else { short }
}

const DEMO: &str = "DÉMONSTRATION";

/// The message, or the hints where there is none. A message that is too long for its row takes
/// the last row of the body as well: what was refused and what was kept are never cut.
fn draw_message(app: &App, canvas: &mut Canvas<'_>, mut row: Rect, mut body: Rect) {
    let theme = canvas.theme;
    cut_left(&mut row, 1);
    if let Some(message) = &app.message {
        let (glyph, style) = match message.tone {
            Tone::Done => ("● ", theme.success),
            Tone::Warning => ("▲ ", theme.alert),
            Tone::No => ("× ", theme.error),
            Tone::Plain => ("", theme.text),
        };
        let room = row.width.saturating_sub(columns(glyph));
        let lines = wrap(&message.text, usize::from(room));
        let Some((first, rest)) = lines.split_first() else { return };
        if rest.is_empty() {
            canvas.line(row, &[(glyph, style), (first, style)]);
            return;
        }
        let mut above = cut_bottom(&mut body, 1);
        canvas.blank(above, theme.text);
        cut_left(&mut above, 1);
        canvas.line(above, &[(glyph, style), (first, style)]);
        cut_left(&mut row, columns(glyph));
        canvas.text(row, &rest.join(" "), style);
        return;
    }
    let hints = labelled(app, |label| match label {
        Label::Hint(words) => Some(words),
        _ => None,
    });
    for (index, (keys, words, possible)) in hints.iter().enumerate() {
        let key = if *possible { theme.key } else { theme.quiet };
        let gap = if index == 0 { "" } else { " · " };
        if columns(gap) + columns(keys) + 1 + columns(words) > row.width {
            break;
        }
        row = canvas.line(row, &[(gap, theme.quiet)]);
        let pieces = [(keys.as_str(), key), (" ", theme.quiet), (words, theme.quiet)];
        row = draw_key(canvas, row, &pieces);
    }
}

/// The keys with a label of that kind: how they read, what they do, whether it is possible now.
///
/// The function keys stand in their order, the lock last; a key that is text now gives way to its
/// twin.
fn labelled(
    app: &App,
    pick: impl Fn(Label) -> Option<&'static str>,
) -> Vec<(String, &'static str, bool)> {
    let tables = app.tables();
    let mut bindings: Vec<&Binding> =
        tables.iter().copied().flatten().filter(|b| pick(b.label).is_some()).collect();
    bindings.sort_by_key(|binding| match binding.keys.first() {
        Some(key) if key.locks() => u8::MAX,
        Some(Key::F(number)) => *number,
        _ => 0,
    });
    let shown = |binding: &Binding| {
        let twin = binding.keys.iter().find(|key| key.locks() || !app.takes(**key));
        match twin {
            Some(twin) if binding.keys.first() != Some(twin) => twin.label(),
            _ => binding.short_keys(),
        }
    };
    let possible = |binding: &Binding| app.refuses(binding.action).is_none();
    bindings
        .into_iter()
        .filter_map(|binding| Some((shown(binding), pick(binding.label)?, possible(binding))))
        .collect()
}

fn draw_footer(app: &App, canvas: &mut Canvas<'_>, mut row: Rect) {
    let theme = canvas.theme;
    cut_left(&mut row, 1);
    let mut keys = labelled(app, |label| match label {
        Label::Footer(words) => Some(words),
        _ => None,
    });
    let needs = |keys: &[(String, &str, bool)]| -> u16 {
        keys.iter().map(|(keys, words, _)| columns(keys) + 2 + columns(words)).sum()
    };
    if needs(&keys) > row.width + 1 {
        for (_, words, _) in &mut keys {
            *words = short(words);
        }
    }
    let words: u16 = keys.iter().map(|(keys, words, _)| columns(keys) + 1 + columns(words)).sum();
    let gaps = u16::try_from(keys.len().saturating_sub(1)).unwrap_or(0);
    let gap = [3, 2].into_iter().find(|gap| words + gaps * gap <= row.width).unwrap_or(1);
    for (keys, words, possible) in &keys {
        let (key, word) =
            if *possible { (theme.key, theme.text) } else { (theme.quiet, theme.quiet) };
        row = draw_key(canvas, row, &[(keys, key), (" ", word), (words, word)]);
        cut_left(&mut row, gap);
    }
}

/// A key and what it does. It can be clicked even if it is impossible now: then it says why.
fn draw_key(canvas: &mut Canvas<'_>, row: Rect, pieces: &[(&str, Style); 3]) -> Rect {
    let rest = canvas.line(row, pieces);
    if let Some(key) = Key::read(pieces[0].0) {
        canvas.spots.click(Rect { width: row.width.saturating_sub(rest.width), ..row }, key);
    }
    rest
}

/// What stands there while the window is too small: the sizes, and that nothing is lost.
fn too_small(canvas: &mut Canvas<'_>, locks: bool) {
    let theme = canvas.theme;
    let mut area = canvas.area();
    let mut footer = cut_bottom(&mut area, 1);
    let now = format!("Actuellement\u{a0}: {} × {}.", canvas.area().width, canvas.area().height);
    let lines = [
        "",
        "Il faut au moins 80 colonnes × 24 lignes.",
        &now,
        "",
        "Agrandissez la fenêtre ou réduisez la police",
        "(Ctrl et molette, ou Ctrl et -).",
        "",
        "Votre saisie est conservée.",
    ];
    let inside = canvas.panel(centred(area, 56, 10), "Fenêtre trop petite");
    for (line, mut row) in lines.into_iter().zip(inside.rows()) {
        cut_left(&mut row, 2);
        canvas.text(row, line, theme.text);
    }
    if locks {
        cut_left(&mut footer, 1);
        canvas.line(footer, &[("²", theme.key), (" verrouiller", theme.text)]);
    }
}
