//! One file: what the resident wrote beside what the rules say, and what the officer can do about it.

mod actions;
mod answers;
mod appeal;
mod beside;
mod change;
mod conflict;
mod control;
mod corrections;
mod draft;
mod flaw;
mod form;
mod head;
mod history;
mod in_full;
mod month;
mod office_papers;
mod open_file;
mod outcome;
mod packages;
mod page;
mod papers;
mod people;
mod pin;
mod proposal;
mod record;
mod replay;
mod roster;
mod template;
mod timeline;
mod verdict;

pub(crate) use page::FilePage;
