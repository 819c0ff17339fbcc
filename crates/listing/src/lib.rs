//! What a trainer writes about a course and its dated classes, as one table of fields.
//!
//! A [`Draft`] keeps what was typed, or what stood in a sheet. [`read`] turns one value into its one form, or says what is
//! wrong; [`check`] says everything that is wrong with a whole draft, each with its place, a code and what the code is
//! about; [`course`] makes the course that residents read. [`sheet`] knows the columns of the trainers' sheet.
//!
//! Codes only: what they are called on screen belongs to `locales/`. The headings of a sheet are data, like its values.
//! Nothing here reads a clock: `today` is part of the [`Ground`].
#![deny(missing_docs)]

mod check;
mod course;
mod date;
mod difference;
mod draft;
mod field;
mod finding;
mod ground;
mod joined;
mod lessons;
mod nearest;
mod photo;
mod read;
mod roll_over;
pub mod sheet;
#[cfg(test)]
mod testing;
mod weekdays;
mod words;

pub use check::check;
pub use course::{Naming, SOURCE, course, is_sample};
pub use date::day as read_day;
pub use difference::{changed, changed_by_class, is_material, same_classes};
pub use draft::{Draft, Values, class_key, tidied, written_seats};
pub use field::Field;
pub use finding::Finding;
pub use ground::{Catalogues, Ground, Licence, OpenClass, Scope};
pub use joined::joined;
pub use lessons::lesson_days;
pub use photo::{MOST_ALT_CHARS, PHOTO, PHOTO_ALT};
pub use read::{Flaw, Reading, read, shown, whole_number};
pub use roll_over::{blank_dates, roll_over};
