//! `hand_over.toml`.

use super::district::read_toml;
use super::{LoadDefect, LoadError, whole};
use crate::district::{AgencyRole, District};
use crate::hand_over_plan::HandOverPlan;

pub(super) const PLAN_FILE: &str = "hand_over.toml";

/// Reads which agencies of a district decide without accounts.
///
/// # Errors
/// Every defect found.
pub fn parse_hand_over_plan(
    text: &str,
    district: &District,
) -> Result<HandOverPlan, Vec<LoadError>> {
    let mut errors = Vec::new();
    let Some(plan) = read_toml::<HandOverPlan>(PLAN_FILE, text, &mut errors) else {
        return Err(errors);
    };
    let is_bureau = |id: &str| {
        let agency = district.agency(id);
        agency.map(|agency| agency.role == AgencyRole::HrBureau)
    };
    for (index, one) in plan.agency.iter().enumerate() {
        let is_taken = plan
            .agency
            .iter()
            .take(index)
            .any(|known| known.id == one.id);
        let defects = [
            is_taken.then_some(LoadDefect::DuplicateId),
            (is_bureau(&one.id) != Some(false)).then_some(LoadDefect::NoHandOver { field: "id" }),
            (is_bureau(&one.by) != Some(true)).then_some(LoadDefect::NoHandOver { field: "by" }),
        ];
        let defects = defects.into_iter().flatten();
        errors.extend(defects.map(|defect| LoadError::in_record(PLAN_FILE, &one.id, defect)));
    }
    whole(plan, errors)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../districts/620602");

    fn read(text: &str) -> Result<HandOverPlan, Vec<LoadError>> {
        let district = super::super::load_district(FOLDER.as_ref()).unwrap();
        parse_hand_over_plan(text, &district)
    }

    #[test]
    fn the_repository_names_nobody_whom_no_source_names() {
        let plan = super::super::load_hand_over_plan(FOLDER.as_ref()).unwrap();
        assert_eq!(plan, HandOverPlan::default());
    }

    #[test]
    fn a_bank_is_handed_over_to_by_the_bureau() {
        let plan = read("[[agency]]\nid = \"sample-bank\"\nby = \"hr-bureau\"").unwrap();
        assert_eq!(plan.bureau_of("sample-bank"), Some("hr-bureau"));
        assert_eq!(plan.bureau_of("sample-guarantor"), None);
    }

    #[test]
    fn every_defect_is_named() {
        let twice = "[[agency]]\nid = \"sample-bank\"\nby = \"hr-bureau\"\n".repeat(2);
        for (text, expected) in [
            (twice.as_str(), LoadDefect::DuplicateId),
            (
                "[[agency]]\nid = \"hr-bureau\"\nby = \"hr-bureau\"",
                LoadDefect::NoHandOver { field: "id" },
            ),
            (
                "[[agency]]\nid = \"no-bank\"\nby = \"hr-bureau\"",
                LoadDefect::NoHandOver { field: "id" },
            ),
            (
                "[[agency]]\nid = \"sample-bank\"\nby = \"sample-guarantor\"",
                LoadDefect::NoHandOver { field: "by" },
            ),
        ] {
            let errors = read(text).unwrap_err();
            let defects: Vec<_> = errors.into_iter().map(|error| error.defect).collect();
            assert_eq!(defects, [expected], "{text}");
        }
        assert!(read("[[agency]]\nid = \"sample-bank\"").is_err());
    }
}
