//! The open store: readers inline, one writer.

use std::{
    fmt,
    fs::DirBuilder,
    os::unix::fs::DirBuilderExt,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        mpsc::{SyncSender, TrySendError, sync_channel},
    },
    thread::{self, JoinHandle},
};

use tokio::sync::oneshot;

use crate::{
    Connection, StoreError, Tx,
    lock::FolderLock,
    migrations, reader, sqlite,
    writer::{self, Job, Write},
};

/// The database of one district. Clones share it.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

struct Inner {
    path: PathBuf,
    /// Names this store to the readers of every thread.
    identity: Arc<()>,
    /// Empty once closed.
    running: Mutex<Option<Running>>,
}

struct Running {
    queue: SyncSender<Box<dyn Job>>,
    writer: JoinHandle<()>,
    lock: Option<FolderLock>,
}

impl Store {
    /// Opens the database of a folder for the server, makes what is missing, and holds the folder until closed.
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        sqlite::check_version()?;
        make_folder(folder)?;
        let lock = FolderLock::take(folder)?;
        let path = folder.join(sqlite::FILE_NAME);
        let mut engine = sqlite::open_writer(&path)?;
        migrations::apply(&mut engine)?;
        Self::start(path, engine, Some(lock))
    }

    /// Opens the database for a command that may run beside the server. It changes the schema only if no server holds
    /// the folder.
    pub fn open_beside(folder: &Path) -> Result<Self, StoreError> {
        sqlite::check_version()?;
        make_folder(folder)?;
        let path = folder.join(sqlite::FILE_NAME);
        let engine = match FolderLock::take(folder) {
            Ok(_held_while_migrating) => {
                let mut engine = sqlite::open_writer(&path)?;
                migrations::apply(&mut engine)?;
                engine
            }
            Err(StoreError::InUse(_)) => {
                let engine = sqlite::open_writer(&path)?;
                migrations::check(&engine)?;
                engine
            }
            Err(error) => return Err(error),
        };
        Self::start(path, engine, None)
    }

    /// Whether a folder holds a database already.
    #[must_use]
    pub fn exists_in(folder: &Path) -> bool {
        folder.join(sqlite::FILE_NAME).exists()
    }

    fn start(
        path: PathBuf,
        engine: rusqlite::Connection,
        lock: Option<FolderLock>,
    ) -> Result<Self, StoreError> {
        let (queue, jobs) = sync_channel(writer::QUEUE);
        let writer = thread::Builder::new()
            .name("store-writer".to_owned())
            .spawn(move || writer::work(engine, &jobs))
            .map_err(|source| StoreError::folder(&path, source))?;
        let running = Mutex::new(Some(Running {
            queue,
            writer,
            lock,
        }));
        Ok(Self {
            inner: Arc::new(Inner {
                path,
                identity: Arc::new(()),
                running,
            }),
        })
    }

    /// Reads on the calling thread; every query of the work sees the same moment. Reads take microseconds, so an
    /// async handler calls this directly.
    pub fn read<T, E: From<StoreError>>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, E>,
    ) -> Result<T, E> {
        reader::read(&self.inner.identity, &self.inner.path, work)
    }

    /// Writes, and answers once the change is on disk. An `Err` of the work undoes all it did; so does a panic.
    pub async fn write<F, T, E>(&self, work: F) -> Result<T, E>
    where
        F: FnOnce(&Tx) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let answer = self.enqueue(work)?.await;
        answer.unwrap_or_else(|_| Err(StoreError::Closed.into()))
    }

    /// The same for commands and tests. It blocks, so it must not be called from async code.
    pub fn write_blocking<F, T, E>(&self, work: F) -> Result<T, E>
    where
        F: FnOnce(&Tx) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let answer = self.enqueue(work)?.blocking_recv();
        answer.unwrap_or_else(|_| Err(StoreError::Closed.into()))
    }

    fn enqueue<F, T, E>(&self, work: F) -> Result<oneshot::Receiver<Result<T, E>>, StoreError>
    where
        F: FnOnce(&Tx) -> Result<T, E> + Send + 'static,
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
            .field("path", &self.inner.path)
            .finish_non_exhaustive()
    }
}

fn make_folder(folder: &Path) -> Result<(), StoreError> {
    let made = DirBuilder::new().recursive(true).mode(0o700).create(folder);
    made.map_err(|source| StoreError::folder(folder, source))
}

#[cfg(test)]
mod tests;
