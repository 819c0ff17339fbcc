//! A roster put into words, for the pages that the server draws.

use api::roster::{RosterRowView, RosterShareView};
use application::percent_text;
use i18n::t;

/// How many count, of how many, and the share.
#[must_use]
pub fn share_line(share: &RosterShareView) -> String {
    match (share.employees, share.permille) {
        (Some(employees), Some(permille)) => {
            let percent = t::roster::percent(percent_text(permille));
            t::roster::share_line(share.counted, employees, percent)
        }
        _ => t::roster::counted_line(share.counted),
    }
}

/// Which person it is.
#[must_use]
pub fn person(row: &RosterRowView) -> String {
    t::roster::row(row.row, &row.name_masked, &row.id_number_masked)
}

/// The group somebody belongs to.
#[must_use]
pub fn group(code: &str) -> &str {
    t::option::by_key(&format!("categories.{code}")).unwrap_or(code)
}

/// From when to when the contract runs.
#[must_use]
pub fn contract(row: &RosterRowView) -> String {
    let from = i18n::date(row.contract_from);
    match row.contract_until {
        Some(until) => t::roster::contract(from, i18n::date(until)),
        None => t::roster::contract_open(from),
    }
}

/// The first day at work.
#[must_use]
pub fn hired(row: &RosterRowView) -> String {
    t::roster::hired(i18n::date(row.hired_on))
}

/// Whether somebody counts, and why not.
#[must_use]
pub fn standing(row: &RosterRowView) -> String {
    match &row.not_counted {
        None => t::roster::counts().to_owned(),
        Some(code) => {
            let reason = t::roster_code::by_key(&format!("reason.{code}")).unwrap_or(code);
            t::roster::counts_not(reason)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use application::NotCounted;

    #[test]
    fn every_reason_has_words() {
        for reason in NotCounted::ALL {
            let key = format!("reason.{}", reason.code());
            assert!(t::roster_code::by_key(&key).is_some(), "{key}");
        }
    }
}
