//! Sheets that trainers upload: row by row, with what was found, and what taking them in did.

use crate::portion::{self, PORTION};
use crate::{Connection, Row, StoreError, Tx, Value};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upload {
    pub id: String,
    pub organisation_id: String,
    /// Staff id.
    pub author_id: String,
    /// Name of the file.
    pub name: String,
    /// JSON list of headings that were not read.
    pub unknown_columns: String,
    /// `open`, `undone` or `closed`.
    pub state: String,
    /// Counts every change, from 1.
    pub version: i64,
    pub created_ms: i64,
    /// When rows were first taken in.
    pub taken_ms: Option<i64>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UploadRow {
    /// Its number in the sheet.
    pub number: i64,
    /// JSON text.
    pub cells: String,
    /// JSON text.
    pub findings: String,
    /// JSON text.
    pub difference: String,
    /// `bad`, `good`, `taken` or `dropped`.
    pub state: String,
}

/// What an upload did to a listing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub listing_id: String,
    /// None where the upload made it.
    pub before_draft: Option<String>,
    /// The listing's version when the upload had done with it.
    pub after_version: i64,
}

const COLUMNS: &str =
    "id, organisation_id, author_id, name, unknown_columns, state, version, created_ms, taken_ms";
const ROW_COLUMNS: &str = "number, cells, findings, difference, state";
/// Rows written by one statement: six values each.
const ROWS_AT_ONCE: usize = 100;

fn read(row: &Row) -> Result<Upload, StoreError> {
    Ok(Upload {
        id: row.get(0)?,
        organisation_id: row.get(1)?,
        author_id: row.get(2)?,
        name: row.get(3)?,
        unknown_columns: row.get(4)?,
        state: row.get(5)?,
        version: row.get(6)?,
        created_ms: row.get(7)?,
        taken_ms: row.get(8)?,
    })
}

fn read_row(row: &Row) -> Result<UploadRow, StoreError> {
    Ok(UploadRow {
        number: row.get(0)?,
        cells: row.get(1)?,
        findings: row.get(2)?,
        difference: row.get(3)?,
        state: row.get(4)?,
    })
}

/// Keeps a new upload with its rows.
pub fn insert(tx: &Tx, upload: &Upload, rows: &[UploadRow]) -> Result<(), StoreError> {
    let sql =
        format!("INSERT INTO uploads ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)");
    let values = [
        (&upload.id).into(),
        (&upload.organisation_id).into(),
        (&upload.author_id).into(),
        (&upload.name).into(),
        (&upload.unknown_columns).into(),
        (&upload.state).into(),
        upload.version.into(),
        upload.created_ms.into(),
        upload.taken_ms.into(),
    ];
    tx.execute(&sql, &values)?;
    rows.chunks(ROWS_AT_ONCE)
        .try_for_each(|part| insert_rows(tx, &upload.id, part))
}

fn insert_rows(tx: &Tx, upload_id: &str, rows: &[UploadRow]) -> Result<(), StoreError> {
    let (mut places, mut values) = (Vec::new(), Vec::<Value>::new());
    for row in rows {
        let first = values.len() + 1;
        let numbers: Vec<_> = (first..first + 6)
            .map(|place| format!("{}{place}", '$'))
            .collect();
        places.push(format!("({})", numbers.join(", ")));
        let own: [Value; 6] = [
            upload_id.into(),
            row.number.into(),
            (&row.cells).into(),
            (&row.findings).into(),
            (&row.difference).into(),
            (&row.state).into(),
        ];
        values.extend(own);
    }
    let places = places.join(", ");
    let sql = format!("INSERT INTO upload_rows (upload_id, {ROW_COLUMNS}) VALUES {places}");
    tx.execute(&sql, &values).map(drop)
}

pub fn find(connection: &Connection, id: &str) -> Result<Option<Upload>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM uploads WHERE id = $1");
    connection.find(&sql, &[id.into()], read)
}

/// An organisation's uploads, the newest first.
pub fn list(
    connection: &Connection,
    organisation_id: &str,
    limit: i64,
) -> Result<Vec<Upload>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM uploads WHERE organisation_id = $1 ORDER BY created_ms DESC, id LIMIT $2"
    );
    connection.list(&sql, &[organisation_id.into(), limit.into()], read)
}

/// Counts a change; false if the version is not the one expected, and then nothing changed.
pub fn advance(
    tx: &Tx,
    id: &str,
    seen: i64,
    state: &str,
    taken_ms: Option<i64>,
) -> Result<bool, StoreError> {
    let sql = "UPDATE uploads SET version = version + 1, state = $1, taken_ms = $2 WHERE id = $3 AND version = $4";
    let values = [state.into(), taken_ms.into(), id.into(), seen.into()];
    Ok(tx.execute(sql, &values)? == 1)
}

/// How many rows there are of each state.
pub fn count_rows(connection: &Connection, id: &str) -> Result<Vec<(String, i64)>, StoreError> {
    let sql = "SELECT state, COUNT(*) FROM upload_rows WHERE upload_id = $1 GROUP BY state ORDER BY state";
    connection.list(sql, &[id.into()], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// Rows of a state after a number, in the order of the sheet.
pub fn list_rows(
    connection: &Connection,
    id: &str,
    state: &str,
    after: i64,
    limit: i64,
) -> Result<Vec<UploadRow>, StoreError> {
    let sql = format!(
        "SELECT {ROW_COLUMNS} FROM upload_rows WHERE upload_id = $1 AND state = $2 AND number > $3
        ORDER BY number LIMIT $4"
    );
    let values = [id.into(), state.into(), after.into(), limit.into()];
    connection.list(&sql, &values, read_row)
}

/// Every row that is not taken in and not dropped, in the order of the sheet.
pub fn list_waiting(connection: &Connection, id: &str) -> Result<Vec<UploadRow>, StoreError> {
    let sql = format!(
        "SELECT {ROW_COLUMNS} FROM upload_rows WHERE upload_id = $1 AND state IN ('bad', 'good') ORDER BY number"
    );
    connection.list(&sql, &[id.into()], read_row)
}

/// Writes everything of a row but its number; false if there is none.
pub fn update_row(tx: &Tx, id: &str, row: &UploadRow) -> Result<bool, StoreError> {
    let sql = "UPDATE upload_rows SET cells = $1, findings = $2, difference = $3, state = $4
        WHERE upload_id = $5 AND number = $6";
    let values = [
        (&row.cells).into(),
        (&row.findings).into(),
        (&row.difference).into(),
        (&row.state).into(),
        id.into(),
        row.number.into(),
    ];
    Ok(tx.execute(sql, &values)? == 1)
}

/// Sets the state of every row that has another one.
pub fn move_rows(tx: &Tx, id: &str, from: &str, to: &str) -> Result<usize, StoreError> {
    let sql = "UPDATE upload_rows SET state = $1 WHERE upload_id = $2 AND state = $3";
    tx.execute(sql, &[to.into(), id.into(), from.into()])
}

/// Notes what was done to a listing that had the version `seen`. What it was before the upload's first change stays, unless
/// somebody has worked on it in between.
pub fn note_change(tx: &Tx, id: &str, change: &Change, seen: i64) -> Result<(), StoreError> {
    let sql = "INSERT INTO upload_changes (upload_id, listing_id, before_draft, after_version) VALUES ($1, $2, $3, $4)
        ON CONFLICT (upload_id, listing_id) DO UPDATE SET after_version = excluded.after_version,
            before_draft = CASE WHEN upload_changes.after_version = $5
                THEN upload_changes.before_draft ELSE excluded.before_draft END";
    let values = [
        id.into(),
        (&change.listing_id).into(),
        (&change.before_draft).into(),
        change.after_version.into(),
        seen.into(),
    ];
    tx.execute(sql, &values).map(drop)
}

/// Everything done, by listing.
pub fn list_changes(connection: &Connection, id: &str) -> Result<Vec<Change>, StoreError> {
    let sql = "SELECT listing_id, before_draft, after_version FROM upload_changes
        WHERE upload_id = $1 ORDER BY listing_id";
    connection.list(sql, &[id.into()], |row| {
        Ok(Change {
            listing_id: row.get(0)?,
            before_draft: row.get(1)?,
            after_version: row.get(2)?,
        })
    })
}

/// Whether an upload came, and last took rows in, before `$1`.
const IS_OLD: &str = "created_ms < $1 AND (taken_ms IS NULL OR taken_ms < $1)";

/// Deletes uploads that came, and last took rows in, before an instant: rows and changes a portion at a time, the uploads
/// once none of theirs is left.
pub fn delete_before(tx: &Tx, before_ms: i64) -> Result<usize, StoreError> {
    let is_due = format!("upload_id IN (SELECT id FROM uploads WHERE {IS_OLD})");
    for (table, key) in [
        ("upload_rows", "upload_id, number"),
        ("upload_changes", "upload_id, listing_id"),
    ] {
        let deleted = portion::delete(tx, table, key, &is_due, before_ms.into())?;
        if deleted >= PORTION {
            return Ok(deleted);
        }
    }
    portion::delete(tx, "uploads", "id", IS_OLD, before_ms.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{add_listing, add_organisation, in_write};

    fn row(number: i64, state: &str) -> UploadRow {
        UploadRow {
            number,
            cells: "{}".into(),
            findings: "[]".into(),
            difference: "null".into(),
            state: state.into(),
        }
    }

    fn add(tx: &Tx, rows: &[UploadRow]) {
        add_organisation(tx, "o");
        let upload = Upload {
            id: "u".into(),
            organisation_id: "o".into(),
            author_id: "s".into(),
            name: "a.xlsx".into(),
            unknown_columns: "[]".into(),
            state: "open".into(),
            version: 1,
            created_ms: 5,
            taken_ms: None,
        };
        insert(tx, &upload, rows).unwrap();
    }

    #[test]
    fn rows_are_kept_in_any_number_and_moved() {
        let (before, after, page) = in_write(|tx| {
            let rows: Vec<_> = (2..302).map(|number| row(number, "good")).collect();
            add(tx, &rows);
            update_row(tx, "u", &row(7, "bad"))?;
            let before = count_rows(tx, "u")?;
            move_rows(tx, "u", "good", "taken")?;
            let page = list_rows(tx, "u", "taken", 250, 10)?;
            Ok((before, list_waiting(tx, "u")?, page))
        });
        assert_eq!(before, [("bad".to_owned(), 1), ("good".to_owned(), 299)]);
        assert_eq!(after, [row(7, "bad")]);
        assert_eq!((page.len(), page[0].number), (10, 251));
    }

    #[test]
    fn an_old_upload_goes_with_its_rows_a_portion_at_a_time() {
        let (turns, young, left) = in_write(|tx| {
            let rows: Vec<_> = (2..1_502).map(|number| row(number, "good")).collect();
            add(tx, &rows);
            advance(tx, "u", 1, "open", Some(9))?;
            let young = delete_before(tx, 9)?;
            let turns = [delete_before(tx, 10)?, delete_before(tx, 10)?];
            Ok((turns, young, (find(tx, "u")?, count_rows(tx, "u")?)))
        });
        assert_eq!((young, turns), (0, [PORTION, 1]));
        assert_eq!(left, (None, Vec::new()));
    }

    #[test]
    fn what_a_listing_was_before_is_kept_from_the_first_change_that_nobody_worked_on() {
        let (kept, changes, advanced) = in_write(|tx| {
            add(tx, &[row(2, "good")]);
            add_listing(tx, "l", "o");
            let note = |before: &str, seen, after_version| {
                let change = Change {
                    listing_id: "l".into(),
                    before_draft: Some(before.to_owned()),
                    after_version,
                };
                note_change(tx, "u", &change, seen)
            };
            note("old", 1, 2)?;
            note("newer", 2, 3)?;
            let kept = list_changes(tx, "u")?;
            // Somebody wrote the fourth version.
            note("theirs", 4, 5)?;
            let advanced = [
                advance(tx, "u", 1, "open", Some(9))?,
                advance(tx, "u", 1, "undone", Some(9))?,
            ];
            Ok((kept, list_changes(tx, "u")?, advanced))
        });
        assert_eq!((kept.len(), changes.len()), (1, 1));
        assert_eq!(kept[0].before_draft.as_deref(), Some("old"));
        assert_eq!(kept[0].after_version, 3);
        assert_eq!(changes[0].before_draft.as_deref(), Some("theirs"));
        assert_eq!(advanced, [true, false]);
    }
}
