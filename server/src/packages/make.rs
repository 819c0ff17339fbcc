//! Making a package: written and hashed beside the writer, kept if the file is still the same.

use api::{FieldError, ProblemCode};
use store::packages::{self, Package};
use store::{Connection, Tx};
use workflow::loan::{PackageState, Stage};

use super::contents::{self, newest};
use super::standing::{corrections_of, is_corrected_since};
use crate::applications::act::check_version;
use crate::applications::error::while_doing;
use crate::applications::file::ApplicationFile;
use crate::applications::staff::officer::Officer;
use crate::applications::staff::own_file::is_own_file;
use crate::applications::staff::visible::open_visible;
use crate::applications::verdict::sha256;
use crate::problem::ApiError;
use crate::state::Parts;

/// Writes what a package of a file would hold, as its row.
///
/// # Errors
/// `not_found` for files of others and for an agency with accounts or without a word; `stale`; `not_allowed` for the own file;
/// `action_not_possible` where nothing can be decided.
pub fn prepare(
    parts: &Parts,
    connection: &Connection,
    officer: &Officer,
    (application_id, version, stage): (&str, u32, Option<Stage>),
    (id, now_ms): (&str, i64),
) -> Result<Package, ApiError> {
    let file = open_visible(parts, connection, application_id, officer)?;
    refuse_own(officer, &file)?;
    let number = newest(connection, application_id)? + 1;
    let asked = stage.or(file.loan.stage());
    let mut agencies = contents::agencies_without_accounts(parts, &file, officer).into_iter();
    let to = agencies.find(|(stage, _)| Some(*stage) == asked);
    let to = to.ok_or(ProblemCode::NotFound)?;
    let facts = contents::facts(
        (parts, connection),
        (&file, officer),
        to,
        (id, number, now_ms),
    )?;
    check_version(&file, version)?;
    if facts.decisions.is_empty() {
        return Err(not_possible("nothing_to_decide"));
    }
    let written = contents::written(parts, &file, &facts)?;
    let manifest = contents::manifest(parts, connection, &file, (&facts, &written))?;
    let doing = "write the manifest of a package";
    let bytes = serde_json::to_vec_pretty(&manifest).map_err(while_doing(doing))?;
    Ok(Package {
        application_id: application_id.to_owned(),
        number,
        agency_id: to.1.id.clone(),
        file_version: i64::from(version),
        sealed_manifest: file.key.seal(&contents::manifest_place(id), &bytes),
        manifest_hash: sha256(&bytes),
        state: PackageState::Out.as_str().to_owned(),
        sealed_decision: None,
        corrections: Some(corrections_of(&file)),
        version: 1,
        made_by: officer.id.clone(),
        made_ms: now_ms,
        updated_ms: now_ms,
        id: id.to_owned(),
    })
}

/// Keeps it, if nobody was faster.
///
/// # Errors
/// `stale` when the file moved on, was corrected or got another package meanwhile.
pub fn keep(
    tx: &Tx,
    parts: &Parts,
    officer: &Officer,
    row: &Package,
) -> Result<ApplicationFile, ApiError> {
    let file = open_visible(parts, tx, &row.application_id, officer)?;
    let is_same = i64::from(file.loan.version()) == row.file_version
        && newest(tx, &row.application_id)? + 1 == row.number
        && !is_corrected_since(&file, row);
    if !is_same {
        return Err(ProblemCode::Stale.into());
    }
    packages::insert(tx, row)?;
    Ok(file)
}

/// Nobody hands the own file over or takes a decision on it.
pub(super) fn refuse_own(officer: &Officer, file: &ApplicationFile) -> Result<(), ApiError> {
    if is_own_file(officer, file) {
        let error = FieldError {
            pointer: "/action".to_owned(),
            code: "own_file".to_owned(),
        };
        return Err(ApiError::Fields(ProblemCode::NotAllowed, vec![error]));
    }
    Ok(())
}

pub(super) fn not_possible(code: &str) -> ApiError {
    let error = FieldError {
        pointer: "/package".to_owned(),
        code: code.to_owned(),
    };
    ApiError::Fields(ProblemCode::ActionNotPossible, vec![error])
}
