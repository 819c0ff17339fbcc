//! Handing a file in: everything is checked again, the verdict is frozen, the numbers are given.

use api::FieldError;
use api::application::DECLARATION_VERSION;
use domain::{AcceptanceNumber, DivisionCode, QueryCode};
use store::receipts::{self, Receipt};
use store::{Tx, applications};
use vault::random_bytes;
use workflow::loan::Submission;

use super::actor::Actor;
use super::error::{impossible, while_doing};
use super::file::ApplicationFile;
use super::handed_in;
use super::limits::FormLimits;
use super::sealed::{receipt_place, receipt_view_place, seal_json};
use super::verdict::{self, FrozenVerdict};
use crate::problem::ApiError;
use crate::state::Parts;

/// Codes drawn before giving up; two draws meet once in 887 million.
const CODE_DRAWS: usize = 16;

/// Checks a file that is being handed in and makes what the event says of it. An unfavourable verdict does not stand in
/// the way: officers decide.
///
/// # Errors
/// Everything that is missing or wrong, all at once, the declaration included.
pub fn make_submission(
    tx: &Tx,
    parts: &Parts,
    file: &mut ApplicationFile,
    actor: &Actor,
    declaration_version: Option<&str>,
) -> Result<Submission, ApiError> {
    parts.packs.follow(tx, actor.today())?;
    check(parts, file, actor, declaration_version)?;
    let acceptance_number = give_numbers(tx, parts, file, actor)?;
    let frozen = verdict::freeze(
        parts.packs.pack_on(actor.today()).pack(),
        file.product,
        &file.judged_answers(actor.today()),
        actor.today(),
    )
    .ok_or_else(|| impossible("find the programme of a file in the pack"))?;
    let submission = Submission {
        acceptance_number,
        pack_hash: frozen.view.pack_hash.clone(),
        receipt_hash: frozen.view.receipt_hash.clone(),
        declaration_version: declaration_version.map(str::to_owned),
    };
    keep_receipt(tx, file, actor, &frozen)?;
    handed_in::keep(tx, file, actor)?;
    file.verdict = Some(frozen.view);
    Ok(submission)
}

fn check(
    parts: &Parts,
    file: &ApplicationFile,
    actor: &Actor,
    declaration_version: Option<&str>,
) -> Result<(), ApiError> {
    let limits = FormLimits::new(
        parts,
        file.product,
        &file.judged_answers(actor.today()),
        actor.today(),
    );
    let mut errors = file.errors(&limits.as_limits());
    if declaration_version != Some(DECLARATION_VERSION) {
        let error = FieldError {
            pointer: "/declaration_version".into(),
            code: "declaration_missing".into(),
        };
        errors.push(error);
    }
    if errors.is_empty() {
        Ok(())
    } else {
        Err(ApiError::invalid(errors))
    }
}

/// The numbers a file keeps for ever once it has them: a reopened one is not a new one to the resident.
fn give_numbers(
    tx: &Tx,
    parts: &Parts,
    file: &mut ApplicationFile,
    actor: &Actor,
) -> Result<String, ApiError> {
    if file.row.query_code.is_none() {
        file.row.query_code = Some(draw_query_code(tx)?);
    }
    file.row.submitted_ms.get_or_insert(actor.now_ms);
    if let Some(number) = &file.row.acceptance_number {
        return Ok(number.clone());
    }
    let today = actor.today();
    let sequence = applications::next_acceptance_sequence(tx, today)?;
    let district = DivisionCode::parse(&parts.district.code)
        .map_err(while_doing("read the code of the district"))?;
    let number = AcceptanceNumber::new(&district, today, sequence)
        .map_err(while_doing("give an acceptance number"))?
        .to_string();
    file.row.acceptance_number = Some(number.clone());
    Ok(number)
}

fn draw_query_code(tx: &Tx) -> Result<String, ApiError> {
    for _ in 0..CODE_DRAWS {
        let code = QueryCode::from_random(random_bytes());
        if applications::find_by_query_code(tx, code.as_str())?.is_none() {
            return Ok(code.as_str().to_owned());
        }
    }
    Err(impossible("draw a free query code"))
}

fn keep_receipt(
    tx: &Tx,
    file: &ApplicationFile,
    actor: &Actor,
    frozen: &FrozenVerdict,
) -> Result<(), ApiError> {
    let pack_hash = frozen.view.pack_hash.clone();
    let version = i64::from(file.loan.version()) + 1;
    let id = &file.row.id;
    let receipt = Receipt {
        application_id: id.clone(),
        version,
        pack_hash,
        sealed_receipt: seal_json(&file.key, &receipt_place(id, version), &frozen.kept)?,
        sealed_view: Some(seal_json(
            &file.key,
            &receipt_view_place(id, version),
            &frozen.view,
        )?),
        hash: verdict::sha256(frozen.kept.receipt.as_bytes()),
        created_ms: actor.now_ms,
    };
    receipts::insert(tx, &receipt)?;
    Ok(())
}
