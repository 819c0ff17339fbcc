//! In which states an officer corrects, how long the resident may object, and what waits meanwhile.

use crate::loan::{LoanAction, LoanState, Stage};
use crate::{DueDate, Refused, Role, WorkCalendar};
use domain::Date;

/// Where a file is that an officer of this role may correct now: in the officer's own review.
///
/// # Errors
/// When the file is in no review, or in another agency's.
///
/// ```
/// use workflow::{Refused, Role, correction::stage_to_correct, loan::{LoanState, Stage}};
/// assert_eq!(stage_to_correct(LoanState::HrReview, Role::HrOfficer), Ok(Stage::Hr));
/// assert_eq!(stage_to_correct(LoanState::ReturnedHr, Role::HrOfficer), Err(Refused::NotAllowed));
/// ```
pub fn stage_to_correct(state: LoanState, role: Role) -> Result<Stage, Refused> {
    let stage = match state {
        LoanState::HrReview => Stage::Hr,
        LoanState::GuaranteeReview => Stage::Guarantee,
        LoanState::BankReview => Stage::Bank,
        _ => return Err(Refused::NotAllowed),
    };
    if stage.officer() == role {
        Ok(stage)
    } else {
        Err(Refused::WrongRole)
    }
}

/// The last day to object to what is corrected on a day: counted in working days from the next one on.
#[must_use]
pub fn objection_until(calendar: &WorkCalendar, on: Date, working_days: u32) -> DueDate {
    calendar.nth_working_day_after(on, working_days)
}

/// Whether an action refuses a file, and so waits until nobody can object any more: what may be put back is no ground.
#[must_use]
pub const fn is_refusal(action: LoanAction) -> bool {
    matches!(
        action,
        LoanAction::ProposeRefusal | LoanAction::ConfirmRefusal
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::tests::{announced, date};

    #[test]
    fn each_agency_corrects_in_its_own_review_alone() {
        for &state in LoanState::ALL {
            for &role in Role::ALL {
                let expected = match (state, role) {
                    (LoanState::HrReview, Role::HrOfficer) => Ok(Stage::Hr),
                    (LoanState::GuaranteeReview, Role::GuaranteeOfficer) => Ok(Stage::Guarantee),
                    (LoanState::BankReview, Role::BankOfficer) => Ok(Stage::Bank),
                    (
                        LoanState::HrReview | LoanState::GuaranteeReview | LoanState::BankReview,
                        _,
                    ) => Err(Refused::WrongRole),
                    _ => Err(Refused::NotAllowed),
                };
                assert_eq!(stage_to_correct(state, role), expected, "{state} {role}");
            }
        }
    }

    #[test]
    fn the_window_counts_working_days_from_the_next_one() {
        for (on, until) in [
            // Tuesday to Friday.
            ("2026-11-24", "2026-11-27"),
            // Over a weekend.
            ("2026-11-26", "2026-12-01"),
            ("2026-11-28", "2026-12-02"),
            // Over the seven days of the National Day.
            ("2026-09-29", "2026-10-09"),
            // Saturday, 10 October is worked.
            ("2026-10-07", "2026-10-10"),
        ] {
            let found = objection_until(&announced(), date(on), 3);
            assert_eq!(found.on, date(until), "{on}");
        }
    }

    #[test]
    fn refusals_wait_and_nothing_else() {
        for &action in LoanAction::ALL {
            let expected =
                action == LoanAction::ProposeRefusal || action == LoanAction::ConfirmRefusal;
            assert_eq!(is_refusal(action), expected, "{action}");
        }
    }
}
