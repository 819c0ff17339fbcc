//! From an approval to what residents read, and back.

use api::ProblemCode;
use api::enrolment::EnrolmentPlace;
use api::listing::{ListingActionRequest, ListingView};
use api::organisation::{ListOrganisationsResponse, OrganisationView};
use api::path::{self, with_id};
use catalogue::CourseListing;
use http::{Method, StatusCode};
use listing::Field;
use serde_json::{Value, json};
use server::clock::Clock as _;
use workflow::enrolment::EnrolmentState;
use workflow::listing::{ListingAction, ListingState};

use super::{
    CODES, attempt, called_off, done, good, officer, organisation, seen, started, trainer,
    verified, written,
};
use crate::portal::{Browser, TestPortal, fresh_key};

pub(super) async fn course(portal: &TestPortal, id: &str) -> (StatusCode, Value) {
    let answer = portal.anonymous().get(&with_id(path::COURSE, id)).await;
    let body = serde_json::from_slice(&answer.body).unwrap_or_default();
    (answer.status, body)
}

async fn version_of(portal: &TestPortal) -> String {
    let edition = portal.anonymous().get(path::CATALOGUE).await.value();
    edition["version"].as_str().unwrap().to_owned()
}

/// Published by one school.
pub(super) async fn live(portal: &TestPortal) -> (Browser, Browser, ListingView) {
    let mut officer = officer(portal).await;
    let mut trainer = trainer(portal, &mut officer, "示例培训学校（甲）", "jiaowu").await;
    let id = started(&mut trainer, &good()).await.id;
    done(&mut trainer, &id, ListingAction::Submit).await;
    let view = done(&mut officer, &id, ListingAction::Approve).await;
    assert_eq!(view.state, ListingState::Live);
    (officer, trainer, view)
}

#[tokio::test]
async fn an_approved_listing_is_a_course_with_seats() {
    let portal = TestPortal::start().await;
    let before = version_of(&portal).await;
    let (_, _, view) = live(&portal).await;
    let (status, found) = course(&portal, &view.course_id).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(found["title"], good().title());
    assert_eq!(
        (found["is_sample"].as_bool(), found["provider"].as_str()),
        (Some(true), Some("示例培训学校（甲）"))
    );
    assert_eq!(found["classes"][0]["free"], 30);
    // What browsers keep is completed by it.
    let delta = portal
        .anonymous()
        .get(&path::catalogue_since(&before))
        .await
        .value();
    assert_eq!(delta["since"], json!(before));
    assert!(delta.to_string().contains(good().title()));
    // And a resident takes a seat.
    let mut resident = portal.resident("13800000001").await;
    let enrol = json!({ "course": view.course_id, "session": "20270301-day" });
    let answer = resident.post(path::ENROLMENTS, &enrol).await;
    assert_eq!(answer.json::<EnrolmentPlace>().state, EnrolmentState::Held);
    verified(&portal);
    // A restart makes nothing anew.
    assert_eq!(
        server::enrolments::seed::seed(&portal.state).await.unwrap(),
        0
    );
}

#[tokio::test]
async fn residents_see_the_old_version_until_the_new_one_is_approved() {
    let portal = TestPortal::start().await;
    let (mut officer, mut trainer, view) = live(&portal).await;
    let price = async || course(&portal, &view.course_id).await.1["price_fen"].clone();
    let mut dearer = good();
    dearer.course.insert(Field::Price, "900".into());
    let answer = written(&mut trainer, &view.id, &dearer).await;
    let pending: ListingView = answer.json();
    assert_eq!(
        (pending.state, &pending.changed[..]),
        (ListingState::LiveWithDraft, &["price".to_owned()][..])
    );
    assert_eq!(price().await, 0);
    done(&mut trainer, &view.id, ListingAction::Submit).await;
    assert_eq!(price().await, 0);
    done(&mut officer, &view.id, ListingAction::Approve).await;
    assert_eq!(price().await, 90_000);
    // A small change of words is seen at once, and needs nobody.
    let mut words = dearer.clone();
    words
        .course
        .insert(Field::Summary, "没有基础也能学。".into());
    let corrected: ListingView = written(&mut trainer, &view.id, &words).await.json();
    assert_eq!(corrected.state, ListingState::Live);
    assert_eq!(
        course(&portal, &view.course_id).await.1["summary"],
        "没有基础也能学。"
    );
    verified(&portal);
}

#[tokio::test]
async fn more_seats_come_with_the_approval_and_days_of_an_open_class_stay() {
    let portal = TestPortal::start().await;
    let (mut officer, mut trainer, view) = live(&portal).await;
    let mut moved = good();
    moved.classes[0].insert(Field::EndsOn, "2027-04-30".into());
    let answer = written(&mut trainer, &view.id, &moved).await;
    let pending: ListingView = answer.json();
    assert!(
        pending
            .findings
            .iter()
            .any(|finding| finding.code == "class_is_open")
    );
    let request = ListingActionRequest::plain(pending.version, ListingAction::Submit);
    attempt(&mut trainer, &view.id, &request)
        .await
        .problem(ProblemCode::InvalidInput);

    let mut more = good();
    more.classes[0].insert(Field::Seats, "35".into());
    let mut evening = good().classes.remove(0);
    evening.insert(Field::TimeOfDay, "晚上".into());
    more.classes.push(evening);
    written(&mut trainer, &view.id, &more).await;
    done(&mut trainer, &view.id, ListingAction::Submit).await;
    done(&mut officer, &view.id, ListingAction::Approve).await;
    let (_, found) = course(&portal, &view.course_id).await;
    let mut seats: Vec<_> = found["classes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|class| class["capacity"].as_u64())
        .collect();
    seats.sort_unstable();
    assert_eq!(seats, [Some(30), Some(35)]);
    verified(&portal);
}

#[tokio::test]
async fn trade_and_level_stay_while_people_are_taught_for_them() {
    let portal = TestPortal::start().await;
    let (_, mut trainer, view) = live(&portal).await;
    let mut higher = good();
    higher.course.insert(Field::Level, "四级".into());
    let answer = written(&mut trainer, &view.id, &higher).await;
    let pending: ListingView = answer.json();
    let request = ListingActionRequest::plain(pending.version, ListingAction::Submit);
    let refused = attempt(&mut trainer, &view.id, &request).await;
    let problem = refused.problem(ProblemCode::InvalidInput);
    assert_eq!(
        (
            problem.errors[0].pointer.as_str(),
            problem.errors[0].code.as_str()
        ),
        ("/level", "class_not_settled")
    );
    verified(&portal);
}

#[tokio::test]
async fn a_listing_can_wait_for_its_day() {
    let portal = TestPortal::start().await;
    let mut officer = officer(&portal).await;
    let mut trainer = trainer(&portal, &mut officer, "示例培训学校（甲）", "jiaowu").await;
    let id = started(&mut trainer, &good()).await.id;
    let version = done(&mut trainer, &id, ListingAction::Submit).await.version;
    let mut approve = ListingActionRequest::plain(version, ListingAction::Approve);
    // By then nobody could ask for its class any more.
    approve.go_live_on = domain::Date::new(2027, 2, 26);
    let refused = attempt(&mut officer, &id, &approve).await;
    let problem = refused.problem(ProblemCode::InvalidInput);
    let error = &problem.errors[0];
    assert_eq!(
        (error.pointer.as_str(), error.code.as_str()),
        ("/go_live_on", "go_live_too_late")
    );
    approve.go_live_on = domain::Date::new(2026, 11, 26);
    let view: ListingView = attempt(&mut officer, &id, &approve).await.json();
    assert_eq!(
        (view.state, view.go_live_on),
        (ListingState::Scheduled, approve.go_live_on)
    );
    let now = |days: i64| crate::portal::TUESDAY_MORNING_MS + days * 24 * 60 * 60 * 1000;
    for (days, status) in [(1, StatusCode::NOT_FOUND), (2, StatusCode::OK)] {
        server::listings::follow::run_once(&portal.state, now(days))
            .await
            .unwrap();
        assert_eq!(
            course(&portal, &view.course_id).await.0,
            status,
            "after {days} days"
        );
    }
    verified(&portal);
}

#[tokio::test]
async fn a_listing_with_an_open_class_is_not_withdrawn_but_can_rest() {
    let portal = TestPortal::start().await;
    let (mut officer, mut trainer, view) = live(&portal).await;
    let mut request = ListingActionRequest::plain(view.version, ListingAction::Withdraw);
    request.reason = "不办了".into();
    let refused = attempt(&mut trainer, &view.id, &request).await;
    let problem = refused.problem(ProblemCode::ActionNotPossible);
    assert_eq!(problem.errors[0].code, "listing_has_classes");
    let mut silent = ListingActionRequest::plain(view.version, ListingAction::Suspend);
    silent.reason = " ".into();
    attempt(&mut officer, &view.id, &silent)
        .await
        .problem(ProblemCode::InvalidInput);
    done(&mut officer, &view.id, ListingAction::Suspend).await;
    assert_eq!(
        course(&portal, &view.course_id).await.0,
        StatusCode::NOT_FOUND
    );
    let mut resident = portal.resident("13800000001").await;
    let enrol = json!({ "course": view.course_id, "session": "20270301-day" });
    resident
        .post(path::ENROLMENTS, &enrol)
        .await
        .problem(ProblemCode::ClassClosed);
    done(&mut officer, &view.id, ListingAction::Resume).await;
    assert_eq!(course(&portal, &view.course_id).await.0, StatusCode::OK);
    assert_eq!(seen(&mut trainer, &view.id).await.state, ListingState::Live);
    verified(&portal);
}

#[tokio::test]
async fn a_class_that_was_given_up_keeps_no_course_off_the_list() {
    let portal = TestPortal::start().await;
    let (mut officer, _, view) = live(&portal).await;
    done(&mut officer, &view.id, ListingAction::Suspend).await;
    called_off(&mut officer, &view.course_id, "20270301-day").await;
    // Its day is over when the officer decides; written anew it would be refused.
    let later_ms = domain::Date::new(2027, 3, 2).unwrap().start_ms_shanghai();
    portal.clock.advance_ms(later_ms - portal.clock.now_ms());
    let mut officer = portal.signed_in("peixun1").await;
    let mut trainer = portal.signed_in("jiaowu").await;
    let back = done(&mut officer, &view.id, ListingAction::Resume).await;
    assert_eq!(back.state, ListingState::Live);
    assert_eq!(back.open_classes, Vec::<String>::new());
    let mut findings = back.findings.iter();
    assert!(findings.any(|found| found.code == "class_given_up" && found.is_note));
    // Nor does it stand in the way of a small change.
    let mut words = good();
    words
        .course
        .insert(Field::Summary, "没有基础也能学。".into());
    let corrected: ListingView = written(&mut trainer, &view.id, &words).await.json();
    assert_eq!(corrected.state, ListingState::Live);
    verified(&portal);
}

#[tokio::test]
async fn a_class_that_was_given_up_is_offered_to_nobody() {
    let portal = TestPortal::start().await;
    let (mut officer, mut trainer, view) = live(&portal).await;
    let offered = async || {
        let list: Vec<CourseListing> = portal.anonymous().get(path::COURSES).await.json();
        let found = list.into_iter().find(|one| one.id == view.course_id);
        found.unwrap().sessions.len()
    };
    assert_eq!(offered().await, 1);
    called_off(&mut officer, &view.course_id, "20270301-day").await;
    assert_eq!(offered().await, 0);
    let (_, found) = course(&portal, &view.course_id).await;
    assert_eq!(found["sessions"], json!([]));
    assert_eq!(found["update"]["changes"][0]["part"], "class_gone");
    // The course written anew does not bring it back.
    let mut dearer = good();
    dearer.course.insert(Field::Price, "900".into());
    written(&mut trainer, &view.id, &dearer).await;
    done(&mut trainer, &view.id, ListingAction::Submit).await;
    done(&mut officer, &view.id, ListingAction::Approve).await;
    assert_eq!(offered().await, 0);
    verified(&portal);
}

#[tokio::test]
async fn seats_that_people_have_are_not_taken_away() {
    let portal = TestPortal::start().await;
    let (mut officer, mut trainer, view) = live(&portal).await;
    let enrol = json!({ "course": view.course_id, "session": "20270301-day" });
    for number in 1..=2 {
        let mut resident = portal.resident(&format!("1380000000{number}")).await;
        let answer = resident.post(path::ENROLMENTS, &enrol).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    }
    let mut fewer = good();
    fewer.classes[0].insert(Field::Seats, "1".into());
    let pending: ListingView = written(&mut trainer, &view.id, &fewer).await.json();
    let request = ListingActionRequest::plain(pending.version, ListingAction::Submit);
    let refused = attempt(&mut trainer, &view.id, &request).await;
    let problem = refused.problem(ProblemCode::InvalidInput);
    let error = &problem.errors[0];
    assert_eq!(
        (error.pointer.as_str(), error.code.as_str()),
        ("/draft/classes/0/seats", "seats_below_taken")
    );
    fewer.classes[0].insert(Field::Seats, "2".into());
    written(&mut trainer, &view.id, &fewer).await;
    done(&mut trainer, &view.id, ListingAction::Submit).await;
    done(&mut officer, &view.id, ListingAction::Approve).await;
    let (_, found) = course(&portal, &view.course_id).await;
    assert_eq!(found["classes"][0]["capacity"], 2);
    verified(&portal);
}

#[tokio::test]
async fn a_published_course_is_described_for_machines_on_its_page() {
    let portal = TestPortal::start().await;
    let mut officer = officer(&portal).await;
    // Only of a school that is no sample: a search engine would offer what nobody can attend.
    let mut trainer = super::trainer(&portal, &mut officer, "凉州某培训学校", "jiaowu").await;
    let listing = started(&mut trainer, &good()).await;
    done(&mut trainer, &listing.id, ListingAction::Submit).await;
    done(&mut officer, &listing.id, ListingAction::Approve).await;
    let mut anyone = portal.anonymous();
    let page = anyone
        .get(&format!("/plain/courses/{}", listing.course_id))
        .await;
    let page = String::from_utf8(page.body.to_vec()).unwrap();
    let (_, rest) = page
        .split_once("<script type=\"application/ld+json\">")
        .unwrap();
    let (text, _) = rest.split_once("</script>").unwrap();
    let said: serde_json::Value = serde_json::from_str(text).unwrap();
    assert_eq!(said["@type"], "Course");
    assert_eq!(said["name"], Field::Title.example());
    assert_eq!(said["hasCourseInstance"][0]["startDate"], "2027-03-01");
}

/// Where the section keeps the school.
async fn school(officer: &mut Browser) -> String {
    let list: ListOrganisationsResponse = officer.get(path::STAFF_ORGANISATIONS).await.json();
    let mut schools = list.organisations.into_iter();
    let school = schools.find(|one| one.name.contains('甲')).unwrap();
    with_id(path::STAFF_ORGANISATION, &school.id)
}

#[tokio::test]
async fn a_school_that_is_called_otherwise_is_so_on_the_pages_of_its_courses() {
    let portal = TestPortal::start().await;
    let (mut officer, _, view) = live(&portal).await;
    let before = version_of(&portal).await;
    let address = school(&mut officer).await;
    let mut change = organisation("示例培训学校（丙）", CODES[0]);
    change["version"] = json!(1);
    let answer = officer
        .send_json(Method::PUT, &address, &fresh_key(), &change)
        .await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let (_, found) = course(&portal, &view.course_id).await;
    assert_eq!(found["provider"], "示例培训学校（丙）");
    assert_ne!(version_of(&portal).await, before);
    verified(&portal);
}

#[tokio::test]
async fn what_a_narrower_licence_leaves_outside_is_named_to_the_section() {
    let portal = TestPortal::start().await;
    let (mut officer, _, view) = live(&portal).await;
    let address = school(&mut officer).await;
    let mut seen: OrganisationView = officer.get(&address).await.json();
    assert!(seen.outside.is_empty());
    let mut change = organisation("示例培训学校（甲）", CODES[0]);
    for (trade, level, is_outside) in [
        ("焊工", "level_5", true),
        ("电工", "level_4", true),
        ("电工", "level_5", false),
    ] {
        change["version"] = json!(seen.version);
        change["licence"]["scopes"] = json!([{ "trade": trade, "levels": [level] }]);
        let answer = officer
            .send_json(Method::PUT, &address, &fresh_key(), &change)
            .await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
        seen = officer.get(&address).await.json();
        let outside = seen.outside.iter().map(|one| one.listing.as_str());
        let outside: Vec<&str> = outside.collect();
        let expected: &[&str] = if is_outside { &[view.id.as_str()] } else { &[] };
        assert_eq!(outside, expected, "{trade} {level}");
    }
    // A trade typed on two lines is one of the licence.
    change["version"] = json!(seen.version);
    change["licence"]["scopes"] = json!([
        { "trade": "电工", "levels": ["level_4"] },
        { "trade": " 电工", "levels": ["level_5", "level_4"] },
    ]);
    let answer = officer
        .send_json(Method::PUT, &address, &fresh_key(), &change)
        .await;
    let seen: OrganisationView = answer.json();
    assert!(seen.outside.is_empty());
    assert_eq!(seen.licence.scopes.len(), 1);
    assert_eq!(seen.licence.scopes[0].levels.len(), 2);
    // It is the section's to take off the list; the portal does not by itself.
    assert_eq!(course(&portal, &view.course_id).await.0, StatusCode::OK);
    verified(&portal);
}
