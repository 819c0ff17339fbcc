//! What readers, and those who have a seat, learn of a newer version.

use api::enrolment::{ClassActionRequest, ClassDays, StaffClassView};
use api::listing::ListingView;
use api::path::{self, with_id};
use domain::Date;
use http::StatusCode;
use listing::{Draft, Field};
use serde_json::json;
use server::enrolments::room::class_id;
use workflow::class::ClassAction;
use workflow::listing::ListingAction;

use super::publish::{course, live};
use super::{done, good, verified, written};
use crate::portal::{Browser, TestPortal};

const PHONE: &str = "13800000001";

async fn enrolled(portal: &TestPortal, course_id: &str) {
    let mut resident = portal.resident(PHONE).await;
    let enrol = json!({ "course": course_id, "session": "20270301-day" });
    let answer = resident.post(path::ENROLMENTS, &enrol).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
}

/// Messages to the resident with these words.
fn told(portal: &TestPortal, words: &str) -> Vec<String> {
    let (store, keyring) = (&portal.state.store, &portal.state.keyring);
    let messages = server::sms::outbox::list(store, keyring, 50).unwrap();
    let own = messages
        .into_iter()
        .filter(|message| message.phone == PHONE);
    own.map(|message| message.text)
        .filter(|text| text.contains(words))
        .collect()
}

async fn plain_page(portal: &TestPortal, course_id: &str) -> String {
    let address = format!("/plain/courses/{course_id}");
    let page = portal.anonymous().get(&address).await;
    String::from_utf8(page.body.to_vec()).unwrap()
}

/// A pending draft approved.
async fn approved(
    (officer, trainer): (&mut Browser, &mut Browser),
    view: &ListingView,
    draft: &Draft,
) {
    written(trainer, &view.id, draft).await;
    done(trainer, &view.id, ListingAction::Submit).await;
    done(officer, &view.id, ListingAction::Approve).await;
}

#[tokio::test]
async fn a_material_change_is_told_on_the_page_and_to_those_who_have_a_seat() {
    let portal = TestPortal::start().await;
    let (mut officer, mut trainer, view) = live(&portal).await;
    let id = view.course_id.as_str();
    enrolled(&portal, id).await;
    assert!(course(&portal, id).await.1.get("update").is_none());
    assert!(!plain_page(&portal, id).await.contains("日更新"));

    let mut dearer = good();
    dearer.course.insert(Field::Price, "900".into());
    dearer.course.insert(Field::Venue, "示例新楼".into());
    written(&mut trainer, &view.id, &dearer).await;
    // Not before an officer has approved it.
    assert!(course(&portal, id).await.1.get("update").is_none());
    approved((&mut officer, &mut trainer), &view, &dearer).await;
    let update = course(&portal, id).await.1["update"].clone();
    let expected = json!({ "on": "2026-11-24", "changes": [
        { "part": "price", "before": "0", "after": "90000" },
        { "part": "place", "before": "武南镇 示例实训楼 201", "after": "武南镇 示例新楼" },
    ] });
    assert_eq!(update, expected);
    let page = plain_page(&portal, id).await;
    assert!(page.contains("2026年11月24日更新"), "{page}");
    assert!(page.contains("学费：由 免费 改为 900 元"), "{page}");
    // Whoever asked before pays what the course cost then, and is told nothing of its price.
    assert_eq!(told(&portal, "改动：上课地点。").len(), 1);

    // Words put right tell nobody anything, and leave what was told.
    let mut words = dearer.clone();
    words
        .course
        .insert(Field::Summary, "没有基础也能学。".into());
    let answer = written(&mut trainer, &view.id, &words).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    assert_eq!(course(&portal, id).await.1["update"], expected);
    assert_eq!(told(&portal, "改动").len(), 1);

    // What nobody with a seat minds is on the page only; the rest of the same day stays beside it.
    let mut longer = words.clone();
    longer
        .course
        .insert(Field::Outline, "安全用电；照明线路".into());
    approved((&mut officer, &mut trainer), &view, &longer).await;
    let changes = course(&portal, id).await.1["update"]["changes"].clone();
    let parts: Vec<_> = changes
        .as_array()
        .unwrap()
        .iter()
        .map(|change| change["part"].as_str().unwrap())
        .collect();
    assert_eq!(parts, ["outline", "price", "place"]);
    assert_eq!(told(&portal, "改动").len(), 1);
    verified(&portal);
}

#[tokio::test]
async fn another_time_of_a_class_waits_for_a_reviewer_and_is_told() {
    let portal = TestPortal::start().await;
    let (mut officer, mut trainer, view) = live(&portal).await;
    let id = view.course_id.as_str();
    enrolled(&portal, id).await;
    let mut later = good();
    later.classes[0].insert(Field::Schedule, "周一至周五 14:00—17:00".into());
    let pending: ListingView = written(&mut trainer, &view.id, &later).await.json();
    assert_eq!(pending.changed, ["classes/0/schedule"]);
    assert!(course(&portal, id).await.1.get("update").is_none());
    approved((&mut officer, &mut trainer), &view, &later).await;
    let page = plain_page(&portal, id).await;
    let line = "上课时间：由 周一至周五 9:00—12:00 改为 周一至周五 14:00—17:00";
    assert!(page.contains(line), "{page}");
    assert_eq!(told(&portal, "改动：上课时间。").len(), 1);
    verified(&portal);
}

#[tokio::test]
async fn a_class_put_off_is_told_on_the_page_and_once_to_those_in_it() {
    let portal = TestPortal::start().await;
    let (mut officer, _, view) = live(&portal).await;
    let id = view.course_id.as_str();
    enrolled(&portal, id).await;
    let class = class_id(id, "20270301-day");
    let at = with_id(path::STAFF_CLASS, &class);
    let seen: StaffClassView = officer.get(&at).await.json();
    let day = |text| Date::parse_iso(text).unwrap();
    let put_off = ClassActionRequest {
        version: seen.version,
        action: ClassAction::Postpone,
        reason: "老师住院".into(),
        days: Some(ClassDays {
            enrol_by: day("2027-03-03"),
            starts_on: day("2027-03-08"),
            ends_on: day("2027-04-02"),
        }),
        seats: None,
    };
    let actions = with_id(path::STAFF_CLASS_ACTIONS, &class);
    let answer = officer.post(&actions, &put_off).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let update = course(&portal, id).await.1["update"].clone();
    let expected = json!([{ "part": "starts_on", "class": "2027-03-01",
        "before": "2027-03-01", "after": "2027-03-08" }]);
    assert_eq!(update["changes"], expected);
    let page = plain_page(&portal, id).await;
    let line = "开课日期：由 2027年3月1日 改为 2027年3月8日";
    assert!(page.contains(line), "{page}");
    assert_eq!(told(&portal, "改到 3 月 8 日").len(), 1);
    assert_eq!(told(&portal, "改动").len(), 0);
    verified(&portal);
}
