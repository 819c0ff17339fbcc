//! Name, ID number and phone of somebody who agreed: for an office that has to call them, compare the card they bring, look
//! up their credit record or draw up their contract.

use api::ProblemCode;
use api::people::PersonInFullView;
use workflow::consent::ConsentState;
use workflow::loan::LoanState;

use crate::applications::file::ApplicationFile;
use crate::applications::staff::officer::Officer;
use crate::applications::staff::own_file::is_own_file;
use crate::problem::ApiError;

/// Whether an officer who sees the file can see whoever agreed in full: not of the own file, and as long as something is
/// left to do with it.
#[must_use]
pub fn may_see(officer: &Officer, file: &ApplicationFile) -> bool {
    is_in_hand(file) && !is_own_file(officer, file)
}

/// On its way through the offices, or owed.
fn is_in_hand(file: &ApplicationFile) -> bool {
    let state = file.loan.state();
    let is_owed = || {
        let loan = file.servicing.as_ref();
        loan.is_some_and(|loan| loan.file.state().holder().is_some())
    };
    state.is_under_way() || state == LoanState::AppealReview || is_owed()
}

/// One person of a file that the officer sees.
///
/// # Errors
/// `not_found`; `not_allowed` of the own file; `action_not_possible` when the person has not agreed or took it back, and once
/// nothing is left to do.
pub fn reveal(
    file: &ApplicationFile,
    officer: &Officer,
    consent_id: &str,
) -> Result<PersonInFullView, ApiError> {
    let mut people = file.people.iter();
    let asked = people.find(|asked| asked.row.id == consent_id);
    let asked = asked.ok_or(ProblemCode::NotFound)?;
    if is_own_file(officer, file) {
        return Err(ProblemCode::NotAllowed.into());
    }
    if !may_see(officer, file) || asked.file.state() != ConsentState::Given {
        return Err(ProblemCode::ActionNotPossible.into());
    }
    let person = &asked.person;
    Ok(PersonInFullView {
        name: person.name.as_str().to_owned(),
        id_number: person.id_number.as_str().to_owned(),
        phone: person.phone.as_str().to_owned(),
    })
}
