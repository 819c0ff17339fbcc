//! Where the development SMS gateway puts its messages, for `fumin admin outbox` to print.

use crate::{Connection, Row, StoreError, Tx, portion};

/// A message that a real gateway would have sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    pub id: String,
    pub sealed_phone: Vec<u8>,
    pub sealed_text: Vec<u8>,
    pub created_ms: i64,
}

pub fn insert(tx: &Tx, message: &Message) -> Result<(), StoreError> {
    let sql = "INSERT INTO sms_outbox (id, sealed_phone, sealed_text, created_ms) VALUES ($1, $2, $3, $4)";
    let values = [
        (&message.id).into(),
        (&message.sealed_phone).into(),
        (&message.sealed_text).into(),
        message.created_ms.into(),
    ];
    tx.execute(sql, &values).map(drop)
}

/// The newest messages first.
pub fn list(connection: &Connection, limit: i64) -> Result<Vec<Message>, StoreError> {
    let sql = "SELECT id, sealed_phone, sealed_text, created_ms FROM sms_outbox ORDER BY created_ms DESC, id DESC LIMIT $1";
    connection.list(sql, &[limit.into()], read)
}

/// Deletes a portion of the messages older than that instant and says how many.
pub fn delete_before(tx: &Tx, created_ms: i64) -> Result<usize, StoreError> {
    portion::delete(tx, "sms_outbox", "id", "created_ms < $1", created_ms.into())
}

fn read(row: &Row) -> Result<Message, StoreError> {
    Ok(Message {
        id: row.get(0)?,
        sealed_phone: row.get(1)?,
        sealed_text: row.get(2)?,
        created_ms: row.get(3)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::in_write;

    #[test]
    fn newest_first_and_old_ones_go() {
        let message = |id: &str, created_ms| Message {
            id: id.into(),
            sealed_phone: vec![1],
            sealed_text: vec![2],
            created_ms,
        };
        let (two, deleted, left) = in_write(move |tx| {
            for (id, created_ms) in [("a", 1), ("b", 3), ("c", 2)] {
                insert(tx, &message(id, created_ms))?;
            }
            Ok((list(tx, 2)?, delete_before(tx, 3)?, list(tx, 9)?))
        });
        assert_eq!(
            two.iter()
                .map(|message| message.id.as_str())
                .collect::<Vec<_>>(),
            ["b", "c"]
        );
        assert_eq!((deleted, left), (2, vec![message("b", 3)]));
    }
}
