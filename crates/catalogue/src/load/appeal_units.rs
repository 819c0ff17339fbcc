//! `appeal.toml`.

use super::district::read_toml;
use super::{LoadDefect, LoadError, whole};
use crate::appeal_units::AppealUnits;

pub(super) const UNITS_FILE: &str = "appeal.toml";

/// Reads which units decide on appeals.
///
/// # Errors
/// Every defect found.
pub fn parse_appeal_units(text: &str) -> Result<AppealUnits, Vec<LoadError>> {
    let mut errors = Vec::new();
    let Some(units) = read_toml::<AppealUnits>(UNITS_FILE, text, &mut errors) else {
        return Err(errors);
    };
    let named = [
        (&units.hr, "hr"),
        (&units.guarantee, "guarantee"),
        (&units.bank, "bank"),
    ];
    for (unit, field) in named {
        if unit.as_ref().is_some_and(|name| name.trim().is_empty()) {
            let defect = LoadDefect::Empty { field };
            errors.push(LoadError::in_file(UNITS_FILE, defect));
        }
    }
    whole(units, errors)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_has_a_name_and_none_need_be_named() {
        let errors = parse_appeal_units("hr = ' '").unwrap_err();
        assert_eq!(errors.len(), 1, "{errors:?}");
        assert_eq!(parse_appeal_units("").unwrap(), AppealUnits::default());
        let units = parse_appeal_units("hr = '示例复核处'").unwrap();
        assert_eq!(units.hr.as_deref(), Some("示例复核处"));
        assert!(parse_appeal_units("court = 'x'").is_err());
    }
}
