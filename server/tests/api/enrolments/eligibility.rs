//! Whether a subsidy pays, asked at enrolment: clear gets the seat at once, everybody else keeps it while the section looks.

mod ends;

use api::ProblemCode;
use api::enrolment::{ClassSeats, EnrolmentPlace, EnrolmentView, RefusalView, ResubmitRequest};
use api::lesson::MemberActionRequest;
use api::path::{self, with_document, with_id};
use api::settlement::{Claim, Statement};
use api::training_section::{EligibilityRequest, EligibilityRequests};
use http::StatusCode;
use serde_json::{Value, json};
use server::clock::Clock as _;
use server::enrolments::room::class_id;
use store::{StoreError, Tx, courses, portal};
use workflow::enrolment::{EnrolmentAction as A, EnrolmentState as S};

use super::rooms::{act, mine, open_of};
use crate::portal::{Answer, Browser, TestPortal};
use crate::training::officer;

/// A course of the district that a subsidy may cover.
const COURSE: &str = "arc-welding-beginner";
const ID: &str = "11010519491231002X";
const OTHER_ID: &str = "110105194912310038";
const PHONES: [&str; 4] = ["13800000001", "13800000002", "13800000003", "13800000004"];

fn statement(work: &str, groups: &[&str]) -> Statement {
    Statement {
        left_out: None,
        groups: Some(groups.iter().map(|one| (*one).to_owned()).collect()),
        work: Some(work.into()),
        subsidies_this_year: Some(0),
        same_level_before: Some(false),
        skills_subsidy_elsewhere: None,
    }
}

/// Somebody for whom the subsidy pays.
fn clear(id_number: &str) -> Claim {
    Claim {
        statement: statement("unemployed", &["registered_unemployed"]),
        id_number: id_number.into(),
    }
}

/// Somebody who belongs to none of the groups.
fn unclear(id_number: &str) -> Claim {
    Claim {
        statement: statement("unemployed", &[]),
        id_number: id_number.into(),
    }
}

async fn claim(resident: &mut Browser, claim: &Claim) -> Answer {
    let request = json!({ "course": COURSE, "session": "t", "name": "示例甲", "claim": claim });
    resident.post(path::ENROLMENTS, &request).await
}

async fn claimed(resident: &mut Browser, of: &Claim) -> EnrolmentPlace {
    let answer = claim(resident, of).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    answer.json()
}

async fn open(portal: &TestPortal, capacity: u32) {
    let days = ("2026-12-15", "2026-12-20");
    open_of(portal, (COURSE, "t"), capacity, days).await;
}

async fn ask(resident: &mut Browser) -> Answer {
    let request = json!({ "course": COURSE, "session": "t" });
    resident.post(path::ENROLMENTS, &request).await
}

async fn free_seats(portal: &TestPortal) -> u32 {
    let address = with_id(path::COURSE_SEATS, COURSE);
    let listed: Vec<ClassSeats> = portal.anonymous().get(&address).await.json();
    let mut found = listed.into_iter().filter(|class| class.session == "t");
    found.next().unwrap().free
}

#[track_caller]
fn holds_together(portal: &TestPortal) {
    let (store, keyring) = (&portal.state.store, &portal.state.keyring);
    let id = class_id(COURSE, "t");
    let report = server::enrolments::verify::verify_one(store, keyring, &id).unwrap();
    assert_eq!((report.classes, report.findings), (1, Vec::new()));
}

async fn newest(resident: &mut Browser) -> EnrolmentView {
    mine(resident).await.remove(0)
}

async fn waiting(officer: &mut Browser) -> Vec<EligibilityRequest> {
    let answer = officer.get(path::STAFF_ELIGIBILITY).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let text = format!("{answer:?}");
    assert!(
        !text.contains(ID) && !text.contains("示例甲"),
        "masked: {text}"
    );
    answer.json::<EligibilityRequests>().requests
}

async fn answer(
    officer: &mut Browser,
    one: &EligibilityRequest,
    request: &MemberActionRequest,
) -> Answer {
    let address = with_document(path::STAFF_MEMBER_ACTIONS, &one.class_id, &one.id);
    officer.post(&address, request).await
}

fn with_reason(one: &EligibilityRequest, action: A) -> MemberActionRequest {
    MemberActionRequest {
        reason: Some("请写明失业登记的日子".into()),
        ..MemberActionRequest::plain(one.version, action)
    }
}

fn refusal(one: &EligibilityRequest) -> MemberActionRequest {
    MemberActionRequest {
        refusal: Some(RefusalView {
            reason_code: "group".into(),
            rule: "示例文号 第一条".into(),
            remedies: "先办失业登记".into(),
        }),
        ..MemberActionRequest::plain(one.version, A::Refuse)
    }
}

#[tokio::test]
async fn who_clearly_gets_it_has_the_seat_and_reads_the_verdict() {
    let portal = TestPortal::start().await;
    open(&portal, 2).await;
    let mut resident = portal.resident(PHONES[0]).await;
    assert_eq!(claimed(&mut resident, &clear(ID)).await.state, S::Held);
    let view = newest(&mut resident).await;
    let verdict = view.verdict.unwrap();
    assert_eq!(
        (verdict.programme.as_str(), verdict.verdict.as_str()),
        ("training_subsidy", "eligible")
    );
    assert_eq!(verdict.receipt_hash.len(), 64);
    assert!(verdict.conditions.iter().all(|one| one.verdict == "met"));
    assert_eq!((view.number, view.due_on), (1, None));
    let mut officer = officer(&portal).await;
    assert!(waiting(&mut officer).await.is_empty());
    // Who asks for nothing pays the price, and is in at once as ever.
    let mut other = portal.resident(PHONES[1]).await;
    assert_eq!(
        ask(&mut other).await.json::<EnrolmentPlace>().state,
        S::Held
    );
    assert_eq!(newest(&mut other).await.verdict, None);
    holds_together(&portal);
}

#[tokio::test]
async fn a_wrong_claim_says_everything_at_once_and_takes_no_seat() {
    let portal = TestPortal::start().await;
    open(&portal, 1).await;
    let mut resident = portal.resident(PHONES[0]).await;
    let odd = Claim {
        statement: statement("pirate", &["king"]),
        id_number: "110105194912310021".into(),
    };
    let refused = claim(&mut resident, &odd).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = format!("{refused:?}");
    for part in [
        "/claim/statement/work",
        "/claim/statement/groups",
        "/claim/id_number",
        "id_number_checksum",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert_eq!(free_seats(&portal).await, 1);
}

#[tokio::test]
async fn what_is_not_clear_keeps_the_seat_is_returned_once_and_then_decided() {
    let portal = TestPortal::start().await;
    open(&portal, 2).await;
    let mut resident = portal.resident(PHONES[0]).await;
    let place = claimed(&mut resident, &unclear(ID)).await;
    assert_eq!(place.state, S::Applied);
    ask(&mut portal.resident(PHONES[3]).await).await;
    assert_eq!(free_seats(&portal).await, 0, "the seat is kept");
    // The next in line waits behind, whatever the first is found to be.
    let mut second = portal.resident(PHONES[1]).await;
    assert_eq!(
        claimed(&mut second, &clear(OTHER_ID)).await.state,
        S::Waitlisted
    );

    let mut officer = officer(&portal).await;
    let found = waiting(&mut officer).await;
    assert_eq!(found.len(), 1);
    let one = &found[0];
    assert_eq!(
        (one.number, one.other_accounts, one.is_overdue),
        (1, 0, false)
    );
    // Three working days after a Tuesday.
    let today = portal.clock.today();
    assert_eq!(
        portal
            .state
            .calendar
            .working_days_between(today, one.due_on),
        3
    );
    assert_eq!(one.verdict.as_ref().unwrap().verdict, "not_eligible");
    assert_eq!(one.actions, [A::Hold, A::Return, A::Refuse]);
    let text = newest(&mut resident).await;
    assert_eq!(text.due_on, Some(one.due_on));

    let nothing = answer(
        &mut officer,
        one,
        &MemberActionRequest::plain(one.version, A::Return),
    )
    .await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    let returned = answer(&mut officer, one, &with_reason(one, A::Return)).await;
    assert_eq!(returned.status, StatusCode::OK, "{returned:?}");
    assert!(waiting(&mut officer).await.is_empty());
    let view = newest(&mut resident).await;
    assert_eq!(
        (view.state, view.to_fix.as_deref()),
        (S::Returned, Some("请写明失业登记的日子"))
    );
    assert_eq!(view.said, Some(unclear(ID).statement));
    assert_eq!(free_seats(&portal).await, 0, "the seat is kept");

    // Unchanged it cannot come back by a mere word; put right, the number of the card needs no typing again.
    let mere = act(&mut resident, A::Resubmit).await;
    assert_eq!(mere.status, StatusCode::UNPROCESSABLE_ENTITY);
    let again = ResubmitRequest {
        version: view.version,
        claim: Claim {
            statement: statement("retired", &[]),
            id_number: String::new(),
        },
    };
    let handed = resident
        .put(&with_id(path::ENROLMENT_CLAIM, &view.id), &again)
        .await;
    assert_eq!(handed.json::<EnrolmentPlace>().state, S::Applied);
    let found = waiting(&mut officer).await;
    let one = &found[0];
    assert_eq!(one.actions, [A::Hold, A::Refuse], "one return");
    let second_return = answer(&mut officer, one, &with_reason(one, A::Return)).await;
    second_return.problem(ProblemCode::ActionNotPossible);

    let refused = answer(&mut officer, one, &refusal(one)).await;
    assert_eq!(refused.status, StatusCode::OK, "{refused:?}");
    let view = newest(&mut resident).await;
    assert_eq!(view.state, S::NotEligible);
    assert_eq!(view.refusal.unwrap().remedies, "先办失业登记");
    // The seat went to the head of the list in the same write.
    assert_eq!(newest(&mut second).await.state, S::Offered);
    holds_together(&portal);
}

#[tokio::test]
async fn put_right_it_is_clear_at_once() {
    let portal = TestPortal::start().await;
    open(&portal, 1).await;
    let mut resident = portal.resident(PHONES[0]).await;
    claimed(&mut resident, &unclear(ID)).await;
    let mut officer = officer(&portal).await;
    let one = waiting(&mut officer).await.remove(0);
    answer(&mut officer, &one, &with_reason(&one, A::Return)).await;
    let view = newest(&mut resident).await;
    let again = ResubmitRequest {
        version: view.version,
        claim: clear(""),
    };
    let handed = resident
        .put(&with_id(path::ENROLMENT_CLAIM, &view.id), &again)
        .await;
    assert_eq!(handed.json::<EnrolmentPlace>().state, S::Held);
    assert!(waiting(&mut officer).await.is_empty());
    holds_together(&portal);
}

/// The course says no more that a subsidy may cover it.
async fn no_more_covered(portal: &TestPortal) {
    let change = |tx: &Tx| {
        let before = courses::find(tx, COURSE)?.unwrap();
        let mut document: Value = serde_json::from_str(&before.document).unwrap();
        document["is_subsidised"] = false.into();
        let document = document.to_string();
        let after = courses::Course { document, ..before };
        courses::change(tx, &[after], &[], "no-more-covered")?;
        portal::put(tx, portal::CLASSES_OF, "no-more-covered")
    };
    let changed = portal.state.store.write::<_, _, StoreError>(change);
    changed.await.unwrap();
}

#[tokio::test]
async fn who_asked_while_a_subsidy_could_cover_it_is_judged_after_a_change_too() {
    let portal = TestPortal::start().await;
    open(&portal, 2).await;
    let mut first = portal.resident(PHONES[0]).await;
    claimed(&mut first, &unclear(ID)).await;
    let mut seated = portal.resident(PHONES[3]).await;
    ask(&mut seated).await;
    let mut waits = portal.resident(PHONES[1]).await;
    let place = claimed(&mut waits, &unclear(OTHER_ID)).await;
    assert_eq!(place.state, S::Waitlisted);
    let mut officer = officer(&portal).await;
    let one = waiting(&mut officer).await.remove(0);
    answer(&mut officer, &one, &with_reason(&one, A::Return)).await;

    no_more_covered(&portal).await;
    let view = newest(&mut first).await;
    let again = ResubmitRequest {
        version: view.version,
        claim: clear(""),
    };
    let handed = first
        .put(&with_id(path::ENROLMENT_CLAIM, &view.id), &again)
        .await;
    assert_eq!(handed.status, StatusCode::OK, "{handed:?}");
    assert_eq!(handed.json::<EnrolmentPlace>().state, S::Held);
    act(&mut seated, A::Withdraw).await;
    let accepted = act(&mut waits, A::Accept).await;
    assert_eq!(accepted.status, StatusCode::OK, "{accepted:?}");
    assert_eq!(accepted.json::<EnrolmentPlace>().state, S::Applied);
    // Who comes now asks for what is no more.
    act(&mut first, A::Withdraw).await;
    let late = claim(&mut portal.resident(PHONES[2]).await, &clear(ID)).await;
    let problem = late.problem(ProblemCode::InvalidInput);
    assert_eq!(
        (
            problem.errors[0].pointer.as_str(),
            problem.errors[0].code.as_str()
        ),
        ("/claim", "not_expected")
    );
    holds_together(&portal);
}

#[tokio::test]
async fn an_offered_seat_is_kept_too_while_the_section_looks() {
    let portal = TestPortal::start().await;
    open(&portal, 2).await;
    let mut first = portal.resident(PHONES[0]).await;
    ask(&mut first).await;
    ask(&mut portal.resident(PHONES[3]).await).await;
    let mut second = portal.resident(PHONES[1]).await;
    let mut third = portal.resident(PHONES[2]).await;
    assert_eq!(
        claimed(&mut second, &unclear(ID)).await.state,
        S::Waitlisted
    );
    act(&mut first, A::Withdraw).await;
    assert_eq!(newest(&mut second).await.state, S::Offered);
    let accepted = act(&mut second, A::Accept).await;
    assert_eq!(accepted.json::<EnrolmentPlace>().state, S::Applied);
    assert_eq!(
        ask(&mut third).await.json::<EnrolmentPlace>().state,
        S::Waitlisted
    );
    let mut officer = officer(&portal).await;
    let one = waiting(&mut officer).await.remove(0);
    let held = answer(
        &mut officer,
        &one,
        &MemberActionRequest::plain(one.version, A::Hold),
    )
    .await;
    assert_eq!(held.status, StatusCode::OK, "{held:?}");
    assert_eq!(newest(&mut second).await.state, S::Held);
    holds_together(&portal);
}

#[tokio::test]
async fn one_identity_card_under_two_phones_waits_for_a_look() {
    let portal = TestPortal::start().await;
    open(&portal, 4).await;
    let mut first = portal.resident(PHONES[0]).await;
    assert_eq!(claimed(&mut first, &clear(ID)).await.state, S::Held);
    let mut second = portal.resident(PHONES[1]).await;
    assert_eq!(claimed(&mut second, &clear(ID)).await.state, S::Applied);
    let mut officer = officer(&portal).await;
    let one = waiting(&mut officer).await.remove(0);
    assert_eq!(one.other_accounts, 1);
    assert_eq!(one.verdict.unwrap().verdict, "eligible");
}
