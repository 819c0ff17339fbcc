//! What a trainer was writing beside a course that came off the list.

use api::listing::{ListListingTemplatesResponse, ListingView};
use api::path;
use http::StatusCode;
use listing::{Draft, Field};
use workflow::listing::{ListingAction, ListingState};

use super::publish::live;
use super::{done, good, seen, verified, written};
use crate::portal::{Browser, TestPortal};

fn dearer() -> Draft {
    let mut draft = good();
    draft.course.insert(Field::Price, "900".into());
    draft
}

async fn templates(trainer: &mut Browser) -> Vec<String> {
    let found = trainer.get(path::STAFF_LISTING_TEMPLATES).await;
    let found: ListListingTemplatesResponse = found.json();
    found.templates.into_iter().map(|one| one.name).collect()
}

#[tokio::test]
async fn what_was_being_written_survives_a_suspension_and_is_put_back() {
    let portal = TestPortal::start().await;
    let (mut officer, mut trainer, view) = live(&portal).await;
    let pending: ListingView = written(&mut trainer, &view.id, &dearer()).await.json();
    assert_eq!(pending.kept, None);
    let seen_by_officer = done(&mut officer, &view.id, ListingAction::Suspend).await;
    assert_eq!(seen_by_officer.kept, None, "it is its trainer's");
    let off = seen(&mut trainer, &view.id).await;
    assert_eq!(off.state, ListingState::Suspended);
    assert_eq!(off.kept.as_ref(), Some(&pending.draft));
    assert_ne!(off.draft, pending.draft);
    assert_eq!(templates(&mut trainer).await.len(), 1);

    done(&mut officer, &view.id, ListingAction::Resume).await;
    let kept = seen(&mut trainer, &view.id).await.kept.unwrap();
    let answer = written(&mut trainer, &view.id, &kept).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let back: ListingView = answer.json();
    assert_eq!(
        (back.state, &back.changed[..]),
        (ListingState::LiveWithDraft, &["price".to_owned()][..])
    );
    assert_eq!((back.kept, back.draft), (None, pending.draft));
    assert!(templates(&mut trainer).await.is_empty());
    // And again, with other words.
    let mut other = dearer();
    other.course.insert(Field::Price, "800".into());
    let other: ListingView = written(&mut trainer, &view.id, &other).await.json();
    done(&mut officer, &view.id, ListingAction::Suspend).await;
    assert_eq!(seen(&mut trainer, &view.id).await.kept, Some(other.draft));
    verified(&portal);
}

#[tokio::test]
async fn two_drafts_of_one_day_are_both_kept_and_a_course_without_one_keeps_none() {
    let portal = TestPortal::start().await;
    let (mut officer, mut trainer, view) = live(&portal).await;
    done(&mut officer, &view.id, ListingAction::Suspend).await;
    done(&mut officer, &view.id, ListingAction::Resume).await;
    assert!(templates(&mut trainer).await.is_empty());
    for price in ["900", "800"] {
        let mut draft = good();
        draft.course.insert(Field::Price, price.into());
        written(&mut trainer, &view.id, &draft).await;
        done(&mut officer, &view.id, ListingAction::Suspend).await;
        done(&mut officer, &view.id, ListingAction::Resume).await;
    }
    let names = templates(&mut trainer).await;
    assert_eq!(names.len(), 2, "{names:?}");
    assert_eq!(names[1], format!("{} (2)", names[0]));
    verified(&portal);
}
