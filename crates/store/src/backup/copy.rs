//! A file of SQLite as a copy of its own: made while a server works, looked at where no server works.

use std::path::Path;

use super::{Reads, district_of, let_nobody_in};
use crate::{Connection, StoreError, Tx, connection::Engine, migrations, sqlite};

/// Copies a database file, as of one moment, into a new file that is on disk when this returns, and says
/// which schema it has. A server at work beside this is not held up.
///
/// # Errors
/// When the file is there already, the schema is newer than this program, or the disk does not take it.
pub fn copy_database(from: &Path, to: &Path) -> Result<i64, StoreError> {
    sqlite::check_version()?;
    sqlite::copy(from, to)?;
    Ok(Copy::open(to)?.schema())
}

/// Makes a copy ready for a server: brings it to the schema of this program and ends the sessions and sign-in codes in it,
/// some of which were ended since.
///
/// # Errors
/// When the schema is newer than this program, or the disk does not take it.
pub fn prepare_restored(path: &Path, now_ms: i64) -> Result<(), StoreError> {
    let engine = Engine::Sqlite(sqlite::open_restored(path)?);
    let_nobody_in(&Tx::new(Connection::new(engine)), now_ms)
}

/// A database that nobody writes.
#[derive(Debug)]
pub struct Copy {
    connection: Connection,
    schema: i64,
}

impl Copy {
    /// Opens it; nothing is written, so it may lie where nothing can be.
    ///
    /// # Errors
    /// When it is no database, or its schema is newer than this program.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let connection = Connection::new(Engine::Sqlite(sqlite::open_copy(path)?));
        let schema = migrations::found_now(&connection)?;
        migrations::refuse_newer(schema)?;
        Ok(Self { connection, schema })
    }

    /// Which schema it has.
    #[must_use]
    pub fn schema(&self) -> i64 {
        self.schema
    }

    /// Which district it says it is of; an old one does not say.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn district(&self) -> Result<Option<String>, StoreError> {
        self.read(district_of)
    }

    /// Refuses a database that the aggregates cannot read.
    ///
    /// # Errors
    /// When its schema is not that of this program.
    pub fn check_current(&self) -> Result<(), StoreError> {
        if self.is_current() {
            return Ok(());
        }
        Err(StoreError::SchemaTooOld {
            found: self.schema,
            known: migrations::known(),
        })
    }

    /// Whether the aggregates can read it; a copy made by an earlier program has to be migrated first.
    #[must_use]
    pub fn is_current(&self) -> bool {
        self.schema == migrations::known()
    }
}

impl Reads for Copy {
    fn read<T, E: From<StoreError>>(
        &self,
        work: impl Fn(&Connection) -> Result<T, E>,
    ) -> Result<T, E> {
        self.connection.begin_read()?;
        let answer = work(&self.connection);
        self.connection.roll_back()?;
        answer
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::backup::{DATABASE, find_damage};
    use crate::testing::add_application;
    use crate::{Location, Store, applications, sessions};

    struct Own {
        store: Store,
        folder: tempfile::TempDir,
    }

    /// A file, whichever engine the other tests run on.
    fn own_store() -> Own {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&Location::in_folder(folder.path())).unwrap();
        Own { store, folder }
    }

    #[test]
    fn a_copy_has_what_was_committed_and_is_never_written() {
        let own = own_store();
        own.store
            .write_blocking(|tx: &Tx| Ok::<_, StoreError>(add_application(tx, "a")))
            .unwrap();
        let elsewhere = tempfile::tempdir().unwrap();
        let to = elsewhere.path().join("copy.sqlite3");
        let schema = copy_database(&own.folder.path().join(DATABASE), &to).unwrap();
        own.store
            .write_blocking(|tx: &Tx| Ok::<_, StoreError>(add_application(tx, "b")))
            .unwrap();
        let before = fs::read(&to).unwrap();
        let copy = Copy::open(&to).unwrap();
        assert!(copy.is_current());
        assert_eq!(copy.schema(), schema);
        let ids = copy.read(|connection| applications::list_ids(connection, "", 9));
        assert_eq!(ids, Ok::<_, StoreError>(vec!["a".to_owned()]));
        assert_eq!(
            copy.read(find_damage),
            Ok::<Vec<String>, StoreError>(vec![])
        );
        assert_eq!(fs::read(&to).unwrap(), before);
        assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 1);
        assert_eq!(
            copy_database(&own.folder.path().join(DATABASE), &to)
                .unwrap_err()
                .to_string(),
            format!("{} cannot be used", to.display()),
            "a copy is never replaced"
        );
    }

    #[test]
    fn a_restored_copy_lets_nobody_in() {
        let own = own_store();
        let session = sessions::Session {
            token_hash: [1; 32],
            subject_kind: "person".into(),
            subject_id: "p".into(),
            role: None,
            agency_id: None,
            created_ms: 1,
            last_seen_ms: 1,
            expires_ms: 100,
        };
        own.store
            .write_blocking(move |tx: &Tx| sessions::insert(tx, &session))
            .unwrap();
        let to = own.folder.path().join("copy.sqlite3");
        copy_database(&own.folder.path().join(DATABASE), &to).unwrap();
        let live = || {
            let copy = Copy::open(&to).unwrap();
            copy.read(|connection| sessions::find_live(connection, &[1; 32], 2, 0))
                .unwrap()
                .is_some()
        };
        assert!(live());
        prepare_restored(&to, 2).unwrap();
        assert!(!live());
    }

    #[test]
    fn damage_is_found() {
        let own = own_store();
        for id in ["a", "b", "c"] {
            own.store
                .write_blocking(move |tx: &Tx| Ok::<_, StoreError>(add_application(tx, id)))
                .unwrap();
        }
        let elsewhere = tempfile::tempdir().unwrap();
        let to = elsewhere.path().join("copy.sqlite3");
        copy_database(&own.folder.path().join(DATABASE), &to).unwrap();
        let mut bytes = fs::read(&to).unwrap();
        // The last page, whichever table or index it belongs to.
        let tail = bytes.len() - 4096;
        bytes[tail..].fill(0xa5);
        fs::write(&to, bytes).unwrap();
        let found = Copy::open(&to).unwrap().read(find_damage);
        assert!(found.is_err() || !found.unwrap().is_empty());
    }
}
