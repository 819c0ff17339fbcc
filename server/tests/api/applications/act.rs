//! What a resident does after handing in.

use api::application::{ApplicationView, ResidentActionRequest};
use api::path::{self, with_id};
use api::tracking::TrackResponse;
use api::{FieldError, ProblemCode};
use http::StatusCode;
use serde_json::json;
use server::clock::Clock as _;
use workflow::Role;
use workflow::loan::{
    Defect, DefectCode, EventDetail, LoanAction, LoanState, LoanTerms, Refusal, ReturnDetail,
};

use crate::filing::{action, draft, officer, save, start_request, submitted};
use crate::portal::{Answer, Browser, TestPortal};

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

async fn act(resident: &mut Browser, id: &str, request: &ResidentActionRequest) -> Answer {
    resident
        .post(&with_id(path::APPLICATION_ACTIONS, id), request)
        .await
}

async fn see(resident: &mut Browser, id: &str) -> ApplicationView {
    resident.get(&with_id(path::APPLICATION, id)).await.json()
}

/// Sent back for the name and the front of the ID card.
async fn returned(portal: &TestPortal, resident: &mut Browser) -> ApplicationView {
    let id = submitted(resident).await.id;
    let defect = |field: &str, code, note: &str| Defect {
        field: field.into(),
        code,
        note: note.into(),
    };
    let defects = vec![
        defect("applicant_name", DefectCode::Mismatch, "与身份证不一致"),
        defect("documents/id_card_front", DefectCode::Unreadable, ""),
    ];
    let detail = EventDetail::Return(ReturnDetail {
        defects,
        supervisor_reason: None,
        new_facts: None,
    });
    officer(portal, &id, Role::HrOfficer, LoanAction::Return, detail).await;
    see(resident, &id).await
}

#[tokio::test]
async fn what_came_back_is_fixed_and_handed_in_again() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let view = returned(&portal, &mut resident).await;
    assert_eq!(
        (view.state, view.holder.role),
        (LoanState::ReturnedHr, Some(Role::Resident))
    );
    assert_eq!(view.holder.agency, None);
    assert_eq!(view.defects.len(), 2);
    let clock = view.clock.unwrap();
    assert!(clock.paused && clock.resident_due_on.is_some());

    let first_receipt = view.verdict.as_ref().unwrap().receipt_hash.clone();
    save(
        &mut resident,
        &view.id,
        json!({"applicant_name": "示例乙", "business_registered_on": "2025-04-01"}),
        json!({}),
    )
    .await;
    portal.clock.advance_ms(DAY_MS);
    let mut resident = portal.resident("13800000001").await;
    let unsigned = ResidentActionRequest {
        declaration_version: None,
        ..action(&view, LoanAction::Resubmit)
    };
    let refused = act(&mut resident, &view.id, &unsigned)
        .await
        .problem(ProblemCode::InvalidInput);
    assert_eq!(refused.errors[0].code, "declaration_missing");
    let again: ApplicationView = act(
        &mut resident,
        &view.id,
        &action(&view, LoanAction::Resubmit),
    )
    .await
    .json();
    assert_eq!(again.state, LoanState::HrReview);
    assert_eq!(
        (again.acceptance_number, again.query_code),
        (view.acceptance_number, view.query_code)
    );
    assert!(again.defects.is_empty() && !again.clock.unwrap().paused);
    assert_ne!(again.verdict.unwrap().receipt_hash, first_receipt);
}

#[tokio::test]
async fn what_cannot_be_supplied_is_said_and_time_asked_for() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let view = returned(&portal, &mut resident).await;
    let mut request = action(&view, LoanAction::CannotSupply);
    let refused = act(&mut resident, &view.id, &request)
        .await
        .problem(ProblemCode::InvalidInput);
    assert_eq!(
        refused.errors,
        [FieldError {
            pointer: "/field".into(),
            code: "required".into()
        }]
    );
    request.field = Some("documents/id_card_front".into());
    request.reason = Some("旧证已收走，新证未到".into());
    let view: ApplicationView = act(&mut resident, &view.id, &request).await.json();
    assert_eq!((view.state, view.version), (LoanState::ReturnedHr, 3));
    let view = see(&mut resident, &view.id).await;
    let said: Vec<_> = view
        .defects
        .iter()
        .map(|defect| defect.cannot_supply.as_deref())
        .collect();
    assert_eq!(said, [None, Some("旧证已收走，新证未到")]);

    let before = view.clock.unwrap().resident_due_on.unwrap();
    let more: ApplicationView = act(
        &mut resident,
        &view.id,
        &action(&view, LoanAction::RequestExtension),
    )
    .await
    .json();
    assert!(more.clock.unwrap().resident_due_on.unwrap() > before);
    let twice = act(
        &mut resident,
        &view.id,
        &action(&more, LoanAction::RequestExtension),
    )
    .await;
    let problem = twice.problem(ProblemCode::ActionNotPossible);
    assert_eq!(
        problem.errors,
        [FieldError {
            pointer: "/action".into(),
            code: "extension_used".into()
        }]
    );
}

#[tokio::test]
async fn a_withdrawn_file_is_reopened_within_thirty_days() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let view = submitted(&mut resident).await;
    let withdraw = ResidentActionRequest {
        reason: Some("先不办了".into()),
        ..action(&view, LoanAction::Withdraw)
    };
    let gone: ApplicationView = act(&mut resident, &view.id, &withdraw).await.json();
    assert_eq!((gone.state, gone.holder.role), (LoanState::Withdrawn, None));
    assert_eq!(gone.actions, [LoanAction::Reopen]);
    // Thirty days are the district's, and the page says the day.
    let last_day = portal.clock.today().add_days(30);
    assert_eq!(
        (view.reopen_until, gone.reopen_until),
        (None, Some(last_day))
    );
    let days = gone.stage_days;
    assert_eq!((days.bureau, days.guarantor, days.bank), (7, 3, 5));
    let request = json!({ "query_code": view.query_code.clone().unwrap(), "phone_tail": "0001" });
    let tracked: TrackResponse = portal
        .anonymous()
        .post(path::TRACKING, &request)
        .await
        .json();
    assert_eq!(
        (tracked.reopen_until, tracked.appeal_until),
        (Some(last_day), None)
    );
    let draft: ApplicationView = act(&mut resident, &view.id, &action(&gone, LoanAction::Reopen))
        .await
        .json();
    assert_eq!(
        (draft.state, draft.verdict.is_none()),
        (LoanState::Draft, true)
    );
    assert_eq!(draft.answers, view.answers);
    let again: ApplicationView = act(&mut resident, &view.id, &action(&draft, LoanAction::Submit))
        .await
        .json();
    assert_eq!(again.acceptance_number, view.acceptance_number);

    let gone: ApplicationView = act(
        &mut resident,
        &view.id,
        &action(&again, LoanAction::Withdraw),
    )
    .await
    .json();
    portal.clock.advance_ms(31 * DAY_MS);
    let mut resident = portal.resident("13800000001").await;
    let late = act(&mut resident, &view.id, &action(&gone, LoanAction::Reopen)).await;
    assert_eq!(
        late.problem(ProblemCode::ActionNotPossible).errors[0].code,
        "too_late"
    );
}

#[tokio::test]
async fn a_withdrawn_file_waits_for_the_draft_begun_since() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let view = submitted(&mut resident).await;
    let withdraw = action(&view, LoanAction::Withdraw);
    let gone: ApplicationView = act(&mut resident, &view.id, &withdraw).await.json();
    let other = json!({"product": "startup_loan_enterprise"});
    let other = resident.post(path::APPLICATIONS, &other).await;
    assert_eq!(other.status, StatusCode::CREATED, "{other:?}");
    let begun = draft(&mut resident).await;

    let reopen = action(&gone, LoanAction::Reopen);
    let refused = act(&mut resident, &view.id, &reopen).await;
    refused.problem(ProblemCode::AlreadyOpen);
    assert_eq!(
        see(&mut resident, &view.id).await.state,
        LoanState::Withdrawn
    );
    // The draft of the other product is in nobody's way.
    let thrown = resident
        .delete(&with_id(path::APPLICATION, &begun.id))
        .await;
    assert_eq!(thrown.status, StatusCode::NO_CONTENT, "{thrown:?}");
    let again = act(&mut resident, &view.id, &reopen).await;
    assert_eq!(again.status, StatusCode::OK, "{again:?}");
    let begun = resident.post(path::APPLICATIONS, &start_request()).await;
    begun.problem(ProblemCode::AlreadyOpen);
}

#[tokio::test]
async fn an_offer_is_seen_and_turned_down() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let id = submitted(&mut resident).await.id;
    officer(
        &portal,
        &id,
        Role::HrOfficer,
        LoanAction::AcceptForReview,
        EventDetail::None,
    )
    .await;
    officer(
        &portal,
        &id,
        Role::HrOfficer,
        LoanAction::Pass,
        EventDetail::None,
    )
    .await;
    assert_eq!(
        see(&mut resident, &id).await.holder.agency.as_deref(),
        Some("示例担保机构")
    );
    officer(
        &portal,
        &id,
        Role::GuaranteeOfficer,
        LoanAction::Pass,
        EventDetail::None,
    )
    .await;
    let view = see(&mut resident, &id).await;
    assert_eq!(
        (view.holder.agency.as_deref(), view.holder.agency_is_sample),
        (Some("示例经办银行"), true)
    );
    let terms = LoanTerms {
        amount_fen: 20_000_000,
        rate_basis_points: 310,
        months: 24,
        bank_branch: "示例支行".into(),
        conditions: Vec::new(),
    };
    officer(
        &portal,
        &id,
        Role::BankOfficer,
        LoanAction::Approve,
        EventDetail::Terms(terms),
    )
    .await;
    let view = see(&mut resident, &id).await;
    assert_eq!(view.terms.as_ref().unwrap().amount_fen, 20_000_000);
    // Signing is what the bank records; the resident has no button for it.
    assert_eq!(
        view.actions,
        [LoanAction::DeclineOffer, LoanAction::Withdraw]
    );
    act(&mut resident, &id, &action(&view, LoanAction::Sign))
        .await
        .problem(ProblemCode::ActionNotPossible);
    let declined: ApplicationView =
        act(&mut resident, &id, &action(&view, LoanAction::DeclineOffer))
            .await
            .json();
    assert_eq!(declined.state, LoanState::Withdrawn);
}

#[tokio::test]
async fn a_refusal_that_is_only_proposed_is_not_shown() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let id = submitted(&mut resident).await.id;
    officer(
        &portal,
        &id,
        Role::HrOfficer,
        LoanAction::AcceptForReview,
        EventDetail::None,
    )
    .await;
    let refusal = Refusal {
        reason_code: "category".into(),
        article: "示例条款".into(),
        evidence: "示例依据".into(),
        remedies: vec!["补充证明后再申请".into()],
        would_change: String::new(),
        holds_offer: true,
    };
    officer(
        &portal,
        &id,
        Role::HrOfficer,
        LoanAction::ProposeRefusal,
        EventDetail::Refusal(refusal),
    )
    .await;
    let view = see(&mut resident, &id).await;
    assert_eq!(
        (view.refusal, view.timeline.len(), view.version),
        (None, 2, 3)
    );
}

#[tokio::test]
async fn an_old_version_is_stale_and_other_peoples_actions_are_not_possible() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let view = submitted(&mut resident).await;
    let old = ResidentActionRequest {
        version: 0,
        ..action(&view, LoanAction::Withdraw)
    };
    act(&mut resident, &view.id, &old)
        .await
        .problem(ProblemCode::Stale);
    for officers in [
        LoanAction::Pass,
        LoanAction::AcceptForReview,
        LoanAction::ConfirmRefusal,
        LoanAction::Expire,
    ] {
        act(&mut resident, &view.id, &action(&view, officers))
            .await
            .problem(ProblemCode::ActionNotPossible);
    }
    for early in [
        LoanAction::Submit,
        LoanAction::Resubmit,
        LoanAction::Discard,
        LoanAction::Reopen,
    ] {
        act(&mut resident, &view.id, &action(&view, early))
            .await
            .problem(ProblemCode::ActionNotPossible);
    }
    let unknown = json!({"version": 1, "action": "bribe"});
    let answer = resident
        .post(&with_id(path::APPLICATION_ACTIONS, &view.id), &unknown)
        .await;
    answer.problem(ProblemCode::MalformedBody);
    assert_eq!(
        see(&mut resident, &view.id).await.state,
        LoanState::Submitted
    );
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
}
