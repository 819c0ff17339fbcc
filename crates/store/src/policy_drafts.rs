//! Drafts of rules: texts by path, changed by compare-and-set on the draft's version.

use std::collections::BTreeMap;

use crate::{Connection, Row, StoreError, Tx};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyDraft {
    pub id: String,
    pub title: String,
    /// Hash of the pack it began from.
    pub based_on: String,
    /// Staff id.
    pub author_id: String,
    /// `open`, `proposed`, `published` or `discarded`.
    pub state: String,
    /// Counts every change, from 1.
    pub version: i64,
    pub created_ms: i64,
    pub updated_ms: i64,
}

const COLUMNS: &str = "id, title, based_on, author_id, state, version, created_ms, updated_ms";

fn read(row: &Row) -> Result<PolicyDraft, StoreError> {
    Ok(PolicyDraft {
        id: row.get(0)?,
        title: row.get(1)?,
        based_on: row.get(2)?,
        author_id: row.get(3)?,
        state: row.get(4)?,
        version: row.get(5)?,
        created_ms: row.get(6)?,
        updated_ms: row.get(7)?,
    })
}

/// Keeps a new draft with the texts of the pack it begins from.
pub fn insert(
    tx: &Tx,
    draft: &PolicyDraft,
    sources: &BTreeMap<String, String>,
) -> Result<(), StoreError> {
    let sql =
        format!("INSERT INTO policy_drafts ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)");
    let values = [
        (&draft.id).into(),
        (&draft.title).into(),
        (&draft.based_on).into(),
        (&draft.author_id).into(),
        (&draft.state).into(),
        draft.version.into(),
        draft.created_ms.into(),
        draft.updated_ms.into(),
    ];
    tx.execute(&sql, &values)?;
    for (path, text) in sources {
        write_source(tx, &draft.id, path, text)?;
    }
    Ok(())
}

pub fn find(connection: &Connection, id: &str) -> Result<Option<PolicyDraft>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM policy_drafts WHERE id = $1");
    connection.find(&sql, &[id.into()], read)
}

/// Those still worked on first, then the last changed first.
pub fn list(connection: &Connection, limit: i64) -> Result<Vec<PolicyDraft>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM policy_drafts
        ORDER BY CASE WHEN state IN ('open', 'proposed') THEN 0 ELSE 1 END, updated_ms DESC, id LIMIT $1"
    );
    connection.list(&sql, &[limit.into()], read)
}

/// Counts a change and sets the state; none if the version is not the one expected, and then nothing changed.
pub fn advance(
    tx: &Tx,
    id: &str,
    expected_version: i64,
    state: &str,
    now_ms: i64,
) -> Result<Option<i64>, StoreError> {
    let sql = "UPDATE policy_drafts SET version = version + 1, state = $1, updated_ms = $2
        WHERE id = $3 AND version = $4 RETURNING version";
    let values = [
        state.into(),
        now_ms.into(),
        id.into(),
        expected_version.into(),
    ];
    tx.query_one(sql, &values)?
        .map(|row| row.get(0))
        .transpose()
}

/// Replaces or adds a text. The caller has advanced the version.
pub fn write_source(tx: &Tx, id: &str, path: &str, text: &str) -> Result<(), StoreError> {
    let sql = "INSERT INTO policy_draft_sources (draft_id, path, document) VALUES ($1, $2, $3)
        ON CONFLICT (draft_id, path) DO UPDATE SET document = excluded.document";
    tx.execute(sql, &[id.into(), path.into(), text.into()])
        .map(drop)
}

/// Takes a text away. The caller has advanced the version.
pub fn remove_source(tx: &Tx, id: &str, path: &str) -> Result<(), StoreError> {
    let sql = "DELETE FROM policy_draft_sources WHERE draft_id = $1 AND path = $2";
    tx.execute(sql, &[id.into(), path.into()]).map(drop)
}

/// The texts by path.
pub fn sources(connection: &Connection, id: &str) -> Result<BTreeMap<String, String>, StoreError> {
    let sql = "SELECT path, document FROM policy_draft_sources WHERE draft_id = $1";
    let rows = connection.list(sql, &[id.into()], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{add_draft, in_write};

    #[test]
    fn a_change_counts_only_from_the_version_seen() {
        let (changes, draft, sources) = in_write(|tx| {
            add_draft(tx, "d");
            let changes = [
                advance(tx, "d", 1, "open", 20)?,
                advance(tx, "d", 1, "open", 30)?,
                advance(tx, "d", 2, "proposed", 40)?,
                advance(tx, "nothing", 1, "open", 50)?,
            ];
            write_source(tx, "d", "facts.toml", "b")?;
            write_source(tx, "d", "programmes/x.toml", "c")?;
            write_source(tx, "d", "cases/gone.toml", "c")?;
            remove_source(tx, "d", "cases/gone.toml")?;
            Ok((changes, find(tx, "d")?, super::sources(tx, "d")?))
        });
        assert_eq!(changes, [Some(2), None, Some(3), None]);
        let draft = draft.unwrap();
        assert_eq!(
            (draft.state.as_str(), draft.version, draft.updated_ms),
            ("proposed", 3, 40)
        );
        let sources: Vec<_> = sources
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str()))
            .collect();
        assert_eq!(sources, [("facts.toml", "b"), ("programmes/x.toml", "c")]);
    }

    #[test]
    fn those_worked_on_come_first() {
        let order = in_write(|tx| {
            for (id, state, at) in [
                ("done", "published", 90),
                ("old", "open", 10),
                ("gone", "discarded", 95),
                ("new", "proposed", 20),
            ] {
                add_draft(tx, id);
                advance(tx, id, 1, state, at)?;
            }
            list(tx, 3)
        });
        let order: Vec<_> = order.iter().map(|draft| draft.id.as_str()).collect();
        assert_eq!(order, ["new", "old", "gone"]);
    }
}
