//! The policy desk: the rules in force, drafts of new ones, what they do and to whom, and two people who put them in force.

mod desk;
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
mod said;
mod start;
mod words;

pub(crate) use page::PolicyDeskPage;
