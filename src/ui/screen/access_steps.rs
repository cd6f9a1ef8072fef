//! The lower part of a portal account: what the family has done before its portal opens and what is
//! left, what it does that forgot its password, and what a new code is.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::access::Access;
use crate::desk::view::{AccessSteps, AccessView, StepView};
use crate::domain::time::numeric_day;
use crate::ui::canvas::{Canvas, cut_top};
use crate::ui::turn::Scene;
use crate::ui::words::wrap;

/// Most rows of this part, its frame included.
const ROWS: u16 = 10;
/// Rows where nothing is asked of families.
const FEW_ROWS: u16 = 6;

/// Whether anything is asked of families, or said to them about a forgotten password.
pub fn asks(steps: &AccessSteps) -> bool {
    !steps.forgotten.is_empty() || steps.login_stale || steps.read_only || !lines(steps).is_empty()
}

/// Draws it in what is left of the body.
pub fn draw_steps(canvas: &mut Canvas<'_>, mut body: Rect, access: &Access, scene: &Scene<'_>) {
    let theme = canvas.theme;
    let (view, steps) = (&access.view, &access.view.steps);
    let asks = asks(steps);
    let (title, rows) =
        if asks { ("Accès et nouveau code", ROWS) } else { ("Si nouveau code", FEW_ROWS) };
    let area = cut_top(&mut body, rows);
    let mut inside = canvas.panel(area, title);
    for line in lines(steps) {
        draw_line(canvas, cut_top(&mut inside, 1), &line);
    }
    let width = usize::from(inside.width);
    let stale = "O\u{a0}: l’identifiant suit le courriel, qui a changé au dossier.";
    let read_only =
        "Portail en lecture seule\u{a0}: un agent fait ce que la famille demande (F2, F5).";
    let mut words = wrap(&steps.forgotten, width);
    for (said, sentence) in [(steps.login_stale, stale), (steps.read_only, read_only)] {
        words.extend(said.then(|| wrap(sentence, width)).into_iter().flatten());
    }
    if asks && inside.height < 6 {
        words.extend(wrap(&code_in_short(view), width));
    } else {
        words.extend(code(view, scene, width));
    }
    for (line, row) in words.iter().zip(inside.rows()) {
        canvas.text(row, line, theme.quiet);
    }
}

/// What a new code is, in one line.
fn code_in_short(view: &AccessView) -> String {
    format!("Code\u{a0}: {}\u{a0}h, à changer à la première connexion.", view.code_hours)
}

/// What a new code is, how it comes out, and what a password must be.
fn code(view: &AccessView, scene: &Scene<'_>, width: usize) -> Vec<String> {
    let handed = if scene.house.printer {
        "Il est imprimé aussitôt\u{a0}: remettez le ticket à la famille."
    } else {
        "Il est affiché 20\u{a0}s sur cet écran\u{a0}: aucune imprimante sur ce poste."
    };
    let hours = view.code_hours;
    let first = format!(
        "Provisoire, {hours}\u{a0}h, à changer à la première connexion, jamais au journal."
    );
    let mut lines = vec![first, handed.to_owned()];
    lines.extend(wrap(&view.policy, width));
    lines
}

/// One thing that is asked: its key, where an agent records it, what it is, and where it stands.
struct Line {
    key: &'static str,
    words: &'static str,
    stands: StepView,
    left: String,
}

/// What is asked, in the order of the door; what an agent records beside one another.
fn lines(steps: &AccessSteps) -> Vec<Vec<Line>> {
    let line = |key, words, stands| Line { key, words, stands, left: String::new() };
    let own = steps.password_until.map(|day| Line {
        left: format!(", à changer après le {}", numeric_day(day)),
        ..line("", "mot de passe choisi", steps.password)
    });
    let online = line("E", "adhésion au paiement en ligne", steps.online_payment);
    let terms = line("A", "conditions acceptées", steps.terms);
    let household = line("V", "foyer vérifié", steps.household);
    let groups = [vec![online], own.into_iter().collect(), vec![terms, household]];
    let asked = |lines: Vec<Line>| -> Vec<Line> {
        lines.into_iter().filter(|line| line.stands != StepView::NotAsked).collect()
    };
    groups.into_iter().map(asked).filter(|lines| !lines.is_empty()).collect()
}

fn draw_line(canvas: &mut Canvas<'_>, mut row: Rect, line: &[Line]) {
    let theme = canvas.theme;
    for (index, step) in line.iter().enumerate() {
        let (mark, style): (&str, Style) = match step.stands {
            StepView::Done(_) => ("● ", theme.success),
            _ => ("▲ ", theme.alert),
        };
        let day = match step.stands {
            StepView::Done(Some(day)) => format!(" le {}", numeric_day(day)),
            StepView::Done(None) => String::new(),
            _ => "\u{a0}: à faire".to_owned(),
        };
        let gap = if index == 0 { "" } else { "   " };
        let space = if step.key.is_empty() { "" } else { " " };
        let pieces = [
            (gap, theme.text),
            (step.key, theme.key),
            (space, theme.text),
            (mark, style),
            (step.words, theme.text),
            (&day, theme.text),
            (&step.left, theme.text),
        ];
        row = canvas.line(row, &pieces);
    }
}
