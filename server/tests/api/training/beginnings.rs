//! Courses begun from others: templates of an organisation, and the classes of next year.

use api::ProblemCode;
use api::listing::{
    ListListingTemplatesResponse, ListListingsResponse, ListingTemplateSummary, ListingView,
    RollOverResponse, RolledOver,
};
use api::path::{self, with_id};
use http::StatusCode;
use listing::{Draft, Field};
use serde_json::{Value, json};
use workflow::listing::{ListingAction, ListingState};

use super::{called_off, done, good, officer, seen, started, trainer, verified, written};
use crate::portal::{Answer, Browser, TestPortal};

async fn templates(trainer: &mut Browser) -> Vec<ListingTemplateSummary> {
    let found: ListListingTemplatesResponse =
        trainer.get(path::STAFF_LISTING_TEMPLATES).await.json();
    found.templates
}

async fn saved(trainer: &mut Browser, name: &str, draft: &Draft) -> Answer {
    let body = json!({ "name": name, "draft": draft });
    trainer.post(path::STAFF_LISTING_TEMPLATES, &body).await
}

async fn begun(trainer: &mut Browser, template: &str, course: Value) -> Answer {
    let draft = json!({ "course": course, "classes": [] });
    let body = json!({ "draft": draft, "template": template });
    trainer.post(path::STAFF_LISTINGS, &body).await
}

pub(super) async fn rolled(trainer: &mut Browser, ids: &[&str]) -> Vec<RolledOver> {
    let answer = roll(trainer, ids).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    answer.json::<RollOverResponse>().rolled
}

async fn roll(trainer: &mut Browser, ids: &[&str]) -> Answer {
    let body = json!({ "listings": ids });
    trainer.post(path::STAFF_LISTING_ROLL_OVERS, &body).await
}

#[tokio::test]
async fn a_template_is_kept_written_over_begun_from_and_thrown_away() {
    let portal = TestPortal::start().await;
    let mut officer = officer(&portal).await;
    let mut trainer = trainer(&portal, &mut officer, "示例培训学校（甲）", "jiaowu").await;
    let mut other = super::trainer(&portal, &mut officer, "示例培训学校（乙）", "other").await;
    for (name, code) in [(" ", "required"), (&"长".repeat(41), "too_long")] {
        let refused = saved(&mut trainer, name, &good()).await;
        let problem = refused.problem(ProblemCode::InvalidInput);
        assert_eq!(
            (
                problem.errors[0].pointer.as_str(),
                problem.errors[0].code.as_str()
            ),
            ("/name", code)
        );
    }
    let of_hours = |hours: &str| {
        let mut draft = good();
        draft.course.insert(Field::Hours, hours.into());
        draft
    };
    let answer = saved(&mut trainer, "电工", &of_hours("120")).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    let first: ListingTemplateSummary = answer.json();
    portal.clock.advance_ms(1);
    // What is there goes only when it is said which, as it was read; what a colleague wrote since stays.
    let newer = of_hours("90");
    let over = |read_ms: i64| json!({ "name": "电工", "draft": newer, "replaces": read_ms });
    let there = |answer: &Answer| {
        let problem = answer.problem(ProblemCode::InvalidInput);
        let error = &problem.errors[0];
        assert_eq!(
            (error.pointer.as_str(), error.code.as_str()),
            ("/name", "template_there")
        );
    };
    there(&saved(&mut trainer, " 电工 ", &newer).await);
    let at = path::STAFF_LISTING_TEMPLATES;
    there(&trainer.post(at, &over(first.updated_at_ms - 1)).await);
    assert_eq!(templates(&mut trainer).await, std::slice::from_ref(&first));
    let answer = trainer.post(at, &over(first.updated_at_ms)).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    there(&trainer.post(at, &over(first.updated_at_ms)).await);
    let mine = templates(&mut trainer).await;
    assert_eq!((mine.len(), &mine[0].id), (1, &first.id));
    assert!(templates(&mut other).await.is_empty());

    let answer = begun(&mut trainer, &mine[0].id, json!({ "title": "示例 新班" })).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    let view: ListingView = answer.json();
    assert_eq!(view.draft.title(), "示例 新班");
    assert_eq!(view.draft.text(Field::Hours), "90");
    let class = &view.draft.classes[0];
    assert!(!class.contains_key(&Field::StartsOn) && class[&Field::Seats] == "30");

    let theirs = begun(&mut other, &mine[0].id, json!({})).await;
    theirs.problem(ProblemCode::NotFound);
    let address = with_id(path::STAFF_LISTING_TEMPLATE, &mine[0].id);
    other.delete(&address).await.problem(ProblemCode::NotFound);
    assert_eq!(
        trainer.delete(&address).await.status,
        StatusCode::NO_CONTENT
    );
    assert!(templates(&mut trainer).await.is_empty());
    officer
        .get(path::STAFF_LISTING_TEMPLATES)
        .await
        .problem(ProblemCode::NotAllowed);
    verified(&portal);
}

#[tokio::test]
async fn next_year_is_a_draft_that_says_what_to_look_at() {
    let portal = TestPortal::start().await;
    let mut officer = officer(&portal).await;
    let mut trainer = trainer(&portal, &mut officer, "示例培训学校（甲）", "jiaowu").await;
    let live = started(&mut trainer, &good()).await;
    done(&mut trainer, &live.id, ListingAction::Submit).await;
    done(&mut officer, &live.id, ListingAction::Approve).await;
    let mut second = good();
    second.course.insert(Field::Title, "示例 另一门".into());
    let draft = started(&mut trainer, &second).await;

    let both = rolled(&mut trainer, &[&live.id, &draft.id]).await;
    let outcomes: Vec<&str> = both.iter().map(|one| one.outcome.as_str()).collect();
    assert_eq!(outcomes, ["drafted", "not_public"]);
    let codes: Vec<&str> = both[0]
        .findings
        .iter()
        .map(|one| one.code.as_str())
        .collect();
    for code in ["holidays_not_announced", "in_busy_season"] {
        assert!(codes.contains(&code), "{code}: {codes:?}");
    }
    let view = seen(&mut trainer, &live.id).await;
    assert_eq!(view.state, ListingState::LiveWithDraft);
    let days: Vec<&str> = view
        .draft
        .classes
        .iter()
        .map(|class| class[&Field::StartsOn].as_str())
        .collect();
    // The class that takes people stays as it is.
    assert_eq!(days, ["2027-03-01", "2028-02-28"]);
    assert_eq!(view.live.unwrap().classes.len(), 1);
    let again = rolled(&mut trainer, &[&live.id]).await;
    assert_eq!(again[0].outcome, "has_draft");
    done(&mut trainer, &live.id, ListingAction::Submit).await;
    let handed_in = rolled(&mut trainer, &[&live.id]).await;
    assert_eq!(handed_in[0].outcome, "in_review");
    let public = done(&mut officer, &live.id, ListingAction::Approve).await;
    assert_eq!(public.open_classes, ["20270301-day", "20280228-day"]);

    // Nothing is done when one is not there, and nobody else's is.
    let mut other = super::trainer(&portal, &mut officer, "示例培训学校（乙）", "other").await;
    roll(&mut other, &[&live.id])
        .await
        .problem(ProblemCode::NotFound);
    let refused = roll(&mut trainer, &[]).await;
    assert_eq!(
        refused.problem(ProblemCode::InvalidInput).errors[0].pointer,
        "/listings"
    );
    verified(&portal);
}

#[tokio::test]
async fn what_was_withdrawn_begins_anew() {
    let portal = TestPortal::start().await;
    let mut officer = officer(&portal).await;
    let mut trainer = trainer(&portal, &mut officer, "示例培训学校（甲）", "jiaowu").await;
    let mut bare = good();
    bare.classes[0].insert(Field::StartsOn, "2027-03-01".into());
    let listing = started(&mut trainer, &bare).await;
    done(&mut trainer, &listing.id, ListingAction::Submit).await;
    done(&mut officer, &listing.id, ListingAction::Approve).await;
    called_off(&mut officer, &listing.course_id, "20270301-day").await;
    done(&mut trainer, &listing.id, ListingAction::Withdraw).await;
    // It is found apart from what goes on, and by nobody else.
    let list: ListListingsResponse = trainer.get(path::STAFF_LISTINGS).await.json();
    let ended = &list.ended[0];
    assert_eq!((list.listings.len(), list.ended.len()), (0, 1));
    assert_eq!(
        (ended.id.as_str(), ended.state, ended.classes),
        (listing.id.as_str(), ListingState::Withdrawn, 1)
    );
    let theirs: ListListingsResponse = officer.get(path::STAFF_LISTINGS).await.json();
    assert!(theirs.ended.is_empty());
    let again = rolled(&mut trainer, &[&listing.id]).await;
    assert_eq!(again[0].outcome, "drafted");
    assert_ne!(again[0].listing, listing.id);
    let view = seen(&mut trainer, &again[0].listing).await;
    assert_eq!(view.state, ListingState::Draft);
    assert_eq!(view.draft.classes.len(), 1);
    written(&mut trainer, &again[0].listing, &view.draft).await;
    verified(&portal);
}

#[tokio::test]
async fn the_officer_reads_what_the_catalogues_say() {
    let portal = TestPortal::start().await;
    let mut officer = officer(&portal).await;
    // Of the two schools of the tests the sample catalogue has the first alone.
    let mut other = trainer(&portal, &mut officer, "示例培训学校（乙）", "other").await;
    let listing = started(&mut other, &good()).await;
    done(&mut other, &listing.id, ListingAction::Submit).await;
    let view = seen(&mut officer, &listing.id).await;
    let mut findings = view.findings.iter();
    let found = findings.find(|one| one.code == "institution_not_in_sample_catalogue");
    assert!(found.is_some_and(|one| one.is_note), "{:?}", view.findings);
}
