//! One reading connection per thread and store, kept between reads: opening costs more than most queries.

use std::{
    cell::RefCell,
    path::Path,
    sync::{Arc, Weak},
};

use crate::{Connection, StoreError, sqlite};

thread_local! {
    static IDLE: RefCell<Vec<(Weak<()>, Connection)>> = const { RefCell::new(Vec::new()) };
}

/// Runs the work on this thread's connection. All its queries see the same moment of the database.
pub(crate) fn read<T, E: From<StoreError>>(
    store: &Arc<()>,
    path: &Path,
    work: impl FnOnce(&Connection) -> Result<T, E>,
) -> Result<T, E> {
    // Taken out while in use: a read inside a read opens a second connection instead of sharing the snapshot.
    let connection = match take(store) {
        Some(connection) => connection,
        None => Connection::new(sqlite::open_reader(path)?),
    };
    connection.control("BEGIN")?;
    let answer = work(&connection);
    // A connection that cannot leave its snapshot is closed, not kept.
    if connection.control("ROLLBACK").is_ok() {
        IDLE.with_borrow_mut(|idle| idle.push((Arc::downgrade(store), connection)));
    }
    answer
}

fn take(store: &Arc<()>) -> Option<Connection> {
    IDLE.with_borrow_mut(|idle| {
        idle.retain(|(owner, _)| owner.strong_count() > 0);
        let place = idle
            .iter()
            .position(|(owner, _)| std::ptr::eq(owner.as_ptr(), Arc::as_ptr(store)))?;
        Some(idle.swap_remove(place).1)
    })
}
