//! Who corrects nothing, what is not corrected so, and whose page it is not.

use api::ProblemCode;
use workflow::Role;

use super::super::{BUREAU, attempt as attempt_action, bank, guarantee, refusal};
use super::*;

fn errors(problem: &api::Problem) -> Vec<(&str, &str)> {
    let errors = problem.errors.iter();
    errors
        .map(|error| (error.pointer.as_str(), error.code.as_str()))
        .collect()
}

#[tokio::test]
async fn everything_wrong_is_said_at_once() {
    let portal = TestPortal::start().await;
    let (_, mut li, id) = in_review(&portal).await;
    let mut code = change("credit_code", "91110000600037341L", "123");
    code["reason"] = json!("other");
    code["paper"] = json!("id_card_front");
    let wrong = json!([
        change("amount_yuan", "200000", "300000"),
        code,
        change("business_address", IS_NOW, IS_NOW),
        change("business_address", IS_NOW, IS_NOW),
        change("business_registered_on", "2025-03-01", "2027-03-01"),
    ]);
    let problem = attempt(&mut li, &id, wrong)
        .await
        .problem(ProblemCode::InvalidInput);
    let found = errors(&problem);
    assert_eq!(
        found
            .iter()
            .map(|(pointer, _)| *pointer)
            .collect::<Vec<_>>(),
        [
            "/changes/0/field",
            "/changes/1/after",
            "/changes/1/note",
            "/changes/1/paper",
            "/changes/2/after",
            "/changes/3/field",
            "/changes/3/after",
            "/changes/4/after",
        ]
    );
    assert_eq!(found[0].1, "not_correctable");
    assert_eq!((found[3].1, found[4].1), ("paper_not_there", "unchanged"));
    assert_eq!((found[5].1, found[7].1), ("duplicate", "date_in_future"));
    let problem = attempt(&mut li, &id, json!([]))
        .await
        .problem(ProblemCode::InvalidInput);
    assert_eq!(errors(&problem), [("/changes", "required")]);

    // Somebody was first: with the file, or with the answer.
    let at = with_id(path::STAFF_CORRECTIONS, &id);
    let old = json!({ "version": 1, "changes": address() });
    li.post(&at, &old).await.problem(ProblemCode::Stale);
    let other = json!([change("business_address", "示例路 9 号", ON_PAPER)]);
    attempt(&mut li, &id, other)
        .await
        .problem(ProblemCode::Stale);
    correct(&mut li, &id, address()).await;
    let twice = json!([change("business_address", ON_PAPER, IS_NOW)]);
    let problem = attempt(&mut li, &id, twice)
        .await
        .problem(ProblemCode::InvalidInput);
    assert_eq!(errors(&problem), [("/changes/0/field", "correction_open")]);
    whole(&portal);
}

#[tokio::test]
async fn only_who_holds_the_file_corrects_it() {
    let portal = TestPortal::start().await;
    let (_, mut li, id) = in_review(&portal).await;
    let (mut zhao, mut sun) = (guarantee(&portal, "zhao").await, bank(&portal, "sun").await);
    let place = with_id(path::STAFF_CORRECTIONS, &id);
    let version = view(&mut li, &id).await.application.version;
    let body = json!({ "version": version, "changes": address() });
    for other in [&mut zhao, &mut sun] {
        other
            .post(&place, &body)
            .await
            .problem(ProblemCode::NotFound);
    }
    let mut applicant = portal.staff("甲", Role::HrOfficer, BUREAU).await;
    let problem = attempt(&mut applicant, &id, address())
        .await
        .problem(ProblemCode::NotAllowed);
    assert_eq!(errors(&problem), [("/action", "own_file")]);
    assert_eq!(
        view(&mut applicant, &id).await.corrections.open_fields,
        Vec::<String>::new()
    );

    act(&mut li, &id, LoanAction::ProposeRefusal, refusal()).await;
    let problem = attempt(&mut li, &id, address())
        .await
        .problem(ProblemCode::ActionNotPossible);
    assert_eq!(errors(&problem), [("/action", "refusal_pending")]);
    let why = json!({ "note": "再看看" });
    act(&mut li, &id, LoanAction::DismissRefusal, why).await;
    act(&mut li, &id, LoanAction::Pass, json!({})).await;
    attempt(&mut li, &id, address())
        .await
        .problem(ProblemCode::NotAllowed);
    // The agency that has it now does, once its officer has said to have nothing to do with the applicant.
    let version = view(&mut zhao, &id).await.application.version;
    let twice = json!([change("business_address", IS_NOW, IS_NOW)]);
    for (changes, expected) in [
        (address(), vec!["/no_conflict"]),
        (twice, vec!["/changes/0/after", "/no_conflict"]),
    ] {
        let silent = json!({ "version": version, "changes": changes });
        let answer = zhao.post(&place, &silent).await;
        let problem = answer.problem(ProblemCode::InvalidInput);
        let found = errors(&problem);
        let pointers: Vec<&str> = found.iter().map(|(pointer, _)| *pointer).collect();
        assert_eq!(pointers, expected);
        assert_eq!(found.last().unwrap().1, "conflict_not_answered");
    }
    assert!(view(&mut zhao, &id).await.is_conflict_asked);
    correct(&mut zhao, &id, address()).await;
    assert!(!view(&mut zhao, &id).await.is_conflict_asked);
    // Its own refusal waits.
    attempt_action(&mut zhao, &id, LoanAction::ProposeRefusal, refusal())
        .await
        .problem(ProblemCode::ActionNotPossible);
    whole(&portal);
}

#[tokio::test]
async fn the_page_is_nobody_elses_and_no_clerk_answers_there() {
    let portal = TestPortal::start().await;
    let (mut resident, mut li, id) = in_review(&portal).await;
    let nothing = text(&resident.get(&at(&id)).await);
    assert!(nothing.contains("没有更正") && !nothing.contains("<form"));
    let made = correct(&mut li, &id, address()).await;
    let keyless = say(&mut resident, (&id, ""), &made, ("accept", "")).await;
    assert_eq!(keyless.status, StatusCode::BAD_REQUEST);
    let neither = say(&mut resident, (&id, &fresh_key()), &made, ("", "")).await;
    assert_eq!(neither.status, StatusCode::BAD_REQUEST);

    let mut other = portal.resident("13800000002").await;
    let leads = format!("/apply/{id}/corrections");
    for place in [at(&id), leads] {
        let refused = other.get(&place).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND, "{place}");
    }
    let taken = say(&mut other, (&id, &fresh_key()), &made, ("accept", "")).await;
    assert_eq!(taken.status, StatusCode::NOT_FOUND);
    let mut nobody = portal.anonymous();
    let refused = nobody.get(&at(&id)).await;
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
    let back = format!("/my/sign-in?return=/apply/{id}/corrections");
    assert!(text(&refused).contains(&back));
    let mut nobody = nobody.with_cookie("fumin-look", "lang=en");
    let led = nobody.get(&format!("/apply/{id}/corrections")).await;
    let page = text(&led);
    assert!(page.contains("<html lang=\"en\""));
    assert!(page.contains(&format!("{back}?lang=en")), "{page}");
    portal.clock.advance_ms(2 * 60 * 1000);
    let mut clerk = portal.clerk("daiban").await;
    let mut tab = crate::service_point::help(&portal, &mut clerk, PHONE, "loan").await;
    assert_eq!(tab.get(&at(&id)).await.status, StatusCode::FORBIDDEN);
    let seen = view(&mut li, &id).await;
    assert_eq!(
        seen.corrections.made[0].outcome,
        workflow::correction::CorrectionOutcome::Open
    );
}
