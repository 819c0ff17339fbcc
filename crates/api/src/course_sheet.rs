//! Sheets of courses: uploaded, checked row by row, repaired, taken in, undone.

use listing::{Finding, Values};
use serde::{Deserialize, Serialize};

use crate::policy_desk::wire_names;

wire_names! {
    /// Where a sheet stands.
    SheetState {
        /// Rows wait to be taken in or repaired.
        Open = "open",
        /// What it brought was undone.
        Undone = "undone",
    }
}

wire_names! {
    /// Where a row stands.
    RowState {
        /// Something has to be repaired.
        Bad = "bad",
        /// Can be taken in.
        Good = "good",
        /// Was taken in.
        Taken = "taken",
        /// Was left out.
        Dropped = "dropped",
    }
}

wire_names! {
    /// What taking a row in changes.
    DifferenceKind {
        /// A course nobody has yet.
        NewCourse = "new_course",
        /// Another class of a course that is there.
        NewClass = "new_class",
        /// Other words for what is there.
        Changed = "changed",
        /// Nothing: it is there like that.
        Unchanged = "unchanged",
    }
}

wire_names! {
    /// What can be done with a sheet.
    SheetAction {
        /// Take the good rows in.
        TakeIn = "take_in",
        /// Undo what was taken in.
        Undo = "undo",
    }
}

/// What taking a row in changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Difference {
    /// What kind of change.
    pub kind: DifferenceKind,
    /// The fields that change.
    pub fields: Vec<String>,
    /// What each of them says to residents, or in the draft where they see nothing yet, and what it would say; of a row that
    /// can be taken in.
    #[serde(default)]
    pub changes: Vec<FieldChange>,
    /// Whether it writes over a change that residents do not see yet.
    #[serde(default)]
    pub replaces_draft: bool,
}

impl Difference {
    /// That of a course nobody has yet.
    #[must_use]
    pub const fn new_course() -> Self {
        Self {
            kind: DifferenceKind::NewCourse,
            fields: Vec::new(),
            changes: Vec::new(),
            replaces_draft: false,
        }
    }
}

/// One field before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldChange {
    /// The field.
    pub field: String,
    /// What it says now; empty when nothing. Long texts are cut to where they differ, with dots where they are cut.
    pub before: String,
    /// What it would say, likewise.
    pub after: String,
}

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SheetRowView {
    /// Its number in the sheet, as the sheet program shows it.
    pub number: u32,
    /// Where it stands.
    pub state: RowState,
    /// What stands in it.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub values: Values,
    /// What the check says.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<Object>))]
    pub findings: Vec<Finding>,
    /// What taking it in changes.
    pub difference: Difference,
}

/// A sheet, without its rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SheetView {
    /// Id.
    pub id: String,
    /// Counts every change; goes back with the next one.
    pub version: u32,
    /// Name of the file.
    pub name: String,
    /// Where it stands.
    pub state: SheetState,
    /// Headings that were not read.
    pub unknown_columns: Vec<String>,
    /// Rows to repair.
    pub bad: u32,
    /// Rows that can be taken in.
    pub good: u32,
    /// Rows that were taken in.
    pub taken: u32,
    /// Rows left out.
    pub dropped: u32,
    /// When it was uploaded, unix milliseconds.
    pub created_at_ms: i64,
    /// When it goes with all its rows, unless rows of it are taken in before, unix milliseconds.
    pub kept_until_ms: i64,
    /// Until when taking in can be undone; none when there is nothing to undo.
    pub undo_until_ms: Option<i64>,
}

/// GET [`crate::path::STAFF_COURSE_SHEETS`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ListSheetsResponse {
    /// The newest first.
    pub sheets: Vec<SheetView>,
}

/// GET [`crate::path::STAFF_COURSE_SHEET_ROWS`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ListSheetRowsResponse {
    /// In the order of the sheet.
    pub rows: Vec<SheetRowView>,
    /// The number to ask after for the next ones; none behind the last.
    pub next_after: Option<u32>,
}

/// PUT [`crate::path::STAFF_COURSE_SHEET_ROW`].
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RepairRowRequest {
    /// The version of the sheet that was on screen.
    pub version: u32,
    /// What the row is to say.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub values: Values,
    /// Whether it is left out.
    pub is_dropped: bool,
}

/// The answer: the row, and the sheet with its new version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RepairedRow {
    /// The row.
    pub row: SheetRowView,
    /// Other rows of its course that say something else now, or are judged otherwise.
    #[serde(default)]
    pub others: Vec<SheetRowView>,
    /// The sheet.
    pub sheet: SheetView,
}

/// POST [`crate::path::STAFF_COURSE_SHEET_ACTIONS`].
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SheetActionRequest {
    /// The version that was on screen.
    pub version: u32,
    /// What to do.
    pub action: SheetAction,
    /// With `take_in`: whether what has no mistake is handed in for review, too.
    pub is_handed_in: bool,
}

/// The answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SheetDone {
    /// The sheet.
    pub sheet: SheetView,
    /// Courses made, changed, or put back as they were.
    pub courses: u32,
    /// Of these, handed in for review.
    pub handed_in: u32,
    /// Those that were to be handed in and were not.
    #[serde(default)]
    pub not_handed_in: Vec<NotHandedIn>,
    /// Titles of courses left as they are, because somebody has worked on them since or they cannot be as they were any more.
    pub kept: Vec<String>,
}

/// A course that was taken in and not handed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NotHandedIn {
    /// Its title.
    pub title: String,
    /// What keeps it from being handed in; nothing where nothing of it waits for a reviewer.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<Object>))]
    pub findings: Vec<Finding>,
}
