//! Reasons as they are drawn, wherever « Pourquoi ? » is asked: a dot each, then the rule and what
//! counted in quiet, then the key that does something about it.

use ratatui::layout::Rect;

use crate::desk::view::Reason;
use crate::ui::canvas::{Canvas, cut_left};
use crate::ui::words::wrap;

/// Columns of a line on the smallest screen, beside the border and the dot.
const NARROWEST: usize = 70;

/// Columns of a calculation: words on the left, amounts on the right.
const AMOUNTS: u16 = 68;

/// Of these, what an amount and the gap before it take.
const AMOUNT: u16 = 12;

/// One line.
enum Line {
    /// A reason, and whether it begins there.
    Says(bool, String),
    /// The rule, or what counted.
    Aside(String),
    /// A line of a calculation, or its sum.
    Amount(String, String, bool),
    /// What stands over the sum.
    Rule,
    /// A key and what it does; the key on the first line only.
    Remedy(&'static str, String),
    /// Nothing, between two reasons.
    Gap,
}

fn lines(reasons: &[Reason], width: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    for reason in reasons {
        let says = wrap(&reason.says, width).into_iter().enumerate();
        lines.extend(says.map(|(index, line)| Line::Says(index == 0, line)));
        for (what, aside) in [("Règle", &reason.rule), ("Compté", &reason.counted)] {
            if !aside.is_empty() {
                let aside = wrap(&format!("{what}\u{a0}: {aside}"), width);
                lines.extend(aside.into_iter().map(Line::Aside));
            }
        }
        for (index, (words, amount)) in reason.sum.iter().enumerate() {
            let last = index + 1 == reason.sum.len();
            lines.extend(last.then_some(Line::Rule));
            let mut words = wrap(words, usize::from(AMOUNTS - AMOUNT));
            let end = words.pop().unwrap_or_default();
            lines.extend(words.into_iter().map(|line| Line::Amount(line, String::new(), last)));
            lines.push(Line::Amount(end, amount.to_string(), last));
        }
        if let Some(remedy) = &reason.remedy {
            let room = width.saturating_sub(remedy.key.len() + 3);
            let does = wrap(&remedy.does, room).into_iter().enumerate();
            let key = |index| if index == 0 { remedy.key } else { "" };
            lines.extend(does.map(|(index, line)| Line::Remedy(key(index), line)));
        }
        lines.push(Line::Gap);
    }
    lines.pop();
    lines
}

/// How many lines the reasons take where there is least room.
pub fn height(reasons: &[Reason]) -> usize {
    lines(reasons, NARROWEST).len()
}

/// Draws the reasons from a line on, as far as there is room; the end stays at the bottom.
pub fn draw_reasons(canvas: &mut Canvas<'_>, area: Rect, reasons: &[Reason], first: usize) {
    let theme = canvas.theme;
    let lines = lines(reasons, usize::from(area.width).saturating_sub(4));
    let most = lines.len().saturating_sub(usize::from(area.height));
    for (line, mut row) in lines.iter().skip(first.min(most)).zip(area.rows()) {
        let before = cut_left(&mut row, 2);
        match line {
            Line::Says(begins, text) => {
                canvas.text(before, if *begins { "•" } else { "" }, theme.quiet);
                canvas.text(row, text, theme.text);
            }
            Line::Aside(text) => {
                canvas.text(row, text, theme.quiet);
            }
            Line::Amount(words, amount, last) => {
                row.width = row.width.min(AMOUNTS);
                let style = if *last { theme.strong() } else { theme.text };
                let words_in = canvas.right(row, amount, style);
                canvas.text(words_in, words, style);
            }
            Line::Rule => {
                row.width = row.width.min(AMOUNTS);
                canvas.rule(row, "─", theme.quiet);
            }
            Line::Remedy("", text) => {
                cut_left(&mut row, 5);
                canvas.text(row, text, theme.text);
            }
            Line::Remedy(key, text) => {
                canvas.line(
                    row,
                    &[("→ ", theme.quiet), (key, theme.key), (" ", theme.text), (text, theme.text)],
                );
            }
            Line::Gap => {}
        }
    }
}
