//! A database per test.

use crate::{Store, StoreError, Tx, applications, persons};

pub(crate) struct TestStore {
    pub(crate) store: Store,
    pub(crate) folder: tempfile::TempDir,
}

pub(crate) fn test_store() -> TestStore {
    let folder = tempfile::tempdir().unwrap();
    TestStore {
        store: Store::open(folder.path()).unwrap(),
        folder,
    }
}

/// Runs one write on a new database.
pub(crate) fn in_write<T: Send + 'static>(
    work: impl FnOnce(&Tx) -> Result<T, StoreError> + Send + 'static,
) -> T {
    test_store().store.write_blocking(work).unwrap()
}

pub(crate) fn add_person(tx: &Tx, id: &str) -> persons::Person {
    let phone_index = std::array::from_fn(|place| id.as_bytes().get(place).copied().unwrap_or(0));
    let new = persons::NewPerson {
        id: id.into(),
        phone_index,
        sealed_phone: vec![1],
        created_ms: 1,
    };
    persons::find_or_create(tx, &new).unwrap()
}

/// A draft of a person who is made with it.
pub(crate) fn add_application(tx: &Tx, id: &str) -> applications::Application {
    let person = add_person(tx, &format!("person-of-{id}"));
    let draft = applications::Application::draft(id, "startup_loan_individual", &person.id, 10);
    applications::insert(tx, &draft).unwrap();
    draft
}
