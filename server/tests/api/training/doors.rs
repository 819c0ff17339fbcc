//! What is wrong is wrong whichever way it comes: written on screen, in a sheet, sent by a trainer's own system.

use api::course_sheet::{SheetRowView, SheetView};
use api::course_token::SentCourses;
use http::StatusCode;
use listing::Field::{self, *};
use listing::{Finding, Values};
use serde_json::json;

use super::sheets::rows;
use super::tokens::{made, row, send};
use super::{good, officer, sheet, started, trainer, upload};
use crate::portal::{Browser, TestPortal, fresh_key};

/// A value, and the code of what is wrong with it.
const BAD: [(Field, &str, &str); 9] = [
    (Hours, "一百二", "not_a_number"),
    (Division, "武男镇", "unknown_division_near"),
    (EndsOn, "2027.2.1", "end_before_start"),
    (Seats, "0", "seats_zero"),
    (Seats, "90", "seats_above_venue"),
    (Trade, "车工", "trade_outside_licence"),
    (StartsOn, "明年三月", "not_a_date"),
    (Price, "面议", "price_not_money"),
    (EnrolBy, "2027年3月9日", "enrol_after_start"),
];

/// A value that is read, and its one form.
const READ: [(Field, &str, &str); 6] = [
    (Seats, "３０", "30"),
    (Price, "免费", "0"),
    (StartsOn, "2027.3.5", "2027-03-05"),
    (StartsOn, "2027年3月5日", "2027-03-05"),
    (StartsOn, "46451", "2027-03-05"),
    (Division, "武南", "620602101"),
];

/// What a door says of a value, and what it keeps.
struct Judged {
    findings: Vec<Finding>,
    values: Values,
}

impl Judged {
    fn of(row: SheetRowView) -> Self {
        Self {
            findings: row.findings,
            values: row.values,
        }
    }

    /// Fields and codes of what is to be put right.
    fn wrong(&self) -> Vec<(Option<Field>, &str)> {
        let wrong = self.findings.iter().filter(|finding| !finding.is_note);
        let mut found: Vec<_> = wrong
            .map(|finding| (finding.field(), finding.code.as_str()))
            .collect();
        found.sort_unstable();
        found
    }
}

/// The cases under titles of their own.
fn titled(door: &str) -> Vec<(String, Field, &'static str)> {
    let cases = BAD.into_iter().chain(READ).enumerate();
    cases
        .map(|(place, (field, typed, _))| (format!("示例 {door} {place}"), field, typed))
        .collect()
}

async fn on_screen(trainer: &mut Browser) -> Vec<Judged> {
    let mut found = Vec::new();
    for (title, field, typed) in titled("编辑") {
        let mut draft = good();
        draft.course.insert(Title, title);
        let values = if field.is_of_class() {
            &mut draft.classes[0]
        } else {
            &mut draft.course
        };
        values.insert(field, typed.to_owned());
        let view = started(trainer, &draft).await;
        let mut values = view.draft.course;
        values.extend(view.draft.classes.into_iter().flatten());
        found.push(Judged {
            findings: view.findings,
            values,
        });
    }
    found
}

async fn in_a_sheet(trainer: &mut Browser) -> Vec<Judged> {
    let cases = titled("表格");
    let changes: Vec<[(Field, &str); 2]> = cases
        .iter()
        .map(|(title, field, typed)| [(Title, title.as_str()), (*field, *typed)])
        .collect();
    let changes: Vec<&[(Field, &str)]> = changes.iter().map(<[_; 2]>::as_slice).collect();
    let answer = upload(trainer, "courses.csv", sheet(&changes).into_bytes()).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    let view: SheetView = answer.json();
    let mut all = rows(trainer, &view.id, "bad").await.rows;
    all.extend(rows(trainer, &view.id, "good").await.rows);
    all.sort_by_key(|row| row.number);
    all.into_iter().map(Judged::of).collect()
}

async fn by_a_system(portal: &TestPortal, trainer: &mut Browser) -> Vec<Judged> {
    let token = made(trainer, "教务系统").await.token;
    let sent: Vec<Values> = titled("接口")
        .into_iter()
        .map(|(title, field, typed)| {
            let mut values = row();
            values.insert(Title, title);
            values.insert(field, typed.to_owned());
            values
        })
        .collect();
    let body = json!({ "rows": sent, "is_dry_run": true });
    let answer = send(portal, &token, &body, &fresh_key()).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let answer: SentCourses = answer.json();
    answer.rows.into_iter().map(Judged::of).collect()
}

#[tokio::test]
async fn a_value_is_judged_alike_whichever_way_it_comes() {
    let portal = TestPortal::start().await;
    let mut officer = officer(&portal).await;
    let mut trainer = trainer(&portal, &mut officer, "示例培训学校（甲）", "jiaowu").await;
    let doors = [
        on_screen(&mut trainer).await,
        in_a_sheet(&mut trainer).await,
        by_a_system(&portal, &mut trainer).await,
    ];
    for door in &doors {
        assert_eq!(door.len(), BAD.len() + READ.len());
        for ((field, typed, code), judged) in BAD.iter().zip(door) {
            let wrong = judged.wrong();
            assert!(
                wrong.contains(&(Some(*field), *code)),
                "{field} {typed}: {wrong:?}"
            );
        }
        for ((field, typed, form), judged) in READ.iter().zip(door.iter().skip(BAD.len())) {
            assert!(judged.wrong().is_empty(), "{field} {typed}");
            let kept = judged.values.get(field).map(String::as_str);
            assert_eq!(kept, Some(*form), "{field} {typed}");
        }
    }
    let [screen, sheet, system] = &doors;
    for (place, one) in screen.iter().enumerate() {
        assert_eq!(one.wrong(), sheet[place].wrong(), "{place} in a sheet");
        assert_eq!(one.wrong(), system[place].wrong(), "{place} by a system");
    }
}
