//! A course that goes off the list: whoever is in a class of it keeps what was said, and everybody else is led on.

use api::ProblemCode;
use api::certificate::CertificateView;
use api::listing::ListListingsResponse;
use api::path::{self, with_id};
use api::resting::RestingCourse;
use http::StatusCode;
use serde_json::json;
use workflow::class::ClassState;
use workflow::enrolment::EnrolmentAction;
use workflow::listing::ListingAction;

use super::{Class, class, day, mine};
use crate::portal::Browser;
use crate::training::{done, good};

/// The only listing there is.
async fn listing(officer: &mut Browser) -> String {
    let listed: ListListingsResponse = officer.get(path::STAFF_LISTINGS).await.json();
    listed.public[0].id.clone()
}

async fn resting(class: &Class) -> RestingCourse {
    let address = with_id(path::COURSE_REST, &class.course);
    class.portal.anonymous().get(&address).await.json()
}

#[tokio::test]
async fn a_course_that_rests_keeps_its_words_for_those_in_it() {
    let class = class().await;
    let mut officer = class.officer().await;
    let listed = with_id(path::COURSE_REST, &class.course);
    let mut anyone = class.portal.anonymous();
    anyone.get(&listed).await.problem(ProblemCode::NotFound);
    let listing = listing(&mut officer).await;
    done(&mut officer, &listing, ListingAction::Suspend).await;
    let mut resident = class.resident(0).await;
    let shown = mine(&mut resident).await;
    assert_eq!(shown.title.as_deref(), Some(good().title()));
    assert_eq!(shown.provider.as_deref(), Some("示例培训学校（甲）"));
    assert!(shown.venue.is_some() && shown.schedule.is_some() && !shown.bring.is_empty());
    assert!(shown.is_sample && shown.is_course_paused);
    let roster = class.roster(&mut officer).await;
    assert_eq!(roster.title.as_deref(), Some(good().title()));
    // Whoever has its address is told so, in the app and in plain HTML, and led to courses like it.
    let address = with_id(path::COURSE, &class.course);
    anyone.get(&address).await.problem(ProblemCode::NotFound);
    let told = resting(&class).await;
    assert!(told.is_paused);
    assert_eq!(told.title, good().title());
    assert!((1..=3).contains(&told.similar.len()), "{told:?}");
    let page = format!("/plain/courses/{}", class.course);
    let page = anyone.get(&page).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    let page = String::from_utf8(page.body.to_vec()).unwrap();
    assert!(page.contains("暂停报名") && page.contains(&told.similar[0].title));
    assert!(!page.contains("application/ld+json"));
    // Back on the list as it was.
    done(&mut officer, &listing, ListingAction::Resume).await;
    assert_eq!(anyone.get(&address).await.status, StatusCode::OK);
    assert!(!mine(&mut resident).await.is_course_paused);
    anyone.get(&listed).await.problem(ProblemCode::NotFound);
    class.holds_together();
}

#[tokio::test]
async fn a_class_of_a_course_that_rests_is_put_off_and_the_course_stays_off_the_list() {
    let class = class().await;
    let mut officer = class.officer().await;
    let listing = listing(&mut officer).await;
    done(&mut officer, &listing, ListingAction::Suspend).await;
    let version = class.roster(&mut officer).await.version;
    let days =
        json!({ "enrol_by": "2027-03-20", "starts_on": "2027-04-01", "ends_on": "2027-04-26" });
    let request =
        json!({ "version": version, "action": "postpone", "reason": "老师住院", "days": days });
    let answer = officer
        .post(&class.address(path::STAFF_CLASS_ACTIONS), &request)
        .await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let mut resident = class.resident(0).await;
    let shown = mine(&mut resident).await;
    assert_eq!(shown.starts_on, day("2027-04-01"));
    assert_eq!(shown.class_state, ClassState::Postponed);
    assert!(shown.schedule.is_some());
    assert!(resting(&class).await.is_paused);
}

#[tokio::test]
async fn a_certificate_of_a_course_no_longer_offered_says_what_was_learnt_where() {
    let class = class().await;
    class.passed(&[0]).await;
    class.on("2027-03-27").await;
    let mut officer = class.officer().await;
    let listing = listing(&mut officer).await;
    done(&mut officer, &listing, ListingAction::Withdraw).await;
    let told = resting(&class).await;
    assert!(!told.is_paused);
    assert_eq!(class.roster(&mut officer).await.state, ClassState::Finished);
    class.act(&mut officer, 0, EnrolmentAction::Certify).await;
    let mut resident = class.resident(0).await;
    let id = mine(&mut resident).await.id;
    let address = with_id(path::ENROLMENT_CERTIFICATE, &id);
    let said: CertificateView = resident.get(&address).await.json();
    assert_eq!(
        (said.course.as_str(), said.provider.as_str(), said.hours),
        (good().title(), "示例培训学校（甲）", 120)
    );
    assert!(said.is_sample);
    class.holds_together();
}
