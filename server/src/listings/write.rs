//! A trainer writes a listing: a draft, or a change of what residents see.

use listing::{Draft, is_material};
use store::Tx;
use workflow::listing::{ListingAction, ListingDetail, ListingState};

use super::error::{not_possible, refuse_errors};
use super::ground::Measure;
use super::kept;
use super::photo;
use super::publish::publish;
use super::record::Record;
use crate::applications::actor::Actor;
use crate::enrolments::notice::Notice;
use crate::organisations::Organisation;
use crate::problem::ApiError;
use crate::state::Parts;

/// The most dated classes of a course.
pub const MOST_CLASSES: usize = 100;
/// The most bytes of a listing.
pub const MOST_BYTES: usize = 48 * 1024;

/// The bytes of a course's own words, or of those of one class.
#[must_use]
pub fn bytes_of(values: &listing::Values) -> usize {
    values.values().map(String::len).sum()
}

/// Puts a draft into its one form.
///
/// # Errors
/// When it is larger than a listing can be.
pub fn tidied(parts: &Parts, draft: &Draft) -> Result<Draft, ApiError> {
    let of_photo = draft.photo.as_ref().map_or(0, |photo| photo.alt.len());
    let of_classes = draft.classes.iter().map(bytes_of).sum::<usize>();
    let bytes = bytes_of(&draft.course) + of_classes + of_photo;
    if draft.classes.len() > MOST_CLASSES {
        return Err(ApiError::invalid_field("/draft", "too_many_classes"));
    }
    if bytes > MOST_BYTES {
        return Err(ApiError::invalid_field("/draft", "too_long"));
    }
    Ok(draft.tidied(&parts.district.divisions))
}

/// Writes other words into it. Of a live listing, words that no reviewer needs to see are live at once; everything else
/// begins a pending draft. Nothing changed is nothing done.
///
/// # Errors
/// When the workflow refuses, what would be live at once has mistakes, or the photo is not the organisation's.
pub fn write(
    tx: &Tx,
    parts: &Parts,
    actor: &Actor,
    organisation: &Organisation,
    record: &mut Record,
    draft: &Draft,
) -> Result<Vec<Notice>, ApiError> {
    let draft = photo::measured(tx, &record.row.organisation_id, tidied(parts, draft)?)?;
    let changed = listing::changed(&record.draft, &draft);
    if changed.is_empty() {
        return Ok(Vec::new());
    }
    if record.file.is_handed_in() {
        return Err(not_possible("listing_in_review"));
    }
    let is_small =
        record.state() == ListingState::Live && !changed.iter().any(|at| is_material(at));
    let written = record.set_draft(draft)?;
    if !is_small {
        let detail = ListingDetail::Written(written);
        record.step(tx, parts, actor, (ListingAction::Write, detail))?;
        kept::let_go(tx, record)?;
        return Ok(Vec::new());
    }
    let own = (record.row.id.as_str(), record.row.course_id.as_str());
    let measure = Measure::of(tx, organisation, Some(own), actor.today())?;
    refuse_errors(&listing::check(&record.draft, &measure.ground(parts)))?;
    let detail = ListingDetail::Written(written);
    record.step(tx, parts, actor, (ListingAction::Correct, detail))?;
    kept::let_go(tx, record)?;
    publish(tx, parts, actor, organisation, record)
}
