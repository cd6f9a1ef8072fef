//! Amounts in French words, as a quittance must write them.
//!
//! The spelling is the traditional one, which town halls' forms still use: hyphens only between
//! tens and units under a hundred, and none around « et » (`vingt et un`, `deux cent trois`).

use super::money::Cents;

const SMALL: [&str; 17] = [
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze",
    "douze", "treize", "quatorze", "quinze", "seize",
];
const TENS: [&str; 7] = ["", "dix", "vingt", "trente", "quarante", "cinquante", "soixante"];
const THOUSAND: u64 = 1_000;
const MILLION: u64 = 1_000_000;
const MILLIARD: u64 = 1_000_000_000;

/// An amount in words: `quarante-sept euros et trente-cinq centimes`, `un million d’euros`.
pub fn in_words(amount: Cents) -> String {
    let (euros, cents) = (amount.0.unsigned_abs() / 100, amount.0.unsigned_abs() % 100);
    let sign = if amount.0 < 0 { "moins " } else { "" };
    let cents_part = format!("{} {}", number(cents), plural(cents, "centime"));
    match (euros, cents) {
        (_, 0) => format!("{sign}{}", euros_part(euros)),
        (0, _) => format!("{sign}{cents_part}"),
        _ => format!("{sign}{} et {cents_part}", euros_part(euros)),
    }
}

/// `deux millions d’euros`, `deux millions un euros`: « million » is a noun and needs its « de ».
fn euros_part(euros: u64) -> String {
    let linked = euros >= MILLION && euros.is_multiple_of(MILLION);
    let link = if linked { "d’" } else { "" };
    format!("{} {link}{}", number(euros), plural(euros, "euro"))
}

/// Zero and one are singular.
fn plural(count: u64, noun: &str) -> String {
    if count < 2 { noun.to_owned() } else { format!("{noun}s") }
}

/// A whole number in words, as it reads before a noun or alone.
fn number(n: u64) -> String {
    match n {
        0..100 => below_hundred(n),
        100..THOUSAND => hundreds(n),
        THOUSAND..MILLION => thousands(n),
        MILLION..MILLIARD => millions(n, MILLION, "million"),
        _ => millions(n, MILLIARD, "milliard"),
    }
}

fn below_hundred(n: u64) -> String {
    let (ten, unit) = match n {
        // Seventy and ninety count on from sixty and eighty: soixante-dix, quatre-vingt-onze.
        60.. => (n / 20 * 2, n % 20),
        _ => (n / 10, n % 10),
    };
    let word = TENS.get(usize::try_from(ten).unwrap_or(usize::MAX)).copied();
    match (word, unit) {
        (Some(_), _) if n < 17 => small(n).to_owned(),
        (Some(word), 0) => word.to_owned(),
        (Some(word), 1 | 11) => format!("{word} et {}", small(unit)),
        (Some(word), _) => format!("{word}-{}", below_hundred(unit)),
        (None, 0) => "quatre-vingts".to_owned(),
        (None, _) => format!("quatre-vingt-{}", below_hundred(unit)),
    }
}

fn small(n: u64) -> &'static str {
    usize::try_from(n).ok().and_then(|n| SMALL.get(n)).copied().unwrap_or_default()
}

/// « cent » takes its s when it is multiplied and ends the number: deux cents, deux cent un.
fn hundreds(n: u64) -> String {
    match (n / 100, n % 100) {
        (1, 0) => "cent".to_owned(),
        (1, rest) => format!("cent {}", number(rest)),
        (count, 0) => format!("{} cents", number(count)),
        (count, rest) => format!("{} cent {}", number(count), number(rest)),
    }
}

/// « mille » never changes, and takes the s off what stands before it: quatre-vingt mille.
fn thousands(n: u64) -> String {
    let (count, rest) = (n / THOUSAND, n % THOUSAND);
    let before = number(count);
    let takes_s_off = before.ends_with("vingts") || before.ends_with("cents");
    let words = match count {
        1 => "mille".to_owned(),
        _ if takes_s_off => format!("{} mille", before.trim_end_matches('s')),
        _ => format!("{before} mille"),
    };
    if rest == 0 { words } else { format!("{words} {}", number(rest)) }
}

/// Millions and milliards are nouns: they take the plural and leave what stands before alone.
fn millions(n: u64, unit: u64, noun: &str) -> String {
    let (count, rest) = (n / unit, n % unit);
    let words = format!("{} {}", number(count), plural(count, noun));
    if rest == 0 { words } else { format!("{words} {}", number(rest)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_written_in_words() {
        for (cents, words) in [
            (0, "zéro euro"),
            (1, "un centime"),
            (2, "deux centimes"),
            (80, "quatre-vingts centimes"),
            (100, "un euro"),
            (101, "un euro et un centime"),
            (4735, "quarante-sept euros et trente-cinq centimes"),
            (198_180, "mille neuf cent quatre-vingt-un euros et quatre-vingts centimes"),
            (-320, "moins trois euros et vingt centimes"),
            (100_000_000, "un million d’euros"),
            (200_000_000, "deux millions d’euros"),
            (100_000_100, "un million un euros"),
            (100_000_001, "un million d’euros et un centime"),
            (
                9_999_999_999,
                "quatre-vingt-dix-neuf millions neuf cent quatre-vingt-dix-neuf mille neuf cent \
                 quatre-vingt-dix-neuf euros et quatre-vingt-dix-neuf centimes",
            ),
        ] {
            assert_eq!(in_words(Cents(cents)), words, "{cents}");
        }
    }

    #[test]
    fn whole_numbers_follow_the_traditional_spelling() {
        for (n, words) in [
            (10, "dix"),
            (11, "onze"),
            (16, "seize"),
            (17, "dix-sept"),
            (19, "dix-neuf"),
            (20, "vingt"),
            (21, "vingt et un"),
            (22, "vingt-deux"),
            (31, "trente et un"),
            (60, "soixante"),
            (61, "soixante et un"),
            (69, "soixante-neuf"),
            (70, "soixante-dix"),
            (71, "soixante et onze"),
            (72, "soixante-douze"),
            (77, "soixante-dix-sept"),
            (79, "soixante-dix-neuf"),
            (80, "quatre-vingts"),
            (81, "quatre-vingt-un"),
            (90, "quatre-vingt-dix"),
            (91, "quatre-vingt-onze"),
            (99, "quatre-vingt-dix-neuf"),
            (100, "cent"),
            (101, "cent un"),
            (180, "cent quatre-vingts"),
            (200, "deux cents"),
            (201, "deux cent un"),
            (1000, "mille"),
            (1001, "mille un"),
            (1100, "mille cent"),
            (2000, "deux mille"),
            (3000, "trois mille"),
            (6000, "six mille"),
            (21_000, "vingt et un mille"),
            (80_000, "quatre-vingt mille"),
            (200_000, "deux cent mille"),
            (280_080, "deux cent quatre-vingt mille quatre-vingts"),
            (1_000_000, "un million"),
            (80_000_000, "quatre-vingts millions"),
            (200_000_000, "deux cents millions"),
            (1_000_000_000, "un milliard"),
            (2_000_000_001, "deux milliards un"),
        ] {
            assert_eq!(number(n), words, "{n}");
        }
        assert!(in_words(Cents(i64::MIN)).starts_with("moins "));
    }

    #[test]
    fn no_two_amounts_read_alike() {
        let all: std::collections::BTreeSet<String> = (0..20_000).map(number).collect();
        assert_eq!(all.len(), 20_000);
    }
}
