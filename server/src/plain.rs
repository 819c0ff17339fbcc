//! Pages of plain HTML for browsers that cannot run the app, word for word out of `locales/`: what there is to learn, where
//! a file is, a form to print, what is posted, how fast the agencies are, and where everything else is done. Of a signed-in
//! resident's own pages those are drawn here that an app has no room for: the roster of an enterprise, asking for an
//! extension, looking at what an officer corrected, the subsidy of a loan with changes in the business, complaining about
//! a class, what is held about oneself, saying that what a phone shows is somebody else's, and bringing a file to a phone that
//! has changed.

mod alone;
mod complaint;
mod corrections;
mod course;
mod courses;
mod data_file;
mod extension;
mod filter_form;
mod frame;
mod front;
mod look;
mod moved;
mod not_mine;
mod notices;
mod own;
mod own_data;
mod own_data_erase;
mod own_loan;
mod pace;
mod paper;
mod refusal;
mod resting;
mod roster;
mod style;
mod track;
mod unsent;
mod words;

pub(crate) use alone::let_ask;
pub(crate) use complaint::{Complained, ComplaintPage, complaint_page};
pub(crate) use corrections::{CorrectionsPage, MadeCorrection, Objected, corrections_page};
pub(crate) use course::course_page;
pub(crate) use courses::{asked, courses_page};
pub(crate) use data_file::data_file;
pub(crate) use extension::{Asked, ExtensionPage, extension_page};
pub(crate) use frame::{answer_page, answer_personal_page};
pub(crate) use front::front_page;
pub(crate) use look::Look;
pub(crate) use moved::{TypedMove, moved_page};
pub(crate) use not_mine::{not_mine_page, separated_page};
pub(crate) use notices::notices_page;
pub(crate) use own::{
    COMPLAINT, CORRECTIONS, EXTENSION, LOAN, MOVED, NOT_MINE, OWN_DATA, ROSTER, ROSTER_TEMPLATE,
    TO_CORRECTIONS,
};
pub(crate) use own_data::{CodeForm, OwnDataPage, own_data_page};
pub(crate) use own_data_erase::{ERASE, erase_page, erased_page};
pub(crate) use own_loan::{OwnLoanPage, Quarterly, TypedLoan, own_loan_page};
pub(crate) use pace::pace_page;
pub(crate) use paper::paper_page;
pub(crate) use refusal::write_refusal;
pub(crate) use resting::resting_page;
pub(crate) use roster::{NotKept, RosterPage, roster_page};
pub(crate) use track::{Typed, found_page, track_page};
pub(crate) use unsent::{Unsent, is_form};

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

/// The list of who was found to qualify, while it is posted.
pub(crate) const NOTICES: &str = "/plain/notices";
/// How many files lie where, and how many too long.
pub(crate) const PACE: &str = "/plain/pace";

/// Whether a path is one of these pages, there or not.
pub(crate) fn is_plain(path: &str) -> bool {
    let below = path.strip_prefix(FRONT);
    below.is_some_and(|below| below.is_empty() || below.starts_with('/')) || own::is_own(path)
}
