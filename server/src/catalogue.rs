//! The courses as browsers get them: put together once for each version of their content, out of what changed since the last.

mod answered;
mod resting;
mod shelf;
mod similar;
pub(crate) mod structured;

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use store::{StoreError, courses};
use tokio::task::spawn_blocking;

use crate::problem::ApiError;
use crate::state::AppState;
use answered::KnownCourses;
pub(crate) use answered::find_answered;
pub(crate) use resting::find_resting;
pub(crate) use shelf::Shelf;
pub(crate) use similar::similar;

/// The version put together last.
#[derive(Debug, Default)]
pub(crate) struct KnownCatalogue {
    latest: RwLock<Option<Arc<Shelf>>>,
    /// Held by whoever puts the next version together; the others wait for it instead of doing the same.
    turn: tokio::sync::Mutex<()>,
    is_improving: AtomicBool,
    courses: KnownCourses,
}

impl KnownCatalogue {
    fn latest(&self) -> Option<Arc<Shelf>> {
        self.latest
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn of_version(&self, version: Option<&str>) -> Option<Arc<Shelf>> {
        self.latest().filter(|shelf| shelf.version() == version)
    }

    fn keep(&self, shelf: &Arc<Shelf>) {
        *self.latest.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(shelf));
    }
}

/// The catalogue as the database has it now, whichever server changed it.
pub(crate) async fn current(state: &AppState) -> Result<Arc<Shelf>, ApiError> {
    let known = &state.catalogue;
    let version = state
        .store
        .read_once::<_, StoreError>(courses::content_version)?;
    if let Some(shelf) = known.of_version(version.as_deref()) {
        return Ok(shelf);
    }
    let _turn = known.turn.lock().await;
    if let Some(shelf) = known.of_version(version.as_deref()) {
        return Ok(shelf);
    }
    let (store, before) = (state.store.clone(), known.latest());
    let made = spawn_blocking(move || Shelf::read(&store, before.as_deref())).await;
    let shelf = Arc::new(made.map_err(|error| ApiError::internal("read the catalogue", error))??);
    known.keep(&shelf);
    improve(state);
    Ok(shelf)
}

/// Makes the smallest form of the version there is, beside everything else. One at a time: while a trainer saves every
/// other second, only what is newest afterwards is worth seconds of a core.
fn improve(state: &AppState) {
    if state.catalogue.is_improving.swap(true, Ordering::AcqRel) {
        return;
    }
    let state = state.clone();
    spawn_blocking(move || {
        let known = &state.catalogue;
        loop {
            if let Some(shelf) = known.latest() {
                shelf.improve();
            }
            known.is_improving.store(false, Ordering::Release);
            let is_done = known.latest().is_none_or(|shelf| shelf.is_improved());
            if is_done || known.is_improving.swap(true, Ordering::AcqRel) {
                return;
            }
        }
    });
}
