//! The database as of one moment: a copy in a file of SQLite, or a schema of PostgreSQL that other programs are shown too.

use crate::{Connection, Store, StoreError, Tx, login_codes, migrations, portal, sessions, sqlite};

mod copy;
mod snapshot;
mod staging;
mod takeover;

pub use copy::{Copy, copy_database, prepare_restored};
pub use snapshot::{Snapshot, is_being_made};
pub use staging::Staging;

/// What the file of SQLite is called, in a data folder and in a backup.
pub const DATABASE: &str = sqlite::FILE_NAME;
/// Tables whose rows let somebody in; a restored portal begins without them.
pub const WHO_IS_IN: [&str; 2] = ["sessions", "login_codes"];

/// The newest schema that this program knows.
#[must_use]
pub fn known_schema() -> i64 {
    migrations::known()
}

/// Something that can be read as of one moment.
pub trait Reads {
    /// All queries of the work see the same moment.
    fn read<T, E: From<StoreError>>(
        &self,
        work: impl Fn(&Connection) -> Result<T, E>,
    ) -> Result<T, E>;
}

impl Reads for Store {
    fn read<T, E: From<StoreError>>(
        &self,
        work: impl Fn(&Connection) -> Result<T, E>,
    ) -> Result<T, E> {
        self.read(work)
    }
}

/// What the engine itself finds wrong with the database, a line each; none when it is whole.
///
/// # Errors
/// When the database does not answer; damage that the engine can name is a line.
pub fn find_damage(connection: &Connection) -> Result<Vec<String>, StoreError> {
    connection.find_damage()
}

/// What the database says of itself under a name; an old one says nothing.
///
/// # Errors
/// When the database does not answer.
pub fn find_claim(connection: &Connection, name: &str) -> Result<Option<String>, StoreError> {
    if connection.has_table("portal")? {
        portal::find(connection, name)
    } else {
        Ok(None)
    }
}

fn district_of(connection: &Connection) -> Result<Option<String>, StoreError> {
    find_claim(connection, portal::DISTRICT)
}

/// Brings a restored database to the schema of this program and ends the sessions and sign-in codes in it.
fn let_nobody_in(tx: &Tx, now_ms: i64) -> Result<(), StoreError> {
    migrations::apply(tx)?;
    tx.begin_write()?;
    sessions::revoke_all(tx, now_ms)?;
    login_codes::delete_all(tx)?;
    tx.commit()
}
