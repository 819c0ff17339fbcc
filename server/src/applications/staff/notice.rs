//! The short message a resident gets when the file comes back, is refused, offered, paid or closed.
//!
//! It goes out after the decision is on disk. A gateway that fails delays nobody's file: the resident finds the same in
//! the portal, so the failure is only logged.

use domain::Date;
use workflow::loan::{LoanAction, LoanState};

use crate::applications::clocks::{loan_clocks, with_rules};
use crate::applications::file::ApplicationFile;
use crate::session;
use crate::sms::words;
use crate::state::{AppState, Parts};

/// A message to one resident.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    person_id: String,
    text: String,
}

impl Notice {
    /// What to tell after an action, if anything.
    #[must_use]
    pub fn after(parts: &Parts, file: &ApplicationFile, action: LoanAction) -> Option<Self> {
        let number = file.row.acceptance_number.as_deref()?;
        let due = with_rules(parts, |rules| {
            file.loan
                .resident_due(rules)
                .or_else(|| file.loan.appeal_until(rules))
        });
        let until = due.map(|due| due.on);
        let text = text_after(parts, file.loan.state(), action, number, until)?;
        Some(Self {
            person_id: file.row.person_id.clone(),
            text,
        })
    }

    /// Sends it.
    pub async fn send(self, state: &AppState) {
        let phone = session::find_phone(state, &self.person_id);
        let sent = match &phone {
            Ok(phone) => {
                let now_ms = state.clock.now_ms();
                state.sms.send(phone.expose(), self.text, now_ms).await
            }
            Err(_) => Ok(()),
        };
        if let Some(error) = phone.err().or(sent.err()) {
            tracing::warn!(?error, "could not tell a resident by message");
        }
    }
}

fn text_after(
    parts: &Parts,
    state: LoanState,
    action: LoanAction,
    number: &str,
    until: Option<Date>,
) -> Option<String> {
    match action {
        LoanAction::Return => Some(words::returned(number, until?)),
        LoanAction::ConfirmRefusal => Some(words::refused(number, until?)),
        LoanAction::UpholdRefusal | LoanAction::OverturnRefusal => {
            Some(words::appeal_decided(number))
        }
        LoanAction::Approve => Some(words::offered(number, until?)),
        LoanAction::ConfirmDisbursement => Some(words::paid(number)),
        LoanAction::Expire if state == LoanState::ClosedIncomplete => {
            let days = loan_clocks(&parts.district).reopen_incomplete_days;
            Some(words::closed(number, days))
        }
        _ => None,
    }
}
