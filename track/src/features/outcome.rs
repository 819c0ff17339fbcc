//! What came of a class, in one tap, for whoever has the link.

mod page;

pub(crate) use page::OutcomePage;
