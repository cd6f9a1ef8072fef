//! French numbers and plurals, and text cut to the columns it may take.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// `2 314`: thousands grouped by a no-break space.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            grouped.push('\u{a0}');
        }
        grouped.push(digit);
    }
    grouped
}

/// `0 famille`, `1 famille`, `2 familles`: nought and one are singular.
pub fn count(number: usize, one: &str, many: &str) -> String {
    let number = u64::try_from(number).unwrap_or(u64::MAX);
    format!("{}\u{a0}{}", grouped(number), if number < 2 { one } else { many })
}

/// How many columns a text takes.
pub fn width(text: &str) -> usize {
    text.width()
}

/// The text in at most `columns` columns, with `…` where something was left out.
pub fn fit(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let mut fitted = String::new();
    let mut used = 1;
    for c in text.chars() {
        used += c.width().unwrap_or(0);
        if used > columns {
            break;
        }
        fitted.push(c);
    }
    if columns > 0 {
        fitted.truncate(fitted.trim_end().len());
        fitted.push('…');
    }
    fitted
}

/// `DE LA ROCHEFOUCAULD-MONT… · EVR00391`: the same, but what stands behind the last ` · ` is kept,
/// because an identifier tells two long names apart.
pub fn fit_head(text: &str, columns: usize) -> String {
    match text.rfind(" · ").map(|place| text.split_at(place)) {
        Some((head, end)) if width(text) > columns && width(end) < columns => {
            format!("{}{end}", fit(head, columns - width(end)))
        }
        _ => fit(text, columns),
    }
}

/// `MARTINEAU Claire · EVR04217`; only the name where there is no account yet.
pub fn whose(name: &str, login: &str) -> String {
    if login.is_empty() { name.to_owned() } else { format!("{name} · {login}") }
}

/// The text broken at its spaces into lines of at most `columns` columns; a longer word has a line
/// of its own.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    wrap_at(text, " ", columns)
}

/// The same, broken at a wider gap only, which stays between two pieces of a line.
pub fn wrap_at(text: &str, gap: &str, columns: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(gap).filter(|word| !word.is_empty()) {
        match lines.last_mut() {
            Some(line) if width(line) + width(gap) + width(word) <= columns => {
                line.push_str(gap);
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_and_nought_and_one_are_singular() {
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(1_234_567), "1\u{a0}234\u{a0}567");
        let families = |n| count(n, "famille", "familles");
        assert_eq!(families(0), "0\u{a0}famille");
        assert_eq!(families(1), "1\u{a0}famille");
        assert_eq!(families(2), "2\u{a0}familles");
    }

    #[test]
    fn text_is_broken_at_its_spaces() {
        assert_eq!(wrap("un deux trois", 7), ["un deux", "trois"]);
        assert_eq!(wrap("un deux trois", 6), ["un", "deux", "trois"]);
        assert_eq!(wrap("à\u{a0}payer", 3), ["à\u{a0}payer"]);
        assert!(wrap("  ", 3).is_empty());
        assert_eq!(wrap_at("1 × 2 €   1 × 1 €   1 × 5 €", "   ", 18).len(), 2);
    }

    #[test]
    fn an_identifier_outlives_a_long_name() {
        for (columns, fitted) in
            [(22, "MARTINS DA · EVR03302"), (20, "MARTINS… · EVR03302"), (11, "MARTINS DA…")]
        {
            assert_eq!(fit_head("MARTINS DA · EVR03302", columns), fitted);
        }
        assert_eq!(fit_head("MARTINS DA SILVA", 9), "MARTINS…");
    }

    #[test]
    fn long_text_ends_in_an_ellipsis() {
        for (columns, fitted) in
            [(0, ""), (1, "…"), (5, "MART…"), (8, "MARTINS…"), (9, "MARTINS…"), (11, "MARTINS DA")]
        {
            let text = if columns == 11 { "MARTINS DA" } else { "MARTINS DA SILVA" };
            assert_eq!(fit(text, columns), fitted, "{columns}");
        }
        assert_eq!(fit("日本語", 5), "日本…");
        assert_eq!(fit("日本語", 4), "日…");
    }
}
