//! How a family asked for a change, where its portal changes nothing: three letters, and one line.

use ratatui::layout::Rect;

use crate::domain::people::Channel;
use crate::ui::canvas::{Canvas, centred, cut_left, cut_top};
use crate::ui::key::Key;
use crate::ui::keymap::{Action, Binding, Label, bind};

/// In front of the agent.
pub const COUNTER: Binding = bind(
    &[Key::Char('g')],
    Action::Asked(Channel::Counter),
    Label::Unseen,
    "changement demandé au guichet",
    "",
);
/// By mail.
pub const MAIL: Binding = bind(
    &[Key::Char('c')],
    Action::Asked(Channel::Mail),
    Label::Unseen,
    "changement demandé par courriel",
    "",
);
/// By telephone.
pub const PHONE: Binding = bind(
    &[Key::Char('t')],
    Action::Asked(Channel::Phone),
    Label::Unseen,
    "changement demandé par téléphone",
    "",
);

/// `Demandé  > G guichet   C courriel   T téléphone`.
pub fn draw_channel(canvas: &mut Canvas<'_>, row: Rect, chosen: Channel) {
    let theme = canvas.theme;
    let mut rest = canvas.line(row, &[("Demandé ", theme.text)]);
    for (key, channel) in [("G", Channel::Counter), ("C", Channel::Mail), ("T", Channel::Phone)] {
        let (mark, style) =
            if channel == chosen { (" > ", theme.strong()) } else { ("   ", theme.text) };
        let words = format!(" {}", channel.label());
        rest = canvas.line(rest, &[(mark, theme.key), (key, theme.key), (&words, style)]);
    }
}

/// Draws the question before a correction is written, over the form.
pub fn draw_question(canvas: &mut Canvas<'_>, body: Rect) {
    let theme = canvas.theme;
    let area = centred(body, 66, 7);
    canvas.blank(area, theme.text);
    let mut inside = canvas.panel(area, "Comment la famille l’a-t-elle demandé\u{a0}?");
    cut_left(&mut inside, 1);
    cut_top(&mut inside, 1);
    draw_channel(canvas, cut_top(&mut inside, 1), Channel::Counter);
    cut_top(&mut inside, 1);
    let keys = [
        ("Entrée", theme.key),
        (" au guichet, enregistrer   ", theme.text),
        ("Échap", theme.key),
        (" revenir à la saisie", theme.text),
    ];
    canvas.line(inside, &keys);
}
