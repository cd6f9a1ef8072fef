//! Who a family is, typed in one form: made, or corrected.
//!
//! Nothing is written before F9. Then families that look alike are shown first, and a correction
//! that somebody else made meanwhile is shown beside what was typed, field by field.

pub mod keys;
mod panels;
mod sheet;
mod versions;

use ratatui::layout::Rect;

use super::channel::draw_question;
use crate::desk::request::draft::{Draft, HouseholdDraft};
use crate::desk::request::{Reply, Request, WriteFamily};
use crate::desk::view::{FieldChange, HouseholdView, Lookalike};
use crate::domain::household::{Guardian, Household, Whose};
use crate::domain::ids::{ChildId, EntryId, FamilyId};
use crate::domain::people::Channel;
use crate::ui::canvas::Canvas;
use crate::ui::form::{self, Line};
use crate::ui::key::Key;
use crate::ui::keymap::{Action, Binding, PANEL};
use crate::ui::msg::{Ticket, Tone};
use crate::ui::table::moved;
use crate::ui::turn::{Input, Scene, Step, Turn};
use keys::{ALIKE, ASKED, FORM, LEAVING, PAST, VERSIONS};
use sheet::{Sheet, Slot};
use versions::Versions;

/// What lies over the form.
#[derive(Clone, Debug, PartialEq)]
enum Panel {
    /// Nothing.
    Form,
    /// Leaving would lose something.
    Leaving,
    /// How the family asked for it.
    Asking,
    /// Families that look alike, and the one that is highlighted.
    Alike(Vec<Lookalike>, usize),
    /// What is typed beside what somebody else wrote meanwhile.
    Versions(Box<Versions>),
    /// What the focused field held, and the first line in sight.
    Past(Vec<FieldChange>, usize),
}

/// A request under way.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Asked {
    Writing(Ticket),
    Past(Ticket),
}

/// The form.
#[derive(Clone, Debug, PartialEq)]
pub struct HouseholdForm {
    /// Which family, and the statement that is being corrected; `None` for a new one.
    of: Option<(FamilyId, EntryId)>,
    sheet: Sheet,
    panel: Panel,
    /// Families that look alike and are others.
    apart: Vec<FamilyId>,
    /// How the family asked for it, once that was said.
    channel: Option<Channel>,
    asked: Option<Asked>,
}

impl HouseholdForm {
    /// A family to be made, from what was typed in the search.
    pub fn make(typed: &str) -> Self {
        let (sheet, panel) = (Sheet::blank(typed), Panel::Form);
        Self { of: None, sheet, panel, apart: Vec::new(), channel: None, asked: None }
    }

    /// A family to be corrected, on the lines of a child if there is one.
    pub fn correct(view: HouseholdView, child: Option<ChildId>) -> Self {
        let of = Some((view.family, view.saw));
        let mut sheet = Sheet::of(view.household);
        if let Some(child) = child {
            sheet.form.go(Slot::Of(Whose::Child(child), crate::domain::detail::Detail::Surname));
        }
        Self { of, sheet, panel: Panel::Form, apart: Vec::new(), channel: None, asked: None }
    }

    /// What is typed and not written, if anything is.
    pub fn draft(&self) -> Option<Draft> {
        let (base, typed) = (self.sheet.base.clone(), self.sheet.typed());
        let draft = HouseholdDraft { of: self.of, base, typed };
        self.sheet.form.is_changed().then_some(Draft::Household(draft))
    }

    /// The form as far as it was typed; what somebody else wrote since is shown when it is written.
    pub fn resumed(draft: HouseholdDraft) -> Self {
        let sheet = Sheet::resumed(draft.base, &draft.typed);
        Self {
            of: draft.of,
            sheet,
            panel: Panel::Form,
            apart: Vec::new(),
            channel: None,
            asked: None,
        }
    }

    /// Its keys: those of what lies on top.
    pub const fn tables(&self) -> [&'static [Binding]; 2] {
        match self.panel {
            Panel::Form => [FORM, PANEL],
            Panel::Leaving => [LEAVING, PANEL],
            Panel::Asking => [ASKED, PANEL],
            Panel::Alike(..) => [ALIKE, PANEL],
            Panel::Versions(_) => [VERSIONS, PANEL],
            Panel::Past(..) => [PAST, PANEL],
        }
    }

    /// `Nouvelle famille`, `Modifier · MARTINEAU Claire · EVR04217`.
    pub fn title(&self, _: &Scene<'_>) -> String {
        let base = &self.sheet.base;
        let name = base.guardians.first().map(Guardian::name).unwrap_or_default();
        match (self.of, base.login.as_str()) {
            (None, _) => "Nouvelle famille".to_owned(),
            (Some(_), "") => format!("Modifier · {name}"),
            (Some(_), login) => format!("Modifier · {name} · {login}"),
        }
    }

    /// Every character is text in the form.
    pub const fn takes(&self, key: Key) -> bool {
        matches!((&self.panel, key), (Panel::Form, Key::Char(_)))
    }

    /// Only a field has a history, and a new family has none.
    pub fn refuses(&self, action: Action, _: &Scene<'_>) -> Option<&'static str> {
        let adds = self.sheet.form.focused().is_none_or(Line::adds);
        match action {
            Action::History if self.of.is_none() => Some("rien n’est encore enregistré"),
            Action::History if adds => Some("choisissez un champ"),
            Action::Write if self.of.is_some() && !self.sheet.form.is_changed() => {
                Some("rien n’a changé")
            }
            _ => None,
        }
    }

    /// Something is being written or asked for.
    pub const fn holds(&self) -> bool {
        self.asked.is_some()
    }

    /// One turn.
    pub fn update(&mut self, input: Input, turn: &mut Turn<'_>) {
        match input {
            Input::Act(action, key) => self.act(action, key, turn),
            Input::Key(key) if self.panel == Panel::Form => self.sheet.form.key(key),
            Input::Paste(text) if self.panel == Panel::Form => self.sheet.form.paste(&text),
            Input::Reply(ticket, reply) => self.reply(ticket, reply, turn),
            _ => {}
        }
    }

    fn act(&mut self, action: Action, key: Key, turn: &mut Turn<'_>) {
        match (&mut self.panel, action) {
            (_, Action::Back) => self.back(turn),
            (Panel::Form, Action::Next) => self.sheet.form.next(),
            (Panel::Form, Action::Previous) => self.sheet.form.previous(),
            (Panel::Form, Action::Section) => self.sheet.form.section(key, Sheet::begins),
            (Panel::Form, Action::Open) => self.enter(),
            (Panel::Form, Action::Write) => self.write(turn),
            (Panel::Form, Action::History) => {
                if let Some((family, _)) = self.of {
                    self.asked = Some(Asked::Past(turn.ask(Request::FieldHistory(family))));
                }
            }
            (Panel::Asking, Action::Asked(channel)) => self.told(channel, turn),
            (Panel::Asking, Action::Write) => self.told(Channel::Counter, turn),
            (Panel::Leaving, Action::Abandon) => turn.step(Step::Back),
            (Panel::Alike(alike, selected), Action::Move) => {
                *selected = moved(*selected, alike.len(), key);
            }
            (Panel::Alike(alike, selected), Action::Open) => {
                if let Some(one) = alike.get(*selected) {
                    turn.open(Request::OpenFamily(one.family));
                }
            }
            (Panel::Alike(alike, _), Action::Apart) => {
                self.apart.extend(alike.iter().map(|one| one.family));
                self.write(turn);
            }
            (Panel::Versions(versions), Action::Move) => versions.go(key),
            (Panel::Versions(versions), Action::Toggle) => versions.take(key),
            (Panel::Versions(versions), Action::Write) => {
                let (stands, household) = (versions.stands.clone(), versions.chosen());
                self.of = Some((stands.family, stands.saw));
                self.sheet.rebase(stands.household, &household);
                self.send(household, turn);
            }
            (Panel::Past(changes, first), Action::Move) => {
                *first = moved(*first, changes.len(), key);
            }
            _ => {}
        }
    }

    /// One level back: closes what lies over the form, or leaves it, after asking where something
    /// would be lost.
    fn back(&mut self, turn: &mut Turn<'_>) {
        match (self.asked, &self.panel) {
            (Some(Asked::Writing(_)), _) => turn.say(Tone::Plain, "Enregistrement en cours…"),
            (Some(Asked::Past(_)), _) => self.asked = None,
            (None, Panel::Form) if self.sheet.form.is_changed() => self.panel = Panel::Leaving,
            (None, Panel::Form) => turn.step(Step::Back),
            (None, _) => self.panel = Panel::Form,
        }
    }

    fn enter(&mut self) {
        match self.sheet.form.focused() {
            Some(line) if line.adds() => self.sheet.add(line.key),
            _ => self.sheet.form.next(),
        }
    }

    /// F9: goes to the first field that is wrong, or asks the desk.
    fn write(&mut self, turn: &mut Turn<'_>) {
        self.panel = Panel::Form;
        let today = turn.scene.now.today();
        let wrong: Vec<(Slot, &str)> =
            self.sheet.wrong(today).iter().map(|line| (line.key, line.label)).collect();
        if let Some((slot, _)) = wrong.first() {
            let labels: Vec<&str> = wrong.iter().map(|(_, label)| *label).collect();
            let what = if labels.len() == 1 { "Champ" } else { "Champs" };
            let labels = labels.join(", ");
            turn.say(Tone::No, format!("{what} à corriger\u{a0}: {labels}. Rien n’est perdu."));
            turn.step(Step::Flush);
            self.sheet.form.go(*slot);
            return;
        }
        if self.of.is_some() && turn.scene.house.read_only_portal {
            self.panel = Panel::Asking;
        } else {
            self.send(self.sheet.household(today), turn);
        }
    }

    /// How the family asked for it: the correction is written.
    fn told(&mut self, channel: Channel, turn: &mut Turn<'_>) {
        self.channel = Some(channel);
        self.send(self.sheet.household(turn.scene.now.today()), turn);
    }

    fn send(&mut self, household: Household, turn: &mut Turn<'_>) {
        self.panel = Panel::Form;
        let (family, saw) = self.of.unzip();
        let (apart, channel) = (self.apart.clone(), self.channel);
        let request = WriteFamily { family, saw, household, apart, channel };
        self.asked = Some(Asked::Writing(turn.ask(Request::WriteFamily(Box::new(request)))));
    }

    fn reply(&mut self, ticket: Ticket, reply: Reply, turn: &mut Turn<'_>) {
        let Some(Asked::Writing(awaited) | Asked::Past(awaited)) = self.asked else { return };
        if awaited != ticket {
            return;
        }
        self.asked = None;
        match reply {
            Reply::Filed(filed) => {
                turn.step(Step::Back);
                turn.say(Tone::Done, filed.sentence);
                if self.of.is_none() {
                    turn.open(Request::OpenFamily(filed.family));
                }
            }
            Reply::Lookalikes(alike) => {
                turn.step(Step::Flush);
                self.panel = Panel::Alike(alike, 0);
            }
            Reply::Corrected(stands) => {
                turn.step(Step::Flush);
                let mine = self.sheet.household(turn.scene.now.today());
                self.panel =
                    Panel::Versions(Box::new(Versions::of(&self.sheet.base, &mine, *stands)));
            }
            Reply::FieldHistory(changes) => self.past(changes),
            other => turn.refused(&other),
        }
    }

    /// What the focused field held.
    fn past(&mut self, mut changes: Vec<FieldChange>) {
        if let Some(Slot::Of(whose, detail)) = self.sheet.form.focused().map(|line| line.key) {
            changes.retain(|change| (change.whose, change.detail) == (whose, detail));
            self.panel = Panel::Past(changes, 0);
        }
    }

    /// Draws the form, and what lies over it.
    pub fn draw(&self, scene: &Scene<'_>, canvas: &mut Canvas<'_>, body: Rect) {
        let today = scene.now.today();
        let label = self.sheet.form.focused().map_or("", |line| line.label);
        match &self.panel {
            Panel::Versions(versions) => versions.draw(canvas, body),
            Panel::Alike(alike, selected) => panels::draw_alike(canvas, body, alike, *selected),
            panel => {
                let inside = canvas.panel(body, "");
                let look = |line: &Line<Slot>| self.sheet.look(line, today);
                self.sheet.form.draw(canvas, inside, *panel == Panel::Form, &look);
                match panel {
                    Panel::Leaving => form::draw_leaving(canvas, body, &self.sheet.lost()),
                    Panel::Asking => draw_question(canvas, body),
                    Panel::Past(changes, first) => {
                        panels::draw_past(canvas, body, label, (changes, *first));
                    }
                    _ => {}
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
