//! The policy desk: the rules in force, drafts of new ones, what they do and to whom, and two people who put them in force.

mod draft;
mod frame;
mod history;
mod kept;
mod mismatches;
mod mistakes;
mod overview;
mod page;
mod person;
mod place;
mod proposal;
mod reports;
mod rules;
mod start;
mod words;

use crate::{desk, said};

pub(crate) use page::PolicyDeskPage;
