//! A trainer puts a class off; whoever is in it reads why, and leaves freely. The same trainer's system gets a token.

use api::path;
use i18n::t;
use listing::Field;
use serde_json::json;

use crate::harness::staff::PASSWORD;
use crate::harness::{Officer, Portal, Resident, Tab, journey};
use crate::lessons::{TRAINER, ask_for_seat, published};

journey!(put_a_class_off);
journey!(let_a_system_send_courses);

const PHONE: &str = "13800000031";
const REASON: &str = "示例：老师住院，推迟两周";

async fn sign_in_trainer(tab: &Tab) {
    tab.open("/staff/").await;
    tab.arrive(t::staff_signin::title()).await;
    tab.fill("username", TRAINER).await;
    tab.fill("password", PASSWORD).await;
    tab.press(t::staff_signin::enter()).await;
    tab.arrive(t::staff_training::title_trainer()).await;
}

async fn put_a_class_off(portal: &mut Portal, tab: &Tab) {
    use t::staff_lessons as words;
    Officer::new(portal, "peixun1", "training-officer");
    let class = published(portal).await;
    tab.open("/my/sign-in").await;
    let resident = Resident::sign_in_by_hand(portal, tab, PHONE).await;
    ask_for_seat(&resident, &class, None).await;

    sign_in_trainer(tab).await;
    tab.press(words::nav()).await;
    tab.arrive(words::title()).await;
    tab.press(Field::Title.example()).await;
    tab.press_at("main details summary").await;
    tab.see(words::whole::postpone_hint(3)).await;
    tab.look_closely().await;
    // Everything that is missing, at once, and nothing typed is lost.
    tab.press(words::whole::postpone()).await;
    tab.see(t::common::error_summary::title(4)).await;
    tab.stop("staff-class-postponing-wrong").await;
    tab.fill("class-reason", REASON).await;
    tab.fill_date("class-starts", "2027-03-01").await;
    tab.fill_date("class-ends", "2027-04-09").await;
    tab.fill_date("class-enrol-by", "2027-03-12").await;
    tab.press(words::whole::postpone()).await;
    tab.see(words::whole::not_later()).await;
    tab.fill_date("class-starts", "2027-03-15").await;
    tab.press(words::whole::postpone()).await;
    tab.see(t::staff_training_code::by_key("class.postponed").unwrap())
        .await;
    tab.look_closely().await;

    tab.open("/classes/").await;
    tab.arrive(t::my_courses::title()).await;
    tab.see(t::my_courses::postponed::title()).await;
    tab.see(t::my_courses::reason(REASON)).await;
    tab.stop("my-courses-postponed").await;
    tab.press(t::my_courses::act::withdraw()).await;
    tab.press(t::my_courses::act::withdraw_yes()).await;
    tab.see(t::my_courses::did::withdrawn()).await;
}

async fn let_a_system_send_courses(portal: &mut Portal, tab: &Tab) {
    use t::staff_training::token as words;
    Officer::new(portal, "peixun1", "training-officer");
    published(portal).await;
    sign_in_trainer(tab).await;
    tab.press(t::staff_training::nav::sheets()).await;
    tab.press_at("main details summary").await;
    tab.see(words::empty()).await;
    tab.press(words::make()).await;
    tab.at("[id='token-name-error']").await;
    tab.look_closely().await;
    tab.fill("token-name", "示例教务系统").await;
    tab.press(words::make()).await;
    tab.see(words::made()).await;
    tab.see(words::never()).await;
    tab.look_closely().await;
    let token = tab.text_of(".training__code").await;

    let sent = reqwest::Client::new()
        .post(format!("{}{}", portal.origin, path::TRAINER_COURSES))
        .header("authorization", format!("Bearer {token}"))
        .header(api::IDEMPOTENCY_KEY, crate::harness::resident::fresh_key())
        .json(&json!({ "rows": [{ "title": "示例课" }], "is_dry_run": true }));
    assert_eq!(sent.send().await.unwrap().status().as_u16(), 200);

    tab.press(words::revoke()).await;
    tab.press(words::revoke_yes()).await;
    tab.see(words::empty()).await;
}
