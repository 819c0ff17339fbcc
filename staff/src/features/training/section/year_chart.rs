//! A year against its targets, drawn: a bar for each figure, quarter by quarter, with a mark where the target is. The
//! table says the same in figures.

use api::training_section::YearFigure;
use i18n::t;
use leptos::prelude::*;

/// The drawing's own measure; the page stretches it.
const WIDTH: u32 = 1_000;
const HEIGHT: u32 = 24;
/// How wide the mark is.
const MARK: u32 = 6;

/// What a bar shows: where each piece begins and how wide it is, and where the target is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Bar {
    /// The quarters of a count, or one piece for a rate.
    pub(super) pieces: Vec<(u32, u32)>,
    /// The left edge of the mark.
    pub(super) target: u32,
}

/// The bar of a figure.
pub(super) fn bar(figure: &YearFigure) -> Bar {
    let is_rate = figure.kind.is_rate();
    // A rate has the same ground each year; a count as much as the larger of target and result.
    let (target, full) = if is_rate {
        (figure.target.saturating_mul(100), 10_000)
    } else {
        (figure.target, figure.target.max(figure.year.part).max(1))
    };
    let at = |value: u32| {
        let wide = u64::from(value.min(full)) * u64::from(WIDTH) / u64::from(full);
        u32::try_from(wide).unwrap_or(WIDTH)
    };
    let pieces = if is_rate {
        figure
            .year
            .share_bp
            .map(|share| (0, at(share)))
            .into_iter()
            .collect()
    } else {
        let mut sum = 0_u32;
        let quarters = figure.quarters.iter();
        quarters
            .map(|quarter| {
                let begin = at(sum);
                sum = sum.saturating_add(quarter.part);
                (begin, at(sum) - begin)
            })
            .collect()
    };
    Bar {
        pieces,
        target: at(target).min(WIDTH - MARK),
    }
}

/// The drawing with its words.
pub(super) fn chart(figure: &YearFigure, words: String, note: String) -> AnyView {
    let bar = bar(figure);
    let pieces: Vec<AnyView> = bar
        .pieces
        .into_iter()
        .zip(
            ["training__bar", "training__bar training__bar--other"]
                .into_iter()
                .cycle(),
        )
        .map(|((x, wide), class)| {
            view! { <rect class=class x=x width=wide height=HEIGHT /> }.into_any()
        })
        .collect();
    let name = t::staff_section_code::by_key(&["target.", figure.kind.code()].concat());
    view! {
        <li class="training__figure">
            <span class="training__figure-name">{name.unwrap_or_default()}</span>
            <svg class="training__bars" viewBox="0 0 1000 24" preserveAspectRatio="none" role="img" aria-label=words>
                {pieces}
                <rect class="training__mark" x=bar.target width=MARK height=HEIGHT />
            </svg>
            <span class="training__note figures">{note}</span>
        </li>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use api::training_section::Figure;
    use catalogue::{Source, SourceStatus, TargetKind};

    fn figure(
        kind: TargetKind,
        target: u32,
        quarters: [u32; 4],
        share_bp: Option<u32>,
    ) -> YearFigure {
        let of = |part| Figure {
            part,
            whole: part,
            share_bp: None,
        };
        YearFigure {
            kind,
            target,
            until_year: 2020,
            source: Source {
                document: "d".into(),
                clause: None,
                status: SourceStatus::Verified,
            },
            is_local_confirm: true,
            quarters: quarters.map(of).to_vec(),
            year: Figure {
                share_bp,
                ..of(quarters.iter().sum())
            },
        }
    }

    #[test]
    fn a_count_is_drawn_by_quarter_up_to_the_larger_of_target_and_result() {
        let below = bar(&figure(
            TargetKind::SkillsPeople,
            1_000,
            [100, 0, 200, 0],
            None,
        ));
        assert_eq!(below.pieces, [(0, 100), (100, 0), (100, 200), (300, 0)]);
        assert_eq!(below.target, WIDTH - MARK);
        let above = bar(&figure(
            TargetKind::SkillsPeople,
            100,
            [100, 100, 0, 0],
            None,
        ));
        assert_eq!(above.pieces, [(0, 500), (500, 500), (1_000, 0), (1_000, 0)]);
        assert_eq!(above.target, 500);
        let nothing = bar(&figure(TargetKind::Assessments, 0, [0; 4], None));
        assert!(nothing.pieces.iter().all(|piece| *piece == (0, 0)));
    }

    #[test]
    fn a_rate_is_one_bar_of_a_hundred_and_none_without_one() {
        let found = bar(&figure(TargetKind::EmploymentRate, 95, [5; 4], Some(8_000)));
        assert_eq!((found.pieces, found.target), (vec![(0, 800)], 950));
        let none = bar(&figure(TargetKind::PassRate, 100, [5, 0, 0, 0], None));
        assert_eq!((none.pieces, none.target), (vec![], WIDTH - MARK));
    }
}
