//! The open store: readers inline, one writer.

use std::{
    fmt,
    fs::DirBuilder,
    os::unix::fs::DirBuilderExt,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        mpsc::{SyncSender, TrySendError, sync_channel},
    },
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use tokio::sync::oneshot;

use crate::{
    Connection, Location, StoreError, Tx,
    backlog::Backlog,
    lock::FileLock,
    migrations,
    opener::Opener,
    postgres::check_server,
    reader,
    reserve::Reserve,
    writer::{self, Job, Write},
};

/// The database of one district. Clones share it.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

struct Inner {
    location: Location,
    opener: Opener,
    /// Names this store to the readers of every thread.
    identity: Arc<()>,
    reserve: Arc<Reserve>,
    backlog: Arc<Backlog>,
    /// Empty once closed.
    running: Mutex<Option<Running>>,
}

struct Running {
    queue: SyncSender<Box<dyn Job>>,
    writer: JoinHandle<()>,
    lock: Option<FileLock>,
}

impl Store {
    /// Opens the database for the server and makes what is missing. A SQLite file is held until closed; on PostgreSQL any
    /// number of servers may work together.
    pub fn open(location: &Location) -> Result<Self, StoreError> {
        let opener = Opener::new(location)?;
        let lock = lock(location)?;
        let reserve = Reserve::beside(location);
        reserve.make_way();
        let writer = opener.writer()?;
        check_server(&writer)?;
        migrations::apply(&writer)?;
        Self::start(location, opener, writer, (lock, reserve))
    }

    /// Opens the database for a command that may run beside the server. It changes the schema only if no server holds
    /// the file.
    pub fn open_beside(location: &Location) -> Result<Self, StoreError> {
        let opener = Opener::new(location)?;
        let held_while_migrating = match lock(location) {
            Ok(lock) => lock,
            Err(StoreError::InUse(_)) => None,
            Err(error) => return Err(error),
        };
        let writer = opener.writer()?;
        check_server(&writer)?;
        if held_while_migrating.is_some() {
            migrations::apply(&writer)?;
        } else {
            migrations::check(&writer)?;
        }
        Self::start(location, opener, writer, (None, Reserve::beside(location)))
    }

    /// Whether there is a database already.
    pub fn exists(location: &Location) -> Result<bool, StoreError> {
        match location {
            Location::Sqlite(path) => Ok(path.exists()),
            Location::Postgres(_) => migrations::is_any(&Opener::new(location)?.reader()?),
        }
    }

    /// Where it is.
    #[must_use]
    pub fn location(&self) -> &Location {
        &self.inner.location
    }

    fn start(
        location: &Location,
        opener: Opener,
        tx: Tx,
        (lock, reserve): (Option<FileLock>, Reserve),
    ) -> Result<Self, StoreError> {
        let reserve = Arc::new(reserve);
        let kept = reserve.clone();
        let (queue, jobs) = sync_channel(writer::QUEUE);
        let for_writer = opener.clone();
        let backlog = Arc::new(Backlog::new());
        let noted = backlog.clone();
        let writer = thread::Builder::new()
            .name("store-writer".to_owned())
            .spawn(move || writer::work(&for_writer, &kept, &noted, tx, &jobs))
            .map_err(|source| StoreError::folder(location.to_string(), source))?;
        let running = Mutex::new(Some(Running {
            queue,
            writer,
            lock,
        }));
        Ok(Self {
            inner: Arc::new(Inner {
                location: location.clone(),
                opener,
                identity: Arc::new(()),
                reserve,
                backlog,
                running,
            }),
        })
    }

    /// Reads on the calling thread; every query of the work sees the same moment. On SQLite reads take microseconds; on
    /// PostgreSQL the thread waits and a server's other tasks move aside. So an async handler calls this directly. The
    /// work runs again if the line to the database was cut.
    pub fn read<T, E: From<StoreError>>(
        &self,
        work: impl Fn(&Connection) -> Result<T, E>,
    ) -> Result<T, E> {
        reader::read(&self.inner.identity, &self.inner.opener, work)
    }

    /// The same for work that asks one question; SQLite refuses a second one.
    pub fn read_once<T, E: From<StoreError>>(
        &self,
        work: impl Fn(&Connection) -> Result<T, E>,
    ) -> Result<T, E> {
        reader::read_once(&self.inner.identity, &self.inner.opener, work)
    }

    /// Writes, and answers once the change is on disk. An `Err` of the work undoes all it did; so does a panic. The work
    /// runs again if the database lost the transaction to something that passes, so it changes nothing but the database.
    pub async fn write<F, T, E>(&self, work: F) -> Result<T, E>
    where
        F: Fn(&Tx) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        self.refuse_when_full()?;
        let answer = self.enqueue(work)?.await;
        answer.unwrap_or_else(|_| Err(StoreError::Closed.into()))
    }

    /// For the small writes that people cannot do without: they go on in the room kept back while the disk is full.
    pub async fn write_in_reserve<F, T>(&self, work: F) -> Result<T, StoreError>
    where
        F: Fn(&Tx) -> Result<T, StoreError> + Send + Sync + 'static,
        T: Send + 'static,
    {
        let work = Arc::new(work);
        let first = work.clone();
        let answer = self.enqueue(move |tx: &Tx| first(tx))?.await;
        match answer.unwrap_or(Err(StoreError::Closed)) {
            // Whoever finds the disk full has made room by it.
            Err(StoreError::DiskFull) => {
                let answer = self.enqueue(move |tx: &Tx| work(tx))?.await;
                answer.unwrap_or(Err(StoreError::Closed))
            }
            answer => answer,
        }
    }

    /// Keeps room back for [`write_in_reserve`](Self::write_in_reserve); 0 keeps none. SQLite only.
    pub fn keep_reserve(&self, bytes: u64) {
        if !self.inner.location.is_shared() {
            self.inner.reserve.keep(bytes);
        }
    }

    /// Whether the disk is full and only [`write_in_reserve`](Self::write_in_reserve) goes on.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.inner.reserve.is_full()
    }

    /// How long the oldest write under way has waited: what a new one may expect.
    #[must_use]
    pub fn backlog(&self) -> Duration {
        self.inner.backlog.age(Instant::now())
    }

    /// Says that the disk did not take something that is no row.
    pub fn note_full(&self) {
        self.inner.reserve.release();
    }

    fn refuse_when_full(&self) -> Result<(), StoreError> {
        if self.is_full() {
            return Err(StoreError::DiskFull);
        }
        Ok(())
    }

    /// The same for commands and tests. It blocks, so it must not be called from async code.
    pub fn write_blocking<F, T, E>(&self, work: F) -> Result<T, E>
    where
        F: Fn(&Tx) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        self.refuse_when_full()?;
        let answer = self.enqueue(work)?.blocking_recv();
        answer.unwrap_or_else(|_| Err(StoreError::Closed.into()))
    }

    fn enqueue<F, T, E>(&self, work: F) -> Result<oneshot::Receiver<Result<T, E>>, StoreError>
    where
        F: Fn(&Tx) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let (job, answer) = Write::new(work);
        let running = self.inner.running();
        let running = running.as_ref().ok_or(StoreError::Closed)?;
        match running.queue.try_send(Box::new(job)) {
            Ok(()) => Ok(answer),
            Err(TrySendError::Full(_)) => Err(StoreError::Overloaded),
            Err(TrySendError::Disconnected(_)) => Err(StoreError::Closed),
        }
    }

    /// Finishes the writes that wait, then lets the folder go. Later writes are refused; clones are closed with it.
    pub fn close(&self) {
        self.inner.close();
    }
}

impl Inner {
    fn running(&self) -> MutexGuard<'_, Option<Running>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn close(&self) {
        let Some(Running {
            queue,
            writer,
            lock,
        }) = self.running().take()
        else {
            return;
        };
        drop(queue);
        // The last clone may go inside a write, on the writer itself, which cannot wait for itself.
        if writer.thread().id() != thread::current().id() && writer.join().is_err() {
            tracing::error!("the writer had panicked");
        }
        drop(lock);
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        self.close();
    }
}

impl fmt::Debug for Store {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Store")
            .field("location", &self.inner.location)
            .finish_non_exhaustive()
    }
}

/// Makes the folder of a file and takes the file for one server.
fn lock(location: &Location) -> Result<Option<FileLock>, StoreError> {
    let Location::Sqlite(path) = location else {
        return Ok(None);
    };
    if let Some(folder) = path.parent() {
        let made = DirBuilder::new().recursive(true).mode(0o700).create(folder);
        made.map_err(|source| StoreError::folder(folder, source))?;
    }
    FileLock::take(path).map(Some)
}

#[cfg(test)]
mod tests;
