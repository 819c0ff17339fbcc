//! The photo of a course: from a trainer's phone to the page, and away again.

use std::io::{Cursor, Read as _};

use api::ProblemCode;
use api::listing::{ListingPhotoView, ListingTemplateSummary, ListingView, PhotoRoom};
use api::organisation::ListOrganisationsResponse;
use api::path::{self, with_document, with_id};
use catalogue::CoursePhoto;
use http::StatusCode;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use listing::{Draft, Field};
use serde_json::{Value, json};
use server::clock::Clock as _;
use server::jobs::housekeeping;
use server::listings::photo::{LEFT_DAYS, MOST_PHOTOS};
use store::StoreError;
use store::listing_photos::{self, ListingPhoto};
use workflow::listing::{ListingAction, ListingState};

use super::beginnings::rolled;
use super::publish::{course, live};
use super::{done, good, officer, seen, sheet, started, taken, trainer, upload, verified, written};
use crate::documents::{PDF, attempt_paper};
use crate::portal::{Answer, Browser, TestPortal};

const DAY_MS: i64 = 24 * 60 * 60 * 1000;
pub(super) const ALT: &str = "学员在练接线";

/// A picture of one colour, as a phone sends it: with a place in it.
fn taken_with_a_phone(shade: u8) -> Vec<u8> {
    let mut jpeg = Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(RgbImage::from_pixel(60, 40, Rgb([shade, 90, 90])))
        .write_to(&mut jpeg, ImageFormat::Jpeg)
        .unwrap();
    let jpeg = jpeg.into_inner();
    let mut exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\0\0\0\0\0".to_vec();
    exif.extend(b"GPS of home");
    let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
    [&jpeg[..2], &[0xFF, 0xE1], &length[..], &exif, &jpeg[2..]].concat()
}

async fn sent(trainer: &mut Browser, id: &str, bytes: &[u8]) -> Answer {
    attempt_paper(trainer, &with_id(path::STAFF_LISTING_PHOTOS, id), bytes).await
}

pub(super) async fn uploaded(trainer: &mut Browser, id: &str, shade: u8) -> ListingPhotoView {
    let answer = sent(trainer, id, &taken_with_a_phone(shade)).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    answer.json()
}

pub(super) fn with(draft: &Draft, sha256: &str, alt: &str) -> Draft {
    let photo = CoursePhoto {
        sha256: sha256.to_owned(),
        // The server knows better.
        width: 1,
        height: 1,
        alt: alt.to_owned(),
    };
    Draft {
        photo: Some(photo),
        ..draft.clone()
    }
}

async fn public(portal: &TestPortal, sha256: &str) -> Answer {
    let at = with_id(path::COURSE_PHOTO, sha256);
    portal.anonymous().get(&at).await
}

async fn looked_at(browser: &mut Browser, id: &str, sha256: &str) -> Answer {
    let at = with_document(path::STAFF_LISTING_PHOTO, id, sha256);
    browser.get(&at).await
}

fn refused_at(answer: &Answer, pointer: &str) -> String {
    let errors = answer.problem(ProblemCode::InvalidInput).errors;
    let mut errors = errors.into_iter();
    let error = errors.find(|error| error.pointer == pointer);
    error.map(|error| error.code).unwrap_or_default()
}

#[tokio::test]
async fn a_photo_is_live_at_once_with_a_line_in_the_log_and_tells_no_place() {
    let portal = TestPortal::start().await;
    let (mut officer, mut trainer, view) = live(&portal).await;
    let kept = uploaded(&mut trainer, &view.id, 10).await;
    assert_eq!((kept.width, kept.height), (60, 40));
    let sha = kept.sha256.as_str();
    public(&portal, sha).await.problem(ProblemCode::NotFound);

    let before = seen(&mut trainer, &view.id).await.steps.len();
    let answer = written(&mut trainer, &view.id, &with(&good(), sha, ALT)).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let corrected: ListingView = answer.json();
    assert_eq!(corrected.state, ListingState::Live);
    assert_eq!(corrected.steps.len(), before + 1);
    assert_eq!(corrected.steps[0].action, ListingAction::Correct);
    let of_course = course(&portal, &view.course_id).await.1["photo"].clone();
    let expected = json!({ "sha256": sha, "width": 60, "height": 40, "alt": ALT });
    assert_eq!(of_course, expected);
    let listed = portal.anonymous().get(path::COURSES).await;
    let listed = String::from_utf8(listed.body.to_vec()).unwrap();
    assert!(!listed.contains(sha), "a list has no photos");

    let shown = public(&portal, sha).await;
    assert_eq!(shown.status, StatusCode::OK);
    assert_eq!(shown.header("content-type"), "image/jpeg");
    assert_eq!(shown.header("x-content-type-options"), "nosniff");
    assert!(shown.header("cache-control").contains("immutable"));
    assert!(shown.header("content-security-policy").contains("sandbox"));
    for word in [&b"Exif"[..], b"GPS of home"] {
        assert!(!shown.body.windows(word.len()).any(|part| part == word));
    }
    let page = format!("/plain/courses/{}", view.course_id);
    let page = portal.anonymous().get(&page).await;
    let page = String::from_utf8(page.body.to_vec()).unwrap();
    assert!(page.contains(&with_id(path::COURSE_PHOTO, sha)), "{page}");
    assert!(
        page.contains(ALT) && page.contains("width=\"60\""),
        "{page}"
    );

    // So are its words; and without words it is not.
    let words = with(&good(), sha, "教室");
    let answer = written(&mut trainer, &view.id, &words).await;
    assert_eq!(answer.json::<ListingView>().state, ListingState::Live);
    let silent = written(&mut trainer, &view.id, &with(&good(), sha, " ")).await;
    assert_eq!(refused_at(&silent, "/draft/photo/alt"), "required");
    let alt = course(&portal, &view.course_id).await.1["photo"]["alt"].clone();
    assert_eq!(alt, "教室");
    verified(&portal);

    // While the course is off the list nobody sees it.
    done(&mut officer, &view.id, ListingAction::Suspend).await;
    public(&portal, sha).await.problem(ProblemCode::NotFound);
    done(&mut officer, &view.id, ListingAction::Resume).await;
    assert_eq!(public(&portal, sha).await.status, StatusCode::OK);
    let gone: ListingView = written(&mut trainer, &view.id, &good()).await.json();
    assert_eq!(gone.state, ListingState::Live);
    public(&portal, sha).await.problem(ProblemCode::NotFound);
    verified(&portal);
}

#[tokio::test]
async fn beside_another_change_it_waits_for_the_reviewer() {
    let portal = TestPortal::start().await;
    let (mut officer, mut trainer, view) = live(&portal).await;
    let kept = uploaded(&mut trainer, &view.id, 10).await;
    let sha = kept.sha256.as_str();
    let mut dearer = with(&good(), sha, ALT);
    dearer.course.insert(Field::Price, "900".into());
    let pending: ListingView = written(&mut trainer, &view.id, &dearer).await.json();
    assert_eq!(pending.state, ListingState::LiveWithDraft);
    assert_eq!(pending.changed, ["price", "photo"]);
    public(&portal, sha).await.problem(ProblemCode::NotFound);
    let shown = looked_at(&mut officer, &view.id, sha).await;
    assert_eq!(shown.status, StatusCode::OK, "{shown:?}");
    done(&mut trainer, &view.id, ListingAction::Submit).await;
    done(&mut officer, &view.id, ListingAction::Approve).await;
    assert_eq!(public(&portal, sha).await.status, StatusCode::OK);
    verified(&portal);
}

#[tokio::test]
async fn what_is_no_photo_is_refused_and_says_why() {
    let portal = TestPortal::start().await;
    let mut officer = officer(&portal).await;
    let mut trainer = trainer(&portal, &mut officer, "示例培训学校（甲）", "jiaowu").await;
    let id = started(&mut trainer, &good()).await.id;
    let jpeg = taken_with_a_phone(10);
    let cut = &jpeg[..jpeg.len() - 20];
    for (bytes, code) in [
        (PDF, "photo_type"),
        (&b"<svg onload=alert(1)>"[..], "photo_type"),
        (&b""[..], "document_empty"),
        (cut, "document_unreadable"),
        (&b"\0\0\0\x18ftypheic\0\0\0\0"[..], "document_heic"),
    ] {
        let refused = sent(&mut trainer, &id, bytes).await;
        assert_eq!(refused_at(&refused, "/documents/photo"), code);
    }
    let large = vec![0xFF; 10 * 1024 * 1024 + 1];
    let refused = sent(&mut trainer, &id, &large).await;
    let problem = refused.problem(ProblemCode::BodyTooLarge);
    assert_eq!(problem.errors[0].code, "document_too_large");
    let by_officer = sent(&mut officer, &id, &jpeg).await;
    by_officer.problem(ProblemCode::NotAllowed);
}

#[tokio::test]
async fn a_photo_is_its_own_organisations() {
    let portal = TestPortal::start().await;
    let (mut officer, mut trainer, view) = live(&portal).await;
    let mut other = super::trainer(&portal, &mut officer, "示例培训学校（乙）", "other").await;
    let kept = uploaded(&mut trainer, &view.id, 10).await;
    let sha = kept.sha256.as_str();
    let own = started(&mut other, &good()).await.id;
    let foreign = with(&good(), sha, ALT);

    let refused = written(&mut other, &own, &foreign).await;
    assert_eq!(refused_at(&refused, "/draft/photo"), "photo_unknown");
    let body = json!({ "draft": foreign });
    let refused = other.post(path::STAFF_LISTINGS, &body).await;
    assert_eq!(refused_at(&refused, "/draft/photo"), "photo_unknown");
    let body = json!({ "name": "示例", "draft": foreign });
    let refused = other.post(path::STAFF_LISTING_TEMPLATES, &body).await;
    assert_eq!(refused_at(&refused, "/draft/photo"), "photo_unknown");
    let hidden = looked_at(&mut other, &own, sha).await;
    hidden.problem(ProblemCode::NotFound);
    let hidden = looked_at(&mut other, &view.id, sha).await;
    hidden.problem(ProblemCode::NotFound);
    let refused = sent(&mut other, &view.id, &taken_with_a_phone(10)).await;
    refused.problem(ProblemCode::NotFound);

    // Its trainer sees it before it is named, a reviewer once it is.
    let shown = looked_at(&mut trainer, &view.id, sha).await;
    assert_eq!(shown.status, StatusCode::OK);
    assert_eq!(shown.header("cache-control"), "private, no-store");
    let hidden = looked_at(&mut officer, &view.id, sha).await;
    hidden.problem(ProblemCode::NotFound);
    written(&mut trainer, &view.id, &foreign).await;
    let shown = looked_at(&mut officer, &view.id, sha).await;
    assert_eq!(shown.status, StatusCode::OK);
}

/// What stands in a part of a workbook.
fn part(workbook: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(workbook)).unwrap();
    let mut text = String::new();
    let mut file = archive.by_name(name).unwrap();
    file.read_to_string(&mut text).unwrap();
    text
}

#[tokio::test]
async fn copies_templates_next_year_and_sheets_carry_it() {
    let portal = TestPortal::start().await;
    let (_, mut trainer, view) = live(&portal).await;
    let kept = uploaded(&mut trainer, &view.id, 10).await;
    let whole = with(&good(), &kept.sha256, ALT);
    let written_now: ListingView = written(&mut trainer, &view.id, &whole).await.json();
    let photo = written_now.draft.photo.clone();
    assert!(photo.is_some());

    let mut copy = written_now.draft.clone();
    copy.course.insert(Field::Title, "示例 另一门课".into());
    assert_eq!(started(&mut trainer, &copy).await.draft.photo, photo);

    let body = json!({ "name": "示例", "draft": copy });
    let answer = trainer.post(path::STAFF_LISTING_TEMPLATES, &body).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    let template = answer.json::<ListingTemplateSummary>().id;
    let said = json!({ "course": { "title": "示例 第三门课" }, "classes": [] });
    let body = json!({ "draft": said, "template": template });
    let answer = trainer.post(path::STAFF_LISTINGS, &body).await;
    assert_eq!(answer.json::<ListingView>().draft.photo, photo);

    let rows = sheet(&[&[(Field::Summary, "没有基础也能学。")]]);
    let answer = upload(&mut trainer, "mine.csv", rows.into_bytes()).await;
    taken(&mut trainer, &answer.json(), false).await;
    let after = seen(&mut trainer, &view.id).await.draft;
    assert_eq!(after.text(Field::Summary), "没有基础也能学。");
    assert_eq!(after.photo, photo);

    let next = rolled(&mut trainer, &[view.id.as_str()]).await;
    assert_eq!(next[0].outcome, "drafted");
    assert_eq!(seen(&mut trainer, &view.id).await.draft.photo, photo);

    let exported = trainer.get(path::STAFF_LISTINGS_SHEET).await;
    assert!(part(&exported.body, "xl/workbook.xml").contains("课程照片"));
    let words = part(&exported.body, "xl/sharedStrings.xml");
    assert!(words.contains(ALT) && words.contains(&kept.sha256));
    verified(&portal);
}

#[tokio::test]
async fn what_nothing_names_goes_after_a_week() {
    let portal = TestPortal::start().await;
    let (_, mut trainer, view) = live(&portal).await;
    let named = uploaded(&mut trainer, &view.id, 10).await;
    let left = uploaded(&mut trainer, &view.id, 200).await;
    assert_ne!(named.sha256, left.sha256);
    written(&mut trainer, &view.id, &with(&good(), &named.sha256, ALT)).await;
    let now_ms = portal.clock.now_ms();
    for (days, status) in [
        (0, StatusCode::OK),
        (LEFT_DAYS, StatusCode::OK),
        (LEFT_DAYS + 1, StatusCode::NOT_FOUND),
    ] {
        let later_ms = now_ms + days * DAY_MS;
        housekeeping::run_once(&portal.state, later_ms)
            .await
            .unwrap();
        let found = looked_at(&mut trainer, &view.id, &left.sha256).await;
        assert_eq!(found.status, status, "after {days} days");
        assert_eq!(public(&portal, &named.sha256).await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn an_organisation_keeps_as_many_as_it_may() {
    let portal = TestPortal::start().await;
    let (mut officer, mut trainer, view) = live(&portal).await;
    uploaded(&mut trainer, &view.id, 10).await;
    let list: ListOrganisationsResponse = trainer.get(path::STAFF_ORGANISATIONS).await.json();
    let organisation_id = list.organisations[0].id.clone();
    let fill = move |tx: &store::Tx| {
        for number in 1..MOST_PHOTOS {
            let photo = ListingPhoto {
                organisation_id: organisation_id.clone(),
                sha256: format!("{number:064}"),
                bytes: vec![1],
                width: 1,
                height: 1,
                uploaded_ms: 1,
            };
            listing_photos::put(tx, &photo)?;
        }
        Ok::<_, StoreError>(())
    };
    let store = &portal.state.store;
    store.write::<_, _, StoreError>(fill).await.unwrap();
    let refused = sent(&mut trainer, &view.id, &taken_with_a_phone(200)).await;
    assert_eq!(refused_at(&refused, "/documents/photo"), "photo_too_many");
    // What is there already takes no room.
    let again = uploaded(&mut trainer, &view.id, 10).await;
    let full = Some(PhotoRoom {
        kept: 200,
        most: 200,
    });
    assert_eq!(again.photos, full);
    assert_eq!(seen(&mut trainer, &view.id).await.photos, full);
    assert_eq!(seen(&mut officer, &view.id).await.photos, None);
}

#[tokio::test]
async fn other_portals_are_told_of_it() {
    let portal = TestPortal::start().await;
    let (_, mut trainer, view) = live(&portal).await;
    let kept = uploaded(&mut trainer, &view.id, 10).await;
    written(&mut trainer, &view.id, &with(&good(), &kept.sha256, ALT)).await;
    let feed = portal.anonymous().get(path::COURSES_FEED).await.value();
    let mut courses = feed["courses"].as_array().unwrap().iter();
    let own = courses.find(|one| one["course"]["id"] == view.course_id.as_str());
    let photo: Option<&Value> = own.map(|one| &one["course"]["photo"]);
    assert_eq!(photo.unwrap()["sha256"], kept.sha256);
}
