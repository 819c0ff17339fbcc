//! `subsidy.toml`.

use super::district::read_toml;
use super::{LoadDefect, LoadError, whole};
use crate::subsidy_rules::SubsidyRules;

pub(super) const RULES_FILE: &str = "subsidy.toml";

/// Reads how long the subsidy of a quarter may take.
///
/// # Errors
/// Every defect found.
pub fn parse_subsidy_rules(text: &str) -> Result<SubsidyRules, Vec<LoadError>> {
    let mut errors = Vec::new();
    let Some(rules) = read_toml::<SubsidyRules>(RULES_FILE, text, &mut errors) else {
        return Err(errors);
    };
    let empty = |is_empty: bool, field| is_empty.then_some(LoadDefect::Empty { field });
    let defects = [
        empty(rules.review_working_days == 0, "review_working_days"),
        empty(rules.pay_working_days == 0, "pay_working_days"),
    ];
    let defects = defects.into_iter().flatten();
    errors.extend(defects.map(|defect| LoadError::in_file(RULES_FILE, defect)));
    whole(rules, errors)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_defect_of_the_rules_is_named() {
        let text = "review_working_days = 0\npay_working_days = 0";
        let errors = parse_subsidy_rules(text).unwrap_err();
        let defects: Vec<_> = errors.into_iter().map(|error| error.defect).collect();
        let expected = ["review_working_days", "pay_working_days"];
        assert_eq!(defects, expected.map(|field| LoadDefect::Empty { field }));
        assert!(parse_subsidy_rules("days = 5").is_err());
        assert_eq!(parse_subsidy_rules("").unwrap(), SubsidyRules::default());
    }

    #[test]
    fn those_of_the_repository_wait_for_the_district() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../districts/620602");
        let rules = super::super::load_subsidy_rules(folder.as_ref()).unwrap();
        assert!(rules.is_local_confirm);
    }
}
