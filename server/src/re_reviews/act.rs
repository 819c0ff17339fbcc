//! Looking at a decision again: agreeing, or recording what is not right. The decision stays as it is.

use api::re_review::{MOST_FINDING_CHARS, ReReviewActionRequest, ReReviewView};
use api::{FieldError, ProblemCode};
use store::Tx;
use store::re_reviews as rows;
use workflow::re_review::{Finding, ReReviewAction, ReReviewDetail, next};

use super::file::Opened;
use super::view::{Bench, view};
use crate::applications::actor::Actor;
use crate::applications::staff::check::Check;
use crate::applications::staff::conflict::{answered, conflict_declared};
use crate::applications::staff::officer::Officer;
use crate::applications::staff::seen::Seen;
use crate::enrolments::error::refused_step;
use crate::problem::ApiError;
use crate::state::Parts;

/// Does it.
///
/// # Errors
/// `not_found` for another agency's; `stale`; `second_person_needed` for who had a part; `not_allowed` for the own file, for
/// whoever has declared to be close to the applicant and for who is no supervisor where one can; everything that is wrong
/// with a finding, and that nobody has said yet to have nothing to do with the applicant.
pub fn act(
    tx: &Tx,
    parts: &Parts,
    officer: &Officer,
    actor: &Actor,
    id: &str,
    request: &ReReviewActionRequest,
) -> Result<ReReviewView, ApiError> {
    let row = rows::find(tx, id)?
        .filter(|row| row.agency_id == officer.agency_id)
        .ok_or(ProblemCode::NotFound)?;
    let seen = Seen::of(parts, tx, officer)?;
    if seen.hides(&row.application_id) {
        return Err(conflict_declared());
    }
    let file = seen.load(&row.application_id)?;
    let mut file = file.ok_or(ProblemCode::NotFound)?;
    let mut drawn = Opened::open(tx, &file.key, row)?;
    if drawn.file.version() != request.version {
        return Err(ProblemCode::Stale.into());
    }
    next(drawn.file.state(), request.action, actor.role)
        .map_err(|refused| refused_step(refused.into()))?;
    let bench = Bench::of(tx, officer, actor.today())?;
    match bench.barred(&file, &drawn) {
        Some("had_part") => return Err(ProblemCode::SecondPersonNeeded.into()),
        Some(code) => {
            let error = FieldError {
                pointer: "/action".to_owned(),
                code: code.to_owned(),
            };
            return Err(ApiError::Fields(ProblemCode::NotAllowed, vec![error]));
        }
        None => {}
    }
    let said = (request.no_conflict, actor.now_ms);
    let detail = answered(tx, &mut file, officer, said, detail(request))?;
    let event = actor.step(request.action, detail);
    drawn.step(tx, &file.key, &event)?;
    view(tx, &bench, &file, &drawn, actor.today())
}

fn detail(request: &ReReviewActionRequest) -> Result<ReReviewDetail, ApiError> {
    let mut check = Check::default();
    let needs = request.action == ReReviewAction::RecordFinding;
    let detail = match &request.finding {
        Some(found) if needs => {
            let evidence = check.text("/finding/evidence", &found.evidence, MOST_FINDING_CHARS);
            let advice = check.text("/finding/advice", &found.advice, MOST_FINDING_CHARS);
            ReReviewDetail::Finding(Finding {
                code: found.code,
                evidence,
                advice,
            })
        }
        Some(_) => {
            check.refuse("/finding", "not_expected");
            ReReviewDetail::None
        }
        None => {
            check.holds(!needs, "/finding", "required");
            ReReviewDetail::None
        }
    };
    check.finish(detail)
}
