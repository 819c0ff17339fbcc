//! How long the agencies usually take: noted whenever a decision ends a stage, counted anew every minute.

use std::sync::{PoisonError, RwLock};

use domain::Date;
use store::stage_times::{self, StageTime};
use store::{Connection, StoreError, Tx};
use workflow::Usual;
use workflow::loan::{LoanAction, PerStage, Stage};

use super::clocks::with_rules;
use super::file::ApplicationFile;
use crate::problem::ApiError;
use crate::state::Parts;

/// What is older says little about today.
const DAYS: i32 = 90;

/// What is told at the moment.
#[derive(Debug, Default)]
pub struct UsualTimes(RwLock<PerStage<Option<Usual>>>);

impl UsualTimes {
    /// What is usual for a stage, if enough were decided.
    #[must_use]
    pub fn of(&self, stage: Stage) -> Option<Usual> {
        self.0
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .of(stage)
    }

    /// Counts anew.
    ///
    /// # Errors
    /// When the store does not answer.
    pub fn refresh(&self, connection: &Connection, today: Date) -> Result<(), StoreError> {
        let since = today.add_days(-DAYS);
        let mut found = PerStage::default();
        for stage in Stage::ALL {
            let counts = stage_times::count_by_days(connection, stage.as_str(), since)?;
            let small = |count: i64| u32::try_from(count).unwrap_or(u32::MAX);
            let counts: Vec<_> = counts
                .into_iter()
                .map(|(days, count)| (small(days), small(count)))
                .collect();
            *found.of_mut(*stage) = Usual::of_counts(&counts);
        }
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = found;
        Ok(())
    }
}

/// Whether an action is an agency's word on a file, with which its time ends.
const fn is_decision(action: LoanAction) -> bool {
    matches!(
        action,
        LoanAction::Pass
            | LoanAction::PostPublicNotice
            | LoanAction::ConfirmRefusal
            | LoanAction::ConfirmDisbursement
    )
}

/// How long an office held a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    stage: Stage,
    working_days: u32,
}

/// How long the office that can decide now held the file, as it stands: the days of its stage. A refusal of an offer that is
/// not the bank's own is the guarantee agency's word beside the bank, and took the days from its proposal.
#[must_use]
pub fn held(parts: &Parts, file: &ApplicationFile, today: Date) -> Option<Held> {
    let loan = &file.loan;
    let beside = loan.pending_refusal_of().zip(loan.pending_refusal());
    with_rules(parts, |rules| match beside {
        Some((stage, proposal)) if loan.stage() != Some(stage) => Some(Held {
            stage,
            working_days: rules.calendar.working_days_between(proposal.on, today),
        }),
        _ => loan.clock_view(today, rules).map(|clock| Held {
            stage: clock.stage,
            working_days: clock.day,
        }),
    })
}

/// Notes how long the office held the file, in the write that decides. `before` is what it was before that.
///
/// # Errors
/// When the store does not answer.
pub fn note(
    tx: &Tx,
    file: &ApplicationFile,
    before: Option<Held>,
    action: LoanAction,
    today: Date,
) -> Result<(), ApiError> {
    let Some(held) = before.filter(|_| is_decision(action)) else {
        return Ok(());
    };
    let time = StageTime {
        application_id: file.row.id.clone(),
        ended_version: i64::from(file.loan.version()),
        stage: held.stage.as_str().to_owned(),
        // Who decides on the day of receipt took a day, too.
        working_days: i64::from(held.working_days.max(1)),
        ended_on: today,
    };
    Ok(stage_times::insert(tx, &time)?)
}
