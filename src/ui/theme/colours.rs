//! Every pair of colours of every theme at every depth, measured: contrast for everybody, and
//! distance between the states of a day for the colour-blind.

#![expect(clippy::float_arithmetic, reason = "a contrast is a ratio, and no amount of money")]

mod maths;
mod palettes;

use std::fmt::Write;

use super::*;
use crate::desk::view::legend;
use crate::domain::legend::LegendEntry;
use crate::ui::screen::calendar_views;
use maths::{Eye, contrast, distance};
use palettes::{LINUX, OTHERS, Sixteen, indexed, rgb};

const DEPTHS: [Depth; 3] = [Depth::True, Depth::Indexed, Depth::Sixteen];

/// Every theme that has colours, at every depth.
fn themes() -> impl Iterator<Item = Theme> {
    let skins = Skin::ALL.into_iter().filter(|skin| *skin != Skin::Mono);
    skins.flat_map(|skin| DEPTHS.map(|depth| Theme::new(Look { skin, depth })))
}

/// What is measured: its name, its style, and the least contrast that is promised for it.
fn pairs(theme: &Theme) -> Vec<(String, Style, f64)> {
    let text = if theme.look.skin == Skin::Contrast { 7.0 } else { 4.5 };
    // Eight grounds leave the console no stronger pair than its palette has.
    let text = if theme.look.depth == Depth::Sixteen { 4.5 } else { text };
    let Theme { quiet, border, key, title, demo, error, success, alert, field, selected, .. } =
        *theme;
    let own = [
        ("text", theme.text, text),
        ("quiet", quiet, text),
        ("border", border, 3.0),
        ("key", key, text),
        ("title", title, text),
        ("demo", demo, text),
        ("error", error, text),
        ("success", success, text),
        ("alert", alert, text),
        ("field", field, text),
        ("selected", selected, text),
    ];
    let legend = legend();
    let states = legend.entries().iter();
    let states = states
        .map(|entry| (format!("état {}", entry.word), calendar_views::style(entry, theme), 4.5));
    let cursor = ("curseur".to_owned(), theme.of_legend(&legend.marks.cursor, selected), 4.5);
    let own = own.map(|(name, style, least)| (name.to_owned(), style, least));
    own.into_iter().chain(states).chain([cursor]).collect()
}

fn colour(colour: Option<Color>, sixteen: &Sixteen) -> Rgb {
    match colour {
        Some(Color::Rgb(r, g, b)) => Rgb(r, g, b),
        Some(Color::Indexed(index @ 0..16)) => rgb(sixteen[usize::from(index)]),
        Some(Color::Indexed(index)) => indexed(index),
        other => panic!("{other:?}"),
    }
}

fn ratio(style: Style, sixteen: &Sixteen) -> f64 {
    contrast(colour(style.fg, sixteen), colour(style.bg, sixteen))
}

#[test]
fn every_text_reads_well_on_its_ground() {
    let mut faults = String::new();
    for theme in themes() {
        for (name, style, least) in pairs(&theme) {
            let found = ratio(style, &LINUX);
            if found < least {
                writeln!(faults, "{:?} {name}: {found:.2} of {least}", theme.look).unwrap();
            }
        }
    }
    assert!(faults.is_empty(), "\n{faults}");
}

/// A palette that a user may have changed is out of our hands: these are the numbers of the common
/// ones, and the reason why 256 fixed colours are taken wherever the terminal has them.
#[test]
fn sixteen_colours_elsewhere_are_known_to_be_weaker() {
    let dark = Theme::new(Look { skin: Skin::Dark, depth: Depth::Sixteen });
    let weakest = OTHERS.map(|(terminal, sixteen)| {
        let ratios =
            pairs(&dark).into_iter().map(|(name, style, _)| (name, ratio(style, &sixteen)));
        let (name, found) = ratios.min_by(|one, other| one.1.total_cmp(&other.1)).unwrap();
        format!("{terminal}: {name} {found:.2}")
    });
    let wanted = ["conhost: état valid? 4.09", "Campbell: état libre 2.34"];
    let wanted = wanted.into_iter().chain(["Tango: état libre 2.16", "xterm: état libre 1.70"]);
    assert!(weakest.iter().eq(wanted), "{weakest:?}");
}

#[test]
fn no_style_leans_on_the_terminals_own_colours() {
    for theme in themes() {
        for (name, style, _) in pairs(&theme) {
            let look = theme.look;
            let (fg, bg) = (style.fg.unwrap(), style.bg.unwrap());
            let held = match look.depth {
                Depth::True => matches!((fg, bg), (Color::Rgb(..), Color::Rgb(..))),
                Depth::Indexed => matches!((fg, bg), (Color::Indexed(16..), Color::Indexed(16..))),
                // The console has eight grounds, and "bright black" is unreadable in many palettes.
                Depth::Sixteen => {
                    matches!((fg, bg), (Color::Indexed(0..=7 | 9..=15), Color::Indexed(0..=7)))
                }
            };
            assert!(held, "{look:?} {name}: {fg:?} on {bg:?}");
            let unsafe_there = Modifier::DIM | Modifier::ITALIC | Modifier::SLOW_BLINK;
            assert!(!style.add_modifier.intersects(unsafe_there), "{look:?} {name}");
        }
    }
}

#[test]
fn mono_has_no_colour_at_all() {
    for depth in DEPTHS {
        let theme = Theme::new(Look { skin: Skin::Mono, depth });
        for (name, style, _) in pairs(&theme) {
            assert_eq!((style.fg, style.bg), (Some(Color::Reset), Some(Color::Reset)), "{name}");
        }
        assert!(theme.selected.add_modifier.contains(Modifier::REVERSED));
    }
}

/// The two states whose grounds are the closest for an eye, and how close.
fn closest(look: Look, eye: Eye) -> (f64, String) {
    let theme = Theme::new(look);
    let legend = legend();
    let ground = |entry: &LegendEntry| colour(calendar_views::style(entry, &theme).bg, &LINUX);
    let entries = legend.entries();
    let pairs = entries
        .iter()
        .enumerate()
        .flat_map(|(index, one)| entries.iter().skip(index + 1).map(move |other| (one, other)));
    let measured = pairs.map(|(one, other)| {
        let names = format!("{}-{}", one.word, other.word);
        (distance(ground(one), ground(other), eye), names)
    });
    measured.min_by(|one, other| one.0.total_cmp(&other.0)).unwrap()
}

#[test]
fn the_states_of_a_day_differ_for_every_eye() {
    let mut faults = String::new();
    for skin in [Skin::Dark, Skin::Light, Skin::Contrast] {
        for depth in [Depth::True, Depth::Indexed] {
            for eye in Eye::ALL {
                let look = Look { skin, depth };
                let (found, names) = closest(look, eye);
                if found < 10.0 {
                    writeln!(faults, "{look:?} {eye:?}: {names} {found:.1}").unwrap();
                }
            }
        }
    }
    assert!(faults.is_empty(), "\n{faults}");
}
