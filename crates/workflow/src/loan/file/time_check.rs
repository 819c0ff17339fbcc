//! What the district's limits allow on a given day, and what the clock shows.

use super::LoanFile;
use crate::DueDate;
use crate::loan::{ClockView, LoanAction, LoanRules, LoanState, Stage, TransitionError};
use domain::Date;

impl LoanFile {
    pub(super) fn check_time(
        &self,
        action: LoanAction,
        today: Date,
        rules: LoanRules<'_>,
    ) -> Result<(), TransitionError> {
        let posts_list = rules.clocks.public_notice_days.is_some();
        match (self.state, action) {
            (LoanState::HrReview, LoanAction::Pass) if posts_list => {
                Err(TransitionError::PublicNoticeNeeded)
            }
            (LoanState::HrReview, LoanAction::PostPublicNotice) if !posts_list => {
                Err(TransitionError::PublicNoticeNotUsed)
            }
            (_, LoanAction::Reopen) => match self.reopen_until(rules) {
                Some(last_day) if today > last_day => Err(TransitionError::TooLate { last_day }),
                _ => Ok(()),
            },
            (_, LoanAction::Appeal) => match self.appeal_until(rules).map(|due| due.on) {
                Some(last_day) if today > last_day => Err(TransitionError::TooLate { last_day }),
                _ => Ok(()),
            },
            // Silence refuses nobody: while two decide whether the offer stands it does not lapse.
            (LoanState::ContractReady, LoanAction::Expire) if self.pending_refusal.is_some() => {
                Err(TransitionError::RefusalPending)
            }
            (_, LoanAction::Expire | LoanAction::EndPublicNotice) => {
                match self.runs_out_on(rules) {
                    Some(last_day) if today <= last_day => Err(TransitionError::TooEarly {
                        first_day: last_day.add_days(1),
                    }),
                    _ => Ok(()),
                }
            }
            _ => Ok(()),
        }
    }

    /// The last day of the resident's own time, when it is the resident's turn to fix or to sign.
    #[must_use]
    pub fn resident_due(&self, rules: LoanRules<'_>) -> Option<DueDate> {
        let LoanRules { calendar, clocks } = rules;
        let days = match self.state.stage() {
            Some(stage) if self.state.is_returned() => {
                let extension = if self.is_extended {
                    clocks.extension_working_days.of(stage)
                } else {
                    0
                };
                clocks
                    .resident_working_days
                    .of(stage)
                    .saturating_add(extension)
            }
            _ if self.is_offered() => {
                return self.entered_on.map(|on| self.offer_due(on, rules));
            }
            _ => return None,
        };
        self.entered_on
            .map(|on| calendar.nth_working_day_after(on, days))
    }

    /// Whether the bank offers a contract that is not signed yet.
    pub(super) fn is_offered(&self) -> bool {
        self.state == LoanState::ContractReady && self.signed_on.is_none()
    }

    /// The last day to sign an offer of a day; nobody can while a refusal waits, so that one which is dropped gives its days
    /// anew.
    fn offer_due(&self, on: Date, rules: LoanRules<'_>) -> DueDate {
        let LoanRules { calendar, clocks } = rules;
        let due = self.offer_due_by_conditions(on, rules);
        let held = self.offer_held_until;
        match held.map(|until| calendar.nth_working_day_after(until, clocks.offer_working_days)) {
            Some(later) if later.on > due.on => later,
            _ => due,
        }
    }

    /// The last day to sign an offer of a day. What is to be arranged first, a counter-guarantee say, takes its own days; once
    /// the resident was told that all of it is, the offer's days run from then, and end no later than they would have. Who was
    /// not told keeps the day of the offer.
    fn offer_due_by_conditions(&self, on: Date, rules: LoanRules<'_>) -> DueDate {
        let LoanRules { calendar, clocks } = rules;
        let days = clocks.offer_working_days;
        let was_met = |met_on: Option<Date>| met_on.is_some_and(|met| met < on);
        if self.conditions.iter().all(|one| was_met(one.met_on)) {
            return calendar.nth_working_day_after(on, days);
        }
        let all = days.saturating_add(clocks.condition_working_days);
        let latest = calendar.nth_working_day_after(on, all);
        let told = self.told_ready_on;
        match told.map(|told| calendar.nth_working_day_after(told, days)) {
            Some(due) if due.on < latest.on => due,
            _ => latest,
        }
    }

    /// The last day on which the bureau should open a file that was handed in.
    #[must_use]
    pub fn opening_due(&self, rules: LoanRules<'_>) -> Option<DueDate> {
        let is_unopened = self.state == LoanState::Submitted;
        let on = self.entered_on.filter(|_| is_unopened)?;
        Some(
            rules
                .calendar
                .nth_working_day_after(on, rules.clocks.opening_working_days),
        )
    }

    /// The last day on which a second person should decide on a proposed refusal, so that the resident is told in time.
    #[must_use]
    pub fn refusal_notice_due(&self, rules: LoanRules<'_>) -> Option<DueDate> {
        let days = rules.clocks.refusal_notice_working_days;
        self.pending_refusal
            .as_ref()
            .map(|proposal| rules.calendar.nth_working_day_after(proposal.on, days))
    }

    /// The last day on which a second person should confirm a proposed payment; none while a refusal waits, for nobody can.
    #[must_use]
    pub fn disbursement_due(&self, rules: LoanRules<'_>) -> Option<DueDate> {
        let days = rules.clocks.disbursement_working_days;
        self.pending_disbursement
            .as_ref()
            .filter(|_| self.pending_refusal.is_none())
            .map(|proposal| rules.calendar.nth_working_day_after(proposal.on, days))
    }

    /// The last day on which the resident can appeal; nothing where there is no refusal, or an appeal already.
    #[must_use]
    pub fn appeal_until(&self, rules: LoanRules<'_>) -> Option<DueDate> {
        let can_appeal = self.state.is_refused() && self.appeal.is_none();
        let on = self.entered_on.filter(|_| can_appeal)?;
        let days = rules.clocks.appeal_working_days;
        Some(rules.calendar.nth_working_day_after(on, days))
    }

    /// The last day the list is posted.
    #[must_use]
    pub fn public_notice_until(&self, rules: LoanRules<'_>) -> Option<Date> {
        let on = self
            .entered_on
            .filter(|_| self.state == LoanState::PublicNotice)?;
        Some(days_after(on, rules.clocks.public_notice_days.unwrap_or(0)))
    }

    /// The last day on which the resident can reopen the application.
    #[must_use]
    pub fn reopen_until(&self, rules: LoanRules<'_>) -> Option<Date> {
        let days = match self.state {
            LoanState::Withdrawn => rules.clocks.reopen_withdrawn_days,
            LoanState::ClosedIncomplete => rules.clocks.reopen_incomplete_days,
            _ => return None,
        };
        self.entered_on.map(|on| days_after(on, days))
    }

    /// The last day before the portal itself moves the file on.
    ///
    /// A draft that never was handed in has no events, so its age is the server's to know.
    #[must_use]
    pub fn runs_out_on(&self, rules: LoanRules<'_>) -> Option<Date> {
        match self.state {
            LoanState::Draft => self
                .entered_on
                .map(|on| days_after(on, rules.clocks.draft_days)),
            LoanState::PublicNotice => self.public_notice_until(rules),
            _ => self.resident_due(rules).map(|due| due.on),
        }
    }

    /// The clock of the stage the file is in, as it stands on a day; nothing before submission and after the end.
    #[must_use]
    pub fn clock_view(&self, today: Date, rules: LoanRules<'_>) -> Option<ClockView> {
        let stage = self.stage()?;
        let clock = self.clock.as_ref()?;
        let today = self.day_of(today);
        let limit = self.limit(stage, rules);
        let day = clock.days_used(today, rules.calendar);
        let due = clock.due(limit, today, rules.calendar);
        let resident_due = self.resident_due(rules);
        Some(ClockView {
            stage,
            day,
            limit,
            due_on: due.on,
            provisional: due.provisional,
            paused: clock.is_paused(),
            overdue: day > limit,
            resident_due_on: resident_due.map(|due| due.on),
            resident_provisional: resident_due.is_some_and(|due| due.provisional),
        })
    }
}

impl LoanFile {
    /// Working days allowed where the file is now.
    fn limit(&self, stage: Stage, rules: LoanRules<'_>) -> u32 {
        let whole = rules.clocks.stage_working_days.of(stage);
        if self.state == LoanState::AppealReview {
            rules.clocks.appeal_review_working_days
        } else if self.has_half_time {
            whole.div_ceil(2)
        } else {
            whole
        }
    }
}

fn days_after(on: Date, days: u32) -> Date {
    on.add_days(i32::try_from(days).unwrap_or(i32::MAX))
}
