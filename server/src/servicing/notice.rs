//! The short messages about a loan. They name the acceptance number and what to do, and nothing of amounts.

use workflow::servicing::{QueryTo, ServicingAction};

use super::file::Servicing;
use crate::sms::message::Message;
use crate::sms::words;

/// What to tell of what was just done to a loan, or said of it by the portal.
#[must_use]
pub fn after(servicing: &Servicing, done: &[ServicingAction]) -> Vec<Message> {
    let number = &servicing.row.acceptance_number;
    let told = done.iter().filter_map(|action| match action {
        ServicingAction::Warn => Some(words::loan_overdue(number)),
        ServicingAction::Compensate => Some(words::loan_compensated(number)),
        ServicingAction::ReversePayment => Some(words::payment_reversed(number)),
        ServicingAction::StopSubsidy => Some(words::subsidy_stopped(number)),
        ServicingAction::Close => Some(words::loan_repaid(number)),
        ServicingAction::Extend => Some(words::loan_extended(number)),
        ServicingAction::Restructure => Some(words::loan_restructured(number)),
        ServicingAction::RefuseExtension if is_plan(servicing) => Some(words::plan_refused(number)),
        ServicingAction::RefuseExtension => Some(words::loan_not_extended(number)),
        ServicingAction::PaySubsidy => Some(words::subsidy_paid(number)),
        ServicingAction::AnswerChange => Some(words::change_answered(number)),
        ServicingAction::ResumeSubsidy => Some(words::subsidy_resumed(number)),
        ServicingAction::QuerySubsidy => {
            asks_resident(servicing).then(|| words::subsidy_asked(number))
        }
        _ => None,
    });
    told.map(|text| Message::new(&servicing.row.person_id, text))
        .collect()
}

/// Whether what was decided on last is a new plan for what is overdue.
fn is_plan(servicing: &Servicing) -> bool {
    let last = servicing.file.extensions().last();
    last.is_some_and(|last| last.is_plan)
}

/// Whether the question that waits is the borrower's to answer.
fn asks_resident(servicing: &Servicing) -> bool {
    let open = servicing.file.open_query();
    open.is_some_and(|open| open.query.to == QueryTo::Resident)
}
