//! What a sheet brought is taken back, as long as nobody has worked on it since.

use api::course_sheet::{RowState, SheetDone};
use listing::Draft;
use store::Tx;
use store::uploads::{self, Change, Upload};
use workflow::listing::{ListingAction, ListingDetail, ListingState};

use super::take_in::advance;
use super::view::{sheet_view, undo_until_ms};
use crate::applications::actor::Actor;
use crate::applications::error::while_doing;
use crate::listings::error::not_possible;
use crate::listings::record::Record;
use crate::listings::write::write;
use crate::organisations::Organisation;
use crate::problem::ApiError;
use crate::state::Parts;

/// Puts every listing back that is still as the sheet left it, and names those that are not.
///
/// # Errors
/// `action_not_possible` when there is nothing to undo or a day has passed.
pub fn undo(
    tx: &Tx,
    parts: &Parts,
    actor: &Actor,
    organisation: &Organisation,
    sheet: &Upload,
) -> Result<SheetDone, ApiError> {
    if undo_until_ms(sheet, actor.now_ms).is_none() {
        return Err(not_possible("undo_too_late"));
    }
    let (mut courses, mut kept) = (0_u32, Vec::new());
    for change in uploads::list_changes(tx, &sheet.id)? {
        let Some(mut record) = Record::find(tx, &change.listing_id)? else {
            continue;
        };
        let title = record.draft.title().to_owned();
        if !is_as_left(&record, &change) {
            kept.push(title);
            continue;
        }
        let goods = (&mut record, &change);
        match tx.attempt(|tx| put_back(tx, parts, actor, organisation, goods)) {
            Ok(()) => courses += 1,
            // The words of before may be wrong by now: the licence has ended, the day has come, the photo is gone. What was
            // done to it on the way is undone too, so that it stays in the queue.
            Err(ApiError::Fields(..)) => kept.push(title),
            Err(error) => return Err(error),
        }
    }
    uploads::move_rows(tx, &sheet.id, RowState::Taken.id(), RowState::Good.id())?;
    advance(tx, sheet, "undone", sheet.taken_ms)?;
    Ok(SheetDone {
        sheet: sheet_view(tx, &sheet.id, actor.now_ms)?,
        courses,
        handed_in: 0,
        not_handed_in: Vec::new(),
        kept,
    })
}

/// Whether nobody has worked on it since, and it can be written.
fn is_as_left(record: &Record, change: &Change) -> bool {
    let is_writable = match record.state() {
        // What a sheet changes there without a reviewer is a word or two; a new listing is not live.
        ListingState::Live => change.before_draft.is_some(),
        state => matches!(
            state,
            ListingState::Draft
                | ListingState::Submitted
                | ListingState::Returned
                | ListingState::LiveWithDraft
        ),
    };
    is_writable && record.row.version == change.after_version
}

/// Puts one back, with what residents see at once where the sheet changed that.
fn put_back(
    tx: &Tx,
    parts: &Parts,
    actor: &Actor,
    organisation: &Organisation,
    (record, change): (&mut Record, &Change),
) -> Result<(), ApiError> {
    let plain = |action| (action, ListingDetail::None);
    if record.file.is_handed_in() {
        record.step(tx, parts, actor, plain(ListingAction::TakeBack))?;
    }
    let Some(document) = &change.before_draft else {
        return record.step(tx, parts, actor, plain(ListingAction::Discard));
    };
    let before: Draft = serde_json::from_str(document).map_err(while_doing("read a listing"))?;
    // A row may have said what was there already; there is nothing to write or to discard then.
    if record.draft == before {
        return Ok(());
    }
    if record.live.as_ref() == Some(&before) {
        return record.step(tx, parts, actor, plain(ListingAction::Discard));
    }
    write(tx, parts, actor, organisation, record, &before)?;
    Ok(())
}
