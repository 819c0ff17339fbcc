//! Who is away and who stands in.

use api::ProblemCode;
use api::assignment::{AssignOutcome, ListColleaguesResponse};
use api::path::{self, with_id};
use http::StatusCode;
use serde_json::{Value, json};

use super::assign::{account, assign};
use super::templates::promote;
use super::workload::workload;
use super::{DAY_MS, again, bank, hr, queue};
use crate::filing::submitted;
use crate::portal::{Answer, Browser, TestPortal};

fn away(deputy_id: &str, until: &str) -> Value {
    json!({ "deputy_id": deputy_id, "until": until })
}

async fn save(officer: &mut Browser, id: &str, request: &Value) -> Answer {
    officer
        .put(&with_id(path::STAFF_ABSENCE, id), request)
        .await
}

fn errors(answer: Answer) -> Vec<String> {
    let problem = answer.problem(ProblemCode::InvalidInput);
    let lines = problem.errors.iter();
    lines
        .map(|error| format!("{} {}", error.pointer, error.code))
        .collect()
}

#[tokio::test]
async fn files_of_who_is_away_go_to_who_stands_in_until_the_day_is_over() {
    let portal = TestPortal::start().await;
    let mut ids = Vec::new();
    for phone in ["13800000001", "13800000002"] {
        ids.push(submitted(&mut portal.resident(phone).await).await.id);
    }
    let (mut li, mut wang) = (hr(&portal, "li").await, hr(&portal, "wang").await);
    let mut zhang = hr(&portal, "zhang").await;
    promote(&portal, "li").await;
    let (wang_id, zhang_id) = (
        account(&mut li, "wang").await,
        account(&mut li, "zhang").await,
    );
    assign(&mut li, &wang_id, &[(&ids[0], 0)]).await;
    let answer = save(&mut wang, &wang_id, &away(&zhang_id, "2026-11-26")).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let found: ListColleaguesResponse = answer.json();
    assert!(!found.may_assign);
    let one = found.colleagues.iter().find(|one| one.is_me).unwrap();
    assert_eq!((one.waiting, one.name.as_str()), (1, "示例 wang"));
    let absence = one.absence.clone().unwrap();
    assert_eq!(
        (absence.until.to_string().as_str(), absence.deputy.as_str()),
        ("2026-11-26", "示例 zhang")
    );

    let answer = assign(&mut li, &wang_id, &[(&ids[1], 0)]).await;
    assert_eq!(
        (answer.officer.as_str(), answer.is_deputy),
        ("示例 zhang", true)
    );
    assert_eq!(answer.files[0].outcome, AssignOutcome::Assigned);
    // The deputy's desk has both: what came since, and what lay there before.
    for (name, mine) in [("zhang", 2), ("wang", 1), ("li", 0)] {
        let mut officer = again(&portal, name).await;
        let waiting = queue(&mut officer).await.waiting;
        let those = waiting
            .iter()
            .filter(|one| one.assignment.as_ref().unwrap().is_mine);
        assert_eq!(those.count(), mine, "{name}");
        // The figures are of the same desk.
        let counted = workload(&mut officer).await.mine.waiting;
        assert_eq!(usize::try_from(counted), Ok(mine), "{name}");
    }
    portal.clock.advance_ms(3 * DAY_MS);
    let mut later = again(&portal, "zhang").await;
    let waiting = queue(&mut later).await.waiting;
    let mine = waiting
        .iter()
        .filter(|one| one.assignment.as_ref().unwrap().is_mine);
    assert_eq!(mine.count(), 1, "wang is back");
    zhang.get(path::STAFF_COLLEAGUES).await;
}

#[tokio::test]
async fn oneself_or_the_supervisor_says_so_and_everything_wrong_is_said() {
    let portal = TestPortal::start().await;
    let (mut li, mut wang) = (hr(&portal, "li").await, hr(&portal, "wang").await);
    hr(&portal, "zhang").await;
    let mut sun = bank(&portal, "sun").await;
    promote(&portal, "li").await;
    let (me, wang_id, zhang_id) = (
        account(&mut li, "li").await,
        account(&mut li, "wang").await,
        account(&mut li, "zhang").await,
    );
    let sun_id = account(&mut sun, "sun").await;
    let day = "2026-12-04";
    let problem = save(&mut wang, &zhang_id, &away(&me, day))
        .await
        .problem(ProblemCode::NotAllowed);
    assert_eq!(problem.errors[0].code, "supervisor_needed");
    save(&mut li, &sun_id, &away(&me, day))
        .await
        .problem(ProblemCode::NotFound);
    for (deputy, until, expected) in [
        ("", "", vec!["/deputy_id required", "/until required"]),
        (
            wang_id.as_str(),
            "2026-02-30",
            vec!["/deputy_id not_an_option", "/until date_unreadable"],
        ),
        (
            sun_id.as_str(),
            "2026-11-23",
            vec!["/deputy_id not_an_option", "/until date_in_past"],
        ),
        (me.as_str(), "2028-01-01", vec!["/until date_too_far"]),
    ] {
        let answer = save(&mut wang, &wang_id, &away(deputy, until)).await;
        assert_eq!(errors(answer), expected);
    }
    // A supervisor says it of a colleague; whoever stands in is there, and stays there.
    let answer = save(&mut li, &zhang_id, &away(&wang_id, day)).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let answer = save(&mut li, &me, &away(&zhang_id, day)).await;
    assert_eq!(errors(answer), ["/deputy_id deputy_away"]);
    let answer = save(&mut wang, &wang_id, &away(&me, day)).await;
    assert_eq!(errors(answer), ["/deputy_id stands_in"]);
    let at = with_id(path::STAFF_ABSENCE, &zhang_id);
    let problem = wang.delete(&at).await.problem(ProblemCode::NotAllowed);
    assert_eq!(problem.errors[0].code, "supervisor_needed");
    assert_eq!(li.delete(&at).await.status, StatusCode::NO_CONTENT);
    li.delete(&at).await.problem(ProblemCode::NotFound);
    let answer = save(&mut wang, &wang_id, &away(&me, day)).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
}
