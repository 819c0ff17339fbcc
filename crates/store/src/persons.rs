//! Residents, known so far by the phone they proved to hold.

use crate::{Connection, Row, StoreError, Tx};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    pub id: String,
    pub phone_index: [u8; 32],
    /// Empty once the phone is given up.
    pub sealed_phone: Vec<u8>,
    pub created_ms: i64,
}

/// Somebody who may be new.
pub type NewPerson = Person;

const COLUMNS: &str = "id, phone_index, sealed_phone, created_ms";

fn read(row: &Row) -> Result<Person, StoreError> {
    Ok(Person {
        id: row.get(0)?,
        phone_index: row.get(1)?,
        sealed_phone: row.get(2)?,
        created_ms: row.get(3)?,
    })
}

/// Whoever holds this phone already; otherwise the new person. `sealed_phone` is bound to the new id, so a caller
/// compares the id before it seals anything else.
pub fn find_or_create(tx: &Tx, new: &NewPerson) -> Result<Person, StoreError> {
    let sql = format!(
        "INSERT INTO persons ({COLUMNS}) VALUES ($1, $2, $3, $4) ON CONFLICT (phone_index) DO NOTHING"
    );
    let values = [
        (&new.id).into(),
        (&new.phone_index).into(),
        (&new.sealed_phone).into(),
        new.created_ms.into(),
    ];
    tx.execute(&sql, &values)?;
    find_by_phone(tx, &new.phone_index)?.ok_or(StoreError::Abandoned)
}

pub fn find(connection: &Connection, id: &str) -> Result<Option<Person>, StoreError> {
    connection.find(
        &format!("SELECT {COLUMNS} FROM persons WHERE id = $1"),
        &[id.into()],
        read,
    )
}

pub fn find_by_phone(
    connection: &Connection,
    phone_index: &[u8; 32],
) -> Result<Option<Person>, StoreError> {
    connection.find(
        &format!("SELECT {COLUMNS} FROM persons WHERE phone_index = $1"),
        &[phone_index.into()],
        read,
    )
}

/// Takes the phone from somebody: whoever signs in with it next is new, and nothing is sent to it any more. `index` stands
/// in its place and is no phone's. False if it was taken before.
pub fn give_up_phone(tx: &Tx, id: &str, index: &[u8; 32], now_ms: i64) -> Result<bool, StoreError> {
    let sql = "UPDATE persons SET given_up_phone = sealed_phone, given_up_ms = $1
        WHERE id = $2 AND given_up_ms IS NULL";
    let is_given_up = tx.execute(sql, &[now_ms.into(), id.into()])? == 1;
    if is_given_up {
        part_from_phone(tx, id, index)?;
    }
    Ok(is_given_up)
}

/// No phone leads to somebody any more, and none is read from the row. `index` stands in its place and is no phone's.
fn part_from_phone(tx: &Tx, id: &str, index: &[u8; 32]) -> Result<(), StoreError> {
    let sql = "UPDATE persons SET phone_index = $1, sealed_phone = $2 WHERE id = $3";
    let nothing: Vec<u8> = Vec::new();
    tx.execute(sql, &[index.into(), (&nothing).into(), id.into()])?;
    Ok(())
}

/// Forgets who somebody is: the row goes where nothing names it, and otherwise stays as an id that no phone leads to.
/// `nobody` is no phone's index.
pub fn forget(tx: &Tx, id: &str, nobody: &[u8; 32]) -> Result<(), StoreError> {
    let named_by = [
        "applications",
        "loans",
        "enrolments",
        "consents",
        "helped_sessions",
        "saved_searches",
        "notices",
    ];
    let unnamed =
        named_by.map(|table| format!("NOT EXISTS (SELECT 1 FROM {table} WHERE person_id = $1)"));
    let sql = format!(
        "DELETE FROM persons WHERE id = $1 AND {}",
        unnamed.join(" AND ")
    );
    if tx.execute(&sql, &[id.into()])? == 0 {
        part_from_phone(tx, id, nobody)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::applications::{self, Application};
    use crate::testing::in_write;

    #[test]
    fn a_phone_is_one_person() {
        let new = |id: &str, phone| NewPerson {
            id: id.into(),
            phone_index: [phone; 32],
            sealed_phone: vec![phone],
            created_ms: 1,
        };
        let (first, again, other, by_id, nobody) = in_write(move |tx| {
            Ok((
                find_or_create(tx, &new("a", 1))?,
                find_or_create(tx, &new("b", 1))?,
                find_or_create(tx, &new("c", 2))?,
                find(tx, "a")?,
                find(tx, "b")?,
            ))
        });
        assert_eq!(first, again);
        assert_eq!(other.id, "c");
        assert_eq!((by_id, nobody), (Some(first), None));
    }

    #[test]
    fn a_phone_given_up_is_the_next_persons() {
        let new = |id: &str| NewPerson {
            id: id.into(),
            phone_index: [1; 32],
            sealed_phone: vec![1],
            created_ms: 1,
        };
        let (first, again, left, next) = in_write(move |tx| {
            find_or_create(tx, &new("a"))?;
            Ok((
                give_up_phone(tx, "a", &[9; 32], 2)?,
                give_up_phone(tx, "a", &[8; 32], 3)?,
                find(tx, "a")?,
                find_or_create(tx, &new("b"))?,
            ))
        });
        assert_eq!((first, again), (true, false));
        let left = left.unwrap();
        assert_eq!((left.phone_index, left.sealed_phone), ([9; 32], vec![]));
        assert_eq!(next, new("b"));
    }

    #[test]
    fn an_id_is_never_given_twice() {
        let again = in_write(|tx| {
            let new = |phone| NewPerson {
                id: "a".into(),
                phone_index: [phone; 32],
                sealed_phone: vec![],
                created_ms: 1,
            };
            find_or_create(tx, &new(1))?;
            Ok(tx.attempt(|tx| find_or_create(tx, &new(2))))
        });
        assert_eq!(
            again,
            Err(StoreError::Duplicate {
                constraint: "persons.id".into()
            })
        );
    }

    #[test]
    fn who_is_forgotten_is_found_by_no_phone() {
        let (unnamed, named, by_phone, anew) = in_write(|tx| {
            let new = |id: &str, phone| NewPerson {
                id: id.into(),
                phone_index: [phone; 32],
                sealed_phone: vec![phone],
                created_ms: 1,
            };
            find_or_create(tx, &new("a", 1))?;
            find_or_create(tx, &new("b", 2))?;
            let draft = Application::draft("f", "startup_loan_individual", "b", 1);
            applications::insert(tx, &draft)?;
            forget(tx, "a", &[8; 32])?;
            forget(tx, "b", &[9; 32])?;
            Ok((
                find(tx, "a")?,
                find(tx, "b")?.map(|person| (person.phone_index, person.sealed_phone)),
                find_by_phone(tx, &[2; 32])?,
                find_or_create(tx, &new("c", 2))?.id,
            ))
        });
        assert_eq!((unnamed, by_phone), (None, None));
        assert_eq!(named, Some(([9; 32], Vec::new())));
        assert_eq!(anew, "c");
    }
}
