//! Applying for the loan with the keyboard alone, from the eligibility check to the acceptance number.

use std::collections::BTreeMap;
use std::path::Path;

use i18n::t;
use serde_json::{Value, json};
use thirtyfour::Key;

use crate::eligibility;
use crate::harness::{Portal, Resident, Screen, Tab, good_answers, journey};

journey!(apply_by_keyboard);

const PHONE: &str = "13800000001";

/// What is answered, by field.
pub(crate) type Answers = BTreeMap<&'static str, Value>;

async fn apply_by_keyboard(portal: &mut Portal, tab: &Tab) {
    // The answers of the check come along.
    tab.open("/eligibility").await;
    tab.arrive(t::eligibility::title()).await;
    tab.at("[id='purpose']").await;
    tab.down_to("purpose", "startup").await;
    eligibility::answer_to_the_end(tab, None).await;
    tab.enter_on(eligibility::LOAN).await;
    tab.arrive(eligibility::LOAN).await;
    tab.enter_on(t::eligibility::apply::link()).await;
    tab.arrive(t::apply::start::title()).await;
    tab.enter_on(t::apply::start::sign_in()).await;
    sign_in(portal, tab).await;
    tab.arrive(t::apply::start::title()).await;
    tab.enter_on(t::apply::start::begin()).await;
    tab.arrive(t::apply::product::individual()).await;
    let id = tab
        .address()
        .await
        .rsplit('/')
        .next()
        .unwrap_or_default()
        .to_owned();
    let carried = Resident::of_tab(tab).await.find(&id).await.answers;
    assert_eq!(
        serde_json::to_value(&carried).unwrap()["categories"],
        json!(["returning_migrant"])
    );

    for section in ["applicant", "category", "business", "credit", "loan"] {
        fill_section(tab, section, &good_answers()).await;
    }
    hand_over_papers(portal, tab).await;
    check_and_submit(tab).await;

    let number = tab.text_of(".submitted__number").await;
    let file = Resident::of_tab(tab).await.find(&id).await;
    assert_eq!(Some(number), file.acceptance_number);
    assert_eq!(
        Some(tab.text_of(".submitted__letters").await),
        file.query_code
    );
    assert_eq!(file.documents.len(), 1);
    tab.at(".submitted__picture").await;
    for printed in ["form", "receipt"] {
        let (link, title) = (format!("{printed}.link"), format!("{printed}.title"));
        tab.enter_on(t::printed::by_key(&link).unwrap()).await;
        tab.arrive(t::printed_page::by_key(&title).unwrap()).await;
        tab.at(".printed__picture").await;
        assert_eq!(
            tab.pages_on_paper().await,
            if printed == "form" { 2 } else { 1 }
        );
        tab.back().await;
        tab.arrive(t::files::done::title()).await;
    }
}

async fn sign_in(portal: &Portal, tab: &Tab) {
    tab.arrive(t::signin::title()).await;
    tab.tab_to("phone").await;
    tab.type_keys(PHONE).await;
    tab.key(Key::Enter).await;
    tab.arrive(t::signin::code_title()).await;
    tab.tab_to("code").await;
    tab.type_keys(&portal.code_for(PHONE)).await;
    tab.key(Key::Enter).await;
}

/// From the task list through the open questions of a section, and back to the task list. A section whose every answer
/// was carried along is left alone.
pub(crate) async fn fill_section(tab: &Tab, section: &str, answers: &Answers) {
    tab.arrive(t::apply::product::individual()).await;
    let name = t::field_name::by_key(&format!("section.{section}")).unwrap();
    tab.enter_on(name).await;
    loop {
        let address = tab
            .address_like("a page of the form", |address| {
                address.starts_with("/apply/")
            })
            .await;
        let Some(field) = question_of(&address, section) else {
            break;
        };
        let question = t::field::by_key(&format!("{field}.label")).unwrap();
        tab.arrive(question).await;
        answer_by_keys(tab, &field, answers.get(field.as_str())).await;
        tab.enter_on(t::apply::question::go_on()).await;
        tab.address_like("after the question", |now| now != address)
            .await;
    }
}

fn question_of(address: &str, section: &str) -> Option<String> {
    let (before, field) = address.rsplit_once('/')?;
    before
        .ends_with(section)
        .then(|| field.split('?').next().unwrap_or(field).to_owned())
}

async fn answer_by_keys(tab: &Tab, field: &str, answer: Option<&Value>) {
    let Some(answer) = answer else {
        return;
    };
    let control = tab.at(&format!("[id='{field}']")).await;
    let kind = control.attr("type").await.unwrap().unwrap_or_default();
    let tag = control.tag_name().await.unwrap();
    match (answer, kind.as_str(), tag.as_str()) {
        (Value::Array(codes), ..) => {
            for code in codes {
                tab.space_on(field, code.as_str().unwrap_or_default()).await;
            }
        }
        (Value::String(code), "radio", _) => tab.arrow_to(field, code).await,
        (Value::String(code), _, "select") => tab.down_to(field, code).await,
        (Value::String(date), ..) if field.ends_with("_on") => {
            for (suffix, part) in ["", "-month", "-day"].into_iter().zip(date.split('-')) {
                tab.tab_to(&format!("{field}{suffix}")).await;
                tab.key(Key::End).await;
                tab.type_keys(part).await;
            }
        }
        (Value::String(text), ..) => {
            tab.tab_to(field).await;
            if tab.value_of(field).await.is_empty() {
                tab.type_keys(text).await;
            }
        }
        _ => panic!("no way to type {answer} into {field}"),
    }
}

/// One photo, and a reason for each of the others. Choosing the file is the operating system's own window.
pub(crate) async fn hand_over_papers(portal: &Portal, tab: &Tab) {
    tab.enter_on(t::field_name::by_key("section.documents").unwrap())
        .await;
    tab.arrive(t::field::by_key("documents.label").unwrap())
        .await;
    let photo = portal.file("photo.png", &tab.driver.screenshot_as_png().await.unwrap());
    tab.tab_to("id_card_front").await;
    tab.type_keys(&path_of(&photo)).await;
    if tab.screen == Screen::Phone {
        // Whose screen is small, so is a picture of it.
        tab.see(t::photos::small()).await;
        tab.look_over().await;
        tab.enter_on(t::photos::readable()).await;
    }
    tab.at("img.documents__picture[src^='/api/']").await;

    let renamed = portal.file("renamed.jpg", b"%PDF-1.4 is no photo");
    tab.tab_to("id_card_back").await;
    tab.type_keys(&path_of(&renamed)).await;
    tab.at("[id='id_card_back-error']").await;
    tab.look_over().await;
    for kind in ["id_card_back", "business_licence", "category_proof"] {
        tab.tab_to(kind).await;
        tab.enter_on(t::apply::papers::absent()).await;
        tab.tab_to(&format!("{kind}-why")).await;
        tab.type_keys("证件还在补办").await;
    }
    tab.enter_on(t::apply::papers::done()).await;
    tab.arrive(t::apply::product::individual()).await;
}

fn path_of(file: &Path) -> String {
    file.display().to_string()
}

pub(crate) async fn check_and_submit(tab: &Tab) {
    tab.enter_on(t::apply::tasks::check()).await;
    tab.arrive(t::apply::check::title()).await;
    tab.see("示例面馆").await;
    tab.enter_on(t::apply::check::submit()).await;
    tab.see(t::problem::by_key("declaration_missing").unwrap())
        .await;
    tab.look_over().await;
    tab.space_on("declaration", "yes").await;
    tab.enter_on(t::apply::check::submit()).await;
    tab.arrive(t::files::done::title()).await;
}
