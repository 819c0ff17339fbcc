//! The startup-loan application form as data.
//!
//! One table says which [`Field`]s a [`Product`] asks for, in which [`Section`], when they apply and what a good answer
//! is. The browser draws its pages from the table and anticipates the server's check; the server runs the same
//! [`check`] again. Words live in `locales/`, keyed by [`Field::id`].
#![deny(missing_docs)]

mod answer;
mod check;
mod correction;
mod document;
mod facts;
mod field;
mod judged;
mod kind;
mod people;
mod plan;
mod product;
mod roster;
mod section;

pub use answer::{Answer, Answers};
pub use check::{FieldProblem, Limits, check, check_field, problem};
pub use correction::CORRECTABLE;
pub use document::{DocumentKind, category_proofs, documents_for, proof_of};
pub use facts::{facts_from_answers, prefill};
pub use field::Field;
pub use kind::FieldKind;
pub use people::{ConsentsNeeded, consents_needed};
pub use plan::{Month, expected_month};
pub use product::Product;
pub use roster::{NewHire, NotCounted, Roster, Tally, percent_text, share_permille};
pub use section::{Section, is_left_out, sections};
