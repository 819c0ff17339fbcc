//! `extension.toml`.

use super::district::read_toml;
use super::{LoadDefect, LoadError, whole};
use crate::extension_rules::ExtensionRules;

pub(super) const RULES_FILE: &str = "extension.toml";

/// Reads by how much a loan can be extended.
///
/// # Errors
/// Every defect found.
pub fn parse_extension_rules(text: &str) -> Result<ExtensionRules, Vec<LoadError>> {
    let mut errors = Vec::new();
    let Some(rules) = read_toml::<ExtensionRules>(RULES_FILE, text, &mut errors) else {
        return Err(errors);
    };
    let empty = |is_empty: bool, field| is_empty.then_some(LoadDefect::Empty { field });
    let defects = [
        empty(rules.most_months == 0, "most_months"),
        empty(rules.working_days == 0, "working_days"),
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
        let errors = parse_extension_rules("most_months = 0\nworking_days = 0").unwrap_err();
        let defects: Vec<_> = errors.into_iter().map(|error| error.defect).collect();
        let expected = ["most_months", "working_days"].map(|field| LoadDefect::Empty { field });
        assert_eq!(defects, expected);
        assert!(parse_extension_rules("months = 5").is_err());
        assert_eq!(
            parse_extension_rules("").unwrap(),
            ExtensionRules::default()
        );
    }

    #[test]
    fn the_rules_of_the_repository_name_their_sources_and_wait_for_the_district() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../districts/620602");
        let rules = super::super::load_extension_rules(folder.as_ref()).unwrap();
        assert_eq!(rules.source.len(), 2);
        assert!(rules.is_local_confirm);
        assert!(rules.source.iter().all(|source| source.clause.is_some()));
    }
}
