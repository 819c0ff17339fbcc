//! What came of a class: asked in its time, answered once by a signed link, shown when enough people have said.

use api::ProblemCode;
use api::lesson::FollowUpView;
use api::path::{self, with_id};
use api::training_section::{EmploymentRate, EmploymentRates};
use http::StatusCode;
use serde_json::json;
use server::lessons::follow_up::{outcomes, run_once};
use store::follow_ups;
use workflow::enrolment::{EnrolmentAction as A, EnrolmentState as S};

use super::{Class, class, day, mine};
use crate::portal::Answer;

async fn certified() -> Class {
    let class = class().await;
    class.passed(&[0]).await;
    let mut officer = class.officer().await;
    class.act(&mut officer, 0, A::Certify).await;
    class
}

async fn answer(class: &Class, token: &str, outcome: &str) -> Answer {
    let request = json!({ "token": token, "outcome": outcome });
    class
        .portal
        .anonymous()
        .post(path::FOLLOW_UPS, &request)
        .await
}

#[tokio::test]
async fn who_finished_is_asked_and_answers_once_without_signing_in() {
    let class = certified().await;
    assert!(mine(&mut class.resident(0).await).await.follow_up.is_none());
    let at = |date: &str, hour: i64| day(date).start_ms_shanghai() + hour * super::HOUR_MS;
    // The class ended on 2027-03-26.
    let ask = async |date, hour| run_once(&class.portal.state, at(date, hour)).await.unwrap();
    assert_eq!(ask("2027-04-24", 10).await, 0);
    assert_eq!(ask("2027-04-25", 6).await, 0, "nobody is woken");
    assert_eq!(ask("2027-04-25", 10).await, 1);
    assert_eq!(ask("2027-04-26", 10).await, 0, "asked once");
    class.on("2027-04-26").await;
    let token = mine(&mut class.resident(0).await).await.follow_up.unwrap();
    let forged = token.replacen(".30.", ".90.", 1);
    answer(&class, &forged, "employed")
        .await
        .problem(ProblemCode::NotFound);
    let odd = answer(&class, &token, "rich").await;
    odd.problem(ProblemCode::MalformedBody);
    let taken = answer(&class, &token, "self_employed").await;
    assert_eq!(taken.json::<FollowUpView>().days, 30);
    let again = answer(&class, &token, "looking").await;
    again.problem(ProblemCode::ActionNotPossible);
    let view = mine(&mut class.resident(0).await).await;
    assert_eq!((view.state, view.follow_up), (S::FollowedUp, None));
    // The link of the next question runs out.
    class.on("2027-06-24").await;
    let late = mine(&mut class.resident(0).await).await.follow_up.unwrap();
    class.on("2027-07-25").await;
    let refused = answer(&class, &late, "employed").await;
    let problem = refused.problem(ProblemCode::ActionNotPossible);
    assert_eq!(problem.errors[0].code, "too_late");
    class.holds_together();
}

/// The page asks from midnight on, the message comes in the daytime.
#[tokio::test]
async fn who_has_answered_on_the_own_page_is_not_asked_by_message() {
    let class = class().await;
    class.passed(&[0, 1]).await;
    let mut officer = class.officer().await;
    class.act(&mut officer, 0, A::Certify).await;
    class.act(&mut officer, 1, A::Certify).await;
    class.on("2027-04-25").await;
    let token = mine(&mut class.resident(0).await).await.follow_up.unwrap();
    let taken = answer(&class, &token, "employed").await;
    assert_eq!(taken.status, StatusCode::OK, "{taken:?}");
    let morning = day("2027-04-25").start_ms_shanghai() + 10 * super::HOUR_MS;
    let asked = run_once(&class.portal.state, morning).await.unwrap();
    assert_eq!(asked, 1, "the other one alone");
    class.holds_together();
}

/// A program that fetches the address of a message before its reader does is shown the page, and says nothing for anybody:
/// whom it is about stands behind the mark, which no program sends, and an answer is a press.
#[tokio::test]
async fn a_look_at_the_link_is_no_answer() {
    let class = certified().await;
    class.on("2027-04-25").await;
    let mut resident = class.resident(0).await;
    let token = mine(&mut resident).await.follow_up.unwrap();
    let mut program = class.portal.anonymous();
    for address in [
        "/track/outcome".to_owned(),
        format!("/track/outcome?{token}"),
        format!("{}?token={token}&outcome=employed", path::FOLLOW_UPS),
    ] {
        program.get(&address).await;
    }
    let refused = program.get(path::FOLLOW_UPS).await;
    refused.problem(ProblemCode::MethodNotAllowed);
    let view = mine(&mut resident).await;
    assert_eq!((view.state, view.follow_up), (S::Certified, Some(token)));
}

#[tokio::test]
async fn a_course_shows_what_came_of_it_from_twenty_answers_on() {
    let class = certified().await;
    let course = class.course.clone();
    let count = async |outcome: &'static str, times: usize| {
        let course = course.clone();
        let work = move |tx: &store::Tx| {
            for _ in 0..times {
                follow_ups::count(tx, &course, 30, outcome)?;
            }
            Ok(())
        };
        let state = &class.portal.state;
        state
            .store
            .write::<_, _, store::StoreError>(work)
            .await
            .unwrap();
    };
    let shown = || {
        let state = &class.portal.state;
        let found = state.store.read(|connection| outcomes(connection, &course));
        found.unwrap()
    };
    count("employed", 12).await;
    count("looking", 7).await;
    // Who would rather not say says nothing about the course.
    count("prefers_not_to_say", 9).await;
    assert_eq!(shown(), None);
    class.on("2027-04-26").await;
    let token = mine(&mut class.resident(0).await).await.follow_up.unwrap();
    let page = with_id(path::COURSE, &class.course);
    let before = class.portal.anonymous().get(&page).await.value();
    assert!(before.get("outcomes").is_none());
    let taken = answer(&class, &token, "farming_own").await;
    assert_eq!(taken.status, StatusCode::OK, "{taken:?}");
    let said = shown().unwrap();
    assert_eq!((said.days, said.answered, said.working), (30, 20, 13));
    // The answer is on the page at once, although courses are kept in memory.
    let after = class.portal.anonymous().get(&page).await.value();
    assert_eq!(after["outcomes"]["working"], 13);
    // The page without script says the same.
    let plain = format!("/plain/courses/{}", class.course);
    let plain = class.portal.anonymous().get(&plain).await;
    let plain = String::from_utf8(plain.body.to_vec()).unwrap();
    assert!(plain.contains("20 人说了情况，13 人在上班"), "{plain}");
    // The section reads it by school and by trade, and nobody else does.
    let mut officer = class.officer().await;
    let rates: EmploymentRates = officer.get(path::STAFF_EMPLOYMENT_RATES).await.json();
    let said = |rates: &[EmploymentRate]| {
        let rates = rates.iter();
        rates
            .map(|one| (one.name.clone().unwrap_or_default(), one.working))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        said(&rates.schools),
        [("示例培训学校（甲）".into(), Some(13))]
    );
    assert_eq!(said(&rates.trades), [("电工".into(), Some(13))]);
    assert_eq!(rates.schools[0].last_on, Some(day(super::LAST)));
    let text = serde_json::to_string(&rates).unwrap();
    assert!(!text.contains("示例 低压电工"), "no course by name");
    let mut trainer = class.trainer().await;
    trainer
        .get(path::STAFF_EMPLOYMENT_RATES)
        .await
        .problem(ProblemCode::NotAllowed);
}
