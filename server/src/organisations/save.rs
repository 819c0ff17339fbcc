//! An officer enters an organisation, or changes what is known of it.

use api::organisation::OrganisationRequest;
use api::{FieldError, ProblemCode};
use domain::CreditCode;
use listing::{Licence, Scope};
use store::organisations::{self, Organisation};
use store::{StoreError, Tx};

use crate::applications::error::while_doing;
use crate::ids;
use crate::problem::ApiError;
use crate::state::Parts;

const MOST_NAME_CHARS: usize = 60;
const MOST_SCOPES: usize = 200;

/// Writes it: a new one when no id is given.
///
/// # Errors
/// Everything that is wrong at once; `stale`, `not_found`.
pub fn save(
    tx: &Tx,
    parts: &Parts,
    id: Option<&str>,
    request: &OrganisationRequest,
    now_ms: i64,
) -> Result<Organisation, ApiError> {
    let credit_code = check(parts, request)?;
    let licence =
        serde_json::to_string(&tidy(&request.licence)).map_err(while_doing("write a licence"))?;
    let before = id.map(|id| organisations::find(tx, id)).transpose()?;
    let new = match before {
        None => Organisation {
            id: ids::fresh(),
            name: request.name.trim().to_owned(),
            credit_code,
            licence,
            version: 1,
            created_ms: now_ms,
            updated_ms: now_ms,
        },
        Some(before) => Organisation {
            name: request.name.trim().to_owned(),
            credit_code,
            licence,
            version: i64::from(request.version),
            updated_ms: now_ms,
            ..before.ok_or(ProblemCode::NotFound)?
        },
    };
    let written = tx.attempt(|tx| match id {
        None => organisations::insert(tx, &new).map(|()| true),
        Some(_) => organisations::update(tx, &new),
    });
    match written {
        Ok(true) => {}
        Ok(false) => return Err(ProblemCode::Stale.into()),
        Err(StoreError::Duplicate { constraint }) => {
            let field = if constraint.contains("name") {
                "/name"
            } else {
                "/credit_code"
            };
            return Err(ApiError::invalid_field(field, "organisation_taken"));
        }
        Err(error) => return Err(error.into()),
    }
    let found = organisations::find(tx, &new.id)?;
    found.ok_or_else(|| ProblemCode::NotFound.into())
}

/// Checks everything and gives the credit code in its one form.
fn check(parts: &Parts, request: &OrganisationRequest) -> Result<String, ApiError> {
    let mut errors = Vec::new();
    let mut wrong = |pointer: &str, code: &str| {
        errors.push(FieldError {
            pointer: pointer.to_owned(),
            code: code.to_owned(),
        });
    };
    let name = request.name.trim();
    if name.is_empty() {
        wrong("/name", "required");
    } else if name.chars().count() > MOST_NAME_CHARS {
        wrong("/name", "too_long");
    }
    let credit_code = match CreditCode::parse(&request.credit_code) {
        Ok(code) => code.as_str().to_owned(),
        Err(error) => {
            wrong("/credit_code", error.code());
            String::new()
        }
    };
    let licence = &request.licence;
    let is_blank = |scope: &Scope| scope.trade.trim().is_empty();
    if licence.scopes.len() > MOST_SCOPES || licence.scopes.iter().any(is_blank) {
        wrong("/licence/scopes", "required");
    }
    let is_known = |code: &String| parts.district.division(code).is_some();
    if !licence.divisions.iter().all(is_known) {
        wrong("/licence/divisions", "unknown_division");
    }
    if errors.is_empty() {
        Ok(credit_code)
    } else {
        Err(ApiError::invalid(errors))
    }
}

/// One line for each trade, whatever the number of lines it was typed on.
fn tidy(licence: &Licence) -> Licence {
    let mut licence = licence.clone();
    let mut scopes: Vec<Scope> = Vec::new();
    for mut scope in std::mem::take(&mut licence.scopes) {
        scope.trade = scope.trade.trim().to_owned();
        match scopes.iter_mut().find(|known| known.trade == scope.trade) {
            Some(known) => known.levels.append(&mut scope.levels),
            None => scopes.push(scope),
        }
    }
    licence.scopes = scopes;
    for scope in &mut licence.scopes {
        scope.levels.sort_unstable();
        scope.levels.dedup();
    }
    licence.divisions.sort_unstable();
    licence.divisions.dedup();
    licence
}
