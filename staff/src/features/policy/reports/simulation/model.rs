//! What the charts draw, as numbers.

use api::policy_desk::ProgrammeSimulationView;

/// Width of a chart in its own units; the page stretches it.
pub(super) const WIDTH: u32 = 1000;
/// The narrowest bar that is still seen.
const SEEN: u32 = 4;

/// What becomes of somebody eligible before or after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shift {
    Loses,
    Less,
    Same,
    More,
    Gains,
}

impl Shift {
    /// From worst to best.
    pub(super) const ALL: [Self; 5] =
        [Self::Loses, Self::Less, Self::Same, Self::More, Self::Gains];

    /// The class that colours its bar.
    pub(super) const fn class(self) -> &'static str {
        match self {
            Self::Loses => "policy__bar policy__bar--loses",
            Self::Less => "policy__bar policy__bar--less",
            Self::Same => "policy__bar policy__bar--same",
            Self::More => "policy__bar policy__bar--more",
            Self::Gains => "policy__bar policy__bar--gains",
        }
    }

    /// How many people it happens to.
    pub(super) fn people(self, one: &ProgrammeSimulationView) -> u32 {
        match self {
            Self::Loses => one.loses,
            Self::Less => one.less,
            Self::More => one.more,
            Self::Gains => one.gains,
            // Eligible before, minus those to whom something happened.
            Self::Same => one
                .before
                .eligible
                .saturating_sub(one.loses)
                .saturating_sub(one.less)
                .saturating_sub(one.more),
        }
    }
}

/// Whether the programme treats anybody otherwise than before.
pub(super) fn is_changed(one: &ProgrammeSimulationView) -> bool {
    one.gains + one.loses + one.more + one.less > 0 || one.before != one.after
}

/// Whether the programme pays anything before or after: a certification alone costs nothing to draw.
pub(super) fn costs_money(one: &ProgrammeSimulationView) -> bool {
    one.before.cost_fen != 0 || one.after.cost_fen != 0
}

/// Bars one after another: where each begins and how wide it is. What is not nothing can be seen.
pub(super) fn bars(parts: &[u32]) -> Vec<(u32, u32)> {
    let all: u64 = parts.iter().copied().map(u64::from).sum();
    let mut begin = 0;
    parts
        .iter()
        .map(|part| {
            let width = width(i64::from(*part), i64::try_from(all).unwrap_or(i64::MAX));
            let bar = (begin, width);
            begin += width;
            bar
        })
        .collect()
}

/// How wide a bar for a part of a whole is.
pub(super) fn width(part: i64, whole: i64) -> u32 {
    if part <= 0 || whole <= 0 {
        return 0;
    }
    let exact = i128::from(part) * i128::from(WIDTH) / i128::from(whole);
    u32::try_from(exact).unwrap_or(WIDTH).clamp(SEEN, WIDTH)
}

#[cfg(test)]
mod tests {
    use super::*;
    use api::policy_desk::CountView;

    fn programme(before: u32, after: u32) -> ProgrammeSimulationView {
        let count = |eligible| CountView {
            eligible,
            ..CountView::default()
        };
        ProgrammeSimulationView {
            programme: "loan".into(),
            title: "贷款".into(),
            kind: "loan".into(),
            before: count(before),
            after: count(after),
            gains: 0,
            loses: 0,
            more: 0,
            less: 0,
            winners: Vec::new(),
            losers: Vec::new(),
        }
    }

    #[test]
    fn everybody_eligible_is_counted_once() {
        let one = ProgrammeSimulationView {
            gains: 20,
            loses: 10,
            more: 5,
            less: 3,
            ..programme(100, 110)
        };
        let all: u32 = Shift::ALL.into_iter().map(|shift| shift.people(&one)).sum();
        assert_eq!(all, one.before.eligible + one.gains);
        assert_eq!(Shift::Same.people(&one), 82);
    }

    #[test]
    fn a_programme_is_changed_when_anybody_is_treated_otherwise() {
        assert!(!is_changed(&programme(7, 7)));
        assert!(is_changed(&programme(7, 8)));
        let more = ProgrammeSimulationView {
            more: 1,
            ..programme(7, 7)
        };
        assert!(is_changed(&more));
    }

    #[test]
    fn bars_stand_one_after_another_and_the_smallest_is_seen() {
        assert_eq!(bars(&[1, 0, 3]), [(0, 250), (250, 0), (250, 750)]);
        assert_eq!(bars(&[0, 0]), [(0, 0), (0, 0)]);
        assert_eq!(bars(&[1, 99_999])[0].1, SEEN);
    }

    #[test]
    fn widths_stay_inside_the_chart() {
        assert_eq!(width(5, 10), 500);
        assert_eq!(width(20, 10), WIDTH);
        assert_eq!((width(-5, 10), width(5, 0)), (0, 0));
        assert_eq!(width(i64::MAX, i64::MAX), WIDTH);
    }
}
