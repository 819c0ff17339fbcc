//! Pages of plain HTML for browsers that cannot run the app, word for word out of `locales/`: what there is to learn, where
//! a file is, a form to print, and where everything else is done.

mod course;
mod courses;
mod filter_form;
mod frame;
mod front;
mod look;
mod paper;
mod refusal;
mod resting;
mod style;
mod track;
mod words;

pub(crate) use course::course_page;
pub(crate) use courses::{asked, courses_page};
pub(crate) use frame::{answer_page, answer_personal_page};
pub(crate) use front::front_page;
pub(crate) use look::Look;
pub(crate) use paper::paper_page;
pub(crate) use refusal::write_refusal;
pub(crate) use resting::resting_page;
pub(crate) use track::{Typed, found_page, track_page};

/// The first page; all others lie below it.
pub(crate) const FRONT: &str = "/plain";
/// The list of courses.
pub(crate) const COURSES: &str = "/plain/courses";
/// One course.
pub(crate) const COURSE: &str = "/plain/courses/{id}";
/// Where is my file.
pub(crate) const TRACK: &str = "/plain/track";
/// A blank form to print, by product.
pub(crate) const PAPER: &str = "/plain/forms/{id}";

/// Whether a path is one of these pages, there or not.
pub(crate) fn is_plain(path: &str) -> bool {
    let below = path.strip_prefix(FRONT);
    below.is_some_and(|below| below.is_empty() || below.starts_with('/'))
}
