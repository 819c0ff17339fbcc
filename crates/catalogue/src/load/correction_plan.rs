//! `correction.toml`.

use super::district::read_toml;
use super::{LoadDefect, LoadError, whole};
use crate::correction_plan::CorrectionPlan;

pub(super) const PLAN_FILE: &str = "correction.toml";

/// Reads how long an applicant may object to what an officer corrected.
///
/// # Errors
/// Every defect found.
pub fn parse_correction_plan(text: &str) -> Result<CorrectionPlan, Vec<LoadError>> {
    let mut errors = Vec::new();
    let Some(plan) = read_toml::<CorrectionPlan>(PLAN_FILE, text, &mut errors) else {
        return Err(errors);
    };
    if plan.working_days == 0 {
        let defect = LoadDefect::Empty {
            field: "working_days",
        };
        errors.push(LoadError::in_file(PLAN_FILE, defect));
    }
    whole(plan, errors)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_given_no_day_to_object() {
        let errors = parse_correction_plan("working_days = 0").unwrap_err();
        let defects: Vec<_> = errors.into_iter().map(|error| error.defect).collect();
        let expected = LoadDefect::Empty {
            field: "working_days",
        };
        assert_eq!(defects, [expected]);
        assert!(parse_correction_plan("days = 5").is_err());
        let plan = parse_correction_plan("").unwrap();
        assert_eq!(plan, CorrectionPlan::default());
    }

    #[test]
    fn the_plan_of_the_repository_waits_for_the_district() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../districts/620602");
        let plan = super::super::load_correction_plan(folder.as_ref()).unwrap();
        assert_eq!(plan, CorrectionPlan::default());
        assert!(plan.is_local_confirm);
    }
}
