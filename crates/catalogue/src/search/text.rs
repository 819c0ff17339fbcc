//! What only a search reads of a course.

use serde::{Deserialize, Serialize};

use super::fold::fold;
use super::haystack::Haystack;
use super::score::weight;
use crate::course::Course;

/// Summary and outline of a course, folded as the search compares them: lower case, half width.
///
/// Twice as much as the rest of the list, so it comes apart from it and only to those who search.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CourseText {
    /// The course's identifier.
    pub id: String,
    /// Its summary.
    pub summary: String,
    /// What is taught, a line each.
    pub outline: String,
}

impl From<&Course> for CourseText {
    fn from(course: &Course) -> Self {
        Self {
            id: course.id.clone(),
            summary: fold(&course.summary),
            outline: fold(&course.outline.join("\n")),
        }
    }
}

/// The texts of many courses, made ready for searching.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CourseTexts {
    /// Whose they are, in the order in which they came.
    ids: Vec<String>,
    haystack: Haystack,
}

impl CourseTexts {
    /// Makes these texts ready.
    pub fn new(texts: &[CourseText]) -> Self {
        let mut ready = Self::default();
        for text in texts {
            ready.push(text);
        }
        ready
    }

    /// Makes one more text ready.
    pub fn push(&mut self, text: &CourseText) {
        let item = self.ids.len();
        self.ids.push(text.id.clone());
        for (part, weight) in [
            (&text.summary, weight::SUMMARY),
            (&text.outline, weight::OUTLINE),
        ] {
            self.haystack.push(item, part, weight, weight);
        }
    }

    /// Names each course that has the word, and what that is worth.
    pub(super) fn each_hit(&self, word: &str, mut hit: impl FnMut(&str, usize, u32)) {
        self.haystack.each_hit(word, |item, weight| {
            if let Some(id) = self.ids.get(item) {
                hit(id, item, weight);
            }
        });
    }
}
