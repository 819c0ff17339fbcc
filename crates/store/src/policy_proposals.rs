//! Proposals to put a pack in force: prepared by one, decided once by another.

use domain::Date;

use crate::{Connection, Row, StoreError, Tx};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    pub id: String,
    /// `publish` or `rollback`.
    pub kind: String,
    /// None for a pack that was stored before.
    pub draft_id: Option<String>,
    /// The version of the draft that was compiled.
    pub draft_version: Option<i64>,
    pub pack_hash: String,
    pub effective_on: Date,
    pub reason: String,
    /// Staff id.
    pub prepared_by: String,
    pub prepared_ms: i64,
    /// `waiting`, `approved`, `rejected` or `withdrawn`.
    pub state: String,
    /// Staff id.
    pub decided_by: Option<String>,
    pub decided_ms: Option<i64>,
    pub note: Option<String>,
}

/// The state that can still be decided.
pub const WAITING: &str = "waiting";

const COLUMNS: &str = "id, kind, draft_id, draft_version, pack_hash, effective_on, reason, prepared_by, prepared_ms, state, decided_by, decided_ms, note";

fn read(row: &Row) -> Result<Proposal, StoreError> {
    Ok(Proposal {
        id: row.get(0)?,
        kind: row.get(1)?,
        draft_id: row.get(2)?,
        draft_version: row.get(3)?,
        pack_hash: row.get(4)?,
        effective_on: row.get(5)?,
        reason: row.get(6)?,
        prepared_by: row.get(7)?,
        prepared_ms: row.get(8)?,
        state: row.get(9)?,
        decided_by: row.get(10)?,
        decided_ms: row.get(11)?,
        note: row.get(12)?,
    })
}

pub fn insert(tx: &Tx, proposal: &Proposal) -> Result<(), StoreError> {
    let sql = format!(
        "INSERT INTO policy_proposals ({COLUMNS})
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)"
    );
    let values = [
        (&proposal.id).into(),
        (&proposal.kind).into(),
        (&proposal.draft_id).into(),
        proposal.draft_version.into(),
        (&proposal.pack_hash).into(),
        proposal.effective_on.into(),
        (&proposal.reason).into(),
        (&proposal.prepared_by).into(),
        proposal.prepared_ms.into(),
        (&proposal.state).into(),
        (&proposal.decided_by).into(),
        proposal.decided_ms.into(),
        (&proposal.note).into(),
    ];
    tx.execute(&sql, &values).map(drop)
}

pub fn find(connection: &Connection, id: &str) -> Result<Option<Proposal>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM policy_proposals WHERE id = $1");
    connection.find(&sql, &[id.into()], read)
}

/// Those that wait first, then the newest first.
pub fn list(connection: &Connection, limit: i64) -> Result<Vec<Proposal>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM policy_proposals
        ORDER BY CASE WHEN state = 'waiting' THEN 0 ELSE 1 END, prepared_ms DESC, id LIMIT $1"
    );
    connection.list(&sql, &[limit.into()], read)
}

/// Decides a proposal that waits; false if somebody was first.
pub fn decide(
    tx: &Tx,
    id: &str,
    state: &str,
    (decided_by, decided_ms): (&str, i64),
    note: Option<&str>,
) -> Result<bool, StoreError> {
    let sql = "UPDATE policy_proposals SET state = $1, decided_by = $2, decided_ms = $3, note = $4
        WHERE id = $5 AND state = $6";
    let values = [
        state.into(),
        decided_by.into(),
        decided_ms.into(),
        note.into(),
        id.into(),
        WAITING.into(),
    ];
    Ok(tx.execute(sql, &values)? == 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{add_pack, add_proposal, in_write};

    #[test]
    fn a_proposal_is_decided_once() {
        let (decided, found) = in_write(|tx| {
            add_pack(tx, "h");
            add_proposal(tx, "p", "h");
            let decided = [
                decide(tx, "p", "approved", ("second", 9), None)?,
                decide(tx, "p", "rejected", ("third", 10), Some("no"))?,
                decide(tx, "nothing", "approved", ("second", 9), None)?,
            ];
            Ok((decided, find(tx, "p")?.unwrap()))
        });
        assert_eq!(decided, [true, false, false]);
        assert_eq!(
            (
                found.state.as_str(),
                found.decided_by.as_deref(),
                found.note
            ),
            ("approved", Some("second"), None)
        );
    }

    #[test]
    fn those_that_wait_come_first() {
        let order = in_write(|tx| {
            add_pack(tx, "h");
            for id in ["a", "b", "c"] {
                add_proposal(tx, id, "h");
            }
            decide(tx, "a", "withdrawn", ("first", 9), None)?;
            list(tx, 2)
        });
        let order: Vec<_> = order.iter().map(|proposal| proposal.id.as_str()).collect();
        assert_eq!(order, ["b", "c"]);
    }
}
