//! The contract between browser and server: wire types, problem codes, paths.
//!
//! JSON rules: `snake_case`, integers for money (fen) and instants (unix milliseconds UTC), ISO dates, `null` for
//! unknown. Requests refuse unknown fields. Every failure body is a [`Problem`].
#![deny(missing_docs)]

pub mod application;
pub mod assignment;
pub mod certificate;
pub mod complaint;
pub mod conflict;
pub mod correction;
pub mod course_sheet;
pub mod course_token;
pub mod enrolment;
pub mod extension;
pub mod lesson;
pub mod listing;
pub mod organisation;
pub mod outside_payment;
pub mod package;
pub mod particulars;
pub mod path;
pub mod payment_sheet;
pub mod people;
pub mod person_history;
pub mod policy;
pub mod policy_desk;
pub mod problem;
pub mod quota_wait;
pub mod re_review;
pub mod replay;
pub mod resting;
pub mod roster;
pub mod search;
pub mod service_point;
pub mod servicing;
pub mod session;
pub mod settlement;
pub mod staff;
pub mod subsidy;
pub mod template;
pub mod tracking;
pub mod training_section;
pub mod workload;

pub use self::problem::{FieldError, Problem, ProblemCode};

/// Header every state-changing request carries: a key made on the device, 16 to 64 characters of `[A-Za-z0-9-]`.
pub const IDEMPOTENCY_KEY: &str = "idempotency-key";
