//! A child's rights to activities, from a day to a day, and the documents that they wait for.

mod keys;
mod pieces;

use chrono::NaiveDate;
use ratatui::layout::Rect;

use super::household::keys::LEAVING;
use crate::desk::request::{Reply, Request, SetEnrolment};
use crate::desk::view::{EnrolmentLine, EnrolmentsView};
use crate::domain::activity::Activity;
use crate::domain::detail::typed_day;
use crate::domain::enrolment::{Span, age_problem};
use crate::domain::ids::{EntryId, FamilyId};
use crate::domain::people::Rhythm;
use crate::domain::sensitive::sensitive;
use crate::domain::text::{clean, fold, of_name};
use crate::domain::till::REASON_CHARS;
use crate::domain::time::{age_on, clock, numeric_day};
use crate::ui::canvas::{Canvas, centred, cut_bottom, cut_left, cut_top};
use crate::ui::form::{Form, Line, Look, Said, change, draw_leaving};
use crate::ui::key::Key;
use crate::ui::keymap::{Action, Binding, EVERYWHERE, PANEL};
use crate::ui::msg::{Ticket, Tone};
use crate::ui::table::{Column, Rows, cell, moved, table, words};
use crate::ui::turn::{Input, Scene, Step, Turn};
use crate::ui::words::wrap_at;
use keys::{BOTH, FAULTS, FORM, LIST, VERSIONS};

/// What a line of the form asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Slot {
    Activity,
    From,
    To,
    Rhythm,
    AgeReason,
}

/// What lies over the list.
#[derive(Clone, Debug, PartialEq)]
enum Panel {
    /// Nothing.
    List,
    /// A right that is being typed.
    Form,
    /// Leaving would lose it.
    Leaving,
    /// What somebody else wrote meanwhile.
    Versions(Box<EnrolmentLine>),
    /// Why a document does not do.
    Refusing,
}

/// The rights.
#[derive(Clone, Debug, PartialEq)]
pub struct Enrolments {
    view: Box<EnrolmentsView>,
    selected: usize,
    panel: Panel,
    form: Form<Slot>,
    /// The right that is being changed, and the version that was seen.
    of: Option<EnrolmentLine>,
    asked: Option<Ticket>,
    /// The rights are asked for anew; nobody waits for them.
    loading: Option<Ticket>,
}

impl Enrolments {
    /// The rights of a child; from a day that can't be booked, at what that day lacks.
    pub fn new(view: Box<EnrolmentsView>, scene: &Scene<'_>) -> Self {
        let (panel, form) = (Panel::List, Form::new(Vec::new()));
        let mut rights =
            Self { view, selected: 0, panel, form, of: None, asked: None, loading: None };
        let Some(wish) = rights.view.wish.clone() else { return rights };
        let today = scene.now.today();
        let of = wish.right.and_then(|right| {
            let at = rights.view.lines.iter().position(|line| line.id == right);
            rights.selected = at.unwrap_or(0);
            rights.view.lines.get(at?).cloned()
        });
        let writes = scene.agent.is_some_and(|agent| agent.role.may_write());
        match (of, wish.document) {
            (None, _) if writes => {
                rights.begin(None, today);
                rights.form.fill(Slot::Activity, &wish.activity.1);
                rights.form.fill(Slot::From, &numeric_day(wish.day));
                if rights.day(Slot::To, today).is_some_and(|to| to < wish.day) {
                    rights.form.fill(Slot::To, "");
                }
                rights.form.go(Slot::To);
                rights.ask_reason(today);
            }
            (Some(line), _) if writes && rights.lacks_age(&line, wish.day) => {
                rights.begin(Some(line), today);
                rights.form.go(Slot::AgeReason);
            }
            (_, Some(at)) => rights.selected = rights.view.lines.len() + at,
            _ => {}
        }
        rights
    }

    /// Whether a right covers a day on which the child is of another age, without an exception.
    fn lacks_age(&self, line: &EnrolmentLine, day: NaiveDate) -> bool {
        let mut activities = self.view.activities.iter();
        let activity = activities.find(|one| one.id == line.activity);
        let age = age_on(self.view.birth, day);
        activity.is_some_and(|one| !one.admits(age)) && line.age_reason.is_empty()
    }

    /// Its keys.
    pub const fn tables(&self) -> [&'static [Binding]; 2] {
        match self.panel {
            Panel::List if self.view.documents.is_empty() => [LIST, EVERYWHERE],
            Panel::List => [BOTH, EVERYWHERE],
            Panel::Form => [FORM, PANEL],
            Panel::Leaving => [LEAVING, PANEL],
            Panel::Versions(_) => [VERSIONS, PANEL],
            Panel::Refusing => [FAULTS, PANEL],
        }
    }

    /// Whose it is.
    pub const fn family(&self) -> FamilyId {
        self.view.family
    }

    /// `Inscriptions de Léo`.
    pub fn title(&self, _: &Scene<'_>) -> String {
        format!("Inscriptions {}", of_name(&self.view.given))
    }

    /// Every character is text in the form.
    pub const fn takes(&self, key: Key) -> bool {
        matches!((&self.panel, key), (Panel::Form, Key::Char(_)))
    }

    /// Whoever only reads writes nothing, and only a right can be changed.
    pub fn refuses(&self, action: Action, scene: &Scene<'_>) -> Option<&'static str> {
        let writes = scene.agent.is_some_and(|agent| agent.role.may_write());
        let on_document = self.selected >= self.view.lines.len() && !self.view.documents.is_empty();
        match action {
            Action::Create
            | Action::Edit
            | Action::Strike
            | Action::NoteReceived
            | Action::Validate
            | Action::Refuse
                if !writes =>
            {
                Some(super::READ_ONLY)
            }
            Action::Edit if on_document => Some("une pièce se note\u{a0}: P, V ou R"),
            Action::Strike if on_document => {
                pieces::refuses(&self.view, self.selected, Action::Refuse)
            }
            Action::NoteReceived | Action::Validate | Action::Refuse => {
                pieces::refuses(&self.view, self.selected, action)
            }
            Action::Edit | Action::Strike if self.view.lines.is_empty() => {
                Some("aucune inscription")
            }
            Action::Create if self.view.activities.is_empty() => Some("aucune activité"),
            _ => None,
        }
    }

    /// A right is being written.
    pub const fn holds(&self) -> bool {
        self.asked.is_some()
    }

    /// One turn.
    pub fn update(&mut self, input: Input, turn: &mut Turn<'_>) {
        match input {
            Input::Act(action, key) => self.act(action, key, turn),
            Input::Key(key) if self.panel == Panel::Form => {
                self.form.key(key);
                self.ask_reason(turn.scene.now.today());
            }
            Input::Paste(text) if self.panel == Panel::Form => {
                self.form.paste(&text);
                self.ask_reason(turn.scene.now.today());
            }
            Input::Reply(ticket, reply) if self.asked == Some(ticket) => {
                self.asked = None;
                self.reply(reply, turn);
            }
            Input::Reply(ticket, reply) if self.loading == Some(ticket) => {
                self.loading = None;
                self.reply(reply, turn);
            }
            Input::Shown => self.load(turn),
            _ => {}
        }
    }

    fn act(&mut self, action: Action, key: Key, turn: &mut Turn<'_>) {
        match action {
            Action::Back => self.back(turn),
            Action::Next => self.form.next(),
            Action::Previous => self.form.previous(),
            Action::Move => {
                let rows = self.view.lines.len() + self.view.documents.len();
                self.selected = moved(self.selected, rows, key);
            }
            Action::Create => self.begin(None, turn.scene.now.today()),
            Action::Edit => {
                let line = self.view.lines.get(self.selected).cloned();
                self.begin(line, turn.scene.now.today());
            }
            Action::NoteReceived | Action::Validate | Action::Refuse => self.note(action, turn),
            Action::Digit => self.refuse(key, turn),
            Action::Strike => self.strike(turn),
            Action::Abandon => self.panel = Panel::List,
            Action::Write => self.write(turn),
            _ => {}
        }
    }

    fn back(&mut self, turn: &mut Turn<'_>) {
        match self.panel {
            _ if self.asked.is_some() => turn.say(Tone::Plain, "Enregistrement en cours…"),
            Panel::List => turn.step(Step::Back),
            Panel::Form if self.form.is_changed() => self.panel = Panel::Leaving,
            Panel::Leaving => self.panel = Panel::Form,
            Panel::Form | Panel::Refusing => self.panel = Panel::List,
            Panel::Versions(_) => {
                self.panel = Panel::List;
                self.load(turn);
            }
        }
    }

    /// Opens the form: a new right ends, until told otherwise, when the child's others do.
    fn begin(&mut self, of: Option<EnrolmentLine>, today: NaiveDate) {
        let end = self.view.lines.iter().map(|line| line.to).filter(|end| *end >= today).max();
        let (activity, from, to) = match &of {
            Some(line) => (line.label.clone(), line.from, Some(line.to)),
            None => (String::new(), today, end),
        };
        let (from, to) = (numeric_day(from), to.map(numeric_day).unwrap_or_default());
        let mut lines = vec![
            Line::new(Slot::Activity, "Activité", &activity, &activity),
            Line::new(Slot::From, "Du", &from, &from),
            Line::new(Slot::To, "Au", &to, &to),
        ];
        if self.view.asks_rhythm {
            let rhythm = of.as_ref().map_or(Some(Rhythm::Regular), |line| line.rhythm);
            let rhythm = rhythm.map_or("", Rhythm::label);
            lines.push(Line::new(Slot::Rhythm, "Venue (o/r)", rhythm, rhythm));
        }
        let reason = of.as_ref().map_or("", |line| &line.age_reason);
        if !reason.is_empty() {
            lines.push(age_reason(reason));
        }
        self.form = Form::new(lines);
        if of.is_some() {
            self.form.go(Slot::To);
        }
        self.of = of;
        self.panel = Panel::Form;
        self.ask_reason(today);
    }

    /// Why the child can't go there by its age, on the days that are typed.
    fn age_problem(&self, today: NaiveDate) -> Option<String> {
        let activity = self.chosen().ok()?;
        let from = self.day(Slot::From, today)?;
        let to = self.day(Slot::To, today).unwrap_or(from);
        age_problem(activity, &self.view.given, self.view.birth, Span { from, to })
    }

    /// Asks for the reason of an exception, once the child is of another age.
    fn ask_reason(&mut self, today: NaiveDate) {
        let asked = self.form.lines().iter().any(|line| line.key == Slot::AgeReason);
        if !asked && self.age_problem(today).is_some() {
            let typed = self.form.focused().map(|line| line.key);
            self.form.insert(Slot::AgeReason, vec![age_reason("")]);
            self.form.go(typed.unwrap_or(Slot::Activity));
        }
    }

    /// The activities that the typed words may mean, the one of exactly that name alone.
    fn named(&self) -> Vec<&Activity> {
        let typed = fold(self.form.text(Slot::Activity));
        let all = &self.view.activities;
        if let Some(same) = all.iter().find(|one| fold(&one.label) == typed) {
            return vec![same];
        }
        let named = |one: &&Activity| {
            let label = fold(&one.label);
            typed.split(' ').all(|word| label.contains(word))
        };
        let (of_age, others): (Vec<&Activity>, Vec<&Activity>) =
            all.iter().filter(named).partition(|one| self.is_of_age(one));
        if of_age.is_empty() { others } else { of_age }
    }

    /// « Seules les activités qui concernent l'enfant sélectionné sont proposées »; others by their
    /// very name, with a reason.
    fn is_of_age(&self, activity: &Activity) -> bool {
        let begin = self.form.text(Slot::From);
        let day = typed_day(begin, NaiveDate::MAX, false);
        day.is_none_or(|day| activity.admits(age_on(self.view.birth, day)))
    }

    /// The one activity that the typed words mean, of several the one at the child's school; or how
    /// many they may mean.
    fn chosen(&self) -> Result<&Activity, usize> {
        let (named, school) = (self.named(), fold(&self.view.school));
        let is_typed = !self.form.text(Slot::Activity).trim().is_empty() && !school.is_empty();
        let there = |one: &&Activity| is_typed && fold(&one.label).contains(&school);
        let at_school: Vec<&Activity> = named.iter().copied().filter(there).collect();
        match (named.as_slice(), at_school.as_slice()) {
            ([one], _) | (_, [one]) => Ok(one),
            (several, _) => Err(several.len()),
        }
    }

    fn day(&self, slot: Slot, today: NaiveDate) -> Option<NaiveDate> {
        typed_day(self.form.text(slot), today, false)
    }

    /// What a line is worth.
    fn said(&self, slot: Slot, today: NaiveDate) -> Said {
        match slot {
            Slot::Activity => match self.chosen() {
                Ok(one) => Said::Hint(match one.ages() {
                    Some(ages) => format!("→ {} ({ages})", one.label),
                    None => format!("→ {}", one.label),
                }),
                Err(0) => Said::Wrong("aucune activité de ce nom".to_owned()),
                Err(several) => Said::Wrong(format!("{several} activités\u{a0}: précisez")),
            },
            Slot::From | Slot::To => match (self.day(slot, today), self.day(Slot::From, today)) {
                (None, _) => Said::Wrong("une date comme 01/09/2026".to_owned()),
                (Some(to), Some(from)) if slot == Slot::To && to < from => {
                    Said::Wrong("avant le début".to_owned())
                }
                (Some(day), _) => Said::Hint(numeric_day(day)),
            },
            Slot::Rhythm => match self.rhythm() {
                Some(rhythm) => Said::Hint(format!("venue {}", rhythm.label())),
                None => Said::Wrong("o (occasionnelle) ou r (régulière)".to_owned()),
            },
            Slot::AgeReason => self.said_of_reason(today),
        }
    }

    /// How the child comes: what begins like one of the two.
    fn rhythm(&self) -> Option<Rhythm> {
        let typed = fold(self.form.text(Slot::Rhythm));
        let begun = |one: &&Rhythm| !typed.is_empty() && fold(one.label()).starts_with(&typed);
        Rhythm::ALL.iter().find(begun).copied()
    }

    fn said_of_reason(&self, today: NaiveDate) -> Said {
        let typed = clean(self.form.text(Slot::AgeReason));
        match (self.age_problem(today), sensitive(&typed)) {
            (None, _) => Said::Hint("inutile\u{a0}: l’enfant a l’âge".to_owned()),
            (_, Some(word)) => Said::Wrong(format!(
                "«\u{a0}{word}\u{a0}»\u{a0}: ni santé ni croyance, «\u{a0}accord du service\u{a0}» \
                 suffit"
            )),
            (Some(problem), _) if typed.chars().count() < REASON_CHARS => {
                Said::Wrong(format!("{problem} Écrivez le motif."))
            }
            (Some(_), None) => Said::Hint("dérogation motivée".to_owned()),
        }
    }

    fn strike(&mut self, turn: &mut Turn<'_>) {
        if self.selected >= self.view.lines.len() {
            self.note(Action::Strike, turn);
            return;
        }
        let Some(line) = self.view.lines.get(self.selected).cloned() else { return };
        let to = line.from.pred_opt().unwrap_or(line.from);
        let request = SetEnrolment { to, ..self.request(&line, line.saw) };
        self.asked = Some(turn.ask(Request::SetEnrolment(request)));
    }

    /// A right as it stands, to be written again.
    fn request(&self, line: &EnrolmentLine, saw: EntryId) -> SetEnrolment {
        SetEnrolment {
            family: self.view.family,
            child: self.view.child,
            enrolment: Some(line.id),
            activity: line.activity,
            from: line.from,
            to: line.to,
            age_reason: line.age_reason.clone(),
            rhythm: line.rhythm,
            saw: Some(saw),
        }
    }

    fn write(&mut self, turn: &mut Turn<'_>) {
        let today = turn.scene.now.today();
        let mut slots = self.form.lines().iter().map(|line| line.key);
        if let Some(slot) = slots.find(|slot| self.said(*slot, today).is_wrong()) {
            self.form.go(slot);
            self.panel = Panel::Form;
            let label = self.form.focused().map_or("", |line| line.label);
            turn.say(Tone::No, format!("Champ à corriger\u{a0}: {label}. Rien n’est perdu."));
            turn.step(Step::Flush);
            return;
        }
        let days = (self.day(Slot::From, today), self.day(Slot::To, today));
        let (Ok(activity), (Some(from), Some(to))) = (self.chosen(), days) else { return };
        let saw = match &self.panel {
            Panel::Versions(stands) => Some(stands.saw),
            _ => self.of.as_ref().map(|line| line.saw),
        };
        let request = SetEnrolment {
            family: self.view.family,
            child: self.view.child,
            enrolment: self.of.as_ref().map(|line| line.id),
            activity: activity.id,
            from,
            to,
            age_reason: self.form.text(Slot::AgeReason).to_owned(),
            rhythm: self.rhythm(),
            saw,
        };
        self.asked = Some(turn.ask(Request::SetEnrolment(request)));
    }

    fn load(&mut self, turn: &mut Turn<'_>) {
        let (family, child) = (self.view.family, self.view.child);
        self.loading = Some(turn.ask(Request::OpenEnrolments { of: (family, child), wish: None }));
    }

    fn reply(&mut self, reply: Reply, turn: &mut Turn<'_>) {
        match reply {
            Reply::Enrolments(view) => self.show(view),
            Reply::Enrolled(view, sentence) => {
                self.panel = Panel::List;
                let wished = self.view.wish.is_some();
                self.show(view);
                turn.say(Tone::Done, sentence);
                if wished {
                    turn.step(Step::Back);
                }
            }
            Reply::Filed(filed) => {
                turn.say(Tone::Done, filed.sentence);
                self.load(turn);
            }
            Reply::EnrolmentChanged(stands) => {
                turn.step(Step::Flush);
                if self.panel == Panel::List {
                    let line = self.view.lines.get(self.selected).cloned();
                    self.begin(line, turn.scene.now.today());
                }
                self.panel = Panel::Versions(stands);
            }
            other => turn.refused(&other),
        }
    }

    fn show(&mut self, view: Box<EnrolmentsView>) {
        let rows = view.lines.len() + view.documents.len();
        self.selected = self.selected.min(rows.saturating_sub(1));
        self.view = view;
    }

    /// Draws the rights, and what lies over them.
    pub fn draw(&self, scene: &Scene<'_>, canvas: &mut Canvas<'_>, body: Rect) {
        self.draw_list(canvas, body, scene.now.today());
        let over = centred(body, 72, 9);
        match &self.panel {
            Panel::List => {}
            Panel::Form => self.draw_form(canvas, centred(body, 72, 13), scene.now.today()),
            Panel::Leaving => {
                let lost = |line: &Line<Slot>| change(line.label, &line.before, line.text());
                draw_leaving(canvas, body, &self.form.changed().map(lost).collect::<Vec<_>>());
            }
            Panel::Versions(stands) => self.draw_versions(canvas, over, stands),
            Panel::Refusing => {
                let label = pieces::refused_label(&self.view, self.selected);
                pieces::draw_faults(canvas, body, label);
            }
        }
    }

    fn draw_list(&self, canvas: &mut Canvas<'_>, mut body: Rect, today: NaiveDate) {
        const COLUMNS: &[Column] =
            &[words("Activité", 0), words("Du", 12), words("Au", 12), words("Écrit par", 16)];
        let theme = canvas.theme;
        if !self.view.documents.is_empty() {
            let rows = u16::try_from(self.view.documents.len() + 3).unwrap_or(u16::MAX);
            let half = body.height / 2;
            let below = cut_bottom(&mut body, rows.min(half));
            pieces::draw(canvas, below, (&self.view, self.selected));
        }
        let inside = canvas.panel(body, &format!("Inscriptions {}", of_name(&self.view.given)));
        let lines = &self.view.lines;
        if lines.is_empty() {
            canvas.text(inside, "Aucune inscription. N inscrit à une activité.", theme.quiet);
            return;
        }
        let make = |index: usize| {
            lines.get(index).map_or(Vec::new(), |line| {
                let style = if line.to < today { theme.quiet } else { theme.text };
                vec![
                    cell(named(line), style),
                    cell(numeric_day(line.from), style),
                    cell(numeric_day(line.to), style),
                    cell(line.agent.as_str(), theme.quiet),
                ]
            })
        };
        let selected = Some(self.selected).filter(|at| *at < lines.len());
        let rows = Rows { count: lines.len(), selected, make: &make };
        table(canvas, inside, COLUMNS, &rows);
    }

    /// Draws what is typed, and under it the activities that it may mean.
    fn draw_form(&self, canvas: &mut Canvas<'_>, area: Rect, today: NaiveDate) {
        canvas.blank(area, canvas.theme.text);
        let title = if self.of.is_some() { "Modifier l’inscription" } else { "Inscrire" };
        let mut inside = canvas.panel(area, title);
        let look = |line: &Line<Slot>| Look { heading: None, verdict: self.said(line.key, today) };
        let rows = u16::try_from(self.form.lines().len() + 2).unwrap_or(u16::MAX);
        self.form.draw(canvas, cut_top(&mut inside, rows), true, &look);
        cut_top(&mut inside, 1);
        cut_left(&mut inside, 1);
        if self.chosen().is_err() {
            let names: Vec<&str> = self.named().iter().map(|one| one.label.as_str()).collect();
            let lines = wrap_at(&names.join("   "), "   ", usize::from(inside.width));
            for (line, row) in lines.iter().zip(inside.rows()) {
                canvas.text(row, line, canvas.theme.text);
            }
        }
    }

    fn draw_versions(&self, canvas: &mut Canvas<'_>, area: Rect, stands: &EnrolmentLine) {
        let theme = canvas.theme;
        canvas.blank(area, theme.text);
        let mut inside = canvas.panel(area, "Deux versions de l’inscription");
        let local = stands.at.local();
        let day = numeric_day(local.date());
        let who = format!("Modifiée par {} le {day} à {}.", stands.agent, clock(local));
        canvas.text(cut_top(&mut inside, 1), &who, theme.alert);
        cut_top(&mut inside, 1);
        let mine = [Slot::Activity, Slot::From, Slot::To].map(|slot| self.form.text(slot));
        let mine = mine.join("  ");
        let (from, to) = (numeric_day(stands.from), numeric_day(stands.to));
        let theirs = format!("{}  {from}  {to}", stands.label);
        for (label, text) in [("à l’écran   ", &mine), ("enregistrée ", &theirs)] {
            let row = cut_top(&mut inside, 1);
            canvas.line(row, &[(label, theme.quiet), (text, theme.text)]);
        }
        cut_top(&mut inside, 1);
        let keys = [
            ("F9", theme.key),
            (" enregistrer celle de l’écran   ", theme.text),
            ("Échap", theme.key),
            (" garder l’autre", theme.text),
        ];
        canvas.line(cut_top(&mut inside, 1), &keys);
    }
}

/// `Centre de loisirs · occasionnelle · dérogation d’âge`.
fn named(line: &EnrolmentLine) -> String {
    let rhythm = line.rhythm.map(|rhythm| format!(" · {}", rhythm.label())).unwrap_or_default();
    let age = if line.age_reason.is_empty() { "" } else { " · dérogation d’âge" };
    format!("{}{rhythm}{age}", line.label)
}

/// The line that asks for the reason of an exception.
fn age_reason(reason: &str) -> Line<Slot> {
    Line::new(Slot::AgeReason, "Dérogation d’âge", reason, reason)
}

#[cfg(test)]
mod tests;
