//! A seat that a subsidy is to pay: the engine is not sure, the section asks for something, the resident puts it right.

use i18n::t;
use thirtyfour::Key;

use crate::harness::{Officer, Portal, Resident, Tab, journey};

journey!(ask_for_a_subsidy_and_put_it_right);
journey!(ask_for_a_subsidy_with_the_keyboard_alone);

/// A class that a subsidy may cover.
const CLASS: &str = "/classes/enrol?course=arc-welding-beginner&session=20270308-day";
const ID_NUMBER: &str = "11010519491231002X";

async fn ask_for_a_subsidy_and_put_it_right(portal: &mut Portal, tab: &Tab) {
    use t::my_courses::claim;
    tab.open(CLASS).await;
    Resident::sign_in_by_hand(portal, tab, "13800000041").await;
    tab.arrive(t::my_courses::enrol::title()).await;
    tab.see(claim::wants()).await;
    tab.choose("wants", "yes").await;
    tab.see(claim::groups()).await;
    // Everything that is missing is said at once.
    tab.press(t::my_courses::enrol::press()).await;
    tab.see(t::problem::by_key("id_number_empty").unwrap())
        .await;
    tab.stop("enrol-subsidy-wrong").await;
    tab.press_at("input[value=none]").await;
    tab.select("work", "unemployed").await;
    tab.fill("times", "0").await;
    tab.choose("before", "no").await;
    tab.fill("id_number", ID_NUMBER).await;
    tab.press(t::my_courses::enrol::press()).await;
    tab.arrive(t::my_courses::title()).await;
    tab.see(t::my_courses::done::applied(1)).await;
    tab.see(t::my_courses::request::not_eligible()).await;
    tab.stop("my-courses-applied").await;

    let officer = Officer::new(portal, "peixun1", "training-officer");
    officer.sign_in(tab).await;
    tab.press(t::staff_section::nav::eligibility()).await;
    tab.arrive(t::staff_section::eligibility::title()).await;
    tab.see(t::staff_section::eligibility::count(1, 0)).await;
    tab.see("138****0041").await;
    tab.stop("staff-eligibility").await;
    tab.press(t::staff_section::eligibility::give_back()).await;
    tab.press(t::staff_section::eligibility::give_back_press())
        .await;
    tab.see(t::problem::by_key("required").unwrap()).await;
    tab.press_at("details[open] input").await;
    tab.type_keys("失业登记办了没有，请看清楚再勾").await;
    tab.press(t::staff_section::eligibility::give_back_press())
        .await;
    tab.see(t::staff_section::eligibility::done()).await;
    tab.see(t::staff_section::eligibility::empty()).await;

    tab.open("/classes/").await;
    tab.arrive(t::my_courses::title()).await;
    tab.see("失业登记办了没有，请看清楚再勾").await;
    tab.see(t::my_courses::claim::id_kept()).await;
    tab.stop("my-courses-returned").await;
    tab.press_at("input[value=registered_unemployed]").await;
    tab.press(t::my_courses::request::hand_back()).await;
    tab.see(t::my_courses::did::handed_back()).await;
    tab.see(t::enrolment_state::by_key("held.name").unwrap())
        .await;
    tab.see(t::my_courses::request::eligible()).await;
    tab.look_closely().await;
}

async fn ask_for_a_subsidy_with_the_keyboard_alone(portal: &mut Portal, tab: &Tab) {
    let phone = "13800000042";
    tab.open(CLASS).await;
    tab.arrive(t::signin::title()).await;
    tab.tab_to("phone").await;
    tab.type_keys(phone).await;
    tab.key(Key::Enter).await;
    tab.arrive(t::signin::code_title()).await;
    tab.tab_to("code").await;
    tab.type_keys(&portal.code_for(phone)).await;
    tab.key(Key::Enter).await;
    tab.arrive(t::my_courses::enrol::title()).await;
    tab.arrow_to("wants", "yes").await;
    tab.space_on("groups", "registered_unemployed").await;
    tab.down_to("work", "unemployed").await;
    tab.tab_to("times").await;
    tab.type_keys("0").await;
    tab.arrow_to("before", "no").await;
    tab.tab_to("id_number").await;
    tab.type_keys(ID_NUMBER).await;
    tab.enter_on(t::my_courses::enrol::press()).await;
    tab.arrive(t::my_courses::title()).await;
    tab.see(t::my_courses::done::held()).await;
    tab.see(t::my_courses::request::eligible()).await;
}
