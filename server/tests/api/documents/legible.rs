//! What of a photo may be hard to read is judged here too: said to who sent it, kept with the paper, and shown to officers.

use api::application::PaperUploadView;
use api::application::doubt::{BLURRED, SMALL};
use image::{Rgb, imageops};
use serde_json::json;
use workflow::Role;
use workflow::loan::LoanAction;

use super::*;
use crate::filing::{action, filled};
use crate::paper_uploads::{send_rest, start_of};

/// Lines of print on white paper.
fn page() -> RgbImage {
    RgbImage::from_fn(1_100, 800, |x, y| {
        let is_ink = y % 40 < 16 && x % 9 < 4;
        Rgb([if is_ink { 40 } else { 255 }; 3])
    })
}

fn png(picture: RgbImage) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(picture)
        .write_to(&mut bytes, ImageFormat::Png)
        .unwrap();
    bytes.into_inner()
}

/// Sent in parts, as the portal's own pages send.
async fn in_parts(resident: &mut Browser, id: &str, bytes: &[u8]) -> DocumentView {
    let mut start = start_of(bytes);
    start["name"] = json!("scan.png");
    let begun = resident
        .post(&with_id(path::APPLICATION_UPLOADS, id), &start)
        .await;
    assert_eq!(begun.status, StatusCode::CREATED, "{begun:?}");
    let begun: PaperUploadView = begun.json();
    let whole = send_rest(resident, id, &begun.id, bytes).await;
    let whole: PaperUploadView = whole.json();
    whole.document.unwrap()
}

#[tokio::test]
async fn what_may_be_hard_to_read_is_taken_said_and_shown_to_the_officer() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let view = filled(&mut resident).await;
    let id = view.id.clone();
    let small = imageops::crop_imm(&page(), 0, 0, 700, 500).to_image();
    let blurred = imageops::fast_blur(&page(), 6.0);
    let mut sent = Vec::new();
    for (kind, bytes, doubts) in [
        ("id_card_front", png(page()), Vec::new()),
        ("id_card_back", png(small), vec![SMALL.to_owned()]),
        ("category_proof", PDF.to_vec(), Vec::new()),
    ] {
        let answer = upload(&mut resident, &id, kind, &bytes).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{kind}: {answer:?}");
        let document: DocumentView = answer.json();
        assert_eq!(document.doubts, doubts, "{kind}");
        sent.push(document);
    }
    let licence = in_parts(&mut resident, &id, &png(blurred)).await;
    assert_eq!(licence.doubts, [BLURRED]);
    sent.push(licence);
    let doubts_of = |documents: &[DocumentView]| {
        let mut found: Vec<_> = documents
            .iter()
            .map(|paper| (paper.kind.clone(), paper.doubts.clone()))
            .collect();
        found.sort();
        found
    };
    let at = with_id(path::APPLICATION, &id);
    let kept: ApplicationView = resident.get(&at).await.json();
    assert_eq!(doubts_of(&kept.documents), doubts_of(&sent));

    // It keeps nobody from handing in, and the officer reads it beside the photo.
    let submit = action(&view, LoanAction::Submit);
    let at = with_id(path::APPLICATION_ACTIONS, &id);
    let answer = resident.post(&at, &submit).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let mut hr = portal.staff("li", Role::HrOfficer, "hr-bureau").await;
    let at = with_id(path::STAFF_APPLICATION, &id);
    let seen: api::staff::StaffApplicationView = hr.get(&at).await.json();
    assert_eq!(doubts_of(&seen.application.documents), doubts_of(&sent));
}

#[tokio::test]
async fn a_photo_taken_again_takes_its_doubt_along() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let id = draft(&mut resident).await.id;
    let first: DocumentView = upload(&mut resident, &id, "id_card_front", &photo())
        .await
        .json();
    // Black all over, and of forty pixels.
    assert_eq!(first.doubts, [SMALL, BLURRED]);
    let at = with_document(path::APPLICATION_DOCUMENT, &id, &first.id);
    assert_eq!(resident.delete(&at).await.status, StatusCode::NO_CONTENT);
    let second: DocumentView = upload(&mut resident, &id, "id_card_front", &png(page()))
        .await
        .json();
    let view: ApplicationView = resident.get(&with_id(path::APPLICATION, &id)).await.json();
    assert_eq!(view.documents, [second]);
    assert_eq!(view.documents[0].doubts, Vec::<String>::new());
}
