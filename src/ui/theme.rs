//! Four themes in three colour depths; every style names both its colours.
//!
//! Nothing relies on the terminal's own colours: an agent's desktop may be white, black or
//! Solarized. Colour never says what a word or a glyph does not say too, and the theme `mono` does
//! without any.

use ratatui::style::{Color, Modifier, Style};

use crate::domain::legend::{LegendColours, Pair, Rgb};

#[cfg(test)]
mod colours;

/// How many colours the terminal shows; decided outside, from its environment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Depth {
    /// 24 bits a colour.
    #[default]
    True,
    /// The fixed entries 16 to 255 of the 256-colour palette.
    Indexed,
    /// The sixteen colours of the Linux console, eight of them as grounds.
    Sixteen,
}

/// A theme by its name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Skin {
    /// Light on dark.
    #[default]
    Dark,
    /// Dark on light.
    Light,
    /// Black, white and few bright colours: 7:1 for every text.
    Contrast,
    /// No colour at all: bold, underlined and inverse.
    Mono,
}

impl Skin {
    /// All of them, in the order in which one follows the other.
    pub const ALL: [Self; 4] = [Self::Dark, Self::Light, Self::Contrast, Self::Mono];

    /// Its French name: `sombre`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Dark => "sombre",
            Self::Light => "clair",
            Self::Contrast => "contraste",
            Self::Mono => "mono",
        }
    }

    /// The theme of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|skin| skin.name() == name)
    }

    /// The theme that the next press of the key shows.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Dark => Self::Light,
            Self::Light => Self::Contrast,
            Self::Contrast => Self::Mono,
            Self::Mono => Self::Dark,
        }
    }
}

/// What a theme is made for: whose name, and how many colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// Which theme.
    pub skin: Skin,
    /// How many colours there are.
    pub depth: Depth,
}

/// One colour in the three depths: `0xRRGGBB`, palette entry, console colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Ink(u32, u8, u8);

impl Ink {
    const fn at(self, depth: Depth) -> Color {
        match depth {
            Depth::True => Color::from_u32(self.0),
            Depth::Indexed => Color::Indexed(self.1),
            Depth::Sixteen => Color::Indexed(self.2),
        }
    }
}

/// Text and its ground.
type Inks = (Ink, Ink);

/// The colours of a theme, by what they say.
struct Palette {
    text: Inks,
    quiet: Inks,
    border: Inks,
    key: Inks,
    title: Inks,
    demo: Inks,
    error: Inks,
    success: Inks,
    alert: Inks,
    field: Inks,
    selected: Inks,
}

const BLACK: Ink = Ink(0x0000_0000, 16, 0);
const WHITE: Ink = Ink(0x00FF_FFFF, 231, 15);
const NIGHT: Ink = Ink(0x000C_0C0C, 232, 0);
const BAR: Ink = Ink(0x001F_3A52, 237, 4);
const WELL: Ink = Ink(0x0026_2B31, 235, 4);
const SHEET: Ink = Ink(0x00E6_E6E6, 254, 7);
const AMBER: Ink = Ink(0x00FF_C24B, 221, 11);

const DARK: Palette = Palette {
    text: (SHEET, NIGHT),
    quiet: (Ink(0x009A_9A9A, 247, 7), NIGHT),
    border: (Ink(0x006E_7B87, 243, 7), NIGHT),
    key: (Ink(0x006C_B6FF, 75, 14), NIGHT),
    title: (WHITE, BAR),
    demo: (AMBER, BAR),
    error: (Ink(0x00FF_6B6B, 203, 9), NIGHT),
    success: (Ink(0x004C_C38A, 78, 10), NIGHT),
    alert: (AMBER, NIGHT),
    field: (WHITE, WELL),
    selected: (NIGHT, SHEET),
};

/// The console has no white ground, and only blue reads well on its grey one: there, what must be
/// noticed has a ground of its own.
const PAPER: Ink = Ink(0x00FF_FFFF, 231, 7);

const LIGHT: Palette = Palette {
    text: (Ink(0x001A_1A1A, 234, 0), PAPER),
    quiet: (Ink(0x0066_6666, 241, 0), PAPER),
    border: (Ink(0x0076_7676, 243, 0), PAPER),
    key: (Ink(0x0000_4F9E, 25, 4), PAPER),
    title: (WHITE, Ink(0x001F_3A52, 24, 4)),
    demo: (AMBER, Ink(0x001F_3A52, 24, 4)),
    error: (Ink(0x00B0_0020, 124, 15), Ink(0x00FF_FFFF, 231, 1)),
    success: (Ink(0x000B_6B3A, 22, 0), Ink(0x00FF_FFFF, 231, 2)),
    alert: (Ink(0x008A_4B00, 94, 15), Ink(0x00FF_FFFF, 231, 3)),
    field: (Ink(0x0000_0000, 16, 15), Ink(0x00DF_E9F2, 254, 4)),
    selected: (Ink(0x00FF_FFFF, 231, 7), Ink(0x0000_4F9E, 25, 0)),
};

const CONTRAST: Palette = Palette {
    text: (WHITE, BLACK),
    quiet: (Ink(0x00D0_D0D0, 252, 7), BLACK),
    border: (WHITE, BLACK),
    key: (Ink(0x0000_FFFF, 51, 14), BLACK),
    title: (BLACK, Ink(0x00FF_FFFF, 231, 7)),
    demo: (Ink(0x0087_0000, 88, 0), Ink(0x00FF_FFFF, 231, 7)),
    error: (Ink(0x00FF_8787, 210, 15), Ink(0x0000_0000, 16, 1)),
    success: (Ink(0x005F_FF87, 84, 10), BLACK),
    alert: (Ink(0x00FF_D75F, 221, 11), BLACK),
    field: (BLACK, Ink(0x00FF_FFFF, 231, 7)),
    selected: (BLACK, Ink(0x00FF_FF00, 226, 7)),
};

/// The styles of the screen, by what they say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    /// What it was made for.
    pub look: Look,
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
    /// The theme of that look.
    pub const fn new(look: Look) -> Self {
        match look.skin {
            Skin::Dark => Self::painted(look, &DARK),
            Skin::Light => Self::painted(look, &LIGHT),
            Skin::Contrast => Self::painted(look, &CONTRAST),
            Skin::Mono => Self::mono(look),
        }
    }

    const fn painted(look: Look, palette: &Palette) -> Self {
        const fn pair(look: Look, (ink, ground): Inks) -> Style {
            Style::new().fg(ink.at(look.depth)).bg(ground.at(look.depth))
        }
        Self {
            look,
            text: pair(look, palette.text),
            quiet: pair(look, palette.quiet),
            border: pair(look, palette.border),
            key: pair(look, palette.key),
            title: pair(look, palette.title),
            demo: pair(look, palette.demo).add_modifier(Modifier::BOLD),
            error: pair(look, palette.error),
            success: pair(look, palette.success),
            alert: pair(look, palette.alert),
            field: pair(look, palette.field),
            selected: pair(look, palette.selected),
        }
    }

    /// The terminal's own two colours, whatever they are: who asks for no colour chose them.
    const fn mono(look: Look) -> Self {
        let plain = Style::new().fg(Color::Reset).bg(Color::Reset);
        let bold = plain.add_modifier(Modifier::BOLD);
        let inverse = plain.add_modifier(Modifier::REVERSED);
        Self {
            look,
            text: plain,
            quiet: plain,
            border: plain,
            key: bold,
            title: inverse,
            demo: inverse.add_modifier(Modifier::BOLD),
            error: bold,
            success: plain,
            alert: bold,
            field: plain.add_modifier(Modifier::UNDERLINED),
            selected: inverse,
        }
    }

    /// The colours of a legend in this theme; `otherwise` where there are none.
    pub fn of_legend(&self, colours: &LegendColours, otherwise: Style) -> Style {
        let rgb = |Rgb(r, g, b)| Color::Rgb(r, g, b);
        let light = self.look.skin == Skin::Light;
        let indexed = match self.look {
            Look { skin: Skin::Mono, .. } => None,
            Look { depth: Depth::True, .. } => {
                let Pair { background, foreground } =
                    if light { colours.light } else { colours.dark };
                return Style::new().bg(rgb(background)).fg(rgb(foreground));
            }
            Look { depth: Depth::Indexed, .. } if light => Some(colours.indexed_light),
            Look { depth: Depth::Indexed, .. } => Some(colours.indexed_dark),
            Look { depth: Depth::Sixteen, .. } => colours.sixteen,
        };
        indexed.map_or(otherwise, |Pair { background, foreground }| {
            Style::new().bg(Color::Indexed(background)).fg(Color::Indexed(foreground))
        })
    }

    /// Plain text that leads the eye.
    pub const fn strong(&self) -> Style {
        self.text.add_modifier(Modifier::BOLD)
    }

    /// Whether cells side by side are told apart by brackets, not by their grounds alone.
    pub fn brackets(&self) -> bool {
        matches!(self.look.skin, Skin::Contrast)
    }
}
