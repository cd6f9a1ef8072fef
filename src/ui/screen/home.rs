//! The home screen is the search field: results while typing, and what to do about them.
//!
//! A letter is in sight before the search for it begins. While a search is under way, its old
//! rows can be read but no key acts on them: the key waits for the new ones.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::home_rows::{self, Look, WIDE};
use super::household::HouseholdForm;
use super::{Screen, preview};
use crate::desk::request::{Reply, Request};
use crate::desk::view::{BeyondView, FoundFamilies, Nature, PreviewView};
use crate::domain::ids::FamilyId;
use crate::domain::text::fold;
use crate::ui::canvas::{Canvas, columns, cut_bottom, cut_left, cut_right, cut_top};
use crate::ui::field::Field;
use crate::ui::key::Key;
use crate::ui::keymap::{
    ACCESS, Action, Binding, CALENDAR, LAST_RECEIPT, Label, PAY, bind, footer,
};
use crate::ui::msg::{Ticket, Tone};
use crate::ui::table::moved;
use crate::ui::theme::Theme;
use crate::ui::turn::{Input, Scene, Step, Turn};
use crate::ui::words::{count, grouped};

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
        &[Key::Tab],
        Action::Suggestion,
        Label::Unseen,
        "aucune famille\u{a0}: prendre le nom que l’écran propose",
        "",
    ),
    bind(
        &[Key::BackTab],
        Action::Archives,
        Label::Unseen,
        "chercher dans les familles archivées, ou revenir aux autres",
        "archives",
    ),
    bind(
        &[Key::F(2)],
        Action::Create,
        Label::Footer("Créer"),
        "créer une famille, à partir de ce qui est saisi",
        "creer",
    ),
    footer(PAY, "Encaisser"),
    footer(CALENDAR, "Calendrier"),
    footer(ACCESS, "Accès"),
    LAST_RECEIPT,
];

/// The search.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Home {
    typed: Field,
    /// The rows, and the text that they answer.
    found: FoundFamilies,
    /// What tells each row from its homonyms.
    notes: Vec<Option<String>>,
    selected: usize,
    searching: Option<Ticket>,
    previewing: Option<Ticket>,
    preview: Option<Box<PreviewView>>,
    /// The rows are families that left.
    archives: bool,
    /// What else the text may mean, once it has found nobody or few.
    beyond: Option<BeyondView>,
    /// The question for it.
    asking: Option<Ticket>,
    /// An act that waits for the rows of the search under way.
    intent: Option<(Action, Key)>,
    waiting: Waits,
}

/// What waits for an agent, as it was last counted, and the question that counts it.
#[derive(Clone, Debug, Default, PartialEq)]
struct Waits {
    counts: Vec<(Nature, usize)>,
    asked: Option<Ticket>,
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
    pub fn refuses(&self, action: Action, scene: &Scene<'_>) -> Option<&'static str> {
        if action == Action::Create && !scene.agent.is_some_and(|agent| agent.role.may_write()) {
            return Some(super::READ_ONLY);
        }
        let needs_family = matches!(
            action,
            Action::Open | Action::Pay | Action::Calendar | Action::Access | Action::LastReceipt
        );
        if action == Action::Suggestion && self.suggestion().is_none() {
            return Some("rien à proposer");
        }
        if action == Action::Archives && fold(self.typed.text()).is_empty() {
            return Some("tapez d’abord un nom");
        }
        let archived = || self.found.rows.get(self.selected).is_some_and(|row| row.archived);
        if action == Action::Calendar && self.searching.is_none() && archived() {
            return Some("dossier archivé\u{a0}: Entrée, puis :rouvrir");
        }
        let none = self.searching.is_none() && self.found.rows.is_empty();
        (needs_family && none).then_some(NO_FAMILY)
    }

    /// An act waits for its rows, and the keys behind it wait too.
    pub const fn holds(&self) -> bool {
        self.intent.is_some()
    }

    /// One turn.
    pub fn update(&mut self, input: Input, turn: &mut Turn<'_>) {
        match input {
            Input::Key(key) if self.typed.key(key) => self.search_anew(turn),
            Input::Paste(text) if self.typed.paste(&text) => self.search_anew(turn),
            Input::Act(Action::Archives, _) => {
                self.archives = !self.archives;
                self.search(turn);
            }
            Input::Act(Action::Back, _) => self.back(),
            Input::Act(Action::Create, _) => {
                let form = HouseholdForm::make(self.typed.text());
                turn.step(Step::Show(Box::new(Screen::Household(Box::new(form)))));
            }
            Input::Act(Action::Move, Key::Up) if self.is_blank() => self.recall(turn),
            Input::Act(Action::Suggestion, _) => {
                if let Some(text) = self.suggestion() {
                    self.typed = Field::new(text);
                    self.search_anew(turn);
                }
            }
            Input::Act(action, key) if self.searching.is_some() => {
                self.intent = Some((action, key));
            }
            Input::Act(action, key) => self.act(action, key, turn),
            Input::Reply(ticket, reply) => self.reply(ticket, reply, turn),
            Input::Shown => {
                self.count(turn);
                if self.recalls() {
                    self.recall(turn);
                } else if !self.typed.is_empty() {
                    self.search(turn);
                }
            }
            Input::Changed => self.count(turn),
            _ => {}
        }
    }

    /// Nothing typed, nothing shown, nothing under way.
    fn is_blank(&self) -> bool {
        self.typed.is_empty() && self.found.rows.is_empty() && self.searching.is_none()
    }

    /// Whether the rows are the families opened last.
    fn recalls(&self) -> bool {
        self.typed.is_empty() && !self.found.rows.is_empty()
    }

    /// The text that is suggested in place of the one that found nobody.
    fn suggestion(&self) -> Option<&str> {
        self.beyond.as_ref()?.suggestion.as_deref()
    }

    fn count(&mut self, turn: &mut Turn<'_>) {
        self.waiting.asked = Some(turn.ask(Request::CountTasks));
    }

    fn recall(&mut self, turn: &mut Turn<'_>) {
        self.searching = Some(turn.ask(Request::Recall));
    }

    /// The family under the highlight.
    fn family(&self) -> Option<FamilyId> {
        self.found.rows.get(self.selected).map(|row| row.id)
    }

    /// Gives up waiting, or else empties the box; never more.
    fn back(&mut self) {
        if self.intent.take().is_none() {
            let waiting = std::mem::take(&mut self.waiting);
            *self = Self { waiting, ..Self::default() };
        }
    }

    fn search_anew(&mut self, turn: &mut Turn<'_>) {
        self.archives = false;
        self.search(turn);
    }

    fn search(&mut self, turn: &mut Turn<'_>) {
        (self.beyond, self.asking) = (None, None);
        if fold(self.typed.text()).is_empty() {
            let (typed, waiting) =
                (std::mem::take(&mut self.typed), std::mem::take(&mut self.waiting));
            *self = Self { typed, waiting, ..Self::default() };
        } else {
            let text = self.typed.text().to_owned();
            self.searching = Some(turn.ask(if self.archives {
                Request::FindArchived { text }
            } else {
                Request::Find { text }
            }));
        }
    }

    fn act(&mut self, action: Action, key: Key, turn: &mut Turn<'_>) {
        let Some(family) = self.family() else { return };
        match action {
            Action::Move => {
                self.selected = moved(self.selected, self.found.rows.len(), key);
                self.ask_preview(turn);
            }
            Action::Open => turn.open(Request::OpenFamily(family)),
            Action::Pay => turn.open(Request::OpenPayment(family)),
            Action::Access => turn.open(Request::OpenAccess(family)),
            Action::LastReceipt => turn.open(Request::OpenLastReceipt(family)),
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
            self.look_beyond(turn);
        } else if self.waiting.asked == Some(ticket) {
            self.waiting.asked = None;
            if let Reply::TaskCounts(counts) = reply {
                self.waiting.counts = counts;
            }
        } else if self.asking == Some(ticket) {
            self.asking = None;
            match reply {
                Reply::Beyond(beyond) => self.beyond = Some(beyond),
                other => turn.refused(&other),
            }
        }
    }

    /// New rows: the same highlight if the same search was asked again, else the first row.
    fn found(&mut self, reply: Reply, turn: &mut Turn<'_>) {
        let intent = self.intent.take();
        let Reply::Found(found) = reply else { return turn.refused(&reply) };
        let before = self.family().filter(|_| found.text == self.found.text);
        self.notes = home_rows::notes(&found.rows);
        self.found = found;
        let again = self.found.rows.iter().position(|row| Some(row.id) == before);
        self.selected = again.unwrap_or(0);
        self.ask_preview(turn);
        if self.found.rows.is_empty() {
            self.look_beyond(turn);
        }
        if self.is_blank() {
            turn.say(Tone::Plain, "Vous n’avez encore ouvert aucune famille.");
        }
        match intent {
            Some(_) if self.found.rows.is_empty() => {
                turn.impossible(NO_FAMILY);
                turn.step(Step::Flush);
            }
            Some((action, key)) => self.act(action, key, turn),
            None => {}
        }
    }

    /// Once a text has found nobody or few, and nothing else is to be read first.
    fn look_beyond(&mut self, turn: &mut Turn<'_>) {
        let is_known = self.beyond.is_some() || self.asking.is_some() || self.searching.is_some();
        if !(is_known || self.archives || self.typed.is_empty()) && self.found.rows.len() < FEW {
            let text = self.found.text.clone();
            self.asking = Some(turn.ask(Request::Beyond { text }));
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
        self.draw_waiting(canvas, &mut body);
        if let Some(row) = self.found.rows.get(self.selected) {
            let wide = body.width >= WIDE;
            let box_area = cut_bottom(&mut body, if wide { 10 } else { 9 });
            let known = self.preview.as_deref().filter(|preview| preview.family == row.id);
            preview::draw(canvas, box_area, row, known);
            self.draw_archives(canvas, &mut body);
            let look = Look { theme, wide, tries: scene.house.tries };
            home_rows::draw(canvas, body, (&self.found.rows, &self.notes), self.selected, look);
        } else {
            self.draw_nothing(canvas, body);
        }
    }

    /// `5 familles sur 2 314`.
    fn counter(&self, families: u64) -> String {
        match self.found.rows.len() {
            _ if self.searching.is_some() => "recherche…".to_owned(),
            shown if self.recalls() => {
                count(shown, "dernière famille ouverte", "dernières familles ouvertes")
            }
            _ if self.typed.is_empty() => {
                count(usize::try_from(families).unwrap_or(usize::MAX), "famille", "familles")
            }
            shown if self.archives => {
                let more = if self.found.more { "plus de " } else { "" };
                format!("{more}{}", count(shown, "famille archivée", "familles archivées"))
            }
            0 => format!("aucune famille sur\u{a0}{}", grouped(families)),
            shown => {
                let more = if self.found.more { "plus de " } else { "" };
                let shown = count(shown, "famille", "familles");
                format!("{more}{shown} sur\u{a0}{}", grouped(families))
            }
        }
    }

    /// `F8 17 à traiter : 12 inscriptions à valider · 3 comptes bloqués`; in fewer words where
    /// there is less room.
    fn draw_waiting(&self, canvas: &mut Canvas<'_>, body: &mut Rect) {
        let all: usize = self.waiting.counts.iter().map(|(_, count)| count).sum();
        if all == 0 {
            return;
        }
        let mut row = cut_bottom(body, 1);
        cut_left(&mut row, 1);
        let mut kinds: Vec<_> = self.waiting.counts.iter().filter(|one| one.1 > 0).collect();
        kinds.sort_by_key(|(nature, _)| URGENT.iter().position(|one| one == nature));
        let told = |words: fn(Nature) -> (&'static str, &'static str), shown: usize| {
            let part = |(nature, n): &&(Nature, usize)| {
                let (one, many) = words(*nature);
                count(*n, one, many)
            };
            let parts: Vec<String> = kinds.iter().take(shown).map(part).collect();
            let rest = if shown < kinds.len() { " · …" } else { "" };
            format!(" {all} à traiter\u{a0}: {}{rest}", parts.join(" · "))
        };
        let room = row.width.saturating_sub(3);
        let shorter = (0..=kinds.len()).rev().map(|shown| told(counted_short, shown));
        let lines = std::iter::once(told(counted, kinds.len())).chain(shorter);
        let line = lines.into_iter().find(|line| columns(line) <= room).unwrap_or_default();
        canvas.line(row, &[("F8", canvas.theme.key), (&line, canvas.theme.text)]);
    }

    /// Under the rows, where there are families that left: how many, and the key to see them.
    fn draw_archives(&self, canvas: &mut Canvas<'_>, body: &mut Rect) {
        let words = match &self.beyond {
            _ if self.archives => "revient aux familles qui ne sont pas archivées.".to_owned(),
            Some(beyond) if beyond.archived > 0 => answering(beyond),
            _ => return,
        };
        let mut row = cut_bottom(body, 1);
        cut_left(&mut row, 1);
        canvas.line(row, &[("Maj+Tab ", canvas.theme.key), (&words, canvas.theme.text)]);
    }

    /// What stands where the rows would be: how to search, or what to do where nobody was found.
    fn draw_nothing(&self, canvas: &mut Canvas<'_>, mut area: Rect) {
        let theme = canvas.theme;
        cut_top(&mut area, 2);
        cut_left(&mut area, 3);
        let line = |words: &'static str| vec![(words.to_owned(), theme.quiet)];
        let lines = if self.typed.is_empty() {
            HOW_TO.iter().map(|words| line(words)).collect()
        } else if self.searching.is_none() {
            self.nobody(&theme)
        } else {
            return;
        };
        for (line, row) in lines.iter().zip(area.rows()) {
            let pieces: Vec<_> = line.iter().map(|(text, style)| (text.as_str(), *style)).collect();
            canvas.line(row, &pieces);
        }
    }

    /// That nobody was found, and each thing that can be done, with its key.
    fn nobody(&self, theme: &Theme) -> Vec<Vec<(String, Style)>> {
        let of = if self.archives { "famille archivée" } else { "famille" };
        let sorry = format!("Aucune {of} pour «\u{a0}{}\u{a0}».", self.typed.text().trim());
        let text = |words: String| (words, theme.text);
        let by = |key: &str, words: String| vec![(format!("{key:<9}"), theme.key), text(words)];
        let mut lines = vec![vec![text(sorry)], Vec::new()];
        if let Some(meant) = self.suggestion() {
            let mut line = by("Tab", "Vouliez-vous dire ".to_owned());
            line.extend([(meant.to_uppercase(), theme.strong()), text("\u{a0}?".to_owned())]);
            lines.push(line);
        }
        let none = self.beyond.as_ref().is_some_and(|beyond| beyond.archived == 0);
        match &self.beyond {
            _ if self.archives => {
                lines.push(by("Maj+Tab", "revient aux familles qui ne sont pas archivées.".into()));
            }
            Some(beyond) if !none => lines.push(by("Maj+Tab", answering(beyond))),
            _ => {}
        }
        lines.push(by("F2", "Créer une famille, ce que vous avez tapé déjà écrit.".to_owned()));
        let none = if none { "Aucune archivée non plus. " } else { "" };
        let advice = format!("{none}Essayez le prénom d’un enfant ou le téléphone.");
        lines.extend([Vec::new(), vec![(advice, theme.quiet)]]);
        lines
    }
}

/// What waits, in the order in which somebody may be standing there for it.
const URGENT: [Nature; 9] = [
    Nature::Demand,
    Nature::Request,
    Nature::Account,
    Nature::Place,
    Nature::Document,
    Nature::ToTell,
    Nature::Contest,
    Nature::Receipt,
    Nature::Deadline,
];

/// How one of a kind is counted, and several.
const fn counted(nature: Nature) -> (&'static str, &'static str) {
    match nature {
        Nature::Request => ("inscription à valider", "inscriptions à valider"),
        Nature::Demand => ("demande", "demandes"),
        Nature::Document => ("pièce à valider", "pièces à valider"),
        Nature::Place => ("place libre", "places libres"),
        Nature::Deadline => ("échéance", "échéances"),
        Nature::ToTell => ("décision à dire", "décisions à dire"),
        Nature::Receipt => ("quittance non imprimée", "quittances non imprimées"),
        Nature::Contest => ("facture contestée", "factures contestées"),
        Nature::Account => ("compte bloqué", "comptes bloqués"),
    }
}

/// The same in fewer columns.
const fn counted_short(nature: Nature) -> (&'static str, &'static str) {
    match nature {
        Nature::Request => ("inscription", "inscriptions"),
        Nature::Document => ("pièce", "pièces"),
        Nature::Place => ("place", "places"),
        Nature::ToTell => ("à dire", "à dire"),
        Nature::Receipt => ("quittance", "quittances"),
        Nature::Contest => ("contestée", "contestées"),
        Nature::Account => ("bloqué", "bloqués"),
        Nature::Demand | Nature::Deadline => counted(nature),
    }
}

/// `2 familles archivées correspondent.`
fn answering(beyond: &BeyondView) -> String {
    let more = if beyond.more { "Plus de " } else { "" };
    let verb = if beyond.archived == 1 { "correspond" } else { "correspondent" };
    format!("{more}{} {verb}.", count(beyond.archived, "famille archivée", "familles archivées"))
}

/// Under so many rows, what else the text may mean is asked too.
const FEW: usize = 8;

/// What can be typed.
const HOW_TO: &[&str] = &[
    "Tapez le début d’un nom, d’un prénom d’enfant, ou un numéro.",
    "Accents, majuscules, tirets et une faute de frappe sont pardonnés.",
    "Un nom écrit comme il se prononce est trouvé aussi\u{a0}: ~ le précède.",
    "↑ rappelle les dernières familles que vous avez ouvertes.",
];

const NO_FAMILY: &str = "aucune famille choisie";

#[cfg(test)]
pub mod tests;
