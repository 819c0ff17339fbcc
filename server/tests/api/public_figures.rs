//! What everybody may know of loan files: the list that is posted, and how many lie too long.

use api::application::ApplicationView;
use api::path::{self, with_id};
use api::staff::StaffApplicationView;
use http::StatusCode;
use serde_json::json;
use tempfile::TempDir;
use workflow::Role;

use crate::districts::copied;
use crate::filing::{NUMBERS, submitted, submitted_as};
use crate::portal::{Answer, Browser, TestPortal};

const DAY_MS: i64 = 24 * 60 * 60 * 1000;
const NOTICES: &str = "/plain/notices";
const PACE: &str = "/plain/pace";

fn text(answer: &Answer) -> String {
    assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
    String::from_utf8(answer.body.to_vec()).unwrap()
}

/// A district that posts for five days.
fn posting() -> TempDir {
    let folder = copied();
    let file = folder.path().join("district.toml");
    let district = std::fs::read_to_string(&file).unwrap();
    let changed = district
        .replace("has_public_notice = false", "has_public_notice = true")
        .replace("public_notice_days = 3", "public_notice_days = 5");
    assert_ne!(changed, district);
    std::fs::write(file, changed).unwrap();
    folder
}

async fn act(officer: &mut Browser, id: &str, action: &str, note: Option<&str>) {
    let found = officer.get(&with_id(path::STAFF_APPLICATION, id)).await;
    let version = found.json::<StaffApplicationView>().application.version;
    let body = json!({ "version": version, "action": action, "note": note, "no_conflict": true });
    let answer = officer.post(&with_id(path::STAFF_ACTIONS, id), &body).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
}

#[tokio::test]
async fn a_district_that_posts_nothing_has_no_list() {
    let portal = TestPortal::start().await;
    let mut anybody = portal.anonymous();
    let none = anybody.get(NOTICES).await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
    assert!(!text(&anybody.get("/plain").await).contains(NOTICES));
}

#[tokio::test]
async fn a_posted_list_masks_names_says_where_to_object_and_ends() {
    let district = posting();
    let words = ["--district", district.path().to_str().unwrap()];
    let portal = TestPortal::start_with(&words).await;
    let mut anybody = portal.anonymous();
    assert!(text(&anybody.get("/plain").await).contains(NOTICES));
    let empty = text(&anybody.get(NOTICES).await);
    assert!(empty.contains("现在没有公示"), "{empty}");

    let mut ids = Vec::new();
    let mut li = portal.staff("li", Role::HrOfficer, "hr-bureau").await;
    for (phone, number) in ["13800000001", "13800000002"].into_iter().zip(NUMBERS) {
        let mut resident = portal.resident(phone).await;
        let mine = submitted_as(&mut resident, number).await;
        act(&mut li, &mine.id, "accept_for_review", None).await;
        act(&mut li, &mine.id, "post_public_notice", None).await;
        let at = with_id(path::APPLICATION, &mine.id);
        let seen: ApplicationView = resident.get(&at).await.json();
        let until = seen.posted_until.map(|day| day.to_string());
        assert_eq!(until.as_deref(), Some("2026-11-29"));
        ids.push(mine);
    }
    let answer = anybody.get(NOTICES).await;
    assert_eq!(answer.header("cache-control"), "no-store");
    assert!(answer.header("x-robots-tag").starts_with("noindex"));
    let shown = text(&answer);
    assert!(
        shown.contains("共 2 人") && shown.contains("示**"),
        "{shown}"
    );
    assert!(
        shown.contains("东大街街道") && shown.contains("2026年11月29日"),
        "{shown}"
    );
    assert!(
        shown.contains("可以向凉州区人力资源和社会保障局反映"),
        "{shown}"
    );
    // No source gives a phone or an address.
    assert_eq!(shown.matches("没有公布").count(), 2);
    for secret in [
        "示例甲",
        "示例小店",
        "360426",
        "13800000001",
        "200000",
        "20 万",
    ] {
        assert!(!shown.contains(secret), "{secret}");
    }
    let number = ids[0].acceptance_number.clone().unwrap();
    assert!(!shown.contains(&number));
    let english = text(&anybody.get(&format!("{NOTICES}?lang=en")).await);
    assert!(english.contains("2 people") && english.contains("not published"));

    // An objection that is taken up takes its file off the list at once.
    act(
        &mut li,
        &ids[0].id,
        "accept_objection",
        Some("有人反映不是本人经营"),
    )
    .await;
    assert!(text(&anybody.get(NOTICES).await).contains("共 1 人"));
    portal.clock.advance_ms(5 * DAY_MS);
    assert!(text(&anybody.get(NOTICES).await).contains("共 1 人"));
    // Gone with the day, also before the clock's job has ended it.
    portal.clock.advance_ms(DAY_MS);
    assert!(text(&anybody.get(NOTICES).await).contains("现在没有公示"));
}

#[tokio::test]
async fn how_many_lie_too_long_is_no_secret() {
    let portal = TestPortal::start().await;
    let mut anybody = portal.anonymous();
    let none = text(&anybody.get(PACE).await);
    assert_eq!(none.matches("在办 0 件").count(), 3, "{none}");
    assert_eq!(none.matches("没有超期的").count(), 3);
    portal.clock.advance_ms(DAY_MS);
    let mut resident = portal.resident("13800000001").await;
    submitted(&mut resident).await;
    // Handed in on Wednesday, to be answered by Friday in a week, 4 December.
    for (days, late) in [(9, 0), (10, 0), (11, 0), (12, 1)] {
        portal
            .clock
            .advance_ms(if days == 9 { 9 * DAY_MS } else { DAY_MS });
        let shown = text(&anybody.get(PACE).await);
        assert_eq!(shown.matches("在办 1 件").count(), 1, "{days}");
        assert_eq!(shown.matches("超期 1 件").count(), late, "{days}");
    }
    let english = text(&anybody.get(&format!("{PACE}?lang=en")).await);
    assert!(english.contains("1 file overdue"), "{english}");
}
