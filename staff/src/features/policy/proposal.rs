//! Putting rules in force: one officer proposes, another decides.

mod decide;
mod page;
mod propose;

pub(super) use page::ProposalPage;
pub(super) use propose::ProposePage;
