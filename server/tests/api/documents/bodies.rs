//! Whole files of the odd kinds, as a phone or a scanner sends them.

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use store::{StoreError, Tx};

use super::*;

async fn begun(portal: &TestPortal) -> (Browser, String) {
    let mut resident = portal.resident("13800000001").await;
    let id = draft(&mut resident).await.id;
    (resident, id)
}

async fn taken(resident: &mut Browser, id: &str, bytes: &[u8]) -> Answer {
    let answer = upload(resident, id, "business_licence", bytes).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    let document: DocumentView = answer.json();
    let path = with_document(path::APPLICATION_DOCUMENT, id, &document.id);
    resident.get(&path).await
}

async fn refused_as(resident: &mut Browser, id: &str, bytes: &[u8]) -> String {
    let refused = upload(resident, id, "business_licence", bytes).await;
    let mut errors = refused.problem(ProblemCode::InvalidInput).errors;
    assert_eq!(errors.len(), 1, "{errors:?}");
    errors.remove(0).code
}

/// Of one shade it is a small file: only what is drawn of it is not.
#[tokio::test]
async fn a_whole_photo_of_a_hundred_megapixels_is_not_drawn() {
    let portal = TestPortal::start().await;
    let (mut resident, id) = begun(&portal).await;
    let mut bytes = Vec::new();
    let encoder =
        PngEncoder::new_with_quality(&mut bytes, CompressionType::Fast, FilterType::NoFilter);
    DynamicImage::new_luma8(10_000, 10_000)
        .write_with_encoder(encoder)
        .unwrap();
    assert_eq!(
        refused_as(&mut resident, &id, &bytes).await,
        "document_pixels"
    );
    assert!(kept(&portal).is_empty());
}

#[tokio::test]
async fn a_photo_in_print_colours_is_shown_in_those_of_a_screen() {
    let portal = TestPortal::start().await;
    let (mut resident, id) = begun(&portal).await;
    let bytes = include_bytes!("../../../src/applications/paper/cmyk.jpg");
    let shown = taken(&mut resident, &id, bytes).await;
    assert_eq!(shown.header("content-type"), "image/jpeg");
    let drawn = image::load_from_memory(&shown.body).unwrap();
    assert_eq!(drawn.color(), image::ColorType::Rgb8);
}

#[tokio::test]
async fn a_pdf_of_forty_pages_comes_back_as_it_was_sent() {
    let portal = TestPortal::start().await;
    let (mut resident, id) = begun(&portal).await;
    let mut text = "%PDF-1.4\n1 0 obj<</Type/Pages/Count 40>>endobj\n".to_owned();
    for page in 2..42 {
        text.push_str(&format!("{page} 0 obj<</Type/Page/Parent 1 0 R>>endobj\n"));
    }
    text.push_str("trailer<</Root 1 0 R>>\n%%EOF\n");
    let shown = taken(&mut resident, &id, text.as_bytes()).await;
    assert_eq!(shown.body, text.as_bytes());
}

#[tokio::test]
async fn what_one_person_may_keep_has_an_end_over_all_files() {
    let portal = TestPortal::start().await;
    let (mut resident, id) = begun(&portal).await;
    let document: DocumentView = upload(&mut resident, &id, "business_licence", PDF)
        .await
        .json();
    // As if it were what twenty of the largest come to.
    let swell = |tx: &Tx| {
        let most: i64 = 200 * 1024 * 1024;
        tx.execute("UPDATE documents SET byte_length = $1", &[most.into()])
    };
    let store = &portal.state.store;
    let changed = store.write::<_, _, StoreError>(swell).await.unwrap();
    assert_eq!(changed, 1);
    assert_eq!(
        refused_as(&mut resident, &id, PDF).await,
        "document_all_full"
    );
    // Somebody else has room of their own.
    let mut other = portal.resident("13800000002").await;
    let theirs = draft(&mut other).await.id;
    taken(&mut other, &theirs, PDF).await;
    let path = with_document(path::APPLICATION_DOCUMENT, &id, &document.id);
    assert_eq!(resident.delete(&path).await.status, StatusCode::NO_CONTENT);
    taken(&mut resident, &id, PDF).await;
}
