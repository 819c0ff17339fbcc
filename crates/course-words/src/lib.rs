//! What the page of a course says, line by line: in the app, in the preview beside a trainer's form, and in plain HTML.
//!
//! A [`CoursePage`] and its [`ClassLines`] hold every line. Whoever draws them takes them apart whole, so that a line
//! added here is drawn everywhere or does not compile. Nothing here knows elements or HTML.
#![deny(missing_docs)]

mod page;
mod update;

pub use page::{
    ClassLines, CoursePage, Fact, code_words, for_whom, price_words, subsidy_words, sum_words,
};
pub use update::{UpdateLines, update_lines};

/// Words, of the catalogue of messages or made up of it.
pub type Words = std::borrow::Cow<'static, str>;

/// What somebody wrote; nothing where nothing was written.
pub(crate) fn words_of(text: Option<&str>) -> Option<Words> {
    let text = text.filter(|text| !text.is_empty())?;
    Some(text.to_owned().into())
}
