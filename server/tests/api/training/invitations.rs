//! Organisations, and how their people get an account.

use api::ProblemCode;
use api::organisation::{ListOrganisationsResponse, OrganisationView};
use api::path::{self, with_id};
use http::{Method, StatusCode};
use serde_json::json;
use server::clock::Clock as _;
use server::jobs::housekeeping;
use workflow::Duty;

use super::{CODES, added, invited, joined, officer, organisation};
use crate::portal::{Browser, PASSWORD, TestPortal, fresh_key};

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
    assert_eq!(view.accounts[0].duty, Some(Duty::Owner));
    // An owner enters nothing here; of whom to invite it has to be said what for.
    let change = organisation("改名", CODES[0]);
    trainer
        .post(path::STAFF_ORGANISATIONS, &change)
        .await
        .problem(ProblemCode::NotAllowed);
    let invite = with_id(path::STAFF_ORGANISATION_INVITATIONS, &school.id);
    let refused = trainer.post(&invite, &json!({ "display_name": "x" })).await;
    let problem = refused.problem(ProblemCode::InvalidInput);
    assert_eq!(problem.errors[0].pointer, "/duty");
}

#[tokio::test]
async fn an_owner_invites_and_ends_accounts_of_the_own_organisation_alone() {
    let portal = TestPortal::start().await;
    let mut officer = officer(&portal).await;
    let mut owner = super::trainer(&portal, &mut officer, "示例培训学校（甲）", "owner").await;
    let mut teacher = joined(&portal, &mut owner, Duty::Teacher).await;
    let list: ListOrganisationsResponse = owner.get(path::STAFF_ORGANISATIONS).await.json();
    let school = list.organisations[0].id.clone();
    let view: OrganisationView = owner
        .get(&with_id(path::STAFF_ORGANISATION, &school))
        .await
        .json();
    let duties: Vec<_> = view.accounts.iter().map(|one| one.duty).collect();
    assert_eq!(duties, [Some(Duty::Owner), Some(Duty::Teacher)]);
    let session: api::session::StaffSessionResponse = teacher.get(path::STAFF_SESSION).await.json();
    assert_eq!(session.duty, Some(Duty::Teacher));
    let account = |user: &str| path::with_document(path::STAFF_ORGANISATION_ACCOUNT, &school, user);
    // Nobody closes the account one sits at, and no school another's.
    owner
        .delete(&account("owner"))
        .await
        .problem(ProblemCode::ActionNotPossible);
    let mut other = super::trainer(&portal, &mut officer, "示例培训学校（乙）", "other").await;
    other
        .delete(&account("teacher"))
        .await
        .problem(ProblemCode::NotFound);
    let invite = with_id(path::STAFF_ORGANISATION_INVITATIONS, &school);
    let body = json!({ "display_name": "x", "duty": "owner" });
    other
        .post(&invite, &body)
        .await
        .problem(ProblemCode::NotFound);
    let more = owner
        .put(&account("teacher"), &json!({ "duty": "editor" }))
        .await;
    assert_eq!(more.status, StatusCode::OK, "{more:?}");
    let closed = owner.delete(&account("teacher")).await;
    assert_eq!(closed.status, StatusCode::NO_CONTENT);
    // Who did it to whom is written down, the last first.
    let store = &portal.state.store;
    let done = store.read::<_, store::StoreError>(|connection| {
        let member = store::staff::find_by_username(connection, "teacher")?.unwrap();
        store::access_log::list_by_application(connection, &member.id)
    });
    let done: Vec<_> = done.unwrap().into_iter().map(|one| one.action).collect();
    assert_eq!(done, ["close_account", "change_account"]);
    teacher
        .get(path::STAFF_CLASSES)
        .await
        .problem(ProblemCode::SignInRequired);
}

#[tokio::test]
async fn an_owner_takes_a_lost_authenticator_away_in_the_own_organisation_alone() {
    let portal = TestPortal::start().await;
    let mut officer = officer(&portal).await;
    let mut owner = super::trainer(&portal, &mut officer, "示例培训学校（甲）", "owner").await;
    let mut teacher = joined(&portal, &mut owner, Duty::Teacher).await;
    let mut other = super::trainer(&portal, &mut officer, "示例培训学校（乙）", "other").await;
    let list: ListOrganisationsResponse = owner.get(path::STAFF_ORGANISATIONS).await.json();
    let school = list.organisations[0].id.clone();
    let of =
        |user: &str| path::with_document(path::STAFF_ORGANISATION_SECOND_FACTOR, &school, user);
    // There is nothing to take away yet.
    let none = owner.delete(&of("teacher")).await;
    none.problem(ProblemCode::ActionNotPossible);
    portal.take_up(&mut teacher, "teacher").await;
    portal.take_up(&mut owner, "owner").await;
    let strange = other.delete(&of("teacher")).await;
    strange.problem(ProblemCode::NotFound);
    let own = owner.delete(&of("owner")).await;
    own.problem(ProblemCode::ActionNotPossible);
    let refused = teacher.delete(&of("owner")).await;
    refused.problem(ProblemCode::NotAllowed);

    let reset = owner.delete(&of("teacher")).await;
    assert_eq!(reset.status, StatusCode::NO_CONTENT, "{reset:?}");
    teacher
        .get(path::STAFF_CLASSES)
        .await
        .problem(ProblemCode::SignInRequired);
    let told = portal
        .signed_in("teacher")
        .await
        .begin_second_factor()
        .await;
    assert!(!told.value()["reset"]["by"].as_str().unwrap().is_empty());
    // The section does it for an owner.
    let reset = officer.delete(&of("owner")).await;
    assert_eq!(reset.status, StatusCode::NO_CONTENT, "{reset:?}");
}

#[tokio::test]
async fn a_token_of_somebody_who_only_teaches_sends_no_courses() {
    let portal = TestPortal::start().await;
    let mut officer = officer(&portal).await;
    let mut owner = super::trainer(&portal, &mut officer, "示例培训学校（甲）", "owner").await;
    let mut editor = joined(&portal, &mut owner, Duty::Editor).await;
    let token = editor
        .post(path::STAFF_COURSE_TOKENS, &json!({ "name": "教务系统" }))
        .await;
    assert_eq!(token.status, StatusCode::CREATED, "{token:?}");
    let made: api::course_token::MadeCourseToken = token.json();
    let list: ListOrganisationsResponse = owner.get(path::STAFF_ORGANISATIONS).await.json();
    let school = &list.organisations[0].id;
    let account = |user: &str| path::with_document(path::STAFF_ORGANISATION_ACCOUNT, school, user);
    let less = json!({ "duty": "teacher" });
    owner
        .put(&account("owner"), &less)
        .await
        .problem(ProblemCode::ActionNotPossible);
    let changed = owner.put(&account("editor"), &less).await;
    assert_eq!(changed.status, StatusCode::OK, "{changed:?}");
    editor
        .get(path::STAFF_LISTINGS)
        .await
        .problem(ProblemCode::NotAllowed);
    let mut headers = http::HeaderMap::new();
    headers.insert(api::IDEMPOTENCY_KEY, fresh_key().parse().unwrap());
    let bearer = format!("Bearer {}", made.token);
    headers.insert(http::header::AUTHORIZATION, bearer.parse().unwrap());
    let answer = portal
        .anonymous()
        .send(
            Method::POST,
            path::TRAINER_COURSES,
            headers,
            axum::body::Body::from("{}"),
        )
        .await;
    answer.problem(ProblemCode::NotAllowed);
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

#[tokio::test]
async fn a_closed_account_is_out_at_once_and_its_tokens_with_it() {
    let portal = TestPortal::start().await;
    let mut officer = officer(&portal).await;
    let mut trainer = super::trainer(&portal, &mut officer, "示例培训学校（甲）", "jiaowu").await;
    let mut other = super::trainer(&portal, &mut officer, "示例培训学校（乙）", "other").await;
    let token = trainer
        .post(path::STAFF_COURSE_TOKENS, &json!({ "name": "教务系统" }))
        .await;
    assert_eq!(token.status, StatusCode::CREATED, "{token:?}");
    let list: ListOrganisationsResponse = trainer.get(path::STAFF_ORGANISATIONS).await.json();
    let school = &list.organisations[0].id;
    let close = async |who: &mut Browser, school: &str, user: &str| {
        let mut headers = http::HeaderMap::new();
        headers.insert(api::IDEMPOTENCY_KEY, fresh_key().parse().unwrap());
        let address = path::with_document(path::STAFF_ORGANISATION_ACCOUNT, school, user);
        let body = axum::body::Body::empty();
        who.send(Method::DELETE, &address, headers, body).await
    };
    close(&mut other, school, "jiaowu")
        .await
        .problem(ProblemCode::NotFound);
    // An officer's own account is none of an organisation's, nor is another organisation's.
    for user in ["peixun1", "other", "nobody"] {
        close(&mut officer, school, user)
            .await
            .problem(ProblemCode::NotFound);
    }
    let closed = close(&mut officer, school, "jiaowu").await;
    assert_eq!(closed.status, StatusCode::NO_CONTENT, "{closed:?}");
    trainer
        .get(path::STAFF_LISTINGS)
        .await
        .problem(ProblemCode::SignInRequired);
    let tokens = portal
        .state
        .store
        .read::<_, store::StoreError>(|connection| store::course_tokens::list(connection, school));
    assert!(tokens.unwrap().is_empty());
    let seen: OrganisationView = officer
        .get(&with_id(path::STAFF_ORGANISATION, school))
        .await
        .json();
    assert!(seen.accounts[0].is_closed);
    close(&mut officer, school, "jiaowu")
        .await
        .problem(ProblemCode::NotFound);
}

#[tokio::test]
async fn who_was_invited_and_never_came_is_forgotten() {
    let portal = TestPortal::start().await;
    let mut officer = officer(&portal).await;
    let school = added(&mut officer, "示例培训学校（甲）").await;
    invited(&mut officer, &school.id).await;
    let now_ms = portal.clock.now_ms();
    // Good for a week, kept for thirty days more.
    for (days, kept) in [(36, 1), (38, 0)] {
        let later_ms = now_ms + days * 24 * 3_600_000;
        housekeeping::run_once(&portal.state, later_ms)
            .await
            .unwrap();
        let store = &portal.state.store;
        let found = store
            .read(|connection| connection.query("SELECT code_hash FROM invitations", &[]))
            .unwrap();
        assert_eq!(found.len(), kept, "{days}");
    }
}

#[tokio::test]
async fn a_link_that_went_astray_ends_with_the_next_for_the_same_name() {
    let portal = TestPortal::start().await;
    let mut officer = officer(&portal).await;
    let school = added(&mut officer, "示例培训学校（甲）").await;
    let astray = invited(&mut officer, &school.id).await;
    let code = invited(&mut officer, &school.id).await;
    let at = with_id(path::STAFF_ORGANISATION, &school.id);
    let seen: OrganisationView = officer.get(&at).await.json();
    assert_eq!(seen.invited.len(), 1);
    let accept =
        |code: &str, user: &str| json!({ "code": code, "username": user, "password": PASSWORD });
    let mut guest = portal.anonymous();
    let refused = guest
        .post(path::INVITATIONS, &accept(&astray, "stranger"))
        .await;
    let problem = refused.problem(ProblemCode::InvalidInput);
    assert_eq!(problem.errors[0].code, "invitation_unknown");
    let made = guest
        .post(path::INVITATIONS, &accept(&code, "jiaowu"))
        .await;
    assert_eq!(made.status, StatusCode::CREATED, "{made:?}");
}

#[tokio::test]
async fn a_withdrawn_link_opens_nothing_and_who_withdrew_it_is_written_down() {
    let portal = TestPortal::start().await;
    let mut officer = officer(&portal).await;
    let mut owner = super::trainer(&portal, &mut officer, "示例培训学校（甲）", "owner").await;
    let mut other = super::trainer(&portal, &mut officer, "示例培训学校（乙）", "other").await;
    let list: ListOrganisationsResponse = owner.get(path::STAFF_ORGANISATIONS).await.json();
    let school = list.organisations[0].id.clone();
    let (at, withdrawn) = (
        with_id(path::STAFF_ORGANISATION, &school),
        with_id(path::STAFF_ORGANISATION_WITHDRAWN, &school),
    );
    for is_by_officer in [true, false] {
        let code = invited(&mut officer, &school).await;
        let seen: OrganisationView = officer.get(&at).await.json();
        let open = &seen.invited[0];
        let ask =
            |name: &str, until_ms: i64| json!({ "display_name": name, "expires_at_ms": until_ms });
        let right = ask(&open.display_name, open.expires_at_ms);
        // Another school's, somebody not invited, and one that was made anew since the page was drawn.
        let refused = other.post(&withdrawn, &right).await;
        refused.problem(ProblemCode::NotFound);
        for wrong in [
            ask("示例 别人", open.expires_at_ms),
            ask(&open.display_name, open.expires_at_ms - 1),
        ] {
            let refused = officer.post(&withdrawn, &wrong).await;
            refused.problem(ProblemCode::NotFound);
        }
        let by = if is_by_officer {
            &mut officer
        } else {
            &mut owner
        };
        let key = fresh_key();
        for _ in 0..2 {
            let answer = by.send_json(Method::POST, &withdrawn, &key, &right).await;
            assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
            assert!(answer.json::<OrganisationView>().invited.is_empty());
        }
        let again = by.post(&withdrawn, &right).await;
        again.problem(ProblemCode::NotFound);
        let accept = json!({ "code": code, "username": "stranger", "password": PASSWORD });
        let late = portal.anonymous().post(path::INVITATIONS, &accept).await;
        let problem = late.problem(ProblemCode::InvalidInput);
        assert_eq!(problem.errors[0].code, "invitation_unknown");
    }
    let store = &portal.state.store;
    let looks = store
        .read::<_, store::StoreError>(|connection| {
            store::access_log::list_by_application(connection, &school)
        })
        .unwrap();
    let said: Vec<_> = looks
        .iter()
        .map(|look| (look.role.as_str(), look.action.as_str()))
        .collect();
    let withdrew = "withdraw_invitation";
    assert_eq!(
        said,
        [("trainer", withdrew), ("training_officer", withdrew)]
    );
}

#[tokio::test]
async fn only_who_invites_withdraws() {
    let portal = TestPortal::start().await;
    let mut officer = officer(&portal).await;
    let mut owner = super::trainer(&portal, &mut officer, "示例培训学校（甲）", "owner").await;
    let list: ListOrganisationsResponse = owner.get(path::STAFF_ORGANISATIONS).await.json();
    let school = list.organisations[0].id.clone();
    let withdrawn = with_id(path::STAFF_ORGANISATION_WITHDRAWN, &school);
    for duty in [Duty::Editor, Duty::Teacher] {
        let mut colleague = joined(&portal, &mut owner, duty).await;
        let body = json!({ "display_name": "示例 教务员", "expires_at_ms": 0 });
        let refused = colleague.post(&withdrawn, &body).await;
        refused.problem(ProblemCode::NotAllowed);
    }
    // Of one that was taken up nothing can be withdrawn: its account is closed instead.
    let at_ms = portal.clock.now_ms() + 7 * 24 * 3_600_000;
    let taken = json!({ "display_name": "示例 同事", "expires_at_ms": at_ms });
    let refused = owner.post(&withdrawn, &taken).await;
    refused.problem(ProblemCode::NotFound);
}
