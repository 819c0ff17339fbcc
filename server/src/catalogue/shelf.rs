//! One version of the catalogue in all its forms.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use axum::response::Response;
use catalogue::{
    Catalogue, CatalogueEdition, Course, CourseListing, CourseText, CourseTexts, District,
};
use http::HeaderMap;
use serde::Serialize;
use store::{Store, StoreError, courses};
use tokio::sync::OnceCell;
use tokio::task::spawn_blocking;

use crate::problem::ApiError;
use crate::representation::Snapshot;

/// Differences kept at a time: to the versions that browsers come back with.
const DELTAS_KEPT: usize = 256;

/// One version of the catalogue.
#[derive(Debug)]
pub(crate) struct Shelf {
    version: Option<String>,
    /// Its place among the versions; none when the database has forgotten it.
    seq: Option<i64>,
    courses: BTreeMap<String, Arc<Entry>>,
    whole: Snapshot,
    deltas: Mutex<HashMap<String, Snapshot>>,
    list: OnceCell<Snapshot>,
    texts: OnceCell<Snapshot>,
    /// For searches on the server, which plain pages alone ask for.
    searchable: OnceCell<Arc<Catalogue>>,
    searched_texts: OnceCell<Arc<CourseTexts>>,
}

/// A course, and the version in which it last changed.
#[derive(Debug)]
struct Entry {
    seq: i64,
    /// None when it was taken away.
    listing: Option<CourseListing>,
}

impl Shelf {
    /// Reads what changed since the version before, or everything.
    pub(super) fn read(store: &Store, before: Option<&Self>) -> Result<Self, ApiError> {
        let (before, changes, seq) = store.read::<_, StoreError>(|connection| {
            // A database put back from a backup does not know the version this server had.
            let version_seq = |version: Option<&str>| match version {
                Some(version) => courses::seq_of_version(connection, version),
                None => Ok(None),
            };
            let known = match before {
                Some(shelf) if shelf.seq.is_some() => {
                    version_seq(shelf.version())?.filter(|seq| Some(*seq) == shelf.seq)
                }
                _ => None,
            };
            let changes = courses::changes_after(connection, known, |document| listing(&document))?;
            let seq = version_seq(changes.version.as_deref())?;
            Ok((before.filter(|_| known.is_some()), changes, seq))
        })?;
        let mut all = before
            .map(|shelf| shelf.courses.clone())
            .unwrap_or_default();
        for change in changes.courses {
            let listing = change.course.transpose()?;
            let seq = change.seq;
            all.insert(change.id, Arc::new(Entry { seq, listing }));
        }
        let version = changes.version.as_deref().unwrap_or_default();
        let listings = all.values().filter_map(|entry| entry.listing.as_ref());
        Ok(Self {
            whole: snapshot(&CatalogueEdition::whole(version, listings))?,
            version: changes.version,
            seq,
            courses: all,
            deltas: Mutex::default(),
            list: OnceCell::new(),
            texts: OnceCell::new(),
            searchable: OnceCell::new(),
            searched_texts: OnceCell::new(),
        })
    }

    /// The version; none in a database without courses.
    pub(super) fn version(&self) -> Option<&str> {
        self.version.as_deref()
    }

    /// Makes the smallest form of the whole.
    pub(super) fn improve(&self) {
        self.whole.improve();
    }

    /// Whether it was made.
    pub(super) fn is_improved(&self) -> bool {
        self.whole.is_improved()
    }

    /// Everything, column by column.
    pub(crate) fn respond_whole(&self, headers: &HeaderMap) -> Response {
        self.whole.respond(headers)
    }

    /// What changed since that version; everything when nobody knows it any more or little would be saved.
    pub(crate) fn respond_since(
        &self,
        store: &Store,
        since: &str,
        headers: &HeaderMap,
    ) -> Result<Response, ApiError> {
        let known = self.deltas().get(since).cloned();
        let delta = match known {
            Some(delta) => Some(delta),
            None => self.delta(store, since)?,
        };
        Ok(delta.as_ref().unwrap_or(&self.whole).respond(headers))
    }

    fn delta(&self, store: &Store, since: &str) -> Result<Option<Snapshot>, ApiError> {
        let known =
            store.read::<_, StoreError>(|connection| courses::seq_of_version(connection, since))?;
        let (Some(seq), Some(own)) = (known, self.seq) else {
            return Ok(None);
        };
        let is_new = |entry: &&Arc<Entry>| entry.seq > seq;
        let changes = self.courses.values().filter(is_new).count();
        if seq > own || changes > self.courses.len() / 8 + 8 {
            return Ok(None);
        }
        let changed = self
            .courses
            .values()
            .filter(is_new)
            .filter_map(|entry| entry.listing.as_ref());
        let removed = self
            .courses
            .iter()
            .filter(|(_, entry)| entry.seq > seq && entry.listing.is_none())
            .map(|(id, _)| id.clone())
            .collect();
        let version = self.version.as_deref().unwrap_or_default();
        let delta = snapshot(&CatalogueEdition::since(since, version, changed, removed))?;
        let mut deltas = self.deltas();
        if deltas.len() < DELTAS_KEPT {
            deltas.insert(since.to_owned(), delta.clone());
        }
        Ok(Some(delta))
    }

    fn deltas(&self) -> std::sync::MutexGuard<'_, HashMap<String, Snapshot>> {
        self.deltas.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Everything, as one object for each course.
    pub(crate) async fn respond_list(
        self: &Arc<Self>,
        headers: &HeaderMap,
    ) -> Result<Response, ApiError> {
        let shelf = Arc::clone(self);
        let write = move || {
            let listings = shelf.courses.values();
            let listings = listings.filter_map(|entry| entry.listing.as_ref());
            snapshot(&listings.collect::<Vec<_>>())
        };
        let list = self.list.get_or_try_init(|| in_background(write)).await?;
        Ok(list.respond(headers))
    }

    /// The texts, for those who search.
    pub(crate) async fn respond_texts(
        self: &Arc<Self>,
        store: &Store,
        headers: &HeaderMap,
    ) -> Result<Response, ApiError> {
        let store = store.clone();
        let write = move || snapshot(&read_texts(&store)?);
        let texts = self.texts.get_or_try_init(|| in_background(write)).await?;
        Ok(texts.respond(headers))
    }

    /// The courses made ready for searching.
    pub(crate) async fn searchable(
        self: &Arc<Self>,
        district: &District,
    ) -> Result<Arc<Catalogue>, ApiError> {
        let (shelf, divisions) = (Arc::clone(self), district.divisions.clone());
        let slow_season = district.parameters.slow_season;
        let fold = move || {
            let listings = shelf.courses.values();
            let listings = listings.filter_map(|entry| entry.listing.clone());
            let catalogue = Catalogue::new(listings.collect(), divisions);
            Ok(Arc::new(catalogue.with_slow_season(slow_season)))
        };
        let made = self.searchable.get_or_try_init(|| in_background(fold));
        made.await.cloned()
    }

    /// The texts as a search reads them.
    pub(crate) async fn texts(&self, store: &Store) -> Result<Arc<CourseTexts>, ApiError> {
        let store = store.clone();
        let read = move || Ok(Arc::new(CourseTexts::new(&read_texts(&store)?)));
        let texts = self.searched_texts.get_or_try_init(|| in_background(read));
        texts.await.cloned()
    }
}

fn read_texts(store: &Store) -> Result<Vec<CourseText>, ApiError> {
    let rows = store.read::<_, StoreError>(courses::list)?;
    rows.iter()
        .map(|row| Ok(CourseText::from(&course(&row.document)?)))
        .collect()
}

async fn in_background<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, ApiError> + Send + 'static,
) -> Result<T, ApiError> {
    let done = spawn_blocking(work).await;
    done.map_err(|error| ApiError::internal("write the catalogue", error))?
}

fn course(document: &str) -> Result<Course, ApiError> {
    read(document)
}

fn listing(document: &str) -> Result<CourseListing, ApiError> {
    read(document)
}

fn read<T: serde::de::DeserializeOwned>(document: &str) -> Result<T, ApiError> {
    serde_json::from_str(document)
        .map_err(|error| ApiError::internal("read a course of the catalogue", error))
}

fn snapshot(content: &impl Serialize) -> Result<Snapshot, ApiError> {
    serde_json::to_vec(content)
        .map(Snapshot::new)
        .map_err(|error| ApiError::internal("write the catalogue", error))
}
