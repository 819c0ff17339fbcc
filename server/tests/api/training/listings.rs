//! A listing between trainer and reviewer.

use api::ProblemCode;
use api::listing::{ListListingsResponse, ListingActionRequest, ListingView};
use api::path;
use http::StatusCode;
use listing::{Draft, Field};
use serde_json::json;
use workflow::listing::{ListingAction, ListingDefect, ListingState};

use super::{attempt, done, good, look, officer, seen, started, trainer, verified, written};
use crate::portal::{Browser, TestPortal};

fn pins(version: u32, fields: &[&str], late_reason: &str) -> ListingActionRequest {
    let defect = |field: &&str| ListingDefect {
        field: (*field).into(),
        note: "写清楚".into(),
    };
    ListingActionRequest {
        defects: fields.iter().map(defect).collect(),
        late_reason: late_reason.into(),
        ..ListingActionRequest::plain(version, ListingAction::Return)
    }
}

async fn list(browser: &mut Browser) -> ListListingsResponse {
    browser.get(path::STAFF_LISTINGS).await.json()
}

#[tokio::test]
async fn mistakes_are_said_at_once_and_stop_handing_in() {
    let portal = TestPortal::start().await;
    let mut officer = officer(&portal).await;
    let mut trainer = trainer(&portal, &mut officer, "示例培训学校（甲）", "jiaowu").await;
    let begun = started(&mut trainer, &Draft::default()).await;
    assert!(begun.findings.len() > 10);
    let request = ListingActionRequest::plain(begun.version, ListingAction::Submit);
    let refused = attempt(&mut trainer, &begun.id, &request).await;
    let problem = refused.problem(ProblemCode::InvalidInput);
    assert!(
        problem
            .errors
            .iter()
            .any(|error| error.pointer == "/draft/title" && error.code == "required")
    );
    let answer = written(&mut trainer, &begun.id, &good()).await;
    let view: ListingView = answer.json();
    assert!(
        view.findings.iter().all(|finding| finding.is_note),
        "{:?}",
        view.findings
    );
    // What was typed is kept in its one form.
    assert_eq!(view.draft.text(Field::Price), "0");
    assert_eq!(view.draft.text(Field::Division), "620602101");
    let handed_in = done(&mut trainer, &begun.id, ListingAction::Submit).await;
    assert_eq!(handed_in.state, ListingState::Submitted);
    assert_eq!(handed_in.due_on.unwrap().to_string(), "2026-11-26");
    // With the reviewer it is not written; taken back it is.
    written(&mut trainer, &begun.id, &Draft::default())
        .await
        .problem(ProblemCode::ActionNotPossible);
    assert_eq!(
        done(&mut trainer, &begun.id, ListingAction::TakeBack)
            .await
            .state,
        ListingState::Draft
    );
    verified(&portal);
}

#[tokio::test]
async fn a_reviewer_names_everything_the_first_time() {
    let portal = TestPortal::start().await;
    let mut officer = officer(&portal).await;
    let mut trainer = trainer(&portal, &mut officer, "示例培训学校（甲）", "jiaowu").await;
    let id = started(&mut trainer, &good()).await.id;
    // A draft is the trainer's own matter.
    look(&mut officer, &id).await.problem(ProblemCode::NotFound);
    done(&mut trainer, &id, ListingAction::Submit).await;
    let queue = list(&mut officer).await;
    assert_eq!((queue.listings.len(), queue.public.len()), (1, 0));
    let version = seen(&mut officer, &id).await.version;
    let silent = attempt(&mut officer, &id, &pins(version, &[], "")).await;
    assert_eq!(
        silent.problem(ProblemCode::InvalidInput).errors[0].pointer,
        "/defects"
    );
    let answer = attempt(&mut officer, &id, &pins(version, &["price"], "")).await;
    let returned: ListingView = answer.json();
    assert_eq!(
        (returned.state, returned.defects.len()),
        (ListingState::Returned, 1)
    );
    assert_eq!(returned.due_on.unwrap().to_string(), "2026-12-08");
    let stale = attempt(&mut officer, &id, &pins(version, &["price"], "")).await;
    stale.problem(ProblemCode::Stale);

    let mut changed = good();
    changed.course.insert(Field::Hours, "100".into());
    written(&mut trainer, &id, &changed).await;
    done(&mut trainer, &id, ListingAction::Submit).await;
    let view = seen(&mut officer, &id).await;
    assert_eq!(view.changed, ["hours"]);
    let late = attempt(&mut officer, &id, &pins(view.version, &["venue"], "")).await;
    assert_eq!(
        late.problem(ProblemCode::InvalidInput).errors[0].pointer,
        "/late_reason"
    );
    let explained = attempt(
        &mut officer,
        &id,
        &pins(view.version, &["venue"], "群众举报"),
    )
    .await;
    assert_eq!(explained.status, StatusCode::OK, "{explained:?}");
    verified(&portal);
}

#[tokio::test]
async fn each_does_only_the_own_part() {
    let portal = TestPortal::start().await;
    let mut officer = officer(&portal).await;
    let mut trainer = trainer(&portal, &mut officer, "示例培训学校（甲）", "jiaowu").await;
    let id = started(&mut trainer, &good()).await.id;
    let version = done(&mut trainer, &id, ListingAction::Submit).await.version;
    for action in [ListingAction::Approve, ListingAction::Return] {
        let mut request = pins(version, &["price"], "");
        request.action = action;
        attempt(&mut trainer, &id, &request)
            .await
            .problem(ProblemCode::NotAllowed);
    }
    let request = ListingActionRequest::plain(version, ListingAction::TakeBack);
    attempt(&mut officer, &id, &request)
        .await
        .problem(ProblemCode::NotAllowed);
    for action in [
        ListingAction::GoLive,
        ListingAction::Schedule,
        ListingAction::Write,
    ] {
        let request = ListingActionRequest::plain(version, action);
        attempt(&mut officer, &id, &request)
            .await
            .problem(ProblemCode::ActionNotPossible);
    }
    let odd = json!({ "version": version, "action": "approve", "people": [] });
    let address = path::with_id(path::STAFF_LISTING_ACTIONS, &id);
    officer
        .post(&address, &odd)
        .await
        .problem(ProblemCode::MalformedBody);
    // An account closed since it signed in does nothing more.
    let store = &portal.state.store;
    let member = store.read(|connection| store::staff::find_by_username(connection, "jiaowu"));
    let id_of: String = member.unwrap().unwrap().id;
    let close = move |tx: &store::Tx| store::staff::set_disabled(tx, &id_of, Some(1));
    assert!(store.write::<_, _, store::StoreError>(close).await.unwrap());
    look(&mut trainer, &id)
        .await
        .problem(ProblemCode::NotAllowed);
}

#[tokio::test]
async fn silence_leads_back_to_the_draft_and_then_away() {
    const DAY_MS: i64 = 24 * 60 * 60 * 1000;
    let portal = TestPortal::start().await;
    let mut officer = officer(&portal).await;
    let mut trainer = trainer(&portal, &mut officer, "示例培训学校（甲）", "jiaowu").await;
    let id = started(&mut trainer, &good()).await.id;
    let version = done(&mut trainer, &id, ListingAction::Submit).await.version;
    attempt(&mut officer, &id, &pins(version, &["price"], "")).await;
    let follow = async || {
        server::listings::follow::run_once(&portal.state, server_now(&portal))
            .await
            .unwrap()
    };
    portal.clock.advance_ms(14 * DAY_MS);
    assert_eq!(follow().await, 0);
    portal.clock.advance_ms(DAY_MS);
    assert_eq!((follow().await, follow().await), (1, 0));
    portal.clock.advance_ms(91 * DAY_MS);
    assert_eq!((follow().await, follow().await), (1, 0));
    let mut trainer = portal.signed_in("jiaowu").await;
    assert_eq!(seen(&mut trainer, &id).await.state, ListingState::Archived);
    verified(&portal);
}

fn server_now(portal: &TestPortal) -> i64 {
    use server::clock::Clock as _;
    portal.clock.now_ms()
}
