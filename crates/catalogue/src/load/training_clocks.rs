//! `[clocks]` of `training.toml`: which numbers make sense.

use super::{LoadDefect, LoadError};
use crate::training_clocks::TrainingClocks;

/// A day of nobody's is no clock; three months of working days are none either.
const WORKING_DAYS: std::ops::RangeInclusive<u32> = 1..=60;
/// A year, and a month more.
const MOST_DAYS: u32 = 400;

/// Every number that makes no sense.
pub(super) fn check(clocks: &TrainingClocks, file: &str) -> Vec<LoadError> {
    let draft_days = u32::from(clocks.draft_days);
    let rules = [
        (
            "review_working_days",
            clocks.review_working_days,
            WORKING_DAYS,
        ),
        (
            "answer_working_days",
            clocks.answer_working_days,
            WORKING_DAYS,
        ),
        (
            "suspension_working_days",
            clocks.suspension_working_days,
            WORKING_DAYS,
        ),
        ("draft_days", draft_days, 1..=MOST_DAYS),
        // Nobody is told of it before it began.
        ("notice_days", u32::from(clocks.notice_days), 0..=draft_days),
        (
            "archive_days",
            u32::from(clocks.archive_days),
            1..=MOST_DAYS,
        ),
        (
            "complaint_working_days",
            clocks.complaint_working_days,
            WORKING_DAYS,
        ),
    ];
    let wrong = rules
        .into_iter()
        .filter(|(_, value, allowed)| !allowed.contains(value));
    wrong
        .map(|(field, value, allowed)| {
            let defect = LoadDefect::OutOfBounds {
                key: format!("clocks.{field}"),
                value,
                least: *allowed.start(),
                most: *allowed.end(),
            };
            LoadError::in_file(file, defect)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::parse_training_plan;

    #[test]
    fn every_nonsense_is_named_at_once_with_what_is_allowed() {
        let text = "[clocks]\nreview_working_days = 0\nanswer_working_days = 61\nsuspension_working_days = 0\n\
            draft_days = 30\nnotice_days = 31\narchive_days = 401\ncomplaint_working_days = 0\n";
        let errors = parse_training_plan(text).unwrap_err();
        let said: Vec<_> = errors
            .iter()
            .map(|error| error.defect.to_string())
            .collect();
        assert_eq!(said.len(), 6, "{said:?}");
        assert_eq!(
            said[0],
            "`clocks.review_working_days` is 0; it is a whole number from 1 to 60"
        );
        assert_eq!(
            said[3],
            "`clocks.notice_days` is 31; it is a whole number from 0 to 30"
        );
        assert!(parse_training_plan("[clocks]\nreview_days = 2\n").is_err());
    }

    #[test]
    fn what_is_not_named_is_the_portals_own() {
        let plan =
            parse_training_plan("[clocks]\nreview_working_days = 3\nis_local_confirm = false\n");
        let expected = TrainingClocks {
            review_working_days: 3,
            is_local_confirm: false,
            ..TrainingClocks::default()
        };
        assert_eq!(plan.unwrap().clocks, expected);
    }

    #[test]
    fn the_clocks_of_the_repository_wait_for_the_district() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../districts/620602");
        let plan = crate::load::load_training_plan(folder.as_ref()).unwrap();
        assert_eq!(plan.clocks, TrainingClocks::default());
        assert!(plan.clocks.is_local_confirm);
    }
}
