//! Rows against what the organisation has, and against each other.

use std::collections::BTreeMap;

use domain::Date;
use listing::sheet::{SheetRow, check_rows, fill_blanks};
use listing::{Field, Finding, OpenClass, Values, class_key};
use store::{Connection, listings};
use workflow::listing::ListingState;

use super::difference::difference;
use super::row::KnownRow;
use crate::listings::error::has_errors;
use crate::listings::ground::{Measure, open_classes};
use crate::listings::record::Record;
use crate::listings::write::{MOST_BYTES, MOST_CLASSES, bytes_of};
use crate::organisations::Organisation;
use crate::problem::ApiError;
use crate::state::Parts;

/// What an organisation has, as far as a sheet meets it.
#[derive(Debug)]
pub struct Known {
    listings: BTreeMap<String, (Record, BTreeMap<String, OpenClass>)>,
    measure: Measure,
}

impl Known {
    /// Reads the listings whose titles are in the sheet.
    ///
    /// # Errors
    /// When what is stored cannot be read.
    pub fn of(
        connection: &Connection,
        organisation: &Organisation,
        rows: &[KnownRow],
        today: Date,
    ) -> Result<Self, ApiError> {
        let titles: BTreeMap<_, _> = listings::list_titles(connection, &organisation.row.id)?
            .into_iter()
            .collect();
        let mut known = BTreeMap::new();
        for row in rows {
            let title = row.row.title();
            if known.contains_key(title) {
                continue;
            }
            let Some(id) = titles.get(title) else {
                continue;
            };
            if let Some(record) = Record::find(connection, id)? {
                let open = open_classes(connection, &record.row.course_id)?;
                known.insert(title.to_owned(), (record, open));
            }
        }
        Ok(Self {
            listings: known,
            measure: Measure::of_rows(organisation, today),
        })
    }

    /// The listing of a title.
    #[must_use]
    pub fn listing(&self, title: &str) -> Option<&Record> {
        self.listings.get(title).map(|(record, _)| record)
    }

    /// Judges every row, with what it leaves to the first row of its course written into it.
    pub fn judge(&self, parts: &Parts, rows: &mut [KnownRow]) {
        let mut plain: Vec<SheetRow> = rows.iter().map(|row| row.row.clone()).collect();
        fill_blanks(&mut plain);
        let open = |title: &str| {
            let known = self.listings.get(title);
            known.map(|(_, open)| open.clone()).unwrap_or_default()
        };
        let ground = self.measure.ground(parts);
        let found = check_rows(&plain, &ground, open);
        let mut grown = BTreeMap::new();
        for ((row, whole), mut findings) in rows.iter_mut().zip(&plain).zip(found) {
            let record = self.listing(row.row.title());
            if let Some(code) = record.and_then(locked) {
                findings.push(Finding::error(Field::Title.id(), code, ""));
            }
            row.row.values = listing::tidied(&whole.values, &parts.district.divisions);
            if !has_errors(&findings) {
                findings.extend(too_much(&mut grown, record, &row.row));
            }
            let mut difference = difference(record, &row.row);
            // Of what cannot go in nobody looks at the words that would change.
            if has_errors(&findings) {
                difference.changes.clear();
            }
            row.judge(findings, difference);
        }
    }
}

/// Why its words cannot be changed now; none where they can.
fn locked(record: &Record) -> Option<&'static str> {
    match record.state() {
        _ if record.file.is_handed_in() => Some("listing_in_review"),
        ListingState::Approved | ListingState::Scheduled => Some("listing_approved"),
        ListingState::Suspended => Some("listing_suspended"),
        _ => None,
    }
}

/// What a course comes to with the rows that go in.
struct Grown {
    course: Values,
    /// The bytes of each class.
    classes: BTreeMap<String, usize>,
}

impl Grown {
    fn of(record: Option<&Record>) -> Self {
        let written = record.into_iter().flat_map(|record| &record.draft.classes);
        let course = record.map(|record| record.draft.course.clone());
        // One whose day cannot be read is one as well.
        let key = |place: usize, class| class_key(class).unwrap_or_else(|| place.to_string());
        Self {
            course: course.unwrap_or_default(),
            classes: written
                .enumerate()
                .map(|(place, class)| (key(place, class), bytes_of(class)))
                .collect(),
        }
    }
}

/// Counts a row among those of its course by title, and says what is too much of it: it would keep every row of the sheet
/// from going in.
fn too_much(
    grown: &mut BTreeMap<String, Grown>,
    record: Option<&Record>,
    row: &SheetRow,
) -> Option<Finding> {
    let own = row.draft();
    let class = own.classes.first()?;
    let key = class_key(class)?;
    let known = grown
        .entry(row.title().to_owned())
        .or_insert_with(|| Grown::of(record));
    if !known.classes.contains_key(&key) && known.classes.len() >= MOST_CLASSES {
        let at = Field::StartsOn.id();
        return Some(Finding::error(at, "too_many_classes", ""));
    }
    let stays = known.course.iter();
    let stays = stays.filter(|(field, _)| !own.course.contains_key(*field));
    let course = bytes_of(&own.course) + stays.map(|(_, value)| value.len()).sum::<usize>();
    let others = known.classes.iter().filter(|(other, _)| **other != key);
    let classes = bytes_of(class) + others.map(|(_, bytes)| bytes).sum::<usize>();
    if course + classes > MOST_BYTES {
        let longest = row.values.iter().max_by_key(|(_, value)| value.len());
        let at = longest.map_or(Field::Title, |(field, _)| *field);
        return Some(Finding::error(at.id(), "course_too_long", ""));
    }
    known.classes.insert(key, bytes_of(class));
    known.course.extend(own.course);
    None
}
