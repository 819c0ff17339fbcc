//! The short message a resident gets when the file was received, goes on, comes back, is refused, offered, paid or closed, and
//! when somebody comes to see the business.

use domain::Date;
use workflow::loan::{LoanAction, LoanState};

use crate::applications::clocks::{loan_clocks, with_rules};
use crate::applications::file::ApplicationFile;
use crate::applications::view::holder;
use crate::sms::message::Message;
use crate::sms::words;
use crate::state::Parts;

/// What to tell after an action, if anything.
#[must_use]
pub fn after(parts: &Parts, file: &ApplicationFile, action: LoanAction) -> Option<Message> {
    let number = file.row.acceptance_number.as_deref()?;
    let text = text_after(parts, file, action, number)?;
    Some(Message::new(&file.row.person_id, text))
}

fn text_after(
    parts: &Parts,
    file: &ApplicationFile,
    action: LoanAction,
    number: &str,
) -> Option<String> {
    let state = file.loan.state();
    // The resident's own last day.
    let until = || {
        let due = with_rules(parts, |rules| {
            file.loan
                .resident_due(rules)
                .or_else(|| file.loan.appeal_until(rules))
        });
        due.map(|due| due.on)
    };
    match action {
        LoanAction::Submit | LoanAction::Resubmit => {
            let (office, on) = office_and_day(parts, file)?;
            Some(words::received(number, &office, on))
        }
        LoanAction::Pass | LoanAction::EndPublicNotice => {
            let (office, on) = office_and_day(parts, file)?;
            Some(words::handed_over(number, &office, on))
        }
        LoanAction::PostPublicNotice => {
            let until = with_rules(parts, |rules| file.loan.public_notice_until(rules));
            Some(words::posted(number, until?))
        }
        LoanAction::AcceptObjection => {
            let (office, on) = office_and_day(parts, file)?;
            Some(words::looked_at_again(number, &office, on))
        }
        LoanAction::BookVisit => {
            let office = holder(parts, file).agency?;
            Some(words::visit_booked(number, &office, file.loan.visit()?.on))
        }
        LoanAction::Return => Some(words::returned(number, until()?)),
        LoanAction::ConfirmRefusal => Some(words::refused(number, until()?)),
        LoanAction::HoldForQuota => Some(words::quota_used_up(number)),
        LoanAction::HoldForFund => Some(words::fund_used_up(number)),
        LoanAction::EndWait => {
            let (office, on) = office_and_day(parts, file)?;
            Some(words::goes_on(number, &office, on))
        }
        LoanAction::UpholdRefusal | LoanAction::OverturnRefusal => {
            Some(words::appeal_decided(number))
        }
        LoanAction::Approve => Some(words::offered(number, until()?)),
        // The day they were told may have come nearer; the event says that they are told (`tells_resident`).
        LoanAction::MeetCondition | LoanAction::DismissRefusal if is_ready_now(file) => {
            Some(words::ready_to_sign(number, until()?))
        }
        LoanAction::ConfirmDisbursement => Some(words::paid(number)),
        LoanAction::Expire if state == LoanState::ClosedIncomplete => {
            let days = loan_clocks(&parts.district).reopen_incomplete_days;
            Some(words::closed(number, days))
        }
        _ => None,
    }
}

/// Whether the last condition was met, and no refusal keeps the contract from being signed. What is met while one waits is told
/// once that one is dropped.
fn is_ready_now(file: &ApplicationFile) -> bool {
    let is_open = file.loan.has_open_conditions() || file.loan.pending_refusal().is_some();
    let since = file.events.iter().rev().map(|event| event.action);
    let mut since = since.take_while(|action| *action != LoanAction::ProposeRefusal);
    !is_open && since.any(|action| action == LoanAction::MeetCondition)
}

/// Which office has it now, and by when it answers.
fn office_and_day(parts: &Parts, file: &ApplicationFile) -> Option<(String, Date)> {
    let today = parts.clock.today();
    let clock = with_rules(parts, |rules| file.loan.clock_view(today, rules))?;
    Some((holder(parts, file).agency?, clock.due_on))
}
