//! What waits for an agent, on paper: to be taken along, or left for the next one.

use crate::domain::time::{Moment, clock, numeric_day};

use super::{centred, left, specimen, town_hall};

/// Columns of the paper.
const COLUMNS: usize = 42;

/// Everything that the list prints.
#[derive(Clone, Debug)]
pub struct TaskListText<'a> {
    /// `Évreux`.
    pub town: &'a str,
    /// Made in a demo: worth nothing, and says so.
    pub specimen: bool,
    /// When it is printed.
    pub on: Moment,
    /// The lines, in the order of the screen.
    pub tasks: &'a [TaskText<'a>],
}

/// One line of the list.
#[derive(Clone, Debug)]
pub struct TaskText<'a> {
    /// `MARTIN Paul / Zoé`.
    pub name: &'a str,
    /// `assurance scolaire de Zoé`.
    pub detail: &'a str,
    /// `ce soir minuit`, where there is a limit.
    pub limit: Option<String>,
}

/// The list in lines of at most 42 columns.
pub fn task_list(text: &TaskListText<'_>) -> Vec<String> {
    let mut lines = centred(&town_hall(text.town), COLUMNS);
    lines.extend(specimen(text.specimen, COLUMNS));
    lines.push(String::new());
    let local = text.on.local();
    let (day, hour) = (numeric_day(local.date()), clock(local));
    let title = format!("À TRAITER le {day} à {hour}\u{a0}: {}", text.tasks.len());
    lines.extend(left(&title, COLUMNS));
    for task in text.tasks {
        lines.push(String::new());
        lines.extend(left(&format!("[ ] {}", task.name), COLUMNS));
        lines.extend(left(task.detail, COLUMNS));
        if let Some(limit) = &task.limit {
            lines.extend(left(&format!("Avant\u{a0}: {limit}"), COLUMNS));
        }
    }
    lines
}
