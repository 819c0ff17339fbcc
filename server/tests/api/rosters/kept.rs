//! A sheet without mistakes is kept, counted for the day of the application, and judged.

use api::application::ApplicationView;
use api::path::{self, with_id};
use http::StatusCode;
use workflow::Role;
use workflow::loan::{EventDetail, LoanAction, LoanState};

use super::*;
use crate::filing::{action, officer};

/// What the frozen verdict says of the share.
fn share(view: &ApplicationView) -> String {
    let verdict = view.verdict.as_ref().or(view.outlook.as_ref()).unwrap();
    let mut conditions = verdict.conditions.iter();
    let share = conditions.find(|condition| condition.id == "new_hires");
    share.unwrap().verdict.clone()
}

async fn submit(resident: &mut Browser, id: &str, todo: LoanAction) -> Answer {
    let view = found(resident, id).await;
    let at = with_id(path::APPLICATION_ACTIONS, id);
    resident.post(&at, &action(&view, todo)).await
}

#[tokio::test]
async fn nothing_is_handed_in_without_one() {
    let (_portal, mut resident, id) = begun().await;
    let view = found(&mut resident, &id).await;
    let errors: Vec<_> = view
        .errors
        .iter()
        .map(|error| (error.pointer.as_str(), error.code.as_str()))
        .collect();
    assert_eq!(errors, [("/roster", "required")]);
    let refused = submit(&mut resident, &id, LoanAction::Submit).await;
    let problem = refused.problem(api::ProblemCode::InvalidInput);
    assert_eq!(problem.errors, view.errors);
    assert!(
        page(&mut resident, &id)
            .await
            .0
            .contains("没有名单，申请交不了")
    );
}

#[tokio::test]
async fn in_wechat_the_page_says_where_the_sheet_can_be_had() {
    let (_portal, mut resident, id) = begun().await;
    for (agent, is_said) in [
        ("Mobile Safari/537.36 MicroMessenger/8.0", true),
        ("Mobile Safari/537.36", false),
    ] {
        let mut headers = HeaderMap::new();
        headers.insert("user-agent", agent.parse().unwrap());
        let answer = resident
            .send(Method::GET, &at(&id), headers, Body::empty())
            .await;
        assert_eq!(text(&answer).contains("在浏览器打开"), is_said, "{agent}");
    }
}

/// A number nobody has, with its check digit.
fn number(of: u32) -> String {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let digits = format!("62999919900101{of:03}");
    let each = digits.chars().filter_map(|digit| digit.to_digit(10));
    let sum: u32 = each
        .zip(WEIGHTS)
        .map(|(digit, weight)| digit * weight)
        .sum();
    let last = "10X98765432".chars().nth((sum % 11) as usize).unwrap();
    format!("{digits}{last}")
}

#[tokio::test]
async fn a_long_one_is_shown_fifty_people_at_a_time() {
    let (_portal, mut resident, id) = begun().await;
    let mut rows = String::new();
    for of in 200..251 {
        let number = number(of);
        rows += &format!("示例赵一,{number},2026-10-08,2026-10-08,2028-10-07,都不是\n");
    }
    sent(&mut resident, &id, &rows).await;
    let next = format!("{}?page=2", at(&id));
    let (first, _) = page(&mut resident, &id).await;
    let people = |shown: &str| shown.matches("class=\"plain-class\"").count();
    assert_eq!(
        (people(&first), first.contains(&next)),
        (50, true),
        "{first}"
    );
    for address in [next, format!("{}?page=99", at(&id))] {
        let last = text(&resident.get(&address).await);
        assert_eq!(people(&last), 1, "{last}");
    }
}

#[tokio::test]
async fn the_share_is_counted_from_it_and_the_rules_go_by_that() {
    let (_portal, mut resident, id) = begun().await;
    assert_eq!(share(&found(&mut resident, &id).await), "met", "as typed");
    sent(&mut resident, &id, FIVE).await;
    let whole = resident.get(&with_id(path::APPLICATION, &id)).await;
    let printed = &whole.value()["particulars"]["roster"];
    assert_eq!(
        (&printed["counted"], &printed["permille"]),
        (&json!(3), &json!(100))
    );
    let (shown, _) = page(&mut resident, &id).await;
    for words in [
        "计入 3 人，职工 30 人，占 10%",
        "够了",
        "要占到 10%",
        "共 5 人",
        "申请里填的是 8 人，名单算得 3 人",
        "第 2 行：示***，629*************15",
        "不计入：入职超过一年",
        "不计入：合同不满一年",
        "没有结束日期",
        "白银",
        "待区人社局确认",
    ] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    assert!(!shown.contains("629999199001011015") && !shown.contains("示例赵一"));
    let view = found(&mut resident, &id).await;
    assert_eq!((share(&view), view.errors.len()), ("met".to_owned(), 0));
    // What was typed stays as it was typed.
    assert_eq!(view.answers.text(application::Field::NewHires), "8");

    // One fewer, and it is 6.6 %.
    let two = FIVE.lines().skip(1).collect::<Vec<_>>().join("\n");
    sent(&mut resident, &id, &two).await;
    let (shown, _) = page(&mut resident, &id).await;
    assert!(
        shown.contains("占 6.6%") && shown.contains("不够"),
        "{shown}"
    );
    assert_eq!(share(&found(&mut resident, &id).await), "unmet");
    // The bureau decides: nobody is kept from handing in.
    let submitted = submit(&mut resident, &id, LoanAction::Submit).await;
    assert_eq!(submitted.status, StatusCode::OK, "{submitted:?}");
    assert_eq!(share(&submitted.json()), "unmet");
}

#[tokio::test]
async fn above_a_hundred_people_the_smaller_share_is_asked_for() {
    let (_portal, mut resident, id) = begun().await;
    sent(&mut resident, &id, FIVE).await;
    for (employees, share_of, percent) in [
        ("100", "占 3%", "要占到 10%"),
        ("101", "占 2.9%", "要占到 5%"),
    ] {
        save(
            &mut resident,
            &id,
            json!({ "employees": employees }),
            json!({}),
        )
        .await;
        let (shown, _) = page(&mut resident, &id).await;
        assert!(
            shown.contains(share_of) && shown.contains(percent),
            "{employees}: {shown}"
        );
    }
    for (employees, words) in [("2", "名单上的人比职工总数还多"), ("", "还没填职工总数")]
    {
        save(
            &mut resident,
            &id,
            json!({ "employees": employees }),
            json!({}),
        )
        .await;
        assert!(
            page(&mut resident, &id).await.0.contains(words),
            "{employees}"
        );
    }
}

#[tokio::test]
async fn more_new_hires_than_people_are_said_before_it_is_handed_in() {
    let (_portal, mut resident, id) = begun().await;
    sent(&mut resident, &id, FIVE).await;
    let two = json!({ "employees": "2", "new_hires_12m": "2" });
    save(&mut resident, &id, two, json!({})).await;
    let refused = submit(&mut resident, &id, LoanAction::Submit).await;
    let problem = refused.problem(api::ProblemCode::InvalidInput);
    let above = api::FieldError {
        pointer: "/answers/employees".to_owned(),
        code: "new_hires_above_employees".to_owned(),
    };
    assert_eq!(problem.errors, [above]);
    // Three of the five count, and a new enterprise may have nobody else.
    save(&mut resident, &id, json!({ "employees": "3" }), json!({})).await;
    let submitted = submit(&mut resident, &id, LoanAction::Submit).await;
    assert_eq!(submitted.status, StatusCode::OK, "{submitted:?}");
}

#[tokio::test]
async fn who_counts_is_asked_again_on_the_day_it_is_handed_in_and_not_after() {
    let (portal, mut resident, id) = begun().await;
    sent(&mut resident, &id, FIVE).await;
    // A day later, whoever came a year ago to the day is too early by a day.
    portal.clock.advance_ms(24 * 60 * 60 * 1000);
    let mut resident = portal.resident(PHONE).await;
    assert!(page(&mut resident, &id).await.0.contains("计入 2 人"));
    let view: ApplicationView = submit(&mut resident, &id, LoanAction::Submit).await.json();
    assert_eq!(
        (view.state, share(&view)),
        (LoanState::Submitted, "unmet".to_owned())
    );

    // Nobody ages while the file is with an office, and putting something right is no new application.
    let mut officer = crate::staff::hr(&portal, "li").await;
    crate::staff::act(&mut officer, &id, LoanAction::AcceptForReview, json!({})).await;
    let pins =
        json!({ "defects": [{ "field": "roster", "code": "incomplete", "note": "少一个人" }] });
    crate::staff::act(&mut officer, &id, LoanAction::Return, pins).await;
    portal.clock.advance_ms(6 * 24 * 60 * 60 * 1000);
    let mut resident = portal.resident(PHONE).await;
    let more = format!(
        "{FIVE}示例吴六,629999199001011066,2025-11-26,2025-11-26,2027-11-25,网络商户\n\
         示例郑七,629999199001011074,2026-11-26,2026-11-26,2027-11-25,网络商户\n"
    );
    sent(&mut resident, &id, &more).await;
    let (shown, _) = page(&mut resident, &id).await;
    assert!(
        shown.contains("计入 3 人") && shown.contains("申请以后才入职"),
        "{shown}"
    );
    let again = submit(&mut resident, &id, LoanAction::Resubmit).await;
    assert_eq!(again.status, StatusCode::OK, "{again:?}");
    assert_eq!(share(&again.json()), "met");
}

#[tokio::test]
async fn a_bank_that_returns_the_file_for_something_else_leaves_the_roster_as_it_was_judged() {
    let (portal, mut resident, id) = begun().await;
    sent(&mut resident, &id, FIVE).await;
    let (_, key) = page(&mut resident, &id).await;
    submit(&mut resident, &id, LoanAction::Submit).await;
    for (role, todo) in [
        (Role::HrOfficer, LoanAction::AcceptForReview),
        (Role::HrOfficer, LoanAction::Pass),
        (Role::GuaranteeOfficer, LoanAction::Pass),
    ] {
        officer(&portal, &id, role, todo, EventDetail::None).await;
    }
    let mut sun = portal.staff("sun", Role::BankOfficer, "sample-bank").await;
    let blurred = json!({ "defects": [{ "field": "documents/id_card_front", "code": "unreadable", "note": "" }] });
    crate::staff::act(&mut sun, &id, LoanAction::Return, blurred).await;
    let (shown, _) = page(&mut resident, &id).await;
    assert!(shown.contains("计入 3 人") && !shown.contains("type=\"file\""));
    let form = body(&key, "名单.csv", [HEADINGS, FIVE].concat().as_bytes());
    let answer = post(&mut resident, &at(&id), form).await;
    assert_eq!(answer.status, StatusCode::CONFLICT, "{answer:?}");
}

#[tokio::test]
async fn the_same_form_twice_is_once_and_it_can_be_taken_away_again() {
    let (_portal, mut resident, id) = begun().await;
    let (_, key) = page(&mut resident, &id).await;
    let sheet = [HEADINGS, FIVE].concat();
    for _ in 0..2 {
        let form = body(&key, "名单.csv", sheet.as_bytes());
        let answer = post(&mut resident, &at(&id), form).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{answer:?}");
    }
    let other = body(&key, "名单.csv", HEADINGS.as_bytes());
    let wrong = post(&mut resident, &at(&id), other).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(text(&wrong).contains("原来的那份名单还在"));

    let (_, key) = page(&mut resident, &id).await;
    let form = format!(
        "--xyz\r\nContent-Disposition: form-data; name=\"key\"\r\n\r\n{key}\r\n\
         --xyz\r\nContent-Disposition: form-data; name=\"remove\"\r\n\r\nyes\r\n--xyz--\r\n"
    );
    let answer = post(&mut resident, &at(&id), form.into_bytes()).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{answer:?}");
    assert!(page(&mut resident, &id).await.0.contains("还没有名单"));
}

#[tokio::test]
async fn the_template_is_a_sheet_whose_examples_are_nobody() {
    let (_portal, mut resident, id) = begun().await;
    let answer = resident.get(&format!("{}/template.xlsx", at(&id))).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(
        answer
            .header("content-disposition")
            .contains("fumin-new-hires.xlsx")
    );
    let refused = send(&mut resident, &id, &answer.body).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(text(&refused).contains("表里没有内容"));
}
