//! The district's days in the form the workflow takes them.

use catalogue::District;
use workflow::loan::{LoanClocks, LoanRules, PerStage};

use crate::state::Parts;

/// The limits of this district; what its data does not name keeps the workflow's default.
#[must_use]
pub fn loan_clocks(district: &District) -> LoanClocks {
    let days = &district.parameters.loan_clocks;
    let defaults = LoanClocks::default();
    let answers = PerStage {
        hr: days.answer_hr,
        guarantee: days.answer_guarantee,
        bank: days.answer_bank,
    };
    LoanClocks {
        stage_working_days: PerStage {
            hr: days.hr_review,
            guarantee: days.guarantee_review,
            bank: days.bank_review,
        },
        opening_working_days: days.opening,
        resident_working_days: answers,
        // Asking for more time doubles it.
        extension_working_days: answers,
        refusal_notice_working_days: days.refusal_notice,
        offer_working_days: days.offer,
        appeal_working_days: district.parameters.appeal.make,
        appeal_review_working_days: district.parameters.appeal.decide,
        public_notice_days: district
            .parameters
            .has_public_notice
            .then_some(district.parameters.public_notice_days),
        reopen_withdrawn_days: days.reopen_withdrawn_calendar,
        reopen_incomplete_days: days.reopen_incomplete_calendar,
        ..defaults
    }
}

/// Calls `use_rules` with what decisions are measured against.
pub fn with_rules<T>(parts: &Parts, use_rules: impl FnOnce(LoanRules<'_>) -> T) -> T {
    let clocks = loan_clocks(&parts.district);
    use_rules(LoanRules {
        calendar: &parts.calendar,
        clocks: &clocks,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_districts_days_are_the_ones_that_count() {
        let mut district = crate::district::load_district(None).unwrap();
        district.parameters.loan_clocks.hr_review = 6;
        district.parameters.loan_clocks.answer_bank = 9;
        district.parameters.appeal.make = 12;
        district.parameters.appeal.decide = 8;
        let clocks = loan_clocks(&district);
        assert_eq!(
            (
                clocks.appeal_working_days,
                clocks.appeal_review_working_days
            ),
            (12, 8)
        );
        assert_eq!(
            clocks.stage_working_days,
            PerStage {
                hr: 6,
                guarantee: 3,
                bank: 5
            }
        );
        assert_eq!(clocks.resident_working_days.bank, 9);
        assert_eq!(clocks.public_notice_days, None);
        district.parameters.has_public_notice = true;
        district.parameters.public_notice_days = 5;
        assert_eq!(loan_clocks(&district).public_notice_days, Some(5));
    }
}
