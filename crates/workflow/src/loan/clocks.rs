//! How long each part of a loan application may take.

use super::Stage;
use crate::WorkCalendar;
use domain::Date;
use serde::{Deserialize, Serialize};

/// One value for each stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PerStage<T> {
    /// The bureau's.
    pub hr: T,
    /// The guarantee agency's.
    pub guarantee: T,
    /// The bank's.
    pub bank: T,
}

impl<T: Copy> PerStage<T> {
    /// The value of one stage.
    pub const fn of(&self, stage: Stage) -> T {
        match stage {
            Stage::Hr => self.hr,
            Stage::Guarantee => self.guarantee,
            Stage::Bank => self.bank,
        }
    }

    /// The value of one stage, to change it.
    pub const fn of_mut(&mut self, stage: Stage) -> &mut T {
        match stage {
            Stage::Hr => &mut self.hr,
            Stage::Guarantee => &mut self.guarantee,
            Stage::Bank => &mut self.bank,
        }
    }
}

/// The limits of a district. What the district's data does not set keeps the default.
///
/// The agencies' limits and the notice of a refusal are those of 甘肃省创业担保贷款实施办法 (甘人社通〔2024〕299号) 第十二条,
/// known from a reprint; the other defaults are the portal's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LoanClocks {
    /// Working days an agency has for its stage.
    pub stage_working_days: PerStage<u32>,
    /// Working days the bureau has to open a file, inside its stage.
    pub opening_working_days: u32,
    /// Working days in which a resident is told of a finding against the application, confirmed and with its reasons.
    pub refusal_notice_working_days: u32,
    /// Working days in which a second person confirms a payment, inside the bank's stage.
    pub disbursement_working_days: u32,
    /// Working days the resident has to fix what was returned.
    pub resident_working_days: PerStage<u32>,
    /// Working days more when the resident asks for them, once per return.
    pub extension_working_days: PerStage<u32>,
    /// Working days in which a resident can appeal against a refusal.
    pub appeal_working_days: u32,
    /// Working days the agency that refused has to decide on an appeal.
    pub appeal_review_working_days: u32,
    /// Working days the bank's offer stands.
    pub offer_working_days: u32,
    /// Working days that an offer stands longer when the agencies set conditions.
    pub condition_working_days: u32,
    /// Calendar days the list is posted; nothing where the district posts none.
    pub public_notice_days: Option<u32>,
    /// Calendar days an untouched draft is kept.
    pub draft_days: u32,
    /// Calendar days in which a withdrawn application can be reopened.
    pub reopen_withdrawn_days: u32,
    /// Calendar days in which one closed as incomplete can be reopened.
    pub reopen_incomplete_days: u32,
}

impl Default for LoanClocks {
    fn default() -> Self {
        Self {
            stage_working_days: PerStage {
                hr: 7,
                guarantee: 3,
                bank: 5,
            },
            opening_working_days: 1,
            refusal_notice_working_days: 5,
            disbursement_working_days: 1,
            resident_working_days: PerStage {
                hr: 15,
                guarantee: 10,
                bank: 10,
            },
            extension_working_days: PerStage {
                hr: 15,
                guarantee: 10,
                bank: 10,
            },
            appeal_working_days: 10,
            appeal_review_working_days: 10,
            offer_working_days: 10,
            condition_working_days: 10,
            public_notice_days: None,
            draft_days: 90,
            reopen_withdrawn_days: 30,
            reopen_incomplete_days: 60,
        }
    }
}

/// What a decision is measured against, beside the file itself.
#[derive(Debug, Clone, Copy)]
pub struct LoanRules<'a> {
    /// Which days are worked.
    pub calendar: &'a WorkCalendar,
    /// The district's limits.
    pub clocks: &'a LoanClocks,
}

/// The clock as it is shown on a given day: "day 2 of 7, due on …".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClockView {
    /// Whose clock it is.
    pub stage: Stage,
    /// Working days used, today included; 0 on the day it starts.
    pub day: u32,
    /// Working days allowed.
    pub limit: u32,
    /// The day the limit is reached; while paused, the day it would be if the clock resumed today.
    pub due_on: Date,
    /// Whether `due_on` may still move: the calendar is not announced that far, or the clock is paused.
    pub provisional: bool,
    /// Whether the clock stands still.
    pub paused: bool,
    /// Whether the limit has passed.
    pub overdue: bool,
    /// The last day of the resident's own time, when it is the resident's turn.
    pub resident_due_on: Option<Date>,
    /// Whether `resident_due_on` may still move, because the calendar is not announced that far.
    pub resident_provisional: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_district_sets_what_differs() {
        let clocks: LoanClocks = toml::from_str(
            "public_notice_days = 5\nstage_working_days = { hr = 6, guarantee = 3, bank = 5 }",
        )
        .unwrap();
        assert_eq!(clocks.public_notice_days, Some(5));
        assert_eq!(clocks.stage_working_days.of(Stage::Hr), 6);
        assert_eq!(
            clocks.offer_working_days,
            LoanClocks::default().offer_working_days
        );
        assert_eq!(
            toml::from_str::<LoanClocks>("").unwrap(),
            LoanClocks::default()
        );
    }

    #[test]
    fn a_misspelt_limit_is_refused() {
        assert!(toml::from_str::<LoanClocks>("offer_days = 10").is_err());
        assert!(toml::from_str::<LoanClocks>("stage_working_days = { hr = 6 }").is_err());
    }
}
