//! Who did what at the policy desk: append-only, each row hashed together with the one before.

use sha2::{Digest as _, Sha256};

use crate::{Connection, Row, StoreError, Tx, sequences};

/// What somebody does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPolicyEvent {
    /// Staff id; `system` for the program.
    pub actor_id: String,
    pub role: String,
    /// Such as `write_source` or `approve`.
    pub action: String,
    /// Draft id, proposal id or pack hash.
    pub subject: String,
    pub detail: String,
    pub at_ms: i64,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyEvent {
    /// Counted from 1 without a gap.
    pub seq: i64,
    pub event: NewPolicyEvent,
    pub prev_hash: [u8; 32],
    pub hash: [u8; 32],
}

const COLUMNS: &str = "seq, actor_id, role, action, subject, detail, at_ms, prev_hash, hash";
const NO_HASH: [u8; 32] = [0; 32];

fn read(row: &Row) -> Result<PolicyEvent, StoreError> {
    Ok(PolicyEvent {
        seq: row.get(0)?,
        event: NewPolicyEvent {
            actor_id: row.get(1)?,
            role: row.get(2)?,
            action: row.get(3)?,
            subject: row.get(4)?,
            detail: row.get(5)?,
            at_ms: row.get(6)?,
        },
        prev_hash: row.get(7)?,
        hash: row.get(8)?,
    })
}

/// Writes it down, in the write that does it.
pub fn append(tx: &Tx, event: &NewPolicyEvent) -> Result<(), StoreError> {
    let seq = sequences::next(tx, "policy_events")?;
    let prev_hash = find_before(tx, seq)?.map_or(NO_HASH, |last| last.hash);
    let hash = chain_hash(&prev_hash, seq, event);
    let sql = format!(
        "INSERT INTO policy_events ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
    );
    let values = [
        seq.into(),
        (&event.actor_id).into(),
        (&event.role).into(),
        (&event.action).into(),
        (&event.subject).into(),
        (&event.detail).into(),
        event.at_ms.into(),
        (&prev_hash).into(),
        (&hash).into(),
    ];
    tx.execute(&sql, &values).map(drop)
}

fn find_before(connection: &Connection, seq: i64) -> Result<Option<PolicyEvent>, StoreError> {
    Ok(list_before(connection, seq, 1)?.into_iter().next())
}

/// Those before a number, the newest first.
pub fn list_before(
    connection: &Connection,
    seq: i64,
    limit: i64,
) -> Result<Vec<PolicyEvent>, StoreError> {
    let sql =
        format!("SELECT {COLUMNS} FROM policy_events WHERE seq < $1 ORDER BY seq DESC LIMIT $2");
    connection.list(&sql, &[seq.into(), limit.into()], read)
}

/// The last time that something was done to a subject.
pub fn find_last(
    connection: &Connection,
    action: &str,
    subject: &str,
) -> Result<Option<NewPolicyEvent>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM policy_events WHERE action = $1 AND subject = $2 ORDER BY seq DESC LIMIT 1"
    );
    let found = connection.find(&sql, &[action.into(), subject.into()], read)?;
    Ok(found.map(|row| row.event))
}

/// The number of the first row that does not follow from those before it; none when the chain is whole. Rows cut off at
/// the end are seen by comparing with the counter.
pub fn find_break(connection: &Connection) -> Result<Option<i64>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM policy_events ORDER BY seq");
    let (mut prev_hash, mut length) = (NO_HASH, 0);
    for row in connection.list(&sql, &[], read)? {
        length += 1;
        if row.seq != length
            || row.prev_hash != prev_hash
            || row.hash != chain_hash(&prev_hash, row.seq, &row.event)
        {
            return Ok(Some(length));
        }
        prev_hash = row.hash;
    }
    let counted = connection.query_one(
        "SELECT last FROM sequences WHERE name = $1",
        &["policy_events".into()],
    )?;
    let counted: i64 = counted.map_or(Ok(0), |row| row.get(0))?;
    Ok((counted != length).then_some(length + 1))
}

fn chain_hash(prev_hash: &[u8; 32], seq: i64, event: &NewPolicyEvent) -> [u8; 32] {
    let mut hasher = Sha256::new();
    hasher.update(prev_hash);
    hasher.update(seq.to_be_bytes());
    hasher.update(event.at_ms.to_be_bytes());
    for text in [
        &event.actor_id,
        &event.role,
        &event.action,
        &event.subject,
        &event.detail,
    ] {
        // With its length, so that no text can run into the next.
        hasher.update(u64::try_from(text.len()).unwrap_or(u64::MAX).to_be_bytes());
        hasher.update(text.as_bytes());
    }
    hasher.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::in_write;

    fn append_three(tx: &Tx) {
        for (action, at_ms) in [("start_draft", 1), ("write_source", 2), ("propose", 3)] {
            let event = NewPolicyEvent {
                actor_id: "s1".into(),
                role: "policy_officer".into(),
                action: action.into(),
                subject: "d".into(),
                detail: String::new(),
                at_ms,
            };
            append(tx, &event).unwrap();
        }
    }

    #[test]
    fn what_was_done_is_kept_in_order() {
        let (newest, earlier, last, broken) = in_write(|tx| {
            append_three(tx);
            let last = |action| find_last(tx, action, "d");
            Ok((
                list_before(tx, i64::MAX, 2)?,
                list_before(tx, 2, 9)?,
                [last("write_source")?, last("approve")?],
                find_break(tx)?,
            ))
        });
        assert_eq!(
            last.map(|event| event.map(|event| event.at_ms)),
            [Some(2), None]
        );
        let actions = |rows: &[PolicyEvent]| -> Vec<String> {
            rows.iter().map(|row| row.event.action.clone()).collect()
        };
        assert_eq!(actions(&newest), ["propose", "write_source"]);
        assert_eq!(actions(&earlier), ["start_draft"]);
        assert_eq!(broken, None);
    }

    #[test]
    fn tampering_is_found_where_it_happened() {
        for (change, broken) in [
            ("UPDATE policy_events SET actor_id = $1 WHERE seq = 2", 2),
            ("UPDATE policy_events SET detail = $1 WHERE seq = 3", 3),
            (
                "UPDATE policy_events SET role = 'policy_office', action = 'rwrite_source'
                WHERE seq = 2 AND actor_id <> $1",
                2,
            ),
            (
                "UPDATE policy_events SET at_ms = 9 WHERE seq = 1 AND actor_id <> $1",
                1,
            ),
            (
                "DELETE FROM policy_events WHERE seq = 2 AND actor_id <> $1",
                2,
            ),
            (
                "DELETE FROM policy_events WHERE seq = 3 AND actor_id <> $1",
                3,
            ),
        ] {
            let found = in_write(move |tx| {
                append_three(tx);
                tx.execute(change, &["somebody".into()])?;
                find_break(tx)
            });
            assert_eq!(found, Some(broken), "{change}");
        }
    }
}
