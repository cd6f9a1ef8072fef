//! The documents beside a child's rights: which one a key is about, what it asks, how they look.

use ratatui::layout::Rect;

use super::{Enrolments, Panel};
use crate::desk::request::{DocumentNote, NoteDocument, Request};
use crate::desk::view::{DocumentLine, EnrolmentsView, HandedIn, Piece};
use crate::domain::people::{DocumentFault, DocumentState};
use crate::domain::text::of_name;
use crate::domain::time::numeric_day;
use crate::ui::canvas::{Canvas, centred, cut_left, cut_top};
use crate::ui::key::{Key, digit};
use crate::ui::keymap::Action;
use crate::ui::table::{Column, Rows, cell, table, words};
use crate::ui::turn::Turn;

/// The document that a key is about: the highlighted one, else the first that it can be about.
fn meant(
    view: &EnrolmentsView,
    selected: usize,
    action: Action,
) -> Option<(&DocumentLine, &Piece)> {
    let suits = |line: &DocumentLine| {
        let state = line.piece.as_ref().and_then(|piece| Some(piece.handed_in?.state));
        match action {
            Action::NoteReceived => !line.valid && state != Some(DocumentState::Received),
            Action::Validate => state == Some(DocumentState::Received),
            _ => false,
        }
    };
    let chosen = selected.checked_sub(view.lines.len()).and_then(|at| view.documents.get(at));
    let line = chosen.or_else(|| view.documents.iter().find(|line| suits(line)))?;
    Some((line, line.piece.as_ref()?))
}

/// Why a key about a document is impossible now.
pub(super) fn refuses(
    view: &EnrolmentsView,
    selected: usize,
    action: Action,
) -> Option<&'static str> {
    let meant = meant(view, selected, action);
    let handed_in = meant.and_then(|(_, piece)| piece.handed_in);
    match (action, meant, handed_in) {
        (Action::NoteReceived, None, _) => Some("aucune pièce ne manque"),
        (Action::Validate, None, _) => Some("aucune pièce n’attend d’être validée"),
        (Action::Refuse, None, _) => Some("choisissez une pièce"),
        (Action::Validate | Action::Refuse, Some(_), None) => Some("cette pièce n’est pas arrivée"),
        _ => None,
    }
}

impl Enrolments {
    /// What is asked about the document that a key is about.
    pub(super) fn note(&mut self, action: Action, turn: &mut Turn<'_>) {
        let Some((_, piece)) = meant(&self.view, self.selected, action) else { return };
        match (action, piece.handed_in) {
            (Action::NoteReceived, _) => {
                let piece = piece.clone();
                self.ask_of(piece, DocumentNote::Received, turn);
            }
            (Action::Refuse, Some(_)) => self.panel = Panel::Refusing,
            (Action::Validate, Some(_)) => self.look(action, DocumentState::Validated, None, turn),
            (_, Some(_)) => self.look(action, DocumentState::Withdrawn, None, turn),
            (_, None) => {}
        }
    }

    /// The reason that a digit stands for.
    pub(super) fn refuse(&mut self, key: Key, turn: &mut Turn<'_>) {
        let place = digit(key).and_then(|n| usize::try_from(n).ok()?.checked_sub(1));
        if let Some(fault) = place.and_then(|place| DocumentFault::ALL.get(place)) {
            self.panel = Panel::List;
            self.look(Action::Refuse, DocumentState::Refused, Some(*fault), turn);
        }
    }

    fn look(
        &mut self,
        action: Action,
        state: DocumentState,
        fault: Option<DocumentFault>,
        turn: &mut Turn<'_>,
    ) {
        let Some((_, piece)) = meant(&self.view, self.selected, action) else { return };
        let Some(HandedIn { document, saw, .. }) = piece.handed_in else { return };
        let piece = piece.clone();
        self.ask_of(piece, DocumentNote::Looked { document, state, fault, saw }, turn);
    }

    fn ask_of(&mut self, piece: Piece, note: DocumentNote, turn: &mut Turn<'_>) {
        let Piece { code, child, .. } = piece;
        let request = NoteDocument { family: self.view.family, child, code, note };
        self.asked = Some(turn.ask(Request::NoteDocument(request)));
    }
}

/// Draws the documents: the state, when they came in, until when they hold.
pub(super) fn draw(
    canvas: &mut Canvas<'_>,
    area: Rect,
    (view, selected): (&EnrolmentsView, usize),
) {
    const COLUMNS: &[Column] = &[words("Pièce", 0), words("Reçue le", 12), words("État", 34)];
    let theme = canvas.theme;
    let title = format!("Pièces {} et du foyer", of_name(&view.given));
    let inside = canvas.panel(area, &title);
    let make = |index: usize| {
        view.documents.get(index).map_or(Vec::new(), |line| {
            let (glyph, style) =
                if line.valid { ("●", theme.success) } else { ("▲", theme.alert) };
            let handed_in = line.piece.as_ref().and_then(|piece| piece.handed_in);
            let received = handed_in.map(|one| numeric_day(one.received)).unwrap_or_default();
            vec![
                cell(line.label.as_str(), theme.text),
                cell(received, theme.quiet),
                cell(format!("{glyph} {}", line.status), style),
            ]
        })
    };
    let selected = selected.checked_sub(view.lines.len());
    table(canvas, inside, COLUMNS, &Rows { count: view.documents.len(), selected, make: &make });
}

/// Draws the reasons for which a document does not do.
pub(super) fn draw_faults(canvas: &mut Canvas<'_>, body: Rect, label: &str) {
    let theme = canvas.theme;
    let rows = u16::try_from(DocumentFault::ALL.len()).unwrap_or(0) + 6;
    let area = centred(body, 60, rows);
    canvas.blank(area, theme.text);
    let mut inside = canvas.panel(area, "Refuser la pièce");
    cut_left(&mut inside, 1);
    canvas.text(cut_top(&mut inside, 1), label, theme.strong());
    cut_top(&mut inside, 1);
    for (number, fault) in (1..).zip(DocumentFault::ALL) {
        let key = format!("{number}");
        let row = cut_top(&mut inside, 1);
        canvas.line(row, &[(&key, theme.key), (" ", theme.text), (fault.label(), theme.text)]);
    }
    cut_top(&mut inside, 1);
    canvas.line(inside, &[("Échap", theme.key), (" ne rien refuser", theme.text)]);
}

/// The name of the document that would be refused.
pub(super) fn refused_label(view: &EnrolmentsView, selected: usize) -> &str {
    meant(view, selected, Action::Refuse).map_or("", |(line, _)| line.label.as_str())
}
