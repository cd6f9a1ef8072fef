//! What the terminal can show, by what its surroundings say, and which theme it gets.

use std::env;
use std::fs::read_link;
use std::str::FromStr;

use crate::domain::legend::Rgb;
use crate::ui::glyphs::Font;
use crate::ui::theme::{Depth, Skin};

/// A theme asked for by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// The one that suits the terminal's ground.
    Auto,
    /// This one.
    Skin(Skin),
}

/// A font asked for by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WantedFont(pub Font);

impl FromStr for WantedFont {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        match name {
            "complete" => Ok(Self(Font::Full)),
            "console" => Ok(Self(Font::Console)),
            "noyau" => Ok(Self(Font::Kernel)),
            _ => Err("attendu\u{a0}: complete, console ou noyau".to_owned()),
        }
    }
}

/// What whoever starts the program asks of the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wishes {
    /// The theme.
    pub theme: Option<Wanted>,
    /// The font.
    pub font: Option<WantedFont>,
}

impl FromStr for Wanted {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        match Skin::named(name) {
            Some(skin) => Ok(Self::Skin(skin)),
            None if name == "auto" => Ok(Self::Auto),
            None => Err("attendu\u{a0}: auto, sombre, clair, contraste ou mono".to_owned()),
        }
    }
}

/// What is known of a terminal before it is asked anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Surroundings {
    /// How many colours it shows.
    pub depth: Depth,
    /// Whether it is the console of Linux: eight grounds, one font of 256 or 512 glyphs, no mouse,
    /// no frame shown at once, and no answer about its ground, which is black.
    pub console: bool,
    /// What its font has.
    pub font: Font,
    /// Whether whoever started the program wants no colours in any program.
    no_color: bool,
    /// Whether its ground is light, if its environment says.
    light: Option<bool>,
}

impl Surroundings {
    /// Those of this process.
    pub fn read() -> Self {
        let tty = read_link("/proc/self/fd/0").unwrap_or_default();
        let variable = |name: &str| env::var(name).unwrap_or_default();
        Self::of(variable, &tty.to_string_lossy())
    }

    pub(super) fn of(variable: impl Fn(&str) -> String, tty: &str) -> Self {
        let term = variable("TERM");
        let number = tty.strip_prefix("/dev/tty").unwrap_or_default();
        let console = term == "linux" || number.starts_with(|c: char| c.is_ascii_digit());
        let depth = match variable("COLORTERM").as_str() {
            _ if console => Depth::Sixteen,
            "truecolor" | "24bit" => Depth::True,
            // Whatever calls itself `xterm` has had the 256 colours for twenty years.
            _ if term.ends_with("256color") || term == "xterm" => Depth::Indexed,
            // So has the terminal of Windows, which has no such name.
            _ if cfg!(windows) => Depth::True,
            _ => Depth::Sixteen,
        };
        let no_color = !variable("NO_COLOR").is_empty();
        let font = if console { Font::Console } else { Font::Full };
        Self { depth, console, font, no_color, light: light_by_number(&variable("COLORFGBG")) }
    }

    /// The theme, if nothing must be asked to know it: what was asked for by name, else none for
    /// who wants no colours, else what was chosen here before.
    pub fn decided(&self, wanted: Option<Wanted>, kept: Option<Skin>) -> Option<Skin> {
        match wanted {
            Some(Wanted::Skin(skin)) => Some(skin),
            _ if self.no_color => Some(Skin::Mono),
            None if kept.is_some() => kept,
            _ => self.console.then_some(Skin::Dark),
        }
    }

    /// The theme that suits the ground that the terminal answered; if it did not, the one that its
    /// environment told; if that neither, the dark one.
    pub fn suited(&self, ground: Option<Rgb>) -> Skin {
        let light = ground.map(is_light).or(self.light).unwrap_or(false);
        if light { Skin::Light } else { Skin::Dark }
    }
}

/// `COLORFGBG` is `text;ground` or `text;default;ground`, in numbers of the sixteen colours.
fn light_by_number(text: &str) -> Option<bool> {
    let ground: u8 = text.rsplit(';').next()?.parse().ok()?;
    Some(matches!(ground, 7 | 9..))
}

/// Whether black text reads better on it than white text, by the weights of the television.
fn is_light(Rgb(r, g, b): Rgb) -> bool {
    299 * u32::from(r) + 587 * u32::from(g) + 114 * u32::from(b) > 127_500
}

#[cfg(test)]
mod tests {
    use super::*;

    fn surroundings(variables: &[(&str, &str)], tty: &str) -> Surroundings {
        let variable = |name: &str| {
            let found = variables.iter().find(|(known, _)| *known == name);
            found.map_or(String::new(), |(_, value)| (*value).to_owned())
        };
        Surroundings::of(variable, tty)
    }

    #[test]
    fn depth_is_what_the_terminal_says() {
        for (colorterm, term, tty, depth, console) in [
            ("truecolor", "xterm-256color", "/dev/pts/1", Depth::True, false),
            ("24bit", "xterm", "/dev/ttys001", Depth::True, false),
            ("", "xterm-256color", "", Depth::Indexed, false),
            ("", "screen-256color", "/dev/pts/0", Depth::Indexed, false),
            ("", "xterm", "/dev/ttyS0", Depth::Indexed, false),
            ("", "xterm-16color", "", Depth::Sixteen, false),
            ("", "vt220", "", Depth::Sixteen, false),
            ("", "linux", "", Depth::Sixteen, true),
            ("truecolor", "linux", "/dev/tty1", Depth::Sixteen, true),
            ("", "xterm-256color", "/dev/tty3", Depth::Sixteen, true),
        ] {
            let found = surroundings(&[("COLORTERM", colorterm), ("TERM", term)], tty);
            assert_eq!((found.depth, found.console), (depth, console), "{colorterm} {term} {tty}");
        }
    }

    #[test]
    fn what_is_asked_for_by_name_wins_then_no_color_then_what_was_kept() {
        let (light, dark) = (Some(Skin::Light), Some(Skin::Dark));
        let (named, auto) = (Some(Wanted::Skin(Skin::Light)), Some(Wanted::Auto));
        for (no_color, term, wanted, kept, decided) in [
            ("", "xterm", None, None, None),
            ("", "xterm", None, light, light),
            ("", "xterm", auto, light, None),
            ("", "xterm", named, dark, light),
            ("1", "xterm", None, light, Some(Skin::Mono)),
            ("1", "xterm", auto, light, Some(Skin::Mono)),
            ("1", "xterm", named, None, light),
            ("", "linux", None, None, dark),
            ("", "linux", auto, light, dark),
            ("", "linux", None, light, light),
        ] {
            let found = surroundings(&[("NO_COLOR", no_color), ("TERM", term)], "");
            assert_eq!(
                found.decided(wanted, kept),
                decided,
                "{no_color} {term} {wanted:?} {kept:?}"
            );
        }
    }

    #[test]
    fn the_ground_decides_where_nobody_did() {
        let (black, white) = (Some(Rgb(0, 0, 0)), Some(Rgb(255, 255, 255)));
        for (numbers, ground, skin) in [
            ("", None, Skin::Dark),
            ("", black, Skin::Dark),
            ("", white, Skin::Light),
            ("0;15", black, Skin::Dark),
            ("0;15", None, Skin::Light),
            ("0;default;7", None, Skin::Light),
            ("15;0", None, Skin::Dark),
            ("15;8", None, Skin::Dark),
            ("15;default", None, Skin::Dark),
            ("", Some(Rgb(0xfd, 0xf6, 0xe3)), Skin::Light),
            ("", Some(Rgb(0x00, 0x2b, 0x36)), Skin::Dark),
        ] {
            let found = surroundings(&[("COLORFGBG", numbers), ("TERM", "xterm")], "");
            assert_eq!(found.suited(ground), skin, "{numbers} {ground:?}");
        }
    }

    #[test]
    fn themes_are_asked_for_by_their_french_names() {
        assert_eq!("auto".parse(), Ok(Wanted::Auto));
        for skin in Skin::ALL {
            assert_eq!(skin.name().parse(), Ok(Wanted::Skin(skin)));
        }
        assert!("dark".parse::<Wanted>().is_err());
    }
}
