//! The dark theme in three colour depths; every style names both its colours.
//!
//! Nothing relies on the terminal's own colours: an agent's desktop may be white, black or
//! Solarized. Colour never says what a word or a glyph does not say too.

use ratatui::style::{Color, Modifier, Style};

use crate::domain::legend::{LegendColours, Rgb};

/// How many colours the terminal shows; decided outside, from its environment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Depth {
    /// 24 bits a colour.
    #[default]
    True,
    /// The fixed entries 16 to 255 of the 256-colour palette.
    Indexed,
    /// The sixteen colours of the Linux console.
    Sixteen,
}

/// One colour in the three depths: `0xRRGGBB`, palette entry, console colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ink(pub u32, pub u8, pub u8);

impl Ink {
    /// The colour at a depth.
    pub const fn at(self, depth: Depth) -> Color {
        match depth {
            Depth::True => Color::from_u32(self.0),
            Depth::Indexed => Color::Indexed(self.1),
            Depth::Sixteen => Color::Indexed(self.2),
        }
    }
}

const NIGHT: Ink = Ink(0x000C_0C0C, 232, 0);
const BAR: Ink = Ink(0x001F_3A52, 237, 4);
const WELL: Ink = Ink(0x0026_2B31, 235, 4);
const SHEET: Ink = Ink(0x00E6_E6E6, 254, 7);
const WHITE: Ink = Ink(0x00FF_FFFF, 231, 15);
const GREY: Ink = Ink(0x009A_9A9A, 247, 7);
const LINE: Ink = Ink(0x006E_7B87, 243, 7);
const RED: Ink = Ink(0x00FF_6B6B, 203, 9);
const GREEN: Ink = Ink(0x004C_C38A, 78, 10);
const BLUE: Ink = Ink(0x006C_B6FF, 75, 14);
const AMBER: Ink = Ink(0x00FF_C24B, 221, 11);

/// The styles of the screen, by what they say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    /// How many colours there are.
    pub depth: Depth,
    /// Plain text, and every empty cell.
    pub text: Style,
    /// Labels, hints and what is impossible now.
    pub quiet: Style,
    /// Boxes and rules.
    pub border: Style,
    /// A key to press.
    pub key: Style,
    /// The title bar.
    pub title: Style,
    /// DÉMONSTRATION, in the title bar.
    pub demo: Style,
    /// What is refused, blocked or broken.
    pub error: Style,
    /// What is done or in order.
    pub success: Style,
    /// What needs a look.
    pub alert: Style,
    /// A field to type in.
    pub field: Style,
    /// The highlighted row: wins over every other style.
    pub selected: Style,
}

impl Theme {
    /// The dark theme.
    pub fn dark(depth: Depth) -> Self {
        let pair = |ink: Ink, paper: Ink| Style::new().fg(ink.at(depth)).bg(paper.at(depth));
        Self {
            depth,
            text: pair(SHEET, NIGHT),
            quiet: pair(GREY, NIGHT),
            border: pair(LINE, NIGHT),
            key: pair(BLUE, NIGHT),
            title: pair(WHITE, BAR),
            demo: pair(AMBER, BAR).add_modifier(Modifier::BOLD),
            error: pair(RED, NIGHT),
            success: pair(GREEN, NIGHT),
            alert: pair(AMBER, NIGHT),
            field: pair(WHITE, WELL),
            selected: pair(NIGHT, SHEET),
        }
    }

    /// The colours of a legend at this depth; `otherwise` where it leaves them to the terminal.
    pub fn of_legend(&self, colours: &LegendColours, otherwise: Style) -> Style {
        let rgb = |Rgb(r, g, b)| Color::Rgb(r, g, b);
        let (ground, text) = match (self.depth, colours.sixteen) {
            (Depth::True, _) => (rgb(colours.dark.background), rgb(colours.dark.foreground)),
            (Depth::Indexed, _) => {
                let pair = colours.indexed_dark;
                (Color::Indexed(pair.background), Color::Indexed(pair.foreground))
            }
            (Depth::Sixteen, Some(pair)) => {
                (Color::Indexed(pair.background), Color::Indexed(pair.foreground))
            }
            (Depth::Sixteen, None) => return otherwise,
        };
        Style::new().bg(ground).fg(text)
    }

    /// Plain text that leads the eye.
    pub const fn strong(&self) -> Style {
        self.text.add_modifier(Modifier::BOLD)
    }
}

#[cfg(test)]
#[expect(clippy::float_arithmetic, reason = "a contrast is a ratio, and no amount of money")]
mod tests {
    use super::*;

    fn luminance(colour: Color) -> f64 {
        let Color::Rgb(r, g, b) = colour else { panic!("{colour}") };
        let linear = |channel: u8| {
            let c = f64::from(channel) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
    }

    fn contrast(style: Style) -> f64 {
        let (fg, bg) = (luminance(style.fg.unwrap()), luminance(style.bg.unwrap()));
        (fg.max(bg) + 0.05) / (fg.min(bg) + 0.05)
    }

    fn styles(theme: &Theme) -> [(&'static str, Style); 11] {
        [
            ("text", theme.text),
            ("quiet", theme.quiet),
            ("key", theme.key),
            ("title", theme.title),
            ("demo", theme.demo),
            ("error", theme.error),
            ("success", theme.success),
            ("alert", theme.alert),
            ("field", theme.field),
            ("selected", theme.selected),
            ("border", theme.border),
        ]
    }

    #[test]
    fn text_reads_well_on_its_ground() {
        for (name, style) in styles(&Theme::dark(Depth::True)) {
            let least = if name == "border" { 3.0 } else { 4.5 };
            assert!(contrast(style) >= least, "{name}: {:.2}", contrast(style));
        }
    }

    #[test]
    fn no_style_leans_on_the_terminals_own_colours() {
        for (name, style) in styles(&Theme::dark(Depth::Indexed)) {
            for colour in [style.fg, style.bg] {
                assert!(matches!(colour, Some(Color::Indexed(16..))), "{name}: {colour:?}");
            }
        }
        for (name, style) in styles(&Theme::dark(Depth::Sixteen)) {
            assert!(matches!(style.fg, Some(Color::Indexed(0..=7 | 9..=15))), "{name}");
            assert!(matches!(style.bg, Some(Color::Indexed(0..=7))), "{name}");
        }
    }
}
