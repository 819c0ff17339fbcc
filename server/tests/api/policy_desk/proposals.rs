//! Two people put rules in force, and take them back.

use api::ProblemCode;
use api::application::ApplicationView;
use api::path::{self, with_id};
use api::policy::PolicyPackPointer;
use api::policy_desk::{
    DecideProposalRequest, Decision, DraftState, DraftView, ListPacksResponse,
    ListPolicyEventsResponse, ListProposalsResponse, PackOrigin, ProposalState, ProposalView,
    PublicationKind, SubmitProposalRequest,
};
use http::{Method, StatusCode};

use super::{edit, officer, raised_cap, reworded, saved, shipped, started, write};
use crate::filing::submitted;
use crate::portal::{Answer, Browser, TestPortal, fresh_key};

const HOUR_MS: i64 = 60 * 60 * 1000;

fn of_draft(draft: &str, version: u32, effective_on: &str) -> SubmitProposalRequest {
    SubmitProposalRequest {
        draft: Some(draft.into()),
        draft_version: Some(version),
        pack: None,
        effective_on: effective_on.into(),
        reason: "财金〔2026〕1号".into(),
    }
}

fn of_pack(hash: &str, effective_on: &str) -> SubmitProposalRequest {
    SubmitProposalRequest {
        draft: None,
        draft_version: None,
        pack: Some(hash.into()),
        effective_on: effective_on.into(),
        reason: "撤回".into(),
    }
}

async fn submit(desk: &mut Browser, request: &SubmitProposalRequest) -> Answer {
    desk.post(path::STAFF_POLICY_PROPOSALS, request).await
}

async fn decide(
    desk: &mut Browser,
    proposal: &ProposalView,
    decision: Decision,
    note: Option<&str>,
) -> Answer {
    let request = DecideProposalRequest {
        decision,
        pack_hash: proposal.pack_hash.clone(),
        note: note.map(str::to_owned),
    };
    desk.post(
        &with_id(path::STAFF_POLICY_DECISION, &proposal.id),
        &request,
    )
    .await
}

async fn in_force(portal: &TestPortal) -> PolicyPackPointer {
    portal.anonymous().get(path::POLICY_PACK).await.json()
}

async fn draft_of(desk: &mut Browser, id: &str) -> DraftView {
    desk.get(&with_id(path::STAFF_POLICY_DRAFT, id))
        .await
        .json()
}

/// A draft that says the same in other words, at version 2.
async fn ready(portal: &TestPortal, desk: &mut Browser, label: &str) -> String {
    let draft = started(portal, desk).await;
    let words = reworded(desk, &draft.id, label).await;
    assert_eq!(saved(&edit(desk, &draft.id, 1, words).await), 2);
    draft.id
}

#[tokio::test]
async fn what_two_people_agreed_on_comes_into_force_on_its_day_and_goes_again() {
    let portal = TestPortal::start().await;
    let (mut zhang, mut li) = (
        officer(&portal, "zhang").await,
        officer(&portal, "li").await,
    );
    let old = shipped(&portal);
    let draft = ready(&portal, &mut zhang, "岁数").await;

    let answer = submit(&mut zhang, &of_draft(&draft, 2, "2026-11-25")).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    let proposal: ProposalView = answer.json();
    assert_eq!(
        (proposal.kind, proposal.state, proposal.is_mine),
        (PublicationKind::Publish, ProposalState::Waiting, true)
    );
    assert_ne!(proposal.pack_hash, old);
    // What waits is not for the public, and not to be changed.
    portal
        .anonymous()
        .get(&with_id(path::POLICY_PACK_RULES, &proposal.pack_hash))
        .await
        .problem(ProblemCode::NotFound);
    write(&mut zhang, &draft, 3, "facts.toml", "x")
        .await
        .problem(ProblemCode::ActionNotPossible);

    decide(&mut zhang, &proposal, Decision::Approve, None)
        .await
        .problem(ProblemCode::SecondPersonNeeded);
    let mut unseen = proposal.clone();
    unseen.pack_hash = old.clone();
    decide(&mut li, &unseen, Decision::Approve, None)
        .await
        .problem(ProblemCode::Stale);
    let approved: ProposalView = decide(&mut li, &proposal, Decision::Approve, None)
        .await
        .json();
    assert_eq!(
        (
            approved.state,
            approved.decided_by.as_deref(),
            approved.is_mine
        ),
        (ProposalState::Approved, Some("示例 li"), false)
    );
    decide(&mut li, &proposal, Decision::Approve, None)
        .await
        .problem(ProblemCode::Stale);
    assert_eq!(
        draft_of(&mut zhang, &draft).await.state,
        DraftState::Published
    );

    assert_eq!(in_force(&portal).await.hash, old);
    portal.clock.advance_ms(14 * HOUR_MS);
    let new = in_force(&portal).await;
    assert_eq!(
        (new.hash.as_str(), new.effective_from.as_str()),
        (proposal.pack_hash.as_str(), "2026-11-25")
    );
    let rules = portal
        .anonymous()
        .get(&with_id(path::POLICY_PACK_RULES, &new.hash))
        .await;
    assert_eq!(rules.status, StatusCode::OK);
    // Whoever hands in now is judged by it.
    let mut resident = portal.resident("13800000001").await;
    let file: ApplicationView = submitted(&mut resident).await;
    assert_eq!(file.verdict.unwrap().pack_hash, new.hash);

    // Back again, by two people too, the other way round; a night ends every session.
    let (mut zhang, mut li) = (
        portal.signed_in("zhang").await,
        portal.signed_in("li").await,
    );
    let back: ProposalView = submit(&mut li, &of_pack(&old, "2026-11-25")).await.json();
    assert_eq!(
        (back.kind, back.draft.as_ref()),
        (PublicationKind::Rollback, None)
    );
    decide(&mut li, &back, Decision::Approve, None)
        .await
        .problem(ProblemCode::SecondPersonNeeded);
    let done = decide(&mut zhang, &back, Decision::Approve, Some("同意")).await;
    assert_eq!(done.status, StatusCode::OK, "{done:?}");
    assert_eq!(in_force(&portal).await.hash, old);

    let listed: ListPacksResponse = zhang.get(path::STAFF_POLICY_PACKS).await.json();
    let kinds: Vec<_> = listed
        .publications
        .iter()
        .map(|row| {
            (
                row.seq,
                row.kind,
                row.prepared_by.as_str(),
                row.approved_by.as_str(),
            )
        })
        .collect();
    assert_eq!(
        kinds,
        [
            (3, PublicationKind::Rollback, "示例 li", "示例 zhang"),
            (2, PublicationKind::Publish, "示例 zhang", "示例 li"),
            (1, PublicationKind::Seed, "", ""),
        ]
    );
    assert_eq!(listed.packs.len(), 2);
    assert!(
        listed
            .packs
            .iter()
            .any(|pack| pack.origin == PackOrigin::Draft && pack.has_sources)
    );
    let events: ListPolicyEventsResponse = zhang.get(path::STAFF_POLICY_EVENTS).await.json();
    let actions: Vec<_> = events
        .events
        .iter()
        .rev()
        .map(|event| event.action.as_str())
        .collect();
    assert_eq!(
        actions,
        [
            "seed",
            "start_draft",
            "edit_draft",
            "propose",
            "approve",
            "propose",
            "approve"
        ]
    );
    assert!(events.is_whole);
}

#[tokio::test]
async fn what_is_not_ready_is_not_proposed() {
    let portal = TestPortal::start().await;
    let mut desk = officer(&portal, "zhang").await;
    let draft = started(&portal, &mut desk).await;
    // A case fails.
    let raise = raised_cap(&mut desk, &draft.id, 350_000).await;
    let version = saved(&edit(&mut desk, &draft.id, 1, raise).await);
    submit(&mut desk, &of_draft(&draft.id, version, "2026-11-24"))
        .await
        .problem(ProblemCode::PackNotReady);
    // It does not compile.
    let version = saved(&write(&mut desk, &draft.id, version, "facts.toml", "fact = ").await);
    submit(&mut desk, &of_draft(&draft.id, version, "2026-11-24"))
        .await
        .problem(ProblemCode::PackNotReady);
    let still = draft_of(&mut desk, &draft.id).await;
    assert_eq!((still.state, still.version), (DraftState::Open, version));
    let listed: ListPacksResponse = desk.get(path::STAFF_POLICY_PACKS).await.json();
    assert_eq!(listed.packs.len(), 1);
}

#[tokio::test]
async fn a_proposal_is_of_the_version_seen_by_its_author_and_not_of_the_past() {
    let portal = TestPortal::start().await;
    let (mut zhang, mut li) = (
        officer(&portal, "zhang").await,
        officer(&portal, "li").await,
    );
    let draft = ready(&portal, &mut zhang, "岁数").await;
    submit(&mut li, &of_draft(&draft, 2, "2026-11-24"))
        .await
        .problem(ProblemCode::NotAllowed);
    submit(&mut zhang, &of_draft(&draft, 1, "2026-11-24"))
        .await
        .problem(ProblemCode::Stale);
    let without_reason = SubmitProposalRequest {
        reason: " ".into(),
        ..of_draft(&draft, 2, "2026-11-24")
    };
    let both = SubmitProposalRequest {
        pack: Some(shipped(&portal)),
        ..of_draft(&draft, 2, "2026-11-24")
    };
    for (request, pointer) in [
        (of_draft(&draft, 2, "2026-11-23"), "/effective_on"),
        (of_draft(&draft, 2, "soon"), "/effective_on"),
        (without_reason, "/reason"),
        (both, "/draft"),
    ] {
        let refused = submit(&mut zhang, &request)
            .await
            .problem(ProblemCode::InvalidInput);
        assert_eq!(refused.errors[0].pointer, pointer);
    }
    submit(&mut zhang, &of_pack(&"0".repeat(64), "2026-11-24"))
        .await
        .problem(ProblemCode::NotFound);
}

#[tokio::test]
async fn a_repeated_proposal_is_one_proposal() {
    let portal = TestPortal::start().await;
    let (mut zhang, mut li) = (
        officer(&portal, "zhang").await,
        officer(&portal, "li").await,
    );
    let draft = ready(&portal, &mut zhang, "岁数").await;
    let (key, request) = (fresh_key(), of_draft(&draft, 2, "2026-11-24"));
    let mut answers = Vec::new();
    for _ in 0..2 {
        let answer = zhang
            .send_json(Method::POST, path::STAFF_POLICY_PROPOSALS, &key, &request)
            .await;
        assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
        answers.push(answer.json::<ProposalView>());
    }
    assert_eq!(answers[0], answers[1]);
    let (key, proposal) = (fresh_key(), &answers[0]);
    let request = DecideProposalRequest {
        decision: Decision::Approve,
        pack_hash: proposal.pack_hash.clone(),
        note: None,
    };
    for _ in 0..2 {
        let path = with_id(path::STAFF_POLICY_DECISION, &proposal.id);
        let answer = li.send_json(Method::POST, &path, &key, &request).await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    }
    assert_eq!(in_force(&portal).await.hash, proposal.pack_hash);
    let listed: ListPacksResponse = li.get(path::STAFF_POLICY_PACKS).await.json();
    assert_eq!(listed.publications.len(), 2);
}

#[tokio::test]
async fn a_proposal_can_be_refused_with_a_reason_or_taken_back() {
    let portal = TestPortal::start().await;
    let (mut zhang, mut li) = (
        officer(&portal, "zhang").await,
        officer(&portal, "li").await,
    );
    let draft = ready(&portal, &mut zhang, "岁数").await;
    let first: ProposalView = submit(&mut zhang, &of_draft(&draft, 2, "2026-11-24"))
        .await
        .json();
    decide(&mut li, &first, Decision::Withdraw, None)
        .await
        .problem(ProblemCode::NotAllowed);
    decide(&mut zhang, &first, Decision::Reject, Some("不"))
        .await
        .problem(ProblemCode::SecondPersonNeeded);
    let refused = decide(&mut li, &first, Decision::Reject, None)
        .await
        .problem(ProblemCode::InvalidInput);
    assert_eq!(refused.errors[0].pointer, "/note");
    let rejected: ProposalView = decide(&mut li, &first, Decision::Reject, Some("字面不通"))
        .await
        .json();
    assert_eq!(
        (rejected.state, rejected.note.as_deref()),
        (ProposalState::Rejected, Some("字面不通"))
    );
    let open = draft_of(&mut zhang, &draft).await;
    assert_eq!(open.state, DraftState::Open);
    let second: ProposalView = submit(&mut zhang, &of_draft(&draft, open.version, "2026-11-24"))
        .await
        .json();
    let taken: ProposalView = decide(&mut zhang, &second, Decision::Withdraw, None)
        .await
        .json();
    assert_eq!(taken.state, ProposalState::Withdrawn);
    assert_eq!(in_force(&portal).await.hash, shipped(&portal));
    let listed: ListProposalsResponse = li.get(path::STAFF_POLICY_PROPOSALS).await.json();
    assert_eq!(listed.proposals.len(), 2);
}

/// A day that went by while a proposal waited, and a pack that came into force meanwhile.
#[tokio::test]
async fn a_proposal_grows_old() {
    let portal = TestPortal::start().await;
    let (mut zhang, mut li) = (
        officer(&portal, "zhang").await,
        officer(&portal, "li").await,
    );
    let (one, other) = (
        ready(&portal, &mut zhang, "岁数").await,
        ready(&portal, &mut zhang, "几岁").await,
    );
    let slow: ProposalView = submit(&mut zhang, &of_draft(&one, 2, "2026-11-24"))
        .await
        .json();
    let quick: ProposalView = submit(&mut zhang, &of_draft(&other, 2, "2026-11-24"))
        .await
        .json();
    assert!(!slow.is_behind);
    let done = decide(&mut li, &quick, Decision::Approve, None).await;
    assert_eq!(done.status, StatusCode::OK);
    let listed: ListProposalsResponse = li.get(path::STAFF_POLICY_PROPOSALS).await.json();
    assert_eq!(
        (
            listed.proposals[0].id.as_str(),
            listed.proposals[0].is_behind
        ),
        (slow.id.as_str(), true)
    );
    portal.clock.advance_ms(14 * HOUR_MS);
    let mut li = portal.signed_in("li").await;
    let refused = decide(&mut li, &slow, Decision::Approve, None)
        .await
        .problem(ProblemCode::InvalidInput);
    assert_eq!(refused.errors[0].code, "in_the_past");
}

/// An account that lost its role keeps its session cookie, and nothing else.
#[tokio::test]
async fn a_role_that_was_taken_away_is_gone_at_once() {
    let portal = TestPortal::start().await;
    let mut desk = officer(&portal, "zhang").await;
    let draft = started(&portal, &mut desk).await;
    portal.change("UPDATE staff SET role = 'hr_officer'").await;
    write(&mut desk, &draft.id, 1, "facts.toml", "x")
        .await
        .problem(ProblemCode::SignInRequired);
}
