//! What a row changes is said against what residents see, before anything is taken in.

use api::course_sheet::{Difference, DifferenceKind};
use api::course_token::SentCourses;
use http::StatusCode;
use listing::Field::*;
use serde_json::json;
use workflow::listing::ListingState;

use super::super::publish::live;
use super::super::tokens::{made, row, send};
use super::super::{good, seen, sheet, started, written};
use super::{both, rows, uploaded};
use crate::portal::{Browser, TestPortal, fresh_key};

/// That of the only row of a sheet.
async fn difference(trainer: &mut Browser, text: &str) -> Difference {
    let view = uploaded(trainer, text).await;
    assert_eq!((view.good, view.bad), (1, 0));
    rows(trainer, &view.id, "good")
        .await
        .rows
        .remove(0)
        .difference
}

fn changes(found: &Difference) -> Vec<(&str, &str, &str)> {
    let changes = found.changes.iter();
    changes
        .map(|one| (one.field.as_str(), one.before.as_str(), one.after.as_str()))
        .collect()
}

#[tokio::test]
async fn a_row_is_held_against_what_residents_see() {
    let portal = TestPortal::start().await;
    let (_, mut trainer, view) = live(&portal).await;
    let mut pending = good();
    pending.course.insert(Price, "900".into());
    let answer = written(&mut trainer, &view.id, &pending).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let state = seen(&mut trainer, &view.id).await.state;
    assert_eq!(state, ListingState::LiveWithDraft);

    // As it is written already: nothing is written over, and residents would read something else.
    let found = difference(&mut trainer, &sheet(&[&[(Price, "900")]])).await;
    assert_eq!(found.kind, DifferenceKind::Changed);
    assert_eq!(changes(&found), [("price", "0", "900")]);
    assert!(!found.replaces_draft);
    let found = difference(&mut trainer, &sheet(&[&[(Price, "850"), (Seats, "20")]])).await;
    let expected = [("price", "0", "850"), ("seats", "30", "20")];
    assert_eq!(changes(&found), expected);
    assert_eq!(found.fields, ["price", "seats"]);
    assert!(found.replaces_draft);
    // As residents see it: the pending change goes.
    let found = difference(&mut trainer, &sheet(&[&[]])).await;
    assert_eq!(found.kind, DifferenceKind::Unchanged);
    assert!(found.replaces_draft && found.changes.is_empty());

    // A trainer's own system reads the same in a dry run.
    let token = made(&mut trainer, "教务系统").await.token;
    let mut dear = row();
    dear.insert(Price, "850".into());
    let body = json!({ "rows": [dear], "is_dry_run": true });
    let sent: SentCourses = send(&portal, &token, &body, &fresh_key()).await.json();
    let found = &sent.rows[0].difference;
    assert_eq!(changes(found), [("price", "0", "850")]);
    assert!(found.replaces_draft);
}

#[tokio::test]
async fn where_residents_see_nothing_yet_it_is_held_against_the_draft() {
    let portal = TestPortal::start().await;
    let (_, mut trainer) = both(&portal).await;
    started(&mut trainer, &good()).await;
    let found = difference(&mut trainer, &sheet(&[&[(Hours, "80")]])).await;
    assert_eq!(changes(&found), [("hours", "120", "80")]);
    assert!(!found.replaces_draft);
    // What has to be put right first says no words.
    let view = uploaded(&mut trainer, &sheet(&[&[(Hours, "多")]])).await;
    let bad = rows(&mut trainer, &view.id, "bad").await.rows.remove(0);
    assert_eq!(bad.difference.fields, ["hours"]);
    assert!(bad.difference.changes.is_empty());
    let view = uploaded(&mut trainer, &sheet(&[&[(Title, "示例 新课")]])).await;
    let new = rows(&mut trainer, &view.id, "good").await.rows.remove(0);
    assert_eq!(new.difference, Difference::new_course());
}
