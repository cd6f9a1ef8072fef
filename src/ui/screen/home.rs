//! The home screen is the search field: results while typing, and what to do about them.
//!
//! A letter is in sight before the search for it begins. While a search is under way, its old
//! rows can be read but no key acts on them: the key waits for the new ones.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::preview;
use crate::desk::request::{Reply, Request};
use crate::desk::view::{FamilyRow, PreviewView, RowChild};
use crate::domain::ids::FamilyId;
use crate::domain::money::Cents;
use crate::domain::people::{AccountState, BlockCause};
use crate::domain::text::fold;
use crate::ui::canvas::{Canvas, columns, cut_bottom, cut_left, cut_right, cut_top};
use crate::ui::field::Field;
use crate::ui::key::Key;
use crate::ui::keymap::{Action, Binding, Label, bind};
use crate::ui::msg::{Ticket, Tone};
use crate::ui::table::{Cell, Column, Rows, amounts, cell, moved, table, words};
use crate::ui::theme::Theme;
use crate::ui::turn::{Input, Scene, Step, Turn};
use crate::ui::words::{count, grouped, width};

/// The keys of the search.
pub const KEYS: &[Binding] = &[
    bind(&[Key::Enter], Action::Open, Label::Hint("ouvrir"), "ouvrir la fiche famille", "ouvrir"),
    bind(
        &[Key::Up, Key::Down, Key::PageUp, Key::PageDown],
        Action::Move,
        Label::Hint("choisir"),
        "changer de famille\u{a0}; champ vide\u{a0}: ↑ rappelle les dernières",
        "",
    ),
    bind(
        &[Key::F(4)],
        Action::Pay,
        Label::Footer("Encaisser"),
        "encaisser une facture",
        "encaisser",
    ),
    bind(
        &[Key::F(5)],
        Action::Calendar,
        Label::Footer("Calendrier"),
        "réserver ou annuler des jours",
        "calendrier",
    ),
    bind(
        &[Key::F(6)],
        Action::Access,
        Label::Footer("Accès"),
        "débloquer le compte portail, remettre un code",
        "acces",
    ),
];

/// The search.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Home {
    typed: Field,
    rows: Vec<FamilyRow>,
    more: bool,
    /// The text that the rows answer.
    answered: String,
    selected: usize,
    searching: Option<Ticket>,
    previewing: Option<Ticket>,
    preview: Option<Box<PreviewView>>,
    /// An act that waits for the rows of the search under way.
    intent: Option<(Action, Key)>,
}

impl Home {
    /// `GUICHET · Nétreville`.
    pub fn title(&self, scene: &Scene<'_>) -> String {
        format!("GUICHET · {}", scene.house.annex)
    }

    /// All characters are the search's, but `?` and `:` before the first one.
    pub fn takes(&self, key: Key) -> bool {
        match key {
            Key::Char('?' | ':') => !self.typed.is_empty(),
            Key::Char(_) => true,
            _ => false,
        }
    }

    /// Without a family there is nothing to act on.
    pub fn refuses(&self, action: Action, _: &Scene<'_>) -> Option<&'static str> {
        let needs_family =
            matches!(action, Action::Open | Action::Pay | Action::Calendar | Action::Access);
        let none = self.searching.is_none() && self.rows.is_empty();
        (needs_family && none).then_some(NO_FAMILY)
    }

    /// An act waits for its rows, and the keys behind it wait too.
    pub const fn holds(&self) -> bool {
        self.intent.is_some()
    }

    /// One turn.
    pub fn update(&mut self, input: Input, turn: &mut Turn<'_>) {
        match input {
            Input::Key(key) if self.typed.key(key) => self.search(turn),
            Input::Paste(text) if self.typed.paste(&text) => self.search(turn),
            Input::Act(Action::Back, _) => self.back(),
            Input::Act(Action::Move, Key::Up) if self.is_blank() => self.recall(turn),
            Input::Act(action, key) if self.searching.is_some() => {
                self.intent = Some((action, key));
            }
            Input::Act(action, key) => self.act(action, key, turn),
            Input::Reply(ticket, reply) => self.reply(ticket, reply, turn),
            Input::Shown if self.recalls() => self.recall(turn),
            Input::Shown if !self.typed.is_empty() => self.search(turn),
            _ => {}
        }
    }

    /// Nothing typed, nothing shown, nothing under way.
    fn is_blank(&self) -> bool {
        self.typed.is_empty() && self.rows.is_empty() && self.searching.is_none()
    }

    /// Whether the rows are the families opened last.
    fn recalls(&self) -> bool {
        self.typed.is_empty() && !self.rows.is_empty()
    }

    fn recall(&mut self, turn: &mut Turn<'_>) {
        self.searching = Some(turn.ask(Request::Recall));
    }

    /// The family under the highlight.
    fn family(&self) -> Option<FamilyId> {
        self.rows.get(self.selected).map(|row| row.id)
    }

    /// Gives up waiting, or else empties the box; never more.
    fn back(&mut self) {
        if self.intent.take().is_none() {
            *self = Self::default();
        }
    }

    fn search(&mut self, turn: &mut Turn<'_>) {
        if fold(self.typed.text()).is_empty() {
            let typed = std::mem::take(&mut self.typed);
            *self = Self { typed, ..Self::default() };
        } else {
            let text = self.typed.text().to_owned();
            self.searching = Some(turn.ask(Request::Find { text }));
        }
    }

    fn act(&mut self, action: Action, key: Key, turn: &mut Turn<'_>) {
        let Some(family) = self.family() else { return };
        match action {
            Action::Move => {
                self.selected = moved(self.selected, self.rows.len(), key);
                self.ask_preview(turn);
            }
            Action::Open => turn.open(Request::OpenFamily(family)),
            Action::Pay => turn.open(Request::OpenPayment(family)),
            Action::Access => turn.open(Request::OpenAccess(family)),
            Action::Calendar => turn.open(Request::OpenCalendar {
                family,
                child: None,
                activity: None,
                month: turn.scene.now.today(),
            }),
            _ => {}
        }
    }

    fn ask_preview(&mut self, turn: &mut Turn<'_>) {
        self.previewing = self.family().map(|family| turn.ask(Request::Preview(family)));
    }

    fn reply(&mut self, ticket: Ticket, reply: Reply, turn: &mut Turn<'_>) {
        if self.searching == Some(ticket) {
            self.searching = None;
            self.found(reply, turn);
        } else if self.previewing == Some(ticket) {
            self.previewing = None;
            match reply {
                Reply::Preview(preview) => self.preview = Some(preview),
                other => turn.refused(&other),
            }
        }
    }

    /// New rows: the same highlight if the same search was asked again, else the first row.
    fn found(&mut self, reply: Reply, turn: &mut Turn<'_>) {
        let intent = self.intent.take();
        let Reply::Found(found) = reply else { return turn.refused(&reply) };
        let before = self.family().filter(|_| found.text == self.answered);
        self.rows = found.rows;
        self.more = found.more;
        self.answered = found.text;
        let again = self.rows.iter().position(|row| Some(row.id) == before);
        self.selected = again.unwrap_or(0);
        self.ask_preview(turn);
        if self.is_blank() {
            turn.say(Tone::Plain, "Vous n’avez encore ouvert aucune famille.");
        }
        match intent {
            Some(_) if self.rows.is_empty() => {
                turn.impossible(NO_FAMILY);
                turn.step(Step::Flush);
            }
            Some((action, key)) => self.act(action, key, turn),
            None => {}
        }
    }

    /// Draws the box, the rows and the preview.
    pub fn draw(&self, scene: &Scene<'_>, canvas: &mut Canvas<'_>, mut body: Rect) {
        let theme = canvas.theme;
        let mut line = canvas
            .panel(cut_top(&mut body, 3), "Nom, enfant, téléphone, identifiant, facture, e-mail");
        let counter = self.counter(scene.house.families);
        canvas.right(cut_right(&mut line, columns(&counter)), &counter, theme.quiet);
        cut_right(&mut line, 1);
        canvas.field(line, &self.typed, true);
        if let Some(banner) = &scene.house.banner {
            let mut row = cut_bottom(&mut body, 1);
            cut_left(&mut row, 1);
            canvas.line(row, &[("▲ ", theme.alert), (banner, theme.alert)]);
        }
        if let Some(row) = self.rows.get(self.selected) {
            let wide = body.width >= WIDE;
            let box_area = cut_bottom(&mut body, if wide { 10 } else { 9 });
            let known = self.preview.as_deref().filter(|preview| preview.family == row.id);
            preview::draw(canvas, box_area, row, known);
            self.draw_rows(scene, canvas, body);
        } else {
            self.draw_nothing(canvas, body);
        }
    }

    /// `5 familles sur 2 314`.
    fn counter(&self, families: u64) -> String {
        match self.rows.len() {
            _ if self.searching.is_some() => "recherche…".to_owned(),
            shown if self.recalls() => {
                count(shown, "dernière famille ouverte", "dernières familles ouvertes")
            }
            _ if self.typed.is_empty() => {
                count(usize::try_from(families).unwrap_or(usize::MAX), "famille", "familles")
            }
            0 => format!("aucune famille sur\u{a0}{}", grouped(families)),
            shown => {
                let more = if self.more { "plus de " } else { "" };
                let shown = count(shown, "famille", "familles");
                format!("{more}{shown} sur\u{a0}{}", grouped(families))
            }
        }
    }

    fn draw_rows(&self, scene: &Scene<'_>, canvas: &mut Canvas<'_>, area: Rect) {
        let theme = canvas.theme;
        let wide = area.width >= WIDE;
        let look = Look { theme, wide, tries: scene.house.tries };
        let make =
            |index: usize| self.rows.get(index).map(|row| cells(row, look)).unwrap_or_default();
        let rows = Rows { count: self.rows.len(), selected: Some(self.selected), make: &make };
        let mut area = area;
        cut_left(&mut area, 1);
        cut_right(&mut area, 2);
        table(canvas, area, if wide { WIDE_COLUMNS } else { COLUMNS }, &rows);
    }

    /// What stands where the rows would be: how to search, or that nothing was found.
    fn draw_nothing(&self, canvas: &mut Canvas<'_>, mut area: Rect) {
        let theme = canvas.theme;
        cut_top(&mut area, 2);
        cut_left(&mut area, 3);
        let lines = if self.typed.is_empty() {
            vec![
                "Tapez le début d’un nom, d’un prénom d’enfant, ou un numéro.".to_owned(),
                "Accents, majuscules, tirets et une faute de frappe sont pardonnés.".to_owned(),
                "↑ rappelle les dernières familles que vous avez ouvertes.".to_owned(),
            ]
        } else if self.searching.is_none() {
            vec![
                format!("Aucune famille pour «\u{a0}{}\u{a0}».", self.typed.text().trim()),
                "Essayez le prénom d’un enfant ou le téléphone.".to_owned(),
            ]
        } else {
            return;
        };
        for (text, row) in lines.iter().zip(area.rows()) {
            canvas.text(row, text, theme.quiet);
        }
    }
}

const NO_FAMILY: &str = "aucune famille choisie";

/// From this width on there is room for the reason of a block, and more.
pub(super) const WIDE: u16 = 100;

const WIDE_COLUMNS: &[Column] = &[
    words("Famille", 0),
    words("Identifiant", 14),
    words("Enfants", 27),
    words("Compte portail", 20),
    amounts("À payer", 12),
];

const COLUMNS: &[Column] = &[
    words("Famille", 0),
    words("Identifiant", 13),
    words("Enfants", 19),
    words("Compte", 10),
    amounts("À payer", 12),
];

/// How a row is shown.
#[derive(Clone, Copy)]
struct Look {
    theme: Theme,
    wide: bool,
    tries: u32,
}

fn cells(row: &FamilyRow, look: Look) -> Vec<Cell> {
    let Look { theme, wide, .. } = look;
    let (account, style) = account(row, look);
    let due = if row.balance_due > Cents::ZERO { theme.alert } else { theme.quiet };
    vec![
        cell(row.name.as_str(), theme.text),
        cell(row.login.as_str(), theme.quiet),
        cell(children(&row.children, if wide { 26 } else { 18 }), theme.text),
        cell(account, style),
        cell(row.balance_due.to_string(), due),
    ]
}

/// `■ BLOQUÉ 3 essais`, `● actif`, `· jamais connecté`.
fn account(row: &FamilyRow, look: Look) -> (String, Style) {
    let Look { theme, wide, tries } = look;
    match (row.account, row.cause) {
        (AccountState::Blocked, Some(BlockCause::Passwords)) if wide => {
            (format!("■ BLOQUÉ {tries} essais"), theme.error)
        }
        (AccountState::Blocked, Some(BlockCause::Unpaid)) if wide => {
            ("■ BLOQUÉ impayés".to_owned(), theme.error)
        }
        (AccountState::Blocked, _) => ("■ BLOQUÉ".to_owned(), theme.error),
        (AccountState::Active, _) => ("● actif".to_owned(), theme.success),
        (AccountState::New, _) if wide => ("· jamais connecté".to_owned(), theme.quiet),
        (AccountState::New, _) => ("· neuf".to_owned(), theme.quiet),
    }
}

/// `Léo 7, Inès 4`, or `Tiago 5 +2` where the others find no room.
fn children(children: &[RowChild], room: usize) -> String {
    let named: Vec<String> =
        children.iter().map(|child| format!("{} {}", child.given, child.age)).collect();
    (1..=named.len())
        .rev()
        .map(|shown| {
            let first = named.get(..shown).unwrap_or_default().join(", ");
            let others = named.len() - shown;
            if others == 0 { first } else { format!("{first} +{others}") }
        })
        .find(|text| width(text) <= room)
        .or_else(|| named.first().map(|first| format!("{first} +{}", named.len() - 1)))
        .unwrap_or_default()
}
