//! The classes of several listings a year later, as drafts that say what has to be looked at.

use std::collections::BTreeMap;

use api::ProblemCode;
use api::listing::{RollOverRequest, RolledOver};
use listing::{Finding, check, roll_over};
use store::Tx;
use workflow::listing::{ListingAction, ListingDetail, ListingState as S};

use super::ground::{Measure, open_classes};
use super::record::Record;
use super::write::tidied;
use crate::applications::actor::Actor;
use crate::organisations::Organisation;
use crate::problem::ApiError;
use crate::state::Parts;

/// As many as fit on a page.
const MOST_LISTINGS: usize = 100;

/// Rolls each over. A course that residents see gets a pending draft, so that its address stays; of one that was withdrawn a
/// new course is begun. What a reviewer has, or somebody writes, is left alone.
///
/// # Errors
/// `not_found` when one is not the organisation's; when there are none, or too many.
pub fn all(
    tx: &Tx,
    parts: &Parts,
    actor: &Actor,
    own: &Organisation,
    request: &RollOverRequest,
) -> Result<Vec<RolledOver>, ApiError> {
    let code = match request.listings.len() {
        0 => Some("required"),
        1..=MOST_LISTINGS => None,
        _ => Some("too_many"),
    };
    if let Some(code) = code {
        return Err(ApiError::invalid_field("/listings", code));
    }
    let ids = request.listings.iter();
    ids.map(|id| one(tx, parts, actor, own, id)).collect()
}

fn one(
    tx: &Tx,
    parts: &Parts,
    actor: &Actor,
    own: &Organisation,
    id: &str,
) -> Result<RolledOver, ApiError> {
    let record = Record::find(tx, id)?.filter(|record| record.row.organisation_id == own.row.id);
    let mut record = record.ok_or(ProblemCode::NotFound)?;
    let title = record.draft.title().to_owned();
    let left = |outcome: &str| RolledOver {
        title: title.clone(),
        outcome: outcome.to_owned(),
        listing: id.to_owned(),
        findings: Vec::new(),
    };
    let words = record.live.as_ref().unwrap_or(&record.draft);
    let outcome = match record.state() {
        _ if record.file.is_handed_in() => "in_review",
        S::LiveWithDraft => "has_draft",
        S::Live | S::Withdrawn | S::Archived if words.classes.is_empty() => "no_classes",
        S::Live | S::Withdrawn | S::Archived => "drafted",
        _ => "not_public",
    };
    if outcome != "drafted" {
        return Ok(left(outcome));
    }
    let today = actor.today();
    // A new course has no classes yet.
    let open = if record.state() == S::Live {
        open_classes(tx, &record.row.course_id)?
    } else {
        BTreeMap::new()
    };
    let draft = tidied(parts, &roll_over(words, &open, today))?;
    if record.state() == S::Live {
        let written = record.set_draft(draft)?;
        let detail = ListingDetail::Written(written);
        record.step(tx, parts, actor, (ListingAction::Write, detail))?;
    } else {
        record = Record::begin(tx, parts, actor, &own.row.id, draft)?;
    }
    let place = (record.row.id.as_str(), record.row.course_id.as_str());
    let measure = Measure::of(tx, own, Some(place), today)?;
    let findings: Vec<Finding> = check(&record.draft, &measure.ground(parts));
    Ok(RolledOver {
        listing: record.row.id.clone(),
        findings,
        ..left(outcome)
    })
}
