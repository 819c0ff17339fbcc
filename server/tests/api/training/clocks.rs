//! What days do to listings: reviews that are late, drafts nobody works on, licences that end.

use api::ProblemCode;
use api::course_sheet::SheetView;
use api::listing::{ListListingsResponse, ListingActionRequest, ListingView};
use api::path::{self, with_document, with_id};
use api::staff::OfficePaperView;
use http::StatusCode;
use listing::Field;
use server::clock::Clock as _;
use server::jobs::housekeeping;
use server::listings::follow;
use server::listings::record::{NO_WORDS, document_of};
use store::listings::{self, Listing};
use store::{StoreError, staff};
use workflow::Role;
use workflow::listing::{ListingAction, ListingState, SuspensionCause};

use super::publish::{course, live};
use super::{
    attempt, called_off, done, good, officer, seen, sheet, started, trainer, upload, verified,
    written,
};
use crate::documents::{PDF, attempt_paper};
use crate::portal::{Browser, TestPortal};

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

async fn list(browser: &mut Browser) -> ListListingsResponse {
    browser.get(path::STAFF_LISTINGS).await.json()
}

/// How many reviews end today, and how many are late, as somebody is told.
async fn told(portal: &TestPortal, username: &str) -> (u32, u32) {
    let mut browser = portal.signed_in(username).await;
    let found = list(&mut browser).await;
    (found.due_today, found.overdue)
}

#[tokio::test]
async fn everybody_is_reminded_on_the_last_day_of_a_review_and_the_supervisor_after_it() {
    let portal = TestPortal::start().await;
    let mut officer = officer(&portal).await;
    let mut trainer = trainer(&portal, &mut officer, "示例培训学校（甲）", "jiaowu").await;
    let id = started(&mut trainer, &good()).await.id;
    done(&mut trainer, &id, ListingAction::Submit).await;
    let own = list(&mut trainer).await;
    assert_eq!((own.due_today, own.overdue), (0, 0));
    portal
        .staff("peixun2", Role::TrainingOfficer, "hr-bureau")
        .await;
    assert_eq!(told(&portal, "peixun1").await, (0, 0));
    // A Tuesday, and two working days.
    portal.clock.advance_ms(2 * DAY_MS);
    assert_eq!(told(&portal, "peixun1").await, (1, 0));
    portal.clock.advance_ms(DAY_MS);
    // Nobody answers for the section yet, so everybody is told.
    assert_eq!(told(&portal, "peixun1").await, (0, 1));
    let supervise = |tx: &store::Tx| {
        let found = staff::find_by_username(tx, "peixun2")?.unwrap();
        staff::set_supervisor(tx, &found.id, true)
    };
    let set = portal.state.store.write::<_, _, StoreError>(supervise);
    assert!(set.await.unwrap());
    assert_eq!(told(&portal, "peixun1").await, (0, 0));
    assert_eq!(told(&portal, "peixun2").await, (0, 1));
}

#[tokio::test]
async fn a_trainer_is_told_two_weeks_before_a_draft_is_put_away() {
    let portal = TestPortal::start().await;
    let mut officer = officer(&portal).await;
    let mut trainer = trainer(&portal, &mut officer, "示例培训学校（甲）", "jiaowu").await;
    started(&mut trainer, &good()).await;
    for (days, expected) in [(76, None), (1, Some("2027-02-23"))] {
        portal.clock.advance_ms(days * DAY_MS);
        let mut trainer = portal.signed_in("jiaowu").await;
        let on = list(&mut trainer).await.listings[0].put_away_on;
        assert_eq!(on.map(|on| on.to_string()).as_deref(), expected);
    }
    portal.clock.advance_ms(13 * DAY_MS);
    let run = async || {
        let now_ms = portal.clock.now_ms();
        follow::run_once(&portal.state, now_ms).await.unwrap()
    };
    assert_eq!(run().await, 0);
    portal.clock.advance_ms(DAY_MS);
    assert_eq!(run().await, 1);
}

#[tokio::test]
async fn what_nobody_writes_on_beside_a_course_goes_and_the_course_stays() {
    let portal = TestPortal::start().await;
    let (_, mut trainer, view) = live(&portal).await;
    let mut dearer = good();
    dearer.course.insert(Field::Price, "900".into());
    let pending: ListingView = written(&mut trainer, &view.id, &dearer).await.json();
    assert_eq!(pending.state, ListingState::LiveWithDraft);
    let run = async |days: i64| {
        portal.clock.advance_ms(days * DAY_MS);
        let now_ms = portal.clock.now_ms();
        follow::run_once(&portal.state, now_ms).await.unwrap()
    };
    let listed = async || {
        let mut trainer = portal.signed_in("jiaowu").await;
        let one = list(&mut trainer).await.listings.remove(0);
        (one.state, one.put_away_on.map(|on| on.to_string()))
    };
    let beside = ListingState::LiveWithDraft;
    assert_eq!(run(76).await, 0);
    assert_eq!(listed().await, (beside, None));
    assert_eq!(run(1).await, 0);
    assert_eq!(listed().await, (beside, Some("2027-02-23".into())));
    assert_eq!(run(13).await, 0);
    assert_eq!((run(1).await, run(0).await), (1, 0));
    assert_eq!(listed().await, (ListingState::Live, None));
    let mut trainer = portal.signed_in("jiaowu").await;
    let left = seen(&mut trainer, &view.id).await;
    assert_eq!((left.draft, left.kept), (view.draft, None));
    let last = (left.steps[0].action, left.steps[0].role);
    assert_eq!(last, (ListingAction::Expire, Role::System));
    let (status, found) = course(&portal, &view.course_id).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(found["title"], good().title());
    verified(&portal);
}

/// What is kept of a listing some days later, once what is due was forgotten.
async fn kept(portal: &TestPortal, id: &str, days: i64) -> Option<Listing> {
    portal.clock.advance_ms(days * DAY_MS);
    let now_ms = portal.clock.now_ms();
    follow::run_once(&portal.state, now_ms).await.unwrap();
    housekeeping::run_once(&portal.state, now_ms).await.unwrap();
    let found = |connection: &store::Connection| listings::find(connection, id);
    portal.state.store.read::<_, StoreError>(found).unwrap()
}

#[tokio::test]
async fn an_unused_draft_loses_its_words_and_after_five_years_everything() {
    assert_eq!(document_of(&listing::Draft::default()).unwrap(), NO_WORDS);
    let portal = TestPortal::start().await;
    let mut officer = officer(&portal).await;
    let mut trainer = trainer(&portal, &mut officer, "示例培训学校（甲）", "jiaowu").await;
    let id = started(&mut trainer, &good()).await.id;
    // Untouched for ninety days it is put away, with its words for as long as an upload can be undone.
    let row = kept(&portal, &id, 91).await.unwrap();
    assert_eq!(
        (row.state.as_str(), row.title.as_str()),
        ("archived", good().title())
    );
    assert_ne!(kept(&portal, &id, 1).await.unwrap().draft, NO_WORDS);
    let row = kept(&portal, &id, 2).await.unwrap();
    assert_eq!((row.draft.as_str(), row.title.as_str()), (NO_WORDS, ""));
    verified(&portal);
    assert!(kept(&portal, &id, 5 * 365).await.is_some());
    assert_eq!(kept(&portal, &id, 5).await, None);
    verified(&portal);
}

#[tokio::test]
async fn what_residents_saw_is_kept_for_five_years_and_then_says_only_whose_class_it_was() {
    let portal = TestPortal::start().await;
    let mut officer = officer(&portal).await;
    let mut trainer = trainer(&portal, &mut officer, "示例培训学校（甲）", "jiaowu").await;
    let id = started(&mut trainer, &good()).await.id;
    done(&mut trainer, &id, ListingAction::Submit).await;
    let live = done(&mut officer, &id, ListingAction::Approve).await;
    called_off(&mut officer, &live.course_id, "20270301-day").await;
    done(&mut officer, &id, ListingAction::Withdraw).await;
    let row = kept(&portal, &id, 91).await.unwrap();
    assert_eq!(row.state, "archived");
    let row = kept(&portal, &id, 5 * 365).await.unwrap();
    assert_eq!(row.title, good().title());
    let row = kept(&portal, &id, 10).await.unwrap();
    assert_eq!(
        (row.draft.as_str(), row.live.as_deref()),
        (NO_WORDS, Some(NO_WORDS))
    );
    assert_eq!((row.title.as_str(), row.course_id), ("", live.course_id));
    verified(&portal);
}

#[tokio::test]
async fn what_an_officer_approved_keeps_its_words_though_it_was_withdrawn_before_its_day() {
    let portal = TestPortal::start().await;
    let mut officer = officer(&portal).await;
    let mut trainer = trainer(&portal, &mut officer, "示例培训学校（甲）", "jiaowu").await;
    let id = started(&mut trainer, &good()).await.id;
    let version = done(&mut trainer, &id, ListingAction::Submit).await.version;
    let mut approve = ListingActionRequest::plain(version, ListingAction::Approve);
    approve.go_live_on = domain::Date::new(2026, 11, 26);
    let answer = attempt(&mut officer, &id, &approve).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    done(&mut trainer, &id, ListingAction::Withdraw).await;
    assert_eq!(kept(&portal, &id, 91).await.unwrap().state, "archived");
    let row = kept(&portal, &id, 30).await.unwrap();
    assert_eq!(
        (row.title.as_str(), row.live.as_deref()),
        (good().title(), None)
    );
    verified(&portal);
    assert_eq!(kept(&portal, &id, 5 * 366).await, None);
}

#[tokio::test]
async fn a_licence_that_ends_takes_the_courses_off_the_list_and_says_so() {
    let portal = TestPortal::start().await;
    let mut officer = officer(&portal).await;
    let mut trainer = trainer(&portal, &mut officer, "示例培训学校（甲）", "jiaowu").await;
    let id = started(&mut trainer, &good()).await.id;
    done(&mut trainer, &id, ListingAction::Submit).await;
    let live = done(&mut officer, &id, ListingAction::Approve).await;
    // The licence holds to the end of 2028.
    let last_day_ms = domain::Date::new(2028, 12, 31).unwrap().start_ms_shanghai() + DAY_MS / 2;
    portal.clock.advance_ms(last_day_ms - portal.clock.now_ms());
    let run = async || {
        let now_ms = portal.clock.now_ms();
        follow::run_once(&portal.state, now_ms).await.unwrap()
    };
    assert_eq!(run().await, 0);
    portal.clock.advance_ms(DAY_MS);
    assert_eq!((run().await, run().await), (1, 0));
    let mut trainer = portal.signed_in("jiaowu").await;
    let resting = seen(&mut trainer, &id).await;
    assert_eq!(resting.state, ListingState::Suspended);
    assert_eq!(resting.steps[0].role, Role::System);
    let until = domain::Date::new(2028, 12, 31).unwrap();
    let cause = Some(SuspensionCause::LicenceEnded { until });
    assert_eq!(resting.steps[0].cause, cause);
    assert_eq!(resting.steps[0].reason, "", "the client has the words");
    let course = with_id(path::COURSE, &live.course_id);
    let found = portal.anonymous().get(&course).await;
    assert_eq!(found.status, StatusCode::NOT_FOUND);
    // Without a new licence it does not come back.
    let mut officer = portal.signed_in("peixun1").await;
    let resume = ListingActionRequest::plain(resting.version, ListingAction::Resume);
    let refused = attempt(&mut officer, &id, &resume).await;
    let problem = refused.problem(ProblemCode::InvalidInput);
    assert!(
        problem
            .errors
            .iter()
            .any(|error| error.code == "licence_expired")
    );
    verified(&portal);
}

#[tokio::test]
async fn a_suspension_is_answered_once_and_within_five_working_days() {
    let portal = TestPortal::start().await;
    let mut officer = officer(&portal).await;
    let mut trainer = trainer(&portal, &mut officer, "示例培训学校（甲）", "jiaowu").await;
    let id = started(&mut trainer, &good()).await.id;
    done(&mut trainer, &id, ListingAction::Submit).await;
    done(&mut officer, &id, ListingAction::Approve).await;
    // The portal begins on Tuesday, 2026-11-24.
    let resting = done(&mut officer, &id, ListingAction::Suspend).await;
    let told = resting.suspension.unwrap();
    assert_eq!(told.reason, "说明");
    assert_eq!(told.answer_by, domain::Date::new(2026, 12, 1));
    assert!(!resting.actions.contains(&ListingAction::Answer));
    let own = seen(&mut trainer, &id).await;
    assert!(own.actions.contains(&ListingAction::Answer));
    assert_eq!(own.due_on, domain::Date::new(2026, 12, 1));
    let mut silent = ListingActionRequest::plain(own.version, ListingAction::Answer);
    attempt(&mut trainer, &id, &silent)
        .await
        .problem(ProblemCode::InvalidInput);
    let all = with_id(path::STAFF_LISTING_PAPERS, &id);
    let by_officer = attempt_paper(&mut officer, &all, PDF).await;
    by_officer.problem(ProblemCode::NotAllowed);
    let added = attempt_paper(&mut trainer, &all, PDF).await;
    assert_eq!(added.status, StatusCode::CREATED, "{added:?}");
    let added: OfficePaperView = added.json();
    assert!(added.is_unscanned, "a PDF, and nobody scans here");
    let paper = added.paper.id;
    let at = with_document(path::STAFF_LISTING_PAPER, &id, &paper);
    officer.get(&at).await.problem(ProblemCode::NotFound);
    let waiting = seen(&mut trainer, &id).await.suspension.unwrap().waiting;
    assert_eq!(waiting.len(), 1);
    silent.papers = vec!["nothing".into()];
    let refused = attempt(&mut trainer, &id, &silent).await;
    let errors = refused.problem(ProblemCode::InvalidInput).errors;
    let pointers: Vec<&str> = errors.iter().map(|error| error.pointer.as_str()).collect();
    assert_eq!(pointers, ["/reason", "/papers/0"]);
    silent.reason = "已经整改".into();
    silent.papers = Vec::new();
    let refused = attempt(&mut officer, &id, &silent).await;
    refused.problem(ProblemCode::NotAllowed);
    silent.papers = vec![paper];
    let answered = attempt(&mut trainer, &id, &silent).await;
    assert_eq!(answered.status, StatusCode::OK, "{answered:?}");
    silent.papers = Vec::new();
    let opened = officer.get(&at).await;
    assert_eq!(opened.status, StatusCode::OK, "{opened:?}");
    let late = attempt_paper(&mut trainer, &all, PDF).await;
    late.problem(ProblemCode::ActionNotPossible);
    // The officer reads it beside the decision; there is no second one.
    let seen_by_officer = seen(&mut officer, &id).await;
    let told = seen_by_officer.suspension.unwrap();
    assert_eq!((told.answer.as_str(), told.answer_by), ("已经整改", None));
    assert!(told.answered_at_ms.is_some() && !told.is_unanswered);
    assert_eq!((told.papers.len(), told.waiting.len()), (1, 0));
    for action in [ListingAction::Resume, ListingAction::Withdraw] {
        assert!(seen_by_officer.actions.contains(&action), "{action}");
    }
    silent.version = seen_by_officer.version;
    attempt(&mut trainer, &id, &silent)
        .await
        .problem(ProblemCode::ActionNotPossible);
    // Back on the list, and off it again: another suspension, which nobody answers in time.
    let live = done(&mut officer, &id, ListingAction::Resume).await;
    assert_eq!(live.suspension, None);
    done(&mut officer, &id, ListingAction::Suspend).await;
    portal.clock.advance_ms(8 * DAY_MS);
    let mut trainer = portal.signed_in("jiaowu").await;
    let late = seen(&mut trainer, &id).await;
    assert!(!late.actions.contains(&ListingAction::Answer));
    assert_eq!(late.due_on, None);
    assert!(late.suspension.unwrap().is_unanswered);
    silent.version = late.version;
    let refused = attempt(&mut trainer, &id, &silent).await;
    let problem = refused.problem(ProblemCode::ActionNotPossible);
    assert_eq!(problem.errors[0].code, "too_late");
    verified(&portal);
}

#[tokio::test]
async fn a_district_that_confirms_its_own_days_has_them() {
    let folder = crate::districts::copied();
    let plan = folder.path().join("training.toml");
    let mut text = std::fs::read_to_string(&plan).unwrap();
    for (usual, own) in [
        ("review_working_days = 2", "review_working_days = 4"),
        ("suspension_working_days = 5", "suspension_working_days = 1"),
        ("draft_days = 90", "draft_days = 30"),
        (
            "complaint_working_days = 10\nis_local_confirm = true",
            "complaint_working_days = 7\nis_local_confirm = false",
        ),
    ] {
        assert!(text.contains(usual), "{usual}");
        text = text.replace(usual, own);
    }
    std::fs::write(&plan, text).unwrap();
    let usual = TestPortal::start().await;
    let mut usual_officer = officer(&usual).await;
    assert!(list(&mut usual_officer).await.is_local_confirm);

    let words = ["--district", folder.path().to_str().unwrap()];
    let portal = TestPortal::start_with(&words).await;
    let mut officer = officer(&portal).await;
    assert!(!list(&mut officer).await.is_local_confirm);
    let mut trainer = trainer(&portal, &mut officer, "示例培训学校（甲）", "jiaowu").await;
    let id = started(&mut trainer, &good()).await.id;
    let view = done(&mut trainer, &id, ListingAction::Submit).await;
    assert_eq!(view.due_on, domain::Date::new(2026, 11, 30));
    done(&mut officer, &id, ListingAction::Approve).await;
    let resting = done(&mut officer, &id, ListingAction::Suspend).await;
    let told = resting.suspension.unwrap();
    assert_eq!(told.answer_by, domain::Date::new(2026, 11, 25));
    let mut other = good();
    other
        .course
        .insert(listing::Field::Title, "示例 焊工班".into());
    started(&mut trainer, &other).await;
    let run = async || {
        let now_ms = portal.clock.now_ms();
        follow::run_once(&portal.state, now_ms).await.unwrap()
    };
    portal.clock.advance_ms(30 * DAY_MS);
    assert_eq!(run().await, 0);
    portal.clock.advance_ms(DAY_MS);
    assert_eq!(run().await, 1);
    verified(&portal);
}

#[tokio::test]
async fn a_sheet_goes_half_a_year_after_it_came() {
    let portal = TestPortal::start().await;
    let mut officer = officer(&portal).await;
    let mut trainer = trainer(&portal, &mut officer, "示例培训学校（甲）", "jiaowu").await;
    let began_ms = portal.clock.now_ms();
    let text = sheet(&[&[(Field::Title, "示例 甲")]]);
    let answer = upload(&mut trainer, "courses.csv", text.into_bytes()).await;
    let view: SheetView = answer.json();
    assert_eq!(view.kept_until_ms, began_ms + 180 * DAY_MS);
    let address = with_id(path::STAFF_COURSE_SHEET, &view.id);
    for (days, expected) in [(179, StatusCode::OK), (181, StatusCode::NOT_FOUND)] {
        let now_ms = began_ms + days * DAY_MS;
        portal.clock.advance_ms(now_ms - portal.clock.now_ms());
        housekeeping::run_once(&portal.state, now_ms).await.unwrap();
        let mut trainer = portal.signed_in("jiaowu").await;
        assert_eq!(trainer.get(&address).await.status, expected, "{days}");
    }
    let rows = |connection: &store::Connection| store::uploads::count_rows(connection, &view.id);
    let left = portal.state.store.read::<_, StoreError>(rows).unwrap();
    assert!(left.is_empty());
}
