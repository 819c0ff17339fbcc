//! Beginning a draft.

use api::ProblemCode;
use api::application::StartApplicationRequest;
use application::{Field, prefill};
use domain::PhoneNumber;
use store::applications::{self, Application};
use store::{Connection, Tx, file_keys};
use vault::FileKey;
use workflow::loan::{LoanFile, LoanState};

use super::conflicts::Conflicts;
use super::draft::Draft;
use super::file::ApplicationFile;
use super::staff::identities::PeopleIndexes;
use crate::ids;
use crate::problem::ApiError;
use crate::rate_limit::{self, Limit};
use crate::service_point::names::Helpers;
use crate::state::Parts;

/// Drafts one person may begin in a day; more is no resident.
const STARTS: Limit = Limit {
    name: "start_person_day",
    most: 20,
    window_ms: 24 * 60 * 60 * 1000,
};

/// The resident who begins.
#[derive(Clone, Debug)]
pub struct Applicant {
    /// Person id.
    pub person_id: String,
    /// The phone this person signs in with.
    pub phone: PhoneNumber,
}

/// Begins a draft with the answers an eligibility check already gave and the phone signed in with.
///
/// # Errors
/// `already_open` when this person has an open draft of the product; what others typed is not looked at.
pub fn start_application(
    tx: &Tx,
    parts: &Parts,
    applicant: &Applicant,
    request: &StartApplicationRequest,
    now_ms: i64,
) -> Result<ApplicationFile, ApiError> {
    if has_open_draft(tx, &applicant.person_id, request.product.id())? {
        return Err(ProblemCode::AlreadyOpen.into());
    }
    if let Some(wait) = rate_limit::hit(
        tx,
        &[STARTS.of(&parts.keyring, &applicant.person_id)],
        now_ms,
    )? {
        return Err(wait.into());
    }
    let id = ids::fresh();
    let key = FileKey::generate();
    let mut draft = Draft {
        answers: prefill(request.product, &request.facts),
        ..Draft::default()
    };
    draft
        .answers
        .set_text(Field::ContactPhone, applicant.phone.as_str());
    let mut row = Application::draft(&id, request.product.id(), &applicant.person_id, now_ms);
    row.phone_tail_index = Some(phone_tail_index(parts, applicant.phone.last_four()));
    let mut file = ApplicationFile {
        row,
        product: request.product,
        key,
        draft,
        events: Vec::new(),
        loan: LoanFile::default(),
        helpers: Helpers::new(),
        documents: Vec::new(),
        office_papers: Vec::new(),
        verdict: None,
        servicing: None,
        people: Vec::new(),
        people_indexes: PeopleIndexes::default(),
        conflicts: Conflicts::default(),
        corrections: Vec::new(),
    };
    file.fill_row(parts, domain::Date::from_unix_ms_shanghai(now_ms))?;
    applications::insert(tx, &file.row)?;
    file_keys::insert(
        tx,
        &id,
        &parts.keyring.wrap_file_key(&id, &file.key),
        now_ms,
    )?;
    Ok(file)
}

/// Whether this person has an open draft of a product.
pub(super) fn has_open_draft(
    connection: &Connection,
    person_id: &str,
    product: &str,
) -> Result<bool, ApiError> {
    let mine = applications::list_by_person(connection, person_id)?;
    Ok(mine
        .iter()
        .any(|row| row.product == product && row.state == LoanState::Draft.as_str()))
}

/// By which tracking finds the phone's last four digits.
#[must_use]
pub fn phone_tail_index(parts: &Parts, last_four: &str) -> [u8; 32] {
    parts.keyring.blind_index("phone_tail", last_four)
}
