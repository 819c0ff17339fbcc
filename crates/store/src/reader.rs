//! Reading. SQLite: one connection per thread and store, kept between reads, since opening costs more than most queries.
//! PostgreSQL: one of the pool's, and once more if the line was cut.

use std::{
    cell::RefCell,
    sync::{Arc, Weak},
    time::Duration,
};

use crate::{Connection, StoreError, opener::Opener, patience::Patience};

/// How long a read is tried again: less than a resident waits before pressing once more.
const PATIENCE: Duration = Duration::from_secs(3);

thread_local! {
    static IDLE: RefCell<Vec<(Weak<()>, Connection)>> = const { RefCell::new(Vec::new()) };
}

/// Runs the work on a connection. All its queries see the same moment of the database.
pub(crate) fn read<T, E: From<StoreError>>(
    store: &Arc<()>,
    opener: &Opener,
    work: impl Fn(&Connection) -> Result<T, E>,
) -> Result<T, E> {
    match opener {
        Opener::Sqlite(_) => on_own_connection(store, opener, |connection| {
            if let Err(error) = connection.begin_read() {
                return (Err(error.into()), false);
            }
            let answer = work(connection);
            // A connection that cannot leave its snapshot is closed, not kept.
            (answer, connection.roll_back().is_ok())
        }),
        Opener::Postgres(_) => on_pooled_connection(opener, work),
    }
}

/// Runs work of one query.
pub(crate) fn read_once<T, E: From<StoreError>>(
    store: &Arc<()>,
    opener: &Opener,
    work: impl Fn(&Connection) -> Result<T, E>,
) -> Result<T, E> {
    match opener {
        Opener::Sqlite(_) => on_own_connection(store, opener, |connection| {
            let answer = connection.with_one_let_through(&work);
            let is_good = answer.is_ok() && !connection.is_in_transaction();
            (answer, is_good)
        }),
        Opener::Postgres(_) => on_pooled_connection(opener, work),
    }
}

/// The work says also whether the connection may be kept.
fn on_own_connection<T, E: From<StoreError>>(
    store: &Arc<()>,
    opener: &Opener,
    work: impl FnOnce(&Connection) -> (Result<T, E>, bool),
) -> Result<T, E> {
    // Taken out while in use: a read inside a read opens a second connection instead of sharing the snapshot.
    let connection = match take(store) {
        Some(connection) => connection,
        None => opener.reader()?,
    };
    let (answer, is_good) = work(&connection);
    if is_good {
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

fn on_pooled_connection<T, E: From<StoreError>>(
    opener: &Opener,
    work: impl Fn(&Connection) -> Result<T, E>,
) -> Result<T, E> {
    let mut patience = Patience::of(PATIENCE);
    loop {
        let (answer, may_try_again) = match opener.reader() {
            Ok(connection) => {
                connection.begin_read()?;
                let answer = work(&connection);
                let may_try_again = answer.is_err() && connection.may_try_again();
                (answer, may_try_again)
            }
            Err(error) => {
                let passes = error.passes();
                (Err(error.into()), passes)
            }
        };
        match patience.next() {
            Some(pause) if may_try_again => opener.pause(pause),
            _ => return answer,
        }
    }
}
