//! The packs of rules: which is in force on a day, which can be had by hash, and where the first ones come from.
//!
//! Publications in the database decide, read once and kept in order of their days; which of them counts is a look at
//! the day, so a pack comes into force at midnight without anything running. Whoever decides by the rules in force asks
//! first whether there was a publication since, here or on another server: [`Packs::follow`].

mod known;
mod schedule;
mod seed;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use domain::Date;
use policy::Pack;
use store::{Connection, StoreError, policy_packs, policy_publications};

use self::schedule::Schedule;

pub use self::known::KnownPack;
pub use self::schedule::InForce;
pub(crate) use self::seed::seed;

/// How many packs beside those of the schedule are kept read; an old receipt asks for one now and then.
const KEPT: usize = 8;

/// The packs that were read, and which of them is in force when.
#[derive(Debug)]
pub struct Packs {
    shipped: Arc<KnownPack>,
    schedule: RwLock<Arc<Schedule>>,
    known: Mutex<HashMap<String, Arc<KnownPack>>>,
}

impl Packs {
    /// With nothing but the pack that came with the program.
    #[must_use]
    pub fn new(shipped: KnownPack) -> Self {
        let shipped = Arc::new(shipped);
        Self {
            schedule: RwLock::new(Arc::new(Schedule::new(shipped.clone()))),
            shipped,
            known: Mutex::default(),
        }
    }

    /// The pack that came with the program.
    #[must_use]
    pub fn shipped(&self) -> &Arc<KnownPack> {
        &self.shipped
    }

    /// What is in force on a day, today or later.
    #[must_use]
    pub fn on(&self, day: Date) -> InForce {
        self.current().on(day)
    }

    fn current(&self) -> Arc<Schedule> {
        self.schedule
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// The rules in force on a day.
    #[must_use]
    pub fn pack_on(&self, day: Date) -> Arc<KnownPack> {
        self.on(day).pack
    }

    /// A pack that was published, by its hash; none when there is none.
    ///
    /// # Errors
    /// When the store does not answer. A pack this program cannot read is none, and is logged.
    pub fn published(
        &self,
        connection: &Connection,
        hash: &str,
    ) -> Result<Option<Arc<KnownPack>>, StoreError> {
        if policy_publications::has_pack(connection, hash)? {
            self.stored(connection, hash)
        } else {
            Ok(None)
        }
    }

    /// A stored pack by its hash, published or not; none when there is none.
    ///
    /// # Errors
    /// As [`published`](Self::published).
    pub fn stored(
        &self,
        connection: &Connection,
        hash: &str,
    ) -> Result<Option<Arc<KnownPack>>, StoreError> {
        if *hash == **self.shipped.pack().hash() {
            return Ok(Some(self.shipped.clone()));
        }
        if let Some(known) = self.known().get(hash) {
            return Ok(Some(known.clone()));
        }
        let Some(row) = policy_packs::find(connection, hash)? else {
            return Ok(None);
        };
        let Some(read) = read(&row) else {
            return Ok(None);
        };
        let read = Arc::new(read);
        let mut known = self.known();
        if known.len() >= KEPT {
            known.clear();
        }
        known.insert(hash.to_owned(), read.clone());
        Ok(Some(read))
    }

    /// Reads the publications again if there are others than when they were last read.
    ///
    /// # Errors
    /// As [`refresh`](Self::refresh).
    pub fn follow(&self, connection: &Connection, today: Date) -> Result<(), StoreError> {
        let last = policy_publications::last(connection)?;
        if last == self.current().last {
            return Ok(());
        }
        self.refresh(connection, today)
    }

    /// Reads the publications again. One whose pack cannot be read is passed over, and the one before it stays in
    /// force; without any, the pack that came with the program is.
    ///
    /// # Errors
    /// When the store does not answer; then all stays as it was.
    pub fn refresh(&self, connection: &Connection, today: Date) -> Result<(), StoreError> {
        let publications = policy_publications::list(connection)?;
        let mut schedule = Schedule::new(self.shipped.clone());
        schedule.last = publications.iter().map(|publication| publication.seq).max();
        for publication in publications.iter().rev() {
            let Some(pack) = self.stored(connection, &publication.pack_hash)? else {
                continue;
            };
            schedule.push(InForce {
                pack,
                effective_from: publication.effective_on,
                published_ms: publication.approved_ms,
            });
            if publication.effective_on <= today {
                break;
            }
        }
        *self
            .schedule
            .write()
            .unwrap_or_else(PoisonError::into_inner) = Arc::new(schedule);
        Ok(())
    }

    fn known(&self) -> std::sync::MutexGuard<'_, HashMap<String, Arc<KnownPack>>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A row must be what its hash says before anybody is judged by it.
fn read(row: &policy_packs::PolicyPack) -> Option<KnownPack> {
    let hash = row.hash.as_str();
    if !known::is_named_by(&row.document, hash) {
        tracing::error!(hash, "a stored policy pack is not what its hash says");
        return None;
    }
    match Pack::from_json(&row.document) {
        Ok(pack) => Some(KnownPack::new(pack, &row.document)),
        Err(error) => {
            tracing::error!(hash, %error, "a stored policy pack cannot be read");
            None
        }
    }
}
