//! What is not begun, and what the parts do not come to.

use std::path::PathBuf;

use api::ProblemCode;
use api::application::PART_BYTES;
use api::path::{self, with_id};
use http::StatusCode;
use serde_json::{Value, json};

use super::{Sender, documents, kept, large, place, send, send_rest, sender, start, start_of};

#[tokio::test]
async fn what_the_parts_come_to_must_be_what_was_announced_and_a_paper() {
    let Sender {
        portal,
        mut resident,
        id,
    } = sender().await;
    let good = large();
    let mut damaged = good.clone();
    damaged[PART_BYTES + 7] = b'x';
    let noise = vec![7; PART_BYTES + 1];
    let cut = good[..good.len() - 6].to_vec();
    let table = [
        (&good, &damaged, "document_damaged"),
        (&noise, &noise, "document_type"),
        (&cut, &cut, "document_unreadable"),
    ];
    for (announced, sent, code) in table {
        let upload = start(&mut resident, &id, announced).await.id;
        let refused = send_rest(&mut resident, &id, &upload, sent).await;
        let problem = refused.problem(ProblemCode::InvalidInput);
        assert_eq!(problem.errors[0].code, code);
        assert_eq!(problem.errors[0].pointer, "/documents/business_licence");
        let gone = resident.get(&place(&id, &upload)).await;
        gone.problem(ProblemCode::NotFound);
    }
    assert_eq!(documents(&mut resident, &id).await, []);
    assert_eq!(kept(&portal), Vec::<PathBuf>::new());
}

#[tokio::test]
async fn what_cannot_become_a_paper_is_not_begun() {
    let Sender {
        portal: _portal,
        mut resident,
        id,
    } = sender().await;
    let path = with_id(path::APPLICATION_UPLOADS, &id);
    let with = |key: &str, value: Value| {
        let mut request = start_of(&large());
        request[key] = value;
        request
    };
    let table = [
        (with("kind", json!("passport")), "not_an_option"),
        (with("sha256", json!("zz")), "not_a_hash"),
        (with("sha256", json!("+1".repeat(32))), "not_a_hash"),
        (with("size_bytes", json!(0)), "document_empty"),
        (with("size_bytes", json!(11_000_000)), "document_too_large"),
    ];
    for (request, code) in table {
        let refused: api::Problem = resident.post(&path, &request).await.json();
        assert_eq!(refused.errors[0].code, code, "{request}");
    }
    let longer = vec![0; PART_BYTES + 1];
    let upload = start(&mut resident, &id, &large()).await.id;
    let refused = send(&mut resident, (&id, &upload), 0, longer).await;
    refused.problem(ProblemCode::BodyTooLarge);
    // So many on the way, and no more.
    let mut begun = 1;
    let refused = loop {
        let answer = resident.post(&path, &start_of(&large())).await;
        if answer.status != StatusCode::CREATED {
            break answer;
        }
        begun += 1;
    };
    assert_eq!(begun, 24);
    let problem = refused.problem(ProblemCode::InvalidInput);
    assert_eq!(problem.errors[0].code, "document_under_way");
    // Giving one up makes room.
    let gone = resident.delete(&place(&id, &upload)).await;
    assert_eq!(gone.status, StatusCode::NO_CONTENT);
    start(&mut resident, &id, &large()).await;
}
