//! What rows leave out of their course, and what a change of one row means for the others.

use std::collections::BTreeMap;

use super::SheetRow;
use crate::draft::text;
use crate::{Field, Values};

/// Writes into every row what it leaves empty of its course and the first row of that title says. Done before rows are
/// kept, each of them says everything by itself afterwards, wherever the first one goes.
pub fn fill_blanks(rows: &mut [SheetRow]) {
    let mut firsts: BTreeMap<String, Values> = BTreeMap::new();
    for row in rows {
        let title = row.title().to_owned();
        if title.is_empty() {
            continue;
        }
        match firsts.get(&title) {
            Some(first) => fill(&mut row.values, first),
            None => {
                firsts.insert(title, said_of_course(&row.values));
            }
        }
    }
}

fn fill(row: &mut Values, first: &Values) {
    for (field, value) in first {
        if text(row, *field).trim().is_empty() {
            row.insert(*field, value.clone());
        }
    }
}

fn said_of_course(row: &Values) -> Values {
    let said = row.iter().filter(|(field, value)| {
        !field.is_of_class() && !value.trim().is_empty() && is_kept(**field, value)
    });
    said.map(|(field, value)| (*field, value.clone())).collect()
}

/// What is too long is wrong wherever it stands; ten thousand rows are not to have it each.
fn is_kept(field: Field, value: &str) -> bool {
    value.chars().nth(field.most_chars()).is_none()
}

/// Takes what a repair changed of the course in one row over into its other rows that said the same before: a course has one
/// price, and its rows would contradict each other. A row that got another title is of another course, and takes nothing
/// along.
pub fn follow(rows: &mut [SheetRow], number: u32, before: &Values) {
    fill_blanks(rows);
    let repaired = rows.iter().find(|row| row.number == number);
    let Some(after) = repaired.cloned() else {
        return;
    };
    let title = after.title();
    if title.is_empty() || text(before, Field::Title).trim() != title {
        return;
    }
    let is_other = |row: &&mut SheetRow| row.number != number && row.title() == title;
    for row in rows.iter_mut().filter(is_other) {
        take_over(&mut row.values, before, &after.values);
    }
}

fn take_over(row: &mut Values, before: &Values, after: &Values) {
    for field in Field::of_course() {
        let (old, new) = (text(before, field).trim(), text(after, field).trim());
        if old != new && text(row, field).trim() == old && is_kept(field, new) {
            row.insert(field, new.to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Field::{Bring, Hours, Price, Seats, Summary, Title};

    fn row(number: u32, pairs: &[(Field, &str)]) -> SheetRow {
        let values = pairs
            .iter()
            .map(|(field, value)| (*field, (*value).to_owned()))
            .collect();
        SheetRow { number, values }
    }

    fn said(row: &SheetRow, fields: [Field; 3]) -> [&str; 3] {
        fields.map(|field| text(&row.values, field))
    }

    #[test]
    fn blanks_of_the_course_are_filled_from_its_first_row() {
        let long = "长".repeat(401);
        let first = [
            (Title, "电工"),
            (Price, "0"),
            (Summary, &long),
            (Seats, "3"),
        ];
        let mut rows = [
            row(2, &first),
            row(3, &[(Title, " 电工 "), (Price, " "), (Bring, "身份证")]),
            row(4, &[(Title, "电工"), (Price, "9")]),
            row(5, &[(Title, "")]),
            row(6, &[(Title, ""), (Price, "1")]),
            row(7, &[(Title, "焊工")]),
        ];
        fill_blanks(&mut rows);
        assert_eq!(said(&rows[1], [Price, Bring, Seats]), ["0", "身份证", ""]);
        assert_eq!(text(&rows[1].values, Summary), "");
        // What a later row alone says is a contradiction to be told.
        assert_eq!(said(&rows[2], [Price, Bring, Seats]), ["9", "", ""]);
        assert_eq!([rows[3].values.len(), rows[5].values.len()], [1, 1]);
    }

    #[test]
    fn a_repair_goes_where_the_same_was_said() {
        let same = [(Title, "电工"), (Hours, "多"), (Price, "800"), (Seats, "3")];
        let mut rows = [
            row(2, &same),
            row(3, &[(Title, "电工"), (Hours, "120"), (Seats, "9")]),
            row(4, &[(Title, "电工"), (Hours, "多"), (Price, "850")]),
            row(5, &[(Title, "焊工"), (Hours, "多")]),
        ];
        // Of the third row the price was emptied, which is as in the first.
        let before = rows[0].values.clone();
        follow(&mut rows, 3, &before);
        let shown = [Hours, Price, Seats];
        assert_eq!(said(&rows[0], shown), ["120", "800", "3"]);
        assert_eq!(said(&rows[1], shown), ["120", "800", "9"]);
        assert_eq!(said(&rows[2], shown), ["120", "850", ""]);
        assert_eq!(said(&rows[3], shown), ["多", "", ""]);
        // Emptied in the first it is emptied.
        let before = rows[0].values.clone();
        rows[0].values.remove(&Price);
        follow(&mut rows, 2, &before);
        let prices = [0, 1, 2].map(|place: usize| text(&rows[place].values, Price));
        assert_eq!(prices, ["", "", "850"]);
    }

    #[test]
    fn a_row_of_another_title_leaves_alone() {
        let mut rows = [
            row(2, &[(Title, "焊工"), (Hours, "9")]),
            row(3, &[(Title, "电工"), (Hours, "8")]),
        ];
        let before = rows[1].values.clone();
        follow(&mut rows, 2, &before);
        assert_eq!(text(&rows[1].values, Hours), "8");
    }
}
