//! How often a place of the wait-list came to a seat in the classes of the same school.

use api::path;
use http::StatusCode;
use listing::Field;
use serde_json::json;
use store::classes::{self, Class as Row};
use store::{StoreError, Tx};
use workflow::class::Chance;
use workflow::enrolment::EnrolmentState;
use workflow::listing::ListingAction;

use super::{PHONES, SESSION, day, mine};
use crate::portal::TestPortal;
use crate::training::{done, good, officer, started, trainer};

/// A class that is over, with two who waited.
fn over(course: &str, number: i64) -> Row {
    Row {
        id: format!("{course}.over-{number}"),
        course_id: course.to_owned(),
        session_id: format!("over-{number}"),
        version: 1,
        last_place: 0,
        fold: "{}".into(),
        state: "finished".into(),
        capacity: 2,
        elsewhere: 0,
        enrol_by: day("2026-10-01"),
        starts_on: day("2026-10-05"),
        ends_on: day("2026-10-20"),
        minimum_not_met_on: None,
        is_confirmed: false,
    }
}

#[tokio::test]
async fn who_waits_reads_how_often_the_place_came_to_a_seat() {
    let portal = TestPortal::start().await;
    let mut officer = officer(&portal).await;
    let mut trainer = trainer(&portal, &mut officer, "示例培训学校（甲）", "jiaowu").await;
    let mut draft = good();
    draft.classes[0].insert(Field::Seats, "2".to_owned());
    let listing = started(&mut trainer, &draft).await;
    done(&mut trainer, &listing.id, ListingAction::Submit).await;
    done(&mut officer, &listing.id, ListingAction::Approve).await;
    let mut last = None;
    for phone in PHONES {
        let mut resident = portal.resident(phone).await;
        let enrol = json!({ "course": listing.course_id, "session": SESSION });
        let answer = resident.post(path::ENROLMENTS, &enrol).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
        last = Some(resident);
    }
    let mut waiting = last.unwrap();
    let own = mine(&mut waiting).await;
    assert_eq!(
        (own.state, own.position, own.chance),
        (EnrolmentState::Waitlisted, Some(1), None)
    );
    let course = listing.course_id.clone();
    let many = move |tx: &Tx| {
        for number in 0..20 {
            let row = over(&course, number);
            classes::insert(tx, &row)?;
            let sql = "INSERT INTO wait_lists (class_id, waited, offered) VALUES ($1, 2, $2)";
            tx.execute(sql, &[(&row.id).into(), i64::from(number < 12).into()])?;
        }
        Ok(())
    };
    let written = portal.state.store.write::<_, _, StoreError>(many).await;
    written.unwrap();
    let (reached, of) = (12, 20);
    let chance = mine(&mut waiting).await.chance;
    assert_eq!(chance, Some(Chance { reached, of }));
}
