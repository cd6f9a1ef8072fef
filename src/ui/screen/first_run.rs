//! There is no database yet: try with fictitious data, or the line that installs the counter.

use ratatui::layout::Rect;

use crate::ui::canvas::{Canvas, centred, cut_left, cut_right, cut_top};
use crate::ui::key::Key;
use crate::ui::keymap::{Action, Binding, Label, bind};
use crate::ui::turn::{Input, Scene, Step, Turn};

/// The keys of the first start.
pub const KEYS: &[Binding] = &[
    bind(
        &[Key::Char('1'), Key::Char('&'), Key::Enter],
        Action::Demo,
        Label::Footer("Démonstration"),
        "essayer avec une commune fictive, jetée à la fin",
        "",
    ),
    bind(
        &[Key::F(1), Key::Char('?')],
        Action::Help,
        Label::Footer("Aide"),
        "afficher cette aide",
        "",
    ),
    bind(
        &[Key::Char('q'), Key::Ctrl('c')],
        Action::Quit,
        Label::Footer("Quitter"),
        "quitter, rien n’est encore écrit",
        "",
    ),
];

/// The first start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FirstRun;

impl FirstRun {
    /// What it is.
    pub fn title(&self, _: &Scene<'_>) -> String {
        "GUICHET · premier démarrage".to_owned()
    }

    /// Nothing is typed here.
    pub const fn takes(&self, _: Key) -> bool {
        false
    }

    /// Nothing is impossible.
    pub const fn refuses(&self, _: Action, _: &Scene<'_>) -> Option<&'static str> {
        None
    }

    /// Nothing is waited for.
    pub const fn holds(&self) -> bool {
        false
    }

    /// One turn: the only choice that this program makes by itself is the demo.
    #[expect(clippy::needless_pass_by_value, reason = "every screen takes its input over")]
    pub fn update(&mut self, input: Input, turn: &mut Turn<'_>) {
        if let Input::Act(Action::Demo, _) = input {
            turn.step(Step::Effect(crate::ui::msg::Effect::Demo));
        }
    }

    /// Draws both ways to begin.
    pub fn draw(&self, _: &Scene<'_>, canvas: &mut Canvas<'_>, body: Rect) {
        let theme = canvas.theme;
        let mut inside = canvas.panel(centred(body, 76, 15), "Que voulez-vous faire\u{a0}?");
        cut_left(&mut inside, 1);
        cut_top(&mut inside, 1);
        let mut choice = cut_top(&mut inside, 1);
        canvas.line(choice, &[("> ", theme.key), ("1", theme.key)]);
        canvas.style(choice, theme.selected);
        cut_left(&mut choice, 5);
        cut_right(&mut choice, 1);
        let rest = canvas.text(choice, "Essayer avec des données fictives", theme.selected);
        canvas.right(rest, "rien à régler", theme.selected);
        cut_top(&mut inside, 1);
        cut_left(&mut inside, 5);
        let install = "Ou installer ce poste pour la commune, en quelques minutes.";
        canvas.text(cut_top(&mut inside, 1), install, theme.text);
        cut_top(&mut inside, 1);
        let lines = [
            ("Quittez (Q), puis tapez cette ligne dans le terminal\u{a0}:", theme.quiet),
            ("", theme.text),
            ("guichet init --database guichet.db --profile evreux \\", theme.key),
            ("  --commune Évreux --station A2 --agent adm:administrateur", theme.key),
            ("", theme.text),
            ("Elle demande le code secret du premier agent, deux fois.", theme.quiet),
            ("Remplacez la commune, le poste et l’agent par les vôtres.", theme.quiet),
        ];
        for ((words, style), row) in lines.into_iter().zip(inside.rows()) {
            canvas.text(row, words, style);
        }
    }
}
