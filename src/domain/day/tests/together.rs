//! Several reasons at once: all are told, the deciding one first.

use super::*;

#[test]
fn a_day_that_several_things_close_tells_them_all() {
    let told = |scene: Scene, day: &str| scene.ask(day).reasons.join(" ");
    let holiday = told(scene(), "2026-11-11");
    assert!(holiday.starts_with("Férié\u{a0}: 11 novembre."), "{holiday}");
    assert!(holiday.contains("Pas ce jour-là\u{a0}: Cantine Jean-Moulin a lieu"), "{holiday}");
    let stranger = || scene().with(|scene| scene.enrolment.to = "2026-10-01".parse().ok());
    let late = told(stranger().at(TOO_LATE), "2026-11-27");
    assert!(late.starts_with("Léo n’a pas d’inscription"), "{late}");
    assert!(late.contains("Délai dépassé\u{a0}: cantine"), "{late}");
    let early = told(stranger(), "2026-11-27");
    assert!(!early.contains("Délai dépassé"), "{early}");
}
