//! Nobody sits there: the sign-in, which has no letter commands, since letters are typed here.

use ratatui::layout::Rect;

use super::credentials::Credentials;
use crate::ui::canvas::{Canvas, centred, cut_left, cut_top};
use crate::ui::key::Key;
use crate::ui::keymap::{Action, Binding, Label, bind};
use crate::ui::turn::{Input, Scene, Turn};
use crate::ui::words::{count, wrap};

/// Columns of what is wrong but stops nobody, under the fields.
const BANNER_COLUMNS: usize = 52;

/// The keys of the sign-in.
pub const KEYS: &[Binding] = &[
    bind(
        &[Key::Enter],
        Action::Open,
        Label::Unseen,
        "passer de l’identifiant au code secret, puis ouvrir la session",
        "",
    ),
    bind(
        &[Key::Tab, Key::BackTab, Key::Up, Key::Down],
        Action::Next,
        Label::Footer("Autre champ"),
        "passer d’un champ à l’autre",
        "",
    ),
    bind(&[Key::Esc], Action::Back, Label::Footer("Effacer"), "effacer les deux champs", ""),
    bind(&[Key::Ctrl('c')], Action::Quit, Label::Footer("Quitter"), "fermer le programme", ""),
];

/// The sign-in.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SignIn {
    credentials: Credentials,
}

impl SignIn {
    /// Nothing of a family, nothing of an agent.
    pub fn title(&self, _: &Scene<'_>) -> String {
        "GUICHET".to_owned()
    }

    /// Every character is text.
    pub const fn takes(&self, key: Key) -> bool {
        Credentials::takes(key)
    }

    /// Nothing is impossible.
    pub const fn refuses(&self, _: Action, _: &Scene<'_>) -> Option<&'static str> {
        None
    }

    /// The secret is being checked.
    pub const fn holds(&self) -> bool {
        self.credentials.holds()
    }

    /// One turn.
    pub fn update(&mut self, input: Input, turn: &mut Turn<'_>) {
        self.credentials.update(input, turn);
    }

    /// Draws the fields, and for the demo who may sign in.
    pub fn draw(&self, scene: &Scene<'_>, canvas: &mut Canvas<'_>, body: Rect) {
        let theme = canvas.theme;
        let house = scene.house;
        let agents = house.demo_agents.len().div_ceil(2);
        let below = if agents == 0 { 3 } else { agents + 7 };
        let below = u16::try_from(below).unwrap_or(u16::MAX);
        let banner = wrap(house.banner.as_deref().unwrap_or_default(), BANNER_COLUMNS);
        let more = u16::try_from(banner.len().saturating_sub(1)).unwrap_or(u16::MAX);
        let mut area = centred(body, 58, below.saturating_add(8).saturating_add(more));
        let mut inside = canvas.panel(cut_top(&mut area, 7), "Connexion agent");
        cut_top(&mut inside, 1);
        cut_left(&mut inside, 2);
        self.credentials.draw(canvas, cut_top(&mut inside, 2));
        cut_top(&mut inside, 1);
        let keys = [
            ("Entrée", theme.key),
            (" ouvrir la session    ", theme.text),
            ("Échap", theme.key),
            (" effacer", theme.text),
        ];
        canvas.line(inside, &keys);
        cut_top(&mut area, 1);
        cut_left(&mut area, 4);
        draw_demo(scene, canvas, &mut area);
        let families = usize::try_from(house.families).unwrap_or(usize::MAX);
        let known = format!("{} · {}", house.commune, count(families, "famille", "familles"));
        canvas.text(cut_top(&mut area, 1), &known, theme.quiet);
        let lock = "Verrouillage automatique après 3 min sans frappe.";
        canvas.text(cut_top(&mut area, 1), lock, theme.quiet);
        for (line, mark) in banner.iter().zip(["▲ "].into_iter().chain(std::iter::repeat("  "))) {
            canvas.line(cut_top(&mut area, 1), &[(mark, theme.alert), (line, theme.alert)]);
        }
    }
}

/// The demo's agents, two a row, and their common secret.
fn draw_demo(scene: &Scene<'_>, canvas: &mut Canvas<'_>, area: &mut Rect) {
    let theme = canvas.theme;
    let agents = &scene.house.demo_agents;
    if agents.is_empty() {
        return;
    }
    let words = "Démonstration\u{a0}: tout est fictif.";
    canvas.text(cut_top(area, 1), words, theme.alert);
    cut_top(area, 1);
    for pair in agents.chunks(2) {
        let mut row = cut_top(area, 1);
        for (code, name) in pair {
            let mut place = cut_left(&mut row, 26);
            canvas.text(cut_left(&mut place, 5), code, theme.key);
            canvas.text(place, name, theme.text);
        }
    }
    let row = cut_top(area, 1);
    canvas.line(row, &[("Code secret de tous\u{a0}: ", theme.text), ("guichet", theme.key)]);
    cut_top(area, 1);
}
