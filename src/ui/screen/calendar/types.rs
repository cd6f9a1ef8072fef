//! The types into which a commune sorts its activities: « Seules les activités qui correspondent au
//! choix s’afficheront ».

use super::Calendar;
use crate::desk::request::DaysWanted;
use crate::desk::view::CalendarView;
use crate::domain::ids::ActivityId;
use crate::ui::turn::Turn;

/// The activities of a type, or all of them; all of them too where the child has none of the type.
pub(in crate::ui::screen) fn held(view: &CalendarView, kind: Option<&str>) -> Vec<ActivityId> {
    let chosen = view.terms.types.iter().find(|(code, _)| Some(code.as_str()) == kind);
    match chosen {
        Some((_, activities)) => activities.clone(),
        None => view.activities.iter().map(|(id, _)| *id).collect(),
    }
}

impl Calendar {
    /// The activities that can be chosen.
    pub(super) fn of_type(&self) -> Vec<ActivityId> {
        held(&self.view, self.kind.as_deref())
    }

    /// The next type, and its first activity unless the one in sight is of it; after the last, all.
    pub(super) fn next_type(&mut self, turn: &mut Turn<'_>) {
        let codes: Vec<&String> = self.view.terms.types.iter().map(|(code, _)| code).collect();
        let at = codes.iter().position(|code| Some(*code) == self.kind.as_ref());
        self.kind = codes.get(at.map_or(0, |at| at + 1)).map(|code| (*code).clone());
        let activities = self.of_type();
        let stays = self.view.activity.is_some_and(|shown| activities.contains(&shown));
        if !stays {
            let activity = activities.first().copied();
            self.choose(DaysWanted { activity, ..self.wanted() }, turn);
        }
    }
}
