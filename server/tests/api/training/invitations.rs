//! Organisations, and how their people get an account.

use api::ProblemCode;
use api::organisation::{ListOrganisationsResponse, OrganisationView};
use api::path::{self, with_id};
use http::{Method, StatusCode};
use serde_json::json;

use super::{CODES, added, invited, officer, organisation};
use crate::portal::{PASSWORD, TestPortal, fresh_key};

#[tokio::test]
async fn a_code_makes_one_account_of_one_organisation() {
    let portal = TestPortal::start().await;
    let mut officer = officer(&portal).await;
    let school = added(&mut officer, "示例培训学校（甲）").await;
    let code = invited(&mut officer, &school.id).await;
    let accept = |code: &str, user: &str, password: &str| json!({ "code": code, "username": user, "password": password });
    let mut guest = portal.anonymous();
    for (body, pointer, says) in [
        (
            accept("wrong", "jiaowu", PASSWORD),
            "/code",
            "invitation_unknown",
        ),
        (accept(&code, " ", PASSWORD), "/username", "required"),
        (
            accept(&code, "jiaowu", "short"),
            "/password",
            "password_too_short",
        ),
        (
            accept(&code, "peixun1", PASSWORD),
            "/username",
            "username_taken",
        ),
    ] {
        let answer = guest.post(path::INVITATIONS, &body).await;
        let problem = answer.problem(ProblemCode::InvalidInput);
        assert_eq!(
            (
                problem.errors[0].pointer.as_str(),
                problem.errors[0].code.as_str()
            ),
            (pointer, says)
        );
    }
    let key = fresh_key();
    let good = accept(&code, "jiaowu", PASSWORD);
    for _ in 0..2 {
        let answer = guest
            .send_json(Method::POST, path::INVITATIONS, &key, &good)
            .await;
        assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    }
    let again = guest
        .post(path::INVITATIONS, &accept(&code, "jiaowu2", PASSWORD))
        .await;
    again.problem(ProblemCode::InvalidInput);

    let mut trainer = portal.signed_in("jiaowu").await;
    let own: ListOrganisationsResponse = trainer.get(path::STAFF_ORGANISATIONS).await.json();
    assert_eq!(own.organisations.len(), 1);
    let view: OrganisationView = trainer
        .get(&with_id(path::STAFF_ORGANISATION, &school.id))
        .await
        .json();
    assert_eq!((view.accounts.len(), view.invited.len()), (1, 0));
    // A trainer enters nothing here and invites nobody.
    let change = organisation("改名", CODES[0]);
    trainer
        .post(path::STAFF_ORGANISATIONS, &change)
        .await
        .problem(ProblemCode::NotAllowed);
    let invite = with_id(path::STAFF_ORGANISATION_INVITATIONS, &school.id);
    trainer
        .post(&invite, &json!({ "display_name": "x" }))
        .await
        .problem(ProblemCode::NotAllowed);
}

#[tokio::test]
async fn a_code_runs_out_after_a_week() {
    let portal = TestPortal::start().await;
    let mut officer = officer(&portal).await;
    let school = added(&mut officer, "示例培训学校（甲）").await;
    let code = invited(&mut officer, &school.id).await;
    portal.clock.advance_ms(7 * 24 * 60 * 60 * 1000);
    let late = json!({ "code": code, "username": "jiaowu", "password": PASSWORD });
    portal
        .anonymous()
        .post(path::INVITATIONS, &late)
        .await
        .problem(ProblemCode::InvalidInput);
}

#[tokio::test]
async fn everything_wrong_with_an_organisation_is_said_at_once() {
    let portal = TestPortal::start().await;
    let mut officer = officer(&portal).await;
    let mut wrong = organisation(" ", "91110000600037341M");
    wrong["licence"]["divisions"] = json!(["620602999"]);
    wrong["licence"]["scopes"] = json!([{ "trade": "", "levels": [] }]);
    let refused = officer.post(path::STAFF_ORGANISATIONS, &wrong).await;
    let problem = refused.problem(ProblemCode::InvalidInput);
    let codes: Vec<_> = problem
        .errors
        .iter()
        .map(|error| error.code.as_str())
        .collect();
    assert_eq!(
        codes,
        [
            "required",
            "credit_code_checksum",
            "required",
            "unknown_division"
        ]
    );
    let school = added(&mut officer, "示例培训学校（甲）").await;
    let twice = officer
        .post(path::STAFF_ORGANISATIONS, &organisation("别的", CODES[0]))
        .await;
    assert_eq!(
        twice.problem(ProblemCode::InvalidInput).errors[0].code,
        "organisation_taken"
    );
    let address = with_id(path::STAFF_ORGANISATION, &school.id);
    let mut change = organisation("示例培训学校（丙）", CODES[0]);
    change["version"] = json!(1);
    for (expected, _) in [(StatusCode::OK, 1), (StatusCode::CONFLICT, 1)] {
        let answer = officer
            .send_json(Method::PUT, &address, &fresh_key(), &change)
            .await;
        assert_eq!(answer.status, expected, "{answer:?}");
    }
}
