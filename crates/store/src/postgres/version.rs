//! Which versions of the server will do.

use crate::{Connection, StoreError};

const OLDEST_MAJOR: i64 = 13;
/// What is asked for; 150014 is 15.14.
const NUMBER: &str = "SELECT CAST(current_setting('server_version_num') AS BIGINT)";
const MAJOR: i64 = 10_000;

/// Refuses a server that is too old; asked outside a transaction, once, when the database is opened.
pub(crate) fn check_server(connection: &Connection) -> Result<(), StoreError> {
    if !connection.is_postgres() {
        return Ok(());
    }
    connection.begin_read()?;
    let number = number_of(connection);
    connection.roll_back()?;
    refuse_older(number?)
}

/// Major version of the server behind a connection, inside a transaction.
pub(crate) fn major_of(connection: &Connection) -> Result<u32, StoreError> {
    u32::try_from(number_of(connection)? / MAJOR).map_err(|_| StoreError::Abandoned)
}

fn number_of(connection: &Connection) -> Result<i64, StoreError> {
    let number = connection.find(NUMBER, &[], |row| row.get(0))?;
    number.ok_or(StoreError::Abandoned)
}

fn refuse_older(number: i64) -> Result<(), StoreError> {
    if number / MAJOR >= OLDEST_MAJOR {
        return Ok(());
    }
    // Before 10 the second part belonged to the name of a version too.
    let (major, minor) = (number / MAJOR, number % MAJOR);
    let found = if major < 10 {
        format!("{major}.{}.{}", minor / 100, minor % 100)
    } else {
        format!("{major}.{minor}")
    };
    Err(StoreError::ServerTooOld { found })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_that_is_too_old_is_refused_by_its_name() {
        for (number, found) in [
            (90_624, Some("9.6.24")),
            (100_023, Some("10.23")),
            (120_022, Some("12.22")),
            (130_000, None),
            (150_014, None),
            (180_001, None),
        ] {
            let expected = found.map(|found| StoreError::ServerTooOld {
                found: found.to_owned(),
            });
            assert_eq!(refuse_older(number).err(), expected, "{number}");
        }
    }
}
