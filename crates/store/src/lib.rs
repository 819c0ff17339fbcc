//! One file per aggregate, portable SQL.
//!
//! A `Store` is the database of one district: a SQLite file, or a schema of a PostgreSQL database. Reads run inline on the
//! calling thread; writes go to the one writer thread of the server, which commits many in one fsync and answers only
//! after it. The functions of the aggregates take a
//! `&Connection` to read or a `&Tx` to write, so that a handler composes several of them into one read or one write:
//!
//! ```
//! # use store::{Location, Store, StoreError, persons::{self, NewPerson}};
//! let folder = tempfile::tempdir().unwrap();
//! let store = Store::open(&Location::in_folder(folder.path())).unwrap();
//! let new = NewPerson { id: "p1".into(), phone_index: [1; 32], sealed_phone: vec![1, 2, 3], created_ms: 0 };
//! let made = store.write_blocking(move |tx| persons::find_or_create(tx, &new)).unwrap();
//! let found = store.read(|connection| persons::find(connection, "p1"));
//! assert_eq!(found, Ok::<_, StoreError>(Some(made)));
//! ```
//!
//! Personal columns hold what the caller has sealed; nothing here can read them.

mod backlog;
mod connection;
mod error;
mod location;
mod lock;
mod migrations;
mod opener;
mod patience;
mod portable;
mod portion;
mod postgres;
mod reader;
mod reserve;
mod sqlite;
mod store;
mod update;
mod writer;

pub mod absences;
pub mod access_log;
pub mod applications;
pub mod assignments;
pub mod backup;
pub mod certificates;
pub mod class_openings;
pub mod class_subjects;
pub mod classes;
pub mod clock_mark;
pub mod code_check_ins;
pub mod complaints;
pub mod conflicts;
pub mod consents;
pub mod corrections;
pub mod course_tokens;
pub mod courses;
pub mod documents;
pub mod enrolments;
pub mod events;
pub mod file_consents;
pub mod file_keys;
pub mod file_notices;
pub mod follow_ups;
pub mod helped_sessions;
pub mod idempotency;
pub mod invitations;
pub mod leases;
pub mod listing_photos;
pub mod listing_templates;
pub mod listings;
pub mod loans;
pub mod login_codes;
pub mod notices;
pub mod organisations;
pub mod outside_payments;
pub mod packages;
pub mod paper_uploads;
pub mod payment_cards;
pub mod payment_sheets;
pub mod persons;
pub mod policy_drafts;
pub mod policy_events;
pub mod policy_packs;
pub mod policy_proposals;
pub mod policy_publications;
pub mod policy_sources;
pub mod portal;
pub mod rate_limits;
pub mod re_reviews;
pub mod receipt_mismatches;
pub mod receipts;
pub mod reminders;
pub mod saved_searches;
pub mod school_people;
pub mod sequences;
pub mod sessions;
pub mod settlement_payments;
pub mod settlements;
pub mod sms_outbox;
pub mod spot_checks;
pub mod staff;
pub mod staff_identities;
pub mod stage_times;
pub mod submissions;
pub mod subsidy_batches;
pub mod templates;
pub mod training_counts;
pub mod training_papers;
pub mod uploads;
pub mod wait_lists;

pub use connection::{Connection, FromValue, Row, Tx, Value};
pub use error::StoreError;
pub use location::{Location, LocationError};
pub use portion::PORTION;
pub use postgres::Address;
pub use store::Store;
pub use update::UpdateError;
pub use writer::QUEUE;

#[cfg(test)]
mod testing;
