//! `re_review.toml`.

use super::district::read_toml;
use super::training_plan::is_percentage;
use super::{LoadDefect, LoadError, whole};
use crate::re_review_plan::ReReviewPlan;

pub(super) const PLAN_FILE: &str = "re_review.toml";

/// Reads how many decisions are looked at again.
///
/// # Errors
/// Every defect found.
pub fn parse_re_review_plan(text: &str) -> Result<ReReviewPlan, Vec<LoadError>> {
    let mut errors = Vec::new();
    let Some(plan) = read_toml::<ReReviewPlan>(PLAN_FILE, text, &mut errors) else {
        return Err(errors);
    };
    let defects = [
        (!is_percentage(plan.percent)).then_some(LoadDefect::NoPercentage { field: "percent" }),
        (plan.working_days == 0).then_some(LoadDefect::Empty {
            field: "working_days",
        }),
    ];
    let defects = defects.into_iter().flatten();
    errors.extend(defects.map(|defect| LoadError::in_file(PLAN_FILE, defect)));
    whole(plan, errors)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_defect_of_a_plan_is_named() {
        let errors = parse_re_review_plan("percent = 0\nworking_days = 0").unwrap_err();
        let defects: Vec<_> = errors.into_iter().map(|error| error.defect).collect();
        let expected = [
            LoadDefect::NoPercentage { field: "percent" },
            LoadDefect::Empty {
                field: "working_days",
            },
        ];
        assert_eq!(defects, expected);
        assert!(parse_re_review_plan("share = 5").is_err());
        assert_eq!(parse_re_review_plan("").unwrap(), ReReviewPlan::default());
    }

    #[test]
    fn the_plan_of_the_repository_waits_for_the_district() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../districts/620602");
        let plan = super::super::load_re_review_plan(folder.as_ref()).unwrap();
        assert_eq!(plan, ReReviewPlan::default());
        assert!(plan.is_local_confirm);
    }
}
