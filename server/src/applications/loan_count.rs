//! How many guaranteed startup loans somebody has had, and how many the rules in force subsidise in all.

use application::Field;
use domain::Date;

use super::file::ApplicationFile;
use crate::state::Parts;

/// The parameter of the pack with the most.
const MOST: &str = "prior_loans_max";

/// How many the applicant answered to have had before.
#[must_use]
pub fn told(file: &ApplicationFile) -> Option<u32> {
    let answer = file.draft.answers.text(Field::PriorLoans);
    answer.trim().parse().ok()
}

/// How many are subsidised in all by the rules of a day; none where no source says.
#[must_use]
pub fn most(parts: &Parts, day: Date) -> Option<u32> {
    let in_force = parts.packs.pack_on(day);
    let most = in_force.pack().parameter(MOST, day)?.value;
    u32::try_from(most).ok()
}
