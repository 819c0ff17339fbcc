//! The money at the end of a class: the trainer asks and hands in, the officer gives back and then settles, the resident
//! reads what came of it, another officer records the payment. Trainer and first officer do their part with the keyboard alone.

use api::path::{self, with_document, with_id};
use i18n::t;
use reqwest::Method;
use serde_json::{Value, json};
use thirtyfour::Key;

use crate::harness::staff::PASSWORD;
use crate::harness::{Browser, Officer, Portal, Resident, Screen, Tab, front_ends_are_built};
use crate::lessons::{
    BEFORE, LAST, NAME, PHONE, TRAINER, enrolled, get, published, set_lessons, staff, told,
};

pub(crate) const AFTER: &str = "2027-03-29";
/// The button of a second thought that acts.
const SURE: &str = ".confirm .button--danger";

mod settle {
    use crate::harness::Screen;

    #[tokio::test]
    async fn on_a_phone() {
        super::walk(Screen::Phone).await;
    }

    #[tokio::test]
    async fn on_a_desktop() {
        super::walk(Screen::Desktop).await;
    }
}

async fn walk(screen: Screen) {
    front_ends_are_built();
    let mut portal = Portal::start_on(BEFORE);
    let officer = Officer::new(&portal, "peixun1", "training-officer");
    let class = published(&portal).await;
    let seat = enrolled(&portal, &class, (PHONE, Some(NAME))).await;
    portal.go_on(LAST);
    taught(&portal, &class, &seat).await;
    portal.go_on(AFTER);

    let browser = Browser::start(screen);
    let tab = browser.open(&portal).await;
    asked(&tab, &class, &seat).await;
    given_back(&officer, &tab).await;
    handed_in_again(&portal, &class).await;
    settled(&officer, &tab, &class).await;
    read(&portal, &tab).await;
    card_said(&tab, &seat).await;
    to_be_paid(&officer, &tab, &class).await;
    let second = Officer::new(&portal, "peixun2", "training-officer");
    paid(&second, &tab, &class).await;
    read_paid(&tab).await;
    tab.close().await;
}

/// There on the one day, passed, and certified.
async fn taught(portal: &Portal, class: &str, seat: &str) {
    let trainer = staff(portal, TRAINER).await;
    let address = with_id(path::STAFF_ROSTER, class);
    set_lessons(portal, &trainer, class, &[LAST]).await;
    let acts = with_document(path::STAFF_MEMBER_ACTIONS, class, seat);
    let officer = staff(portal, "peixun1").await;
    for (who, mut act) in [
        (&trainer, json!({ "action": "check_in", "on": LAST })),
        (
            &trainer,
            json!({ "action": "record_pass", "level": "level_5" }),
        ),
        (&officer, json!({ "action": "certify" })),
    ] {
        let roster = get(portal, &trainer, &address).await;
        act["version"] = roster["members"][0]["version"].clone();
        told(who, Method::POST, &acts, &act).await;
    }
}

/// The trainer asks, saves, sees the verdicts and hands in.
pub(crate) async fn asked(tab: &Tab, class: &str, seat: &str) {
    use t::staff_settlement as words;
    tab.open(&format!("/staff/training/classes/{class}")).await;
    tab.arrive(t::staff_signin::title()).await;
    tab.tab_to("username").await;
    tab.type_keys(TRAINER).await;
    tab.tab_to("password").await;
    tab.type_keys(PASSWORD).await;
    tab.key(Key::Enter).await;
    tab.arrive(t::staff_lessons::title()).await;
    tab.enter_on(words::open()).await;
    tab.arrive(words::one()).await;
    tab.see(words::problem::listed()).await;
    tab.stop("staff-settlement-open").await;
    tab.stops_of_tab().await;
    tab.down_to("listed", "yes").await;
    let groups = format!("groups-{seat}");
    tab.space_on(&groups, "registered_unemployed").await;
    tab.space_on(&groups, "hard_to_employ").await;
    tab.down_to(&format!("work-{seat}"), "unemployed").await;
    let times = format!("times-{seat}");
    tab.tab_to(&times).await;
    tab.type_keys("many").await;
    tab.down_to(&format!("before-{seat}"), "no").await;
    tab.tab_to(&format!("id_number-{seat}")).await;
    tab.type_keys("11010519491231002X").await;
    tab.enter_on(words::ask::save()).await;
    tab.see(words::ask::times_wrong()).await;
    tab.look_closely().await;
    tab.tab_to(&times).await;
    tab.retype("0").await;
    tab.enter_on(words::ask::save()).await;
    tab.see(words::ask::saved()).await;
    tab.see(words::person::open_sum()).await;
    // The form is drawn anew; whoever pressed is at the top, where it says so.
    tab.hear("heading", words::one()).await;
    tab.look_closely().await;
    tab.enter_on(words::act::submit()).await;
    tab.see(words::act::submit_ask()).await;
    tab.enter_at(SURE).await;
    tab.see(words::act::submitted()).await;
    tab.stop("staff-settlement-submitted").await;
    tab.enter_on(t::staff_signin::leave()).await;
    tab.arrive(t::staff_signin::title()).await;
}

/// The officer finds it waiting, and gives it back with what is wrong.
async fn given_back(officer: &Officer, tab: &Tab) {
    use t::staff_settlement as words;
    officer.sign_in(tab).await;
    tab.enter_on(words::nav()).await;
    tab.arrive(words::title()).await;
    tab.see(words::count(1, 1, 0)).await;
    tab.look_closely().await;
    tab.enter_at("th a").await;
    tab.arrive(words::one()).await;
    tab.see("示***").await;
    // Taught on one day, of a course of so many hours.
    tab.see(words::school::days(120, 1, 10)).await;
    tab.look_closely().await;
    tab.stops_of_tab().await;
    tab.enter_on(words::act::give_back()).await;
    tab.see(words::act::reason_empty()).await;
    tab.stop("staff-settlement-wrong").await;
    tab.tab_to("settlement-reason").await;
    tab.type_keys("失业登记请再核").await;
    tab.enter_on(words::act::give_back()).await;
    tab.see(words::act::returned()).await;
    tab.see(words::person::remark("失业登记请再核")).await;
    tab.hear("heading", words::one()).await;
    tab.look_closely().await;
}

async fn handed_in_again(portal: &Portal, class: &str) {
    let trainer = staff(portal, TRAINER).await;
    let sheet: Value = get(portal, &trainer, &with_id(path::STAFF_SETTLEMENT, class)).await;
    let submit = json!({ "version": sheet["version"], "action": "submit" });
    let acts = with_id(path::STAFF_SETTLEMENT_ACTIONS, class);
    told(&trainer, Method::POST, &acts, &submit).await;
}

/// The officer enters the sums with their document and settles.
pub(crate) async fn settled(officer: &Officer, tab: &Tab, class: &str) {
    use t::staff_settlement as words;
    officer.sign_in(tab).await;
    tab.open(&format!("/staff/training/settlements/{class}"))
        .await;
    tab.arrive(words::one()).await;
    tab.enter_on(words::act::settle()).await;
    tab.see(words::act::settle_ask()).await;
    tab.enter_at(SURE).await;
    tab.see(words::act::compare_empty()).await;
    tab.see(words::rate::document_empty()).await;
    tab.look_closely().await;
    for programme in [
        "training_subsidy",
        "living_allowance_training",
        "skill_assessment_subsidy",
    ] {
        tab.tab_to(&format!("rate-{programme}")).await;
        tab.type_keys("100").await;
        tab.tab_to(&format!("document-{programme}")).await;
        tab.type_keys("示例文号").await;
    }
    tab.space_on("settlement-compared", "yes").await;
    tab.enter_at(SURE).await;
    tab.see(words::act::settled()).await;
    tab.see(words::rate::total("300.00")).await;
    tab.stop("staff-settlement-settled").await;
}

/// The resident reads what came of it.
async fn read(portal: &Portal, tab: &Tab) {
    tab.open("/classes/").await;
    Resident::sign_in_by_hand(portal, tab, PHONE).await;
    tab.arrive(t::my_courses::title()).await;
    tab.see(t::my_courses::subsidy::title()).await;
    tab.see(t::my_courses::subsidy::granted("100.00")).await;
    tab.stop("my-courses-subsidy").await;
}

/// The resident says to which card it goes; a wrong digit is found at once and nothing typed is lost.
async fn card_said(tab: &Tab, seat: &str) {
    use t::my_courses::card as words;
    let control = format!("card-{seat}");
    tab.press_at(&format!("details:has(#{control}) > summary"))
        .await;
    tab.see(words::none()).await;
    tab.fill(&control, "6222021234567890129").await;
    tab.press(words::press()).await;
    tab.see(t::problem::by_key("bank_card_number_checksum").unwrap())
        .await;
    tab.look_closely().await;
    tab.fill(&control, "6222021234567890128").await;
    tab.press(words::press()).await;
    tab.see(words::given()).await;
    tab.see(words::tail("0128")).await;
    tab.stop("my-courses-card").await;
}

/// The officer sees that everybody has a card, its last digits, and the list to pay by.
async fn to_be_paid(officer: &Officer, tab: &Tab, class: &str) {
    use t::staff_settlement as words;
    officer.sign_in(tab).await;
    tab.open(&format!("/staff/training/settlements/{class}"))
        .await;
    tab.arrive(words::one()).await;
    tab.see(words::card::complete()).await;
    tab.see(words::pay::second_person()).await;
    tab.see(words::payments::download()).await;
    tab.see(words::card::by_resident()).await;
    tab.stop("staff-settlement-payments").await;
    tab.enter_on(words::payments::download()).await;
    tab.see(words::act::saved()).await;
}

/// Another officer records what finance paid by that list; without the number of the batch nothing is sent.
async fn paid(second: &Officer, tab: &Tab, class: &str) {
    use t::staff_settlement::{self as words, pay};
    second.sign_in(tab).await;
    tab.open(&format!("/staff/training/settlements/{class}"))
        .await;
    tab.arrive(words::one()).await;
    tab.see(pay::next(1, "300.00")).await;
    tab.press(pay::submit()).await;
    tab.see(pay::ask()).await;
    tab.press_at(SURE).await;
    tab.at("[id='batch-error']").await;
    tab.look_closely().await;
    tab.fill_date("paid-on", AFTER).await;
    tab.fill("batch", "CZ-2027-001").await;
    tab.press_at(SURE).await;
    tab.see(pay::done()).await;
    tab.hear("heading", words::one()).await;
    tab.see("CZ-2027-001").await;
    tab.see(pay::nobody()).await;
    tab.stop("staff-settlement-paid").await;
}

/// The resident reads on which day it went to the card.
async fn read_paid(tab: &Tab) {
    tab.open("/classes/").await;
    tab.arrive(t::my_courses::title()).await;
    let day = i18n::date(domain::Date::parse_iso(AFTER).unwrap());
    tab.see(t::my_courses::subsidy::paid("100.00", day)).await;
    tab.stop("my-courses-paid").await;
}
