//! Drafts and their texts.

use api::ProblemCode;
use api::path::{self, with_id};
use api::policy_desk::{
    DiscardDraftRequest, DraftState, DraftView, ListDraftsResponse, ListPacksResponse,
    ListPolicyEventsResponse, ListSourceFilesResponse, PackOrigin, PolicySubject, PublicationKind,
    StartDraftRequest,
};
use http::StatusCode;
use workflow::Role;

use super::{
    CAP, PROGRAMME, asking, edit, officer, outline, raised_cap, reworded, saved, shipped, source,
    started, write,
};
use crate::portal::TestPortal;

#[tokio::test]
async fn the_shipped_pack_is_there_with_its_texts() {
    let portal = TestPortal::start().await;
    let mut desk = officer(&portal, "zhang").await;
    let found: ListPacksResponse = desk.get(path::STAFF_POLICY_PACKS).await.json();
    let hash = shipped(&portal);
    assert_eq!(
        (&found.in_force, found.today.as_str()),
        (&hash, "2026-11-24")
    );
    assert_eq!(found.packs.len(), 1);
    assert_eq!(
        (found.packs[0].origin, found.packs[0].has_sources),
        (PackOrigin::Shipped, true)
    );
    assert_eq!(found.publications.len(), 1);
    assert_eq!(found.publications[0].kind, PublicationKind::Seed);
    let files: ListSourceFilesResponse = desk
        .get(&asking(
            path::STAFF_POLICY_FILES,
            PolicySubject::Pack(&hash),
        ))
        .await
        .json();
    assert!(files.files.iter().any(|file| file.path == PROGRAMME));
    assert!(files.files.iter().all(|file| !file.is_changed));
    let text = source(&mut desk, PolicySubject::Pack(&hash), "parameters.toml").await;
    assert!(text.contains(CAP));
}

#[tokio::test]
async fn a_draft_changes_only_from_the_version_seen_and_only_by_its_author() {
    let portal = TestPortal::start().await;
    let (mut desk, mut other) = (
        officer(&portal, "zhang").await,
        officer(&portal, "li").await,
    );
    let draft = started(&portal, &mut desk).await;
    assert_eq!((draft.version, draft.state), (1, DraftState::Open));
    assert!(draft.is_mine && !draft.is_behind);
    assert_eq!(draft.author, "示例 zhang");
    let id = draft.id.as_str();
    let text = source(&mut desk, PolicySubject::Draft(id), PROGRAMME).await;
    let changed = format!("# {}\n{text}", "注");
    let version = saved(&write(&mut desk, id, 1, PROGRAMME, &changed).await);
    assert_eq!(version, 2);
    write(&mut desk, id, 1, PROGRAMME, &text)
        .await
        .problem(ProblemCode::Stale);
    write(&mut other, id, 2, PROGRAMME, &text)
        .await
        .problem(ProblemCode::NotAllowed);
    let kept = source(&mut other, PolicySubject::Draft(id), PROGRAMME).await;
    assert_eq!(kept, changed);
    let files: ListSourceFilesResponse = other
        .get(&asking(path::STAFF_POLICY_FILES, PolicySubject::Draft(id)))
        .await
        .json();
    let differing: Vec<_> = files.files.iter().filter(|file| file.is_changed).collect();
    assert_eq!(differing.len(), 1);
    assert_eq!(differing[0].path, PROGRAMME);
    for (file, code) in [
        ("programmes/../../etc.toml", ProblemCode::InvalidInput),
        ("notes.txt", ProblemCode::InvalidInput),
    ] {
        write(&mut desk, id, 2, file, "x").await.problem(code);
    }
    // A new file comes and goes.
    let version = saved(&write(&mut desk, id, 2, "cases/more.toml", "case = []").await);
    let version = saved(&write(&mut desk, id, version, "cases/more.toml", "").await);
    let gone = format!(
        "{}&path=cases/more.toml",
        asking(path::STAFF_POLICY_SOURCE, PolicySubject::Draft(id))
    );
    desk.get(&gone).await.problem(ProblemCode::NotFound);

    let discard = DiscardDraftRequest { version };
    let discard_path = with_id(path::STAFF_POLICY_DRAFT_DISCARD, id);
    other
        .post(&discard_path, &discard)
        .await
        .problem(ProblemCode::NotAllowed);
    let gone: DraftView = desk.post(&discard_path, &discard).await.json();
    assert_eq!(gone.state, DraftState::Discarded);
    write(&mut desk, id, gone.version, PROGRAMME, &text)
        .await
        .problem(ProblemCode::ActionNotPossible);
    let listed: ListDraftsResponse = other.get(path::STAFF_POLICY_DRAFTS).await.json();
    assert_eq!(listed.drafts.len(), 1);
    assert!(!listed.drafts[0].is_mine);
}

#[tokio::test]
async fn an_edit_changes_one_line_and_is_refused_where_it_cannot_be() {
    let portal = TestPortal::start().await;
    let mut desk = officer(&portal, "zhang").await;
    let draft = started(&portal, &mut desk).await;
    let of = PolicySubject::Draft(&draft.id);
    let before = source(&mut desk, of, "parameters.toml").await;
    let raise = raised_cap(&mut desk, &draft.id, 350_000).await;
    assert_eq!(
        saved(&edit(&mut desk, &draft.id, 1, raise.clone()).await),
        2
    );
    edit(&mut desk, &draft.id, 1, raise)
        .await
        .problem(ProblemCode::Stale);
    let after = source(&mut desk, of, "parameters.toml").await;
    let differing: Vec<_> = before
        .lines()
        .zip(after.lines())
        .filter(|(one, other)| one != other)
        .collect();
    assert_eq!(differing.len(), 1, "{differing:?}");
    assert_eq!(differing[0].1, "value = 350000");
    let label = "年龄（改）";
    let words = reworded(&mut desk, &draft.id, label).await;
    assert_eq!(saved(&edit(&mut desk, &draft.id, 2, words).await), 3);
    let seen = outline(&mut desk, of).await;
    assert_eq!(seen.version, 3);
    let labels = seen.programmes.iter().flat_map(|one| &one.conditions);
    assert!(labels.into_iter().any(|one| one.words.label.zh == label));
    let refused = edit(
        &mut desk,
        &draft.id,
        3,
        api::policy_desk::PolicyEdit::RemoveParameterValue {
            path: "parameters.toml".into(),
            parameter: CAP.into(),
            place: 99,
        },
    )
    .await
    .problem(ProblemCode::InvalidInput);
    assert_eq!(refused.errors[0].pointer, "/edit/place");
}

#[tokio::test]
async fn drafts_begin_from_packs_and_everything_is_written_down() {
    let portal = TestPortal::start().await;
    let mut desk = officer(&portal, "zhang").await;
    let request = |based_on: &str, title: &str| StartDraftRequest {
        based_on: based_on.into(),
        title: title.into(),
    };
    desk.post(path::STAFF_POLICY_DRAFTS, &request("nothing", "a"))
        .await
        .problem(ProblemCode::NotFound);
    desk.post(path::STAFF_POLICY_DRAFTS, &request(&shipped(&portal), " "))
        .await
        .problem(ProblemCode::InvalidInput);
    for (none, code) in [
        (
            path::STAFF_POLICY_CHECK.to_owned(),
            ProblemCode::MalformedRequest,
        ),
        (
            format!("{}?draft=a&pack=b", path::STAFF_POLICY_CHECK),
            ProblemCode::MalformedRequest,
        ),
        (
            format!("{}?draft=a", path::STAFF_POLICY_CHECK),
            ProblemCode::NotFound,
        ),
        (
            format!("{}?pack=b", path::STAFF_POLICY_FILES),
            ProblemCode::NotFound,
        ),
        (
            with_id(path::STAFF_POLICY_DRAFT, "nothing"),
            ProblemCode::NotFound,
        ),
    ] {
        desk.get(&none).await.problem(code);
    }
    let draft = started(&portal, &mut desk).await;
    saved(&write(&mut desk, &draft.id, 1, PROGRAMME, "id = 1").await);
    let mut auditor = portal.staff("shenji", Role::Auditor, "hr-bureau").await;
    let seen: ListPolicyEventsResponse = auditor.get(path::STAFF_POLICY_EVENTS).await.json();
    assert!(seen.is_whole);
    let actions: Vec<_> = seen
        .events
        .iter()
        .map(|event| (event.actor.as_str(), event.action.as_str(), event.seq))
        .collect();
    assert_eq!(
        actions,
        [
            ("示例 zhang", "write_source", 3),
            ("示例 zhang", "start_draft", 2),
            ("", "seed", 1)
        ]
    );
    let older: ListPolicyEventsResponse = auditor
        .get(&format!("{}?before=3", path::STAFF_POLICY_EVENTS))
        .await
        .json();
    assert_eq!(older.events[0].seq, 2);
    // What somebody rewrites in the database is seen.
    let rewritten = "UPDATE policy_events SET detail = 'x' WHERE seq = 2";
    portal.change(rewritten).await;
    let seen: ListPolicyEventsResponse = auditor.get(path::STAFF_POLICY_EVENTS).await.json();
    assert!(!seen.is_whole);
}

#[tokio::test]
async fn a_text_may_be_long_but_not_without_end() {
    let portal = TestPortal::start().await;
    let mut desk = officer(&portal, "zhang").await;
    let draft = started(&portal, &mut desk).await;
    let long = "# 注\n".repeat(100_000);
    let answer = write(&mut desk, &draft.id, 1, "facts.toml", &long).await;
    assert_eq!(answer.status, StatusCode::OK);
    let endless = "# 注\n".repeat(2_000_000);
    write(&mut desk, &draft.id, 2, "facts.toml", &endless)
        .await
        .problem(ProblemCode::BodyTooLarge);
}
