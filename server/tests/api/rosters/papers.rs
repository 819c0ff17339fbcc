//! What an enterprise brings for the people it hired, as photos.

use api::ProblemCode;

use super::*;
use crate::documents::{PDF, photo, upload};

async fn taken(resident: &mut Browser, id: &str, kind: &str, bytes: &[u8]) {
    let answer = upload(resident, id, kind, bytes).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{kind}: {answer:?}");
}

async fn refused_as(resident: &mut Browser, id: &str, kind: &str, bytes: &[u8]) -> String {
    let refused = upload(resident, id, kind, bytes).await;
    let mut errors = refused.problem(ProblemCode::InvalidInput).errors;
    assert_eq!(errors.len(), 1, "{errors:?}");
    errors.remove(0).code
}

/// A hundred people with ten of them newly hired are the least the rules ask for.
#[tokio::test]
async fn ten_hires_bring_two_photos_each_of_contract_and_group() {
    let (_portal, mut resident, id) = begun().await;
    let hired = json!({ "employees": "100", "new_hires_12m": "10" });
    save(&mut resident, &id, hired, json!({})).await;
    let photo = photo();
    for kind in ["labour_contracts", "hire_group_proof"] {
        for _ in 0..20 {
            taken(&mut resident, &id, kind, &photo).await;
        }
        let one_more = refused_as(&mut resident, &id, kind, &photo).await;
        assert_eq!(one_more, "document_too_many", "{kind}");
    }
    for (kind, count) in [
        ("id_card_front", 1),
        ("id_card_back", 1),
        ("business_licence", 2),
        ("articles", 4),
        ("employee_roster", 4),
        ("financial_statements", 4),
    ] {
        for _ in 0..count {
            taken(&mut resident, &id, kind, PDF).await;
        }
    }
    let view = found(&mut resident, &id).await;
    assert_eq!(view.documents.len(), 56);
    let fifth = refused_as(&mut resident, &id, "employee_roster", PDF).await;
    assert_eq!(fifth, "document_too_many");
}

/// The sheet counts as well as what was typed, and a person's own form takes no more for it.
#[tokio::test]
async fn the_roster_makes_room_too() {
    let (portal, mut resident, id) = begun().await;
    let said = json!({ "new_hires_12m": "1" });
    save(&mut resident, &id, said, json!({})).await;
    for _ in 0..4 {
        taken(&mut resident, &id, "labour_contracts", PDF).await;
    }
    let fifth = refused_as(&mut resident, &id, "labour_contracts", PDF).await;
    assert_eq!(fifth, "document_too_many");
    sent(&mut resident, &id, FIVE).await;
    for _ in 4..10 {
        taken(&mut resident, &id, "labour_contracts", PDF).await;
    }
    let eleventh = refused_as(&mut resident, &id, "labour_contracts", PDF).await;
    assert_eq!(eleventh, "document_too_many");

    let mut person = portal.resident("13800005679").await;
    let own = crate::filing::draft(&mut person).await.id;
    let said = json!({ "new_hires_12m": "10" });
    save(&mut person, &own, said, json!({})).await;
    for _ in 0..4 {
        taken(&mut person, &own, "labour_contracts", PDF).await;
    }
    let fifth = refused_as(&mut person, &own, "labour_contracts", PDF).await;
    assert_eq!(fifth, "document_too_many");
}
