//! The price of a day: what is added and taken off, and what holds for every calculation.

use proptest::prelude::*;
use rust_decimal::Decimal;

use super::*;
use crate::domain::people::ActivityKind;
use crate::domain::tariff::grid::{Effort, Grid};
use crate::domain::tariff::means::Base;
use crate::domain::tariff::voted::{Outside, Siblings, Term};
use crate::domain::weekdays::Weekdays;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn canteen() -> Activity {
    Activity {
        id: uuid::Uuid::nil().into(),
        code: "CANT".to_owned(),
        label: "Cantine Jean-Moulin".to_owned(),
        kind: ActivityKind::Canteen,
        weekdays: Weekdays::WORKING_WEEK,
        places: None,
        age_min: None,
        age_max: None,
        tariffs: [130, 260, 390, 450, 520].map(|cents| Some(Cents(cents))),
        rule: String::new(),
        source: "test".to_owned(),
    }
}

/// Fay-aux-Loges: « 0,36 % du QF, mini 2,60, maxi 4,50 ; repas PAI 1,75 ».
fn fay_aux_loges() -> Tariff {
    let percent = Decimal::new(36, 2);
    Tariff {
        name: "restauration".to_owned(),
        kinds: vec![ActivityKind::Canteen],
        activities: Vec::new(),
        term: Term {
            from: day("2026-09-01"),
            to: Some(day("2027-08-31")),
            vote: "délibération du 25 juin 2026".to_owned(),
        },
        grid: Grid::Effort(Effort { percent, floor: Cents(260), ceiling: Cents(450) }),
        base: Base::Quotient,
        effect: Effect::NextMonth,
        outside: None,
        siblings: None,
        pai: Some(Cents(175)),
        cost: None,
    }
}

struct Family {
    means: Means,
    town: &'static str,
    children: u32,
    rank: u32,
    pai: bool,
}

impl Family {
    fn with(quotient: u32) -> Self {
        Self { means: Means::of(quotient), town: "Fay", children: 1, rank: 1, pai: false }
    }

    fn payer(&self) -> Payer<'_> {
        let Self { means, town, children, rank, pai } = self;
        Payer { means, town, children: *children, rank: *rank, pai: *pai }
    }

    fn pays(&self, tariffs: &[Tariff], on: &str) -> Priced {
        let brackets = Brackets::new([400, 700, 1000, 1400]).unwrap();
        Rates { brackets, voted: tariffs.to_vec() }.price(&canteen(), self.payer(), day(on))
    }
}

fn lines(priced: &Priced) -> Vec<(&str, i64)> {
    priced.lines.iter().map(|line| (line.words.as_str(), line.amount.0)).collect()
}

#[test]
fn without_a_voted_tariff_the_office_s_columns_count() {
    let known = Family::with(742).pays(&[], "2026-11-27");
    assert_eq!((known.column, known.maximum), (Some(Bracket::C), None));
    assert_eq!(lines(&known), [("Tranche C (quotient 742)", 390)]);
    assert_eq!(known.sentences(), [""; 0], "nothing to explain");
    let unknown = Family { means: Means::default(), ..Family::with(0) }.pays(&[], "2026-11-27");
    assert_eq!(lines(&unknown), [("Tarif maximum (quotient inconnu)", 520)]);
    let remedy = "F2 saisit le quotient d’une attestation CAF ou MSA.";
    assert_eq!(unknown.sentences(), [format!("Tarif maximum (quotient inconnu). {remedy}")]);
}

#[test]
fn a_voted_tariff_is_calculated_and_read_out() {
    let priced = Family::with(1001).pays(&[fay_aux_loges()], "2026-11-27");
    assert_eq!(priced.total(), Some(Cents(360)));
    assert_eq!(
        priced.sentences(),
        ["Prix\u{a0}: 0,36\u{a0}% × quotient 1001 = 3,6036, soit 3,60\u{a0}€ (restauration, \
             délibération du 25 juin 2026)."]
    );
}

#[test]
fn the_figure_is_told_with_the_paper_that_says_it() {
    use crate::domain::people::QuotientSource::Caf;
    let (source, received) = (Some(Caf), Some(day("2026-09-12")));
    let proved = Family { means: Means { source, received, ..Means::of(742) }, ..Family::with(0) };
    let said = |tariffs: &[Tariff], on: &str| proved.pays(tariffs, on).lines[0].words.clone();
    let office = "Tranche C (quotient 742, CAF du 12/09/2026)";
    assert_eq!(said(&[], "2026-11-27"), office);
    let effort = "0,36\u{a0}% × quotient 742 = 2,6712 (CAF du 12/09/2026)";
    assert_eq!(said(&[fay_aux_loges()], "2026-11-27"), effort);
    let before = Family { means: proved.means.clone().after(&Means::of(1001)), ..Family::with(0) };
    let replaced = before.pays(&[fay_aux_loges()], "2026-09-30");
    assert_eq!(replaced.lines[0].words, "0,36\u{a0}% × quotient 1001 = 3,6036", "not its paper");
    let income = Means { income: Some(24_000), income_year: Some(2024), ..Means::default() };
    let tariff = Tariff { base: Base::QuotientOrIncome, ..fay_aux_loges() };
    let priced = Family { means: income, ..Family::with(0) }.pays(&[tariff], "2026-11-27");
    assert!(priced.lines[0].words.contains("(revenus de 2024)"), "{:?}", priced.lines);
}

#[test]
fn unknown_expired_and_refused_means_pay_the_maximum() {
    use crate::domain::people::QuotientSource::Refused;
    let expired = Means { until: Some(day("2026-11-26")), ..Means::of(500) };
    let refused = Means { source: Some(Refused), ..Means::default() };
    for (means, why) in [
        (Means::default(), "quotient inconnu"),
        (expired.clone(), "quotient échu le 26/11/2026"),
        (refused, "quotient non communiqué"),
    ] {
        let priced = Family { means, ..Family::with(0) }.pays(&[fay_aux_loges()], "2026-11-27");
        assert_eq!(lines(&priced), [(format!("Tarif maximum ({why})").as_str(), 450)]);
        assert!(priced.maximum.is_some());
    }
    let last = Family { means: expired, ..Family::with(0) }.pays(&[fay_aux_loges()], "2026-11-26");
    assert_eq!((last.total(), last.maximum), (Some(Cents(260)), None));
}

/// « QF du 31/03 ; un changement s'applique le mois suivant, jamais rétroactivement »
#[test]
fn a_new_quotient_counts_the_month_after() {
    let came = Means { received: Some(day("2026-11-12")), ..Means::of(1001) };
    let family = Family { means: came.after(&Means::of(850)), ..Family::with(0) };
    assert_eq!(family.pays(&[fay_aux_loges()], "2026-11-30").total(), Some(Cents(306)));
    assert_eq!(family.pays(&[fay_aux_loges()], "2026-12-01").total(), Some(Cents(360)));
    let at_once = Tariff { effect: Effect::AtOnce, ..fay_aux_loges() };
    assert_eq!(family.pays(std::slice::from_ref(&at_once), "2026-11-11").total(), Some(Cents(306)));
    assert_eq!(family.pays(&[at_once], "2026-11-12").total(), Some(Cents(360)));
}

#[test]
fn versions_follow_one_another_and_a_gap_is_said() {
    let next = Tariff {
        term: Term { from: day("2027-09-01"), to: None, vote: "vote de 2027".to_owned() },
        grid: Grid::Flat(Cents(400)),
        ..fay_aux_loges()
    };
    let both = [fay_aux_loges(), next];
    let family = Family::with(850);
    assert_eq!(family.pays(&both, "2027-08-31").total(), Some(Cents(306)));
    assert_eq!(lines(&family.pays(&both, "2027-09-01")), [("Forfait", 400)]);
    let before = family.pays(&both, "2026-08-31");
    assert_eq!(before.total(), None);
    assert!(before.gap.unwrap().contains("la grille restauration commence le 01/09/2026"));
    let after = family.pays(&both[..1], "2027-09-01").sentences();
    assert!(after[0].contains("la grille restauration s’arrête au 31/08/2027"), "{after:?}");
}

#[test]
fn an_activity_that_is_named_has_its_own_tariff() {
    let named = Tariff {
        kinds: Vec::new(),
        activities: vec!["CANT".to_owned()],
        grid: Grid::Flat(Cents(400)),
        ..fay_aux_loges()
    };
    let other = Tariff { activities: vec!["CANT-2".to_owned()], ..named.clone() };
    let family = Family { means: Means::default(), ..Family::with(0) };
    let priced = family.pays(&[fay_aux_loges(), named], "2026-11-27");
    assert_eq!((priced.total(), priced.maximum), (Some(Cents(400)), None), "no means needed");
    assert_eq!(family.pays(&[other], "2026-11-27").column, Some(Bracket::E), "the office's");
}

#[test]
fn siblings_pai_and_families_from_elsewhere() {
    let siblings = |by| Some(Siblings { by, percents: vec![0, 10, 25] });
    let outside = |price| Some(Outside { towns: vec!["Fay-aux-Loges".to_owned()], price });
    let more = outside(OutsidePrice::More(Surcharge::Percent(20)));
    let tariff = Tariff { siblings: siblings(Counted::Rank), outside: more, ..fay_aux_loges() };
    let second = Family { town: "FAY AUX LOGES", children: 3, rank: 2, ..Family::with(1001) };
    let here = second.pays(std::slice::from_ref(&tariff), "2026-11-27");
    let second_child = ("Fratrie, 2e enfant\u{a0}: -10\u{a0}%", -36);
    assert_eq!(lines(&here)[1..], [second_child, ("Habite la commune", 0)]);
    assert_eq!(here.counting().count(), 2, "what changes nothing is in no sentence");
    let eldest = Family { rank: 1, ..second };
    let full = eldest.pays(std::slice::from_ref(&tariff), "2026-11-27");
    assert_eq!(lines(&full)[1], ("Fratrie, 1er enfant\u{a0}: plein tarif", 0));
    let second = Family { rank: 2, ..eldest };
    let elsewhere = Family { town: "Donnery", ..second };
    let there = elsewhere.pays(std::slice::from_ref(&tariff), "2026-11-27");
    assert_eq!(lines(&there)[2..], [("Hors commune\u{a0}: + 20\u{a0}%", 65)]);
    assert_eq!(there.total(), Some(Cents(389)));
    let unknown = Family { town: " ", ..elsewhere };
    let nowhere = unknown.pays(std::slice::from_ref(&tariff), "2026-11-27");
    assert_eq!(lines(&nowhere)[2].0, "Adresse inconnue\u{a0}: + 20\u{a0}%");
    let all = Tariff { siblings: siblings(Counted::Children), ..tariff.clone() };
    assert_eq!(lines(&unknown.pays(&[all], "2026-11-27"))[1].1, -90, "a quarter off 3,60 €");
    let capped = Tariff { outside: outside(OutsidePrice::Maximum), ..fay_aux_loges() };
    let priced = unknown.pays(&[capped], "2026-11-27");
    assert_eq!(lines(&priced), [("Adresse inconnue\u{a0}: tarif maximum", 450)]);
    let pai = Family { pai: true, ..unknown };
    assert_eq!(lines(&pai.pays(&[tariff], "2026-11-27")), [("Tarif PAI", 175)]);
    let none = Tariff { pai: None, ..fay_aux_loges() };
    assert_eq!(pai.pays(&[none], "2026-11-27").total(), Some(Cents(360)), "no such tariff");
}

/// La Tessoualle: « +1,00 € » ; Vailhauquès: « +50 % ».
#[test]
fn a_late_day_goes_through_the_same_lines() {
    let priced = Family::with(1001).pays(&[fay_aux_loges()], "2026-11-27");
    for (extra, words, cents) in [
        (Surcharge::Fixed(Cents(100)), "Hors délai\u{a0}: + 1,00\u{a0}€", 100),
        (Surcharge::Percent(50), "Hors délai\u{a0}: + 50\u{a0}%", 180),
    ] {
        let line = priced.late(extra).unwrap();
        assert_eq!((line.words.as_str(), line.amount), (words, Cents(cents)));
        assert_eq!(extra.added_to(priced.total().unwrap()).0, 360 + cents);
    }
    assert_eq!(Priced::default().late(Surcharge::Percent(50)), None);
}

proptest! {
    #[test]
    fn a_price_is_the_sum_of_its_rounded_lines_and_never_below_nothing(
        euros in 0..3_000_u32, rank in 1..5_u32, more in 1..200_u32,
        percents in proptest::collection::vec(0..=100_u32, 1..4), elsewhere: bool,
    ) {
        let extra = Surcharge::Percent(more);
        let tariff = Tariff {
            siblings: Some(Siblings { by: Counted::Rank, percents }),
            outside: Some(Outside {
                towns: vec!["Fay".to_owned()],
                price: OutsidePrice::More(extra),
            }),
            ..fay_aux_loges()
        };
        let town = if elsewhere { "Ailleurs" } else { "Fay" };
        let family = Family { town, children: 4, rank, ..Family::with(euros) };
        let priced = family.pays(&[tariff], "2026-11-27");
        let (total, base) = (priced.total().unwrap(), priced.lines[0].amount);
        prop_assert_eq!(total, priced.lines.iter().map(|line| line.amount).sum());
        prop_assert!((260..=450).contains(&base.0));
        prop_assert!(total >= Cents::ZERO);
        prop_assert!(total <= extra.added_to(base));
    }
}
