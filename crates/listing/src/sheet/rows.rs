//! Rows as drafts: each a course with one class, several of the same title one course.

use std::collections::{BTreeMap, BTreeSet};

use crate::draft::text;
use crate::{Draft, Field, Finding, Ground, OpenClass, Values, check, class_key};

/// One row of a sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SheetRow {
    /// Its number in the sheet, from 1, as the sheet program shows it.
    pub number: u32,
    /// What stands in it.
    pub values: Values,
}

/// The rows of one course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grouped {
    /// The title they share.
    pub title: String,
    /// Their places in the list of rows.
    pub rows: Vec<usize>,
    /// The course, with a class for each row.
    pub draft: Draft,
}

impl SheetRow {
    /// The row as a course with one class.
    #[must_use]
    pub fn draft(&self) -> Draft {
        let (mut course, mut class) = (Values::new(), Values::new());
        for (field, value) in &self.values {
            let into = if field.is_of_class() {
                &mut class
            } else {
                &mut course
            };
            into.insert(*field, value.clone());
        }
        Draft {
            course,
            classes: vec![class],
            photo: None,
        }
    }

    /// The title, which says of which course it is.
    #[must_use]
    pub fn title(&self) -> &str {
        text(&self.values, Field::Title).trim()
    }
}

/// Puts rows of one title together, in the order in which the titles first appear.
#[must_use]
pub fn group(rows: &[SheetRow]) -> Vec<Grouped> {
    let mut groups: Vec<Grouped> = Vec::new();
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    for (place, row) in rows.iter().enumerate() {
        let title = row.title();
        let mut draft = row.draft();
        match known.get(title).and_then(|index| groups.get_mut(*index)) {
            Some(group) if !title.is_empty() => {
                group.rows.push(place);
                group.draft.classes.append(&mut draft.classes);
            }
            _ => {
                known.insert(title, groups.len());
                groups.push(Grouped {
                    title: title.to_owned(),
                    rows: vec![place],
                    draft,
                });
            }
        }
    }
    groups
}

/// Everything there is to say about each row, in their order. Their blanks are filled ([`fill_blanks`](super::fill_blanks)).
/// Of the listing that a title is of, `open` knows the open classes.
#[must_use]
pub fn check_rows(
    rows: &[SheetRow],
    ground: &Ground<'_>,
    open: impl Fn(&str) -> BTreeMap<String, OpenClass>,
) -> Vec<Vec<Finding>> {
    let mut findings = vec![Vec::new(); rows.len()];
    let no_titles = BTreeSet::new();
    for group in group(rows) {
        let known = open(&group.title);
        let mut first_with: BTreeMap<String, u32> = BTreeMap::new();
        let first = group.rows.first().and_then(|place| rows.get(*place));
        for place in &group.rows {
            let (Some(row), Some(said), Some(first)) =
                (rows.get(*place), findings.get_mut(*place), first)
            else {
                continue;
            };
            let draft = row.draft();
            let own = own_class(&draft, &known);
            let ground = Ground {
                other_titles: &no_titles,
                open: &own,
                ..*ground
            };
            said.extend(check(&draft, &ground).into_iter().map(without_place));
            said.extend(contradictions(first, row));
            let key = draft.classes.first().and_then(class_key);
            if let Some(key) = key {
                if let Some(other) = first_with.get(&key) {
                    said.push(Finding::error(
                        Field::StartsOn.id(),
                        "row_twice",
                        other.to_string(),
                    ));
                } else {
                    first_with.insert(key, row.number);
                }
            }
        }
    }
    findings
}

/// Other classes of a listing are not this row's to speak of.
fn own_class(draft: &Draft, open: &BTreeMap<String, OpenClass>) -> BTreeMap<String, OpenClass> {
    let key = draft.classes.first().and_then(class_key);
    let own = key.and_then(|key| Some((key.clone(), *open.get(&key)?)));
    own.into_iter().collect()
}

/// A row has one class, so its place says nothing.
fn without_place(mut finding: Finding) -> Finding {
    if let Some(field) = finding.field() {
        finding.at = field.id().to_owned();
    }
    finding
}

/// Where a row says something else of its course than the first row of that course.
fn contradictions(first: &SheetRow, row: &SheetRow) -> Vec<Finding> {
    if first.number == row.number {
        return Vec::new();
    }
    let differs = |field: &Field| {
        let (one, other) = (
            text(&first.values, *field).trim(),
            text(&row.values, *field).trim(),
        );
        !other.is_empty() && one != other
    };
    let fields = Field::of_course().filter(differs);
    let number = first.number.to_string();
    fields
        .map(|field| Finding::error(field.id(), "differs_from_row", number.clone()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::fill_blanks;
    use super::*;
    use crate::testing::{Bench, good};

    fn row(number: u32, changes: &[(Field, &str)]) -> SheetRow {
        let draft = good();
        let mut values = draft.course;
        values.extend(draft.classes.into_iter().flatten());
        for (field, value) in changes {
            values.insert(*field, (*value).into());
        }
        SheetRow { number, values }
    }

    fn codes(rows: &[SheetRow]) -> Vec<Vec<(String, String, String)>> {
        let bench = Bench::default();
        let mut rows = rows.to_vec();
        fill_blanks(&mut rows);
        let found = check_rows(&rows, &bench.ground(), |_| BTreeMap::new());
        let of_row = |findings: Vec<Finding>| {
            let errors = findings.into_iter().filter(|finding| !finding.is_note);
            errors
                .map(|finding| (finding.at, finding.code, finding.with))
                .collect()
        };
        found.into_iter().map(of_row).collect()
    }

    #[test]
    fn rows_of_one_title_are_one_course() {
        let second = row(
            3,
            &[
                (Field::StartsOn, "2027-05-10"),
                (Field::EndsOn, "2027-06-10"),
                (Field::EnrolBy, "2027-05-01"),
                (Field::Summary, ""),
            ],
        );
        let rows = [
            row(2, &[]),
            row(4, &[(Field::Title, "示例 焊工班")]),
            second,
        ];
        assert_eq!(codes(&rows), [vec![], vec![], vec![]]);
        let groups = group(&rows);
        let shape: Vec<_> = groups
            .iter()
            .map(|group| (group.rows.clone(), group.draft.classes.len()))
            .collect();
        assert_eq!(shape, [(vec![0, 2], 2), (vec![1], 1)]);
    }

    #[test]
    fn a_row_twice_and_one_that_disagrees_are_named_by_the_other_row() {
        let found = codes(&[
            row(2, &[]),
            row(5, &[]),
            row(6, &[(Field::Price, "900"), (Field::TimeOfDay, "晚上")]),
        ]);
        assert_eq!(
            found[1],
            [("starts_on".into(), "row_twice".into(), "2".into())]
        );
        assert_eq!(
            found[2],
            [("price".into(), "differs_from_row".into(), "2".into())]
        );
    }

    #[test]
    fn rows_without_a_title_stay_apart() {
        let rows = [
            row(2, &[(Field::Title, "")]),
            row(3, &[(Field::Title, " ")]),
        ];
        assert_eq!(group(&rows).len(), 2);
    }
}
