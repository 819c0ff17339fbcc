//! What only a search reads of a course.

use serde::{Deserialize, Serialize};

use super::fold::fold;
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

impl CourseText {
    /// The text of this course: at the same place when both come in the same order, as they do from the server.
    pub(super) fn of_course<'a>(texts: &'a [Self], id: &str, place: usize) -> Option<&'a Self> {
        let is_its = |text: &&Self| text.id == id;
        texts
            .get(place)
            .filter(is_its)
            .or_else(|| texts.iter().find(is_its))
    }
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
