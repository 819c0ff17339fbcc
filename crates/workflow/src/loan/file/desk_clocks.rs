//! Which clocks of an agency run on a day.

use super::LoanFile;
use crate::DueDate;
use crate::loan::LoanRules;
use crate::loan::desk_clock::{DeskClock, DeskClockKind, Urgency};
use domain::Date;

impl LoanFile {
    /// The clocks of the agency that holds the file; none while it is with the resident or posted, or at its end.
    ///
    /// A limit that passes changes nothing of the file: silence refuses nobody.
    #[must_use]
    pub fn desk_clocks(&self, today: Date, rules: LoanRules<'_>) -> Vec<DeskClock> {
        let today = self.day_of(today);
        let LoanRules { calendar, clocks } = rules;
        let used = |from: Date| calendar.working_days_between(from, today);
        let clock = |kind, due: DueDate, urgency| DeskClock {
            kind,
            due_on: due.on,
            provisional: due.provisional,
            urgency,
        };
        let opening = self
            .opening_due(rules)
            .zip(self.entered_on)
            .map(|(due, from)| {
                let urgency = Urgency::of(used(from), clocks.opening_working_days);
                clock(DeskClockKind::Opening, due, urgency)
            });
        let stage = self
            .clock_view(today, rules)
            .filter(|view| !view.paused)
            .map(|view| {
                let due = DueDate {
                    on: view.due_on,
                    provisional: view.provisional,
                };
                clock(DeskClockKind::Stage, due, Urgency::of(view.day, view.limit))
            });
        let refusal = self
            .refusal_notice_due(rules)
            .zip(self.pending_refusal.as_ref())
            .map(|(due, proposal)| {
                let urgency = Urgency::of(used(proposal.on), clocks.refusal_notice_working_days);
                clock(DeskClockKind::RefusalNotice, due, urgency)
            });
        let disbursement = self
            .disbursement_due(rules)
            .zip(self.pending_disbursement.as_ref())
            .map(|(due, proposal)| {
                let urgency = Urgency::of(used(proposal.on), clocks.disbursement_working_days);
                clock(DeskClockKind::Disbursement, due, urgency)
            });
        [opening, stage, refusal, disbursement]
            .into_iter()
            .flatten()
            .collect()
    }
}
