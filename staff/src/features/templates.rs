//! The words an office uses again and again: everybody of it reads them, its supervisors keep them.

mod form;
mod page;

pub(crate) use page::TemplatesPage;
