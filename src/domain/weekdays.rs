//! The days of the week on which something takes place, read as offices write them.

use chrono::Weekday;
use serde::{Deserialize, Serialize};

use super::text::fold;
use super::time::day_name;

const MONDAY_FIRST: [Weekday; 7] = [
    Weekday::Mon,
    Weekday::Tue,
    Weekday::Wed,
    Weekday::Thu,
    Weekday::Fri,
    Weekday::Sat,
    Weekday::Sun,
];

/// A set of days of the week; in files, the sorted list of their numbers, Monday = 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Vec<u8>", into = "Vec<u8>")]
pub struct Weekdays(u8);

impl Weekdays {
    /// No day.
    pub const NONE: Self = Self(0);
    /// Monday to Friday.
    pub const WORKING_WEEK: Self = Self(0b001_1111);

    /// Whether this day is one of them.
    pub fn contains(self, day: Weekday) -> bool {
        self.0 & bit(day) != 0
    }

    /// The same days and one more.
    #[must_use]
    pub fn with(self, day: Weekday) -> Self {
        Self(self.0 | bit(day))
    }

    /// The same days with this one turned over: one more, or one less.
    #[must_use]
    pub fn toggled(self, day: Weekday) -> Self {
        Self(self.0 ^ bit(day))
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self == Self::NONE
    }

    /// The days, Monday first.
    pub fn iter(self) -> impl Iterator<Item = Weekday> {
        MONDAY_FIRST.into_iter().filter(move |day| self.contains(*day))
    }

    /// Reads the spellings of offices: `LMJV`, `L M J V`, `lun mar jeu ven`, `lundi,mardi`, `1245`.
    ///
    /// Wednesday is `me`, `mer`, `mercredi` or `X`. A lone `M` is Tuesday, or Wednesday when
    /// Tuesday stands before it (`LMMJV`). A day said twice is a typing error. Two days joined by a
    /// hyphen (`lun-ven`) may be a list or a range: neither is guessed. `None` for anything else,
    /// and for no day at all.
    pub fn from_office(text: &str) -> Option<Self> {
        let folded = fold(text);
        let words: Vec<&str> =
            folded.split(' ').filter(|word| !matches!(*word, "" | "et")).collect();
        if let [first, "a" | "au", last] = words.as_slice() {
            return Self::range(named(first)?, named(last)?);
        }
        if words.len() == 2 && text.contains(['-', '–', '—']) {
            return None;
        }
        let days = words.into_iter().try_fold(Self::NONE, Self::with_word)?;
        (!days.is_empty()).then_some(days)
    }

    /// `lundi au vendredi`: both and those between, within a week.
    fn range(first: Weekday, last: Weekday) -> Option<Self> {
        let days = MONDAY_FIRST.into_iter().skip_while(|day| *day != first);
        let mut range = Self::NONE;
        for day in days {
            range = range.with(day);
            if day == last {
                return Some(range);
            }
        }
        None
    }

    /// Adds a word: one day by its name, or several by digits or letters.
    fn with_word(self, word: &str) -> Option<Self> {
        if let Some(day) = named(word) {
            return self.with_new(day);
        }
        let mut days = self;
        let mut letters = word.chars().peekable();
        while let Some(letter) = letters.next() {
            let day = match letter {
                'l' | '1' => Weekday::Mon,
                'm' if letters.next_if_eq(&'e').is_some() => Weekday::Wed,
                'm' if letters.next_if_eq(&'a').is_some() => Weekday::Tue,
                'm' if days.contains(Weekday::Tue) => Weekday::Wed,
                'm' | '2' => Weekday::Tue,
                'x' | '3' => Weekday::Wed,
                'j' | '4' => Weekday::Thu,
                'v' | '5' => Weekday::Fri,
                's' | '6' => Weekday::Sat,
                'd' | '7' => Weekday::Sun,
                _ => return None,
            };
            days = days.with_new(day)?;
        }
        Some(days)
    }

    fn with_new(self, day: Weekday) -> Option<Self> {
        (!self.contains(day)).then(|| self.with(day))
    }

    /// In a sentence: `lundi, mardi et jeudi`.
    pub fn in_words(self) -> String {
        let names: Vec<&str> = self.iter().map(day_name).collect();
        match names.split_last() {
            None => String::new(),
            Some((only, [])) => (*only).to_owned(),
            Some((last, others)) => format!("{} et {last}", others.join(", ")),
        }
    }
}

/// One day by its whole name, its plural, or its first two or three letters.
fn named(word: &str) -> Option<Weekday> {
    MONDAY_FIRST.into_iter().find(|day| {
        let name = day_name(*day);
        word.strip_suffix('s').unwrap_or(word) == name
            || (matches!(word.len(), 2 | 3) && name.starts_with(word))
    })
}

const fn bit(day: Weekday) -> u8 {
    1 << day.num_days_from_monday()
}

/// In a list: `L M Me J V`.
impl std::fmt::Display for Weekdays {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let letters: Vec<&str> = self
            .iter()
            .map(|day| match day {
                Weekday::Mon => "L",
                Weekday::Tue => "M",
                Weekday::Wed => "Me",
                Weekday::Thu => "J",
                Weekday::Fri => "V",
                Weekday::Sat => "S",
                Weekday::Sun => "D",
            })
            .collect();
        f.pad(&letters.join(" "))
    }
}

impl From<Weekdays> for Vec<u8> {
    fn from(days: Weekdays) -> Self {
        (1..).zip(MONDAY_FIRST).filter(|(_, day)| days.contains(*day)).map(|(n, _)| n).collect()
    }
}

impl TryFrom<Vec<u8>> for Weekdays {
    type Error = &'static str;

    fn try_from(numbers: Vec<u8>) -> Result<Self, Self::Error> {
        numbers.into_iter().try_fold(Self::NONE, |days, number| {
            let index = usize::from(number).checked_sub(1).ok_or("a day of the week is 1 to 7")?;
            let day = MONDAY_FIRST.get(index).ok_or("a day of the week is 1 to 7")?;
            Ok(days.with(*day))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_offices_are_read() {
        for (text, shown) in [
            ("LMJV", "L M J V"),
            ("lmjv", "L M J V"),
            ("L M J V", "L M J V"),
            ("L-M-J-V", "L M J V"),
            ("lun mar jeu ven", "L M J V"),
            ("lun. mar. jeu. ven.", "L M J V"),
            ("lundi,mardi", "L M"),
            ("Lundis, Mardis et jeudis", "L M J"),
            ("1245", "L M J V"),
            ("1,2,4,5", "L M J V"),
            ("5421", "L M J V"),
            ("LMMJV", "L M Me J V"),
            ("L M M J V", "L M Me J V"),
            ("LMaMeJV", "L M Me J V"),
            ("MM", "M Me"),
            ("M", "M"),
            ("Me", "Me"),
            ("mer", "Me"),
            ("X", "Me"),
            ("LMXJV", "L M Me J V"),
            ("Mercredi", "Me"),
            ("Me M", "M Me"),
            ("SD", "S D"),
            ("sa di", "S D"),
            ("lu ma me je ve", "L M Me J V"),
        ] {
            let days = Weekdays::from_office(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(days.to_string(), shown, "{text}");
        }
    }

    #[test]
    fn doubtful_spellings_are_refused() {
        for text in [
            "",
            " ",
            "0",
            "8",
            "LL",
            "MMM",
            "lun lun",
            "lun-ven",
            "lundi au",
            "vendredi au lundi",
            "tous",
            "lunmar",
            "LMJVZ",
            "12a",
            "lundu",
            "11",
        ] {
            assert_eq!(Weekdays::from_office(text), None, "{text}");
        }
    }

    #[test]
    fn files_hold_a_sorted_list_of_numbers() {
        let days = Weekdays::from_office("VJML").unwrap();
        assert_eq!(serde_json::to_string(&days).unwrap(), "[1,2,4,5]");
        assert_eq!(serde_json::from_str::<Weekdays>("[5,4,2,1]").unwrap(), days);
        for wrong in ["[0]", "[8]", "[1,9]", "\"L\""] {
            assert!(serde_json::from_str::<Weekdays>(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn days_are_named_in_a_sentence() {
        for (text, words) in
            [("X", "mercredi"), ("LM", "lundi et mardi"), ("LMJ", "lundi, mardi et jeudi")]
        {
            assert_eq!(Weekdays::from_office(text).unwrap().in_words(), words);
        }
        assert_eq!(Weekdays::NONE.in_words(), "");
    }

    #[test]
    fn the_working_week_ends_on_friday() {
        assert_eq!(Weekdays::WORKING_WEEK.to_string(), "L M Me J V");
    }
}
