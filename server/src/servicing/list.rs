//! The loans an officer sees, those due first.

use api::servicing::{ListLoansResponse, LoanEntry};
use application::Field;
use domain::Date;
use store::{Connection, loans};
use workflow::servicing::{QueryTo, ServicingState};

use super::view::loan_view;
use super::visible::Sight;
use crate::applications::file::ApplicationFile;
use crate::applications::staff::officer::Officer;
use crate::applications::staff::queue::masked;
use crate::applications::staff::seen::Seen;
use crate::problem::ApiError;
use crate::state::Parts;

/// As many as are shown at once.
const SHOWN: usize = 200;

/// The first of them, with masked names; none of a borrower to whom the officer has declared to be close.
///
/// # Errors
/// When the store does not answer or a loan does not open.
pub fn list_loans(
    parts: &Parts,
    connection: &Connection,
    officer: &Officer,
    today: Date,
) -> Result<ListLoansResponse, ApiError> {
    let limit = i64::try_from(SHOWN + 1).unwrap_or(i64::MAX);
    let rows = match Sight::of(parts, officer).loans() {
        Some(theirs) => loans::list(connection, theirs, limit)?,
        None => Vec::new(),
    };
    let has_more = rows.len() > SHOWN;
    let seen = Seen::of(parts, connection, officer)?;
    let mut found = Vec::new();
    for row in rows.into_iter().take(SHOWN) {
        let file = seen.load(&row.id)?;
        found.extend(file.and_then(|file| entry(parts, &file, today)));
    }
    Ok(ListLoansResponse {
        loans: found,
        has_more,
    })
}

fn entry(parts: &Parts, file: &ApplicationFile, today: Date) -> Option<LoanEntry> {
    let servicing = file.servicing.as_ref()?;
    let loan = loan_view(&parts.extension_rules, &servicing.file, today)?;
    let open = servicing.file.open_query();
    Some(LoanEntry {
        id: servicing.row.id.clone(),
        acceptance_number: servicing.row.acceptance_number.clone(),
        borrower_masked: masked(file.draft.answers.text(Field::ApplicantName)),
        state: loan.state,
        balance_fen: if is_recovered(loan.state) {
            servicing.file.left_to_recover().fen()
        } else {
            loan.balance_fen
        },
        overdue_fen: loan.overdue_fen,
        next: loan.next,
        extension_due_on: servicing.row.extension_due_on,
        extension_urgency: servicing
            .file
            .extension_clock(today, &parts.calendar)
            .map(|clock| clock.urgency),
        has_open_change: servicing.file.open_change().is_some(),
        asks_bank: open.is_some_and(|open| open.query.to == QueryTo::Bank),
    })
}

/// Whether what is left is owed to the guarantee agency.
pub(super) const fn is_recovered(state: ServicingState) -> bool {
    matches!(
        state,
        ServicingState::Compensated | ServicingState::WrittenOff
    )
}
