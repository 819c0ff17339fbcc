//! The application form: task list, one question a page, papers, check of all answers.

mod already_in;
mod check;
mod control;
mod documents;
mod question;
mod task_list;

pub(crate) use already_in::AlreadyIn;
pub(crate) use check::CheckPage;
pub(crate) use documents::DocumentsPage;
pub(crate) use question::QuestionPage;
pub(crate) use task_list::TaskListPage;
