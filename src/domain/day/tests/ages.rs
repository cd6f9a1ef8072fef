//! A child of another age than the activity's.

use super::*;

#[test]
fn an_agents_reason_admits_another_age_and_is_told() {
    let young = |reason: &str| {
        scene().with(|scene| {
            scene.birth = "2025-06-24";
            scene.activity.age_min = Some(2);
            scene.enrolment.age_reason = reason.to_owned();
        })
    };
    check(&young(""), "2026-11-27", DayState::Closed, false);
    let sentence = &young("").ask("2026-11-27").reasons[0];
    assert!(sentence.ends_with("de son âge, ou D\u{a0}: dérogation motivée."), "{sentence}");
    check(&young("fratrie"), "2026-11-27", DayState::Available, true);
    let told = young("fratrie").ask("2026-11-27").reasons;
    let exception = "Dérogation d’âge jusqu’au 02/07/2027\u{a0}: fratrie.".to_owned();
    assert!(told.contains(&exception), "{told:?}");
    let of_age = young("fratrie").with(|scene| scene.birth = "2020-06-24");
    assert!(!of_age.ask("2026-11-27").reasons.contains(&exception), "nothing to except");
}
