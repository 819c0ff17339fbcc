//! Sheets as the wire shows them.

use api::ProblemCode;
use api::course_sheet::{RowState, SheetState, SheetView};
use store::Connection;
use store::uploads::{self, Upload};

use crate::problem::ApiError;

/// How long taking in can be undone.
const UNDO_MS: i64 = 24 * 60 * 60 * 1000;

/// How long a sheet is kept after it came, or after rows of it last went in.
pub(crate) const KEPT_DAYS: i64 = 180;

/// Until when it can be undone; none when there is nothing to undo any more.
#[must_use]
pub fn undo_until_ms(sheet: &Upload, now_ms: i64) -> Option<i64> {
    let until = sheet.taken_ms? + UNDO_MS;
    (sheet.state == SheetState::Open.id() && now_ms < until).then_some(until)
}

/// One sheet.
///
/// # Errors
/// When there is no such sheet.
pub fn sheet_view(connection: &Connection, id: &str, now_ms: i64) -> Result<SheetView, ApiError> {
    let sheet = uploads::find(connection, id)?.ok_or(ProblemCode::NotFound)?;
    let counts = uploads::count_rows(connection, id)?;
    let count = |state: RowState| {
        let found = counts.iter().find(|(name, _)| name == state.id());
        found.map_or(0, |(_, count)| u32::try_from(*count).unwrap_or(u32::MAX))
    };
    Ok(SheetView {
        version: u32::try_from(sheet.version).unwrap_or(u32::MAX),
        state: SheetState::from_id(&sheet.state).unwrap_or(SheetState::Undone),
        unknown_columns: serde_json::from_str(&sheet.unknown_columns).unwrap_or_default(),
        bad: count(RowState::Bad),
        good: count(RowState::Good),
        taken: count(RowState::Taken),
        dropped: count(RowState::Dropped),
        created_at_ms: sheet.created_ms,
        kept_until_ms: sheet.created_ms.max(sheet.taken_ms.unwrap_or_default())
            + KEPT_DAYS * 24 * 60 * 60 * 1000,
        undo_until_ms: undo_until_ms(&sheet, now_ms),
        id: sheet.id,
        name: sheet.name,
    })
}
