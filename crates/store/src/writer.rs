//! The one thread of a server that writes. It takes all jobs that wait, runs each in its own savepoint, commits them with
//! one fsync, and only then answers. On PostgreSQL the writers of several servers take turns.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::mpsc::Receiver,
    time::{Duration, Instant},
};

use tokio::sync::oneshot;

use crate::{
    StoreError, Tx, backlog::Backlog, opener::Opener, patience::Patience, reserve::Reserve,
};

/// Jobs that may wait before a write is refused.
pub const QUEUE: usize = 1024;
/// Jobs in one transaction: enough to share the fsync, few enough that nobody waits long.
const BATCH: usize = 64;
const JOB: &str = "job";
/// How long jobs are tried again while the database does not answer or another writer was first.
const PATIENCE: Duration = Duration::from_secs(10);

/// A write on its way to the writer.
pub(crate) trait Job: Send {
    /// When it was asked for.
    fn queued(&self) -> Instant;
    /// False if nobody waits for the answer any more.
    fn is_wanted(&self) -> bool;
    /// Does the work and keeps the answer back; true if its changes are to be kept. It runs again when what it did was
    /// undone by something that passes.
    fn run(&mut self, tx: &Tx) -> bool;
    /// Gives the answer, or the error that undid it.
    fn settle(self: Box<Self>, committed: Result<(), StoreError>);
}

pub(crate) struct Write<F, T, E> {
    work: F,
    queued: Instant,
    answer: Option<Result<T, E>>,
    reply: oneshot::Sender<Result<T, E>>,
}

impl<F, T, E> Write<F, T, E> {
    pub(crate) fn new(work: F) -> (Self, oneshot::Receiver<Result<T, E>>) {
        let (reply, receiver) = oneshot::channel();
        (
            Self {
                work,
                queued: Instant::now(),
                answer: None,
                reply,
            },
            receiver,
        )
    }
}

impl<F, T, E> Job for Write<F, T, E>
where
    F: Fn(&Tx) -> Result<T, E> + Send,
    T: Send,
    E: From<StoreError> + Send,
{
    fn queued(&self) -> Instant {
        self.queued
    }

    fn is_wanted(&self) -> bool {
        !self.reply.is_closed()
    }

    fn run(&mut self, tx: &Tx) -> bool {
        // A panic leaves nothing behind: its savepoint is rolled back.
        let answer = catch_unwind(AssertUnwindSafe(|| (self.work)(tx)))
            .unwrap_or_else(|_| Err(StoreError::Panicked.into()));
        let answer = if answer.is_ok() && tx.has_failed_statement() {
            Err(StoreError::Abandoned.into())
        } else {
            answer
        };
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
pub(crate) fn work(
    opener: &Opener,
    reserve: &Reserve,
    backlog: &Backlog,
    tx: Tx,
    queue: &Receiver<Box<dyn Job>>,
) {
    let mut writer = Writer {
        opener,
        reserve,
        tx: Some(tx),
    };
    while let Ok(first) = queue.recv() {
        backlog.begin(first.queued());
        let mut batch = vec![first];
        batch.extend(queue.try_iter().take(BATCH - 1));
        writer.write(batch);
        backlog.end();
    }
    writer.finish();
}

/// What became of a batch.
enum Round {
    /// Every job has its answer.
    Settled,
    /// The engine dropped the transaction before these had their turn.
    Rest(Vec<Box<dyn Job>>),
    /// Nothing of these was kept, for a reason that passes.
    Again(Vec<Box<dyn Job>>, StoreError),
}

struct Writer<'a> {
    opener: &'a Opener,
    reserve: &'a Reserve,
    /// None when the connection is of no use any more and a new one must be made.
    tx: Option<Tx>,
}

impl Writer<'_> {
    fn write(&mut self, mut batch: Vec<Box<dyn Job>>) {
        let mut patience = Patience::of(PATIENCE);
        loop {
            batch.retain(|job| job.is_wanted());
            if batch.is_empty() {
                return;
            }
            batch = match self.round(batch) {
                Round::Settled => return,
                Round::Rest(jobs) => jobs,
                Round::Again(jobs, why) => match patience.next() {
                    Some(pause) => {
                        self.opener.pause(pause);
                        jobs
                    }
                    None => return settle(jobs, &Err(why), self.reserve),
                },
            };
        }
    }

    fn round(&mut self, jobs: Vec<Box<dyn Job>>) -> Round {
        let tx = match self.tx.take().map_or_else(|| self.opener.writer(), Ok) {
            Ok(tx) => tx,
            Err(error) if error.passes() => return Round::Again(jobs, error),
            Err(error) => {
                settle(jobs, &Err(error), self.reserve);
                return Round::Settled;
            }
        };
        let round = commit(&tx, jobs, self.reserve);
        // After a failed fsync nobody knows what is on disk; a new connection reads what is.
        let is_doubtful = matches!(&round, (_, Some(StoreError::OutcomeUnknown)));
        if !is_doubtful && !tx.is_cut() {
            self.tx = Some(tx);
        }
        round.0
    }

    /// So that a closed folder is one file; a reader that is still open merely delays it.
    fn finish(self) {
        if let (Opener::Sqlite(_), Some(tx)) = (self.opener, self.tx)
            && let Err(error) = tx.control("PRAGMA wal_checkpoint(TRUNCATE)")
        {
            tracing::warn!(
                error = &error as &dyn std::error::Error,
                "could not fold the log into the database"
            );
        }
    }
}

/// Runs and answers the jobs; says also what the commit failed with.
fn commit(tx: &Tx, jobs: Vec<Box<dyn Job>>, reserve: &Reserve) -> (Round, Option<StoreError>) {
    if let Err(error) = tx.begin_write() {
        settle(jobs, &Err(error), reserve);
        return (Round::Settled, None);
    }
    let mut waiting = jobs.into_iter();
    let mut done = Vec::new();
    for mut job in waiting.by_ref() {
        let outcome = run_in_savepoint(tx, job.as_mut(), reserve);
        done.push(job);
        if let Err(error) = outcome {
            let may_try_again = tx.may_try_again();
            let _ = tx.roll_back();
            if may_try_again {
                done.extend(waiting);
                return (Round::Again(done, error), None);
            }
            settle(done, &Err(error), reserve);
            return (Round::Rest(waiting.collect()), None);
        }
    }
    let committed = tx.commit().map_err(|error| match error {
        StoreError::DiskFailed => StoreError::OutcomeUnknown,
        error => error,
    });
    let Err(error) = committed else {
        settle(done, &Ok(()), reserve);
        return (Round::Settled, None);
    };
    let may_try_again = tx.may_try_again() && error != StoreError::OutcomeUnknown;
    let _ = tx.roll_back();
    if may_try_again {
        return (Round::Again(done, error), None);
    }
    settle(done, &Err(error.clone()), reserve);
    (Round::Settled, Some(error))
}

/// An error here means that the whole transaction is lost, not only this job.
fn run_in_savepoint(tx: &Tx, job: &mut dyn Job, reserve: &Reserve) -> Result<(), StoreError> {
    tx.savepoint(JOB)?;
    let keep = job.run(tx);
    if matches!(tx.why_abandoned(), StoreError::DiskFull) {
        reserve.release();
    }
    // On a full disk or an I/O error SQLite may end the transaction by itself; on PostgreSQL the line may be cut.
    if !tx.is_in_transaction() {
        return Err(tx.why_abandoned());
    }
    if !keep {
        tx.back_to_savepoint(JOB)?;
    }
    tx.release(JOB)
}

fn settle(jobs: Vec<Box<dyn Job>>, committed: &Result<(), StoreError>, reserve: &Reserve) {
    // Before anybody hears of it, so that whoever may use the room finds it.
    if matches!(committed, Err(StoreError::DiskFull)) {
        reserve.release();
    }
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
