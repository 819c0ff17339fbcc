//! What happened to each file: append-only, sealed under the file's own key, chained by hashes.

use sha2::{Digest, Sha256};

use crate::{Connection, Row, StoreError, Tx, Value};

/// The events of one kind of file.
#[derive(Clone, Copy, Debug)]
pub struct Log {
    table: &'static str,
    /// The column that names the file.
    owner: &'static str,
}

/// Loan applications.
const APPLICATIONS: Log = Log {
    table: "events",
    owner: "application_id",
};
/// Classes.
pub const CLASSES: Log = Log {
    table: "class_events",
    owner: "class_id",
};
/// Listings.
pub const LISTINGS: Log = Log {
    table: "listing_events",
    owner: "listing_id",
};
/// Loans after the money was paid out.
pub const LOANS: Log = Log {
    table: "loan_events",
    owner: "loan_id",
};
/// Consents of other people to an application.
pub const CONSENTS: Log = Log {
    table: "file_consent_events",
    owner: "consent_id",
};
/// Answers that officers corrected.
pub const CORRECTIONS: Log = Log {
    table: "correction_events",
    owner: "correction_id",
};
/// Decisions on applications that are looked at again.
pub const RE_REVIEWS: Log = Log {
    table: "re_review_events",
    owner: "re_review_id",
};
/// Classes drawn by lot to be looked at.
pub const SPOT_CHECKS: Log = Log {
    table: "spot_check_events",
    owner: "spot_check_id",
};
/// Settlements of classes.
pub const SETTLEMENTS: Log = Log {
    table: "settlement_events",
    owner: "class_id",
};
/// Complaints about courses.
pub const COMPLAINTS: Log = Log {
    table: "complaint_events",
    owner: "complaint_id",
};
/// Enrolments.
pub const ENROLMENTS: Log = Log {
    table: "enrolment_events",
    owner: "enrolment_id",
};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// From 1, without a gap.
    pub seq: i64,
    pub sealed_payload: Vec<u8>,
    pub prev_hash: [u8; 32],
    pub hash: [u8; 32],
    pub created_ms: i64,
}

/// What the chain of a file says about itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chain {
    /// Every event fits the one before it.
    Whole { length: i64 },
    /// The event at this place is missing, changed, or out of its place.
    Broken { seq: i64 },
}

const COLUMNS: &str = "seq, sealed_payload, prev_hash, hash, created_ms";
/// What the first event follows.
const NO_HASH: [u8; 32] = [0; 32];

fn read(row: &Row) -> Result<Event, StoreError> {
    Ok(Event {
        seq: row.get(0)?,
        sealed_payload: row.get(1)?,
        prev_hash: row.get(2)?,
        hash: row.get(3)?,
        created_ms: row.get(4)?,
    })
}

impl Log {
    /// Place of an event. It is sealed for that and opens nowhere else, so the name of a table with events stays.
    #[must_use]
    pub fn place(self, file_id: &str, seq: i64) -> String {
        format!("{}/{file_id}/{seq}", self.table)
    }

    /// Appends events after the last one, which the caller has read or knows to be none: one statement, however many.
    /// Each payload is sealed for the place it gets.
    pub fn append_after(
        self,
        tx: &Tx,
        file_id: &str,
        last: Option<&Event>,
        created_ms: i64,
        sealed_payloads: &[Vec<u8>],
    ) -> Result<(), StoreError> {
        let (mut seq, mut prev_hash) = last.map_or((0, NO_HASH), |event| (event.seq, event.hash));
        let (mut rows, mut values) = (Vec::new(), Vec::new());
        for sealed_payload in sealed_payloads {
            seq += 1;
            let hash = chain_hash(&prev_hash, file_id, seq, sealed_payload);
            let first = values.len() + 1;
            let places: Vec<_> = (first..first + 6)
                .map(|place| format!("{}{place}", '$'))
                .collect();
            rows.push(format!("({})", places.join(", ")));
            let row: [Value; 6] = [
                file_id.into(),
                seq.into(),
                sealed_payload.into(),
                (&prev_hash).into(),
                (&hash).into(),
                created_ms.into(),
            ];
            values.extend(row);
            prev_hash = hash;
        }
        let (Self { table, owner }, rows) = (self, rows.join(", "));
        let sql = format!("INSERT INTO {table} ({owner}, {COLUMNS}) VALUES {rows}");
        tx.execute(&sql, &values).map(drop)
    }

    /// Every event of a file, the oldest first.
    pub fn list(self, connection: &Connection, file_id: &str) -> Result<Vec<Event>, StoreError> {
        let Self { table, owner } = self;
        let sql = format!("SELECT {COLUMNS} FROM {table} WHERE {owner} = $1 ORDER BY seq");
        connection.list(&sql, &[file_id.into()], read)
    }

    /// The newest event of a file.
    pub fn find_last(
        self,
        connection: &Connection,
        file_id: &str,
    ) -> Result<Option<Event>, StoreError> {
        let Self { table, owner } = self;
        let sql =
            format!("SELECT {COLUMNS} FROM {table} WHERE {owner} = $1 ORDER BY seq DESC LIMIT 1");
        connection.find(&sql, &[file_id.into()], read)
    }

    /// Recomputes the chain of a file; it needs no key. Events cut off at the end are seen only by comparing the length
    /// with what the folded state says.
    pub fn verify_chain(self, connection: &Connection, file_id: &str) -> Result<Chain, StoreError> {
        let mut prev_hash = NO_HASH;
        let mut length = 0;
        for event in self.list(connection, file_id)? {
            let seq = length + 1;
            let hash = chain_hash(&prev_hash, file_id, seq, &event.sealed_payload);
            if event.seq != seq || event.prev_hash != prev_hash || event.hash != hash {
                return Ok(Chain::Broken { seq });
            }
            prev_hash = hash;
            length = seq;
        }
        Ok(Chain::Whole { length })
    }
}

/// Appends an event of an application. The payload is sealed for the place it gets, so the caller is told the place
/// first; the answer is the place.
pub fn append(
    tx: &Tx,
    application_id: &str,
    created_ms: i64,
    seal: impl FnOnce(i64) -> Vec<u8>,
) -> Result<i64, StoreError> {
    let last = APPLICATIONS.find_last(tx, application_id)?;
    let seq = last.as_ref().map_or(1, |event| event.seq + 1);
    APPLICATIONS.append_after(tx, application_id, last.as_ref(), created_ms, &[seal(seq)])?;
    Ok(seq)
}

/// Every event of an application, the oldest first.
pub fn list(connection: &Connection, application_id: &str) -> Result<Vec<Event>, StoreError> {
    APPLICATIONS.list(connection, application_id)
}

/// Recomputes the chain of an application, as [`Log::verify_chain`] does.
pub fn verify_chain(connection: &Connection, application_id: &str) -> Result<Chain, StoreError> {
    APPLICATIONS.verify_chain(connection, application_id)
}

fn chain_hash(prev_hash: &[u8; 32], file_id: &str, seq: i64, sealed_payload: &[u8]) -> [u8; 32] {
    let mut hasher = Sha256::new();
    hasher.update(prev_hash);
    hasher.update(file_id.as_bytes());
    hasher.update(seq.to_be_bytes());
    hasher.update(sealed_payload);
    hasher.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{add_application, in_write, test_store};

    fn append_three(tx: &Tx, id: &str) {
        add_application(tx, id);
        for payload in ["submitted", "accepted", "passed"] {
            append(tx, id, 1, |seq| format!("{seq} {payload}").into_bytes()).unwrap();
        }
    }

    #[test]
    fn events_follow_each_other() {
        let (events, chains) = in_write(|tx| {
            append_three(tx, "a");
            append_three(tx, "b");
            Ok((
                list(tx, "a")?,
                [verify_chain(tx, "a")?, verify_chain(tx, "nothing")?],
            ))
        });
        assert_eq!(
            events.iter().map(|event| event.seq).collect::<Vec<_>>(),
            [1, 2, 3]
        );
        assert_eq!(events[1].sealed_payload, b"2 accepted");
        assert_eq!(events[0].prev_hash, NO_HASH);
        assert_eq!(events[2].prev_hash, events[1].hash);
        assert_eq!(
            chains,
            [Chain::Whole { length: 3 }, Chain::Whole { length: 0 }]
        );
    }

    /// What was sealed for another place does not open any more.
    #[test]
    fn places_stay_what_they_were() {
        for (log, place) in [
            (APPLICATIONS, "events/a/7"),
            (CLASSES, "class_events/a/7"),
            (LISTINGS, "listing_events/a/7"),
            (LOANS, "loan_events/a/7"),
            (CONSENTS, "file_consent_events/a/7"),
            (CORRECTIONS, "correction_events/a/7"),
            (RE_REVIEWS, "re_review_events/a/7"),
            (SPOT_CHECKS, "spot_check_events/a/7"),
            (SETTLEMENTS, "settlement_events/a/7"),
            (COMPLAINTS, "complaint_events/a/7"),
            (ENROLMENTS, "enrolment_events/a/7"),
        ] {
            assert_eq!(log.place("a", 7), place);
        }
    }

    #[test]
    fn tampering_is_found_where_it_happened() {
        for (change, expected) in [
            (
                "UPDATE events SET sealed_payload = $1 WHERE seq = 2",
                Chain::Broken { seq: 2 },
            ),
            (
                "UPDATE events SET hash = $1 WHERE seq = 3",
                Chain::Broken { seq: 3 },
            ),
            (
                "UPDATE events SET prev_hash = $1 WHERE seq = 1",
                Chain::Broken { seq: 1 },
            ),
            (
                "DELETE FROM events WHERE seq = 1 AND hash <> $1",
                Chain::Broken { seq: 1 },
            ),
            (
                "DELETE FROM events WHERE seq = 2 AND hash <> $1",
                Chain::Broken { seq: 2 },
            ),
            (
                "UPDATE events SET seq = 4 WHERE seq = 3 AND hash <> $1",
                Chain::Broken { seq: 3 },
            ),
            (
                "UPDATE events SET created_ms = 9 WHERE hash = $1",
                Chain::Whole { length: 3 },
            ),
        ] {
            let found = in_write(move |tx| {
                append_three(tx, "a");
                tx.execute(change, &[(&[7; 32]).into()])?;
                verify_chain(tx, "a")
            });
            assert_eq!(found, expected, "{change}");
        }
    }

    #[test]
    fn an_event_belongs_to_its_file() {
        let found = in_write(|tx| {
            append_three(tx, "a");
            add_application(tx, "b");
            tx.execute("UPDATE events SET application_id = $1", &["b".into()])?;
            verify_chain(tx, "b")
        });
        assert_eq!(found, Chain::Broken { seq: 1 });
    }

    #[test]
    fn no_event_without_its_file() {
        let test = test_store();
        let refused = test
            .store
            .write_blocking(|tx| append(tx, "nothing", 1, |_| Vec::new()));
        assert!(matches!(refused, Err(StoreError::Database(_))));
    }
}
