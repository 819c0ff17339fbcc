//! Who was paid for a trade and a level asks for it again: known at enrolment, whatever level the paper of before has.

use api::enrolment::EnrolmentPlace;
use api::path;
use api::settlement::Claim;
use http::StatusCode;
use serde_json::json;
use workflow::enrolment::EnrolmentState;

use super::settlement::{ID_NUMBERS, asked};
use super::{class, mine};

#[tokio::test]
async fn what_was_settled_without_a_level_is_known_when_the_course_is_asked_for_again() {
    let class = class().await;
    class.settled().await;
    let days = ("2027-05-12", "2027-05-14");
    class.another("again", "2027-05-10", days).await;
    let mut resident = class.resident(0).await;
    assert_eq!(mine(&mut resident).await.level, None);
    let claim = Claim {
        statement: asked(),
        id_number: ID_NUMBERS[0].to_owned(),
    };
    let enrol = json!({ "course": class.course, "session": "again", "claim": claim });
    let answer = resident.post(path::ENROLMENTS, &enrol).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    // The course is of level five: the section looks before anybody is taught for the money twice.
    let place: EnrolmentPlace = answer.json();
    assert_eq!(place.state, EnrolmentState::Applied);
}
