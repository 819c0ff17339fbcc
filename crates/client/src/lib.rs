//! Typed browser client over `crates/api`.
//!
//! [`Anonymous`] needs no session, [`Resident`] and [`Staff`] do: a page that holds the wrong one does not compile.
//! Every call ends: a request that takes longer than its limit is aborted and reported as [`ClientError::Offline`].
#![deny(missing_docs)]

mod anonymous;
mod assignments;
mod both;
mod class_page;
mod clock;
mod corrections;
mod error;
mod facts;
mod form_view;
mod key;
mod lessons;
mod loans;
mod packages;
mod people;
mod places;
mod policy_desk;
mod quota_waits;
mod re_reviews;
mod resident;
mod searches;
mod service_point;
mod settlements;
mod staff;
mod templates;
mod training;
mod training_section;
mod transport;

pub use anonymous::Anonymous;
pub use both::both;
pub use class_page::{ClassCourse, ClassDays};
pub use clock::today;
pub use error::ClientError;
pub use facts::Facts;
pub use form_view::{FileView, FormView, Outlook, OutlookCondition};
pub use key::IdempotencyKey;
pub use places::{Office, Places};
pub use resident::Resident;
pub use staff::Staff;
