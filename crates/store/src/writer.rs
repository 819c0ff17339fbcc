//! The one thread that writes. It takes all jobs that wait, runs each in its own savepoint, commits them with one
//! fsync, and only then answers.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::mpsc::Receiver,
};

use tokio::sync::oneshot;

use crate::{Connection, StoreError, Tx};

/// Jobs that may wait before a write is refused.
pub(crate) const QUEUE: usize = 1024;
/// Jobs in one transaction: enough to share the fsync, few enough that nobody waits long.
const BATCH: usize = 128;

/// A write on its way to the writer.
pub(crate) trait Job: Send {
    /// False if nobody waits for the answer any more.
    fn is_wanted(&self) -> bool;
    /// Does the work and keeps the answer back; true if its changes are to be kept.
    fn run(&mut self, tx: &Tx) -> bool;
    /// Gives the answer, or the error that undid it.
    fn settle(self: Box<Self>, committed: Result<(), StoreError>);
}

pub(crate) struct Write<F, T, E> {
    work: Option<F>,
    answer: Option<Result<T, E>>,
    reply: oneshot::Sender<Result<T, E>>,
}

impl<F, T, E> Write<F, T, E> {
    pub(crate) fn new(work: F) -> (Self, oneshot::Receiver<Result<T, E>>) {
        let (reply, receiver) = oneshot::channel();
        (
            Self {
                work: Some(work),
                answer: None,
                reply,
            },
            receiver,
        )
    }
}

impl<F, T, E> Job for Write<F, T, E>
where
    F: FnOnce(&Tx) -> Result<T, E> + Send,
    T: Send,
    E: From<StoreError> + Send,
{
    fn is_wanted(&self) -> bool {
        !self.reply.is_closed()
    }

    fn run(&mut self, tx: &Tx) -> bool {
        let Some(work) = self.work.take() else {
            return false;
        };
        // A panic leaves nothing behind: its savepoint is rolled back.
        let answer = catch_unwind(AssertUnwindSafe(|| work(tx)))
            .unwrap_or_else(|_| Err(StoreError::Panicked.into()));
        let keep = answer.is_ok();
        self.answer = Some(answer);
        keep
    }

    fn settle(self: Box<Self>, committed: Result<(), StoreError>) {
        let answer = match (committed, self.answer) {
            (Ok(()), Some(answer)) => answer,
            (Ok(()), None) => Err(StoreError::Closed.into()),
            // Even a refusal is undone: what it was refused for may have been rolled back with it.
            (Err(error), _) => Err(error.into()),
        };
        // Whoever asked may be gone; the write stands all the same.
        let _ = self.reply.send(answer);
    }
}

/// Works until every sender is gone and the queue is empty.
pub(crate) fn work(engine: rusqlite::Connection, queue: &Receiver<Box<dyn Job>>) {
    let tx = Tx::new(Connection::new(engine));
    while let Ok(first) = queue.recv() {
        let mut batch = vec![first];
        batch.extend(queue.try_iter().take(BATCH - 1));
        batch.retain(|job| job.is_wanted());
        while !batch.is_empty() {
            batch = commit(&tx, batch);
        }
    }
    // So that a closed folder is one file; a reader that is still open merely delays it.
    if let Err(error) = tx.control("PRAGMA wal_checkpoint(TRUNCATE)") {
        tracing::warn!(
            error = &error as &dyn std::error::Error,
            "could not fold the log into the database"
        );
    }
}

/// Runs and answers the jobs; gives back those that must run again because the engine dropped the transaction
/// before their turn.
fn commit(tx: &Tx, jobs: Vec<Box<dyn Job>>) -> Vec<Box<dyn Job>> {
    if let Err(error) = tx.control("BEGIN IMMEDIATE") {
        settle(jobs, &Err(error));
        return Vec::new();
    }
    let mut waiting = jobs.into_iter();
    let mut done = Vec::new();
    for mut job in waiting.by_ref() {
        let outcome = run_in_savepoint(tx, job.as_mut());
        done.push(job);
        if let Err(error) = outcome {
            let _ = tx.control("ROLLBACK");
            settle(done, &Err(error));
            return waiting.collect();
        }
    }
    let committed = tx.control("COMMIT");
    if committed.is_err() && tx.is_in_transaction() {
        let _ = tx.control("ROLLBACK");
    }
    settle(done, &committed);
    Vec::new()
}

/// An error here means that the whole transaction is lost, not only this job.
fn run_in_savepoint(tx: &Tx, job: &mut dyn Job) -> Result<(), StoreError> {
    tx.control("SAVEPOINT job")?;
    let keep = job.run(tx);
    // On a full disk or an I/O error SQLite may end the transaction by itself.
    if !tx.is_in_transaction() {
        return Err(tx.why_abandoned());
    }
    if !keep {
        tx.control("ROLLBACK TO job")?;
    }
    tx.control("RELEASE job")
}

fn settle(jobs: Vec<Box<dyn Job>>, committed: &Result<(), StoreError>) {
    if let Err(error) = committed {
        tracing::error!(
            error = error as &dyn std::error::Error,
            jobs = jobs.len(),
            "could not commit"
        );
    }
    for job in jobs {
        job.settle(committed.clone());
    }
}
