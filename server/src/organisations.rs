//! Training organisations: between the routes and the store.

pub mod desk;
pub mod invite;
pub mod save;
pub mod view;

/// The agency column of a trainer's account holds the organisation; officers' accounts hold an agency of the district.
/// Organisation ids are random, agency ids are words of the district, so the two never meet.
pub use desk::{Desk, Organisation};
