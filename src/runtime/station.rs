//! What a station remembers of its screen, in a small file of the state directory.
//!
//! Where it can't be read or written, nothing is remembered and nobody is stopped.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::ui::display::Habits;
use crate::ui::theme::Skin;

/// The file's keys.
#[derive(Default, Deserialize)]
struct Kept {
    theme: Option<String>,
    souris: Option<bool>,
}

fn path(state: &Path) -> PathBuf {
    state.join("affichage.toml")
}

/// What was chosen here before; what can't be understood was not chosen.
pub fn read(state: &Path) -> Habits {
    let text = std::fs::read_to_string(path(state)).unwrap_or_default();
    let kept: Kept = toml::from_str(&text).unwrap_or_default();
    let skin = kept.theme.as_deref().and_then(Skin::named);
    Habits { skin, mouse: kept.souris.unwrap_or(true) }
}

/// Keeps it, if the state directory lets itself be written.
pub fn keep(state: &Path, habits: Habits) {
    let mut text = "# Ce que ce poste a choisi\u{a0}: :theme, :souris.\n".to_owned();
    if let Some(skin) = habits.skin {
        writeln!(text, "theme = \"{}\"", skin.name()).ok();
    }
    writeln!(text, "souris = {}", habits.mouse).ok();
    std::fs::create_dir_all(state).and_then(|()| std::fs::write(path(state), text)).ok();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_station_remembers_its_theme_and_its_mouse() {
        let state = tempfile::tempdir().unwrap();
        let folder = state.path().join("poste");
        assert_eq!(read(&folder), Habits::default());
        for skin in Skin::ALL {
            for mouse in [true, false] {
                keep(&folder, Habits { skin: Some(skin), mouse });
                assert_eq!(read(&folder), Habits { skin: Some(skin), mouse });
            }
        }
        for text in ["theme = \"dark\"", "theme = 1", "\0", "autre = true"] {
            std::fs::write(path(&folder), text).unwrap();
            assert_eq!(read(&folder), Habits::default(), "{text}");
        }
    }

    #[test]
    fn a_station_that_cannot_write_stops_nobody() {
        let state = tempfile::tempdir().unwrap();
        let taken = state.path().join("taken");
        std::fs::write(&taken, "no directory").unwrap();
        keep(&taken, Habits { skin: Some(Skin::Light), mouse: false });
        assert_eq!(read(&taken), Habits::default());
    }
}
