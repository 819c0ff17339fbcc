//! What was typed, whole.

use std::collections::BTreeMap;

use catalogue::{CoursePhoto, Division};
use serde::{Deserialize, Serialize};

use crate::Field;
use crate::date::day;
use crate::photo;

/// What was typed, by field. A field that is not there was left empty.
pub type Values = BTreeMap<Field, String>;

/// A course and its dated classes as somebody wrote them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Draft {
    /// What is said of the course.
    pub course: Values,
    /// What is said of each class, in the order written.
    pub classes: Vec<Values>,
    /// A picture of the classroom, or of what is made in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub photo: Option<CoursePhoto>,
}

impl Draft {
    /// What stands in a field of the course; empty when nothing does.
    #[must_use]
    pub fn text(&self, field: Field) -> &str {
        text(&self.course, field)
    }

    /// The title, for lists.
    #[must_use]
    pub fn title(&self) -> &str {
        self.text(Field::Title).trim()
    }
}

impl Draft {
    /// The same with every value that can be read in its one form, and nothing where nothing was typed.
    #[must_use]
    pub fn tidied(&self, divisions: &[Division]) -> Self {
        Self {
            course: tidied(&self.course, divisions),
            classes: self
                .classes
                .iter()
                .map(|class| tidied(class, divisions))
                .collect(),
            photo: self.photo.as_ref().map(photo::tidied),
        }
    }
}

/// Values in their one form, where they can be read.
#[must_use]
pub fn tidied(values: &Values, divisions: &[Division]) -> Values {
    let tidy = |(field, typed): (&Field, &String)| {
        let value = crate::read(*field, typed, divisions)
            .map_or_else(|_| typed.trim().to_owned(), |reading| reading.value);
        (!value.is_empty()).then_some((*field, value))
    };
    values.iter().filter_map(tidy).collect()
}

/// What stands in a field; empty when nothing does.
pub(crate) fn text(values: &Values, field: Field) -> &str {
    values.get(&field).map_or("", String::as_str)
}

/// Seats in all that a draft writes of a class; none where it does not name the class, or no number.
///
/// ```
/// use listing::{Draft, Field, Values, written_seats};
/// let mut class = Values::new();
/// class.insert(Field::StartsOn, "2027-03-01".into());
/// class.insert(Field::TimeOfDay, "day".into());
/// class.insert(Field::Seats, "30".into());
/// let draft = Draft { classes: vec![class], ..Draft::default() };
/// assert_eq!(written_seats(&draft, "20270301-day"), Some(30));
/// assert_eq!(written_seats(&draft, "20270301-evening"), None);
/// ```
#[must_use]
pub fn written_seats(draft: &Draft, key: &str) -> Option<u32> {
    let mut classes = draft.classes.iter();
    let class = classes.find(|class| class_key(class).as_deref() == Some(key))?;
    crate::whole_number(text(class, Field::Seats))
}

/// What names a class within its course: its first day and its time of day. None while one of them cannot be read.
///
/// ```
/// use listing::{Field, Values, class_key};
/// let mut class = Values::new();
/// class.insert(Field::StartsOn, "2027年3月1日".into());
/// class.insert(Field::TimeOfDay, "晚上".into());
/// assert_eq!(class_key(&class).as_deref(), Some("20270301-evening"));
/// ```
#[must_use]
pub fn class_key(class: &Values) -> Option<String> {
    let starts_on = day(text(class, Field::StartsOn))?;
    let time = crate::read::time_of_day(text(class, Field::TimeOfDay))?;
    let (year, month, day) = (starts_on.year(), starts_on.month(), starts_on.day());
    Some(format!("{year:04}{month:02}{day:02}-{}", time.code()))
}
