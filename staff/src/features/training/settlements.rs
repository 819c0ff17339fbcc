//! Settlements of classes: what is applied for the people, judged, given back or settled.

mod cards;
mod files;
mod list;
mod model;
mod named;
mod officer;
mod outside;
mod page;
mod pay;
mod person;
mod school;
mod trainer;

pub(super) use files::{roster_file, statements_file};
pub(super) use list::{SettlementsPage, code};
pub(super) use page::SettlementPage;
pub(super) use person::condition;
pub(super) use school::school_signs;
