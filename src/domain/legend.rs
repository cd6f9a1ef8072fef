//! The legend of a portal: what each state of a day looks like, at every depth of colour.
//!
//! One table feeds the calendar, the legend box, the kiosk and the printed legend. Each state is
//! a glyph and a word before it is a colour.

use super::people::DayState;

/// A true colour: red, green, blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Rgb(pub u8, pub u8, pub u8);

/// A background and the text on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Pair<Colour> {
    /// Of the cell.
    pub background: Colour,
    /// Of its glyph and word.
    pub foreground: Colour,
}

/// The colours of one state, for the three depths of terminals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct LegendColours {
    /// True colour, dark theme.
    pub dark: Pair<Rgb>,
    /// True colour, light theme.
    pub light: Pair<Rgb>,
    /// Palette of 256, dark theme: 16 or more, which no user theme changes.
    pub indexed_dark: Pair<u8>,
    /// Palette of 256, light theme.
    pub indexed_light: Pair<u8>,
    /// Palette of 16; `None`: the terminal's own colours.
    pub sixteen: Option<Pair<u8>>,
}

/// What one state looks like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LegendEntry {
    /// Which state.
    pub state: DayState,
    /// One column, in every console font.
    pub glyph: char,
    /// In place of the glyph where fonts are poor.
    pub ascii: char,
    /// In the cells of a narrow calendar: six columns at most.
    pub word: String,
    /// In the cells of a wide calendar: nine columns at most.
    pub long_word: String,
    /// In the legend box: eighteen columns at most.
    pub label: String,
    /// Its colours.
    pub colours: LegendColours,
    /// Whether the text is bold: tells two states apart that share a pair of sixteen colours.
    pub bold: bool,
}

/// A sign that comes on top of a state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// One column.
    pub glyph: char,
    /// In the legend box: eighteen columns at most.
    pub label: String,
}

/// The marks of a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marks {
    /// Chosen, not yet written.
    pub pending: Mark,
    /// Today.
    pub today: Mark,
    /// The day under the cursor: its colours.
    pub cursor: LegendColours,
}

/// A whole legend: all ten states, each told from the others without its colours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Legend {
    /// `portail-legende`.
    pub name: String,
    /// The marks.
    pub marks: Marks,
    entries: [LegendEntry; 10],
}

/// Why a list of entries is no legend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LegendFault {
    /// A state is missing, or is there twice.
    States,
    /// Two states have this glyph.
    SameGlyph(char),
    /// Two states have this letter.
    SameLetter(char),
}

impl Legend {
    /// A legend of these entries, in any order.
    ///
    /// # Errors
    /// A state is missing or double, or two can't be told apart without colours.
    pub fn new(
        name: String,
        marks: Marks,
        mut entries: Vec<LegendEntry>,
    ) -> Result<Self, LegendFault> {
        entries.sort_by_key(|entry| entry.state);
        if !entries.iter().map(|entry| entry.state).eq(DayState::ALL.iter().copied()) {
            return Err(LegendFault::States);
        }
        if let Some(glyph) = repeated(entries.iter().map(|entry| entry.glyph)) {
            return Err(LegendFault::SameGlyph(glyph));
        }
        if let Some(letter) = repeated(entries.iter().map(|entry| entry.ascii)) {
            return Err(LegendFault::SameLetter(letter));
        }
        let entries = entries.try_into().map_err(|_| LegendFault::States)?;
        Ok(Self { name, marks, entries })
    }

    /// The ten entries, in the order of the states.
    pub const fn entries(&self) -> &[LegendEntry; 10] {
        &self.entries
    }

    /// What a state looks like.
    pub const fn entry(&self, state: DayState) -> &LegendEntry {
        let [
            cancellable,
            locked,
            available,
            late,
            cancelled,
            full,
            waiting,
            validate,
            closed,
            past,
        ] = &self.entries;
        match state {
            DayState::EnrolledCancellable => cancellable,
            DayState::EnrolledLocked => locked,
            DayState::Available => available,
            DayState::LateSurcharge => late,
            DayState::Cancelled => cancelled,
            DayState::Full => full,
            DayState::Waiting => waiting,
            DayState::ToValidate => validate,
            DayState::Closed => closed,
            DayState::PastDeadline => past,
        }
    }
}

fn repeated(signs: impl Iterator<Item = char>) -> Option<char> {
    let mut sorted: Vec<char> = signs.collect();
    sorted.sort_unstable();
    sorted.windows(2).find_map(|pair| match pair {
        [first, second] if first == second => Some(*first),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLOURS: LegendColours = LegendColours {
        dark: Pair { background: Rgb(0, 0, 0), foreground: Rgb(255, 255, 255) },
        light: Pair { background: Rgb(0, 0, 0), foreground: Rgb(255, 255, 255) },
        indexed_dark: Pair { background: 16, foreground: 231 },
        indexed_light: Pair { background: 16, foreground: 231 },
        sixteen: None,
    };

    fn entries() -> Vec<LegendEntry> {
        let signs = ('a'..='j').zip('A'..='J');
        DayState::ALL
            .iter()
            .zip(signs)
            .map(|(state, (glyph, ascii))| LegendEntry {
                state: *state,
                glyph,
                ascii,
                word: String::new(),
                long_word: String::new(),
                label: String::new(),
                colours: COLOURS,
                bold: false,
            })
            .collect()
    }

    fn legend(entries: Vec<LegendEntry>) -> Result<Legend, LegendFault> {
        let mark = |glyph| Mark { glyph, label: String::new() };
        let marks = Marks { pending: mark('*'), today: mark('<'), cursor: COLOURS };
        Legend::new("essai".to_owned(), marks, entries)
    }

    #[test]
    fn each_state_has_its_own_entry_whatever_the_order() {
        let mut shuffled = entries();
        shuffled.reverse();
        let legend = legend(shuffled).unwrap();
        for state in DayState::ALL {
            assert_eq!(legend.entry(*state).state, *state);
        }
    }

    #[test]
    fn a_legend_without_a_state_or_with_twins_is_none() {
        let changed = |change: fn(&mut Vec<LegendEntry>)| {
            let mut entries = entries();
            change(&mut entries);
            legend(entries).unwrap_err()
        };
        assert_eq!(changed(|all| drop(all.pop())), LegendFault::States);
        assert_eq!(changed(|all| all[3].state = all[2].state), LegendFault::States);
        assert_eq!(changed(|all| all[9].glyph = 'a'), LegendFault::SameGlyph('a'));
        assert_eq!(changed(|all| all[4].ascii = 'A'), LegendFault::SameLetter('A'));
    }
}
