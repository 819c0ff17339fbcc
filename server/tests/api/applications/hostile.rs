//! Text that means harm elsewhere is only text here: stored, returned verbatim, never run.

use api::application::ApplicationView;
use api::path::{self, with_id};
use application::{Answer, Field, FieldKind};
use http::StatusCode;
use serde_json::{Map, Value, json};

use crate::filing::draft;
use crate::portal::TestPortal;

const TEXTS: [&str; 4] = [
    "'; DROP TABLE applications; --",
    "<script>alert('示例')</script><img src=x onerror=alert(1)>",
    "=HYPERLINK(\"http://evil.example\")\u{202e}{{7*7}}${jndi:ldap://x}",
    "\u{0}\u{7}\u{feff}\r\n../../etc/passwd",
];

#[tokio::test]
async fn sql_and_html_in_every_field() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let id = draft(&mut resident).await.id;
    for text in TEXTS {
        let answers: Map<String, Value> = Field::ALL
            .iter()
            .map(|field| match field.kind() {
                FieldKind::Many(_) => (field.id().to_owned(), json!([text])),
                _ => (field.id().to_owned(), json!(text)),
            })
            .collect();
        let request = json!({"answers": answers, "cannot_supply": {"id_card_front": text}});
        let saved = resident
            .patch(&with_id(path::APPLICATION_ANSWERS, &id), &request)
            .await;
        assert_eq!(saved.status, StatusCode::OK, "{saved:?}");
        let answer = resident.get(&with_id(path::APPLICATION, &id)).await;
        assert_eq!(answer.header("content-type"), "application/json");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        let view: ApplicationView = answer.json();
        for field in Field::ALL {
            let kept = match view.answers.get(*field).unwrap() {
                Answer::One(kept) => kept.clone(),
                Answer::Many(kept) => kept.concat(),
            };
            assert_eq!(kept, text, "{field}");
        }
        assert_eq!(view.cannot_supply["id_card_front"], text.trim());
    }
    let mut second = portal.resident("13800000002").await;
    assert_eq!(draft(&mut second).await.version, 0);
}

#[tokio::test]
async fn nothing_typed_lies_readable_on_disk() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    crate::filing::submitted(&mut resident).await;
    portal.state.store.close();
    let secrets = [
        crate::filing::ID_NUMBER,
        "示例甲",
        "示例小店",
        "13800000001",
    ];
    for entry in std::fs::read_dir(portal.folder.path().join("data")).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap_or_default();
        for secret in secrets {
            assert!(
                !bytes
                    .windows(secret.len())
                    .any(|part| part == secret.as_bytes()),
                "{secret}"
            );
        }
    }
}
