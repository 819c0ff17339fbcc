//! Rows that leave their course to the first row of it, as the template tells trainers to, on ways of their own.

use api::course_sheet::{RepairedRow, RowState, SheetRowView, SheetView};
use api::listing::ListListingsResponse;
use api::path::{self, with_document};
use http::{Method, StatusCode};
use listing::Field::{self, *};
use listing::Values;
use serde_json::json;

use super::super::{seen, sheet, taken, verified};
use super::{both, rows, uploaded};
use crate::portal::{Browser, TestPortal, fresh_key};

/// A row that says nothing of its course but the title.
fn blank<'a>(changes: &[(Field, &'a str)]) -> Vec<(Field, &'a str)> {
    let mut row = changes.to_vec();
    let course = Field::of_course().filter(|field| *field != Title);
    row.extend(course.map(|field| (field, "")));
    row
}

async fn bad(trainer: &mut Browser, sheet: &SheetView) -> Vec<SheetRowView> {
    rows(trainer, &sheet.id, "bad").await.rows
}

/// What is wrong with a row.
fn wrong(row: &SheetRowView) -> Vec<(&str, &str)> {
    let wrong = row.findings.iter().filter(|finding| !finding.is_note);
    wrong
        .map(|finding| (finding.at.as_str(), finding.code.as_str()))
        .collect()
}

async fn repaired(
    trainer: &mut Browser,
    sheet: &SheetView,
    row: &SheetRowView,
    change: Option<(Field, &str)>,
) -> RepairedRow {
    let mut values: Values = row.values.clone();
    values.extend(change.map(|(field, value)| (field, value.to_owned())));
    let address = with_document(
        path::STAFF_COURSE_SHEET_ROW,
        &sheet.id,
        &row.number.to_string(),
    );
    let body =
        json!({ "version": sheet.version, "values": values, "is_dropped": change.is_none() });
    let answer = trainer
        .send_json(Method::PUT, &address, &fresh_key(), &body)
        .await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    answer.json()
}

/// The classes of the only course there is, and its hours.
async fn only_course(trainer: &mut Browser) -> (usize, String) {
    let list: ListListingsResponse = trainer.get(path::STAFF_LISTINGS).await.json();
    assert_eq!(list.listings.len(), 1);
    let draft = seen(trainer, &list.listings[0].id).await.draft;
    (draft.classes.len(), draft.text(Hours).to_owned())
}

#[tokio::test]
async fn a_later_row_is_repaired_after_the_first_went_in() {
    let portal = TestPortal::start().await;
    let (_, mut trainer) = both(&portal).await;
    let text = sheet(&[&[], &blank(&[(StartsOn, "明年三月")])]);
    let view = uploaded(&mut trainer, &text).await;
    let came = taken(&mut trainer, &view, false).await;
    assert_eq!((came.sheet.taken, came.sheet.bad), (1, 1));
    let waits = bad(&mut trainer, &view).await.remove(0);
    assert_eq!(wrong(&waits), [("starts_on", "not_a_date")]);
    let change = Some((StartsOn, "2027-03-02"));
    let repaired = repaired(&mut trainer, &came.sheet, &waits, change).await;
    assert_eq!(repaired.row.state, RowState::Good, "{:?}", repaired.row);
    taken(&mut trainer, &repaired.sheet, false).await;
    assert_eq!(only_course(&mut trainer).await, (2, "120".into()));
    verified(&portal);
}

#[tokio::test]
async fn a_later_row_goes_in_while_the_first_waits() {
    let portal = TestPortal::start().await;
    let (_, mut trainer) = both(&portal).await;
    let text = sheet(&[
        &[(StartsOn, "明年三月")],
        &blank(&[(StartsOn, "2027-03-02")]),
    ]);
    let view = uploaded(&mut trainer, &text).await;
    assert_eq!((view.good, view.bad), (1, 1));
    let came = taken(&mut trainer, &view, true).await;
    assert_eq!((came.courses, came.handed_in, came.sheet.taken), (1, 1, 1));
    assert_eq!(only_course(&mut trainer).await, (1, "120".into()));
    verified(&portal);
}

#[tokio::test]
async fn later_rows_stay_whole_when_the_first_is_left_out() {
    let portal = TestPortal::start().await;
    let (_, mut trainer) = both(&portal).await;
    let text = sheet(&[
        &[(StartsOn, "明年三月")],
        &blank(&[(StartsOn, "2027-03-02")]),
        &blank(&[(StartsOn, "2027-03-03"), (Seats, "0")]),
    ]);
    let view = uploaded(&mut trainer, &text).await;
    let first = bad(&mut trainer, &view).await.remove(0);
    let left = repaired(&mut trainer, &view, &first, None).await;
    assert_eq!((left.sheet.good, left.sheet.dropped), (1, 1));
    let waits = bad(&mut trainer, &view).await.remove(0);
    assert_eq!(wrong(&waits), [("seats", "seats_zero")]);
    let came = taken(&mut trainer, &left.sheet, false).await;
    assert_eq!((came.courses, came.sheet.taken), (1, 1));
    assert_eq!(only_course(&mut trainer).await, (1, "120".into()));
    verified(&portal);
}

/// What was left to the first row follows it when it is put right; what a row says by itself does not.
#[tokio::test]
async fn a_field_of_the_course_is_repaired_once() {
    let portal = TestPortal::start().await;
    let (_, mut trainer) = both(&portal).await;
    let text = sheet(&[
        &[(Hours, "一百二")],
        &blank(&[(StartsOn, "2027-03-02")]),
        &[(Hours, "80"), (StartsOn, "2027-03-03")],
        &[(Title, "示例 别的课"), (Hours, "一百二")],
    ]);
    let view = uploaded(&mut trainer, &text).await;
    assert_eq!((view.good, view.bad), (0, 4));
    // Whichever of them is put right: it is the course's.
    let second = bad(&mut trainer, &view).await.remove(1);
    let after = repaired(&mut trainer, &view, &second, Some((Hours, "120"))).await;
    assert_eq!((after.sheet.good, after.sheet.bad), (2, 2));
    let others: Vec<_> = after
        .others
        .iter()
        .map(|row| (row.number, row.state))
        .collect();
    assert_eq!(others, [(2, RowState::Good)]);
    let hours: Vec<_> = bad(&mut trainer, &view)
        .await
        .iter()
        .map(|row| {
            (
                row.number,
                row.values[&Hours].clone(),
                wrong(row)[0].1.to_owned(),
            )
        })
        .collect();
    let expected = [
        (4, "80".to_owned(), "differs_from_row".to_owned()),
        (5, "一百二".to_owned(), "not_a_number".to_owned()),
    ];
    assert_eq!(hours, expected);
}
