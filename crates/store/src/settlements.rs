//! Settlements of classes, what is said of each person in them, and what was decided for whom. The columns of a settlement
//! are what the events fold into.

use crate::{Connection, Row, StoreError, Tx, UpdateError};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settlement {
    pub class_id: String,
    /// The number of events; of one written before there was a log, how many it will have.
    pub version: i64,
    pub state: String,
    pub submitted_ms: Option<i64>,
    pub decided_ms: Option<i64>,
    pub created_ms: i64,
}

/// A subsidy that was decided for somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    pub enrolment_id: String,
    pub programme: String,
    pub class_id: String,
    /// Keyed hash of the person.
    pub person: [u8; 32],
    /// Keyed hash of the number of the identity card; none where nobody gave it.
    pub id_index: Option<Vec<u8>>,
    /// What identifies trade and level.
    pub trade: String,
    /// The year the class ended in.
    pub for_year: i64,
    pub created_ms: i64,
}

const COLUMNS: &str = "class_id, version, state, submitted_ms, decided_ms, created_ms";
/// What stands in `sealed_sheet` once the log says what was said.
const NO_SHEET: &[u8] = &[];
/// Whether more people were granted something than were paid, as [`crate::settlement_payments::count_to_pay`] counts them.
const WAITS_FOR_MONEY: &str = "(SELECT COUNT(DISTINCT c.enrolment_id) FROM subsidy_claims c \
     WHERE c.class_id = settlements.class_id) > \
     (SELECT COALESCE(SUM(p.lines - p.unpaid), 0) FROM settlement_payments p \
     WHERE p.class_id = settlements.class_id)";
const CLAIM_COLUMNS: &str =
    "enrolment_id, programme, class_id, person, trade, for_year, created_ms, id_index";

fn read(row: &Row) -> Result<Settlement, StoreError> {
    Ok(Settlement {
        class_id: row.get(0)?,
        version: row.get(1)?,
        state: row.get(2)?,
        submitted_ms: row.get(3)?,
        decided_ms: row.get(4)?,
        created_ms: row.get(5)?,
    })
}

fn read_claim(row: &Row) -> Result<Claim, StoreError> {
    Ok(Claim {
        enrolment_id: row.get(0)?,
        programme: row.get(1)?,
        class_id: row.get(2)?,
        person: row.get(3)?,
        trade: row.get(4)?,
        for_year: row.get(5)?,
        created_ms: row.get(6)?,
        id_index: row.get(7)?,
    })
}

/// Adds the first version. `Duplicate` if the class has one.
pub fn insert(tx: &Tx, settlement: &Settlement) -> Result<(), StoreError> {
    let sql = format!(
        "INSERT INTO settlements ({COLUMNS}, sealed_sheet) VALUES ($1, $2, $3, $4, $5, $6, $7)"
    );
    let values = [
        (&settlement.class_id).into(),
        settlement.version.into(),
        (&settlement.state).into(),
        settlement.submitted_ms.into(),
        settlement.decided_ms.into(),
        settlement.created_ms.into(),
        NO_SHEET.into(),
    ];
    tx.execute(&sql, &values).map(drop)
}

/// Writes what an event changed, if the settlement still has the version `seen`.
pub fn update(tx: &Tx, changed: &Settlement, seen: i64) -> Result<(), UpdateError> {
    let sql = "UPDATE settlements SET version = $1, state = $2, submitted_ms = $3, decided_ms = $4
        WHERE class_id = $5 AND version = $6";
    let values = [
        changed.version.into(),
        (&changed.state).into(),
        changed.submitted_ms.into(),
        changed.decided_ms.into(),
        (&changed.class_id).into(),
        seen.into(),
    ];
    tx.compare_and_set(sql, &values, || {
        Ok(find(tx, &changed.class_id)?.map(|one| one.version))
    })
}

pub fn find(connection: &Connection, class_id: &str) -> Result<Option<Settlement>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM settlements WHERE class_id = $1");
    connection.find(&sql, &[class_id.into()], read)
}

/// Those written before there was a log, while they have none, after a class; an empty id is before all.
pub fn list_without_log(
    connection: &Connection,
    after: &str,
    limit: i64,
) -> Result<Vec<Settlement>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM settlements WHERE length(sealed_sheet) > 0 AND class_id > $1
         ORDER BY class_id LIMIT $2"
    );
    connection.list(&sql, &[after.into(), limit.into()], read)
}

/// What was said of a class, as it was kept before there was a log; nothing once the log says it.
pub fn find_old_sheet(
    connection: &Connection,
    class_id: &str,
) -> Result<Option<Vec<u8>>, StoreError> {
    let sql =
        "SELECT sealed_sheet FROM settlements WHERE class_id = $1 AND length(sealed_sheet) > 0";
    connection.find(sql, &[class_id.into()], |row| row.get(0))
}

/// Says that the log of one without has so many events now, and lets go what they say; false if it had a log.
pub fn give_log(tx: &Tx, class_id: &str, version: i64) -> Result<bool, StoreError> {
    let sql = "UPDATE settlements SET version = $1, sealed_sheet = $2
        WHERE class_id = $3 AND length(sealed_sheet) > 0";
    let values = [version.into(), NO_SHEET.into(), class_id.into()];
    Ok(tx.execute(sql, &values)? == 1)
}

/// Those that wait for the training section, the longest first, then those of which somebody waits for money, then the others
/// decided; of those decided the newest first.
pub fn list_for_officers(
    connection: &Connection,
    limit: i64,
) -> Result<Vec<Settlement>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM settlements WHERE state <> 'draft'
        ORDER BY CASE WHEN state = 'submitted' THEN 0 WHEN state = 'returned' THEN 1
            WHEN {WAITS_FOR_MONEY} THEN 2 ELSE 3 END,
            COALESCE(-decided_ms, submitted_ms), class_id LIMIT $1"
    );
    connection.list(&sql, &[limit.into()], read)
}

/// How many there are of those.
pub fn count_for_officers(connection: &Connection) -> Result<i64, StoreError> {
    let sql = "SELECT COUNT(*) FROM settlements WHERE state <> 'draft'";
    connection.count(sql, &[])
}

/// Keeps what is said of a person, with the keyed hash of the number of the identity card.
pub fn put_row(
    tx: &Tx,
    (enrolment_id, class_id): (&str, &str),
    sealed_row: &[u8],
    id_index: Option<Vec<u8>>,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO settlement_rows (enrolment_id, class_id, sealed_row, id_index) VALUES ($1, $2, $3, $4)
        ON CONFLICT (enrolment_id) DO UPDATE SET sealed_row = excluded.sealed_row, id_index = excluded.id_index";
    let values = [
        enrolment_id.into(),
        class_id.into(),
        sealed_row.into(),
        (&id_index).into(),
    ];
    tx.execute(sql, &values).map(drop)
}

/// The enrolments for which one number of an identity card was given, whatever the account.
pub fn list_same_id(
    connection: &Connection,
    id_index: &[u8; 32],
) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT enrolment_id FROM settlement_rows WHERE id_index = $1 ORDER BY class_id, enrolment_id";
    connection.list(sql, &[id_index.into()], |row| row.get(0))
}

pub fn find_row(
    connection: &Connection,
    enrolment_id: &str,
) -> Result<Option<Vec<u8>>, StoreError> {
    let sql = "SELECT sealed_row FROM settlement_rows WHERE enrolment_id = $1";
    connection.find(sql, &[enrolment_id.into()], |row| row.get(0))
}

/// A row as it is kept: the enrolment, what is sealed, and the keyed hash of the number of the identity card.
pub type KeptRow = (String, Vec<u8>, Option<Vec<u8>>);

/// Everything that is kept of the people of a class.
pub fn list_rows(connection: &Connection, class_id: &str) -> Result<Vec<KeptRow>, StoreError> {
    let sql = "SELECT enrolment_id, sealed_row, id_index FROM settlement_rows WHERE class_id = $1
        ORDER BY enrolment_id";
    connection.list(sql, &[class_id.into()], |row| {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?))
    })
}

/// Notes what was decided. `Duplicate` if it was before.
pub fn add_claim(tx: &Tx, claim: &Claim) -> Result<(), StoreError> {
    let sql = format!(
        "INSERT INTO subsidy_claims ({CLAIM_COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
    );
    let values = [
        (&claim.enrolment_id).into(),
        (&claim.programme).into(),
        (&claim.class_id).into(),
        (&claim.person).into(),
        (&claim.trade).into(),
        claim.for_year.into(),
        claim.created_ms.into(),
        (&claim.id_index).into(),
    ];
    tx.execute(&sql, &values).map(drop)
}

/// Everything that was decided for a person, under this account or under another that gave the same number of an identity
/// card, the oldest first.
pub fn list_claims(
    connection: &Connection,
    person: &[u8; 32],
    id_index: Option<&[u8; 32]>,
) -> Result<Vec<Claim>, StoreError> {
    let of = |column: &str, value: &[u8; 32]| {
        let sql = format!(
            "SELECT {CLAIM_COLUMNS} FROM subsidy_claims WHERE {column} = $1
            ORDER BY created_ms, class_id, programme"
        );
        connection.list(&sql, &[value.into()], read_claim)
    };
    let mut found = of("person", person)?;
    if let Some(id_index) = id_index {
        let more = of("id_index", id_index)?.into_iter();
        found.extend(more.filter(|claim| claim.person != *person));
        found.sort_by_key(|claim| claim.created_ms);
    }
    Ok(found)
}

/// The classes that have a settlement, by id; an empty id is before all.
pub fn list_class_ids(
    connection: &Connection,
    after: &str,
    limit: i64,
) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT class_id FROM settlements WHERE class_id > $1 ORDER BY class_id LIMIT $2";
    connection.list(sql, &[after.into(), limit.into()], |row| row.get(0))
}

/// Everything that was decided for the people of a class.
pub fn list_claims_of_class(
    connection: &Connection,
    class_id: &str,
) -> Result<Vec<Claim>, StoreError> {
    let sql = format!(
        "SELECT {CLAIM_COLUMNS} FROM subsidy_claims WHERE class_id = $1 ORDER BY enrolment_id, programme"
    );
    connection.list(&sql, &[class_id.into()], read_claim)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{add_class, add_enrolment, in_write};

    fn settlement(class_id: &str, state: &str, submitted_ms: Option<i64>) -> Settlement {
        Settlement {
            class_id: class_id.into(),
            version: 1,
            state: state.into(),
            submitted_ms,
            decided_ms: None,
            created_ms: 1,
        }
    }

    #[test]
    fn a_sheet_is_written_by_who_saw_it_and_waits_in_order() {
        let (second, stale, listed) = in_write(|tx| {
            for class in ["a", "b", "c", "d"] {
                add_class(tx, class);
            }
            insert(tx, &settlement("a", "submitted", Some(20)))?;
            insert(tx, &settlement("b", "submitted", Some(10)))?;
            insert(tx, &settlement("c", "draft", None))?;
            let mut decided = settlement("d", "submitted", Some(1));
            insert(tx, &decided)?;
            decided.version = 2;
            decided.state = "settled".into();
            decided.decided_ms = Some(30);
            let second = update(tx, &decided, 1);
            let stale = update(tx, &decided, 1);
            assert_eq!(count_for_officers(tx)?, 3);
            let listed = list_for_officers(tx, 10)?;
            let listed: Vec<String> = listed.into_iter().map(|one| one.class_id).collect();
            Ok((second, stale, listed))
        });
        assert_eq!(second, Ok(()));
        assert_eq!(stale, Err(UpdateError::Stale { current: 2 }));
        assert_eq!(listed, ["b", "a", "d"]);
    }

    #[test]
    fn one_from_before_the_log_is_given_one_once() {
        let (before, given, after) = in_write(|tx| {
            for class in ["a", "b"] {
                add_class(tx, class);
                insert(tx, &settlement(class, "draft", None))?;
            }
            tx.execute(
                "UPDATE settlements SET sealed_sheet = $1 WHERE class_id = 'a'",
                &[(&[7; 32]).into()],
            )?;
            let kept = [find_old_sheet(tx, "a")?, find_old_sheet(tx, "b")?];
            assert_eq!(list_without_log(tx, "a", 10)?, []);
            let before = (list_without_log(tx, "", 10)?, kept);
            let given = [give_log(tx, "a", 3)?, give_log(tx, "a", 3)?];
            let after = (
                list_without_log(tx, "", 10)?.len(),
                find_old_sheet(tx, "a")?,
            );
            let versions = [find(tx, "a")?, find(tx, "b")?];
            assert_eq!(
                versions.map(|one| one.map(|one| one.version)),
                [Some(3), Some(1)]
            );
            Ok((before, given, after))
        });
        let ids: Vec<&str> = before.0.iter().map(|one| one.class_id.as_str()).collect();
        assert_eq!((ids, before.1), (vec!["a"], [Some(vec![7; 32]), None]));
        assert_eq!((given, after), ([true, false], (0, None)));
    }

    #[test]
    fn a_row_is_overwritten_and_a_claim_is_not() {
        let (row, again, mine, others) = in_write(|tx| {
            add_class(tx, "a");
            add_enrolment(tx, "a", 1, "taken");
            add_enrolment(tx, "a", 2, "taken");
            put_row(tx, ("a-1", "a"), &[1], None)?;
            put_row(tx, ("a-1", "a"), &[2], Some(vec![9; 32]))?;
            put_row(tx, ("a-2", "a"), &[3], Some(vec![9; 32]))?;
            assert_eq!(list_same_id(tx, &[9; 32])?, ["a-1", "a-2"]);
            assert_eq!(list_same_id(tx, &[7; 32])?.len(), 0);
            let kept = list_rows(tx, "a")?;
            let sealed: Vec<&[u8]> = kept.iter().map(|row| row.1.as_slice()).collect();
            assert_eq!(sealed, [[2_u8], [3]]);
            assert!(list_rows(tx, "b")?.is_empty());
            let claim = Claim {
                enrolment_id: "a-1".into(),
                programme: "training_subsidy".into(),
                class_id: "a".into(),
                person: [7; 32],
                id_index: Some(vec![9; 32]),
                trade: "t".into(),
                for_year: 2027,
                created_ms: 5,
            };
            add_claim(tx, &claim)?;
            let again = tx.attempt(|tx| add_claim(tx, &claim));
            assert_eq!(list_claims(tx, &[8; 32], Some(&[9; 32]))?.len(), 1);
            Ok((
                find_row(tx, "a-1")?,
                again,
                list_claims(tx, &[7; 32], Some(&[9; 32]))?,
                [
                    list_claims(tx, &[8; 32], Some(&[8; 32]))?,
                    list_claims(tx, &[8; 32], None)?,
                ]
                .concat(),
            ))
        });
        assert_eq!(row, Some(vec![2]));
        assert!(
            matches!(again, Err(StoreError::Duplicate { .. })),
            "{again:?}"
        );
        assert_eq!((mine.len(), mine[0].for_year, others), (1, 2027, vec![]));
    }
}
