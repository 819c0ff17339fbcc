//! A file as it stood at each moment of its past: what was answered then, to whoever saw it then, and to nobody else.

mod terminal;
mod walked;

use api::ProblemCode;
use api::path::{self, with_id};
use api::replay::ReplayView;
use api::staff::StaffApplicationView;
use http::StatusCode;
use serde_json::{Value, json};
use server::authorize::roles::{ALL_STAFF, OFFICERS};
use server::clock::Clock as _;
use server::packages::manifest::rfc3339;
use workflow::Role;
use workflow::loan::{LoanAction, LoanState};

use self::walked::{Walked, walked};
use super::corrections::{address, correct, in_review, say};
use super::{BANK, BUREAU, GUARANTOR, act, again, hr, pins, view};
use crate::filing::{action, save, submitted};
use crate::portal::{Answer, Browser, TestPortal};

const PHONE: &str = "13800000001";

async fn ask(officer: &mut Browser, id: &str, at: &str) -> Answer {
    let address = with_id(path::STAFF_REPLAY, id);
    officer.get(&format!("{address}?at={at}")).await
}

async fn seen_at(officer: &mut Browser, id: &str, at: &str) -> ReplayView {
    let answer = ask(officer, id, at).await;
    assert_eq!(answer.status, StatusCode::OK, "{at}: {answer:?}");
    answer.json()
}

/// What was answered live, without what was to be done and what is measured anew each day.
fn without_work(live: &StaffApplicationView) -> Value {
    let mut application = live.application.clone();
    application.actions.clear();
    application.errors.clear();
    application.usual = None;
    application.usual_by = None;
    json!({
        "application": application,
        "particulars": live.particulars,
        "papers": live.office_papers,
        "refusal": live.pending_refusal,
        "disbursement": live.pending_disbursement,
    })
}

fn as_seen(then: &ReplayView) -> Value {
    json!({
        "application": then.application,
        "particulars": then.particulars,
        "papers": then.office_papers,
        "refusal": then.pending_refusal,
        "disbursement": then.pending_disbursement,
    })
}

fn looks(portal: &TestPortal, id: &str) -> Vec<String> {
    let store = &portal.state.store;
    let found = store.read(|connection| store::access_log::list_by_application(connection, id));
    let actions = found.unwrap().into_iter().map(|look| look.action);
    actions.collect()
}

#[tokio::test]
async fn each_moment_is_shown_as_it_was_answered_then() {
    let Walked {
        portal,
        id,
        bureau,
        guarantor,
        lender,
    } = walked().await;
    portal.clock.advance_ms(60_000);
    let mut li = again(&portal, "li").await;
    let mut zhao = again(&portal, "zhao").await;
    let mut sun = again(&portal, "sun").await;
    bureau.look_back(&mut li, &id, 10).await;
    guarantor.look_back(&mut zhao, &id, 10).await;
    lender.look_back(&mut sun, &id, 10).await;
    let looked = looks(&portal, &id);
    assert!(looked.contains(&"replay_application".to_owned()));

    // What changed since is not there.
    let first = seen_at(&mut li, &id, "1").await;
    assert_eq!(first.application.documents, []);
    let purpose = |then: &ReplayView| {
        let answers = &then.application.answers;
        answers.text(application::Field::Purpose).to_owned()
    };
    assert_eq!(purpose(&first), "进货");
    let returned = seen_at(&mut li, &id, "3").await;
    assert!(returned.application.clock.is_some_and(|clock| clock.paused));
    assert_eq!(purpose(&returned), "进货");
    let fourth = seen_at(&mut li, &id, "4").await;
    assert_eq!(purpose(&fourth), "买两台和面机");
    assert_eq!(fourth.application.documents.len(), 1);
    // The last moment is the present.
    let last = seen_at(&mut li, &id, "10").await;
    assert_eq!(
        as_seen(&last)["application"]["loan"]["amount_fen"],
        18_000_000
    );
    assert_eq!(last.application.state, LoanState::Disbursed);
    let mut live = without_work(&view(&mut li, &id).await);
    live["application"]["saved_at_ms"] = json!(last.application.saved_at_ms);
    assert_eq!(as_seen(&last), live);
}

#[tokio::test]
async fn what_is_no_moment_of_the_file_is_said() {
    let portal = TestPortal::start().await;
    let id = submitted(&mut portal.resident(PHONE).await).await.id;
    let mut li = hr(&portal, "li").await;
    let bare = with_id(path::STAFF_REPLAY, &id);
    let of = |answer: &Answer| {
        let problem = answer.problem(ProblemCode::InvalidInput);
        let [error] = problem.errors.as_slice() else {
            panic!("{problem:?}");
        };
        (error.pointer.clone(), error.code.clone())
    };
    let missing = li.get(&bare).await;
    assert_eq!(of(&missing), ("/at".into(), "moment_missing".into()));
    for (at, code) in [
        ("", "moment_missing"),
        ("yesterday", "moment_unreadable"),
        ("-1", "moment_unreadable"),
        ("2026-11-24", "moment_unreadable"),
        ("0", "moment_before_beginning"),
        ("2020-01-01T00:00:00Z", "moment_before_beginning"),
        ("2", "moment_in_future"),
        ("2099-01-01T00:00:00%2B08:00", "moment_in_future"),
    ] {
        let answer = ask(&mut li, &id, at).await;
        assert_eq!(of(&answer), ("/at".into(), code.into()), "{at}");
    }
    ask(&mut li, "nobodys", "1")
        .await
        .problem(ProblemCode::NotFound);
}

#[tokio::test]
async fn nobody_sees_in_the_past_what_is_not_shown_now_or_was_not_then() {
    let Walked { portal, id, .. } = walked().await;
    let not_here = |answer: Answer, who: &str| {
        let problem = answer.problem(ProblemCode::InvalidInput);
        assert_eq!(problem.errors[0].code, "moment_not_here", "{who}");
    };
    // The file came to the guarantee agency with its fifth event and to the bank with its sixth.
    let mut zhao = again(&portal, "zhao").await;
    not_here(ask(&mut zhao, &id, "4").await, "zhao");
    assert_eq!(seen_at(&mut zhao, &id, "5").await.event, 5);
    let mut sun = again(&portal, "sun").await;
    not_here(ask(&mut sun, &id, "5").await, "sun");
    assert_eq!(seen_at(&mut sun, &id, "6").await.event, 6);

    for role in ALL_STAFF.iter().filter(|role| !OFFICERS.contains(role)) {
        let mut member = match role {
            Role::ServicePointClerk => portal.clerk("clerk").await,
            role => portal.staff(role.as_str(), *role, BUREAU).await,
        };
        ask(&mut member, &id, "6")
            .await
            .problem(ProblemCode::NotAllowed);
    }
    ask(&mut portal.anonymous(), &id, "6")
        .await
        .problem(ProblemCode::SignInRequired);
    ask(&mut portal.resident("13800000002").await, &id, "6")
        .await
        .problem(ProblemCode::SignInRequired);
    // Another office of the same kind.
    for (name, role) in [
        ("elsewhere-1", Role::HrOfficer),
        ("elsewhere-2", Role::GuaranteeOfficer),
        ("elsewhere-3", Role::BankOfficer),
    ] {
        let mut stranger = portal.staff(name, role, "elsewhere").await;
        ask(&mut stranger, &id, "6")
            .await
            .problem(ProblemCode::NotFound);
    }
    // Whoever stepped back has no way to the past either.
    for (name, role, office) in [
        ("wang", Role::HrOfficer, BUREAU),
        ("zhou", Role::GuaranteeOfficer, GUARANTOR),
        ("wu", Role::BankOfficer, BANK),
    ] {
        let mut officer = portal.staff(name, role, office).await;
        assert_eq!(seen_at(&mut officer, &id, "6").await.event, 6);
        let declare = json!({ "action": "declare" });
        let to = with_id(path::STAFF_CONFLICTS, &id);
        let answer = officer.post(&to, &declare).await;
        assert_eq!(answer.status, StatusCode::NO_CONTENT, "{answer:?}");
        ask(&mut officer, &id, "6")
            .await
            .problem(ProblemCode::NotAllowed);
    }
}

#[tokio::test]
async fn what_an_officer_put_right_is_there_from_then_on_until_it_is_objected_to() {
    let portal = TestPortal::start().await;
    let (mut resident, mut li, id) = in_review(&portal).await;
    let mut instants = vec![rfc3339(portal.clock.now_ms())];
    portal.clock.advance_ms(60_000);
    let made = correct(&mut li, &id, address()).await;
    instants.push(rfc3339(portal.clock.now_ms()));
    portal.clock.advance_ms(60_000);
    let key = crate::portal::fresh_key();
    say(&mut resident, (&id, &key), &made, ("object", "wrong")).await;
    instants.push(rfc3339(portal.clock.now_ms()));
    let mut seen = Vec::new();
    for at in &instants {
        let then = seen_at(&mut li, &id, at).await;
        assert_eq!(then.event, 2, "a correction is no event of the file");
        let field = application::Field::BusinessAddress;
        let is_marked = then.particulars.corrected.contains_key(field.id());
        let answer = then.application.answers.text(field).to_owned();
        seen.push((answer, is_marked));
    }
    let (before, after) = ("示例路 2 号".to_owned(), "示例路 22 号".to_owned());
    assert_eq!(
        seen,
        [(before.clone(), false), (after, true), (before, false)]
    );
}

#[tokio::test]
async fn answers_that_were_not_kept_are_not_made_up() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident(PHONE).await;
    let id = submitted(&mut resident).await.id;
    let forget = "DELETE FROM submissions WHERE version > 0";
    portal.change(forget).await;
    let mut li = hr(&portal, "li").await;
    // Nothing was handed in since: what stands there is what was handed in.
    let then = seen_at(&mut li, &id, "1").await;
    assert!(then.is_form_kept && !then.application.answers.is_empty());
    act(&mut li, &id, LoanAction::Return, pins()).await;
    let answers = json!({ "purpose": "买两台和面机" });
    save(&mut resident, &id, answers, json!({})).await;
    let mine = resident.get(&with_id(path::APPLICATION, &id)).await.json();
    let again_in = action(&mine, LoanAction::Resubmit);
    let to = with_id(path::APPLICATION_ACTIONS, &id);
    let answer = resident.post(&to, &again_in).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let then = seen_at(&mut li, &id, "1").await;
    assert_eq!(then.application.state, LoanState::Submitted);
    assert!(!then.is_form_kept);
    assert!(then.application.answers.is_empty() && then.application.cannot_supply.is_empty());
    assert!(seen_at(&mut li, &id, "3").await.is_form_kept);
}
