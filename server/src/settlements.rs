//! The settlement of a class: what is applied for its people, judged by the policy engine, decided by the training section.

pub mod act;
pub mod card;
pub mod check;
pub mod due;
pub mod export;
pub mod file;
pub mod judge;
pub mod kept;
pub mod named;
pub mod older;
pub mod opened;
pub mod outside;
pub mod pay;
pub mod resident;
pub mod school;
pub mod verify;
mod verify_paid;
pub mod view;
