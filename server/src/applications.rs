//! Loan applications: what residents and officers do to them, between the routes and the store.
//!
//! Routes extract and wrap; everything here takes a transaction, the portal's parts and plain values, so that the
//! officers' routes, the clock job and the demonstration do what residents do by the same code.

pub mod access;
pub mod act;
pub mod actor;
pub mod agency;
pub mod anticipated;
pub mod clocks;
pub mod conflicts;
pub mod draft;
pub mod empty;
pub mod error;
pub mod file;
pub mod handed_in;
pub mod limits;
pub mod loan_count;
pub mod moment;
pub mod offer;
pub mod one_open;
pub mod own;
pub mod pace;
pub mod paper;
pub mod paper_parts;
pub mod paper_room;
pub mod papers;
pub mod particulars;
pub mod past;
pub mod pinned;
pub mod posted;
pub mod qr;
pub mod rate_cap;
pub mod remind;
pub mod resident;
pub mod retold;
pub mod save;
pub mod sealed;
pub mod staff;
pub mod start;
pub mod submit;
pub mod tracking;
pub mod trained;
pub mod usual;
pub mod verdict;
pub mod verify;
pub mod view;
