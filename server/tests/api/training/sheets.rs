//! Sheets: checked as they come, repaired, taken in.

mod blanks;
mod differences;
mod files;
mod handed_in;
mod undone;

use std::io::{Cursor, Read as _};

use api::ProblemCode;
use api::course_sheet::{DifferenceKind, ListSheetRowsResponse, RepairedRow, RowState, SheetView};
use api::listing::{ListListingsResponse, ListingActionRequest};
use api::path::{self, with_document, with_id};
use http::{Method, StatusCode};
use listing::Field::{self, *};
use serde_json::json;
use workflow::listing::ListingAction;

use super::{
    attempt, called_off, done, good, officer, sheet, sheet_done, started, taken, trainer, upload,
    verified, written,
};
use crate::portal::{Browser, TestPortal, fresh_key};

/// Twelve broken rows of several kinds, and two good ones.
const ROWS: &[&[(Field, &str)]] = &[
    &[(Title, "示例 好课")],
    &[(Title, "")],
    &[(Title, "示例 坏 1"), (Hours, "一百二")],
    &[(Title, "示例 坏 2"), (Division, "武男镇")],
    &[(Title, "示例 坏 3"), (EndsOn, "2027.2.1")],
    &[(Title, "示例 坏 4"), (Seats, "0")],
    &[(Title, "示例 坏 5"), (Seats, "90")],
    &[(Title, "示例 坏 6"), (Trade, "车工")],
    &[(Title, "示例 坏 7"), (Level, "一级")],
    &[(Title, "示例 坏 8"), (StartsOn, "明年三月")],
    &[(Title, "示例 坏 9"), (Price, "面议")],
    &[(Title, "示例 好课")],
    &[(Title, "示例 坏 10"), (EnrolBy, "2027年3月9日")],
    &[
        (Title, "示例 好课"),
        (TimeOfDay, "晚上"),
        (Schedule, "周一至周五 19:00"),
        (Summary, ""),
    ],
];

pub(super) async fn rows(trainer: &mut Browser, id: &str, state: &str) -> ListSheetRowsResponse {
    let address = format!(
        "{}?state={state}",
        with_id(path::STAFF_COURSE_SHEET_ROWS, id)
    );
    trainer.get(&address).await.json()
}

async fn both(portal: &TestPortal) -> (Browser, Browser) {
    let mut officer = officer(portal).await;
    let trainer = trainer(portal, &mut officer, "示例培训学校（甲）", "jiaowu").await;
    (officer, trainer)
}

async fn uploaded(trainer: &mut Browser, text: &str) -> SheetView {
    let answer = upload(trainer, "courses.csv", text.as_bytes().to_vec()).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    answer.json()
}

#[tokio::test]
async fn every_mistake_names_row_column_and_fix() {
    let portal = TestPortal::start().await;
    let (_, mut trainer) = both(&portal).await;
    let view = uploaded(&mut trainer, &sheet(ROWS)).await;
    assert_eq!((view.bad, view.good), (12, 2), "{view:?}");
    let bad = rows(&mut trainer, &view.id, "bad").await.rows;
    let said: Vec<_> = bad
        .iter()
        .map(|row| {
            (
                row.number,
                row.findings[0].at.as_str(),
                row.findings[0].code.as_str(),
            )
        })
        .collect();
    let expected = [
        (3, "title", "required"),
        (4, "hours", "not_a_number"),
        (5, "division", "unknown_division_near"),
        (6, "ends_on", "end_before_start"),
        (7, "seats", "seats_zero"),
        (8, "seats", "seats_above_venue"),
        (9, "trade", "trade_outside_licence"),
        (10, "level", "level_outside_licence"),
        (11, "starts_on", "not_a_date"),
        (12, "price", "price_not_money"),
        (13, "starts_on", "row_twice"),
        (14, "enrol_by", "enrol_after_start"),
    ];
    assert_eq!(said, expected);
}

#[tokio::test]
async fn good_rows_go_in_while_bad_ones_wait_and_are_repaired() {
    let portal = TestPortal::start().await;
    let (mut officer, mut trainer) = both(&portal).await;
    let view = uploaded(&mut trainer, &sheet(ROWS)).await;
    let came = taken(&mut trainer, &view, true).await;
    assert_eq!(
        (
            came.courses,
            came.handed_in,
            came.sheet.taken,
            came.sheet.bad
        ),
        (1, 1, 2, 12)
    );
    // The same press again on the old version changes nothing.
    let again = sheet_done(&mut trainer, &view, json!({ "action": "take_in" })).await;
    again.problem(ProblemCode::Stale);

    let row = rows(&mut trainer, &view.id, "bad").await.rows.remove(2);
    let mut values = row.values.clone();
    values.insert(Division, "武南镇".into());
    let address = with_document(
        path::STAFF_COURSE_SHEET_ROW,
        &view.id,
        &row.number.to_string(),
    );
    let body = json!({ "version": came.sheet.version, "values": values, "is_dropped": false });
    let answer = trainer
        .send_json(Method::PUT, &address, &fresh_key(), &body)
        .await;
    let repaired: RepairedRow = answer.json();
    assert_eq!(
        (repaired.row.state, repaired.sheet.good),
        (RowState::Good, 1)
    );
    let drop = json!({ "version": repaired.sheet.version, "values": {}, "is_dropped": true });
    let address = with_document(path::STAFF_COURSE_SHEET_ROW, &view.id, "3");
    let dropped: RepairedRow = trainer
        .send_json(Method::PUT, &address, &fresh_key(), &drop)
        .await
        .json();
    assert_eq!(
        (dropped.row.state, dropped.sheet.dropped),
        (RowState::Dropped, 1)
    );
    for odd in ["2", "99", "x"] {
        let address = with_document(path::STAFF_COURSE_SHEET_ROW, &view.id, odd);
        let body = json!({ "version": dropped.sheet.version, "values": {}, "is_dropped": true });
        trainer
            .send_json(Method::PUT, &address, &fresh_key(), &body)
            .await
            .problem(ProblemCode::NotFound);
    }
    let came = taken(&mut trainer, &dropped.sheet, false).await;
    assert_eq!((came.courses, came.handed_in, came.sheet.taken), (1, 0, 3));
    let queue: ListListingsResponse = officer.get(path::STAFF_LISTINGS).await.json();
    assert_eq!((queue.listings.len(), queue.listings[0].classes), (1, 2));
    verified(&portal);
}

#[tokio::test]
async fn the_same_sheet_again_changes_nothing() {
    let portal = TestPortal::start().await;
    let (_, mut trainer) = both(&portal).await;
    let text = sheet(&[&[], &[(TimeOfDay, "晚上")]]);
    let view = uploaded(&mut trainer, &text).await;
    taken(&mut trainer, &view, false).await;
    let again = uploaded(&mut trainer, &text).await;
    let kinds = rows(&mut trainer, &again.id, "good").await.rows;
    assert!(
        kinds
            .iter()
            .all(|row| row.difference.kind == DifferenceKind::Unchanged),
        "{kinds:?}"
    );
    let came = taken(&mut trainer, &again, false).await;
    let list: ListListingsResponse = trainer.get(path::STAFF_LISTINGS).await.json();
    assert_eq!(
        (list.listings.len(), list.listings[0].classes, came.courses),
        (1, 2, 1)
    );
    verified(&portal);
}

#[tokio::test]
async fn what_was_entered_comes_out_and_goes_in_again_unchanged() {
    let portal = TestPortal::start().await;
    let (_, mut trainer) = both(&portal).await;
    let text = sheet(&[&[(Bring, "=1+1；身份证")], &[(TimeOfDay, "晚上")]]);
    let view = uploaded(
        &mut trainer,
        &text.replace("身份证；绝缘鞋", "=1+1；身份证"),
    )
    .await;
    taken(&mut trainer, &view, false).await;
    let exported = trainer.get(path::STAFF_LISTINGS_SHEET).await;
    assert_eq!(exported.status, StatusCode::OK);
    let answer = upload(&mut trainer, "mine.xlsx", exported.body.to_vec()).await;
    let again: SheetView = answer.json();
    assert_eq!((again.good, again.bad), (2, 0));
    let kinds = rows(&mut trainer, &again.id, "good").await.rows;
    assert!(
        kinds
            .iter()
            .all(|row| row.difference.kind == DifferenceKind::Unchanged),
        "{kinds:?}"
    );
}

/// What stands in a part of a workbook.
fn part(workbook: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(workbook)).unwrap();
    let mut text = String::new();
    let mut file = archive.by_name(name).unwrap();
    file.read_to_string(&mut text).unwrap();
    text
}

#[tokio::test]
async fn the_template_offers_kinds_levels_and_the_townships_of_the_licence() {
    let portal = TestPortal::start().await;
    let (_, mut trainer) = both(&portal).await;
    let template = trainer.get(path::STAFF_COURSE_TEMPLATE).await;
    let rules = part(&template.body, "xl/worksheets/sheet1.xml");
    for words in ["就业技能", "五级", "电工,焊工", "武南镇"] {
        assert!(rules.contains(words), "{words}: {rules}");
    }
}

#[tokio::test]
async fn what_has_ended_is_exported_on_a_page_of_its_own() {
    let portal = TestPortal::start().await;
    let (mut officer, mut trainer) = both(&portal).await;
    let listing = started(&mut trainer, &good()).await;
    done(&mut trainer, &listing.id, ListingAction::Submit).await;
    done(&mut officer, &listing.id, ListingAction::Approve).await;
    let before = trainer.get(path::STAFF_LISTINGS_SHEET).await;
    assert!(!part(&before.body, "xl/workbook.xml").contains("已停办的课程"));
    called_off(&mut officer, &listing.course_id, "20270301-day").await;
    done(&mut officer, &listing.id, ListingAction::Withdraw).await;
    let after = trainer.get(path::STAFF_LISTINGS_SHEET).await;
    assert!(part(&after.body, "xl/workbook.xml").contains("已停办的课程"));
}

#[tokio::test]
async fn the_template_itself_can_be_uploaded() {
    let portal = TestPortal::start().await;
    let (_, mut trainer) = both(&portal).await;
    let template = trainer.get(path::STAFF_COURSE_TEMPLATE).await;
    assert_eq!(template.status, StatusCode::OK);
    let answer = upload(&mut trainer, "template.xlsx", template.body.to_vec()).await;
    let view: SheetView = answer.json();
    assert_eq!(
        (view.good, view.bad),
        (1, 0),
        "{:?}",
        rows(&mut trainer, &view.id, "bad").await
    );
}

#[tokio::test]
async fn what_is_no_sheet_is_refused_and_says_what_to_do() {
    let portal = TestPortal::start().await;
    let (_, mut trainer) = both(&portal).await;
    let missing = sheet(&[&[]]).replace("开课日期", "备注");
    for (bytes, pointer, code) in [
        (b"PK\x03\x04nonsense".to_vec(), "/sheet", "sheet_damaged"),
        (b"\x89PNG\r\n\0".to_vec(), "/sheet", "sheet_not_a_sheet"),
        (Vec::new(), "/sheet", "sheet_empty"),
        (missing.into_bytes(), "/columns/starts_on", "column_missing"),
    ] {
        let refused = upload(&mut trainer, "a.xlsx", bytes).await;
        let problem = refused.problem(ProblemCode::InvalidInput);
        assert_eq!(
            (
                problem.errors[0].pointer.as_str(),
                problem.errors[0].code.as_str()
            ),
            (pointer, code)
        );
    }
}

#[tokio::test]
async fn a_sheet_of_a_listing_under_review_waits() {
    let portal = TestPortal::start().await;
    let (_, mut trainer) = both(&portal).await;
    let listing = started(&mut trainer, &good()).await;
    done(&mut trainer, &listing.id, ListingAction::Submit).await;
    let view = uploaded(&mut trainer, &sheet(&[&[(Hours, "90")]])).await;
    assert_eq!(
        rows(&mut trainer, &view.id, "bad").await.rows[0].findings[0].code,
        "listing_in_review"
    );
    let nothing = sheet_done(&mut trainer, &view, json!({ "action": "take_in" })).await;
    nothing.problem(ProblemCode::ActionNotPossible);
}

#[tokio::test]
async fn a_sheet_of_what_waits_for_its_day_or_is_suspended_says_which() {
    let portal = TestPortal::start().await;
    let (mut officer, mut trainer) = both(&portal).await;
    let listing = started(&mut trainer, &good()).await;
    let handed_in = done(&mut trainer, &listing.id, ListingAction::Submit).await;
    let mut approve = ListingActionRequest::plain(handed_in.version, ListingAction::Approve);
    approve.go_live_on = domain::Date::new(2026, 11, 26);
    let approved = attempt(&mut officer, &listing.id, &approve).await;
    assert_eq!(approved.status, StatusCode::OK, "{approved:?}");
    let says = async |trainer: &mut Browser, code: &str| {
        let view = uploaded(trainer, &sheet(&[&[(Hours, "90")]])).await;
        let row = rows(trainer, &view.id, "bad").await.rows.remove(0);
        row.findings.iter().any(|finding| finding.code == code)
    };
    assert!(says(&mut trainer, "listing_approved").await);
    let third_day_ms = crate::portal::TUESDAY_MORNING_MS + 2 * 24 * 60 * 60 * 1000;
    server::listings::follow::run_once(&portal.state, third_day_ms)
        .await
        .unwrap();
    done(&mut officer, &listing.id, ListingAction::Suspend).await;
    assert!(says(&mut trainer, "listing_suspended").await);
}

#[tokio::test]
async fn a_course_of_a_sheet_has_no_more_classes_than_one_that_is_written() {
    let portal = TestPortal::start().await;
    let (_, mut trainer) = both(&portal).await;
    let first = domain::Date::new(2027, 1, 5).unwrap();
    let days: Vec<String> = (0..101)
        .map(|days| first.add_days(days).to_string())
        .collect();
    let changes: Vec<[(Field, &str); 5]> = days
        .iter()
        .map(|day| {
            let day = day.as_str();
            [
                (Title, "示例 天天开"),
                (Hours, "8"),
                (StartsOn, day),
                (EndsOn, day),
                (EnrolBy, "2027-01-04"),
            ]
        })
        .collect();
    let changes: Vec<&[(Field, &str)]> = changes.iter().map(<[_; 5]>::as_slice).collect();
    let view = uploaded(&mut trainer, &sheet(&changes)).await;
    assert_eq!((view.good, view.bad), (100, 1));
    let bad = rows(&mut trainer, &view.id, "bad").await.rows;
    assert_eq!(
        (bad[0].number, bad[0].findings[0].code.as_str()),
        (102, "too_many_classes")
    );
    let came = taken(&mut trainer, &view, false).await;
    assert_eq!((came.courses, came.sheet.taken), (1, 100));
}

/// As the course would have no room for it, the row is refused by name; the others go in.
#[tokio::test]
async fn a_row_that_its_course_has_no_room_for_keeps_no_other_row_out() {
    let portal = TestPortal::start().await;
    let (_, mut trainer) = both(&portal).await;
    let listing = started(&mut trainer, &good()).await;
    let mut long = listing.draft.clone();
    long.classes[0].insert(Schedule, String::new());
    let values = long.classes.iter().chain([&long.course]);
    let bytes: usize = values.flat_map(|one| one.values().map(String::len)).sum();
    let room = server::listings::write::MOST_BYTES - bytes;
    long.classes[0].insert(Schedule, "a".repeat(room));
    let answer = written(&mut trainer, &listing.id, &long).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let changes: [&[(Field, &str)]; 2] = [
        &[(StartsOn, "2027-03-02")],
        &[(Title, "示例 好课"), (StartsOn, "2027-03-02")],
    ];
    let view = uploaded(&mut trainer, &sheet(&changes)).await;
    assert_eq!((view.good, view.bad), (1, 1));
    let bad = rows(&mut trainer, &view.id, "bad").await.rows.remove(0);
    let found = &bad.findings[0];
    assert_eq!((bad.number, found.code.as_str()), (2, "course_too_long"));
    assert!(Field::from_id(&found.at).is_some(), "{}", found.at);
    let came = taken(&mut trainer, &view, false).await;
    assert_eq!((came.courses, came.sheet.taken), (1, 1));
    verified(&portal);
}
