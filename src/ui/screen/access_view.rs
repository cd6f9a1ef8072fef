//! A portal account as it is drawn: its state, the acts, the identity checks or the code.

use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::access::{Access, Choice, Showing, Stage};
use super::access_steps::{asks, draw_steps};
use crate::desk::view::{AccessView, IssuedCode};
use crate::domain::people::{AccountState, BlockCause, IdentityCheck};
use crate::domain::text::sentence_case;
use crate::domain::time::{Moment, clock, numeric_day, short_day};
use crate::ui::canvas::{Canvas, columns, cut_left, cut_right, cut_top};
use crate::ui::field::Field;
use crate::ui::keymap::Action;
use crate::ui::turn::Scene;
use crate::ui::words::{count, wrap};

/// From this width on both boxes are wider.
const WIDE: u16 = 100;

/// Rows of the screen's body under which an empty one is not spared.
const TIGHT: u16 = 21;

/// Rows of the boxes of the state and of the acts.
const BOXES: u16 = 11;

/// Columns of the labels of the state.
const LABEL: u16 = 15;

/// Characters of a code between two gaps.
const GROUP: usize = 4;

/// Draws all of it.
pub fn draw_access(canvas: &mut Canvas<'_>, mut body: Rect, access: &Access, scene: &Scene<'_>) {
    let asks = asks(&access.view.steps);
    if !asks || body.height > TIGHT {
        cut_top(&mut body, 1);
    }
    let mut boxes = cut_top(&mut body, BOXES);
    let acts = if boxes.width >= WIDE { 47 } else { 34 };
    let acts = cut_right(&mut boxes, acts);
    cut_right(&mut boxes, 1);
    draw_state(canvas, boxes, &access.view, scene);
    draw_acts(canvas, acts, access, scene);
    match &access.stage {
        Stage::Choosing => {
            draw_checks(canvas, cut_top(&mut body, 5), access, scene);
            draw_steps(canvas, body, access, scene);
        }
        Stage::Reason(check, reason) => {
            draw_reason(canvas, cut_top(&mut body, 7), &whose(access), (*check, reason));
        }
        Stage::Code(code, showing) => {
            let area = cut_top(&mut body, 9);
            draw_code(canvas, area, &whose(access), code, *showing);
        }
    }
}

fn draw_state(canvas: &mut Canvas<'_>, area: Rect, view: &AccessView, scene: &Scene<'_>) {
    let theme = canvas.theme;
    let mut inside = canvas.panel(area, "État du compte");
    let mut line = |canvas: &mut Canvas<'_>, label: &str, words: &str, style: Style| {
        let mut row = cut_top(&mut inside, 1);
        // An address that is compared with a mail's must not be cut: it may come nearer.
        let fits = LABEL + columns(words) <= row.width;
        let width = if fits { LABEL } else { columns(label) + 1 };
        canvas.text(cut_left(&mut row, width), label, theme.quiet);
        canvas.text(row, words, style);
    };
    let login = if view.login.is_empty() { "aucun compte\u{a0}: O l’ouvre" } else { &view.login };
    line(canvas, "Identifiant", login, theme.text);
    let (state, style) = match view.account.state {
        AccountState::Active => ("● actif".to_owned(), theme.success),
        AccountState::New => ("· jamais connecté".to_owned(), theme.quiet),
        AccountState::Blocked => (format!("■ BLOQUÉ{}", since(view)), theme.error),
    };
    line(canvas, "État", &state, style);
    line(canvas, "Cause", &causes(view, scene.house.tries), theme.text);
    line(canvas, "Connexion", &last_sign_in(view), theme.text);
    let email = if view.email.is_empty() { "aucun" } else { &view.email };
    line(canvas, "Courriel", email, theme.text);
    match view.provisional {
        None => line(canvas, "Code", "aucun code provisoire", theme.quiet),
        Some(code) if scene.now.at > code.expires.at => {
            line(canvas, "Code", "expiré", theme.quiet);
        }
        Some(code) if code.handed_over => line(canvas, "Code", "● remis", theme.success),
        Some(_) => line(canvas, "Code", "▲ non remis à la famille", theme.alert),
    }
    let until = view.provisional.map(|code| format!("jusqu’au {}", day_and_hour(code.expires)));
    line(canvas, "", &until.unwrap_or_default(), theme.quiet);
    for words in other_block(view) {
        canvas.text(cut_top(&mut inside, 1), &words, theme.quiet);
    }
}

/// `le 04/11/2026 à 18:02`; what the office's export does not say is not known here.
fn last_sign_in(view: &AccessView) -> String {
    match (view.account.last_sign_in, view.account.state) {
        (Some(at), _) => format!("le {} à {}", numeric_day(at.date()), clock(at)),
        (None, AccountState::New) => "jamais".to_owned(),
        (None, _) => "inconnue".to_owned(),
    }
}

/// ` le 19/11 à 21:14`, of the latest block.
fn since(view: &AccessView) -> String {
    let since = view.account.blocks.first().and_then(|block| block.since);
    since.map_or(String::new(), |at| {
        let day: String = numeric_day(at.date()).chars().take(5).collect();
        format!(" le {day} à {}", clock(at))
    })
}

/// `dim 22/11 à 10:42`.
fn day_and_hour(moment: Moment) -> String {
    format!("{} à {}", short_day(moment.today()), clock(moment.local()))
}

/// `3 mots de passe faux`, `factures impayées`.
fn causes(view: &AccessView, tries: u32) -> String {
    let words = view.account.blocks.iter().map(|block| match block.cause {
        BlockCause::Passwords => format!("{tries} {}", block.cause.label()),
        BlockCause::Unpaid => block.cause.label().to_owned(),
    });
    let causes: Vec<String> = words.collect();
    if causes.is_empty() { "-".to_owned() } else { causes.join(", ") }
}

/// Whether the account would be blocked for another reason once this one is lifted.
fn other_block(view: &AccessView) -> [String; 2] {
    let (unpaid, amount) = view.unpaid;
    let standing = view.account.blocks.iter().any(|block| block.cause == BlockCause::Unpaid);
    let rule = &view.unpaid_rule;
    let reached = rule.blocks(u32::try_from(unpaid).unwrap_or(u32::MAX)) && !standing;
    let other = if reached { "▲ factures impayées" } else { "aucun" };
    let why = match (rule.applies(), rule.beyond) {
        (false, _) => "sans blocage ici".to_owned(),
        (true, false) => format!("seuil de {}", rule.count),
        (true, true) => format!("au-delà de {}", rule.count),
    };
    let unpaid = match unpaid {
        0 => "Aucun impayé".to_owned(),
        _ => format!("{}, {amount}", count(unpaid, "impayé", "impayés")),
    };
    let unpaid = if standing { unpaid } else { format!("{unpaid}\u{a0}: {why}") };
    [format!("Autre blocage possible\u{a0}: {other}"), unpaid]
}

fn draw_acts(canvas: &mut Canvas<'_>, area: Rect, access: &Access, scene: &Scene<'_>) {
    let theme = canvas.theme;
    let mut inside = canvas.panel(area, "Action");
    let asked = matches!(access.stage, Stage::Choosing);
    let acts = [
        ("D", "Débloquer seulement", Action::Unblock, Choice::Unblock),
        ("R", "Débloquer + nouveau code", Action::UnblockAndCode, Choice::UnblockAndCode),
        ("N", "Nouveau code seulement", Action::NewCode, Choice::NewCode),
    ];
    for (key, words, action, choice) in acts {
        let row = cut_top(&mut inside, 1);
        let possible = asked && access.refuses(action, scene).is_none();
        let style = if possible { theme.text } else { theme.quiet };
        let chosen = access.choice == Some(choice);
        let mark = if chosen { "> " } else { "  " };
        let key_style = if possible { theme.key } else { theme.quiet };
        canvas.line(row, &[(mark, theme.key), (key, key_style), ("  ", style), (words, style)]);
        if chosen {
            canvas.highlight(row);
        }
    }
    if !asked {
        return;
    }
    cut_top(&mut inside, 1);
    let (unpaid, amount) = access.view.unpaid;
    if unpaid > 0 {
        let pay = format!(" Encaisser {amount}");
        canvas.line(cut_top(&mut inside, 1), &[("  F4", theme.key), (&pay, theme.text)]);
    }
    if access.view.undoable.is_some() {
        let row = cut_top(&mut inside, 1);
        canvas.line(row, &[("  Ctrl+Z", theme.key), (" annuler le déblocage", theme.text)]);
    }
    let row = cut_top(&mut inside, 1);
    canvas.line(row, &[("  I", theme.key), ("  Pourquoi\u{a0}? les raisons", theme.text)]);
    cut_top(&mut inside, 1);
    let (advice, style) = advice(access, scene);
    for (line, row) in wrap(&advice, usize::from(inside.width)).iter().zip(inside.rows()) {
        canvas.text(row, line, if style { theme.alert } else { theme.quiet });
    }
}

/// What to do first, and whether it must not be overlooked.
fn advice(access: &Access, scene: &Scene<'_>) -> (String, bool) {
    let unblocking = access.refuses(Action::Unblock, scene);
    if access.is_unpaid() {
        let who = unblocking
            .map_or("Débloquer demande un motif.", |_| "Débloquer est réservé au régisseur.");
        let first = match access.view.unpaid.0 {
            0 => "Factures soldées.",
            _ => "Impayés\u{a0}: encaissez d’abord (F4).",
        };
        (format!("{first} {who}"), true)
    } else if let Some(reason) = unblocking {
        (format!("{}.", sentence_case(reason)), false)
    } else {
        (String::new(), false)
    }
}

/// `MARTINEAU Claire · EVR04217`: the title of what can't be taken back says whose it is.
fn whose(access: &Access) -> String {
    crate::ui::words::whose(&access.view.name, &access.view.login)
}

fn draw_checks(canvas: &mut Canvas<'_>, area: Rect, access: &Access, scene: &Scene<'_>) {
    use IdentityCheck::{
        DrivingLicence, IdentityCard, Mail, None as Unverified, Passport, Question, ResidencePermit,
    };
    let theme = canvas.theme;
    let title = if access.choice.is_some() {
        "Identité vérifiée (la touche exécute)"
    } else {
        "Identité (choisissez d’abord D, R ou N)"
    };
    let inside = canvas.panel(area, &format!("{title} · {}", whose(access)));
    let lines = [
        [
            ("C", "carte d’identité", IdentityCard),
            ("P", "passeport", Passport),
            ("T", "titre de séjour", ResidencePermit),
            ("K", "permis", DrivingLicence),
        ]
        .as_slice(),
        &[("Q", "question (date de naissance d’un enfant + adresse)", Question)],
        &[
            ("M", "courriel reçu de l’adresse du dossier", Mail),
            ("X", "non vérifiée, avec un motif", Unverified),
        ],
    ];
    for (line, mut row) in lines.into_iter().zip(inside.rows()) {
        for (index, (key, words, check)) in line.iter().enumerate() {
            let possible = access.refuses(Action::Identity(*check), scene).is_none();
            let (key_style, style) =
                if possible { (theme.key, theme.text) } else { (theme.quiet, theme.quiet) };
            let gap = if index == 0 { "" } else { "     " };
            let pieces = [(gap, style), (*key, key_style), ("  ", style), (*words, style)];
            row = canvas.line(row, &pieces);
        }
    }
}

fn draw_reason(
    canvas: &mut Canvas<'_>,
    area: Rect,
    whose: &str,
    (check, reason): (IdentityCheck, &Field),
) {
    let theme = canvas.theme;
    let mut inside = canvas.panel(area, &format!("Motif du déblocage · {whose}"));
    let identity = match check {
        IdentityCheck::None => "Identité non vérifiée".to_owned(),
        seen => format!("Identité\u{a0}: {}", seen.label()),
    };
    let asked = format!("{identity}. Motif, 5\u{a0}caractères au moins\u{a0}:");
    canvas.text(cut_top(&mut inside, 1), &asked, theme.text);
    cut_top(&mut inside, 1);
    canvas.field(cut_top(&mut inside, 1), reason, true);
    cut_top(&mut inside, 1);
    let keys = [
        ("Entrée", theme.key),
        (" exécuter   ", theme.text),
        ("Échap", theme.key),
        (" revenir", theme.text),
    ];
    canvas.line(inside, &keys);
}

/// The code as large as a screen of letters allows, one letter at a time: no copy of it is made.
fn draw_code(
    canvas: &mut Canvas<'_>,
    area: Rect,
    whose: &str,
    code: &IssuedCode,
    showing: Showing,
) {
    let theme = canvas.theme;
    let mut inside = canvas.panel(area, &format!("Code provisoire · {whose}"));
    cut_top(&mut inside, 1);
    let (until, print) = match showing {
        Showing::Printing => {
            canvas.text(inside, "Impression du code…", theme.alert);
            return;
        }
        Showing::Until(until) => (until, ""),
        Showing::Again(until) => (until, "Entrée"),
    };
    let style = theme.selected.add_modifier(Modifier::BOLD);
    let mut band = cut_top(&mut inside, 3);
    canvas.blank(band, style);
    cut_top(&mut band, 1);
    cut_left(&mut band, 3);
    for (place, letter) in code.code.reveal().chars().enumerate() {
        if place > 0 && place % GROUP == 0 {
            cut_left(&mut band, 3);
        }
        canvas.text(cut_left(&mut band, 2), letter.encode_utf8(&mut [0; 4]), style);
    }
    let until = until.local().format("%H:%M:%S");
    let lines = [
        format!("Affiché jusqu’à {until}, à saisir sans les espaces."),
        format!("Valable jusqu’au {}.", day_and_hour(code.expires)),
    ];
    for line in &lines {
        canvas.text(cut_top(&mut inside, 1), line, theme.text);
    }
    let keys = [
        ("O", theme.key),
        (" remis à la famille   ", theme.text),
        (print, theme.key),
        (if print.is_empty() { "" } else { " imprimer   " }, theme.text),
        ("Échap", theme.key),
        (" effacer", theme.text),
    ];
    canvas.line(inside, &keys);
}
