//! One connection and its transaction.
//!
//! A statement costs a trip to the server and back, so what needs no answer (BEGIN, SAVEPOINT, RELEASE) waits and travels
//! with the next statement that does.

use std::{
    cell::{Cell, RefCell},
    fmt,
    future::Future,
    pin::pin,
    task::{Context, Waker},
};

use deadpool_postgres::Object;
use futures_util::future::join;
use tokio::runtime::Handle;
use tokio_postgres::{Statement, types::ToSql};

use super::{
    error::{Left, judge},
    pool::wait,
    value,
};
use crate::{Row, StoreError, Value};

type Parameters<'a> = Vec<&'a (dyn ToSql + Sync)>;

/// Where a session stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    /// Outside any transaction.
    Idle,
    /// Inside, and well.
    Open,
    /// A statement failed: nothing works until the savepoint before it.
    Failed,
    /// The transaction is gone, the connection is not.
    Undone,
    /// The connection is gone.
    Cut,
}

/// What a transaction is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    Read,
    Write,
}

pub(crate) struct Session {
    /// None only while being dropped.
    client: Option<Object>,
    driver: Handle,
    schema: String,
    phase: Cell<Phase>,
    purpose: Cell<Purpose>,
    /// What travels with the next statement.
    unsent: RefCell<String>,
    /// Whether the server has been told of the transaction.
    has_begun: Cell<bool>,
}

impl Session {
    pub(super) fn new(client: Object, driver: Handle, schema: &str) -> Self {
        Self {
            client: Some(client),
            driver,
            schema: schema.to_owned(),
            phase: Cell::new(Phase::Idle),
            purpose: Cell::new(Purpose::Read),
            unsent: RefCell::default(),
            has_begun: Cell::new(false),
        }
    }

    pub(crate) fn schema(&self) -> &str {
        &self.schema
    }

    fn client(&self) -> Result<&Object, StoreError> {
        self.client.as_ref().ok_or(StoreError::Closed)
    }

    pub(crate) fn query(&self, sql: &str, values: &[Value]) -> Result<Vec<Row>, StoreError> {
        let statement = self.prepare(sql)?;
        let rows = self.send(self.client()?.query(&statement, &parameters(values)))?;
        rows.iter().map(value::read).collect()
    }

    pub(crate) fn execute(&self, sql: &str, values: &[Value]) -> Result<usize, StoreError> {
        let statement = self.prepare(sql)?;
        let changed = self.send(self.client()?.execute(&statement, &parameters(values)))?;
        Ok(usize::try_from(changed).unwrap_or(usize::MAX))
    }

    /// Several statements without values.
    pub(crate) fn batch(&self, sql: &str) -> Result<(), StoreError> {
        self.send(self.client()?.batch_execute(sql))
    }

    fn prepare(&self, sql: &str) -> Result<Statement, StoreError> {
        if self.phase.get() == Phase::Failed {
            return Err(StoreError::Abandoned);
        }
        let prepared = wait(&self.driver, self.client()?.prepare_cached(sql));
        prepared.map_err(|error| self.note(error))
    }

    /// Sends a statement behind what waits, and waits for both.
    fn send<T>(
        &self,
        statement: impl Future<Output = Result<T, tokio_postgres::Error>>,
    ) -> Result<T, StoreError> {
        let before = self.unsent.take();
        let answer = if before.is_empty() {
            wait(&self.driver, statement)
        } else {
            self.has_begun.set(true);
            let both = join(self.client()?.batch_execute(&before), statement);
            let (controlled, answer) = wait(&self.driver, both);
            controlled.and(answer)
        };
        answer.map_err(|error| self.note(error))
    }

    fn note(&self, error: tokio_postgres::Error) -> StoreError {
        let (left, told) = judge(error, self.purpose.get());
        self.phase.set(match left {
            Left::Savepoint if self.phase.get() == Phase::Idle => Phase::Idle,
            Left::Savepoint => Phase::Failed,
            Left::Connection => Phase::Undone,
            Left::Nothing => Phase::Cut,
        });
        told
    }

    /// Begins a transaction with the next statement.
    pub(crate) fn begin(&self, sql: &str, purpose: Purpose) {
        self.purpose.set(purpose);
        *self.unsent.borrow_mut() = format!("{sql};");
        self.has_begun.set(false);
        self.phase.set(Phase::Open);
    }

    /// Adds a statement that needs no answer to the next that does.
    pub(crate) fn later(&self, sql: &str) {
        let mut unsent = self.unsent.borrow_mut();
        unsent.push_str(sql);
        unsent.push(';');
    }

    /// Back to where a failed statement left no mark.
    pub(crate) fn back_to(&self, savepoint: &str) -> Result<(), StoreError> {
        let back = format!("ROLLBACK TO {savepoint}");
        if self.phase.get() != Phase::Failed {
            self.later(&back);
            return Ok(());
        }
        // Now: after a failure the server does not even prepare a statement.
        self.phase.set(Phase::Open);
        self.batch(&back)
    }

    /// Makes the transaction durable. [`StoreError::OutcomeUnknown`] when the line was cut while waiting for the answer.
    pub(crate) fn commit(&self) -> Result<(), StoreError> {
        if !self.has_begun.get() {
            self.unsent.take();
            self.phase.set(Phase::Idle);
            return Ok(());
        }
        self.later("COMMIT");
        let before = self.unsent.take();
        let committed = wait(&self.driver, self.client()?.batch_execute(&before));
        match committed {
            Ok(()) => {
                self.phase.set(Phase::Idle);
                Ok(())
            }
            Err(error) => {
                let is_said = error.as_db_error().is_some();
                let told = self.note(error);
                let is_cut = self.phase.get() == Phase::Cut;
                // Whatever the server said before it ended the connection, it may have committed.
                if is_cut || !is_said {
                    return Err(StoreError::OutcomeUnknown);
                }
                Err(told)
            }
        }
    }

    /// Ends the transaction without waiting for the server's word.
    pub(crate) fn roll_back(&self) {
        self.unsent.take();
        if self.phase.get() == Phase::Cut {
            return;
        }
        if self.has_begun.replace(false)
            && let Some(client) = &self.client
        {
            let mut goodbye = pin!(client.batch_execute("ROLLBACK"));
            // The first poll sends it; nobody waits for the answer, and the next statement queues behind it.
            let _ = goodbye
                .as_mut()
                .poll(&mut Context::from_waker(Waker::noop()));
        }
        self.phase.set(Phase::Idle);
    }

    pub(crate) fn is_in_transaction(&self) -> bool {
        matches!(self.phase.get(), Phase::Open | Phase::Failed)
    }

    /// Whether the transaction failed in a way that trying again may mend.
    pub(crate) fn may_try_again(&self) -> bool {
        matches!(self.phase.get(), Phase::Undone | Phase::Cut)
    }

    pub(crate) fn has_failed_statement(&self) -> bool {
        self.phase.get() == Phase::Failed
    }

    pub(crate) fn is_cut(&self) -> bool {
        self.phase.get() == Phase::Cut
            || self.client.as_ref().is_none_or(|client| client.is_closed())
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        self.roll_back();
        if self.is_cut()
            && let Some(client) = self.client.take()
        {
            // Not back into the pool.
            drop(Object::take(client));
        }
    }
}

impl fmt::Debug for Session {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_tuple("Session").field(&self.phase.get()).finish()
    }
}

fn parameters(values: &[Value]) -> Parameters<'_> {
    values.iter().map(|value| value as _).collect()
}
