//! T12 and T11: what it takes to draw each screen, and how many bytes go to the terminal.

use std::io::{BufWriter, Write};

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use guichet::desk::perform;
use guichet::desk::request::Request;
use guichet::desk::view::HouseView;
use guichet::domain::money::Cents;
use guichet::profile::portail_legende;
use guichet::runtime::display::Surroundings;
use guichet::runtime::painter::Painter;
use guichet::ui::app::App;
use guichet::ui::display::Display;
use guichet::ui::display::Habits;
use guichet::ui::frame;
use guichet::ui::key::Key;
use guichet::ui::msg::{Effect, Msg};
use guichet::ui::screen::Screen;
use guichet::ui::screen::sign_in::SignIn;
use guichet::ui::theme::Look;

use crate::Outcome;
use crate::measure::{Clock, Duel, Series};
use crate::town::Town;

/// Draws of a round.
const DRAWS: usize = 200;
/// Rounds.
const ROUNDS: usize = 5;
/// Windows, with the most microseconds of a draw.
const WINDOWS: [(u16, u16, u32); 2] = [(80, 24, 500), (200, 60, 1_500)];

/// Each screen, and the keys that lead to it from the one before.
const WALK: [(&str, &[Key]); 9] = [
    ("sign-in", &[]),
    ("search", &[Key::Char('m'), Key::Char('a'), Key::Char('r')]),
    ("search, a row down", &[Key::Down]),
    ("family", &[Key::Enter]),
    ("access", &[Key::F(6)]),
    ("payment", &[Key::Esc, Key::F(4)]),
    ("calendar", &[Key::Esc, Key::F(5)]),
    ("calendar, a day on", &[Key::Right]),
    ("calendar, a month on", &[Key::PageDown]),
];

/// Measures the screens of a town's counter.
pub fn run(town: &mut Town) -> Outcome<()> {
    perform(&mut town.counter, town.now, Request::OpenTill { float: Cents(10_000) });
    for (columns, rows, most) in WINDOWS {
        let screens = walk(town, (columns, rows))?;
        println!("  T12 {columns} × {rows} (target p99 ≤ {most} µs)");
        for (name, app) in &screens {
            draws(name, app, (columns, rows))?;
        }
        bytes(&screens, (columns, rows))?;
    }
    Ok(())
}

/// The screens, one after the other, as the keys open them.
fn walk(town: &mut Town, (columns, rows): (u16, u16)) -> Outcome<Vec<(&'static str, App)>> {
    let house = HouseView { commune: "Évreux".to_owned(), ..HouseView::default() };
    let first = Screen::SignIn(SignIn::default());
    let legend = portail_legende()?;
    let mut app =
        App::new(house, Display::new(Look::default(), Habits::default()), legend, first, town.now);
    tell(town, &mut app, Msg::Resized(columns, rows));
    let mut screens = Vec::new();
    for (name, keys) in WALK {
        for key in keys {
            tell(town, &mut app, Msg::Key(*key));
        }
        screens.push((name, app.clone()));
        if name == "sign-in" {
            for key in "sle\rguichet\r".chars() {
                let key = if key == '\r' { Key::Enter } else { Key::Char(key) };
                tell(town, &mut app, Msg::Key(key));
            }
        }
    }
    Ok(screens)
}

/// Hands a message to the screens, and the desk's answers.
fn tell(town: &mut Town, app: &mut App, msg: Msg) {
    for effect in app.update(msg) {
        if let Effect::Ask(ticket, request) = effect {
            let reply = perform(&mut town.counter, town.now, request);
            tell(town, app, Msg::Reply(ticket, reply));
        }
    }
}

/// A screen drawn, against every cell of a window written once.
fn draws(name: &str, app: &App, (columns, rows): (u16, u16)) -> Outcome<()> {
    let area = Rect::new(0, 0, columns, rows);
    let line = "é".repeat(usize::from(columns));
    let mut duel = Duel::default();
    for _ in 0..ROUNDS {
        let (mut ours, mut plain) = (Series::default(), Series::default());
        for _ in 0..DRAWS {
            ours.time(|| {
                let mut buffer = Buffer::empty(area);
                Ok((frame::draw(app, &mut buffer), buffer))
            })?;
            plain.time(|| {
                let mut buffer = Buffer::empty(area);
                (0..rows).for_each(|row| buffer.set_string(0, row, &line, Style::new()));
                Ok(buffer)
            })?;
        }
        duel.round(ours, plain);
    }
    duel.print_short(&format!("  {name}"), Clock::Cpu);
    Ok(())
}

/// Bytes of the first frame, and of each that follows; each is one write.
fn bytes(screens: &[(&str, App)], size: (u16, u16)) -> Outcome<()> {
    let mut written = Vec::new();
    let writer = BufWriter::with_capacity(1 << 18, Noted(&mut written));
    let mut painter = Painter::new(writer, size, &Surroundings::read());
    for (_, app) in screens {
        painter.paint(app)?;
        painter.paint(app)?; // nothing changed: nothing is written
    }
    drop(painter);
    let cells = usize::from(size.0) * usize::from(size.1);
    println!(
        "  T11 {} frames in {} writes, of a window of {cells} cells",
        screens.len(),
        written.len()
    );
    for ((name, _), bytes) in screens.iter().zip(&written) {
        println!("    {name:<24} {bytes} bytes");
    }
    Ok(())
}

/// A terminal that notes how long each write is.
struct Noted<'w>(&'w mut Vec<usize>);

impl Write for Noted<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.push(bytes.len());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
