//! What people type: a seeded mix of names, identifiers and typing errors, each with the family
//! it is meant for.

use fastrand::Rng;

use guichet::domain::text::fold;
use guichet::import::FamilyRow;

/// The same targets every time.
const SEED: u64 = 20_261_120;

/// Draws for each target, at most: not every family has what is wanted.
const DRAWS: usize = 100;

/// Sorts of what is typed, with their share in a hundred.
const MIX: [(Sort, u32); 8] = [
    (Sort::Name, 35),
    (Sort::Reversed, 15),
    (Sort::Typo, 12),
    (Sort::Child, 13),
    (Sort::Login, 12),
    (Sort::Phone, 5),
    (Sort::Email, 4),
    (Sort::Invoice, 4),
];

/// What somebody types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// Surname and given name of the account holder.
    Name,
    /// Given name and surname.
    Reversed,
    /// The same as [`Sort::Name`] with one typing error in the surname.
    Typo,
    /// A child, in either order.
    Child,
    /// The login id, with or without its letters.
    Login,
    /// A phone number.
    Phone,
    /// An e-mail.
    Email,
    /// An invoice's number.
    Invoice,
}

/// A text and the family it should find.
pub struct Target {
    /// Of what sort.
    pub sort: Sort,
    /// Typed whole.
    pub text: String,
    /// Login id of the family.
    pub login: String,
}

impl Target {
    /// The text after each keystroke.
    pub fn keystrokes(&self) -> impl Iterator<Item = String> {
        let ends = self.text.char_indices().map(|(at, c)| at + c.len_utf8());
        ends.filter_map(|end| self.text.get(..end).map(str::to_owned))
    }
}

/// So many targets in the mix of a counter's day.
pub fn mixed(families: &[FamilyRow], count: usize) -> Vec<Target> {
    let mut rng = Rng::with_seed(SEED);
    let total = MIX.iter().map(|(_, share)| share).sum();
    let mut draw = move || {
        let mut drawn = rng.u32(0..total);
        let (sort, _) = MIX.iter().find(|(_, share)| {
            let here = drawn < *share;
            drawn = drawn.saturating_sub(*share);
            here
        })?;
        target(families, *sort, &mut rng)
    };
    std::iter::repeat_with(&mut draw).take(count * DRAWS).flatten().take(count).collect()
}

/// So many targets of one sort.
pub fn of_sort(families: &[FamilyRow], sort: Sort, count: usize) -> Vec<Target> {
    let mut rng = Rng::with_seed(SEED);
    let draws = std::iter::repeat_with(|| target(families, sort, &mut rng)).take(count * DRAWS);
    draws.flatten().take(count).collect()
}

/// A target of a sort; `None` when the family drawn has nothing of it.
fn target(families: &[FamilyRow], sort: Sort, rng: &mut Rng) -> Option<Target> {
    let family = rng.choice(families)?;
    let holder = &family.holder;
    let name = |first: &str, second: &str| fold(&format!("{first} {second}"));
    let text = match sort {
        Sort::Name => name(&holder.surname, &holder.given),
        Sort::Reversed => name(&holder.given, &holder.surname),
        Sort::Typo => name(&mistyped(&fold(&holder.surname), rng)?, &holder.given),
        Sort::Child => {
            let child = rng.choice(&family.children)?;
            let (mut first, mut second) = (&child.given, &child.surname);
            if rng.bool() {
                (first, second) = (second, first);
            }
            name(first, second)
        }
        Sort::Login => {
            let login = family.login.to_lowercase();
            let number = login.trim_start_matches(char::is_alphabetic).to_owned();
            if rng.bool() { login } else { number }
        }
        Sort::Phone => holder.phone.clone(),
        Sort::Email => holder.email.clone(),
        Sort::Invoice => rng.choice(&family.invoices)?.number.clone(),
    };
    (!text.is_empty()).then(|| Target { sort, text, login: family.login.clone() })
}

/// One error in a surname of four letters or more: two letters swapped, one dropped, one too many,
/// or one for another.
fn mistyped(surname: &str, rng: &mut Rng) -> Option<String> {
    let mut letters: Vec<char> = surname.chars().collect();
    if letters.len() < 4 || !letters.iter().all(|letter| letter.is_alphabetic()) {
        return None;
    }
    let place = rng.usize(0..letters.len() - 1);
    match rng.u32(0..4) {
        0 => letters.swap(place, place + 1),
        1 => drop(letters.remove(place)),
        2 => letters.insert(place, rng.lowercase()),
        _ => letters.splice(place..=place, [rng.lowercase()]).for_each(drop),
    }
    let mistyped: String = letters.into_iter().collect();
    (mistyped != surname).then_some(mistyped)
}
