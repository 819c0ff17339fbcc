//! The roster as people see it: names and numbers masked.

use api::roster::{RosterRowView, RosterView};
use application::NewHire;
use domain::{Date, IdNumber, PersonName};

use super::share::share;
use crate::applications::file::ApplicationFile;
use crate::state::Parts;

/// The roster of a file, counted for the day of its application; nothing where none was sent.
#[must_use]
pub fn roster_view(parts: &Parts, file: &ApplicationFile, today: Date) -> Option<RosterView> {
    let roster = file.draft.roster.as_ref()?;
    let applied_on = file.applied_on(today);
    Some(RosterView {
        received_at_ms: roster.received_ms,
        applied_on,
        share: share(parts, file, roster, today),
        rows: roster
            .hires
            .iter()
            .map(|hire| row_view(hire, applied_on))
            .collect(),
    })
}

fn row_view(hire: &NewHire, applied_on: Date) -> RosterRowView {
    let name = PersonName::parse(&hire.name).map(|name| name.masked());
    // Read when it was kept; a day beyond all others finds nobody born too late.
    let id_number = IdNumber::parse(&hire.id_number, Date::MAX).map(|number| number.masked());
    let not_counted = hire.standing(applied_on).err();
    RosterRowView {
        row: hire.row,
        name_masked: name.unwrap_or_else(|_| "*".to_owned()),
        id_number_masked: id_number.unwrap_or_else(|_| "*".repeat(18)),
        hired_on: hire.hired_on,
        contract_from: hire.contract_from,
        contract_until: hire.contract_until,
        category: hire.category.clone(),
        not_counted: not_counted.map(|reason| reason.code().to_owned()),
    }
}
