//! The grids of real communes, as golden tests; and what holds for every grid.

use proptest::prelude::*;

use super::*;
use crate::domain::tariff::means::Proof;

fn figure(euros: &str, origin: Origin) -> Figure {
    Figure { euros: euros.parse().unwrap(), origin, proof: Proof::default() }
}

fn quotient(euros: u32) -> Figure {
    figure(&euros.to_string(), Origin::Quotient)
}

fn step(from: u32, to: Option<u32>, cents: i64) -> Step {
    Step { from, to, price: Cents(cents) }
}

/// Champcevinel, 2022.
fn champcevinel() -> Vec<Step> {
    vec![
        step(0, Some(622), 100),
        step(623, Some(1000), 330),
        step(1001, Some(1500), 340),
        step(1501, None, 350),
    ]
}

/// « 0,36 % du quotient, minimum 2,60 €, maximum 4,50 € »
fn fay_aux_loges() -> Effort {
    Effort { percent: Decimal::new(36, 2), floor: Cents(260), ceiling: Cents(450) }
}

/// The national scale of nurseries, since September 2025.
fn psu(hours: u32) -> Hourly {
    let rates = [619, 516, 413, 310, 310, 310, 310, 206];
    let percents = rates.map(|rate| Decimal::new(rate, 4)).to_vec();
    Hourly { percents, floor: Cents(81_462), ceiling: Cents(850_000), hours }
}

#[test]
fn champcevinel_has_four_brackets() {
    let grid = Grid::Brackets(Steps::new(champcevinel()).unwrap());
    for (euros, cents, words) in [
        (0, 100, "Tranche 0 à 622 (quotient 0)"),
        (622, 100, "Tranche 0 à 622 (quotient 622)"),
        (623, 330, "Tranche 623 à 1000 (quotient 623)"),
        (1000, 330, "Tranche 623 à 1000 (quotient 1000)"),
        (1001, 340, "Tranche 1001 à 1500 (quotient 1001)"),
        (1500, 340, "Tranche 1001 à 1500 (quotient 1500)"),
        (1501, 350, "Tranche 1501 et plus (quotient 1501)"),
        (u32::MAX, 350, "Tranche 1501 et plus (quotient 4294967295)"),
    ] {
        assert_eq!(grid.price(quotient(euros), 1), (Cents(cents), words.to_owned()));
    }
    assert_eq!(grid.maximum(1), Cents(350));
}

#[test]
fn brackets_leave_no_gap_and_no_overlap() {
    let with = |index: usize, changed: Step| {
        let mut steps = champcevinel();
        steps[index] = changed;
        Steps::new(steps)
    };
    assert_eq!(with(0, step(1, Some(622), 100)), Err(StepsMistake::Begins(0, 0)));
    assert_eq!(with(1, step(624, Some(1000), 330)), Err(StepsMistake::Begins(1, 623)), "a gap");
    assert_eq!(
        with(1, step(622, Some(1000), 330)),
        Err(StepsMistake::Begins(1, 623)),
        "an overlap"
    );
    assert_eq!(with(1, step(623, Some(622), 330)), Err(StepsMistake::Ends(1)));
    assert_eq!(with(1, step(623, None, 330)), Err(StepsMistake::Ends(1)));
    assert_eq!(with(3, step(1501, Some(9999), 350)), Err(StepsMistake::Last));
    assert_eq!(Steps::new(Vec::new()), Err(StepsMistake::Last));
    assert!(Steps::new(vec![step(0, None, 350)]).is_ok());
}

#[test]
fn fay_aux_loges_takes_a_share_between_a_floor_and_a_ceiling() {
    let grid = Grid::Effort(fay_aux_loges());
    for (euros, cents, words) in [
        (500, 260, "0,36\u{a0}% × quotient 500 = 1,8\u{a0}: plancher"),
        (722, 260, "0,36\u{a0}% × quotient 722 = 2,5992"),
        (850, 306, "0,36\u{a0}% × quotient 850 = 3,06"),
        (1001, 360, "0,36\u{a0}% × quotient 1001 = 3,6036"),
        (1250, 450, "0,36\u{a0}% × quotient 1250 = 4,5"),
        (1251, 450, "0,36\u{a0}% × quotient 1251 = 4,5036"),
        (2000, 450, "0,36\u{a0}% × quotient 2000 = 7,2\u{a0}: plafond"),
    ] {
        assert_eq!(grid.price(quotient(euros), 1), (Cents(cents), words.to_owned()));
    }
}

#[test]
fn a_half_cent_goes_up() {
    let half = Effort { percent: Decimal::new(5, 1), floor: Cents::ZERO, ceiling: Cents(1_000) };
    for (euros, cents) in [(1, 1), (2, 1), (3, 2), (5, 3), (101, 51)] {
        assert_eq!(half.price(quotient(euros)).0, Cents(cents), "0,5 % of {euros}");
    }
}

#[test]
fn a_nursery_s_hour_is_a_share_of_the_month_s_income() {
    for (income, children, cents) in
        [("814.62", 1, 50), ("500", 1, 50), ("3000", 2, 155), ("8500", 1, 526), ("9000", 1, 526)]
    {
        let (day, _) = Grid::Hourly(psu(1)).price(figure(income, Origin::Income), children);
        assert_eq!(day, Cents(cents), "{income}, {children}");
    }
    let day = Grid::Hourly(psu(10)).price(figure("3000", Origin::Income), 2);
    assert_eq!(day, (Cents(1550), "10\u{a0}h à 1,55\u{a0}€ (revenu de référence)".to_owned()));
    assert_eq!(psu(1).of(Decimal::from(1000), 9), (Cents(21), Cents(21)), "eight and more");
    assert_eq!(Grid::Hourly(psu(10)).maximum(1), Cents(5260));
}

#[test]
fn an_estimate_says_so_and_an_income_is_not_told() {
    let (_, words) = fay_aux_loges().price(figure("1001", Origin::Estimate));
    assert_eq!(words, "0,36\u{a0}% × quotient estimé 1001 = 3,6036");
    let (_, words) = fay_aux_loges().price(figure("1001", Origin::Income));
    assert_eq!(words, "0,36\u{a0}% × revenu de référence");
}

/// A grid that rises, as every grid of a commune does.
fn rising() -> impl Strategy<Value = Grid> {
    let brackets = (proptest::collection::btree_set(1..5_000_u32, 0..6), 0..500_i64).prop_map(
        |(bounds, first)| {
            let ends = bounds.iter().map(|bound| Some(*bound)).chain([None]);
            let starts = std::iter::once(0).chain(bounds.iter().map(|bound| bound + 1));
            let cents = (0..).map(|rank| first + 50 * rank);
            let steps =
                starts.zip(ends).zip(cents).map(|((from, to), cents)| step(from, to, cents));
            Grid::Brackets(Steps::new(steps.collect()).unwrap())
        },
    );
    let effort = (1..10_000_i64, 0..500_i64, 0..500_i64).prop_map(|(rate, floor, more)| {
        let (percent, floor) = (Decimal::new(rate, 3), Cents(floor));
        Grid::Effort(Effort { percent, floor, ceiling: floor.plus(Cents(more)) })
    });
    let flat = (0..1_000_i64).prop_map(|cents| Grid::Flat(Cents(cents)));
    let hourly = (1..11_u32).prop_map(|hours| Grid::Hourly(psu(hours)));
    prop_oneof![brackets, effort, flat, hourly]
}

proptest! {
    #[test]
    fn who_has_more_never_pays_less_and_nobody_more_than_the_maximum(
        grid in rising(), one in 0..20_000_u32, other in 0..20_000_u32, children in 0..9_u32,
    ) {
        let price = |euros| grid.price(quotient(euros), children).0;
        let (low, high) = (price(one.min(other)), price(one.max(other)));
        prop_assert!(low <= high, "{low} {high}");
        prop_assert!(Cents::ZERO <= low && high <= grid.maximum(children));
        if let Grid::Effort(effort) = &grid {
            prop_assert!(effort.floor <= low);
        }
    }

    #[test]
    fn every_whole_quotient_is_in_one_bracket(
        bounds in proptest::collection::btree_set(0..3_000_u32, 0..8), euros in 0..4_000_u32,
    ) {
        let ends = bounds.iter().map(|bound| Some(*bound)).chain([None]);
        let starts = std::iter::once(0).chain(bounds.iter().map(|bound| bound + 1));
        let steps = starts.zip(ends).map(|(from, to)| step(from, to, 100)).collect();
        let steps = Steps::new(steps).unwrap();
        let holds = |step: &&Step| step.from <= euros && step.to.is_none_or(|to| euros <= to);
        prop_assert_eq!(steps.all().iter().filter(holds).count(), 1);
        prop_assert_eq!(steps.of(euros), steps.all().iter().find(holds));
    }
}
