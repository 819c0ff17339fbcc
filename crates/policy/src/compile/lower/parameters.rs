//! A version's parameters.

use std::collections::BTreeMap;

use domain::Date;

use crate::compile::source::{CiteSource, Parsed, Unit};

/// By name: the value and where it stands written.
pub(super) type Parameters = BTreeMap<String, (i64, CiteSource)>;

/// The parameters that keep one value over all the days, with their citations. Money is in fen.
pub(super) fn parameters_over(parsed: &Parsed<'_>, from: Date, until: Option<Date>) -> Parameters {
    let mut found = BTreeMap::new();
    for (id, parameter) in &parsed.parameters {
        let covers = parameter.value.iter().find(|value| {
            let begins = value.from.is_none_or(|first| first <= from);
            let ends = match (value.until, until) {
                (None, _) => true,
                (Some(last), Some(until)) => until <= last,
                (Some(_), None) => false,
            };
            begins && ends
        });
        if let Some(value) = covers {
            let number = if parameter.unit == Unit::Yuan {
                value.value.saturating_mul(100)
            } else {
                value.value
            };
            found.insert(id.clone(), (number, value.cite.clone()));
        }
    }
    found
}
